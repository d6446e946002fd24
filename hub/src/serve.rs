//! Runs a hub: sockets, TLS, a thread of its own. Blocking on the outside, so that tests and the
//! command line need no runtime.

use std::fmt;
use std::io;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::path::PathBuf;
use std::sync::Arc;
use std::thread::JoinHandle;
use std::time::Duration;

use saksi_domain::store::StoreError;
use tokio::net::TcpListener;
use tokio::sync::oneshot;

use crate::clock::Clock;
use crate::hub::Hub;
use crate::router::router;
use crate::tls;

mod listen;

/// How long answers under way may take after [`RunningHub::stop`].
const GRACE: Duration = Duration::from_secs(5);

/// How to run a hub.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Config {
    /// The hub's folder, made by [`crate::create_project`].
    pub dir: PathBuf,
    /// Where to listen; port 0 takes a free one.
    pub listen: SocketAddr,
    /// Speak TLS? Only a hub on loopback may go without.
    pub tls: bool,
}

impl Config {
    /// On loopback, a free port, without TLS: for tests and demonstrations.
    #[must_use]
    pub fn on_loopback(dir: impl Into<PathBuf>) -> Self {
        let listen = SocketAddr::new(IpAddr::V4(Ipv4Addr::LOCALHOST), 0);
        Self { dir: dir.into(), listen, tls: false }
    }
}

/// Why a hub does not run.
#[derive(Debug)]
pub enum ServeError {
    /// Without TLS it listens on loopback only.
    TlsRequired,
    /// The hub's folder.
    Store(StoreError),
    /// The socket or a thread.
    Io(io::Error),
}

impl fmt::Display for ServeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TlsRequired => f.write_str("without TLS a hub listens on loopback only"),
            Self::Store(error) => error.fmt(f),
            Self::Io(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for ServeError {}

impl From<StoreError> for ServeError {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

impl From<io::Error> for ServeError {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}

/// A hub that runs until it is stopped or dropped.
#[derive(Debug)]
pub struct RunningHub {
    /// Where it listens.
    pub addr: SocketAddr,
    /// Its state, for who runs it in the same process.
    pub hub: Arc<Hub>,
    tls: bool,
    stop: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl RunningHub {
    /// Its address.
    #[must_use]
    pub fn url(&self) -> String {
        format!("{}://{}", if self.tls { "https" } else { "http" }, self.addr)
    }

    /// Answers what is under way, then ends.
    pub fn stop(mut self) {
        self.end();
    }

    /// Waits until it ends by itself: never, unless its thread breaks.
    pub fn wait(mut self) {
        if let Some(thread) = self.thread.take() {
            drop(thread.join());
        }
    }

    fn end(&mut self) {
        if let Some(stop) = self.stop.take() {
            let _ = stop.send(());
        }
        if let Some(thread) = self.thread.take() {
            drop(thread.join());
        }
    }
}

impl Drop for RunningHub {
    fn drop(&mut self) {
        self.end();
    }
}

/// Opens a hub's folder and answers phones until stopped.
///
/// # Errors
/// [`ServeError`] if the folder is damaged, the address is taken, or TLS is missing.
pub fn serve(config: &Config, clock: Arc<dyn Clock>) -> Result<RunningHub, ServeError> {
    if !config.tls && !config.listen.ip().is_loopback() {
        return Err(ServeError::TlsRequired);
    }
    let hub = Arc::new(Hub::run(&config.dir, clock)?);
    let tls = config.tls.then(|| tls::server_config(&config.dir)).transpose()?;
    let socket = std::net::TcpListener::bind(config.listen)?;
    socket.set_nonblocking(true)?;
    let addr = socket.local_addr()?;
    let (stop, stopped) = oneshot::channel();
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .thread_name("saksi-hub")
        .enable_all()
        .build()?;
    let routes = router(hub.clone());
    let work = async move {
        let listener = match TcpListener::from_std(socket) {
            Ok(listener) => listener,
            Err(error) => return tracing::error!(%error, "socket"),
        };
        let ended = listen::until_stopped(listener, tls, routes, stopped);
        if let Err(error) = ended.await {
            tracing::error!(%error, "listening");
        }
    };
    let thread = std::thread::Builder::new().name("saksi-hub-main".into()).spawn(move || {
        runtime.block_on(work);
        runtime.shutdown_timeout(GRACE);
    })?;
    tracing::info!(%addr, tls = config.tls, entries = hub.journal().ledger().size(), "listening");
    Ok(RunningHub { addr, hub, tls: config.tls, stop: Some(stop), thread: Some(thread) })
}

//! Plain and TLS listeners for axum. A slow handshake holds up nobody else.

use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::serve::{Listener, ListenerExt as _};
use rustls::ServerConfig;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{mpsc, oneshot};
use tokio_rustls::TlsAcceptor;
use tokio_rustls::server::TlsStream;

use super::GRACE;

const HANDSHAKE: Duration = Duration::from_secs(10);

/// Serves until told to stop, and then at most [`GRACE`] longer.
pub(super) async fn until_stopped(
    listener: TcpListener,
    tls: Option<Arc<ServerConfig>>,
    routes: Router,
    stopped: oneshot::Receiver<()>,
) -> io::Result<()> {
    let (tell, told) = oneshot::channel();
    let signal = async move {
        drop(stopped.await);
        let _ = tell.send(());
    };
    let deadline = async move {
        drop(told.await);
        tokio::time::sleep(GRACE).await;
    };
    let serving = async move {
        match tls {
            Some(config) => {
                let listener = TlsListener::new(listener, config)?;
                axum::serve(listener, routes).with_graceful_shutdown(signal).await
            }
            None => {
                let listener = listener.tap_io(|stream| drop(stream.set_nodelay(true)));
                axum::serve(listener, routes).with_graceful_shutdown(signal).await
            }
        }
    };
    tokio::select! {
        ended = serving => ended,
        () = deadline => Ok(()),
    }
}

/// Hands out connections whose TLS handshake is done.
struct TlsListener {
    ready: mpsc::Receiver<(TlsStream<TcpStream>, SocketAddr)>,
    addr: SocketAddr,
}

impl TlsListener {
    fn new(listener: TcpListener, config: Arc<ServerConfig>) -> io::Result<Self> {
        let addr = listener.local_addr()?;
        let (done, ready) = mpsc::channel(64);
        tokio::spawn(accept_all(listener, TlsAcceptor::from(config), done));
        Ok(Self { ready, addr })
    }
}

async fn accept_all(
    mut listener: TcpListener,
    acceptor: TlsAcceptor,
    done: mpsc::Sender<(TlsStream<TcpStream>, SocketAddr)>,
) {
    loop {
        let (stream, peer) = tokio::select! {
            accepted = Listener::accept(&mut listener) => accepted,
            () = done.closed() => return,
        };
        let (acceptor, done) = (acceptor.clone(), done.clone());
        tokio::spawn(async move {
            drop(stream.set_nodelay(true));
            let shaken = tokio::time::timeout(HANDSHAKE, acceptor.accept(stream)).await;
            if let Ok(Ok(stream)) = shaken {
                drop(done.send((stream, peer)).await);
            }
        });
    }
}

impl Listener for TlsListener {
    type Io = TlsStream<TcpStream>;
    type Addr = SocketAddr;

    async fn accept(&mut self) -> (Self::Io, Self::Addr) {
        match self.ready.recv().await {
            Some(accepted) => accepted,
            None => std::future::pending().await,
        }
    }

    fn local_addr(&self) -> io::Result<SocketAddr> {
        Ok(self.addr)
    }
}

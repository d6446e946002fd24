//! `saksi hub`: run a project's hub.

use std::net::{IpAddr, SocketAddr};
use std::path::PathBuf;
use std::sync::Arc;

use clap::Args;
use saksi_hub::{Config, SystemClock};
use serde_json::json;

use crate::Outcome;
use crate::exit::{CliError, Kind};
use crate::output::Output;

/// Run the hub of a project made by `saksi project new`.
#[derive(Debug, Args)]
pub struct Hub {
    /// The hub's folder.
    #[arg(long)]
    dir: PathBuf,
    /// Address and port.
    #[arg(long, default_value = "127.0.0.1:8443")]
    listen: SocketAddr,
    /// Speak plain HTTP; on loopback only.
    #[arg(long)]
    plain: bool,
}

impl Hub {
    pub fn run(&self, output: &Output) -> Outcome {
        let loopback = match self.listen.ip() {
            IpAddr::V4(ip) => ip.is_loopback(),
            IpAddr::V6(ip) => ip.is_loopback(),
        };
        if self.plain && !loopback {
            return Err(CliError::input(
                "--plain is for loopback addresses only: others can read it",
            ));
        }
        saksi_hub::logs::to_stderr();
        let config = Config { dir: self.dir.clone(), listen: self.listen, tls: !self.plain };
        let hub = saksi_hub::serve(&config, Arc::new(SystemClock)).map_err(|e| {
            CliError::new(Kind::Store, "hub", e, "`saksi project new` makes a hub's folder")
        })?;
        let url = hub.url();
        output.line(
            &json!({"listening": url}),
            &format!("The hub listens at {url}. Stop with Ctrl-C."),
        );
        hub.wait();
        Ok(())
    }
}

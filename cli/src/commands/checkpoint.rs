//! `saksi checkpoint --hub URL`: what the hub itself says its journal is.

use base64::{Engine as _, prelude::BASE64_STANDARD as BASE64};
use clap::Args;
use saksi_device::net::Client;
use saksi_domain::journal::ProjectId;
use serde_json::json;

use crate::Outcome;
use crate::exit::{CliError, Kind};
use crate::output::Output;

/// Print a hub's latest checkpoint.
#[derive(Debug, Args)]
pub struct Checkpoint {
    /// Address of the hub (plain HTTP on this machine).
    #[arg(long)]
    hub: String,
}

impl Checkpoint {
    pub fn run(&self, output: &Output) -> Outcome {
        let read = Client::new(&self.hub, None, ProjectId::UNBORN, output.word("id", "en"))
            .and_then(|client| client.checkpoint());
        let note = read.map_err(|e| {
            CliError::new(Kind::Retry, e.code(), e, "is the hub running at this address?")
        })?;
        let mut lines = note.lines();
        let (origin, size) = (lines.next().unwrap_or_default(), lines.next().unwrap_or_default());
        let root = lines.next().and_then(|root| BASE64.decode(root).ok()).map(hex::encode);
        output.result(&json!({"origin": origin, "size": size, "root": root, "note": note}), &note);
        Ok(())
    }
}

//! `saksi checkpoint --hub URL`: what the hub itself says its journal is.

use clap::Args;
use serde_json::json;

use crate::Outcome;
use crate::exit::{Failure, Kind};
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
        let note = saksi_device::net::read_checkpoint(&self.hub).map_err(|e| {
            Failure::new(Kind::Retry, e.code(), e, "is the hub running at this address?")
        })?;
        let mut lines = note.lines();
        let (origin, size) = (lines.next().unwrap_or_default(), lines.next().unwrap_or_default());
        let root = lines.next().and_then(|root| saksi_device::net::base64_to_hex(root));
        output.result(&json!({"origin": origin, "size": size, "root": root, "note": note}), &note);
        Ok(())
    }
}

//! `saksi backup` and `saksi restore`: a hub's folder, copied and brought back.

use std::path::PathBuf;
use std::sync::Arc;

use clap::Args;
use saksi_hub::SystemClock;
use saksi_hub::backup::{Reported, backup, restore};
use serde_json::json;

use crate::Outcome;
use crate::exit::{CliError, Kind};
use crate::output::Output;

/// Copy a hub's folder; it may be running.
#[derive(Debug, Args)]
pub struct Backup {
    /// The hub's folder.
    #[arg(long)]
    hub_dir: PathBuf,
    /// An empty folder for the copy. It holds the hub's keys: guard it like the hub.
    out: PathBuf,
}

/// Make a hub's folder from a backup. Opens a new epoch, so that everybody sees the break.
#[derive(Debug, Args)]
pub struct Restore {
    /// The backup.
    copy: PathBuf,
    /// An empty folder for the hub.
    #[arg(long)]
    hub_dir: PathBuf,
    /// Highest epoch that anybody is known to have seen.
    #[arg(long, default_value_t = 0)]
    seen_epoch: u64,
    /// Largest journal size that anybody is known to have seen.
    #[arg(long, default_value_t = 0)]
    seen_size: u64,
}

fn failed(error: impl std::fmt::Display) -> CliError {
    CliError::new(Kind::Store, "backup", error, "nothing was overwritten; check both folders")
}

impl Backup {
    pub fn run(&self, output: &Output) -> Outcome {
        let made = backup(&self.hub_dir, &self.out).map_err(failed)?;
        output.result(
            &json!({"project": made.project, "entries": made.entries, "epoch": made.epoch, "files": made.files.len()}),
            &format!("{} entries and {} files copied and checked", made.entries, made.files.len()),
        );
        Ok(())
    }
}

impl Restore {
    pub fn run(&self, output: &Output) -> Outcome {
        let reported = Reported { epoch: self.seen_epoch, size: self.seen_size };
        let made =
            restore(&self.copy, &self.hub_dir, reported, Arc::new(SystemClock)).map_err(failed)?;
        output.result(
            &json!({"project": made.project, "entries": made.entries}),
            "A new epoch is open. Start the hub: phones give back what was lost since the backup.",
        );
        Ok(())
    }
}

//! `saksi diagnose`: a support file that says how the store is, and nothing about anybody.

use clap::Args;
use serde_json::json;

use crate::Outcome;
use crate::home::{HomeArgs, failed};
use crate::output::Output;

/// Print the support file.
#[derive(Debug, Args)]
pub struct Diagnose {
    #[command(flatten)]
    home: HomeArgs,
}

impl Diagnose {
    pub fn run(&self, output: &Output) -> Outcome {
        let field = self.home.open(output.word("id", "en"))?;
        let found = field.diagnose().map_err(failed)?;
        let json = json!({
            "version": found.version, "enrolled": found.enrolled, "store_whole": found.store_whole,
            "entries": found.entries, "entries_waiting": found.entries_waiting,
            "previews_waiting": found.previews_waiting, "originals_waiting": found.originals_waiting,
            "blob_bytes": found.blob_bytes, "drafts": found.drafts, "forms": found.forms,
            "receipts": found.receipts, "checkpoint": found.checkpoint,
            "sync_failures": found.sync_failures, "bytes_per_s": found.bytes_per_s,
            "split_view": found.split_view, "forked": found.forked,
        });
        output.result(&json, &format!("{json:#}"));
        Ok(())
    }
}

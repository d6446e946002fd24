//! `saksi sync`: exchange with the hub.

use clap::Args;
use saksi_device::sync::Progress;
use saksi_domain::sync::plan::SyncStep;
use serde_json::json;

use crate::Outcome;
use crate::home::{HomeArgs, failed};
use crate::output::Output;

/// Sync.
#[derive(Debug, Args)]
pub struct Sync {
    /// Remove originals here that the hub has acknowledged; previews stay.
    #[arg(long)]
    free_space: bool,
    #[command(flatten)]
    home: HomeArgs,
}

/// Prints each step as it begins.
struct Printed<'a>(&'a Output, std::cell::Cell<Option<SyncStep>>);

impl Progress for Printed<'_> {
    fn on(&self, step: SyncStep, done: u64, of: u64) -> bool {
        if self.1.replace(Some(step)) != Some(step) {
            let count = if of > 0 { format!(" {done}/{of}") } else { String::new() };
            self.0.step(&format!("{}{count} …", step.word()));
        }
        true
    }
}

impl Sync {
    pub fn run(&self, output: &Output) -> Outcome {
        let field = self.home.open(output.word("id", "en"))?;
        let report = field.sync(&Printed(output, std::cell::Cell::new(None))).map_err(failed)?;
        let freed = if self.free_space { field.free_space().map_err(failed)? } else { 0 };
        let pair = |(a, b): &(String, String)| json!({"item": a, "reason": b});
        let json = json!({
            "sent": report.sent, "received": report.received, "fetched": report.fetched,
            "previews": report.previews, "originals": report.originals, "freed_bytes": freed,
            "refused": report.refused.iter().map(pair).collect::<Vec<_>>(),
            "void": report.void.iter().map(pair).collect::<Vec<_>>(),
        });
        let mut text = format!(
            "{} {}, {} {}, {} {}",
            report.sent,
            output.word("catatan sudah diterima pusat", "entries received by the hub"),
            report.originals,
            output.word("foto asli sudah diterima", "originals received"),
            report.received,
            output.word("catatan masuk", "entries came in"),
        );
        for (item, why) in report.refused.iter().chain(&report.void) {
            text.push_str(&format!("\n✗ {item}: {why}"));
        }
        output.result(&json, &text);
        Ok(())
    }
}

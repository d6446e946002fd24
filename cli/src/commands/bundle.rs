//! `saksi bundle export`: a full or register bundle out of a hub's folder.

use std::path::PathBuf;
use std::sync::Arc;

use clap::{Args, Subcommand};
use saksi_domain::bundle::{self, BundleKind};
use saksi_domain::store::BlobStore as _;
use saksi_hub::hub::Hub;
use saksi_hub::{Clock as _, SystemClock};
use serde_json::json;

use crate::Outcome;
use crate::bundle_files::Sink;
use crate::exit::{CliError, Kind};
use crate::output::Output;

/// Bundles: what a stranger can check with no server.
#[derive(Debug, Subcommand)]
pub enum Bundle {
    /// Write a bundle into an empty folder or a new .zip.
    Export(Export),
}

/// Write a bundle.
#[derive(Debug, Args)]
pub struct Export {
    /// The hub's folder.
    #[arg(long)]
    hub_dir: PathBuf,
    /// Everything, with device keys and authors: only for an evaluator, or with the person's
    /// recorded consent.
    #[arg(long, conflicts_with = "register", required_unless_present = "register")]
    full: bool,
    /// Problems, forums, meetings and what is public: enough to recompute the indicators.
    #[arg(long)]
    register: bool,
    /// Where to.
    out: PathBuf,
}

impl Bundle {
    pub fn run(&self, output: &Output) -> Outcome {
        let Self::Export(export) = self;
        export.run(output)
    }
}

impl Export {
    fn run(&self, output: &Output) -> Outcome {
        let hub = Hub::open(&self.hub_dir, Arc::new(SystemClock))
            .map_err(|e| CliError::new(Kind::Store, "hub-dir", e, "is this the hub's folder?"))?;
        let kind = if self.full { BundleKind::Full } else { BundleKind::Register };
        let journal = hub.journal();
        let notes: Vec<String> = journal.notes().iter().map(|noted| noted.note.clone()).collect();
        let mut blob = |cid| {
            let size = hub.files().size(cid).ok().flatten()?;
            hub.files().read(cid, 0, usize::try_from(size).ok()?).ok()
        };
        let mut sink = Sink::create(&self.out)?;
        let absent = bundle::write(
            journal.ledger(),
            &notes,
            kind,
            SystemClock.now_ms(),
            &mut blob,
            &mut |name, bytes| sink.put(name, bytes),
        )?;
        sink.finish()?;
        let ledger = journal.ledger();
        output.result(
            &json!({"kind": kind, "project": ledger.membership().project, "size": ledger.covered(),
                    "absent": absent.len(), "out": self.out}),
            &format!(
                "{} entries, {} sealed files not on the hub. Check it with:\n  saksi verify {} --project {}",
                ledger.covered(), absent.len(), self.out.display(), ledger.membership().project
            ),
        );
        Ok(())
    }
}

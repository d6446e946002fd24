//! Counters in the Prometheus text format: sizes and requests, nothing about persons.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::{Mutex, PoisonError};

use crate::store::AlarmKind;

/// Requests answered, by route and status.
#[derive(Debug, Default)]
pub struct Requests(Mutex<BTreeMap<(String, u16), u64>>);

impl Requests {
    /// Counts an answer. `route` is the route's template, never the address itself.
    pub fn count(&self, route: &str, status: u16) {
        let mut counts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        *counts.entry((route.to_owned(), status)).or_default() += 1;
    }
}

/// What the hub holds now.
#[derive(Debug, Clone, Default)]
pub struct Sizes {
    /// Entries in the journal; all of them are in memory.
    pub entries: u64,
    /// Logs with entries.
    pub logs: usize,
    /// Members of the line.
    pub members: usize,
    /// Checkpoints signed.
    pub checkpoints: usize,
    /// Epoch.
    pub epoch: u64,
    /// Time of the newest checkpoint, ms since 1970 UTC.
    pub checkpoint_ms: i64,
    /// Blobs named by entries.
    pub blobs: usize,
    /// Alarms by kind.
    pub alarms: BTreeMap<AlarmKind, usize>,
}

/// The whole text.
#[must_use]
pub fn render(sizes: &Sizes, requests: &Requests) -> String {
    let mut text = String::new();
    let mut gauge = |name: &str, about: &str, value: i128| {
        let line = writeln!(
            text,
            "# HELP saksi_{name} {about}\n# TYPE saksi_{name} gauge\nsaksi_{name} {value}"
        );
        line.expect("a string takes any text");
    };
    gauge(
        "journal_entries",
        "Entries in the journal, all of them in memory.",
        sizes.entries.into(),
    );
    gauge("journal_logs", "Logs with entries.", sizes.logs as i128);
    gauge("journal_members", "Members of the line.", sizes.members as i128);
    gauge("journal_epoch", "Epoch of the hub.", sizes.epoch.into());
    gauge("checkpoints", "Checkpoints signed.", sizes.checkpoints as i128);
    gauge(
        "checkpoint_time_seconds",
        "Time of the newest checkpoint, seconds since 1970.",
        (sizes.checkpoint_ms / 1000).into(),
    );
    gauge("blobs_named", "Sealed files that entries name.", sizes.blobs as i128);
    text.push_str("# HELP saksi_alarms Things that an operator must look at.\n");
    text.push_str("# TYPE saksi_alarms gauge\n");
    for kind in AlarmKind::ALL {
        let count = sizes.alarms.get(kind).copied().unwrap_or(0);
        writeln!(text, "saksi_alarms{{kind=\"{}\"}} {count}", kind.code())
            .expect("a string takes any text");
    }
    text.push_str("# HELP saksi_requests_total Requests answered.\n");
    text.push_str("# TYPE saksi_requests_total counter\n");
    for ((route, status), count) in requests.0.lock().unwrap_or_else(PoisonError::into_inner).iter()
    {
        writeln!(text, "saksi_requests_total{{route=\"{route}\",status=\"{status}\"}} {count}")
            .expect("a string takes any text");
    }
    text
}

//! What a verifier says: line by line, about which item, which statement and whether it holds.

use std::fmt;

use super::BundleKind;
use super::statement::{Mark, Statement};
use crate::journal::record::{Held, Shelf};
use crate::journal::{Cid, EntryId, Membership, ProjectId, RecordId};
use std::collections::BTreeMap;
use std::sync::Arc;

/// What a line is about.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum BundleItem {
    /// The bundle as a whole.
    Bundle,
    /// The entry at a hub index.
    Entry(u64, Option<EntryId>),
    /// A sealed file and the entry that names it.
    Blob(Cid, EntryId),
}

impl fmt::Display for BundleItem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Bundle => f.write_str("bundle"),
            Self::Entry(index, Some(id)) => write!(f, "entry {index} ({})", id.short()),
            Self::Entry(index, None) => write!(f, "entry {index}"),
            Self::Blob(cid, entry) => write!(f, "blobs/{cid} (entry {})", entry.short()),
        }
    }
}

/// One line of a report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// About what.
    pub subject: BundleItem,
    /// What was checked.
    pub statement: Statement,
    /// How it came out.
    pub mark: Mark,
}

/// What a verifier found.
#[derive(Debug, Clone)]
pub struct BundleReport {
    /// What kind of bundle it read.
    pub kind: BundleKind,
    /// Of which project.
    pub project: ProjectId,
    /// Statement by statement.
    pub lines: Vec<Line>,
    /// The member line, if it holds.
    pub membership: Option<Membership>,
    /// The entries whose signature holds, to fold records and indicators from.
    pub records: BTreeMap<RecordId, Vec<Arc<Held>>>,
    /// Size, root and time of the latest checkpoint, if it holds.
    pub checkpoint: Option<crate::journal::checkpoint::Checkpoint>,
}

impl BundleReport {
    /// Lines that do not hold.
    pub fn failures(&self) -> impl Iterator<Item = &Line> {
        self.lines.iter().filter(|line| matches!(line.mark, Mark::Fails(_)))
    }

    /// How many lines of a statement hold, fail, cannot be told.
    #[must_use]
    pub fn count(&self, statement: Statement) -> [usize; 3] {
        let mut counts = [0; 3];
        for line in self.lines.iter().filter(|line| line.statement == statement) {
            counts[match line.mark {
                Mark::Holds => 0,
                Mark::Fails(_) => 1,
                Mark::CannotTell(_) => 2,
            }] += 1;
        }
        counts
    }
}

impl Shelf for BundleReport {
    fn of_record(&self, record: RecordId) -> Vec<Arc<Held>> {
        self.records.get(&record).cloned().unwrap_or_default()
    }
}

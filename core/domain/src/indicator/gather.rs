//! From a journal to what a report reads: every problem's acts, every forum's zone.
//!
//! The same for a hub, a member's phone that pulled the register, and a stranger with a bundle.

use super::{ForumZone, Forums, ProblemHistory};
use crate::forum::Msf;
use crate::journal::acts::RecordKind;
use crate::journal::record::{View, fold};
use crate::journal::{EntryId, RecordId};

/// What a report is made from, and what could not be judged here.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Gathered {
    /// Every problem.
    pub problems: Vec<ProblemHistory>,
    /// Every forum.
    pub forums: Forums,
    /// Acts whose effect is unknown here: a figure made without them may be another elsewhere.
    pub unknown: Vec<EntryId>,
}

/// Folds `records` and keeps problems and forums.
pub fn gather(records: impl IntoIterator<Item = RecordId>, view: View<'_>) -> Gathered {
    let mut gathered = Gathered::default();
    for record in records {
        let folded = fold(record, view);
        match folded.kind {
            Some(RecordKind::Problem) => gathered.problems.push(ProblemHistory {
                contested: folded.rivals,
                acts: folded.acts,
                ..ProblemHistory::default()
            }),
            Some(RecordKind::Msf) => {
                if let Some(forum) = Msf::fold(&folded.acts) {
                    let zone = ForumZone { name: forum.name, zone_minutes: forum.zone_minutes };
                    gathered.forums.insert(record, zone);
                }
            }
            _ => continue,
        }
        gathered.unknown.extend(folded.unknown.iter().map(|(id, _)| *id));
    }
    gathered
}

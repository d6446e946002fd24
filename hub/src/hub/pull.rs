//! `GET /v1/entries`: what the caller may read of a scope, in the hub's order.

use std::collections::BTreeSet;
use std::sync::Arc;

use saksi_domain::journal::record::{Held, Shelf as _};
use saksi_domain::journal::rules::Reads;
use saksi_domain::journal::{Audience, ScopeLabel};
use saksi_domain::sync::wire::PullResponse;

use super::Hub;
use crate::journal::Journal;
use crate::problem::{HubError, Refusal};
use crate::visibility::Caller;

/// Most entries and body bytes of one answer.
const MOST: (usize, usize) = (1000, 4 << 20);
/// Most entries looked at for one answer, readable or not.
const MOST_LOOKED_AT: usize = 20_000;

/// A pull's question.
#[derive(Debug, Clone, Copy)]
pub struct Question {
    /// Which scope.
    pub scope: ScopeLabel,
    /// The cursor: everything below this index was seen.
    pub after: u64,
    /// At most so many entries.
    pub limit: usize,
    /// Only records that the caller opened.
    pub mine: bool,
}

impl Hub {
    /// Answers a pull.
    ///
    /// # Errors
    /// `scope-forbidden` if no role of the caller reads the scope, `log-revoked`.
    pub fn pull(&self, caller: &Caller, question: Question) -> Result<PullResponse, HubError> {
        let journal = self.journal();
        let membership = journal.ledger().membership();
        let reads = caller.reads(membership, question.scope);
        if reads == Reads::Nothing {
            let detail = format!("scope {}", question.scope);
            return Err(HubError::new(Refusal::ScopeForbidden, detail));
        }
        let scope = membership.scope(question.scope);
        if caller.revoked && scope.is_none_or(|scope| scope.audience != Audience::Public) {
            return Err(HubError::new(Refusal::LogRevoked, "this key reads no more"));
        }
        let mine = question.mine || reads == Reads::Mine;
        let sees = |held: &Held| !mine || caller.is_mine(&journal, held.entry.record());
        Ok(page(&journal, caller, question, sees))
    }
}

fn page(
    journal: &Journal,
    caller: &Caller,
    question: Question,
    sees: impl Fn(&Held) -> bool,
) -> PullResponse {
    let ledger = journal.ledger();
    let indexes = journal.indexes(question.scope, question.after);
    let limit = question.limit.clamp(1, MOST.0);
    let (mut entries, mut bytes) = (Vec::new(), 0);
    let mut next = None;
    for (looked_at, index) in indexes.iter().enumerate() {
        if entries.len() >= limit || bytes >= MOST.1 || looked_at >= MOST_LOOKED_AT {
            next = Some(*index);
            break;
        }
        let Some(held) = ledger.since_index(*index).next().filter(|held| sees(held)) else {
            continue;
        };
        for held in with_earlier(journal, held) {
            bytes += held.entry.cose.len();
            bytes += held.entry.content.as_ref().map_or(0, |content| content.bytes.len());
            entries.push((held.index.unwrap_or_default(), held.entry.clone()));
            // Who collected the evidence must be known to judge four eyes; what was seen need not.
            for cited in ledger.cited_headers(&held.entry) {
                let index = cited.index.unwrap_or_default();
                let there = entries.iter().any(|(other, _)| *other == index);
                if !there && !caller.sees(journal, &cited) {
                    entries.push((index, cited.entry));
                }
            }
        }
    }
    let more = next.is_some();
    let next = next.unwrap_or_else(|| ledger.size().max(question.after.min(ledger.size())));
    let notes = notes(journal, &entries);
    PullResponse { entries, next, more, notes }
}

/// The entry; for a root that came late, the earlier entries of its record with it, because
/// nobody could tell before whose record they belong to.
fn with_earlier(journal: &Journal, held: &Arc<Held>) -> Vec<Arc<Held>> {
    if held.entry.header.record.is_some() {
        return vec![held.clone()];
    }
    let mut all = journal.ledger().of_record(held.entry.id);
    all.retain(|other| other.index <= held.index);
    all.sort_by_key(|other| other.index);
    all
}

/// The notes that give these entries their times: what first covers each, and what each had seen.
fn notes(journal: &Journal, entries: &[(u64, saksi_domain::journal::Entry)]) -> Vec<String> {
    let seen_by = |entry: &saksi_domain::journal::Entry| {
        let seen = entry.header.seen?;
        journal.notes().iter().find(|noted| (noted.epoch, noted.size) == (seen.epoch, seen.size))
    };
    let times = entries
        .iter()
        .flat_map(|(index, entry)| [journal.first_cover(*index), seen_by(entry)])
        .flatten();
    let mut sizes = BTreeSet::new();
    let mut notes: Vec<_> = times.filter(|n| sizes.insert((n.epoch, n.size))).collect();
    notes.sort_by_key(|noted| (noted.epoch, noted.size));
    notes.into_iter().map(|noted| noted.note.clone()).collect()
}

//! May a page of entries be taken as a whole? Decided before anything changes.

use std::borrow::Cow;
use std::collections::BTreeMap;

use saksi_domain::journal::effect::is_erasable;
use saksi_domain::journal::entry::{EntryError, Seen};
use saksi_domain::journal::ledger::{Ledger, LedgerError};
use saksi_domain::journal::log::{Admission, AdmissionError, Neighbourhood, decide_admission};
use saksi_domain::journal::member::Membership;
use saksi_domain::journal::{Entry, EntryId, Kind, LogId};

/// Entries at one place of a log, each with the checkpoint that it has seen.
type Place = Vec<(EntryId, Option<Seen>)>;

/// The journal as it would stand after the part of the page that was looked at.
struct Ahead<'a> {
    ledger: &'a Ledger,
    membership: Cow<'a, Membership>,
    added: BTreeMap<LogId, BTreeMap<u64, Place>>,
}

impl Ahead<'_> {
    fn at(&self, log: LogId, seq: u64) -> Place {
        let seen = |id: &EntryId| self.ledger.get(id).and_then(|held| held.entry.header.seen);
        let stored = self.ledger.at(log, seq).iter().map(|id| (*id, seen(id)));
        let added = self.added.get(&log).and_then(|seqs| seqs.get(&seq));
        stored.chain(added.into_iter().flatten().copied()).collect()
    }

    fn next(&self, log: LogId) -> u64 {
        let added = self.added.get(&log).and_then(BTreeMap::last_key_value);
        added.map_or(0, |(seq, _)| seq + 1).max(self.ledger.next_seq(log))
    }

    fn look_at(&mut self, entry: &Entry) -> Result<Admission, LedgerError> {
        let header = &entry.header;
        let key = self.membership.key_of(header.log);
        let key = key.ok_or(AdmissionError::UnknownLog(header.log))?;
        entry.verify(self.membership.project, key).map_err(AdmissionError::from)?;
        let before = header.seq.checked_sub(1).map(|seq| self.at(header.log, seq));
        let around = Neighbourhood {
            next: self.next(header.log),
            same_seq: self.at(header.log, header.seq).into_iter().map(|(id, _)| id).collect(),
            before: before.unwrap_or_default(),
        };
        let admission = decide_admission(entry, &around)?;
        if admission == Admission::Known {
            return Ok(admission);
        }
        if header.kind == Kind::Member {
            self.membership = Cow::Owned(self.membership.try_extend(entry)?);
        }
        let seqs = self.added.entry(header.log).or_default();
        seqs.entry(header.seq).or_default().push((entry.id, header.seen));
        Ok(admission)
    }
}

/// What would become of each entry of a page, in order; the page is taken whole or not at all.
///
/// An entry without its body is refused if it is new, unless its body may be destroyed: a person
/// who takes back a report before it was ever sent has nothing else to hand in, and its erasure
/// may stand pages further on in her log.
///
/// # Errors
/// The index in the page of the first entry that cannot be taken, and why.
pub fn plan_page(ledger: &Ledger, page: &[Entry]) -> Result<Vec<Admission>, (usize, LedgerError)> {
    let mut ahead =
        Ahead { ledger, membership: Cow::Borrowed(ledger.membership()), added: BTreeMap::new() };
    let mut plan = Vec::with_capacity(page.len());
    for (i, entry) in page.iter().enumerate() {
        let admission = ahead.look_at(entry).map_err(|error| (i, error))?;
        let may_be_gone = is_erasable(entry.header.kind);
        if admission != Admission::Known && entry.content.is_none() && !may_be_gone {
            let rule = EntryError::Header("a new entry comes with its body");
            return Err((i, AdmissionError::from(rule).into()));
        }
        plan.push(admission);
    }
    Ok(plan)
}

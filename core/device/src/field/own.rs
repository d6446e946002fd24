//! A person's own reports as she is told of them: how far each has come in what she cares about, and
//! what was said about it. Lists of thousands are read once and only what is shown is folded.

use std::cmp::Reverse;
use std::collections::HashMap;
use std::sync::Arc;

use saksi_domain::journal::act::Act;
use saksi_domain::journal::acts::Verb;
use saksi_domain::journal::record::{Folded, Held};
use saksi_domain::journal::{EntryId, Kind, Membership, RecordId};
use saksi_domain::store::EntryStore as _;
use saksi_domain::sync::plan::RecordState;

use super::Field;
use super::records::{cited, in_order, is_personal};
use crate::error::DeviceError;

/// How far a report has come, in what its author cares about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReportStanding {
    /// On this phone only.
    Waiting,
    /// The hub signed a receipt; an original photo waits.
    PhotosWait,
    /// Everything is there with a receipt; nobody has decided.
    BeingChecked,
    /// A second person found it good.
    Accepted,
    /// It came back with a reason, and was not corrected since.
    Returned,
    /// It counts for nothing, and somebody said why.
    Void,
    /// She took it back.
    Withdrawn,
}

/// Which of her reports are listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ReportFilter {
    /// All, those that were withdrawn last.
    #[default]
    All,
    /// Those of which the hub has no receipt.
    Waiting,
    /// Those that came back and were not corrected since.
    Returned,
    /// Those that the hub has a receipt for, those that came back too.
    Received,
}

/// A report, as its author is told of it.
#[derive(Debug, Clone, PartialEq)]
pub struct OwnReport {
    /// The record.
    pub record: RecordId,
    /// The form's id; `None` once it was withdrawn.
    pub form: Option<String>,
    /// The device's clock when it was signed; 0 once it was withdrawn.
    pub made_ms: i64,
    /// How far it has come.
    pub standing: ReportStanding,
    /// What was decided about it, in causal order.
    pub acts: Vec<Act>,
    /// The number that stands for it where it is put away ([`super::risk`]): nothing else of it is to
    /// be shown on this phone. `None`: it may be shown.
    pub put_away: Option<String>,
}

/// A page of her reports, and how many there are.
#[derive(Debug, Clone, PartialEq)]
pub struct OwnReports {
    /// The newest that pass the filter.
    pub newest: Vec<OwnReport>,
    /// Do more pass it?
    pub more: bool,
    /// How many there are of any standing.
    pub in_all: usize,
    /// How many wait on this phone.
    pub waiting: usize,
    /// For how many the hub signed a receipt.
    pub received: usize,
}

/// What is known of a report before it is folded.
struct Seen {
    record: RecordId,
    made_ms: i64,
    erased: bool,
    state: RecordState,
}

impl Seen {
    fn is_waiting(&self) -> bool {
        !self.erased && !self.is_received()
    }

    fn is_received(&self) -> bool {
        !self.erased && matches!(self.state, RecordState::Sent | RecordState::OriginalReceived)
    }

    /// Need it be folded to know whether it passes?
    fn may_pass(&self, filter: ReportFilter) -> bool {
        match filter {
            ReportFilter::All => true,
            ReportFilter::Waiting => self.is_waiting(),
            ReportFilter::Returned | ReportFilter::Received => self.is_received(),
        }
    }
}

impl Field {
    /// Her own reports, newest first: at most `most` of those that pass the filter.
    ///
    /// # Errors
    /// [`DeviceError`].
    pub fn own_reports(
        &self,
        filter: ReportFilter,
        most: usize,
    ) -> Result<OwnReports, DeviceError> {
        let seen = self.seen()?;
        let mut page = OwnReports {
            newest: Vec::new(),
            more: false,
            in_all: seen.len(),
            waiting: seen.iter().filter(|one| one.is_waiting()).count(),
            received: seen.iter().filter(|one| one.is_received()).count(),
        };
        // Before the line is known nothing was signed, and there is nothing to fold under.
        if seen.is_empty() {
            return Ok(page);
        }
        let membership = self.project.provisional()?;
        for one in seen.iter().filter(|one| one.may_pass(filter)) {
            let (report, _) = self.told_of(&membership, one.record, one.state)?;
            if filter == ReportFilter::Returned && report.standing != ReportStanding::Returned {
                continue;
            }
            if page.newest.len() == most {
                page.more = true;
                break;
            }
            page.newest.push(report);
        }
        Ok(page)
    }

    /// One report.
    ///
    /// # Errors
    /// [`DeviceError::Unknown`] if there is none with this id.
    pub fn report(&self, record: RecordId) -> Result<OwnReport, DeviceError> {
        let state = self.record_state(record)?;
        Ok(self.told_of(&self.project.provisional()?, record, state)?.0)
    }

    /// What her newest reports hold, each folded once; without those that are put away.
    pub(super) fn newest_folded(
        &self,
        most: usize,
    ) -> Result<Vec<(OwnReport, Folded)>, DeviceError> {
        let seen = self.seen()?;
        if seen.is_empty() {
            return Ok(Vec::new());
        }
        let membership = self.project.provisional()?;
        let told = |one: &Seen| self.told_of(&membership, one.record, one.state);
        let newest: Result<Vec<_>, _> = seen.iter().take(most).map(told).collect();
        Ok(newest?.into_iter().filter(|(report, _)| report.put_away.is_none()).collect())
    }

    fn told_of(
        &self,
        membership: &Membership,
        record: RecordId,
        state: RecordState,
    ) -> Result<(OwnReport, Folded), DeviceError> {
        let mut held = self.project.store.of_record(record)?;
        in_order(&mut held);
        let entries: Vec<_> = held.into_iter().map(Arc::new).collect();
        let root = entries.iter().find(|held| held.entry.id == record);
        let root = root.ok_or(DeviceError::Unknown("record"))?.clone();
        let body = root.entry.body();
        let folded = self.project.fold_under(membership, record, entries.clone());
        let report = OwnReport {
            record,
            form: body.and_then(|b| b.args.get("form")?.as_text().map(str::to_owned)),
            made_ms: body.map_or(0, |b| b.clocks.wall_ms),
            standing: standing_of(&folded, state, &entries),
            put_away: self.is_put_away(&folded, state)?.then(|| record.report_number()),
            acts: folded.acts.clone(),
        };
        Ok((report, folded))
    }

    /// Her own reports, newest first, each change entry read once.
    fn seen(&self) -> Result<Vec<Seen>, DeviceError> {
        let (store, me) = (&self.project.store, self.project.writer.member());
        let Some(membership) = self.project.membership()? else { return Ok(Vec::new()) };
        let waiting = store.waiting()?;
        let mut found: HashMap<RecordId, Seen> = HashMap::new();
        let mut states: HashMap<RecordId, (bool, bool)> = HashMap::new();
        store.each_of_kind(Kind::Change, |held| {
            let record = held.entry.record();
            let (entries, originals) = states.entry(record).or_default();
            for id in cited(&held).chain([record]) {
                *entries |= waiting.entries.contains(&id);
                *originals |= waiting.originals.contains(&id);
            }
            // What is personal in a report lies in a record of its own, which is no report.
            let is_root = held.entry.id == record && held.entry.header.author == me;
            if !is_root || is_personal(&membership, &held) {
                return;
            }
            let body = held.entry.body();
            let made_ms = body.map_or(0, |body| body.clocks.wall_ms);
            let (erased, state) = (body.is_none(), RecordState::Ready);
            found.insert(record, Seen { record, made_ms, erased, state });
        })?;
        let mut list: Vec<Seen> = found.into_values().collect();
        for one in &mut list {
            let (entries, originals) = states[&one.record];
            one.state = RecordState::of(entries, originals);
        }
        list.sort_by_key(|one| (Reverse(one.made_ms), one.record));
        Ok(list)
    }
}

/// The last word about the report decides; a correction after it is being checked anew. `entries` in
/// the order of a timeline.
fn standing_of(folded: &Folded, state: RecordState, entries: &[Arc<Held>]) -> ReportStanding {
    use Verb::{SubmissionAccept, SubmissionReturn, SubmissionVoid};
    if folded.erased {
        return ReportStanding::Withdrawn;
    }
    let waits = match state {
        RecordState::Draft | RecordState::Ready => return ReportStanding::Waiting,
        RecordState::Sent => ReportStanding::PhotosWait,
        RecordState::OriginalReceived => ReportStanding::BeingChecked,
    };
    let decides =
        |act: &&Act| matches!(act.verb, SubmissionAccept | SubmissionReturn | SubmissionVoid);
    let Some(word) = folded.acts.iter().rev().find(decides) else { return waits };
    match word.verb {
        SubmissionAccept => ReportStanding::Accepted,
        SubmissionVoid => ReportStanding::Void,
        _ if is_changed_since(entries, word.entry) => waits,
        _ => ReportStanding::Returned,
    }
}

fn is_changed_since(entries: &[Arc<Held>], act: EntryId) -> bool {
    let said = entries.iter().position(|held| held.entry.id == act);
    entries.iter().rposition(|held| held.entry.header.kind == Kind::Change) > said
}

//! A meeting: who was there, whether that is a quorum, whose signatures its minutes bear.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::msf::{Constituency, Msf, Side};
use crate::journal::act::{Act, RecordPast, Ref};
use crate::journal::acts::{MeetingState, StateStep, Verb, attendance_row};
use crate::journal::cbor::Value;
use crate::journal::{MemberId, RecordId};
use crate::register::day;

/// What happened, as the secretariat recorded it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sitting {
    /// The day.
    pub date: NaiveDate,
    /// People by constituency and sex (`f`, `m`, `x`).
    pub attendance: BTreeMap<(Constituency, String), i64>,
    /// The forum as it stood, for its quorum rule and its seats.
    pub forum: Option<Ref>,
}

/// A meeting as its acts made it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Meeting {
    /// Its record.
    pub record: RecordId,
    /// Its forum.
    pub msf: RecordId,
    /// Where it stands.
    pub state: MeetingState,
    /// What happened.
    pub held: Option<Sitting>,
    /// Digest of the minutes that stand.
    pub minutes: Option<Vec<u8>>,
    /// Who signed them, for whom.
    pub signed: BTreeSet<(Constituency, MemberId)>,
    /// Number of addenda.
    pub addenda: u32,
}

impl Meeting {
    /// Folds a meeting's acts; `None` if the first is not its plan. Acts out of order are ignored.
    #[must_use]
    pub fn fold(acts: &[Act]) -> Option<Self> {
        let (root, rest) = acts.split_first()?;
        if root.verb != Verb::MeetingPlan {
            return None;
        }
        let mut meeting = Self {
            record: root.entry,
            msf: root.id("msf")?,
            state: MeetingState::Planned,
            held: None,
            minutes: None,
            signed: BTreeSet::new(),
            addenda: 0,
        };
        for act in rest {
            meeting.take(act);
        }
        Some(meeting)
    }

    /// The meeting in a record's past, without what is contested there.
    #[must_use]
    pub fn in_past(past: &RecordPast) -> Option<Self> {
        let counted = past.acts.iter().filter(|a| !past.contested.contains(&a.entry));
        Self::fold(&counted.cloned().collect::<Vec<_>>())
    }

    fn take(&mut self, act: &Act) {
        let StateStep::Meeting(from, to) = act.verb.rule().step else { return };
        if !from.contains(&self.state) {
            return;
        }
        match act.verb {
            Verb::MeetingHold => self.held = held(act, self.msf),
            Verb::MinutesDraft => self.minutes = digest(act),
            Verb::MinutesSign => {
                let side = act.text("constituency").and_then(Constituency::from_code);
                self.signed.extend(side.map(|c| (c, act.author)));
            }
            Verb::MinutesAddendum => self.addenda += 1,
            _ => {}
        }
        self.state = to.unwrap_or(self.state);
    }

    /// Did enough people of every side come, by `forum`'s rule?
    #[must_use]
    pub fn quorate(&self, forum: &Msf) -> bool {
        let Some(held) = &self.held else { return false };
        let mut by_side: BTreeMap<Side, i64> = BTreeMap::new();
        let mut present = 0;
        for (constituency, seats) in &forum.seats {
            let people: i64 = held
                .attendance
                .iter()
                .filter(|((c, _), _)| c == constituency)
                .map(|(_, n)| n)
                .sum();
            // A delegation larger than its seats does not fill the seats of others.
            present += people.min(*seats);
            *by_side.entry(constituency.side()).or_default() += people;
        }
        let all: i64 = forum.seats.values().sum();
        let every_side = forum.sides.iter().all(|s| by_side.get(s).is_some_and(|n| *n > 0));
        every_side && present * 100 >= all * forum.percent
    }

    /// Has a co-chair of every side of `forum`'s quorum signed the minutes?
    #[must_use]
    pub fn signed_by_every_side(&self, forum: &Msf) -> bool {
        let signed: BTreeSet<Side> = self.signed.iter().map(|(c, _)| c.side()).collect();
        forum.sides.is_subset(&signed)
    }
}

fn held(act: &Act, msf: RecordId) -> Option<Sitting> {
    let Some(Value::Array(rows)) = act.args.get("attendance") else { return None };
    let mut attendance = BTreeMap::new();
    for (constituency, sex, people) in rows.iter().filter_map(attendance_row) {
        let constituency = Constituency::from_code(constituency)?;
        *attendance.entry((constituency, sex.to_owned())).or_default() += people;
    }
    let forum = act.refs.iter().find(|r| r.record == msf).cloned();
    Some(Sitting { date: day(act, "date")?, attendance, forum })
}

/// The digest of minutes that an act names.
#[must_use]
pub fn digest(act: &Act) -> Option<Vec<u8>> {
    match act.args.get("minutes") {
        Some(Value::Bytes(bytes)) => Some(bytes.clone()),
        _ => None,
    }
}

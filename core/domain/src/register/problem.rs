//! A problem: the fold of its acts.
//!
//! Acts come in causal order and are already judged ([`super::judge()`]). One that does not fit the
//! state it meets after merging is ignored and listed, never an error. Not here: what a step does
//! (`apply.rs`), and the figures, which read dated facts instead of states ([`crate::indicator`]).

use std::collections::BTreeSet;

use super::words::{Competence, Level, Sensitivity, Track, WithdrawReason};
use crate::forum::{Commitment, FollowUp};
use crate::journal::act::Act;
use crate::journal::acts::{ProblemState, Verb};
use crate::journal::cbor::Value;
use crate::journal::{EntryId, MemberId, RecordId};

/// What was said when the problem was registered; never changes, except the track.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Registration {
    /// Number in the forum's register, for people.
    pub number: String,
    /// Type code of the catalogue, for example `L07`.
    pub kind: String,
    /// One site or the system.
    pub level: Level,
    /// Who can act.
    pub competence: Competence,
    /// Kemendagri codes.
    pub areas: Vec<String>,
    /// The forum it was registered with.
    pub msf: RecordId,
    /// Institutions that should act.
    pub duty_bearers: Vec<String>,
    /// Partner organisation that reported.
    pub partner: String,
    /// Least grade that this type needs.
    pub min_grade: String,
    /// Who may read.
    pub sensitivity: Sensitivity,
    /// Statement in Indonesian: rule against observed fact.
    pub statement_id: String,
    /// Statement in English.
    pub statement_en: Option<String>,
    /// The problem it was split from.
    pub split_from: Option<RecordId>,
    /// The closed problem that came back as this one.
    pub recurrence_of: Option<RecordId>,
    /// Who registered it.
    pub by: MemberId,
}

/// One line of a problem's history.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Milestone {
    /// The act.
    pub entry: EntryId,
    /// What was done.
    pub verb: Verb,
    /// By whom.
    pub author: MemberId,
    /// The day that the act states, if its verb does.
    pub stated: Option<chrono::NaiveDate>,
    /// When it was signed, clamped (ms since 1970 UTC).
    pub signed_ms: i64,
    /// The state afterwards.
    pub state: ProblemState,
}

/// An act that changed nothing, and why (a code of `FAILURES`, or `contested`, or `waiting`).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ignored {
    /// The act.
    pub entry: EntryId,
    /// The reason.
    pub reason: &'static str,
}

/// A statement of an institution or a company.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reply {
    /// The act.
    pub entry: EntryId,
    /// `duty_bearer`, `company` or `other`.
    pub from: String,
    /// Who speaks.
    pub institution: String,
    /// What it says.
    pub text: String,
    /// May it be printed?
    pub publish: bool,
}

/// A problem as its acts made it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// Its record.
    pub record: RecordId,
    /// What was registered.
    pub registration: Registration,
    /// Where it stands.
    pub state: ProblemState,
    /// Its track, corrections included.
    pub track: Track,
    /// Forums where it was registered or tabled, in that order.
    pub msfs: Vec<RecordId>,
    /// The day it was first identified; kept through re-validation.
    pub identified: Option<chrono::NaiveDate>,
    /// Is its detail closed?
    pub sealed: bool,
    /// Why it was withdrawn.
    pub withdrawn: Option<WithdrawReason>,
    /// The problem it was merged into.
    pub merged_into: Option<RecordId>,
    /// Promises, in order.
    pub commitments: Vec<Commitment>,
    /// What was done, in order.
    pub follow_ups: Vec<FollowUp>,
    /// Statements, in order.
    pub replies: Vec<Reply>,
    /// Has it been referred?
    pub referred: bool,
    /// Has it been refused?
    pub refused: bool,
    /// How often it was reopened.
    pub reopened: u32,
    /// Who verified the result and for which partner, newest last.
    pub verifiers: Vec<(MemberId, String)>,
    /// When it was last closed or verified (ms since 1970 UTC).
    pub ended_ms: Option<i64>,
    /// Acts that counted, in order.
    pub timeline: Vec<Milestone>,
    /// Acts that did not.
    pub ignored: Vec<Ignored>,
    pub(super) before_merge: Option<ProblemState>,
}

impl Problem {
    /// Folds `acts` (ok ones, in causal order). `contested` acts are set aside, also once a later
    /// act has settled the matter, for then that act decides; except that a seal or a safety
    /// withdrawal hides at once.
    ///
    /// `None` if the first act is not a registration.
    #[must_use]
    pub fn fold(acts: &[Act], contested: &BTreeSet<EntryId>) -> Option<Self> {
        let (root, rest) = acts.split_first()?;
        let mut problem = Self::registered(root)?;
        let mut halves = super::joint::Halves::default();
        for act in rest {
            problem.take(act, contested, &mut halves);
        }
        Some(problem)
    }

    fn registered(root: &Act) -> Option<Self> {
        if root.verb != Verb::Register {
            return None;
        }
        let registration = Registration::read(root)?;
        let registered = Milestone {
            entry: root.entry,
            verb: root.verb,
            author: root.author,
            stated: None,
            signed_ms: root.time.clamped_ms(),
            state: ProblemState::Draft,
        };
        Some(Self {
            record: root.entry,
            state: ProblemState::Draft,
            track: Track::from_code(root.text("track")?)?,
            msfs: vec![registration.msf],
            identified: None,
            sealed: registration.sensitivity == Sensitivity::Sealed,
            withdrawn: None,
            merged_into: None,
            commitments: Vec::new(),
            follow_ups: Vec::new(),
            replies: Vec::new(),
            referred: false,
            refused: false,
            reopened: 0,
            verifiers: Vec::new(),
            ended_ms: None,
            timeline: vec![registered],
            ignored: Vec::new(),
            before_merge: None,
            registration,
        })
    }

    /// The commitment of this name.
    #[must_use]
    pub fn commitment(&self, entry: EntryId) -> Option<&Commitment> {
        self.commitments.iter().find(|c| c.entry == entry)
    }

    /// The follow-up of this name.
    #[must_use]
    pub fn follow_up(&self, entry: EntryId) -> Option<&FollowUp> {
        self.follow_ups.iter().find(|f| f.entry == entry)
    }
}

impl Registration {
    fn read(root: &Act) -> Option<Self> {
        let text = |name| root.text(name).map(str::to_owned);
        Some(Self {
            number: text("number")?,
            kind: text("type")?,
            level: Level::from_code(root.text("level")?)?,
            competence: Competence::from_code(root.text("competence")?)?,
            areas: texts(root, "areas"),
            msf: root.id("msf")?,
            duty_bearers: texts(root, "duty_bearers"),
            partner: text("partner")?,
            min_grade: text("min_grade")?,
            sensitivity: Sensitivity::from_code(root.text("sensitivity")?)?,
            statement_id: text("statement_id")?,
            statement_en: text("statement_en"),
            split_from: root.id("split_from"),
            recurrence_of: root.id("recurrence_of"),
            by: root.author,
        })
    }
}

/// A list of texts among the arguments; empty if it is not there.
#[must_use]
pub fn texts(act: &Act, name: &str) -> Vec<String> {
    match act.args.get(name) {
        Some(Value::Array(items)) => {
            items.iter().filter_map(|v| v.as_text().map(str::to_owned)).collect()
        }
        _ => Vec::new(),
    }
}

/// A yes among the arguments.
#[must_use]
pub fn yes(act: &Act, name: &str) -> bool {
    act.args.get(name) == Some(&Value::Bool(true))
}

/// A calendar day among the arguments.
#[must_use]
pub fn day(act: &Act, name: &str) -> Option<chrono::NaiveDate> {
    act.text(name).and_then(crate::journal::acts::parse_date)
}

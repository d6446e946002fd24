//! A follow-up: what somebody did about a problem, and which rung of the ladder it reaches.

use chrono::NaiveDate;

use super::ladder::Rung;
use crate::journal::act::Act;
use crate::journal::{EntryId, MemberId};
use crate::register::{day, word, yes};

word! {
    /// What was done.
    FollowUpKind {
        /// A reply letter.
        Letter = "letter",
        /// A site visit.
        Visit = "visit",
        /// An official inspection.
        Inspect = "inspect",
        /// A sanction.
        Sanction = "sanction",
        /// A permit was changed.
        Permit = "permit",
        /// A budget was changed.
        Budget = "budget",
        /// A new rule.
        Rule = "rule",
        /// Physical works.
        Works = "works",
        /// A document was disclosed.
        Disclose = "disclose",
        /// Passed to another authority.
        Refer = "refer",
        /// Refused in writing.
        Refuse = "refuse",
    }
}

impl FollowUpKind {
    /// Is it an action, and not only an answer? A visit is one if it left a report.
    #[must_use]
    pub fn is_action(self, report: bool) -> bool {
        match self {
            Self::Letter | Self::Refer | Self::Refuse => false,
            Self::Visit => report,
            _ => true,
        }
    }
}

/// Something that was done about a problem.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FollowUp {
    /// The act that recorded it.
    pub entry: EntryId,
    /// What.
    pub kind: FollowUpKind,
    /// When, as stated.
    pub date: NaiveDate,
    /// By which institution.
    pub institution: String,
    /// From outside the forum?
    pub external: bool,
    /// Did a visit leave a report?
    pub report: bool,
    /// Who recorded it.
    pub recorded_by: MemberId,
    /// The act that checked the proof, and whether it holds.
    pub check: Option<(EntryId, bool)>,
    /// The act that found an external action to be the forum's doing.
    pub reattributed: Option<EntryId>,
}

impl FollowUp {
    /// Reads a `problem.record_follow_up` act.
    #[must_use]
    pub fn read(act: &Act) -> Option<Self> {
        Some(Self {
            entry: act.entry,
            kind: FollowUpKind::from_code(act.text("kind")?)?,
            date: day(act, "date")?,
            institution: act.text("institution")?.to_owned(),
            external: act.text("attribution")? == "external",
            report: yes(act, "report"),
            recorded_by: act.author,
            check: None,
            reattributed: None,
        })
    }

    /// Has its proof been checked, and holds?
    #[must_use]
    pub fn holds(&self) -> bool {
        self.check.is_some_and(|(_, holds)| holds)
    }

    /// Is it the forum's doing?
    #[must_use]
    pub fn counts_for_forum(&self) -> bool {
        !self.external || self.reattributed.is_some()
    }

    /// The rung it reaches, given the day the problem was first on the table.
    ///
    /// An answer (letter, referral, refusal, visit without report) is F1, unless its proof was
    /// found false. An action is F3 once its proof holds and it is not older than the first
    /// tabling; before that it is nothing. What came from outside the forum is nothing here.
    #[must_use]
    pub fn rung(&self, first_tabled: Option<NaiveDate>) -> Rung {
        let false_proof = self.check.is_some_and(|(_, holds)| !holds);
        if !self.counts_for_forum() || false_proof {
            return Rung::F0;
        }
        if !self.kind.is_action(self.report) {
            return Rung::F1;
        }
        let after = first_tabled.is_some_and(|tabled| self.date >= tabled);
        if self.holds() && after { Rung::F3 } else { Rung::F0 }
    }
}

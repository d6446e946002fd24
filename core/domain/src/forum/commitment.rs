//! A commitment: what a named office promised, by when, and how far it was kept.
//!
//! Overdue is computed, never set. Being on time is judged against the *first* due date.

use chrono::NaiveDate;

use crate::journal::EntryId;
use crate::journal::act::Act;
use crate::register::{day, yes};

/// How far a commitment has come; later states are further.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum CommitmentStatus {
    /// Promised.
    Made,
    /// Begun.
    InProgress,
    /// The institution says: done.
    ClaimedDone,
    /// A supervisor says: partly.
    Partly,
    /// A supervisor says: kept.
    Fulfilled,
    /// The forum dropped it.
    Dropped,
}

/// A promise of an institution in signed minutes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Commitment {
    /// The act that made it.
    pub entry: EntryId,
    /// Who promised.
    pub institution: String,
    /// Which office is responsible.
    pub office: String,
    /// What will be done.
    pub action: String,
    /// Must it be kept for the problem to be resolved?
    pub essential: bool,
    /// The date that was first promised.
    pub first_due: NaiveDate,
    /// The date that stands.
    pub due: NaiveDate,
    /// How often it was moved.
    pub rescheduled: u32,
    /// How far it is.
    pub status: CommitmentStatus,
    /// When it was fulfilled.
    pub fulfilled_on: Option<NaiveDate>,
}

impl Commitment {
    /// Reads a `problem.commit` act.
    #[must_use]
    pub fn read(act: &Act) -> Option<Self> {
        let due = day(act, "due")?;
        Some(Self {
            entry: act.entry,
            institution: act.text("institution")?.to_owned(),
            office: act.text("office")?.to_owned(),
            action: act.text("action")?.to_owned(),
            essential: yes(act, "essential"),
            first_due: due,
            due,
            rescheduled: 0,
            status: CommitmentStatus::Made,
            fulfilled_on: None,
        })
    }

    /// Is its date past on `today`, and it is neither kept nor dropped?
    #[must_use]
    pub fn overdue(&self, today: NaiveDate) -> bool {
        let over = matches!(self.status, CommitmentStatus::Fulfilled | CommitmentStatus::Dropped);
        !over && self.due < today
    }

    /// Was it kept by the date first promised? `None` until it is fulfilled.
    #[must_use]
    pub fn on_time(&self) -> Option<bool> {
        self.fulfilled_on.map(|done| done <= self.first_due)
    }
}

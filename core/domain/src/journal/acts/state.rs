//! The states that acts move: of problems and of meetings, with one meaning each.
//!
//! Not here: who moves them (the tables) and the fold that does (`register`, `forum`).

/// Where a problem stands (domain.md 8.1).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ProblemState {
    /// In the register, seen by one person only.
    Draft,
    /// A finding fell: somebody must validate it again.
    Revalidate,
    /// A second person has checked it.
    Validated,
    /// On the table of a quorate meeting.
    Tabled,
    /// The institution refused in writing.
    Refused,
    /// Passed to another authority.
    Referred,
    /// The forum recommended something.
    Recommended,
    /// An institution committed itself.
    Committed,
    /// Came back after it had been resolved or closed.
    Reopened,
    /// An action with verified proof.
    Acted,
    /// The institution says: done.
    ClaimedDone,
    /// A supervisor saw the result; the community has not yet answered.
    Verified,
    /// Verified and confirmed by the community.
    Resolved,
    /// Closed by a co-chair.
    Closed,
    /// The same as another problem.
    Merged,
    /// Divided into several.
    Split,
    /// Taken back by the reporter.
    Withdrawn,
    /// Wrong in fact.
    Invalid,
}

impl ProblemState {
    /// How far along; an act that *advances* never moves a problem back.
    #[must_use]
    pub fn rank(self) -> u8 {
        match self {
            Self::Draft | Self::Revalidate => 0,
            Self::Validated => 1,
            Self::Tabled | Self::Reopened => 2,
            Self::Refused | Self::Referred | Self::Recommended => 3,
            Self::Committed => 4,
            Self::Acted => 5,
            Self::ClaimedDone => 6,
            Self::Verified => 7,
            Self::Resolved => 8,
            Self::Closed => 9,
            Self::Merged | Self::Split | Self::Withdrawn | Self::Invalid => 10,
        }
    }

    /// The name in files and JSON.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Revalidate => "revalidate",
            Self::Validated => "validated",
            Self::Tabled => "tabled",
            Self::Refused => "refused",
            Self::Referred => "referred",
            Self::Recommended => "recommended",
            Self::Committed => "committed",
            Self::Reopened => "reopened",
            Self::Acted => "acted",
            Self::ClaimedDone => "claimed_done",
            Self::Verified => "verified",
            Self::Resolved => "resolved",
            Self::Closed => "closed",
            Self::Merged => "merged",
            Self::Split => "split",
            Self::Withdrawn => "withdrawn",
            Self::Invalid => "invalid",
        }
    }
}

/// Where a meeting stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum MeetingState {
    /// Called.
    Planned,
    /// Took place.
    Held,
    /// Minutes are written.
    MinutesDraft,
    /// A co-chair has signed: the text is fixed. Whether every side has is asked with the forum.
    MinutesSigned,
}

impl MeetingState {
    /// The name in files and JSON.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Planned => "planned",
            Self::Held => "held",
            Self::MinutesDraft => "minutes_draft",
            Self::MinutesSigned => "minutes_signed",
        }
    }
}

//! The report as a value: every figure with the problems behind it, every problem with its acts.
//!
//! There is not one floating-point number in it: a share is a count of tenths of a percent, and
//! numerator and denominator always stand beside it.

use serde::Serialize;

use crate::forum::Rung;
use crate::journal::{EntryId, RecordId};
use crate::register::{Competence, Level, Track};

use super::input::{Cut, Provenance, Switches};

/// A count, and the problems that were counted.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Figure {
    /// How many; `None` when it is withheld to protect somebody.
    pub count: Option<usize>,
    /// Which; in a public report without the confidential ones.
    pub problems: Vec<RecordId>,
}

impl Figure {
    /// Counts these problems.
    #[must_use]
    pub fn of(problems: Vec<RecordId>) -> Self {
        Self { count: Some(problems.len()), problems }
    }
}

/// A share: n of d.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Rate {
    /// Numerator.
    pub n: Figure,
    /// Denominator.
    pub d: Figure,
    /// Tenths of a percent, half rounded up; `None` when d is 0, withheld, or too small to publish.
    pub tenths: Option<usize>,
}

impl Rate {
    /// The share of `d` that is in `n`.
    #[must_use]
    pub fn of(n: Figure, d: Figure) -> Self {
        let tenths = match (n.count, d.count) {
            (Some(n), Some(d)) => tenths_of_percent(n, d),
            _ => None,
        };
        Self { n, d, tenths }
    }
}

/// Tenths of a percent, half rounded up; `None` for 0 of 0.
#[must_use]
pub fn tenths_of_percent(n: usize, d: usize) -> Option<usize> {
    (d > 0).then(|| (2_000 * n + d) / (2 * d))
}

/// The middle of some durations.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Median {
    /// From which step to which, for example `identified_tabled`.
    pub step: &'static str,
    /// Tenths of a day; `None` without any problem, or too few to publish.
    pub tenths_of_days: Option<i64>,
    /// Over how many problems.
    pub of: usize,
}

/// One forum's line of the table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct MsfLine {
    /// Its record.
    pub msf: RecordId,
    /// Its name.
    pub name: String,
    /// Its share.
    pub rate: Rate,
}

/// The forums' lines, and how they add up: Σ − overlap = national.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct ByMsf {
    /// One line a forum.
    pub lines: Vec<MsfLine>,
    /// Sum of the denominators; `None` when a line is withheld.
    pub sum_d: Option<usize>,
    /// What is counted in more than one forum.
    pub overlap_d: Option<usize>,
    /// Sum of the numerators.
    pub sum_n: Option<usize>,
    /// What is counted in more than one forum.
    pub overlap_n: Option<usize>,
}

/// The period's table. It balances: open at start + identified + returned − gone = open at end.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Period {
    /// Identified before the period and still open when it began.
    pub open_at_start: Figure,
    /// Identified in the period.
    pub identified: Figure,
    /// Came back: reopened, unmerged, validated again, or a part of a split problem.
    pub returned: Figure,
    /// Reached F2 in the period.
    pub reached_f2: Figure,
    /// Reached F3 in the period.
    pub reached_f3: Figure,
    /// Reached F4 in the period.
    pub reached_f4: Figure,
    /// Closed or withdrawn in the period.
    pub closed: Figure,
    /// Left in another way: merged, split, invalid, awaiting re-validation, for safety.
    pub left: Figure,
    /// Open at the end.
    pub open_at_end: Figure,
}

/// How promises were kept.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Promises {
    /// With a first due date inside the cut-off.
    pub due: usize,
    /// Of those, fulfilled by the first due date.
    pub on_time: usize,
    /// More than 30 days past the date that stands, not fulfilled, not dropped.
    pub overdue_30: usize,
}

/// All figures of one track.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TrackFigures {
    /// The track.
    pub track: Track,
    /// The programme's figure (PDO-a for licensing, PDO-b for revenue).
    pub headline: Rate,
    /// F1+, F2+, F3+, F4, side by side.
    pub ladder: Vec<(Rung, Rate)>,
    /// The headline split by level.
    pub by_level: Vec<(Level, Rate)>,
    /// The headline split by who can act.
    pub by_competence: Vec<(Competence, Rate)>,
    /// The headline by forum.
    pub by_msf: ByMsf,
    /// In the figures, without detail.
    pub confidential: Figure,
    /// Out of the figures so that nobody is hurt.
    pub withdrawn_for_safety: Figure,
    /// Out of the figures until somebody validates again.
    pub awaiting_validation: Figure,
    /// With an action from outside the forum.
    pub external: Figure,
    /// That came back.
    pub reopened: Figure,
    /// Older than 90 days at the cut-off.
    pub older_90: Rate,
    /// Older than 180 days at the cut-off.
    pub older_180: Rate,
    /// Days between rungs.
    pub medians: Vec<Median>,
    /// How promises were kept.
    pub promises: Promises,
    /// The period.
    pub period: Period,
}

/// One problem behind the figures.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ProblemLine {
    /// Its record.
    pub record: RecordId,
    /// Its number, for people.
    pub number: String,
    /// Its track.
    pub track: Track,
    /// Does it count? Else why not: `unvalidated`, `awaiting`, `merged`, `split`, `invalid`, `safety`.
    pub place: &'static str,
    /// The highest rung.
    pub rung: Rung,
    /// Is its detail closed?
    pub confidential: bool,
    /// Forums.
    pub msfs: Vec<RecordId>,
    /// The act behind each step that it reached: `identified`, `tabled`, `F1` … `F4`, `external`.
    pub because: Vec<(&'static str, EntryId)>,
    /// Every act of it that the report saw.
    pub acts: Vec<EntryId>,
}

/// Entries, counted.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Entries {
    /// How many.
    pub count: usize,
    /// Which; empty in a public report.
    pub entries: Vec<EntryId>,
}

/// The figures at one knowledge instant.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Figures {
    /// K (ms since 1970 UTC).
    pub known_at_ms: i64,
    /// One set a track: licensing, revenue, environment.
    pub tracks: Vec<TrackFigures>,
    /// Acts of which nobody can tell on which side of T they lie: the device's word decides.
    pub straddling: Entries,
    /// Acts whose authorship is the hub's word.
    pub by_hub: Entries,
    /// The problems behind the figures.
    pub problems: Vec<ProblemLine>,
}

impl Figures {
    /// The figures of a track.
    #[must_use]
    pub fn track(&self, track: Track) -> Option<&TrackFigures> {
        self.tracks.iter().find(|t| t.track == track)
    }
}

/// For whom a report is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Readership {
    /// The programme and its evaluator.
    Internal,
    /// Everybody: small numbers and confidential problems are withheld.
    Public,
}

/// An indicator report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Report {
    /// For whom.
    pub reader: Readership,
    /// T and K.
    pub cut: Cut,
    /// The choices made.
    pub switches: Switches,
    /// The journal it was read from.
    pub provenance: Provenance,
    /// As known at K; never rewritten.
    pub frozen: Figures,
    /// The same period as known later, if that was asked for.
    pub restated: Option<Figures>,
}

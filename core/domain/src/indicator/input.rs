//! What a report is made from, and the choices that change it.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Days, NaiveDate};
use serde::Serialize;

use crate::forum::Rung;
use crate::journal::act::Act;
use crate::journal::{EntryId, RecordId};
use crate::register::{Track, word};

/// The acts of one problem, folded at the knowledge instant of the report.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ProblemHistory {
    /// Its acts whose effect is ok, in causal order; the first is its registration.
    pub acts: Vec<Act>,
    /// Acts that exclude each other, neither in the other's past; also once a later act of the group
    /// has settled it, for then that act decides.
    pub contested: BTreeSet<EntryId>,
    /// Acts that the hub signed for a member (console, OpenRosa).
    pub by_hub: BTreeSet<EntryId>,
}

/// What a report needs to know of a forum.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ForumZone {
    /// Its name, for the tables.
    pub name: String,
    /// Minutes east of UTC; the cut-off is the end of the day there.
    pub zone_minutes: i64,
}

/// Forums by record.
pub type Forums = BTreeMap<RecordId, ForumZone>;

/// Up to when things happened, and up to when they were known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Cut {
    /// First day of the period.
    #[serde(serialize_with = "as_day")]
    pub from: NaiveDate,
    /// Last day of the period: T is its end in each forum's zone.
    #[serde(serialize_with = "as_day")]
    pub until: NaiveDate,
    /// K: what reached the hub later is not known (ms since 1970 UTC).
    pub known_at_ms: i64,
}

impl Cut {
    /// The cut with the usual grace: K is seven days after the end of `until`, in the zone given.
    #[must_use]
    pub fn with_grace(from: NaiveDate, until: NaiveDate, zone_minutes: i64) -> Self {
        let grace = until.checked_add_days(Days::new(7)).unwrap_or(until);
        Self { from, until, known_at_ms: end_of_day_ms(grace, zone_minutes) }
    }
}

fn as_day<S: serde::Serializer>(day: &NaiveDate, s: S) -> Result<S::Ok, S::Error> {
    s.collect_str(day)
}

/// The last millisecond of a day, in a zone.
#[must_use]
pub fn end_of_day_ms(day: NaiveDate, zone_minutes: i64) -> i64 {
    start_of_day_ms(day, zone_minutes) + 86_400_000 - 1
}

/// The first millisecond of a day, in a zone.
#[must_use]
pub fn start_of_day_ms(day: NaiveDate, zone_minutes: i64) -> i64 {
    day.and_time(chrono::NaiveTime::MIN).and_utc().timestamp_millis() - zone_minutes * 60_000
}

word! {
    /// From which rung a problem counts as followed up.
    Threshold {
        /// A promise.
        F2 = "F2",
        /// An act: the headline.
        F3 = "F3",
        /// A confirmed result.
        F4 = "F4",
    }
}

impl Threshold {
    /// The rung.
    #[must_use]
    pub fn rung(self) -> Rung {
        match self {
            Self::F2 => Rung::F2,
            Self::F3 => Rung::F3,
            Self::F4 => Rung::F4,
        }
    }
}

word! {
    /// Of what the figure is a share.
    Denominator {
        /// Every valid problem of the register: the headline.
        Registered = "registered",
        /// Only those that were on the table.
        Tabled = "tabled",
        /// The types of problem that the scoping study found.
        Scoping = "scoping",
    }
}

/// A type of problem that the scoping study found in a province.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct ScopingItem {
    /// Kemendagri code of the province.
    pub province: String,
    /// Track.
    pub track: Track,
    /// Type code of the catalogue.
    pub kind: String,
}

/// The contested choices, printed in every footer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Switches {
    /// From which rung on.
    pub threshold: Threshold,
    /// Of what.
    pub denominator: Denominator,
    /// Do environment problems count in the licensing figure?
    pub env_in_licensing: bool,
    /// The scoping list, for that denominator.
    pub scoping: Vec<ScopingItem>,
}

impl Default for Switches {
    /// The decisions of the programme: F3, registered, environment apart.
    fn default() -> Self {
        Self {
            threshold: Threshold::F3,
            denominator: Denominator::Registered,
            env_in_licensing: false,
            scoping: Vec::new(),
        }
    }
}

/// Which journal the figures were read from; printed so that a stranger can repeat them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Provenance {
    /// Entries in the hub's journal at K.
    pub tree_size: u64,
    /// Root of its tree, in hex.
    pub root: String,
    /// Version of the rules in force.
    pub rules_version: u64,
}

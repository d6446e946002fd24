//! The period's table: what was open, what came, what went. It balances by construction.

use std::collections::{BTreeMap, BTreeSet};

use crate::forum::Rung;
use crate::journal::RecordId;

use super::evaluate::Sheet;
use super::facts::Place;
use super::input::end_of_day_ms;
use super::report::{Figure, Period};
use super::standing::Standing;

type Ids = BTreeSet<RecordId>;

/// The table of one track.
pub(super) fn period(sheet: &Sheet<'_>) -> Period {
    let at_end = of_track(sheet, &sheet.end.standings);
    let at_start = of_track(sheet, &sheet.start.standings);
    let open_end = open(&at_end);
    let open_start = open(&at_start);
    let identified: Ids = at_end
        .values()
        .filter(|s| !matches!(s.place, Place::Safety | Place::Invalid))
        .filter(|s| in_period(sheet, s) && !open_start.contains(&s.record))
        .map(|s| s.record)
        .collect();
    let came: Ids = open_start.union(&identified).copied().collect();
    let gone: Ids = came.difference(&open_end).copied().collect();
    let (closed, left): (Ids, Ids) = gone.into_iter().partition(|id| at_end[id].valid());
    let reached = |rung: Rung| {
        let before = |id: &RecordId| at_start.get(id).map_or(Rung::F0, |s| s.rung());
        let now = at_end.values().filter(|s| s.valid() && s.rung() >= rung);
        figure(now.map(|s| s.record).filter(|id| before(id) < rung).collect())
    };
    Period {
        open_at_start: figure(open_start),
        identified: figure(identified),
        returned: figure(open_end.difference(&came).copied().collect()),
        reached_f2: reached(Rung::F2),
        reached_f3: reached(Rung::F3),
        reached_f4: reached(Rung::F4),
        closed: figure(closed),
        left: figure(left),
        open_at_end: figure(open_end),
    }
}

fn of_track<'a>(sheet: &Sheet<'_>, all: &'a [Standing]) -> BTreeMap<RecordId, &'a Standing> {
    all.iter().filter(|s| sheet.has(s.track)).map(|s| (s.record, s)).collect()
}

fn open(of: &BTreeMap<RecordId, &Standing>) -> Ids {
    of.values().filter(|s| s.open()).map(|s| s.record).collect()
}

/// Was it identified after the day before the period ended, in its own zone?
fn in_period(sheet: &Sheet<'_>, s: &Standing) -> bool {
    let zone_shift = end_of_day_ms(sheet.cut.until, 0) - s.cut_ms;
    let before = sheet.cut.from.pred_opt().unwrap_or(sheet.cut.from);
    let start_ms = end_of_day_ms(before, 0) - zone_shift;
    s.identified.is_some_and(|f| f.at_ms > start_ms && f.at_ms <= s.cut_ms)
}

fn figure(ids: Ids) -> Figure {
    Figure::of(ids.into_iter().collect())
}

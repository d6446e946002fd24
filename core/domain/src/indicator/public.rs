//! From the internal report to one that everybody may read.
//!
//! A share of fewer than five is given as counts only. A cell that holds a confidential problem is
//! withheld when it is smaller than three, and confidential problems are never listed.

use std::collections::BTreeSet;

use crate::journal::RecordId;

use super::report::{
    Entries, Figure, Figures, Median, Period, Rate, Readership, Report, TrackFigures,
};

/// Fewer than this, and a share is given as counts only.
const FEW: usize = 5;
/// Fewer than this, and a cell with a confidential problem is withheld.
const CELL: usize = 3;

impl Report {
    /// The public form of this report.
    #[must_use]
    pub fn public(mut self) -> Self {
        self.reader = Readership::Public;
        figures(&mut self.frozen);
        if let Some(restated) = &mut self.restated {
            figures(restated);
        }
        self
    }
}

fn figures(figures: &mut Figures) {
    let hidden: BTreeSet<RecordId> = figures
        .problems
        .iter()
        .filter(|p| p.confidential || p.place == "safety")
        .map(|p| p.record)
        .collect();
    figures.tracks.iter_mut().for_each(|t| track(t, &hidden));
    figures.problems.retain(|p| !hidden.contains(&p.record));
    count_only(&mut figures.straddling);
    count_only(&mut figures.by_hub);
}

fn count_only(entries: &mut Entries) {
    entries.entries.clear();
}

fn track(t: &mut TrackFigures, hidden: &BTreeSet<RecordId>) {
    let ladder = t.ladder.iter_mut().map(|(_, r)| r);
    let levels = t.by_level.iter_mut().map(|(_, r)| r);
    let competences = t.by_competence.iter_mut().map(|(_, r)| r);
    let msfs = t.by_msf.lines.iter_mut().map(|l| &mut l.rate);
    let others = [&mut t.headline, &mut t.older_90, &mut t.older_180];
    others.into_iter().chain(ladder).chain(levels).chain(competences).chain(msfs).for_each(|r| {
        rate(r, hidden);
    });
    let any_withheld =
        |pick: fn(&Rate) -> &Figure| t.by_msf.lines.iter().any(|l| pick(&l.rate).count.is_none());
    // A withheld line must not come back as a difference.
    if any_withheld(|r| &r.d) {
        (t.by_msf.sum_d, t.by_msf.overlap_d) = (None, None);
    }
    if any_withheld(|r| &r.n) {
        (t.by_msf.sum_n, t.by_msf.overlap_n) = (None, None);
    }
    for f in [
        &mut t.confidential,
        &mut t.withdrawn_for_safety,
        &mut t.awaiting_validation,
        &mut t.external,
        &mut t.reopened,
    ] {
        figure(f, hidden);
    }
    period(&mut t.period, hidden);
    t.medians.iter_mut().for_each(median);
}

fn rate(rate: &mut Rate, hidden: &BTreeSet<RecordId>) {
    // Withholding one of two numbers is enough only if the share goes too.
    figure(&mut rate.n, hidden);
    figure(&mut rate.d, hidden);
    let shown = rate.n.count.is_some() && rate.d.count.is_some_and(|d| d >= FEW);
    if !shown {
        rate.tenths = None;
    }
}

fn figure(figure: &mut Figure, hidden: &BTreeSet<RecordId>) {
    let before = figure.problems.len();
    figure.problems.retain(|id| !hidden.contains(id));
    let holds_hidden = figure.problems.len() < before;
    if holds_hidden && figure.count.is_some_and(|n| n < CELL) {
        figure.count = None;
        // The visible part would give the hidden one away by its size.
        figure.problems.clear();
    }
}

fn period(period: &mut Period, hidden: &BTreeSet<RecordId>) {
    for f in [
        &mut period.open_at_start,
        &mut period.identified,
        &mut period.returned,
        &mut period.reached_f2,
        &mut period.reached_f3,
        &mut period.reached_f4,
        &mut period.closed,
        &mut period.left,
        &mut period.open_at_end,
    ] {
        figure(f, hidden);
    }
}

fn median(median: &mut Median) {
    if median.of < FEW {
        median.tenths_of_days = None;
    }
}

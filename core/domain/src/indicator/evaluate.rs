//! From standings to figures (domain.md 10).

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike, NaiveDate};

use crate::forum::Rung;
use crate::journal::RecordId;
use crate::register::{Competence, Level, Track};

use super::facts::{Fact, Place};
use super::input::{Cut, Denominator, Forums, ProblemHistory, Switches};
use super::period::period;
use super::report::{
    ByMsf, Entries, Figure, Figures, Median, MsfLine, ProblemLine, Promises, Rate, TrackFigures,
};
use super::standing::{Register, Standing};
use super::window::Window;

pub(super) const DAY_MS: i64 = 86_400_000;

/// The figures of `histories` at the cut.
#[must_use]
pub fn evaluate(
    histories: &[ProblemHistory],
    forums: &Forums,
    cut: &Cut,
    switches: &Switches,
) -> Figures {
    let end = Register::read(histories, forums, cut);
    let before = Cut { until: cut.from.pred_opt().unwrap_or(cut.from), ..*cut };
    let start = Register::read(histories, forums, &before);
    let tracks = [Track::Licensing, Track::Revenue, Track::Environment]
        .map(|track| {
            let sheet = Sheet { track, forums, cut, switches, end: &end, start: &start };
            sheet.figures()
        })
        .to_vec();
    Figures {
        known_at_ms: cut.known_at_ms,
        tracks,
        straddling: entries(&end, |w| w.straddling.clone()),
        by_hub: by_hub(histories, &end),
        problems: end.standings.iter().map(|s| line(s, &end)).collect(),
    }
}

/// One track's sheet while it is filled in.
pub(super) struct Sheet<'a> {
    pub(super) track: Track,
    pub(super) forums: &'a Forums,
    pub(super) cut: &'a Cut,
    pub(super) switches: &'a Switches,
    pub(super) end: &'a Register<'a>,
    pub(super) start: &'a Register<'a>,
}

impl<'a> Sheet<'a> {
    /// Is a problem of this track counted on this sheet?
    pub(super) fn has(&self, track: Track) -> bool {
        let env = self.switches.env_in_licensing
            && self.track == Track::Licensing
            && track == Track::Environment;
        track == self.track || env
    }

    fn all(&self) -> Vec<&'a Standing> {
        self.end.standings.iter().filter(|s| self.has(s.track)).collect()
    }

    /// The denominator: valid problems, or of those the tabled ones.
    fn base(&self) -> Vec<&'a Standing> {
        let tabled_only = self.switches.denominator == Denominator::Tabled;
        let valid = self.all().into_iter().filter(|s| s.valid());
        valid.filter(|s| !tabled_only || s.tabled.is_some()).collect()
    }

    fn followed(&self, s: &Standing) -> bool {
        s.rung() >= self.switches.threshold.rung()
    }

    fn figures(&self) -> TrackFigures {
        let base = self.base();
        let valid: Vec<&Standing> = self.all().into_iter().filter(|s| s.valid()).collect();
        let share = |of: &[&Standing]| rate(of, |s| self.followed(s));
        let only = |keep: &dyn Fn(&Standing) -> bool| -> Vec<&Standing> {
            base.iter().copied().filter(|s| keep(s)).collect()
        };
        let ladder = Rung::ALL.iter().skip(1);
        let older = |days: i64| {
            rate(&valid, |s| s.identified.is_some_and(|f| s.cut_ms - f.at_ms > days * DAY_MS))
        };
        TrackFigures {
            track: self.track,
            headline: self.headline(&base),
            ladder: ladder.map(|r| (*r, rate(&base, |s| s.rung() >= *r))).collect(),
            by_level: Level::ALL.iter().map(|l| (*l, share(&only(&|s| s.level == *l)))).collect(),
            by_competence: Competence::ALL
                .iter()
                .map(|c| (*c, share(&only(&|s| s.competence == *c))))
                .collect(),
            by_msf: self.by_msf(&base),
            confidential: figure(&valid, |s| s.confidential),
            withdrawn_for_safety: figure(&self.all(), |s| s.place == Place::Safety),
            awaiting_validation: figure(&self.all(), |s| s.place == Place::Awaiting),
            external: figure(&valid, |s| s.external.is_some()),
            reopened: figure(&valid, |s| s.reopened),
            older_90: older(90),
            older_180: older(180),
            medians: medians(&valid),
            promises: promises(&valid, self.cut.until),
            period: period(self),
        }
    }

    fn headline(&self, base: &[&Standing]) -> Rate {
        if self.switches.denominator != Denominator::Scoping {
            return rate(base, |s| self.followed(s));
        }
        let items: BTreeSet<_> =
            self.switches.scoping.iter().filter(|i| self.has(i.track)).collect();
        let mut met = 0;
        let mut problems = Vec::new();
        for item in &items {
            let hits: Vec<RecordId> = base
                .iter()
                .filter(|s| s.kind == item.kind && s.track == item.track && self.followed(s))
                .filter(|s| s.areas.iter().any(|a| a.get(..2) == Some(item.province.as_str())))
                .map(|s| s.record)
                .collect();
            met += usize::from(!hits.is_empty());
            problems.extend(hits);
        }
        problems.sort_unstable();
        problems.dedup();
        let all = base.iter().map(|s| s.record).collect();
        Rate::of(
            Figure { count: Some(met), problems },
            Figure { count: Some(items.len()), problems: all },
        )
    }

    fn by_msf(&self, base: &[&Standing]) -> ByMsf {
        let mut lines: Vec<MsfLine> = Vec::new();
        for (msf, forum) in self.forums {
            let here: Vec<&Standing> =
                base.iter().copied().filter(|s| s.msfs.contains(msf)).collect();
            let rate = rate(&here, |s| self.followed(s));
            lines.push(MsfLine { msf: *msf, name: forum.name.clone(), rate });
        }
        let sum = |pick: fn(&Rate) -> &Figure| -> usize {
            lines.iter().map(|l| pick(&l.rate).problems.len()).sum()
        };
        let distinct = |pick: fn(&Rate) -> &Figure| -> usize {
            lines.iter().flat_map(|l| &pick(&l.rate).problems).collect::<BTreeSet<_>>().len()
        };
        let (sum_d, sum_n) = (sum(|r| &r.d), sum(|r| &r.n));
        let (overlap_d, overlap_n) = (sum_d - distinct(|r| &r.d), sum_n - distinct(|r| &r.n));
        ByMsf {
            sum_d: Some(sum_d),
            overlap_d: Some(overlap_d),
            sum_n: Some(sum_n),
            overlap_n: Some(overlap_n),
            lines,
        }
    }
}

pub(super) fn figure(of: &[&Standing], keep: impl Fn(&Standing) -> bool) -> Figure {
    Figure::of(of.iter().filter(|s| keep(s)).map(|s| s.record).collect())
}

fn rate(of: &[&Standing], keep: impl Fn(&Standing) -> bool) -> Rate {
    Rate::of(figure(of, keep), figure(of, |_| true))
}

fn medians(valid: &[&Standing]) -> Vec<Median> {
    let between = |step, from: fn(&Standing) -> Option<Fact>, to: fn(&Standing) -> Option<Fact>| {
        let days =
            valid.iter().filter_map(|s| Some((to(s)?.at_ms - from(s)?.at_ms).div_euclid(DAY_MS)));
        median(step, days.collect())
    };
    vec![
        between("identified_tabled", |s| s.identified, |s| s.tabled),
        between("tabled_F2", |s| s.tabled, |s| s.reached[1]),
        between("F2_F3", |s| s.reached[1], |s| s.reached[2]),
        between("F3_F4", |s| s.reached[2], |s| s.reached[3]),
    ]
}

fn median(step: &'static str, mut days: Vec<i64>) -> Median {
    days.sort_unstable();
    let of = days.len();
    let tenths_of_days = match of {
        0 => None,
        _ if of % 2 == 1 => Some(days[of / 2] * 10),
        _ => Some((days[of / 2 - 1] + days[of / 2]) * 5),
    };
    Median { step, tenths_of_days, of }
}

fn promises(valid: &[&Standing], until: NaiveDate) -> Promises {
    let all = || valid.iter().flat_map(|s| s.promises.iter().map(move |p| (*s, p)));
    let due = all().filter(|(_, p)| p.first_due <= until);
    let on_time = due.clone().filter(|(s, p)| {
        // The last millisecond of the due day, by the problem's own zone.
        let days_left = i64::from(until.num_days_from_ce() - p.first_due.num_days_from_ce());
        p.fulfilled.is_some_and(|f| f.at_ms <= s.cut_ms - days_left * DAY_MS)
    });
    let late = all()
        .filter(|(_, p)| p.fulfilled.is_none() && !p.dropped && (until - p.due).num_days() > 30);
    Promises { due: due.clone().count(), on_time: on_time.count(), overdue_30: late.count() }
}

fn entries(
    register: &Register<'_>,
    of: impl Fn(&Window<'_>) -> Vec<crate::journal::EntryId>,
) -> Entries {
    let mut entries: Vec<_> = register.windows.values().flat_map(of).collect();
    entries.sort_unstable();
    Entries { count: entries.len(), entries }
}

fn by_hub(histories: &[ProblemHistory], register: &Register<'_>) -> Entries {
    let hub: BTreeMap<_, _> =
        histories.iter().filter_map(|h| Some((h.acts.first()?.entry, &h.by_hub))).collect();
    entries(register, |w| {
        let signed = hub.get(&w.root.entry);
        let known = w.known.iter().map(|e| e.act.entry);
        known.filter(|e| signed.is_some_and(|s| s.contains(e))).collect()
    })
}

fn line(s: &Standing, register: &Register<'_>) -> ProblemLine {
    let steps = [("identified", s.identified), ("tabled", s.tabled)]
        .into_iter()
        .chain(["F1", "F2", "F3", "F4"].into_iter().zip(s.reached))
        .chain([("external", s.external)]);
    let place = match s.place {
        Place::Unvalidated => "unvalidated",
        Place::Awaiting => "awaiting",
        Place::Valid => "valid",
        Place::Merged(_) => "merged",
        Place::Split => "split",
        Place::Invalid => "invalid",
        Place::Safety => "safety",
    };
    ProblemLine {
        record: s.record,
        number: s.number.clone(),
        track: s.track,
        place,
        rung: s.rung(),
        confidential: s.confidential,
        msfs: s.msfs.clone(),
        because: steps.filter_map(|(name, fact)| Some((name, fact?.entry))).collect(),
        acts: register.windows[&s.record].events.iter().map(|e| e.act.entry).collect(),
    }
}

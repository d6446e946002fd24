//! The register of seventeen problems gives exactly the figures of domain.md 10.

use chrono::NaiveDate;

use super::{Stage, register17};
use crate::forum::Rung;
use crate::indicator::{
    Cut, Denominator, Provenance, Rate, Report, Switches, TrackFigures, report,
};
use crate::journal::Role;
use crate::register::Track;

fn day(y: i32, m: u32, d: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(y, m, d).unwrap()
}

pub(super) fn stage() -> Stage {
    Stage::play(&register17().unwrap()).unwrap()
}

pub(super) fn made(stage: &Stage, switches: Switches) -> Report {
    let cut = Cut::with_grace(day(2026, 1, 1), day(2026, 6, 30), 480);
    let later = crate::indicator::end_of_day_ms(day(2026, 7, 31), 480);
    let provenance = Provenance { tree_size: 0, root: "00".repeat(32), rules_version: 1 };
    report(&stage.histories(), &stage.forums(), cut, Some(later), switches, provenance)
}

fn of(report: &Report, track: Track) -> &TrackFigures {
    report.frozen.track(track).unwrap()
}

fn shown(rate: &Rate) -> (usize, usize, Option<usize>) {
    (rate.n.count.unwrap(), rate.d.count.unwrap(), rate.tenths)
}

fn names(stage: &Stage, rate: &Rate) -> Vec<String> {
    let mut names: Vec<_> =
        rate.d.problems.iter().map(|id| stage.name(*id).unwrap().to_owned()).collect();
    names.sort();
    names
}

#[test]
fn licensing_is_three_of_seven_with_every_rung_beside_it() {
    let stage = stage();
    let report = made(&stage, Switches::default());
    let l = of(&report, Track::Licensing);
    assert_eq!(shown(&l.headline), (3, 7, Some(429)));
    assert_eq!(names(&stage, &l.headline), ["P01", "P02", "P03", "P05", "P06", "P09", "P10"]);
    let ladder: Vec<_> = l.ladder.iter().map(|(_, r)| shown(r)).collect();
    assert_eq!(
        ladder,
        [(5, 7, Some(714)), (4, 7, Some(571)), (3, 7, Some(429)), (1, 7, Some(143))]
    );
    assert_eq!(l.withdrawn_for_safety.count, Some(1));
    assert_eq!(l.external.count, Some(1));
    assert_eq!(l.reopened.count, Some(1));
}

#[test]
fn revenue_is_two_of_four_and_two_of_five_when_restated() {
    let report = made(&stage(), Switches::default());
    let r = of(&report, Track::Revenue);
    assert_eq!(shown(&r.headline), (2, 4, Some(500)));
    let ladder: Vec<_> = r.ladder.iter().map(|(_, r)| shown(r)).collect();
    assert_eq!(ladder, [(4, 4, Some(1000)), (3, 4, Some(750)), (2, 4, Some(500)), (0, 4, Some(0))]);
    let restated = report.restated.as_ref().unwrap().track(Track::Revenue).unwrap();
    assert_eq!(shown(&restated.headline), (2, 5, Some(400)));
}

#[test]
fn environment_is_one_of_one_and_in_neither_figure() {
    let report = made(&stage(), Switches::default());
    assert_eq!(shown(&of(&report, Track::Environment).headline), (1, 1, Some(1000)));
    let with = made(&stage(), Switches { env_in_licensing: true, ..Switches::default() });
    assert_eq!(shown(&of(&with, Track::Licensing).headline), (4, 8, Some(500)));
}

#[test]
fn forums_add_up_to_the_nation_less_what_two_of_them_share() {
    let stage = stage();
    let report = made(&stage, Switches::default());
    let by = &of(&report, Track::Licensing).by_msf;
    let lines: Vec<_> = by
        .lines
        .iter()
        .map(|l| {
            let (n, d, _) = shown(&l.rate);
            (stage.name(l.msf).unwrap().to_owned(), n, d)
        })
        .collect();
    for expected in [("MSF-A", 1, 3), ("MSF-K", 1, 2), ("MSF-S", 2, 3)] {
        assert!(lines.iter().any(|(name, n, d)| (name.as_str(), *n, *d) == expected), "{lines:?}");
    }
    assert_eq!((by.sum_d, by.overlap_d), (Some(8), Some(1)));
    assert_eq!((by.sum_n, by.overlap_n), (Some(4), Some(1)));
}

#[test]
fn of_the_tabled_ones_licensing_is_three_of_five() {
    let stage = stage();
    let switches = Switches { denominator: Denominator::Tabled, ..Switches::default() };
    let report = made(&stage, switches);
    let l = of(&report, Track::Licensing);
    assert_eq!(shown(&l.headline), (3, 5, Some(600)));
    assert_eq!(names(&stage, &l.headline), ["P01", "P02", "P03", "P05", "P10"]);
}

#[test]
fn each_problem_stands_on_the_rung_of_the_story() {
    let stage = stage();
    let report = made(&stage, Switches::default());
    let expected = [
        ("P01", "valid", Rung::F4),
        ("P02", "valid", Rung::F3),
        ("P03", "valid", Rung::F2),
        ("P04", "merged", Rung::F0),
        ("P05", "valid", Rung::F3),
        ("P06", "valid", Rung::F0),
        ("P07", "unvalidated", Rung::F0),
        ("P08", "safety", Rung::F0),
        ("P09", "valid", Rung::F0),
        ("P10", "valid", Rung::F1),
        ("P11", "valid", Rung::F3),
        ("P12", "valid", Rung::F1),
        ("P13", "split", Rung::F0),
        ("P14", "valid", Rung::F2),
        ("P15", "valid", Rung::F3),
        ("P16", "unvalidated", Rung::F0),
        ("P17", "valid", Rung::F3),
    ];
    for (name, place, rung) in expected {
        let id = stage.id(name).unwrap();
        let line = report.frozen.problems.iter().find(|p| p.record == id).unwrap();
        assert_eq!((line.place, line.rung), (place, rung), "{name}");
    }
}

#[test]
fn the_survivor_of_a_merge_keeps_the_earliest_identification() {
    let stage = stage();
    let report = made(&stage, Switches::default());
    let p3 = stage.id("P03").unwrap();
    let line = report.frozen.problems.iter().find(|p| p.record == p3).unwrap();
    let (_, identified) = line.because.iter().find(|(step, _)| *step == "identified").unwrap();
    let p4 = stage.id("P04").unwrap();
    let of_p4 = report.frozen.problems.iter().find(|p| p.record == p4).unwrap();
    assert!(of_p4.acts.contains(identified));
}

#[test]
fn an_act_of_the_script_by_the_wrong_role_stops_it() {
    let mut script = register17().unwrap();
    let at = script.iter().position(|a| a.verb.name() == "problem.validate").unwrap();
    script[at].actor.role = Role::Institution;
    let refused = Stage::play(&script).unwrap_err();
    assert_eq!((refused.line, refused.why.as_str()), (script[at].line, "role"));
}

#[test]
fn an_act_of_the_script_by_its_own_reporter_stops_it() {
    let mut script = register17().unwrap();
    let at = script.iter().position(|a| a.verb.name() == "problem.validate").unwrap();
    let reporter = script
        .iter()
        .find(|a| a.problem == script[at].problem)
        .map(|a| a.actor.name.clone())
        .unwrap();
    script[at].actor.name = reporter;
    assert_eq!(Stage::play(&script).unwrap_err().why, "own_work");
}

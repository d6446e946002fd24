//! The edge rules of domain.md 10 that the seventeen problems do not tell apart.

use chrono::NaiveDate;

use super::Tale;
use crate::forum::Rung;
use crate::indicator::{Cut, Figures, Switches, end_of_day_ms, evaluate};
use crate::journal::act::Act;
use crate::register::Track;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn at(tale: &Tale, until: &str, known: &str) -> Figures {
    let known_at_ms = end_of_day_ms(day(known), 480);
    let cut = Cut { from: day("2026-01-01"), until: day(until), known_at_ms };
    evaluate(&tale.stage.histories(), &tale.stage.forums(), &cut, &Switches::default())
}

fn now(tale: &Tale) -> Figures {
    at(tale, "2026-12-31", "2027-12-31")
}

fn rung(tale: &Tale) -> Rung {
    now(tale).problems[0].rung
}

fn promised(tale: &mut Tale) -> String {
    let args = tale.promise("M", "2026-03-01");
    tale.ok("P", "problem.commit", "CHR:gov", &args, "M");
    tale.last("P")
}

fn done(tale: &mut Tale) {
    let f = tale.inspect("P", "msf");
    tale.verify("P", &f);
    tale.resolve("P");
    tale.ok("P", "problem.community_confirm", "COM:com", "agree=yes", "MSF");
}

#[test]
fn rule_4_a_reopened_problem_falls_to_f3() {
    let mut tale = Tale::tabled();
    done(&mut tale);
    assert_eq!(rung(&tale), Rung::F4);
    tale.on("2026-05-01");
    tale.ok("P", "problem.reopen", "COM:com", "reason=returned; date=2026-05-01", "");
    assert_eq!(rung(&tale), Rung::F3);
    assert_eq!(at(&tale, "2026-04-30", "2026-12-31").problems[0].rung, Rung::F4, "not before");
}

#[test]
fn rule_5_a_fact_error_said_by_one_stays_and_by_two_supervisors_leaves() {
    let mut tale = Tale::tabled();
    tale.ok("P", "problem.withdraw", "CSO:cso", "reason=fact", "");
    assert_eq!(now(&tale).tracks[0].headline.d.count, Some(1));
    tale.ok("P", "problem.invalidate", "SUP:a", "reason=fact", "");
    tale.ok("P", "problem.invalidate", "SUP:b", "reason=fact", "");
    assert_eq!(now(&tale).tracks[0].headline.d.count, Some(0));
}

#[test]
fn rule_8_an_outside_action_counts_only_once_it_is_reattributed() {
    let mut tale = Tale::tabled();
    let raid = tale.inspect("P", "external");
    tale.verify("P", &raid);
    assert_eq!(rung(&tale), Rung::F0);
    assert_eq!(now(&tale).tracks[0].external.count, Some(1));
    let args = format!("follow_up={raid}; meeting=M; proof=surat menyebut notulen");
    tale.ok("P", "problem.reattribute", "SUP:sup", &args, "MSF|M");
    assert_eq!(rung(&tale), Rung::F3);
    assert_eq!(now(&tale).tracks[0].external.count, Some(0));
}

#[test]
fn rule_8_an_action_before_the_first_tabling_is_not_f3() {
    let mut tale = Tale::begin();
    tale.register("P", "");
    tale.validate("P");
    let early = tale.inspect("P", "msf");
    tale.verify("P", &early);
    tale.on("2026-02-01").meeting("M");
    let args = tale.tabling("M");
    tale.ok("P", "problem.table", "SEC:sec", &args, "M");
    assert_eq!(rung(&tale), Rung::F0);
}

#[test]
fn an_action_whose_proof_is_not_verified_is_nothing_yet() {
    let mut tale = Tale::tabled();
    tale.inspect("P", "msf");
    assert_eq!(rung(&tale), Rung::F0);
}

#[test]
fn rule_11_of_two_promises_one_kept_is_f3_and_not_f4() {
    let mut tale = Tale::tabled();
    let (one, two) = (promised(&mut tale), promised(&mut tale));
    done(&mut tale);
    let keep = |c: &str| format!("commitment={c}; outcome=fulfilled; date=2026-01-01; proof=x");
    tale.ok("P", "commitment.judge", "SUP:sup", &keep(&one), "MSF");
    assert_eq!(rung(&tale), Rung::F3);
    tale.ok("P", "commitment.judge", "SUP:sup", &keep(&two), "MSF");
    assert_eq!(rung(&tale), Rung::F4);
}

#[test]
fn rule_12_a_sealed_problem_counts_and_shows_nothing() {
    let mut tale = Tale::tabled();
    tale.ok("P", "problem.seal", "DPO:dpo", "reason=risk", "");
    let figures = now(&tale);
    assert_eq!(figures.tracks[0].headline.d.count, Some(1));
    assert_eq!(figures.tracks[0].confidential.count, Some(1));
    assert_eq!(figures.tracks[0].withdrawn_for_safety.count, Some(0));
}

#[test]
fn a_public_report_withholds_small_cells_that_hold_a_sealed_problem() {
    let mut tale = Tale::tabled();
    tale.ok("P", "problem.seal", "DPO:dpo", "reason=risk", "");
    let public = |tale: &Tale| {
        let cut = Cut::with_grace(day("2026-01-01"), day("2026-12-31"), 480);
        let cut = Cut { known_at_ms: i64::MAX, ..cut };
        let provenance =
            crate::indicator::Provenance { tree_size: 1, root: "00".into(), rules_version: 1 };
        let histories = tale.stage.histories();
        let switches = Switches::default();
        crate::indicator::report(&histories, &tale.stage.forums(), cut, None, switches, provenance)
            .public()
    };
    let report = public(&tale);
    let licensing = &report.frozen.tracks[0];
    assert_eq!(licensing.headline.d.count, None, "one sealed problem is a cell under three");
    assert_eq!(licensing.by_msf.sum_d, None, "and does not come back as a sum");
    assert_eq!(licensing.confidential.count, None);
    let json = serde_json::to_string(&report).unwrap();
    assert!(!json.contains(&tale.stage.id("P").unwrap().to_string()));
    for name in ["Q", "R"] {
        tale.register(name, "");
        tale.validate(name);
    }
    let report = public(&tale);
    let headline = &report.frozen.tracks[0].headline;
    assert_eq!(headline.d.count, Some(3), "in a cell of three it is one among others");
    assert_eq!(headline.d.problems.len(), 2, "and is never listed");
    assert_eq!(headline.tenths, None);
}

#[test]
fn rule_13_a_corrected_track_moves_for_all_periods() {
    let mut tale = Tale::tabled();
    tale.on("2026-09-01");
    tale.ok("P", "problem.retrack", "SUP:sup", "track=R; reason=misfiled", "");
    let count = |figures: &Figures, track| figures.track(track).unwrap().headline.d.count;
    let frozen = at(&tale, "2026-06-30", "2026-07-07");
    assert_eq!(count(&frozen, Track::Licensing), Some(1));
    let restated = at(&tale, "2026-06-30", "2026-09-30");
    assert_eq!(count(&restated, Track::Licensing), Some(0));
    assert_eq!(count(&restated, Track::Revenue), Some(1));
}

#[test]
fn rule_14_a_problem_whose_finding_fell_waits_outside_the_figures() {
    let mut tale = Tale::tabled();
    tale.on("2026-02-01");
    tale.ok("P", "problem.finding", "SUP:sup", "standing=falls; support_left=1; reason=hash", "");
    assert_eq!(now(&tale).tracks[0].headline.d.count, Some(0));
    assert_eq!(now(&tale).tracks[0].awaiting_validation.count, Some(1));
    tale.on("2026-03-01").validate("P");
    let figures = now(&tale);
    assert_eq!(figures.tracks[0].headline.d.count, Some(1));
}

#[test]
fn the_cut_off_is_the_end_of_the_day_in_the_forums_zone() {
    let mut tale = Tale::tabled();
    tale.on("2026-06-30");
    let args = "from=duty_bearer; institution=Dinas; date=2026-06-30; text=Sudah kami terima";
    tale.ok("P", "problem.reply", "INS:ins", args, "");
    assert_eq!(at(&tale, "2026-06-29", "2026-12-31").problems[0].rung, Rung::F0);
    assert_eq!(at(&tale, "2026-06-30", "2026-12-31").problems[0].rung, Rung::F1);
}

#[test]
fn a_stated_day_never_makes_an_act_later_than_it_was_recorded() {
    let mut tale = Tale::tabled();
    tale.on("2026-06-01");
    let args = "from=duty_bearer; institution=Dinas; date=2026-12-01; text=Akan kami jawab";
    tale.ok("P", "problem.reply", "INS:ins", args, "");
    assert_eq!(at(&tale, "2026-06-30", "2026-12-31").problems[0].rung, Rung::F1);
}

#[test]
fn acts_on_both_sides_of_the_cut_off_are_counted_as_the_devices_word() {
    let tale = Tale::tabled();
    let mut histories = tale.stage.histories();
    let root: &mut Act = &mut histories[0].acts[0];
    root.time.earliest_ms = None;
    let recorded = root.time.recorded_ms.unwrap();
    root.time.recorded_ms = Some(recorded + 60 * 86_400_000);
    let cut = Cut::with_grace(day("2026-01-01"), day("2026-01-31"), 480);
    let cut = Cut { known_at_ms: i64::MAX, ..cut };
    let figures = evaluate(&histories, &tale.stage.forums(), &cut, &Switches::default());
    assert_eq!(figures.straddling.count, 1);
}

#[test]
fn nothing_of_nothing_is_not_a_percentage() {
    assert_eq!(crate::indicator::tenths_of_percent(0, 0), None);
    assert_eq!(crate::indicator::tenths_of_percent(1, 2_000), Some(1), "half rounds up");
    assert_eq!(crate::indicator::tenths_of_percent(2, 3), Some(667));
}

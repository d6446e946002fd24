//! What merging does to a problem: contested acts, steps that no longer fit, hiding at once.

use std::collections::BTreeSet;

use crate::indicator::testing::Tale;
use crate::journal::EntryId;
use crate::journal::act::{Act, GuardOutcome, NoLookup, RecordPast};
use crate::journal::acts::{ProblemState, Verb, exclude_each_other};
use crate::register::{Problem, judge};

fn acts(tale: &Tale) -> Vec<Act> {
    tale.stage.histories().remove(0).acts
}

#[test]
fn a_step_that_does_not_fit_after_merging_is_ignored_and_listed() {
    let mut all = acts(&Tale::tabled());
    all.remove(1);
    let problem = Problem::fold(&all, &BTreeSet::new()).unwrap();
    assert_eq!(problem.state, ProblemState::Draft);
    assert_eq!(problem.ignored[0].reason, "out_of_order");
}

#[test]
fn a_contested_act_waits_but_a_safety_withdrawal_hides_at_once() {
    let mut tale = Tale::tabled();
    tale.ok("P", "problem.withdraw", "CSO:cso", "reason=private", "");
    let mut all = acts(&tale);
    let contested = BTreeSet::from([all.last().unwrap().entry]);
    assert_eq!(Problem::fold(&all, &contested).unwrap().state, ProblemState::Tabled);
    let last = all.last_mut().unwrap();
    last.args.insert("reason".into(), "safety".into());
    assert_eq!(Problem::fold(&all, &contested).unwrap().state, ProblemState::Withdrawn);
}

#[test]
fn two_different_fates_are_set_aside_until_a_third_person_decides() {
    let mut tale = Tale::tabled();
    tale.ok("P", "problem.split", "SEC:sec", "parts=2", "");
    let mut all = acts(&tale);
    let split = all.pop().unwrap();
    let mut withdrawn = split.clone();
    withdrawn.entry = EntryId([7; 32]);
    withdrawn.verb = Verb::Withdraw;
    withdrawn.args = [("reason".to_owned(), "lost".into())].into();
    let contested = BTreeSet::from([split.entry, withdrawn.entry]);
    let mut third = split.clone();
    third.entry = EntryId([8; 32]);
    all.extend([split, withdrawn]);
    let mut past = RecordPast { acts: all.clone(), ..RecordPast::default() };
    assert_eq!(judge(&third, &past, &NoLookup), GuardOutcome::Fails("out_of_order"));
    past.contested.clone_from(&contested);
    assert_eq!(judge(&third, &past, &NoLookup), GuardOutcome::Holds);
    assert_eq!(Problem::fold(&all, &contested).unwrap().state, ProblemState::Tabled);
    all.push(third);
    assert_eq!(Problem::fold(&all, &contested).unwrap().state, ProblemState::Split);
}

#[test]
fn a_seal_hides_with_the_first_signature_and_opens_with_two() {
    let mut tale = Tale::tabled();
    tale.ok("P", "problem.seal", "DPO:dpo", "reason=risk", "");
    assert!(tale.problem("P").sealed);
    tale.ok("P", "problem.unseal", "DPO:dpo", "reason=aman", "");
    assert!(tale.problem("P").sealed);
    tale.ok("P", "problem.unseal", "CSO:cso", "reason=aman", "");
    assert!(!tale.problem("P").sealed);
}

#[test]
fn two_halves_agree_and_two_decisions_exclude_each_other() {
    let mut tale = Tale::tabled();
    tale.ok("P", "problem.invalidate", "SUP:a", "reason=fact", "");
    tale.ok("P", "problem.invalidate", "SUP:b", "reason=tampered", "");
    let all = acts(&tale);
    let [.., a, b] = all.as_slice() else { panic!("two acts") };
    assert!(exclude_each_other(a, b));
    let mut same = b.clone();
    same.args.clone_from(&a.args);
    assert!(!exclude_each_other(a, &same));
}

#[test]
fn a_finding_that_falls_asks_for_validation_again_and_the_first_identification_is_kept() {
    let mut tale = Tale::tabled();
    tale.on("2026-02-01");
    tale.ok("P", "problem.finding", "SUP:sup", "standing=falls; support_left=1", "");
    assert_eq!(tale.problem("P").state, ProblemState::Revalidate);
    tale.validate("P");
    let problem = tale.problem("P");
    assert_eq!(problem.state, ProblemState::Validated);
    assert_eq!(problem.identified.unwrap().to_string(), "2026-01-01");
    tale.ok("P", "problem.finding", "SUP:sup", "standing=falls; support_left=0", "");
    assert_eq!(tale.problem("P").state, ProblemState::Invalid);
}

#[test]
fn a_later_due_date_keeps_the_first_one() {
    let mut tale = Tale::tabled();
    let args = tale.promise("M", "2026-03-01");
    tale.ok("P", "problem.commit", "CHR:gov", &args, "M");
    let c = tale.last("P");
    tale.ok("P", "problem.reschedule", "CHR:gov", &format!("commitment={c}; due=2026-05-01"), "");
    let judged = format!("commitment={c}; outcome=fulfilled; date=2026-04-01; proof=x");
    let made = tale.problem("P").commitments.remove(0);
    assert!(made.overdue("2026-05-02".parse().unwrap()));
    assert!(!made.overdue("2026-05-01".parse().unwrap()));
    tale.ok("P", "commitment.judge", "SUP:sup", &judged, "MSF");
    let kept = tale.problem("P").commitments.remove(0);
    assert_eq!(kept.first_due.to_string(), "2026-03-01");
    assert_eq!((kept.rescheduled, kept.on_time()), (1, Some(false)));
}

#[test]
fn an_outside_action_does_not_move_the_problem_and_a_refusal_does_not_end_it() {
    let mut tale = Tale::tabled();
    let raid = tale.inspect("P", "external");
    tale.verify("P", &raid);
    assert_eq!(tale.problem("P").state, ProblemState::Tabled);
    let args = "institution=Dinas ESDM; date=2026-01-01; proof=surat";
    tale.ok("P", "problem.refuse", "INS:ins", args, "");
    assert_eq!(tale.problem("P").state, ProblemState::Refused);
    let args = tale.promise("M", "2026-03-01");
    tale.ok("P", "problem.commit", "CHR:gov", &args, "M");
    assert_eq!(tale.problem("P").state, ProblemState::Committed);
}

#[test]
fn arguments_are_named_with_their_rule() {
    use crate::journal::acts::check_args;
    let mut all = acts(&Tale::tabled());
    let root = &mut all[0];
    assert_eq!(check_args(Verb::Register, &root.args), Ok(()));
    root.args.insert("track".into(), "X".into());
    let error = check_args(Verb::Register, &root.args).unwrap_err();
    assert_eq!(error.to_string(), "problem.register: `track` must be a code of track");
    root.args.remove("track");
    let error = check_args(Verb::Register, &root.args).unwrap_err();
    assert_eq!(error.to_string(), "problem.register: `track` is required");
    root.args.insert("track".into(), "L".into());
    root.args.insert("secret".into(), "name".into());
    let error = check_args(Verb::Register, &root.args).unwrap_err();
    assert!(!error.to_string().contains("secret"));
}

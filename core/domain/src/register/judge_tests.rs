//! Every guard has a case that must fail.

use crate::indicator::testing::{Tale, member};
use crate::journal::act::{Act, ActTime, GuardOutcome, Lookup, NoLookup, RecordPast, Ref};
use crate::journal::acts::{ProblemState, Verb};
use crate::journal::cbor::Value;
use crate::journal::{EntryId, RecordId, Role};
use crate::register::judge;

const RESTATED: &str = "track=L; level=case; competence=local; msf=MSF; identified=2026-01-01";

fn drafted() -> Tale {
    let mut tale = Tale::begin();
    tale.register("P", "");
    tale
}

fn validated() -> Tale {
    let mut tale = drafted();
    tale.validate("P");
    tale
}

#[test]
fn nobody_validates_what_they_registered() {
    let args = format!("{RESTATED}; basis=document");
    assert_eq!(drafted().fails("P", "problem.validate", "SUP:cso", &args, ""), "own_work");
}

#[test]
fn evidence_is_cited_counted_and_good_enough() {
    let mut tale = drafted();
    let mut say = |more: &str, refs: &str| {
        let args = format!("{RESTATED}; basis={more}");
        tale.fails("P", "problem.validate", "SUP:sup", &args, refs)
    };
    assert_eq!(say("evidence; grade=A; evidence_count=2", ""), "no_evidence");
    assert_eq!(say("evidence; grade=A", "MSF"), "no_evidence");
    assert_eq!(say("evidence; grade=C; evidence_count=2", "MSF"), "grade_too_low");
    assert_eq!(say("survey", ""), "no_evidence");
    tale.ok(
        "P",
        "problem.validate",
        "SUP:sup",
        &format!("{RESTATED}; basis=survey; base_n=40"),
        "",
    );
}

#[test]
fn what_is_restated_is_what_stands() {
    let args =
        "track=R; level=case; competence=local; msf=MSF; identified=2026-01-01; basis=document";
    assert_eq!(drafted().fails("P", "problem.validate", "SUP:sup", args, ""), "restated_wrong");
}

struct OneSubmission;

impl Lookup for OneSubmission {
    fn past(&self, _: RecordId, _: &[EntryId]) -> Option<RecordPast> {
        let writer = member("mon");
        Some(RecordPast {
            root_author: Some(writer),
            writers: [writer, member("helper")].into(),
            ..RecordPast::default()
        })
    }
}

fn validation(author: &str) -> (Act, RecordPast) {
    let mut tale = Tale::begin();
    tale.register("P", "");
    let root = tale.stage.histories().remove(0).acts.remove(0);
    let text = |name: &str, value: &str| (name.to_owned(), Value::text(value));
    let mut args: crate::journal::act::Args = [
        text("identified", "2026-01-02"),
        text("track", "L"),
        text("level", "case"),
        text("competence", "local"),
        text("basis", "evidence"),
        text("grade", "A"),
    ]
    .into();
    args.insert("evidence_count".into(), Value::Int(1));
    args.insert("msf".into(), root.args["msf"].clone());
    let act = Act {
        entry: EntryId([7; 32]),
        author: member(author),
        roles: vec![Role::Supervisor],
        verb: Verb::Validate,
        args,
        refs: vec![Ref { record: EntryId([8; 32]), heads: vec![EntryId([9; 32])] }],
        time: ActTime::default(),
    };
    let past =
        RecordPast { root_author: Some(root.author), acts: vec![root], ..RecordPast::default() };
    (act, past)
}

#[test]
fn who_collected_the_evidence_does_not_validate() {
    for collector in ["mon", "helper"] {
        let (act, past) = validation(collector);
        assert_eq!(judge(&act, &past, &OneSubmission), GuardOutcome::Fails("collector"));
    }
    let (act, past) = validation("sup");
    assert_eq!(judge(&act, &past, &OneSubmission), GuardOutcome::Holds);
}

#[test]
fn what_a_peer_does_not_hold_is_missing_and_never_void() {
    let (act, past) = validation("sup");
    assert_eq!(judge(&act, &past, &NoLookup), GuardOutcome::Missing);
}

#[test]
fn what_fails_for_certain_fails_though_other_things_are_missing() {
    let (mut act, past) = validation("sup");
    act.args.insert("grade".into(), Value::text("D"));
    assert_eq!(judge(&act, &past, &NoLookup), GuardOutcome::Fails("grade_too_low"));
}

#[test]
fn a_problem_tabled_without_quorum_stays_validated() {
    let cases = [
        ("half the seats, but no company", "gov_local m 3, gov_central m 1, civil f 4"),
        ("every side, but under half", "gov_local m 1, company m 1, civil f 1"),
    ];
    for (why, attendance) in cases {
        let mut tale = validated();
        tale.hold("M", attendance);
        let args = tale.tabling("M");
        assert_eq!(tale.fails("P", "problem.table", "SEC:sec", &args, "M"), "not_quorate", "{why}");
        assert_eq!(tale.problem("P").state, ProblemState::Validated);
        tale.ok("P", "problem.discuss", "SEC:sec", "meeting=M; date=2026-01-01", "M");
    }
}

#[test]
fn a_meeting_without_quorum_recommends_nothing() {
    let mut tale = Tale::tabled();
    tale.hold("M2", "gov_local m 1, company m 1, civil f 1");
    let args = tale.tabling("M2") + "; addressee=Dinas ESDM; text=Periksa";
    assert_eq!(tale.fails("P", "problem.recommend", "CHR:gov", &args, "M2"), "not_quorate");
    let args = tale.tabling("M") + "; addressee=Dinas ESDM; text=Periksa";
    tale.ok("P", "problem.recommend", "CHR:gov", &args, "M");
    assert_eq!(tale.problem("P").state, ProblemState::Recommended);
}

#[test]
fn a_crowd_of_one_side_fills_its_own_seats_only() {
    let mut tale = validated();
    // Two local seats of three, forty residents on four seats, one company: seven of ten.
    tale.hold("M", "gov_local m 2, company m 1, civil f 40");
    // Forty officials on three seats, one company, no resident at all.
    tale.hold("N", "gov_local m 40, company m 1");
    let args = tale.tabling("N");
    assert_eq!(tale.fails("P", "problem.table", "SEC:sec", &args, "N"), "not_quorate");
    let args = tale.tabling("M");
    tale.ok("P", "problem.table", "SEC:sec", &args, "M");
}

#[test]
fn a_draft_cannot_be_tabled() {
    let mut tale = drafted();
    tale.meeting("M");
    let args = tale.tabling("M");
    assert_eq!(tale.fails("P", "problem.table", "SEC:sec", &args, "M"), "out_of_order");
}

#[test]
fn tabling_cites_the_meeting_and_tells_its_day() {
    let mut tale = validated();
    tale.meeting("M");
    let args = tale.tabling("M");
    assert_eq!(tale.fails("P", "problem.table", "SEC:sec", &args, ""), "no_meeting");
    let args = "meeting=M; msf=MSF; date=2025-12-31";
    assert_eq!(tale.fails("P", "problem.table", "SEC:sec", args, "M"), "restated_wrong");
}

#[test]
fn a_promise_needs_the_signature_of_every_side() {
    let mut tale = Tale::tabled();
    tale.hold("M2", "gov_local m 2, company m 1, civil f 3");
    tale.ok("M2", "meeting.minutes_draft", "SEC:sec", "minutes=n", "");
    tale.ok("M2", "meeting.minutes_sign", "CHR:gov", "minutes=n; constituency=gov_local", "");
    tale.ok("M2", "meeting.minutes_sign", "CHR:civ", "minutes=n; constituency=civil", "");
    let args = tale.promise("M2", "2026-03-01");
    assert_eq!(tale.fails("P", "problem.commit", "CHR:gov", &args, "M2"), "minutes_unsigned");
    tale.ok("M2", "meeting.minutes_sign", "CHR:com", "minutes=n; constituency=company", "");
    tale.ok("P", "problem.commit", "CHR:gov", &args, "M2");
}

#[test]
fn minutes_are_signed_from_ones_own_seat_and_as_they_stand() {
    let mut tale = Tale::begin();
    tale.hold("M", "gov_local m 2, company m 1, civil f 3");
    tale.ok("M", "meeting.minutes_draft", "SEC:sec", "minutes=n", "");
    let mut sign = |who: &str, args: &str| tale.fails("M", "meeting.minutes_sign", who, args, "");
    assert_eq!(sign("CHR:gov", "minutes=n; constituency=civil"), "no_seat");
    assert_eq!(sign("CHR:stranger", "minutes=n; constituency=civil"), "no_seat");
    assert_eq!(sign("CHR:civ", "minutes=other; constituency=civil"), "other_minutes");
}

#[test]
fn a_commitment_is_moved_later_only_and_while_it_stands() {
    let mut tale = Tale::tabled();
    let args = tale.promise("M", "2026-03-01");
    tale.ok("P", "problem.commit", "CHR:gov", &args, "M");
    let c = tale.last("P");
    let mut move_to = |due: &str| {
        let args = format!("commitment={c}; due={due}");
        tale.fails("P", "problem.reschedule", "CHR:gov", &args, "")
    };
    assert_eq!(move_to("2026-02-01"), "not_later");
    tale.ok("P", "problem.drop", "CHR:gov", &format!("commitment={c}; reason=moot"), "");
    let args = format!("commitment={c}; due=2026-05-01");
    assert_eq!(tale.fails("P", "problem.reschedule", "CHR:gov", &args, ""), "no_commitment");
}

#[test]
fn who_recorded_a_follow_up_verifies_neither_it_nor_the_result() {
    let mut tale = Tale::tabled();
    let f = tale.inspect("P", "msf");
    let args = format!("follow_up={f}; outcome=holds");
    assert_eq!(tale.fails("P", "problem.verify_follow_up", "SUP:sec", &args, "MSF"), "own_work");
    assert_eq!(
        tale.fails("P", "problem.verify_follow_up", "SUP:sup", "follow_up=P; outcome=holds", "MSF"),
        "no_follow_up"
    );
    tale.verify("P", &f);
    let args = "method=field; date=2026-01-01; proof=foto; partner=lain";
    assert_eq!(tale.fails("P", "problem.resolve", "SUP:sec", args, "MSF"), "own_work");
    assert_eq!(tale.fails("P", "problem.resolve", "SUP:cso", args, "MSF"), "own_work");
}

#[test]
fn who_has_an_interest_may_speak_and_not_verify() {
    let mut tale = Tale::tabled();
    let f = tale.inspect("P", "msf");
    let args = format!("follow_up={f}; outcome=holds");
    let mut declare = |who: &str, areas: &str| {
        let args = format!("member={who}; interest=declared; date=2026-01-01{areas}");
        tale.ok("MSF", "msf.interest", &format!("SUP:{who}"), &args, "");
    };
    declare("everywhere", "");
    declare("here", "; interest_areas=64.02");
    declare("elsewhere", "; interest_areas=64.09");
    for who in ["SUP:everywhere", "SUP:here"] {
        let code = tale.fails("P", "problem.verify_follow_up", who, &args, "MSF");
        assert_eq!(code, "conflict_of_interest");
    }
    assert_eq!(tale.fails("P", "problem.verify_follow_up", "SUP:sup", &args, ""), "no_msf");
    tale.ok("P", "problem.verify_follow_up", "SUP:elsewhere", &args, "MSF");
}

#[test]
fn an_interest_is_declared_by_oneself() {
    let args = "member=gov; interest=none; date=2026-01-01";
    assert_eq!(Tale::begin().fails("MSF", "msf.interest", "CHR:civ", args, ""), "not_yours");
}

fn acted() -> Tale {
    let mut tale = Tale::tabled();
    let f = tale.inspect("P", "msf");
    tale.verify("P", &f);
    tale
}

#[test]
fn a_result_is_confirmed_by_another_person_and_seen_from_outside_the_partner() {
    let mut tale = acted();
    let own = "method=field; date=2026-01-01; proof=foto; partner=mitra";
    tale.ok("P", "problem.resolve", "SUP:sup", own, "MSF");
    let mut say =
        |who: &str, args: &str| tale.fails("P", "problem.community_confirm", who, args, "MSF");
    assert_eq!(say("COM:sup", "agree=yes"), "own_work");
    assert_eq!(say("COM:com", "agree=yes; partner=mitra"), "same_partner");
    let sealed = "agree=yes; proof=surat tertutup";
    let code = tale.fails("P", "problem.community_confirm_sealed", "DPO:dpo", sealed, "MSF");
    assert_eq!(code, "same_partner");
    tale.ok("P", "problem.community_confirm_sealed", "COM:com", sealed, "MSF");
    assert_eq!(tale.problem("P").state, ProblemState::Resolved);
}

#[test]
fn a_no_of_the_community_leaves_the_problem_verified_only() {
    let mut tale = acted();
    tale.resolve("P");
    tale.ok("P", "problem.community_confirm", "COM:com", "agree=no", "MSF");
    assert_eq!(tale.problem("P").state, ProblemState::Verified);
    let code = tale.fails("P", "problem.close", "CHR:gov", "reason=resolved", "");
    assert_eq!(code, "reason_does_not_fit");
}

#[test]
fn closing_needs_a_reason_that_fits_and_is_not_for_the_verifier() {
    let mut tale = acted();
    tale.resolve("P");
    tale.ok("P", "problem.community_confirm", "COM:com", "agree=yes", "MSF");
    let mut close = |who: &str, reason: &str| {
        tale.fails("P", "problem.close", who, &format!("reason={reason}"), "")
    };
    assert_eq!(close("CHR:gov", "refused"), "reason_does_not_fit");
    assert_eq!(close("CHR:sup", "resolved"), "own_work");
    assert_eq!(close("SEC:sec", "resolved"), "role");
    tale.ok("P", "problem.close", "CHR:gov", "reason=resolved", "");
    assert_eq!(tale.problem("P").state, ProblemState::Closed);
}

#[test]
fn what_comes_back_after_a_year_is_a_new_problem() {
    let mut tale = acted();
    tale.resolve("P");
    tale.on("2027-01-02");
    let args = "reason=returned; date=2026-12-30";
    assert_eq!(tale.fails("P", "problem.reopen", "COM:com", args, ""), "too_late");
    tale.on("2027-01-01");
    tale.ok("P", "problem.reopen", "COM:com", args, "");
}

#[test]
fn a_merge_takes_secretariat_and_supervisor_and_another_problem() {
    let mut tale = validated();
    tale.register("Q", "");
    assert_eq!(tale.fails("P", "problem.merge", "SEC:sec", "into=P", "P"), "itself");
    tale.ok("P", "problem.merge", "SEC:sec", "into=Q", "Q");
    assert_eq!(tale.problem("P").state, ProblemState::Validated, "one half is not enough");
    assert_eq!(tale.fails("P", "problem.merge", "SUP:sec", "into=Q", "Q"), "same_person");
    assert_eq!(tale.fails("P", "problem.merge", "SEC:sec2", "into=Q", "Q"), "same_role");
    tale.ok("P", "problem.merge", "SUP:sup", "into=Q", "Q");
    assert_eq!(tale.problem("P").state, ProblemState::Merged);
    tale.ok("P", "problem.unmerge", "SUP:sup", "into=Q", "Q");
    tale.ok("P", "problem.unmerge", "SEC:sec", "into=Q", "Q");
    assert_eq!(tale.problem("P").state, ProblemState::Validated);
}

#[test]
fn an_error_of_fact_takes_two_supervisors() {
    let mut tale = validated();
    tale.ok("P", "problem.invalidate", "SUP:sup", "reason=fact", "");
    assert_eq!(tale.fails("P", "problem.invalidate", "SUP:sup", "reason=fact", ""), "same_person");
    assert_eq!(tale.problem("P").state, ProblemState::Validated);
    tale.ok("P", "problem.invalidate", "SUP:sup2", "reason=fact", "");
    assert_eq!(tale.problem("P").state, ProblemState::Invalid);
}

#[test]
fn a_child_names_a_parent_that_was_split() {
    let mut tale = validated();
    let child = "number=64-2; track=L; type=L07; min_grade=B; level=case; competence=local; \
                 areas=64.02; msf=MSF; duty_bearers=Dinas; partner=mitra; sensitivity=msf; \
                 statement_id=Dugaan; split_from=P";
    assert_eq!(tale.fails("C", "problem.register", "CSO:cso", child, "P"), "no_parent");
    assert_eq!(tale.fails("C", "problem.register", "CSO:cso", child, ""), "no_parent");
    tale.ok("P", "problem.split", "SEC:sec", "parts=2", "");
    tale.ok("C", "problem.register", "CSO:cso", child, "P");
}

#[test]
fn a_forum_whose_quorum_cannot_be_reached_is_not_founded() {
    let args = "name=X; province=64; zone_minutes=480; seats=civil 4; \
                quorum_sides=company | civil; quorum_percent=50";
    assert_eq!(Tale::begin().fails("X", "msf.found", "SEC:sec", args, ""), "quorum_impossible");
}

#[test]
fn a_meeting_cites_its_forum() {
    let args = "msf=MSF; date=2026-01-01";
    assert_eq!(Tale::begin().fails("M", "meeting.plan", "SEC:sec", args, ""), "no_msf");
}

#[test]
fn nobody_accepts_their_own_submission() {
    let act = Act {
        entry: EntryId([1; 32]),
        author: member("sup"),
        roles: vec![Role::Supervisor],
        verb: Verb::SubmissionAccept,
        args: Default::default(),
        refs: Vec::new(),
        time: ActTime::default(),
    };
    let past = |writer: &str| RecordPast {
        root_author: Some(member("mon")),
        writers: [member(writer)].into(),
        ..RecordPast::default()
    };
    assert_eq!(judge(&act, &past("sup"), &NoLookup), GuardOutcome::Fails("own_work"));
    assert_eq!(judge(&act, &past("mon"), &NoLookup), GuardOutcome::Holds);
}

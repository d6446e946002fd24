//! Guards about persons: nobody verifies their own work, and nobody who has an interest verifies.
//!
//! Persons are compared, never devices.

use super::joint::{complement, halves};
use super::judge::{Case, hold};
use crate::forum::{Msf, guards::cited};
use crate::journal::act::{GuardOutcome, RecordPast};
use crate::journal::acts::Verb;
use crate::journal::cbor::Value;
use crate::journal::{MemberId, Role};

type Outcome = Result<(), GuardOutcome>;

pub(super) fn not_author(case: &Case<'_>) -> Outcome {
    hold(!wrote(case.past, case.act.author), "own_work")
}

fn wrote(past: &RecordPast, member: MemberId) -> bool {
    past.root_author == Some(member) || past.writers.contains(&member)
}

pub(super) fn not_collector(case: &Case<'_>) -> Outcome {
    let by_evidence = case.act.text("basis") == Some("evidence");
    hold(!by_evidence || !case.act.refs.is_empty(), "no_evidence")?;
    let mut missing = false;
    for reference in &case.act.refs {
        match case.lookup.past(reference.record, &reference.heads) {
            Some(past) => hold(!wrote(&past, case.act.author), "collector")?,
            None => missing = true,
        }
    }
    if missing { Err(GuardOutcome::Missing) } else { Ok(()) }
}

pub(super) fn not_recorder(case: &Case<'_>) -> Outcome {
    let problem = case.problem()?;
    let named = case.act.id("follow_up").and_then(|id| problem.follow_up(id));
    hold(named.is_none_or(|f| f.recorded_by != case.act.author), "own_work")
}

pub(super) fn not_actor(case: &Case<'_>) -> Outcome {
    let problem = case.problem()?;
    let me = case.act.author;
    let recorded = problem.follow_ups.iter().any(|f| f.recorded_by == me);
    hold(!recorded && problem.registration.by != me, "own_work")
}

pub(super) fn not_verifier(case: &Case<'_>) -> Outcome {
    let problem = case.problem()?;
    hold(!problem.verifiers.iter().any(|(who, _)| *who == case.act.author), "own_work")
}

pub(super) fn not_conflicted(case: &Case<'_>) -> Outcome {
    let problem = case.problem()?;
    let past = cited(case.act, Some(problem.registration.msf), case.lookup, "no_msf")?;
    let forum = Msf::in_past(&past).ok_or(GuardOutcome::Fails("no_msf"))?;
    let conflicted = forum.conflicted(case.act.author, &problem.registration.areas);
    hold(!conflicted, "conflict_of_interest")
}

/// Of verifier and confirmer, one is not of the partner that registered the problem. A community
/// representative who names no partner belongs to none; an officer always does.
pub(super) fn outside_partner(case: &Case<'_>) -> Outcome {
    let problem = case.problem()?;
    let partner = problem.registration.partner.as_str();
    let verifier_outside = problem.verifiers.last().is_some_and(|(_, p)| p != partner);
    let confirmer_outside = match case.act.text("partner") {
        Some(own) => own != partner,
        None => case.act.roles.contains(&Role::Community),
    };
    hold(verifier_outside || confirmer_outside, "same_partner")
}

pub(super) fn second_person(case: &Case<'_>) -> Outcome {
    let halves = halves(&case.past.acts);
    let mut waiting = halves.waiting_for(case.act).peekable();
    if waiting.peek().is_none() {
        return Ok(());
    }
    let joint = case.act.verb.rule().joint;
    let others: Vec<_> = waiting.filter(|half| half.author != case.act.author).collect();
    hold(!others.is_empty(), "same_person")?;
    hold(others.iter().any(|half| complement(joint, half, case.act)), "same_role")
}

pub(super) fn own_declaration(case: &Case<'_>) -> Outcome {
    debug_assert_eq!(case.act.verb, Verb::MsfInterest);
    let own = case.act.args.get("member") == Some(&Value::bytes(&case.act.author.0));
    hold(own, "not_yours")
}

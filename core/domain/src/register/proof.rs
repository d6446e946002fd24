//! Guards about things: evidence, what is restated, commitments, follow-ups, reasons, dates.

use super::judge::{Case, hold};
use super::problem::{Problem, day};
use super::words::Track;
use crate::forum::{CommitmentStatus, guards::cited};
use crate::journal::act::GuardOutcome;
use crate::journal::acts::ProblemState;

type Outcome = Result<(), GuardOutcome>;

const DAY_MS: i64 = 86_400_000;

/// Evidence of the grade that the registration asks for, a result with its base, or a document.
pub(super) fn enough(case: &Case<'_>) -> Outcome {
    let act = case.act;
    match act.text("basis") {
        Some("evidence") => {
            let (Some(grade), Some(_)) = (act.text("grade"), act.int("evidence_count")) else {
                return hold(false, "no_evidence");
            };
            // Grades are letters, A the best.
            hold(grade <= case.problem()?.registration.min_grade.as_str(), "grade_too_low")
        }
        Some("document") => Ok(()),
        _ => hold(act.int("base_n").is_some(), "no_evidence"),
    }
}

pub(super) fn restated(case: &Case<'_>) -> Outcome {
    let Problem { registration: reg, track, .. } = case.problem()?;
    let act = case.act;
    let same = act.text("track").and_then(Track::from_code) == Some(*track)
        && act.text("level") == Some(reg.level.code())
        && act.text("competence") == Some(reg.competence.code())
        && act.id("msf") == Some(reg.msf);
    hold(same, "restated_wrong")
}

pub(super) fn commitment_exists(case: &Case<'_>) -> Outcome {
    let problem = case.problem()?;
    let named = case.act.id("commitment").and_then(|id| problem.commitment(id));
    hold(named.is_some_and(|c| c.status != CommitmentStatus::Dropped), "no_commitment")
}

pub(super) fn later_due(case: &Case<'_>) -> Outcome {
    let problem = case.problem()?;
    let named = case.act.id("commitment").and_then(|id| problem.commitment(id));
    hold(named.is_none_or(|c| day(case.act, "due").is_some_and(|due| due > c.due)), "not_later")
}

pub(super) fn follow_up_exists(case: &Case<'_>) -> Outcome {
    let problem = case.problem()?;
    let named = case.act.id("follow_up").and_then(|id| problem.follow_up(id));
    hold(named.is_some(), "no_follow_up")
}

pub(super) fn within_365_days(case: &Case<'_>) -> Outcome {
    let Some(ended) = case.problem()?.ended_ms else { return Ok(()) };
    // The day stated cannot make a late return an early one: signing counts too.
    hold((case.act.time.clamped_ms() - ended).div_euclid(DAY_MS) <= 365, "too_late")
}

pub(super) fn reason_fits(case: &Case<'_>) -> Outcome {
    let problem = case.problem()?;
    let rank = problem.state.rank();
    let fits = match case.act.text("reason") {
        Some("resolved") => problem.state == ProblemState::Resolved,
        Some("partial") => rank >= ProblemState::Acted.rank(),
        Some("referred") => problem.referred,
        Some("refused") => problem.refused,
        _ => false,
    };
    hold(fits, "reason_does_not_fit")
}

pub(super) fn not_itself(case: &Case<'_>) -> Outcome {
    hold(case.act.id("into") != Some(case.problem()?.record), "itself")
}

pub(super) fn parent_was_split(case: &Case<'_>) -> Outcome {
    let Some(parent) = case.act.id("split_from") else { return Ok(()) };
    let past = cited(case.act, Some(parent), case.lookup, "no_parent")?;
    let parent = Problem::fold(&past.acts, &past.contested);
    hold(parent.is_some_and(|p| p.state == ProblemState::Split), "no_parent")
}

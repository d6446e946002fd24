//! Does an act count, by what its author could see? One place, for every verb.
//!
//! The state is asked first, then every guard of the verb's row. An act that certainly fails is
//! `Fails` even if this peer lacks data for another guard, so that the answer never turns from
//! void to ok as data arrives.

use super::four_eyes as eyes;
use super::problem::Problem;
use super::proof;
use crate::forum::{Meeting, guards as forum};
use crate::journal::act::{Act, GuardOutcome, Lookup, RecordPast};
use crate::journal::acts::{Guard, MeetingState, StateStep};

use GuardOutcome::{Fails, Holds, Missing};

/// An act, its past, and what this peer holds besides.
pub(super) struct Case<'a> {
    pub(super) act: &'a Act,
    pub(super) past: &'a RecordPast,
    pub(super) lookup: &'a dyn Lookup,
    /// The problem that the act is about, as it stood.
    pub(super) problem: Option<Problem>,
}

/// Does `act` count in `past`? `past` is the act's own, without the act.
///
/// Roles, scope and the form of the arguments are not judged here: the fold asks the member line
/// and [`crate::journal::acts::check_args`] first.
#[must_use]
pub fn judge(act: &Act, past: &RecordPast, lookup: &dyn Lookup) -> GuardOutcome {
    let rule = act.verb.rule();
    let problem = Problem::fold(&past.acts, &past.contested);
    let case = Case { act, past, lookup, problem };
    if !case.in_order() {
        return Fails("out_of_order");
    }
    let mut missing = false;
    for guard in rule.guards {
        match forum::outcome(case.check(*guard)) {
            Holds => {}
            Missing => missing = true,
            fails @ Fails(_) => return fails,
        }
    }
    if missing { Missing } else { Holds }
}

impl Case<'_> {
    fn in_order(&self) -> bool {
        let rule = self.act.verb.rule();
        if rule.creates {
            return self.past.acts.is_empty();
        }
        match rule.step {
            StateStep::None => true,
            StateStep::Problem(from, _) => {
                self.problem.as_ref().is_some_and(|p| from.contains(&p.state))
            }
            StateStep::Meeting(from, _) => {
                let state: Option<MeetingState> = Meeting::in_past(self.past).map(|m| m.state);
                state.is_some_and(|s| from.contains(&s))
            }
        }
    }

    fn check(&self, guard: Guard) -> Result<(), GuardOutcome> {
        match guard {
            Guard::NotAuthor => eyes::not_author(self),
            Guard::NotCollector => eyes::not_collector(self),
            Guard::NotRecorder => eyes::not_recorder(self),
            Guard::NotActor => eyes::not_actor(self),
            Guard::NotVerifier => eyes::not_verifier(self),
            Guard::NotConflicted => eyes::not_conflicted(self),
            Guard::OutsidePartner => eyes::outside_partner(self),
            Guard::SecondPerson => eyes::second_person(self),
            Guard::OwnDeclaration => eyes::own_declaration(self),
            Guard::Proof => proof::enough(self),
            Guard::Restated => proof::restated(self),
            Guard::CommitmentExists => proof::commitment_exists(self),
            Guard::LaterDue => proof::later_due(self),
            Guard::FollowUpExists => proof::follow_up_exists(self),
            Guard::Within365Days => proof::within_365_days(self),
            Guard::ReasonFits => proof::reason_fits(self),
            Guard::NotItself => proof::not_itself(self),
            Guard::ParentWasSplit => proof::parent_was_split(self),
            Guard::QuorateMeeting => forum::quorate_meeting(self.act, self.lookup),
            Guard::HeldMeeting => forum::held_meeting(self.act, self.lookup),
            Guard::SignedMinutes => forum::signed_minutes(self.act, self.lookup),
            Guard::MsfCited => forum::msf_cited(self.act, self.lookup),
            Guard::QuorumFits => forum::quorum_fits(self.act),
            Guard::ChairSeat => forum::chair_seat(self.act, self.past, self.lookup),
            Guard::SameMinutes => forum::same_minutes(self.act, self.past),
        }
    }

    /// The problem; an act without one is out of order.
    pub(super) fn problem(&self) -> Result<&Problem, GuardOutcome> {
        self.problem.as_ref().ok_or(Fails("out_of_order"))
    }
}

/// `Ok` if `holds`, else the code.
pub(super) fn hold(holds: bool, code: &'static str) -> Result<(), GuardOutcome> {
    if holds { Ok(()) } else { Err(Fails(code)) }
}

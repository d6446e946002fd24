//! What each act does to a problem, once it fits the state.

use std::collections::BTreeSet;

use super::joint::Halves;
use super::problem::{Ignored, Milestone, Problem, Reply, day, yes};
use super::words::{Track, WithdrawReason};
use crate::forum::{Commitment, CommitmentStatus, FollowUp, FollowUpKind};
use crate::journal::EntryId;
use crate::journal::act::Act;
use crate::journal::acts::{Move, ProblemState, StateStep, Verb};

impl Problem {
    pub(super) fn take<'a>(
        &mut self,
        act: &'a Act,
        contested: &BTreeSet<EntryId>,
        halves: &mut Halves<'a>,
    ) {
        let hides = hides_at_once(act);
        self.sealed |= act.verb == Verb::Seal;
        if contested.contains(&act.entry) && !hides {
            return self.ignore(act, "contested");
        }
        let StateStep::Problem(from, to) = act.verb.rule().step else {
            return self.ignore(act, "out_of_order");
        };
        if !from.contains(&self.state) {
            return self.ignore(act, "out_of_order");
        }
        if !halves.complete(act) {
            return self.ignore(act, "waiting");
        }
        if !self.effect(act) {
            return self.ignore(act, "restated_wrong");
        }
        self.step(act, to);
        self.timeline.push(Milestone {
            entry: act.entry,
            verb: act.verb,
            author: act.author,
            stated: act.verb.rule().dated.and_then(|name| day(act, name)),
            signed_ms: act.time.clamped_ms(),
            state: self.state,
        });
    }

    fn ignore(&mut self, act: &Act, reason: &'static str) {
        self.ignored.push(Ignored { entry: act.entry, reason });
    }

    fn step(&mut self, act: &Act, to: Move) {
        match to {
            Move::Stay => {}
            Move::Advance(state) => {
                if self.advances(act) && state.rank() >= self.state.rank() {
                    self.state = state;
                }
            }
            Move::Set(state) => {
                if state == ProblemState::Merged {
                    self.before_merge = Some(self.state);
                }
                self.state = state;
            }
            Move::Back => {
                self.state = self.before_merge.take().unwrap_or(ProblemState::Validated);
            }
        }
    }

    /// Some acts move the state only with the right answer.
    fn advances(&self, act: &Act) -> bool {
        match act.verb {
            Verb::VerifyFollowUp => act
                .id("follow_up")
                .and_then(|id| self.follow_up(id))
                .is_some_and(|f| f.holds() && f.counts_for_forum() && f.kind.is_action(f.report)),
            Verb::CommunityConfirm | Verb::CommunityConfirmSealed => yes(act, "agree"),
            _ => true,
        }
    }

    /// Returns false if the act speaks of something that is not there.
    fn effect(&mut self, act: &Act) -> bool {
        match act.verb {
            Verb::Validate => {
                let stated = day(act, "identified");
                self.identified = [self.identified, stated].into_iter().flatten().min();
            }
            Verb::Finding if act.text("standing") == Some("falls") => {
                let left = act.int("support_left").unwrap_or(0);
                if self.state != ProblemState::Draft {
                    self.state =
                        if left > 0 { ProblemState::Revalidate } else { ProblemState::Invalid };
                }
            }
            Verb::Retrack => match act.text("track").and_then(Track::from_code) {
                Some(track) => self.track = track,
                None => return false,
            },
            Verb::Table => match act.id("msf") {
                Some(msf) if !self.msfs.contains(&msf) => self.msfs.push(msf),
                _ => {}
            },
            Verb::Merge => self.merged_into = act.id("into"),
            Verb::Unmerge => self.merged_into = None,
            Verb::Withdraw => {
                self.withdrawn = act.text("reason").and_then(WithdrawReason::from_code);
            }
            Verb::Unseal => self.sealed = false,
            Verb::Reopen => self.reopened += 1,
            Verb::Close => self.ended_ms = Some(act.time.clamped_ms()),
            Verb::Refer => self.referred = true,
            Verb::Refuse => self.refused = true,
            Verb::Resolve => {
                self.ended_ms = Some(act.time.clamped_ms());
                let partner = act.text("partner").unwrap_or_default().to_owned();
                self.verifiers.push((act.author, partner));
            }
            Verb::Reply => self.replies.extend(reply(act)),
            Verb::Commit => match Commitment::read(act) {
                Some(made) => self.commitments.push(made),
                None => return false,
            },
            Verb::RecordFollowUp => match FollowUp::read(act) {
                Some(done) => self.follow_ups.push(done),
                None => return false,
            },
            Verb::VerifyFollowUp | Verb::Reattribute => return self.about_follow_up(act),
            Verb::Reschedule
            | Verb::Drop
            | Verb::CommitmentStart
            | Verb::CommitmentClaim
            | Verb::CommitmentJudge => return self.about_commitment(act),
            _ => {}
        }
        true
    }

    fn about_follow_up(&mut self, act: &Act) -> bool {
        let named = act.id("follow_up");
        let Some(found) = self.follow_ups.iter_mut().find(|f| Some(f.entry) == named) else {
            return false;
        };
        if act.verb == Verb::Reattribute {
            found.reattributed = Some(act.entry);
        } else {
            found.check = Some((act.entry, act.text("outcome") == Some("holds")));
            let holds = found.holds();
            let kind = found.kind;
            self.referred |= holds && kind == FollowUpKind::Refer;
            self.refused |= holds && kind == FollowUpKind::Refuse;
        }
        true
    }

    fn about_commitment(&mut self, act: &Act) -> bool {
        let named = act.id("commitment");
        let Some(made) = self.commitments.iter_mut().find(|c| Some(c.entry) == named) else {
            return false;
        };
        match act.verb {
            Verb::Reschedule => {
                made.due = day(act, "due").unwrap_or(made.due);
                made.rescheduled += 1;
            }
            Verb::Drop => made.status = CommitmentStatus::Dropped,
            Verb::CommitmentStart => made.status = made.status.max(CommitmentStatus::InProgress),
            Verb::CommitmentClaim => made.status = made.status.max(CommitmentStatus::ClaimedDone),
            _ if act.text("outcome") == Some("fulfilled") => {
                made.status = CommitmentStatus::Fulfilled;
                made.fulfilled_on = day(act, "date");
            }
            _ => made.status = CommitmentStatus::Partly,
        }
        true
    }
}

/// A seal or a safety withdrawal hides at once, also while contested or half signed.
#[must_use]
pub fn hides_at_once(act: &Act) -> bool {
    act.verb == Verb::Seal
        || (act.verb == Verb::Withdraw && act.text("reason") == Some(WithdrawReason::Safety.code()))
}

fn reply(act: &Act) -> Option<Reply> {
    Some(Reply {
        entry: act.entry,
        from: act.text("from")?.to_owned(),
        institution: act.text("institution")?.to_owned(),
        text: act.text("text")?.to_owned(),
        publish: yes(act, "publish"),
    })
}

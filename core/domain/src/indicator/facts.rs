//! What one problem's own acts say, before merges and splits are considered.
//!
//! Figures read dated facts, never the state: a follow-up of June that was recorded in July counts
//! for June, though no state of June had seen it.

use crate::forum::{FollowUpKind, Rung};
use crate::journal::EntryId;
use crate::journal::RecordId;
use crate::journal::acts::Verb;
use crate::register::{Competence, Level, Sensitivity, Track, WithdrawReason, yes};

use super::window::{Event, Window};

/// A dated fact and the act that made it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Fact {
    pub(super) at_ms: i64,
    pub(super) entry: EntryId,
}

/// Something that was done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Deed {
    pub(super) fact: Fact,
    pub(super) action: bool,
    /// Proof checked: holds, does not, or not yet.
    pub(super) proof: Option<bool>,
    pub(super) external: bool,
}

/// A promise that must be kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Promise {
    pub(super) fact: Fact,
    pub(super) essential: bool,
    pub(super) first_due: chrono::NaiveDate,
    pub(super) due: chrono::NaiveDate,
    pub(super) fulfilled: Option<Fact>,
    pub(super) dropped: bool,
}

/// How a problem stands towards the figures.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// Nobody has validated it.
    Unvalidated,
    /// A finding fell; somebody must validate it again.
    Awaiting,
    /// It counts.
    Valid,
    /// It lives on in another.
    Merged(RecordId),
    /// It lives on in its parts.
    Split,
    /// Wrong in fact, or without support.
    Invalid,
    /// Withdrawn so that nobody is hurt.
    Safety,
}

/// What one problem's own acts say.
#[derive(Debug, Clone)]
pub(super) struct Facts {
    pub(super) track: Track,
    pub(super) level: Level,
    pub(super) competence: Competence,
    pub(super) confidential: bool,
    pub(super) split_from: Option<RecordId>,
    pub(super) place: Place,
    pub(super) identified: Option<Fact>,
    pub(super) tabled: Vec<Fact>,
    pub(super) answers: Vec<Fact>,
    pub(super) promises: Vec<Promise>,
    pub(super) deeds: Vec<Deed>,
    /// The community's last yes to a verified result that was not reopened since.
    pub(super) confirmed: Option<Fact>,
    pub(super) reopened: bool,
    /// Closed and not reopened, or withdrawn.
    pub(super) ended: bool,
}

impl Facts {
    pub(super) fn read(window: &Window<'_>) -> Option<Self> {
        let root = window.root;
        let mut facts = Self {
            track: track(window)?,
            level: Level::from_code(root.text("level")?)?,
            competence: Competence::from_code(root.text("competence")?)?,
            confidential: confidential(window),
            split_from: root.id("split_from"),
            place: place(&window.events),
            identified: first(&window.events, Verb::Validate),
            tabled: all(&window.events, Verb::Table),
            answers: Vec::new(),
            promises: Vec::new(),
            deeds: Vec::new(),
            confirmed: None,
            reopened: false,
            ended: false,
        };
        let mut verified = false;
        for event in &window.events {
            facts.take(event, &mut verified);
        }
        Some(facts)
    }

    fn take(&mut self, event: &Event<'_>, verified: &mut bool) {
        let act = event.act;
        let fact = event.fact();
        match act.verb {
            Verb::Refer | Verb::Refuse => self.answers.push(fact),
            Verb::Reply if act.text("from") == Some("duty_bearer") => self.answers.push(fact),
            Verb::Commit => self.promises.extend(promise(event)),
            Verb::RecordFollowUp => self.deeds.extend(deed(event)),
            Verb::VerifyFollowUp | Verb::Reattribute => self.about_deed(event),
            Verb::Reschedule | Verb::Drop | Verb::CommitmentJudge => self.about_promise(event),
            Verb::Resolve => *verified = true,
            Verb::CommunityConfirm | Verb::CommunityConfirmSealed if *verified => {
                self.confirmed = yes(act, "agree").then_some(fact);
            }
            Verb::Reopen => {
                *verified = false;
                (self.confirmed, self.reopened, self.ended) = (None, true, false);
            }
            Verb::Close | Verb::Withdraw => self.ended = true,
            _ => {}
        }
    }

    fn about_deed(&mut self, event: &Event<'_>) {
        let named = event.act.id("follow_up");
        let Some(deed) = self.deeds.iter_mut().find(|d| Some(d.fact.entry) == named) else {
            return;
        };
        match event.act.verb {
            Verb::Reattribute => deed.external = false,
            _ => deed.proof = Some(event.act.text("outcome") == Some("holds")),
        }
    }

    fn about_promise(&mut self, event: &Event<'_>) {
        let named = event.act.id("commitment");
        let Some(made) = self.promises.iter_mut().find(|p| Some(p.fact.entry) == named) else {
            return;
        };
        match event.act.verb {
            Verb::Drop => made.dropped = true,
            Verb::Reschedule => {
                made.due = crate::register::day(event.act, "due").unwrap_or(made.due);
            }
            _ => {
                let kept = event.act.text("outcome") == Some("fulfilled");
                made.fulfilled = kept.then_some(event.fact());
            }
        }
    }
}

impl Event<'_> {
    pub(super) fn fact(&self) -> Fact {
        Fact { at_ms: self.at_ms, entry: self.act.entry }
    }
}

impl Deed {
    /// The rung it reaches, given when the problem was first tabled.
    pub(super) fn rung(&self, first_tabled_ms: Option<i64>) -> Rung {
        if self.external || self.proof == Some(false) {
            Rung::F0
        } else if !self.action {
            Rung::F1
        } else if self.proof == Some(true) && first_tabled_ms.is_some_and(|t| self.fact.at_ms >= t)
        {
            Rung::F3
        } else {
            Rung::F0
        }
    }
}

/// A corrected track holds for all periods, so everything known counts.
fn track(window: &Window<'_>) -> Option<Track> {
    let corrected = window.known.iter().rev().find(|e| e.act.verb == Verb::Retrack);
    Track::from_code(corrected.map_or(window.root, |e| e.act).text("track")?)
}

/// Hiding is never backdated away: everything known counts.
fn confidential(window: &Window<'_>) -> bool {
    let mut hidden = window.root.text("sensitivity") == Some(Sensitivity::Sealed.code());
    for event in &window.known {
        match event.act.verb {
            Verb::Seal => hidden = true,
            Verb::Unseal => hidden = false,
            _ => {}
        }
    }
    // A safety withdrawal after T leaves the problem in the figures of T, without detail.
    hidden || window.known.iter().any(is_safety_withdrawal)
}

fn place(events: &[Event<'_>]) -> Place {
    // Whatever else was said, and in whichever order it arrived: safety comes first.
    if events.iter().any(|e| is_safety_withdrawal(e)) {
        let validated = events.iter().any(|e| e.act.verb == Verb::Validate);
        return if validated { Place::Safety } else { Place::Unvalidated };
    }
    let mut place = Place::Unvalidated;
    let mut before_merge = Place::Unvalidated;
    for Event { act, .. } in events {
        place = match (act.verb, place) {
            (_, Place::Invalid) => Place::Invalid,
            (Verb::Validate, Place::Unvalidated | Place::Awaiting) => Place::Valid,
            (Verb::Finding, Place::Valid) if act.text("standing") == Some("falls") => {
                if act.int("support_left") == Some(0) { Place::Invalid } else { Place::Awaiting }
            }
            (Verb::Merge, p) if !matches!(p, Place::Merged(_)) => {
                before_merge = p;
                act.id("into").map_or(p, Place::Merged)
            }
            (Verb::Unmerge, Place::Merged(_)) => before_merge,
            (Verb::Split, _) => Place::Split,
            (Verb::Invalidate, _) => Place::Invalid,
            (_, p) => p,
        };
    }
    place
}

fn is_safety_withdrawal(event: &Event<'_>) -> bool {
    let reason = event.act.text("reason");
    event.act.verb == Verb::Withdraw && reason == Some(WithdrawReason::Safety.code())
}

fn promise(event: &Event<'_>) -> Option<Promise> {
    let due = crate::register::day(event.act, "due")?;
    Some(Promise {
        fact: event.fact(),
        essential: yes(event.act, "essential"),
        first_due: due,
        due,
        fulfilled: None,
        dropped: false,
    })
}

fn deed(event: &Event<'_>) -> Option<Deed> {
    let kind = FollowUpKind::from_code(event.act.text("kind")?)?;
    Some(Deed {
        fact: event.fact(),
        action: kind.is_action(yes(event.act, "report")),
        proof: None,
        external: event.act.text("attribution") == Some("external"),
    })
}

fn all(events: &[Event<'_>], verb: Verb) -> Vec<Fact> {
    events.iter().filter(|e| e.act.verb == verb).map(Event::fact).collect()
}

fn first(events: &[Event<'_>], verb: Verb) -> Option<Fact> {
    all(events, verb).into_iter().min_by_key(|f| f.at_ms)
}

//! Acts that take two people: which half waits for which other half.

use crate::journal::Role;
use crate::journal::act::Act;
use crate::journal::acts::Joint;

/// Can these two people, by their roles, complete the act together?
#[must_use]
pub fn complement(joint: Joint, first: &Act, second: &Act) -> bool {
    let held = |act: &Act, role: Role| act.roles.contains(&role);
    first.author != second.author
        && match joint {
            Joint::Alone => false,
            Joint::Two(role) => held(first, role) && held(second, role),
            Joint::Roles(a, b) => {
                (held(first, a) && held(second, b)) || (held(first, b) && held(second, a))
            }
        }
}

/// Is `b` the other half of the same decision as `a`?
#[must_use]
pub fn same_decision(a: &Act, b: &Act) -> bool {
    a.verb == b.verb && a.args == b.args
}

/// Halves that still wait, in order of signing. Feed it acts one by one.
#[derive(Debug, Clone, Default)]
pub struct Halves<'a> {
    waiting: Vec<&'a Act>,
}

impl<'a> Halves<'a> {
    /// Takes `act`; true if it is whole now: it needs nobody else, or it is the second half.
    pub fn complete(&mut self, act: &'a Act) -> bool {
        let joint = act.verb.rule().joint;
        if joint == Joint::Alone {
            return true;
        }
        let other = self
            .waiting
            .iter()
            .position(|half| same_decision(half, act) && complement(joint, half, act));
        match other {
            Some(at) => {
                self.waiting.remove(at);
                true
            }
            None => {
                self.waiting.push(act);
                false
            }
        }
    }

    /// Halves of the same decision as `act` that wait.
    pub fn waiting_for(&self, act: &Act) -> impl Iterator<Item = &'a Act> {
        self.waiting.iter().copied().filter(move |half| same_decision(half, act))
    }
}

/// The halves of `acts` that wait at the end.
#[must_use]
pub fn halves(acts: &[Act]) -> Halves<'_> {
    let mut halves = Halves::default();
    for act in acts {
        halves.complete(act);
    }
    halves
}

//! The closed table of acts: verb, arguments, roles, guards, exclusive group, states.
//!
//! Every state-machine step of the programme is one row here, written before code depends on it;
//! `docs/formats/acts.md` is generated from it ([`document()`]). Not here: judging an act in its past
//! ([`crate::register::judge()`]) and folding acts to a problem or a meeting ([`crate::register`],
//! [`crate::forum`]). Read [`Verb`], then [`VerbRule`], then the rows in `submission.rs`,
//! `forum.rs`, `problem.rs` and `steps.rs`.

mod args;
pub mod codes;
mod document;
mod forum;
mod problem;
mod rule;
mod state;
mod steps;
mod submission;
mod verb;

pub use args::{ArgError, ArgRule, ArgType, attendance_row, check_args, parse_date, seat_row};
pub use document::document;
pub use rule::{Group, Guard, Joint, Move, RecordKind, StateStep, VerbRule};
pub use state::{MeetingState, ProblemState};
pub use verb::Verb;

use super::act::Act;
use super::cbor::Value;

/// Every row of the table, by group of records.
pub fn rows() -> impl Iterator<Item = &'static VerbRule> {
    [submission::ROWS, forum::ROWS, problem::ROWS, steps::ROWS].into_iter().flatten()
}

impl Verb {
    /// The verb's row in the table.
    #[must_use]
    pub fn rule(self) -> &'static VerbRule {
        rows().find(|row| row.verb == self).expect("every verb has a row: tested below")
    }
}

/// What an act excludes: its group, and which commitment, item or purpose it is about.
#[must_use]
pub fn exclusive_key(act: &Act) -> Option<(Group, Option<&Value>)> {
    let rule = act.verb.rule();
    Some((rule.group?, rule.about.and_then(|name| act.args.get(name))))
}

/// Do `a` and `b`, made apart, leave a choice to a third person?
///
/// Only *different* decisions do: two halves of a joint act, or two people who say the same, agree.
#[must_use]
pub fn exclude_each_other(a: &Act, b: &Act) -> bool {
    let same_group = exclusive_key(a).is_some_and(|key| exclusive_key(b) == Some(key));
    same_group && !(a.verb == b.verb && a.args == b.args)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_verb_has_exactly_one_row_one_code_and_one_name() {
        for verb in Verb::ALL {
            assert_eq!(rows().filter(|r| r.verb == *verb).count(), 1, "{verb:?}");
            assert_eq!(Verb::from_code(verb.code()), Some(*verb));
            assert_eq!(Verb::from_name(verb.name()), Some(*verb));
        }
        let codes: BTreeSet<u64> = Verb::ALL.iter().map(|v| v.code()).collect();
        assert_eq!(codes.len(), Verb::ALL.len());
        assert_eq!(Verb::from_code(9_999), None);
    }

    #[test]
    fn rows_only_name_arguments_that_they_have() {
        for row in rows() {
            for name in [row.about, row.dated].into_iter().flatten() {
                assert!(row.args.iter().any(|a| a.name == name && a.required), "{:?}", row.verb);
            }
            let two = row.joint != Joint::Alone;
            assert_eq!(two, row.guards.contains(&Guard::SecondPerson), "{:?}", row.verb);
        }
    }

    #[test]
    fn an_institution_replies_and_claims_and_nothing_else() {
        use crate::journal::Role;
        let verbs: BTreeSet<&str> = rows()
            .filter(|r| r.on == [RecordKind::Problem] && r.roles.contains(&Role::Institution))
            .map(|r| r.verb.name())
            .collect();
        let allowed = [
            "commitment.claim_done",
            "commitment.start",
            "problem.claim_done",
            "problem.refuse",
            "problem.reply",
        ];
        assert_eq!(verbs, allowed.into());
    }

    #[test]
    fn the_secretariat_alone_neither_closes_nor_resolves_and_the_auditor_only_reads() {
        use crate::journal::Role;
        assert!(!Verb::Close.rule().roles.contains(&Role::Secretary));
        assert!(!Verb::Resolve.rule().roles.contains(&Role::Secretary));
        assert!(rows().all(|r| !r.roles.contains(&Role::Auditor)));
    }

    #[test]
    fn codes_of_a_list_are_never_twice() {
        for list in codes::LISTS.iter().chain([&codes::FAILURES]) {
            let distinct: BTreeSet<_> = list.codes.iter().map(|c| c.code).collect();
            assert_eq!(distinct.len(), list.codes.len(), "{}", list.name);
            assert!(list.codes.iter().all(|c| !c.id.is_empty() && !c.en.is_empty()));
        }
    }
}

//! `exceptions.txt`: the few places that a rule does not hold for, each with its reason.
//!
//! A line is `rule place reason …`. An exception without a reason is refused, and so is one that
//! excuses nothing any more: the list can only shrink by itself, never rot.

use super::{Violation, repo};

/// The excused places.
pub(super) struct Exceptions(Vec<Line>);

struct Line {
    rule: String,
    at: String,
    reason: String,
}

impl Exceptions {
    pub(super) fn load() -> Self {
        Self::parse(&repo::read("tests/structure/exceptions.txt"))
    }

    fn parse(text: &str) -> Self {
        let lines = text.lines().map(str::trim).filter(|l| !l.is_empty() && !l.starts_with('#'));
        Self(
            lines
                .map(|line| {
                    let mut words = line.splitn(3, char::is_whitespace).map(str::trim);
                    let mut next = || words.next().unwrap_or_default().to_owned();
                    Line { rule: next(), at: next(), reason: next() }
                })
                .collect(),
        )
    }

    /// What is left of `found` once the excused places of `rule` are taken away.
    pub(super) fn apply(&self, rule: &str, found: Vec<Violation>) -> Vec<Violation> {
        let mine: Vec<_> = self.0.iter().filter(|l| l.rule == rule).collect();
        let stale = mine.iter().filter(|l| !found.iter().any(|v| v.at == l.at));
        let mut left: Vec<_> =
            stale.map(|l| Violation::new(&l.at, "this exception excuses nothing")).collect();
        left.extend(
            mine.iter()
                .filter(|l| l.reason.split_whitespace().count() < 3)
                .map(|l| Violation::new(&l.at, "this exception gives no reason")),
        );
        left.extend(found.into_iter().filter(|v| !mine.iter().any(|l| l.at == v.at)));
        left
    }
}

#[test]
fn an_excused_place_is_let_through_and_no_other() {
    let list = Exceptions::parse("# note\nsize a.rs one long table, easier whole\n");
    let found = vec![Violation::new("a.rs", "long"), Violation::new("b.rs", "long")];
    super::bites(&list.apply("size", found.clone()), &["b.rs"]);
    let other_rule = list.apply("docs", found);
    super::bites(&other_rule, &["a.rs", "b.rs"]);
}

#[test]
fn an_exception_that_excuses_nothing_or_says_nothing_is_a_violation() {
    let list = Exceptions::parse("size gone.rs it was long once\nsize a.rs\n");
    super::bites(&list.apply("size", vec![Violation::new("a.rs", "long")]), &["gone.rs", "a.rs"]);
}

#[test]
fn every_exception_names_a_rule_that_exists() {
    for line in Exceptions::load().0 {
        assert!(super::RULES.contains(&line.rule.as_str()), "no rule is called `{}`", line.rule);
    }
}

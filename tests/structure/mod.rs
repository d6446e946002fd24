//! The conventions of ARCHITECTURE.md and CONTRIBUTING.md, held by tests.
//!
//! Each rule is a pure function from text or metadata to a list of violations, tried first on a
//! bad sample that it must refuse and then on the repository. `./x test structure` runs them all.
//! What rustc, clippy or cargo-deny can hold is left to them. An exception is one line with its
//! reason in `exceptions.txt`; one that is no longer needed is itself a violation.

mod arrows;
mod dependencies;
mod docs;
mod exceptions;
mod ffi;
mod glossary;
mod names;
mod purity;
mod repo;
mod sizes;
mod source;
mod words;

use exceptions::Exceptions;

/// Every rule by the name that `exceptions.txt` uses.
const RULES: [&str; 19] = [
    "arrows",
    "pure-tree",
    "pure-source",
    "file-size",
    "function-size",
    "opening",
    "domain-docs",
    "glossary",
    "glossary-row",
    "homonym",
    "dependency-row",
    "drawer",
    "error-name",
    "test-name",
    "unfinished",
    "elsewhere",
    "ffi-share",
    "ffi-thick",
    "ffi-lints",
];

/// Something that breaks a rule: where, and what the rule wants instead.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Violation {
    /// The key that an exception would name, for example `core/domain/src/lib.rs::walk`.
    at: String,
    /// The rule in a few words, with the value that broke it.
    why: String,
}

impl Violation {
    fn new(at: impl Into<String>, why: impl Into<String>) -> Self {
        Self { at: at.into(), why: why.into() }
    }
}

/// Fails with every violation of `rule` that `exceptions.txt` does not excuse, and with every
/// exception of that rule that excuses nothing.
#[track_caller]
fn hold(rule: &str, found: Vec<Violation>) {
    assert!(RULES.contains(&rule), "add `{rule}` to RULES");
    let mut left = Exceptions::load().apply(rule, found);
    left.sort();
    left.dedup();
    let list: Vec<_> = left.iter().map(|v| format!("  {}\n      {}", v.at, v.why)).collect();
    assert!(left.is_empty(), "\nrule `{rule}`: {} violation(s)\n{}\n", left.len(), list.join("\n"));
}

/// Fails unless the rule found exactly these places in a bad sample.
#[track_caller]
fn bites(found: &[Violation], at: &[&str]) {
    let got: Vec<_> = found.iter().map(|v| v.at.as_str()).collect();
    assert_eq!(got, at, "the rule must refuse exactly these places; it said {found:#?}");
}

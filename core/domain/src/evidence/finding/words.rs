//! What each finding means and does not mean: how the tables are read.
//!
//! The sentences stand in `words_integrity_trust` and `words_plausible`; they follow
//! field.md's plainer words. A test prints them all, so that a change is seen by a person.

use super::{Check, Outcome, Words, words_integrity_trust, words_plausible};

/// A meaning, and what must not be read into it.
pub(super) struct Pair {
    pub(super) means: Words,
    pub(super) not: Words,
}

/// All sentences of one check.
pub(super) struct CheckWords {
    pub(super) check: Check,
    pub(super) label: Words,
    pub(super) holds: Pair,
    pub(super) fails: Pair,
    pub(super) cannot_tell: Words,
}

/// What an intact file means that was not taken in the app.
pub(super) const INTACT_SINCE_IMPORT: Words = Words::new(
    "Berkas belum diubah sejak masuk ke aplikasi.",
    "The file has not been changed since it came into the app.",
);

/// Said under every "cannot tell".
const NOT_HELD_AGAINST_ANYBODY: Words = Words::new(
    "Ini bukan berarti ada yang salah atau ada yang berbohong.",
    "This does not mean that something is wrong or that somebody lied.",
);

pub(super) fn of(check: Check) -> &'static CheckWords {
    let tables = words_integrity_trust::TABLE.iter().chain(words_plausible::TABLE);
    tables
        .into_iter()
        .find(|words| words.check == check)
        .expect("a test holds every check to a row")
}

pub(super) fn means(check: Check, outcome: Outcome) -> Words {
    let words = of(check);
    match outcome {
        Outcome::Holds => words.holds.means,
        Outcome::Fails(_) => words.fails.means,
        Outcome::CannotTell(_) => words.cannot_tell,
    }
}

pub(super) fn does_not_mean(check: Check, outcome: Outcome) -> Words {
    let words = of(check);
    match outcome {
        Outcome::Holds => words.holds.not,
        Outcome::Fails(_) => words.fails.not,
        Outcome::CannotTell(_) => NOT_HELD_AGAINST_ANYBODY,
    }
}

//! What a step changed, so that a screen updates only that; and why a form is not done yet.

use std::fmt;

use crate::forms::answer::Answer;
use crate::forms::definition::Texts;
use crate::forms::place::Place;

/// One thing that is now different.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum What {
    /// It is now asked, or no longer asked.
    Relevant(bool),
    /// Its value; none if it was cleared.
    Value(Option<Answer>),
    /// An answer must now be given, or need not.
    Required(bool),
    /// It now takes no answer, or takes one again.
    ReadOnly(bool),
    /// Its constraint holds, or fails.
    Holds(bool),
    /// Other choices may be offered.
    Choices,
    /// Its label, hint or another of its texts holds a value that changed.
    Words,
    /// What it reckons is no value of its type: it is blank now.
    Unfit,
    /// The row is new.
    RowAdded,
    /// The row is gone.
    RowRemoved,
}

/// A node and what is now different about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// The node.
    pub place: Place,
    /// What is different.
    pub what: What,
}

/// All that one step changed, in the order of reckoning.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Changes {
    /// What is different.
    pub list: Vec<Change>,
    /// The form says Stop as it stands now: show the text, write nothing.
    pub stop: Option<Stop>,
}

/// The form says Stop: no entry is written for this session as long as it holds.
///
/// The draft stays the person's to keep or delete; a mistaken tap can be taken back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stop {
    /// The question whose `bind::saksi:stop` is true.
    pub place: Place,
    /// What the person reads.
    pub message: Texts,
}

/// Why a question keeps a form from being finalised, or a folded record from being sound.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// An answer is required.
    Missing,
    /// The constraint fails.
    Constraint,
    /// The chosen code is not offered.
    NotAChoice,
    /// Only in a folded record: the value is not one of the question's type, or the form has no
    /// such question.
    Unreadable,
    /// Only in a folded record: there is an answer, yet the question would not be asked.
    NotAsked,
}

impl Why {
    /// The stable code.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Missing => "form_missing",
            Self::Constraint => "form_constraint",
            Self::NotAChoice => "form_not_a_choice",
            Self::Unreadable => "form_unreadable",
            Self::NotAsked => "form_not_asked",
        }
    }
}

/// A question that fails, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failing {
    /// The question.
    pub place: Place,
    /// Why.
    pub why: Why,
}

/// A form is not finalised.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FinaliseError {
    /// It says Stop.
    Stopped(Stop),
    /// These questions fail, in document order.
    Failing(Vec<Failing>),
}

impl fmt::Display for FinaliseError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Stopped(_) => f.write_str("the form says stop: nothing is written"),
            Self::Failing(failing) => write!(f, "{} questions are not in order", failing.len()),
        }
    }
}

impl std::error::Error for FinaliseError {}

//! The nodes of a form: groups, repeats, questions, with their words and expressions.
//!
//! How they hang together is in [`super::definition`]; their question types are in `kind`.

use std::collections::BTreeMap;

use super::answer::Answer;
use super::expr::Expr;
use super::kind::QuestionType;

/// A node of a form: its index in document order. 0 is the form itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NodeId(pub u32);

impl NodeId {
    /// The form itself.
    pub const ROOT: Self = Self(0);

    /// The index in [`super::Definition::nodes`].
    #[must_use]
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// One text in several languages, by language code (`id`, `en`; empty if the form has none).
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Texts(pub BTreeMap<String, String>);

impl Texts {
    /// The text in `language`; else in any language, so that a person sees something.
    #[must_use]
    pub fn get(&self, language: &str) -> Option<&str> {
        self.0.get(language).or_else(|| self.0.values().next()).map(String::as_str)
    }

    /// Has it no text at all?
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// What a node is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NodeKind {
    /// Nodes that belong together; also the form itself.
    Group,
    /// A group that may occur many times; its rows have random ids.
    Repeat,
    /// A question, or a value nobody sees.
    Question(QuestionType),
}

/// The value a question starts with.
#[derive(Debug, Clone, PartialEq)]
pub enum Default {
    /// Always this.
    Fixed(Answer),
    /// Reckoned once, when the question (or its row) comes to be.
    Reckoned(Expr),
}

/// Where the choices of a select come from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ChoiceSource {
    /// A list of this form.
    List(String),
    /// A file beside the form; the caller shows it, and any code is taken.
    File(String),
}

/// A choice of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// The stable code, which is what an answer holds.
    pub code: String,
    /// What a person reads.
    pub label: Texts,
    /// Picture files.
    pub image: Texts,
    /// Sound files.
    pub audio: Texts,
    /// Further columns, for choice filters.
    pub columns: BTreeMap<String, String>,
}

/// A node of a form.
#[derive(Debug, Clone, PartialEq)]
pub struct Node {
    /// Itself.
    pub id: NodeId,
    /// Its name; unique among its siblings.
    pub name: String,
    /// What it is.
    pub kind: NodeKind,
    /// Its parent; none for the form itself.
    pub parent: Option<NodeId>,
    /// Its children in order.
    pub children: Vec<NodeId>,
    /// Its row in the sheet survey, as a spreadsheet counts.
    pub row: u32,
    /// What a person reads.
    pub label: Texts,
    /// Smaller print.
    pub hint: Texts,
    /// Help for those who train.
    pub guidance: Texts,
    /// Sound files that read the label aloud.
    pub audio: Texts,
    /// Picture files.
    pub image: Texts,
    /// Shown if the constraint fails.
    pub constraint_message: Texts,
    /// Shown if it is required and blank.
    pub required_message: Texts,
    /// Appearances, as written; a client that does not know one shows the plain control.
    pub appearance: Vec<String>,
    /// Parameters, as written.
    pub parameters: BTreeMap<String, String>,
    /// The choices of a select.
    pub choices: Option<ChoiceSource>,
    /// Is it asked? None: always.
    pub relevant: Option<Expr>,
    /// Must an answer be given?
    pub required: Option<Expr>,
    /// Is it shown but not asked?
    pub readonly: Option<Expr>,
    /// What an answer must satisfy.
    pub constraint: Option<Expr>,
    /// Its computed value.
    pub calculation: Option<Expr>,
    /// Its first value.
    pub default: Option<Default>,
    /// Which choices are offered.
    pub choice_filter: Option<Expr>,
    /// When true, nothing is written (column `bind::saksi:stop`).
    pub stop: Option<Expr>,
    /// What the person reads then (column `saksi:stop_message`).
    pub stop_message: Texts,
    /// Goes to the vault record (column `bind::saksi:personal`, inherited from groups).
    pub personal: bool,
    /// The repeats it lies in, outermost first; itself not counted.
    pub repeats: Vec<NodeId>,
    /// Its place among the nodes of its innermost repeat.
    pub slot: usize,
}

impl Node {
    /// The type of the question; none for groups and repeats.
    #[must_use]
    pub fn question(&self) -> Option<QuestionType> {
        if let NodeKind::Question(kind) = self.kind { Some(kind) } else { None }
    }

    /// Is its value reckoned rather than entered?
    #[must_use]
    pub fn is_computed(&self) -> bool {
        self.calculation.is_some()
            || matches!(
                self.kind,
                NodeKind::Question(QuestionType::Calculate | QuestionType::Metadata(_))
            )
    }

    /// Does a person ever see it?
    #[must_use]
    pub fn is_seen(&self) -> bool {
        self.question().is_some_and(QuestionType::is_seen)
    }
}

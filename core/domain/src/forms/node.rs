//! The nodes of a form: the elements of its primary instance with what their binds say.
//!
//! How they hang together is in [`super::definition`]; what shows them in [`super::control`];
//! their types are in [`super::kind`].

use std::collections::BTreeMap;

use super::answer::Answer;
use super::control::ControlId;
use super::definition::Expr;
use super::kind::{DataType, QuestionType};
use super::parameters::Parameters;
use super::wording::{Texts, Words};
use super::xml::{Origin, XmlId};

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

/// What a node is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NodeKind {
    /// Nodes that belong together; also the form itself.
    Group,
    /// A group that may occur many times; its rows have random ids.
    Repeat,
    /// A value: of a question, or one that nobody sees.
    Question(QuestionType),
}

/// What fills a node in when the form is opened or finalised (`jr:preload`).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Preload {
    /// `date`, `timestamp`, `property`, `uid`, …
    pub handler: String,
    /// `today`, `start`, `end`, `deviceid`, …; empty if not given.
    pub params: String,
}

/// A node of a form.
#[derive(Debug, Clone, PartialEq)]
pub struct Node {
    /// Itself.
    pub id: NodeId,
    /// Its name without prefix; of an attribute, with `@` before it.
    pub name: String,
    /// Its prefix as written, such as `orx`; empty if none.
    pub prefix: String,
    /// Its element in [`super::Definition::source`]; of an attribute, the element that has it; of
    /// a repeat, that of its template.
    pub element: XmlId,
    /// Is it an attribute?
    pub is_attribute: bool,
    /// What it is.
    pub kind: NodeKind,
    /// The type of its data.
    pub data: DataType,
    /// Its parent; none for the form itself.
    pub parent: Option<NodeId>,
    /// Its children in order, attributes first.
    pub children: Vec<NodeId>,
    /// The controls that show it, in body order; the first gives it its type.
    pub controls: Vec<ControlId>,
    /// Where it stands, for messages: its control, else its bind, else its element.
    pub origin: Origin,
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
    /// Shown if the constraint fails.
    pub constraint_message: Words,
    /// Shown if it is required and blank.
    pub required_message: Words,
    /// What fills it in.
    pub preload: Option<Preload>,
    /// The value it starts with, in its template. The rows that a form starts with have theirs in
    /// [`super::Definition::source`].
    pub initial: Option<Answer>,
    /// What else its bind says.
    pub parameters: Parameters,
    /// Attributes of the bind that nothing reads, by qualified name, as written.
    pub attributes: BTreeMap<String, String>,
    /// The property of an entity that it is saved to.
    pub save_to: Option<String>,
    /// When true, nothing is written (`saksi:stop`).
    pub stop: Option<Expr>,
    /// What the person reads then (`saksi:stop_message`).
    pub stop_message: Texts,
    /// Goes to the vault record (`saksi:personal`, inherited from groups).
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

    /// The control that shows it first.
    #[must_use]
    pub fn control(&self) -> Option<ControlId> {
        self.controls.first().copied()
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
        self.question().is_some_and(QuestionType::is_seen) && !self.controls.is_empty()
    }
}

//! A compiled form: what a session fills in. Immutable once made by [`super::import`].
//!
//! Nodes stand in one list in document order and name each other by [`NodeId`]; no expression is
//! text any more. The layout (`repeats`, `slot`) lets a session find a value without searching.

use std::collections::BTreeMap;

use super::expr::Expr;
use super::graph::Graph;
use super::problem::Problem;
use crate::journal::Digest;
use crate::journal::cbor::Value;

pub use super::kind::{MetadataKind, QuestionType};

/// A node of a form: its index in document order. 0 is the form itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NodeId(pub u32);

impl NodeId {
    /// The form itself.
    pub const ROOT: Self = Self(0);

    /// The index in [`Definition::nodes`].
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
    Fixed(super::answer::Answer),
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

/// A compiled form.
#[derive(Debug, Clone, PartialEq)]
pub struct Definition {
    /// The form's id, such as `F02`.
    pub id: String,
    /// The version, as written.
    pub version: String,
    /// The title.
    pub title: Texts,
    /// SHA-256 of the source bytes (of CSV: the three texts with a zero byte between).
    pub hash: Digest,
    /// The language codes in the order of the columns, the default first.
    pub languages: Vec<String>,
    /// All nodes in document order; the first is the form itself.
    pub nodes: Vec<Node>,
    /// The choice lists by name.
    pub lists: BTreeMap<String, Vec<Choice>>,
    /// What the author should look at, though the form opens.
    pub warnings: Vec<Problem>,
    pub(super) graph: Graph,
    /// How many slots a scope has: the form itself, and each repeat.
    pub(super) slots: BTreeMap<NodeId, Vec<NodeId>>,
}

impl Definition {
    /// A node.
    #[must_use]
    pub fn node(&self, id: NodeId) -> &Node {
        &self.nodes[id.index()]
    }

    /// The node of that name, if there is exactly one.
    #[must_use]
    pub fn find(&self, name: &str) -> Option<&Node> {
        let mut found = self.nodes.iter().skip(1).filter(|node| node.name == name);
        let first = found.next()?;
        found.next().is_none().then_some(first)
    }

    /// The names from the form down to the node: `g/b`; empty for the form itself.
    #[must_use]
    pub fn node_path(&self, id: NodeId) -> String {
        self.below(id, NodeId::ROOT)
    }

    /// The names from below `top` down to the node.
    #[must_use]
    pub fn below(&self, id: NodeId, top: NodeId) -> String {
        let mut names = Vec::new();
        let mut at = id;
        while at != top {
            names.push(self.node(at).name.as_str());
            match self.node(at).parent {
                Some(parent) => at = parent,
                None => break,
            }
        }
        names.reverse();
        names.join("/")
    }

    /// The choices that the form itself lists for a question.
    #[must_use]
    pub fn choices(&self, node: &Node) -> &[Choice] {
        match &node.choices {
            Some(ChoiceSource::List(name)) => self.lists.get(name).map_or(&[], Vec::as_slice),
            _ => &[],
        }
    }

    /// The texts of a path element for node `id` below the repeat it lies in.
    pub(super) fn element(&self, id: NodeId) -> Value {
        let top = self.node(id).repeats.last().copied().unwrap_or(NodeId::ROOT);
        Value::text(&self.below(id, top))
    }
}

//! Where the choices of a select come from.
//!
//! Which choices are offered just now is the session's business; large lists are in
//! [`super::lists`].

use super::definition::Expr;
use super::wording::Words;
use super::xml::Origin;

/// A choice that stands in the form itself.
#[derive(Debug, Clone, PartialEq)]
pub struct Choice {
    /// The stable code, which is what an answer holds.
    pub code: String,
    /// What a person reads; media come from the same text.
    pub label: Words,
    /// Where it stands.
    pub origin: Origin,
}

/// Where the choices of a select come from.
#[derive(Debug, Clone, PartialEq)]
pub enum ChoiceSource {
    /// They stand in the select.
    Inline(Vec<Choice>),
    /// They are nodes: of a secondary instance, or rows of a repeat.
    Itemset(Box<Itemset>),
}

/// What a choice of an itemset is called.
#[derive(Debug, Clone, PartialEq)]
pub enum ItemLabel {
    /// The text of a node (`ref="label"`).
    Text(ItemRef),
    /// A text of the form whose id is in a node (`ref="jr:itext(itextId)"`).
    Itext(ItemRef),
}

/// A path that starts at an item.
#[derive(Debug, Clone, PartialEq)]
pub struct ItemRef {
    /// The path.
    pub expr: Expr,
    /// The child's name, if the path is one step down: the column of a list.
    pub column: Option<String>,
}

/// Choices that are nodes.
#[derive(Debug, Clone, PartialEq)]
pub struct Itemset {
    /// Which nodes, with the choice filter as a predicate; without `randomize(…)`.
    pub nodeset: Expr,
    /// The secondary instance they come from; none if they are nodes of the form itself.
    pub instance: Option<String>,
    /// Are they shuffled?
    pub randomize: bool,
    /// What the shuffling starts from; none: anew each time the form is opened.
    pub seed: Option<Expr>,
    /// The code of an item; none with `copy` alone.
    pub value: Option<ItemRef>,
    /// What an item is called.
    pub label: ItemLabel,
}

//! The body of a form: what is shown and asked, in the order in which it is met.
//!
//! A control shows a node or groups other controls. Several controls may show one node, and a
//! node may have none. The tree is its own: a group of the body need not be a group of the data.

use std::collections::BTreeMap;

use super::appearance::Appearance;
use super::choices::ChoiceSource;
use super::definition::{Expr, NodeId};
use super::parameters::Parameters;
use super::wording::Words;
use super::xml::Origin;

/// A control of a form: its index in body order. 0 is the body itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ControlId(pub u32);

impl ControlId {
    /// The body itself.
    pub const BODY: Self = Self(0);

    /// The index in [`super::Definition::controls`].
    #[must_use]
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// What kind of file an upload takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MediaKind {
    /// A picture (`image/*`).
    Image,
    /// A sound (`audio/*`).
    Audio,
    /// A film (`video/*`).
    Video,
    /// Any file.
    File,
    /// OpenStreetMap data (`osm/*`), shown as a file.
    Osm,
}

/// The bounds of a range, as decimals in text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RangeBounds {
    /// The first value; may be above `end`.
    pub start: String,
    /// The last value.
    pub end: String,
    /// The distance between two values; never zero.
    pub step: String,
}

/// What a control is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ControlKind {
    /// The body itself.
    Body,
    /// Controls that belong together.
    Group,
    /// A group shown once for every row of its node; carries the label of a group around it
    /// that holds nothing else.
    Repeat,
    /// A field, by the type of its node; read-only text is a note.
    Input,
    /// A field that does not show what is typed.
    Secret,
    /// One of a list.
    Select1,
    /// Any of a list.
    Select,
    /// A list put in order.
    Rank,
    /// A number between bounds.
    Range(RangeBounds),
    /// "OK".
    Trigger,
    /// A file.
    Upload(MediaKind),
}

/// The texts with which rows are offered (`jr:addCaption` and its kin); silent if not given.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Captions(pub BTreeMap<String, Words>);

/// A control.
#[derive(Debug, Clone, PartialEq)]
pub struct Control {
    /// Itself.
    pub id: ControlId,
    /// What it is.
    pub kind: ControlKind,
    /// The node it shows; none for groups that only group, and for a trigger without one.
    pub node: Option<NodeId>,
    /// The control around it; none for the body itself.
    pub parent: Option<ControlId>,
    /// Its children in order.
    pub children: Vec<ControlId>,
    /// Where it stands.
    pub origin: Origin,
    /// What a person reads; media come from the same text.
    pub label: Words,
    /// Smaller print; guidance comes from the same text.
    pub hint: Words,
    /// How it is shown, word by word.
    pub appearance: Vec<Appearance>,
    /// What else governs it, from the control and the bind of its node.
    pub parameters: Parameters,
    /// The choices of a select or rank.
    pub choices: Option<ChoiceSource>,
    /// Choices from a data file by Collect's `search(…)` appearance: a call with its arguments;
    /// beside `choices`, whose values then name columns unless they are integers.
    pub search: Option<Expr>,
    /// Choices by Collect's `query` attribute (`select_one_external`).
    pub query: Option<Expr>,
    /// Of a repeat: how many rows it has (`jr:count`).
    pub count: Option<Expr>,
    /// Of a repeat: rows are neither added nor removed by hand.
    pub no_add_remove: bool,
    /// Of a repeat: the words with which rows are offered.
    pub captions: Captions,
}

impl Control {
    /// Does it hold other controls?
    #[must_use]
    pub fn is_container(&self) -> bool {
        matches!(self.kind, ControlKind::Body | ControlKind::Group | ControlKind::Repeat)
    }

    /// Does it offer choices, wherever they come from?
    #[must_use]
    pub fn has_choices(&self) -> bool {
        self.choices.is_some() || self.query.is_some() || self.search.is_some()
    }

    /// Is one or more of its choices taken?
    #[must_use]
    pub fn is_select(&self) -> bool {
        matches!(self.kind, ControlKind::Select1 | ControlKind::Select | ControlKind::Rank)
    }
}

//! A compiled form: what a session fills in. Immutable once made by [`super::xform`].
//!
//! Two trees: the nodes (the primary instance, in document order) and the controls (the body, in
//! body order), which name each other by [`NodeId`] and [`ControlId`]. No expression is text any
//! more. The layout (`repeats`, `slot`) lets a session find a value without searching.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::graph::Graph;
use super::lists::MemoryList;
use super::problem::FormError;
use super::xml::{Document, XmlId};
use crate::journal::Digest;
use crate::journal::cbor::Value;

pub use super::action::{Action, ActionKind, Event};
pub use super::appearance::Appearance;
pub use super::choices::{Choice, ChoiceSource, ItemLabel, ItemRef, Itemset};
pub use super::control::{Captions, Control, ControlId, ControlKind, MediaKind, RangeBounds};
pub use super::kind::{DataType, MetadataKind, QuestionType};
pub use super::node::{Node, NodeId, NodeKind, Preload};
pub use super::parameters::{AuditParameters, LocationPriority, Parameters, Quality};
pub use super::secondary::{FileKind, InstanceData, SecondaryInstance};
pub use super::wording::{Itext, Part, TextForm, TextId, Texts, Wordings, Words};
/// An expression, bound to the form it stands in.
pub use super::xpath::Bound as Expr;

/// What a form says about itself as a whole.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Settings {
    /// Where submissions go (`submission/@action`).
    pub submission_url: Option<String>,
    /// Submissions are sealed for this key (`base64RsaPublicKey`).
    pub public_key: Option<String>,
    /// `orx:auto-send`, as written.
    pub auto_send: Option<String>,
    /// `orx:auto-delete`, as written.
    pub auto_delete: Option<String>,
    /// The class of the body: `pages`, `theme-grid`.
    pub style: String,
    /// The version of the entities specification that the form declares.
    pub entities_version: Option<String>,
    /// The prefix before a submission by SMS and its like; as written, unused.
    pub other: BTreeMap<String, String>,
}

/// An entity that a submission makes or changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EntityTarget {
    /// The `entity` element.
    pub node: NodeId,
    /// The entity list.
    pub dataset: String,
    /// The repeat each of whose rows makes one; none: one for each submission.
    pub repeat: Option<NodeId>,
    /// What is saved: property and node.
    pub properties: Vec<(String, NodeId)>,
}

/// A compiled form.
#[derive(Debug, Clone, PartialEq)]
pub struct Definition {
    /// The form's id, such as `F02`.
    pub id: String,
    /// The version, as written; empty if none.
    pub version: String,
    /// The title.
    pub title: Texts,
    /// SHA-256 of the source bytes (of CSV: the three texts with a zero byte between).
    pub hash: Digest,
    /// The language codes in document order (`English (en)` → `en`), as in [`Itext::languages`].
    pub languages: Vec<String>,
    /// All nodes in document order; the first is the form itself.
    pub nodes: Vec<Node>,
    /// All controls in body order; the first is the body itself.
    pub controls: Vec<Control>,
    /// The texts of the form.
    pub itext: Itext,
    /// Data beside the answers, by id.
    pub instances: BTreeMap<String, SecondaryInstance>,
    /// Files that expressions look up beside instances: of `pulldata`, `search()` and queries.
    pub files: BTreeSet<String>,
    /// What the form does by itself, in document order.
    pub actions: Vec<Action>,
    /// The entities that a submission makes or changes.
    pub entities: Vec<EntityTarget>,
    /// `meta/instanceName`.
    pub instance_name: Option<NodeId>,
    /// `meta/instanceID`.
    pub instance_id: Option<NodeId>,
    /// What the form says about itself.
    pub settings: Settings,
    /// What the author should look at, though the form opens.
    pub warnings: Vec<FormError>,
    /// The primary instance with its namespaces, attributes, templates and initial rows.
    pub source: Arc<Document>,
    /// The element of the form itself in `source`.
    pub source_root: XmlId,
    pub(super) graph: Graph,
    /// How many slots a scope has: the form itself, and each repeat.
    pub(super) slots: BTreeMap<NodeId, Vec<NodeId>>,
}

impl Definition {
    /// A node.
    ///
    /// # Panics
    /// If `id` is not of this form; ids come from the form itself.
    #[must_use]
    pub fn node(&self, id: NodeId) -> &Node {
        &self.nodes[id.index()]
    }

    /// A control.
    ///
    /// # Panics
    /// If `id` is not of this form; ids come from the form itself.
    #[must_use]
    pub fn control(&self, id: ControlId) -> &Control {
        &self.controls[id.index()]
    }

    /// The control that shows a node first.
    #[must_use]
    pub fn control_of(&self, node: NodeId) -> Option<&Control> {
        self.node(node).control().map(|id| self.control(id))
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

    /// The choices that stand in the form itself for the question that shows `node`.
    #[must_use]
    pub fn choices(&self, node: &Node) -> &[Choice] {
        match node.control().and_then(|id| self.control(id).choices.as_ref()) {
            Some(ChoiceSource::Inline(choices)) => choices,
            _ => &[],
        }
    }

    /// Every file beside the form that it can read, with its ending, as a manifest names them.
    #[must_use]
    pub fn files_beside(&self) -> BTreeSet<String> {
        let of = |one: &SecondaryInstance| match &one.data {
            InstanceData::File { name, .. } => Some(name.clone()),
            _ => None,
        };
        let queried = |name: &String| name == "itemsets.csv" && self.has_sheets();
        let looked_up = self.files.iter().filter(|name| !queried(name)).cloned();
        self.instances.values().filter_map(of).chain(looked_up).collect()
    }

    fn has_sheets(&self) -> bool {
        self.instances.values().any(|one| matches!(one.data, InstanceData::Sheet(_)))
    }

    /// Takes in the lists of the sheet external_choices, as instances that queries name.
    pub(super) fn add_sheets(&mut self, lists: BTreeMap<String, MemoryList>) {
        for (id, list) in lists {
            let data = InstanceData::Sheet(Arc::new(list));
            let origin = self.controls[0].origin.clone();
            let instance = SecondaryInstance { id: id.clone(), data, used: true, origin };
            self.instances.entry(id).or_insert(instance);
        }
    }

    /// What words say in a language, by its code, where nothing is filled in: every value in them
    /// is shown as "…".
    #[must_use]
    pub fn plain(&self, words: &Words, language: &str) -> String {
        let parts = match words {
            Words::Silent => return String::new(),
            Words::Inline(parts) => parts.as_slice(),
            Words::Itext(id) => {
                let named = self.languages.iter().position(|code| code == language);
                let language = named.unwrap_or(self.itext.default);
                self.itext.get(*id, language, &TextForm::Plain).unwrap_or_default()
            }
        };
        let text = |part: &Part| match part {
            Part::Literal(text) => text.to_string(),
            Part::Output(_) => "…".to_owned(),
        };
        parts.iter().map(text).collect()
    }

    /// The texts of a path element for node `id` below the repeat it lies in.
    pub(super) fn element(&self, id: NodeId) -> Value {
        let top = self.node(id).repeats.last().copied().unwrap_or(NodeId::ROOT);
        Value::text(&self.below(id, top))
    }
}

//! What the passes over an XForm work on together. Each pass is a file with an `impl Build`.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use super::paths::{NameIndex, PlainPath};
use super::report::{Report, Spot};
use crate::forms::definition::{
    Action, Control, ControlId, Itext, Node, NodeId, SecondaryInstance, TextId,
};
use crate::forms::problem::Rule;
use crate::forms::xml::{Document, XmlId};

/// A form on its way.
#[derive(Debug)]
pub(super) struct Build<'d> {
    pub(super) doc: &'d Document,
    pub(super) report: Report<'d>,
    pub(super) nodes: Vec<Node>,
    pub(super) index: NameIndex,
    /// The nodes that bind ids name; none if the bind leads nowhere.
    pub(super) bind_ids: HashMap<String, Option<NodeId>>,
    /// Every bind that leads to a node, in document order.
    pub(super) binds: Vec<(NodeId, XmlId)>,
    pub(super) controls: Vec<Control>,
    pub(super) itext: Itext,
    /// By language: are there texts that the default language does not have?
    pub(super) strays: Vec<bool>,
    /// The node at which each text is shown first.
    pub(super) shown: HashMap<TextId, NodeId>,
    /// The texts as elements: id, language, `value` element.
    pub(super) values: Vec<(TextId, usize, XmlId)>,
    /// The texts by id: where they are in `values`.
    pub(super) text_values: HashMap<TextId, Vec<usize>>,
    pub(super) instances: BTreeMap<String, SecondaryInstance>,
    /// The instances that an expression names.
    pub(super) used: HashSet<String>,
    /// The files that expressions look up beside instances.
    pub(super) files: BTreeSet<String>,
    /// The nodes that make each property of a node change, by the attribute it stands in.
    pub(super) reads: HashMap<(NodeId, &'static str), Vec<NodeId>>,
    /// What actions set: the element, its target, and the nodes that its value is made from.
    pub(super) set: Vec<(XmlId, NodeId, Vec<NodeId>)>,
    /// Actions to be read once every node is known: the element, and the control around it.
    pub(super) waiting: Vec<(XmlId, Option<ControlId>)>,
    pub(super) actions: Vec<Action>,
}

impl<'d> Build<'d> {
    pub(super) fn new(doc: &'d Document, report: Report<'d>, nodes: Vec<Node>) -> Self {
        Self {
            doc,
            report,
            index: NameIndex::of(&nodes),
            nodes,
            bind_ids: HashMap::new(),
            binds: Vec::new(),
            controls: Vec::new(),
            itext: Itext::default(),
            strays: Vec::new(),
            shown: HashMap::new(),
            values: Vec::new(),
            text_values: HashMap::new(),
            instances: BTreeMap::new(),
            used: HashSet::new(),
            files: BTreeSet::new(),
            reads: HashMap::new(),
            set: Vec::new(),
            waiting: Vec::new(),
            actions: Vec::new(),
        }
    }

    /// The value of an attribute, whatever its namespace.
    pub(super) fn attribute(&self, id: XmlId, local: &str) -> Option<&'d str> {
        super::outline::attribute(self.doc, id, local)
    }

    pub(super) fn node(&self, id: NodeId) -> &Node {
        &self.nodes[id.index()]
    }

    /// `/data/g/a`
    pub(super) fn path_of(&self, id: NodeId) -> String {
        let mut names: Vec<String> = Vec::new();
        let mut at = Some(id);
        while let Some(here) = at {
            names.push(self.node(here).name.chars().take(48).collect());
            at = self.node(here).parent;
            if names.len() == 24 && at.is_some() {
                names.push("…".to_owned());
                break;
            }
        }
        names.reverse();
        format!("/{}", names.join("/"))
    }

    /// The node that an attribute names from `from`; what is no path, or leads nowhere, is reported.
    pub(super) fn target(&mut self, id: XmlId, local: &str, from: NodeId) -> Option<NodeId> {
        let text = self.attribute(id, local)?;
        let spot = Spot::Attribute(id, local);
        let Some(path) = PlainPath::read(text) else {
            self.not_a_path(spot, text);
            return None;
        };
        let found = self.index.follow(&self.nodes, from, &path);
        if found.is_none() {
            self.report.say(spot, Rule::MissingNode(text.trim().to_owned()));
        }
        found
    }

    /// Says why a text is not a plain path: it cannot be read, or it is more than that.
    pub(super) fn not_a_path(&mut self, spot: Spot<'_>, text: &str) {
        match crate::forms::xpath::parse(text) {
            Err(error) => {
                let rule = super::refused::in_words(error.rule);
                self.report.say_at(spot, error.span.start, rule);
            }
            Ok(_) => self.report.say(spot, Rule::NotAPath(text.trim().to_owned())),
        }
    }
}

//! The nodes of a form from its primary instance: structure only, before any bind is read.
//!
//! A repeat is one node, whose shape is that of its template, else of its first row. Which elements
//! repeat is told by the body, so their paths are gathered first.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::outline::{Outline, attribute};
use super::paths::{PlainPath, PlainStep};
use super::report::{Report, Spot};
use crate::forms::definition::{
    DataType, Node, NodeId, NodeKind, Parameters, QuestionType, Texts, Words,
};
use crate::forms::problem::Rule;
use crate::forms::xml::{Document, XmlId};

/// The namespace of JavaRosa's own attributes.
pub(super) const JAVAROSA: &str = "http://openrosa.org/javarosa";

/// The paths that the body names, as a tree of names without prefixes, and which of them repeat.
/// Place 0 is above the form.
#[derive(Debug, Default)]
pub(super) struct Repeats {
    parents: Vec<u32>,
    children: HashMap<(u32, String), u32>,
    repeating: HashSet<u32>,
}

impl Repeats {
    fn add(&mut self, parent: u32, name: &str) -> u32 {
        let next = u32::try_from(self.parents.len()).unwrap_or(u32::MAX);
        let place = *self.children.entry((parent, name.to_owned())).or_insert(next);
        if place == next {
            self.parents.push(parent);
        }
        place
    }

    fn child(&self, parent: Option<u32>, name: &str) -> Option<u32> {
        self.children.get(&(parent?, name.to_owned())).copied()
    }

    fn is_repeating(&self, place: Option<u32>) -> bool {
        place.is_some_and(|place| self.repeating.contains(&place))
    }

    /// Where a path leads from a place.
    fn follow(&mut self, text: &str, from: u32) -> Option<u32> {
        let path = PlainPath::read(text)?;
        let mut at = if path.absolute { 0 } else { from };
        for step in &path.steps {
            at = match step {
                PlainStep::Here => at,
                PlainStep::Up if at == 0 => return None,
                PlainStep::Up => self.parents[at as usize],
                PlainStep::Child(_, local) => self.add(at, local),
                PlainStep::Attribute(_) => return None,
            };
        }
        Some(at)
    }
}

/// Everything that repeats, as the body says.
pub(super) fn repeats(doc: &Document, outline: &Outline) -> Repeats {
    let mut found = Repeats { parents: vec![0], ..Repeats::default() };
    let binds = &outline.binds;
    let by_id: HashMap<&str, &str> = binds
        .iter()
        .filter_map(|bind| Some((attribute(doc, *bind, "id")?, attribute(doc, *bind, "nodeset")?)))
        .collect();
    let root = outline.instances.first().map_or("", |inside| &doc.name(inside.root).local);
    let top = found.add(0, root);
    let mut open: Vec<(XmlId, u32)> = outline.body.iter().map(|control| (*control, top)).collect();
    while let Some((id, above)) = open.pop() {
        let name = doc.name(id).local.as_str();
        let text = match attribute(doc, id, "bind") {
            Some(bind) => by_id.get(bind).copied(),
            None => attribute(doc, id, "nodeset").or_else(|| attribute(doc, id, "ref")),
        };
        let here = text.and_then(|text| found.follow(text, above)).unwrap_or(above);
        if name == "repeat" {
            found.repeating.insert(here);
        }
        open.extend(doc.elements(id).map(|child| (child, here)));
    }
    found
}

struct Grower<'d, 'r> {
    doc: &'d Document,
    repeats: &'r Repeats,
    nodes: Vec<Node>,
}

/// Builds the nodes; the first is the form itself.
pub(super) fn grow(
    doc: &Document,
    root: XmlId,
    repeats: &Repeats,
    report: &mut Report<'_>,
) -> Vec<Node> {
    let mut grower = Grower { doc, repeats, nodes: Vec::new() };
    let place = repeats.child(Some(0), &doc.name(root).local);
    if repeats.is_repeating(place) {
        report.say(Spot::Element(root), Rule::RepeatOfForm);
    }
    grower.element(root, None, place, true, report);
    grower.nodes
}

/// A node that says nothing yet.
fn blank(id: NodeId, name: String, prefix: &str, element: XmlId, parent: Option<NodeId>) -> Node {
    Node {
        id,
        name,
        prefix: prefix.to_owned(),
        element,
        is_attribute: false,
        kind: NodeKind::Group,
        data: DataType::Untyped,
        parent,
        children: Vec::new(),
        controls: Vec::new(),
        origin: crate::forms::xml::Origin::Nowhere,
        relevant: None,
        required: None,
        readonly: None,
        constraint: None,
        calculation: None,
        constraint_message: Words::Silent,
        required_message: Words::Silent,
        preload: None,
        initial: None,
        parameters: Parameters::default(),
        attributes: BTreeMap::new(),
        save_to: None,
        stop: None,
        stop_message: Texts::default(),
        personal: false,
        repeats: Vec::new(),
        slot: 0,
    }
}

impl Grower<'_, '_> {
    fn add(
        &mut self,
        name: String,
        prefix: &str,
        element: XmlId,
        parent: Option<NodeId>,
    ) -> NodeId {
        let id = NodeId(u32::try_from(self.nodes.len()).unwrap_or(u32::MAX));
        let mut node = blank(id, name, prefix, element, parent);
        node.origin = self.doc.origin(element);
        if let Some(parent) = parent {
            let above = &mut self.nodes[parent.index()];
            above.children.push(id);
            node.repeats.clone_from(&above.repeats);
            if above.kind == NodeKind::Repeat {
                node.repeats.push(parent);
            }
        }
        self.nodes.push(node);
        id
    }

    fn element(
        &mut self,
        element: XmlId,
        parent: Option<NodeId>,
        place: Option<u32>,
        templates: bool,
        report: &mut Report<'_>,
    ) {
        let name = self.doc.name(element);
        let id = self.add(name.local.clone(), &name.prefix, element, parent);
        let repeats = parent.is_some() && self.repeats.is_repeating(place);
        let leaf = self.doc.elements(element).next().is_none();
        self.nodes[id.index()].kind = match (repeats, leaf) {
            (true, _) => NodeKind::Repeat,
            (false, true) => NodeKind::Question(QuestionType::Hidden),
            (false, false) => NodeKind::Group,
        };
        self.attributes(element, id);
        let templates = templates && (!repeats || is_template(self.doc, element));
        for (local, twins) in self.families(element) {
            let below = self.repeats.child(place, &local);
            let repeats = self.repeats.is_repeating(below);
            for twin in self.chosen(&local, twins, repeats, templates, report) {
                self.element(twin, Some(id), below, templates, report);
            }
        }
    }

    fn attributes(&mut self, element: XmlId, id: NodeId) {
        let doc = self.doc;
        for attribute in doc.attributes(element).filter(|one| one.name.namespace != JAVAROSA) {
            let name = format!("@{}", attribute.name.local);
            let made = self.add(name, &attribute.name.prefix, element, Some(id));
            let node = &mut self.nodes[made.index()];
            node.is_attribute = true;
            node.kind = NodeKind::Question(QuestionType::Hidden);
        }
    }

    /// The children by name, in the order of their first.
    fn families(&self, element: XmlId) -> Vec<(String, Vec<XmlId>)> {
        let mut order: Vec<(String, Vec<XmlId>)> = Vec::new();
        let mut known: HashMap<&str, usize> = HashMap::new();
        for child in self.doc.elements(element) {
            let local = self.doc.name(child).local.as_str();
            let at = *known.entry(local).or_insert_with(|| {
                order.push((local.to_owned(), Vec::new()));
                order.len() - 1
            });
            order[at].1.push(child);
        }
        order
    }

    /// Of the children of one name, those that become nodes: of a repeat, one.
    fn chosen(
        &self,
        local: &str,
        twins: Vec<XmlId>,
        repeats: bool,
        templates: bool,
        report: &mut Report<'_>,
    ) -> Vec<XmlId> {
        let (marked, rows): (Vec<XmlId>, Vec<XmlId>) =
            twins.into_iter().partition(|twin| is_template(self.doc, *twin));
        if let Some(second) = marked.get(1) {
            report.say(Spot::Element(*second), Rule::SecondTemplate(local.to_owned()));
        }
        if repeats {
            let template = marked.first().filter(|_| templates);
            return template.or(rows.first()).copied().into_iter().collect();
        }
        if let Some(useless) = marked.first() {
            report.say(Spot::Element(*useless), Rule::UselessTemplate(local.to_owned()));
        }
        if let Some(twin) = rows.get(1) {
            report.say(Spot::Element(*twin), Rule::TwinNodes(local.to_owned()));
        }
        rows
    }
}

/// Is it the template of a repeat?
pub(super) fn is_template(doc: &Document, element: XmlId) -> bool {
    doc.attribute(element, JAVAROSA, "template").is_some()
}

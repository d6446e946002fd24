//! The body: controls with their words, and whether each stands where its node allows.

use std::collections::BTreeMap;

use super::build::Build;
use super::outline::{is_action, is_control};
use super::report::Spot;
use super::tree::JAVAROSA;
use crate::forms::definition::{
    Appearance, Captions, Control, ControlId, ControlKind, DataType, MediaKind, NodeId, NodeKind,
    Parameters, Words,
};
use crate::forms::problem::Rule;
use crate::forms::xml::XmlId;

/// The captions of a repeat, in JavaRosa's namespace.
const CAPTIONS: [&str; 9] = [
    "chooseCaption",
    "addCaption",
    "delCaption",
    "doneCaption",
    "addEmptyCaption",
    "doneEmptyCaption",
    "entryHeader",
    "delHeader",
    "mainHeader",
];

/// What is around a control.
#[derive(Debug, Clone, Copy)]
pub(super) struct Around {
    pub(super) parent: ControlId,
    /// The nearest node that a control around it shows.
    pub(super) node: NodeId,
    /// The nearest repeat around it.
    pub(super) repeat: Option<NodeId>,
}

impl Build<'_> {
    /// Reads the body.
    pub(super) fn body(&mut self, tops: &[XmlId]) {
        let id = self.add_control(ControlKind::Body, None, None, XmlId(0));
        let around = Around { parent: id, node: NodeId::ROOT, repeat: None };
        for top in tops {
            self.control(*top, around);
        }
    }

    pub(super) fn add_control(
        &mut self,
        kind: ControlKind,
        node: Option<NodeId>,
        parent: Option<ControlId>,
        element: XmlId,
    ) -> ControlId {
        let id = ControlId(u32::try_from(self.controls.len()).unwrap_or(u32::MAX));
        self.controls.push(Control {
            id,
            kind,
            node,
            parent,
            children: Vec::new(),
            origin: self.doc.origin(element),
            label: Words::Silent,
            hint: Words::Silent,
            appearance: Vec::new(),
            parameters: Parameters::default(),
            choices: None,
            search: None,
            query: None,
            count: None,
            no_add_remove: false,
            captions: Captions(BTreeMap::new()),
        });
        if let Some(parent) = parent {
            self.controls[parent.index()].children.push(id);
        }
        if let Some(node) = node {
            self.nodes[node.index()].controls.push(id);
        }
        id
    }

    pub(super) fn control(&mut self, element: XmlId, around: Around) {
        match self.doc.name(element).local.as_str() {
            "group" => self.group(element, around),
            "repeat" => self.repeat(element, around, Words::Silent),
            name if is_control(name) => self.question(element, around),
            name => {
                // Unknown elements are passed over, what is in them is not.
                let rule = match is_action(name) {
                    true => Rule::IgnoredAction,
                    false => Rule::UnknownInBody(name.to_owned()),
                };
                if self.doc.name(element).namespace != JAVAROSA {
                    self.report.say(Spot::Element(element), rule);
                }
                let inner: Vec<XmlId> = self.doc.elements(element).collect();
                for child in inner {
                    self.control(child, around);
                }
            }
        }
    }

    /// The node that a control shows, by `bind` or by a path; reported if there is none.
    fn shown_node(&mut self, element: XmlId, path: &str, from: NodeId) -> Option<NodeId> {
        let Some(bind) = self.attribute(element, "bind") else {
            return self.target(element, path, from);
        };
        match self.bind_ids.get(bind) {
            Some(node) => {
                if node.is_none() {
                    let rule = Rule::MissingNode(bind.to_owned());
                    self.report.say(Spot::Attribute(element, "bind"), rule);
                }
                *node
            }
            None => {
                let rule = Rule::UnknownBindId(bind.to_owned());
                self.report.say(Spot::Attribute(element, "bind"), rule);
                None
            }
        }
    }

    fn has(&self, element: XmlId, local: &str) -> bool {
        self.attribute(element, local).is_some()
    }

    fn group(&mut self, element: XmlId, around: Around) {
        let path = if self.has(element, "ref") { "ref" } else { "nodeset" };
        let named = self.has(element, path) || self.has(element, "bind");
        let sole = self.sole_repeat(element);
        // A group around nothing but a repeat is that repeat's label, and is checked no further.
        let before = self.report.found.len();
        let node = if named { self.shown_node(element, path, around.node) } else { None };
        if sole.is_some() {
            self.report.found.truncate(before);
        }
        let at = node.unwrap_or(around.node);
        if let Some(repeat) = sole {
            let label = self.label_of(element, at);
            return self.repeat(repeat, Around { node: at, ..around }, label);
        }
        let id = self.add_control(ControlKind::Group, node, Some(around.parent), element);
        if let Some(node) = node {
            self.check_place(element, node, around, false);
        }
        let label = self.label_of(element, at);
        self.controls[id.index()].label = label;
        self.looks(id, element);
        self.inside(element, Around { parent: id, node: at, ..around });
    }

    fn label_of(&mut self, element: XmlId, at: NodeId) -> Words {
        let mut label = Words::Silent;
        let labels: Vec<XmlId> =
            self.doc.elements(element).filter(|e| self.doc.name(*e).local == "label").collect();
        for one in labels {
            label = self.words(one, at);
        }
        label
    }

    /// The repeat in a group that holds no other control.
    fn sole_repeat(&self, group: XmlId) -> Option<XmlId> {
        let mut found = None;
        let mut open: Vec<XmlId> = self.doc.elements(group).collect();
        while let Some(element) = open.pop() {
            let name = self.doc.name(element).local.as_str();
            if is_control(name) {
                if found.is_some() || name != "repeat" {
                    return None;
                }
                found = Some(element);
            } else if name != "label" && !is_action(name) {
                open.extend(self.doc.elements(element));
            }
        }
        found
    }

    fn repeat(&mut self, element: XmlId, around: Around, label: Words) {
        if !self.has(element, "nodeset") && !self.has(element, "bind") {
            let rule = Rule::MissingAttribute { element: "repeat".into(), attribute: "nodeset" };
            return self.report.say(Spot::Element(element), rule);
        }
        let Some(node) = self.shown_node(element, "nodeset", around.node) else { return };
        let id = self.add_control(ControlKind::Repeat, Some(node), Some(around.parent), element);
        self.check_place(element, node, around, true);
        self.looks(id, element);
        let control = &mut self.controls[id.index()];
        control.label = label;
        let counted = self.doc.attribute(element, JAVAROSA, "count").is_some();
        control.no_add_remove =
            counted || self.doc.attribute(element, JAVAROSA, "noAddRemove").is_some();
        if counted {
            let count = self.count(element, around.node);
            self.controls[id.index()].count = count;
        }
        self.inside(element, Around { parent: id, node, repeat: Some(node) });
    }

    /// What is in a group or repeat.
    fn inside(&mut self, element: XmlId, around: Around) {
        let is_repeat = self.controls[around.parent.index()].kind == ControlKind::Repeat;
        let inner: Vec<XmlId> = self.doc.elements(element).collect();
        for child in inner {
            let name = self.doc.name(child);
            match name.local.as_str() {
                // That of a repeat stands in the group around it.
                "label" => {}
                local if is_repeat && is_action(local) => {
                    self.waiting.push((child, Some(around.parent)));
                }
                local if is_repeat && CAPTIONS.contains(&local) && name.namespace == JAVAROSA => {
                    let words = self.inline(child, around.node);
                    let captions = &mut self.controls[around.parent.index()].captions;
                    captions.0.insert(local.to_owned(), words);
                }
                _ => self.control(child, around),
            }
        }
    }

    fn question(&mut self, element: XmlId, around: Around) {
        let name = self.doc.name(element).local.as_str();
        if !self.has(element, "ref") && !self.has(element, "bind") {
            let rule = Rule::MissingAttribute { element: name.to_owned(), attribute: "ref" };
            return self.report.say(Spot::Element(element), rule);
        }
        let kind = match name {
            "input" => ControlKind::Input,
            "secret" => ControlKind::Secret,
            "select1" => ControlKind::Select1,
            "select" => ControlKind::Select,
            "rank" => ControlKind::Rank,
            "range" => ControlKind::Range(self.range(element)),
            "trigger" => ControlKind::Trigger,
            _ => ControlKind::Upload(media(self.attribute(element, "mediatype"))),
        };
        let Some(node) = self.shown_node(element, "ref", around.node) else { return };
        let id = self.add_control(kind, Some(node), Some(around.parent), element);
        self.check_place(element, node, around, false);
        self.looks(id, element);
        self.select_type(id, node, element);
        let inner: Vec<XmlId> = self.doc.elements(element).collect();
        for child in &inner {
            match self.doc.name(*child).local.as_str() {
                "label" => {
                    let words = self.words(*child, node);
                    self.controls[id.index()].label = words;
                }
                "hint" => {
                    let words = self.words(*child, node);
                    self.controls[id.index()].hint = words;
                }
                local if is_action(local) => self.waiting.push((*child, Some(id))),
                _ => {}
            }
        }
        if self.controls[id.index()].is_select() {
            self.choices(id, element, &inner);
        } else if self.controls[id.index()].kind == ControlKind::Input {
            self.query(id, element, node);
        }
    }

    /// A select makes its node's values codes, unless its bind says that they are something else.
    fn select_type(&mut self, id: ControlId, node: NodeId, element: XmlId) {
        let wanted = match self.controls[id.index()].kind {
            ControlKind::Select1 => DataType::Choice,
            ControlKind::Select | ControlKind::Rank => DataType::Choices,
            _ => return,
        };
        let data = &mut self.nodes[node.index()].data;
        match data {
            DataType::Choice | DataType::Choices => {}
            DataType::Untyped | DataType::Text => *data = wanted,
            _ => {
                let rule = Rule::UnknownDataType(format!("{data:?}").to_lowercase());
                self.report.tolerate(Spot::Element(element), rule);
            }
        }
    }

    /// A node must lie in the very repeats that are around its control.
    fn check_place(&mut self, element: XmlId, node: NodeId, around: Around, repeats: bool) {
        let mut chain = self.node(node).repeats.clone();
        if self.node(node).kind == NodeKind::Repeat {
            chain.push(node);
        }
        let own = usize::from(repeats && chain.last() == Some(&node));
        let path = self.path_of(node);
        let spot = Spot::Element(element);
        let Some(repeat) = around.repeat else {
            if chain.len() > own {
                let repeat = self.path_of(chain[0]);
                self.report.say(spot, Rule::InsideRepeat { path, repeat });
            }
            return;
        };
        match chain.iter().position(|one| *one == repeat) {
            None => {
                let repeat = self.path_of(repeat);
                self.report.say(spot, Rule::OutsideRepeat { path, repeat });
            }
            Some(at) if repeats && node == repeat => {
                let repeat = self.path_of(chain[at]);
                self.report.say(spot, Rule::InsideRepeat { path, repeat });
            }
            Some(at) if chain.len() > at + 1 + own => {
                let repeat = self.path_of(chain[at + 1]);
                self.report.say(spot, Rule::InsideRepeat { path, repeat });
            }
            Some(_) => {}
        }
    }

    /// Appearance and parameters.
    fn looks(&mut self, id: ControlId, element: XmlId) {
        let words = Appearance::words(self.attribute(element, "appearance").unwrap_or_default());
        let doc = self.doc;
        let control = &mut self.controls[id.index()];
        control.appearance = words.into_iter().map(Appearance::named).collect();
        let plain = ["ref", "bind", "nodeset", "appearance", "mediatype", "start", "end", "step"];
        let read = ["count", "noAddRemove", "query"];
        for one in doc.attributes(element) {
            let local = one.name.local.as_str();
            if !plain.contains(&local) && !read.contains(&local) {
                control.parameters.read(local, one.value);
            }
        }
    }
}

fn media(mediatype: Option<&str>) -> MediaKind {
    match mediatype {
        Some("image/*") => MediaKind::Image,
        Some("audio/*") => MediaKind::Audio,
        Some("video/*") => MediaKind::Video,
        Some("osm/*") => MediaKind::Osm,
        _ => MediaKind::File,
    }
}

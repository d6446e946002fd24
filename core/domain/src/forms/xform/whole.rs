//! What a form says about itself: id, version, title, submission, entities; and the layout of its
//! values.

use std::collections::BTreeMap;

use super::binds::ENTITIES;
use super::build::Build;
use super::outline::{Outline, attribute};
use crate::forms::definition::{EntityTarget, Node, NodeId, NodeKind, Settings, Texts};
use crate::forms::xml::{Document, XmlId};

/// The id of a form: its attribute `id`, else its namespace if it is not that of forms.
pub(super) fn form_id(doc: &Document, root: XmlId) -> String {
    if let Some(id) = attribute(doc, root, "id") {
        return id.to_owned();
    }
    let namespace = &doc.name(root).namespace;
    let above = doc.parent(root).map(|above| &doc.name(above).namespace);
    if above == Some(namespace) { String::new() } else { namespace.clone() }
}

/// The title, the same in every language.
pub(super) fn title(doc: &Document, outline: &Outline) -> Texts {
    let text = outline.title.map(|title| doc.string_value(title).trim().to_owned());
    let text = text.filter(|text| !text.is_empty());
    Texts(text.into_iter().map(|text| (String::new(), text)).collect())
}

/// Where and how it is sent.
pub(super) fn settings(doc: &Document, outline: &Outline) -> Settings {
    let mut settings = Settings::default();
    let class = outline.frame.and_then(|body| attribute(doc, body, "class"));
    class.unwrap_or_default().clone_into(&mut settings.style);
    let version = outline.model.and_then(|m| doc.attribute(m, ENTITIES, "entities-version"));
    settings.entities_version = version.map(str::to_owned);
    for one in outline.submission.into_iter().flat_map(|submission| doc.attributes(submission)) {
        let value = one.value.to_owned();
        match one.name.local.as_str() {
            "action" => settings.submission_url = Some(value),
            "base64RsaPublicKey" => settings.public_key = Some(value),
            "auto-send" => settings.auto_send = Some(value),
            "auto-delete" => settings.auto_delete = Some(value),
            _ => {
                settings.other.insert(one.name.qualified(), value);
            }
        }
    }
    settings
}

impl Build<'_> {
    /// A child of `meta`.
    pub(super) fn meta(&self, name: &str) -> Option<NodeId> {
        let meta = self.index.child(&self.nodes, NodeId::ROOT, "", "meta")?;
        self.index.child(&self.nodes, meta, "", name)
    }

    /// The entities: every `meta/entity` with a list, of the form or of a repeat.
    pub(super) fn entities(&self) -> Vec<EntityTarget> {
        let is_entity = |node: &&Node| {
            let meta = node.parent.map(|parent| self.node(parent).name.as_str());
            node.name == "entity" && meta == Some("meta")
        };
        let mut found: Vec<EntityTarget> = Vec::new();
        for node in self.nodes.iter().filter(is_entity) {
            let dataset = self.doc.attribute(node.element, "", "dataset").unwrap_or_default();
            found.push(EntityTarget {
                node: node.id,
                dataset: dataset.to_owned(),
                repeat: node.repeats.last().copied(),
                properties: Vec::new(),
            });
        }
        for node in &self.nodes {
            let Some(property) = &node.save_to else { continue };
            // Of the entities around it, the innermost is meant.
            let around = |target: &&mut EntityTarget| {
                target.repeat.is_none_or(|repeat| node.repeats.contains(&repeat))
            };
            let depth = |target: &&mut EntityTarget| {
                target.repeat.map_or(0, |repeat| self.node(repeat).repeats.len() + 1)
            };
            if let Some(target) = found.iter_mut().filter(around).max_by_key(depth) {
                target.properties.push((property.clone(), node.id));
            }
        }
        found
    }

    /// Gives every node its slot within the innermost repeat around it.
    pub(super) fn lay_out(&mut self) -> BTreeMap<NodeId, Vec<NodeId>> {
        let mut slots: BTreeMap<NodeId, Vec<NodeId>> = BTreeMap::new();
        slots.insert(NodeId::ROOT, Vec::new());
        for node in &mut self.nodes {
            let scope = node.repeats.last().copied().unwrap_or(NodeId::ROOT);
            let scope = slots.entry(scope).or_default();
            node.slot = scope.len();
            scope.push(node.id);
            if node.kind == NodeKind::Repeat {
                slots.entry(node.id).or_default();
            }
        }
        slots
    }
}

//! Binds: which node each is about, and what it says of it.

use std::collections::HashSet;

use super::build::Build;
use super::paths::PlainPath;
use super::report::Spot;
use super::tree::JAVAROSA;
use crate::forms::definition::{DataType, NodeId, Preload};
use crate::forms::problem::Rule;
use crate::forms::xml::XmlId;

/// The namespace of the columns that are ours.
const SAKSI: &str = "https://saksi.org/xforms";
/// The namespace of entities.
pub(super) const ENTITIES: &str = "http://www.opendatakit.org/xforms/entities";
/// The attributes without namespace that a bind is read for.
const READ: [&str; 9] = [
    "id",
    "nodeset",
    "type",
    "relevant",
    "required",
    "readonly",
    "constraint",
    "calculate",
    "constraintMsg",
];

impl Build<'_> {
    /// Finds the node of every bind; one that leads nowhere is passed over.
    pub(super) fn find_binds(&mut self, binds: &[XmlId]) {
        let mut bound = HashSet::new();
        for bind in binds {
            let node = self.bind_target(*bind);
            if let Some(id) = self.doc.attribute(*bind, "", "id")
                && self.bind_ids.insert(id.to_owned(), node).is_some()
            {
                let rule = Rule::DuplicateBindId(id.to_owned());
                self.report.say(Spot::Attribute(*bind, "id"), rule);
            }
            let Some(node) = node else { continue };
            if !bound.insert(node) {
                let rule = Rule::SecondBind(self.path_of(node));
                self.report.say(Spot::Element(*bind), rule);
            }
            self.binds.push((node, *bind));
        }
    }

    fn bind_target(&mut self, bind: XmlId) -> Option<NodeId> {
        let Some(text) = self.attribute(bind, "nodeset") else {
            let rule = Rule::MissingAttribute { element: "bind".into(), attribute: "nodeset" };
            self.report.say(Spot::Element(bind), rule);
            return None;
        };
        let spot = Spot::Attribute(bind, "nodeset");
        let Some(path) = PlainPath::read(text) else {
            // A path with predicates binds nothing, and is no mistake to ODK's engine.
            if text.trim_start().starts_with('/') && crate::forms::xpath::parse(text).is_ok() {
                self.report.tolerate(spot, Rule::NotAPath(text.trim().to_owned()));
            } else {
                self.not_a_path(spot, text);
            }
            return None;
        };
        if path.absolute && path.steps.is_empty() {
            self.report.tolerate(spot, Rule::NotAPath("/".to_owned()));
            return None;
        }
        let found = self.index.follow(&self.nodes, NodeId::ROOT, &path);
        if found.is_none() {
            self.report.tolerate(spot, Rule::MissingNode(text.trim().to_owned()));
        }
        found
    }

    /// Takes over what binds say in plain words; their expressions come later.
    pub(super) fn read_binds(&mut self) {
        for (node, bind) in self.binds.clone() {
            self.data_type(node, bind);
            self.preload(node, bind);
            self.ours(node, bind);
            self.additional(node, bind);
            self.nodes[node.index()].origin = self.doc.origin(bind);
        }
        // Whatever is in a personal group is personal; parents stand before their children.
        for at in 1..self.nodes.len() {
            let above = self.nodes[at].parent.map(|parent| self.nodes[parent.index()].personal);
            self.nodes[at].personal |= above.unwrap_or(false);
        }
    }

    fn data_type(&mut self, node: NodeId, bind: XmlId) {
        let Some(text) = self.attribute(bind, "type") else { return };
        let name = text.split_once(':').map_or(text, |(_, local)| local);
        let found = data_type(name);
        if found == DataType::Unsupported && !UNSUPPORTED.contains(&name) {
            let rule = Rule::UnknownDataType(text.to_owned());
            self.report.say(Spot::Attribute(bind, "type"), rule);
        }
        self.nodes[node.index()].data = found;
    }

    fn preload(&mut self, node: NodeId, bind: XmlId) {
        let handler = self.doc.attribute(bind, JAVAROSA, "preload");
        let params = self.doc.attribute(bind, JAVAROSA, "preloadParams").unwrap_or_default();
        let preload = |handler: &str| Preload { handler: handler.into(), params: params.into() };
        self.nodes[node.index()].preload = handler.map(preload);
    }

    fn ours(&mut self, node: NodeId, bind: XmlId) {
        let doc = self.doc;
        for one in doc.attributes(bind).filter(|one| one.name.namespace == SAKSI) {
            if one.name.local != "personal" {
                continue;
            }
            match one.value.trim().to_lowercase().as_str() {
                "" | "no" | "false" | "false()" => {}
                "yes" | "true" | "true()" => self.nodes[node.index()].personal = true,
                other => {
                    let rule = Rule::NotYesNo(other.to_owned());
                    self.report.say(Spot::Attribute(bind, "personal"), rule);
                }
            }
        }
        let save_to = doc.attribute(bind, ENTITIES, "saveto").map(str::to_owned);
        self.nodes[node.index()].save_to = save_to;
    }

    fn additional(&mut self, node: NodeId, bind: XmlId) {
        let doc = self.doc;
        let read = |one: &crate::forms::xml::Attribute<'_>| {
            let namespace = one.name.namespace.as_str();
            (namespace.is_empty() && READ.contains(&one.name.local.as_str())) || namespace == SAKSI
        };
        for one in doc.attributes(bind).filter(|one| !read(one)) {
            let node = &mut self.nodes[node.index()];
            node.parameters.read(&one.name.local, one.value);
            node.attributes.insert(one.name.qualified(), one.value.to_owned());
        }
    }
}

/// Types that ODK's engine knows by name and keeps as text.
const UNSUPPORTED: [&str; 8] =
    ["gYear", "gMonth", "gDay", "gYearMonth", "gMonthDay", "base64Binary", "hexBinary", "anyURI"];

/// The type of a bind's `type`, without its prefix.
fn data_type(name: &str) -> DataType {
    match name {
        "string" => DataType::Text,
        "int" | "integer" => DataType::Integer,
        "long" => DataType::Long,
        "decimal" | "double" | "float" => DataType::Decimal,
        "date" => DataType::Date,
        "time" => DataType::Time,
        "dateTime" => DataType::DateTime,
        "select1" | "listItem" => DataType::Choice,
        "select" | "listItems" | "rank" => DataType::Choices,
        "boolean" => DataType::Boolean,
        "geopoint" => DataType::Geopoint,
        "geotrace" => DataType::Geotrace,
        "geoshape" => DataType::Geoshape,
        "barcode" => DataType::Barcode,
        "binary" => DataType::Binary,
        _ => DataType::Unsupported,
    }
}

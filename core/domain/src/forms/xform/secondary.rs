//! Secondary instances: those in the form become documents of their own, the others addresses.

use std::collections::HashMap;
use std::sync::Arc;

use super::build::Build;
use super::outline::Inside;
use super::report::Spot;
use crate::forms::definition::{FileKind, InstanceData, SecondaryInstance};
use crate::forms::problem::Rule;
use crate::forms::xml::{Document, XmlId};

impl Build<'_> {
    pub(super) fn secondary(&mut self, instances: &[Inside]) {
        for inside in instances.iter().skip(1) {
            let element = inside.element;
            // Nothing can name an instance without an id.
            let Some(id) = self.doc.attribute(element, "", "id") else { continue };
            let data = match self.attribute(element, "src") {
                Some(src) => self.address(element, src),
                None => {
                    let (doc, root) = copy(self.doc, inside.root);
                    InstanceData::Internal(Arc::new(doc), root)
                }
            };
            let origin = self.doc.origin(element);
            let instance = SecondaryInstance { id: id.to_owned(), data, used: false, origin };
            if self.instances.insert(id.to_owned(), instance).is_some() {
                let rule = Rule::DuplicateInstance(id.to_owned());
                self.report.say(Spot::Attribute(element, "id"), rule);
            }
        }
    }

    fn address(&mut self, element: XmlId, src: &str) -> InstanceData {
        let lower = src.to_lowercase();
        if lower == "jr://instance/last-saved" {
            return InstanceData::LastSaved;
        }
        let schemes = ["jr://file-csv/", "jr://file/"];
        let Some(scheme) = schemes.into_iter().find(|scheme| lower.starts_with(scheme)) else {
            let rule = Rule::InstanceAddress(src.to_owned());
            self.report.say(Spot::Attribute(element, "src"), rule);
            return InstanceData::Blank;
        };
        let kind = match (scheme, lower.rsplit('.').next()) {
            ("jr://file-csv/", _) | (_, Some("csv")) => FileKind::Csv,
            (_, Some("geojson")) => FileKind::GeoJson,
            _ => FileKind::Xml,
        };
        InstanceData::File { name: src[scheme.len()..].to_owned(), kind }
    }
}

/// A document of one element of another, with the namespaces that are declared around it.
pub(super) fn copy(from: &Document, root: XmlId) -> (Document, XmlId) {
    let mut to = Document::new();
    let made = to.add_copy(Document::ROOT, from, root).unwrap_or(Document::ROOT);
    let mut known: Vec<String> = from.declarations(root).map(|(p, _)| p.to_owned()).collect();
    let mut around = from.parent(root);
    while let Some(here) = around {
        for (prefix, uri) in from.declarations(here) {
            if !known.iter().any(|one| one == prefix) {
                known.push(prefix.to_owned());
                to.declare_namespace(made, prefix, uri);
            }
        }
        around = from.parent(here);
    }
    (to, made)
}

/// Where the elements of a tree are in a copy of it.
pub(super) fn moved(
    from: &Document,
    root: XmlId,
    to: &Document,
    made: XmlId,
) -> HashMap<XmlId, XmlId> {
    let mut found = HashMap::new();
    let mut open = vec![(root, made)];
    while let Some((old, new)) = open.pop() {
        found.insert(old, new);
        open.extend(from.elements(old).zip(to.elements(new)));
    }
    found
}

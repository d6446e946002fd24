//! A start tag: its attributes, its declarations, and which namespaces its prefixes mean.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use quick_xml::events::BytesStart;

use super::document::{At, Content, Document, Item, NONE, XmlId};
use super::limits::XmlFault;
use super::name::{XML, XMLNS, XmlName};
use super::scan;

/// A namespace that is in force.
#[derive(Debug)]
struct Binding {
    prefix: String,
    uri: String,
    /// A number for this URI, for the cache of names.
    id: u32,
    depth: usize,
}

/// The namespaces in force and the names already met.
#[derive(Debug, Default)]
pub(super) struct Scope {
    bindings: Vec<Binding>,
    uris: HashMap<String, u32>,
    names: HashMap<String, Vec<(u32, u32)>>,
}

impl Scope {
    pub(super) fn leave(&mut self, depth: usize) {
        while self.bindings.last().is_some_and(|binding| binding.depth > depth) {
            self.bindings.pop();
        }
    }

    fn bind(&mut self, prefix: &str, uri: &str, depth: usize) {
        let next = u32::try_from(self.uris.len()).unwrap_or(u32::MAX - 2) + 2;
        let id = *self.uris.entry(uri.to_owned()).or_insert(next);
        self.bindings.push(Binding { prefix: prefix.to_owned(), uri: uri.to_owned(), id, depth });
    }

    /// The number and URI of a prefix; an attribute without one is in no namespace.
    fn uri(&self, prefix: &str, is_attribute: bool) -> Result<(u32, &str), XmlFault> {
        if prefix == "xml" {
            return Ok((1, XML));
        }
        if prefix.is_empty() && is_attribute {
            return Ok((0, ""));
        }
        match self.bindings.iter().rev().find(|binding| binding.prefix == prefix) {
            Some(binding) => Ok((binding.id, &binding.uri)),
            None if prefix.is_empty() => Ok((0, "")),
            None => Err(XmlFault::UnknownPrefix(prefix.to_owned())),
        }
    }

    fn name(&mut self, doc: &mut Document, raw: &str, attr: bool) -> Result<u32, XmlFault> {
        let (prefix, local) = raw.split_once(':').unwrap_or(("", raw));
        let (uri, namespace) = self.uri(prefix, attr)?;
        if let Some(met) = self.names.get(raw)
            && let Some((_, name)) = met.iter().find(|(known, _)| *known == uri)
        {
            return Ok(*name);
        }
        if !scan::is_name(raw) {
            return Err(XmlFault::BadName(raw.chars().take(40).collect()));
        }
        let name = doc.intern(XmlName::new(prefix, local, namespace));
        self.names.entry(raw.to_owned()).or_default().push((uri, name));
        Ok(name)
    }
}

/// Adds the element of a start tag and gives its id and how many nodes it cost.
pub(super) fn open(
    doc: &mut Document,
    scope: &mut Scope,
    parent: u32,
    depth: usize,
    tag: &BytesStart<'_>,
    at: At,
) -> Result<(XmlId, usize), XmlFault> {
    let element = doc.push(parent, Content::Element(0, NONE, NONE), at);
    let mut plain: Vec<(&str, Cow<'_, str>)> = Vec::new();
    let (mut last, mut count) = (NONE, 1);
    let mut attributes = tag.attributes();
    let raw: Vec<_> =
        attributes.with_checks(false).collect::<Result<_, _>>().map_err(|_| XmlFault::Syntax)?;
    for attribute in &raw {
        count += 1;
        let (key, value) = (attribute.key.0, scan::attribute_value(&attribute.value)?);
        let prefix = match key.split_once(':') {
            Some(("xmlns", prefix)) => prefix,
            None if key == "xmlns" => "",
            _ => {
                plain.push((key, value));
                continue;
            }
        };
        if prefix == "xmlns" || value == XMLNS || !(prefix.is_empty() || scan::is_name(prefix)) {
            return Err(XmlFault::BadName(key.chars().take(40).collect()));
        }
        if prefix == "xml" {
            continue;
        }
        scope.bind(prefix, &value, depth);
        let (name, value) = (doc.intern(XmlName::plain(prefix)), doc.store(&value));
        last =
            doc.push_item(element, last, false, Item { name, value, next: NONE, at: At::Nowhere });
    }
    let name = scope.name(doc, tag.name().0, false)?;
    if let Content::Element(own, ..) = &mut doc.nodes[element.at()].content {
        *own = name;
    }
    keep(doc, scope, element, &plain)?;
    Ok((element, count))
}

fn keep(
    doc: &mut Document,
    scope: &mut Scope,
    element: XmlId,
    plain: &[(&str, Cow<'_, str>)],
) -> Result<(), XmlFault> {
    let mut seen: HashSet<u32> = HashSet::new();
    let mut few: Vec<u32> = Vec::with_capacity(plain.len().min(8));
    let mut last = NONE;
    for (key, value) in plain {
        let name = scope.name(doc, key, true)?;
        // Linear for what people write, hashed for what attackers write.
        let fresh = if plain.len() <= 8 { !few.contains(&name) } else { seen.insert(name) };
        if !fresh {
            return Err(XmlFault::DuplicateAttribute((*key).to_owned()));
        }
        few.push(name);
        let value = doc.store(value);
        last =
            doc.push_item(element, last, true, Item { name, value, next: NONE, at: At::Nowhere });
    }
    Ok(())
}

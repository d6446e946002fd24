//! The instance as XML: what a draft, a submission to Central and other engines read.

use super::Session;
use super::instance::{Instance, ScopeId};
use crate::forms::answer::Answer;
use crate::forms::calendar;
use crate::forms::decimal;
use crate::forms::definition::{DataType, Node, NodeId, NodeKind};
use crate::forms::xml::{Document, XmlId};

const JAVAROSA: &str = "http://openrosa.org/javarosa";
const XFORMS: &str = "http://www.w3.org/2002/xforms";

/// Which parts of an instance are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum InstancePart {
    /// What is asked just now: what Collect saves and sends.
    Relevant,
    /// Everything, so that nothing is lost by going back.
    Everything,
}

impl Session {
    /// The instance as XML, in one line.
    #[must_use]
    pub fn to_xml(&self, part: InstancePart) -> String {
        let mut xml = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>");
        let mut writer = Writer { session: self, part, xml: &mut xml };
        writer.root();
        xml
    }
}

struct Writer<'a> {
    session: &'a Session,
    part: InstancePart,
    xml: &'a mut String,
}

impl Writer<'_> {
    fn root(&mut self) {
        let definition = &self.session.definition;
        let (source, element) = (&definition.source, definition.source_root);
        let name = source.name(element).qualified();
        self.xml.push('<');
        self.xml.push_str(&name);
        for (prefix, uri) in in_scope(source, element) {
            let space = if prefix.is_empty() { String::new() } else { format!(":{prefix}") };
            self.attribute(&format!("xmlns{space}"), &uri);
        }
        self.attributes(Instance::ROOT, NodeId::ROOT, element);
        self.xml.push('>');
        self.children(Instance::ROOT, NodeId::ROOT);
        self.close(&name);
    }

    fn close(&mut self, name: &str) {
        self.xml.push_str("</");
        self.xml.push_str(name);
        self.xml.push('>');
    }

    fn attribute(&mut self, name: &str, value: &str) {
        self.xml.push(' ');
        self.xml.push_str(name);
        self.xml.push_str("=\"");
        escape(value, true, self.xml);
        self.xml.push('"');
    }

    /// The attributes that the form has there, with the values of those that are nodes.
    fn attributes(&mut self, scope: ScopeId, of: NodeId, element: XmlId) {
        let session = self.session;
        let definition = &session.definition;
        for attribute in definition.source.attributes(element) {
            let name = attribute.name;
            if name.namespace == JAVAROSA && matches!(name.local.as_str(), "template" | "recordset")
            {
                continue;
            }
            let is = |id: &&NodeId| {
                let node = definition.node(**id);
                node.is_attribute
                    && node.name.strip_prefix('@') == Some(&name.local)
                    && node.prefix == name.prefix
            };
            match definition.node(of).children.iter().find(is) {
                Some(id) => {
                    let text = session.odk_text(scope, definition.node(*id));
                    if self.is_written(scope, definition.node(*id)) {
                        self.attribute(&name.qualified(), &text.unwrap_or_default());
                    }
                }
                None => self.attribute(&name.qualified(), attribute.value),
            }
        }
    }

    fn is_written(&self, scope: ScopeId, node: &Node) -> bool {
        self.part == InstancePart::Everything || self.session.instance.cell(scope, node).relevant
    }

    /// The children in the order of the form; rows of a repeat that a new row came without stand
    /// behind everything else, as JavaRosa writes them.
    fn children(&mut self, scope: ScopeId, of: NodeId) {
        let session = self.session;
        let definition = &session.definition;
        let mut late: Vec<(u32, NodeId)> = Vec::new();
        for id in &definition.node(of).children {
            let node = definition.node(*id);
            if node.is_attribute {
                continue;
            }
            let cell = session.instance.cell(scope, node);
            if node.kind == NodeKind::Repeat && cell.late > 0 {
                late.push((cell.late, *id));
            } else {
                self.node(scope, node);
            }
        }
        late.sort_unstable();
        for (_, id) in late {
            self.node(scope, definition.node(id));
        }
    }

    fn node(&mut self, scope: ScopeId, node: &Node) {
        if !self.is_written(scope, node) {
            return;
        }
        let session = self.session;
        match node.kind {
            NodeKind::Repeat => {
                for row in &session.instance.cell(scope, node).rows {
                    self.element(*row, node, None);
                }
            }
            NodeKind::Group => self.element(scope, node, None),
            NodeKind::Question(_) => {
                let text = session.odk_text(scope, node).unwrap_or_default();
                self.element(scope, node, Some(&text));
            }
        }
    }

    fn element(&mut self, scope: ScopeId, node: &Node, text: Option<&str>) {
        let colon = if node.prefix.is_empty() { "" } else { ":" };
        let name = format!("{}{colon}{}", node.prefix, node.name);
        self.xml.push('<');
        self.xml.push_str(&name);
        self.attributes(scope, node.id, node.element);
        let before = self.xml.len();
        self.xml.push('>');
        match text {
            Some(text) => escape(text, false, self.xml),
            None => self.children(scope, node.id),
        }
        if self.xml.len() == before + 1 {
            self.xml.truncate(before);
            self.xml.push_str("/>");
        } else {
            self.close(&name);
        }
    }
}

impl Session {
    /// The text of a value as ODK's submissions have it; none if blank.
    pub(super) fn odk_text(&self, scope: ScopeId, node: &Node) -> Option<String> {
        let answer = self.instance.cell(scope, node).answer.as_ref()?;
        let zone = self.context.now.zone_minutes;
        Some(match answer {
            Answer::Boolean(truth) => if *truth { "1" } else { "0" }.to_owned(),
            Answer::Decimal(text) if node.calculation.is_some() && !text.contains('.') => {
                text.clone()
            }
            Answer::Decimal(text) if node.data == DataType::Decimal => {
                text.parse().map_or_else(|_| text.clone(), decimal::odk)
            }
            Answer::Point(point) => point.to_odk(),
            Answer::Trace(points) | Answer::Shape(points) => {
                points.iter().map(|point| point.to_odk()).collect::<Vec<_>>().join(";")
            }
            Answer::Time(text) => calendar::time_in(text, zone).unwrap_or_else(|| text.clone()),
            Answer::DateTime(text) => {
                calendar::date_time_in(text, zone).unwrap_or_else(|| text.clone())
            }
            other => other.to_text(),
        })
    }
}

/// The prefixes that mean something at an element; the outer ones first. The namespace of XForms
/// itself is that of the form, not of its instance.
fn in_scope(source: &Document, element: XmlId) -> Vec<(String, String)> {
    let mut found: Vec<(String, String)> = Vec::new();
    let mut at = Some(element);
    while let Some(id) = at {
        if source.is_element(id) {
            for (prefix, uri) in source.declarations(id) {
                let known = found.iter().any(|(known, _)| known == prefix);
                if !(known || prefix.is_empty() && uri == XFORMS) {
                    found.push((prefix.to_owned(), uri.to_owned()));
                }
            }
        }
        at = source.parent(id);
    }
    found.sort();
    found
}

fn escape(text: &str, in_attribute: bool, xml: &mut String) {
    for c in text.chars() {
        match c {
            '&' => xml.push_str("&amp;"),
            '<' => xml.push_str("&lt;"),
            '>' => xml.push_str("&gt;"),
            '"' if in_attribute => xml.push_str("&quot;"),
            '\n' | '\t' if in_attribute => xml.push_str(&format!("&#{};", c as u32)),
            '\r' => xml.push_str("&#13;"),
            c if is_xml(c) => xml.push(c),
            _ => xml.push('\u{fffd}'),
        }
    }
}

/// May the character stand in XML at all?
fn is_xml(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | ' '..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..)
}

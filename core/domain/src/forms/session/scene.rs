//! What an expression sees: the form being filled in and what lies beside it, as one scene.
//!
//! Nodes that are not asked are not there, and their values are blank, as in JavaRosa.

use std::borrow::Cow;
use std::cmp::Ordering;

use super::Session;
use super::instance::{Instance, ScopeId};
use super::sources::Source;
use super::spot::Spot;
use crate::forms::answer::Answer;
use crate::forms::calendar::Moment;
use crate::forms::definition::{Node, NodeId, NodeKind, TextForm, Words};
use crate::forms::lists::{Filter, ItemList as _, Page, pull};
use crate::forms::xml::{XmlId, XmlKind, XmlName};
use crate::forms::xpath::{
    ItextForm, NameRef, NodeSort, Reference, Scene, date_text, made_id, to_number,
};

/// The session, seen from where an expression stands.
#[derive(Debug, Clone, Copy)]
pub(super) struct View<'a> {
    pub(super) session: &'a Session,
    /// Where texts with values in them are reckoned.
    pub(super) node: NodeId,
    pub(super) scope: ScopeId,
}

const NOTHING: NameRef<'static> = NameRef { prefix: "", local: "", namespace: "" };

fn local(name: &str) -> NameRef<'_> {
    NameRef { local: name, ..NOTHING }
}

impl<'a> View<'a> {
    fn form_node(&self, id: NodeId) -> &'a Node {
        self.session.definition.node(id)
    }

    /// The scope that the children of a node have their cells in, and the node.
    fn inside(&self, spot: Spot) -> Option<(ScopeId, &'a Node)> {
        match spot {
            Spot::Node(scope, id) => Some((scope, self.form_node(id))),
            Spot::Row(row) => Some((row, self.form_node(self.session.instance.scope(row).repeat))),
            _ => None,
        }
    }

    /// The spots of one child of a node: itself, or its rows.
    fn push_child(&self, scope: ScopeId, child: &Node, out: &mut Vec<Spot>) {
        let cell = self.session.instance.cell(scope, child);
        if !cell.relevant {
            return;
        }
        if child.kind == NodeKind::Repeat {
            out.extend(cell.rows.iter().map(|row| Spot::Row(*row)));
        } else {
            out.push(Spot::Node(scope, child.id));
        }
    }

    fn answer(&self, spot: Spot) -> Option<&'a Answer> {
        let Spot::Node(scope, id) = spot else { return None };
        let cell = self.session.instance.cell(scope, self.form_node(id));
        cell.answer.as_ref().filter(|_| cell.relevant)
    }

    /// Where a node stands in its document: places from the root down.
    fn trail(&self, spot: Spot) -> Vec<u64> {
        let instance = &self.session.instance;
        match spot {
            Spot::Root | Spot::List(_) => Vec::new(),
            Spot::ListRoot(_) => vec![0],
            Spot::Item(_, row) => vec![0, row],
            Spot::Column(_, row, column) => vec![0, row, column.into()],
            Spot::Xml(_, id) => vec![id.0.into()],
            Spot::XmlAttribute(_, id, at) => vec![id.0.into(), at.into()],
            Spot::Node(scope, id) | Spot::Rows(scope, id) => {
                let mut trail = self.rows_trail(scope);
                trail.push(id.0.into());
                trail
            }
            Spot::Row(row) => {
                let scope = instance.scope(row);
                let mut trail = self.rows_trail(scope.parent.unwrap_or(Instance::ROOT));
                trail.extend([u64::from(scope.repeat.0), u64::from(scope.position)]);
                trail
            }
        }
    }

    fn rows_trail(&self, scope: ScopeId) -> Vec<u64> {
        let mut trail = Vec::new();
        let mut at = Some(scope);
        while let Some(id) = at {
            let scope = self.session.instance.scope(id);
            if scope.parent.is_some() {
                trail.extend([u64::from(scope.position), u64::from(scope.repeat.0)]);
            }
            at = scope.parent;
        }
        trail.reverse();
        trail
    }
}

impl Scene for View<'_> {
    type Node = Spot;

    fn sort(&self, node: Spot) -> NodeSort {
        match node {
            Spot::Root | Spot::List(_) => NodeSort::Root,
            Spot::Node(_, id) if self.form_node(id).is_attribute => NodeSort::Attribute,
            Spot::XmlAttribute(..) => NodeSort::Attribute,
            Spot::Xml(at, id) => match self.session.sources.get(at) {
                Source::Document(document) => match document.kind(id) {
                    XmlKind::Document => NodeSort::Root,
                    XmlKind::Element => NodeSort::Element,
                    XmlKind::Text(_) => NodeSort::Text,
                    XmlKind::Comment(_) => NodeSort::Comment,
                    XmlKind::Instruction { .. } => NodeSort::Instruction,
                },
                Source::List(_) => NodeSort::Root,
            },
            _ => NodeSort::Element,
        }
    }

    fn name(&self, node: Spot) -> NameRef<'_> {
        match node {
            Spot::Root | Spot::List(_) => NOTHING,
            Spot::Node(_, id) | Spot::Rows(_, id) => {
                let node = self.form_node(id);
                NameRef { prefix: &node.prefix, ..local(node.name.trim_start_matches('@')) }
            }
            Spot::Row(row) => {
                let node = self.form_node(self.session.instance.scope(row).repeat);
                NameRef { prefix: &node.prefix, ..local(&node.name) }
            }
            Spot::Xml(at, id) => match self.session.sources.get(at) {
                Source::Document(document) => document.name(id).into(),
                Source::List(_) => NOTHING,
            },
            Spot::XmlAttribute(at, id, index) => match self.session.sources.get(at) {
                Source::Document(document) => {
                    let name = document.attributes(id).nth(index.into());
                    name.map_or(NOTHING, |attribute| attribute.name.into())
                }
                Source::List(_) => NOTHING,
            },
            Spot::ListRoot(_) => local("root"),
            Spot::Item(..) => local("item"),
            Spot::Column(at, _, column) => {
                let list = self.session.sources.list(at);
                let name = list.and_then(|list| list.columns().get(usize::from(column)));
                name.map_or(NOTHING, |name| local(name))
            }
        }
    }

    fn parent(&self, node: Spot) -> Option<Spot> {
        match node {
            Spot::Root | Spot::List(_) => None,
            Spot::Node(_, NodeId::ROOT) => Some(Spot::Root),
            Spot::Node(scope, id) | Spot::Rows(scope, id) => self.above(scope, self.form_node(id)),
            Spot::Row(row) => {
                let scope = self.session.instance.scope(row);
                self.above(scope.parent?, self.form_node(scope.repeat))
            }
            Spot::Xml(at, id) => match self.session.sources.get(at) {
                Source::Document(document) => Some(Spot::Xml(at, document.parent(id)?)),
                Source::List(_) => None,
            },
            Spot::XmlAttribute(at, id, _) => Some(Spot::Xml(at, id)),
            Spot::ListRoot(at) => Some(Spot::List(at)),
            Spot::Item(at, _) => Some(Spot::ListRoot(at)),
            Spot::Column(at, row, _) => Some(Spot::Item(at, row)),
        }
    }

    fn children(&self, node: Spot, out: &mut Vec<Spot>) {
        match node {
            Spot::Root => out.push(Spot::Node(Instance::ROOT, NodeId::ROOT)),
            Spot::Node(..) | Spot::Row(_) => {
                let Some((scope, node)) = self.inside(node) else { return };
                for id in &node.children {
                    let child = self.form_node(*id);
                    if !child.is_attribute {
                        self.push_child(scope, child, out);
                    }
                }
            }
            Spot::Xml(at, id) => {
                if let Source::Document(document) = self.session.sources.get(at) {
                    out.extend(document.children(id).map(|child| Spot::Xml(at, child)));
                }
            }
            Spot::List(at) => out.push(Spot::ListRoot(at)),
            Spot::ListRoot(at) => {
                let list = self.session.sources.list(at);
                let rows = list.and_then(|list| list.select(&Filter::All, Page::ALL).ok());
                out.extend(rows.into_iter().flatten().map(|row| Spot::Item(at, row)));
            }
            Spot::Item(at, row) => {
                let list = self.session.sources.list(at);
                let cells = list.and_then(|list| list.row(row).ok()).unwrap_or_default();
                for (column, cell) in cells.iter().enumerate() {
                    if let (Some(_), Ok(column)) = (cell, u16::try_from(column)) {
                        out.push(Spot::Column(at, row, column));
                    }
                }
            }
            Spot::XmlAttribute(..) | Spot::Column(..) | Spot::Rows(..) => {}
        }
    }

    fn attributes(&self, node: Spot, out: &mut Vec<Spot>) {
        if let Some((scope, node)) = self.inside(node) {
            let attributes = node.children.iter().map(|id| self.form_node(*id));
            for child in attributes.filter(|child| child.is_attribute) {
                self.push_child(scope, child, out);
            }
        } else if let Spot::Xml(at, id) = node
            && let Source::Document(document) = self.session.sources.get(at)
        {
            let count = document.attributes(id).count();
            let indices = (0..count).filter_map(|index| u16::try_from(index).ok());
            out.extend(indices.map(|index| Spot::XmlAttribute(at, id, index)));
        }
    }

    fn named(&self, node: Spot, name: &XmlName, out: &mut Vec<Spot>) {
        match node {
            Spot::Node(..) | Spot::Row(_) => {
                let Some((scope, node)) = self.inside(node) else { return };
                for id in &node.children {
                    let child = self.form_node(*id);
                    if child.name == name.local && child.prefix == name.prefix {
                        self.push_child(scope, child, out);
                    }
                }
            }
            Spot::Item(at, row) => {
                let list = self.session.sources.list(at);
                let column = list.and_then(|list| list.column(&name.local));
                if let Some(column) = column.and_then(|column| u16::try_from(column).ok()) {
                    out.push(Spot::Column(at, row, column));
                }
            }
            _ => {
                let mut all = Vec::new();
                self.children(node, &mut all);
                out.extend(all.into_iter().filter(|child| {
                    self.sort(*child) == NodeSort::Element && self.matches(*child, name)
                }));
            }
        }
    }

    fn text(&self, node: Spot) -> Cow<'_, str> {
        match node {
            Spot::Node(_, id) if self.form_node(id).question().is_some() => match self.answer(node)
            {
                Some(answer) => answer_text(answer),
                None => Cow::Borrowed(""),
            },
            Spot::Xml(at, id) => match self.session.sources.get(at) {
                Source::Document(document) => match document.plain_value(id) {
                    Some(text) => Cow::Borrowed(text),
                    None => Cow::Owned(document.string_value(id)),
                },
                Source::List(_) => Cow::Borrowed(""),
            },
            Spot::XmlAttribute(at, id, index) => match self.session.sources.get(at) {
                Source::Document(document) => {
                    let found = document.attributes(id).nth(index.into());
                    Cow::Borrowed(found.map_or("", |attribute| attribute.value))
                }
                Source::List(_) => Cow::Borrowed(""),
            },
            Spot::Column(at, row, column) => {
                let list = self.session.sources.list(at);
                let cell = list.and_then(|list| list.cell(row, column.into()).ok().flatten());
                Cow::Owned(cell.map(|text| text.to_string()).unwrap_or_default())
            }
            group => {
                let mut children = Vec::new();
                self.children(group, &mut children);
                children.iter().map(|child| self.text(*child)).collect::<String>().into()
            }
        }
    }

    fn number(&self, node: Spot) -> f64 {
        match node {
            Spot::Node(scope, id) => {
                let cell = self.session.instance.cell(scope, self.form_node(id));
                if cell.relevant { cell.number } else { f64::NAN }
            }
            _ => to_number(&self.text(node)),
        }
    }

    fn is_blank(&self, node: Spot) -> bool {
        match node {
            Spot::Node(_, id) if self.form_node(id).question().is_some() => {
                self.answer(node).is_none()
            }
            _ => self.text(node).is_empty(),
        }
    }

    fn truth(&self, node: Spot) -> bool {
        match self.answer(node) {
            Some(Answer::Int(_) | Answer::Decimal(_)) => {
                let number = self.number(node);
                number.abs() > 1e-12 && !number.is_nan()
            }
            Some(Answer::Boolean(truth)) => *truth,
            _ => !self.is_blank(node),
        }
    }

    fn direct(&self, reference: &Reference, from: Spot, out: &mut Vec<Spot>) -> bool {
        let here = match from {
            Spot::Node(scope, _) | Spot::Row(scope) | Spot::Rows(scope, _) => scope,
            Spot::Root => Instance::ROOT,
            _ => return false,
        };
        let (session, node) = (self.session, self.form_node(reference.node));
        let instance = &session.instance;
        let from = instance.ancestor(here, reference.fixed);
        let depth = instance.depth(from);
        if node.kind == NodeKind::Repeat && depth > node.repeats.len() {
            // The path leads up to the row that the expression stands in.
            let relevant = |scope: ScopeId| {
                let around = instance.scope(scope).parent.unwrap_or(Instance::ROOT);
                instance.cell(around, node).relevant
            };
            out.extend(relevant(from).then_some(Spot::Row(from)));
        } else if depth == node.repeats.len() {
            self.push_child(from, node, out);
        } else {
            instance.each_below(&session.definition, node, from, &mut |scope| {
                self.push_child(scope, node, out);
            });
        }
        true
    }

    fn direct_number(&self, reference: &Reference, from: Spot) -> Option<f64> {
        let (Spot::Node(here, _) | Spot::Row(here) | Spot::Rows(here, _)) = from else {
            return None;
        };
        let node = self.form_node(reference.node);
        let instance = &self.session.instance;
        let scope = instance.ancestor(here, reference.fixed);
        let one = node.repeats.len() == instance.depth(scope) && node.question().is_some();
        let cell = one.then(|| instance.cell(scope, node))?;
        Some(if cell.relevant { cell.number } else { f64::NAN })
    }

    fn sum(&self, reference: &Reference, from: Spot) -> Option<f64> {
        let (Spot::Node(here, _) | Spot::Row(here) | Spot::Rows(here, _)) = from else {
            return None;
        };
        let node = self.form_node(reference.node);
        let from = self.session.instance.ancestor(here, reference.fixed);
        let one_level = node.repeats.len() == self.session.instance.depth(from) + 1;
        let question = node.question().is_some();
        let sum = || self.session.instance.sum(&self.session.definition, node, from);
        (one_level && question).then(sum)
    }

    fn filter_items(&self, instance: &str, filter: &Filter) -> Option<Vec<Spot>> {
        let at = self.session.sources.find(instance)?;
        let rows = self.session.sources.list(at)?.select(filter, Page::ALL).ok()?;
        Some(rows.into_iter().map(|row| Spot::Item(at, row)).collect())
    }

    fn order(&self, one: Spot, other: Spot) -> Ordering {
        self.trail(one).cmp(&self.trail(other))
    }

    fn root(&self, _: Spot) -> Spot {
        // `/` is the form, also where the items of a list are looked at.
        Spot::Root
    }

    fn position_of(&self, node: Spot) -> usize {
        match node {
            Spot::Row(row) => self.session.instance.scope(row).position as usize + 1,
            _ => 1,
        }
    }

    fn absent_is_blank(&self) -> bool {
        true
    }

    fn instance(&self, name: &str) -> Option<Spot> {
        let at = self.session.sources.find(name)?;
        Some(match self.session.sources.get(at) {
            Source::Document(_) => Spot::Xml(at, XmlId(0)),
            Source::List(_) => Spot::List(at),
        })
    }

    fn now(&self) -> Moment {
        self.session.context.now
    }

    fn language(&self) -> &str {
        &self.session.context.language
    }

    fn random(&self) -> f64 {
        self.session.chance()
    }

    fn uuid(&self, length: Option<usize>) -> String {
        made_id(length, || self.session.chance())
    }

    fn itext(&self, id: &str, form: ItextForm<'_>) -> Option<String> {
        let id = self.session.definition.itext.find(id)?;
        let form = TextForm::named(form.unwrap_or_default());
        self.session.text_of(&Words::Itext(id), &form, self.node, self.scope)
    }

    fn choice_name(&self, value: &str, path: &str) -> Option<String> {
        self.session.choice_name(value, path, self.scope)
    }

    fn pulldata(&self, file: &str, wanted: &str, column: &str, key: &str) -> Option<String> {
        pull(&*self.session.file(file)?, wanted, column, key).ok()
    }

    fn version(&self) -> &str {
        &self.session.definition.version
    }

    fn property(&self, name: &str) -> Option<String> {
        self.session.property(name)
    }
}

impl View<'_> {
    /// The node around a node whose cell is in `scope`.
    fn above(&self, scope: ScopeId, node: &Node) -> Option<Spot> {
        let parent = self.form_node(node.parent?);
        Some(if parent.kind == NodeKind::Repeat {
            Spot::Row(scope)
        } else {
            Spot::Node(scope, parent.id)
        })
    }
}

/// The text of an answer in an expression.
fn answer_text(answer: &Answer) -> Cow<'_, str> {
    match answer {
        Answer::Text(text)
        | Answer::Decimal(text)
        | Answer::One(text)
        | Answer::Date(text)
        | Answer::Time(text)
        | Answer::FileName(text) => Cow::Borrowed(text),
        Answer::DateTime(text) => match crate::forms::calendar::moment(text) {
            Some(moment) => Cow::Owned(date_text(moment)),
            None => Cow::Borrowed(text),
        },
        Answer::Point(point) => Cow::Owned(point.to_odk()),
        Answer::Trace(points) | Answer::Shape(points) => {
            let points: Vec<String> = points.iter().map(|point| point.to_odk()).collect();
            Cow::Owned(points.join(";"))
        }
        other => Cow::Owned(other.to_text()),
    }
}

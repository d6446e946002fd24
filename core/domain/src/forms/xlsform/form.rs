//! What the sheets say, understood: settings, lists and the tree of elements.

use std::collections::HashMap;

use super::book::{Spot, Workbook};
use super::choices::List;
use super::element::{Element, Id, Kind};
use super::settings::Settings;
use super::value::Cell;
use crate::forms::problem::{FormError, Rule};

/// A form under way from sheets to XML.
#[derive(Debug)]
pub(super) struct Form<'a> {
    pub(super) book: &'a Workbook,
    pub(super) settings: Settings,
    pub(super) lists: Vec<List>,
    pub(super) elements: Vec<Element>,
    /// Which version of the entities' rules is followed; none: there are no entities.
    pub(super) entities: Option<&'static str>,
    pub(super) problems: Vec<FormError>,
    /// Elements by name; none if the name is used twice.
    names: HashMap<String, Option<Id>>,
    paths: Vec<String>,
    list_index: HashMap<String, usize>,
    /// What each question sets when its answer changes: target and calculation.
    pub(super) triggers: HashMap<String, Vec<(Id, Option<Cell>)>>,
}

impl<'a> Form<'a> {
    pub(super) fn new(book: &'a Workbook, settings: Settings, lists: Vec<List>) -> Self {
        let root = Element::new(Kind::Form, &settings.name, Spot::sheet(settings.sheet));
        let names = lists.iter().enumerate();
        let list_index = names.map(|(index, list)| (list.name.clone(), index)).collect();
        Self {
            book,
            settings,
            lists,
            elements: vec![root],
            entities: None,
            problems: Vec::new(),
            names: HashMap::new(),
            paths: Vec::new(),
            list_index,
            triggers: HashMap::new(),
        }
    }

    pub(super) fn fail(&mut self, at: Spot, rule: Rule) {
        self.problems.push(self.book.problem(at, rule));
    }

    pub(super) fn add(&mut self, parent: Id, mut element: Element) -> Id {
        let id = self.elements.len();
        element.parent = Some(parent);
        self.elements.push(element);
        self.elements[parent].children.push(id);
        id
    }

    /// Elements from the form down, each before its children.
    pub(super) fn descendants(&self, from: Id) -> Vec<Id> {
        let mut all = Vec::new();
        let mut open = vec![from];
        while let Some(id) = open.pop() {
            all.push(id);
            open.extend(self.elements[id].children.iter().rev());
        }
        all
    }

    /// The elements above, nearest first.
    pub(super) fn ancestors(&self, id: Id) -> impl Iterator<Item = Id> + '_ {
        std::iter::successors(self.elements[id].parent, |id| self.elements[*id].parent)
    }

    pub(super) fn nearest_repeat(&self, id: Id) -> Option<Id> {
        self.ancestors(id).find(|above| self.elements[*above].kind == Kind::Repeat)
    }

    /// Names every element once the tree is whole.
    pub(super) fn index(&mut self) {
        self.names.clear();
        self.paths = vec![String::new(); self.elements.len()];
        for id in self.descendants(0) {
            let element = &self.elements[id];
            let above = element.parent.map_or("", |parent| &self.paths[parent]);
            let at = if element.kind == Kind::Attribute { "@" } else { "" };
            self.paths[id] = format!("{above}/{at}{}", element.name);
            if element.is_question() || element.is_section() {
                let entry = self.names.entry(element.name.clone());
                entry.and_modify(|found| *found = None).or_insert(Some(id));
            }
        }
    }

    /// The element of that name.
    ///
    /// # Errors
    /// The rule that is broken if there is none, or more than one.
    pub(super) fn named(&self, name: &str) -> Result<Id, Rule> {
        match self.names.get(name) {
            Some(Some(id)) => Ok(*id),
            Some(None) => Err(Rule::AmbiguousReference(name.to_owned())),
            None => Err(Rule::UnknownReference(name.to_owned())),
        }
    }

    /// The absolute path of an element.
    pub(super) fn path(&self, id: Id) -> &str {
        &self.paths[id]
    }

    pub(super) fn list(&self, name: &str) -> Option<&List> {
        self.list_index.get(name).map(|index| &self.lists[*index])
    }
}

//! Entities: what the sheet entities declares, and the questions that each declaration reads or
//! saves. Where each goes in the tree is decided in `allocate`, its elements are built in `build`.

mod allocate;
pub(super) mod build;

use std::collections::BTreeSet;

use super::book::{Spot, Workbook};
use super::element::{Id, Kind};
use super::form::Form;
use super::headers;
use super::lexer::is_name;
use super::reference;
use super::settings::DEFAULT_LANGUAGE;
use super::survey::{Line, Reader};
use super::value::{Cell, Dict, Val};
use crate::forms::problem::{FormError, Rule, Sheet};

/// No form declares more.
const MAX_ENTITIES: usize = 200;

/// One row of the sheet entities.
#[derive(Debug, Clone)]
pub(super) struct Declaration {
    list: Cell,
    at: Spot,
    id: Option<Cell>,
    create_if: Option<Cell>,
    update_if: Option<Cell>,
    label: Option<Cell>,
    /// Questions that its expressions name.
    variables: BTreeSet<String>,
}

/// A question that an entity reads or saves: the containers above it, outermost first.
#[derive(Debug, Clone)]
struct Source {
    path: Vec<Id>,
    at: Spot,
    /// The property that the answer is saved as.
    property: Option<String>,
}

/// All declarations and what refers to them.
#[derive(Debug, Default)]
pub(super) struct References {
    declarations: Vec<Declaration>,
    /// In the order in which the survey first refers to each.
    sources: Vec<(usize, Vec<Source>)>,
}

impl References {
    /// Is there an entity list of that name?
    pub(super) fn declares(&self, list: &str) -> bool {
        self.find(list).is_some()
    }

    fn find(&self, list: &str) -> Option<usize> {
        self.declarations.iter().position(|declaration| declaration.list.text == list)
    }

    fn add(&mut self, declaration: usize, source: Source) {
        match self.sources.iter_mut().find(|(known, _)| *known == declaration) {
            Some((_, sources)) => sources.push(source),
            None => self.sources.push((declaration, vec![source])),
        }
    }
}

/// Reads the sheet.
pub(super) fn read(book: &Workbook, problems: &mut Vec<FormError>) -> References {
    let Some(table) = book.table(Sheet::Entities) else { return References::default() };
    let grouped = headers::group(book, table, DEFAULT_LANGUAGE, false, problems);
    let known = ["dataset", "entity_id", "create_if", "update_if", "repeat", "label"];
    let mut references = References::default();
    let mut told: BTreeSet<String> = BTreeSet::new();
    for row in grouped.rows {
        let at = Spot { sheet: Sheet::Entities, row: row.number, column: None };
        for (name, val) in &row.dict.0 {
            if !known.contains(&name.as_str()) && told.insert(name.clone()) {
                let spot = val.any().map_or(at, |cell| cell.at);
                problems.push(book.problem(spot, Rule::EntityColumn(name.clone())));
            }
        }
        if references.declarations.len() >= MAX_ENTITIES {
            problems.push(book.problem(at, Rule::TooLarge("200 entities")));
            break;
        }
        let Some(list) = row.dict.text("dataset").cloned() else {
            problems.push(book.problem(at, Rule::Empty));
            continue;
        };
        check_list(book, &list, &references, problems);
        let declaration = declaration(list, at, &row.dict);
        check(book, &declaration, problems);
        references.declarations.push(declaration);
    }
    references
}

fn declaration(list: Cell, at: Spot, row: &Dict) -> Declaration {
    let cell = |name: &str| row.text(name).cloned();
    let mut declaration = Declaration {
        list,
        at,
        id: cell("entity_id"),
        create_if: cell("create_if"),
        update_if: cell("update_if"),
        label: cell("label"),
        variables: BTreeSet::new(),
    };
    let cells =
        [&declaration.id, &declaration.create_if, &declaration.update_if, &declaration.label];
    let names = cells.into_iter().flatten().flat_map(|cell| reference::all(&cell.text));
    declaration.variables = names.map(|found| found.name.to_owned()).collect();
    declaration
}

fn check_list(
    book: &Workbook,
    list: &Cell,
    references: &References,
    problems: &mut Vec<FormError>,
) {
    let name = list.text.clone();
    if name.starts_with("__") || name.contains('.') || !is_name(&name) {
        problems.push(book.problem(list.at, Rule::BadEntityName(name)));
    } else if let Some(first) = references.find(&name) {
        let first = references.declarations[first].at.row;
        problems.push(book.problem(list.at, Rule::DuplicateName { name, first }));
    }
}

fn check(book: &Workbook, declaration: &Declaration, problems: &mut Vec<FormError>) {
    let (id, create, update) = (&declaration.id, &declaration.create_if, &declaration.update_if);
    let rule = match (id, create, update) {
        (None, _, Some(_)) => Rule::EntityNeedsId,
        (Some(_), Some(_), None) => Rule::EntityNeedsUpdateIf,
        (None, _, None) if declaration.label.is_none() => Rule::EntityNeedsLabel,
        _ => return,
    };
    problems.push(book.problem(declaration.list.at, rule));
}

impl Reader<'_, '_> {
    /// Notes what the row saves into an entity, and which entities read it.
    pub(super) fn entity_reference(&mut self, line: &mut Line, container: bool) {
        let path: Vec<Id> = self.stack.iter().map(|level| level.id).collect();
        if let Some(cell) = line.dict.within("bind", "entities:saveto").cloned()
            && let Some((declaration, property)) = self.save_to(&cell, container)
        {
            if let Some(Val::Map(bind)) =
                line.dict.0.iter_mut().find(|(k, _)| k == "bind").map(|(_, v)| v)
            {
                bind.put("entities:saveto", property.clone(), cell.at);
            }
            let source = Source { path: path.clone(), at: cell.at, property: Some(property) };
            self.references.add(declaration, source);
        }
        let reads = |declaration: &Declaration| declaration.variables.contains(&line.name.text);
        let readers: Vec<usize> = self
            .references
            .declarations
            .iter()
            .enumerate()
            .filter(|(_, declaration)| reads(declaration))
            .map(|(index, _)| index)
            .collect();
        for declaration in readers {
            let at = line.whole;
            self.references.add(declaration, Source { path: path.clone(), at, property: None });
        }
    }

    /// The entity and the property that a cell of `save_to` names.
    fn save_to(&mut self, cell: &Cell, container: bool) -> Option<(usize, String)> {
        let (list, property) = match cell.text.split_once('#') {
            Some((list, property)) => (Some(list), property),
            None => (None, cell.text.as_str()),
        };
        let count = self.references.declarations.len();
        let declaration = match list {
            Some(list) => self.references.find(list),
            None => (count == 1).then_some(0),
        };
        let small = property.to_lowercase();
        let taken = |index: usize| {
            let sources = self.references.sources.iter().find(|(known, _)| *known == index);
            let mut all = sources.into_iter().flat_map(|(_, sources)| sources);
            all.find(|source| source.property.as_deref() == Some(property)).map(|s| s.at.row)
        };
        let rule = match declaration {
            _ if count == 0 => Rule::SaveWithoutEntities,
            _ if property.contains('#') => Rule::BadEntityName(cell.text.clone()),
            None if list.is_none() => Rule::SaveNeedsList,
            None => Rule::UnknownEntityList(list.unwrap_or_default().to_owned()),
            Some(_) if container => Rule::SaveOfGroup,
            Some(_)
                if matches!(small.as_str(), "name" | "label")
                    || property.starts_with("__")
                    || !is_name(property) =>
            {
                Rule::BadEntityName(property.to_owned())
            }
            Some(index) => match taken(index) {
                Some(first) => Rule::DuplicateName { name: property.to_owned(), first },
                None => return Some((index, property.to_owned())),
            },
        };
        self.form.fail(cell.at, rule);
        None
    }
}

/// Puts every entity into the tree.
pub(super) fn apply(form: &mut Form<'_>, references: &References) {
    if references.declarations.is_empty() {
        return;
    }
    let Some(allocations) = allocate::allocate(form, references) else { return };
    let repeated = |path: &Vec<Id>| path.iter().any(|id| form.elements[*id].kind == Kind::Repeat);
    let newer =
        references.declarations.len() > 1 || allocations.iter().any(|(path, _)| repeated(path));
    form.entities = Some(if newer { "2025.1.0" } else { "2024.1.0" });
    build::inject(form, references, &allocations);
}

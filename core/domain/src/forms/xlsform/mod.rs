//! From the sheets of an XLSForm to an XForm: the same XForm as pyxform makes.
//!
//! In reading order: [`Workbook`] holds the cells ([`book`]); [`headers`] says what they mean;
//! [`settings`], [`choices`], [`entities`] and [`survey`] read the sheets into a tree
//! ([`element`], [`form`]); [`emit`] writes it, with [`paths`] for every `${name}`. What an
//! expression means is not known here: a formula is a text with names in it. Every element,
//! attribute and text of the document says which cell it came from; [`Spots`] says which character.
//! Back from an XForm to sheets: [`workbook`]. Differences to pyxform: `docs/formats/forms.md`.

mod back;
mod book;
mod choices;
mod distance;
mod element;
mod emit;
mod entities;
mod form;
mod headers;
mod lexer;
mod loops;
mod paths;
mod questions;
mod reference;
mod references;
mod settings;
mod spots;
mod survey;
#[cfg(test)]
mod tests;
mod translations;
mod types;
mod value;

pub use back::{Leftover, workbook};
pub use book::Workbook;
pub use spots::Spots;

use std::collections::BTreeMap;

use super::lists::MemoryList;
use super::problem::{FormError, Rule, Severity, Sheet};
use super::xml::Document;
use book::Spot;
use element::{Element, Kind};
use form::Form;
use settings::Settings;
use value::{Cell, Val};

/// The prefix and the namespace of our own attributes.
const OURS: (&str, &str) = ("saksi", "https://saksi.org/xforms");

/// What is worth knowing about a form that was converted.
#[derive(Debug, Default)]
pub struct Notes {
    /// What somebody will stumble over; the form opens all the same.
    pub warnings: Vec<FormError>,
    /// Which character of a cell a part of an attribute came from.
    pub spots: Spots,
    /// The lists on the sheet external_choices, which the document only names.
    pub lists: BTreeMap<String, MemoryList>,
}

/// The XForm of a workbook.
///
/// # Errors
/// Everything that is wrong with the form, warnings included, in the order of the sheets.
pub fn document(book: &Workbook) -> Result<(Document, Notes), Vec<FormError>> {
    let (document, notes) = draft(book);
    if notes.warnings.iter().any(|problem| problem.severity() == Severity::Error) {
        return Err(notes.warnings);
    }
    Ok((document, notes))
}

/// The XForm of a workbook as far as it can be made, with what is wrong among its notes: the
/// formulas in it can be looked at all the same.
pub(super) fn draft(book: &Workbook) -> (Document, Notes) {
    let mut problems = book.notes.clone();
    sheets_there(book, &mut problems);
    let settings = settings::read(book, &mut problems);
    let language = settings.default_language.clone();
    let twins = settings.is_on("allow_choice_duplicates", false);
    let (mut lists, choice_headers) = choices::read(book, &language, twins, &mut problems);
    for list in &mut lists {
        list.settle();
    }
    let external = choices::external(book, &language, &mut problems);
    let references = entities::read(book, &mut problems);
    let collapse = settings.is_on("clean_text_values", true);
    let survey = match book.table(Sheet::Survey) {
        Some(table) => {
            let grouped = headers::group(book, table, &language, collapse, &mut problems);
            headers::require(book, table, &grouped, "type", &mut problems);
            grouped
        }
        None => headers::Grouped::default(),
    };
    translations::check(book, &survey.headers, &choice_headers, &mut problems);
    let mut form = Form::new(book, settings, lists);
    form.problems = problems;
    let mut reader = survey::Reader::new(&mut form, references);
    reader.external_lists = external.keys().cloned().collect();
    // Without types there are no rows, only the one problem.
    let typed = survey.has("type");
    reader.read(if typed { survey.rows } else { Vec::new() });
    let or_other = reader.or_other;
    let survey::Reader { meta, mut names, references, loops, .. } = reader;
    if or_other {
        translations::check_or_other(&mut form, &survey.headers, &choice_headers);
    }
    loops::expand(&mut form, &loops);
    entities::apply(&mut form, &references);
    add_meta(&mut form, meta, &mut names);
    form.index();
    references::check(&mut form, &names);
    trigger(&mut form);
    let (document, spots) = emit::document(&mut form);
    (document, Notes { warnings: sorted(form.problems), spots, lists: external })
}

/// Sheets that are missing, misspelt or not read.
fn sheets_there(book: &Workbook, problems: &mut Vec<FormError>) {
    if book.table(Sheet::Survey).is_none_or(|table| table.headers.is_empty()) {
        problems.push(book.problem(Spot::sheet(Sheet::Survey), Rule::MissingSheet("survey")));
    }
    for sheet in [Sheet::Survey, Sheet::Choices, Sheet::Settings, Sheet::Entities] {
        if let Some(found) = book.misspelt(sheet).filter(|_| book.table(sheet).is_none()) {
            let rule = Rule::SheetTypo { found: found.to_owned(), meant: sheet.name() };
            problems.push(book.problem(Spot::sheet(sheet), rule));
        }
    }
    if book.table(Sheet::Osm).is_some() {
        problems.push(book.problem(Spot::sheet(Sheet::Osm), Rule::SheetNotRead("osm")));
    }
}

/// The submission's id, its name and the audit log.
fn add_meta(
    form: &mut Form<'_>,
    mut meta: Vec<Element>,
    names: &mut std::collections::HashMap<String, usize>,
) {
    let at = Spot::sheet(Sheet::Settings);
    let calculate = types::find("calculate").expect("a type of the table");
    let settings: &Settings = &form.settings;
    if settings.is_on("omit_instanceID", false) {
        if let Some(key) = settings.text("public_key").cloned() {
            form.fail(key.at, Rule::EncryptionNeedsId);
        }
    } else {
        let mut id = Element::question(calculate, "calculate", "instanceID", at);
        let preload = settings.text("instance_id").cloned();
        let preload = preload.unwrap_or_else(|| Cell::new("uid", at));
        id.set_bind("readonly", "true()", at);
        id.set_bind("jr:preload", preload.text, preload.at);
        meta.push(id);
        *names.entry("instanceID".to_owned()).or_default() += 1;
    }
    if let Some(cell) = form.settings.text("instance_name").cloned() {
        let mut name = Element::question(calculate, "calculate", "instanceName", cell.at);
        name.bind.get_or_insert_default().set("calculate", Val::Text(cell));
        meta.push(name);
    }
    if meta.is_empty() {
        return;
    }
    let is_meta =
        |id: &usize| form.elements[*id].name == "meta" && form.elements[*id].kind == Kind::Group;
    let found = form.elements[0].children.iter().copied().find(is_meta);
    let group = found.unwrap_or_else(|| entities::build::meta(form, 0, at));
    for element in meta {
        form.add(group, element);
    }
}

/// Which question sets which when its answer changes.
fn trigger(form: &mut Form<'_>) {
    for id in form.descendants(0) {
        let element = &form.elements[id];
        let calculation = element.bind_text("calculate").cloned();
        for name in &element.trigger {
            let set = form.triggers.entry(name.text.clone()).or_default();
            set.push((id, calculation.clone()));
        }
    }
}

/// In the order of the sheets; the same thing said twice of one cell is said once.
fn sorted(mut problems: Vec<FormError>) -> Vec<FormError> {
    let key = |p: &FormError| {
        (p.place.sheet, p.place.row, p.place.column.as_ref().map(|(i, _)| *i), p.rule.code())
    };
    problems.sort_by_key(key);
    problems.dedup_by(|b, a| {
        a.rule == b.rule
            && (a.place.sheet, a.place.row, &a.place.column)
                == (b.place.sheet, b.place.row, &b.place.column)
    });
    problems
}

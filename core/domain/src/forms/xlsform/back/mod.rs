//! Back from an XForm to sheets: the nearest XLSForm.
//!
//! An XForm can say more than an XLSForm, and says some things in another way. What has no column
//! is listed as a [`Leftover`]; what has one comes out so that converting the sheets again asks the
//! same questions with the same rules. In reading order: `source` looks things up in the document,
//! `survey` walks the primary instance, `words` finds texts in all languages, `lists` the choices.

mod entities;
mod lists;
mod names;
mod question;
mod source;
mod survey;
mod words;

use super::book::{Row, Table, Workbook};
use crate::forms::problem::Sheet;
use crate::forms::xml::{Document, Origin};

/// Something of an XForm that has no place in an XLSForm.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Leftover {
    /// The element's name, and the path or id that it is about.
    pub what: String,
    /// Where it stands.
    pub at: Origin,
}

/// The nearest XLSForm, and what is lost on the way. None if the document is no XForm.
#[must_use]
pub fn workbook(document: &Document) -> Option<(Workbook, Vec<Leftover>)> {
    let source = source::Source::of(document)?;
    let mut leftovers = source.leftovers();
    let lists = lists::read(&source);
    let mut survey = Sheets::new(Sheet::Survey, &["type", "name"]);
    let mut entities = Sheets::new(Sheet::Entities, &["list_name"]);
    let declared = entities::write(&source, &mut entities);
    survey::walk(&source, &declared, &mut survey, &mut leftovers);
    survey::files(&source, &mut survey);
    let mut choices = Sheets::new(Sheet::Choices, &["list_name", "name"]);
    lists::write(&source, &lists, &mut choices);
    let mut settings = Sheets::new(Sheet::Settings, &["form_title", "form_id", "version"]);
    let mut row = source.settings();
    if lists::has_twins(&choices) {
        row.push(("allow_choice_duplicates".to_owned(), "yes".to_owned()));
    }
    settings.rows.push(row);
    let names = ["survey", "choices", "settings", "entities"].map(str::to_owned).to_vec();
    let tables = [survey, choices, settings, entities].map(Sheets::table);
    let tables = tables.into_iter().filter(|table| !table.rows.is_empty()).collect();
    Some((Workbook { tables, names, ..Workbook::default() }, leftovers))
}

/// A row under way: header and cell.
type Cells = Vec<(String, String)>;

/// A sheet under way, its columns in the order in which they first come.
#[derive(Debug)]
struct Sheets {
    sheet: Sheet,
    headers: Vec<String>,
    rows: Vec<Cells>,
}

impl Sheets {
    fn new(sheet: Sheet, headers: &[&str]) -> Self {
        let headers = headers.iter().map(|header| (*header).to_owned()).collect();
        Self { sheet, headers, rows: Vec::new() }
    }

    fn table(mut self) -> Table {
        for (header, _) in self.rows.iter().flatten() {
            if !self.headers.contains(header) {
                self.headers.push(header.clone());
            }
        }
        let mut table = Table::new(self.sheet);
        for (index, cells) in self.rows.iter().enumerate() {
            let cell = |header: &String| {
                let found = cells.iter().find(|(name, _)| name == header);
                found.map(|(_, text)| text.clone()).unwrap_or_default()
            };
            let number = u32::try_from(index + 2).unwrap_or(u32::MAX);
            let cells = self.headers.iter().map(cell).collect();
            table.rows.push(Row { number, ordinal: number, cells });
        }
        table.headers = self.headers;
        table
    }
}

//! The sheet settings: one row about the form as a whole.

use super::book::{Spot, Workbook};
use super::headers::{self, Grouped};
use super::lexer::is_name;
use super::value::{Cell, Dict};
use crate::forms::problem::{FormError, Rule, Sheet};

/// The language of texts that name none.
pub(super) const DEFAULT_LANGUAGE: &str = "default";

/// What the sheet says, with what holds if it is silent.
#[derive(Debug, Clone)]
pub(super) struct Settings {
    pub(super) sheet: Sheet,
    /// The name of the primary instance.
    pub(super) name: String,
    pub(super) id: Cell,
    pub(super) title: Cell,
    pub(super) default_language: String,
    pub(super) row: Dict,
}

impl Settings {
    pub(super) fn text(&self, key: &str) -> Option<&Cell> {
        self.row.text(key)
    }

    /// Is a switch on? Anything but yes and no leaves it at `otherwise`.
    pub(super) fn is_on(&self, key: &str, otherwise: bool) -> bool {
        self.text(key).map_or(otherwise, |cell| yes_no(&cell.text).unwrap_or(otherwise))
    }
}

/// `yes`, `TRUE`, `false()` and so on.
pub(super) fn yes_no(text: &str) -> Option<bool> {
    match text {
        "yes" | "Yes" | "YES" | "true" | "True" | "TRUE" | "true()" => Some(true),
        "no" | "No" | "NO" | "false" | "False" | "FALSE" | "false()" => Some(false),
        _ => None,
    }
}

/// Reads the sheet.
pub(super) fn read(book: &Workbook, problems: &mut Vec<FormError>) -> Settings {
    let mut row = Dict::default();
    let at = Spot::sheet(Sheet::Settings);
    if let Some(table) = book.table(Sheet::Settings) {
        let form_id = |header: &String| header == "form_id";
        let mut table = table.clone();
        if table.headers.iter().any(form_id)
            && let Some(old) = table.headers.iter().position(|header| header == "id_string")
        {
            let spot = table.spot(table.header_row, old);
            let (name, other) = ("id_string".to_owned(), "form_id".to_owned());
            problems.push(book.problem(spot, Rule::UnreadColumn { name, other }));
            table.headers[old] = String::new();
            for row in table.rows.iter_mut().filter(|row| row.cells.len() > old) {
                row.cells[old] = String::new();
            }
        }
        let grouped: Grouped = headers::group(book, &table, DEFAULT_LANGUAGE, false, problems);
        row = grouped.rows.into_iter().next().map(|row| row.dict).unwrap_or_default();
    }
    let id = row.text("id_string").cloned();
    let fallback = book.fallback_id.clone().unwrap_or_else(|| "data".to_owned());
    let id = id.unwrap_or_else(|| Cell::new(fallback, at));
    let name = row.text("name").cloned();
    if let Some(name) = name.as_ref().filter(|name| !is_name(&name.text)) {
        problems.push(book.problem(name.at, Rule::BadName(name.text.clone())));
    }
    let language = row.text("default_language").map(|cell| cell.text.clone());
    Settings {
        sheet: Sheet::Settings,
        name: name.map_or_else(|| "data".to_owned(), |name| name.text),
        title: row.text("title").cloned().unwrap_or_else(|| id.clone()),
        id,
        default_language: language.unwrap_or_else(|| DEFAULT_LANGUAGE.to_owned()),
        row,
    }
}

//! The sheet choices: lists of codes with words, pictures and columns for filters.

use std::collections::{BTreeMap, HashMap};

use super::book::{Spot, Workbook};
use super::headers::{self, Grouped};
use super::lexer::is_name;
use super::reference;
use super::value::{Cell, Dict, Val};
use crate::forms::lists::MemoryList;
use crate::forms::problem::{FormError, Rule, Sheet};

/// The column that says which list a row belongs to.
pub(super) const LIST: &str = "list name";

/// A list of choices.
#[derive(Debug, Clone)]
pub(super) struct List {
    pub(super) name: String,
    pub(super) at: Spot,
    pub(super) choices: Vec<Choice>,
    /// Its words are kept in `itext`.
    pub(super) in_itext: bool,
    /// A question looks it up with `search()`: its choices stand in the body.
    pub(super) searched: bool,
}

/// A choice: a code, its words, and what else its row says.
#[derive(Debug, Clone)]
pub(super) struct Choice {
    pub(super) name: Cell,
    pub(super) label: Option<Val>,
    pub(super) media: Option<Dict>,
    /// Columns of the author's own, in their order.
    pub(super) columns: Vec<(String, Cell)>,
}

impl List {
    /// Settles where its words are kept, once it is whole.
    pub(super) fn settle(&mut self) {
        self.in_itext = self.choices.iter().any(|choice| {
            choice.media.is_some()
                || match &choice.label {
                    Some(Val::Map(_)) => true,
                    Some(Val::Text(cell)) => reference::any(&cell.text),
                    None => false,
                }
        });
    }
}

/// Reads the lists of the sheet choices.
pub(super) fn read(
    book: &Workbook,
    language: &str,
    twins: bool,
    problems: &mut Vec<FormError>,
) -> (Vec<List>, Vec<Vec<String>>) {
    let Some(table) = book.table(Sheet::Choices).filter(|table| !table.rows.is_empty()) else {
        return (Vec::new(), Vec::new());
    };
    let grouped = headers::group(book, table, language, false, problems);
    headers::require(book, table, &grouped, "name", problems);
    let bad = bad_columns(book, &grouped, problems);
    let mut lists: Vec<List> = Vec::new();
    let mut index: HashMap<String, usize> = HashMap::new();
    for row in grouped.rows {
        let whole = Spot { sheet: Sheet::Choices, row: row.number, column: None };
        let Some(name) = row.dict.text(LIST).cloned() else { continue };
        let list = *index.entry(name.text.clone()).or_insert_with(|| {
            let (name, at) = (name.text.clone(), name.at);
            lists.push(List { name, at, choices: Vec::new(), in_itext: false, searched: false });
            lists.len() - 1
        });
        match choice(row.dict, &bad) {
            Some(choice) => lists[list].choices.push(choice),
            None => problems.push(book.problem(whole, Rule::Empty)),
        }
    }
    for list in &mut lists {
        check(book, list, twins, problems);
    }
    (lists, grouped.headers)
}

fn choice(mut dict: Dict, bad: &[String]) -> Option<Choice> {
    dict.remove(LIST);
    let name = dict.remove("name")?.cell()?.clone();
    let label = dict.remove("label");
    let media = match dict.remove("media") {
        Some(Val::Map(media)) => Some(media),
        _ => None,
    };
    let own = dict.0.into_iter().filter(|(key, _)| !bad.contains(key));
    let columns = own.filter_map(|(key, val)| Some((key, val.any()?.clone()))).collect();
    Some(Choice { name, label, media, columns })
}

/// Headers that cannot be the name of an XML element: said once, then passed over.
fn bad_columns(book: &Workbook, grouped: &Grouped, problems: &mut Vec<FormError>) -> Vec<String> {
    let Some(table) = book.table(Sheet::Choices) else { return Vec::new() };
    let mut bad = Vec::new();
    for words in grouped.headers.iter().filter(|words| words[0] != LIST && !is_name(&words[0])) {
        let index = table.headers.iter().position(|header| header.starts_with(&words[0]));
        let spot = table.spot(table.header_row, index.unwrap_or_default());
        problems.push(book.problem(spot, Rule::ColumnNotName(words[0].clone())));
        bad.push(words[0].clone());
    }
    bad
}

fn check(book: &Workbook, list: &List, twins: bool, problems: &mut Vec<FormError>) {
    let mut first: HashMap<&str, u32> = HashMap::new();
    for choice in &list.choices {
        let at = choice.name.at;
        if choice.label.is_none() {
            problems.push(book.problem(at, Rule::ChoiceWithoutLabel));
        }
        if twins {
            continue;
        }
        let name = choice.name.text.clone();
        match first.get(choice.name.text.as_str()).copied() {
            Some(first) => {
                let rule = Rule::DuplicateChoice { list: list.name.clone(), name, first };
                problems.push(book.problem(at, rule));
            }
            None => {
                first.insert(&choice.name.text, at.row);
            }
        }
    }
}

/// The lists on the sheet external_choices, by name: cells by column, words in a language under
/// `label::LANGUAGE`.
pub(super) fn external(
    book: &Workbook,
    language: &str,
    problems: &mut Vec<FormError>,
) -> BTreeMap<String, MemoryList> {
    let Some(table) = book.table(Sheet::ExternalChoices) else { return BTreeMap::new() };
    let grouped = headers::group(book, table, language, false, problems);
    let mut lists: BTreeMap<String, Vec<Vec<(String, &str)>>> = BTreeMap::new();
    for row in &grouped.rows {
        if let Some(name) = row.dict.text(LIST) {
            lists.entry(name.text.clone()).or_default().push(flat(&row.dict));
        }
    }
    lists.into_iter().map(|(name, rows)| (name, list_of(&rows))).collect()
}

fn flat(dict: &Dict) -> Vec<(String, &str)> {
    let mut cells = Vec::new();
    for (key, val) in dict.0.iter().filter(|(key, _)| key != LIST) {
        match val {
            Val::Text(cell) => cells.push((key.clone(), cell.text.as_str())),
            Val::Map(inner) => {
                let inner = flat(inner).into_iter();
                cells.extend(inner.map(|(word, text)| (format!("{key}::{word}"), text)));
            }
        }
    }
    cells
}

fn list_of(rows: &[Vec<(String, &str)>]) -> MemoryList {
    let mut columns: Vec<String> = Vec::new();
    for (column, _) in rows.iter().flatten() {
        if !columns.contains(column) {
            columns.push(column.clone());
        }
    }
    let mut list = MemoryList::new(columns.clone());
    for row in rows {
        let cell = |column| row.iter().find(|(known, _)| known == column).map(|(_, text)| *text);
        // As in a file of commas, what nobody wrote is blank.
        list.push(columns.iter().map(|column| Some(cell(column).unwrap_or_default())));
    }
    list
}

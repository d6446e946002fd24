//! The sheet choices: lists of stable codes with words, pictures, sounds and filter columns.

use std::collections::BTreeMap;

use super::columns::{Columns, Field};
use super::need;
use super::table::{Row, Table};
use crate::forms::definition::{Choice, ChoiceSource, Node};
use crate::forms::problem::{FormError, Rule};

/// All lists by name.
pub(super) fn lists(table: &Table, problems: &mut Vec<FormError>) -> BTreeMap<String, Vec<Choice>> {
    let mut lists: BTreeMap<String, Vec<Choice>> = BTreeMap::new();
    if table.headers.is_empty() {
        return lists;
    }
    let columns = Columns::of(table, problems);
    for (field, name) in [(Field::ListName, "list_name"), (Field::Name, "name")] {
        problems.extend(need(&columns, table, field, name));
    }
    let mut first: BTreeMap<(String, String), u32> = BTreeMap::new();
    for row in &table.rows {
        let (list, code) = (columns.get(row, Field::ListName), columns.get(row, Field::Name));
        for (field, cell) in [(Field::ListName, list), (Field::Name, code)] {
            if cell.is_none() && columns.index(field).is_some() {
                problems.push(table.problem(row.number, columns.index(field), Rule::Empty));
            }
        }
        let (Some(list), Some(code)) = (list, code) else { continue };
        let at = columns.index(Field::Name);
        if code.contains(char::is_whitespace) {
            problems.push(table.problem(row.number, at, Rule::BadCode(code.to_owned())));
        }
        let key = (list.to_owned(), code.to_owned());
        if let Some(first) = first.get(&key).copied() {
            let rule = Rule::DuplicateChoice { list: key.0, name: key.1, first };
            problems.push(table.problem(row.number, at, rule));
            continue;
        }
        first.insert(key, row.number);
        lists.entry(list.to_owned()).or_default().push(choice(&columns, row, code));
    }
    lists
}

fn choice(columns: &Columns, row: &Row, code: &str) -> Choice {
    let others = columns.0.iter().filter(|column| column.field == Field::Other);
    let text = |index: usize| row.cells.get(index).cloned().unwrap_or_default();
    Choice {
        code: code.to_owned(),
        label: columns.texts(row, Field::Label),
        image: columns.texts(row, Field::Image),
        audio: columns.texts(row, Field::Audio),
        columns: others.map(|column| (column.name.clone(), text(column.index))).collect(),
    }
}

/// Lists that nobody uses are worth a look.
pub(super) fn check_use(
    table: &Table,
    lists: &BTreeMap<String, Vec<Choice>>,
    nodes: &[Node],
    problems: &mut Vec<FormError>,
) {
    for name in lists.keys() {
        let used = nodes.iter().any(|n| n.choices == Some(ChoiceSource::List(name.clone())));
        if !used {
            problems.push(table.problem(0, None, Rule::UnusedList(name.clone())));
        }
    }
}

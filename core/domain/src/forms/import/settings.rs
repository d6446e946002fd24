//! The sheet settings: one row with id, title, version and default language.

use super::columns::{Columns, Field, language_code};
use super::need;
use super::table::{Row, Table};
use crate::forms::definition::Texts;
use crate::forms::problem::{FormError, Rule};

/// What the sheet says, and the form's languages in order.
#[derive(Debug)]
pub(super) struct Settings {
    pub(super) id: String,
    pub(super) title: Texts,
    pub(super) version: String,
    pub(super) languages: Vec<String>,
}

/// Reads the sheet; `survey` are the survey's columns, which name the languages.
pub(super) fn read(table: &Table, survey: &Columns, problems: &mut Vec<FormError>) -> Settings {
    let columns = Columns::of(table, problems);
    let empty = Row { number: 2, cells: Vec::new() };
    let row = table.rows.first().unwrap_or(&empty);
    for (field, name) in [(Field::FormId, "form_id"), (Field::Version, "version")] {
        match need(&columns, table, field, name) {
            Some(problem) => problems.push(problem),
            None if columns.get(row, field).is_none() => {
                problems.push(table.problem(row.number, columns.index(field), Rule::Empty));
            }
            None => {}
        }
    }
    let text = |field| columns.get(row, field).unwrap_or_default().to_owned();
    let mut languages = survey.languages();
    if let Some(name) = columns.get(row, Field::DefaultLanguage) {
        let code = language_code(name);
        match languages.iter().position(|language| *language == code) {
            Some(index) => languages[..=index].rotate_right(1),
            None => {
                let column = columns.index(Field::DefaultLanguage);
                let rule = Rule::UnknownLanguage(name.to_owned());
                problems.push(table.problem(row.number, column, rule));
            }
        }
    }
    Settings {
        id: text(Field::FormId),
        title: columns.texts(row, Field::Title),
        version: text(Field::Version),
        languages,
    }
}

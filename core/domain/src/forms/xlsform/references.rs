//! Every `${name}` of every sheet: well-formed, there, and there once.

use std::collections::HashMap;

use super::book::Table;
use super::distance::closest;
use super::form::Form;
use super::reference;
use crate::forms::problem::{FormError, Rule, Sheet};

/// Adds what is wrong with the references; `names` counts the names of the survey.
pub(super) fn check(form: &mut Form<'_>, names: &HashMap<String, usize>) {
    let book = form.book;
    let mut found = Vec::new();
    for table in &book.tables {
        for (index, header) in table.headers.iter().enumerate() {
            if reads(table.sheet, header) {
                column(table, index, names, &mut found);
            }
        }
    }
    let problems = found.into_iter().map(|(row, column, character, rule, table)| {
        let problem: FormError = book.problem(table.spot(row, column), rule);
        with_character(problem, character)
    });
    let problems: Vec<FormError> = problems.collect();
    form.problems.extend(problems);
}

fn with_character(mut problem: FormError, character: usize) -> FormError {
    problem.place.character = Some(character + 1);
    problem
}

/// May the cells of a column hold references? Names and types are judged by themselves, and
/// columns of choices other than words are values for filters.
fn reads(sheet: Sheet, header: &str) -> bool {
    let first = header.split(':').next().unwrap_or_default().trim().to_lowercase();
    match sheet {
        Sheet::Settings => true,
        Sheet::Entities => {
            !matches!(first.as_str(), "list_name" | "list name" | "dataset" | "repeat")
        }
        Sheet::Survey => {
            !matches!(first.as_str(), "type" | "command" | "name" | "tag" | "value" | "trigger")
        }
        Sheet::Choices => matches!(first.as_str(), "label" | "caption"),
        Sheet::ExternalChoices | Sheet::Osm | Sheet::File | Sheet::Xml => false,
    }
}

fn like<'n>(name: &str, names: &'n HashMap<String, usize>, look: bool) -> Option<&'n str> {
    look.then(|| closest(name, names.keys().map(String::as_str))).flatten()
}

type Found<'t> = (u32, usize, usize, Rule, &'t Table);

fn column<'t>(
    table: &'t Table,
    index: usize,
    names: &HashMap<String, usize>,
    found: &mut Vec<Found<'t>>,
) {
    for row in &table.rows {
        let Some(text) = row.cells.get(index).filter(|text| text.contains("${")) else { continue };
        let character = |at: usize| text[..at].chars().count();
        if let Some(at) = reference::malformed(text) {
            found.push((row.number, index, character(at), Rule::BadReference, table));
        }
        for reference in reference::all(text) {
            let name = reference.name.to_owned();
            let rule = match names.get(reference.name) {
                Some(1) => continue,
                Some(_) => Rule::AmbiguousReference(name),
                // Looking for what was meant takes a while: not for thousands.
                None => match like(&name, names, found.len() < 50) {
                    Some(like) => Rule::UnknownReferenceLike { name, like: like.to_owned() },
                    None => Rule::UnknownReference(name),
                },
            };
            found.push((row.number, index, character(reference.start), rule, table));
        }
    }
}

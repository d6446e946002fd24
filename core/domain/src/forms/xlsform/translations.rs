//! Columns in several languages: which language lacks which column.

use std::collections::BTreeSet;

use super::book::{Spot, Workbook};
use super::form::Form;
use super::settings::DEFAULT_LANGUAGE;
use crate::forms::problem::{FormError, Rule, Sheet};

/// The words that are translated, as a header spells them, and the language.
fn translated(words: &[String]) -> Option<(&str, &str)> {
    let words = match words.first().map(String::as_str) {
        Some("media" | "bind") => &words[1..],
        _ => words,
    };
    let name = match words.first()?.as_str() {
        "jr:constraintMsg" => "constraint_message",
        "jr:requiredMsg" => "required_message",
        name @ ("label" | "hint" | "guidance_hint" | "image" | "big-image" | "audio" | "video") => {
            name
        }
        _ => return None,
    };
    Some((name, words.get(1).map_or(DEFAULT_LANGUAGE, String::as_str)))
}

fn seen(headers: &[Vec<String>]) -> Vec<(&str, &str)> {
    headers.iter().filter_map(|words| translated(words)).collect()
}

/// Warns of every language that lacks a column which another has.
pub(super) fn check(
    book: &Workbook,
    survey: &[Vec<String>],
    choices: &[Vec<String>],
    problems: &mut Vec<FormError>,
) {
    for (sheet, headers) in [(Sheet::Survey, survey), (Sheet::Choices, choices)] {
        let seen = seen(headers);
        let names: BTreeSet<&str> = seen.iter().map(|(name, _)| *name).collect();
        let languages: BTreeSet<&str> = seen.iter().map(|(_, language)| *language).collect();
        let row = book.table(sheet).map_or(1, |table| table.header_row);
        let at = Spot { sheet, row, column: None };
        for language in languages.iter().filter(|_| is_translated(headers)) {
            for name in names.iter().filter(|name| !seen.contains(&(**name, *language))) {
                let (column, lang) = ((*name).to_owned(), (*language).to_owned());
                problems.push(book.problem(at, Rule::MissingLanguage { column, lang }));
            }
            if *language != DEFAULT_LANGUAGE && !has_code(language) {
                let rule = Rule::LanguageWithoutCode((*language).to_owned());
                problems.push(book.problem(at, rule));
            }
        }
    }
}

/// Is there any language but the default?
fn is_translated(headers: &[Vec<String>]) -> bool {
    seen(headers).iter().any(|(_, language)| *language != DEFAULT_LANGUAGE)
}

/// `Bahasa Indonesia (id)`: phones choose the language by the code.
fn has_code(language: &str) -> bool {
    let code = language.strip_suffix(')').and_then(|rest| rest.rsplit_once('('));
    code.is_some_and(|(_, code)| {
        code.len() >= 2 && code.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
    })
}

/// The words that `or_other` brings are English in all languages.
pub(super) fn check_or_other(form: &mut Form<'_>, survey: &[Vec<String>], choices: &[Vec<String>]) {
    if is_translated(survey) || is_translated(choices) {
        form.fail(Spot::sheet(Sheet::Survey), Rule::OtherUntranslated);
    }
}

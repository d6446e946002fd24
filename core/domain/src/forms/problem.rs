//! What is wrong with a form, said to the person who writes it.
//!
//! Every problem has a place (sheet, row, column, character), a rule with a stable code and the
//! values that the rule needs to speak, and what to do. Words are in [`Rule::message`], English
//! and Indonesian, so that a phone, the console and the command line say the same.

use std::fmt;

pub use super::cell::{CellPlace, Sheet};
pub use super::rule::Rule;

/// Does the form still open?
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Severity {
    /// The form is refused.
    Error,
    /// The form opens; somebody will stumble.
    Warning,
}

/// One thing that is wrong, where, and by which rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormError {
    /// Where.
    pub place: CellPlace,
    /// The rule and its values.
    pub rule: Rule,
}

impl FormError {
    /// Does the form still open?
    #[must_use]
    pub fn severity(&self) -> Severity {
        severity(&self.rule)
    }

    /// Place, rule and what to do, in `id` or `en` (any other language reads English).
    #[must_use]
    pub fn message(&self, lang: &str) -> String {
        let id = lang == "id";
        let mut at = self.place.sheet.name().to_owned();
        if self.place.sheet == Sheet::Xml {
            at += &self.in_xml();
        } else if self.place.row > 0 {
            at += &format!("{} {}", if id { ", baris" } else { ", row" }, self.place.row);
        }
        if let (Some((_, name)), false) = (&self.place.column, self.place.sheet == Sheet::Xml) {
            let word = if id { ", kolom" } else { ", column" };
            at += &format!("{word} \"{name}\" ({})", self.place.cell());
        }
        if let Some(character) = self.place.character {
            at += &format!("{} {character}", if id { ", huruf ke-" } else { ", character" });
        }
        format!("{at}: {}", self.rule.message(lang)).replace("ke- ", "ke-")
    }
}

/// Does a form that breaks this rule still open?
pub(super) fn severity(rule: &Rule) -> Severity {
    match rule {
        Rule::UnknownColumn(_)
        | Rule::MissingTranslation { .. }
        | Rule::UnusedList(_)
        | Rule::SecondModel
        | Rule::UnknownInBody(_)
        | Rule::UnknownPath(_)
        | Rule::SecondBind(_)
        | Rule::UnknownDataType(_)
        | Rule::TwinNodes(_)
        | Rule::DuplicateInstance(_)
        | Rule::InstanceAddress(_)
        | Rule::StrayText { .. }
        | Rule::IgnoredAction
        | Rule::NeverAsked(_)
        | Rule::NoInstanceId
        | Rule::NoFormId
        | Rule::LongName(_)
        | Rule::UnknownAppearance { .. }
        | Rule::AppearanceMisfit { .. }
        | Rule::UnreadParameter { .. }
        | Rule::PersonalHint(_)
        | Rule::OneClient { .. }
        | Rule::DashText { .. }
        | Rule::CodeWithBlank(_)
        | Rule::TwinCode(_)
        | Rule::Tolerated(_) => Severity::Warning,
        rule if rule.is_remark_on_sheets() => Severity::Warning,
        _ => Severity::Error,
    }
}

impl FormError {
    /// Do both stand in one cell?
    pub(super) fn is_in_cell_of(&self, other: &Self) -> bool {
        let cell = |problem: &Self| {
            let place = &problem.place;
            (place.sheet, place.row, place.column.as_ref().map(|(index, _)| *index))
        };
        cell(self) == cell(other)
    }

    /// ` 12:5, /h:html/h:head/model/bind[3]/@relevant`
    fn in_xml(&self) -> String {
        let Some((_, path)) = &self.place.column else { return String::new() };
        let at = if self.place.row > 0 { format!(" {}", self.place.cell()) } else { String::new() };
        format!("{at}, {path}")
    }
}

impl fmt::Display for FormError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message("en"))
    }
}

impl std::error::Error for FormError {}

#[cfg(test)]
mod tests {
    use super::*;

    fn cell() -> CellPlace {
        let column = Some((27, "relevant".to_owned()));
        CellPlace { sheet: Sheet::Survey, row: 5, column, character: Some(3) }
    }

    #[test]
    fn a_problem_says_where_and_what_to_do_in_both_languages() {
        let problem = FormError { place: cell(), rule: Rule::UnknownReference("ptipe".into()) };
        assert_eq!(
            problem.to_string(),
            "survey, row 5, column \"relevant\" (AB5), character 3: no question is named \"ptipe\". Correct the name"
        );
        assert_eq!(
            problem.message("id"),
            "survey, baris 5, kolom \"relevant\" (AB5), huruf ke-3: tidak ada pertanyaan bernama \"ptipe\". Betulkan namanya"
        );
        assert_eq!(problem.rule.code(), "unknown_reference");
    }

    #[test]
    fn a_problem_of_the_whole_file_names_no_cell() {
        let place = CellPlace { sheet: Sheet::File, row: 0, column: None, character: None };
        let problem = FormError { place, rule: Rule::NotAWorkbook };
        assert!(problem.to_string().starts_with("file: this is not a readable"));
        assert_eq!(problem.severity(), Severity::Error);
    }
}

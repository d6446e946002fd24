//! Which header means what: XLSForm's names, their older spellings, languages, and ours.

use super::table::{Row, Table};
use crate::forms::definition::Texts;
use crate::forms::problem::{FormError, Rule};

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Field {
    Type,
    Name,
    ListName,
    Label,
    Hint,
    Guidance,
    Audio,
    Image,
    ConstraintMessage,
    RequiredMessage,
    Relevant,
    Required,
    ReadOnly,
    Constraint,
    Calculation,
    Default,
    ChoiceFilter,
    Appearance,
    Parameters,
    Personal,
    Stop,
    StopMessage,
    FormId,
    Title,
    Version,
    DefaultLanguage,
    /// Read by ODK, not yet by us: an error where a cell is filled.
    Later,
    /// Known and of no consequence.
    Ignored,
    /// Nobody reads it; in choices it may serve a filter.
    Other,
}

static NAMES: &[(&str, Field)] = &[
    ("type", Field::Type),
    ("name", Field::Name),
    ("list_name", Field::ListName),
    ("list name", Field::ListName),
    ("label", Field::Label),
    ("hint", Field::Hint),
    ("guidance_hint", Field::Guidance),
    ("audio", Field::Audio),
    ("media::audio", Field::Audio),
    ("image", Field::Image),
    ("media::image", Field::Image),
    ("constraint_message", Field::ConstraintMessage),
    ("required_message", Field::RequiredMessage),
    ("relevant", Field::Relevant),
    ("relevance", Field::Relevant),
    ("required", Field::Required),
    ("readonly", Field::ReadOnly),
    ("read_only", Field::ReadOnly),
    ("constraint", Field::Constraint),
    ("calculation", Field::Calculation),
    ("calculate", Field::Calculation),
    ("default", Field::Default),
    ("choice_filter", Field::ChoiceFilter),
    ("appearance", Field::Appearance),
    ("parameters", Field::Parameters),
    ("bind::saksi:personal", Field::Personal),
    ("bind::saksi:stop", Field::Stop),
    ("saksi:stop_message", Field::StopMessage),
    ("form_id", Field::FormId),
    ("id_string", Field::FormId),
    ("form_title", Field::Title),
    ("title", Field::Title),
    ("version", Field::Version),
    ("default_language", Field::DefaultLanguage),
    ("repeat_count", Field::Later),
    ("trigger", Field::Later),
    ("save_to", Field::Later),
    ("note", Field::Ignored),
    ("namespaces", Field::Ignored),
    ("style", Field::Ignored),
    ("instance_name", Field::Ignored),
    ("allow_choice_duplicates", Field::Ignored),
];

/// A header that is understood.
#[derive(Debug, Clone)]
pub(super) struct Column {
    pub(super) index: usize,
    pub(super) field: Field,
    /// The language code, empty if the header names none.
    pub(super) language: String,
    /// The header as written, in lower case up to the language.
    pub(super) name: String,
}

/// The columns of a sheet.
#[derive(Debug)]
pub(super) struct Columns(pub(super) Vec<Column>);

/// `Bahasa Indonesia (id)` → `id`; a name without a code stays whole.
pub(super) fn language_code(name: &str) -> String {
    let name = name.trim();
    let code = name.strip_suffix(')').and_then(|rest| rest.rsplit_once('(')).map(|(_, code)| code);
    code.unwrap_or(name).trim().to_owned()
}

fn column(index: usize, header: &str) -> Column {
    let parts: Vec<&str> = header.split("::").map(str::trim).collect();
    let named = |name: &str| NAMES.iter().find(|(known, _)| *known == name).map(|(_, f)| *f);
    // The longest known beginning is the name; the rest is a language.
    for cut in (1..=parts.len().min(2)).rev() {
        let name = parts[..cut].join("::").to_lowercase();
        if let Some(field) = named(&name) {
            let language = language_code(&parts[cut..].join("::"));
            return Column { index, field, language, name };
        }
    }
    Column { index, field: Field::Other, language: String::new(), name: header.to_owned() }
}

impl Columns {
    /// Understands the header of `table`; a column that stands twice is a problem.
    pub(super) fn of(table: &Table, problems: &mut Vec<FormError>) -> Self {
        let mut columns: Vec<Column> = Vec::new();
        for (index, header) in table.headers.iter().enumerate().filter(|(_, h)| !h.is_empty()) {
            let new = column(index, header);
            let twice = columns.iter().any(|old| {
                let same_name = new.field != Field::Other || old.name == new.name;
                let loose = matches!(new.field, Field::Later | Field::Ignored);
                old.field == new.field && old.language == new.language && same_name && !loose
            });
            if twice {
                let rule = Rule::DuplicateColumn(header.clone());
                problems.push(table.problem(1, Some(index), rule));
            }
            columns.push(new);
        }
        Self(columns)
    }

    /// The first column of that field.
    pub(super) fn index(&self, field: Field) -> Option<usize> {
        self.0.iter().find(|column| column.field == field).map(|column| column.index)
    }

    /// The text in that field, if the cell is filled.
    pub(super) fn get<'a>(&self, row: &'a Row, field: Field) -> Option<&'a str> {
        let cell = row.cells.get(self.index(field)?)?;
        (!cell.is_empty()).then_some(cell.as_str())
    }

    /// The texts in that field in all languages.
    pub(super) fn texts(&self, row: &Row, field: Field) -> Texts {
        let mut texts = Texts::default();
        for column in self.0.iter().filter(|column| column.field == field) {
            if let Some(text) = row.cells.get(column.index).filter(|text| !text.is_empty()) {
                texts.0.insert(column.language.clone(), text.clone());
            }
        }
        texts
    }

    /// The languages that the columns of words name, in order.
    pub(super) fn languages(&self) -> Vec<String> {
        let mut found: Vec<String> = Vec::new();
        let words = |c: &&Column| matches!(c.field, Field::Label | Field::Hint);
        for column in self.0.iter().filter(words) {
            if !found.contains(&column.language) {
                found.push(column.language.clone());
            }
        }
        found
    }
}

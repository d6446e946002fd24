//! Which header means what: XLSForm's columns, their older spellings, and words after `::`.

use super::book::{Spot, Table, Workbook};
use super::value::{Cell, Dict, Val};
use crate::forms::problem::{FormError, Rule, Sheet};

/// Is it a column of the sheet that means something by itself?
fn is_column(sheet: Sheet, name: &str) -> bool {
    let names = match sheet {
        Sheet::Survey => {
            "name label default guidance_hint instance query sms_field trigger bind choice_filter \
             control hint media parameters type choices itemset list_name"
        }
        Sheet::Choices | Sheet::ExternalChoices | Sheet::Osm => "name label media sms_option",
        Sheet::Settings => {
            "name label bind control hint media type instance flat add_none_option \
             clean_text_values attribute auto_delete auto_send choices default_language id_string \
             instance_name instance_xmlns namespaces omit_instanceID public_key sms_keyword style \
             submission_url title version allow_choice_duplicates client_editable delimiter prefix"
        }
        Sheet::Entities => "dataset entity_id create_if update_if repeat label",
        Sheet::File | Sheet::Xml => "",
    };
    names.split(' ').any(|known| known == name)
}

/// What other names of columns stand for.
fn alias(sheet: Sheet, name: &str) -> Option<&'static [&'static str]> {
    let media: Option<&'static [&'static str]> = match name {
        "image" => Some(&["media", "image"]),
        "big-image" => Some(&["media", "big-image"]),
        "audio" => Some(&["media", "audio"]),
        "video" => Some(&["media", "video"]),
        "caption" => Some(&["label"]),
        "value" => Some(&["name"]),
        _ => None,
    };
    match sheet {
        Sheet::Survey => media.or_else(|| survey_alias(name)),
        Sheet::Choices | Sheet::ExternalChoices | Sheet::Osm => {
            media.or(if name == "list_name" { Some(&["list name"]) } else { None })
        }
        Sheet::Settings => Some(match name {
            "form_title" | "set_form_title" => &["title"],
            "form_id" | "set_form_id" => &["id_string"],
            "prefix" => &["prefix"],
            _ => return None,
        }),
        Sheet::Entities => (name == "list_name").then_some(&["dataset"]),
        Sheet::File | Sheet::Xml => None,
    }
}

fn survey_alias(name: &str) -> Option<&'static [&'static str]> {
    Some(match name {
        "compact_tag" => &["instance", "odk:tag"],
        "read_only" | "readonly" => &["bind", "readonly"],
        "relevant" | "relevance" => &["bind", "relevant"],
        "appearance" => &["control", "appearance"],
        "required" => &["bind", "required"],
        "constraint" => &["bind", "constraint"],
        "constraining_message" | "constraint_message" => &["bind", "jr:constraintMsg"],
        "calculation" | "calculate" => &["bind", "calculate"],
        "command" => &["type"],
        "tag" => &["name"],
        "count" | "repeat_count" | "jr:count" => &["control", "jr:count"],
        "autoplay" => &["control", "autoplay"],
        "rows" => &["control", "rows"],
        "noapperrorstring" | "no_app_error_string" => &["bind", "jr:noAppErrorString"],
        "requiredmsg" | "required_message" => &["bind", "jr:requiredMsg"],
        "body" => &["control"],
        "save_to" => &["bind", "entities:saveto"],
        _ => return None,
    })
}

/// A sheet whose headers are understood.
#[derive(Debug, Default)]
pub(super) struct Grouped {
    /// The words of each header, in order; each once.
    pub(super) headers: Vec<Vec<String>>,
    pub(super) rows: Vec<GroupedRow>,
}

/// A row by what its headers mean.
#[derive(Debug)]
pub(super) struct GroupedRow {
    pub(super) number: u32,
    pub(super) ordinal: u32,
    pub(super) dict: Dict,
}

impl Grouped {
    /// Is there a column whose first word is that?
    pub(super) fn has(&self, first: &str) -> bool {
        self.headers.iter().any(|words| words[0] == first)
    }
}

fn snake(name: &str) -> String {
    name.split_whitespace().collect::<Vec<_>>().join("_").to_lowercase()
}

/// The words of a header, known names first; `exact` says that it was written as it is kept.
fn words(header: &str, sheet: Sheet, double: bool) -> (bool, Vec<String>) {
    let known = |name: &str| is_column(sheet, name) && alias(sheet, name).is_none();
    if known(header) {
        return (true, vec![header.to_owned()]);
    }
    let small = snake(header);
    if known(&small) {
        return (false, vec![small]);
    }
    let mut tokens: Vec<String>;
    if double || header.contains("::") {
        tokens = header.split("::").map(|word| word.trim().to_owned()).collect();
    } else {
        tokens = header.split(':').map(|word| word.trim().to_owned()).collect();
        if let Some(at) = tokens.iter().position(|word| word == "jr")
            && at + 1 < tokens.len()
        {
            let name = tokens.remove(at + 1);
            tokens[at] = format!("jr:{name}");
        }
    }
    // No column has more words; longer ones are nobody's.
    tokens.truncate(8);
    let first = snake(&tokens[0]);
    if let Some(path) = alias(sheet, &first) {
        let exact = path.len() == 1 && path[0] == header;
        tokens.splice(0..1, path.iter().map(|word| (*word).to_owned()));
        (exact, tokens)
    } else if is_column(sheet, &first) {
        let exact = first == header;
        tokens[0] = first;
        (exact, tokens)
    } else {
        // A column of the author's own, which a choice filter may name.
        (true, tokens)
    }
}

/// Understands the headers and groups every row by them. `collapse` makes one blank of many.
pub(super) fn group(
    book: &Workbook,
    table: &Table,
    language: &str,
    collapse: bool,
    problems: &mut Vec<FormError>,
) -> Grouped {
    let mut grouped = Grouped::default();
    let named = name(book, table, &mut grouped, problems);
    for row in &table.rows {
        let mut dict = Dict::default();
        for (index, text) in row.cells.iter().enumerate().filter(|(_, text)| !text.is_empty()) {
            let spot = table.spot(row.number, index);
            let Some(Some(path)) = named.get(index) else {
                let strict = table.strict;
                let rule = if strict { Rule::NamelessColumn } else { Rule::UnreadCell };
                problems.push(book.problem(spot, rule));
                continue;
            };
            let val = Val::Text(Cell::new(clean(text, collapse), spot));
            match path.as_slice() {
                [key] => dict.set(key, val),
                path => dict.merge(path, val, language),
            }
        }
        grouped.rows.push(GroupedRow { number: row.number, ordinal: row.ordinal, dict });
    }
    grouped
}

/// The words of every header; none where there is no header.
fn name(
    book: &Workbook,
    table: &Table,
    grouped: &mut Grouped,
    problems: &mut Vec<FormError>,
) -> Vec<Option<Vec<String>>> {
    let double = table.headers.iter().any(|header| header.contains("::"));
    let mut named: Vec<Option<Vec<String>>> = Vec::new();
    for (index, header) in table.headers.iter().enumerate() {
        if header.is_empty() {
            named.push(None);
            continue;
        }
        let (exact, path) = words(header, table.sheet, double);
        let spot = table.spot(table.header_row, index);
        let twin = named.iter().position(|old| old.as_ref() == Some(&path));
        match twin.map(|twin| table.headers[twin].clone()) {
            Some(other) if other == *header => {
                problems.push(book.problem(spot, Rule::DuplicateColumn(other)));
            }
            Some(other) if !exact => {
                let rule = Rule::SameColumn { name: header.clone(), other };
                problems.push(book.problem(spot, rule));
            }
            Some(_) => {}
            None => grouped.headers.push(path.clone()),
        }
        named.push(Some(path));
    }
    named
}

/// Plain quotes for typographic ones; one blank for many.
fn clean(text: &str, collapse: bool) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in if collapse { text.trim() } else { text }.chars() {
        match letter {
            ' ' if collapse && out.ends_with(' ') => {}
            '\u{2018}' | '\u{2019}' => out.push('\''),
            '\u{201c}' | '\u{201d}' => out.push('"'),
            letter => out.push(letter),
        }
    }
    out
}

/// The columns without which a sheet says nothing.
pub(super) fn require(
    book: &Workbook,
    table: &Table,
    grouped: &Grouped,
    name: &'static str,
    problems: &mut Vec<FormError>,
) {
    if !grouped.has(name) {
        let spot = Spot { sheet: table.sheet, row: table.header_row, column: None };
        problems.push(book.problem(spot, Rule::MissingColumn(name)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn path(header: &str) -> String {
        words(header, Sheet::Survey, false).1.join("/")
    }

    #[test]
    fn older_spellings_and_languages_lead_to_the_same_words() {
        assert_eq!(path("Relevance"), "bind/relevant");
        assert_eq!(path("media::image::English (en)"), "media/image/English (en)");
        assert_eq!(path("image:English"), "media/image/English");
        assert_eq!(path("bind:jr:constraintMsg"), "bind/jr:constraintMsg");
        assert_eq!(path("body::accuracyThreshold"), "control/accuracyThreshold");
        assert_eq!(path("saksi:stop_message::id"), "saksi:stop_message/id");
        assert_eq!(path("Guidance Hint"), "guidance_hint");
    }
}

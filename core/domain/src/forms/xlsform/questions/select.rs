//! Selects and rankings: from lists, files and earlier answers; `or_other`; tables of selects.

use super::super::book::Spot;
use super::super::choices::{Choice, List};
use super::super::element::Element;
use super::super::lexer::is_name;
use super::super::reference;
use super::super::survey::{Line, Reader, TableList};
use super::super::types::{self, Select};
use super::super::value::{Cell, Dict, Val};
use super::of_type;
use super::parameters::{accept, ending, get, stem, wrong};
use crate::forms::problem::{Rule, Sheet};

/// The endings of files that hold choices.
pub(in super::super) const ENDINGS: [&str; 3] = [".csv", ".xml", ".geojson"];

/// Reads the row.
pub(super) fn read(reader: &mut Reader<'_, '_>, line: Line, select: &Select<'_>) {
    let external = select.kind == "select one external";
    let file = ENDINGS.contains(&ending(select.list));
    let at = line.kind.at;
    if external {
        check_external(reader, &line, select);
    } else {
        reader.instances.insert(stem(select.list).to_owned());
    }
    let dots = select.list.trim_start_matches('.').matches('.').count();
    if select.from_file && (!file || dots != 1) {
        reader.form.fail(at, Rule::FileEnding(select.list.to_owned()));
    } else if !external && !file && !reference::any(select.list) {
        check_list(reader, at, select);
    }
    check_parameters(reader, &line, select);
    let filter = line.dict.get("choice_filter").and_then(Val::any).map(|cell| cell.at);
    let other = select.or_other.then(|| other(reader, &line, select, filter)).flatten();
    let list = Cell::new(select.list, at);
    let ordinal = line.ordinal;
    let Some(mut element) = of_type(reader, line, select.kind) else { return };
    element.query = external && element.choice_filter.is_some();
    element.itemset = Some(list);
    table(reader, select, &mut element, ordinal, filter);
    reader.add(element);
    if let Some(other) = other {
        reader.add(other);
    }
}

fn check_external(reader: &mut Reader<'_, '_>, line: &Line, select: &Select<'_>) {
    if line.dict.get("choice_filter").is_none() {
        reader.form.fail(line.kind.at, Rule::ExternalWithoutFilter);
    }
    if reader.form.book.table(Sheet::ExternalChoices).is_none_or(|table| table.rows.is_empty()) {
        reader.form.fail(line.kind.at, Rule::MissingSheet("external_choices"));
    } else if !reader.external_lists.contains(select.list) {
        reader.form.fail(line.kind.at, Rule::MissingList(select.list.to_owned()));
    }
}

fn check_list(reader: &mut Reader<'_, '_>, at: Spot, select: &Select<'_>) {
    let Some(list) = reader.form.list(select.list) else {
        let rule = if reader.form.lists.is_empty() {
            Rule::MissingSheet("choices")
        } else {
            Rule::MissingList(select.list.to_owned())
        };
        return reader.form.fail(at, rule);
    };
    if select.kind != "select all that apply" {
        return;
    }
    let blank = |choice: &&Choice| choice.name.text.contains(' ');
    let bad: Vec<Cell> = list.choices.iter().filter(blank).map(|c| c.name.clone()).collect();
    for cell in bad {
        reader.form.fail(cell.at, Rule::BadCode(cell.text));
    }
}

fn check_parameters(reader: &mut Reader<'_, '_>, line: &Line, select: &Select<'_>) {
    let at = line.parameters_at();
    if select.file_parameters {
        accept(reader, line, &["label", "randomize", "seed", "value"]);
        for name in ["value", "label"] {
            if get(line, name).is_some_and(|value| !is_name(value)) {
                wrong(reader, at, name, "the name of a column");
            }
        }
    } else {
        accept(reader, line, &["randomize", "seed"]);
    }
    let (randomize, seed) = (get(line, "randomize"), get(line, "seed"));
    if randomize.is_some_and(|value| !matches!(value, "true" | "false")) {
        return wrong(reader, at, "randomize", "true or false");
    }
    let Some(seed) = seed else { return };
    if randomize.is_none() {
        wrong(reader, at, "randomize", "true, if there is a seed");
    } else if reference::only(seed).is_none() && seed.parse::<f64>().is_err() {
        wrong(reader, at, "seed", "a number or one ${question}");
    }
}

/// Adds the choice "other" to the list and gives the question that asks what else.
fn other(
    reader: &mut Reader<'_, '_>,
    line: &Line,
    select: &Select<'_>,
    filter: Option<Spot>,
) -> Option<Element> {
    reader.or_other = true;
    let at = line.kind.at;
    if let Some(filter) = filter {
        reader.form.fail(filter, Rule::NoFilterHere);
    }
    let Some(list) = reader.form.lists.iter_mut().find(|list| list.name == select.list) else {
        reader.form.fail(at, Rule::MissingList(select.list.to_owned()));
        return None;
    };
    if !list.choices.iter().any(|choice| choice.name.text == "other") {
        let choice = other_choice(list, at);
        list.choices.push(choice);
        list.settle();
    }
    let info = types::find("text")?;
    let name = &line.name.text;
    let mut element = Element::question(info, "text", &format!("{name}_other"), line.name.at);
    element.label = Some(Val::Text(Cell::new("Specify other.", at)));
    element.set_bind("relevant", format!("selected(../{name}, 'other')"), at);
    Some(element)
}

fn other_choice(list: &List, at: Spot) -> Choice {
    let mut words = Dict::default();
    let maps = list.choices.iter().filter_map(|choice| choice.label.as_ref()?.dict());
    for (language, _) in maps.flat_map(|map| &map.0) {
        words.put(language, "Other", at);
    }
    let label = if words.is_empty() { Val::Text(Cell::new("Other", at)) } else { Val::Map(words) };
    Choice { name: Cell::new("other", at), label: Some(label), media: None, columns: Vec::new() }
}

/// In a table of selects, the first brings a row of words and all show theirs no more.
fn table(
    reader: &mut Reader<'_, '_>,
    select: &Select<'_>,
    element: &mut Element,
    ordinal: u32,
    filter: Option<Spot>,
) {
    match &reader.table_list {
        TableList::No => return,
        TableList::Of(list) if list == select.list => {}
        TableList::Of(list) => {
            let rule = Rule::MixedTable { list: list.clone(), other: select.list.to_owned() };
            reader.form.fail(element.at, rule);
        }
        TableList::Waiting => {
            reader.table_list = TableList::Of(select.list.to_owned());
            if let Some(filter) = filter {
                reader.form.fail(filter, Rule::NoFilterHere);
            }
            let Some(info) = types::find(select.kind) else { return };
            let name = format!("reserved_name_for_field_list_labels_{ordinal}");
            let mut header = Element::question(info, select.kind, &name, element.at);
            header.control.put("appearance", "label", element.at);
            header.label = Some(Val::Text(Cell::new(" ", element.at)));
            header.itemset.clone_from(&element.itemset);
            reader.add(header);
        }
    }
    element.control.put("appearance", "list-nolabel", element.at);
}

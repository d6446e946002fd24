//! Questions by type: what their parameters mean and what they bring into the form.

pub(super) mod audit;
pub(super) mod geo;
mod media;
pub(super) mod parameters;
mod range;
mod select;

pub(super) use parameters::{ending, stem};
pub(super) use select::ENDINGS;

use super::distance::closest;
use super::element::{Action, Element, FIRST_LOAD, Kind};
use super::survey::{Line, Reader, words};
use super::types;
use crate::forms::problem::Rule;

/// Reads a row that is a question.
pub(super) fn read(reader: &mut Reader<'_, '_>, line: Line) {
    let kind = line.kind.text.clone();
    if matches!(kind.as_str(), "csv-external" | "xml-external") {
        let stem = parameters::stem(&line.name.text).to_owned();
        reader.instances.insert(stem);
        let mut element = Element::new(Kind::External, &line.name.text, line.name.at);
        element.type_name = kind;
        reader.add(element);
        return;
    }
    if let Some(found) = types::select(&kind) {
        return select::read(reader, line, &found);
    }
    match kind.as_str() {
        "range" => range::read(reader, line),
        "text" | "photo" | "audio" | "background-audio" => media::read(reader, line),
        "geopoint" | "geotrace" | "geoshape" => geo::read(reader, line),
        "start-geopoint" => {
            let mut line = line;
            line.actions.push(Action::new("odk:setgeopoint", FIRST_LOAD));
            plain(reader, line);
        }
        "background-geopoint" => {
            if line.trigger.is_empty() {
                reader.form.fail(line.kind.at, Rule::NeedsTrigger);
            }
            if let Some(cell) = line.dict.within("bind", "calculate") {
                let at = cell.at;
                reader.form.fail(at, Rule::NoCalculationHere);
            }
            plain(reader, line);
        }
        _ => plain(reader, line),
    }
}

/// Adds a question whose type needs nothing more.
fn plain(reader: &mut Reader<'_, '_>, line: Line) {
    if let Some(element) = question(reader, line) {
        reader.add(element);
    }
}

/// The question of a row, if its type is known.
fn question(reader: &mut Reader<'_, '_>, line: Line) -> Option<Element> {
    let kind = line.kind.text.clone();
    // An osm question may name a list of tags, which nobody reads any more.
    let name = if kind.starts_with("osm ") { "osm" } else { kind.as_str() };
    of_type(reader, line, name)
}

/// The question of a row as a type of the table.
fn of_type(reader: &mut Reader<'_, '_>, mut line: Line, name: &str) -> Option<Element> {
    let Some(info) = types::find(name) else {
        let found = line.kind.text;
        let rule = match closest(found.split(' ').next().unwrap_or_default(), types::common()) {
            Some(like) if like != found => Rule::UnknownTypeLike { name: found, like },
            _ => Rule::UnknownType(found),
        };
        reader.form.fail(line.kind.at, rule);
        // Others may refer to it: one mistake, one problem.
        let info = types::find("hidden")?;
        return Some(Element::question(info, "hidden", &line.name.text, line.name.at));
    };
    if matches!(name, "simserial" | "subscriberid") {
        reader.form.fail(line.kind.at, Rule::OldPhoneProperty(name.to_owned()));
    }
    let at = if line.name.at.column.is_some() { line.name.at } else { line.whole };
    let mut element = Element::question(info, name, &line.name.text, at);
    words(&mut element, &mut line.dict);
    element.default = line.dict.text("default").cloned();
    element.choice_filter = line.dict.text("choice_filter").cloned();
    element.dynamic = line.dynamic;
    element.actions = line.actions;
    element.trigger = line.trigger;
    element.parameters = line.parameters;
    if element.appearance() == "label" && element.label.is_none() {
        element.label = Some(super::value::Val::Text(super::value::Cell::new(" ", at)));
    }
    Some(element)
}

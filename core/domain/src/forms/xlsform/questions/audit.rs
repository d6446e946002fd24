//! The audit log: one row that goes into `meta`, with what it shall record.

use super::super::survey::{Line, Reader};
use super::super::value::Cell;
use super::parameters::{accept, get, wrong};
use super::question;
use crate::forms::problem::Rule;

const KNOWN: &[&str] = &[
    "identify-user",
    "location-max-age",
    "location-min-interval",
    "location-priority",
    "track-changes",
    "track-changes-reasons",
];
const PLACE: [&str; 3] = ["location-priority", "location-min-interval", "location-max-age"];

/// Reads the row.
pub(in super::super) fn read(reader: &mut Reader<'_, '_>, mut line: Line) {
    if !matches!(line.name.text.as_str(), "" | "audit") {
        reader.form.fail(line.name.at, Rule::AuditName);
    }
    line.name = Cell::new("audit", line.name.at);
    accept(reader, &line, KNOWN);
    let at = line.parameters_at();
    let mut bind: Vec<(&'static str, String)> = Vec::new();
    for name in ["track-changes", "identify-user"] {
        let Some(value) = get(&line, name).map(str::to_owned) else { continue };
        if !matches!(value.as_str(), "true" | "false") {
            wrong(reader, at, name, "true or false");
        }
        bind.push((name, value));
    }
    if let Some(value) = get(&line, "track-changes-reasons").map(str::to_owned) {
        if value != "on-form-edit" {
            wrong(reader, at, "track-changes-reasons", "on-form-edit");
        }
        bind.push(("track-changes-reasons", value));
    }
    let place: Vec<(&'static str, String)> = PLACE
        .into_iter()
        .filter_map(|name| get(&line, name).map(|value| (name, value.to_owned())))
        .collect();
    if !place.is_empty() {
        location(reader, &line, place.len());
        bind.extend(place);
    }
    if let Some(first) = reader.meta.iter().find(|other| other.name == "audit") {
        let rule = Rule::DuplicateName { name: "audit".to_owned(), first: first.at.row };
        reader.form.fail(line.kind.at, rule);
    }
    let Some(mut element) = question(reader, line) else { return };
    for (name, value) in bind {
        element.set_bind(&format!("odk:{name}"), value, at);
    }
    reader.meta.push(element);
}

/// Where somebody is: all three parameters, each of its kind.
fn location(reader: &mut Reader<'_, '_>, line: &Line, given: usize) {
    let at = line.parameters_at();
    if given < PLACE.len() {
        return wrong(
            reader,
            at,
            "location-priority",
            "location-min-interval and location-max-age beside it",
        );
    }
    let priority = get(line, PLACE[0]).unwrap_or_default();
    if !["no-power", "low-power", "balanced", "high-accuracy"].contains(&priority) {
        wrong(reader, at, PLACE[0], "no-power, low-power, balanced or high-accuracy");
    }
    let seconds = |name: &str| get(line, name).and_then(|value| value.parse::<i64>().ok());
    let (interval, age) = (seconds(PLACE[1]), seconds(PLACE[2]));
    for (name, value) in [(PLACE[1], interval), (PLACE[2], age)] {
        if value.is_none_or(|value| value < 0) {
            wrong(reader, at, name, "a whole number, 0 or more");
        }
    }
    if age < interval {
        wrong(reader, at, PLACE[2], "at least location-min-interval");
    }
}

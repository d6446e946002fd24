//! Points, lines and areas: how exact they must be, and geometries offered to choose from.

use super::super::reference;
use super::super::settings::yes_no;
use super::super::survey::{Line, Reader};
use super::super::value::Cell;
use super::parameters::{accept, get, wrong};
use super::question;
use crate::forms::problem::Rule;

const POINT: &[&str] =
    &["allow-mock-accuracy", "capture-accuracy", "reference-geometry", "warning-accuracy"];
const SHAPE: &[&str] = &["allow-mock-accuracy", "incremental", "reference-geometry"];

/// Reads the row.
pub(super) fn read(reader: &mut Reader<'_, '_>, line: Line) {
    let at = line.parameters_at();
    let point = line.kind.text == "geopoint";
    accept(reader, &line, if point { POINT } else { SHAPE });
    let mut control: Vec<(&str, String)> = Vec::new();
    if point {
        let thresholds = [
            ("capture-accuracy", "accuracyThreshold"),
            ("warning-accuracy", "unacceptableAccuracyThreshold"),
        ];
        for (name, attribute) in thresholds {
            let Some(value) = get(&line, name).map(str::to_owned) else { continue };
            if value.parse::<f64>().is_err() {
                wrong(reader, at, name, "a number");
            }
            control.push((attribute, value));
        }
    } else if let Some(value) = get(&line, "incremental").map(str::to_owned) {
        if yes_no(&value) != Some(true) {
            wrong(reader, at, "incremental", "true");
        }
        control.push(("incremental", "true".to_owned()));
    }
    let mock = get(&line, "allow-mock-accuracy").map(str::to_owned);
    if mock.as_deref().is_some_and(|mock| !matches!(mock, "true" | "false")) {
        wrong(reader, at, "allow-mock-accuracy", "true or false");
    }
    let geometry = get(&line, "reference-geometry").map(|value| Cell::new(value, at));
    let Some(mut element) = question(reader, line) else { return };
    for (attribute, value) in control {
        element.control.put(attribute, value, at);
    }
    if let Some(mock) = mock {
        element.set_bind("odk:allow-mock-accuracy", mock, at);
    }
    if let Some(geometry) = geometry {
        reader.geometries.push(geometry.clone());
        element.itemset = Some(geometry);
    }
    reader.add(element);
}

/// Every `reference-geometry` names a list, a file or a repeat.
pub(in super::super) fn check_geometries(reader: &mut Reader<'_, '_>) {
    for cell in std::mem::take(&mut reader.geometries) {
        let name = cell.text.as_str();
        let repeat = reference::only(name).map(|found| found.name);
        let known = reader.instances.contains(name)
            || reader.form.list(name).is_some()
            || reader.references.declares(name)
            || repeat.is_some_and(|repeat| reader.repeats.contains_key(repeat));
        if !known {
            let expected = "a list, a file or a repeat";
            reader.form.fail(cell.at, Rule::BadParameter { name: "reference-geometry", expected });
        }
    }
}

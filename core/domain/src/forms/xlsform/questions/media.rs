//! Text, photos and sounds: questions with a parameter or two.

use super::super::element::{Action, LOAD};
use super::super::survey::{Line, Reader};
use super::super::value::{Cell, Val};
use super::parameters::{accept, get, wrong};
use super::question;
use crate::forms::problem::Rule;

/// Reads the row.
pub(super) fn read(reader: &mut Reader<'_, '_>, line: Line) {
    match line.kind.text.as_str() {
        "text" => text(reader, line),
        "photo" => photo(reader, line),
        "audio" => audio(reader, line, &["voice-only", "low", "normal", "external"]),
        _ => audio(reader, line, &["voice-only", "low", "normal"]),
    }
}

fn text(reader: &mut Reader<'_, '_>, line: Line) {
    accept(reader, &line, &["rows"]);
    let at = line.parameters_at();
    let rows = get(&line, "rows").map(str::to_owned);
    if rows.as_deref().is_some_and(|rows| rows.parse::<i64>().is_err()) {
        wrong(reader, at, "rows", "a whole number");
    }
    let Some(mut element) = question(reader, line) else { return };
    if let Some(rows) = rows {
        element.control.put("rows", rows, at);
    }
    reader.add(element);
}

fn photo(reader: &mut Reader<'_, '_>, mut line: Line) {
    accept(reader, &line, &["app", "max-pixels"]);
    let at = line.parameters_at();
    if let Some(default) = line.dict.text("default").cloned()
        && !default.text.contains("jr://images/")
    {
        let text = format!("jr://images/{}", default.text);
        line.dict.set("default", Val::Text(Cell::new(text, default.at)));
    }
    let pixels = get(&line, "max-pixels").map(str::to_owned);
    if pixels.as_deref().is_some_and(|pixels| pixels.parse::<i64>().is_err()) {
        wrong(reader, at, "max-pixels", "a whole number");
    }
    let appearance = line.dict.within("control", "appearance").map(|cell| cell.text.clone());
    let plain = appearance.is_none_or(|appearance| appearance == "annotate");
    let app = get(&line, "app").filter(|_| plain).map(str::to_owned);
    if app.as_deref().is_some_and(|app| !is_package(app)) {
        reader
            .form
            .fail(at, Rule::BadParameter { name: "app", expected: "an Android package name" });
    }
    let Some(mut element) = question(reader, line) else { return };
    if let Some(pixels) = pixels {
        element.set_bind("orx:max-pixels", pixels, at);
    }
    if let Some(app) = app {
        element.control.put("intent", app, at);
    }
    reader.add(element);
}

/// `com.example.app`: at least two parts, each beginning with a letter.
fn is_package(name: &str) -> bool {
    let part = |part: &str| {
        part.starts_with(|c: char| c.is_ascii_alphabetic())
            && part.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
    };
    name.contains('.') && name.split('.').all(part)
}

fn audio(reader: &mut Reader<'_, '_>, mut line: Line, qualities: &[&str]) {
    accept(reader, &line, &["quality"]);
    let at = line.parameters_at();
    let background = line.kind.text == "background-audio";
    let quality = get(&line, "quality").map(|quality| Cell::new(quality, at));
    if quality.as_ref().is_some_and(|quality| !qualities.contains(&quality.text.as_str())) {
        wrong(reader, at, "quality", "voice-only, low or normal");
    }
    if background {
        let action = Action::new("odk:recordaudio", LOAD);
        line.actions.push(Action { quality: quality.clone(), ..action });
    }
    let Some(mut element) = question(reader, line) else { return };
    if let Some(quality) = quality.filter(|_| !background) {
        element.set_bind("odk:quality", quality.text, at);
    }
    reader.add(element);
}

//! The model: submission, words, instances, then a bind for every question and what sets it.

use super::super::element::{Action, Element, Id, Kind, NEW_REPEAT};
use super::super::form::Form;
use super::super::lexer;
use super::super::paths::Manner;
use super::super::settings::yes_no;
use super::super::value::{Cell, Val};
use super::itext::{self, Words};
use super::writer::Writer;
use super::{instances, primary};
use crate::forms::xml::XmlId;

/// Writes the model into the head.
pub(super) fn write(writer: &mut Writer<'_>, form: &Form<'_>, head: XmlId, words: &Words) {
    let at = form.elements[0].at;
    let model = writer.element(head, "model", at);
    writer.attribute(model, "odk:xforms-version", "1.0.0", at);
    if let Some(version) = form.entities {
        writer.attribute(model, "entities:entities-version", version, at);
    }
    submission(writer, form, model);
    if !words.is_empty() {
        itext::write(writer, form, model, words);
    }
    primary::write(writer, form, model);
    instances::write(writer, form, model);
    for id in form.descendants(0) {
        bind(writer, form, id, model);
        for action in &form.elements[id].actions {
            if action.event != NEW_REPEAT {
                self::action(writer, form, id, action, model);
            }
        }
    }
}

fn submission(writer: &mut Writer<'_>, form: &Form<'_>, model: XmlId) {
    let settings = &form.settings;
    let at = form.elements[0].at;
    let mut attributes: Vec<(&str, Cell)> = Vec::new();
    if let Some(url) = settings.text("submission_url") {
        attributes.push(("action", url.clone()));
        attributes.push(("method", Cell::new("post", url.at)));
    }
    let others = [
        ("public_key", "base64RsaPublicKey"),
        ("auto_send", "orx:auto-send"),
        ("auto_delete", "orx:auto-delete"),
    ];
    for (setting, name) in others {
        attributes.extend(settings.text(setting).map(|cell| (name, cell.clone())));
    }
    if settings.is_on("client_editable", false) {
        attributes.push(("odk:client-editable", Cell::new("true", at)));
    }
    if attributes.is_empty() {
        return;
    }
    let submission = writer.element(model, "submission", at);
    for (name, cell) in attributes {
        writer.attribute(submission, name, &cell.text, cell.at);
    }
}

fn bind(writer: &mut Writer<'_>, form: &Form<'_>, id: Id, model: XmlId) {
    let element = &form.elements[id];
    let stop = element.stop_message.as_ref();
    if element.bind.is_none() && stop.is_none() {
        return;
    }
    let node = writer.element(model, "bind", element.at);
    writer.attribute(node, "nodeset", form.path(id), element.at);
    if let Some(stop) = stop {
        let cell = itext::message(form, id, "saksi:stop_message", stop, true);
        writer.attribute(node, "saksi:stop_message", &cell.text, cell.at);
    }
    for (name, val) in element.bind.iter().flat_map(|bind| &bind.0) {
        // What a trigger sets is no calculation.
        if name == "calculate" && !element.trigger.is_empty() {
            continue;
        }
        let cell = match name.as_str() {
            "jr:constraintMsg" | "jr:requiredMsg" => itext::message(form, id, name, val, true),
            "jr:noAppErrorString" => itext::message(form, id, name, val, false),
            _ => match val {
                Val::Text(cell) => spelled_out(name, cell),
                Val::Map(_) => continue,
            },
        };
        writer.expression(form, node, name, &cell, Manner::of(id));
    }
}

/// `yes` as `true()`, where an expression is read.
fn spelled_out(name: &str, cell: &Cell) -> Cell {
    let logical = matches!(name, "readonly" | "required" | "relevant" | "constraint" | "calculate");
    let words = match yes_no(&cell.text) {
        Some(true) if logical => "true()",
        Some(false) if logical => "false()",
        _ => return cell.clone(),
    };
    Cell::new(words, cell.at)
}

/// Is the default of a question computed?
pub(super) fn is_dynamic(element: &Element) -> bool {
    element.default.as_ref().is_some_and(|d| lexer::is_dynamic(&d.text, &element.type_name))
}

/// Writes what happens to an element by itself.
pub(super) fn action(
    writer: &mut Writer<'_>,
    form: &Form<'_>,
    id: Id,
    action: &Action,
    parent: XmlId,
) {
    let element = &form.elements[id];
    let node = writer.element(parent, action.tag, element.at);
    writer.attribute(node, "ref", form.path(id), element.at);
    writer.attribute(node, "event", action.event, element.at);
    if let Some(quality) = &action.quality {
        writer.attribute(node, "odk:quality", &quality.text, quality.at);
    }
    if action.tag != "setvalue" {
        return;
    }
    match (&element.default, action.value) {
        (Some(default), _) if element.dynamic || is_dynamic(element) => {
            writer.expression(form, node, "value", default, Manner::of(id));
        }
        (Some(default), _) if element.kind != Kind::Attribute => {
            writer.attribute(node, "value", &default.text, default.at);
        }
        (_, Some(value)) => writer.attribute(node, "value", value, element.at),
        _ => {}
    }
}

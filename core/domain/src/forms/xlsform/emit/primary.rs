//! The primary instance: a blank submission, with a template for every repeat.

use super::super::element::{Id, Kind};
use super::super::form::Form;
use super::super::paths::Manner;
use super::super::value::Val;
use super::writer::Writer;
use crate::forms::xml::XmlId;

/// Writes the instance.
pub(super) fn write(writer: &mut Writer<'_>, form: &Form<'_>, model: XmlId) {
    let settings = &form.settings;
    let at = form.elements[0].at;
    let instance = writer.element(model, "instance", at);
    let outer = writer.unprefixed.clone();
    if let Some(own) = settings.text("instance_xmlns") {
        writer.unprefixed.clone_from(&own.text);
    }
    let root = writer.element(instance, &settings.name, at);
    if writer.unprefixed != outer {
        let own = writer.unprefixed.clone();
        writer.declare(root, &own);
    }
    for group in ["instance", "attribute"] {
        for (name, val) in settings.row.dict(group).iter().flat_map(|dict| &dict.0) {
            if let Val::Text(cell) = val {
                writer.attribute(root, name, &cell.text, cell.at);
            }
        }
    }
    writer.attribute(root, "id", &settings.id.text, settings.id.at);
    let attributes =
        [("version", "version"), ("prefix", "odk:prefix"), ("delimiter", "odk:delimiter")];
    for (setting, name) in attributes {
        if let Some(cell) = settings.text(setting) {
            writer.attribute(root, name, &cell.text, cell.at);
        }
    }
    children(writer, form, 0, root, false);
    writer.unprefixed = outer;
}

/// Writes what is below an element; `in_row` says that templates were given further out.
fn children(writer: &mut Writer<'_>, form: &Form<'_>, id: Id, parent: XmlId, in_row: bool) {
    for child in &form.elements[id].children {
        let kind = form.elements[*child].kind;
        match kind {
            Kind::External => {}
            Kind::Attribute => {
                let element = &form.elements[*child];
                let value = element.value.as_ref();
                let text = value.map_or("", |cell| cell.text.as_str());
                writer.attribute(parent, &element.name, text, element.at);
            }
            _ => {
                let begins = kind == Kind::Repeat && !in_row;
                if begins {
                    template(writer, form, *child, parent);
                }
                node(writer, form, *child, parent, in_row || begins);
            }
        }
    }
}

fn node(writer: &mut Writer<'_>, form: &Form<'_>, id: Id, parent: XmlId, in_row: bool) {
    let element = &form.elements[id];
    let node = writer.element(parent, &element.name, element.at);
    for (name, val) in &element.instance.0 {
        if let Val::Text(cell) = val {
            writer.expression(form, node, name, cell, Manner::of(id));
        }
    }
    if let Some(default) = &element.default
        && !super::model::is_dynamic(element)
    {
        writer.text(node, &default.text, default.at);
    }
    children(writer, form, id, node, in_row);
}

/// The row that is copied whenever one is added.
fn template(writer: &mut Writer<'_>, form: &Form<'_>, id: Id, parent: XmlId) {
    let element = &form.elements[id];
    let node = writer.element(parent, &element.name, element.at);
    writer.attribute(node, "jr:template", "", element.at);
    for child in &element.children {
        match form.elements[*child].kind {
            Kind::Repeat => template(writer, form, *child, node),
            Kind::External => {}
            _ => self::node(writer, form, *child, node, false),
        }
    }
}

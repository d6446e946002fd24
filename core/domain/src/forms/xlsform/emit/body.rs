//! The body: what is shown, in order, and what happens when an answer changes.

use super::super::element::{Element, Id, Kind, VALUE_CHANGED};
use super::super::form::Form;
use super::super::paths::Manner;
use super::super::questions::{ENDINGS, ending, stem};
use super::super::reference;
use super::super::types::TypeInfo;
use super::super::value::{Cell, Val};
use super::writer::Writer;
use super::{instances, itext, model};
use crate::forms::problem::Rule;
use crate::forms::xml::XmlId;

/// Writes the body.
pub(super) fn write(writer: &mut Writer<'_>, form: &Form<'_>, html: XmlId) {
    let body = writer.element(html, "h:body", form.elements[0].at);
    if let Some(style) = form.settings.text("style") {
        writer.attribute(body, "class", &style.text, style.at);
    }
    children(writer, form, 0, body);
}

fn children(writer: &mut Writer<'_>, form: &Form<'_>, id: Id, parent: XmlId) {
    for child in form.elements[id].children.clone() {
        match form.elements[child].kind {
            Kind::Group if !form.elements[child].bodyless => group(writer, form, child, parent),
            Kind::Repeat => repeat(writer, form, child, parent),
            Kind::Question(info) => question(writer, form, child, info, parent),
            _ => {}
        }
    }
}

fn group(writer: &mut Writer<'_>, form: &Form<'_>, id: Id, parent: XmlId) {
    let element = &form.elements[id];
    let node = writer.element(parent, "group", element.at);
    for (name, val) in &element.control.0 {
        match val {
            Val::Text(cell) if name == "appearance" => {
                writer.attribute(node, name, &cell.text, cell.at);
            }
            Val::Text(cell) => writer.expression(form, node, name, cell, Manner::of(id)),
            Val::Map(_) => {}
        }
    }
    writer.attribute(node, "ref", form.path(id), element.at);
    if element.label.is_some() {
        label(writer, form, id, node);
    }
    children(writer, form, id, node);
}

fn repeat(writer: &mut Writer<'_>, form: &Form<'_>, id: Id, parent: XmlId) {
    let element = &form.elements[id];
    let group = writer.element(parent, "group", element.at);
    writer.attribute(group, "ref", form.path(id), element.at);
    label(writer, form, id, group);
    let node = writer.element(group, "repeat", element.at);
    writer.attribute(node, "nodeset", form.path(id), element.at);
    controls(writer, form, id, node);
    children(writer, form, id, node);
    for below in form.descendants(id) {
        let inside = below != id && form.nearest_repeat(below) == Some(id);
        for action in form.elements[below].actions.iter().filter(|_| inside) {
            if action.event == super::super::element::NEW_REPEAT {
                model::action(writer, form, below, action, node);
            }
        }
    }
}

/// The attributes that the columns `body::…` give.
fn controls(writer: &mut Writer<'_>, form: &Form<'_>, id: Id, node: XmlId) {
    for (name, val) in &form.elements[id].control.0 {
        if let Val::Text(cell) = val {
            writer.expression(form, node, name, cell, Manner::of(id));
        }
    }
}

fn label(writer: &mut Writer<'_>, form: &Form<'_>, id: Id, parent: XmlId) {
    let element = &form.elements[id];
    let at = element.label.as_ref().and_then(Val::any).map_or(element.at, |cell| cell.at);
    let node = writer.element(parent, "label", at);
    if element.label_in_itext() {
        writer.attribute(node, "ref", &format!("jr:itext('{}:label')", form.path(id)), at);
    } else if let Some(Val::Text(cell)) = &element.label {
        writer.words(form, node, cell, Some(id));
    }
}

fn hint(writer: &mut Writer<'_>, form: &Form<'_>, id: Id, parent: XmlId) {
    let element = &form.elements[id];
    let first = element.hint.as_ref().or(element.guidance.as_ref()).and_then(Val::any);
    let at = first.map_or(element.at, |cell| cell.at);
    let node = writer.element(parent, "hint", at);
    if itext::hint_in_itext(element) {
        writer.attribute(node, "ref", &format!("jr:itext('{}:hint')", form.path(id)), at);
    } else if let Some(Val::Text(cell)) = &element.hint {
        writer.words(form, node, cell, Some(id));
    }
}

/// Is a question computed and without words, so that nobody sees it?
fn is_hidden(element: &Element) -> bool {
    let set = element.bind_text("calculate").is_some() || !element.trigger.is_empty();
    element.type_name == "calculate" || set && element.label.is_none() && element.hint.is_none()
}

fn question(writer: &mut Writer<'_>, form: &Form<'_>, id: Id, info: TypeInfo, parent: XmlId) {
    let element = &form.elements[id];
    let sets = form.triggers.get(&element.name);
    if is_hidden(element) {
        for (target, _) in sets.into_iter().flatten().filter(|(t, _)| !is_point(form, *t)) {
            let trigger = form.elements[*target].trigger.first();
            let at = trigger.map_or(element.at, |cell| cell.at);
            writer.fail(at, Rule::UnseenTrigger(element.name.clone()));
        }
        return;
    }
    if info.tag.is_empty() {
        return;
    }
    let node = writer.element(parent, info.tag, element.at);
    writer.attribute(node, "ref", form.path(id), element.at);
    if !info.media.is_empty() {
        writer.attribute(node, "mediatype", info.media, element.at);
    }
    controls(writer, form, id, node);
    words(writer, form, id, node);
    choices(writer, form, id, info, node);
    let (points, values): (Vec<_>, Vec<_>) =
        sets.into_iter().flatten().partition(|(target, _)| is_point(form, *target));
    for (target, calculation) in values.into_iter().chain(points) {
        set(writer, form, id, *target, calculation.as_ref(), node);
    }
}

fn is_point(form: &Form<'_>, id: Id) -> bool {
    form.elements[id].type_name == "background-geopoint"
}

/// What another question becomes when this one changes.
fn set(
    writer: &mut Writer<'_>,
    form: &Form<'_>,
    id: Id,
    target: Id,
    calculation: Option<&Cell>,
    parent: XmlId,
) {
    let other = &form.elements[target];
    let point = is_point(form, target);
    let tag = if point { "odk:setgeopoint" } else { "setvalue" };
    let node = writer.element(parent, tag, other.at);
    writer.attribute(node, "ref", form.path(target), other.at);
    writer.attribute(node, "event", VALUE_CHANGED, other.at);
    if let Some(calculation) = calculation.filter(|_| !point) {
        writer.expression(form, node, "value", calculation, Manner::of(id));
    }
}

fn words(writer: &mut Writer<'_>, form: &Form<'_>, id: Id, node: XmlId) {
    let element = &form.elements[id];
    let media = element.has_media();
    if element.label.is_none() && !media && element.hint.is_none() {
        return writer.fail(element.at, Rule::MissingLabel);
    }
    if element.media.as_ref().is_some_and(itext::big_image_alone) {
        writer.fail(element.at, Rule::BigImageAlone);
    }
    label(writer, form, id, node);
    if element.hint.is_some() || element.guidance.is_some() {
        hint(writer, form, id, node);
    }
}

/// Where an itemset comes from: nodeset, value, label, and the filter it has by itself.
struct Source {
    nodeset: String,
    value: String,
    label: String,
    filter: Option<String>,
}

fn choices(writer: &mut Writer<'_>, form: &Form<'_>, id: Id, info: TypeInfo, node: XmlId) {
    let element = &form.elements[id];
    let Some(list) = &element.itemset else { return };
    if element.type_name == "select one external" {
        return query(writer, form, id, list, node);
    }
    if element.is_select() && instances::is_searched(element) {
        return searched(writer, form, list, node);
    }
    let source = match info.tag {
        "range" => from_list(form, list),
        _ => source(writer, form, id, list),
    };
    itemset(writer, form, id, source, node);
}

/// Choices of a file of its own are asked for by a query.
fn query(writer: &mut Writer<'_>, form: &Form<'_>, id: Id, list: &Cell, node: XmlId) {
    let element = &form.elements[id];
    let Some(filter) = element.choice_filter.as_ref().filter(|_| element.query) else { return };
    let manner = Manner { current: true, ..Manner::of(id) };
    let inner = writer.replaced(form, filter, manner);
    let value = format!("instance('{}')/root/item[{inner}]", list.text);
    writer.attribute(node, "query", &value, filter.at);
    writer.came_from(node, "query", &value, filter, &inner);
}

fn searched(writer: &mut Writer<'_>, form: &Form<'_>, list: &Cell, node: XmlId) {
    let Some(list) = form.list(&list.text) else { return };
    for (index, choice) in list.choices.iter().enumerate() {
        let at = choice.name.at;
        let item = writer.element(node, "item", at);
        let label = writer.element(item, "label", at);
        match &choice.label {
            _ if list.in_itext => {
                let id = format!("jr:itext('{}-{index}')", list.name);
                writer.attribute(label, "ref", &id, at);
            }
            Some(Val::Text(cell)) => writer.words(form, label, cell, None),
            _ => {}
        }
        let value = writer.element(item, "value", at);
        writer.text(value, &choice.name.text, at);
    }
}

fn from_list(form: &Form<'_>, list: &Cell) -> Source {
    let in_itext = form.list(&list.text).is_some_and(|list| list.in_itext);
    Source {
        nodeset: format!("instance('{}')/root/item", list.text),
        value: "name".to_owned(),
        label: if in_itext { "jr:itext(itextId)" } else { "label" }.to_owned(),
        filter: None,
    }
}

fn source(writer: &mut Writer<'_>, form: &Form<'_>, id: Id, list: &Cell) -> Source {
    let element = &form.elements[id];
    let ending = ending(&list.text);
    if ENDINGS.contains(&ending) {
        let (value, label) = if ending == ".geojson" { ("id", "title") } else { ("name", "label") };
        return Source {
            nodeset: format!("instance('{}')/root/item", stem(&list.text)),
            value: element.parameter("value").unwrap_or(value).to_owned(),
            label: element.parameter("label").unwrap_or(label).to_owned(),
            filter: None,
        };
    }
    if !reference::any(&list.text) {
        return from_list(form, list);
    }
    let manner = Manner { rows: true, ..Manner::of(id) };
    let path = writer.replaced(form, list, manner);
    let path = path.trim();
    if !element.is_select() {
        let (value, label) = ("geometry".to_owned(), "geometry".to_owned());
        let filter = Some("./geometry != ''".to_owned());
        return Source { nodeset: path.to_owned(), value, label, filter };
    }
    let (nodeset, name) = path.rsplit_once('/').unwrap_or(("", path));
    Source {
        nodeset: nodeset.to_owned(),
        value: name.to_owned(),
        label: name.to_owned(),
        filter: Some(format!("./{name} != ''")),
    }
}

fn itemset(writer: &mut Writer<'_>, form: &Form<'_>, id: Id, source: Source, node: XmlId) {
    let element = &form.elements[id];
    let list = element.itemset.as_ref();
    let at = list.map_or(element.at, |cell| cell.at);
    let by_rows = list.is_some_and(|cell| reference::any(&cell.text));
    let mut nodeset = source.nodeset.clone();
    let mut filter = source.filter;
    let own = element.choice_filter.as_ref().filter(|_| element.type_name != "range");
    if let Some(own) = own {
        let manner = Manner { current: true, rows: by_rows, ..Manner::of(id) };
        let mut text = writer.replaced(form, own, manner);
        if by_rows {
            text = text.replace(&format!("current()/{nodeset}"), ".").replace(&nodeset, ".");
        }
        filter = Some(text);
    }
    if let Some(filter) = &filter {
        nodeset += &format!("[{filter}]");
    }
    if element.parameter("randomize") == Some("true") {
        let seed = element.parameter("seed").map(|seed| Cell::new(seed, at));
        let seed = seed.map(|seed| writer.replaced(form, &seed, Manner::of(id)));
        let seed = seed.map_or(String::new(), |seed| format!(", {}", seed.trim()));
        nodeset = format!("randomize({nodeset}{seed})");
    }
    let place = own.map_or(at, |cell| cell.at);
    let set = writer.element(node, "itemset", place);
    writer.attribute(set, "nodeset", &nodeset, place);
    if let (Some(own), Some(filter)) = (own, &filter) {
        writer.came_from(set, "nodeset", &nodeset, own, filter);
    }
    for (tag, path) in [("value", &source.value), ("label", &source.label)] {
        let child = writer.element(set, tag, at);
        writer.attribute(child, "ref", path, at);
    }
}

//! A question as a row: its type from control and bind, then everything that has a column.

use super::lists::body_list;
use super::source::{JR, ODK, Source};
use super::{Cells, Leftover, words};
use crate::forms::xml::XmlId;

/// The row of a question, and what it cannot say.
pub(super) fn row(
    source: &Source<'_>,
    node: XmlId,
    name: &str,
    path: &str,
) -> (Cells, Vec<Leftover>) {
    let document = source.document;
    let control = source.controls.get(path).copied();
    let mut lost = Vec::new();
    let mut cells = Cells::new();
    let mut parameters = Vec::new();
    let kind = kind(source, path, control, &mut parameters);
    let select =
        control.filter(|_| matches!(kind.as_str(), "select_one" | "select_multiple" | "rank"));
    let kind = match select {
        Some(control) => choices(source, path, control, &kind, &mut cells, &mut parameters),
        None => kind,
    };
    cells.insert(0, ("type".to_owned(), kind.clone()));
    cells.insert(1, ("name".to_owned(), name.to_owned()));
    for child in control.into_iter().flat_map(|control| document.elements(control)) {
        match document.name(child).local.as_str() {
            "label" => words::element(source, child, "label", path, &mut cells),
            "hint" => words::element(source, child, "hint", path, &mut cells),
            _ => {}
        }
    }
    if let Some(control) = control {
        body_attributes(source, control, path, &mut cells);
    }
    bind(source, path, &mut cells, kind == "note");
    let default = document.string_value(node);
    if !default.is_empty() {
        let file = default.strip_prefix("jr://images/").map(str::to_owned);
        cells.push(("default".to_owned(), file.unwrap_or(default)));
    }
    actions(source, path, &mut cells, &mut lost);
    if !parameters.is_empty() {
        cells.push(("parameters".to_owned(), parameters.join(" ")));
    }
    for attribute in document.attributes(node) {
        let header = format!("instance::{}", attribute.name.qualified());
        cells.push((header, source.names.named(attribute.value, path)));
    }
    (cells, lost)
}

fn bind_attribute<'a>(source: &Source<'a>, path: &str, ns: &str, name: &str) -> Option<&'a str> {
    source.document.attribute(*source.binds.get(path)?, ns, name)
}

/// The type of a question.
fn kind(
    source: &Source<'_>,
    path: &str,
    control: Option<XmlId>,
    parameters: &mut Vec<String>,
) -> String {
    let of_bind = bind_attribute(source, path, "", "type").unwrap_or("string");
    let of_bind = of_bind.rsplit(':').next().unwrap_or(of_bind);
    let Some(control) = control else { return hidden(source, path, of_bind, parameters) };
    let read_only =
        bind_attribute(source, path, "", "readonly").is_some_and(|r| r.trim() == "true()");
    let tag = source.document.name(control).local.as_str();
    let media = source.attribute(control, "mediatype").unwrap_or_default();
    match (tag, of_bind) {
        ("select1", _) => "select_one",
        ("select", _) => "select_multiple",
        ("rank", _) => "rank",
        ("trigger", _) => "acknowledge",
        ("range", _) => {
            for name in ["start", "end", "step"] {
                let value = source.attribute(control, name);
                parameters.extend(value.map(|value| format!("{name}={value}")));
            }
            parameters.extend(list(source, control).map(|list| format!("tick_labelset={list}")));
            "range"
        }
        ("upload", _) => match media.split('/').next().unwrap_or_default() {
            kind @ ("image" | "audio" | "video") => kind,
            _ => "file",
        },
        (_, "string") if read_only && bind_attribute(source, path, "", "calculate").is_none() => {
            "note"
        }
        (_, "geopoint" | "geotrace" | "geoshape") => {
            let list = list(source, control);
            parameters.extend(list.map(|list| format!("reference-geometry={list}")));
            of_bind
        }
        (_, "int") => "integer",
        (_, "string") => "text",
        (_, kind) => kind,
    }
    .to_owned()
}

/// The list that the itemset of a control reads.
fn list<'a>(source: &Source<'a>, control: XmlId) -> Option<&'a str> {
    let document = source.document;
    let set = document.elements(control).find(|id| document.name(*id).local == "itemset")?;
    let nodeset = source.attribute(set, "nodeset")?.trim();
    nodeset.strip_prefix("instance(")?.split(['\'', '"']).nth(1)
}

/// The type of what is not in the body.
fn hidden(source: &Source<'_>, path: &str, of_bind: &str, parameters: &mut Vec<String>) -> String {
    let preload = bind_attribute(source, path, JR, "preload");
    let wanted = bind_attribute(source, path, JR, "preloadParams").unwrap_or_default();
    let actions = source.actions.get(path).into_iter().flatten();
    for action in actions {
        let name = source.document.name(*action).local.as_str();
        let changed = source.attribute(*action, "event") == Some("xforms-value-changed");
        match name {
            "setgeopoint" if changed => return "background-geopoint".to_owned(),
            "setgeopoint" => return "start-geopoint".to_owned(),
            "recordaudio" => {
                let quality = source.document.attribute(*action, ODK, "quality");
                parameters.extend(quality.map(|quality| format!("quality={quality}")));
                return "background-audio".to_owned();
            }
            _ => {}
        }
    }
    match (preload, wanted) {
        (Some("timestamp" | "date" | "property"), wanted) => wanted.to_owned(),
        _ if bind_attribute(source, path, "", "calculate").is_some()
            || source.actions.contains_key(path) =>
        {
            "calculate".to_owned()
        }
        _ if of_bind == "string" => "hidden".to_owned(),
        _ => of_bind.to_owned(),
    }
}

/// The list of a select: `select_one list`, its filter and its order.
fn choices(
    source: &Source<'_>,
    path: &str,
    control: XmlId,
    kind: &str,
    cells: &mut Cells,
    parameters: &mut Vec<String>,
) -> String {
    let document = source.document;
    let set = document.elements(control).find(|id| document.name(*id).local == "itemset");
    let Some(set) = set else { return format!("{kind} {}", body_list(path)) };
    let mut nodeset = source.attribute(set, "nodeset").unwrap_or_default().trim();
    if let Some(inner) = nodeset.strip_prefix("randomize(").and_then(|r| r.strip_suffix(')')) {
        parameters.push("randomize=true".to_owned());
        let (set, seed) = match inner.rsplit_once(',') {
            Some((set, seed)) if !seed.contains([']', ')']) => (set, Some(seed)),
            _ => (inner, None),
        };
        nodeset = set.trim();
        parameters.extend(seed.map(|seed| format!("seed={}", source.names.named(seed, path))));
    }
    let (base, filter) = match nodeset.split_once('[') {
        Some((base, rest)) => (base, rest.strip_suffix(']')),
        None => (nodeset, None),
    };
    let reference = |tag: &str| {
        let child = document.elements(set).find(|id| document.name(*id).local == tag);
        child.and_then(|child| source.attribute(child, "ref")).unwrap_or_default()
    };
    let Some(id) = base.strip_prefix("instance(").and_then(|rest| rest.split(['\'', '"']).nth(1))
    else {
        let value = reference("value");
        if let Some(filter) = filter.filter(|filter| *filter != format!("./{value} != ''")) {
            // The rows' own questions are named by their full path first.
            let filter = filter.replace(" ./", &format!(" {base}/"));
            cells.push(("choice_filter".to_owned(), source.names.named(&filter, path)));
        }
        return format!("{kind} {}", source.names.named(&format!("{base}/{value}"), path));
    };
    if let Some(filter) = filter {
        cells.push(("choice_filter".to_owned(), source.names.named(filter, path)));
    }
    let instance =
        document.elements(source.model).find(|node| source.attribute(*node, "id") == Some(id));
    match instance.and_then(|instance| source.attribute(instance, "src")) {
        Some(file) => {
            let (value, label) = (reference("value"), reference("label"));
            parameters.extend((value != "name").then(|| format!("value={value}")));
            parameters.extend((label != "label").then(|| format!("label={label}")));
            let from_file = if kind == "rank" { "" } else { "_from_file" };
            format!("{kind}{from_file} {}", file.rsplit('/').next().unwrap_or(file))
        }
        None => format!("{kind} {id}"),
    }
}

/// Everything that a bind says and the type does not.
pub(super) fn bind(source: &Source<'_>, path: &str, cells: &mut Cells, note: bool) {
    let Some(bind) = source.binds.get(path) else { return };
    for attribute in source.document.attributes(*bind) {
        let (name, value) = (attribute.name, attribute.value);
        let plain = name.namespace.is_empty();
        let column = match (plain, name.local.as_str()) {
            (true, "nodeset" | "type") | (false, "preload" | "preloadParams") => continue,
            (true, "readonly") if note => continue,
            (true, "calculate") => "calculation".to_owned(),
            (true, "relevant" | "required" | "constraint" | "readonly") => name.local.clone(),
            (false, "constraintMsg") if name.namespace == JR => "constraint_message".to_owned(),
            (false, "requiredMsg") if name.namespace == JR => "required_message".to_owned(),
            (false, "saveto") => "save_to".to_owned(),
            (false, "stop_message") => "saksi:stop_message".to_owned(),
            (true, other) => format!("bind::{other}"),
            (false, other) => {
                let prefix = source.prefixed(&name.namespace).unwrap_or(&name.prefix);
                format!("bind::{prefix}:{other}")
            }
        };
        match words::itext_id(value) {
            Some(id) if !plain => words::itext(source, id, &column, path, cells),
            _ => cells.push((column, source.names.named(value, path))),
        }
    }
}

/// What the columns `appearance`, `repeat_count` and `body::…` say.
pub(super) fn body_attributes(source: &Source<'_>, control: XmlId, path: &str, cells: &mut Cells) {
    for attribute in source.document.attributes(control) {
        let name = attribute.name;
        let column = match (name.namespace.as_str(), name.local.as_str()) {
            ("", "ref" | "nodeset" | "mediatype" | "start" | "end" | "step") => continue,
            ("", "appearance") => "appearance".to_owned(),
            (JR, "count") => "repeat_count".to_owned(),
            (JR, "noAddRemove") => continue,
            ("", other) => format!("body::{other}"),
            (ODK, other) => format!("body::odk:{other}"),
            (_, other) => format!("body::{}:{other}", name.prefix),
        };
        cells.push((column, source.names.named(attribute.value, path)));
    }
}

/// Computed defaults, and values set when another answer changes.
fn actions(source: &Source<'_>, path: &str, cells: &mut Cells, lost: &mut Vec<Leftover>) {
    let document = source.document;
    let mut triggers: Vec<String> = Vec::new();
    for action in source.actions.get(path).into_iter().flatten() {
        let event = source.attribute(*action, "event").unwrap_or_default();
        let asker = document.parent(*action).and_then(|asker| source.attribute(asker, "ref"));
        let changed = event == "xforms-value-changed";
        let context = if changed { asker.unwrap_or(path) } else { path };
        let value = source.attribute(*action, "value");
        let value = value.map(|value| source.names.named(value, context));
        let mut add = |column: &str, text: Option<String>| {
            if let Some(text) = text.filter(|_| !cells.iter().any(|(known, _)| known == column)) {
                cells.push((column.to_owned(), text));
            }
        };
        if changed {
            triggers.push(source.names.named(asker.unwrap_or_default(), path));
            add("calculation", value);
        } else if event.contains("first-load") || event.contains("new-repeat") {
            add("default", value);
        } else if document.name(*action).local == "setvalue" {
            lost.push(Leftover {
                what: format!("{event} of {path}"),
                at: document.origin(*action),
            });
        }
    }
    if !triggers.is_empty() {
        cells.push(("trigger".to_owned(), triggers.join(", ")));
    }
}

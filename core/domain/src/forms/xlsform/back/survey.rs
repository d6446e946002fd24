//! The primary instance as rows: what is in it, in its order, with what the body says of it.

use super::source::Source;
use super::{Cells, Leftover, Sheets, question, words};
use crate::forms::xml::XmlId;

/// Writes all rows.
pub(super) fn walk(source: &Source<'_>, survey: &mut Sheets, leftovers: &mut Vec<Leftover>) {
    let path = format!("/{}", source.document.name(source.root).qualified());
    children(source, source.root, &path, survey, leftovers);
}

fn children(
    source: &Source<'_>,
    parent: XmlId,
    path: &str,
    survey: &mut Sheets,
    leftovers: &mut Vec<Leftover>,
) {
    let document = source.document;
    let mut seen: Vec<String> = Vec::new();
    for child in document.elements(parent) {
        let name = document.name(child).qualified();
        let below = format!("{path}/{name}");
        // A repeat stands there twice: its template, and a first row.
        if seen.contains(&name) {
            continue;
        }
        if document.name(child).local == "meta" {
            meta(source, child, &below, survey);
            continue;
        }
        let repeat = source.repeats.get(&below).copied();
        let group = document.elements(child).next().is_some();
        if repeat.is_some() || group {
            let kind = if repeat.is_some() { "repeat" } else { "group" };
            survey.rows.push(begin(source, kind, &name, &below, repeat));
            children(source, child, &below, survey, leftovers);
            survey.rows.push(vec![("type".to_owned(), format!("end_{kind}"))]);
        } else {
            let (cells, lost) = question::row(source, child, &name, &below);
            survey.rows.push(cells);
            leftovers.extend(lost);
        }
        seen.push(name);
    }
}

/// Of the metadata only the audit log has a row.
fn meta(source: &Source<'_>, meta: XmlId, path: &str, survey: &mut Sheets) {
    for child in source.document.elements(meta) {
        let name = source.document.name(child);
        if name.local == "audit" {
            let below = format!("{path}/{}", name.qualified());
            let mut cells = vec![("type".to_owned(), "audit".to_owned())];
            let bind = source.binds.get(&below).copied();
            let told = bind.into_iter().flat_map(|bind| source.document.attributes(bind));
            let pairs: Vec<String> = told
                .filter(|attribute| attribute.name.prefix == "odk")
                .map(|attribute| format!("{}={}", attribute.name.local, attribute.value))
                .collect();
            cells.push(("name".to_owned(), "audit".to_owned()));
            if !pairs.is_empty() {
                cells.push(("parameters".to_owned(), pairs.join(" ")));
            }
            survey.rows.push(cells);
        }
    }
}

fn begin(source: &Source<'_>, kind: &str, name: &str, path: &str, repeat: Option<XmlId>) -> Cells {
    let mut cells = vec![
        ("type".to_owned(), format!("begin_{kind}")),
        ("name".to_owned(), name.to_owned()),
    ];
    let group = source.controls.get(path).copied();
    let around = repeat.and_then(|repeat| source.document.parent(repeat));
    for node in group.or(around).into_iter().flat_map(|id| source.document.elements(id)) {
        if source.document.name(node).local == "label" {
            words::element(source, node, "label", &mut cells);
        }
    }
    for node in [repeat, group].into_iter().flatten() {
        question::body_attributes(source, node, &mut cells);
    }
    question::bind(source, path, &mut cells, false);
    cells
}

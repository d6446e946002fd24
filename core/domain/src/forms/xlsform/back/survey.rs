//! The primary instance as rows: what is in it, in its order, with what the body says of it.

use super::entities::{Declared, name_lists};
use super::source::{Source, XFORMS};
use super::{Cells, Leftover, Sheets, question, words};
use crate::forms::xml::XmlId;

/// Writes all rows.
pub(super) fn walk(
    source: &Source<'_>,
    entities: &[Declared],
    survey: &mut Sheets,
    leftovers: &mut Vec<Leftover>,
) {
    let path = format!("/{}", source.document.name(source.root).qualified());
    let mut rows = Rows { source, entities, survey, leftovers };
    rows.children(source.root, &path);
}

struct Rows<'a, 'd> {
    source: &'a Source<'d>,
    entities: &'a [Declared],
    survey: &'a mut Sheets,
    leftovers: &'a mut Vec<Leftover>,
}

impl Rows<'_, '_> {
    fn children(&mut self, parent: XmlId, path: &str) {
        let (source, document) = (self.source, self.source.document);
        let mut seen: Vec<String> = Vec::new();
        for child in document.elements(parent) {
            let name = document.name(child).qualified();
            let below = format!("{path}/{name}");
            // A repeat stands there twice: its template, and a first row.
            if seen.contains(&name) {
                continue;
            }
            if document.name(child).local == "meta" {
                meta(source, child, &below, self.survey);
                continue;
            }
            let repeat = source.repeats.get(&below).copied();
            let shown = source.controls.get(&below);
            let group = shown.is_some_and(|control| document.name(*control).local == "group");
            if repeat.is_some() || group || document.elements(child).next().is_some() {
                let kind = if repeat.is_some() { "repeat" } else { "group" };
                self.survey.rows.push(begin(source, kind, &name, &below, repeat));
                self.children(child, &below);
                self.survey.rows.push(vec![("type".to_owned(), format!("end_{kind}"))]);
            } else {
                let (mut cells, lost) = question::row(source, child, &name, &below);
                name_lists(self.entities, &below, &mut cells);
                self.survey.rows.push(cells);
                self.leftovers.extend(lost);
            }
            seen.push(name);
        }
    }
}

/// Files that are declared and that no select and no `pulldata` brings by itself.
pub(super) fn files(source: &Source<'_>, survey: &mut Sheets) {
    let document = source.document;
    let instances = document.elements(source.model);
    for instance in instances.filter(|id| document.name(*id).is(XFORMS, "instance")) {
        let (Some(id), Some(file)) =
            (source.attribute(instance, "id"), source.attribute(instance, "src"))
        else {
            continue;
        };
        let ending = file.rsplit('.').next().unwrap_or_default();
        let brought = survey.rows.iter().flatten().any(|(header, text)| {
            header == "type" && text.ends_with(&format!(" {id}.{ending}"))
                || text.contains("pulldata(") && text.contains(id)
        });
        if !brought && matches!(ending, "csv" | "xml") {
            let kind = format!("{ending}-external");
            survey.rows.push(vec![("type".to_owned(), kind), ("name".to_owned(), id.to_owned())]);
        }
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
    let mut cells =
        vec![("type".to_owned(), format!("begin_{kind}")), ("name".to_owned(), name.to_owned())];
    let group = source.controls.get(path).copied();
    let around = repeat.and_then(|repeat| source.document.parent(repeat));
    for node in group.or(around).into_iter().flat_map(|id| source.document.elements(id)) {
        if source.document.name(node).local == "label" {
            words::element(source, node, "label", path, &mut cells);
        }
    }
    for node in [repeat, group].into_iter().flatten() {
        question::body_attributes(source, node, path, &mut cells);
    }
    question::bind(source, path, &mut cells, false);
    cells
}

//! Texts of an XForm as columns: one per language, or one without.

use super::Cells;
use super::source::{Source, XFORMS};
use crate::forms::xml::{XmlId, XmlKind};

/// Adds the words of a `<label>`, `<hint>` or the like below `column`.
pub(super) fn element(
    source: &Source<'_>,
    node: XmlId,
    column: &str,
    path: &str,
    cells: &mut Cells,
) {
    match source.attribute(node, "ref").and_then(itext_id) {
        Some(id) => itext(source, id, column, path, cells),
        None => push(cells, column, text(source, node, path)),
    }
}

/// The id in `jr:itext('id')`.
pub(super) fn itext_id(text: &str) -> Option<&str> {
    let inner = text.trim().strip_prefix("jr:itext(")?.strip_suffix(')')?.trim();
    inner.strip_prefix(['\'', '"'])?.strip_suffix(['\'', '"'])
}

/// Adds the words of an id in all languages and forms.
pub(super) fn itext(source: &Source<'_>, id: &str, column: &str, path: &str, cells: &mut Cells) {
    for (language, node) in source.texts.get(id).into_iter().flatten() {
        for value in source.document.elements(*node) {
            let header = match source.attribute(value, "form") {
                None | Some("long" | "short") => column.to_owned(),
                Some("guidance") => "guidance_hint".to_owned(),
                Some(kind) => kind.to_owned(),
            };
            let mut words = text(source, value, path);
            if let Some(rest) = words.strip_prefix("jr://") {
                words = rest.split_once('/').map_or(rest, |(_, file)| file).to_owned();
            } else if words == "-" {
                // What was missing when the form was made is missing here.
                continue;
            }
            let plain = language == "default";
            push(cells, &if plain { header } else { format!("{header}::{language}") }, words);
        }
    }
}

fn push(cells: &mut Cells, header: &str, text: String) {
    if !text.is_empty() && !cells.iter().any(|(known, _)| known == header) {
        cells.push((header.to_owned(), text));
    }
}

/// Words with outputs as `${name}`; `path` is the question that they belong to.
pub(super) fn text(source: &Source<'_>, node: XmlId, path: &str) -> String {
    let mut out = String::new();
    for child in source.document.children(node) {
        match source.document.kind(child) {
            XmlKind::Text(words) => out.push_str(words),
            _ if source.document.is_element(child)
                && source.document.name(child).is(XFORMS, "output") =>
            {
                let value =
                    source.attribute(child, "value").or_else(|| source.attribute(child, "ref"));
                out += &source.names.named(value.unwrap_or_default(), path);
            }
            _ => {}
        }
    }
    out.trim().to_owned()
}

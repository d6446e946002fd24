//! Entities of an XForm as rows of the sheet entities.

use super::source::Source;
use super::{Cells, Sheets};
use crate::forms::xml::XmlId;

/// An entity and the container whose questions it may save.
pub(super) struct Declared {
    container: String,
    list: String,
}

/// Writes the sheet and gives what was declared, innermost containers first.
pub(super) fn write(source: &Source<'_>, entities: &mut Sheets) -> Vec<Declared> {
    let mut declared = Vec::new();
    let path = format!("/{}", source.document.name(source.root).qualified());
    find(source, source.root, &path, entities, &mut declared);
    declared.sort_by_key(|entity| std::cmp::Reverse(entity.container.len()));
    declared
}

fn find(
    source: &Source<'_>,
    parent: XmlId,
    path: &str,
    entities: &mut Sheets,
    declared: &mut Vec<Declared>,
) {
    let document = source.document;
    for child in document.elements(parent) {
        let below = format!("{path}/{}", document.name(child).qualified());
        let list =
            source.attribute(child, "dataset").filter(|_| document.name(child).local == "entity");
        let Some(list) = list else {
            find(source, child, &below, entities, declared);
            continue;
        };
        let container = path.rsplit_once('/').map_or("", |(above, _)| above).to_owned();
        if declared.iter().any(|known| known.list == list) {
            continue;
        }
        declared.push(Declared { container, list: list.to_owned() });
        let mut cells: Cells = vec![("list_name".to_owned(), list.to_owned())];
        let columns = [
            ("label", "label"),
            ("@id", "entity_id"),
            ("@create", "create_if"),
            ("@update", "update_if"),
        ];
        for (name, column) in columns {
            let bind = source.binds.get(&format!("{below}/{name}"));
            let told = bind.and_then(|bind| source.attribute(*bind, "calculate"));
            if let Some(told) = told {
                cells.push((column.to_owned(), source.names.named(told, &format!("{below}/x"))));
            }
        }
        entities.rows.push(cells);
    }
}

/// Where there are several lists, `save_to` says into which: that of the nearest container.
pub(super) fn name_lists(declared: &[Declared], path: &str, cells: &mut Cells) {
    let holds = |entity: &&Declared| path.starts_with(&format!("{}/", entity.container));
    let Some(entity) = declared.iter().find(holds).filter(|_| declared.len() > 1) else { return };
    for (_, text) in cells.iter_mut().filter(|(header, _)| header == "save_to") {
        *text = format!("{}#{text}", entity.list);
    }
}

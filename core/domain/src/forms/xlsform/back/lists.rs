//! Choices of an XForm: its internal instances, and what stands in the body itself.

use super::source::{Source, XFORMS};
use super::words;
use super::{Cells, Sheets};
use crate::forms::xml::XmlId;

/// A list and its items.
pub(super) struct Items {
    pub(super) name: String,
    items: Vec<XmlId>,
    /// In the body, an item has `<value>`; in an instance, the first column with a value.
    in_body: bool,
}

/// All lists.
pub(super) fn read(source: &Source<'_>) -> Vec<Items> {
    let document = source.document;
    let mut lists = Vec::new();
    let instances = document.elements(source.model);
    for instance in instances.filter(|id| document.name(*id).is(XFORMS, "instance")).skip(1) {
        let Some(root) = document.elements(instance).next() else { continue };
        let name = source.attribute(instance, "id").unwrap_or_default().to_owned();
        let items = document.elements(root).collect();
        lists.push(Items { name, items, in_body: false });
    }
    let mut controls: Vec<(&String, &XmlId)> = source.controls.iter().collect();
    controls.sort_by_key(|(_, id)| **id);
    for (path, control) in controls {
        let is_item = |id: &XmlId| document.name(*id).is(XFORMS, "item");
        let items: Vec<XmlId> = document.elements(*control).filter(is_item).collect();
        if !items.is_empty() {
            lists.push(Items { name: body_list(path), items, in_body: true });
        }
    }
    lists
}

/// The name of a list that stands in the body at a path.
pub(super) fn body_list(path: &str) -> String {
    let steps: Vec<&str> = path.split('/').filter(|step| !step.is_empty()).skip(1).collect();
    format!("list_{}", steps.join("_"))
}

/// Writes all lists into the sheet choices.
pub(super) fn write(source: &Source<'_>, lists: &[Items], choices: &mut Sheets) {
    for list in lists {
        for item in &list.items {
            let mut cells: Cells = vec![("list_name".to_owned(), list.name.clone())];
            for child in source.document.elements(*item) {
                let name = source.document.name(child).local.as_str();
                match name {
                    "itextId" => {
                        let id = source.document.string_value(child);
                        words::itext(source, id.trim(), "label", "", &mut cells);
                    }
                    "label" => words::element(source, child, "label", "", &mut cells),
                    "value" if list.in_body => {
                        cells.push(("name".to_owned(), source.document.string_value(child)));
                    }
                    name => cells.push((name.to_owned(), source.document.string_value(child))),
                }
            }
            choices.rows.push(cells);
        }
    }
}

/// Does any list hold a code twice?
pub(super) fn has_twins(choices: &Sheets) -> bool {
    let cell = |cells: &Cells, header: &str| {
        cells.iter().find(|(known, _)| known == header).map(|(_, text)| text.clone())
    };
    let mut seen = std::collections::HashSet::new();
    choices.rows.iter().any(|row| !seen.insert((cell(row, "list_name"), cell(row, "name"))))
}

//! Secondary instances: files, the last saved submission, then the lists of the form itself.

use std::collections::{HashMap, HashSet};

use super::super::choices::List;
use super::super::element::{Element, Kind};
use super::super::form::Form;
use super::super::questions::{ENDINGS, ending, stem};
use super::super::reference;
use super::super::value::Cell;
use super::writer::Writer;
use crate::forms::problem::Rule;
use crate::forms::xml::XmlId;

/// Where `pulldata` may stand in a bind; also where the last saved submission may be read.
const EXPRESSIONS: [&str; 5] = ["calculate", "constraint", "readonly", "required", "relevant"];

/// A file that the form reads.
struct File {
    name: String,
    source: String,
    cell: Cell,
}

/// Writes the instances.
pub(super) fn write(writer: &mut Writer<'_>, form: &Form<'_>, model: XmlId) {
    let mut seen: HashMap<String, String> = HashMap::new();
    for file in files(writer, form) {
        match seen.get(&file.name) {
            Some(source) if *source != file.source => {
                writer.fail(file.cell.at, Rule::InstanceClash(file.name));
            }
            Some(_) => {}
            None => {
                let node = writer.element(model, "instance", file.cell.at);
                writer.attribute(node, "id", &file.name, file.cell.at);
                writer.attribute(node, "src", &file.source, file.cell.at);
                seen.insert(file.name, file.source);
            }
        }
    }
    for list in form.lists.iter().filter(|list| !list.searched) {
        if seen.contains_key(&list.name) {
            writer.fail(list.at, Rule::InstanceClash(list.name.clone()));
        } else {
            self::list(writer, list, model);
        }
    }
}

fn files(writer: &mut Writer<'_>, form: &Form<'_>) -> Vec<File> {
    let mut files = Vec::new();
    let mut last_saved = false;
    let mut externals: HashSet<&str> = HashSet::new();
    for id in form.descendants(0) {
        let element = &form.elements[id];
        if element.kind == Kind::External {
            if !externals.insert(&element.name) {
                writer.fail(element.at, Rule::InstanceClash(element.name.clone()));
            }
            let ending = element.type_name.split('-').next().unwrap_or_default();
            let folder = if ending == "csv" { "file-csv" } else { "file" };
            let source = format!("jr://{folder}/{}.{ending}", element.name);
            let cell = Cell::new("", element.at);
            files.push(File { name: element.name.clone(), source, cell });
            continue;
        }
        // What an entity looks up is found without a declaration, as pyxform has it.
        if element.is_question() || element.is_section() {
            files.extend(pulling(element).into_iter().flat_map(pulled));
        }
        if element.is_select() && !is_searched(element) {
            files.extend(element.itemset.as_ref().and_then(chosen_from));
        }
        let read = |cell: &&Cell| reference::reads_last_saved(&cell.text);
        last_saved |= element.is_question() && pulling(element).iter().any(read);
    }
    if last_saved {
        let (name, source) = ("__last-saved".to_owned(), "jr://instance/last-saved".to_owned());
        files.push(File { name, source, cell: Cell::new("", form.elements[0].at) });
    }
    files
}

pub(super) fn is_searched(element: &Element) -> bool {
    let appearance = element.appearance();
    appearance.find("search(").is_some_and(|at| appearance[at + 7..].contains(')'))
}

/// The cells of an element that may read a file.
fn pulling(element: &Element) -> Vec<&Cell> {
    let bind = EXPRESSIONS.iter().filter_map(|name| element.bind_text(name));
    bind.chain(&element.choice_filter).chain(&element.default).collect()
}

/// The files that `pulldata` names in a cell.
fn pulled(cell: &Cell) -> Vec<File> {
    let text = &cell.text;
    if !text.contains("pulldata(") {
        return Vec::new();
    }
    let mut files = Vec::new();
    let mut from = 0;
    while let Some(at) = text[from..].find("pulldata").map(|at| from + at) {
        from = at + "pulldata".len();
        let Some(rest) = text[from..].trim_start().strip_prefix('(') else { continue };
        let Some((first, _)) = rest.split_once(',') else { continue };
        let name = first.replace(['\'', '"'], "").trim().to_owned();
        let source = format!("jr://file-csv/{name}.csv");
        files.push(File { name, source, cell: cell.clone() });
    }
    files
}

/// The file whose rows are choices.
fn chosen_from(list: &Cell) -> Option<File> {
    let ending = ending(&list.text);
    if !ENDINGS.contains(&ending) {
        return None;
    }
    let folder = if ending == ".csv" { "file-csv" } else { "file" };
    let source = format!("jr://{folder}/{}", list.text);
    Some(File { name: stem(&list.text).to_owned(), source, cell: list.clone() })
}

fn list(writer: &mut Writer<'_>, list: &List, model: XmlId) {
    let instance = writer.element(model, "instance", list.at);
    writer.attribute(instance, "id", &list.name, list.at);
    let root = writer.element(instance, "root", list.at);
    for (index, choice) in list.choices.iter().enumerate() {
        let at = choice.name.at;
        let item = writer.element(root, "item", at);
        if list.in_itext {
            let id = writer.element(item, "itextId", at);
            writer.text(id, &format!("{}-{index}", list.name), at);
        }
        let name = writer.element(item, "name", at);
        writer.text(name, &choice.name.text, at);
        if let Some(label) = choice.label.as_ref().and_then(|val| val.cell())
            && !list.in_itext
        {
            let node = writer.element(item, "label", label.at);
            writer.text(node, &label.text, label.at);
        }
        // The answer's code for text messages comes last.
        let sms = |(name, _): &&(String, Cell)| name == "sms_option";
        let own = choice.columns.iter().filter(|column| !sms(column));
        for (name, cell) in own.chain(choice.columns.iter().filter(sms)) {
            let node = writer.element(item, name, cell.at);
            writer.text(node, &cell.text, cell.at);
        }
    }
}

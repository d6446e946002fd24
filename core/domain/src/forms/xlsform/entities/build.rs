//! The elements of an entity: `meta/entity` with its attributes, what they compute, and its label.

use super::super::book::Spot;
use super::super::element::{Action, Element, FIRST_LOAD, Id, Kind, NEW_REPEAT};
use super::super::form::Form;
use super::super::value::Cell;
use super::{Declaration, References};

/// Adds every entity to its container.
pub(super) fn inject(
    form: &mut Form<'_>,
    references: &References,
    allocations: &[(Vec<Id>, usize)],
) {
    walk(form, references, allocations, &mut vec![0], false);
}

fn walk(
    form: &mut Form<'_>,
    references: &References,
    allocations: &[(Vec<Id>, usize)],
    path: &mut Vec<Id>,
    mut repeated: bool,
) {
    let id = *path.last().expect("a path begins with the form");
    if let Some((_, declaration)) = allocations.iter().find(|(known, _)| known == path) {
        add(form, &references.declarations[*declaration], id, repeated);
    }
    for child in form.elements[id].children.clone() {
        let kind = form.elements[child].kind;
        if !matches!(kind, Kind::Group | Kind::Repeat) {
            continue;
        }
        // Once a repeat was passed, its later siblings count as repeated too, as ODK's tools do.
        repeated |= kind == Kind::Repeat;
        path.push(child);
        if allocations.iter().any(|(known, _)| known.starts_with(path)) {
            walk(form, references, allocations, path, repeated);
        }
        path.pop();
    }
}

fn add(form: &mut Form<'_>, declaration: &Declaration, parent: Id, repeated: bool) {
    let at = declaration.list.at;
    let meta = meta(form, parent, at);
    let entity = form.add(meta, Element::new(Kind::Entity, "entity", at));
    for element in attributes(declaration, repeated) {
        form.add(entity, element);
    }
}

/// A group `meta` that is not in the body.
pub(in super::super) fn meta(form: &mut Form<'_>, parent: Id, at: Spot) -> Id {
    let mut meta = Element::new(Kind::Group, "meta", at);
    meta.bodyless = true;
    form.add(parent, meta)
}

fn computed(kind: Kind, name: &str, calculation: Option<Cell>, at: Spot) -> Element {
    let mut element = Element::new(kind, name, at);
    element.set_bind("readonly", "true()", at);
    element.set_bind("type", "string", at);
    if let Some(cell) = calculation {
        element.set_bind("calculate", cell.text, cell.at);
    }
    element
}

/// `create` or `update`: always, or under a condition.
fn switch(name: &str, condition: Option<&Cell>, at: Spot) -> Element {
    let mut element = match condition {
        Some(cell) => computed(Kind::Attribute, name, Some(cell.clone()), at),
        None => Element::new(Kind::Attribute, name, at),
    };
    element.value = Some(Cell::new("1", at));
    element
}

fn attributes(declaration: &Declaration, repeated: bool) -> Vec<Element> {
    let at = declaration.list.at;
    let mut dataset = Element::new(Kind::Attribute, "dataset", at);
    dataset.value = Some(declaration.list.clone());
    let mut all = vec![dataset];
    let mut id = computed(Kind::Attribute, "id", declaration.id.clone(), at);
    if declaration.id.is_none() || declaration.create_if.is_some() {
        all.push(switch("create", declaration.create_if.as_ref(), at));
    }
    match &declaration.id {
        Some(entity) => {
            all.push(switch("update", declaration.update_if.as_ref(), at));
            let versions = [
                ("baseVersion", "__version"),
                ("trunkVersion", "__trunkVersion"),
                ("branchId", "__branchId"),
            ];
            for (name, column) in versions {
                let (list, text) = (&declaration.list.text, &entity.text);
                let path = format!("instance('{list}')/root/item[name={text}]/{column}");
                all.push(computed(Kind::Attribute, name, Some(Cell::new(path, entity.at)), at));
            }
        }
        None => {
            let events = if repeated { vec![FIRST_LOAD, NEW_REPEAT] } else { vec![FIRST_LOAD] };
            let action = |event| Action { value: Some("uuid()"), ..Action::new("setvalue", event) };
            id.actions = events.into_iter().map(action).collect();
        }
    }
    all.push(id);
    if let Some(label) = &declaration.label {
        all.push(computed(Kind::Label, "label", Some(label.clone()), at));
    }
    all
}

//! Loops: the rows between `begin_loop over list` and `end_loop`, once for every choice of the list,
//! with `%(name)s` and `%(label)s` replaced by the choice's.

use super::choices::{Choice, List};
use super::element::{Element, Id, Kind};
use super::form::Form;
use super::value::{Dict, Val};

/// Replaces every loop by groups; inner loops come after the outer ones that hold them.
pub(super) fn expand(form: &mut Form<'_>, loops: &[(Id, String)]) {
    for (id, list) in loops.iter().rev() {
        let Some(list) = form.list(list).cloned() else { continue };
        one(form, *id, &list);
    }
}

fn one(form: &mut Form<'_>, id: Id, list: &List) {
    let rows = std::mem::take(&mut form.elements[id].children);
    for choice in list.choices.iter().filter(|choice| choice.name.text != "none") {
        let mut group = Element::new(Kind::Group, &choice.name.text, choice.name.at);
        group.label.clone_from(&choice.label);
        group.media.clone_from(&choice.media);
        let group = form.add(id, group);
        for row in &rows {
            copy(form, *row, group, Some(choice));
        }
    }
}

/// Copies an element and what is below it; only the element itself is adapted to the choice.
fn copy(form: &mut Form<'_>, from: Id, parent: Id, choice: Option<&Choice>) {
    let mut element = form.elements[from].clone();
    let children = std::mem::take(&mut element.children);
    if let Some(choice) = choice {
        adapt(&mut element, choice);
    }
    let id = form.add(parent, element);
    for child in children {
        copy(form, child, id, None);
    }
}

fn adapt(element: &mut Element, choice: &Choice) {
    element.name = filled(&element.name, choice, "");
    for val in [&mut element.label, &mut element.hint, &mut element.guidance].into_iter().flatten()
    {
        fill(val, choice, "");
    }
    let dicts = [element.media.as_mut(), element.bind.as_mut(), Some(&mut element.control)];
    for dict in dicts.into_iter().flatten() {
        fill_dict(dict, choice);
    }
    if let Some(default) = &mut element.default {
        default.text = filled(&default.text, choice, "");
    }
}

fn fill_dict(dict: &mut Dict, choice: &Choice) {
    for (key, val) in &mut dict.0 {
        fill(val, choice, key);
    }
}

fn fill(val: &mut Val, choice: &Choice, language: &str) {
    match val {
        Val::Text(cell) => cell.text = filled(&cell.text, choice, language),
        Val::Map(map) => fill_dict(map, choice),
    }
}

fn filled(text: &str, choice: &Choice, language: &str) -> String {
    if !text.contains("%(") {
        return text.to_owned();
    }
    let label = match &choice.label {
        Some(Val::Map(map)) => map.text(language).or_else(|| choice.label.as_ref()?.any()),
        Some(Val::Text(cell)) => Some(cell),
        None => None,
    };
    let label = label.map_or("", |cell| cell.text.as_str());
    text.replace("%(name)s", &choice.name.text).replace("%(label)s", label)
}

//! What a helpful colleague would say about a form that opens: beyond validity, never in its way.
//!
//! [`lint`] looks at the finished definition only, so forms of every origin hear the same.

mod appearances;
mod near;
#[cfg(test)]
mod tests;

use super::report::origin_place;
use crate::forms::definition::{Control, Definition, Node, Part, QuestionType, TextForm, Words};
use crate::forms::problem::{CellPlace, FormError, Rule};
use crate::forms::xml::Origin;
use near::near;

/// Names longer than this are cut by statistics programs.
const LONG: usize = 32;

/// Everything worth a second look, in reading order. The definition's own warnings are not among
/// it.
#[must_use]
pub fn lint(form: &Definition) -> Vec<FormError> {
    let mut found = Vec::new();
    whole(form, &mut found);
    for node in form.nodes.iter().skip(1) {
        of_node(form, node, &mut found);
    }
    for control in form.controls.iter().skip(1) {
        of_control(form, control, &mut found);
    }
    found.sort_by(|a, b| a.place.cmp(&b.place));
    found.dedup();
    found.retain(|one| !form.warnings.contains(one));
    found
}

fn say(found: &mut Vec<FormError>, origin: &Origin, name: &str, rule: Rule) {
    found.push(FormError { place: place(origin, name), rule });
}

fn place(origin: &Origin, name: &str) -> CellPlace {
    origin_place(origin.clone(), name.to_owned())
}

fn whole(form: &Definition, found: &mut Vec<FormError>) {
    let root = form.node(crate::forms::definition::NodeId::ROOT);
    if form.id.is_empty() {
        say(found, &root.origin, &root.name, Rule::NoFormId);
    }
    if form.instance_id.is_none() {
        say(found, &root.origin, &root.name, Rule::NoInstanceId);
    }
    for instance in form.instances.values().filter(|instance| !instance.used) {
        say(found, &instance.origin, &instance.id, Rule::UnusedList(instance.id.clone()));
    }
}

fn of_node(form: &Definition, node: &Node, found: &mut Vec<FormError>) {
    let path = form.node_path(node.id);
    if node.name.chars().count() > LONG {
        say(found, &node.origin, &path, Rule::LongName(node.name.clone()));
    }
    let never = node.relevant.as_ref().and_then(super::formula::constant) == Some(false);
    if never {
        say(found, &node.origin, &path, Rule::NeverAsked(node.name.clone()));
    }
    if node.is_seen() && !node.personal && seems_personal(node) {
        say(found, &node.origin, &path, Rule::PersonalHint(node.name.clone()));
    }
}

/// Words in names of questions about a person, in Indonesian and English.
const PERSONAL: [&str; 18] = [
    "nama", "name", "hp", "telp", "telepon", "phone", "email", "nik", "ktp", "kk", "alamat",
    "address", "wa", "whatsapp", "lahir", "birth", "umur", "age",
];

fn seems_personal(node: &Node) -> bool {
    use QuestionType as Q;
    let open = matches!(
        node.question(),
        Some(Q::Text | Q::Integer | Q::Long | Q::Date | Q::Barcode | Q::Decimal)
    );
    let name = node.name.to_lowercase();
    open && name.split(['_', '-', '.']).any(|word| PERSONAL.contains(&word))
}

fn of_control(form: &Definition, control: &Control, found: &mut Vec<FormError>) {
    let path = control.node.map(|node| form.node_path(node)).unwrap_or_default();
    for appearance in &control.appearance {
        if let Some(rule) = appearances::judge(form, control, appearance) {
            say(found, &control.origin, &path, rule);
        }
    }
    if control.search.is_some() || control.query.is_some() {
        let what = if control.search.is_some() { "search()" } else { "query" };
        let rule = Rule::OneClient { what: what.to_owned(), client: "ODK Collect" };
        say(found, &control.origin, &path, rule);
    }
    for name in control.parameters.other.keys().filter(|name| !IGNORED.contains(&name.as_str())) {
        let near = near(name, PARAMETERS.iter().copied());
        let rule = Rule::UnreadParameter { name: name.clone(), near };
        say(found, &control.origin, &path, rule);
    }
    for words in [&control.label, &control.hint] {
        dashes(form, words, &control.origin, &path, found);
    }
}

/// Attributes of controls that some program writes and some other reads.
const IGNORED: [&str; 5] = ["autoplay", "intent", "class", "tick-interval", "placeholder"];
/// The parameters that are read, for suggestions.
const PARAMETERS: [&str; 8] = [
    "rows",
    "max-pixels",
    "accuracyThreshold",
    "unacceptableAccuracyThreshold",
    "allow-mock-accuracy",
    "quality",
    "incremental",
    "query",
];

/// XLSForm tools write "-" where a language has no text.
fn dashes(
    form: &Definition,
    words: &Words,
    origin: &Origin,
    path: &str,
    found: &mut Vec<FormError>,
) {
    let Words::Itext(id) = words else { return };
    for (language, lang) in form.itext.languages.iter().enumerate() {
        let text = form.itext.exact(*id, language, &TextForm::Plain);
        if matches!(text, Some([Part::Literal(text)]) if **text == *"-") {
            say(found, origin, path, Rule::DashText { lang: lang.clone() });
        }
    }
}

//! Tests of whole forms: compiling, filling in, coming back. Rules of one file are tested there.

mod expressions;
mod hostile;
mod lookups;
mod problems;
mod programme;
mod properties;
mod records;
mod sessions;

use std::sync::Arc;

use super::*;
use crate::journal::cbor::Value;

/// The clock of all tests: 2026-11-24, morning in Kendari.
pub(super) const NOW: Moment = Moment { ms: 1_795_480_200_000, zone_minutes: 480 };

pub(super) fn context() -> Context {
    Context { now: NOW, language: "id".into(), member: "penyu-biru".into(), row_seed: [7; 32] }
}

/// A form of the given survey rows (header first) and choices.
pub(super) fn compile(survey: &str, choices: &str) -> Result<Definition, Vec<FormError>> {
    import::from_csv(survey.as_bytes(), choices.as_bytes(), b"form_id,version\nT1,1\n")
}

pub(super) fn form(survey: &str, choices: &str) -> Arc<Definition> {
    match compile(survey, choices) {
        Ok(form) => form.into(),
        Err(problems) => {
            panic!("{}", problems.iter().map(|p| format!("{p}\n")).collect::<String>())
        }
    }
}

pub(super) fn start(survey: &str, choices: &str) -> Session {
    Session::start(form(survey, choices), context())
}

pub(super) fn at(session: &Session, name: &str) -> Place {
    Place::of(session.definition().find(name).unwrap_or_else(|| panic!("no {name}")).id)
}

/// The node `name` in the rows of `row`.
pub(super) fn within(session: &Session, row: &Place, name: &str) -> Place {
    Place { node: session.definition().find(name).unwrap().id, rows: row.rows.clone() }
}

pub(super) fn answer(session: &mut Session, name: &str, text: &str) -> Changes {
    let place = at(session, name);
    answer_at(session, &place, text)
}

pub(super) fn answer_at(session: &mut Session, place: &Place, text: &str) -> Changes {
    let kind = session.definition().node(place.node).question().unwrap();
    let answer = Answer::from_text(kind, text).unwrap();
    session.answer(place, answer).unwrap_or_else(|error| panic!("{error}"))
}

pub(super) fn value(session: &Session, place: &Place) -> String {
    session.value(place).map(Answer::to_text).unwrap_or_default()
}

/// Path and value, readable.
pub(super) fn shown(writes: &[Write]) -> Vec<String> {
    let element = |value: &Value| match value {
        Value::Text(text) => text.clone(),
        Value::Bytes(bytes) => format!("[{}]", bytes.len()),
        other => format!("{other:?}"),
    };
    let path = |path: &[Value]| path.iter().map(element).collect::<Vec<_>>().join("/");
    writes.iter().map(|(p, v)| format!("{} = {v:?}", path(p))).collect()
}

/// What a column of a choice list holds, item by item.
pub(super) fn column(form: &Definition, list: &str, column: &str) -> Vec<String> {
    let definition::InstanceData::Internal(doc, root) = &form.instances[list].data else {
        panic!("{list} is not in the form")
    };
    let cells = |item| doc.elements(item).filter(|cell| doc.name(*cell).local == column);
    doc.elements(*root).flat_map(cells).map(|cell| doc.string_value(cell)).collect()
}

/// An empty form whose repeats have no row yet: XLSForms begin with one.
fn bare(survey: &str) -> Session {
    without_rows(start(survey, ""))
}

fn without_rows(mut session: Session) -> Session {
    let repeats = session.definition().clone();
    let outer = |node: &&definition::Node| {
        node.kind == definition::NodeKind::Repeat && node.repeats.is_empty()
    };
    for repeat in repeats.nodes.iter().filter(outer) {
        for row in session.rows(&Place::of(repeat.id)) {
            session.remove_row(&row).unwrap();
        }
    }
    session
}

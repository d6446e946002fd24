//! From a folded record back into a session, to edit it or to hold the form's rules against it.
//!
//! A composite that nobody filled in as a whole may break rules that every single phone kept:
//! that is a finding, never an error, and nothing of it is refused.

use std::sync::Arc;

use super::change::{Failing, Why};
use super::instance::{Instance, NewRow};
use super::walk::Stop;
use super::{Beside, Context, Session};
use crate::forms::answer::Answer;
use crate::forms::calendar::Moment;
use crate::forms::definition::Definition;
use crate::forms::place::{ORDER, Place};
use crate::forms::submission::Folded;
use crate::journal::cbor::Value;

/// A session over a folded record.
#[derive(Debug, Clone)]
pub struct Reopened {
    /// The session, at the start, with the record's answers and no defaults.
    pub session: Session,
    /// Paths whose values this form cannot read; a revision leaves them alone.
    pub unread: Vec<Vec<Value>>,
}

/// Opens a folded record (its public and personal part together) for editing.
#[must_use]
pub fn reopen(definition: Arc<Definition>, folded: &Folded, context: Context) -> Reopened {
    reopen_in(definition, folded, context, Beside::default())
}

/// The same with lists beside the form and what is known of the device.
#[must_use]
pub fn reopen_in(
    definition: Arc<Definition>,
    folded: &Folded,
    context: Context,
    world: Beside,
) -> Reopened {
    let mut session = Session::blank(definition, context, world);
    session.preload(Instance::ROOT);
    let mut unread = Vec::new();
    for (path, value) in folded {
        if session.make_rows(path, folded).is_none() {
            unread.push(path.clone());
            continue;
        }
        let is_row = path
            .last()
            .is_some_and(|last| matches!(last, Value::Bytes(_)) || last.as_text() == Some(ORDER));
        if !is_row && session.fold_in(path, value).is_none() {
            unread.push(path.clone());
        }
    }
    session.begin();
    Reopened { session, unread }
}

/// Holds the form's rules against a folded record; `today()` is that of `now`.
///
/// Unreadable values first, then in document order. An empty list says that the record, as it
/// stands, could have been finalised.
#[must_use]
pub fn check(definition: &Arc<Definition>, folded: &Folded, now: Moment) -> Vec<Failing> {
    let context =
        Context { now, language: String::new(), member: String::new(), row_seed: [0; 32] };
    let Reopened { session, unread } = reopen(definition.clone(), folded, context);
    let unreadable = |path: &Vec<Value>| {
        let place =
            definition.place(path).unwrap_or(Place::of(crate::forms::definition::NodeId::ROOT));
        Failing { place, why: Why::Unreadable }
    };
    let mut findings: Vec<Failing> = unread.iter().map(unreadable).collect();
    for stop in session.instance.walk(definition) {
        let Stop::Node(scope, id) = stop else { continue };
        let node = definition.node(id);
        let cell = session.instance.cell(scope, node);
        if cell.answer.is_some() && !cell.relevant && !node.is_computed() {
            findings.push(Failing { place: session.instance.place(scope, id), why: Why::NotAsked });
        }
    }
    findings.extend(session.failing());
    findings
}

impl Session {
    /// Makes the rows that a path runs through, unless they are there.
    fn make_rows(&mut self, path: &[Value], folded: &Folded) -> Option<()> {
        let definition = self.definition.clone();
        let place = definition.place(path)?;
        let node = definition.node(place.node);
        let mut scope = Instance::ROOT;
        let own = (place.rows.len() > node.repeats.len()).then_some(node.id);
        for (index, repeat) in node.repeats.iter().copied().chain(own).enumerate() {
            let (repeat, row) = (definition.node(repeat), place.rows[index]);
            scope = match self.instance.row(scope, repeat, row) {
                Some(found) => found,
                None => {
                    let rows = place.rows[..=index].to_vec();
                    let mut order = definition.path(&Place { node: repeat.id, rows });
                    order.push(Value::text(ORDER));
                    let order = folded.get(&order).and_then(Value::as_int).unwrap_or(i64::MAX);
                    let row = NewRow { id: row, order, copied: false };
                    self.instance.add_row(&definition, scope, repeat, row)
                }
            };
        }
        Some(())
    }

    fn fold_in(&mut self, path: &[Value], value: &Value) -> Option<()> {
        let definition = self.definition.clone();
        let place = definition.place(path)?;
        let node = definition.node(place.node);
        let scope = self.find(&place).ok()?;
        let answer = Answer::from_value(node.question()?, value).ok()?;
        self.set_quietly(scope, node.id, answer);
        Some(())
    }
}

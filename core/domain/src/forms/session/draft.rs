//! A draft: all that a session knows, as plain data, to be reopened exactly where it was.
//!
//! Local and unsigned. It holds answers in clear, so it belongs in the encrypted store only.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::instance::{Instance, NewRow};
use super::steps::StoredStep;
use super::walk::Stop;
use super::{Beside, Context, Session};
use crate::forms::answer::Answer;
use crate::forms::calendar::Moment;
use crate::forms::definition::{Definition, QuestionType};
use crate::forms::graph::Facet;
use crate::journal::Digest;

/// A snapshot of a session.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draft {
    /// The form's id.
    pub form: String,
    /// Its version.
    pub version: String,
    /// SHA-256 of its source: a draft finishes on the very form it was begun with.
    pub hash: Digest,
    language: String,
    member: String,
    started: Moment,
    now: Moment,
    row_seed: String,
    rows_made: u64,
    #[serde(default)]
    drawn: u64,
    rows: Vec<StoredRow>,
    answers: BTreeMap<String, Answer>,
    at: StoredStep,
}

/// A row: its place as text, its order, and how it came about (see `instance`).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct StoredRow {
    place: String,
    order: i64,
    copied: bool,
    late: u32,
}

/// A draft cannot be reopened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DraftError {
    /// It belongs to another form or version; the draft's form id and version.
    OtherForm(String, String),
    /// Its data are damaged: a place that the form does not have, or an answer of another type.
    Damaged,
}

impl fmt::Display for DraftError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::OtherForm(form, version) => {
                write!(f, "the draft belongs to {form} version {version}")
            }
            Self::Damaged => f.write_str("the draft does not fit its form"),
        }
    }
}

impl std::error::Error for DraftError {}

impl Session {
    /// The session as plain data.
    #[must_use]
    pub fn draft(&self) -> Draft {
        let mut rows = Vec::new();
        let mut answers = BTreeMap::new();
        let text = |scope, id| self.definition.place_text(&self.instance.place(scope, id));
        for stop in self.instance.walk(&self.definition) {
            match stop {
                Stop::Row(row) => {
                    let scope = self.instance.scope(row);
                    let parent = scope.parent.unwrap_or(Instance::ROOT);
                    let late = self.cell(parent, scope.repeat).late;
                    let (place, order) = (text(row, scope.repeat), scope.order);
                    rows.push(StoredRow { place, order, copied: scope.copied, late });
                }
                Stop::Node(scope, id) => {
                    let cell = self.instance.cell(scope, self.definition.node(id));
                    answers.extend(cell.answer.clone().map(|answer| (text(scope, id), answer)));
                }
                Stop::AfterRows(..) => {}
            }
        }
        Draft {
            form: self.definition.id.clone(),
            version: self.definition.version.clone(),
            hash: self.definition.hash,
            language: self.context.language.clone(),
            member: self.context.member.clone(),
            started: self.started,
            now: self.context.now,
            row_seed: hex::encode(self.context.row_seed),
            rows_made: self.rows_made,
            drawn: self.drawn.get(),
            rows,
            answers,
            at: self.stored_step(),
        }
    }

    /// Reopens a draft where it was. The clock stands as it did; see [`Self::set_now`].
    ///
    /// Nothing is calculated anew: what the form drew at random or once stays what it was.
    ///
    /// # Errors
    /// [`DraftError`] if the draft belongs to another form or does not fit this one.
    pub fn restore(definition: Arc<Definition>, draft: &Draft) -> Result<Self, DraftError> {
        Self::restore_in(definition, draft, Beside::default())
    }

    /// The same with what lies beside the form.
    ///
    /// # Errors
    /// As [`Self::restore`].
    pub fn restore_in(
        definition: Arc<Definition>,
        draft: &Draft,
        world: Beside,
    ) -> Result<Self, DraftError> {
        if draft.hash != definition.hash {
            return Err(DraftError::OtherForm(draft.form.clone(), draft.version.clone()));
        }
        let mut row_seed = [0; 32];
        hex::decode_to_slice(&draft.row_seed, &mut row_seed).map_err(|_| DraftError::Damaged)?;
        let context = Context {
            now: draft.now,
            language: draft.language.clone(),
            member: draft.member.clone(),
            row_seed,
        };
        let mut session = Self::blank(definition, context, world);
        session.started = draft.started;
        session.rows_made = draft.rows_made;
        session.drawn.set(draft.drawn);
        for row in &draft.rows {
            session.restore_row(row).ok_or(DraftError::Damaged)?;
        }
        for (place, answer) in &draft.answers {
            session.restore_answer(place, answer).ok_or(DraftError::Damaged)?;
        }
        session.reckon_all(|facet| facet != Facet::Value);
        session.changes.clear();
        session.listening = true;
        session.restore_step(&draft.at);
        Ok(session)
    }

    fn restore_row(&mut self, stored: &StoredRow) -> Option<()> {
        let definition = self.definition.clone();
        let row = definition.place_from_text(&stored.place)?;
        let node = definition.node(row.node);
        let parent = self.find(&row).ok()?;
        let id = *row.rows.get(node.repeats.len())?;
        if self.instance.row(parent, node, id).is_some() {
            return None;
        }
        let (order, copied) = (stored.order, stored.copied);
        self.instance.add_row(&definition, parent, node, NewRow { id, order, copied });
        self.instance.cell_mut(parent, node).late = stored.late;
        Some(())
    }

    fn restore_answer(&mut self, text: &str, answer: &Answer) -> Option<()> {
        let definition = self.definition.clone();
        let place = definition.place_from_text(text)?;
        let scope = self.find(&place).ok()?;
        let node = definition.node(place.node);
        // What the form sets by itself may have another type than its question tells.
        let by_itself = node.is_computed() || node.question()? == QuestionType::Hidden;
        let answer = answer.clone();
        let answer = if by_itself { answer } else { answer.canonical(node.question()?).ok()? };
        self.set_quietly(scope, place.node, Some(answer));
        self.cell_mut(scope, place.node).reckoned = true;
        Some(())
    }
}

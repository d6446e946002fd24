//! Filling in a form, without screen, clock or store: every call returns what changed.
//!
//! Read in this order: this file (what a person does), [`change`] (what comes back), `steps`
//! (next and previous), `finalise` (the end), `draft` and `reopen` (coming back). How a change is
//! carried through is in `recompute`, what expressions see in `view`, the values in `instance`.

pub mod change;
mod draft;
mod finalise;
mod instance;
mod look;
mod recompute;
mod reopen;
mod steps;
mod view;
mod walk;
mod write;

use std::collections::BTreeSet;
use std::sync::Arc;

use sha2::{Digest as _, Sha256};

use super::answer::{Answer, AnswerError};
use super::calendar::Moment;
use super::definition::{
    ChoiceSource, Definition, MetadataKind, Node, NodeId, NodeKind, QuestionType,
};
use super::place::Place;
use crate::journal::RowId;
use change::{Change, Changes, Stop, What};
pub use draft::{Draft, DraftError};
use instance::{Instance, ScopeId};
use recompute::Waiting;
pub use reopen::{Reopened, check, reopen};
pub use steps::Step;

/// What a session is told about the world.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Context {
    /// The clock; `today()` and `now()` read it.
    pub now: Moment,
    /// The code of the language on screen.
    pub language: String,
    /// The member's pseudonym, for `deviceid` and `username`.
    pub member: String,
    /// 32 random bytes from which row ids are derived; a seed serves one session only.
    pub row_seed: [u8; 32],
}

/// A form being filled in.
#[derive(Debug, Clone)]
pub struct Session {
    definition: Arc<Definition>,
    context: Context,
    started: Moment,
    rows_made: u64,
    instance: Instance,
    at: Step,
    waiting: BTreeSet<Waiting>,
    changes: Vec<Change>,
}

impl Session {
    /// Opens an empty form with its defaults filled in.
    #[must_use]
    pub fn start(definition: Arc<Definition>, context: Context) -> Self {
        let mut session = Self::blank(definition, context);
        session.fill_metadata();
        session.open_scope(Instance::ROOT);
        session.changes.clear();
        session
    }

    fn blank(definition: Arc<Definition>, context: Context) -> Self {
        Self {
            instance: Instance::new(&definition),
            started: context.now,
            definition,
            context,
            rows_made: 0,
            at: Step::Start,
            waiting: BTreeSet::new(),
            changes: Vec::new(),
        }
    }

    fn fill_metadata(&mut self) {
        let definition = self.definition.clone();
        for node in &definition.nodes {
            let NodeKind::Question(QuestionType::Metadata(kind)) = node.kind else { continue };
            let text = match kind {
                MetadataKind::Start => self.started.date_time(),
                MetadataKind::Today => self.started.date(),
                MetadataKind::DeviceId | MetadataKind::Username => self.context.member.clone(),
                MetadataKind::End => continue,
            };
            if node.repeats.is_empty() {
                self.put(node.id, Instance::ROOT, Some(Answer::Text(text)));
            }
        }
    }

    /// The form.
    #[must_use]
    pub fn definition(&self) -> &Arc<Definition> {
        &self.definition
    }

    /// Sets the clock; values that read it change when next reckoned, not at once.
    pub fn set_now(&mut self, now: Moment) {
        self.context.now = now;
    }

    /// Sets the language on screen.
    pub fn set_language(&mut self, language: &str) {
        language.clone_into(&mut self.context.language);
    }

    /// Stores an answer, or clears it.
    ///
    /// An answer that breaks the constraint is stored all the same, so that a draft loses nothing;
    /// the changes say so and `finalise` refuses it.
    ///
    /// # Errors
    /// [`AnswerError`] if there is no such question, or the answer does not fit it; nothing is
    /// changed then.
    pub fn answer(
        &mut self,
        place: &Place,
        answer: Option<Answer>,
    ) -> Result<Changes, AnswerError> {
        let definition = self.definition.clone();
        let scope = self.find(place)?;
        let node = definition.node(place.node);
        let kind = node.question().ok_or(AnswerError::NoSuchPlace)?;
        let closed = node.is_computed() || self.instance.cell(scope, node).readonly;
        if closed || kind == QuestionType::Note {
            return Err(AnswerError::ReadOnly);
        }
        let answer = match answer {
            Some(answer) => Some(in_list(&definition, node, answer.canonical(kind)?)?),
            None => None,
        };
        let answer = answer.filter(|answer| *answer != Answer::Many(Vec::new()));
        self.put(node.id, scope, answer);
        Ok(self.done())
    }

    /// Adds a row at the end of a repeat.
    ///
    /// # Errors
    /// [`AnswerError::NoSuchPlace`] if `repeat` is not a repeat.
    pub fn add_row(&mut self, repeat: &Place) -> Result<(Place, Changes), AnswerError> {
        let definition = self.definition.clone();
        let parent = self.find(repeat)?;
        let node = definition.node(repeat.node);
        if node.kind != NodeKind::Repeat || repeat.rows.len() != node.repeats.len() {
            return Err(AnswerError::NoSuchPlace);
        }
        let last = self.instance.cell(parent, node).rows.last();
        let order = last.map_or(0, |id| self.instance.scope(*id).order.saturating_add(1));
        let row = self.make_row_id();
        let scope = self.instance.add_row(&definition, parent, node, row, order);
        let place = self.instance.place(scope, node.id);
        self.changes.push(Change { place: place.clone(), what: What::RowAdded });
        self.touch(node.id, parent);
        self.open_scope(scope);
        Ok((place, self.done()))
    }

    /// Removes a row with all that is in it.
    ///
    /// # Errors
    /// [`AnswerError::NoSuchPlace`] if `row` is not a row.
    pub fn remove_row(&mut self, row: &Place) -> Result<Changes, AnswerError> {
        let definition = self.definition.clone();
        let parent = self.find(row)?;
        let node = definition.node(row.node);
        let id = row.rows.get(node.repeats.len()).ok_or(AnswerError::NoSuchPlace)?;
        let scope = self.instance.row(parent, node, *id).ok_or(AnswerError::NoSuchPlace)?;
        self.instance.remove_row(parent, node, scope);
        self.leave_row(row, node.id);
        self.changes.push(Change { place: row.clone(), what: What::RowRemoved });
        self.touch(node.id, parent);
        Ok(self.done())
    }

    /// The row id is derived, so that a replay from the same seed makes the same rows.
    fn make_row_id(&mut self) -> RowId {
        let mut hash = Sha256::new();
        hash.update(b"saksi/row/1");
        hash.update(self.context.row_seed);
        hash.update(self.rows_made.to_be_bytes());
        self.rows_made += 1;
        let bytes: [u8; 32] = hash.finalize().into();
        let mut row = [0; 8];
        row.copy_from_slice(&bytes[..8]);
        RowId(row)
    }

    fn find(&self, place: &Place) -> Result<ScopeId, AnswerError> {
        let found = self.instance.find(&self.definition, place);
        let node = self.definition.nodes.get(place.node.index());
        let fits = node.is_some_and(|node| {
            let row = usize::from(node.kind == NodeKind::Repeat);
            place.node != NodeId::ROOT && place.rows.len() <= node.repeats.len() + row
        });
        found.filter(|_| fits).ok_or(AnswerError::NoSuchPlace)
    }

    fn done(&mut self) -> Changes {
        self.settle();
        Changes { list: std::mem::take(&mut self.changes), stop: self.stop() }
    }

    /// The form says Stop as it stands now.
    #[must_use]
    pub fn stop(&self) -> Option<Stop> {
        for node in self.definition.nodes.iter().filter(|node| node.stop.is_some()) {
            for scope in self.instance.below(&self.definition, node, Instance::ROOT) {
                let cell = self.instance.cell(scope, node);
                if cell.stops && cell.relevant {
                    let place = self.instance.place(scope, node.id);
                    return Some(Stop { place, message: node.stop_message.clone() });
                }
            }
        }
        None
    }
}

/// Codes must be in the form's own list; those of a select-multiple are put in its order.
fn in_list(definition: &Definition, node: &Node, answer: Answer) -> Result<Answer, AnswerError> {
    if !matches!(node.choices, Some(ChoiceSource::List(_))) {
        return Ok(answer);
    }
    let list = definition.choices(node);
    let known = |code: &String| list.iter().any(|choice| choice.code == *code);
    match answer {
        Answer::One(code) if !known(&code) => Err(AnswerError::NotAChoice),
        Answer::Many(codes) if !codes.iter().all(known) => Err(AnswerError::NotAChoice),
        Answer::Many(codes) => {
            let chosen = list.iter().filter(|choice| codes.contains(&choice.code));
            Ok(Answer::Many(chosen.map(|choice| choice.code.clone()).collect()))
        }
        other => Ok(other),
    }
}

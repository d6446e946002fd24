//! Filling in a form, without screen, clock or store: every call returns what changed.
//!
//! Read in this order: this file (what a person does), [`change`] (what comes back), `steps` and
//! `cursor` (next and previous), `finalise` (the end), `draft` and `reopen` (coming back),
//! `xml_out` and `xml_in` (the instance as other engines have it). How a form opens is in
//! `opening` and `actions`, how a change is carried through in `recompute`, what expressions see
//! in `view`, the values in `instance`.

mod actions;
mod beside;
mod cast;
pub mod change;
mod choices;
mod cursor;
mod draft;
mod entities;
mod finalise;
mod instance;
mod look;
mod lookup;
mod opening;
mod queue;
mod recompute;
mod reopen;
pub mod scenario;
mod scene;
mod source;
mod sources;
mod spot;
mod steps;
mod tour;
mod validate;
mod view;
mod walk;
mod words;
mod write;
mod xml_in;
mod xml_out;

use std::cell::Cell as Mutable;
use std::sync::Arc;

use super::answer::{Answer, AnswerError};
use super::calendar::Moment;
use super::definition::{Definition, Node, NodeId, NodeKind, QuestionType};
use super::place::Place;
pub use beside::{Beside, Lists};
use change::{Change, Changes, Stop, What};
pub use choices::OfferedChoice;
pub use draft::{Draft, DraftError};
use instance::{Cell, Instance, ScopeId};
use queue::Queue;
pub use reopen::{Reopened, check, reopen, reopen_in};
use sources::Sources;
pub use steps::Step;
pub use tour::{TourOrder, TourStatus, TourStep};
pub use validate::{FormVerdict, Tried};
use view::Drawn;
pub use xml_in::InstanceError;
pub use xml_out::InstancePart;

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
    world: Beside,
    started: Moment,
    rows_made: u64,
    sources: Arc<Sources>,
    /// Random values drawn so far; see `draw`.
    drawn: Drawn,
    /// How deep names of choices are within each other just now.
    naming: Mutable<u32>,
    instance: Instance,
    at: Step,
    queue: Queue,
    scratch: Vec<ScopeId>,
    changes: Vec<Change>,
    /// Are changes told? Not while a form is being opened.
    listening: bool,
    /// How deep actions have set off actions just now.
    acting: u32,
    /// Is it played by a `tour`, which carries changes through as JavaRosa does?
    touring: bool,
    /// On a tour: where the change that is being carried through began.
    anchor: Option<ScopeId>,
}

impl Session {
    /// Opens an empty form with its defaults filled in.
    #[must_use]
    pub fn start(definition: Arc<Definition>, context: Context) -> Self {
        Self::start_in(definition, context, Beside::default())
    }

    /// The same with lists beside the form and what is known of the device.
    #[must_use]
    pub fn start_in(definition: Arc<Definition>, context: Context, world: Beside) -> Self {
        let mut session = Self::blank(definition, context, world);
        session.open();
        session
    }

    fn blank(definition: Arc<Definition>, context: Context, world: Beside) -> Self {
        Self {
            instance: Instance::new(&definition),
            sources: Arc::new(Sources::new(&definition, &world)),
            started: context.now,
            definition,
            context,
            world,
            rows_made: 0,
            drawn: Drawn::default(),
            naming: Mutable::default(),
            at: Step::Start,
            queue: Queue::default(),
            scratch: Vec::new(),
            changes: Vec::new(),
            listening: false,
            acting: 0,
            touring: false,
            anchor: None,
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

    /// Sets the language on screen. All words and choices may be others now.
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
        let scope = self.find(place)?;
        let node = self.definition.node(place.node);
        let kind = node.question().ok_or(AnswerError::NoSuchPlace)?;
        let fixed = node.is_computed() || node.is_attribute;
        let closed = fixed || self.is_closed_to_answers(scope, node);
        if closed || kind == QuestionType::Note {
            return Err(AnswerError::ReadOnly);
        }
        let answer = match answer {
            Some(answer) => Some(self.in_list(node, scope, answer.canonical(kind)?)?),
            None => None,
        };
        let answer = answer.filter(|answer| *answer != Answer::Many(Vec::new()));
        self.set_value(place.node, scope, answer);
        Ok(self.done())
    }

    /// Is it, or anything around it, read-only?
    fn is_closed_to_answers(&self, scope: ScopeId, node: &Node) -> bool {
        let mut at = Some(node);
        while let Some(node) = at {
            let scope = self.instance.ancestor(scope, node.repeats.len());
            if node.id != NodeId::ROOT && self.instance.cell(scope, node).readonly {
                return true;
            }
            at = node.parent.map(|parent| self.definition.node(parent));
        }
        false
    }

    /// Adds a row at the end of a repeat.
    ///
    /// # Errors
    /// [`AnswerError::NoSuchPlace`] if `repeat` is not a repeat.
    pub fn add_row(&mut self, repeat: &Place) -> Result<(Place, Changes), AnswerError> {
        let parent = self.find(repeat)?;
        let node = self.definition.node(repeat.node);
        if node.kind != NodeKind::Repeat || repeat.rows.len() != node.repeats.len() {
            return Err(AnswerError::NoSuchPlace);
        }
        let (_, place) = self.make_row(parent, repeat.node);
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
        let position = self.instance.scope(scope).position as usize;
        self.instance.remove_row(parent, node, scope);
        self.leave_row(row, node.id);
        self.note_at(row.clone(), What::RowRemoved);
        self.touch_rows(node.id, parent, position);
        Ok(self.done())
    }

    /// What the last moves changed, such as rows that a count asked for.
    pub fn take_changes(&mut self) -> Changes {
        self.done()
    }

    fn cell(&self, scope: ScopeId, id: NodeId) -> &Cell {
        self.instance.cell(scope, self.definition.node(id))
    }

    fn cell_mut(&mut self, scope: ScopeId, id: NodeId) -> &mut Cell {
        self.instance.cell_mut(scope, self.definition.node(id))
    }

    fn note_at(&mut self, place: Place, what: What) {
        if self.listening {
            self.changes.push(Change { place, what });
        }
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
        for id in self.definition.graph.stops() {
            let node = self.definition.node(*id);
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

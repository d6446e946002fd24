//! Where a person stands in a form, and what comes next: questions in document order, and after
//! the rows of a repeat the offer to add one.

use serde::{Deserialize, Serialize};

use super::Session;
use super::walk::Stop;
use crate::forms::definition::NodeId;
use crate::forms::place::Place;

/// A place to stand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// Before the first question.
    Start,
    /// At a question.
    Question(Place),
    /// After the rows of a repeat: add one?
    AddRow(Place),
    /// After the last question.
    End,
}

/// A step in a draft, with its place as text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum StoredStep {
    Start,
    Question(String),
    AddRow(String),
    End,
}

impl Session {
    /// Where the person stands.
    #[must_use]
    pub fn step(&self) -> &Step {
        &self.at
    }

    /// Every step, with whether it is asked just now.
    fn all_steps(&self) -> Vec<(Step, bool)> {
        let mut steps = vec![(Step::Start, true)];
        for stop in self.instance.walk(&self.definition) {
            let (scope, id) = match stop {
                Stop::Node(scope, id) | Stop::AfterRows(scope, id) => (scope, id),
                Stop::Row(_) => continue,
            };
            let node = self.definition.node(id);
            let place = self.instance.place(scope, id);
            let asked = self.instance.cell(scope, node).relevant;
            match stop {
                Stop::AfterRows(..) => steps.push((Step::AddRow(place), asked)),
                _ if node.is_seen() => steps.push((Step::Question(place), asked)),
                _ => {}
            }
        }
        steps.push((Step::End, true));
        steps
    }

    /// The steps that are asked just now, in order, for an overview.
    #[must_use]
    pub fn steps(&self) -> Vec<Step> {
        self.all_steps().into_iter().filter(|(_, asked)| *asked).map(|(step, _)| step).collect()
    }

    /// Goes to the next step that is asked; stays at the end.
    #[allow(clippy::should_implement_trait)]
    pub fn next(&mut self) -> &Step {
        let steps = self.all_steps();
        let here = steps.iter().position(|(step, _)| *step == self.at).unwrap_or(0);
        let next = steps.into_iter().skip(here + 1).find(|(_, asked)| *asked);
        self.at = next.map_or(Step::End, |(step, _)| step);
        &self.at
    }

    /// Goes to the step before that is asked; stays at the start.
    pub fn previous(&mut self) -> &Step {
        let mut steps = self.all_steps();
        let here = steps.iter().position(|(step, _)| *step == self.at).unwrap_or(0);
        steps.truncate(here);
        let before = steps.into_iter().rev().find(|(_, asked)| *asked);
        self.at = before.map_or(Step::Start, |(step, _)| step);
        &self.at
    }

    /// Goes to `step` if it is asked just now; else stays, and answers false.
    pub fn jump(&mut self, step: &Step) -> bool {
        let there = self.steps().contains(step);
        if there {
            self.at = step.clone();
        }
        there
    }

    /// A row went: whoever stood in it stands at the offer to add one.
    pub(super) fn leave_row(&mut self, row: &Place, repeat: NodeId) {
        let depth = row.rows.len();
        let (Step::Question(here) | Step::AddRow(here)) = &self.at else { return };
        if here.rows.get(..depth) == Some(&row.rows) {
            let rows = row.rows[..depth - 1].to_vec();
            self.at = Step::AddRow(Place { node: repeat, rows });
        }
    }

    pub(super) fn stored_step(&self) -> StoredStep {
        let text = |place| self.definition.place_text(place);
        match &self.at {
            Step::Start => StoredStep::Start,
            Step::Question(place) => StoredStep::Question(text(place)),
            Step::AddRow(place) => StoredStep::AddRow(text(place)),
            Step::End => StoredStep::End,
        }
    }

    pub(super) fn restore_step(&mut self, stored: &StoredStep) {
        let place = |text: &String| self.definition.place_from_text(text);
        let step = match stored {
            StoredStep::Start => Some(Step::Start),
            StoredStep::Question(text) => place(text).map(Step::Question),
            StoredStep::AddRow(text) => place(text).map(Step::AddRow),
            StoredStep::End => Some(Step::End),
        };
        let known = step.filter(|step| self.all_steps().iter().any(|(known, _)| known == step));
        self.at = known.unwrap_or(Step::Start);
    }
}

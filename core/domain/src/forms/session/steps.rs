//! Where a person stands in a form, and what comes next: questions in the order of the body,
//! groups that are shown on one screen, and after the rows of a repeat the offer to add one.

use serde::{Deserialize, Serialize};

use super::Session;
use super::cursor::Cursor;
use super::instance::ScopeId;
use crate::forms::definition::{Appearance, ControlId, NodeId, NodeKind};
use crate::forms::place::Place;

/// A place to stand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// Before the first question.
    Start,
    /// At a question.
    Question(Place),
    /// At a group, or a row, all of which is one screen (`field-list`): see [`Session::members`].
    Group(Place),
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
    Group(String),
    AddRow(String),
    End,
}

impl Session {
    /// Where the person stands.
    #[must_use]
    pub fn step(&self) -> &Step {
        &self.at
    }

    /// The steps that are asked just now, in order, for an overview.
    #[must_use]
    pub fn steps(&self) -> Vec<Step> {
        let mut steps = vec![Step::Start];
        let mut at = Cursor::Start;
        let mut inside = true;
        while at != Cursor::End {
            at = self.forward(at, inside);
            let asked = self.is_asked(at);
            inside = asked || !self.definition.graph.is_contained(at.control());
            if asked && let Some(step) = self.step_of(at) {
                inside &= !matches!(step, Step::Group(_));
                steps.push(step);
            }
        }
        steps
    }

    /// What a person sees at a cursor; nothing at a plain group or the head of a row.
    fn step_of(&self, at: Cursor) -> Option<Step> {
        match at {
            Cursor::Start => Some(Step::Start),
            Cursor::End => Some(Step::End),
            Cursor::At(id, _) | Cursor::Row(id, _) if self.is_screen(id) => {
                self.place_of(at).map(Step::Group)
            }
            Cursor::Row(..) => None,
            Cursor::At(id, _) if self.definition.control(id).is_container() => None,
            Cursor::At(..) => self.place_of(at).map(Step::Question),
            Cursor::AfterRows(id, _) if self.definition.control(id).count.is_some() => None,
            Cursor::AfterRows(..) => self.place_of(at).map(Step::AddRow),
        }
    }

    /// Is all of this container one screen?
    fn is_screen(&self, id: ControlId) -> bool {
        let control = self.definition.control(id);
        let listed =
            |id: ControlId| self.definition.control(id).appearance.contains(&Appearance::FieldList);
        // The appearance of a repeat stands on the group around it.
        let around = control.parent.filter(|_| self.is_row_head(id));
        control.is_container()
            && control.node.is_some()
            && (listed(id) || around.is_some_and(listed))
    }

    /// Is it the repeat of a group that holds nothing else?
    fn is_row_head(&self, id: ControlId) -> bool {
        let control = self.definition.control(id);
        let node = control.node.map(|node| self.definition.node(node).kind);
        let alone = |parent: ControlId| {
            let parent = self.definition.control(parent);
            parent.children.len() == 1
                && parent.id != ControlId::BODY
                && parent.node == control.node
        };
        node == Some(NodeKind::Repeat) && control.parent.is_some_and(alone)
    }

    fn place_of(&self, at: Cursor) -> Option<Place> {
        let (Cursor::At(id, scope) | Cursor::Row(id, scope) | Cursor::AfterRows(id, scope)) = at
        else {
            return None;
        };
        let node = self.definition.control(id).node?;
        let depth =
            self.definition.node(node).repeats.len() + usize::from(matches!(at, Cursor::Row(..)));
        Some(self.instance.place(self.instance.ancestor(scope, depth), node))
    }

    /// The cursor of a step; none if there is no such step in this form as it stands.
    fn cursor_of(&self, step: &Step) -> Option<Cursor> {
        let at = |place: &Place| -> Option<(ControlId, ScopeId)> {
            let control = self.definition.nodes.get(place.node.index())?.control()?;
            Some((control, self.find(place).ok()?))
        };
        match step {
            Step::Start => Some(Cursor::Start),
            Step::End => Some(Cursor::End),
            Step::Question(place) => {
                let (control, scope) = at(place)?;
                let question = !self.definition.control(control).is_container();
                question.then_some(Cursor::At(control, scope))
            }
            Step::AddRow(place) => {
                let control = self.repeat_control(place.node)?;
                Some(Cursor::AfterRows(control, self.find(place).ok()?))
            }
            Step::Group(place) => {
                let node = self.definition.nodes.get(place.node.index())?;
                let scope = self.find(place).ok()?;
                match place.rows.get(node.repeats.len()) {
                    Some(row) => {
                        let control = self.repeat_control(place.node)?;
                        Some(Cursor::Row(control, self.instance.row(scope, node, *row)?))
                    }
                    None => Some(Cursor::At(at(place)?.0, scope)),
                }
            }
        }
    }

    /// The control that shows the rows of a repeat.
    pub(super) fn repeat_control(&self, node: NodeId) -> Option<ControlId> {
        use crate::forms::definition::ControlKind;
        let controls = &self.definition.nodes.get(node.index())?.controls;
        let shows = |id: &&ControlId| self.definition.control(**id).kind == ControlKind::Repeat;
        controls.iter().find(shows).copied()
    }

    /// The outermost screen around a cursor, or the cursor itself.
    fn screen(&self, at: Cursor) -> Cursor {
        let (Cursor::At(id, scope) | Cursor::Row(id, scope) | Cursor::AfterRows(id, scope)) = at
        else {
            return at;
        };
        let mut found = at;
        let (mut control, mut scope) = (self.definition.control(id).parent, scope);
        if matches!(at, Cursor::Row(..)) {
            scope = self.instance.scope(scope).parent.unwrap_or(scope);
        }
        while let Some(id) = control {
            let repeat = id != ControlId::BODY && self.repeat_row(id);
            if self.is_screen(id) {
                found = if repeat { Cursor::Row(id, scope) } else { Cursor::At(id, scope) };
            }
            if repeat {
                scope = self.instance.scope(scope).parent.unwrap_or(scope);
            }
            control = self.definition.control(id).parent;
        }
        found
    }

    fn repeat_row(&self, id: ControlId) -> bool {
        use crate::forms::definition::ControlKind;
        self.definition.control(id).kind == ControlKind::Repeat
    }

    fn here(&self) -> Cursor {
        self.cursor_of(&self.at).unwrap_or(Cursor::Start)
    }

    /// Goes to the next step that is asked; stays at the end.
    ///
    /// A repeat with a count gets the rows that it lacks on the way; see [`Self::take_changes`].
    #[allow(clippy::should_implement_trait)]
    pub fn next(&mut self) -> &Step {
        let mut at = self.here();
        let mut inside = !matches!(self.at, Step::Group(_));
        loop {
            at = self.step_on(at, inside);
            inside = true;
            if let Some(step) = self.step_of(at) {
                return self.stand(step);
            }
        }
    }

    /// Goes to the step before that is asked; stays at the start.
    pub fn previous(&mut self) -> &Step {
        let mut at = self.here();
        loop {
            at = self.screen(self.step_back(at));
            if let Some(step) = self.step_of(at) {
                return self.stand(step);
            }
        }
    }

    /// Goes to `step` if it is asked just now, or to the screen that it is on; else stays, and
    /// answers false.
    pub fn jump(&mut self, step: &Step) -> bool {
        let there = self.cursor_of(step).filter(|at| self.is_asked(*at) && self.is_reached(*at));
        let step = there.and_then(|at| self.step_of(self.screen(at)));
        match step {
            Some(step) => {
                self.stand(step);
                true
            }
            None => false,
        }
    }

    fn stand(&mut self, step: Step) -> &Step {
        self.at = step;
        &self.at
    }

    /// Is everything around it asked too?
    fn is_reached(&self, at: Cursor) -> bool {
        match self.place_of(at) {
            Some(place) => {
                let mut node = Some(place.node);
                while let Some(id) = node {
                    let depth = self.definition.node(id).repeats.len();
                    let rows = place.rows[..depth.min(place.rows.len())].to_vec();
                    if id != NodeId::ROOT && !self.is_relevant(&Place { node: id, rows }) {
                        return false;
                    }
                    node = self.definition.node(id).parent;
                }
                true
            }
            None => true,
        }
    }

    /// The questions on a screen ([`Step::Group`]) that are asked just now, in order.
    #[must_use]
    pub fn members(&self, group: &Place) -> Vec<Place> {
        let Some(top) = self.cursor_of(&Step::Group(group.clone())) else { return Vec::new() };
        let end = self.forward(top, false);
        let mut members = Vec::new();
        let (mut at, mut inside) = (top, true);
        loop {
            at = self.forward(at, inside);
            if at == end || at == Cursor::End {
                return members;
            }
            let asked = self.is_asked(at);
            inside = asked || !self.definition.graph.is_contained(at.control());
            let question = !self.definition.control(at.control()).is_container();
            if asked && question {
                members.extend(self.place_of(at));
            }
        }
    }

    /// A row went: whoever stood in it stands at the offer to add one.
    pub(super) fn leave_row(&mut self, row: &Place, repeat: NodeId) {
        let depth = row.rows.len();
        let (Step::Question(here) | Step::AddRow(here) | Step::Group(here)) = &self.at else {
            return;
        };
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
            Step::Group(place) => StoredStep::Group(text(place)),
            Step::AddRow(place) => StoredStep::AddRow(text(place)),
            Step::End => StoredStep::End,
        }
    }

    pub(super) fn restore_step(&mut self, stored: &StoredStep) {
        let place = |text: &String| self.definition.place_from_text(text);
        let step = match stored {
            StoredStep::Start => Some(Step::Start),
            StoredStep::Question(text) => place(text).map(Step::Question),
            StoredStep::Group(text) => place(text).map(Step::Group),
            StoredStep::AddRow(text) => place(text).map(Step::AddRow),
            StoredStep::End => Some(Step::End),
        };
        let known = step.filter(|step| self.cursor_of(step).is_some());
        self.at = known.unwrap_or(Step::Start);
    }
}

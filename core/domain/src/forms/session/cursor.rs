//! Moving through the body of a form one element at a time, as JavaRosa's linear walk does.
//!
//! A cursor knows its control and its rows, so that a move costs no more than the depth of the
//! form. Which elements are asked just now is decided here; what a person sees of them, in `steps`.

use super::Session;
use super::instance::{Instance, ScopeId};
use crate::forms::definition::{ControlId, ControlKind, NodeKind};

/// A place in the body: an element, in its rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Cursor {
    /// Before everything.
    Start,
    /// At a question or a group; the scope is the innermost row around the control.
    At(ControlId, ScopeId),
    /// At a row of a repeat: its control and the row itself.
    Row(ControlId, ScopeId),
    /// After the rows of a repeat: its control and the scope around the repeat.
    AfterRows(ControlId, ScopeId),
    /// After everything.
    End,
}

impl Session {
    /// The next element, whether it is asked or not; not into the element if `inside` is false.
    pub(super) fn forward(&self, from: Cursor, inside: bool) -> Cursor {
        let form = &self.definition;
        match from {
            Cursor::Start => self.first_child(ControlId::BODY, Instance::ROOT, Cursor::End),
            Cursor::End => Cursor::End,
            Cursor::At(id, scope) if inside && form.control(id).is_container() => {
                let after = self.after(id, scope);
                self.first_child(id, scope, after)
            }
            Cursor::At(id, scope) | Cursor::AfterRows(id, scope) => self.after(id, scope),
            Cursor::Row(id, row) if inside => {
                let after = self.next_row(id, row);
                self.first_child(id, row, after)
            }
            Cursor::Row(id, row) => self.next_row(id, row),
        }
    }

    fn first_child(&self, of: ControlId, scope: ScopeId, none: Cursor) -> Cursor {
        let first = self.definition.control(of).children.first();
        first.map_or(none, |child| self.enter(*child, scope))
    }

    /// The first that is met at a control.
    fn enter(&self, id: ControlId, scope: ScopeId) -> Cursor {
        if self.definition.control(id).kind != ControlKind::Repeat {
            return Cursor::At(id, scope);
        }
        match self.rows_of(id, scope).first() {
            Some(row) => Cursor::Row(id, *row),
            None => Cursor::AfterRows(id, scope),
        }
    }

    /// The rows that a repeat's control shows.
    pub(super) fn rows_of(&self, id: ControlId, scope: ScopeId) -> &[ScopeId] {
        let node = self.definition.control(id).node.map(|node| self.definition.node(node));
        match node.filter(|node| node.kind == NodeKind::Repeat) {
            Some(node) => {
                let scope = self.instance.ancestor(scope, node.repeats.len());
                &self.instance.cell(scope, node).rows
            }
            None => &[],
        }
    }

    fn next_row(&self, id: ControlId, row: ScopeId) -> Cursor {
        let this = self.instance.scope(row);
        let around = this.parent.unwrap_or(Instance::ROOT);
        let next = self.rows_of(id, around).get(this.position as usize + 1);
        next.map_or(Cursor::AfterRows(id, around), |row| Cursor::Row(id, *row))
    }

    /// What follows a control when all of it is behind.
    fn after(&self, id: ControlId, scope: ScopeId) -> Cursor {
        let (mut id, scope) = (id, scope);
        loop {
            let Some(parent) = self.definition.control(id).parent else { return Cursor::End };
            let siblings = &self.definition.control(parent).children;
            let here = siblings.partition_point(|sibling| *sibling <= id);
            if let Some(next) = siblings.get(here) {
                return self.enter(*next, scope);
            }
            match self.definition.control(parent).kind {
                ControlKind::Body => return Cursor::End,
                ControlKind::Repeat => return self.next_row(parent, scope),
                _ => id = parent,
            }
        }
    }

    /// The element before, whether it is asked or not.
    pub(super) fn backward(&self, from: Cursor) -> Cursor {
        let (id, scope) = match from {
            Cursor::Start => return Cursor::Start,
            Cursor::End => return self.last_child(ControlId::BODY, Instance::ROOT, Cursor::Start),
            Cursor::At(id, scope) => (id, scope),
            Cursor::AfterRows(id, scope) => match self.rows_of(id, scope).last() {
                Some(_) if self.is_closed(id, scope) => (id, scope),
                Some(row) => return self.last_child(id, *row, Cursor::Row(id, *row)),
                None => (id, scope),
            },
            Cursor::Row(id, row) => {
                let this = self.instance.scope(row);
                let around = this.parent.unwrap_or(Instance::ROOT);
                match (this.position as usize).checked_sub(1) {
                    Some(before) => {
                        let row = self.rows_of(id, around)[before];
                        return self.last_child(id, row, Cursor::Row(id, row));
                    }
                    None => (id, around),
                }
            }
        };
        let Some(parent) = self.definition.control(id).parent else { return Cursor::Start };
        let siblings = &self.definition.control(parent).children;
        let here = siblings.partition_point(|sibling| *sibling < id);
        if let Some(before) = here.checked_sub(1).and_then(|at| siblings.get(at)) {
            return self.enter_backward(*before, scope);
        }
        match self.definition.control(parent).kind {
            ControlKind::Body => Cursor::Start,
            ControlKind::Repeat => Cursor::Row(parent, scope),
            _ => Cursor::At(parent, scope),
        }
    }

    fn last_child(&self, of: ControlId, scope: ScopeId, none: Cursor) -> Cursor {
        let last = self.definition.control(of).children.last();
        last.map_or(none, |child| self.enter_backward(*child, scope))
    }

    fn enter_backward(&self, id: ControlId, scope: ScopeId) -> Cursor {
        match self.definition.control(id).kind {
            ControlKind::Repeat => Cursor::AfterRows(id, scope),
            ControlKind::Group if self.is_closed(id, scope) => Cursor::At(id, scope),
            ControlKind::Group => self.last_child(id, scope, Cursor::At(id, scope)),
            _ => Cursor::At(id, scope),
        }
    }

    /// Is this element asked just now?
    pub(super) fn is_asked(&self, at: Cursor) -> bool {
        match at {
            Cursor::Start | Cursor::End => true,
            Cursor::At(id, scope) => self.is_control_relevant(id, scope),
            Cursor::Row(id, row) => {
                let around = self.instance.scope(row).parent.unwrap_or(Instance::ROOT);
                self.is_control_relevant(id, around)
            }
            Cursor::AfterRows(id, scope) => {
                self.can_add(id, scope) && self.is_control_relevant(id, scope)
            }
        }
    }

    /// Is nothing within it asked, because it is not asked itself?
    fn is_closed(&self, id: ControlId, scope: ScopeId) -> bool {
        self.definition.graph.is_contained(id) && !self.is_control_relevant(id, scope)
    }

    /// The relevance of the node that a control shows; of one without, that of the nodes around.
    fn is_control_relevant(&self, id: ControlId, scope: ScopeId) -> bool {
        let mut at = Some(id);
        while let Some(id) = at {
            let control = self.definition.control(id);
            if let Some(node) = control.node {
                let node = self.definition.node(node);
                let scope = self.instance.ancestor(scope, node.repeats.len());
                return self.instance.cell(scope, node).relevant;
            }
            at = control.parent;
        }
        true
    }

    /// May a row be added: by a person, or because a count asks for more?
    fn can_add(&self, id: ControlId, scope: ScopeId) -> bool {
        let control = self.definition.control(id);
        match &control.count {
            Some(_) => {
                self.instance.scopes.len() < MAX_SCOPES
                    && self.wanted_rows(id, scope) > self.rows_of(id, scope).len()
            }
            None => !control.no_add_remove,
        }
    }

    /// How many rows a count asks for; bounded, because a form may reckon anything.
    pub(super) fn wanted_rows(&self, id: ControlId, scope: ScopeId) -> usize {
        let control = self.definition.control(id);
        let (Some(count), Some(node)) = (&control.count, control.node) else { return 0 };
        let scope = self.instance.ancestor(scope, self.definition.node(node).repeats.len());
        let number = self.evaluate(count, node, scope).number().floor();
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped")]
        let wanted = if number.is_nan() { 0 } else { number.clamp(0.0, MAX_ROWS) as usize };
        wanted
    }

    /// The next element that is asked. Stepping onto a repeat whose count asks for more makes
    /// the row.
    pub(super) fn step_on(&mut self, from: Cursor, inside: bool) -> Cursor {
        let mut at = self.forward(from, inside);
        while !self.is_asked(at) {
            at = self.forward(at, !self.definition.graph.is_contained(at.control()));
        }
        self.counted(at)
    }

    fn counted(&mut self, at: Cursor) -> Cursor {
        let Cursor::AfterRows(id, scope) = at else { return at };
        let control = self.definition.control(id);
        let (Some(_), Some(node)) = (&control.count, control.node) else { return at };
        let around = self.instance.ancestor(scope, self.definition.node(node).repeats.len());
        let (row, _) = self.make_row(around, node);
        Cursor::Row(id, row)
    }

    /// The element before that is asked.
    pub(super) fn step_back(&self, from: Cursor) -> Cursor {
        let mut at = self.backward(from);
        while !self.is_asked(at) {
            at = self.backward(at);
        }
        at
    }
}

/// The most rows of a form with counts in counts: beyond it no count makes one.
const MAX_SCOPES: usize = 50_000;

/// The most rows that a count makes.
const MAX_ROWS: f64 = 10_000.0;

impl Cursor {
    /// The control it stands at; at the ends, the body.
    pub(super) fn control(self) -> ControlId {
        match self {
            Self::Start | Self::End => ControlId::BODY,
            Self::At(id, _) | Self::Row(id, _) | Self::AfterRows(id, _) => id,
        }
    }
}

//! Carrying a change through: only what reads it, in order of rank, each at most once per pass.

use super::Session;
use super::cast::{Purpose, Unfit, cast, number_of};
use super::change::{Change, What};
use super::instance::ScopeId;
use crate::forms::answer::Answer;
use crate::forms::definition::{Definition, Expr, NodeId, NodeKind};
use crate::forms::graph::{Facet, Reader, facets};

impl Session {
    /// All of one scope: at the start, and for a new row.
    pub(super) fn wait_for_scope(&mut self, scope: ScopeId, wanted: fn(Facet) -> bool) {
        let Self { definition, instance, queue, .. } = self;
        let repeat = instance.scope(scope).repeat;
        for id in definition.slots.get(&repeat).into_iter().flatten() {
            queue.push(definition, instance, (*id, Facet::Relevant, scope));
            for (facet, expr) in facets(definition.node(*id)) {
                if expr.is_some() && wanted(facet) {
                    queue.push(definition, instance, (*id, facet, scope));
                }
            }
        }
    }

    /// The value, the rows or the relevance of a node changed: whoever reads it waits.
    pub(super) fn touch(&mut self, node: NodeId, scope: ScopeId) {
        self.instance.forget_sums(scope, node);
        for index in 0..self.definition.graph.readers(node).len() {
            let reader = self.definition.graph.readers(node)[index];
            self.wake(reader, scope);
        }
        let Self { definition, instance, queue, .. } = self;
        // `.` is not among what an expression reads.
        for (facet, expr) in facets(definition.node(node)) {
            if expr.is_some() && !matches!(facet, Facet::Relevant | Facet::Value) {
                queue.push(definition, instance, (node, facet, scope));
            }
        }
    }

    /// The rows of a repeat from `first` on are others, or stand elsewhere.
    pub(super) fn touch_rows(&mut self, repeat: NodeId, parent: ScopeId, first: usize) {
        let depth = self.definition.node(repeat).repeats.len();
        for index in 0..self.definition.graph.readers(repeat).len() {
            let reader = self.definition.graph.readers(repeat)[index];
            if reader.fixed <= depth {
                if !self.touring || self.reads_into(reader, repeat) {
                    self.wake(reader, parent);
                }
                continue;
            }
            // It reads only the row that it stands in: its position.
            let node = self.definition.node(repeat);
            let rows = self.instance.cell(parent, node).rows.get(first..).unwrap_or_default();
            let rows = rows.to_vec();
            for row in rows {
                self.wake(reader, row);
            }
        }
    }

    /// Does it read the rows themselves, or what stands in them outside of groups? JavaRosa reckons
    /// nothing else for a new row.
    fn reads_into(&self, reader: Reader, repeat: NodeId) -> bool {
        let mut expressions = facets(self.definition.node(reader.node)).into_iter();
        let found = expressions.find(|(facet, _)| *facet == reader.facet);
        let Some((_, Some(expr))) = found else { return true };
        expr.reads().iter().any(|reference| {
            reference.node == repeat || self.definition.node(reference.node).parent == Some(repeat)
        })
    }

    fn wake(&mut self, reader: Reader, changed: ScopeId) {
        let from = self.anchored(reader, self.instance.ancestor(changed, reader.fixed));
        let Self { definition, instance, queue, scratch, .. } = self;
        let at = definition.node(reader.node);
        if at.repeats.len() <= instance.depth(from) {
            return queue.push(definition, instance, (reader.node, reader.facet, from));
        }
        scratch.clear();
        instance.each_below(definition, at, from, &mut |scope| scratch.push(scope));
        for scope in scratch.iter() {
            queue.push(definition, instance, (reader.node, reader.facet, *scope));
        }
    }

    /// On a tour, readers are reckoned only in the rows around the first change, as JavaRosa does.
    fn anchored(&self, reader: Reader, from: ScopeId) -> ScopeId {
        let Some(anchor) = self.anchor else { return from };
        let near =
            self.instance.ancestor(anchor, self.shared(anchor, self.definition.node(reader.node)));
        let within = self.instance.ancestor(near, self.instance.depth(from)) == from;
        if within { near } else { from }
    }

    /// Reckons until nothing waits.
    pub(super) fn settle(&mut self) {
        while let Some(next) = self.queue.pop(&self.definition, &mut self.instance) {
            self.reckon(next.node, next.facet, next.scope);
        }
    }

    /// The same session with everything reckoned again from what was entered.
    #[cfg(test)]
    pub(in crate::forms) fn reckoned_anew(&self) -> Self {
        let mut anew = self.clone();
        anew.reckon_all(|_| true);
        anew.changes.clear();
        anew
    }

    fn truth(&self, of: Of, node: NodeId, scope: ScopeId) -> bool {
        let Some(expr) = of(&self.definition, node) else { return false };
        self.evaluate(expr, node, scope).truth()
    }

    fn reckon(&mut self, id: NodeId, facet: Facet, scope: ScopeId) {
        match facet {
            Facet::Relevant => self.reckon_relevance(id, scope),
            Facet::Value => self.reckon_value(id, scope),
            Facet::Required => {
                let now = self.truth(|form, id| form.node(id).required.as_ref(), id, scope);
                let cell = self.cell_mut(scope, id);
                let changed = std::mem::replace(&mut cell.required, now) != now;
                self.note(changed, id, scope, What::Required(now));
            }
            Facet::ReadOnly => {
                let now = self.truth(|form, id| form.node(id).readonly.as_ref(), id, scope);
                let cell = self.cell_mut(scope, id);
                let changed = std::mem::replace(&mut cell.readonly, now) != now;
                self.note(changed, id, scope, What::ReadOnly(now));
            }
            Facet::Constraint => {
                let blank = self.cell(scope, id).answer.is_none();
                let constraint: Of = |form, id| form.node(id).constraint.as_ref();
                let now = blank || self.truth(constraint, id, scope);
                let cell = self.cell_mut(scope, id);
                let changed = std::mem::replace(&mut cell.holds, now) != now;
                self.note(changed, id, scope, What::Holds(now));
            }
            Facet::Choices => self.note(true, id, scope, What::Choices),
            Facet::Words => self.note(true, id, scope, What::Words),
            Facet::Stop => {
                let now = self.truth(|form, id| form.node(id).stop.as_ref(), id, scope);
                self.cell_mut(scope, id).stops = now;
            }
        }
    }

    fn reckon_value(&mut self, id: NodeId, scope: ScopeId) {
        let Some(expr) = &self.definition.node(id).calculation else { return };
        let value = self.evaluate(expr, id, scope);
        let data = self.definition.node(id).data;
        let cast = cast(value, data, Purpose::Calculate, self.context.now);
        let first = !std::mem::replace(&mut self.cell_mut(scope, id).reckoned, true);
        match cast {
            Ok(fit) => {
                self.cell_mut(scope, id).unfit = false;
                self.put_number(id, scope, fit.answer, fit.number, first);
            }
            Err(Unfit) => {
                let cell = self.cell_mut(scope, id);
                let was = std::mem::replace(&mut cell.unfit, true);
                self.put_number(id, scope, None, f64::NAN, first);
                self.note(!was, id, scope, What::Unfit);
            }
        }
    }

    fn reckon_relevance(&mut self, id: NodeId, scope: ScopeId) {
        let node = self.definition.node(id);
        let around = node.parent.is_none_or(|parent| {
            let parent = self.definition.node(parent);
            let scope = self.instance.ancestor(scope, parent.repeats.len());
            self.instance.cell(scope, parent).relevant
        });
        let own = match &node.relevant {
            Some(expr) if around => self.evaluate(expr, id, scope).truth(),
            _ => true,
        };
        let now = around && own;
        let cell = self.cell_mut(scope, id);
        if std::mem::replace(&mut cell.relevant, now) == now {
            return;
        }
        self.note(true, id, scope, What::Relevant(now));
        let Self { definition, instance, queue, .. } = self;
        let node = definition.node(id);
        let of_repeat = node.kind == NodeKind::Repeat;
        let rows = if of_repeat { instance.cell(scope, node).rows.clone() } else { vec![scope] };
        for child in &node.children {
            for row in &rows {
                queue.push(definition, instance, (*child, Facet::Relevant, *row));
            }
        }
        self.touch(id, scope);
    }

    pub(super) fn note(&mut self, changed: bool, node: NodeId, scope: ScopeId, what: What) {
        if changed && self.listening {
            let place = self.instance.place(scope, node);
            self.changes.push(Change { place, what });
        }
    }

    /// Stores a value; if it is another one, whoever reads it waits.
    pub(super) fn put(&mut self, id: NodeId, scope: ScopeId, answer: Option<Answer>) {
        let data = self.definition.node(id).data;
        let number = answer.as_ref().map_or(f64::NAN, |answer| number_of(answer, data));
        self.put_number(id, scope, answer, number, false);
    }

    /// The same with its number, which is known; `always` wakes the readers of an equal value too.
    fn put_number(
        &mut self,
        id: NodeId,
        scope: ScopeId,
        answer: Option<Answer>,
        number: f64,
        always: bool,
    ) {
        let (listening, anchored) = (self.listening, self.anchor.is_some());
        let cell = self.cell_mut(scope, id);
        if cell.answer == answer {
            if always || anchored {
                self.touch(id, scope);
            }
            return;
        }
        cell.number = number;
        if listening {
            cell.answer.clone_from(&answer);
            self.note(true, id, scope, What::Value(answer));
        } else {
            cell.answer = answer;
        }
        self.touch(id, scope);
    }
}

/// An expression of a node.
type Of = fn(&Definition, NodeId) -> Option<&Expr>;

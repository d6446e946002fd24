//! Carrying a change through: only what reads it, in order of rank, each at most once per pass.

use super::Session;
use super::change::{Change, What};
use super::instance::ScopeId;
use super::view::View;
use crate::forms::answer::Answer;
use crate::forms::decimal;
use crate::forms::definition::{Default, NodeId, NodeKind, QuestionType};
use crate::forms::expr::eval::eval;
use crate::forms::expr::{Expr, ExprValue};
use crate::forms::graph::{Facet, facets};

/// What waits to be reckoned; sorted by rank.
pub(super) type Waiting = (u32, NodeId, Facet, ScopeId);

impl Session {
    fn wait(&mut self, node: NodeId, facet: Facet, scope: ScopeId) {
        let rank = self.definition.graph.rank(node, facet);
        self.waiting.insert((rank, node, facet, scope));
    }

    /// All of one scope: at the start, and for a new row.
    pub(super) fn wait_for_scope(&mut self, scope: ScopeId) {
        let definition = self.definition.clone();
        let repeat = self.instance.scope(scope).repeat;
        for id in definition.slots.get(&repeat).into_iter().flatten() {
            self.wait(*id, Facet::Relevant, scope);
            for (facet, expr) in facets(definition.node(*id)) {
                if expr.is_some() {
                    self.wait(*id, facet, scope);
                }
            }
        }
    }

    /// The value, the rows or the relevance of a node changed: whoever reads it waits.
    pub(super) fn touch(&mut self, node: NodeId, scope: ScopeId) {
        let definition = self.definition.clone();
        for reader in definition.graph.readers(node) {
            let from = self.instance.ancestor(scope, reader.fixed);
            let at = definition.node(reader.node);
            for scope in self.instance.below(&definition, at, from) {
                self.wait(reader.node, reader.facet, scope);
            }
        }
        // `.` is not among what an expression reads.
        for (facet, expr) in facets(definition.node(node)) {
            if expr.is_some() && !matches!(facet, Facet::Relevant | Facet::Value) {
                self.wait(node, facet, scope);
            }
        }
    }

    /// Reckons until nothing waits.
    pub(super) fn settle(&mut self) {
        while let Some((_, node, facet, scope)) = self.waiting.pop_first() {
            self.reckon(node, facet, scope);
        }
    }

    pub(super) fn evaluate(&self, expr: &Expr, node: NodeId, scope: ScopeId) -> ExprValue {
        let view = View {
            definition: &self.definition,
            instance: &self.instance,
            context: &self.context,
            scope,
            node,
            choice: None,
        };
        eval(expr, &view)
    }

    fn truth(&self, expr: Option<&Expr>, node: NodeId, scope: ScopeId) -> bool {
        expr.is_some_and(|expr| self.evaluate(expr, node, scope).truth())
    }

    fn reckon(&mut self, id: NodeId, facet: Facet, scope: ScopeId) {
        let definition = self.definition.clone();
        let node = definition.node(id);
        let cell = self.instance.cell(scope, node);
        let (required, readonly, held) = (cell.required, cell.readonly, cell.holds);
        let blank = cell.answer.is_none();
        match facet {
            Facet::Relevant => self.reckon_relevance(id, scope),
            Facet::Value => {
                let Some(expr) = &node.calculation else { return };
                let value = self.evaluate(expr, id, scope);
                self.put(id, scope, computed(node.question(), &value));
            }
            Facet::Required => {
                let now = self.truth(node.required.as_ref(), id, scope);
                self.instance.cell_mut(scope, node).required = now;
                self.note(now != required, id, scope, What::Required(now));
            }
            Facet::ReadOnly => {
                let now = self.truth(node.readonly.as_ref(), id, scope);
                self.instance.cell_mut(scope, node).readonly = now;
                self.note(now != readonly, id, scope, What::ReadOnly(now));
            }
            Facet::Constraint => {
                let now = blank || self.truth(node.constraint.as_ref(), id, scope);
                self.instance.cell_mut(scope, node).holds = now;
                self.note(now != held, id, scope, What::Holds(now));
            }
            Facet::Choices => self.note(true, id, scope, What::Choices),
            Facet::Stop => {
                let now = self.truth(node.stop.as_ref(), id, scope);
                self.instance.cell_mut(scope, node).stops = now;
            }
        }
    }

    fn reckon_relevance(&mut self, id: NodeId, scope: ScopeId) {
        let definition = self.definition.clone();
        let node = definition.node(id);
        let around = node.parent.is_none_or(|parent| {
            let parent = definition.node(parent);
            let scope = self.instance.ancestor(scope, parent.repeats.len());
            self.instance.cell(scope, parent).relevant
        });
        let own = node.relevant.as_ref().is_none_or(|e| self.evaluate(e, id, scope).truth());
        let now = around && own;
        let cell = self.instance.cell_mut(scope, node);
        if cell.relevant == now {
            return;
        }
        cell.relevant = now;
        let rows = if node.kind == NodeKind::Repeat { cell.rows.clone() } else { vec![scope] };
        self.note(true, id, scope, What::Relevant(now));
        for child in &node.children {
            for row in &rows {
                self.wait(*child, Facet::Relevant, *row);
            }
        }
        self.touch(id, scope);
    }

    fn note(&mut self, changed: bool, node: NodeId, scope: ScopeId, what: What) {
        if changed {
            let place = self.instance.place(scope, node);
            self.changes.push(Change { place, what });
        }
    }

    /// Stores a value; if it is another one, whoever reads it waits.
    pub(super) fn put(&mut self, id: NodeId, scope: ScopeId, answer: Option<Answer>) {
        let definition = self.definition.clone();
        let cell = self.instance.cell_mut(scope, definition.node(id));
        if cell.answer == answer {
            return;
        }
        cell.answer.clone_from(&answer);
        self.note(true, id, scope, What::Value(answer));
        self.touch(id, scope);
    }

    /// Opens a scope: fixed defaults, then everything reckoned, then the reckoned defaults.
    pub(super) fn open_scope(&mut self, scope: ScopeId) {
        let definition = self.definition.clone();
        let repeat = self.instance.scope(scope).repeat;
        let ids = definition.slots.get(&repeat).map_or(&[][..], Vec::as_slice);
        for id in ids {
            if let Some(Default::Fixed(answer)) = &definition.node(*id).default {
                self.put(*id, scope, Some(answer.clone()));
            }
        }
        self.wait_for_scope(scope);
        self.settle();
        for id in ids {
            let node = definition.node(*id);
            if let Some(Default::Reckoned(expr)) = &node.default {
                let value = self.evaluate(expr, *id, scope);
                self.put(*id, scope, computed(node.question(), &value));
                self.settle();
            }
        }
    }
}

/// A reckoned value as an answer of the question's type; what does not fit is blank.
fn computed(kind: Option<QuestionType>, value: &ExprValue) -> Option<Answer> {
    let kind = kind?;
    let text = match (kind, value) {
        (QuestionType::Decimal, ExprValue::Number(number)) => decimal::from_f64(*number)?,
        (_, ExprValue::Number(number)) if number.is_nan() => return None,
        _ => value.text(),
    };
    Answer::from_text(kind, &text).ok().flatten()
}

//! What an expression sees: the session's values, from the place where the expression stands.

use super::Context;
use super::instance::{Instance, ScopeId};
use crate::forms::answer::Answer;
use crate::forms::calendar::Moment;
use crate::forms::definition::{Choice, Definition, NodeId, NodeKind};
use crate::forms::expr::{Reference, Scene};

#[derive(Debug)]
pub(super) struct View<'a> {
    pub(super) definition: &'a Definition,
    pub(super) instance: &'a Instance,
    pub(super) context: &'a Context,
    pub(super) scope: ScopeId,
    pub(super) node: NodeId,
    /// The choice that is being filtered.
    pub(super) choice: Option<&'a Choice>,
}

impl View<'_> {
    fn text(&self, scope: ScopeId, node: NodeId) -> String {
        let cell = self.instance.cell(scope, self.definition.node(node));
        let relevant = cell.answer.as_ref().filter(|_| cell.relevant);
        relevant.map(Answer::to_text).unwrap_or_default()
    }

    fn scopes(&self, reference: &Reference) -> Vec<ScopeId> {
        let from = self.instance.ancestor(self.scope, reference.fixed);
        self.instance.below(self.definition, self.definition.node(reference.node), from)
    }
}

impl Scene for View<'_> {
    fn one(&self, reference: &Reference) -> String {
        let depth = self.definition.node(reference.node).repeats.len();
        self.text(self.instance.ancestor(self.scope, depth), reference.node)
    }

    fn many(&self, reference: &Reference) -> Vec<String> {
        let node = self.definition.node(reference.node);
        let mut texts = Vec::new();
        for scope in self.scopes(reference) {
            let cell = self.instance.cell(scope, node);
            if !cell.relevant {
                continue;
            }
            if node.kind == NodeKind::Repeat {
                texts.extend(cell.rows.iter().map(|_| String::new()));
            } else {
                texts.push(self.text(scope, reference.node));
            }
        }
        texts
    }

    fn indexed(&self, reference: &Reference, index: usize) -> String {
        let scopes = self.scopes(reference);
        let scope = index.checked_sub(1).and_then(|index| scopes.get(index));
        scope.map(|scope| self.text(*scope, reference.node)).unwrap_or_default()
    }

    fn position(&self, reference: Option<&Reference>) -> usize {
        let depth =
            reference.map_or(usize::MAX, |r| self.definition.node(r.node).repeats.len() + 1);
        self.instance.scope(self.instance.ancestor(self.scope, depth)).position + 1
    }

    fn own(&self) -> String {
        let cell = self.instance.cell(self.scope, self.definition.node(self.node));
        cell.answer.as_ref().map(Answer::to_text).unwrap_or_default()
    }

    fn column(&self, name: &str) -> String {
        let Some(choice) = self.choice else { return String::new() };
        match name {
            "name" => choice.code.clone(),
            "label" => choice.label.get(&self.context.language).unwrap_or_default().to_owned(),
            other => choice.columns.get(other).cloned().unwrap_or_default(),
        }
    }

    fn choice_label(&self, question: NodeId, code: &str) -> String {
        let choices = self.definition.choices(self.definition.node(question));
        let found = choices.iter().find(|choice| choice.code == code);
        let label = found.and_then(|choice| choice.label.get(&self.context.language));
        label.unwrap_or_default().to_owned()
    }

    fn now(&self) -> Moment {
        self.context.now
    }
}

//! What a form sets by itself when something happens: actions.
//!
//! They are done one after the other, each with all that follows from it, as JavaRosa does them.

use super::Session;
use super::cast::{Purpose, cast, from_text};
use super::instance::{Instance, ScopeId};
use crate::forms::answer::Answer;
use crate::forms::definition::{Action, ActionKind, ControlId, Event, Node, NodeId};

/// How deep actions may set off actions: a form in which they chase each other comes to rest.
const MAX_ACTIONS: u32 = 32;

impl Session {
    /// The actions of the model first, then those of controls, in every row that there is.
    pub(super) fn act_everywhere(&mut self, event: Event) {
        for index in self.actions_of(event, |control| control.is_none()) {
            self.act(index, Instance::ROOT);
        }
        for index in self.actions_of(event, |control| control.is_some()) {
            let definition = self.definition.clone();
            let target = definition.node(definition.actions[index].target);
            for scope in self.instance.below(&definition, target, Instance::ROOT) {
                self.act(index, scope);
            }
        }
    }

    /// The actions that a new row asks for: of the model, then of controls; targets elsewhere
    /// are left alone.
    pub(super) fn act_in_row(&mut self, row: ScopeId, repeat: NodeId) {
        let definition = self.definition.clone();
        let of_row = |control: ControlId| definition.control(control).node == Some(repeat);
        for index in self.actions_of(Event::NewRow, |control| control.is_none_or(of_row)) {
            let target = definition.node(definition.actions[index].target);
            if target.repeats.contains(&repeat) {
                self.act(index, row);
            }
        }
    }

    /// The answer of a control changed: the actions within it.
    pub(super) fn act_on_change(&mut self, node: NodeId, scope: ScopeId) {
        let definition = self.definition.clone();
        let of = |control: Option<ControlId>| {
            control.is_some_and(|control| definition.node(node).controls.contains(&control))
        };
        for index in self.actions_of(Event::ValueChanged, of) {
            self.act(index, scope);
        }
    }

    fn actions_of(&self, event: Event, of: impl Fn(Option<ControlId>) -> bool) -> Vec<usize> {
        let wanted = |action: &Action| action.events.contains(&event) && of(action.control);
        let actions = self.definition.actions.iter().enumerate();
        actions.filter(|(_, action)| wanted(action)).map(|(index, _)| index).collect()
    }

    /// Sets the target of one action, in the rows around `near` as far as they are shared.
    fn act(&mut self, index: usize, near: ScopeId) {
        let definition = self.definition.clone();
        let action = &definition.actions[index];
        let target = definition.node(action.target);
        let from = self.instance.ancestor(near, self.shared(near, target));
        let scopes = self.instance.below(&definition, target, from);
        let [scope] = scopes[..] else { return };
        let value = match &action.kind {
            ActionKind::Calculate(expr) => {
                let value = self.evaluate(expr, target.id, scope);
                cast(value, target.data, Purpose::Act, self.context.now)
                    .map_or(None, |fit| fit.answer)
            }
            ActionKind::Set(text) if text.is_empty() => None,
            ActionKind::Set(text) => {
                from_text(text.clone(), target.data, self.context.now).unwrap_or_default()
            }
            ActionKind::Geopoint | ActionKind::RecordAudio(_) => return,
        };
        self.set_value(target.id, scope, value);
    }

    /// How many of the rows around `scope` lie around `node` too.
    pub(super) fn shared(&self, scope: ScopeId, node: &Node) -> usize {
        let repeat = self.definition.node(self.instance.scope(scope).repeat);
        let around = repeat.repeats.iter().chain(std::iter::once(&repeat.id));
        around.zip(&node.repeats).take_while(|(a, b)| a == b).count()
    }

    /// Stores a value with what follows from it: whatever reads it, then the actions on it.
    pub(super) fn set_value(&mut self, id: NodeId, scope: ScopeId, value: Option<Answer>) {
        let changed = self.cell(scope, id).answer != value;
        self.anchor = self.touring.then_some(scope);
        self.put(id, scope, value);
        self.settle();
        self.anchor = None;
        if changed && self.acting < MAX_ACTIONS {
            self.acting += 1;
            self.act_on_change(id, scope);
            self.acting -= 1;
        }
    }
}

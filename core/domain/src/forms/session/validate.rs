//! The last look at a form, question by question, as JavaRosa takes it before finalising.
//!
//! It stops at the first question that fails. What a person is shown instead, everything that
//! fails at once, is in `finalise`.

use super::Session;
use super::cursor::Cursor;
use super::instance::ScopeId;
use super::opening;
use crate::forms::answer::Answer;
use crate::forms::definition::{
    ControlId, Event, MetadataKind, Node, NodeId, NodeKind, QuestionType,
};
use crate::forms::place::Place;

/// How a question fared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tried {
    /// Its answer stands.
    Ok,
    /// It must be answered and is blank.
    Required,
    /// Its answer breaks the constraint.
    Constraint,
}

/// How a whole form fared: the first question that failed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormVerdict {
    /// How.
    pub outcome: Tried,
    /// The question; none if all is well.
    pub place: Option<Place>,
}

impl Session {
    /// Goes through everything that is asked, up to the first question that fails. Rows that a
    /// count asks for are made on the way; choices that are no longer offered are given up.
    pub fn validate(&mut self) -> FormVerdict {
        let mut at = Cursor::Start;
        while at != Cursor::End {
            at = self.step_on(at, true);
            let Cursor::At(id, scope) = at else { continue };
            let control = self.definition.control(id);
            let (false, Some(node)) = (control.is_container(), control.node) else { continue };
            let scope = self.instance.ancestor(scope, self.definition.node(node).repeats.len());
            self.give_up_choices(id, node, scope);
            let answer = self.cell(scope, node).answer.clone();
            let outcome = self.try_answer(node, scope, answer);
            if outcome != Tried::Ok {
                return FormVerdict { outcome, place: Some(self.instance.place(scope, node)) };
            }
        }
        FormVerdict { outcome: Tried::Ok, place: None }
    }

    /// Answers as JavaRosa does: what fails is not stored.
    pub(super) fn try_answer(
        &mut self,
        node: NodeId,
        scope: ScopeId,
        answer: Option<Answer>,
    ) -> Tried {
        let cell = self.cell(scope, node);
        if answer.is_none() && cell.required {
            return Tried::Required;
        }
        if answer.is_none() && cell.answer.is_none() {
            return Tried::Ok;
        }
        let old = self.cell(scope, node).answer.clone();
        if answer.is_some() && self.definition.node(node).constraint.is_some() {
            // The constraint sees the new answer; nothing else does yet.
            self.set_quietly(scope, node, answer.clone());
            let holds = self.holds(node, scope);
            self.set_quietly(scope, node, old);
            if !holds {
                return Tried::Constraint;
            }
        }
        self.set_value(node, scope, answer);
        Tried::Ok
    }

    fn holds(&self, id: NodeId, scope: ScopeId) -> bool {
        let constraint = self.definition.node(id).constraint.as_ref();
        constraint.is_none_or(|expr| self.evaluate(expr, id, scope).truth())
    }

    /// Takes back codes that an itemset no longer offers, as JavaRosa does when it shows them.
    pub(super) fn give_up_choices(&mut self, control: ControlId, node: NodeId, scope: ScopeId) {
        let Some(answer) = self.cell(scope, node).answer.clone() else { return };
        let chosen: Vec<&String> = match &answer {
            Answer::One(code) => vec![code],
            Answer::Many(codes) | Answer::Ranking(codes) => codes.iter().collect(),
            _ => return,
        };
        let Some(kept) = self.still_offered(control, scope, &chosen) else { return };
        if kept.len() == chosen.len() {
            return;
        }
        let kept: Vec<String> = kept.into_iter().cloned().collect();
        let answer = match &answer {
            Answer::One(_) => None,
            Answer::Ranking(_) => Some(Answer::Ranking(kept)),
            _ => Some(Answer::Many(kept)),
        };
        self.set_quietly(scope, node, answer);
    }

    /// What happens when a form is finalised: its last actions, and the time of the end.
    pub(super) fn fill_end(&mut self) {
        self.act_everywhere(Event::Revalidate);
        let definition = self.definition.clone();
        for node in definition.nodes.iter().filter(|node| is_end(node)) {
            let now = Answer::DateTime(self.context.now.date_time());
            for scope in self.instance.below(&definition, node, super::Instance::ROOT) {
                let end = Some(opening::as_metadata(node, now.clone()));
                // Nothing that reads the end is reckoned anew in JavaRosa; a duration is worth it.
                if self.touring {
                    self.set_quietly(scope, node.id, end);
                } else {
                    self.put(node.id, scope, end);
                }
            }
        }
        self.settle();
    }
}

fn is_end(node: &Node) -> bool {
    let preloaded = node.preload.as_ref();
    preloaded.is_some_and(|preload| preload.handler == "timestamp" && preload.params == "end")
        || node.kind == NodeKind::Question(QuestionType::Metadata(MetadataKind::End))
}

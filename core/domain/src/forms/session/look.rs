//! What a screen asks a session: values, relevance, rows, choices. Nothing is changed here.

use super::Session;
use super::view::View;
use crate::forms::answer::Answer;
use crate::forms::definition::Choice;
use crate::forms::expr::eval::eval;
use crate::forms::place::Place;

impl Session {
    /// The answer at `place`, also if the question is not asked just now.
    #[must_use]
    pub fn value(&self, place: &Place) -> Option<&Answer> {
        let scope = self.find(place).ok()?;
        self.instance.cell(scope, self.definition.node(place.node)).answer.as_ref()
    }

    /// Is the node asked just now? False also if it is not there.
    #[must_use]
    pub fn is_relevant(&self, place: &Place) -> bool {
        let relevant = |scope| self.instance.cell(scope, self.definition.node(place.node)).relevant;
        self.find(place).is_ok_and(relevant)
    }

    /// Must an answer be given?
    #[must_use]
    pub fn is_required(&self, place: &Place) -> bool {
        let required = |scope| self.instance.cell(scope, self.definition.node(place.node)).required;
        self.find(place).is_ok_and(required)
    }

    /// The rows of a repeat, in order.
    #[must_use]
    pub fn rows(&self, repeat: &Place) -> Vec<Place> {
        let Ok(scope) = self.find(repeat) else { return Vec::new() };
        let rows = &self.instance.cell(scope, self.definition.node(repeat.node)).rows;
        rows.iter().map(|row| self.instance.place(*row, repeat.node)).collect()
    }

    /// The choices that are offered at `place`, filtered.
    #[must_use]
    pub fn choices(&self, place: &Place) -> Vec<&Choice> {
        let Ok(scope) = self.find(place) else { return Vec::new() };
        let node = self.definition.node(place.node);
        let all = self.definition.choices(node).iter();
        let Some(filter) = &node.choice_filter else { return all.collect() };
        let offered = |choice: &&Choice| {
            let view = View {
                definition: &self.definition,
                instance: &self.instance,
                context: &self.context,
                scope,
                node: node.id,
                choice: Some(choice),
            };
            eval(filter, &view).truth()
        };
        all.filter(offered).collect()
    }
}

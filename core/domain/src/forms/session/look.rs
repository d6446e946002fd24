//! What a screen asks a session: values, relevance, rows. Nothing is changed here.

use super::Session;
use crate::forms::answer::Answer;
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

    /// Is it shown but not asked, by itself or by a group around it?
    #[must_use]
    pub fn is_readonly(&self, place: &Place) -> bool {
        let node = self.definition.nodes.get(place.node.index());
        let readonly = |scope| {
            node.is_some_and(|node| node.is_computed() || self.is_closed_to_answers(scope, node))
        };
        self.find(place).is_ok_and(readonly)
    }

    /// The rows of a repeat, in order.
    #[must_use]
    pub fn rows(&self, repeat: &Place) -> Vec<Place> {
        let Ok(scope) = self.find(repeat) else { return Vec::new() };
        let rows = &self.instance.cell(scope, self.definition.node(repeat.node)).rows;
        rows.iter().map(|row| self.instance.place(*row, repeat.node)).collect()
    }
}

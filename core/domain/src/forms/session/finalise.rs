//! The end of a form: everything that fails at once, or the submission.

use super::Session;
use super::change::{Failing, FinaliseError, Why};
use super::instance::{Instance, ScopeId};
use super::walk::Stop;
use crate::forms::answer::Answer;
use crate::forms::calendar::Moment;
use crate::forms::definition::{ChoiceSource, MetadataKind, Node, NodeKind, QuestionType};
use crate::forms::submission::{Folded, Submission, diff};

impl Session {
    /// The questions that fail just now, in document order.
    #[must_use]
    pub fn failing(&self) -> Vec<Failing> {
        let mut failing = Vec::new();
        for stop in self.instance.walk(&self.definition) {
            let Stop::Node(scope, id) = stop else { continue };
            if let Some(why) = self.fails(scope, self.definition.node(id)) {
                failing.push(Failing { place: self.instance.place(scope, id), why });
            }
        }
        failing
    }

    fn fails(&self, scope: ScopeId, node: &Node) -> Option<Why> {
        let cell = self.instance.cell(scope, node);
        if !cell.relevant || node.question().is_none() {
            return None;
        }
        match &cell.answer {
            None if cell.required
                && node.is_seen()
                && node.question() != Some(QuestionType::Note) =>
            {
                Some(Why::Missing)
            }
            None => None,
            Some(_) if !cell.holds => Some(Why::Constraint),
            Some(answer) if !self.is_offered(scope, node, answer) => Some(Why::NotAChoice),
            Some(_) => None,
        }
    }

    fn is_offered(&self, scope: ScopeId, node: &Node, answer: &Answer) -> bool {
        if !matches!(node.choices, Some(ChoiceSource::List(_))) {
            return true;
        }
        let offered = self.choices(&self.instance.place(scope, node.id));
        let known = |code: &String| offered.iter().any(|choice| choice.code == *code);
        match answer {
            Answer::One(code) => known(code),
            Answer::Many(codes) => codes.iter().all(known),
            _ => true,
        }
    }

    /// The finished form. The session stays as it was, so that a failed signing loses nothing.
    ///
    /// # Errors
    /// [`FinaliseError::Stopped`] as long as the form says Stop, whatever else is filled in;
    /// [`FinaliseError::Failing`] with every question that fails.
    pub fn finalise(&self, now: Moment) -> Result<Submission, FinaliseError> {
        let mut done = self.clone();
        done.context.now = now;
        done.fill_end();
        if let Some(stop) = done.stop() {
            return Err(FinaliseError::Stopped(stop));
        }
        let failing = done.failing();
        if failing.is_empty() {
            Ok(done.submission())
        } else {
            Err(FinaliseError::Failing(failing))
        }
    }

    /// The finished form as a new revision: only what differs from the two folded records.
    ///
    /// # Errors
    /// As [`Self::finalise`].
    pub fn revise(
        &self,
        now: Moment,
        public: &Folded,
        personal: &Folded,
    ) -> Result<Submission, FinaliseError> {
        let mut submission = self.finalise(now)?;
        submission.writes = diff(&self.definition, public, &submission.writes);
        submission.personal = diff(&self.definition, personal, &submission.personal);
        Ok(submission)
    }

    fn fill_end(&mut self) {
        let definition = self.definition.clone();
        let end = NodeKind::Question(QuestionType::Metadata(MetadataKind::End));
        for node in definition.nodes.iter().filter(|n| n.kind == end && n.repeats.is_empty()) {
            let now = Answer::Text(self.context.now.date_time());
            self.put(node.id, Instance::ROOT, Some(now));
        }
        self.settle();
    }
}

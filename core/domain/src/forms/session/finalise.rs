//! The end of a form: everything that fails at once, or the submission.

use super::Session;
use super::change::{Failing, FinaliseError, Why};
use super::cursor::Cursor;
use super::instance::ScopeId;
use super::walk::Stop;
use crate::forms::answer::Answer;
use crate::forms::calendar::Moment;
use crate::forms::definition::{Node, QuestionType};
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
        let chosen: Vec<&String> = match answer {
            Answer::One(code) => vec![code],
            Answer::Many(codes) | Answer::Ranking(codes) => codes.iter().collect(),
            _ => return true,
        };
        let Some(control) = node.control() else { return true };
        self.still_offered(control, scope, &chosen).is_none_or(|kept| kept.len() == chosen.len())
    }

    /// The finished form. The session stays as it was, so that a failed signing loses nothing.
    ///
    /// # Errors
    /// [`FinaliseError::Stopped`] as long as the form says Stop, whatever else is filled in;
    /// [`FinaliseError::Failing`] with every question that fails.
    pub fn finalise(&self, now: Moment) -> Result<Submission, FinaliseError> {
        let done = self.finished(now);
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

    /// The form as it is sent to Central or Kobo: XML with what is asked, finished at `now`.
    ///
    /// # Errors
    /// As [`Self::finalise`].
    pub fn finalise_xml(&self, now: Moment) -> Result<String, FinaliseError> {
        self.finalise(now)?;
        Ok(self.finished(now).to_xml(super::InstancePart::Relevant))
    }

    /// A copy, finished.
    pub(super) fn finished(&self, now: Moment) -> Self {
        let mut done = self.clone();
        done.context.now = now;
        done.make_counted_rows();
        done.finish();
        done
    }

    /// What happens to the values of a form when it is finalised, whether it is in order or not.
    pub fn finish(&mut self) {
        self.fill_end();
        self.changes.clear();
    }

    /// Rows that counts ask for and nobody walked to.
    fn make_counted_rows(&mut self) {
        if self.definition.controls.iter().any(|control| control.count.is_some()) {
            let mut at = Cursor::Start;
            while at != Cursor::End {
                at = self.step_on(at, true);
            }
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
}

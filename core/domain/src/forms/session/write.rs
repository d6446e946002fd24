//! A session's relevant answers as writes, split by audience.

use super::Session;
use super::instance::ScopeId;
use super::walk::Stop;
use crate::forms::definition::{MetadataKind, Node, NodeKind, QuestionType};
use crate::forms::place::ORDER;
use crate::forms::submission::Submission;
use crate::journal::cbor::Value;

impl Session {
    pub(super) fn submission(&self) -> Submission {
        let mut submission = Submission {
            form: self.definition.id.clone(),
            version: self.definition.version.clone(),
            hash: self.definition.hash,
            writes: Vec::new(),
            personal: Vec::new(),
            computed: Vec::new(),
        };
        for stop in self.instance.walk(&self.definition) {
            match stop {
                Stop::Node(scope, id) => {
                    self.write_answer(&mut submission, scope, self.definition.node(id))
                }
                Stop::Row(row) => self.write_row(&mut submission, row),
                Stop::AfterRows(..) => {}
            }
        }
        submission
    }

    fn write_answer(&self, submission: &mut Submission, scope: ScopeId, node: &Node) {
        let cell = self.instance.cell(scope, node);
        // What stands in the form's own attributes, such as its version, is no answer; nor is the
        // id that the instance has in XML: a record has its own.
        let own_id = NodeKind::Question(QuestionType::Metadata(MetadataKind::InstanceId));
        let fixed = node.is_attribute && !node.is_computed() || node.kind == own_id;
        let written = cell.relevant && !fixed;
        let Some(answer) = cell.answer.as_ref().filter(|_| written) else { return };
        let path = self.definition.path(&self.instance.place(scope, node.id));
        let part = match (node.personal, node.is_computed()) {
            (true, _) => &mut submission.personal,
            (false, true) => &mut submission.computed,
            (false, false) => &mut submission.writes,
        };
        part.push((path, answer.to_value()));
    }

    fn write_row(&self, submission: &mut Submission, row: ScopeId) {
        let scope = self.instance.scope(row);
        let repeat = self.definition.node(scope.repeat);
        let relevant = scope.parent.is_some_and(|p| self.instance.cell(p, repeat).relevant);
        if !relevant {
            return;
        }
        let mut path = self.definition.path(&self.instance.place(row, repeat.id));
        path.push(Value::text(ORDER));
        let part = if repeat.personal { &mut submission.personal } else { &mut submission.writes };
        part.push((path, Value::Int(scope.order)));
    }
}

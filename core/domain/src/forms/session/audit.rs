//! The log of how a form was filled in: ODK's CSV, and plain events for the journal.
//!
//! Kept only if the form has a question of type `audit`. It says when each question was on
//! screen, where, and how its value changed; it belongs to the person's own record of the work.

use serde::{Deserialize, Serialize};

use super::{Session, Step};
use crate::forms::definition::{AuditParameters, NodeKind, QuestionType};
use crate::forms::geopoint::GeoPoint;
use crate::forms::place::Place;

/// What happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum AuditKind {
    /// The form was opened for the first time.
    FormStart,
    /// A draft or record was opened again.
    FormResume,
    /// A question was on screen.
    Question,
    /// A group was on screen, all at once.
    GroupQuestions,
    /// It was offered to add a row.
    PromptRow,
    /// A row was added.
    AddRow,
    /// A row was removed.
    DeleteRow,
    /// The person went elsewhere by the overview.
    Jump,
    /// The end was on screen.
    EndScreen,
    /// The form was finalised.
    FormFinalise,
    /// A draft was kept by hand.
    FormSave,
    /// The form was left.
    FormExit,
}

impl AuditKind {
    /// The name in ODK's CSV.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::FormStart => "form start",
            Self::FormResume => "form resume",
            Self::Question => "question",
            Self::GroupQuestions => "group questions",
            Self::PromptRow => "add repeat prompt",
            Self::AddRow => "add repeat",
            Self::DeleteRow => "delete repeat",
            Self::Jump => "jump",
            Self::EndScreen => "end screen",
            Self::FormFinalise => "form finalize",
            Self::FormSave => "form save",
            Self::FormExit => "form exit",
        }
    }
}

/// One line of the log.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AuditEvent {
    /// What happened.
    pub kind: AuditKind,
    /// Where in the form: `/data/r[2]/a`; none for what concerns the form as a whole.
    pub node: Option<String>,
    /// When it began, in milliseconds since 1970 by the phone's clock.
    pub start_ms: i64,
    /// When it ended; none if it has no length, or has not ended.
    pub end_ms: Option<i64>,
    /// Where the phone was.
    pub fix: Option<GeoPoint>,
    /// The value before and after, if it changed.
    pub change: Option<(String, String)>,
}

/// The log.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct AuditLog {
    /// What happened, in order.
    pub events: Vec<AuditEvent>,
    /// The value of the question on screen when it came on.
    before: Option<String>,
    fix: Option<GeoPoint>,
}

impl Session {
    /// What the form's audit records; none if it has none.
    #[must_use]
    pub fn audit_parameters(&self) -> Option<AuditParameters> {
        let audit = NodeKind::Question(QuestionType::Audit);
        let node = self.definition.nodes.iter().find(|node| node.kind == audit)?;
        Some(node.parameters.audit)
    }

    /// The log so far; empty if the form keeps none.
    #[must_use]
    pub fn audit(&self) -> &AuditLog {
        &self.audit
    }

    /// Where the phone is, for a log that records places.
    pub fn set_fix(&mut self, fix: Option<GeoPoint>) {
        self.audit.fix = fix;
    }

    /// Notes something that concerns the form as a whole.
    pub fn note_event(&mut self, kind: AuditKind) {
        self.leave_screen();
        self.log(kind, None);
    }

    /// The log as ODK's CSV; the columns are those that the form asks for.
    #[must_use]
    pub fn audit_csv(&self) -> String {
        let wanted = self.audit_parameters().unwrap_or_default();
        let places = wanted.location_priority.is_some();
        let mut csv = String::from("event,node,start,end");
        if places {
            csv.push_str(",latitude,longitude,accuracy");
        }
        if wanted.track_changes {
            csv.push_str(",old-value,new-value");
        }
        if wanted.identify_user {
            csv.push_str(",user");
        }
        csv.push('\n');
        for event in &self.audit.events {
            self.line(event, &wanted, &mut csv);
        }
        csv
    }

    fn line(&self, event: &AuditEvent, wanted: &AuditParameters, csv: &mut String) {
        let end = event.end_ms.map(|ms| ms.to_string()).unwrap_or_default();
        let node = event.node.clone().unwrap_or_default();
        let mut cells = vec![event.kind.name().to_owned(), node, event.start_ms.to_string(), end];
        if wanted.location_priority.is_some() {
            let text = event.fix.map(GeoPoint::to_odk).unwrap_or_default();
            let part = |at: usize| text.split(' ').nth(at).unwrap_or_default().to_owned();
            cells.extend([part(0), part(1), part(3)]);
        }
        if wanted.track_changes {
            let (old, new) = event.change.clone().unwrap_or_default();
            cells.extend([old, new]);
        }
        if wanted.identify_user {
            cells.push(self.context.member.clone());
        }
        let cells: Vec<String> = cells.iter().map(|cell| quoted(cell)).collect();
        csv.push_str(&cells.join(","));
        csv.push('\n');
    }

    fn log(&mut self, kind: AuditKind, place: Option<&Place>) {
        if self.audit_parameters().is_none() {
            return;
        }
        let node = place.map(|place| self.audit_path(place));
        let (start_ms, fix) = (self.context.now.ms, self.audit.fix);
        let event = AuditEvent { kind, node, start_ms, end_ms: None, fix, change: None };
        self.audit.events.push(event);
    }

    pub(super) fn log_row(&mut self, kind: AuditKind, row: &Place) {
        self.log(kind, Some(row));
    }

    /// What is on screen is so no longer.
    pub(super) fn leave_screen(&mut self) {
        let now = self.context.now.ms;
        let place = if let Step::Question(place) = &self.at { Some(place.clone()) } else { None };
        let after = place.and_then(|place| self.text_at(&place));
        let Some(event) = self.audit.events.last_mut() else { return };
        let on_screen = matches!(
            event.kind,
            AuditKind::Question
                | AuditKind::GroupQuestions
                | AuditKind::PromptRow
                | AuditKind::EndScreen
        );
        if !on_screen || event.end_ms.is_some() {
            return;
        }
        event.end_ms = Some(now);
        let before = self.audit.before.take();
        if event.kind == AuditKind::Question && before != after {
            event.change = Some((before.unwrap_or_default(), after.unwrap_or_default()));
        }
    }

    /// The person stands elsewhere now.
    pub(super) fn enter_screen(&mut self) {
        let (kind, place) = match self.at.clone() {
            Step::Start => return,
            Step::End => (AuditKind::EndScreen, None),
            Step::Question(place) => (AuditKind::Question, Some(place)),
            Step::Group(place) => (AuditKind::GroupQuestions, Some(place)),
            Step::AddRow(place) => (AuditKind::PromptRow, Some(place)),
        };
        self.audit.before = place.as_ref().and_then(|place| self.text_at(place));
        self.log(kind, place.as_ref());
    }

    fn text_at(&self, place: &Place) -> Option<String> {
        let scope = self.find(place).ok()?;
        self.odk_text(scope, self.definition.node(place.node))
    }

    /// `/data/r[2]/a`: positions for rows only.
    fn audit_path(&self, place: &Place) -> String {
        let mut path = format!("/{}", self.definition.nodes[0].name);
        let mut at = Vec::new();
        let mut node = Some(place.node);
        while let Some(id) = node.filter(|id| *id != crate::forms::definition::NodeId::ROOT) {
            at.push(id);
            node = self.definition.node(id).parent;
        }
        for id in at.into_iter().rev() {
            let node = self.definition.node(id);
            path.push('/');
            path.push_str(&node.name);
            let depth = node.repeats.len();
            let row = place.rows.get(depth).filter(|_| node.kind == NodeKind::Repeat);
            let around = Place { node: id, rows: place.rows[..depth].to_vec() };
            let parent = self.instance.find(&self.definition, &around);
            if let (Some(row), Some(parent)) = (row, parent)
                && let Some(row) = self.instance.row(parent, node, *row)
            {
                path.push_str(&format!("[{}]", self.instance.scope(row).position + 1));
            }
        }
        path
    }
}

/// Quoted only where CSV needs it.
fn quoted(cell: &str) -> String {
    if cell.contains([',', '"', '\n', '\r']) {
        format!("\"{}\"", cell.replace('"', "\"\""))
    } else {
        cell.to_owned()
    }
}

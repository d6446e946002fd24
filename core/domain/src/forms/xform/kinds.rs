//! The type of every question as a client sees it, and the values that the form starts with.

use std::collections::HashMap;

use super::build::Build;
use super::report::Spot;
use crate::forms::answer::Answer;
use crate::forms::definition::{
    ActionKind, ChoiceSource, Control, ControlKind, DataType, MediaKind, MetadataKind, Node,
    NodeId, NodeKind, QuestionType,
};
use crate::forms::problem::Rule;
use crate::forms::xml::XmlId;

impl Build<'_> {
    /// Gives every value its type.
    pub(super) fn type_questions(&mut self) {
        let mut filled: HashMap<NodeId, QuestionType> = HashMap::new();
        for action in &self.actions {
            let kind = match action.kind {
                ActionKind::Geopoint => QuestionType::StartGeopoint,
                ActionKind::RecordAudio(_) => QuestionType::BackgroundAudio,
                _ => QuestionType::Hidden,
            };
            filled.insert(action.target, kind);
        }
        for at in 0..self.nodes.len() {
            let node = &self.nodes[at];
            if node.question().is_none() {
                continue;
            }
            let kind = match node.controls.first() {
                Some(control) => {
                    let control = &self.controls[control.index()];
                    if control.is_container() {
                        self.nodes[at].kind = NodeKind::Group;
                        continue;
                    }
                    let fixed = filled.contains_key(&node.id) || self.has_text(node.element);
                    asked(node, control, fixed)
                }
                None => unseen(node, filled.get(&node.id).copied()),
            };
            self.nodes[at].kind = NodeKind::Question(kind);
        }
    }

    fn has_text(&self, element: XmlId) -> bool {
        !self.doc.string_value(element).trim().is_empty()
    }

    /// Reads the values that the form starts with; one that is no value of its type is blank.
    pub(super) fn initial_values(&mut self) {
        for at in 0..self.nodes.len() {
            let node = &self.nodes[at];
            if node.question().is_none() {
                continue;
            }
            let (id, element) = (node.id, node.element);
            let text = if node.is_attribute {
                let local = node.name.trim_start_matches('@');
                self.attribute(element, local).unwrap_or_default().to_owned()
            } else {
                self.doc.string_value(element).trim().to_owned()
            };
            if text.is_empty() {
                continue;
            }
            let value = initial(&self.nodes[at], &text).map(|answer| self.offered(id, answer));
            match value {
                Ok(Some(answer)) => self.nodes[at].initial = Some(answer),
                Ok(None) | Err(()) => {
                    self.report.tolerate(Spot::Element(element), Rule::BadDefault);
                }
            }
        }
    }

    /// Codes that the question does not list are no answer.
    fn offered(&self, node: NodeId, answer: Answer) -> Option<Answer> {
        let control = self.node(node).controls.first().map(|id| &self.controls[id.index()]);
        let Some(ChoiceSource::Inline(choices)) = control.and_then(|c| c.choices.as_ref()) else {
            return Some(answer);
        };
        let known = |code: &String| choices.iter().any(|choice| choice.code == *code);
        match answer {
            Answer::One(code) => known(&code).then_some(Answer::One(code)),
            Answer::Many(codes) => {
                let kept: Vec<String> = codes.into_iter().filter(known).collect();
                (!kept.is_empty()).then_some(Answer::Many(kept))
            }
            other => Some(other),
        }
    }
}

/// The value that a text in an instance stands for, as ODK's engine reads it.
pub(super) fn initial(node: &Node, text: &str) -> Result<Answer, ()> {
    if node.data == DataType::Boolean {
        return Ok(Answer::Boolean(text == "1"));
    }
    Answer::from_text(value_type(node), text).ok().flatten().ok_or(())
}

/// The type that a node's values have, whoever sees it.
pub(super) fn value_type(node: &Node) -> QuestionType {
    let by_data = match node.data {
        DataType::Integer => QuestionType::Integer,
        DataType::Long => QuestionType::Long,
        DataType::Decimal => QuestionType::Decimal,
        DataType::Date => QuestionType::Date,
        DataType::Time => QuestionType::Time,
        DataType::DateTime => QuestionType::DateTime,
        DataType::Boolean => QuestionType::Boolean,
        DataType::Geopoint => QuestionType::Geopoint,
        DataType::Geotrace => QuestionType::Geotrace,
        DataType::Geoshape => QuestionType::Geoshape,
        _ => QuestionType::Text,
    };
    match node.question() {
        Some(QuestionType::Note) | None => by_data,
        Some(kind) if kind.is_seen() || kind.is_media() => kind,
        Some(_) => by_data,
    }
}

/// The type of a question that a control shows.
fn asked(node: &Node, control: &Control, fixed: bool) -> QuestionType {
    use QuestionType as Q;
    match &control.kind {
        ControlKind::Input if control.query.is_some() => Q::SelectOne,
        ControlKind::Select1 => Q::SelectOne,
        ControlKind::Select => Q::SelectMultiple,
        ControlKind::Rank => Q::Rank,
        ControlKind::Trigger => Q::Acknowledge,
        ControlKind::Upload(MediaKind::Image) => Q::Image,
        ControlKind::Upload(MediaKind::Audio) => Q::Audio,
        ControlKind::Upload(MediaKind::Video) => Q::Video,
        ControlKind::Upload(_) => Q::File,
        ControlKind::Range(_) if node.data == DataType::Integer => Q::Integer,
        ControlKind::Range(_) => Q::Decimal,
        _ => match node.data {
            DataType::Integer => Q::Integer,
            DataType::Long => Q::Long,
            DataType::Decimal => Q::Decimal,
            DataType::Date => Q::Date,
            DataType::Time => Q::Time,
            DataType::DateTime => Q::DateTime,
            DataType::Boolean => Q::Boolean,
            DataType::Geopoint => Q::Geopoint,
            DataType::Geotrace => Q::Geotrace,
            DataType::Geoshape => Q::Geoshape,
            DataType::Barcode => Q::Barcode,
            DataType::Binary => Q::File,
            _ if is_note(node, fixed) => Q::Note,
            _ => Q::Text,
        },
    }
}

/// Text that can never be answered and never holds anything is something to read.
fn is_note(node: &Node, fixed: bool) -> bool {
    let always = node.readonly.as_ref().and_then(super::formula::constant) == Some(true);
    always && !fixed && node.calculation.is_none() && node.preload.is_none()
}

/// The type of a value that nobody sees.
fn unseen(node: &Node, filled: Option<QuestionType>) -> QuestionType {
    use MetadataKind as M;
    if let Some(kind) = filled.filter(|kind| *kind != QuestionType::Hidden) {
        return kind;
    }
    if node.calculation.is_some() {
        return QuestionType::Calculate;
    }
    let Some(preload) = &node.preload else {
        let audit = node.data == DataType::Binary && node.name == "audit";
        return if audit { QuestionType::Audit } else { QuestionType::Hidden };
    };
    let params = preload.params.strip_prefix("uri:").unwrap_or(&preload.params);
    QuestionType::Metadata(match (preload.handler.as_str(), params) {
        ("timestamp", "start") => M::Start,
        ("timestamp", "end") => M::End,
        ("date", "today") => M::Today,
        ("uid", _) => M::InstanceId,
        ("property", "deviceid") => M::DeviceId,
        ("property", "username") => M::Username,
        ("property", "phonenumber") => M::PhoneNumber,
        ("property", "email") => M::Email,
        ("property", "simserial" | "subscriberid") => M::Sim,
        _ => M::Other,
    })
}

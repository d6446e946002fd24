//! Actions: values that a form sets by itself when something happens.

use super::control::ControlId;
use super::definition::{Expr, NodeId};
use super::parameters::Quality;
use super::xml::Origin;

/// What makes an action happen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Event {
    /// The form is opened for the very first time (`odk-instance-first-load`, and the older
    /// `xforms-ready`).
    FirstLoad,
    /// The form is opened, the first time or again (`odk-instance-load`).
    Load,
    /// The answer of the control around it changed (`xforms-value-changed`).
    ValueChanged,
    /// A row was added by a person or by a count (`odk-new-repeat`, and the older `jr-insert`).
    NewRow,
    /// The form is about to be finalised (`xforms-revalidate`).
    Revalidate,
}

/// What an action sets.
#[derive(Debug, Clone, PartialEq)]
pub enum ActionKind {
    /// `setvalue` with a `value` attribute: the text of an expression, reckoned at the target.
    Calculate(Expr),
    /// `setvalue` with text inside; empty text clears.
    Set(String),
    /// `odk:setgeopoint`: the caller fills in a position when it has one.
    Geopoint,
    /// `odk:recordaudio`: the caller records from then on.
    RecordAudio(Option<Quality>),
}

/// An action.
#[derive(Debug, Clone, PartialEq)]
pub struct Action {
    /// What it sets.
    pub kind: ActionKind,
    /// The node it sets. In repeats: that of the same rows as the control or the new row.
    pub target: NodeId,
    /// What makes it happen.
    pub events: Vec<Event>,
    /// The control it stands in; none for the model.
    pub control: Option<ControlId>,
    /// Where it stands.
    pub origin: Origin,
}

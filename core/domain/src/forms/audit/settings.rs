//! What a form asks of its audit log, as its `audit` row says by six parameters.

use serde::{Deserialize, Serialize};

use crate::forms::definition::{Definition, LocationPriority, Node, QuestionType};

/// Location tracking, all of it or nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct AuditLocation {
    /// How hard to try.
    pub priority: LocationPriority,
    /// How often to ask the phone, seconds; 0 counts as 1, as in Collect.
    pub min_interval_s: u32,
    /// For how long a position serves, seconds; at least the interval.
    pub max_age_s: u32,
}

/// What the form asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
pub struct AuditSettings {
    /// `location-priority`, `location-min-interval` and `location-max-age`.
    pub location: Option<AuditLocation>,
    /// `track-changes=true`: old and new answers.
    pub track_changes: bool,
    /// `identify-user=true`: nobody fills in or edits without a name.
    pub identify_user: bool,
    /// `track-changes-reasons=on-form-edit`: nobody saves an edited form without a reason.
    pub reason_on_edit: bool,
}

impl AuditSettings {
    /// What a form asks for; none if it keeps no log.
    #[must_use]
    pub fn of_form(form: &Definition) -> Option<Self> {
        let is_audit = |node: &&Node| node.question() == Some(QuestionType::Audit);
        let asked = form.nodes.iter().find(is_audit)?.parameters.audit;
        let place = asked.location_priority.zip(asked.location_min_interval);
        let place = place.zip(asked.location_max_age);
        Some(Self {
            location: place.map(|((priority, interval), max_age_s)| AuditLocation {
                priority,
                min_interval_s: interval.max(1),
                max_age_s: max_age_s.max(interval.max(1)),
            }),
            track_changes: asked.track_changes,
            identify_user: asked.identify_user,
            reason_on_edit: asked.track_changes_reasons,
        })
    }
}

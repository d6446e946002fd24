//! One event of an audit log, and the closed list of kinds with ODK's words for them.

use serde::{Deserialize, Serialize};

/// What happened. The words are ODK Collect's; Central keeps them as they are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AuditKind {
    /// The form was opened for the first time.
    FormStart,
    /// The form was opened again from a draft, or to be edited.
    FormResume,
    /// A question was on the screen.
    Question,
    /// Several questions were on one screen (`field-list`).
    GroupQuestions,
    /// It was asked whether to add a row.
    AddRepeat,
    /// A row was deleted.
    DeleteRepeat,
    /// The overview, from which one can jump, was on the screen.
    Jump,
    /// The last screen, from which one can finalise.
    EndScreen,
    /// The draft was saved.
    FormSave,
    /// The form was left.
    FormExit,
    /// The form was finalised.
    FormFinalize,
    /// It could not be saved.
    SaveError,
    /// It could not be finalised.
    FinalizeError,
    /// Finalising met an answer that is missing or breaks its constraint.
    ConstraintError,
    /// The person said why a saved form was changed.
    ChangeReason,
    /// The person switched location tracking on in the app.
    LocationTrackingEnabled,
    /// The person switched it off.
    LocationTrackingDisabled,
    /// The phone's location was switched on.
    LocationProvidersEnabled,
    /// The phone's location was switched off.
    LocationProvidersDisabled,
    /// The app may see the location.
    LocationPermissionsGranted,
    /// The app may not.
    LocationPermissionsNotGranted,
    /// The phone lacks the service that gives locations.
    PlayServicesNotAvailable,
}

impl AuditKind {
    /// All of them.
    pub const ALL: [Self; 22] = [
        Self::FormStart,
        Self::FormResume,
        Self::Question,
        Self::GroupQuestions,
        Self::AddRepeat,
        Self::DeleteRepeat,
        Self::Jump,
        Self::EndScreen,
        Self::FormSave,
        Self::FormExit,
        Self::FormFinalize,
        Self::SaveError,
        Self::FinalizeError,
        Self::ConstraintError,
        Self::ChangeReason,
        Self::LocationTrackingEnabled,
        Self::LocationTrackingDisabled,
        Self::LocationProvidersEnabled,
        Self::LocationProvidersDisabled,
        Self::LocationPermissionsGranted,
        Self::LocationPermissionsNotGranted,
        Self::PlayServicesNotAvailable,
    ];

    /// The word in the `event` column.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::FormStart => "form start",
            Self::FormResume => "form resume",
            Self::Question => "question",
            Self::GroupQuestions => "group questions",
            Self::AddRepeat => "add repeat",
            Self::DeleteRepeat => "delete repeat",
            Self::Jump => "jump",
            Self::EndScreen => "end screen",
            Self::FormSave => "form save",
            Self::FormExit => "form exit",
            Self::FormFinalize => "form finalize",
            Self::SaveError => "save error",
            Self::FinalizeError => "finalize error",
            Self::ConstraintError => "constraint error",
            Self::ChangeReason => "change reason",
            Self::LocationTrackingEnabled => "location tracking enabled",
            Self::LocationTrackingDisabled => "location tracking disabled",
            Self::LocationProvidersEnabled => "location providers enabled",
            Self::LocationProvidersDisabled => "location providers disabled",
            Self::LocationPermissionsGranted => "location permissions granted",
            Self::LocationPermissionsNotGranted => "location permissions not granted",
            Self::PlayServicesNotAvailable => "google play services not available",
        }
    }

    /// Does it last, so that it has an end? The documentation gives `jump` no end and
    /// `delete repeat` one; Collect itself does it the other way round, and so do we.
    #[must_use]
    pub fn lasts(self) -> bool {
        matches!(
            self,
            Self::Question | Self::GroupQuestions | Self::AddRepeat | Self::Jump | Self::EndScreen
        )
    }

    /// Is it about location, so that a form without location tracking has it not?
    #[must_use]
    pub fn is_about_location(self) -> bool {
        matches!(
            self,
            Self::LocationTrackingEnabled
                | Self::LocationTrackingDisabled
                | Self::LocationProvidersEnabled
                | Self::LocationProvidersDisabled
                | Self::LocationPermissionsGranted
                | Self::LocationPermissionsNotGranted
                | Self::PlayServicesNotAvailable
        )
    }

    /// Does Android announce it several times for one change?
    pub(super) fn stutters(self) -> bool {
        matches!(self, Self::LocationProvidersEnabled | Self::LocationProvidersDisabled)
    }
}

/// Where an event happened, in integers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct AuditSpot {
    /// Latitude in 1e-7 degree, north positive.
    pub lat_e7: i64,
    /// Longitude in 1e-7 degree, east positive.
    pub lon_e7: i64,
    /// The 68 % radius in mm. 0 says that a mock provider made the position: no receiver is exact.
    pub acc_mm: u32,
}

/// One event.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AuditEvent {
    /// What happened.
    pub kind: AuditKind,
    /// The XPath of the node, with positions on repeats only: `/data/r[2]/name`.
    pub node: Option<String>,
    /// When it began, ms since 1970 UTC, by the clock described at [`super::AuditClock`].
    pub start: i64,
    /// When it ended; `None` for what does not last, and for a screen that was never left because
    /// the phone died under it.
    pub end: Option<i64>,
    /// Where, if the form asks and a position was known.
    pub spot: Option<AuditSpot>,
    /// The answer when the question came on the screen. With [`AuditEvent::new_value`], empty
    /// unless the form tracks changes and the two differ.
    pub old_value: String,
    /// The answer when it was left.
    pub new_value: String,
    /// Who, if the form asks.
    pub user: Option<String>,
    /// Why, for [`AuditKind::ChangeReason`].
    pub reason: Option<String>,
    /// Shares its screen with others: kept only if its answer changed.
    pub(super) in_field_list: bool,
    /// Still on the screen.
    pub(super) open: bool,
}

impl AuditEvent {
    pub(super) fn has_changed(&self) -> bool {
        self.old_value != self.new_value
    }
}

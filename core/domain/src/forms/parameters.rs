//! What governs a question besides its type and appearance: the parameters of XLSForm, as they
//! stand in an XForm (attributes of the control and of the bind).
//!
//! `randomize`, `seed`, `value`, `label` are part of the choices ([`super::choices`]), `start`,
//! `end`, `step` of a range ([`super::control::RangeBounds`]).

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// How well a sound is recorded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Quality {
    /// As well as the phone can.
    Normal,
    /// Good enough for speech.
    VoiceOnly,
    /// Small.
    Low,
    /// Whatever another application gives.
    External,
}

/// How exactly an audit records the place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum LocationPriority {
    /// Only what others ask for.
    NoPower,
    /// About 10 km.
    LowPower,
    /// About 100 m.
    Balanced,
    /// As exactly as possible.
    HighAccuracy,
}

/// What an audit records besides events.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct AuditParameters {
    /// How exactly places are recorded.
    pub location_priority: Option<LocationPriority>,
    /// The shortest time between two places, in seconds.
    pub location_min_interval: Option<u32>,
    /// How old a place may be, in seconds.
    pub location_max_age: Option<u32>,
    /// Are old and new values recorded?
    pub track_changes: bool,
    /// Must the person say who they are?
    pub identify_user: bool,
    /// Must a reason be given for a change on editing?
    pub track_changes_reasons: bool,
}

/// The parameters of a question.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Parameters {
    /// Lines of a text field.
    pub rows: Option<u32>,
    /// The longer side of a picture, in pixels, to which a copy is shrunk.
    pub max_pixels: Option<u32>,
    /// A position is taken by itself once it is this good, in metres.
    pub capture_accuracy: Option<f64>,
    /// A position worse than this is warned about, in metres.
    pub warning_accuracy: Option<f64>,
    /// May a position come from a mock provider?
    pub allow_mock_accuracy: Option<bool>,
    /// How well a sound is recorded.
    pub quality: Option<Quality>,
    /// Is the position of a map followed while it is drawn?
    pub incremental: bool,
    /// What an audit records.
    pub audit: AuditParameters,
    /// Whatever else stands on the control or the bind, by qualified name, as written.
    pub other: BTreeMap<String, String>,
}

impl Parameters {
    /// Takes over one attribute of a control or bind; one that nothing reads is kept as written.
    /// False if it is read but its value makes no sense.
    pub(super) fn read(&mut self, local: &str, value: &str) -> bool {
        let yes = value == "true" || value == "true()";
        match local {
            "rows" => set(&mut self.rows, value),
            "max-pixels" => set(&mut self.max_pixels, value),
            "accuracyThreshold" => set(&mut self.capture_accuracy, value),
            "unacceptableAccuracyThreshold" => set(&mut self.warning_accuracy, value),
            "allow-mock-accuracy" => {
                self.allow_mock_accuracy = Some(yes);
                yes || value == "false"
            }
            "quality" => {
                self.quality = Quality::named(value);
                self.quality.is_some()
            }
            "incremental" => {
                self.incremental = yes;
                true
            }
            "location-priority" => {
                self.audit.location_priority = LocationPriority::named(value);
                self.audit.location_priority.is_some()
            }
            "location-min-interval" => set(&mut self.audit.location_min_interval, value),
            "location-max-age" => set(&mut self.audit.location_max_age, value),
            "track-changes" => {
                self.audit.track_changes = yes;
                true
            }
            "identify-user" => {
                self.audit.identify_user = yes;
                true
            }
            "track-changes-reasons" => {
                self.audit.track_changes_reasons = value == "on-form-edit";
                self.audit.track_changes_reasons
            }
            _ => {
                self.other.insert(local.to_owned(), value.to_owned());
                true
            }
        }
    }
}

fn set<T: std::str::FromStr>(place: &mut Option<T>, value: &str) -> bool {
    *place = value.trim().parse().ok();
    place.is_some()
}

impl Quality {
    fn named(name: &str) -> Option<Self> {
        Some(match name {
            "normal" => Self::Normal,
            "voice-only" => Self::VoiceOnly,
            "low" => Self::Low,
            "external" => Self::External,
            _ => return None,
        })
    }
}

impl LocationPriority {
    fn named(name: &str) -> Option<Self> {
        Some(match name {
            "no-power" | "no_power" => Self::NoPower,
            "low-power" | "low_power" => Self::LowPower,
            "balanced" => Self::Balanced,
            "high-accuracy" => Self::HighAccuracy,
            _ => return None,
        })
    }
}

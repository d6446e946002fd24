//! What a form asks of its audit log: the six parameters of its `audit` row.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::forms::definition::{Definition, LocationPriority, Node, QuestionType};

/// How hard the phone tries for a position.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum AuditPriority {
    /// Whatever it costs.
    HighAccuracy,
    /// About 100 m.
    Balanced,
    /// About 10 km.
    LowPower,
    /// Only what another app asked for.
    NoPower,
}

impl AuditPriority {
    /// By its word in the form.
    #[must_use]
    pub fn named(word: &str) -> Option<Self> {
        match word {
            "high-accuracy" => Some(Self::HighAccuracy),
            "balanced" => Some(Self::Balanced),
            "low-power" | "low_power" => Some(Self::LowPower),
            "no-power" | "no_power" => Some(Self::NoPower),
            _ => None,
        }
    }
}

impl From<LocationPriority> for AuditPriority {
    fn from(priority: LocationPriority) -> Self {
        match priority {
            LocationPriority::HighAccuracy => Self::HighAccuracy,
            LocationPriority::Balanced => Self::Balanced,
            LocationPriority::LowPower => Self::LowPower,
            LocationPriority::NoPower => Self::NoPower,
        }
    }
}

/// Location tracking, all of it or nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct AuditLocation {
    /// How hard to try.
    pub priority: AuditPriority,
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

/// A parameter that cannot be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AuditParameterError {
    /// Not one of the six; its name.
    Unknown(String),
    /// Given twice; its name.
    Twice(String),
    /// Its name, and what it takes.
    Value(String, &'static str),
    /// One of the three location parameters is missing; which.
    Missing(&'static str),
    /// The maximum age is below the minimum interval; both in seconds.
    AgeBelowInterval(u32, u32),
}

impl fmt::Display for AuditParameterError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unknown(name) => write!(f, "an audit has no parameter {name}"),
            Self::Twice(name) => write!(f, "{name} is given twice"),
            Self::Value(name, takes) => write!(f, "{name} takes {takes}"),
            Self::Missing(name) => write!(f, "location tracking also needs {name}"),
            Self::AgeBelowInterval(age, interval) => {
                write!(f, "location-max-age {age} is below location-min-interval {interval}")
            }
        }
    }
}

impl std::error::Error for AuditParameterError {}

const PRIORITY: &str = "location-priority";
const INTERVAL: &str = "location-min-interval";
const AGE: &str = "location-max-age";
const CHANGES: &str = "track-changes";
const USER: &str = "identify-user";
const REASONS: &str = "track-changes-reasons";

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
                priority: priority.into(),
                min_interval_s: interval.max(1),
                max_age_s,
            }),
            track_changes: asked.track_changes,
            identify_user: asked.identify_user,
            reason_on_edit: asked.track_changes_reasons,
        })
    }

    /// Reads the `parameters` cell of an XLSForm's `audit` row; names are as in an XForm's bind
    /// (without `odk:`), pairs are parted by blanks, commas or semicolons.
    ///
    /// # Errors
    /// [`AuditParameterError`], the first that is found.
    pub fn from_parameters(cell: &str) -> Result<Self, AuditParameterError> {
        let pairs = cell.split([' ', ',', ';', '\t', '\n', '\r']).filter(|pair| !pair.is_empty());
        Self::from_pairs(pairs.map(|pair| pair.split_once('=').unwrap_or((pair, ""))))
    }

    /// The same from pairs of name and value, such as the attributes of a bind.
    ///
    /// # Errors
    /// As [`AuditSettings::from_parameters`].
    pub fn from_pairs<'a>(
        pairs: impl IntoIterator<Item = (&'a str, &'a str)>,
    ) -> Result<Self, AuditParameterError> {
        let mut given: [Option<&str>; 6] = [None; 6];
        let names = [PRIORITY, INTERVAL, AGE, CHANGES, USER, REASONS];
        for (name, value) in pairs {
            let place = names.iter().position(|known| *known == name);
            let place = place.ok_or_else(|| AuditParameterError::Unknown(name.to_owned()))?;
            if given[place].replace(value).is_some() {
                return Err(AuditParameterError::Twice(name.to_owned()));
            }
        }
        let [priority, interval, age, changes, user, reasons] = given;
        Ok(Self {
            location: location(priority, interval, age)?,
            track_changes: yes_or_no(CHANGES, changes)?,
            identify_user: yes_or_no(USER, user)?,
            reason_on_edit: match reasons {
                None => false,
                Some("on-form-edit") => true,
                Some(_) => return Err(refuse(REASONS, "on-form-edit")),
            },
        })
    }
}

fn refuse(name: &str, takes: &'static str) -> AuditParameterError {
    AuditParameterError::Value(name.to_owned(), takes)
}

fn yes_or_no(name: &str, value: Option<&str>) -> Result<bool, AuditParameterError> {
    match value {
        None | Some("false") => Ok(false),
        Some("true") => Ok(true),
        Some(_) => Err(refuse(name, "true or false")),
    }
}

fn location(
    priority: Option<&str>,
    interval: Option<&str>,
    age: Option<&str>,
) -> Result<Option<AuditLocation>, AuditParameterError> {
    if priority.or(interval).or(age).is_none() {
        return Ok(None);
    }
    let seconds = |name: &'static str, value: Option<&str>| {
        let value = value.ok_or(AuditParameterError::Missing(name))?;
        value.parse::<u32>().map_err(|_| refuse(name, "whole seconds"))
    };
    let priority = priority.ok_or(AuditParameterError::Missing(PRIORITY))?;
    let words = "high-accuracy, balanced, low-power or no-power";
    let priority = AuditPriority::named(priority).ok_or_else(|| refuse(PRIORITY, words))?;
    let (min_interval_s, max_age_s) = (seconds(INTERVAL, interval)?, seconds(AGE, age)?);
    if max_age_s < min_interval_s {
        return Err(AuditParameterError::AgeBelowInterval(max_age_s, min_interval_s));
    }
    Ok(Some(AuditLocation { priority, min_interval_s: min_interval_s.max(1), max_age_s }))
}

//! The audit log of a form: what it wants to know of the place.

use saksi_domain::forms::audit::{AuditLocation, AuditSpot};
use saksi_domain::forms::definition::LocationPriority;

/// How hard an audit log tries for a position.
#[uniffi::remote(Enum)]
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

/// How a form's audit log follows the place.
#[uniffi::remote(Record)]
pub struct AuditLocation {
    /// How hard to try.
    pub priority: LocationPriority,
    /// How often to ask the phone, seconds.
    pub min_interval_s: u32,
    /// For how long a position serves, seconds.
    pub max_age_s: u32,
}

/// Where an event of an audit log happened.
#[uniffi::remote(Record)]
pub struct AuditSpot {
    /// Latitude in 1e-7 degree, north positive.
    pub lat_e7: i64,
    /// Longitude in 1e-7 degree, east positive.
    pub lon_e7: i64,
    /// The 68 % radius in mm.
    pub acc_mm: u32,
}

//! ODK's audit log as data: what was on the screen, when, for how long, where, and what changed.
//!
//! [`AuditSettings`] is what the form asks for, [`AuditTrail`] takes the calls of whoever shows the
//! form, [`AuditTrail::to_csv`] writes the `audit.csv` that Central and Kobo read. The trail is
//! plain data and lies in the draft, so discarding a draft discards its trail. What a session
//! shows is decided in [`super::session`]; nothing here looks at a form.
//!
//! # Examples
//!
//! A question seen for four seconds and answered:
//!
//! ```
//! use saksi_domain::forms::audit::{AuditClock, AuditKind, AuditSettings, AuditTrail};
//! let settings = AuditSettings { track_changes: true, ..AuditSettings::default() };
//! let at = |elapsed_ms| AuditClock { wall_ms: 1_795_500_000_000, elapsed_ms };
//! let mut trail = AuditTrail::begin(settings, at(0));
//! trail.show(AuditKind::Question, Some("/data/trucks"), None, at(100));
//! trail.answered("/data/trucks", Some("3"));
//! trail.leave(at(4_100));
//! trail.note(AuditKind::FormFinalize, at(4_100));
//! assert_eq!(
//!     trail.to_csv(),
//!     "event,node,start,end,old-value,new-value\n\
//!      form start,,1795500000000,,,\n\
//!      question,/data/trucks,1795500000100,1795500004100,,3\n\
//!      form finalize,,1795500004100,,,\n"
//! );
//! ```

mod csv;
mod event;
mod settings;
#[cfg(test)]
mod tests;
mod trail;

pub use event::{AuditEvent, AuditKind, AuditSpot};
pub use settings::{AuditLocation, AuditSettings};
pub use trail::{AuditClock, AuditTrail};

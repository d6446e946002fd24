//! What Kotlin sees of Saksi: newtypes and one-line functions, no logic.
//!
//! Every decision is made in `saksi-domain`, every effect in `saksi-device`; a function here that
//! needs more than three lines is in the wrong crate, and a structure test says so. Types of the
//! domain cross as remote types ([`types`]), errors as a code and an advice ([`error`]).
//! `./x bindings` writes the Kotlin, `./x test kotlin` compiles and runs it.

mod error;
mod types;

pub use error::{Advice, FieldError};
use saksi_domain::journal::EntryId;

uniffi::setup_scaffolding!();

/// The version of the core that was loaded, for the "about" screen and for bug reports.
#[uniffi::export]
pub fn core_version() -> String {
    env!("CARGO_PKG_VERSION").to_owned()
}

/// Reads an entry id as a person or a QR code writes it: 64 hex digits.
///
/// # Errors
/// `id_malformed`, advice *ask*: anything else.
#[uniffi::export]
pub fn read_entry_id(text: &str) -> Result<EntryId, FieldError> {
    text.parse().map_err(FieldError::from)
}

/// The first eight hex digits of an id, for a person to compare by eye; not an identifier.
#[uniffi::export]
pub fn short_entry_id(id: EntryId) -> String {
    id.short()
}

//! What Kotlin sees of Saksi: newtypes and one-line methods, no logic.
//!
//! Every decision is made in `saksi-domain`, every effect in `saksi-device`; a function here that
//! needs more than three lines is in the wrong crate, and a structure test says so. Read [`field`]
//! first: [`Field`] is a phone with a project open. Kotlin supplies what only Android has
//! ([`surroundings`]: [`KeyVault`], [`Env`], [`Progress`]). Types of the domain cross as mirrors
//! ([`ids`], [`values`], [`forms`], [`evidence`], [`places`], [`records`], [`acts`], [`codes`], [`membership`],
//! [`syncing`]),
//! errors as a code and an advice ([`error`]). `./x bindings` writes the Kotlin, `./x test kotlin`
//! compiles and runs it.
//!
//! Not exported, because it belongs to a desk and not to a phone: founding a project, the member
//! line, publishing, the digest over all records.
//!
//! # Threads and ownership
//!
//! - Every call blocks until its work is done and durable: call from a worker thread, never from
//!   the one that draws. Every call may come from any thread; there is no async.
//! - [`Field`] is one object, counted by reference on both sides: share it, and `close()` it when
//!   the project is left. Open a folder once at a time; a second `Field` over it is not refused.
//! - Everything else is a copy. A list that Kotlin holds does not change by itself.
//! - Kotlin's objects are called on the thread of the call that needs them, perhaps while the core
//!   holds a lock: a [`KeyVault`], [`Env`] or [`Progress`] never calls a [`Field`] and never waits
//!   for a thread that does.
//! - A panic here does not end the app: Kotlin gets an `InternalException`.

mod acts;
mod audit;
mod codes;
mod error;
mod evidence;
mod field;
mod forms;
mod ids;
mod membership;
mod places;
mod records;
mod surroundings;
mod syncing;
mod values;

pub use acts::{ActTold, verb_name};
pub use codes::{CodeWords, Prompt, code_words, prompts};
pub use error::FieldError;
pub use evidence::{Finding, GradeTold, LatLon, Sealed};
pub use field::Field;
pub use membership::{Post, Standing};
pub use places::DrawnArea;
pub use records::{FieldState, FoldedRecord};
use saksi_domain::journal::EntryId;
pub use surroundings::{Env, KeyVault, KeyVaultError, Progress, change_vault, file_vault};
pub use syncing::{Refusal, SyncReport};
pub use values::MapEntry;

uniffi::setup_scaffolding!();

/// The version of the core that was loaded, for the "about" screen and for bug reports.
#[uniffi::export]
pub fn core_version() -> String {
    env!("CARGO_PKG_VERSION").to_owned()
}

/// The version of the encrypted store that this core writes.
#[uniffi::export]
pub fn schema_version() -> u32 {
    saksi_device::store::schema_version()
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

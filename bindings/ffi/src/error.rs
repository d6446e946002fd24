//! The one error that crosses to Kotlin: a stable code and what to do about it.
//!
//! Kotlin maps `code` to the string resource `error_<code>`, so a code is never renamed or reused,
//! and nothing a person wrote ever stands in one.

use std::fmt;

use saksi_domain::journal::IdError;

/// What the caller should do about an error.
#[derive(Debug, Clone, Copy, PartialEq, Eq, uniffi::Enum)]
pub enum Advice {
    /// Try again later, without asking anyone: a line was down, a lock was held.
    Retry,
    /// Ask the person: only she can put it right.
    Ask,
    /// Report it: a fault of ours, or a file that is damaged.
    Report,
}

/// A call failed. One variant, because Kotlin decides by `advice` and words by `code`.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Error)]
pub enum FieldError {
    /// The only case: see the fields.
    Failed {
        /// Stable, lower_snake_case; the key of the message in every language.
        code: String,
        /// What the caller should do.
        advice: Advice,
    },
}

impl fmt::Display for FieldError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let FieldError::Failed { code, advice } = self;
        write!(f, "{code} ({advice:?})")
    }
}

impl std::error::Error for FieldError {}

impl From<IdError> for FieldError {
    fn from(_: IdError) -> Self {
        FieldError::Failed { code: "id_malformed".to_owned(), advice: Advice::Ask }
    }
}

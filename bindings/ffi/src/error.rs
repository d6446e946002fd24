//! The one error that crosses to Kotlin: a stable code and what to do about it.
//!
//! Kotlin maps `code` to the string resource `error_<code>`, so a code is never renamed or reused,
//! and nothing a person wrote ever stands in one. Every code stands in `bindings/ffi/codes.txt`.

use std::fmt;

use saksi_device::{Advice, DeviceError};
use saksi_domain::journal::IdError;
use saksi_domain::sync::card::CardError;

/// What the caller should do about an error.
#[uniffi::remote(Enum)]
pub enum Advice {
    /// Try again, later or at once, without asking anyone: a line was down, a lock was held.
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

impl From<DeviceError> for FieldError {
    fn from(error: DeviceError) -> Self {
        FieldError::Failed { code: error.code().to_owned(), advice: error.advice() }
    }
}

impl From<CardError> for FieldError {
    fn from(_: CardError) -> Self {
        DeviceError::Card("it is not a card, or damaged").into()
    }
}

impl From<IdError> for FieldError {
    fn from(_: IdError) -> Self {
        FieldError::Failed { code: "id_malformed".to_owned(), advice: Advice::Ask }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    const SOURCES: [&str; 2] = [
        include_str!("../../../core/device/src/error.rs"),
        include_str!("../../../core/domain/src/forms/answer.rs"),
    ];

    /// Every `=> "code"` in the `fn code` of a source.
    fn codes(source: &'static str) -> impl Iterator<Item = &'static str> {
        let body = source.split("fn code(").nth(1).expect("an error tells its code");
        let body = body.split("\n    }").next().expect("the function ends");
        body.split("=> \"").skip(1).filter_map(|rest| rest.split('"').next())
    }

    #[test]
    fn the_list_of_codes_is_the_one_that_the_sources_make() {
        let mut is: BTreeSet<_> = SOURCES.into_iter().flat_map(codes).collect();
        is.insert("id_malformed");
        let listed: Vec<_> = include_str!("../codes.txt").lines().collect();
        let is: Vec<_> = is.into_iter().collect();
        assert_eq!(is, listed, "a code is never renamed or reused; a new one needs its words");
    }

    #[test]
    fn a_code_is_lower_snake_case_so_that_it_can_name_a_string_resource() {
        let fine = |c: char| c.is_ascii_lowercase() || c == '_';
        assert!(include_str!("../codes.txt").lines().all(|l| !l.is_empty() && l.chars().all(fine)));
    }
}

//! The rules of the journal as sentences, each with a case that must fail.

#![cfg(feature = "testing")]
#![allow(clippy::unwrap_used)] // Helpers of tests, outside their functions.

mod admission;
mod erasure;
mod evolution;
mod hostile;
mod member_line;

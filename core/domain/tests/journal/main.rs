//! The rules of the journal as sentences, each with a case that must fail.

#![cfg(feature = "testing")]

mod admission;
mod erasure;
mod evolution;
mod hostile;
mod member_line;

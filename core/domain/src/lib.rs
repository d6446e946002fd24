//! Saksi's pure heart: no clock, file, network, randomness, async, SQL or uniffi.
//!
//! Everything that happens is a signed entry in an append-only journal. Read in this order:
//!
//! 1. [`journal`]: what is signed, how logs chain, how records fold, who may do what.
//! 2. [`evidence`] and [`place`]: what is sealed at the shutter, where it was, what a check can tell.
//! 3. [`forms`]: from a spreadsheet to questions, answers and a submission.
//! 4. [`register`] and [`forum`]: problems, meetings, commitments, follow-up.
//! 5. [`indicator`]: the figures, each recomputable from the entries.
//! 6. [`sync`]: what two peers say to each other.
//! 7. [`spoken`]: what the app can say in a recorded voice.
//!
//! Time, bytes, ids, keys and randomness are arguments everywhere.

pub mod bundle;
pub mod evidence;
pub mod forms;
pub mod forum;
pub mod indicator;
pub mod journal;
pub mod lang;
pub mod place;
pub mod register;
pub mod spoken;
pub mod store;
pub mod sync;
#[cfg(any(test, feature = "testing"))]
pub mod testing;

//! Sync: what two peers say to each other, decided without a socket or a clock.
//!
//! [`wire`] has the messages (CBOR, deterministic like everything else; `docs/formats/sync.md`),
//! [`plan`] what goes next and when, [`card`] and [`project_file`] how a phone begins.
//! An answer that is not signed where it must be, or not CBOR, changes nothing.

pub mod card;
pub mod plan;
pub mod project_file;
pub mod wire;

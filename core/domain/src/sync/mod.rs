//! Sync: what two peers say to each other, decided without a socket or a clock.
//!
//! [`wire`] has the messages (CBOR, deterministic like everything else; `docs/formats/sync.md`).
//! An answer that is not signed where it must be, or not CBOR, changes nothing.

pub mod card;
pub mod wire;

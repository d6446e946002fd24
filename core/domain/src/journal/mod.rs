//! The journal: signed entries, the logs they form, the records they fold to.

pub mod cbor;
mod ids;

pub use ids::{
    Cid, Digest, EntryId, IdError, LogId, MemberId, ProjectId, RecordId, RowId, ScopeLabel,
};

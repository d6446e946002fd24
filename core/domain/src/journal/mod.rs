//! The journal: signed entries, the logs they form, the records they fold to.

pub mod act;
pub mod acts;
pub mod cbor;
mod ids;
pub mod path;
mod role;

pub use ids::{
    Cid, Digest, EntryId, IdError, LogId, MemberId, ProjectId, RecordId, RowId, ScopeLabel,
};
pub use path::Path;
pub use role::{Audience, Role, Scope};

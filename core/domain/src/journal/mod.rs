//! The journal: signed entries, the logs they form, the records they fold to.
//!
//! Read: [`entry`] and [`body`] (what is signed), [`log`] (what is stored), [`member`] and
//! [`rules`] (who may do what), [`effect`] and [`record`] (what counts, and the fold),
//! [`merkle`] and [`checkpoint`] (receipts and time). The bytes: `docs/formats/`.

pub mod act;
pub mod acts;
mod at;
pub mod body;
mod causal;
pub mod cbor;
pub mod checkpoint;
pub mod effect;
pub mod entry;
mod ids;
pub mod ledger;
pub mod log;
pub mod member;
pub mod merkle;
pub mod path;
mod receipt;
pub mod record;
mod role;
pub mod rules;

pub use entry::{Entry, Header, Kind};
pub use ids::{
    Cid, Digest, EntryId, IdError, LogId, MemberId, ProjectId, RecordId, RowId, ScopeLabel,
};
pub use member::Membership;
pub use path::Path;
pub use role::{Audience, Role, Scope};

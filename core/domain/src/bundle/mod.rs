//! A bundle: part of a journal as files in a folder or zip, which a stranger checks with no server.
//!
//! Two kinds are written now: *full* (everything, for an evaluator or with the person's recorded
//! consent) and *register* (problems, forums, meetings and what is public, from which the
//! indicators are recomputed). [`write()`] makes one, [`read()`] opens it, [`verify()`] says what holds.
//! Layout: `docs/formats/bundle.md`. Folders and zips are the caller's.

mod evidence;
mod read;
mod report;
mod statement;
mod verify;
mod words;
mod write;

use std::fmt;

pub use evidence::examine;
pub use read::{Opened, read};
pub use report::{BundleItem, BundleReport, Line};
pub use statement::{Mark, Statement};
pub use verify::verify;
pub use write::write;

use crate::journal::entry::EntryError;
use crate::journal::{Cid, ProjectId};

/// The format's name and version in `bundle.json`.
pub const FORMAT: &str = "saksi-bundle/1";

/// Names of the files.
pub mod file {
    /// What kind of bundle, of which project.
    pub const MANIFEST: &str = "bundle.json";
    /// The member line.
    pub const LINE: &str = "line.cbor";
    /// Entries with their hub index.
    pub const ENTRIES: &str = "entries.cbor";
    /// The latest checkpoint.
    pub const CHECKPOINT: &str = "checkpoint.txt";
    /// All checkpoints, oldest first.
    pub const CHECKPOINTS: &str = "checkpoints.cbor";
    /// Inclusion proofs, where the tree cannot be recomputed.
    pub const PROOFS: &str = "proofs.cbor";
    /// Folder of sealed files.
    pub const BLOBS: &str = "blobs/";
}

/// The file of a blob.
#[must_use]
pub fn blob_file(cid: Cid) -> String {
    format!("{}{cid}", file::BLOBS)
}

/// What a bundle holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum BundleKind {
    /// The whole journal and its sealed files.
    Full,
    /// Register and public scopes only: enough to recompute the indicators.
    Register,
}

/// `bundle.json`.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Manifest {
    /// [`FORMAT`].
    pub format: String,
    /// What it holds.
    pub kind: BundleKind,
    /// Of which project.
    pub project: ProjectId,
    /// When it was made, ms since 1970 UTC; the maker's word.
    pub created: i64,
}

/// The files of a bundle, from a folder, a zip or memory.
pub trait BundleFiles {
    /// The content of a file, or `None` if it is not there.
    fn file(&self, name: &str) -> Option<Vec<u8>>;
}

impl BundleFiles for std::collections::BTreeMap<String, Vec<u8>> {
    fn file(&self, name: &str) -> Option<Vec<u8>> {
        self.get(name).cloned()
    }
}

/// Why a bundle cannot be read at all. (What can be read but does not hold is a [`Line`].)
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BundleError {
    /// A file is missing.
    Missing(String),
    /// `bundle.json` is not what it should be.
    Manifest(String),
    /// A file is damaged; which, and the rule that is broken.
    File(String, EntryError),
}

impl fmt::Display for BundleError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing(name) => write!(f, "{name} is missing: is this the folder of a bundle?"),
            Self::Manifest(why) => write!(f, "bundle.json: {why}"),
            Self::File(name, error) => write!(f, "{name}: {error}"),
        }
    }
}

impl std::error::Error for BundleError {}

//! Reading a hub's folder while a hub runs over it: for bundles and figures, never for writing.

use std::path::Path;

use saksi_domain::journal::Cid;
use saksi_domain::journal::ledger::Ledger;
use saksi_domain::store::{BlobStore as _, StoreError};

use crate::hub::{About, BLOBS};
use crate::journal::Journal;
use crate::store::{BlobFiles, DATABASE, SqliteStore};

/// A hub's journal and sealed files as they are now.
#[derive(Debug)]
pub struct Copy {
    /// The journal, checked while it was read.
    pub ledger: Ledger,
    /// The signed checkpoints, oldest first.
    pub notes: Vec<String>,
    files: BlobFiles,
}

impl Copy {
    /// Reads the folder.
    ///
    /// # Errors
    /// [`StoreError`] if it is no hub's folder, or damaged.
    pub fn read(dir: &Path) -> Result<Self, StoreError> {
        let about = About::load(dir)?;
        let store = SqliteStore::open(&dir.join(DATABASE), about.project)?;
        let notes = store.notes()?.into_iter().map(|noted| noted.note).collect();
        let journal = Journal::load(&store)?;
        let files = BlobFiles::open(&dir.join(BLOBS))?;
        Ok(Self { ledger: journal.ledger().clone(), notes, files })
    }

    /// A sealed file, if the hub has all of it.
    #[must_use]
    pub fn blob(&self, cid: Cid) -> Option<Vec<u8>> {
        let size = self.files.size(cid).ok().flatten()?;
        self.files.read(cid, 0, usize::try_from(size).ok()?).ok()
    }
}

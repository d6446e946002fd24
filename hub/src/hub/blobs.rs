//! `/v1/blobs/{cid}`: sealed files, taken only where an entry names them, proved when complete.

use saksi_domain::journal::record::Held;
use saksi_domain::journal::{Cid, EntryId};
use saksi_domain::store::BlobStore as _;

use super::Hub;
use crate::problem::{Problem, Refusal};
use crate::store::{Alarm, AlarmKind, BlobFiles};
use crate::visibility::Caller;

/// Where an upload stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Upload {
    /// The next byte wanted.
    pub offset: u64,
    /// Are all bytes here, and proved?
    pub complete: bool,
}

impl Hub {
    /// The blob files.
    #[must_use]
    pub fn files(&self) -> &BlobFiles {
        &self.files
    }

    /// Where the upload of a blob stands.
    ///
    /// # Errors
    /// `not-found` unless an entry that the caller sees or signed names it;
    /// `plain-digest-mismatch` if its bytes broke that entry's word before.
    pub fn upload_state(&self, caller: &Caller, cid: Cid) -> Result<Upload, Problem> {
        self.may_upload(caller, cid)?;
        if let Some(size) = self.files.size(cid)? {
            return Ok(Upload { offset: size, complete: true });
        }
        Ok(Upload { offset: self.files.staged(cid)?, complete: false })
    }

    /// How long the sealed file will be, by the word of the entry that names it.
    #[must_use]
    pub fn sealed_size(&self, cid: Cid) -> Option<u64> {
        let journal = self.journal();
        let held = journal.naming(cid).next()?;
        let blob = held.entry.body()?.blobs.iter().find(|blob| blob.cid == cid)?;
        Some(sealed_size(blob.size))
    }

    fn may_upload(&self, caller: &Caller, cid: Cid) -> Result<(), Problem> {
        let journal = self.journal();
        if journal.naming(cid).any(|held| caller.may_upload(held, &journal)) {
            return Ok(());
        }
        if journal.refused(cid).any(|held| caller.may_upload(held, &journal)) {
            return Err(broken_word(cid));
        }
        Err(Problem::new(Refusal::NotFound, "no such file here for you"))
    }

    /// Takes the next bytes.
    ///
    /// # Errors
    /// `offset-mismatch` with the true offset.
    pub fn append_blob(&self, cid: Cid, offset: u64, bytes: &[u8]) -> Result<u64, Problem> {
        Ok(self.files.clone().append(cid, offset, bytes)?)
    }

    /// Proves a complete upload and keeps it.
    ///
    /// # Errors
    /// `cid-mismatch` (send it again) or `plain-digest-mismatch` (never again): not kept.
    pub fn finish_blob(&self, cid: Cid) -> Result<u64, Problem> {
        let mut files = self.files.clone();
        let size = files.finish(cid)?;
        Ok(size)
    }

    /// New entries that name a blob which is here already: is their word true?
    pub(super) fn hold_against_files(&self, held: &[Held]) -> Result<(), Problem> {
        let _ = held;
        Ok(())
    }

    fn refuse_blob(&self, cid: Cid, entries: Vec<EntryId>) -> Result<(), Problem> {
        let at_ms = self.clock.now_ms();
        let alarm = Alarm { kind: AlarmKind::PlainDigest, subject: cid.to_string(), at_ms };
        self.raise(vec![alarm], entries.into_iter().map(|entry| (cid, entry)).collect())
    }
}

fn broken_word(cid: Cid) -> Problem {
    Problem::new(Refusal::PlainDigestMismatch, "not the file that the entry describes")
        .with("cid", cid.to_string())
}

/// Length of a sealed file of `size` original bytes (`docs/formats/evidence.md`).
fn sealed_size(size: u64) -> u64 {
    15 + size + 16 * size.div_ceil(64 << 10).max(1)
}

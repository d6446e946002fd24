//! `/v1/blobs/{cid}`: sealed files, taken only where an entry names them, proved when complete.

use std::fs::File;
use std::io::Read as _;
use std::path::Path;

use saksi_domain::evidence::seal::{CHUNK, HEADER_LEN, Opener, TAG};
use saksi_domain::journal::body::Blob;
use saksi_domain::journal::record::Held;
use saksi_domain::journal::{Cid, EntryId};
use saksi_domain::store::{BlobStore as _, StoreError};
use sha2::{Digest as _, Sha256};

use super::Hub;
use crate::problem::{HubError, Refusal};
use crate::store::{Alarm, AlarmKind, BlobFiles, io_error};
use crate::visibility::Caller;

const PIECE: usize = 64 << 10;

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
    pub fn blobs(&self) -> &BlobFiles {
        &self.files
    }

    /// Where the upload of a blob stands.
    ///
    /// # Errors
    /// `not-found` unless an entry that the caller sees or signed names it;
    /// `plain-digest-mismatch` if its bytes broke that entry's word before.
    pub fn upload_state(&self, caller: &Caller, cid: Cid) -> Result<Upload, HubError> {
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

    fn may_upload(&self, caller: &Caller, cid: Cid) -> Result<(), HubError> {
        let journal = self.journal();
        if journal.naming(cid).any(|held| caller.may_upload(held, &journal)) {
            return Ok(());
        }
        if journal.refused(cid).any(|held| caller.may_upload(held, &journal)) {
            return Err(broken_word(cid));
        }
        Err(HubError::new(Refusal::NotFound, "no such file here for you"))
    }

    /// Takes the next bytes.
    ///
    /// # Errors
    /// `offset-mismatch` with the true offset.
    pub fn append_blob(&self, cid: Cid, offset: u64, bytes: &[u8]) -> Result<u64, HubError> {
        Ok(self.files.clone().append(cid, offset, bytes)?)
    }

    /// Proves a complete upload and keeps it: the name against the sealed bytes, then the word of
    /// each entry that names it against the original within.
    ///
    /// # Errors
    /// `cid-mismatch` (send it again) or `plain-digest-mismatch` (never again): not kept.
    pub fn finish_blob(&self, cid: Cid) -> Result<u64, HubError> {
        let mut files = self.files.clone();
        let claims = self.claims(cid, |_| true);
        if claims.is_empty() {
            // Erased while it came.
            files.delete(cid)?;
            return Err(HubError::new(Refusal::NotFound, "no such file here for you"));
        }
        let staged = files.staged_path(cid);
        let mut broken = Vec::new();
        let mut digest_holds = true;
        for (entry, blob) in &claims {
            match prove(&staged, blob)? {
                Proof::Holds => {}
                Proof::OtherName => digest_holds = false,
                Proof::OtherOriginal => broken.push(*entry),
            }
        }
        if digest_holds && broken.len() == claims.len() {
            files.delete(cid)?;
            self.refuse_blob(cid, broken)?;
            return Err(broken_word(cid));
        }
        let size = files.finish(cid)?;
        if !broken.is_empty() {
            self.refuse_blob(cid, broken)?;
        }
        Ok(size)
    }

    /// What entries say of a blob.
    fn claims(&self, cid: Cid, of: impl Fn(EntryId) -> bool) -> Vec<(EntryId, Blob)> {
        let journal = self.journal();
        let named = journal.naming(cid).filter(|held| of(held.entry.id));
        let claims = named.flat_map(|held| {
            let blobs = held.entry.body().into_iter().flat_map(|body| &body.blobs);
            let blobs = blobs.filter(|blob| blob.cid == cid);
            blobs.map(|blob| (held.entry.id, blob.clone())).collect::<Vec<_>>()
        });
        claims.collect()
    }

    /// New entries that name a blob which is here already: is their word true? What is not lets
    /// nobody fetch the blob, and raises an alarm.
    pub(super) fn hold_against_files(&self, held: &[Held]) -> Result<(), HubError> {
        let files = self.files.clone();
        let blobs = held.iter().flat_map(|held| {
            let blobs = held.entry.body().into_iter().flat_map(|body| &body.blobs);
            blobs.map(|blob| (held.entry.id, blob))
        });
        for (entry, blob) in blobs {
            let here = files.size(blob.cid)?.is_some();
            if here && prove(&files.path(blob.cid), blob)? == Proof::OtherOriginal {
                self.refuse_blob(blob.cid, vec![entry])?;
            }
        }
        Ok(())
    }

    fn refuse_blob(&self, cid: Cid, entries: Vec<EntryId>) -> Result<(), HubError> {
        let at_ms = self.clock.now_ms();
        let alarm = Alarm { kind: AlarmKind::PlainDigest, subject: cid.to_string(), at_ms };
        self.raise(vec![alarm], entries.into_iter().map(|entry| (cid, entry)).collect())
    }
}

/// What sealed bytes say of an entry's word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Proof {
    Holds,
    OtherName,
    OtherOriginal,
}

/// Opens a sealed file as a stream: constant memory, plain bytes are hashed and dropped.
fn prove(path: &Path, blob: &Blob) -> Result<Proof, StoreError> {
    let mut file = File::open(path).map_err(io_error)?;
    let (mut piece, mut plain) = (vec![0; PIECE], Vec::with_capacity(2 * PIECE));
    let (mut opener, mut name) = (Some(Opener::begin(&blob.key)), Sha256::new());
    loop {
        let read = file.read(&mut piece).map_err(io_error)?;
        if read == 0 {
            break;
        }
        name.update(&piece[..read]);
        plain.clear();
        // After the first chunk that does not open, only the name is left to be proved.
        opener = opener.and_then(|mut opener| {
            opener.push(&piece[..read], &mut plain).is_ok().then_some(opener)
        });
    }
    plain.clear();
    let sealed = opener.and_then(|opener| opener.finish(&mut plain).ok());
    Ok(match sealed {
        _ if Cid(name.finalize().into()) != blob.cid => Proof::OtherName,
        Some(sealed) if sealed.sha256 == blob.sha256 && sealed.size == blob.size => Proof::Holds,
        _ => Proof::OtherOriginal,
    })
}

fn broken_word(cid: Cid) -> HubError {
    HubError::new(Refusal::PlainDigestMismatch, "not the file that the entry describes")
        .with("cid", cid.to_string())
}

/// Length of a sealed file of `size` original bytes (`docs/formats/evidence.md`).
fn sealed_size(size: u64) -> u64 {
    let chunks = size.div_ceil(CHUNK as u64).max(1);
    (HEADER_LEN as u64).saturating_add(size).saturating_add(chunks.saturating_mul(TAG as u64))
}

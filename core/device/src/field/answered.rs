//! What was captured as the answer to a question, signed or not yet: its small picture, and the bytes
//! themselves, piece by piece, for a player that keeps nothing.

use saksi_domain::evidence::seal::{chunk_place, open_chunk};
use saksi_domain::forms::Answer;
use saksi_domain::journal::EntryId;
use saksi_domain::journal::body::Blob;
use saksi_domain::store::BlobStore as _;

use super::Field;
use super::camera::pending;
use super::draft::{DraftId, place_of, placeholder};
use crate::error::DeviceError;
use crate::store::CaptureRow;

/// A file that is an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AnswerFile {
    /// Media type, as it was given when it was captured.
    pub media_type: String,
    /// Bytes of the original.
    pub size: u64,
}

impl Field {
    /// The small picture of a photo that is an answer, whether it is signed already or not; none
    /// if it has none.
    ///
    /// # Errors
    /// [`DeviceError::Answer`] if there is no such place, [`DeviceError::EvidenceAltered`].
    pub fn answer_preview(
        &self,
        draft: DraftId,
        place: &str,
    ) -> Result<Option<Vec<u8>>, DeviceError> {
        let Some(blob) = self.answer_blob(draft, place, "preview")? else { return Ok(None) };
        let mut plain = Vec::new();
        self.read_blob(&blob, |bytes| plain.extend_from_slice(bytes))?;
        Ok(Some(plain))
    }

    /// What the original of an answer is; none if the answer is no file, or its bytes are not here.
    ///
    /// # Errors
    /// [`DeviceError::Answer`] if there is no such place.
    pub fn answer_file(
        &self,
        draft: DraftId,
        place: &str,
    ) -> Result<Option<AnswerFile>, DeviceError> {
        let blob = self.answer_blob(draft, place, "original")?;
        Ok(blob.map(|blob| AnswerFile { media_type: blob.media_type, size: blob.size }))
    }

    /// The bytes of the original from `offset` on: a piece as long as it pleases the store, empty at
    /// the end. Each piece is authenticated by itself; nothing is kept in clear.
    ///
    /// # Errors
    /// [`DeviceError::NotHere`], [`DeviceError::EvidenceAltered`].
    pub fn read_answer(
        &self,
        draft: DraftId,
        place: &str,
        offset: u64,
    ) -> Result<Vec<u8>, DeviceError> {
        let blob = self.answer_blob(draft, place, "original")?.ok_or(DeviceError::NotHere)?;
        let store = &self.project.store;
        let sealed_size = store.size(blob.cid)?.ok_or(DeviceError::NotHere)?;
        let Some(at) = chunk_place(sealed_size, offset) else { return Ok(Vec::new()) };
        let len = usize::try_from(at.sealed.end - at.sealed.start);
        let len = len.map_err(|_| DeviceError::Internal("a chunk is small"))?;
        let sealed = store.read(blob.cid, at.sealed.start, len)?;
        let plain = open_chunk(&blob.key, &at, &sealed).map_err(|_| {
            let how = "the sealed file does not open".to_owned();
            DeviceError::EvidenceAltered { item: blob.cid.to_string(), how }
        })?;
        let skip = offset - u64::from(at.index) * CHUNK;
        Ok(usize::try_from(skip)
            .ok()
            .and_then(|skip| plain.get(skip..))
            .unwrap_or_default()
            .to_vec())
    }

    /// The file of that role of the answer, if it is here.
    fn answer_blob(
        &self,
        draft: DraftId,
        place: &str,
        role: &str,
    ) -> Result<Option<Blob>, DeviceError> {
        let session = self.session(draft)?;
        let place = place_of(&session, place)?;
        let Some(Answer::Media(media)) = session.value(&place) else { return Ok(None) };
        let captures = self.project.store.captures()?;
        let kept = |row: &&CaptureRow| row.draft == Some(draft.0) && placeholder(&row.id) == *media;
        if let Some(row) = captures.iter().find(kept) {
            return Ok(pending(row)?.blobs.into_iter().find(|blob| blob.role == role));
        }
        let items = self.project.store.items_of(EntryId(media.0))?;
        let Some(item) = items.into_iter().find(|item| item.role == role && item.here) else {
            return Ok(None);
        };
        self.project.blob_of(item.entry, item.cid).map(Some)
    }
}

/// Plain bytes of a chunk.
const CHUNK: u64 = saksi_domain::evidence::seal::CHUNK as u64;

//! The camera: bytes are sealed as they come, never in clear on disk; an entry is signed only when
//! the person keeps the picture, and a fix has arrived that costs it nothing, or a minute has passed.

use std::collections::BTreeSet;
use std::fmt;
use std::fs::File;
use std::io::{self, Write as _};

use saksi_domain::evidence::capture::{
    CaptureClocks, CaptureKind as MediaKind, CaptureRecord, Faces, Orientation, Question,
    ShutterFix, Source,
};
use saksi_domain::evidence::grade::{FixDoubt, Graded, grade};
use saksi_domain::evidence::preview::{Look, make_preview};
use saksi_domain::evidence::seal::{PlainReader, Sealer};
use saksi_domain::forms::Answer;
use saksi_domain::journal::body::{Blob, Body};
use saksi_domain::journal::{Audience, Cid, Digest, EntryId, Kind, cbor};
use saksi_domain::store::BlobStore as _;

use super::draft::{DraftId, place_of, placeholder, snapshot};
use super::{Field, lock};
use crate::env::random_array;
use crate::error::DeviceError;
use crate::store::{CaptureRow, CaptureState, drafts, file_error};
use crate::writer::Unsigned;

/// Most bytes of one [`Field::seal_push`].
pub const MAX_PUSH: usize = 256 << 10;
/// How long an entry waits for a fix, ms of the boot clock.
const FIX_WAIT_MS: u64 = 60_000;

/// Names a capture on this phone; random, never sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SealId(pub [u8; 16]);

impl fmt::Display for SealId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&hex::encode(self.0))
    }
}

/// What the adapter knows at the shutter; the clocks are read here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaptureMeta {
    /// What it is.
    pub kind: MediaKind,
    /// Where the bytes come from, by the app's word.
    pub source: Source,
    /// Media type, for example `image/jpeg`.
    pub media_type: String,
    /// Maker and model of the phone.
    pub device: String,
    /// Name and version of the app.
    pub app: String,
    /// How to turn the pixels.
    pub orientation: Orientation,
    /// The person said they were on the water.
    pub on_water: bool,
    /// The answer about faces.
    pub faces: Faces,
    /// Wall clock minus the hub's or the satellites' time, ms, if compared since boot.
    pub clock_offset_ms: Option<i64>,
}

/// A sealed capture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SealedItem {
    /// The capture.
    pub id: SealId,
    /// SHA-256 of the original bytes.
    pub sha256: Digest,
    /// Their number.
    pub size: u64,
    /// The grade it would get now, and why.
    pub graded: Graded,
}

/// A capture whose bytes are coming in.
#[derive(Debug)]
pub(super) struct Sealing {
    sealer: Sealer,
    file: File,
    media_type: String,
}

fn record_of(row: &CaptureRow) -> Result<CaptureRecord, DeviceError> {
    let value = cbor::decode(&row.meta).map_err(|_| DeviceError::Internal("a capture record"))?;
    CaptureRecord::from_value(&value).map_err(|_| DeviceError::Internal("a capture record"))
}

impl Field {
    /// The shutter: from here the bytes of an item come in.
    ///
    /// # Errors
    /// [`DeviceError::Unknown`] for a draft or question that is not there.
    pub fn seal_begin(
        &self,
        draft: Option<(DraftId, &str)>,
        meta: CaptureMeta,
    ) -> Result<SealId, DeviceError> {
        let id = SealId(random_array(&*self.env));
        let mut question = None;
        if let Some((draft, place)) = draft {
            let session = self.session(draft)?;
            place_of(&session, place)?;
            let form = session.definition();
            question = Some(Question {
                form: form.id.clone(),
                version: form.version.clone(),
                path: place.to_owned(),
            });
        }
        let record = self.capture_record(&meta, question);
        let row = CaptureRow {
            id: id.0,
            draft: draft.map(|(draft, _)| draft.0),
            place: draft.map(|(_, place)| place.to_owned()),
            state: CaptureState::Open,
            key: random_array(&*self.env),
            meta: cbor::encode(&record.to_value()),
            body: None,
            entry: None,
            boot: record.clocks.boot_id,
            since_boot_ms: record.clocks.since_boot_ms,
            made_ms: record.clocks.wall_ms,
        };
        let path = self.project.store.seal_path(&id.0);
        let mut file = File::create(path).map_err(|e| file_error(&e))?;
        self.put_capture(&row)?;
        let mut out = Vec::new();
        let sealer = Sealer::begin(&row.key, &mut out);
        file.write_all(&out).map_err(|e| file_error(&e))?;
        let sealing = Sealing { sealer, file, media_type: meta.media_type };
        lock(&self.sealing).insert(id, sealing);
        Ok(id)
    }

    fn capture_record(&self, meta: &CaptureMeta, question: Option<Question>) -> CaptureRecord {
        CaptureRecord {
            kind: meta.kind,
            source: meta.source.clone(),
            clocks: CaptureClocks {
                wall_ms: self.env.now_ms(),
                zone_min: self.env.zone_min(),
                boot_id: self.env.boot_id(),
                since_boot_ms: self.env.since_boot_ms(),
                gnss_ms: self.env.gnss_ms(),
            },
            fix: None,
            device: meta.device.clone(),
            app: meta.app.clone(),
            question,
            orientation: meta.orientation,
            on_water: meta.on_water,
            faces: meta.faces,
            clock_offset_ms: meta.clock_offset_ms,
        }
    }

    fn put_capture(&self, row: &CaptureRow) -> Result<(), DeviceError> {
        let store = &self.project.store;
        store.in_transaction(|tx| Ok(drafts::put_capture(tx, row)?))
    }

    fn capture_row(&self, id: SealId) -> Result<CaptureRow, DeviceError> {
        self.project.store.capture(&id.0)?.ok_or(DeviceError::Unknown("capture"))
    }

    /// The next bytes, at most 256 KiB.
    ///
    /// # Errors
    /// [`DeviceError::Unknown`], [`DeviceError::Store`] for a full disk: then the capture is gone.
    pub fn seal_push(&self, id: SealId, bytes: &[u8]) -> Result<(), DeviceError> {
        if bytes.len() > MAX_PUSH {
            return Err(DeviceError::Args("bytes: at most 256 KiB at once".to_owned()));
        }
        let mut open = lock(&self.sealing);
        let sealing = open.get_mut(&id).ok_or(DeviceError::Unknown("capture"))?;
        let mut out = Vec::with_capacity(bytes.len() + 1024);
        sealing.sealer.push(bytes, &mut out);
        if let Err(error) = sealing.file.write_all(&out) {
            open.remove(&id);
            drop(open);
            self.retake(id)?;
            return Err(file_error(&error).into());
        }
        Ok(())
    }

    /// The last byte has come: the item is sealed and previewed, durable, and nobody's yet.
    ///
    /// # Errors
    /// [`DeviceError`].
    pub fn seal_finish(
        &self,
        id: SealId,
        fix: Option<ShutterFix>,
    ) -> Result<SealedItem, DeviceError> {
        let sealing = lock(&self.sealing).remove(&id).ok_or(DeviceError::Unknown("capture"))?;
        let Sealing { sealer, mut file, media_type } = sealing;
        let mut row = self.capture_row(id)?;
        let mut record = record_of(&row)?;
        record.fix = fix;
        let mut out = Vec::new();
        let sealed = sealer.finish(&mut out);
        file.write_all(&out).and_then(|()| file.sync_all()).map_err(|e| file_error(&e))?;
        drop(file);
        let store = &self.project.store;
        store.adopt(&store.seal_path(&id.0), sealed.cid, sealed.sealed_size)?;
        let original = Blob {
            cid: sealed.cid,
            key: row.key,
            sha256: sealed.sha256,
            size: sealed.size,
            media_type,
            role: "original".to_owned(),
            parent: None,
        };
        let mut body = self.project.body();
        body.blobs = vec![original];
        // A photo that is to be blurred gets its preview at the latest when it is kept: mostly it is
        // told before that faces do no harm, and a small phone decodes it only once then.
        if !record.faces.needs_blur() {
            body.blobs.extend(self.preview(&row, &record, sealed.cid, sealed.sha256)?);
        }
        body.args.insert("capture".to_owned(), record.to_value());
        row.meta = cbor::encode(&record.to_value());
        row.body = Some(body.encode());
        row.state = CaptureState::Sealed;
        self.put_capture(&row)?;
        Ok(SealedItem { id, sha256: sealed.sha256, size: sealed.size, graded: grade(&record) })
    }

    /// A small picture, sealed under a key of its own; blurred of children and people who were not
    /// asked. None for what is no JPEG.
    fn preview(
        &self,
        row: &CaptureRow,
        record: &CaptureRecord,
        cid: Cid,
        parent: Digest,
    ) -> Result<Option<Blob>, DeviceError> {
        if record.kind != MediaKind::Photo {
            return Ok(None);
        }
        let mut store = self.project.store.clone();
        let reader = PlainReader::new(&row.key, store.open_blob(cid)?);
        let look = if record.faces.needs_blur() { Look::Blurred } else { Look::Plain };
        let Ok(preview) = make_preview(reader, record.orientation, look) else { return Ok(None) };
        let key: [u8; 32] = random_array(&*self.env);
        let mut bytes = Vec::new();
        let mut sealer = Sealer::begin(&key, &mut bytes);
        sealer.push(&preview.jpeg, &mut bytes);
        let sealed = sealer.finish(&mut bytes);
        store.append(sealed.cid, store.staged(sealed.cid)?, &bytes)?;
        store.finish(sealed.cid)?;
        Ok(Some(Blob {
            cid: sealed.cid,
            key,
            sha256: sealed.sha256,
            size: sealed.size,
            media_type: "image/jpeg".to_owned(),
            role: "preview".to_owned(),
            parent: Some(parent),
        }))
    }

    /// The grade that a picture taken now would get, and why not better. Nothing is stored.
    #[must_use]
    pub fn would_grade(&self, meta: &CaptureMeta, fix: Option<ShutterFix>) -> Graded {
        grade(&CaptureRecord { fix, ..self.capture_record(meta, None) })
    }

    /// The answer about faces, which is given after the shutter: the preview is made anew as it says.
    /// Until then begin a capture with an answer for which it is blurred.
    ///
    /// # Errors
    /// [`DeviceError::Unknown`] before `seal_finish` and once it is kept.
    pub fn tell_faces(&self, id: SealId, faces: Faces) -> Result<(), DeviceError> {
        let mut row = self.capture_row(id)?;
        let mut body = pending(&row)?;
        if row.state != CaptureState::Sealed {
            return Err(DeviceError::Unknown("capture"));
        }
        let mut record = record_of(&row)?;
        record.faces = faces;
        let is_original = |blob: &Blob| blob.role == "original";
        let (originals, previews): (Vec<_>, Vec<_>) = body.blobs.into_iter().partition(is_original);
        body.blobs = originals;
        let original = body.blobs.first().ok_or(DeviceError::Internal("a capture"))?;
        body.blobs.extend(self.preview(&row, &record, original.cid, original.sha256)?);
        body.args.insert("capture".to_owned(), record.to_value());
        row.meta = cbor::encode(&record.to_value());
        row.body = Some(body.encode());
        self.put_capture(&row)?;
        let mut store = self.project.store.clone();
        previews.iter().try_for_each(|blob| store.delete(blob.cid))?;
        Ok(())
    }

    /// A fix that came after the shutter; it counts until the entry is signed, if it is better than
    /// the one that the capture has. The grade that it has now.
    ///
    /// # Errors
    /// [`DeviceError::Unknown`] once it is signed.
    pub fn late_fix(&self, id: SealId, fix: ShutterFix) -> Result<Graded, DeviceError> {
        let mut row = self.capture_row(id)?;
        let mut body = pending(&row)?;
        if row.state == CaptureState::Signed {
            return Err(DeviceError::Unknown("capture"));
        }
        let before = record_of(&row)?;
        let record = CaptureRecord { fix: Some(fix), ..before.clone() };
        if FixDoubt::of(&record) >= FixDoubt::of(&before) {
            return Ok(grade(&before));
        }
        body.args.insert("capture".to_owned(), record.to_value());
        row.meta = cbor::encode(&record.to_value());
        row.body = Some(body.encode());
        self.put_capture(&row)?;
        self.sign_due()?;
        Ok(grade(&record))
    }

    /// Takes a capture back: no entry, no bytes.
    ///
    /// # Errors
    /// [`DeviceError::Unknown`] once it is signed.
    pub fn retake(&self, id: SealId) -> Result<(), DeviceError> {
        lock(&self.sealing).remove(&id);
        let row = self.capture_row(id)?;
        if row.state == CaptureState::Signed {
            return Err(DeviceError::Unknown("capture"));
        }
        self.drop_capture(&row)
    }

    pub(super) fn drop_capture(&self, row: &CaptureRow) -> Result<(), DeviceError> {
        let mut store = self.project.store.clone();
        if row.state != CaptureState::Signed {
            for blob in pending(row).map(|body| body.blobs).unwrap_or_default() {
                store.delete(blob.cid)?;
            }
        }
        match std::fs::remove_file(store.seal_path(&row.id)) {
            Err(e) if e.kind() != io::ErrorKind::NotFound => return Err(file_error(&e).into()),
            _ => {}
        }
        store.in_transaction(|tx| Ok(drafts::delete_capture(tx, &row.id)?))
    }

    /// The person keeps it: it becomes the answer to its question. Its entry is signed now if a fix
    /// is here that no later one can better, or a minute has passed, else by [`Field::sign_due`] or when the form is
    /// submitted.
    ///
    /// # Errors
    /// [`DeviceError`].
    pub fn keep(&self, id: SealId) -> Result<Option<EntryId>, DeviceError> {
        let mut row = self.capture_row(id)?;
        if row.state == CaptureState::Open {
            return Err(DeviceError::Unknown("capture"));
        }
        if row.state == CaptureState::Sealed {
            self.blur_if_due(&mut row)?;
            row.state = CaptureState::Kept;
            self.answer_media(&row, placeholder(&row.id))?;
            self.put_capture(&row)?;
        }
        self.sign_due()?;
        Ok(self.capture_row(id)?.entry)
    }

    /// Makes the blurred preview of a photo about whose faces nothing else was told.
    fn blur_if_due(&self, row: &mut CaptureRow) -> Result<(), DeviceError> {
        let (record, mut body) = (record_of(row)?, pending(row)?);
        if let [original] = body.blobs.as_slice()
            && record.faces.needs_blur()
        {
            let preview = self.preview(row, &record, original.cid, original.sha256)?;
            body.blobs.extend(preview);
            row.body = Some(body.encode());
        }
        Ok(())
    }

    fn answer_media(&self, row: &CaptureRow, digest: Digest) -> Result<(), DeviceError> {
        let (Some(draft), Some(place)) = (row.draft, &row.place) else { return Ok(()) };
        self.answer(DraftId(draft), place, Some(Answer::Media(digest))).map(drop)
    }

    /// Signs what is kept and due. The app calls it now and then while a capture waits.
    ///
    /// # Errors
    /// [`DeviceError`].
    pub fn sign_due(&self) -> Result<Vec<EntryId>, DeviceError> {
        // Only what was taken here waits: what came from elsewhere gains nothing by a fix.
        self.sign_kept(|row, record| {
            let waits = record.source == Source::Camera && !FixDoubt::of(record).is_none();
            !waits || self.waited(row)
        })
    }

    fn waited(&self, row: &CaptureRow) -> bool {
        let same_boot = row.boot == self.env.boot_id();
        !same_boot || self.env.since_boot_ms().saturating_sub(row.since_boot_ms) >= FIX_WAIT_MS
    }

    pub(super) fn sign_kept(
        &self,
        due: impl Fn(&CaptureRow, &CaptureRecord) -> bool,
    ) -> Result<Vec<EntryId>, DeviceError> {
        let mut signed = Vec::new();
        for row in self.project.store.captures()? {
            if row.state == CaptureState::Kept && due(&row, &record_of(&row)?) {
                signed.push(self.sign_capture(row)?);
            }
        }
        Ok(signed)
    }

    /// Signs an evidence entry and puts its record into the draft's answer, at once.
    fn sign_capture(&self, mut row: CaptureRow) -> Result<EntryId, DeviceError> {
        let scope = self.project.scope(Audience::Field)?.label();
        let body = pending(&row)?;
        let draft = row.draft.map(DraftId);
        let mut session = draft.map(|draft| self.session(draft)).transpose()?;
        let project = &self.project;
        let entry = project.store.in_transaction(|tx| {
            let (record, parents) = (None, Vec::new());
            let unsigned = Unsigned { kind: Kind::Evidence, scope, record, parents, body };
            let entry = project.writer.write_in(tx, unsigned)?;
            if let (Some(session), Some(place), Some(draft)) = (&mut session, &row.place, row.draft)
            {
                let place = place_of(session, place)?;
                // Only if the person did not choose another picture meanwhile.
                if session.value(&place) == Some(&Answer::Media(placeholder(&row.id))) {
                    let media = Some(Answer::Media(Digest(entry.id.0)));
                    session.answer(&place, media).map_err(super::draft::answer_error)?;
                    let mut stored =
                        drafts::get_draft(tx, &draft)?.ok_or(DeviceError::Unknown("draft"))?;
                    stored.snapshot = snapshot(session)?;
                    drafts::put_draft(tx, &stored)?;
                }
            }
            row.state = CaptureState::Signed;
            row.entry = Some(entry.id);
            drafts::put_capture(tx, &row)?;
            Ok::<_, DeviceError>(entry)
        })?;
        if let (Some(draft), Some(session)) = (draft, session) {
            lock(&self.sessions).insert(draft, session);
        }
        Ok(entry.id)
    }

    /// After a crash: captures whose bytes did not all arrive, and files that nobody names.
    pub(super) fn clear_broken_captures(&self) -> Result<(), DeviceError> {
        let captures = self.project.store.captures()?;
        let mut named = BTreeSet::new();
        for row in &captures {
            if row.state == CaptureState::Open {
                self.drop_capture(row)?;
            }
            named.extend(pending(row).map(|b| b.blobs).unwrap_or_default().iter().map(|b| b.cid));
        }
        let mut store = self.project.store.clone();
        store.sweep()?;
        for cid in store.unnamed_blobs()? {
            if !named.contains(&cid) {
                store.delete(cid)?;
            }
        }
        Ok(())
    }
}

/// The body that waits to be signed.
pub(super) fn pending(row: &CaptureRow) -> Result<Body, DeviceError> {
    let bytes = row.body.as_deref().ok_or(DeviceError::Unknown("capture"))?;
    Body::decode(bytes).map_err(|_| DeviceError::Internal("a capture"))
}

//! Pictures, sounds and films beside a form. Published, they stay the sealed files as which they
//! came; installed, they lie in the encrypted database. Opened in memory, never written in clear.
//!
//! Lists are `beside`'s, what the app itself says is `spoken`'s. A file that is not here is no
//! error: the label stands alone then.

use std::collections::{BTreeMap, BTreeSet};

use saksi_domain::evidence::seal::open_all;
use saksi_domain::forms::media_file;
use saksi_domain::forms::session::OfferedChoice;
use saksi_domain::journal::body::Blob;
use saksi_domain::journal::{Cid, Digest};
use saksi_domain::store::BlobStore as _;
use sha2::{Digest as _, Sha256};

use super::{DraftId, Field, FormFile, QuestionView};
use crate::error::DeviceError;
use crate::project::Project;

/// The largest file that is shown or played, bytes: it stands in memory whole.
pub const MAX_MEDIA: usize = 16 << 20;

/// The media files of a publication, by name.
pub(super) type Shown<'a> = BTreeMap<String, &'a Blob>;

/// Where each file of a form is, by name: `CID/KEY/SHA256` of a sealed file, `SHA256` of an
/// installed one; in hex.
type Places = BTreeMap<String, String>;

fn state_of(form: Digest) -> String {
    format!("media/{}", hex::encode(form.0))
}

fn installed(sha256: &str) -> String {
    format!("file/{sha256}")
}

fn places(project: &Project, form: Digest) -> Result<Places, DeviceError> {
    let stored = project.store.state(&state_of(form))?;
    Ok(stored.and_then(|json| serde_json::from_slice(&json).ok()).unwrap_or_default())
}

fn remember(project: &Project, form: Digest, new: Places) -> Result<(), DeviceError> {
    let known = places(project, form)?;
    let mut all = known.clone();
    all.extend(new);
    if all == known {
        return Ok(());
    }
    let json = serde_json::to_vec(&all).map_err(|_| DeviceError::Internal("names of media"))?;
    Ok(project.store.set_state(&state_of(form), Some(&json))?)
}

/// Remembers where the files of a published form lie, as far as they have arrived.
pub(super) fn take_published(
    project: &Project,
    form: Digest,
    shown: &Shown<'_>,
) -> Result<(), DeviceError> {
    let mut new = Places::new();
    for (name, blob) in shown {
        if project.store.size(blob.cid)?.is_some() {
            let parts = [blob.cid.0, blob.key, blob.sha256.0].map(hex::encode);
            new.insert(name.clone(), parts.join("/"));
        }
    }
    remember(project, form, new)
}

/// Keeps the files of a form that somebody installs.
pub(super) fn take_installed(
    project: &Project,
    form: Digest,
    files: &[&FormFile],
) -> Result<(), DeviceError> {
    let mut new = Places::new();
    for file in files.iter().filter(|file| file.bytes.len() <= MAX_MEDIA) {
        let sha256 = hex::encode(file.digest().0);
        project.store.set_state(&installed(&sha256), Some(&file.bytes))?;
        new.insert(file.name.clone(), sha256);
    }
    remember(project, form, new)
}

fn bytes_of<const N: usize>(text: &str) -> Option<[u8; N]> {
    let mut bytes = [0; N];
    hex::decode_to_slice(text, &mut bytes).ok().map(|()| bytes)
}

/// Opens a sealed file; none if it is not here, too large, or not what the publication signed.
pub(super) fn open(
    project: &Project,
    cid: Cid,
    key: &[u8; 32],
    sha256: Digest,
) -> Result<Option<Vec<u8>>, DeviceError> {
    let size = project.store.size(cid)?.and_then(|size| usize::try_from(size).ok());
    let Some(size) = size.filter(|size| *size <= MAX_MEDIA * 2) else { return Ok(None) };
    let sealed = project.store.read(cid, 0, size)?;
    let is_it = |plain: &Vec<u8>| Digest(Sha256::digest(plain).into()) == sha256;
    Ok(open_all(key, &sealed).ok().filter(is_it).filter(|plain| plain.len() <= MAX_MEDIA))
}

/// A form's media files on this phone.
pub(super) struct Here(BTreeSet<String>);

impl Here {
    /// The name of the file that a form refers to, if it is here.
    pub(super) fn name(&self, reference: Option<String>) -> Option<String> {
        let name = media_file(&reference?).to_owned();
        self.0.contains(&name).then_some(name)
    }

    /// Leaves a question only the files that are here.
    pub(super) fn only(&self, question: QuestionView) -> QuestionView {
        QuestionView {
            image: self.name(question.image),
            big_image: self.name(question.big_image),
            audio: self.name(question.audio),
            video: self.name(question.video),
            choices: self.only_of(question.choices),
            ..question
        }
    }

    /// The same of choices.
    pub(super) fn only_of(&self, choices: Vec<OfferedChoice>) -> Vec<OfferedChoice> {
        let keep = |choice: OfferedChoice| OfferedChoice {
            image: self.name(choice.image),
            audio: self.name(choice.audio),
            video: self.name(choice.video),
            ..choice
        };
        choices.into_iter().map(keep).collect()
    }
}

impl Field {
    pub(super) fn media_here(&self, form: Digest) -> Result<Here, DeviceError> {
        Ok(Here(places(&self.project, form)?.into_keys().collect()))
    }

    fn media_of(&self, form: Digest, name: &str) -> Result<Option<Vec<u8>>, DeviceError> {
        let places = places(&self.project, form)?;
        let Some(place) = places.get(name) else { return Ok(None) };
        let parts: Vec<&str> = place.split('/').collect();
        match parts.as_slice() {
            [sha256] => Ok(self.project.store.state(&installed(sha256))?),
            [cid, key, sha256] => match (bytes_of(cid), bytes_of(key), bytes_of(sha256)) {
                (Some(cid), Some(key), Some(sha256)) => {
                    open(&self.project, Cid(cid), &key, Digest(sha256))
                }
                _ => Ok(None),
            },
            _ => Ok(None),
        }
    }

    /// A picture, sound or film beside the form of a draft, in memory; none if it is not here.
    ///
    /// # Errors
    /// [`DeviceError::Unknown`] for the draft.
    pub fn open_media(&self, draft: DraftId, name: &str) -> Result<Option<Vec<u8>>, DeviceError> {
        self.media_of(self.draft_row(draft)?.form, name)
    }
}

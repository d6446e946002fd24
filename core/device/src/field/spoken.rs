//! What the app says in a recorded voice: published by the project, and recorded on this phone for
//! somebody to publish.
//!
//! Both are opened in memory, never written in clear. Which prompts there are and what a recording
//! is called is `saksi_domain::spoken`'s. What is recorded here is nobody else's until it is exported:
//! it lies in the encrypted database, is in no entry, and is never sent.

use std::collections::BTreeMap;

use saksi_domain::journal::act::Args;
use saksi_domain::journal::body::Blob;
use saksi_domain::journal::cbor::Value;
use saksi_domain::journal::{EntryId, Kind};
use saksi_domain::spoken::check_recording;
use saksi_domain::store::BlobStore as _;

use super::beside::{FormFile, MEDIA};
use super::media::{MAX_MEDIA, open};
use super::{Field, lock};
use crate::error::DeviceError;

/// What a publication of recordings says it is.
const RECORDINGS: &str = "recordings";

/// Names of what was recorded here (JSON); each lies under its name below.
const MADE: &str = "spoken";

fn made(name: &str) -> String {
    format!("spoken/{name}")
}

fn is_recording(name: &str, bytes: &[u8]) -> Result<(), DeviceError> {
    let wrong = |why: &dyn std::fmt::Display| DeviceError::Args(format!("{name}: {why}"));
    check_recording(name, bytes).map_err(|error| wrong(&error))?;
    if bytes.len() > MAX_MEDIA {
        return Err(wrong(&format_args!("larger than {} MiB", MAX_MEDIA >> 20)));
    }
    Ok(())
}

impl Field {
    /// Publishes recordings of what the app says, by name (`consent/collect.id.m4a`), in place of
    /// those before. None if the newest are these already.
    ///
    /// # Errors
    /// [`DeviceError::NoRight`], [`DeviceError::Args`] for a file that no phone would play, with its name
    /// and why.
    pub fn publish_recordings(&self, files: &[FormFile]) -> Result<Option<EntryId>, DeviceError> {
        self.may_publish()?;
        for file in files {
            is_recording(&file.name, &file.bytes)?;
        }
        let known = self.recorded()?;
        let is_known = |file: &FormFile| {
            known.get(&file.name).is_some_and(|blob| blob.sha256 == file.digest())
        };
        if known.len() == files.len() && files.iter().all(is_known) {
            return Ok(None);
        }
        let (blobs, named) = self.seal_named(files)?;
        let what = ("what".to_owned(), Value::text(RECORDINGS));
        let args = Args::from([what, ("files".to_owned(), named)]);
        self.sign_publication(args, blobs).map(Some)
    }

    /// The names of the recordings that the project published and that are here, such as
    /// `consent/collect.id.m4a`. The newest publication of recordings counts.
    ///
    /// # Errors
    /// [`DeviceError`].
    pub fn recordings(&self) -> Result<Vec<String>, DeviceError> {
        let mut here = Vec::new();
        for (name, blob) in self.recorded()? {
            if self.project.store.size(blob.cid)?.is_some() {
                here.push(name);
            }
        }
        Ok(here)
    }

    /// A recording, in memory; none if it is not here.
    ///
    /// # Errors
    /// [`DeviceError`].
    pub fn open_recording(&self, name: &str) -> Result<Option<Vec<u8>>, DeviceError> {
        match self.recorded()?.get(name) {
            Some(blob) => open(&self.project, blob.cid, &blob.key, blob.sha256),
            None => Ok(None),
        }
    }

    /// The recordings of the newest publication of them.
    fn recorded(&self) -> Result<BTreeMap<String, Blob>, DeviceError> {
        let published = self.project.store.of_kind(Kind::Publish.code())?;
        let is_recordings = |body: &&saksi_domain::journal::body::Body| {
            body.args.get("what").and_then(Value::as_text) == Some(RECORDINGS)
        };
        let mut newest =
            published.iter().filter_map(|held| held.entry.body()).filter(is_recordings);
        let Some(body) = newest.next_back() else { return Ok(BTreeMap::new()) };
        let Some(Value::Map(pairs)) = body.args.get("files") else { return Ok(BTreeMap::new()) };
        let blob_of = |(name, sha256): &(Value, Value)| {
            let (Value::Text(name), Value::Bytes(sha256)) = (name, sha256) else { return None };
            let is_it = |blob: &&Blob| blob.role == MEDIA && blob.sha256.0[..] == sha256[..];
            Some((name.clone(), body.blobs.iter().find(is_it)?.clone()))
        };
        Ok(pairs.iter().filter_map(blob_of).collect())
    }

    /// Keeps a recording made here, by the name that it will have (`home/unsent.id.aac`), in place of
    /// what was recorded for that prompt in that language before.
    ///
    /// # Errors
    /// [`DeviceError::Args`] for what is no recording.
    pub fn keep_spoken(&self, name: &str, bytes: &[u8]) -> Result<(), DeviceError> {
        is_recording(name, bytes)?;
        let _one_at_a_time = lock(&self.spoken);
        let same = |other: &String| stem(other) == stem(name);
        let (before, mut names): (Vec<_>, Vec<_>) = self.spoken()?.into_iter().partition(same);
        for other in before {
            self.project.store.set_state(&made(&other), None)?;
        }
        self.project.store.set_state(&made(name), Some(bytes))?;
        names.push(name.to_owned());
        self.remember_spoken(&names)
    }

    /// The names of what was recorded here.
    ///
    /// # Errors
    /// [`DeviceError`].
    pub fn spoken(&self) -> Result<Vec<String>, DeviceError> {
        let stored = self.project.store.state(MADE)?;
        Ok(stored.and_then(|json| serde_json::from_slice(&json).ok()).unwrap_or_default())
    }

    /// What was recorded here under this name; none if nothing was.
    ///
    /// # Errors
    /// [`DeviceError`].
    pub fn open_spoken(&self, name: &str) -> Result<Option<Vec<u8>>, DeviceError> {
        Ok(self.project.store.state(&made(name))?)
    }

    /// Deletes what was recorded here under this name.
    ///
    /// # Errors
    /// [`DeviceError`].
    pub fn delete_spoken(&self, name: &str) -> Result<(), DeviceError> {
        let _one_at_a_time = lock(&self.spoken);
        let mut names = self.spoken()?;
        names.retain(|other| other != name);
        self.remember_spoken(&names)?;
        Ok(self.project.store.set_state(&made(name), None)?)
    }

    fn remember_spoken(&self, names: &[String]) -> Result<(), DeviceError> {
        let json =
            serde_json::to_vec(names).map_err(|_| DeviceError::Internal("names of sounds"))?;
        Ok(self.project.store.set_state(MADE, Some(&json))?)
    }
}

/// Prompt and language, without the kind of sound.
fn stem(name: &str) -> &str {
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}

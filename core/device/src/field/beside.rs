//! Files beside a form: lists that a publication or an installation brought along. Each is read
//! once into the list store, named by its content; a session gets those of its form.
//!
//! A list with the columns of entities is merged instead, into the one list of its name that all
//! forms of the project share. What a list is asked is the session's; pictures and sounds are `media`'s.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Cursor;
use std::ops::ControlFlow;
use std::sync::Arc;

use rusqlite::Transaction;
use saksi_domain::evidence::seal::open_all;
use saksi_domain::forms::Definition;
use saksi_domain::forms::lists::entity::{EntityEdit, ID, LABEL, VERSION};
use saksi_domain::forms::lists::{CsvReader, GeoJsonReader, ItemList, ListReader, XmlReader};
use saksi_domain::forms::session::{self, Beside};
use saksi_domain::forms::xpath::made_id;
use saksi_domain::journal::body::{Blob, Body};
use saksi_domain::journal::cbor::Value;
use saksi_domain::journal::record::Held;
use saksi_domain::journal::{Digest, Kind};
use saksi_domain::store::BlobStore as _;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use super::{Field, media};
use crate::env::{Env, random_array};
use crate::error::DeviceError;
use crate::lists::{ListImportError, Snapshot};
use crate::project::Project;
use crate::store::{read_state, write_state};

/// Role of a file beside a form in its publication.
pub(super) const MEDIA: &str = "media";

/// A file that belongs to a form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormFile {
    /// Its name with the ending, as the form names it: `cities.csv`.
    pub name: String,
    /// What is in it.
    pub bytes: Vec<u8>,
}

impl FormFile {
    pub(super) fn digest(&self) -> Digest {
        Digest(Sha256::digest(&self.bytes).into())
    }
}

/// The files of a form, by name; the SHA-256 of each in hex.
type Names = BTreeMap<String, String>;

fn stem(name: &str) -> &str {
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}

fn ending(name: &str) -> Option<&str> {
    name.rsplit_once('.').map(|(_, ending)| ending)
}

fn is_list(name: &str) -> bool {
    matches!(ending(name), Some("csv" | "geojson" | "xml"))
}

fn by_content(sha256: &str) -> String {
    format!("file/{sha256}")
}

/// The name in the store of the list of entities that forms call by this name.
pub(super) fn of_entities(name: &str) -> String {
    format!("entities/{name}")
}

fn state_of(form: Digest) -> String {
    format!("files/{}", hex::encode(form.0))
}

fn names_of(project: &Project, form: Digest) -> Result<Names, DeviceError> {
    let stored = project.store.state(&state_of(form))?;
    Ok(stored.and_then(|json| serde_json::from_slice(&json).ok()).unwrap_or_default())
}

fn remember(project: &Project, form: Digest, names: &Names) -> Result<(), DeviceError> {
    if names_of(project, form)? == *names {
        return Ok(());
    }
    let json = serde_json::to_vec(names).map_err(|_| DeviceError::Internal("names of files"))?;
    Ok(project.store.set_state(&state_of(form), Some(&json))?)
}

/// What a publication says about its files.
fn named(body: &Body) -> Option<(Digest, Names)> {
    let form = body.blobs.iter().find(|blob| blob.role == "form")?;
    let Some(Value::Map(pairs)) = body.args.get("files") else { return None };
    let pair = |(name, sha256): &(Value, Value)| match (name, sha256) {
        (Value::Text(name), Value::Bytes(sha256)) => Some((name.clone(), hex::encode(sha256))),
        _ => None,
    };
    Some((form.sha256, pairs.iter().filter_map(pair).collect()))
}

/// Takes in the files of published forms that have arrived. One that cannot be read is missing: it
/// must not keep the others from a monitor. `published` are all publications, newest last.
pub(super) fn take_published(project: &Project, published: &[Held]) -> Result<(), DeviceError> {
    let mut forms: BTreeMap<Digest, (Names, media::Shown<'_>)> = BTreeMap::new();
    let mut files: Vec<(String, &Blob)> = Vec::new();
    for body in published.iter().filter_map(|held| held.entry.body()) {
        let Some((form, mut names)) = named(body) else { continue };
        let mut shown = media::Shown::new();
        for (name, sha256) in &names {
            let is_it = |blob: &&Blob| blob.role == MEDIA && hex::encode(blob.sha256.0) == *sha256;
            let Some(blob) = body.blobs.iter().find(is_it) else { continue };
            if is_list(name) {
                files.push((name.clone(), blob));
            } else {
                shown.insert(name.clone(), blob);
            }
        }
        names.retain(|name, _| is_list(name));
        forms.insert(form, (names, shown));
    }
    for (form, (names, shown)) in &forms {
        remember(project, *form, names)?;
        media::take_published(project, *form, shown)?;
    }
    // The newest list of entities of a name is the one that counts.
    let mut merged = BTreeSet::new();
    for (name, blob) in files.into_iter().rev() {
        let is_merged = project.lists.digest(&of_entities(stem(&name)))? == Some(blob.sha256.0);
        let is_here = project.lists.digest(&by_content(&hex::encode(blob.sha256.0)))?.is_some();
        if is_merged {
            merged.insert(stem(&name).to_owned());
        }
        if is_merged || is_here {
            continue;
        }
        let Some(size) = project.store.size(blob.cid)? else { continue };
        let len = usize::try_from(size).unwrap_or(usize::MAX);
        let sealed = project.store.read(blob.cid, 0, len)?;
        let Ok(bytes) = open_all(&blob.key, &sealed) else { continue };
        let file = FormFile { name, bytes };
        match take_in(project, &file, &mut merged) {
            Err(ListImportError::Store(error)) => return Err(error.into()),
            // What it is was checked when it was published; here it is missing.
            _ if file.digest() == blob.sha256 => {}
            _ => return Err(DeviceError::Untrusted("a file is not the one that its name says")),
        }
    }
    Ok(())
}

/// The files that a form was last published with and that are here, for a project to practise in.
pub(super) fn published_files(
    project: &Project,
    form: Digest,
) -> Result<Vec<FormFile>, DeviceError> {
    let published = project.store.of_kind(Kind::Publish.code())?;
    let mut bodies = published.iter().filter_map(|held| held.entry.body());
    let of_form = |body: &&Body| named(body).is_some_and(|(of, _)| of == form);
    let Some(body) = bodies.rfind(of_form) else { return Ok(Vec::new()) };
    let mut files = Vec::new();
    for (name, sha256) in named(body).map(|(_, names)| names).unwrap_or_default() {
        let is_it = |blob: &&Blob| blob.role == MEDIA && hex::encode(blob.sha256.0) == sha256;
        let Some(blob) = body.blobs.iter().find(is_it) else { continue };
        if let Some(bytes) = media::open(project, blob.cid, &blob.key, blob.sha256)? {
            files.push(FormFile { name, bytes });
        }
    }
    Ok(files)
}

/// Takes in the files of a form that somebody installs.
pub(super) fn take_installed(
    project: &Project,
    form: Digest,
    files: &[FormFile],
) -> Result<(), DeviceError> {
    let mut names = Names::new();
    let (lists, shown): (Vec<_>, Vec<_>) = files.iter().partition(|file| is_list(&file.name));
    media::take_installed(project, form, &shown)?;
    for file in lists {
        take_in(project, file, &mut BTreeSet::new()).map_err(|error| match error {
            ListImportError::Store(error) => error.into(),
            _ => DeviceError::Form("a list beside it cannot be read"),
        })?;
        names.insert(file.name.clone(), hex::encode(file.digest().0));
    }
    if names.is_empty() { Ok(()) } else { remember(project, form, &names) }
}

/// Reads a file into the list store, unless it is no list. A list of entities whose name is in
/// `merged` is older than the one that was read.
fn take_in(
    project: &Project,
    file: &FormFile,
    merged: &mut BTreeSet<String>,
) -> Result<(), ListImportError> {
    let Some(mut reader) = reader(file)? else { return Ok(()) };
    let (lists, digest) = (&project.lists, file.digest().0);
    let mut go_on = |_| ControlFlow::Continue(());
    let has = |column: &str| reader.columns().iter().any(|known| known == column);
    if ![ID, LABEL, VERSION].into_iter().all(has) {
        let name = by_content(&hex::encode(digest));
        if lists.digest(&name)?.is_none() {
            lists.import(&name, &digest, &mut *reader, &mut go_on)?;
        }
    } else if merged.insert(stem(&file.name).to_owned()) {
        let name = of_entities(stem(&file.name));
        let mut branch = || fresh_uuid(&*project.env);
        lists.merge(&name, &digest, false, &mut *reader, &mut branch, &mut go_on)?;
    }
    Ok(())
}

fn reader(file: &FormFile) -> Result<Option<Box<dyn ListReader + '_>>, ListImportError> {
    let bytes = Cursor::new(file.bytes.as_slice());
    Ok(match ending(&file.name) {
        Some("csv") => Some(Box::new(CsvReader::new(bytes)?)),
        Some("geojson") => Some(Box::new(GeoJsonReader::new(bytes)?)),
        Some("xml") => Some(Box::new(XmlReader::new(bytes)?)),
        _ => None,
    })
}

/// A random id of version 4.
pub(super) fn fresh_uuid(env: &dyn Env) -> String {
    made_id(None, || f64::from(u32::from_be_bytes(random_array(env))) / 4_294_967_296.0)
}

/// The lists of one form, as they stood when it was opened.
#[derive(Debug)]
struct FormLists {
    snapshot: Snapshot,
    names: Names,
}

impl session::Lists for FormLists {
    fn list(&self, name: &str) -> Option<Arc<dyn ItemList>> {
        let mut files = self.names.iter();
        let file = files.find(|(file, _)| *file == name || stem(file) == name);
        let attached = file.map(|(_, sha256)| by_content(sha256));
        let candidates = attached.into_iter().chain([of_entities(stem(name))]);
        let found = candidates.filter_map(|name| self.snapshot.list(&name).ok().flatten()).next();
        found.map(|list| Arc::new(list) as Arc<dyn ItemList>)
    }
}

/// What a submission makes of entities, signed and not in the lists yet.
#[derive(Serialize, Deserialize)]
struct OwedEdits {
    /// The draft that it was.
    of: [u8; 16],
    edits: Vec<(String, EntityEdit)>,
}

const OWED: &str = "entities/owed";

fn owed_in(stored: Option<Vec<u8>>) -> Vec<OwedEdits> {
    stored.and_then(|json| serde_json::from_slice(&json).ok()).unwrap_or_default()
}

/// Notes what a submission makes of entities, in the transaction that signs it.
pub(super) fn owe_edits(
    tx: &Transaction<'_>,
    draft: &[u8; 16],
    edits: Vec<(String, EntityEdit)>,
) -> Result<(), DeviceError> {
    if edits.is_empty() {
        return Ok(());
    }
    let mut owed = owed_in(read_state(tx, OWED)?);
    owed.push(OwedEdits { of: *draft, edits });
    let json = serde_json::to_vec(&owed).map_err(|_| DeviceError::Internal("edits of entities"))?;
    Ok(write_state(tx, OWED, Some(&json))?)
}

impl Field {
    /// Brings what submissions made of entities into the lists that the next forms read, the oldest
    /// first. One that was interrupted is not taken in twice.
    pub(super) fn settle_edits(&self) -> Result<(), DeviceError> {
        let project = &self.project;
        let mut owed = owed_in(project.store.state(OWED)?);
        while let Some(OwedEdits { of, edits }) = owed.first() {
            let named = edits.iter().map(|(list, edit)| (of_entities(list), edit.clone()));
            let named: Vec<_> = named.collect();
            project.lists.edit(of, &named, &mut || fresh_uuid(&*self.env))?;
            owed.remove(0);
            let rest = serde_json::to_vec(&owed).ok().filter(|_| !owed.is_empty());
            project.store.set_state(OWED, rest.as_deref())?;
        }
        Ok(())
    }

    /// What lies beside a form.
    ///
    /// # Errors
    /// [`DeviceError::Store`]; a list that is not here is no error.
    pub(super) fn beside(&self, form: &Definition) -> Result<Beside, DeviceError> {
        let wanted = form.files_beside();
        if wanted.is_empty() {
            return Ok(Beside::default());
        }
        self.settle_edits()?;
        let project = &self.project;
        let mut lists = self.form_lists(form)?;
        let is_missing = |name: &String| session::Lists::list(&lists, name).is_none();
        if wanted.iter().any(is_missing) {
            // The list store may have been lost: what was published is read again.
            take_published(project, &project.store.of_kind(Kind::Publish.code())?)?;
            lists = self.form_lists(form)?;
        }
        Ok(Beside { lists: Some(Arc::new(lists)), ..Beside::default() })
    }

    /// Was a list of this name published or installed with the form? Then it is only not here yet.
    /// One that was not, such as the register of another system, is written in by hand.
    pub(super) fn came_with(&self, form: &Definition, list: &str) -> Result<bool, DeviceError> {
        let names = names_of(&self.project, form.hash)?;
        Ok(names.keys().any(|name| stem(name) == stem(list)))
    }

    fn form_lists(&self, form: &Definition) -> Result<FormLists, DeviceError> {
        let names = names_of(&self.project, form.hash)?;
        Ok(FormLists { snapshot: self.project.lists.snapshot()?, names })
    }
}

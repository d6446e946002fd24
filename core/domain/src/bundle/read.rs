//! Opening a bundle: from files to entries, notes and proofs. Nothing is believed yet.

use std::collections::BTreeMap;

use super::{BundleError, BundleFiles, FORMAT, Manifest, file};
use crate::journal::cbor::{CborError, Reader, Value, decode};
use crate::journal::entry::{Entry, EntryError};
use crate::journal::merkle::Hash;
use crate::journal::{EntryId, ProjectId};

/// A bundle's content, decoded. Bodies fit their headers' commitments; signatures are unchecked.
#[derive(Debug, Clone)]
pub struct Opened {
    /// What it says of itself.
    pub manifest: Manifest,
    /// The member line.
    pub line: Vec<Entry>,
    /// Entries with their hub index, or the index and why the entry cannot be read.
    pub entries: Vec<(u64, Result<Entry, EntryError>)>,
    /// The latest checkpoint's note.
    pub note: String,
    /// All notes, oldest first.
    pub notes: Vec<String>,
    /// Inclusion proofs.
    pub proofs: BTreeMap<EntryId, (u64, Vec<Hash>)>,
}

fn load(files: &dyn BundleFiles, name: &str) -> Result<Vec<u8>, BundleError> {
    files.file(name).ok_or_else(|| BundleError::Missing(name.to_owned()))
}

fn load_cbor(files: &dyn BundleFiles, name: &str) -> Result<Value, BundleError> {
    decode(&load(files, name)?).map_err(|error| BundleError::File(name.to_owned(), error.into()))
}

fn in_file<E: Into<EntryError>>(name: &str) -> impl Fn(E) -> BundleError + '_ {
    move |error| BundleError::File(name.to_owned(), error.into())
}

/// Opens a bundle.
///
/// # Errors
/// [`BundleError`] if a file is missing or damaged as a whole. A single entry that cannot be read
/// is kept as its error, so that the rest can still be checked.
pub fn read(files: &dyn BundleFiles) -> Result<Opened, BundleError> {
    let manifest: Manifest = serde_json::from_slice(&load(files, file::MANIFEST)?)
        .map_err(|error| BundleError::Manifest(error.to_string()))?;
    if manifest.format != FORMAT {
        return Err(BundleError::Manifest(format!(
            "format is not {FORMAT}; a newer program may read it"
        )));
    }
    let project = manifest.project;
    let line = load_cbor(files, file::LINE)?;
    let line = read_line(project, &Reader::new(&line, "line")).map_err(in_file(file::LINE))?;
    let entries = load_cbor(files, file::ENTRIES)?;
    let entries =
        read_entries(project, &Reader::new(&entries, "entries")).map_err(in_file(file::ENTRIES))?;
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap_or_default();
    let note = text(load(files, file::CHECKPOINT)?);
    let notes = load_cbor(files, file::CHECKPOINTS)?;
    let notes =
        read_notes(&Reader::new(&notes, "checkpoints")).map_err(in_file(file::CHECKPOINTS))?;
    let proofs = load_cbor(files, file::PROOFS)?;
    let proofs = read_proofs(&Reader::new(&proofs, "proofs")).map_err(in_file(file::PROOFS))?;
    Ok(Opened { manifest, line, entries, note, notes, proofs })
}

fn read_line(project: ProjectId, list: &Reader<'_>) -> Result<Vec<Entry>, EntryError> {
    list.array()?.iter().map(|entry| Entry::from_reader(project, entry)).collect()
}

type Indexed = (u64, Result<Entry, EntryError>);

fn read_entries(project: ProjectId, list: &Reader<'_>) -> Result<Vec<Indexed>, CborError> {
    let item = |reader: &Reader<'_>| {
        let [index, entry] = reader.tuple("[index, entry]")?;
        Ok((index.uint()?, Entry::from_reader(project, &entry)))
    };
    list.array()?.iter().map(item).collect()
}

fn read_notes(list: &Reader<'_>) -> Result<Vec<String>, CborError> {
    list.array()?.iter().map(|note| note.str().map(str::to_owned)).collect()
}

fn read_proofs(map: &Reader<'_>) -> Result<BTreeMap<EntryId, (u64, Vec<Hash>)>, CborError> {
    let mut proofs = BTreeMap::new();
    for (id, proof) in map.pairs()? {
        let [index, path] = proof.tuple("[index, [hash]]")?;
        let path =
            path.array()?.iter().map(|h| h.id("a hash of 32 bytes")).collect::<Result<_, _>>()?;
        proofs.insert(id.id("an entry id")?, (index.uint()?, path));
    }
    Ok(proofs)
}

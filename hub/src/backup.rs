//! Copies of a hub that hold together, and the new epoch that a restored hub opens.
//!
//! A copy has the database at one instant, the sealed files that it names, keys and certificates,
//! and a manifest with the SHA-256 of each. It holds the hub's secrets and bodies that may be
//! erased later: keep few copies, and not for long (`docs/operating-a-hub.md`).

use std::collections::BTreeMap;
use std::fmt;
use std::fs::{self, DirBuilder, File};
use std::io::{self, Read as _};
use std::os::unix::fs::DirBuilderExt as _;
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

use saksi_domain::journal::cbor::Value;
use saksi_domain::journal::rules::MemberVerb;
use saksi_domain::journal::{Cid, ProjectId};
use saksi_domain::store::{BlobStore as _, StoreError};
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use crate::clock::Clock;
use crate::hub::{ABOUT, About, BLOBS, Hub, next_on_line};
use crate::journal::Journal;
use crate::keys::{self, SigningKeys};
use crate::store::{BlobFiles, DATABASE, SqliteStore, io_error};
use crate::tls;

/// File name of the manifest within a copy.
pub const MANIFEST: &str = "manifest.json";
const VERSION: u32 = 1;

/// What a copy holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// Of this layout.
    pub version: u32,
    /// The project.
    pub project: ProjectId,
    /// Entries in the journal.
    pub entries: u64,
    /// Epoch of the hub.
    pub epoch: u64,
    /// SHA-256 in hex by path.
    pub files: BTreeMap<String, String>,
    /// Sealed files whose bytes on the hub's disk are not what their names say; left out.
    pub damaged: Vec<Cid>,
}

/// Why no copy was made, or none restored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BackupError {
    /// The target holds something already.
    Occupied,
    /// A file is missing or not the one that the manifest names.
    Damaged(String),
    /// Made by a newer version of the program.
    Newer(u32),
    /// The new epoch could not be opened.
    Epoch(String),
    /// The disk, the database or the journal.
    Store(StoreError),
}

impl fmt::Display for BackupError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Occupied => f.write_str("the target folder is not empty; choose another"),
            Self::Damaged(path) => write!(f, "{path} is missing or damaged in this copy"),
            Self::Newer(version) => write!(f, "copy version {version} is newer than this program"),
            Self::Epoch(why) => write!(f, "the new epoch could not be opened: {why}"),
            Self::Store(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for BackupError {}

impl From<StoreError> for BackupError {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

impl From<io::Error> for BackupError {
    fn from(error: io::Error) -> Self {
        Self::Store(io_error(error))
    }
}

/// Copies the hub in `dir` into the empty (or absent) folder `out`, also while it runs.
///
/// # Errors
/// [`BackupError`]; what was copied so far lies in `out` without a manifest, and is no copy.
pub fn backup(dir: &Path, out: &Path) -> Result<Manifest, BackupError> {
    let about = About::load(dir)?;
    make_empty(out)?;
    SqliteStore::open(&dir.join(DATABASE), about.project)?.copy_to(&out.join(DATABASE))?;
    // Loading the copy proves it: every signature, every checkpoint.
    let journal = Journal::load(&SqliteStore::open(&out.join(DATABASE), about.project)?)?;
    let damaged = copy_blobs(dir, out, &journal)?;
    for name in [ABOUT, keys::FILE] {
        copy(&dir.join(name), &out.join(name))?;
    }
    fs::create_dir_all(out.join(tls::FOLDER))?;
    for file in fs::read_dir(dir.join(tls::FOLDER))? {
        let name = Path::new(tls::FOLDER).join(file?.file_name());
        copy(&dir.join(&name), &out.join(&name))?;
    }
    let manifest = Manifest {
        version: VERSION,
        project: about.project,
        entries: journal.ledger().size(),
        epoch: journal.ledger().membership().epoch,
        files: digests(out, out)?,
        damaged,
    };
    let json = serde_json::to_vec_pretty(&manifest).expect("strings and numbers are JSON");
    fs::write(out.join(MANIFEST), json)?;
    File::open(out.join(MANIFEST))?.sync_all()?;
    Ok(manifest)
}

/// What devices or people are known to have seen of the hub that was lost.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Reported {
    /// Highest epoch.
    pub epoch: u64,
    /// Largest tree size.
    pub size: u64,
}

/// Puts a copy into the empty (or absent) folder `dir` and opens a new epoch there: a line entry
/// that states the size held and the highest reported. Phones then give back what was lost.
///
/// # Errors
/// [`BackupError`]; `dir` is no hub then.
pub fn restore(
    copy_dir: &Path,
    dir: &Path,
    reported: Reported,
    clock: Arc<dyn Clock>,
) -> Result<Manifest, BackupError> {
    let manifest = read_manifest(copy_dir)?;
    make_empty(dir)?;
    for (path, expected) in &manifest.files {
        let from = copy_dir.join(inside(path)?);
        let held = digest(&from).map_err(|_| BackupError::Damaged(path.clone()))?;
        if held != *expected {
            return Err(BackupError::Damaged(path.clone()));
        }
        // Without this file a folder is no hub: it comes last.
        if path != ABOUT {
            let to = dir.join(path);
            fs::create_dir_all(to.parent().unwrap_or(dir))?;
            copy(&from, &to)?;
        }
    }
    open_epoch(dir, manifest.project, reported, clock.now_ms())?;
    copy(&copy_dir.join(ABOUT), &dir.join(ABOUT))?;
    // Opening applies erasures again, before anybody is answered.
    drop(Hub::run(dir, clock)?);
    Ok(manifest)
}

fn open_epoch(
    dir: &Path,
    project: ProjectId,
    reported: Reported,
    now_ms: i64,
) -> Result<(), BackupError> {
    let mut store = SqliteStore::open(&dir.join(DATABASE), project)?;
    let keys = SigningKeys::load(dir)?;
    let mut journal = Journal::load(&store)?;
    let held = journal.ledger().size();
    let epoch = journal.ledger().membership().epoch.max(reported.epoch) + 1;
    let uint = |number: u64| Value::Int(i64::try_from(number).unwrap_or(i64::MAX));
    let args = BTreeMap::from([
        ("epoch".to_owned(), uint(epoch)),
        ("held".to_owned(), uint(held)),
        ("reported".to_owned(), uint(reported.size.max(held))),
    ]);
    let wrong = |why: String| BackupError::Epoch(why);
    let entry = next_on_line(&journal, &keys, MemberVerb::Epoch, args, now_ms)
        .map_err(|problem| wrong(problem.detail))?;
    let batch = journal.take(vec![entry], &keys, now_ms).map_err(|e| wrong(e.to_string()))?;
    Ok(store.commit(&batch)?)
}

fn read_manifest(copy_dir: &Path) -> Result<Manifest, BackupError> {
    let damaged = || BackupError::Damaged(MANIFEST.to_owned());
    let bytes = fs::read(copy_dir.join(MANIFEST)).map_err(|_| damaged())?;
    let manifest: Manifest = serde_json::from_slice(&bytes).map_err(|_| damaged())?;
    if manifest.version > VERSION {
        Err(BackupError::Newer(manifest.version))
    } else {
        Ok(manifest)
    }
}

/// A path of a manifest that stays inside the folder.
fn inside(path: &str) -> Result<PathBuf, BackupError> {
    let inside = Path::new(path).components().all(|part| matches!(part, Component::Normal(_)));
    if inside { Ok(path.into()) } else { Err(BackupError::Damaged(path.to_owned())) }
}

/// Makes a folder that only its owner may read: it will hold keys.
fn make_empty(dir: &Path) -> Result<(), BackupError> {
    DirBuilder::new().recursive(true).mode(0o700).create(dir)?;
    if fs::read_dir(dir)?.next().is_some() { Err(BackupError::Occupied) } else { Ok(()) }
}

fn copy_blobs(dir: &Path, out: &Path, journal: &Journal) -> Result<Vec<Cid>, BackupError> {
    let (from, to) = (BlobFiles::open(&dir.join(BLOBS))?, BlobFiles::open(&out.join(BLOBS))?);
    let mut damaged = Vec::new();
    for cid in journal.all_named() {
        let here = from.size(cid).map_err(|_| BackupError::Damaged(cid.to_string()))?;
        if here.is_none() {
            continue;
        }
        let target = to.path(cid);
        fs::create_dir_all(target.parent().expect("a blob lies in a folder"))?;
        copy(&from.path(cid), &target)?;
        if digest(&target)? != cid.to_string() {
            fs::remove_file(&target)?;
            damaged.push(cid);
        }
    }
    Ok(damaged)
}

fn copy(from: &Path, to: &Path) -> Result<(), BackupError> {
    fs::copy(from, to)?;
    Ok(File::open(to)?.sync_all()?)
}

fn digest(path: &Path) -> io::Result<String> {
    let (mut file, mut hash, mut piece) = (File::open(path)?, Sha256::new(), vec![0; 64 << 10]);
    loop {
        match file.read(&mut piece)? {
            0 => return Ok(hex::encode(hash.finalize())),
            read => hash.update(&piece[..read]),
        }
    }
}

/// SHA-256 of every file below `dir`, by path from `root`.
fn digests(root: &Path, dir: &Path) -> io::Result<BTreeMap<String, String>> {
    let mut files = BTreeMap::new();
    for item in fs::read_dir(dir)? {
        let path = item?.path();
        if path.is_dir() {
            files.extend(digests(root, &path)?);
        } else if let Some(name) = path.strip_prefix(root).ok().and_then(Path::to_str) {
            files.insert(name.to_owned(), digest(&path)?);
        }
    }
    Ok(files)
}

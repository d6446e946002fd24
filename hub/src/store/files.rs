//! Sealed files on disk: `blobs/ab/<cid>` when complete, `blobs/staged/<cid>` while they come.
//!
//! Bytes are synced before an offset is answered; a finished file is renamed into place, so that
//! a name always means whole and proved bytes.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read as _, Seek as _, SeekFrom, Write as _};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard};

use saksi_domain::journal::Cid;
use saksi_domain::store::{BlobError, BlobStore, StoreError};
use sha2::{Digest as _, Sha256};

use super::io_error;

const LOCKS: usize = 16;
const PIECE: usize = 64 << 10;

/// Blob files of a folder. Clones share their locks.
#[derive(Debug, Clone)]
pub struct BlobFiles {
    dir: PathBuf,
    locks: Arc<[Mutex<()>; LOCKS]>,
}

impl BlobFiles {
    /// Opens a folder, making it if there is none.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn open(dir: &Path) -> Result<Self, StoreError> {
        fs::create_dir_all(dir.join("staged")).map_err(io_error)?;
        Ok(Self { dir: dir.to_owned(), locks: Arc::default() })
    }

    fn lock(&self, cid: Cid) -> MutexGuard<'_, ()> {
        let lock = &self.locks[usize::from(cid.0[0]) % LOCKS];
        lock.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }

    /// Where a complete blob lies.
    #[must_use]
    pub fn path(&self, cid: Cid) -> PathBuf {
        let name = cid.to_string();
        self.dir.join(&name[..2]).join(name)
    }

    /// Where the bytes of an unfinished upload lie.
    #[must_use]
    pub fn staged_path(&self, cid: Cid) -> PathBuf {
        self.dir.join("staged").join(cid.to_string())
    }

    /// Names of all complete blobs and unfinished uploads.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn names(&self) -> Result<Vec<Cid>, StoreError> {
        let mut names = Vec::new();
        for folder in fs::read_dir(&self.dir).map_err(io_error)? {
            let folder = folder.map_err(io_error)?.path();
            if !folder.is_dir() {
                continue;
            }
            for file in fs::read_dir(folder).map_err(io_error)? {
                let name = file.map_err(io_error)?.file_name();
                names.extend(name.to_str().and_then(|name| name.parse::<Cid>().ok()));
            }
        }
        Ok(names)
    }
}

fn length(path: &Path) -> Result<Option<u64>, StoreError> {
    match fs::metadata(path) {
        Ok(meta) => Ok(Some(meta.len())),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(io_error(error)),
    }
}

fn remove(path: &Path) -> Result<(), StoreError> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(io_error(error)),
        _ => Ok(()),
    }
}

fn digest(path: &Path) -> Result<Cid, StoreError> {
    let mut file = File::open(path).map_err(io_error)?;
    let (mut hash, mut piece) = (Sha256::new(), vec![0; PIECE]);
    loop {
        match file.read(&mut piece).map_err(io_error)? {
            0 => return Ok(Cid(hash.finalize().into())),
            read => hash.update(&piece[..read]),
        }
    }
}

/// Makes a new name in a folder durable.
fn sync_folder(path: &Path) -> Result<(), StoreError> {
    let folder = path.parent().expect("a blob lies in a folder");
    File::open(folder).and_then(|folder| folder.sync_all()).map_err(io_error)
}

impl BlobStore for BlobFiles {
    fn size(&self, cid: Cid) -> Result<Option<u64>, BlobError> {
        Ok(length(&self.path(cid))?)
    }

    fn staged(&self, cid: Cid) -> Result<u64, BlobError> {
        Ok(length(&self.staged_path(cid))?.unwrap_or(0))
    }

    fn append(&mut self, cid: Cid, offset: u64, bytes: &[u8]) -> Result<u64, BlobError> {
        let _lock = self.lock(cid);
        if let Some(size) = length(&self.path(cid))? {
            return Err(BlobError::Offset(size));
        }
        let path = self.staged_path(cid);
        let held = length(&path)?.unwrap_or(0);
        if held != offset {
            return Err(BlobError::Offset(held));
        }
        let mut file =
            OpenOptions::new().create(true).append(true).open(&path).map_err(io_error)?;
        let wrote = file.write_all(bytes).and_then(|()| file.sync_all());
        if let Err(error) = wrote {
            // What came half through is taken back, so that the offset stays the true one.
            file.set_len(held).map_err(io_error)?;
            return Err(io_error(error).into());
        }
        if held == 0 {
            sync_folder(&path)?;
        }
        Ok(held + bytes.len() as u64)
    }

    fn finish(&mut self, cid: Cid) -> Result<u64, BlobError> {
        let _lock = self.lock(cid);
        let (path, staged) = (self.path(cid), self.staged_path(cid));
        if let Some(size) = length(&path)? {
            return Ok(size);
        }
        let size = length(&staged)?.ok_or(BlobError::Absent)?;
        if digest(&staged)? != cid {
            remove(&staged)?;
            return Err(BlobError::Digest);
        }
        let folder = path.parent().expect("a blob lies in a folder");
        fs::create_dir_all(folder).map_err(io_error)?;
        fs::rename(&staged, &path).map_err(io_error)?;
        sync_folder(&path)?;
        Ok(size)
    }

    fn read(&self, cid: Cid, from: u64, len: usize) -> Result<Vec<u8>, BlobError> {
        let mut file = match File::open(self.path(cid)) {
            Ok(file) => file,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Err(BlobError::Absent),
            Err(error) => return Err(io_error(error).into()),
        };
        file.seek(SeekFrom::Start(from)).map_err(io_error)?;
        let mut bytes = Vec::new();
        file.take(len as u64).read_to_end(&mut bytes).map_err(io_error)?;
        Ok(bytes)
    }

    fn delete(&mut self, cid: Cid) -> Result<(), BlobError> {
        let _lock = self.lock(cid);
        remove(&self.staged_path(cid))?;
        Ok(remove(&self.path(cid))?)
    }
}

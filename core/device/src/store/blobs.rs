//! Sealed files beside the database, by the SHA-256 of their ciphertext.
//!
//! A file is written under another name, synced, and only then renamed and entered in the
//! database: a name that is listed always has all its bytes. The bytes are ciphertext already.

use std::fs::{self, File, OpenOptions};
use std::io::{Read as _, Seek as _, SeekFrom, Write as _};
use std::path::{Path, PathBuf};

use rusqlite::{OptionalExtension as _, params};
use saksi_domain::journal::Cid;
use saksi_domain::store::{BlobError, BlobStore, StoreError};
use sha2::{Digest as _, Sha256};

use super::{Store, file_error, sql_error as sql};

impl Store {
    fn blob_path(&self, cid: Cid) -> PathBuf {
        self.blob_dir().join(cid.to_string())
    }

    fn part_path(&self, cid: Cid) -> PathBuf {
        self.blob_dir().join(format!("{cid}.part"))
    }

    /// Where a capture is written while it is being sealed.
    pub(crate) fn seal_path(&self, capture: &[u8; 16]) -> PathBuf {
        self.blob_dir().join(format!("{}.seal", hex::encode(capture)))
    }

    /// Takes a finished file over as the blob `cid`.
    pub(crate) fn adopt(&self, from: &Path, cid: Cid, size: u64) -> Result<(), StoreError> {
        let io = |e: std::io::Error| file_error(&e);
        File::open(from).and_then(|f| f.sync_all()).map_err(io)?;
        fs::rename(from, self.blob_path(cid)).map_err(io)?;
        File::open(self.blob_dir()).and_then(|d| d.sync_all()).map_err(io)?;
        self.connection()
            .execute(
                "INSERT OR IGNORE INTO blob VALUES (?1, ?2)",
                params![cid.0, i64::try_from(size).unwrap_or(i64::MAX)],
            )
            .map(drop)
            .map_err(sql)
    }

    /// The ciphertext of a complete blob, to be read in pieces.
    pub(crate) fn open_blob(&self, cid: Cid) -> Result<File, BlobError> {
        if self.size(cid)?.is_none() {
            return Err(BlobError::Absent);
        }
        match File::open(self.blob_path(cid)) {
            Ok(file) => Ok(file),
            Err(e) if e.kind() == std::io::ErrorKind::NotFound => {
                Err(StoreError::Corrupt("a sealed file is missing".to_owned()).into())
            }
            Err(e) => Err(file_error(&e).into()),
        }
    }

    /// Bytes that sealed files take on this phone.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn blob_bytes(&self) -> Result<u64, StoreError> {
        let sum: i64 = self
            .connection()
            .query_row("SELECT coalesce(sum(size), 0) FROM blob", [], |row| row.get(0))
            .map_err(sql)?;
        Ok(u64::try_from(sum).unwrap_or(0))
    }

    /// Deletes files that no capture and no upload knows: what a crash left behind.
    pub(crate) fn sweep(&self) -> Result<(), StoreError> {
        let open = self.captures()?;
        for file in fs::read_dir(self.blob_dir()).map_err(|e| file_error(&e))?.flatten() {
            let name = file.file_name().to_string_lossy().into_owned();
            let Some(id) = name.strip_suffix(".seal") else { continue };
            if !open.iter().any(|c| hex::encode(c.id) == id) {
                fs::remove_file(file.path()).map_err(|e| file_error(&e))?;
            }
        }
        Ok(())
    }
}

fn length(path: &Path) -> Result<u64, BlobError> {
    match fs::metadata(path) {
        Ok(meta) => Ok(meta.len()),
        Err(e) if e.kind() == std::io::ErrorKind::NotFound => Ok(0),
        Err(e) => Err(file_error(&e).into()),
    }
}

fn remove(path: &Path) -> Result<(), BlobError> {
    match fs::remove_file(path) {
        Err(e) if e.kind() != std::io::ErrorKind::NotFound => Err(file_error(&e).into()),
        _ => Ok(()),
    }
}

fn digest_of(path: &Path) -> std::io::Result<Cid> {
    let (mut file, mut hash, mut buffer) = (File::open(path)?, Sha256::new(), vec![0; 64 << 10]);
    loop {
        match file.read(&mut buffer)? {
            0 => return Ok(Cid(hash.finalize().into())),
            n => hash.update(&buffer[..n]),
        }
    }
}

impl BlobStore for Store {
    fn size(&self, cid: Cid) -> Result<Option<u64>, BlobError> {
        let size: Option<i64> = self
            .connection()
            .query_row("SELECT size FROM blob WHERE cid = ?1", [cid.0], |row| row.get(0))
            .optional()
            .map_err(sql)?;
        Ok(size.and_then(|s| u64::try_from(s).ok()))
    }

    fn staged(&self, cid: Cid) -> Result<u64, BlobError> {
        length(&self.part_path(cid))
    }

    fn append(&mut self, cid: Cid, offset: u64, bytes: &[u8]) -> Result<u64, BlobError> {
        if let Some(size) = self.size(cid)? {
            return Err(BlobError::Offset(size));
        }
        let path = self.part_path(cid);
        let at = length(&path)?;
        if at != offset {
            return Err(BlobError::Offset(at));
        }
        let io = |e: std::io::Error| BlobError::Store(file_error(&e));
        let mut file = OpenOptions::new().create(true).append(true).open(&path).map_err(io)?;
        if let Err(error) = file.write_all(bytes).and_then(|()| file.sync_data()) {
            // A half-written piece would shift all that follows.
            let _ = file.set_len(at);
            return Err(io(error));
        }
        Ok(offset + bytes.len() as u64)
    }

    fn finish(&mut self, cid: Cid) -> Result<u64, BlobError> {
        if let Some(size) = self.size(cid)? {
            return Ok(size);
        }
        let path = self.part_path(cid);
        let size = length(&path)?;
        if !path.exists() {
            return Err(BlobError::Absent);
        }
        if digest_of(&path).map_err(|e| BlobError::Store(file_error(&e)))? != cid {
            remove(&path)?;
            return Err(BlobError::Digest);
        }
        self.adopt(&path, cid, size)?;
        Ok(size)
    }

    fn read(&self, cid: Cid, from: u64, len: usize) -> Result<Vec<u8>, BlobError> {
        let io = |e: std::io::Error| BlobError::Store(file_error(&e));
        let mut file = self.open_blob(cid)?;
        file.seek(SeekFrom::Start(from)).map_err(io)?;
        let mut bytes = Vec::new();
        file.take(len as u64).read_to_end(&mut bytes).map_err(io)?;
        Ok(bytes)
    }

    fn delete(&mut self, cid: Cid) -> Result<(), BlobError> {
        self.connection().execute("DELETE FROM blob WHERE cid = ?1", [cid.0]).map_err(sql)?;
        remove(&self.blob_path(cid))?;
        remove(&self.part_path(cid))
    }
}

//! The picture of the land under the map: an MBTiles file that the project publishes.
//!
//! It is large and says nothing about anybody, so it is written in clear where the app draws from it,
//! and no sync fetches it by itself: it comes in the project file, or when somebody asks for it.

use std::fs::File;
use std::io;
use std::path::Path;

use saksi_domain::evidence::seal::PlainReader;
use saksi_domain::journal::act::Args;
use saksi_domain::journal::body::Blob;
use saksi_domain::journal::cbor::Value;
use saksi_domain::journal::{Digest, EntryId, Kind};
use saksi_domain::store::BlobStore as _;
use sha2::{Digest as _, Sha256};

use super::{Field, lock};
use crate::error::DeviceError;
use crate::store::{MAP, file_error};
use crate::sync::Progress;

/// Largest base map, bytes: a phone of 2 GB takes the project file that holds it into memory.
pub const MAX_MAP: usize = 48 << 20;

/// An MBTiles file is a SQLite database.
const MAGIC: &[u8] = b"SQLite format 3\0";

/// The base map that the project published last.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BaseMapInfo {
    /// SHA-256 of the file.
    pub sha256: Digest,
    /// Its size, bytes.
    pub size: u64,
    /// Is it on this phone?
    pub here: bool,
}

impl Field {
    /// Publishes a base map in place of the one before. None if that is the same.
    ///
    /// # Errors
    /// [`DeviceError::NoRight`], [`DeviceError::Args`] for what is no MBTiles file or too large.
    pub fn publish_base_map(&self, bytes: &[u8]) -> Result<Option<EntryId>, DeviceError> {
        self.may_publish()?;
        if !bytes.starts_with(MAGIC) {
            return Err(DeviceError::Args("map: no MBTiles file".to_owned()));
        }
        if bytes.len() > MAX_MAP {
            let most = MAX_MAP >> 20;
            return Err(DeviceError::Args(format!("map: larger than {most} MiB")));
        }
        let sha256 = Digest(Sha256::digest(bytes).into());
        if self.newest_map()?.is_some_and(|blob| blob.sha256 == sha256) {
            return Ok(None);
        }
        let blob = self.seal_file(bytes, MAP, "application/vnd.sqlite3")?;
        let what = ("what".to_owned(), Value::text(MAP));
        let sha256 = ("sha256".to_owned(), Value::bytes(&sha256.0));
        self.sign_publication(Args::from([what, sha256]), vec![blob]).map(Some)
    }

    /// The base map that the project published last.
    ///
    /// # Errors
    /// [`DeviceError`].
    pub fn base_map(&self) -> Result<Option<BaseMapInfo>, DeviceError> {
        let Some(Blob { cid, sha256, size, .. }) = self.newest_map()? else { return Ok(None) };
        let here = self.project.store.size(cid)?.is_some();
        Ok(Some(BaseMapInfo { sha256, size, here }))
    }

    /// Fetches it from the hub, from where it stopped the last time. `progress` hears bytes.
    ///
    /// # Errors
    /// [`DeviceError::NotHere`] if none was published; else what the line said.
    pub fn fetch_base_map(&self, progress: &dyn Progress) -> Result<(), DeviceError> {
        let _one_at_a_time = lock(&self.syncing);
        let blob = self.newest_map()?.ok_or(DeviceError::NotHere)?;
        if self.project.store.size(blob.cid)?.is_none() {
            let items = self.project.store.items_named(blob.cid)?;
            let item = items.first().ok_or(DeviceError::NotHere)?;
            let of = Some(blob.size);
            crate::sync::fetch_one(
                &self.project,
                &*self.vault,
                item,
                of,
                progress,
                &self.language(),
            )?;
        }
        Ok(())
    }

    /// Writes it into a file of its own, in clear.
    ///
    /// # Errors
    /// [`DeviceError::NotHere`] if it is not on this phone; the file may hold half of it then.
    pub fn write_base_map(&self, to: &Path) -> Result<(), DeviceError> {
        let blob = self.newest_map()?.ok_or(DeviceError::NotHere)?;
        if self.project.store.size(blob.cid)?.is_none() {
            return Err(DeviceError::NotHere);
        }
        let mut reader = PlainReader::new(&blob.key, self.project.store.open_blob(blob.cid)?);
        let mut file = File::create(to).map_err(|e| file_error(&e))?;
        io::copy(&mut reader, &mut file).map_err(|e| file_error(&e))?;
        Ok(file.sync_all().map_err(|e| file_error(&e))?)
    }

    fn newest_map(&self) -> Result<Option<Blob>, DeviceError> {
        let published = self.project.store.of_kind(Kind::Publish.code())?;
        let bodies = published.iter().filter_map(|held| held.entry.body());
        let blob = bodies.flat_map(|body| &body.blobs).rfind(|blob| blob.role == MAP);
        Ok(blob.cloned())
    }
}

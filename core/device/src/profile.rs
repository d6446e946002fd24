//! A person's profile on a phone: one wrapped master key, and a folder per project.
//!
//! Folder names are derived from the master key, so that a finder cannot tell from them which
//! project somebody is in. Layout: `docs/formats/store.md`.

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use saksi_domain::journal::ProjectId;
use saksi_domain::store::StoreError;

use crate::env::Env;
use crate::error::DeviceError;
use crate::lists::Lists;
use crate::store::{Store, file_error};
use crate::vault::{KeyVault, MasterKey, VaultError};

const KEY_FILE: &str = "master.key";
const PROJECTS: &str = "projects";

/// An unlocked profile.
#[derive(Debug)]
pub(crate) struct Profile {
    dir: PathBuf,
    master: MasterKey,
}

impl Profile {
    /// Opens the profile in `dir`.
    pub(crate) fn open(dir: &Path, vault: &dyn KeyVault) -> Result<Self, DeviceError> {
        match fs::read(dir.join(KEY_FILE)) {
            Ok(wrapped) => Ok(Self { dir: dir.to_owned(), master: vault.unwrap(&wrapped)? }),
            Err(e) if e.kind() == std::io::ErrorKind::NotFound => {
                if dir.join(PROJECTS).exists() {
                    return Err(VaultError::Destroyed.into());
                }
                Err(DeviceError::NoProject)
            }
            Err(e) => Err(file_error(&e).into()),
        }
    }

    /// Opens the profile in `dir`, or begins one.
    pub(crate) fn open_or_begin(
        dir: &Path,
        vault: &dyn KeyVault,
        env: &dyn Env,
    ) -> Result<Self, DeviceError> {
        match Self::open(dir, vault) {
            Err(DeviceError::NoProject) => {}
            other => return other,
        }
        let io = |e: std::io::Error| DeviceError::Store(file_error(&e));
        fs::create_dir_all(dir).map_err(io)?;
        let master = MasterKey::make(env);
        keep_key(dir, &vault.wrap(&master)?)?;
        fs::create_dir_all(dir.join(PROJECTS)).map_err(io)?;
        Ok(Self { dir: dir.to_owned(), master })
    }

    fn folder(&self, project: ProjectId) -> String {
        hex::encode(&self.master.derive("folder", &project.0)[..8])
    }

    fn path(&self, folder: &str) -> PathBuf {
        self.dir.join(PROJECTS).join(folder)
    }

    /// A new, empty store for a project.
    pub(crate) fn create_store(&self, project: ProjectId) -> Result<(Store, Lists), DeviceError> {
        let folder = self.folder(project);
        if self.path(&folder).exists() {
            return Err(DeviceError::AlreadyJoined);
        }
        let key = self.master.derive("database", folder.as_bytes());
        let store = Store::create(&self.path(&folder), &key)?;
        Ok((store, self.open_lists(&folder)?))
    }

    /// The lists of a project. A file that is damaged is begun anew: what was published is read
    /// into it again.
    fn open_lists(&self, folder: &str) -> Result<Lists, DeviceError> {
        let (path, key) = (self.path(folder), self.master.derive("lists", folder.as_bytes()));
        match Lists::open(&path, &key) {
            Err(StoreError::Key | StoreError::Corrupt(_)) => {
                Lists::discard(&path).map_err(|e| DeviceError::Store(file_error(&e)))?;
                Ok(Lists::open(&path, &key)?)
            }
            lists => Ok(lists?),
        }
    }

    /// Removes the folder of a project that could not be begun, or was revoked.
    pub(crate) fn remove(&self, project: ProjectId) -> Result<(), DeviceError> {
        let path = self.path(&self.folder(project));
        fs::remove_dir_all(path).map_err(|e| DeviceError::Store(file_error(&e)))
    }

    /// Folders of all projects.
    fn folders(&self) -> Result<Vec<String>, DeviceError> {
        let io = |e: std::io::Error| DeviceError::Store(file_error(&e));
        let mut folders = Vec::new();
        for folder in fs::read_dir(self.dir.join(PROJECTS)).map_err(io)?.flatten() {
            if folder.path().is_dir() {
                folders.push(folder.file_name().to_string_lossy().into_owned());
            }
        }
        folders.sort();
        Ok(folders)
    }

    /// Opens every store of the profile.
    pub(crate) fn stores(&self) -> Result<Vec<(Store, Lists)>, DeviceError> {
        let mut stores = Vec::new();
        for folder in self.folders()? {
            let key = self.master.derive("database", folder.as_bytes());
            let store = Store::open(&self.path(&folder), &key)?;
            stores.push((store, self.open_lists(&folder)?));
        }
        Ok(stores)
    }

    /// Opens the store of one project.
    pub(crate) fn open_store(&self, project: ProjectId) -> Result<(Store, Lists), DeviceError> {
        let folder = self.folder(project);
        if !self.path(&folder).exists() {
            return Err(DeviceError::NoProject);
        }
        let key = self.master.derive("database", folder.as_bytes());
        let store = Store::open(&self.path(&folder), &key)?;
        Ok((store, self.open_lists(&folder)?))
    }
}

/// Keeps the wrapped key; the one before it stays whole until the new one is.
fn keep_key(dir: &Path, wrapped: &[u8]) -> Result<(), DeviceError> {
    let io = |e: std::io::Error| DeviceError::Store(file_error(&e));
    let part = dir.join("master.part");
    let mut file = fs::File::create(&part).map_err(io)?;
    file.write_all(wrapped).and_then(|()| file.sync_all()).map_err(io)?;
    fs::rename(&part, dir.join(KEY_FILE)).map_err(io)
}

/// Wraps the key of a profile by another vault: a new PIN. The stores are not touched.
pub(crate) fn rewrap(
    dir: &Path,
    old: &dyn KeyVault,
    new: &dyn KeyVault,
) -> Result<(), DeviceError> {
    let profile = Profile::open(dir, old)?;
    keep_key(dir, &new.wrap(&profile.master)?)
}

/// Destroys the key of a profile for ever, then deletes what it can.
///
/// The key goes first and is overwritten: after that everything else is noise, whether or not
/// deleting it works. What was sent stays at the hub.
pub(crate) fn wipe(dir: &Path, vault: &dyn KeyVault) -> Result<(), DeviceError> {
    let destroyed = vault.destroy();
    let path = dir.join(KEY_FILE);
    if let Ok(meta) = fs::metadata(&path) {
        let noise = vec![0u8; usize::try_from(meta.len()).unwrap_or(0)];
        let overwrite = fs::OpenOptions::new().write(true).open(&path);
        if let Ok(mut file) = overwrite {
            let _ = file.write_all(&noise).and_then(|()| file.sync_all());
        }
        fs::remove_file(&path).map_err(|e| DeviceError::Store(file_error(&e)))?;
    }
    let _ = fs::remove_dir_all(dir.join(PROJECTS));
    destroyed.map_err(DeviceError::Vault)
}

//! A bundle's files in a folder or a zip.

use std::collections::BTreeMap;
use std::fs;
use std::io::{Read as _, Write as _};
use std::path::{Path, PathBuf};

use saksi_domain::bundle::BundleFiles;

use crate::exit::CliError;

/// What a zip may unpack to, bytes: it lies in memory. Declared sizes are not believed.
const MAX_UNPACKED: u64 = 2 << 30;

/// A bundle opened for reading.
#[derive(Debug)]
pub enum Source {
    /// A folder.
    Folder(PathBuf),
    /// A zip, read into memory.
    Zip(BTreeMap<String, Vec<u8>>),
}

impl Source {
    pub fn open(path: &Path) -> Result<Self, CliError> {
        if path.is_dir() {
            return Ok(Self::Folder(path.to_owned()));
        }
        let file = fs::File::open(path).map_err(|e| CliError::file(path, &e))?;
        let bad = |e| CliError::input(format!("{}: not a zip ({e})", path.display()));
        let mut zip = zip::ZipArchive::new(file).map_err(bad)?;
        let mut files = BTreeMap::new();
        let mut left = MAX_UNPACKED;
        for i in 0..zip.len() {
            let entry = zip.by_index(i).map_err(bad)?;
            let name = entry.name().map_err(bad)?.into_owned();
            let mut bytes = Vec::new();
            let limited = entry.take(left + 1).read_to_end(&mut bytes);
            let size = limited.map_err(|e| CliError::file(path, &e))? as u64;
            left = left.checked_sub(size).ok_or_else(|| {
                let what = "unpacks to more than 2 GiB; unpack it and give the folder";
                CliError::input(format!("{}: {what}", path.display()))
            })?;
            files.insert(name, bytes);
        }
        Ok(Self::Zip(files))
    }
}

impl BundleFiles for Source {
    fn file(&self, name: &str) -> Option<Vec<u8>> {
        match self {
            Self::Folder(folder) => {
                let plain = name.split('/').all(|part| !part.is_empty() && part != "..");
                plain.then(|| fs::read(folder.join(name)).ok()).flatten()
            }
            Self::Zip(files) => files.file(name),
        }
    }
}

/// Writes a bundle's files into a new folder, or into a zip if the name ends in `.zip`.
#[derive(Debug)]
pub enum Sink {
    /// A folder.
    Folder(PathBuf),
    /// A zip.
    Zip(zip::ZipWriter<fs::File>, PathBuf),
}

impl Sink {
    pub fn create(path: &Path) -> Result<Self, CliError> {
        let occupied =
            path.is_file() || fs::read_dir(path).is_ok_and(|mut files| files.next().is_some());
        if occupied {
            return Err(CliError::input(format!("{} exists and is not empty", path.display())));
        }
        if path.extension().is_some_and(|ext| ext == "zip") {
            let file = fs::File::create(path).map_err(|e| CliError::file(path, &e))?;
            return Ok(Self::Zip(zip::ZipWriter::new(file), path.to_owned()));
        }
        fs::create_dir_all(path).map_err(|e| CliError::file(path, &e))?;
        Ok(Self::Folder(path.to_owned()))
    }

    pub fn put(&mut self, name: &str, bytes: &[u8]) -> Result<(), CliError> {
        match self {
            Self::Folder(folder) => {
                let path = folder.join(name);
                let made = path.parent().map_or(Ok(()), fs::create_dir_all);
                made.and_then(|()| fs::write(&path, bytes)).map_err(|e| CliError::file(&path, &e))
            }
            Self::Zip(zip, path) => {
                let options = zip::write::SimpleFileOptions::default();
                zip.start_file(name, options)
                    .map_err(std::io::Error::from)
                    .and_then(|()| zip.write_all(bytes))
                    .map_err(|e| CliError::file(path, &e))
            }
        }
    }

    pub fn finish(self) -> Result<(), CliError> {
        if let Self::Zip(zip, path) = self {
            zip.finish().map_err(|e| CliError::file(&path, &e.into()))?;
        }
        Ok(())
    }
}

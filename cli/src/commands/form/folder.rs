//! The files beside a form: the lists that it names.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{BufReader, ErrorKind};
use std::path::Path;
use std::sync::Arc;

use saksi_device::field::FormFile;
use saksi_domain::forms::Definition;
use saksi_domain::forms::lists::{CsvReader, GeoJsonReader, ItemList, MemoryList, XmlReader};
use saksi_domain::forms::session::{Beside, Lists};

use crate::exit::CliError;

/// Lists in memory, by the names of their files.
#[derive(Debug, Default)]
struct Folder(BTreeMap<String, Arc<dyn ItemList>>);

impl Lists for Folder {
    fn list(&self, name: &str) -> Option<Arc<dyn ItemList>> {
        let stem = |file: &str| file.rsplit_once('.').is_some_and(|(stem, _)| stem == name);
        self.0.iter().find(|(file, _)| *file == name || stem(file)).map(|(_, list)| list.clone())
    }
}

fn folder(form: &Path) -> &Path {
    form.parent().unwrap_or(Path::new("."))
}

/// What lies beside a form: every list that it names and that is there.
pub fn world(form: &Path, definition: &Definition) -> Beside {
    let mut lists = Folder::default();
    for name in definition.files_beside() {
        if let Some(list) = read(&folder(form).join(&name)) {
            lists.0.insert(name, list);
        }
    }
    Beside { lists: Some(Arc::new(lists)), ..Beside::default() }
}

fn read(path: &Path) -> Option<Arc<dyn ItemList>> {
    let file = BufReader::new(File::open(path).ok()?);
    let list = match path.extension().and_then(|ending| ending.to_str()) {
        Some("geojson") => MemoryList::read(&mut GeoJsonReader::new(file).ok()?),
        Some("xml") => MemoryList::read(&mut XmlReader::new(file).ok()?),
        _ => MemoryList::read(&mut CsvReader::new(file).ok()?),
    };
    Some(Arc::new(list.ok()?))
}

/// The files themselves, and the names of those that are not there. One that is there and no list
/// can be read from is an error: better told to whoever publishes it than to a monitor.
pub fn files(
    form: &Path,
    definition: &Definition,
) -> Result<(Vec<FormFile>, Vec<String>), CliError> {
    let (mut files, mut missing) = (Vec::new(), Vec::new());
    for name in definition.files_beside() {
        // What lies elsewhere is not beside it, and not to be published because a form says so.
        if name.contains(['/', '\\']) {
            missing.push(name);
            continue;
        }
        let path = folder(form).join(&name);
        match fs::read(&path) {
            Ok(_) if read(&path).is_none() => {
                return Err(CliError::input(format!("{}: no list can be read", path.display())));
            }
            Ok(bytes) => files.push(FormFile { name, bytes }),
            Err(error) if error.kind() == ErrorKind::NotFound => missing.push(name),
            Err(error) => return Err(CliError::file(&path, &error)),
        }
    }
    Ok((files, missing))
}

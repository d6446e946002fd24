//! The files beside a form: the lists, pictures, sounds and films that it names.
//!
//! They lie in the form's folder, or as ODK has it in `NAME-media` there.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{BufReader, ErrorKind};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use saksi_device::field::{FormFile, MAX_MEDIA};
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

/// Where a file of that name lies, or would.
fn find(form: &Path, name: &str) -> PathBuf {
    let folder = form.parent().unwrap_or(Path::new("."));
    let stem = form.file_stem().unwrap_or_default().to_string_lossy();
    let beside = folder.join(name);
    let within = folder.join(format!("{stem}-media")).join(name);
    if !beside.exists() && within.exists() { within } else { beside }
}

/// What lies beside a form: every list that it names and that is there.
pub fn world(form: &Path, definition: &Definition) -> Beside {
    let mut lists = Folder::default();
    for name in definition.files_beside() {
        if let Some(list) = read(&find(form, &name)) {
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

/// The files themselves, and the names of those that are not there. One that is there and of no use
/// to a phone is an error: better told to whoever publishes it than to a monitor.
pub fn files(
    form: &Path,
    definition: &Definition,
) -> Result<(Vec<FormFile>, Vec<String>), CliError> {
    let (mut files, mut missing) = (Vec::new(), Vec::new());
    let lists = definition.files_beside();
    for name in lists.iter().cloned().chain(definition.media_beside()) {
        // What lies elsewhere is not beside it, and not to be published because a form says so.
        if name.contains(['/', '\\']) {
            missing.push(name);
            continue;
        }
        let path = find(form, &name);
        match fs::read(&path) {
            Ok(bytes) if !lists.contains(&name) && bytes.len() > MAX_MEDIA => {
                let most = MAX_MEDIA >> 20;
                let what = format!("{}: more than the {most} MiB of a phone", path.display());
                return Err(CliError::input(what));
            }
            Ok(_) if lists.contains(&name) && read(&path).is_none() => {
                return Err(CliError::input(format!("{}: no list can be read", path.display())));
            }
            Ok(bytes) => files.push(FormFile { name, bytes }),
            Err(error) if error.kind() == ErrorKind::NotFound => missing.push(name),
            Err(error) => return Err(CliError::file(&path, &error)),
        }
    }
    Ok((files, missing))
}

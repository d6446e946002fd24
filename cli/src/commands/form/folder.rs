//! The files beside a form: the lists that its external instances name.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::BufReader;
use std::path::Path;
use std::sync::Arc;

use saksi_domain::forms::Definition;
use saksi_domain::forms::definition::{FileKind, InstanceData};
use saksi_domain::forms::lists::{CsvReader, GeoJsonReader, ItemList, MemoryList, XmlReader};
use saksi_domain::forms::session::{Beside, Lists};

/// Lists in memory, by the names that forms call them by.
#[derive(Debug, Default)]
struct Folder(BTreeMap<String, Arc<dyn ItemList>>);

impl Lists for Folder {
    fn list(&self, name: &str) -> Option<Arc<dyn ItemList>> {
        self.0.get(name).cloned()
    }
}

/// What lies beside a form: every list that it names and that is there.
pub fn world(form: &Path, definition: &Definition) -> Beside {
    let folder = form.parent().unwrap_or(Path::new("."));
    let mut lists = Folder::default();
    for instance in definition.instances.values() {
        let InstanceData::File { name, kind } = &instance.data else { continue };
        if let Some(list) = read(&folder.join(name), *kind) {
            lists.0.insert(instance.id.clone(), list);
        }
    }
    Beside { lists: Some(Arc::new(lists)), ..Beside::default() }
}

fn read(path: &Path, kind: FileKind) -> Option<Arc<dyn ItemList>> {
    let file = BufReader::new(File::open(path).ok()?);
    let list = match kind {
        FileKind::Csv => MemoryList::read(&mut CsvReader::new(file).ok()?),
        FileKind::GeoJson => MemoryList::read(&mut GeoJsonReader::new(file).ok()?),
        FileKind::Xml => MemoryList::read(&mut XmlReader::new(file).ok()?),
    };
    Some(Arc::new(list.ok()?))
}

//! The secondary instances of a form, ready to be read: documents and lists, by number; and the
//! files that are looked up by name.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use super::beside::Beside;
use crate::forms::definition::{Definition, InstanceData};
use crate::forms::lists::{Filter, ItemList, ListError, ListPart, Page, RowSet};
use crate::forms::xml::{self, Document, Limits};

/// A secondary instance.
#[derive(Debug, Clone)]
pub(super) enum Source {
    Document(Arc<Document>),
    List(Arc<WatchedList>),
}

/// A list that remembers that it once did not answer (a damaged page, a full memory). From then on
/// nobody can say what it offers, which is told as if it were not here: an answer is never given up
/// because of it. A form that is opened again asks it again.
#[derive(Debug)]
pub(super) struct WatchedList {
    list: Arc<dyn ItemList>,
    is_silent: AtomicBool,
}

impl WatchedList {
    fn new(list: Arc<dyn ItemList>) -> Arc<Self> {
        Arc::new(Self { list, is_silent: AtomicBool::new(false) })
    }

    fn answers(&self) -> bool {
        !self.is_silent.load(Ordering::Relaxed)
    }

    fn watch<T>(&self, answer: Result<T, ListError>) -> Result<T, ListError> {
        if matches!(answer, Err(ListError::Store(_))) {
            self.is_silent.store(true, Ordering::Relaxed);
        }
        answer
    }
}

impl ItemList for WatchedList {
    fn columns(&self) -> &[String] {
        self.list.columns()
    }

    fn len(&self) -> u64 {
        self.list.len()
    }

    fn select(&self, filter: &Filter, page: Page) -> Result<Vec<u64>, ListError> {
        self.watch(self.list.select(filter, page))
    }

    fn count(&self, filter: &Filter) -> Result<u64, ListError> {
        self.watch(self.list.count(filter))
    }

    fn cell(&self, row: u64, column: usize) -> Result<Option<Arc<str>>, ListError> {
        self.watch(self.list.cell(row, column))
    }

    fn row(&self, row: u64) -> Result<Vec<Option<Arc<str>>>, ListError> {
        self.watch(self.list.row(row))
    }

    fn holding(&self, columns: &[usize], text: &str) -> Result<RowSet, ListError> {
        self.watch(self.list.holding(columns, text))
    }

    fn column(&self, name: &str) -> Option<usize> {
        self.list.column(name)
    }
}

/// All secondary instances that are there, by id, and the files that are looked up, by name.
#[derive(Debug, Default)]
pub(super) struct Sources {
    instances: Vec<(String, Source)>,
    files: BTreeMap<String, Arc<WatchedList>>,
}

impl Sources {
    pub(super) fn new(definition: &Definition, world: &Beside) -> Self {
        let mut all = Self::default();
        for (id, instance) in &definition.instances {
            let source = match &instance.data {
                InstanceData::Internal(document, _) => Some(Source::Document(document.clone())),
                InstanceData::File { name, .. } => world
                    .file(name)
                    .or_else(|| world.list(id))
                    .map(WatchedList::new)
                    .map(Source::List),
                InstanceData::Sheet(list) => Some(Source::List(WatchedList::new(list.clone()))),
                InstanceData::LastSaved => world.last_saved.as_ref().and_then(|text| {
                    let document = xml::parse(text.as_bytes(), &Limits::default()).ok()?;
                    Some(Source::Document(Arc::new(document)))
                }),
                InstanceData::Blank => None,
            };
            all.instances.extend(source.map(|source| (id.clone(), source)));
        }
        let queries = definition.controls.iter().filter_map(|control| control.query.as_ref());
        for name in queries.filter_map(|query| query.expr.instance()) {
            if all.find(name).is_none() {
                let list = world.list(name).or_else(|| part_of_itemsets(world, name));
                all.instances.extend(
                    list.map(|list| (name.to_owned(), Source::List(WatchedList::new(list)))),
                );
            }
        }
        for name in definition.files_beside() {
            let stem = name.strip_suffix(".csv").unwrap_or(&name);
            if all.find(stem).is_none() {
                let list = world.file(&name).map(WatchedList::new);
                all.files.extend(list.map(|list| (stem.to_owned(), list)));
            }
        }
        all
    }

    pub(super) fn find(&self, id: &str) -> Option<u16> {
        let at = self.instances.iter().position(|(known, _)| known == id)?;
        u16::try_from(at).ok()
    }

    pub(super) fn get(&self, at: u16) -> &Source {
        &self.instances[usize::from(at)].1
    }

    pub(super) fn list(&self, at: u16) -> Option<&Arc<WatchedList>> {
        if let Source::List(list) = self.get(at) { Some(list) } else { None }
    }

    /// Is it here, and did it answer whenever it was asked?
    pub(super) fn answers(&self, id: &str) -> bool {
        let found = self.find(id).map(|at| self.get(at));
        found.is_some_and(|source| match source {
            Source::Document(_) => true,
            Source::List(list) => list.answers(),
        })
    }

    /// The list in a file, by its name with its ending or without: an instance, or beside the form.
    pub(super) fn file(&self, name: &str, world: &Beside) -> Option<Arc<WatchedList>> {
        let stem = name.strip_suffix(".csv").unwrap_or(name);
        if let Some(list) = self.find(stem).and_then(|at| self.list(at)) {
            return Some(list.clone());
        }
        // A name that an expression makes is known only now.
        self.files.get(stem).cloned().or_else(|| world.file(name).map(WatchedList::new))
    }

    /// The same, if it answered whenever it was asked.
    pub(super) fn answers_file(&self, name: &str, world: &Beside) -> bool {
        self.file(name, world).is_some_and(|list| list.answers())
    }
}

/// ODK keeps the lists of all queries in one file, each row with the name of its list.
fn part_of_itemsets(world: &Beside, name: &str) -> Option<Arc<dyn ItemList>> {
    let part = ListPart::new(world.file("itemsets.csv")?, "list_name", name)?;
    Some(Arc::new(part))
}

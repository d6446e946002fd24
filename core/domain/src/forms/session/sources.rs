//! The secondary instances of a form, ready to be read: documents and lists, by number.

use std::sync::Arc;

use super::beside::Beside;
use crate::forms::definition::{Definition, InstanceData};
use crate::forms::lists::{ItemList, ListPart};
use crate::forms::xml::{self, Document, Limits};

/// A secondary instance.
#[derive(Debug, Clone)]
pub(super) enum Source {
    Document(Arc<Document>),
    List(Arc<dyn ItemList>),
}

/// All secondary instances that are there, by id.
#[derive(Debug, Clone, Default)]
pub(super) struct Sources(Vec<(String, Source)>);

impl Sources {
    pub(super) fn new(definition: &Definition, world: &Beside) -> Self {
        let mut all = Self::default();
        for (id, instance) in &definition.instances {
            let source = match &instance.data {
                InstanceData::Internal(document, _) => Some(Source::Document(document.clone())),
                InstanceData::File { name, .. } => {
                    world.file(name).or_else(|| world.list(id)).map(Source::List)
                }
                InstanceData::Sheet(list) => Some(Source::List(list.clone())),
                InstanceData::LastSaved => world.last_saved.as_ref().and_then(|text| {
                    let document = xml::parse(text.as_bytes(), &Limits::default()).ok()?;
                    Some(Source::Document(Arc::new(document)))
                }),
                InstanceData::Blank => None,
            };
            all.0.extend(source.map(|source| (id.clone(), source)));
        }
        let queries = definition.controls.iter().filter_map(|control| control.query.as_ref());
        for name in queries.filter_map(|query| query.expr.instance()) {
            if all.find(name).is_none() {
                let list = world.list(name).or_else(|| part_of_itemsets(world, name));
                all.0.extend(list.map(|list| (name.to_owned(), Source::List(list))));
            }
        }
        all
    }

    pub(super) fn find(&self, id: &str) -> Option<u16> {
        let at = self.0.iter().position(|(known, _)| known == id)?;
        u16::try_from(at).ok()
    }

    pub(super) fn get(&self, at: u16) -> &Source {
        &self.0[usize::from(at)].1
    }

    pub(super) fn list(&self, at: u16) -> Option<&Arc<dyn ItemList>> {
        if let Source::List(list) = self.get(at) { Some(list) } else { None }
    }
}

/// ODK keeps the lists of all queries in one file, each row with the name of its list.
fn part_of_itemsets(world: &Beside, name: &str) -> Option<Arc<dyn ItemList>> {
    let part = ListPart::new(world.file("itemsets.csv")?, "list_name", name)?;
    Some(Arc::new(part))
}

//! The secondary instances of a form, ready to be read: documents and lists, by number.

use std::sync::Arc;

use super::beside::Beside;
use crate::forms::definition::{Definition, InstanceData};
use crate::forms::lists::ItemList;
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
        let mut all = Vec::new();
        for (id, instance) in &definition.instances {
            let source = match &instance.data {
                InstanceData::Internal(document, _) => Some(Source::Document(document.clone())),
                InstanceData::File { name, .. } => {
                    let stem = name.rsplit_once('.').map_or(name.as_str(), |(stem, _)| stem);
                    let list = world.list(id).or_else(|| world.list(name));
                    list.or_else(|| world.list(stem)).map(Source::List)
                }
                InstanceData::LastSaved => world.last_saved.as_ref().and_then(|text| {
                    let document = xml::parse(text.as_bytes(), &Limits::default()).ok()?;
                    Some(Source::Document(Arc::new(document)))
                }),
                InstanceData::Blank => None,
            };
            all.extend(source.map(|source| (id.clone(), source)));
        }
        Self(all)
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

//! What lies beside a form: large lists by name, and what is known of the device.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use crate::forms::lists::ItemList;

/// The lists beside a form, by the names of their files without ending or of their instances.
pub trait Lists: Send + Sync + fmt::Debug {
    /// The list of that name; none if it is not on this device.
    fn list(&self, name: &str) -> Option<Arc<dyn ItemList>>;
}

/// What lies beside a form.
#[derive(Debug, Clone, Default)]
pub struct Beside {
    /// Lists; none: every external instance is empty.
    pub lists: Option<Arc<dyn Lists>>,
    /// Properties that preloads ask for (`phonenumber`, `email`, …), beside the member's
    /// pseudonym for `deviceid` and `username`.
    pub properties: BTreeMap<String, String>,
    /// The instance as it was last saved, for `jr://instance/last-saved`: XML.
    pub last_saved: Option<Arc<str>>,
}

impl Beside {
    pub(super) fn property(&self, name: &str) -> Option<String> {
        self.properties.get(name).cloned()
    }

    pub(super) fn list(&self, name: &str) -> Option<Arc<dyn ItemList>> {
        self.lists.as_ref()?.list(name)
    }

    /// The list in a file, by its name with or without its ending.
    pub(super) fn file(&self, name: &str) -> Option<Arc<dyn ItemList>> {
        let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
        self.list(name).or_else(|| self.list(stem))
    }
}

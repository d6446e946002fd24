//! Parameters of an address, read one by one; an unknown or repeated one is refused.

use std::collections::BTreeMap;
use std::str::FromStr;

use crate::problem::{HubError, Refusal};

/// The parameters of a request.
pub(crate) struct Query(BTreeMap<String, String>);

impl Query {
    /// Reads them. Values are hex, numbers and words: nothing that would need escaping.
    pub(crate) fn read(query: Option<&str>, known: &[&str]) -> Result<Self, HubError> {
        let mut read = BTreeMap::new();
        for pair in query.unwrap_or_default().split('&').filter(|pair| !pair.is_empty()) {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            let known = known.contains(&name);
            if !known || read.insert(name.to_owned(), value.to_owned()).is_some() {
                let detail = format!("query: each of {} at most once", known_names(known, name));
                return Err(HubError::new(Refusal::MalformedQuery, detail));
            }
        }
        Ok(Self(read))
    }

    /// A parameter, if it is there.
    pub(crate) fn get<T: FromStr>(&self, name: &str) -> Result<Option<T>, HubError> {
        let wrong =
            || HubError::new(Refusal::MalformedQuery, format!("query: {name} is not readable"));
        self.0.get(name).map(|value| value.parse().map_err(|_| wrong())).transpose()
    }

    /// A parameter that must be there.
    pub(crate) fn need<T: FromStr>(&self, name: &str) -> Result<T, HubError> {
        let missing =
            || HubError::new(Refusal::MalformedQuery, format!("query: {name} is missing"));
        self.get(name)?.ok_or_else(missing)
    }
}

fn known_names(known: bool, name: &str) -> String {
    if known { name.to_owned() } else { "the named parameters".to_owned() }
}

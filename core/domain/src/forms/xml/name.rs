//! Names of elements and attributes, and where things of a document come from.

use crate::forms::problem::CellPlace;

/// The namespace of the prefix `xml`, which needs no declaration.
pub(super) const XML: &str = "http://www.w3.org/XML/1998/namespace";
/// The namespace of `xmlns` itself.
pub(super) const XMLNS: &str = "http://www.w3.org/2000/xmlns/";

/// A name with its namespace. Two names are the same thing if namespace and local part are.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct XmlName {
    /// As written before the colon; empty if there is none.
    pub prefix: String,
    /// As written after the colon.
    pub local: String,
    /// The namespace's URI; empty if there is none.
    pub namespace: String,
}

impl XmlName {
    /// A name in no namespace.
    #[must_use]
    pub fn plain(local: &str) -> Self {
        Self::new("", local, "")
    }

    /// A name with all its parts.
    #[must_use]
    pub fn new(prefix: &str, local: &str, namespace: &str) -> Self {
        Self { prefix: prefix.to_owned(), local: local.to_owned(), namespace: namespace.to_owned() }
    }

    /// The name as it is written: `jr:itext`.
    #[must_use]
    pub fn qualified(&self) -> String {
        if self.prefix.is_empty() {
            self.local.clone()
        } else {
            format!("{}:{}", self.prefix, self.local)
        }
    }

    /// Is it this local name in this namespace?
    #[must_use]
    pub fn is(&self, namespace: &str, local: &str) -> bool {
        self.local == local && self.namespace == namespace
    }
}

/// Where a part of a document comes from, for messages.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Origin {
    /// Made by the program.
    #[default]
    Nowhere,
    /// A place in the text that was read, both from 1; columns are characters.
    Text {
        /// The line.
        line: u32,
        /// The character in it.
        column: u32,
    },
    /// A cell of an XLSForm.
    Cell(CellPlace),
}

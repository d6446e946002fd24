//! Secondary instances: data beside the answers, in the form or in files next to it.

use std::sync::Arc;

use super::lists::MemoryList;
use super::xml::{Document, Origin, XmlId};

/// The kind of a file beside a form, by its scheme and ending.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileKind {
    /// Comma-separated text (`jr://file-csv/…`, or `.csv`).
    Csv,
    /// XML.
    Xml,
    /// GeoJSON (`.geojson`).
    GeoJson,
}

/// Where the data of a secondary instance are.
#[derive(Debug, Clone, PartialEq)]
pub enum InstanceData {
    /// In the form: a document of its own, and its root element.
    Internal(Arc<Document>, XmlId),
    /// In a file beside the form, by its name without the scheme.
    File {
        /// The name as the manifest has it.
        name: String,
        /// What is in it.
        kind: FileKind,
    },
    /// On the sheet external_choices of the form's workbook.
    Sheet(Arc<MemoryList>),
    /// The answers of the last time the form was saved (`jr://instance/last-saved`).
    LastSaved,
    /// Nowhere: an address that no client reads; it is blank.
    Blank,
}

/// A secondary instance.
#[derive(Debug, Clone, PartialEq)]
pub struct SecondaryInstance {
    /// Its id, as `instance('…')` names it.
    pub id: String,
    /// Where its data are.
    pub data: InstanceData,
    /// Does any expression name it? One that nobody names is never read.
    pub used: bool,
    /// Where it stands.
    pub origin: Origin,
}

//! What the manifest says of the record, as read from the submission; and the key in a form.

use super::EncryptionError;
use crate::forms::xml::{Document, Limits, XmlId, parse};

/// Of which form a record is, and which record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EncryptedRecord {
    /// The `id` of the form.
    pub form: String,
    /// The `version`, if the form has one.
    pub version: Option<String>,
    /// The `instanceID`.
    pub instance_id: String,
}

impl EncryptedRecord {
    /// Reads the root's `id` and `version` and `meta/instanceID` of a submission. Namespaces are
    /// not looked at: forms put `meta` in OpenRosa's, in none, or in their own.
    ///
    /// # Errors
    /// [`EncryptionError::Xml`] or [`EncryptionError::Record`].
    pub fn of_submission(xml: &[u8]) -> Result<Self, EncryptionError> {
        let document = read(xml)?;
        let root = document.root_element().ok_or(EncryptionError::Record("id"))?;
        let id = child(&document, root, "meta").and_then(|m| child(&document, m, "instanceID"));
        let instance_id = id.map(|id| document.string_value(id).trim().to_owned());
        let attribute = |name| document.attribute(root, "", name).map(str::to_owned);
        let form = attribute("id").unwrap_or_default();
        let version = attribute("version").filter(|version| !version.is_empty());
        Self { form, version, instance_id: instance_id.unwrap_or_default() }.checked()
    }

    /// The record itself, if every text is there and stays on its line of the signature.
    pub(super) fn checked(self) -> Result<Self, EncryptionError> {
        let fits = |text: &str| !text.is_empty() && !text.contains(char::is_control);
        if !fits(&self.form) {
            return Err(EncryptionError::Record("id"));
        }
        if !self.version.as_deref().is_none_or(fits) {
            return Err(EncryptionError::Record("version"));
        }
        if !fits(&self.instance_id) {
            return Err(EncryptionError::Record("instanceID"));
        }
        Ok(self)
    }
}

fn read(xml: &[u8]) -> Result<Document, EncryptionError> {
    parse(xml, &Limits::default()).map_err(|error| EncryptionError::Xml(error.line, error.column))
}

fn child(document: &Document, parent: XmlId, name: &str) -> Option<XmlId> {
    document.children(parent).find(|id| is(document, *id, name))
}

fn is(document: &Document, id: XmlId, name: &str) -> bool {
    document.is_element(id) && document.name(id).local == name
}

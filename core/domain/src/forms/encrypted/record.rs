//! What the manifest says of the record, as read from the submission; and the key in a form.

use roxmltree::{Document, Node, ParsingOptions};

use super::EncryptionError;

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
    /// Reads the root's `id` and `version` and `meta/instanceID` of a submission.
    ///
    /// # Errors
    /// [`EncryptionError::Xml`] or [`EncryptionError::Record`].
    pub fn of_submission(xml: &[u8]) -> Result<Self, EncryptionError> {
        let text = utf8(xml)?;
        let document = parse(text)?;
        let root = document.root_element();
        let id = child(root, "meta").and_then(|meta| child(meta, "instanceID"));
        let instance_id = id.and_then(|node| node.text()).unwrap_or_default().trim().to_owned();
        let form = root.attribute("id").unwrap_or_default().to_owned();
        let version = root.attribute("version").filter(|v| !v.is_empty()).map(str::to_owned);
        Self { form, version, instance_id }.checked()
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

/// The `base64RsaPublicKey` of an XForm; `None` for a form that asks for no encryption.
///
/// # Errors
/// [`EncryptionError::Xml`].
pub fn key_of_form(xml: &[u8]) -> Result<Option<String>, EncryptionError> {
    let document = parse(utf8(xml)?)?;
    let mut keys = document.descendants().filter(|node| node.has_tag_name_of("submission"));
    let key = keys.find_map(|node| node.attribute("base64RsaPublicKey"));
    Ok(key.filter(|key| !key.trim().is_empty()).map(str::to_owned))
}

/// No DTD, so no entity unfolds; the number of nodes is bounded.
fn parse(text: &str) -> Result<Document<'_>, EncryptionError> {
    let options = ParsingOptions { allow_dtd: false, nodes_limit: 4_000_000, ..Default::default() };
    Document::parse_with_options(text, options).map_err(|error| {
        let at = error.pos();
        EncryptionError::Xml(at.row, at.col)
    })
}

fn utf8(xml: &[u8]) -> Result<&str, EncryptionError> {
    let text = std::str::from_utf8(xml).map_err(|error| {
        let line = xml[..error.valid_up_to()].iter().filter(|byte| **byte == b'\n').count();
        EncryptionError::Xml(u32::try_from(line).unwrap_or(u32::MAX).saturating_add(1), 1)
    })?;
    Ok(text.strip_prefix('\u{feff}').unwrap_or(text))
}

fn child<'a>(node: Node<'a, 'a>, name: &str) -> Option<Node<'a, 'a>> {
    node.children().find(|child| child.has_tag_name_of(name))
}

/// A name whatever its namespace: forms put `meta` in OpenRosa's, in none, or in their own.
trait AnyNamespace {
    fn has_tag_name_of(&self, name: &str) -> bool;
}

impl AnyNamespace for Node<'_, '_> {
    fn has_tag_name_of(&self, name: &str) -> bool {
        self.is_element() && self.tag_name().name() == name
    }
}

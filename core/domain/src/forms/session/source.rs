//! Finding a form's nodes in XML: in its own instance, and in a filled-in one.

use crate::forms::definition::Node;
use crate::forms::xml::{Document, XmlId};

const JAVAROSA: &str = "http://openrosa.org/javarosa";

/// The value of an attribute that is a node, on its element.
pub(super) fn attribute<'a>(source: &'a Document, on: XmlId, node: &Node) -> Option<&'a str> {
    let name = node.name.strip_prefix('@')?;
    let mut attributes = source.attributes(on);
    attributes.find(|attribute| attribute.name.local == name).map(|attribute| attribute.value)
}

/// Is it the template of a repeat, which is no row itself?
pub(super) fn is_template(source: &Document, element: XmlId) -> bool {
    source.attribute(element, JAVAROSA, "template").is_some()
}

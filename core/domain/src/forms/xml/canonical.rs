//! Documents written so that two that say the same are the same text.
//!
//! As Canonical XML 1.0 without comments: declarations only where they change something, sorted
//! by prefix, then attributes sorted by namespace and name, no empty tags. Prefixes are kept.

use super::document::{Document, XmlId, XmlKind};
use super::traverse::Visit;
use super::write::{escape_attribute, escape_text};

impl Document {
    /// The document in canonical form; comments are left out.
    #[must_use]
    pub fn canonical(&self) -> String {
        self.canonical_of(Self::ROOT, false)
    }

    /// [`Document::canonical`] without texts of blanks only and without blanks round texts, so
    /// that indentation does not count.
    #[must_use]
    pub fn canonical_trimmed(&self) -> String {
        self.canonical_of(Self::ROOT, true)
    }

    /// One element in canonical form.
    #[must_use]
    pub fn canonical_of(&self, top: XmlId, trimmed: bool) -> String {
        let mut out = String::new();
        for visit in self.visits(top) {
            match visit {
                Visit::Enter(id) => match self.kind(id) {
                    XmlKind::Element => self.canonical_open(id, id == top, &mut out),
                    XmlKind::Text(text) => {
                        escape_text(&mut out, if trimmed { text.trim() } else { text });
                    }
                    XmlKind::Instruction { target, text } => {
                        out.push_str(&format!("<?{target} {text}?>"));
                    }
                    XmlKind::Document | XmlKind::Comment(_) => {}
                },
                Visit::Leave(id) if self.is_element(id) => {
                    out.push_str(&format!("</{}>", self.name(id).qualified()));
                }
                Visit::Leave(_) => {}
            }
        }
        out
    }

    fn canonical_open(&self, id: XmlId, is_top: bool, out: &mut String) {
        out.push('<');
        out.push_str(&self.name(id).qualified());
        let above = |prefix: &str| {
            self.parent(id).filter(|_| !is_top).and_then(|parent| self.namespace_of(parent, prefix))
        };
        let mut declared: Vec<(&str, &str)> = self
            .declarations(id)
            .filter(|(prefix, uri)| above(prefix).unwrap_or_default() != *uri)
            .collect();
        declared.sort_unstable();
        for (prefix, uri) in declared {
            out.push_str(if prefix.is_empty() { " xmlns" } else { " xmlns:" });
            out.push_str(prefix);
            out.push_str("=\"");
            escape_attribute(out, uri);
            out.push('"');
        }
        let mut attributes: Vec<_> = self.attributes(id).collect();
        attributes.sort_by_key(|a| (&a.name.namespace, &a.name.local));
        for attribute in attributes {
            out.push_str(&format!(" {}=\"", attribute.name.qualified()));
            escape_attribute(out, attribute.value);
            out.push('"');
        }
        out.push('>');
    }
}

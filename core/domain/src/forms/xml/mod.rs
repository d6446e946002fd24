//! XML as a tree: what an XForm is read into, what an XLSForm is turned into, what instances are.
//!
//! [`parse`] reads bounded input into a [`Document`], an arena in document order; `Document`'s
//! building half makes one element by element; [`Document::to_xml`] writes it and
//! [`Document::canonical`] writes it so that two documents can be compared. Every element,
//! attribute and text knows its [`Origin`]: a line of a text or a cell of a sheet. What the
//! elements mean is for `xform`; expressions over the tree are in `xpath`.
//!
//! DTD entities are refused: only the five of XML and character references are known.
//!
//! # Examples
//!
//! ```
//! use saksi_domain::forms::xml::{Document, Limits, Origin, Style, XmlName, parse};
//! let read = parse(b"<a x='1'>b<!--c--></a>", &Limits::default()).unwrap();
//! let root = read.root_element().unwrap();
//! assert_eq!((read.string_value(root), read.attribute(root, "", "x")), ("b".into(), Some("1")));
//! let mut built = Document::new();
//! let a = built.add_element(Document::ROOT, XmlName::plain("a"), Origin::Nowhere);
//! built.set_attribute(a, XmlName::plain("x"), "1", Origin::Nowhere);
//! built.add_text(a, "b", Origin::Nowhere);
//! built.add_comment(a, "c", Origin::Nowhere);
//! assert_eq!(built.to_xml(Style::Compact), read.to_xml(Style::Compact));
//! ```

mod build;
mod canonical;
mod document;
mod limits;
mod name;
mod read;
mod scan;
mod tag;
#[cfg(test)]
mod tests;
mod traverse;
mod write;

pub use document::{Attribute, Document, XmlId, XmlKind};
pub use limits::{Limits, XmlError, XmlFault};
pub use name::{Origin, XmlName};
pub use read::parse;
pub use write::Style;

//! How much is read before a document is refused, and why one is refused.

use std::fmt;

/// The most that [`super::parse`] takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Length of the text in bytes.
    pub bytes: usize,
    /// Elements within elements.
    pub depth: usize,
    /// Elements, attributes, namespace declarations, texts, comments and instructions together.
    pub nodes: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self { bytes: 64 << 20, depth: 512, nodes: 4_000_000 }
    }
}

/// A text is no document that is taken: where and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct XmlError {
    /// The line, from 1.
    pub line: u32,
    /// The character in the line, from 1.
    pub column: u32,
    /// Why.
    pub kind: XmlFault,
}

/// Why a text is no document that is taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum XmlFault {
    /// Longer than [`Limits::bytes`].
    TooLong,
    /// Deeper than [`Limits::depth`].
    TooDeep,
    /// More nodes than [`Limits::nodes`].
    TooMany,
    /// Not UTF-8 (or UTF-16 with a byte order mark, or the ISO-8859-1 that it declares).
    Encoding,
    /// A character that XML does not know.
    BadCharacter(char),
    /// A document type with a body, so that entities could be declared.
    DocumentType,
    /// An entity besides the five of XML, or a character reference to no character.
    UnknownEntity(String),
    /// A prefix that nobody declared.
    UnknownPrefix(String),
    /// Not a name.
    BadName(String),
    /// The same attribute twice.
    DuplicateAttribute(String),
    /// An end tag that ends nothing or another element: expected, found.
    Mismatch {
        /// The element that is open; empty if none is.
        expected: String,
        /// The end tag.
        found: String,
    },
    /// The text ends within this element, or before there is one (then empty).
    Unfinished(String),
    /// Text or a second element beside the root element.
    OutsideRoot,
    /// A tag, comment or instruction that cannot be read.
    Syntax,
}

impl fmt::Display for XmlFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooLong => f.write_str("the text is too long"),
            Self::TooDeep => f.write_str("elements are nested too deep"),
            Self::TooMany => f.write_str("there are too many elements"),
            Self::Encoding => f.write_str("the text is not UTF-8"),
            Self::BadCharacter(c) => write!(f, "U+{:04X} may not stand in XML", u32::from(*c)),
            Self::DocumentType => f.write_str("a document type with declarations is not taken"),
            Self::UnknownEntity(name) => write!(f, "&{name}; is not known"),
            Self::UnknownPrefix(prefix) => write!(f, "prefix {prefix}: is not declared"),
            Self::BadName(name) => write!(f, "\"{name}\" is not a name"),
            Self::DuplicateAttribute(name) => write!(f, "attribute {name} stands twice"),
            Self::Mismatch { expected, found } => write!(f, "</{found}> where {expected} is open"),
            Self::Unfinished(name) => write!(f, "the text ends before </{name}>"),
            Self::OutsideRoot => f.write_str("something stands beside the root element"),
            Self::Syntax => f.write_str("a tag cannot be read"),
        }
    }
}

impl fmt::Display for XmlError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}, character {}: {}", self.line, self.column, self.kind)
    }
}

impl std::error::Error for XmlError {}

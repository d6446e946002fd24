//! Encrypted submissions as ODK's servers take them: the XML and its files sealed to the form's
//! RSA key, under a manifest that travels in the clear.
//!
//! For exchange with ODK Central and its like only. The format has no authentication: whoever has
//! the public key can make such a record, and a changed file shows only by the MD5 in a text that
//! anyone can make too. Saksi's own files go by [`crate::evidence::seal`]. Nothing is decrypted
//! here: the private key is the server's. [`EncryptionKey`] and [`EncryptedRecord`] say for whom
//! and what, [`SubmissionEncryptor`] takes the files in order.
//!
//! Source: ODK XForms specification, "Encryption". Bytes: `docs/formats/forms.md`.
//!
//! # Examples
//!
//! A record with one photo, as far as there is a key:
//!
//! ```
//! use saksi_domain::forms::encrypted::*;
//! # fn run(base64: &str, chance: &[u8; CHANCE]) -> Result<String, EncryptionError> {
//! let key = EncryptionKey::from_base64(base64)?;
//! let xml = br#"<d id="F1" version="3"><meta><instanceID>uuid:1</instanceID></meta></d>"#;
//! let record = EncryptedRecord::of_submission(xml)?;
//! let mut encryptor = SubmissionEncryptor::begin(record, &key, chance)?;
//! let (mut photo, mut sealed) = (Vec::new(), Vec::new());
//! encryptor.media("gate.jpg", &b"JPEG"[..], &mut photo)?;
//! encryptor.finish(xml, &mut sealed) // the manifest; `sealed` is submission.xml.enc
//! # }
//! ```

mod key;
mod record;
mod seal;
#[cfg(test)]
mod tests;

use std::{fmt, io};

pub use key::EncryptionKey;
pub use record::EncryptedRecord;
pub use seal::SubmissionEncryptor;

/// How many random bytes one record takes: its AES key, and one OAEP seed each for that key and
/// for the signature. Never twice the same.
pub const CHANCE: usize = 96;

/// The name under which the encrypted XML is sent; the specification's and Collect's.
pub const XML_FILE: &str = "submission.xml.enc";

/// Why there is no encrypted submission.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum EncryptionError {
    /// The form's key is not base64 of an RSA public key (X.509) of 1024 to 8192 bits.
    Key,
    /// The XML cannot be read; line and column.
    Xml(u32, u32),
    /// The record lacks a text, or has one that breaks a line: `id`, `version` or `instanceID`.
    Record(&'static str),
    /// A file's name is empty, a path, or taken.
    Name(String),
    /// Bytes could not be read or written.
    Io(io::ErrorKind),
}

impl fmt::Display for EncryptionError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Key => {
                f.write_str("the form's key is not an RSA public key of 1024 to 8192 bits")
            }
            Self::Xml(line, column) => write!(f, "not readable as XML at {line}:{column}"),
            Self::Record(what) => write!(f, "the record's {what} is missing or breaks a line"),
            Self::Name(name) => write!(f, "{name:?} cannot name a file of the record"),
            Self::Io(kind) => write!(f, "a file could not be read or written: {kind}"),
        }
    }
}

impl std::error::Error for EncryptionError {}

impl From<io::Error> for EncryptionError {
    fn from(error: io::Error) -> Self {
        Self::Io(error.kind())
    }
}

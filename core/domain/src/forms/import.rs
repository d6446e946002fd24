//! Form files: from bytes to a [`Definition`], whatever kind of file it is.
//!
//! Sheets become an XForm on the way ([`super::xlsform`]), so that every kind of file is compiled by
//! the same code ([`super::xform`]). All problems are found in one reading and returned together,
//! each with its place.

use sha2::{Digest as _, Sha256};

use super::definition::Definition;
use super::problem::FormError;
use super::xform;
use super::xlsform::{self, Workbook};
use crate::journal::Digest;

fn digest(bytes: &[u8]) -> Digest {
    Digest(Sha256::digest(bytes).into())
}

/// Compiles a form by what its bytes are: an `.xlsx` file, the XML of an XForm, three sheets as CSV
/// with a zero byte between (survey, choices, settings), one CSV text with all sheets, or Markdown
/// tables.
///
/// # Errors
/// Everything that is wrong with the form, in reading order, warnings included.
pub fn from_bytes(bytes: &[u8]) -> Result<Definition, Vec<FormError>> {
    let text = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let first = text.iter().find(|byte| !byte.is_ascii_whitespace());
    if bytes.starts_with(b"PK") {
        from_xlsx(bytes)
    } else if first == Some(&b'<') {
        xform::from_xml(bytes, digest(bytes))
    } else if first == Some(&b'|') {
        from_markdown(bytes)
    } else if bytes.contains(&0) {
        let mut sheets = bytes.split(|byte| *byte == 0);
        let mut next = || sheets.next().unwrap_or_default();
        from_csv(next(), next(), next())
    } else {
        from_book(&Workbook::from_csv(bytes)?, digest(bytes))
    }
}

/// Compiles an XLSForm from the bytes of an `.xlsx` file.
///
/// # Errors
/// As [`from_bytes`].
pub fn from_xlsx(bytes: &[u8]) -> Result<Definition, Vec<FormError>> {
    from_book(&Workbook::from_xlsx(bytes)?, digest(bytes))
}

/// Compiles an XLSForm from Markdown tables.
///
/// # Errors
/// As [`from_bytes`].
pub fn from_markdown(bytes: &[u8]) -> Result<Definition, Vec<FormError>> {
    from_book(&Workbook::from_markdown(bytes)?, digest(bytes))
}

/// Compiles an XLSForm from its three sheets as CSV (UTF-8). `choices` and `settings` may be empty.
///
/// # Errors
/// As [`from_bytes`].
pub fn from_csv(
    survey: &[u8],
    choices: &[u8],
    settings: &[u8],
) -> Result<Definition, Vec<FormError>> {
    let mut sheets = vec![("survey", survey)];
    sheets.extend(
        [("choices", choices), ("settings", settings)].iter().filter(|(_, b)| !b.is_empty()),
    );
    let mut hash = Sha256::new();
    for bytes in [survey, &[0], choices, &[0], settings] {
        hash.update(bytes);
    }
    from_book(&Workbook::from_sheets(&sheets)?, Digest(hash.finalize().into()))
}

/// Compiles a workbook that was read before.
///
/// # Errors
/// As [`from_bytes`].
pub fn from_book(book: &Workbook, hash: Digest) -> Result<Definition, Vec<FormError>> {
    let (document, notes) = xlsform::document(book)?;
    let mut definition = match xform::compile(&document, hash) {
        Ok(definition) => definition,
        Err(mut problems) => {
            problems.extend(notes.warnings);
            problems.sort_by(|a, b| a.place.cmp(&b.place));
            return Err(problems);
        }
    };
    definition.warnings.extend(notes.warnings);
    definition.warnings.sort_by(|a, b| a.place.cmp(&b.place));
    Ok(definition)
}

//! From a file to a [`Definition`], whatever kind of form it is.
//!
//! An XLSForm (`.xlsx`, CSV, Markdown) becomes an XForm first ([`super::xlsform`]); every XForm is
//! compiled by [`super::xform`]. All problems of both steps are found in one reading and returned
//! together, each with its cell or its place in the XML.

use sha2::{Digest as _, Sha256};

use super::definition::Definition;
use super::problem::{FormError, Severity};
use super::xform;
use super::xlsform::{self, Notes, Workbook};
use crate::journal::Digest;

/// What a file is, by its first bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FormFile {
    /// An Excel workbook.
    Xlsx,
    /// The XML of an XForm.
    XForm,
    /// Markdown tables.
    Markdown,
    /// All sheets in one CSV text.
    Csv,
}

impl FormFile {
    /// Sniffs. What is nothing else is taken for CSV.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Self {
        if bytes.starts_with(b"PK") {
            return Self::Xlsx;
        }
        let utf16 = bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]);
        let text = bytes.strip_prefix(&[0xef, 0xbb, 0xbf]).unwrap_or(bytes);
        match text.iter().find(|byte| !byte.is_ascii_whitespace()) {
            _ if utf16 => Self::XForm,
            Some(b'<') => Self::XForm,
            Some(b'|' | b'#') => Self::Markdown,
            _ => Self::Csv,
        }
    }
}

/// Compiles a form from the bytes of a file, whatever it is; `name` (without its ending) is the
/// id of a form that has none.
///
/// # Errors
/// Everything that is wrong with the form, in reading order, warnings included.
pub fn from_bytes(bytes: &[u8], name: Option<&str>) -> Result<Definition, Vec<FormError>> {
    let hash = Digest(Sha256::digest(bytes).into());
    let book = match FormFile::of(bytes) {
        FormFile::XForm => return xform::from_xml(bytes, hash),
        FormFile::Xlsx => Workbook::from_xlsx(bytes)?,
        FormFile::Markdown => Workbook::from_markdown(bytes)?,
        FormFile::Csv => Workbook::from_csv(bytes)?,
    };
    from_book(book, name, hash)
}

/// Compiles an XLSForm from the bytes of an `.xlsx` file.
///
/// # Errors
/// As [`from_bytes`].
pub fn from_xlsx(bytes: &[u8]) -> Result<Definition, Vec<FormError>> {
    from_book(Workbook::from_xlsx(bytes)?, None, Digest(Sha256::digest(bytes).into()))
}

/// Compiles an XLSForm from its three sheets as CSV (UTF-8). `choices` may be empty.
///
/// # Errors
/// As [`from_bytes`].
pub fn from_csv(
    survey: &[u8],
    choices: &[u8],
    settings: &[u8],
) -> Result<Definition, Vec<FormError>> {
    let mut hash = Sha256::new();
    for bytes in [survey, &[0], choices, &[0], settings] {
        hash.update(bytes);
    }
    let sheets = [("survey", survey), ("choices", choices), ("settings", settings)];
    let written: Vec<_> = sheets.into_iter().filter(|(_, bytes)| !bytes.is_empty()).collect();
    from_book(Workbook::from_sheets(&written)?, None, Digest(hash.finalize().into()))
}

fn from_book(
    mut book: Workbook,
    name: Option<&str>,
    hash: Digest,
) -> Result<Definition, Vec<FormError>> {
    if let Some(name) = name {
        book.fallback_id = Some(name.to_owned());
    }
    let (document, notes) = xlsform::draft(&book);
    let Notes { warnings, spots, lists } = notes;
    let is_error = |problem: &FormError| problem.severity() == Severity::Error;
    let compiled = xform::compile_sheets(&document, &spots, hash);
    if warnings.iter().any(is_error) {
        // The formulas of the cells that are not blamed already are told with the rest.
        let of_formulas = compiled.err().unwrap_or_default().into_iter().filter(|problem| {
            problem.rule.is_of_formulas()
                && !warnings.iter().any(|told| is_error(told) && told.is_in_cell_of(problem))
        });
        return Err(join(of_formulas.collect(), warnings));
    }
    match compiled {
        Ok(mut form) => {
            form.add_sheets(lists);
            form.warnings = join(std::mem::take(&mut form.warnings), warnings);
            Ok(form)
        }
        Err(problems) => Err(join(problems, warnings)),
    }
}

/// Two lists of problems as one, in reading order.
fn join(mut problems: Vec<FormError>, more: Vec<FormError>) -> Vec<FormError> {
    problems.extend(more);
    problems.sort_by(|a, b| a.place.cmp(&b.place));
    problems.dedup();
    problems
}

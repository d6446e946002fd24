//! `saksi form convert`: between XLSForm (.xlsx, .csv, .md) and XForm (.xml).

use std::fmt::Write as _;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use saksi_domain::forms::FormError;
use saksi_domain::forms::xlsform::{self, Leftover, Workbook};
use saksi_domain::forms::xml::{self, Limits, Origin, Style};

use crate::Outcome;
use crate::exit::{CliError, Kind};
use crate::output::Output;

/// What to convert to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// An XForm, as ODK Central, Kobo and Collect take it.
    Xform,
    /// An XLSForm as Excel workbook.
    Xlsx,
    /// An XLSForm as one CSV text, the sheets' names in the first column.
    Csv,
}

/// Convert a form. Remarks go to standard error. Exit code 1: the form is refused, or, from an
/// XForm to sheets, something of it has no place there and was left out; the rest is written.
#[derive(Debug, Args)]
pub struct Convert {
    /// .xlsx, .csv (all sheets in one, or `F02-survey.csv` with `-choices` and others beside), .md
    /// with tables, or .xml.
    file: PathBuf,
    /// What to convert to.
    #[arg(long, value_enum)]
    to: Format,
    /// Where to write; without it, standard output.
    #[arg(short, long)]
    output: Option<PathBuf>,
}

/// A form as it was read.
enum Read {
    Sheets(Box<Workbook>),
    Xform(Box<xml::Document>),
}

impl Convert {
    pub fn run(&self, output: &Output) -> Outcome {
        let lang = output.word("id", "en");
        let (bytes, lost) = match (read(&self.file)?, self.to) {
            (Read::Sheets(book), Format::Xform) => {
                let (document, notes) =
                    xlsform::document(&book).map_err(|found| refused(&found, lang))?;
                tell(notes.warnings.iter().map(|warning| warning.message(lang)));
                (document.to_xml(Style::Indented).into_bytes(), Vec::new())
            }
            (Read::Xform(document), Format::Xform) => {
                (document.to_xml(Style::Indented).into_bytes(), Vec::new())
            }
            (Read::Sheets(book), _) => (self.sheets(&book, lang)?, Vec::new()),
            (Read::Xform(document), _) => {
                let (book, lost) = xlsform::workbook(&document)
                    .ok_or_else(|| CliError::input("there is no XForm in this XML"))?;
                (self.sheets(&book, lang)?, lost)
            }
        };
        self.write(&bytes)?;
        if lost.is_empty() {
            return Ok(());
        }
        let text = lost.iter().fold(String::new(), |mut text, leftover| {
            let _ = write!(text, "\n  {}", said(leftover));
            text
        });
        let next = "look at what was left out; the rest is written";
        let what = format!("{}: no place in an XLSForm for:{text}", self.file.display());
        Err(CliError::new(Kind::DoesNotHold, "left_out", what, next))
    }

    fn sheets(&self, book: &Workbook, lang: &str) -> Result<Vec<u8>, CliError> {
        if self.to == Format::Csv {
            return Ok(book.to_csv().into_bytes());
        }
        book.to_xlsx().map_err(|problem| refused(&[problem], lang))
    }

    fn write(&self, bytes: &[u8]) -> Outcome {
        match &self.output {
            Some(path) => fs::write(path, bytes).map_err(|error| CliError::file(path, &error)),
            None => {
                // A reader that went away is no failure of the command.
                let _ = std::io::stdout().write_all(bytes);
                Ok(())
            }
        }
    }
}

fn tell(lines: impl Iterator<Item = String>) {
    for line in lines {
        let _ = writeln!(std::io::stderr(), "{line}");
    }
}

fn said(leftover: &Leftover) -> String {
    match &leftover.at {
        Origin::Text { line, column } => format!("{} ({line}:{column})", leftover.what),
        _ => leftover.what.clone(),
    }
}

fn refused(problems: &[FormError], lang: &str) -> CliError {
    let lines: Vec<String> = problems.iter().map(|problem| problem.message(lang)).collect();
    let next = "mend the cells named above and convert again";
    CliError::new(Kind::DoesNotHold, "form", lines.join("\n"), next)
}

fn load(path: &Path) -> Result<Vec<u8>, CliError> {
    fs::read(path).map_err(|error| CliError::file(path, &error))
}

/// Reads a form by its file's ending.
fn read(path: &Path) -> Result<Read, CliError> {
    let ending = path.extension().unwrap_or_default().to_string_lossy().to_lowercase();
    if ending == "xml" {
        let document = xml::parse(&load(path)?, &Limits::default())
            .map_err(|error| CliError::input(format!("{}: {error}", path.display())))?;
        return Ok(Read::Xform(Box::new(document)));
    }
    let book = workbook(path)?.map_err(|problems| refused(&problems, "en"))?;
    Ok(Read::Sheets(Box::new(book)))
}

/// The sheets of an XLSForm, whatever file it is.
pub fn workbook(path: &Path) -> Result<Result<Workbook, Vec<FormError>>, CliError> {
    let bytes = load(path)?;
    let stem = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let ending = path.extension().unwrap_or_default().to_string_lossy().to_lowercase();
    let read = match ending.as_str() {
        "csv" if stem.ends_with("-survey") => beside(path, &bytes)?,
        "csv" => Workbook::from_csv(&bytes),
        "md" => Workbook::from_markdown(&bytes),
        _ => Workbook::from_xlsx(&bytes),
    };
    let name = stem.trim_end_matches("-survey").to_owned();
    Ok(read.map(|mut book| {
        book.fallback_id = Some(name);
        book
    }))
}

/// One CSV file per sheet, side by side.
fn beside(path: &Path, survey: &[u8]) -> Result<Result<Workbook, Vec<FormError>>, CliError> {
    let name = path.to_string_lossy();
    let mut texts = vec![("survey", survey.to_vec())];
    for sheet in ["choices", "settings", "entities", "external_choices"] {
        let other = PathBuf::from(name.replace("-survey.csv", &format!("-{sheet}.csv")));
        if other.exists() {
            texts.push((sheet, load(&other)?));
        }
    }
    let sheets: Vec<(&str, &[u8])> = texts.iter().map(|(n, text)| (*n, text.as_slice())).collect();
    Ok(Workbook::from_sheets(&sheets))
}

//! The types of problem, as versioned data (`programme/catalogue/problems.csv`).
//!
//! Legal citations are data too, and unverified until a lawyer has checked the row.

use std::collections::BTreeMap;

use super::table::{CatalogueError, Row, read_rows};
use super::words::{Track, word};
use crate::journal::acts::codes::GRADE;

const COLUMNS: &[&str] = &[
    "version",
    "code",
    "label_id",
    "label_en",
    "min_grade",
    "support",
    "checklist",
    "rules",
    "checked",
    "urgent",
    "sealed",
    "duty",
];

word! {
    /// May somebody be in danger now?
    Urgency {
        /// No.
        No = "no",
        /// It depends on an answer, for example whether children play at the pit.
        Ask = "ask",
        /// Yes: a call the same day, before the register.
        Yes = "yes",
    }
}

/// One type of problem.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProblemType {
    /// Version of the row.
    pub version: u32,
    /// `L01` … `R08`; its letter is the track.
    pub code: String,
    /// The track.
    pub track: Track,
    /// Name in Indonesian, in the plainer words of the field.
    pub label_id: String,
    /// Name in English.
    pub label_en: String,
    /// Least grade of evidence, `A` the best.
    pub min_grade: String,
    /// Least number of pieces of evidence.
    pub support: u32,
    /// What can be seen or checked.
    pub checklist: Vec<String>,
    /// Citations.
    pub rules: Vec<String>,
    /// Has a lawyer checked the citations? Nothing is shown as law before.
    pub checked: bool,
    /// May somebody be in danger now?
    pub urgent: Urgency,
    /// Only with its detail closed?
    pub sealed: bool,
    /// Which rows of the routing table apply.
    pub duty: String,
}

/// All types of problem, by code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Catalogue(BTreeMap<String, ProblemType>);

impl Catalogue {
    /// Reads `problems.csv`.
    ///
    /// # Errors
    /// The first cell that cannot be used, by row and column.
    pub fn read(csv_text: &str) -> Result<Self, CatalogueError> {
        let mut all = BTreeMap::new();
        read_rows(csv_text, COLUMNS, |row| {
            let read = problem_type(row)?;
            match all.insert(read.code.clone(), read) {
                None => Ok(()),
                Some(_) => Err(row.fault("code", "must not be there twice")),
            }
        })?;
        Ok(Self(all))
    }

    /// The type with this code.
    #[must_use]
    pub fn get(&self, code: &str) -> Option<&ProblemType> {
        self.0.get(code)
    }

    /// Every type, by code.
    pub fn iter(&self) -> impl Iterator<Item = &ProblemType> {
        self.0.values()
    }
}

fn problem_type(row: &Row<'_>) -> Result<ProblemType, CatalogueError> {
    let code = row.need("code")?.to_owned();
    let shape = code.len() == 3 && code[1..].bytes().all(|b| b.is_ascii_digit());
    let track = code.get(..1).and_then(Track::from_code).filter(|_| shape);
    let track = track.ok_or_else(|| row.fault("code", "must be L, E or R and two digits"))?;
    let grade = GRADE.get(row.need("min_grade")?);
    let urgent = Urgency::from_code(row.need("urgent")?);
    Ok(ProblemType {
        version: row.number("version")?,
        track,
        label_id: row.need("label_id")?.to_owned(),
        label_en: row.need("label_en")?.to_owned(),
        min_grade: grade.ok_or_else(|| row.fault("min_grade", "must be A to D"))?.code.to_owned(),
        support: row.number("support")?,
        checklist: row.list("checklist"),
        rules: row.list("rules"),
        checked: row.yes("checked")?,
        urgent: urgent.ok_or_else(|| row.fault("urgent", "must be no, ask or yes"))?,
        sealed: row.yes("sealed")?,
        duty: row.need("duty")?.to_owned(),
        code,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = include_str!("../../../../programme/catalogue/problems.csv");

    #[test]
    fn the_catalogue_has_every_code_of_the_three_tracks() {
        let catalogue = Catalogue::read(FILE).unwrap();
        let count = |track| catalogue.iter().filter(|t| t.track == track).count();
        let counts = Track::ALL.iter().map(|t| count(*t)).collect::<Vec<_>>();
        assert_eq!(counts, [10, 8, 8]);
        assert!(catalogue.get("L10").unwrap().sealed);
        assert_eq!(catalogue.get("E07").unwrap().urgent, Urgency::Yes);
    }

    #[test]
    fn no_citation_passes_for_checked_law() {
        assert!(Catalogue::read(FILE).unwrap().iter().all(|t| !t.checked));
    }

    #[test]
    fn a_fault_names_row_and_column() {
        let cases = [
            ("1,L01,", "1,X01,", "row 2, column code: must be L, E or R and two digits"),
            ("1,L02,", "1,L01,", "row 3, column code: must not be there twice"),
            (
                "1,L02,Menambang di luar batas izin",
                "1,L02,",
                "row 3, column label_id: must not be empty",
            ),
            ("no,ask,no", "no,perhaps,no", "row 12, column urgent: must be no, ask or yes"),
            ("licence,A,1", "licence,Z,1", "row 2, column min_grade: must be A to D"),
            ("version,code", "code,version", "row 1, column : the headings are other ones"),
        ];
        for (from, to, words) in cases {
            let broken = FILE.replacen(from, to, 1);
            assert_eq!(Catalogue::read(&broken).unwrap_err().to_string(), words);
        }
    }
}

//! Who is asked first about a problem (domain.md 3.5), as data and one function.
//!
//! The table is `programme/catalogue/routing.csv`. Competences change with the law, so it is
//! versioned and unverified like the catalogue.

use super::catalogue::{ProblemType, Urgency};
use super::table::{CatalogueError, read_rows};
use super::words::Competence;

const COLUMNS: &[&str] =
    &["version", "duty", "province", "commodity", "first", "copy", "competence", "days"];

/// What the ore is, as far as competence depends on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Commodity {
    /// Metal and coal: mostly central.
    MetalOrCoal,
    /// Rock, non-metal, people's mining: mostly the governor's.
    Rock,
    /// Not known.
    Unknown,
}

/// What is known about a problem when it is routed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Situation<'a> {
    /// Kemendagri code of the province.
    pub province: &'a str,
    /// What is mined.
    pub commodity: Commodity,
    /// Are children, or others, in danger there now?
    pub danger_now: bool,
    /// Is there a licence at the point, by the newest snapshot of the register?
    pub licensed: Option<bool>,
    /// Is the point inside forest?
    pub in_forest: bool,
    /// Was the institution asked, and stayed silent?
    pub silence: bool,
}

/// Who is asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Route {
    /// Called the same day, before the register, because somebody is in danger.
    pub call_now: Vec<String>,
    /// Asked first.
    pub first: String,
    /// With a copy to.
    pub copy: Vec<String>,
    /// Who has the power to act.
    pub competence: Competence,
    /// Days in which an office that is not competent must pass it on.
    pub days: Option<u32>,
    /// Only with its detail closed; the partner's lead decides what goes out.
    pub sealed: bool,
}

/// The routing table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Routing(Vec<Line>);

#[derive(Debug, Clone, PartialEq, Eq)]
struct Line {
    duty: String,
    province: String,
    rock_only: bool,
    first: String,
    copy: Vec<String>,
    competence: Competence,
    days: Option<u32>,
}

impl Routing {
    /// Reads `routing.csv`.
    ///
    /// # Errors
    /// The first cell that cannot be used, by row and column.
    pub fn read(csv_text: &str) -> Result<Self, CatalogueError> {
        let lines = read_rows(csv_text, COLUMNS, |row| {
            row.number::<u32>("version")?;
            let commodity = row.need("commodity")?;
            if !matches!(commodity, "*" | "rock") {
                return Err(row.fault("commodity", "must be * or rock"));
            }
            let competence = Competence::from_code(row.need("competence")?);
            let days = if row.may("days").is_empty() { None } else { Some(row.number("days")?) };
            Ok(Line {
                duty: row.need("duty")?.to_owned(),
                province: row.need("province")?.to_owned(),
                rock_only: commodity == "rock",
                first: row.need("first")?.to_owned(),
                copy: row.list("copy"),
                competence: competence
                    .ok_or_else(|| row.fault("competence", "must be local, central or shared"))?,
                days,
            })
        })?;
        Ok(Self(lines))
    }

    /// Who is asked first about a problem of this type. `None` if the table has no row for it.
    #[must_use]
    pub fn route(&self, kind: &ProblemType, at: &Situation<'_>) -> Option<Route> {
        // No licence at the point changes who may act, and forest has its own enforcement.
        let mining = matches!(kind.duty.as_str(), "mining" | "licensing" | "mine_safety");
        let duty = match at.licensed {
            Some(false) if mining && at.in_forest => "forest",
            Some(false) if mining => "unlicensed",
            _ => kind.duty.as_str(),
        };
        let rock = at.commodity == Commodity::Rock;
        let line = self.0.iter().find(|line| {
            let here = line.province == "*" || line.province == at.province;
            line.duty == duty && here && (!line.rock_only || rock)
        })?;
        let mut copy = line.copy.clone();
        if at.silence {
            copy.push("Ombudsman".to_owned());
        }
        Some(Route {
            call_now: call_now(kind.urgent, at.danger_now),
            first: line.first.clone(),
            copy,
            competence: line.competence,
            days: line.days,
            sealed: kind.sealed,
        })
    }
}

fn call_now(urgent: Urgency, danger_now: bool) -> Vec<String> {
    let danger = urgent == Urgency::Yes || (urgent == Urgency::Ask && danger_now);
    let called = ["Pemerintah Desa", "BPBD", "Kepolisian"];
    called.iter().filter(|_| danger).map(|c| (*c).to_owned()).collect()
}

#[cfg(test)]
mod tests {
    use super::super::Catalogue;
    use super::*;

    const TABLE: &str = include_str!("../../../../programme/catalogue/routing.csv");
    const TYPES: &str = include_str!("../../../../programme/catalogue/problems.csv");

    fn at(province: &str) -> Situation<'_> {
        Situation {
            province,
            commodity: Commodity::MetalOrCoal,
            danger_now: false,
            licensed: Some(true),
            in_forest: false,
            silence: false,
        }
    }

    fn route(code: &str, at: &Situation<'_>) -> Route {
        let types = Catalogue::read(TYPES).unwrap();
        Routing::read(TABLE).unwrap().route(types.get(code).unwrap(), at).unwrap()
    }

    #[test]
    fn every_type_has_somebody_who_is_asked_first_in_every_province() {
        for kind in Catalogue::read(TYPES).unwrap().iter() {
            for province in ["11", "64", "74"] {
                for commodity in [Commodity::MetalOrCoal, Commodity::Rock, Commodity::Unknown] {
                    assert!(
                        !route(&kind.code, &Situation { commodity, ..at(province) })
                            .first
                            .is_empty()
                    );
                }
            }
        }
    }

    #[test]
    fn coal_goes_to_the_centre_rock_to_the_province_and_aceh_first_to_aceh() {
        assert_eq!(route("L07", &at("64")).first, "Inspektur Tambang");
        assert_eq!(route("L07", &at("64")).competence, Competence::Central);
        let rock = Situation { commodity: Commodity::Rock, ..at("64") };
        assert_eq!(route("L07", &rock).first, "Dinas ESDM Provinsi");
        assert_eq!(route("L07", &at("11")).first, "Dinas ESDM Aceh");
    }

    #[test]
    fn without_a_licence_in_forest_the_forest_service_is_asked() {
        let wild = Situation { licensed: Some(false), in_forest: true, ..at("74") };
        assert_eq!(route("L02", &wild).first, "Gakkum Kehutanan");
        assert_eq!(route("L02", &Situation { in_forest: false, ..wild }).first, "Ditjen Minerba");
    }

    #[test]
    fn danger_is_called_in_the_same_day_and_otherwise_nobody_is() {
        assert!(route("E01", &at("64")).call_now.is_empty());
        assert!(!route("E01", &Situation { danger_now: true, ..at("64") }).call_now.is_empty());
        assert!(!route("E07", &at("64")).call_now.is_empty());
        assert!(route("L10", &at("64")).sealed);
    }

    #[test]
    fn a_fault_in_the_table_names_row_and_column() {
        let broken = TABLE.replacen("Kepolisian,local", "Kepolisian,nobody", 1);
        let error = Routing::read(&broken).unwrap_err().to_string();
        assert_eq!(error, "row 2, column competence: must be local, central or shared");
    }
}

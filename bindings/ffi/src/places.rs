//! Places: published areas, sides of a boundary, where evidence was taken, coordinates as text.

use std::path::Path;
use std::sync::Arc;

use saksi_device::field::{BaseMapInfo, EvidenceStamp, PlacedAnswer, PlacedRecord};
use saksi_domain::forms::GeoPoint;
use saksi_domain::journal::{Digest, RecordId};
use saksi_domain::place::boundary::Unclear;
use saksi_domain::place::{Boundary, Fix, Located, Position, Region, Side};

use crate::error::FieldError;
use crate::field::Field;
use crate::surroundings::{Ear, Progress};

/// Why a side cannot be told.
#[uniffi::remote(Enum)]
pub enum Unclear {
    /// There is no measurement at all.
    NoFix,
    /// At least one measurement is within twice its error of the edge.
    NearEdge,
    /// All say outside, but there are fewer than three different measurements.
    TooFewFixes,
    /// Some are clearly inside, some clearly outside: not one place.
    FixesDisagree,
}

/// The side of a boundary a place lies on.
#[uniffi::remote(Enum)]
pub enum Side {
    /// Inside, by more than twice the error.
    Inside,
    /// Outside, by more than twice the error, in three measurements.
    Outside,
    /// Not to be told.
    Inconclusive(Unclear),
}

/// The answer for one area.
#[uniffi::remote(Record)]
pub struct Boundary {
    /// The area's id.
    pub region: String,
    /// The area's name, or its id where it has none.
    pub label: String,
    /// Which side.
    pub side: Side,
    /// Millimetres to the nearest edge, of the measurement that is least sure.
    pub distance_mm: i64,
    /// That measurement's accuracy plus the tolerance of the drawn line, mm.
    pub error_mm: i64,
    /// Whether that measurement lies inside the drawn line, whatever may be claimed from it.
    pub drawn_inside: bool,
}

/// What a set of areas says about one place.
#[uniffi::remote(Record)]
pub struct Located {
    /// Every area within 10 km: inside first, then undecided, then outside, each by distance.
    pub boundaries: Vec<Boundary>,
    /// Told only if the place is outside all of them: `Outside`, or why that cannot be said.
    pub overall: Side,
}

/// A piece of evidence whose capture has a fix.
#[uniffi::remote(Record)]
pub struct PlacedRecord {
    /// The evidence record.
    pub record: RecordId,
    /// Where it was taken from, and how sure that is.
    pub fix: Fix,
    /// The wall clock at the shutter, ms.
    pub made_ms: i64,
    /// Was it this person who took it?
    pub mine: bool,
}

/// A point that a report of this person's answers with.
#[uniffi::remote(Record)]
pub struct PlacedAnswer {
    /// The report.
    pub record: RecordId,
    /// Where, as it was answered.
    pub point: GeoPoint,
    /// The device's clock when the report was signed, ms.
    pub made_ms: i64,
}

/// When and where a piece of evidence was captured, as it stands over its small picture on screen.
#[uniffi::remote(Record)]
pub struct EvidenceStamp {
    /// The wall clock at the shutter, ms.
    pub made_ms: i64,
    /// Where from, in degrees, minutes and seconds; none without a fix.
    pub dms: Option<String>,
    /// Its 68 % radius, mm.
    pub accuracy_mm: Option<u32>,
}

/// The base map that the project published last.
#[uniffi::remote(Record)]
pub struct BaseMapInfo {
    /// SHA-256 of the file.
    pub sha256: Digest,
    /// Its size, bytes.
    pub size: u64,
    /// Is it on this phone?
    pub here: bool,
}

/// A published area, to be drawn.
#[derive(Debug, Clone, uniffi::Record)]
pub struct DrawnArea {
    /// Its id in the dataset.
    pub id: String,
    /// Its name, or its id where it has none.
    pub label: String,
    /// Closed rings, outer ones and holes alike: fill by the even-odd rule.
    pub rings: Vec<Vec<Position>>,
}

impl From<&Region> for DrawnArea {
    fn from(region: &Region) -> Self {
        let (id, label) = (region.id.clone(), region.label().to_owned());
        Self { id, label, rings: region.rings() }
    }
}

/// Places of the project.
#[uniffi::export]
impl Field {
    /// The published areas of a kind, `licences` or `villages`; empty while there are none here.
    pub fn areas(&self, kind: &str) -> Result<Vec<DrawnArea>, FieldError> {
        Ok(self.0.areas(kind)?.iter().map(DrawnArea::from).collect())
    }

    /// On which side of the areas of a kind lies what `fixes` measured? None while nothing of the
    /// kind is published here, which is not "outside".
    pub fn locate(&self, kind: &str, fixes: Vec<Fix>) -> Result<Option<Located>, FieldError> {
        Ok(self.0.locate(kind, &fixes)?)
    }

    /// When and where a piece of evidence was captured.
    pub fn evidence_stamp(&self, record: RecordId) -> Result<EvidenceStamp, FieldError> {
        Ok(self.0.evidence_stamp(record)?)
    }

    /// The points in this person's newest reports, newest first.
    pub fn placed_answers(&self) -> Result<Vec<PlacedAnswer>, FieldError> {
        Ok(self.0.placed_answers()?)
    }

    /// The base map that the project published last, an MBTiles file; no sync fetches it.
    pub fn base_map(&self) -> Result<Option<BaseMapInfo>, FieldError> {
        Ok(self.0.base_map()?)
    }

    /// Fetches it from the hub, from where it stopped the last time. `progress` hears bytes.
    pub fn fetch_base_map(&self, progress: Arc<dyn Progress>) -> Result<(), FieldError> {
        Ok(self.0.fetch_base_map(&Ear(progress))?)
    }

    /// Writes it into a file, in clear.
    pub fn write_base_map(&self, to: &str) -> Result<(), FieldError> {
        Ok(self.0.write_base_map(Path::new(to))?)
    }

    /// The evidence on this phone that has a place, newest first.
    pub fn placed(&self) -> Result<Vec<PlacedRecord>, FieldError> {
        Ok(self.0.placed()?)
    }
}

/// Reads a position as people write it: decimal degrees, or degrees, minutes and seconds.
///
/// # Errors
/// Neither of them, or not on the earth.
#[uniffi::export]
pub fn read_position(text: &str) -> Result<Position, FieldError> {
    let position = saksi_domain::place::parse_position(text);
    position.map_err(|_| FieldError::unreadable("position"))
}

/// A position in degrees, minutes and seconds.
#[uniffi::export]
pub fn position_dms(at: Position) -> String {
    at.dms()
}

/// A position in decimal degrees.
#[uniffi::export]
pub fn position_decimal(at: Position) -> String {
    at.decimal()
}

/// Metres between two positions along the earth.
#[uniffi::export]
pub fn metres_between(from: Position, to: Position) -> f64 {
    saksi_domain::place::distance_m(from, to)
}

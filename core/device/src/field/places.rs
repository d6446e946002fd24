//! Where things are: the areas that the project published, on which side of them a place lies, and
//! where the evidence on this phone was taken.
//!
//! The rule for "inside" and "outside" is `saksi_domain::place::boundary`; published datasets are
//! found in `told`. Drawing is the app's.

use saksi_domain::evidence::capture::CaptureRecord;
use saksi_domain::forms::GeoPoint;
use saksi_domain::journal::record::PathState;
use saksi_domain::journal::{Kind, RecordId};
use saksi_domain::place::boundary::DEFAULT_TOLERANCE_MM;
use saksi_domain::place::{Fix, Located, Region};
use saksi_domain::store::EntryStore as _;

use super::Field;
use crate::error::DeviceError;

/// A piece of evidence whose capture has a fix.
#[derive(Debug, Clone, PartialEq, Eq)]
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
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PlacedAnswer {
    /// The report.
    pub record: RecordId,
    /// Where, as it was answered.
    pub point: GeoPoint,
    /// The device's clock when the report was signed, ms.
    pub made_ms: i64,
}

/// When and where a piece of evidence was captured, as it stands over its small picture on screen.
/// Nothing is ever drawn into a file: a preview goes out with bundles that tell less.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EvidenceStamp {
    /// The wall clock at the shutter, ms.
    pub made_ms: i64,
    /// Where from, in degrees, minutes and seconds; `None` without a fix.
    pub dms: Option<String>,
    /// Its 68 % radius, mm.
    pub accuracy_mm: Option<u32>,
}

/// So many of her newest reports are looked through for points.
const REPORTS_ON_MAP: usize = 200;

impl Field {
    /// The points in this person's newest reports, newest first; without those of reports that are
    /// put away. Of a point in conflict every value.
    ///
    /// # Errors
    /// [`DeviceError`].
    pub fn placed_answers(&self) -> Result<Vec<PlacedAnswer>, DeviceError> {
        let mut placed = Vec::new();
        for (report, folded) in self.newest_folded(REPORTS_ON_MAP)? {
            let (record, made_ms) = (report.record, report.made_ms);
            let values = folded.fields.values().flat_map(PathState::values);
            let points = values.filter_map(GeoPoint::from_value);
            placed.extend(points.map(|point| PlacedAnswer { record, point, made_ms }));
        }
        Ok(placed)
    }

    /// The areas of the newest published dataset of a kind (`licences`, `villages`); empty while
    /// there is none here.
    ///
    /// # Errors
    /// [`DeviceError`].
    pub fn areas(&self, kind: &str) -> Result<Vec<Region>, DeviceError> {
        Ok(self.regions(kind)?.map(|regions| regions.all().to_vec()).unwrap_or_default())
    }

    /// On which side of the areas of a kind lies the place that `fixes` measured, with the
    /// programme's tolerance for drawn lines? `None` while nothing of the kind is published here,
    /// which is not "outside".
    ///
    /// # Errors
    /// [`DeviceError`].
    pub fn locate(&self, kind: &str, fixes: &[Fix]) -> Result<Option<Located>, DeviceError> {
        Ok(self.regions(kind)?.map(|regions| regions.locate(fixes, DEFAULT_TOLERANCE_MM)))
    }

    /// When and where a piece of evidence was captured.
    ///
    /// # Errors
    /// [`DeviceError::Unknown`], [`DeviceError::NotHere`] if its body is gone.
    pub fn evidence_stamp(&self, record: RecordId) -> Result<EvidenceStamp, DeviceError> {
        let held = self.project.store.get(record)?.ok_or(DeviceError::Unknown("record"))?;
        let capture = held.entry.body().and_then(|body| body.args.get("capture"));
        let capture = capture.and_then(|value| CaptureRecord::from_value(value).ok());
        let CaptureRecord { clocks, fix, .. } = capture.ok_or(DeviceError::NotHere)?;
        Ok(EvidenceStamp {
            made_ms: clocks.wall_ms,
            dms: fix.as_ref().map(|shutter| shutter.fix.position.dms()),
            accuracy_mm: fix.as_ref().map(|shutter| shutter.fix.accuracy_mm),
        })
    }

    /// The evidence on this phone that has a place, newest first; without that of reports that are
    /// put away.
    ///
    /// # Errors
    /// [`DeviceError`].
    pub fn placed(&self) -> Result<Vec<PlacedRecord>, DeviceError> {
        let me = self.project.writer.member();
        let mut placed = Vec::new();
        let hidden = self.evidence_put_away()?;
        for held in self.project.store.of_kind(Kind::Evidence.code())? {
            let capture = held.entry.body().and_then(|body| body.args.get("capture"));
            let capture = capture.and_then(|value| CaptureRecord::from_value(value).ok());
            let Some(CaptureRecord { fix: Some(at), clocks, .. }) = capture else { continue };
            let (record, mine) = (held.entry.record(), held.entry.header.author == me);
            if hidden.contains(&record) {
                continue;
            }
            placed.push(PlacedRecord { record, fix: at.fix, made_ms: clocks.wall_ms, mine });
        }
        placed.sort_by_key(|at| (std::cmp::Reverse(at.made_ms), at.record));
        Ok(placed)
    }
}

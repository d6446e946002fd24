//! Where things are: the areas that the project published, on which side of them a place lies, and
//! where the evidence on this phone was taken.
//!
//! The rule for "inside" and "outside" is `saksi_domain::place::boundary`; published datasets are
//! found in `told`. Drawing is the app's.

use saksi_domain::evidence::capture::CaptureRecord;
use saksi_domain::journal::{Kind, RecordId};
use saksi_domain::place::boundary::DEFAULT_TOLERANCE_MM;
use saksi_domain::place::{Fix, Located, Region};

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

impl Field {
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

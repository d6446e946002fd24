//! Checking what is on this phone: findings about a record's entries and about sealed bytes.

use saksi_domain::evidence::capture::CaptureRecord;
use saksi_domain::evidence::exif::read_exif;
use saksi_domain::evidence::finding::{Check, Finding};
use saksi_domain::evidence::plausible::Subject;
use saksi_domain::evidence::seal::{OpenError, Opener};
use saksi_domain::evidence::verify::{BytesTold, ItemReport, ItemUnderTest, verify_item};
use saksi_domain::journal::body::Blob;
use saksi_domain::journal::record::{Folded, Held};
use saksi_domain::journal::{Kind, RecordId};
use saksi_domain::store::EntryStore as _;

use super::Field;
use crate::error::DeviceError;

/// Bytes of the original in which EXIF data may lie.
const EXIF_BYTES: usize = 256 << 10;

/// What was found about one piece of evidence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EvidenceReport {
    /// The evidence record.
    pub record: RecordId,
    /// Grade and findings.
    pub report: ItemReport,
}

impl Field {
    /// Checks a record: its own entries, and every piece of evidence that it cites.
    ///
    /// # Errors
    /// [`DeviceError`]; what does not hold is a finding, not an error.
    pub fn verify(&self, record: RecordId) -> Result<Vec<Finding>, DeviceError> {
        let folded = self.project.fold(record)?;
        let mut findings = Vec::new();
        for held in self.project.store.of_record(record)? {
            let told = self.entry_told(&held, &folded)?;
            findings.push(Finding::new(Check::Signature, told.signature));
            findings.push(Finding::new(Check::Membership, told.membership));
            findings.push(Finding::new(Check::Receipt, told.receipt));
            if held.entry.header.kind == Kind::Evidence && held.entry.content.is_some() {
                findings.extend(self.examine(&held, &folded)?.0.findings);
            }
        }
        Ok(findings)
    }

    /// Checks one piece of evidence and refuses it, by name, if its sealed bytes were altered.
    ///
    /// # Errors
    /// [`DeviceError::EvidenceAltered`], also for a single flipped bit.
    pub fn verify_evidence(&self, record: RecordId) -> Result<EvidenceReport, DeviceError> {
        let folded = self.project.fold(record)?;
        let held = self.project.store.get(record)?.ok_or(DeviceError::Unknown("record"))?;
        let (report, bytes) = self.examine(&held, &folded)?;
        let how = match bytes {
            BytesTold::DoesNotOpen(error) => error.to_string(),
            BytesTold::Hashed { expected, found } if expected != found => {
                "the bytes have another SHA-256".to_owned()
            }
            _ => return Ok(EvidenceReport { record, report }),
        };
        Err(DeviceError::EvidenceAltered { item: record.short(), how })
    }

    /// The original bytes of a piece of evidence, in memory; for the command line.
    ///
    /// # Errors
    /// [`DeviceError::EvidenceAltered`], [`DeviceError::NotHere`].
    pub fn open_blob(&self, record: RecordId, role: &str) -> Result<Vec<u8>, DeviceError> {
        let items = self.project.store.items_of(record)?;
        let item =
            items.into_iter().find(|i| i.role == role && i.here).ok_or(DeviceError::NotHere)?;
        let blob = self.project.blob_of(item.entry, item.cid)?;
        let mut plain = Vec::new();
        let told = self.read_blob(&blob, |bytes| plain.extend_from_slice(bytes))?;
        match told {
            BytesTold::Hashed { expected, found } if expected == found => Ok(plain),
            BytesTold::NotHere => Err(DeviceError::NotHere),
            _ => {
                let how = "the sealed file does not open".to_owned();
                Err(DeviceError::EvidenceAltered { item: record.short(), how })
            }
        }
    }

    fn examine(
        &self,
        held: &Held,
        folded: &Folded,
    ) -> Result<(ItemReport, BytesTold), DeviceError> {
        let body = held.entry.body().ok_or(DeviceError::NotHere)?;
        let capture = body.args.get("capture").map(CaptureRecord::from_value);
        let capture = capture
            .and_then(Result::ok)
            .ok_or(DeviceError::Untrusted("the evidence has no capture record"))?;
        let original = body.blobs.iter().find(|b| b.role == "original");
        let original = original.ok_or(DeviceError::Untrusted("the evidence has no original"))?;
        let mut start = Vec::new();
        let bytes = self.read_blob(original, |piece| {
            let room = EXIF_BYTES.saturating_sub(start.len());
            start.extend_from_slice(&piece[..piece.len().min(room)]);
        })?;
        let exif = read_exif(&start);
        let previous = self.previous_fix(held)?;
        let (licences, villages) = (self.regions("licences")?, self.regions("villages")?);
        let report = verify_item(&ItemUnderTest {
            bytes,
            entry: self.entry_told(held, folded)?,
            capture: &capture,
            exif: &exif,
            previous: previous.as_ref(),
            subject: if capture.on_water { Subject::Unknown } else { Subject::AtTheCamera },
            licences: licences.as_ref(),
            villages: villages.as_ref(),
        });
        Ok((report, bytes))
    }

    /// Opens a sealed file from front to back and hashes it.
    pub(super) fn read_blob(
        &self,
        blob: &Blob,
        mut take: impl FnMut(&[u8]),
    ) -> Result<BytesTold, DeviceError> {
        use std::io::Read as _;
        let mut file = match self.project.store.open_blob(blob.cid) {
            Err(saksi_domain::store::BlobError::Absent) => return Ok(BytesTold::NotHere),
            file => file?,
        };
        let mut opener = Opener::begin(&blob.key);
        let (mut sealed, mut plain) = (vec![0; 64 << 10], Vec::new());
        let mut open = || -> Result<Result<BytesTold, OpenError>, DeviceError> {
            loop {
                plain.clear();
                let n = file.read(&mut sealed).map_err(|e| crate::store::file_error(&e))?;
                if n == 0 {
                    break;
                }
                if let Err(error) = opener.push(&sealed[..n], &mut plain) {
                    return Ok(Err(error));
                }
                take(&plain);
            }
            let opener = std::mem::replace(&mut opener, Opener::begin(&[0; 32]));
            plain.clear();
            Ok(opener.finish(&mut plain).map(|names| {
                take(&plain);
                BytesTold::Hashed { expected: blob.sha256, found: names.sha256 }
            }))
        };
        Ok(open()?.unwrap_or_else(BytesTold::DoesNotOpen))
    }
}

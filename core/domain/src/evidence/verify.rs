//! Everything that can be said about one item, in the order a person should read it.
//!
//! Pure assembly: what needs keys, logs or trees is computed by the journal and handed in as
//! outcomes; what the record and the file say is checked here through [`super::plausible`].
//! The answer is a report, never an error: a failed check is a finding with its evidence.

use super::capture::{CaptureRecord, Source};
use super::finding::{Check, Detail, Dimension, Finding, Outcome, Reason};
use super::grade::{Graded, grade};
use super::plausible::{self, ExifRead, PreviousFix, Sandwich, Subject};
use super::seal::OpenError;
use crate::journal::Digest;
use crate::place::Regions;
use crate::place::boundary::DEFAULT_TOLERANCE_MM;

/// What hashing the item's original bytes gave.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BytesTold {
    /// They were read to the end.
    Hashed {
        /// The SHA-256 in the signed entry.
        expected: Digest,
        /// The SHA-256 of the bytes.
        found: Digest,
    },
    /// The sealed file does not open.
    DoesNotOpen(OpenError),
    /// They are not here (sealed, erased, or not yet sent).
    NotHere,
}

/// What the journal says about the item's entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EntryTold {
    /// Is the signature good?
    pub signature: Outcome,
    /// Is its place in the log whole?
    pub chain: Outcome,
    /// Had the author the right to write it?
    pub membership: Outcome,
    /// Does a receipt of the hub cover it?
    pub receipt: Outcome,
    /// Do all seen histories of the hub agree?
    pub split_view: Outcome,
    /// Did the author sign, or the hub for them?
    pub authorship: Outcome,
    /// Does the phone's maker vouch for its hardware?
    pub device_key: Outcome,
    /// The times that others vouch for.
    pub sandwich: Sandwich,
}

/// What is told of a phone's key: nobody judges attestations yet, but a supervisor sees whether there
/// is one.
#[must_use]
pub const fn device_key_told(attested: bool) -> Outcome {
    Outcome::CannotTell(if attested { Reason::AttestationUnjudged } else { Reason::NotAttested })
}

impl EntryTold {
    /// What an entry is worth of which nothing was shown.
    #[must_use]
    pub const fn withheld() -> Self {
        let unknown = Outcome::CannotTell(Reason::Withheld);
        Self {
            signature: unknown,
            chain: unknown,
            membership: unknown,
            receipt: unknown,
            split_view: unknown,
            authorship: unknown,
            device_key: unknown,
            sandwich: Sandwich { earliest: None, latest: None },
        }
    }
}

/// One item with everything that is known about it.
#[derive(Debug, Clone, Copy)]
pub struct ItemUnderTest<'a> {
    /// What hashing gave.
    pub bytes: BytesTold,
    /// What the journal says.
    pub entry: EntryTold,
    /// The capture record in the entry.
    pub capture: &'a CaptureRecord,
    /// What reading the file's EXIF data gave.
    pub exif: &'a ExifRead,
    /// The same device's previous fix, if there is one.
    pub previous: Option<&'a PreviousFix>,
    /// Where the photographed thing is.
    pub subject: Subject<'a>,
    /// The snapshot of licences, if one is loaded.
    pub licences: Option<&'a Regions>,
    /// The snapshot of villages, if one is loaded.
    pub villages: Option<&'a Regions>,
}

/// The grade and the findings of one item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ItemReport {
    /// The grade, from the capture record alone.
    pub graded: Graded,
    /// All findings, in the order of [`Check::ALL`].
    pub findings: Vec<Finding>,
}

impl ItemReport {
    /// The findings that answer one of the three questions.
    pub fn of(&self, dimension: Dimension) -> impl Iterator<Item = &Finding> {
        self.findings.iter().filter(move |finding| finding.dimension() == dimension)
    }

    /// The findings that do not hold.
    pub fn failing(&self) -> impl Iterator<Item = &Finding> {
        self.findings.iter().filter(|finding| matches!(finding.outcome, Outcome::Fails(_)))
    }

    /// The finding of one check.
    #[must_use]
    pub fn finding(&self, check: Check) -> Option<&Finding> {
        self.findings.iter().find(|finding| finding.check == check)
    }
}

/// Checks one item.
///
/// A failed check changes no other one: a photo that was altered still gets its place checked, so
/// that a person sees the whole.
#[must_use]
pub fn verify_item(item: &ItemUnderTest<'_>) -> ItemReport {
    let (capture, entry) = (item.capture, item.entry);
    let region = |check, regions| {
        plausible::in_region(check, capture, item.subject, regions, DEFAULT_TOLERANCE_MM)
    };
    let findings = vec![
        digest(&item.bytes, capture.source == Source::Camera),
        Finding::new(Check::Signature, entry.signature),
        Finding::new(Check::Chain, entry.chain),
        Finding::new(Check::Membership, entry.membership),
        Finding::new(Check::Receipt, entry.receipt),
        plausible::time_sandwich(&capture.clocks, entry.sandwich),
        Finding::new(Check::SplitView, entry.split_view),
        Finding::new(Check::Authorship, entry.authorship),
        Finding::new(Check::DeviceKey, entry.device_key),
        plausible::capture_source(capture),
        plausible::exif_place(capture, item.exif),
        plausible::exif_time(capture, item.exif),
        region(Check::InLicence, item.licences),
        region(Check::InVillage, item.villages),
        plausible::clock_skew(capture, entry.sandwich),
        plausible::gnss_week_rollover(&capture.clocks, entry.sandwich),
        plausible::mock_location(capture),
        plausible::speed(capture, item.previous),
    ];
    ItemReport { graded: grade(capture), findings }
}

fn digest(bytes: &BytesTold, taken_in_app: bool) -> Finding {
    let finding = match *bytes {
        BytesTold::Hashed { expected, found } if expected == found => {
            Finding::holds(Check::Digest).with(Detail::FoundDigest(found))
        }
        BytesTold::Hashed { expected, found } => Finding::fails(Check::Digest, Reason::BytesDiffer)
            .with(Detail::ExpectedDigest(expected))
            .with(Detail::FoundDigest(found)),
        BytesTold::DoesNotOpen(error) => {
            let finding = Finding::fails(Check::Digest, Reason::DoesNotOpen);
            error.chunk().into_iter().map(Detail::Chunk).fold(finding, Finding::with)
        }
        BytesTold::NotHere => Finding::cannot_tell(Check::Digest, Reason::BytesMissing),
    };
    if taken_in_app { finding } else { finding.with(Detail::SinceImport) }
}

#[cfg(test)]
mod tests;

//! What a bundle lets be said of each piece of evidence: its grade, and every finding that can be
//! computed from the files alone.

use std::collections::BTreeMap;
use std::sync::Arc;

use sha2::{Digest as _, Sha256};

use super::report::{BundleItem, BundleReport};
use super::statement::{Mark, Statement};
use super::{BundleFiles, blob_file};
use crate::evidence::capture::CaptureRecord;
use crate::evidence::exif::read_exif;
use crate::evidence::finding::{Outcome, Reason};
use crate::evidence::plausible::{PreviousFix, Sandwich, Subject};
use crate::evidence::seal::open_all;
use crate::evidence::verify::{
    BytesTold, EntryTold, ItemReport, ItemUnderTest, device_key_told, verify_item,
};
use crate::journal::cbor::Value;
use crate::journal::record::Held;
use crate::journal::{Digest, EntryId, Kind, LogId, Role};
use crate::place::{Regions, import};

/// Grade and findings of every piece of evidence whose body is here, by its entry.
///
/// Maps are the newest datasets that the bundle itself carries; the previous fix is the one of the
/// same log's evidence before. What the bundle withholds is "cannot tell".
#[must_use]
pub fn examine(report: &BundleReport, files: &dyn BundleFiles) -> Vec<(EntryId, ItemReport)> {
    let (licences, villages) =
        (regions(report, files, "licences"), regions(report, files, "villages"));
    let mut evidence: Vec<(&Arc<Held>, CaptureRecord)> = report
        .records
        .values()
        .flatten()
        .filter(|held| held.entry.header.kind == Kind::Evidence)
        .filter_map(|held| {
            let capture = held.entry.body()?.args.get("capture")?;
            Some((held, CaptureRecord::from_value(capture).ok()?))
        })
        .collect();
    evidence.sort_by_key(|(held, _)| held.index);
    let mut previous: BTreeMap<LogId, PreviousFix> = BTreeMap::new();
    let mut items = Vec::new();
    for (held, capture) in &evidence {
        let (bytes, start) = bytes_told(held, files);
        let exif = read_exif(&start);
        let item = verify_item(&ItemUnderTest {
            bytes,
            entry: entry_told(report, held),
            capture,
            exif: &exif,
            previous: previous.get(&held.entry.header.log),
            subject: if capture.on_water { Subject::Unknown } else { Subject::AtTheCamera },
            licences: licences.as_ref(),
            villages: villages.as_ref(),
        });
        items.push((held.entry.id, item));
        if let Some(fix) = PreviousFix::of(capture) {
            previous.insert(held.entry.header.log, fix);
        }
    }
    items
}

/// The original, hashed, and its bytes for EXIF.
fn bytes_told(held: &Held, files: &dyn BundleFiles) -> (BytesTold, Vec<u8>) {
    let blobs = held.entry.body().into_iter().flat_map(|body| &body.blobs);
    let Some(blob) = blobs.into_iter().find(|blob| blob.role == "original") else {
        return (BytesTold::NotHere, Vec::new());
    };
    let Some(sealed) = files.file(&blob_file(blob.cid)) else {
        return (BytesTold::NotHere, Vec::new());
    };
    match open_all(&blob.key, &sealed) {
        Err(error) => (BytesTold::DoesNotOpen(error), Vec::new()),
        Ok(plain) => {
            let found = Digest(Sha256::digest(&plain).into());
            (BytesTold::Hashed { expected: blob.sha256, found }, plain)
        }
    }
}

/// The journal's findings about one entry, as the report has them line by line.
fn entry_told(report: &BundleReport, held: &Held) -> EntryTold {
    let subject = BundleItem::Entry(held.index.unwrap_or(0), Some(held.entry.id));
    let of = |subject: &BundleItem, statement: Statement, wrong: Reason, unknown: Reason| {
        let line = report.lines.iter().find(|l| l.subject == *subject && l.statement == statement);
        match line.map(|line| &line.mark) {
            Some(Mark::Holds) => Outcome::Holds,
            Some(Mark::Fails(_)) => Outcome::Fails(wrong),
            Some(Mark::CannotTell(_)) | None => Outcome::CannotTell(unknown),
        }
    };
    let own = |statement, wrong, unknown| of(&subject, statement, wrong, unknown);
    let receipt = match own(Statement::Included, Reason::ReceiptWrong, Reason::NoReceipt) {
        // A whole journal has no proofs: its tree was recomputed.
        Outcome::CannotTell(_) => {
            of(&BundleItem::Bundle, Statement::Tree, Reason::ReceiptWrong, Reason::NoReceipt)
        }
        told => told,
    };
    EntryTold {
        signature: own(Statement::Signature, Reason::SignatureWrong, Reason::Withheld),
        chain: own(Statement::Chain, Reason::Gap, Reason::NeighboursMissing),
        membership: own(Statement::Effect, Reason::NoRight, Reason::NoRight),
        receipt,
        split_view: own(Statement::Seen, Reason::RootsDiffer, Reason::NothingToCompare),
        authorship: if by_hub(report, held) {
            Outcome::Fails(Reason::HubSigned)
        } else {
            Outcome::Holds
        },
        device_key: match &report.membership {
            Some(membership) => {
                let log = membership.logs.get(&held.entry.header.log);
                device_key_told(log.is_some_and(|info| info.attested))
            }
            None => Outcome::CannotTell(Reason::Withheld),
        },
        sandwich: Sandwich { earliest: held.seen_ms, latest: held.recorded_ms },
    }
}

/// Did the hub sign on the person's behalf?
fn by_hub(report: &BundleReport, held: &Held) -> bool {
    report.membership.as_ref().is_some_and(|membership| {
        let log = membership.logs.get(&held.entry.header.log);
        let roles = log.map(|info| membership.current_roles(info.member)).unwrap_or_default();
        roles.iter().any(|(role, _)| *role == Role::Hub)
    })
}

/// The newest dataset of a kind that the bundle carries.
fn regions(report: &BundleReport, files: &dyn BundleFiles, kind: &str) -> Option<Regions> {
    let published =
        report.records.values().flatten().filter(|h| h.entry.header.kind == Kind::Publish);
    let mut datasets: Vec<_> = published
        .filter(|held| {
            let args = held.entry.body().map(|body| &body.args);
            args.and_then(|a| a.get("dataset")).and_then(Value::as_text) == Some(kind)
        })
        .collect();
    datasets.sort_by_key(|held| held.index);
    datasets.iter().rev().find_map(|held| {
        let body = held.entry.body()?;
        let blob = body.blobs.first()?;
        let bytes = open_all(&blob.key, &files.file(&blob_file(blob.cid))?).ok()?;
        let format = body.args.get("format").and_then(Value::as_text).unwrap_or_default();
        import::regions(format, &bytes).ok()
    })
}

//! `saksi evidence list|check`: photos and other evidence of a record.

use clap::{Args, Subcommand};
use saksi_device::field::Field;
use saksi_domain::evidence::capture::CaptureRecord;
use saksi_domain::evidence::finding::{Finding, Lang};
use saksi_domain::evidence::grade::grade;
use saksi_domain::journal::body::Blob;
use saksi_domain::journal::cbor::Value as Cbor;
use saksi_domain::journal::{EntryId, RecordId};
use saksi_domain::store::EntryStore as _;
use serde_json::{Value, json};

use crate::Outcome;
use crate::exit::CliError;
use crate::home::{HomeArgs, failed};
use crate::output::Output;

/// Evidence.
#[derive(Debug, Subcommand)]
pub enum Evidence {
    /// The items that a record cites, with digest, grade and where the sealed file lies.
    List(Item),
    /// Open an item and check it; exit code 1 if its sealed bytes were altered.
    Check(Item),
    /// The demo's forger: seal an altered photo under a matching name.
    #[command(hide = true)]
    ForgeForTheDemo(Item),
}

/// A record.
#[derive(Debug, Args)]
pub struct Item {
    /// The record (for `check`: the evidence record).
    record: RecordId,
    #[command(flatten)]
    home: HomeArgs,
}

/// One item of evidence.
#[derive(Debug)]
pub struct Piece {
    /// Its record.
    pub record: RecordId,
    /// The original.
    pub original: Blob,
    /// What the phone knew at the shutter.
    pub capture: CaptureRecord,
}

/// The evidence that a record's fields cite.
pub fn items(field: &Field, record: RecordId) -> Result<Vec<Piece>, CliError> {
    let folded = field.fold(record).map_err(failed)?;
    let mut pieces = Vec::new();
    for path in folded.fields.keys() {
        let Some(Cbor::Bytes(bytes)) = folded.value(path) else { continue };
        let Ok(id) = EntryId::try_from(bytes.as_slice()) else { continue };
        let held = field.project().store.get(id).map_err(|e| failed(e.into()))?;
        let Some(body) = held.as_ref().and_then(|held| held.entry.body()) else { continue };
        let original = body.blobs.iter().find(|blob| blob.role == "original");
        let capture =
            body.args.get("capture").and_then(|value| CaptureRecord::from_value(value).ok());
        if let (Some(original), Some(capture)) = (original.cloned(), capture) {
            pieces.push(Piece { record: id, original, capture });
        }
    }
    Ok(pieces)
}

/// A finding as JSON, with what it means and what it does not.
pub fn finding_json(finding: &Finding, lang: Lang) -> Value {
    json!({"check": finding.check.code(), "dimension": finding.dimension().label(lang),
           "outcome": finding.outcome.code(), "text": finding.text(lang)})
}

/// An item as JSON.
pub fn piece_json(field: &Field, piece: &Piece) -> Value {
    let question = piece.capture.question.as_ref().map(|question| question.path.clone());
    json!({"evidence": piece.record, "cid": piece.original.cid, "sha256": piece.original.sha256,
           "size": piece.original.size, "type": piece.original.media_type, "question": question,
           "grade": grade(&piece.capture).grade.letter().to_string(),
           "file": field.project().store.blob_path(piece.original.cid)})
}

impl Evidence {
    pub fn run(&self, output: &Output) -> Outcome {
        match self {
            Self::List(item) => item.list(output),
            Self::Check(item) => item.check(output),
            Self::ForgeForTheDemo(item) => {
                super::demo::forge::forge(&item.home, item.record, output)
            }
        }
    }
}

impl Item {
    fn list(&self, output: &Output) -> Outcome {
        let field = self.home.open(output.word("id", "en"))?;
        let all: Vec<Value> =
            items(&field, self.record)?.iter().map(|piece| piece_json(&field, piece)).collect();
        let line = |v: &Value| {
            format!("{} {} {} {}", v["evidence"], v["question"], v["grade"], v["sha256"])
        };
        let text: Vec<String> = all.iter().map(line).collect();
        output.result(&json!(all), &text.join("\n"));
        Ok(())
    }

    fn check(&self, output: &Output) -> Outcome {
        let field = self.home.open(output.word("id", "en"))?;
        let lang = if output.en() { Lang::En } else { Lang::Id };
        let found = field.verify_evidence(self.record).map_err(failed)?;
        let findings: Vec<Value> =
            found.report.findings.iter().map(|finding| finding_json(finding, lang)).collect();
        let text: Vec<String> = found.report.findings.iter().map(|f| f.text(lang)).collect();
        output.result(&json!({"evidence": found.record, "findings": findings}), &text.join("\n"));
        Ok(())
    }
}

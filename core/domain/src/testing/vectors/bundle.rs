//! The story as a full disclosure bundle: the layout of `docs/formats/bundle.md`.

use serde_json::json;

use super::story::{START_MS, Story};
use super::{File, held, text};
use crate::journal::cbor::{self, Value};

pub(super) fn full(story: &Story) -> Vec<File> {
    let uint = |n: u64| Value::Int(i64::try_from(n).expect("a small number"));
    let line = story.ledger.line();
    let line = line.iter().map(|held| held.entry.to_value()).collect();
    let entry = |(index, (_, entry)): (usize, &(&str, crate::journal::Entry))| {
        Value::Array(vec![uint(index as u64), held(story, &entry.id).to_value()])
    };
    let entries = story.entries.iter().enumerate().map(entry).collect();
    let notes = story.notes.iter().map(|note| Value::text(note)).collect();
    let size = story.ledger.size();
    let proof = |index: u64| {
        let proof = story.ledger.tree().inclusion_proof(index, size).expect("inside the tree");
        let hashes = proof.iter().map(|h| Value::bytes(h)).collect();
        let id = story.ledger.since_index(index).next().expect("inside the tree").entry.id;
        (Value::bytes(&id.0), Value::Array(vec![uint(index), Value::Array(hashes)]))
    };
    let proofs = Value::map((9..12).map(proof).collect());
    let about = json!({
        "format": "saksi-bundle/1",
        "kind": "full",
        "project": story.project(),
        "created": START_MS + 86_400_000,
    });
    let mut files: Vec<File> = vec![
        ("bundle.json".into(), text(&about)),
        ("line.cbor".into(), cbor::encode(&Value::Array(line))),
        ("entries.cbor".into(), cbor::encode(&Value::Array(entries))),
        ("checkpoint.txt".into(), story.notes.last().cloned().unwrap_or_default().into_bytes()),
        ("checkpoints.cbor".into(), cbor::encode(&Value::Array(notes))),
        ("proofs.cbor".into(), cbor::encode(&proofs)),
    ];
    let blobs = story.blobs.iter().map(|(cid, bytes)| (format!("blobs/{cid}"), bytes.clone()));
    files.extend(blobs);
    files.into_iter().map(|(name, bytes)| (format!("bundle/{name}"), bytes)).collect()
}

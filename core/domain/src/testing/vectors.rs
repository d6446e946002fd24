//! The vectors in `tests/vectors`: one story, its folds and proofs, and mutants that must be
//! refused, each for a named reason.
//!
//! The reasons are words of `docs/formats/`; [`Reason`] maps the errors of this crate onto them.
//! `UPDATE=1 cargo test -p saksi-domain vectors` rewrites the files. `tests/python` reads them.

mod bundle;
mod folds;
mod histories;
#[cfg(test)]
mod judge;
mod mutants;
pub mod story;

use serde_json::{Value as Json, json};

use crate::journal::EntryId;
use crate::journal::cbor::{self, CborError, Value};
use crate::journal::checkpoint::{CheckpointError, Receipt};
use crate::journal::entry::{Entry, EntryError};
use crate::journal::ledger::LedgerError;
use crate::journal::log::AdmissionError;
use crate::journal::member::LineError;

use story::Story;

/// A file of the vectors: its path below `tests/vectors`, and its bytes.
pub type File = (String, Vec<u8>);

/// Every file of the vectors.
#[must_use]
pub fn files() -> Vec<File> {
    let story = story::tell();
    let mut files = vec![
        ("entries.json".to_owned(), text(&entries(&story))),
        ("checkpoints.json".to_owned(), text(&checkpoints(&story))),
        ("folds.json".to_owned(), text(&folds::cases(&story))),
        ("histories.json".to_owned(), text(&histories::all(&story))),
        ("mutants.json".to_owned(), text(&mutants::all(&story))),
    ];
    files.extend(bundle::full(&story));
    files
}

fn text(json: &Json) -> Vec<u8> {
    let mut text = serde_json::to_string_pretty(json).expect("JSON of strings is written");
    text.push('\n');
    text.into_bytes()
}

fn hexed(value: &Value) -> String {
    hex::encode(cbor::encode(value))
}

/// The entry as the journal holds it now: without its body once erased.
fn held<'a>(story: &'a Story, id: &EntryId) -> &'a Entry {
    &story.ledger.get(id).expect("the story's entries are held").entry
}

fn entries(story: &Story) -> Json {
    let one = |(index, (name, entry)): (usize, &(&'static str, Entry))| {
        let header = &entry.header;
        json!({
            "name": name,
            "index": index,
            "id": entry.id,
            "record": entry.record(),
            "log": header.log,
            "seq": header.seq,
            "kind": header.kind.code(),
            "author": header.author,
            "scope": header.scope,
            "twin": story.ledger.get(&entry.id).is_some_and(|h| h.twin),
            "exchanged": hexed(&held(story, &entry.id).to_value()),
        })
    };
    let keys = ["admin", "hub", "checkpoint", "clock", "phone-1", "phone-2", "supervisor"];
    let key = |name: &&str| {
        let key = story::key(name);
        let public = hex::encode(key.verifying_key().as_bytes());
        ((*name).to_owned(), json!({ "seed": hex::encode(key.to_bytes()), "public": public }))
    };
    let erased = story.entry("person");
    json!({
        "format": "saksi-vectors/1",
        "project": story.project(),
        "keys": keys.iter().map(key).collect::<serde_json::Map<_, _>>(),
        "entries": story.entries.iter().enumerate().map(one).collect::<Vec<_>>(),
        "before_erasure": { "id": erased.id, "exchanged": hexed(&erased.to_value()) },
    })
}

fn hash_list(hashes: &[[u8; 32]]) -> Json {
    hashes.iter().map(hex::encode).collect()
}

fn checkpoints(story: &Story) -> Json {
    let tree = story.ledger.tree();
    let sizes: Vec<u64> = story.notes.iter().map(|n| size_of(n)).collect();
    let root = |size: u64| hex::encode(tree.root_at(size).expect("the tree held this size"));
    let newest = *sizes.last().expect("the story has checkpoints");
    let inclusion = |index: u64| {
        let proof = tree.inclusion_proof(index, newest).expect("the index is inside");
        let id = story.ledger.from_index(index).next().expect("the index is inside").entry.id;
        json!({ "id": id, "index": index, "size": newest, "root": root(newest),
                "proof": hash_list(&proof) })
    };
    let consistency = |old: u64, new: u64| {
        let proof = tree.consistency_proof(old, new).expect("both sizes are inside");
        json!({ "old": old, "old_root": root(old), "new": new, "new_root": root(new),
                "proof": hash_list(&proof) })
    };
    json!({
        "notes": story.notes,
        "roots": (0..=newest).map(root).collect::<Vec<_>>(),
        "receipts": (0..3).map(|batch| receipt(story, &sizes, batch)).collect::<Vec<_>>(),
        "inclusion": (0..newest).map(inclusion).collect::<Vec<_>>(),
        "consistency": (0..=newest).map(|old| consistency(old, newest)).collect::<Vec<_>>(),
    })
}

fn size_of(note: &str) -> u64 {
    note.lines().nth(1).and_then(|size| size.parse().ok()).expect("a note states its size")
}

fn receipt(story: &Story, sizes: &[u64], batch: usize) -> Json {
    let from = if batch == 0 { 0 } else { sizes[batch - 1] };
    let proof = story.ledger.tree().range_proof(from, sizes[batch], sizes[2]);
    let proof = proof.expect("the batch is inside");
    let receipt = Receipt { note: story.notes[2].clone(), from, proof };
    let count = usize::try_from(sizes[batch] - from).expect("a batch in memory");
    let ids: Vec<EntryId> = story.ledger.from_index(from).take(count).map(|h| h.entry.id).collect();
    json!({ "entries": ids, "receipt": hexed(&receipt.to_value()) })
}

/// The word of `docs/formats/` for why something is refused.
pub trait Reason {
    /// The stable word.
    fn reason(&self) -> &'static str;
}

impl Reason for CborError {
    fn reason(&self) -> &'static str {
        match self {
            Self::Malformed(_) => "cbor-malformed",
            Self::TooDeep => "cbor-depth",
            Self::NotDeterministic(rule) => match *rule {
                "bytes after the end" => "cbor-trailing",
                "text is NFC" => "cbor-not-nfc",
                "integers fit 64 bits with sign" => "cbor-int-range",
                "lengths are definite" => "cbor-indefinite",
                "no floats" => "cbor-float",
                "no tags" => "cbor-tag",
                "map keys do not repeat" => "cbor-duplicate-key",
                "map keys are in bytewise order" => "cbor-key-order",
                _ => "cbor-not-shortest",
            },
            Self::Shape { expected, .. } => match *expected {
                "no such key in this version" => "unknown-key",
                "a path that alternates field and row" | "a path of 1 to 12 steps" => "path",
                "`undefined` for a row as a whole, and only there" => "tombstone",
                "each path once" => "path-twice",
                "no empty lists and no false flags" => "empty",
                _ => "shape",
            },
        }
    }
}

impl Reason for EntryError {
    fn reason(&self) -> &'static str {
        match self {
            Self::TooLarge("body", _) => "body-too-large",
            Self::TooLarge(..) => "header-too-large",
            Self::Envelope => "envelope",
            Self::Cbor(error) => error.reason(),
            Self::Version(_) => "version",
            Self::Header("prev is absent exactly at seq 0") => "prev",
            Self::Header("at most 32 parents") => "parents-many",
            Self::Header("parents are sorted and differ") => "parents-order",
            Self::Header("a root has no record and no parents") => "root",
            Self::Header("this genesis is of another project") => "other-project",
            Self::Header(_) => "empty",
            Self::Signature => "signature",
            Self::Commitment => "commitment",
        }
    }
}

impl Reason for AdmissionError {
    fn reason(&self) -> &'static str {
        match self {
            Self::Entry(error) => error.reason(),
            Self::UnknownLog(_) => "unknown-log",
            Self::Gap { .. } => "gap",
            Self::Chain { .. } => "chain",
            Self::SeenDecreases => "seen-decreases",
        }
    }
}

impl Reason for LineError {
    fn reason(&self) -> &'static str {
        match self {
            Self::Entry(error) => error.reason(),
            Self::NotALine => "not-a-line",
            Self::NoRight => "no-right",
            Self::Arg(what) if what.ends_with("the signature does not hold") => "enrol-signature",
            Self::Arg(_) => "arg",
            Self::Invitation("is unknown") => "invitation-unknown",
            Self::Invitation("was used before") => "invitation-used",
            Self::Invitation("has expired") => "invitation-expired",
            Self::Invitation("given twice") => "invitation-twice",
            Self::Invitation(_) => "invitation-person",
            Self::UnknownVerb => "unknown-verb",
            Self::NoGenesis => "genesis",
        }
    }
}

impl Reason for LedgerError {
    fn reason(&self) -> &'static str {
        match self {
            Self::Admission(error) => error.reason(),
            Self::Line(error) => error.reason(),
        }
    }
}

impl Reason for CheckpointError {
    fn reason(&self) -> &'static str {
        match self {
            Self::Format => "note-format",
            Self::Origin => "note-origin",
            Self::Signature => "note-signature",
            Self::Time => "note-time",
            Self::Proof => "proof",
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::disallowed_methods, reason = "the vectors are files, read by Python too")]

    use std::path::Path;

    use super::*;

    #[test]
    fn the_vectors_on_disk_are_the_ones_this_code_writes() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/vectors");
        let update = std::env::var("UPDATE").is_ok_and(|u| u == "1");
        for (name, bytes) in files() {
            let path = root.join(&name);
            if update {
                std::fs::create_dir_all(path.parent().unwrap()).unwrap();
                std::fs::write(&path, &bytes).unwrap();
            }
            let on_disk = std::fs::read(&path).unwrap_or_default();
            assert!(on_disk == bytes, "{name} differs; UPDATE=1 rewrites it, on purpose only");
        }
    }

    #[test]
    fn every_mutant_is_refused_for_its_named_reason() {
        let story = story::tell();
        let all = mutants::all(&story);
        let all = all["mutants"].as_array().unwrap();
        assert!(all.len() >= 20);
        for mutant in all {
            let got = judge::judge(&story, mutant);
            assert_eq!(got, mutant["reason"].as_str().unwrap(), "{}", mutant["name"]);
        }
    }

    #[test]
    fn every_receipt_of_the_story_holds() {
        let story = story::tell();
        for receipt in checkpoints(&story)["receipts"].as_array().unwrap() {
            assert_eq!(judge::judge_receipt(&story, receipt), "ok");
        }
    }
}

//! The vectors in `tests/vectors`: one story, its folds and proofs, and mutants that must be
//! refused, each for a named reason.
//!
//! The reasons are words of `docs/formats/`; `reason.rs` maps the errors of this crate onto them.
//! `UPDATE=1 cargo test -p saksi-domain vectors` rewrites the files. `tests/python` reads them.

mod bundle;
mod folds;
mod histories;
#[cfg(test)]
mod judge;
mod mutants;
#[cfg(test)]
mod reason;
mod story;

use serde_json::{Value as Json, json};

use crate::journal::EntryId;
use crate::journal::cbor::{self, Value};
use crate::journal::checkpoint::Receipt;
use crate::journal::entry::Entry;

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
        let id = story.ledger.since_index(index).next().expect("the index is inside").entry.id;
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
    let ids: Vec<EntryId> =
        story.ledger.since_index(from).take(count).map(|h| h.entry.id).collect();
    json!({ "entries": ids, "receipt": hexed(&receipt.to_value()) })
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
        let blobs = root.join("bundle/blobs");
        if update && blobs.exists() {
            std::fs::remove_dir_all(&blobs).unwrap();
        }
        let files = files();
        for (name, bytes) in &files {
            let path = root.join(name);
            if update {
                std::fs::create_dir_all(path.parent().unwrap()).unwrap();
                std::fs::write(&path, bytes).unwrap();
            }
            let on_disk = std::fs::read(&path).unwrap_or_default();
            assert!(on_disk == *bytes, "{name} differs; UPDATE=1 rewrites it, on purpose only");
        }
        let written = files.iter().filter(|(name, _)| name.contains("/blobs/")).count();
        assert_eq!(std::fs::read_dir(blobs).unwrap().count(), written, "a stray blob");
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

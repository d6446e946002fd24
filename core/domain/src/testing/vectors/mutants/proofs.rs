//! Notes, receipts and proofs with one fault each.

use serde_json::{Value as Json, json};

use super::super::story::{Story, key};
use super::super::{checkpoints, hexed};
use crate::journal::cbor::Value;
use crate::journal::checkpoint::Checkpoint;

pub(super) fn all(story: &Story) -> Vec<Json> {
    let mut all = notes(story);
    let good = checkpoints(story);
    all.extend(receipts(&good));
    all.extend(paths(&good));
    all
}

fn notes(story: &Story) -> Vec<Json> {
    let note = story.notes[1].as_str();
    let (text, signatures) = note.split_once("\n\n").expect("a note has two parts");
    let mut lines = text.lines();
    let origin = lines.next().expect("a note has an origin");
    let size = lines.next().expect("a note has a size");
    let (by_key, by_clock) = signatures.split_once('\n').expect("a note has two signatures");
    let head = |clock_name: &str| {
        let hub = story.ledger.membership().hub_keys().expect("the story has a hub");
        let checkpoint =
            Checkpoint::verify(note, &story.project(), hub).expect("the story's notes hold");
        checkpoint.sign(&key("checkpoint"), &key(clock_name))
    };
    let later = swapped_time(by_clock);
    let case = |name: &str, reason: &str, note: String| json!({ "name": name, "check": "note", "reason": reason, "note": note });
    let resized = note.replace(&format!("\n{size}\n"), &format!("\n{size}1\n"));
    let padded = note.replace(&format!("\n{size}\n"), &format!("\n0{size}\n"));
    vec![
        case("a note that holds", "ok", note.to_owned()),
        case("a note with another size", "note-signature", resized),
        case("a size with a leading zero", "note-format", padded),
        case("a note of another hub", "note-origin", note.replace("hub.example", "hub.other")),
        case(
            "a note of another epoch than signed",
            "note-signature",
            note.replace(origin, &format!("{}1", &origin[..origin.len() - 1])),
        ),
        case("a note without a time", "note-time", format!("{text}\n\n{by_key}\n")),
        case("a note with another time", "note-time", format!("{text}\n\n{by_key}\n{later}\n")),
        case("a time by another clock", "note-time", head("hub")),
        case(
            "a note without the hub's signature",
            "note-signature",
            format!("{text}\n\n{by_clock}"),
        ),
        case("a note without signatures", "note-format", format!("{text}\n")),
    ]
}

/// The clock's line with its time one second later.
fn swapped_time(line: &str) -> String {
    use base64::{Engine as _, prelude::BASE64_STANDARD as BASE64};
    let (name, encoded) = line.trim_end().rsplit_once(' ').expect("a signature line has parts");
    let mut bytes = BASE64.decode(encoded).expect("a signature is base64");
    bytes[11] ^= 1;
    format!("{name} {}", BASE64.encode(bytes))
}

fn receipts(good: &Json) -> Vec<Json> {
    let batch = good["receipts"][1].clone();
    let case = |name: &str, reason: &str, entries: Json, change: &dyn Fn(&mut Vec<Value>)| {
        let bytes = hex::decode(batch["receipt"].as_str().unwrap_or_default()).unwrap_or_default();
        let Ok(Value::Array(mut parts)) = crate::journal::cbor::decode(&bytes) else {
            unreachable!("a receipt is an array")
        };
        change(&mut parts);
        json!({ "name": name, "check": "receipt", "reason": reason, "entries": entries,
                "receipt": hexed(&Value::Array(parts)) })
    };
    let entries = batch["entries"].clone();
    let mut fewer = entries.clone();
    fewer.as_array_mut().map(Vec::pop);
    let mut swapped = entries.clone();
    if let Some(list) = swapped.as_array_mut() {
        list.swap(0, 1);
    }
    let proof = |parts: &mut Vec<Value>, change: &dyn Fn(&mut Vec<Value>)| {
        if let Value::Array(hashes) = &mut parts[2] {
            change(hashes);
        }
    };
    vec![
        case("a receipt that holds", "ok", entries.clone(), &|_| ()),
        case("a range proof with a wrong hash", "proof", entries.clone(), &|p| {
            proof(p, &|hashes| hashes[0] = Value::bytes(&[1; 32]));
        }),
        case("a range proof with a hash too many", "proof", entries.clone(), &|p| {
            proof(p, &|hashes| hashes.push(Value::bytes(&[1; 32])));
        }),
        case("a range proof with a hash too few", "proof", entries.clone(), &|p| {
            proof(p, &|hashes| drop(hashes.pop()));
        }),
        case("a receipt from another index", "proof", entries, &|p| p[1] = Value::Int(8)),
        case("a receipt for fewer entries", "proof", fewer, &|_| ()),
        case("a receipt for entries in another order", "proof", swapped, &|_| ()),
    ]
}

fn paths(good: &Json) -> Vec<Json> {
    let named = |from: &Json, check: &str, name: &str, reason: &str| {
        let mut case = from.clone();
        case["name"] = name.into();
        case["check"] = check.into();
        case["reason"] = reason.into();
        case
    };
    let inclusion = |name: &str, reason| named(&good["inclusion"][5], "inclusion", name, reason);
    let mut other = inclusion("an inclusion proof for another entry", "proof");
    other["id"] = good["inclusion"][6]["id"].clone();
    let mut moved = inclusion("an inclusion proof for another index", "proof");
    moved["index"] = 6.into();
    let mut short = inclusion("an inclusion proof with a hash too few", "proof");
    short["proof"].as_array_mut().map(Vec::pop);
    let mut outside = inclusion("an index outside the tree", "proof");
    outside["index"] = outside["size"].clone();
    let wrong = hex::encode([1; 32]);
    let consistency =
        |name: &str, reason| named(&good["consistency"][13], "consistency", name, reason);
    let mut broken = consistency("a consistency proof with a wrong hash", "proof");
    broken["proof"][0] = wrong.clone().into();
    let mut rewritten = consistency("an old root that was rewritten", "proof");
    rewritten["old_root"] = wrong.into();
    let mut shrunk = consistency("a tree that shrank", "proof");
    (shrunk["old"], shrunk["new"]) = (shrunk["new"].clone(), shrunk["old"].clone());
    vec![
        inclusion("an inclusion proof that holds", "ok"),
        other,
        moved,
        short,
        outside,
        consistency("a consistency proof that holds", "ok"),
        broken,
        rewritten,
        shrunk,
    ]
}

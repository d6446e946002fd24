//! What this crate says to a mutant: `ok`, or the reason it is refused for.

use serde_json::Value as Json;

use super::reason::Reason;
use super::story::Story;
use crate::journal::cbor::{self, Reader};
use crate::journal::checkpoint::{Checkpoint, Receipt};
use crate::journal::entry::Entry;
use crate::journal::member::Membership;
use crate::journal::merkle::{is_consistent, root_of_inclusion};
use crate::journal::{EntryId, ProjectId};

pub(super) fn judge(story: &Story, mutant: &Json) -> &'static str {
    let outcome = |result: Result<(), &'static str>| result.err().unwrap_or("ok");
    match mutant["check"].as_str().unwrap() {
        "admit" => outcome(admit(story, mutant)),
        "begin" => outcome(begin(mutant)),
        _ => judge_proof(story, mutant),
    }
}

fn exchanged(project: ProjectId, mutant: &Json) -> Result<Entry, &'static str> {
    let mut bytes = hex::decode(mutant["exchanged"].as_str().unwrap()).unwrap();
    let zeros = mutant["zeros"].as_u64().unwrap_or(0);
    bytes.resize(bytes.len() + usize::try_from(zeros).unwrap(), 0);
    let value = cbor::decode(&bytes).map_err(|e| e.reason())?;
    Entry::from_reader(project, &Reader::new(&value, "entry")).map_err(|e| e.reason())
}

fn admit(story: &Story, mutant: &Json) -> Result<(), &'static str> {
    let entry = exchanged(story.project(), mutant)?;
    story.ledger.check(&entry).map(drop).map_err(|e| e.reason())
}

fn begin(mutant: &Json) -> Result<(), &'static str> {
    let entry = exchanged(ProjectId::UNBORN, mutant)?;
    Membership::begin(&entry).map(drop).map_err(|e| e.reason())
}

fn hash(json: &Json) -> [u8; 32] {
    hex::decode(json.as_str().unwrap()).unwrap().try_into().unwrap()
}

fn hashes(json: &Json) -> Vec<[u8; 32]> {
    json.as_array().unwrap().iter().map(hash).collect()
}

fn judge_proof(story: &Story, mutant: &Json) -> &'static str {
    let hub = story.ledger.membership().hub_keys().unwrap();
    let number = |name: &str| mutant[name].as_u64().unwrap();
    let holds = |truth: bool| if truth { "ok" } else { "proof" };
    match mutant["check"].as_str().unwrap() {
        "note" => Checkpoint::verify(mutant["note"].as_str().unwrap(), &story.project(), hub)
            .err()
            .map_or("ok", |e| e.reason()),
        "receipt" => judge_receipt(story, mutant),
        "inclusion" => {
            let (id, proof) = (EntryId(hash(&mutant["id"])), hashes(&mutant["proof"]));
            let root = root_of_inclusion(&id, number("index"), number("size"), &proof);
            holds(root == Some(hash(&mutant["root"])))
        }
        "consistency" => {
            let (old, new) = (hash(&mutant["old_root"]), hash(&mutant["new_root"]));
            let proof = hashes(&mutant["proof"]);
            holds(is_consistent(number("old"), &old, number("new"), &new, &proof))
        }
        other => panic!("no such check: {other}"),
    }
}

pub(super) fn judge_receipt(story: &Story, json: &Json) -> &'static str {
    let hub = story.ledger.membership().hub_keys().unwrap();
    let value = cbor::decode(&hex::decode(json["receipt"].as_str().unwrap()).unwrap()).unwrap();
    let receipt = Receipt::from_reader(&Reader::new(&value, "receipt")).unwrap();
    let entries: Vec<EntryId> = hashes(&json["entries"]).into_iter().map(EntryId).collect();
    receipt.verify(&entries, &story.project(), hub).err().map_or("ok", |e| e.reason())
}

//! Fold cases: some entries of the story, a prefix of the member line, and what they fold to.

use std::sync::Arc;

use serde_json::{Value as Json, json};
use sha2::{Digest as _, Sha256};

use super::hexed;
use super::story::Story;
use crate::journal::cbor::{self, Value};
use crate::journal::record::{Folded, Held, Shelf, View, fold_entries};
use crate::journal::{EntryId, Membership, RecordId};

const EARLY: &[&str] = &["root", "change-1", "change-2"];
const RESOLVED: &[&str] = &["root", "change-1", "change-2", "resolve"];

/// Name, last line entry that counts, record, entries in the order they were delivered.
const CASES: &[(&str, &str, &str, &[&str])] = &[
    ("a row removed, a field cleared", "grant", "root", &["root", "change-1"]),
    ("two fields by two phones merge, two paths conflict", "grant", "root", EARLY),
    ("the conflict is resolved, the other stays", "grant", "root", RESOLVED),
    (
        "a twin writes nothing",
        "grant",
        "root",
        &["twin", "resolve", "change-2", "change-1", "root"],
    ),
    ("what comes before its parents waits", "grant", "root", &["resolve", "root", "change-2"]),
    (
        "after a revocation an entry is void",
        "revoke",
        "root",
        &["root", "change-1", "change-2", "resolve", "late"],
    ),
    (
        "an admitted entry counts after all",
        "admit",
        "root",
        &["root", "change-1", "change-2", "resolve", "late"],
    ),
    (
        "an acceptance goes stale, a verb from the future is unknown",
        "admit",
        "root",
        &["root", "change-1", "change-2", "resolve", "accept", "change-3", "newer"],
    ),
    ("a log that is not enrolled yet writes nothing", "invite-3", "root", EARLY),
    ("nothing is left of an erased record", "admit", "person", &["person", "erase"]),
];

struct Alone;

impl Shelf for Alone {
    fn of_record(&self, _: RecordId) -> Vec<Arc<Held>> {
        Vec::new()
    }
}

pub(super) fn cases(story: &Story) -> Json {
    let cases: Vec<Json> = CASES.iter().map(|case| one(story, *case)).collect();
    json!({ "format": "saksi-vectors/1", "folds": cases, "all": all(story) })
}

/// The digest over every record of the story (docs/formats/record.md).
fn all(story: &Story) -> Json {
    let line = story.project();
    let records = story.ledger.records().filter(|r| r.0 != line.0);
    let folds: Vec<Value> = records.map(|r| story.ledger.fold(r).to_value()).collect();
    json!({ "digest": hex::encode(Sha256::digest(cbor::encode(&Value::Array(folds)))) })
}

fn one(story: &Story, (name, until, record, entries): (&str, &str, &str, &[&str])) -> Json {
    let last = story.entries.iter().position(|(n, _)| *n == until).expect("a line entry");
    let line: Vec<_> = story.entries[..=last]
        .iter()
        .map(|(_, entry)| entry)
        .filter(|entry| entry.record().0 == story.project().0)
        .collect();
    let membership = Membership::from_line(line.iter().copied()).expect("the story's line holds");
    let held = entries.iter().map(|name| {
        story.ledger.get(&story.id(name)).expect("the story's entries are held").clone()
    });
    let view = View { membership: &membership, shelf: &Alone, before: None };
    let folded = fold_entries(story.id(record), held.collect(), view);
    let ids: Vec<EntryId> = entries.iter().map(|name| story.id(name)).collect();
    json!({
        "name": name,
        "line": line.len(),
        "record": folded.record,
        "entries": ids,
        "folded": outcome(&folded),
        "value": hexed(&folded.to_value()),
        "digest": hex::encode(Sha256::digest(cbor::encode(&folded.to_value()))),
    })
}

fn outcome(folded: &Folded) -> Json {
    let void: Vec<_> = folded.void.iter().map(|(id, why)| json!([id, why.code()])).collect();
    let unknown: Vec<_> = folded.unknown.iter().map(|(id, why)| json!([id, why.code()])).collect();
    let conflicts: Vec<_> = folded.conflicts().map(|(path, _)| hexed(&path.to_value())).collect();
    json!({
        "heads": folded.heads,
        "pending": folded.pending,
        "void": void,
        "unknown": unknown,
        "conflicts": conflicts,
        "acts": folded.acts.iter().map(|a| a.entry).collect::<Vec<_>>(),
        "stale": folded.stale,
        "erased": folded.erased,
    })
}

//! Random histories of one record, with what they fold to: the same seeds, the same bytes.
//!
//! Small alphabets make concurrent writes, removals of nested rows and void entries frequent.

use std::sync::Arc;

use serde_json::{Value as Json, json};
use sha2::{Digest as _, Sha256};

use super::hexed;
use super::story::{
    HUB, PHONE_1, PHONE_2, Pen, SUPERVISOR, Story, derived, field, key, log, member,
};
use crate::journal::body::{Body, Clocks, Write};
use crate::journal::cbor::{self, Value};
use crate::journal::entry::{Entry, Header, Kind};
use crate::journal::record::{Held, Shelf, View, fold_entries};
use crate::journal::{EntryId, Path, RecordId, RowId};

const HISTORIES: u64 = 24;

struct Alone;

impl Shelf for Alone {
    fn of_record(&self, _: RecordId) -> Vec<Arc<Held>> {
        Vec::new()
    }
}

/// A xorshift generator: deterministic, and good enough to choose by.
struct Dice(u64);

impl Dice {
    fn below(&mut self, n: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 33).unwrap_or(0) % n
    }
}

pub(super) fn all(story: &Story) -> Json {
    let histories: Vec<Json> = (1..=HISTORIES).map(|seed| one(story, seed)).collect();
    json!({ "format": "saksi-vectors/1", "histories": histories })
}

fn one(story: &Story, seed: u64) -> Json {
    let mut dice = Dice(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15));
    let length = 6 + dice.below(9);
    let mut entries: Vec<Entry> = Vec::new();
    for i in 0..length {
        let entry = next(story, &mut dice, &entries, &format!("{seed} {i}"));
        entries.push(entry);
    }
    let held = entries.iter().map(|entry| {
        let entry = entry.clone();
        Arc::new(Held { entry, index: None, recorded_ms: None, seen_ms: None, twin: false })
    });
    let view = View { membership: story.ledger.membership(), shelf: &Alone, before: None };
    let folded = fold_entries(entries[0].id, held.collect(), view);
    json!({
        "seed": seed,
        "record": folded.record,
        "exchanged": entries.iter().map(|e| hexed(&e.to_value())).collect::<Vec<_>>(),
        "void": folded.void.len(),
        "conflicts": folded.conflicts().count(),
        "heads": folded.heads,
        "digest": hex::encode(Sha256::digest(cbor::encode(&folded.to_value()))),
    })
}

fn next(story: &Story, dice: &mut Dice, before: &[Entry], name: &str) -> Entry {
    // The hub may not write changes; the second phone is revoked from its entry 3 on.
    let pens = [PHONE_1, PHONE_1, PHONE_2, PHONE_2, SUPERVISOR, HUB];
    let pen: Pen = if before.is_empty() { PHONE_1 } else { pens[dice.below(pens.len())] };
    let seq = u64::from(before.len() > 6) * 3 + dice.below(3) as u64;
    let mut parents: Vec<EntryId> = Vec::new();
    for _ in 0..=dice.below(3) {
        if let Some(entry) = before.get(before.len().saturating_sub(1 + dice.below(4))) {
            parents.push(entry.id);
        }
    }
    parents.sort_unstable();
    parents.dedup();
    let erases = !before.is_empty() && dice.below(40) == 0;
    let mut body = Body::new(Clocks::default());
    if !erases {
        for _ in 0..=dice.below(3) {
            let write = write(dice);
            if !body.writes.iter().any(|w| w.path == write.path) {
                body.writes.push(write);
            }
        }
    }
    let header = Header {
        log: log(pen.0, pen.1),
        seq,
        prev: (seq > 0).then(|| EntryId(derived("prev", name))),
        seen: None,
        author: member(pen.2),
        scope: field().label(),
        kind: if erases { Kind::Erase } else { Kind::Change },
        record: before.first().map(|root| root.id),
        parents,
        commitment: [0; 32],
    };
    Entry::sign(story.project(), header, body, derived("salt", name), &key(pen.0))
        .expect("histories are well formed")
}

fn write(dice: &mut Dice) -> Write {
    let row = |name: &str| RowId(derived("row", name));
    let outer = Path::field("titik").row(row(["a", "b"][dice.below(2)]));
    let inner = outer.child("foto").row(row(["c", "d"][dice.below(2)]));
    let path = match dice.below(8) {
        0 | 1 => Path::field("apa"),
        2 => outer.child("tempat"),
        3 => outer.child("#order"),
        4 => inner.child("nama"),
        5 => Path::field("Ä"),
        6 => inner,
        _ => outer,
    };
    let value = match dice.below(5) {
        _ if path.is_row() => Value::Gone,
        0 => Value::Null,
        1 => Value::Int(-1),
        2 => Value::Int(300),
        3 => "x".into(),
        _ => Value::Array(vec![Value::Bool(true), Value::bytes(&[0])]),
    };
    Write { path, value }
}

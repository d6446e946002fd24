//! Writing a bundle out of a whole journal. The caller brings sealed files and takes ours.

use std::collections::BTreeMap;

use super::{BundleKind, FORMAT, Manifest, blob_file, file};
use crate::journal::cbor::{Value, encode};
use crate::journal::ledger::Ledger;
use crate::journal::record::Held;
use crate::journal::{Audience, Cid, ScopeLabel};

/// Takes a file of the bundle: its path in the folder, and its bytes.
type Put<'a, E> = &'a mut dyn FnMut(&str, &[u8]) -> Result<(), E>;

/// Writes a bundle: calls `put` for each file. Returns the cids of sealed files that were wanted
/// and not there (an original that is still on a phone).
///
/// `notes` are the hub's signed checkpoints, oldest first; the last one covers what is written.
///
/// # Errors
/// Whatever `put` says.
pub fn write<E>(
    ledger: &Ledger,
    notes: &[String],
    kind: BundleKind,
    created: i64,
    blob: &mut dyn FnMut(Cid) -> Option<Vec<u8>>,
    put: Put<'_, E>,
) -> Result<Vec<Cid>, E> {
    let project = ledger.membership().project;
    let manifest = Manifest { format: FORMAT.to_owned(), kind, project, created };
    let manifest = serde_json::to_vec_pretty(&manifest).expect("a manifest is plain JSON");
    let chosen = choose(ledger, kind);
    put(file::MANIFEST, &manifest)?;
    let line = ledger.line().iter().map(|held| held.entry.to_value()).collect();
    put(file::LINE, &encode(&Value::Array(line)))?;
    let entries = chosen.iter().map(|held| Value::Array(vec![index(held), held.entry.to_value()]));
    put(file::ENTRIES, &encode(&Value::Array(entries.collect())))?;
    put(file::CHECKPOINT, notes.last().map_or(&[][..], |note| note.as_bytes()))?;
    let notes = notes.iter().map(|note| Value::text(note)).collect();
    put(file::CHECKPOINTS, &encode(&Value::Array(notes)))?;
    put(file::PROOFS, &encode(&proofs(ledger, kind, &chosen)))?;
    let mut absent = Vec::new();
    for cid in chosen.iter().filter_map(|h| h.entry.body()).flat_map(|b| &b.blobs).map(|b| b.cid) {
        match blob(cid) {
            Some(bytes) => put(&blob_file(cid), &bytes)?,
            None => absent.push(cid),
        }
    }
    Ok(absent)
}

/// The entries of a bundle by index: what is wanted, and the headers of what acts cite beyond it.
fn choose(ledger: &Ledger, kind: BundleKind) -> Vec<Held> {
    let covered = |held: &Held| held.index.is_some_and(|index| index < ledger.covered());
    let mut chosen: BTreeMap<u64, Held> = BTreeMap::new();
    let mut cited: Vec<Held> = Vec::new();
    for held in ledger.since_index(0).filter(|held| covered(held)) {
        if wanted(ledger, kind, held.entry.header.scope) {
            cited.extend(ledger.cited_headers(&held.entry));
            chosen.insert(held.index.unwrap_or_default(), (**held).clone());
        }
    }
    for held in cited.into_iter().filter(covered) {
        chosen.entry(held.index.unwrap_or_default()).or_insert(held);
    }
    chosen.into_values().collect()
}

fn wanted(ledger: &Ledger, kind: BundleKind, scope: ScopeLabel) -> bool {
    kind == BundleKind::Full
        || ledger
            .membership()
            .scope(scope)
            .is_some_and(|scope| matches!(scope.audience, Audience::Register | Audience::Public))
}

fn index(held: &Held) -> Value {
    Value::Int(held.index.and_then(|i| i64::try_from(i).ok()).unwrap_or(i64::MAX))
}

/// Inclusion proofs against the latest checkpoint; none where the tree can be recomputed.
fn proofs(ledger: &Ledger, kind: BundleKind, chosen: &[Held]) -> Value {
    if kind == BundleKind::Full {
        return Value::Map(Vec::new());
    }
    let proof = |held: &Held| {
        let path = ledger.tree().inclusion_proof(held.index?, ledger.covered())?;
        let path = path.iter().map(|hash| Value::bytes(hash)).collect();
        Some((Value::bytes(&held.entry.id.0), Value::Array(vec![index(held), Value::Array(path)])))
    };
    Value::map(chosen.iter().filter_map(proof).collect())
}

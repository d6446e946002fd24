//! Writing a bundle out of a whole journal. The caller brings sealed files and takes ours.

use super::{BundleKind, FORMAT, Manifest, blob_file, file};
use crate::journal::cbor::{Value, encode};
use crate::journal::ledger::Ledger;
use crate::journal::record::Held;
use crate::journal::{Audience, Cid, ScopeLabel};

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
    put: &mut dyn FnMut(&str, &[u8]) -> Result<(), E>,
) -> Result<Vec<Cid>, E> {
    let project = ledger.membership().project;
    let manifest = Manifest { format: FORMAT.to_owned(), kind, project, created };
    let manifest = serde_json::to_vec_pretty(&manifest).expect("a manifest is plain JSON");
    let covered = ledger.covered();
    let chosen: Vec<_> = ledger
        .from_index(0)
        .filter(|held| {
            held.index.is_some_and(|i| i < covered) && wanted(ledger, kind, held.entry.header.scope)
        })
        .cloned()
        .collect();
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
fn proofs(ledger: &Ledger, kind: BundleKind, chosen: &[std::sync::Arc<Held>]) -> Value {
    if kind == BundleKind::Full {
        return Value::Map(Vec::new());
    }
    let proof = |held: &std::sync::Arc<Held>| {
        let path = ledger.tree().inclusion_proof(held.index?, ledger.covered())?;
        let path = path.iter().map(|hash| Value::bytes(hash)).collect();
        Some((Value::bytes(&held.entry.id.0), Value::Array(vec![index(held), Value::Array(path)])))
    };
    Value::map(chosen.iter().filter_map(proof).collect())
}

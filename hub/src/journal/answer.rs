//! What the hub says of entries pushed: how it folds them now, and receipts for their places.

use std::collections::BTreeMap;

use saksi_domain::journal::checkpoint::Receipt;
use saksi_domain::journal::record::Folded;
use saksi_domain::journal::{EntryId, Kind, RecordId};
use saksi_domain::sync::wire::Verdict;

use super::Journal;

/// One verdict per id, in the order asked. All ids are stored.
#[must_use]
pub fn verdicts(journal: &Journal, ids: &[EntryId]) -> Vec<Verdict> {
    let mut folds: BTreeMap<RecordId, Folded> = BTreeMap::new();
    let ledger = journal.ledger();
    let held = ids.iter().filter_map(|id| ledger.get(id));
    held.map(|held| {
        let (id, record) = (held.entry.id, held.entry.record());
        let (effect, reason) = if held.entry.header.kind == Kind::Member {
            // The line is not folded as a record: what it holds was admitted with effect.
            ("ok", String::new())
        } else {
            effect_in(folds.entry(record).or_insert_with(|| ledger.fold(record)), id)
        };
        let index = held.index.unwrap_or_default();
        Verdict { id, index, effect: effect.to_owned(), reason }
    })
    .collect()
}

fn effect_in(fold: &Folded, id: EntryId) -> (&'static str, String) {
    if let Some((_, reason)) = fold.void.iter().find(|(void, _)| *void == id) {
        return ("void", reason.code().to_owned());
    }
    if let Some((_, reason)) = fold.unknown.iter().find(|(unknown, _)| *unknown == id) {
        return ("unknown", reason.code().to_owned());
    }
    if fold.pending.contains(&id) {
        return ("unknown", "parents-missing".to_owned());
    }
    ("ok", String::new())
}

/// Receipts that cover all `indexes`: one for each run of places that one checkpoint covered
/// first, so that the same question always has the same answer.
#[must_use]
pub fn receipts(journal: &Journal, mut indexes: Vec<u64>) -> Vec<Receipt> {
    indexes.sort_unstable();
    indexes.dedup();
    let cover = |index: u64| journal.first_cover(index).map(|noted| noted.size);
    let runs = indexes.chunk_by(|a, b| a + 1 == *b && cover(*a) == cover(*b));
    let receipt = |run: &[u64]| {
        let (first, last) = (*run.first()?, *run.last()?);
        let noted = journal.first_cover(first)?;
        let proof = journal.ledger().tree().range_proof(first, last + 1, noted.size)?;
        Some(Receipt { note: noted.note.clone(), from: first, proof })
    };
    runs.filter_map(receipt).collect()
}

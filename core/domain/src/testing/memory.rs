//! Stores in memory: the plainest thing that the contracts of [`crate::store`] allow.

use std::collections::{BTreeMap, BTreeSet};

use sha2::{Digest as _, Sha256};

use crate::journal::log::Frontier;
use crate::journal::record::Held;
use crate::journal::{Cid, EntryId, LogId, RecordId, ScopeLabel};
use crate::store::{BlobError, BlobStore, EntryStore, StoreError};

/// Entries in memory.
#[derive(Debug, Clone, Default)]
pub struct MemoryStore {
    entries: BTreeMap<EntryId, Held>,
}

impl MemoryStore {
    fn all(&self, wanted: impl Fn(&Held) -> bool) -> Vec<Held> {
        self.entries.values().filter(|held| wanted(held)).cloned().collect()
    }
}

impl EntryStore for MemoryStore {
    fn put(&mut self, batch: &[Held]) -> Result<(), StoreError> {
        for held in batch {
            let stored = self.entries.entry(held.entry.id).or_insert_with(|| held.clone());
            (stored.index, stored.twin) = (held.index, held.twin);
            (stored.recorded_ms, stored.seen_ms) = (held.recorded_ms, held.seen_ms);
        }
        Ok(())
    }

    fn get(&self, id: EntryId) -> Result<Option<Held>, StoreError> {
        Ok(self.entries.get(&id).cloned())
    }

    fn of_record(&self, record: RecordId) -> Result<Vec<Held>, StoreError> {
        Ok(self.all(|held| held.entry.record() == record))
    }

    fn of_log(&self, log: LogId, seq: u64, limit: usize) -> Result<Vec<Held>, StoreError> {
        let of_log = |h: &Held| h.entry.header.log == log && h.entry.header.seq >= seq;
        let mut found = self.all(of_log);
        found.sort_by_key(|held| (held.entry.header.seq, held.index, held.entry.id));
        found.truncate(limit);
        Ok(found)
    }

    fn since_index(&self, from: u64, limit: usize) -> Result<Vec<Held>, StoreError> {
        let mut found = self.all(|held| held.index.is_some_and(|index| index >= from));
        found.sort_by_key(|held| held.index);
        found.truncate(limit);
        Ok(found)
    }

    fn records(&self, scope: Option<ScopeLabel>) -> Result<Vec<RecordId>, StoreError> {
        let found = self.all(|held| scope.is_none_or(|scope| held.entry.header.scope == scope));
        let records: BTreeSet<_> = found.iter().map(|held| held.entry.record()).collect();
        Ok(records.into_iter().collect())
    }

    fn frontier(&self) -> Result<Frontier, StoreError> {
        let mut frontier = Frontier::new();
        for header in self.entries.values().map(|held| &held.entry.header) {
            let next = frontier.entry(header.log).or_default();
            *next = (*next).max(header.seq + 1);
        }
        Ok(frontier)
    }

    fn destroy_bodies(&mut self, ids: &[EntryId]) -> Result<(), StoreError> {
        for id in ids {
            if let Some(held) = self.entries.get_mut(id) {
                held.entry.content = None;
            }
        }
        Ok(())
    }
}

/// Blobs in memory.
#[derive(Debug, Clone, Default)]
pub struct MemoryBlobs {
    complete: BTreeMap<Cid, Vec<u8>>,
    staged: BTreeMap<Cid, Vec<u8>>,
}

impl BlobStore for MemoryBlobs {
    fn size(&self, cid: Cid) -> Result<Option<u64>, BlobError> {
        Ok(self.complete.get(&cid).map(|bytes| bytes.len() as u64))
    }

    fn staged(&self, cid: Cid) -> Result<u64, BlobError> {
        Ok(self.staged.get(&cid).map_or(0, |bytes| bytes.len() as u64))
    }

    fn append(&mut self, cid: Cid, offset: u64, bytes: &[u8]) -> Result<u64, BlobError> {
        if let Some(size) = self.size(cid)? {
            return Err(BlobError::Offset(size));
        }
        let held = self.staged(cid)?;
        if held != offset {
            return Err(BlobError::Offset(held));
        }
        self.staged.entry(cid).or_default().extend_from_slice(bytes);
        self.staged(cid)
    }

    fn finish(&mut self, cid: Cid) -> Result<u64, BlobError> {
        if let Some(size) = self.size(cid)? {
            return Ok(size);
        }
        let bytes = self.staged.remove(&cid).ok_or(BlobError::Absent)?;
        if Cid(Sha256::digest(&bytes).into()) != cid {
            return Err(BlobError::Digest);
        }
        let size = bytes.len() as u64;
        self.complete.insert(cid, bytes);
        Ok(size)
    }

    fn read(&self, cid: Cid, from: u64, len: usize) -> Result<Vec<u8>, BlobError> {
        let bytes = self.complete.get(&cid).ok_or(BlobError::Absent)?;
        let from = usize::try_from(from).unwrap_or(usize::MAX).min(bytes.len());
        Ok(bytes[from..bytes.len().min(from.saturating_add(len))].to_vec())
    }

    fn delete(&mut self, cid: Cid) -> Result<(), BlobError> {
        self.complete.remove(&cid);
        self.staged.remove(&cid);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::super::contract;
    use super::*;

    #[test]
    fn the_memory_store_keeps_the_contract_of_entries() {
        contract::entry_store_suite(MemoryStore::default);
    }

    #[test]
    fn the_memory_store_keeps_the_contract_of_blobs() {
        contract::blob_store_suite(MemoryBlobs::default);
    }
}

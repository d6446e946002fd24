//! `GET /v1/proof`: that one checkpoint continues another, or that an entry stands in the journal.

use saksi_domain::journal::EntryId;
use saksi_domain::sync::wire::ProofResponse;

use super::Hub;
use crate::problem::{HubError, Refusal};

impl Hub {
    /// From the tree of `from` entries to that of `to` (the newest checkpoint's by default).
    ///
    /// # Errors
    /// `malformed-query` if the journal has no such sizes.
    pub fn prove_consistency(&self, from: u64, to: Option<u64>) -> Result<ProofResponse, HubError> {
        let journal = self.journal();
        let latest = journal.latest();
        let to = to.unwrap_or(latest.size);
        let proof = journal.ledger().tree().consistency_proof(from, to);
        let proof = proof.filter(|_| to <= latest.size).ok_or_else(|| {
            let detail = format!("from {from} to {to}: the journal has {} entries", latest.size);
            HubError::new(Refusal::MalformedQuery, detail)
        })?;
        Ok(ProofResponse { note: latest.note.clone(), from, proof })
    }

    /// That an entry stands in the newest checkpoint's tree.
    ///
    /// # Errors
    /// `not-found` if it does not.
    pub fn prove_inclusion(&self, id: EntryId) -> Result<ProofResponse, HubError> {
        let journal = self.journal();
        let latest = journal.latest();
        let index = journal.ledger().get(&id).and_then(|held| held.index);
        let tree = journal.ledger().tree();
        let proof = index.and_then(|index| tree.inclusion_proof(index, latest.size));
        let (Some(from), Some(proof)) = (index, proof) else {
            return Err(HubError::new(Refusal::NotFound, "no such entry"));
        };
        Ok(ProofResponse { note: latest.note.clone(), from, proof })
    }
}

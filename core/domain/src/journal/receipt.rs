//! Receipts: a checkpoint, and the proof that a batch of entries lies under it.
//!
//! Only with a receipt in hand is anything "on the hub". The note itself: [`super::checkpoint`].

use super::cbor::{CborError, Reader, Value};
use super::checkpoint::{Checkpoint, CheckpointError};
use super::member::HubKeys;
use super::merkle::{Hash, root_of_range};
use super::{EntryId, ProjectId};

/// The hub's answer to a batch: these entries stand at these places in its tree.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Receipt {
    /// The signed note.
    pub note: String,
    /// Index of the first entry of the batch.
    pub from: u64,
    /// Range proof, see [`super::merkle::Tree::range_proof`].
    pub proof: Vec<Hash>,
}

impl Receipt {
    /// Checks that the hub signed for exactly `entries`, in this order.
    ///
    /// # Errors
    /// [`CheckpointError`] if note or proof does not hold.
    pub fn verify(
        &self,
        entries: &[EntryId],
        project: &ProjectId,
        hub: &HubKeys,
    ) -> Result<Checkpoint, CheckpointError> {
        let checkpoint = Checkpoint::verify(&self.note, project, hub)?;
        match root_of_range(entries, self.from, checkpoint.size, &self.proof) {
            Some(root) if root == checkpoint.root => Ok(checkpoint),
            _ => Err(CheckpointError::Proof),
        }
    }

    /// As it is exchanged: `[note, from, [hash…]]`.
    #[must_use]
    pub fn to_value(&self) -> Value {
        let proof = self.proof.iter().map(|h| Value::bytes(h)).collect();
        let from = Value::Int(i64::try_from(self.from).unwrap_or(i64::MAX));
        Value::Array(vec![Value::text(&self.note), from, Value::Array(proof)])
    }

    /// Reads an exchanged receipt; its truth is checked by [`Receipt::verify`].
    ///
    /// # Errors
    /// [`CborError::Shape`].
    pub fn from_reader(reader: &Reader<'_>) -> Result<Self, CborError> {
        let [note, from, proof] = reader.tuple("[note, from, [hash]]")?;
        let proof =
            proof.array()?.iter().map(|h| h.id("a hash of 32 bytes")).collect::<Result<_, _>>()?;
        Ok(Self { note: note.str()?.to_owned(), from: from.uint()?, proof })
    }
}

//! Enrolment, and where both stand. Checkpoints are believed only if they continue the last one.

use ed25519_dalek::{Signer as _, SigningKey};
use saksi_domain::journal::cbor::{self, Value};
use saksi_domain::journal::checkpoint::Checkpoint;
use saksi_domain::journal::entry::Seen;
use saksi_domain::journal::log::Frontier;
use saksi_domain::journal::member::enrolment_message;
use saksi_domain::journal::merkle::{Hash, is_consistent};
use saksi_domain::journal::record::Held;
use saksi_domain::journal::{Entry, Membership};
use saksi_domain::store::EntryStore as _;
use saksi_domain::sync::plan::SyncStep;
use saksi_domain::sync::wire::{EnrolRequest, HelloRequest};
use sha2::{Digest as _, Sha256};

use super::Run;
use crate::error::DeviceError;
use crate::store::{entries, notes, write_state};
use crate::vault::KeyVault;

/// Does a verified checkpoint continue the one held?
fn continues(held: Option<Seen>, new: &Checkpoint, proof: &[Hash]) -> bool {
    match held {
        None => true,
        Some(seen) if seen.epoch == new.epoch => {
            is_consistent(seen.size, &seen.root, new.size, &new.root, proof)
        }
        // A restored hub opened a new epoch, which the member line says.
        Some(seen) => new.epoch > seen.epoch,
    }
}

/// Most bytes that a hub takes.
const MAX_ENDORSEMENT: usize = 16 << 10;

/// What the phone's hardware says of the key that enrols, as `docs/formats/sync.md` writes it;
/// empty where it says nothing, or more than a hub takes.
fn endorsement(vault: &dyn KeyVault, message: &[u8]) -> Vec<u8> {
    let challenge = Sha256::new().chain_update(b"saksi/endorse/1").chain_update(message).finalize();
    let chain = vault.endorse(&challenge.into());
    if chain.is_empty() {
        return Vec::new();
    }
    let chain = chain.iter().map(|certificate| Value::bytes(certificate)).collect();
    let bytes = cbor::encode(&Value::Array(vec![Value::Int(1), Value::Array(chain)]));
    if bytes.len() > MAX_ENDORSEMENT { Vec::new() } else { bytes }
}

impl Run<'_> {
    /// Joins with the card, unless this phone has a token already.
    pub(super) fn enrol(&mut self) -> Result<(), DeviceError> {
        let (store, writer) = (&self.project.store, &self.project.writer);
        if let Some(token) = store.state("token")? {
            let token = String::from_utf8(token).map_err(|_| DeviceError::Internal("token"))?;
            self.client.set_token(&token);
            return Ok(());
        }
        self.tell(SyncStep::Enrol, 0, 1)?;
        let seed = store.state("seed")?.and_then(|s| <[u8; 32]>::try_from(s).ok());
        let invitation = SigningKey::from_bytes(&seed.ok_or(DeviceError::Card("it was used"))?);
        let (run, member) = (writer.run(store)?, writer.member());
        let key = writer.key();
        let message =
            enrolment_message(self.project.address.project, &key.verifying_key(), run, member);
        let answer = self.client.enrol(&EnrolRequest {
            invitation: invitation.verifying_key().to_bytes(),
            key: key.verifying_key().to_bytes(),
            run,
            member,
            by_invitation: invitation.sign(&message).to_bytes(),
            by_key: key.sign(&message).to_bytes(),
            endorsement: endorsement(self.vault, &message),
        })?;
        let membership = Membership::from_line(&answer.line)?;
        let log = writer.log(store)?;
        let ours = membership.project == self.project.address.project
            && membership.logs.get(&log).is_some_and(|info| info.member == member);
        if !ours {
            return Err(DeviceError::Untrusted("the member line does not enrol this phone"));
        }
        let keys = membership.hub_keys().ok_or(DeviceError::Untrusted("no keys of the hub"))?;
        Checkpoint::verify(&answer.note, &membership.project, keys)?;
        let held = self.new_line(answer.line)?;
        store.in_transaction(|tx| {
            entries::put(tx, &held)?;
            write_state(tx, "seed", None)?;
            write_state(tx, "token", Some(answer.token.as_bytes()))
        })?;
        self.project.line_changed();
        self.client.set_token(&answer.token);
        self.tell(SyncStep::Enrol, 1, 1)
    }

    /// Those entries of a line that are not held here.
    fn new_line(&self, line: Vec<Entry>) -> Result<Vec<Held>, DeviceError> {
        let mut new = Vec::new();
        for entry in line {
            if self.project.store.get(entry.id)?.is_none() {
                let (index, recorded_ms, seen_ms) = (None, None, None);
                new.push(Held { entry, index, recorded_ms, seen_ms, twin: false });
            }
        }
        Ok(new)
    }

    /// Says where this phone stands; learns what the hub wants.
    pub(super) fn hello(&mut self) -> Result<Frontier, DeviceError> {
        self.tell(SyncStep::Hello, 0, 1)?;
        let (store, writer) = (&self.project.store, &self.project.writer);
        let frontier = store.frontier()?;
        let logs = writer.logs(store)?;
        let next = |log| (log, frontier.get(&log).copied().unwrap_or(0));
        let held = store.newest_checkpoint()?.map(|(seen, _)| seen);
        let line = self.project.line_at_hub()?;
        let answer = self.client.hello(&HelloRequest {
            logs: logs.into_iter().map(next).collect(),
            seen: held,
            cursors: store.cursors()?,
            line_len: line.len() as u64,
        })?;
        let new = self.new_line(answer.line)?;
        let mut membership = Membership::from_line(&line)?;
        for held in &new {
            membership.extend(&held.entry)?;
        }
        let keys = membership.hub_keys().ok_or(DeviceError::Untrusted("no keys of the hub"))?;
        let checkpoint = Checkpoint::verify(&answer.note, &membership.project, keys)?;
        let believed = continues(held, &checkpoint, &answer.consistency);
        store.in_transaction(|tx| {
            notes::put_note(tx, &checkpoint, &answer.note, !believed)?;
            if believed {
                entries::put(tx, &new)?;
                if held != Some(checkpoint.seen()) {
                    writer.note_seen(tx)?;
                }
            }
            Ok::<_, DeviceError>(())
        })?;
        if !believed {
            return Err(DeviceError::SplitView);
        }
        self.project.line_changed();
        writer.redo_line(store, membership.head)?;
        self.project.line_changed();
        self.tell(SyncStep::Hello, 1, 1)?;
        Ok(answer.wanted)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use saksi_domain::journal::EntryId;
    use saksi_domain::journal::merkle::Tree;

    #[test]
    fn a_checkpoint_that_does_not_continue_the_last_one_is_not_believed() {
        let ids: Vec<EntryId> = (0..9).map(|n| EntryId([n; 32])).collect();
        let tree = Tree::of(&ids);
        let at = |epoch, size| Checkpoint {
            origin: String::new(),
            epoch,
            size,
            root: tree.root_at(size).unwrap(),
            time_ms: 0,
        };
        let held = Some(at(0, 4).seen());
        let proof = tree.consistency_proof(4, 9).unwrap();
        assert!(continues(None, &at(0, 9), &[]));
        assert!(continues(held, &at(0, 9), &proof));
        assert!(continues(held, &at(0, 4), &[]));
        assert!(!continues(held, &at(0, 9), &[]), "without a proof");
        assert!(!continues(held, &at(0, 3), &[]), "a hub that goes back");
        let other = Checkpoint { root: [7; 32], ..at(0, 4) };
        assert!(!continues(held, &other, &[]), "the same size with another root");
        assert!(continues(held, &at(1, 2), &[]), "a new epoch after a restore");
    }
}

//! Checkpoints: the hub's tree head as a C2SP signed note, cosigned with a time.
//!
//! The time of a checkpoint is the one that the hub's clock key cosigned: the hub's word, until
//! witnesses join. C2SP tlog-checkpoint, signed-note and tlog-cosignature are the sources. What a
//! checkpoint says of a batch of entries is a [`Receipt`].

use std::fmt;

use base64::{Engine as _, prelude::BASE64_STANDARD as BASE64};
use ed25519_dalek::{Signature, Signer as _, SigningKey, VerifyingKey};
use sha2::{Digest as _, Sha256};

use super::entry::Seen;
use super::member::HubKeys;
use super::merkle::Hash;
pub use super::receipt::Receipt;

const ED25519: u8 = 0x01;
const COSIGNATURE: u8 = 0x04;

/// A verified or freshly made tree head.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checkpoint {
    /// `<hub origin>/<project id>/<epoch>`.
    pub origin: String,
    /// Epoch, the last part of the origin.
    pub epoch: u64,
    /// Number of entries covered.
    pub size: u64,
    /// Root of the tree.
    pub root: Hash,
    /// Cosigned time, ms since 1970 UTC (whole seconds).
    pub time_ms: i64,
}

/// Why a note is not a checkpoint of this hub.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CheckpointError {
    /// Not a signed note of the expected lines.
    Format,
    /// Another origin than this project's hub.
    Origin,
    /// No valid signature by the hub's checkpoint key.
    Signature,
    /// No valid time by the hub's clock key.
    Time,
    /// The proof does not lead from the leaves to the root.
    Proof,
}

impl fmt::Display for CheckpointError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Format => "not a signed note",
            Self::Origin => "a checkpoint of another hub or project",
            Self::Signature => "the checkpoint's signature does not hold",
            Self::Time => "the checkpoint's time is not signed by the hub's clock",
            Self::Proof => "the proof does not lead to the checkpoint's root",
        })
    }
}

impl std::error::Error for CheckpointError {}

fn key_id(name: &str, algorithm: u8, key: &VerifyingKey) -> [u8; 4] {
    let bytes = [name.as_bytes(), b"\n", &[algorithm], key.as_bytes()].concat();
    let hash = Sha256::digest(bytes);
    [hash[0], hash[1], hash[2], hash[3]]
}

impl Checkpoint {
    /// How a device names it in `seen`.
    #[must_use]
    pub fn seen(&self) -> Seen {
        Seen { epoch: self.epoch, size: self.size, root: self.root }
    }

    /// The origin line for a project's epoch.
    #[must_use]
    pub fn origin_of(hub: &str, project: &super::ProjectId, epoch: u64) -> String {
        format!("{hub}/{project}/{epoch}")
    }

    fn text(&self) -> String {
        format!("{}\n{}\n{}\n", self.origin, self.size, BASE64.encode(self.root))
    }

    /// The signed note: by the checkpoint key, cosigned with `time_ms` by the clock key.
    #[must_use]
    pub fn sign(&self, checkpoint: &SigningKey, clock: &SigningKey) -> String {
        let text = self.text();
        let name = &self.origin;
        let line = |name: &str, bytes: &[u8]| format!("— {name} {}\n", BASE64.encode(bytes));
        let signature = checkpoint.sign(text.as_bytes()).to_bytes();
        let id = key_id(name, ED25519, &checkpoint.verifying_key());
        let first = line(name, &[&id[..], &signature].concat());
        let clock_name = format!("{name}/clock");
        let seconds = u64::try_from(self.time_ms / 1000).unwrap_or(0);
        let cosigned = clock.sign(cosigned_text(seconds, &text).as_bytes()).to_bytes();
        let id = key_id(&clock_name, COSIGNATURE, &clock.verifying_key());
        let second = line(&clock_name, &[&id[..], &seconds.to_be_bytes(), &cosigned].concat());
        format!("{text}\n{first}{second}")
    }

    /// Reads a note and checks both signatures against the hub's keys from the member line.
    ///
    /// # Errors
    /// [`CheckpointError`]; nothing of an unverified note is returned.
    pub fn verify(
        note: &str,
        project: &super::ProjectId,
        hub: &HubKeys,
    ) -> Result<Self, CheckpointError> {
        let (text, signatures) = note.split_once("\n\n").ok_or(CheckpointError::Format)?;
        let text = format!("{text}\n");
        let mut lines = text.lines();
        let (Some(origin), Some(size), Some(root), None) =
            (lines.next(), lines.next(), lines.next(), lines.next())
        else {
            return Err(CheckpointError::Format);
        };
        let epoch = origin
            .strip_prefix(&format!("{}/{project}/", hub.origin))
            .and_then(canonical_number)
            .ok_or(CheckpointError::Origin)?;
        let size = canonical_number(size).ok_or(CheckpointError::Format)?;
        let root = BASE64
            .decode(root)
            .ok()
            .and_then(|b| b.try_into().ok())
            .ok_or(CheckpointError::Format)?;
        let signature = signature_by(signatures, origin, ED25519, &hub.checkpoint, 64);
        let (key, bytes) = signature.ok_or(CheckpointError::Signature)?;
        check(&key, text.as_bytes(), &bytes).ok_or(CheckpointError::Signature)?;
        let clock_name = format!("{origin}/clock");
        let signature = signature_by(signatures, &clock_name, COSIGNATURE, &hub.clock, 72);
        let (key, bytes) = signature.ok_or(CheckpointError::Time)?;
        let seconds = u64::from_be_bytes(bytes[..8].try_into().map_err(|_| CheckpointError::Time)?);
        check(&key, cosigned_text(seconds, &text).as_bytes(), &bytes[8..])
            .ok_or(CheckpointError::Time)?;
        let time_ms = i64::try_from(seconds)
            .ok()
            .and_then(|s| s.checked_mul(1000))
            .ok_or(CheckpointError::Time)?;
        Ok(Self { origin: origin.to_owned(), epoch, size, root, time_ms })
    }
}

fn cosigned_text(seconds: u64, text: &str) -> String {
    format!("cosignature/v1\ntime {seconds}\n{text}")
}

fn canonical_number(text: &str) -> Option<u64> {
    let number: u64 = text.parse().ok()?;
    (number.to_string() == text).then_some(number)
}

fn signature_by(
    lines: &str,
    name: &str,
    algorithm: u8,
    key: &[u8; 32],
    len: usize,
) -> Option<(VerifyingKey, Vec<u8>)> {
    let key = VerifyingKey::from_bytes(key).ok()?;
    let id = key_id(name, algorithm, &key);
    lines.lines().find_map(|line| {
        let encoded = line.strip_prefix(&format!("— {name} "))?;
        let bytes = BASE64.decode(encoded).ok()?;
        let rest = bytes.strip_prefix(&id)?;
        (rest.len() == len).then(|| (key, rest.to_vec()))
    })
}

fn check(key: &VerifyingKey, message: &[u8], signature: &[u8]) -> Option<()> {
    key.verify_strict(message, &Signature::from_slice(signature).ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::journal::ProjectId;

    fn made() -> (Checkpoint, String, HubKeys) {
        let (checkpoint_key, clock_key) =
            (SigningKey::from_bytes(&[1; 32]), SigningKey::from_bytes(&[2; 32]));
        let project = ProjectId([3; 32]);
        let checkpoint = Checkpoint {
            origin: Checkpoint::origin_of("hub.example", &project, 0),
            epoch: 0,
            size: 7,
            root: [4; 32],
            time_ms: 1_780_000_000_000,
        };
        let keys = HubKeys {
            origin: "hub.example".to_owned(),
            checkpoint: checkpoint_key.verifying_key().to_bytes(),
            clock: clock_key.verifying_key().to_bytes(),
        };
        let note = checkpoint.sign(&checkpoint_key, &clock_key);
        (checkpoint, note, keys)
    }

    #[test]
    fn a_note_signed_by_the_hub_is_read_back() {
        let (checkpoint, note, keys) = made();
        assert_eq!(Checkpoint::verify(&note, &ProjectId([3; 32]), &keys), Ok(checkpoint));
    }

    #[test]
    fn a_changed_size_root_time_origin_or_key_is_refused() {
        let (_, note, keys) = made();
        let project = ProjectId([3; 32]);
        let verify =
            |note: &str, keys: &HubKeys| Checkpoint::verify(note, &project, keys).unwrap_err();
        assert_eq!(verify(&note.replace("\n7\n", "\n8\n"), &keys), CheckpointError::Signature);
        assert_eq!(verify(&note.replace("\n7\n", "\n07\n"), &keys), CheckpointError::Format);
        assert_eq!(
            verify(&note.replace("hub.example", "hub.other"), &keys),
            CheckpointError::Origin
        );
        let other_clock = HubKeys { clock: keys.checkpoint, ..keys.clone() };
        assert_eq!(verify(&note, &other_clock), CheckpointError::Time);
        let other_key = HubKeys { checkpoint: keys.clock, ..keys.clone() };
        assert_eq!(verify(&note, &other_key), CheckpointError::Signature);
        assert_eq!(verify("nonsense", &keys), CheckpointError::Format);
    }
}

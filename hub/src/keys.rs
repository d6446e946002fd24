//! The hub's own secrets: its log key, its checkpoint key, its clock key. The genesis key is not
//! here and never on this machine (decisions.md 6).

use std::fmt;
use std::fs;
use std::io::Write as _;
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::Path;

use ed25519_dalek::SigningKey;
use saksi_domain::journal::MemberId;
use serde::{Deserialize, Serialize};

use crate::random;
use crate::store::io_error;
use saksi_domain::store::StoreError;

/// File name within the hub's folder.
pub const FILE: &str = "keys.json";

/// What the hub signs with.
#[derive(Clone)]
pub struct SigningKeys {
    /// The hub's pseudonymous id on the member line.
    pub member: MemberId,
    /// Signs the hub's own entries (enrolments, epochs).
    pub log: SigningKey,
    /// Signs checkpoints.
    pub checkpoint: SigningKey,
    /// Cosigns checkpoints with a time.
    pub clock: SigningKey,
}

impl fmt::Debug for SigningKeys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SigningKeys").field("member", &self.member).finish_non_exhaustive()
    }
}

#[derive(Serialize, Deserialize)]
struct Written {
    member: MemberId,
    log: String,
    checkpoint: String,
    clock: String,
}

impl SigningKeys {
    /// Fresh keys.
    #[must_use]
    pub fn make_random() -> Self {
        let key = || SigningKey::from_bytes(&random::bytes());
        Self { member: MemberId(random::bytes()), log: key(), checkpoint: key(), clock: key() }
    }

    /// Writes them where only the owner may read (mode 0600). Refuses to replace a file.
    ///
    /// # Errors
    /// [`StoreError`] if that failed.
    pub fn save(&self, dir: &Path) -> Result<(), StoreError> {
        let text = |key: &SigningKey| hex::encode(key.to_bytes());
        let written = Written {
            member: self.member,
            log: text(&self.log),
            checkpoint: text(&self.checkpoint),
            clock: text(&self.clock),
        };
        let json = serde_json::to_vec_pretty(&written).expect("hex strings are JSON");
        write_secret(&dir.join(FILE), &json)
    }

    /// Reads them.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`] naming the file if it is not what [`SigningKeys::save`] wrote.
    pub fn load(dir: &Path) -> Result<Self, StoreError> {
        let damaged = || StoreError::Corrupt(FILE.to_owned());
        let bytes = fs::read(dir.join(FILE)).map_err(io_error)?;
        let written: Written = serde_json::from_slice(&bytes).map_err(|_| damaged())?;
        let key = |text: &str| {
            let mut seed = [0; 32];
            hex::decode_to_slice(text, &mut seed).map_err(|_| damaged())?;
            Ok::<_, StoreError>(SigningKey::from_bytes(&seed))
        };
        Ok(Self {
            member: written.member,
            log: key(&written.log)?,
            checkpoint: key(&written.checkpoint)?,
            clock: key(&written.clock)?,
        })
    }
}

/// Creates a file that only the owner may read.
pub(crate) fn write_secret(path: &Path, bytes: &[u8]) -> Result<(), StoreError> {
    let mut options = fs::OpenOptions::new();
    options.write(true).create_new(true).mode(0o600);
    let mut file = options.open(path).map_err(io_error)?;
    file.write_all(bytes).and_then(|()| file.sync_all()).map_err(io_error)
}

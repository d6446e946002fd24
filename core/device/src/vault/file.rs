//! A vault opened by a passphrase: Argon2id makes the wrapping key, XChaCha20-Poly1305 wraps.
//!
//! Wrapped form: version 1 ‖ memory KiB u32 ‖ passes u32 ‖ lanes u32 ‖ salt 16 ‖ nonce 24 ‖
//! ciphertext 48. The numbers before the nonce are authenticated. Wrong tries are counted in a
//! small file beside it, which slows down and never wipes: children play with phones.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use argon2::{Algorithm, Argon2, Params, Version};
use chacha20poly1305::aead::{Aead as _, Payload};
use chacha20poly1305::{KeyInit as _, XChaCha20Poly1305, XNonce};
use zeroize::Zeroizing;

use super::{KeyVault, MasterKey, VaultError};
use crate::env::{Env, random_array};

const VERSION: u8 = 1;
const HEAD: usize = 1 + 12 + 16;
const NONCE: usize = 24;
const LEN: usize = HEAD + NONCE + 32 + 16;
/// Wrong tries that cost nothing.
const FREE_TRIES: u32 = 4;
/// Longest wait, seconds.
const MAX_WAIT_S: u32 = 300;

/// What a guess costs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cost {
    /// Memory, KiB.
    pub memory_kib: u32,
    /// Passes over it.
    pub passes: u32,
}

impl Cost {
    /// 19 MiB, two passes: what a 2 GB phone can give.
    pub const PHONE: Self = Self { memory_kib: 19 * 1024, passes: 2 };
    /// For tests only: a guess costs nothing.
    pub const TEST: Self = Self { memory_kib: 64, passes: 1 };
}

/// A passphrase vault.
pub struct FileVault {
    passphrase: Zeroizing<Vec<u8>>,
    tries: PathBuf,
    env: Arc<dyn Env>,
    cost: Cost,
}

impl std::fmt::Debug for FileVault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("FileVault")
    }
}

impl FileVault {
    /// A vault for the profile in `dir`. The cost matters for wrapping; unwrapping reads its own.
    #[must_use]
    pub fn new(dir: &Path, passphrase: &str, env: Arc<dyn Env>, cost: Cost) -> Self {
        let passphrase = Zeroizing::new(passphrase.as_bytes().to_vec());
        Self { passphrase, tries: dir.join("tries"), env, cost }
    }

    fn cipher(&self, head: &[u8]) -> Result<XChaCha20Poly1305, VaultError> {
        let number = |at: usize| {
            u32::from_be_bytes(head[at..at + 4].try_into().expect("a head has three numbers"))
        };
        let (memory, passes, lanes) = (number(1), number(5), number(9));
        // A hostile file must not make the phone take all its memory.
        if memory > 1 << 20 || passes > 64 || lanes > 16 {
            return Err(VaultError::Damaged);
        }
        let params =
            Params::new(memory, passes, lanes, Some(32)).map_err(|_| VaultError::Damaged)?;
        let mut key = Zeroizing::new([0u8; 32]);
        Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
            .hash_password_into(&self.passphrase, &head[13..HEAD], &mut *key)
            .map_err(|_| VaultError::Unavailable)?;
        Ok(XChaCha20Poly1305::new((&*key).into()))
    }

    /// Wrong tries so far and when the last one was.
    fn wrong_tries(&self) -> (u32, i64) {
        let text = std::fs::read_to_string(&self.tries).unwrap_or_default();
        let mut parts = text.split_whitespace();
        let tries = parts.next().and_then(|n| n.parse().ok()).unwrap_or(0);
        (tries, parts.next().and_then(|n| n.parse().ok()).unwrap_or(0))
    }

    fn must_wait(&self) -> Option<u32> {
        let (tries, last_ms) = self.wrong_tries();
        let wait_s = wait_s(tries);
        // A clock that was set back shows as a negative age: then the whole wait is due again.
        let passed_s = (self.env.now_ms() - last_ms).max(0) / 1000;
        let left = i64::from(wait_s) - passed_s;
        u32::try_from(left).ok().filter(|left| *left > 0)
    }
}

/// Nothing for the first tries, then doubling from two seconds to five minutes.
fn wait_s(tries: u32) -> u32 {
    let over = tries.saturating_sub(FREE_TRIES);
    if over == 0 { 0 } else { 2u32.saturating_pow(over.min(16)).min(MAX_WAIT_S) }
}

impl KeyVault for FileVault {
    fn wrap(&self, key: &MasterKey) -> Result<Vec<u8>, VaultError> {
        let mut wrapped = vec![VERSION];
        wrapped.extend(self.cost.memory_kib.to_be_bytes());
        wrapped.extend(self.cost.passes.to_be_bytes());
        wrapped.extend(1u32.to_be_bytes());
        wrapped.extend(random_array::<16>(&*self.env));
        let cipher = self.cipher(&wrapped)?;
        let nonce: [u8; NONCE] = random_array(&*self.env);
        let payload = Payload { msg: key.as_bytes(), aad: &wrapped };
        let sealed =
            cipher.encrypt(&XNonce::from(nonce), payload).map_err(|_| VaultError::Unavailable)?;
        wrapped.extend(nonce);
        wrapped.extend(sealed);
        Ok(wrapped)
    }

    fn unwrap(&self, wrapped: &[u8]) -> Result<MasterKey, VaultError> {
        if wrapped.len() != LEN || wrapped[0] != VERSION {
            return Err(VaultError::Damaged);
        }
        if let Some(seconds) = self.must_wait() {
            return Err(VaultError::Wait(seconds));
        }
        let (head, rest) = wrapped.split_at(HEAD);
        let (nonce, sealed) = rest.split_at(NONCE);
        let nonce: [u8; NONCE] = nonce.try_into().map_err(|_| VaultError::Damaged)?;
        let opened =
            self.cipher(head)?.decrypt(&XNonce::from(nonce), Payload { msg: sealed, aad: head });
        let Ok(opened) = opened.map(Zeroizing::new) else {
            let tries = self.wrong_tries().0.saturating_add(1);
            // Best effort: a full disk must not lock a person out of her reports.
            let _ = std::fs::write(&self.tries, format!("{tries} {}", self.env.now_ms()));
            return Err(VaultError::Passphrase);
        };
        let _ = std::fs::remove_file(&self.tries);
        MasterKey::from_bytes(&opened)
    }

    fn destroy(&self) -> Result<(), VaultError> {
        let _ = std::fs::remove_file(&self.tries);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::env::ScriptedEnv;

    fn vault(dir: &Path, passphrase: &str, env: &Arc<ScriptedEnv>) -> FileVault {
        FileVault::new(dir, passphrase, env.clone(), Cost::TEST)
    }

    #[test]
    fn the_right_passphrase_opens_and_a_wrong_one_says_so() {
        let (dir, env) = (tempfile::tempdir().unwrap(), Arc::new(ScriptedEnv::new(1, 0)));
        let key = MasterKey::make(&*env);
        let wrapped = vault(dir.path(), "penyu biru", &env).wrap(&key).unwrap();
        let opened = vault(dir.path(), "penyu biru", &env).unwrap(&wrapped).unwrap();
        assert_eq!(opened.as_bytes(), key.as_bytes());
        let wrong = vault(dir.path(), "penyu merah", &env).unwrap(&wrapped);
        assert_eq!(wrong.unwrap_err(), VaultError::Passphrase);
    }

    #[test]
    fn many_wrong_tries_slow_down_and_never_wipe() {
        let (dir, env) = (tempfile::tempdir().unwrap(), Arc::new(ScriptedEnv::new(1, 0)));
        let right = vault(dir.path(), "penyu biru", &env);
        let wrapped = right.wrap(&MasterKey::make(&*env)).unwrap();
        let wrong = vault(dir.path(), "tebak", &env);
        for _ in 0..=FREE_TRIES {
            assert_eq!(wrong.unwrap(&wrapped).unwrap_err(), VaultError::Passphrase);
        }
        assert_eq!(right.unwrap(&wrapped).unwrap_err(), VaultError::Wait(2));
        env.advance(2_000);
        assert!(right.unwrap(&wrapped).is_ok());
    }

    #[test]
    fn every_bit_of_the_wrapped_key_matters() {
        let (dir, env) = (tempfile::tempdir().unwrap(), Arc::new(ScriptedEnv::new(1, 0)));
        let vault = vault(dir.path(), "penyu biru", &env);
        let wrapped = vault.wrap(&MasterKey::make(&*env)).unwrap();
        for at in [0, 13, HEAD, HEAD + NONCE, LEN - 1] {
            let mut altered = wrapped.clone();
            altered[at] ^= 1;
            assert!(vault.unwrap(&altered).is_err(), "byte {at}");
            env.advance(1_000_000);
        }
    }
}

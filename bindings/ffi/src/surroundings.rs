//! What Kotlin supplies: a key store, clocks, an ear for a sync. Randomness stays in the core.

use std::fmt;
use std::path::Path;
use std::sync::Arc;

use saksi_device::env::{Env as DeviceEnv, SystemEnv};
use saksi_device::sync::Progress as DeviceProgress;
use saksi_device::vault::{Cost, FileVault, KeyVault as DeviceVault, MasterKey, VaultError};
use saksi_domain::sync::plan::SyncStep;

use crate::error::FieldError;

/// Why a vault does not give the key. Any other exception of Kotlin's counts as `Unavailable`.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Error)]
pub enum KeyVaultError {
    /// The passphrase or PIN is wrong. Nothing is ever wiped for that.
    Passphrase,
    /// Too many wrong ones.
    Wait {
        /// How long before the next try.
        seconds: u32,
    },
    /// The wrapped key is damaged or of a newer version.
    Damaged,
    /// The key was destroyed.
    Destroyed,
    /// The system did not do it; try again.
    Unavailable,
}

macro_rules! same_variants {
    ($($name:ident),*) => {
        impl From<KeyVaultError> for VaultError {
            fn from(error: KeyVaultError) -> Self {
                match error {
                    KeyVaultError::Wait { seconds } => Self::Wait(seconds),
                    $(KeyVaultError::$name => Self::$name,)*
                }
            }
        }

        impl From<VaultError> for KeyVaultError {
            fn from(error: VaultError) -> Self {
                match error {
                    VaultError::Wait(seconds) => Self::Wait { seconds },
                    $(VaultError::$name => Self::$name,)*
                }
            }
        }
    };
}

same_variants!(Passphrase, Damaged, Destroyed, Unavailable);

impl From<uniffi::UnexpectedUniFFICallbackError> for KeyVaultError {
    fn from(_: uniffi::UnexpectedUniFFICallbackError) -> Self {
        Self::Unavailable
    }
}

impl fmt::Display for KeyVaultError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        VaultError::from(self.clone()).fmt(f)
    }
}

impl std::error::Error for KeyVaultError {}

/// Guards the master key; Android Keystore in the app.
///
/// The key crosses in clear, in memory only: overwrite the array after use. Nothing else of a
/// vault's is ever kept by the core but what `wrap` gave.
#[uniffi::export(with_foreign)]
pub trait KeyVault: Send + Sync {
    /// Wraps 32 bytes.
    fn wrap(&self, key: Vec<u8>) -> Result<Vec<u8>, KeyVaultError>;
    /// Unwraps what `wrap` gave.
    fn unwrap(&self, wrapped: Vec<u8>) -> Result<Vec<u8>, KeyVaultError>;
    /// Destroys the wrapping key for ever, if the vault holds one. (Not `destroy`: every object of
    /// Kotlin's bindings has a method of that name.)
    fn destroy_key(&self) -> Result<(), KeyVaultError>;
    /// Certificates (DER, the key's own first) by which the phone's maker attests that a key made
    /// for this challenge lives in its hardware. Empty, or an exception, where there is none:
    /// nobody is kept out for it.
    fn endorse(&self, challenge: Vec<u8>) -> Result<Vec<Vec<u8>>, KeyVaultError>;
}

/// The phone's clocks. An exception here is a bug and ends the call with an `InternalException`.
#[uniffi::export(with_foreign)]
pub trait Env: Send + Sync {
    /// Wall clock, ms since 1970 UTC.
    fn now_ms(&self) -> i64;
    /// Offset of the zone, minutes east of UTC.
    fn zone_min(&self) -> i16;
    /// Tells boots apart (`BOOT_COUNT`); at most 63 bits.
    fn boot_id(&self) -> u64;
    /// Milliseconds since boot, sleep included (`elapsedRealtime`).
    fn since_boot_ms(&self) -> u64;
    /// Satellite time, when a fix gave it.
    fn gnss_ms(&self) -> Option<i64>;
}

/// Hears how a sync goes, and may stop it.
#[uniffi::export(with_foreign)]
pub trait Progress: Send + Sync {
    /// `done` of `of` (0: unknown) in this step; `false` cancels.
    fn on(&self, step: SyncStep, done: u64, of: u64) -> bool;
}

/// Kotlin's vault, as the device wants it.
pub(crate) struct Vault(pub(crate) Arc<dyn KeyVault>);

impl DeviceVault for Vault {
    fn wrap(&self, key: &MasterKey) -> Result<Vec<u8>, VaultError> {
        Ok(self.0.wrap(key.as_bytes().to_vec())?)
    }
    fn unwrap(&self, wrapped: &[u8]) -> Result<MasterKey, VaultError> {
        MasterKey::from_bytes(&self.0.unwrap(wrapped.to_vec())?)
    }
    fn destroy(&self) -> Result<(), VaultError> {
        Ok(self.0.destroy_key()?)
    }
    fn endorse(&self, challenge: &[u8; 32]) -> Vec<Vec<u8>> {
        self.0.endorse(challenge.to_vec()).unwrap_or_default()
    }
}

/// Kotlin's clocks with the system's randomness.
pub(crate) struct Clocks {
    kotlin: Arc<dyn Env>,
    system: SystemEnv,
}

impl Clocks {
    pub(crate) fn new(kotlin: Arc<dyn Env>) -> Arc<Self> {
        Arc::new(Self { kotlin, system: SystemEnv::new(0) })
    }
}

impl DeviceEnv for Clocks {
    fn now_ms(&self) -> i64 {
        self.kotlin.now_ms()
    }
    fn zone_min(&self) -> i16 {
        self.kotlin.zone_min()
    }
    fn boot_id(&self) -> u64 {
        self.kotlin.boot_id()
    }
    fn since_boot_ms(&self) -> u64 {
        self.kotlin.since_boot_ms()
    }
    fn gnss_ms(&self) -> Option<i64> {
        self.kotlin.gnss_ms()
    }
    fn random(&self, bytes: &mut [u8]) {
        self.system.random(bytes);
    }
}

/// Kotlin's ear.
pub(crate) struct Ear(pub(crate) Arc<dyn Progress>);

impl DeviceProgress for Ear {
    fn on(&self, step: SyncStep, done: u64, of: u64) -> bool {
        self.0.on(step, done, of)
    }
}

struct PassphraseVault(FileVault);

impl KeyVault for PassphraseVault {
    fn wrap(&self, key: Vec<u8>) -> Result<Vec<u8>, KeyVaultError> {
        Ok(self.0.wrap(&MasterKey::from_bytes(&key)?)?)
    }
    fn unwrap(&self, wrapped: Vec<u8>) -> Result<Vec<u8>, KeyVaultError> {
        Ok(self.0.unwrap(&wrapped)?.as_bytes().to_vec())
    }
    fn destroy_key(&self) -> Result<(), KeyVaultError> {
        Ok(self.0.destroy()?)
    }
    fn endorse(&self, _: Vec<u8>) -> Result<Vec<Vec<u8>>, KeyVaultError> {
        Ok(Vec::new())
    }
}

/// A vault opened by a passphrase, for the profile in `dir`: for tests, and for phones without a
/// Keystore. A guess costs 19 MiB and two passes of Argon2id.
#[uniffi::export]
pub fn file_vault(dir: &str, passphrase: &str, env: Arc<dyn Env>) -> Arc<dyn KeyVault> {
    let vault = FileVault::new(Path::new(dir), passphrase, Clocks::new(env), Cost::PHONE);
    Arc::new(PassphraseVault(vault))
}

/// Wraps the key of the profile in `dir` by another vault: a new PIN. Close an open `Field` over it.
#[uniffi::export]
pub fn change_vault(
    dir: &str,
    old: Arc<dyn KeyVault>,
    new: Arc<dyn KeyVault>,
) -> Result<(), FieldError> {
    Ok(saksi_device::field::change_vault(Path::new(dir), &Vault(old), &Vault(new))?)
}

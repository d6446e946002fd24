//! The key that opens everything on a phone, and who guards it.
//!
//! A profile has one random master key. It lies on disk only wrapped, by whatever implements
//! [`KeyVault`]: Android Keystore in the app, a passphrase here ([`FileVault`]). All other keys are
//! derived from it under a label; destroying the wrapping is the panic wipe.

mod file;

pub use file::{Cost, FileVault};

use std::fmt;

use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::Sha256;
use zeroize::{Zeroize, ZeroizeOnDrop};

use crate::env::{Env, random_array};

/// The master key; wiped from memory when dropped.
#[derive(Zeroize, ZeroizeOnDrop)]
pub struct MasterKey([u8; 32]);

impl fmt::Debug for MasterKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("MasterKey(…)")
    }
}

impl MasterKey {
    /// A fresh one.
    #[must_use]
    pub fn make(env: &dyn Env) -> Self {
        Self(random_array(env))
    }

    /// From a vault's unwrapped bytes.
    ///
    /// # Errors
    /// [`VaultError::Damaged`] if they are not 32.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, VaultError> {
        bytes.try_into().map(Self).map_err(|_| VaultError::Damaged)
    }

    /// For a vault to wrap.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// The key for one use: HMAC-SHA256(master, `saksi/device/1/` ‖ label ‖ 0 ‖ context).
    #[must_use]
    pub fn derive(&self, label: &str, context: &[u8]) -> zeroize::Zeroizing<[u8; 32]> {
        let mut mac = Hmac::<Sha256>::new_from_slice(&self.0).expect("HMAC takes any key");
        mac.update(b"saksi/device/1/");
        mac.update(label.as_bytes());
        mac.update(&[0]);
        mac.update(context);
        zeroize::Zeroizing::new(mac.finalize().into_bytes().into())
    }
}

/// Why a vault does not give the key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum VaultError {
    /// The passphrase or PIN is wrong. Nothing is ever wiped for that.
    Passphrase,
    /// Too many wrong ones: wait so many seconds.
    Wait(u32),
    /// The wrapped key is damaged or of a newer version.
    Damaged,
    /// The key was destroyed.
    Destroyed,
    /// The system (Keystore, file) did not do it; try again.
    Unavailable,
}

impl fmt::Display for VaultError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Passphrase => f.write_str("the passphrase is wrong"),
            Self::Wait(seconds) => write!(f, "wait {seconds} s before the next try"),
            Self::Damaged => f.write_str("the wrapped key is damaged or newer than this program"),
            Self::Destroyed => f.write_str("the key was destroyed"),
            Self::Unavailable => f.write_str("the key store does not answer"),
        }
    }
}

impl std::error::Error for VaultError {}

/// Guards a master key. The wrapped form is opaque to the store that keeps it.
pub trait KeyVault: Send + Sync {
    /// Wraps a key.
    ///
    /// # Errors
    /// [`VaultError`].
    fn wrap(&self, key: &MasterKey) -> Result<Vec<u8>, VaultError>;

    /// Unwraps what [`KeyVault::wrap`] gave.
    ///
    /// # Errors
    /// [`VaultError`].
    fn unwrap(&self, wrapped: &[u8]) -> Result<MasterKey, VaultError>;

    /// Destroys the wrapping key for ever, if the vault holds one (a Keystore does; a passphrase
    /// is in a head). The caller then deletes the wrapped key.
    ///
    /// # Errors
    /// [`VaultError`].
    fn destroy(&self) -> Result<(), VaultError>;

    /// Certificates (DER, the key's own first) by which the phone's maker attests that a key made
    /// for this challenge lives in its hardware. Empty where there is none: nobody is kept out
    /// for it.
    fn endorse(&self, challenge: &[u8; 32]) -> Vec<Vec<u8>> {
        let _ = challenge;
        Vec::new()
    }
}

impl fmt::Debug for dyn KeyVault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("KeyVault")
    }
}

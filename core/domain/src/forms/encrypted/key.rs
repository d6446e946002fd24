//! The form's RSA key: read, and used to seal 32 bytes or a signature's 16.
//!
//! Only the public half is ever here, so what is known of timing against RSA's private operation
//! (RUSTSEC-2023-0071) does not apply.

use std::fmt;

use base64::{Engine as _, prelude::BASE64_STANDARD as BASE64};
use rsa::pkcs8::DecodePublicKey as _;
use rsa::rand_core::{TryCryptoRng, TryRng};
use sha2::Sha256;

use super::EncryptionError;

/// `base64RsaPublicKey` of a form.
#[derive(Clone, PartialEq, Eq)]
pub struct EncryptionKey(rsa::PublicKey);

impl fmt::Debug for EncryptionKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("EncryptionKey")
    }
}

impl EncryptionKey {
    /// Reads the text in the form: base64 of an X.509 `SubjectPublicKeyInfo`; white space within
    /// is ignored, as in a cell that was pasted by lines.
    ///
    /// # Errors
    /// [`EncryptionError::Key`].
    pub fn from_base64(text: &str) -> Result<Self, EncryptionError> {
        let text: String = text.chars().filter(|c| !c.is_whitespace()).collect();
        let der = BASE64.decode(text).map_err(|_| EncryptionError::Key)?;
        let key = rsa::PublicKey::from_public_key_der(&der).map_err(|_| EncryptionError::Key)?;
        Ok(Self(key))
    }

    /// RSA-OAEP with SHA-256 for the label and for MGF1, then base64. Java's name for it,
    /// `OAEPWithSHA256AndMGF1Padding`, leaves MGF1's hash open: the JDK's provider takes SHA-1,
    /// Bouncy Castle, by which Collect encrypts and Central and Briefcase decrypt, SHA-256.
    pub(super) fn seal(&self, secret: &[u8], seed: &[u8; 32]) -> Result<String, EncryptionError> {
        let sealed = self.0.oaep_encrypt_with_rng::<Sha256, _>(&mut Given(seed), secret);
        sealed.map(|bytes| BASE64.encode(bytes)).map_err(|_| EncryptionError::Key)
    }
}

/// Randomness that the caller drew: OAEP takes exactly one seed of it.
struct Given<'a>(&'a [u8]);

impl TryRng for Given<'_> {
    type Error = fmt::Error;

    fn try_next_u32(&mut self) -> Result<u32, Self::Error> {
        let mut word = [0; 4];
        self.try_fill_bytes(&mut word).map(|()| u32::from_le_bytes(word))
    }

    fn try_next_u64(&mut self) -> Result<u64, Self::Error> {
        let mut word = [0; 8];
        self.try_fill_bytes(&mut word).map(|()| u64::from_le_bytes(word))
    }

    fn try_fill_bytes(&mut self, into: &mut [u8]) -> Result<(), Self::Error> {
        let (now, rest) = self.0.split_at_checked(into.len()).ok_or(fmt::Error)?;
        into.copy_from_slice(now);
        self.0 = rest;
        Ok(())
    }
}

impl TryCryptoRng for Given<'_> {}

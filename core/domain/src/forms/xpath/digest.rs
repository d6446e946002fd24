//! `digest`, `base64-encode` and `base64-decode`.

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, STANDARD_NO_PAD};
use md5::Md5;
use sha1::Sha1;
use sha2::{Digest as _, Sha256, Sha384, Sha512};

/// The digest of a text; blank if the algorithm or encoding is not known.
pub(super) fn digest(text: &str, algorithm: &str, encoding: &str) -> String {
    let bytes = match algorithm.to_ascii_uppercase().as_str() {
        "MD5" => Md5::digest(text).to_vec(),
        "SHA-1" => Sha1::digest(text).to_vec(),
        "SHA-256" => Sha256::digest(text).to_vec(),
        "SHA-384" => Sha384::digest(text).to_vec(),
        "SHA-512" => Sha512::digest(text).to_vec(),
        _ => return String::new(),
    };
    match encoding.to_ascii_lowercase().as_str() {
        "hex" => hex::encode(bytes),
        "base64" => STANDARD.encode(bytes),
        _ => String::new(),
    }
}

pub(super) fn encode(text: &str) -> String {
    STANDARD.encode(text)
}

/// The text in a base64 text; blank if it is none.
pub(super) fn decode(text: &str) -> String {
    let packed: String = text.split_whitespace().collect();
    let bytes = STANDARD_NO_PAD.decode(packed.trim_end_matches('=')).unwrap_or_default();
    String::from_utf8_lossy(&bytes).into_owned()
}

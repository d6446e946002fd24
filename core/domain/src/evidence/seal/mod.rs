//! Sealing a blob in one pass: SHA-256 of the original, authenticated encryption, SHA-256 of the
//! ciphertext (the blob's name).
//!
//! XChaCha20-Poly1305 in STREAM mode (Hoang, Reyhanitabar, Rogaway, Vizár 2015; 32-bit big-endian
//! counter and a last-chunk byte), chunks of 64 KiB, the header authenticated with every chunk.
//! **One fresh random key per blob**: the nonce prefix is zero, so a key that is used twice gives
//! both blobs away. The format is `docs/formats/evidence.md` section 2. Opening is [`Opener`];
//! files, keys and randomness are the caller's.

mod open;
mod reader;

pub use reader::PlainReader;

pub use open::{ChunkPlace, OpenError, Opener, chunk_place, open_all, open_chunk, plain_size};

use crate::journal::{Cid, Digest};
use aead_stream::{NewStream, StreamBE32, StreamPrimitive};
use chacha20poly1305::{KeyInit, XChaCha20Poly1305};
use sha2::{Digest as _, Sha256};

/// Plain bytes in every chunk but the last.
pub const CHUNK: usize = 64 * 1024;
/// Bytes that authentication adds to a chunk.
pub const TAG: usize = 16;
/// The header's length.
pub const HEADER_LEN: usize = 15;

const MAGIC: &[u8; 10] = b"saksi-blob";
const VERSION: u8 = 1;

/// `saksi-blob`, version, chunk size as u32 big-endian.
#[must_use]
pub fn header() -> [u8; HEADER_LEN] {
    let mut header = [0; HEADER_LEN];
    header[..10].copy_from_slice(MAGIC);
    header[10] = VERSION;
    header[11..].copy_from_slice(&(CHUNK as u32).to_be_bytes());
    header
}

fn stream(key: &[u8; 32]) -> StreamBE32<XChaCha20Poly1305> {
    let nonce = [0u8; 19];
    StreamBE32::from_aead(XChaCha20Poly1305::new(key.into()), &nonce.into())
}

/// The names of a sealed blob; they go into the `evidence` entry beside the key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sealed {
    /// SHA-256 of everything that was written out, header included.
    pub cid: Cid,
    /// SHA-256 of the original bytes.
    pub sha256: Digest,
    /// The number of original bytes.
    pub size: u64,
    /// The number of bytes written out.
    pub sealed_size: u64,
}

/// Takes original bytes in pieces of any size and hands out ciphertext.
///
/// Holds at most one chunk, whatever the size of the blob.
pub struct Sealer {
    stream: StreamBE32<XChaCha20Poly1305>,
    chunk: Vec<u8>,
    index: u32,
    plain_hash: Sha256,
    sealed_hash: Sha256,
    size: u64,
    sealed_size: u64,
}

impl std::fmt::Debug for Sealer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Sealer").field("size", &self.size).finish_non_exhaustive()
    }
}

impl Sealer {
    /// Starts a blob under `key` and appends its header to `out`.
    ///
    /// The key must be fresh from a random source and serve this blob only.
    #[must_use]
    pub fn begin(key: &[u8; 32], out: &mut Vec<u8>) -> Self {
        let mut sealer = Self {
            stream: stream(key),
            chunk: Vec::with_capacity(CHUNK + TAG),
            index: 0,
            plain_hash: Sha256::new(),
            sealed_hash: Sha256::new(),
            size: 0,
            sealed_size: 0,
        };
        sealer.emit(&header(), out);
        sealer
    }

    /// Takes the next original bytes and appends the ciphertext that is complete to `out`.
    ///
    /// A full chunk is kept back until more comes, because the last one is marked as such.
    pub fn push(&mut self, mut plain: &[u8], out: &mut Vec<u8>) {
        self.plain_hash.update(plain);
        self.size += plain.len() as u64;
        while !plain.is_empty() {
            if self.chunk.len() == CHUNK {
                self.seal_chunk(false, out);
            }
            let (now, later) = plain.split_at(plain.len().min(CHUNK - self.chunk.len()));
            self.chunk.extend_from_slice(now);
            plain = later;
        }
    }

    /// How many original bytes are held back, at most [`CHUNK`].
    #[must_use]
    pub fn buffered(&self) -> usize {
        self.chunk.len()
    }

    /// Appends the last chunk to `out` and tells the blob's names.
    #[must_use]
    pub fn finish(mut self, out: &mut Vec<u8>) -> Sealed {
        self.seal_chunk(true, out);
        Sealed {
            cid: Cid(self.sealed_hash.finalize().into()),
            sha256: Digest(self.plain_hash.finalize().into()),
            size: self.size,
            sealed_size: self.sealed_size,
        }
    }

    fn seal_chunk(&mut self, last: bool, out: &mut Vec<u8>) {
        let mut chunk = std::mem::take(&mut self.chunk);
        self.stream
            .encrypt_in_place(self.index, last, &header(), &mut chunk)
            .expect("a chunk is far below the cipher's limit");
        self.index = self.index.checked_add(1).expect("2^32 chunks would be 256 TiB");
        self.emit(&chunk, out);
        chunk.clear();
        self.chunk = chunk;
    }

    fn emit(&mut self, bytes: &[u8], out: &mut Vec<u8>) {
        self.sealed_hash.update(bytes);
        self.sealed_size += bytes.len() as u64;
        out.extend_from_slice(bytes);
    }
}

#[cfg(test)]
mod tests;

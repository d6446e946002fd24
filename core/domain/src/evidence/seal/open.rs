//! Opening a sealed blob: as a stream, whole, or one chunk by its number.
//!
//! A chunk is handed out only after it was authenticated, so plain bytes that come out are true
//! even before the end; that the blob is complete is known only when [`Opener::finish`] returns.
//! It does not check the cid: hash the ciphertext for that.

use super::{CHUNK, HEADER_LEN, MAGIC, Sealed, TAG, VERSION, header, stream};
use crate::journal::{Cid, Digest};
use aead_stream::{StreamBE32, StreamPrimitive};
use chacha20poly1305::XChaCha20Poly1305;
use sha2::{Digest as _, Sha256};
use std::fmt;
use std::ops::Range;

/// Why a blob does not open. Chunks count from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum OpenError {
    /// It does not begin with `saksi-blob`.
    NotABlob,
    /// Written by a newer version; the number.
    Version(u8),
    /// Its header names another chunk size.
    ChunkSize(u32),
    /// This chunk was altered, stands in another place, or the key is another one.
    Altered {
        /// The chunk.
        chunk: u32,
    },
    /// The blob ends after this whole chunk, which is not marked as the last.
    Truncated {
        /// The last chunk that is there.
        chunk: u32,
    },
    /// Something follows this chunk, which is marked as the last.
    Extended {
        /// The chunk that should have been the last.
        chunk: u32,
    },
}

impl fmt::Display for OpenError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotABlob => f.write_str("not a sealed blob"),
            Self::Version(v) => write!(f, "sealed by a newer version ({v})"),
            Self::ChunkSize(size) => write!(f, "unknown chunk size {size}"),
            Self::Altered { chunk } => write!(f, "chunk {chunk} was altered, or the key is wrong"),
            Self::Truncated { chunk } => write!(f, "the blob is cut off after chunk {chunk}"),
            Self::Extended { chunk } => write!(f, "bytes were added after the last chunk {chunk}"),
        }
    }
}

impl std::error::Error for OpenError {}

impl OpenError {
    /// The chunk at which it was noticed, if the header was good.
    #[must_use]
    pub const fn chunk(self) -> Option<u32> {
        match self {
            Self::Altered { chunk } | Self::Truncated { chunk } | Self::Extended { chunk } => {
                Some(chunk)
            }
            _ => None,
        }
    }
}

/// Takes ciphertext in pieces of any size and hands out authenticated original bytes.
///
/// Holds at most one sealed chunk. After an error it must not be used on.
pub struct Opener {
    stream: StreamBE32<XChaCha20Poly1305>,
    held: Vec<u8>,
    header_read: bool,
    index: u32,
    plain_hash: Sha256,
    sealed_hash: Sha256,
    size: u64,
    sealed_size: u64,
}

impl fmt::Debug for Opener {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Opener").field("size", &self.size).finish_non_exhaustive()
    }
}

impl Opener {
    /// Starts to open a blob.
    #[must_use]
    pub fn begin(key: &[u8; 32]) -> Self {
        Self {
            stream: stream(key),
            held: Vec::with_capacity(CHUNK + TAG),
            header_read: false,
            index: 0,
            plain_hash: Sha256::new(),
            sealed_hash: Sha256::new(),
            size: 0,
            sealed_size: 0,
        }
    }

    /// Takes the next sealed bytes and appends to `out` what they open to.
    ///
    /// # Errors
    /// [`OpenError`] names the chunk; what was appended before it is true.
    pub fn push(&mut self, mut sealed: &[u8], out: &mut Vec<u8>) -> Result<(), OpenError> {
        self.sealed_hash.update(sealed);
        self.sealed_size += sealed.len() as u64;
        while !sealed.is_empty() {
            let full = if self.header_read { CHUNK + TAG } else { HEADER_LEN };
            if self.held.len() == full && self.header_read {
                self.open_next(out)?;
            }
            let (now, later) = sealed.split_at(sealed.len().min(full - self.held.len()));
            self.held.extend_from_slice(now);
            sealed = later;
            if !self.header_read && self.held.len() == HEADER_LEN {
                check_header(&self.held)?;
                self.header_read = true;
                self.held.clear();
            }
        }
        Ok(())
    }

    /// Opens the last chunk and tells the names that these bytes have.
    ///
    /// # Errors
    /// [`OpenError`]; in particular [`OpenError::Truncated`] if the last chunk is not marked so.
    pub fn finish(mut self, out: &mut Vec<u8>) -> Result<Sealed, OpenError> {
        if !self.header_read {
            return Err(OpenError::NotABlob);
        }
        let mut chunk = std::mem::take(&mut self.held);
        let (index, empty) = (self.index, chunk.len() == TAG);
        if self.stream.decrypt_in_place(index, true, &header(), &mut chunk).is_err() {
            return Err(self.why_not_last(&chunk));
        }
        if empty && index > 0 {
            return Err(OpenError::Altered { chunk: index });
        }
        self.emit(&chunk, out);
        Ok(Sealed {
            cid: Cid(self.sealed_hash.finalize().into()),
            sha256: Digest(self.plain_hash.finalize().into()),
            size: self.size,
            sealed_size: self.sealed_size,
        })
    }

    /// How many bytes are held back, at most a chunk and its tag.
    #[must_use]
    pub fn buffered(&self) -> usize {
        self.held.len()
    }

    fn open_next(&mut self, out: &mut Vec<u8>) -> Result<(), OpenError> {
        let mut chunk = std::mem::take(&mut self.held);
        let index = self.index;
        if self.stream.decrypt_in_place(index, false, &header(), &mut chunk).is_err() {
            let last = self.stream.decrypt_in_place(index, true, &header(), &mut chunk).is_ok();
            return Err(if last {
                OpenError::Extended { chunk: index }
            } else {
                OpenError::Altered { chunk: index }
            });
        }
        self.emit(&chunk, out);
        self.index = index.checked_add(1).ok_or(OpenError::Altered { chunk: index })?;
        chunk.clear();
        self.held = chunk;
        Ok(())
    }

    /// Is the chunk that should be the last one a good one from the middle, or nothing at all?
    fn why_not_last(&self, chunk: &[u8]) -> OpenError {
        let mut chunk = chunk.to_vec();
        let middle = self.stream.decrypt_in_place(self.index, false, &header(), &mut chunk).is_ok();
        match (middle, chunk.is_empty(), self.index) {
            (true, _, index) => OpenError::Truncated { chunk: index },
            (false, true, index) if index > 0 => OpenError::Truncated { chunk: index - 1 },
            (false, _, index) => OpenError::Altered { chunk: index },
        }
    }

    fn emit(&mut self, plain: &[u8], out: &mut Vec<u8>) {
        self.plain_hash.update(plain);
        self.size += plain.len() as u64;
        out.extend_from_slice(plain);
    }
}

fn check_header(bytes: &[u8]) -> Result<(), OpenError> {
    if &bytes[..10] != MAGIC {
        return Err(OpenError::NotABlob);
    }
    if bytes[10] != VERSION {
        return Err(OpenError::Version(bytes[10]));
    }
    if bytes != header() {
        let size = [bytes[11], bytes[12], bytes[13], bytes[14]];
        return Err(OpenError::ChunkSize(u32::from_be_bytes(size)));
    }
    Ok(())
}

/// Opens a whole blob that lies in memory.
///
/// # Errors
/// [`OpenError`] names the chunk that does not open; nothing is given out then.
pub fn open_all(key: &[u8; 32], sealed: &[u8]) -> Result<Vec<u8>, OpenError> {
    let mut plain = Vec::with_capacity(sealed.len());
    let mut opener = Opener::begin(key);
    opener.push(sealed, &mut plain)?;
    opener.finish(&mut plain)?;
    Ok(plain)
}

/// Where a chunk lies in a sealed blob.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChunkPlace {
    /// Its number, from 0.
    pub index: u32,
    /// Its bytes in the sealed blob.
    pub sealed: Range<u64>,
    /// Is it the last one of a blob of this size?
    pub last: bool,
}

/// How many original bytes a sealed blob of `sealed_size` holds; `None` if no blob has that size.
#[must_use]
pub fn plain_size(sealed_size: u64) -> Option<u64> {
    let (chunk, tag) = ((CHUNK + TAG) as u64, TAG as u64);
    let body = sealed_size.checked_sub(HEADER_LEN as u64)?;
    let (full, rest) = (body / chunk, body % chunk);
    match rest {
        0 if full > 0 => Some(full * CHUNK as u64),
        rest if rest > tag || (rest == tag && full == 0) => Some(full * CHUNK as u64 + rest - tag),
        _ => None,
    }
}

/// Which sealed bytes hold the original byte at `offset`, for reading a part of a large blob.
#[must_use]
pub fn chunk_place(sealed_size: u64, offset: u64) -> Option<ChunkPlace> {
    if offset >= plain_size(sealed_size)? {
        return None;
    }
    let index = offset / CHUNK as u64;
    let start = HEADER_LEN as u64 + index * (CHUNK + TAG) as u64;
    let end = sealed_size.min(start + (CHUNK + TAG) as u64);
    let index = u32::try_from(index).ok()?;
    Some(ChunkPlace { index, sealed: start..end, last: end == sealed_size })
}

/// Opens one chunk whose sealed bytes were read by [`chunk_place`].
///
/// # Errors
/// [`OpenError::Altered`] if they are not that chunk. A blob that was cut off at a chunk's end is
/// noticed only at its last chunk.
pub fn open_chunk(key: &[u8; 32], place: &ChunkPlace, sealed: &[u8]) -> Result<Vec<u8>, OpenError> {
    let mut chunk = sealed.to_vec();
    stream(key)
        .decrypt_in_place(place.index, place.last, &header(), &mut chunk)
        .map_err(|_| OpenError::Altered { chunk: place.index })?;
    Ok(chunk)
}

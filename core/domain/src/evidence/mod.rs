//! Evidence: what is sealed at the shutter, and what can later be said about it.
//!
//! | want | take |
//! | --- | --- |
//! | what the phone knew at the shutter | [`capture::CaptureRecord`] |
//! | seal a stream, open it again | [`seal::Sealer`], [`seal::Opener`], [`seal::open_all`] |
//! | what the camera wrote into the file | [`exif::read_exif`] |
//! | a small picture for slow lines | [`preview::make_preview`] |
//! | Bukti kuat / cukup / terbatas / keterangan saksi | [`grade::grade`] |
//! | findings, with words | [`finding::Finding`], [`verify::verify_item`] |
//!
//! Pure: bytes, keys and times are arguments. The original bytes are never changed; every smaller
//! or blurred copy is a derivative that names its parent. Bytes of the record and of the sealed
//! file: `docs/formats/evidence.md`. Places are [`crate::place`].
//!
//! ```
//! use saksi_domain::evidence::seal::{Sealer, open_all};
//!
//! let key = [7; 32]; // from the caller's random source, used for this blob and never again
//! let mut sealed = Vec::new();
//! let mut sealer = Sealer::begin(&key, &mut sealed);
//! sealer.push(b"the bytes of a photo, ", &mut sealed);
//! sealer.push(b"in pieces of any size", &mut sealed);
//! let names = sealer.finish(&mut sealed);
//!
//! let plain = open_all(&key, &sealed)?;
//! assert_eq!(plain.len() as u64, names.size);
//! sealed[40] ^= 1;
//! assert!(open_all(&key, &sealed).is_err());
//! # Ok::<(), saksi_domain::evidence::seal::OpenError>(())
//! ```

pub mod capture;
pub mod exif;
pub mod finding;
pub mod grade;
pub mod plausible;
pub mod preview;
pub mod seal;
pub mod verify;

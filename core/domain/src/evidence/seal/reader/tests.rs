//! A sealed blob reads like its original, and damage never looks like an end.

use super::super::{CHUNK, Sealer};
use super::*;

const KEY: [u8; 32] = [9; 32];

fn sealed(plain: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    let mut sealer = Sealer::begin(&KEY, &mut out);
    sealer.push(plain, &mut out);
    let _ = sealer.finish(&mut out);
    out
}

#[test]
fn a_sealed_photo_gives_the_same_preview_as_the_original() {
    use crate::evidence::{
        capture::Orientation,
        preview::{Look, make_preview},
    };
    use crate::testing::jpeg::JpegMaker;
    let photo = JpegMaker { width: 1200, height: 900, ..JpegMaker::small(4) }.make();
    let sealed = sealed(&photo);
    let reader = PlainReader::new(&KEY, &sealed[..]);
    let from_sealed = make_preview(reader, Orientation::UPRIGHT, Look::Plain);
    assert_eq!(from_sealed, make_preview(&photo[..], Orientation::UPRIGHT, Look::Plain));
    assert!(from_sealed.is_ok());
}

#[test]
fn every_size_reads_back_and_the_end_is_reported_once_it_is_sure() {
    for len in [0, 1, CHUNK, 2 * CHUNK + 3] {
        let plain = vec![7; len];
        let mut read = Vec::new();
        PlainReader::new(&KEY, &sealed(&plain)[..]).read_to_end(&mut read).unwrap();
        assert!(read == plain);
    }
}

#[test]
fn damage_is_reported_again_at_every_read_and_never_as_an_end() {
    let mut bytes = sealed(&vec![7; 2 * CHUNK]);
    let last = bytes.len() - 1;
    bytes[last] ^= 1;
    let mut reader = PlainReader::new(&KEY, &bytes[..]);
    let mut read = Vec::new();
    assert!(reader.read_to_end(&mut read).is_err());
    assert_eq!(read.len(), CHUNK, "the good chunk before it came out");
    for _ in 0..2 {
        let error = reader.read(&mut [0; 10]).unwrap_err();
        assert_eq!(error.kind(), io::ErrorKind::InvalidData);
        let inner = error.into_inner().unwrap();
        assert_eq!(inner.downcast_ref(), Some(&OpenError::Altered { chunk: 1 }));
    }
}

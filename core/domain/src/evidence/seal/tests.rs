//! Round trips with any cuts, every kind of damage, and bounded memory.

use super::*;
use proptest::prelude::*;

const KEY: [u8; 32] = [42; 32];

fn photo(len: usize) -> Vec<u8> {
    (0..len).map(|i| (i * 31 + i / 251) as u8).collect()
}

fn seal(plain: &[u8]) -> (Vec<u8>, Sealed) {
    let mut out = Vec::new();
    let mut sealer = Sealer::begin(&KEY, &mut out);
    sealer.push(plain, &mut out);
    let sealed = sealer.finish(&mut out);
    (out, sealed)
}

fn sha(bytes: &[u8]) -> [u8; 32] {
    Sha256::digest(bytes).into()
}

#[test]
fn the_names_are_the_hashes_of_what_went_in_and_of_what_came_out() {
    for len in [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK, 3 * CHUNK + 7] {
        let plain = photo(len);
        let (out, sealed) = seal(&plain);
        assert_eq!((sealed.sha256.0, sealed.cid.0), (sha(&plain), sha(&out)));
        assert_eq!((sealed.size, sealed.sealed_size), (len as u64, out.len() as u64));
        assert_eq!(plain_size(sealed.sealed_size), Some(sealed.size));
        assert_eq!(open_all(&KEY, &out).unwrap(), plain);
    }
}

#[test]
fn memory_does_not_grow_with_the_size_of_the_blob() {
    let (mut out, mut plain, mut bounds) = (Vec::new(), Vec::new(), (0, 0, 0));
    let mut sealer = Sealer::begin(&KEY, &mut out);
    let mut opener = Opener::begin(&KEY);
    let piece = photo(200_000);
    let mut left = 64 * 1024 * 1024;
    while left > 0 {
        let now = &piece[..piece.len().min(left)];
        sealer.push(now, &mut out);
        if left > 56 * 1024 * 1024 {
            opener.push(&out, &mut plain).unwrap(); // the first 8 MiB, to keep the test short
        }
        bounds.0 = bounds.0.max(sealer.buffered());
        bounds.1 = bounds.1.max(opener.buffered());
        bounds.2 = bounds.2.max(out.capacity()).max(plain.capacity());
        left -= now.len();
        out.clear();
        plain.clear();
    }
    let sealed = sealer.finish(&mut out);
    assert_eq!(sealed.size, 64 * 1024 * 1024);
    assert!(bounds.0 <= CHUNK && bounds.1 <= CHUNK + TAG, "{bounds:?}");
    assert!(bounds.2 <= 1024 * 1024, "one push hands out a few chunks: {bounds:?}");
}

#[test]
fn a_blob_cut_off_at_a_chunk_is_told_from_one_that_was_altered() {
    let (out, _) = seal(&photo(3 * CHUNK + 9));
    let two = HEADER_LEN + 2 * (CHUNK + TAG);
    assert_eq!(open_all(&KEY, &out[..two]), Err(OpenError::Truncated { chunk: 1 }));
    assert_eq!(open_all(&KEY, &out[..two + 5]), Err(OpenError::Altered { chunk: 2 }));
    assert_eq!(open_all(&KEY, &out[..out.len() - 1]), Err(OpenError::Altered { chunk: 3 }));
    assert_eq!(open_all(&KEY, &out[..HEADER_LEN]), Err(OpenError::Altered { chunk: 0 }));
    assert_eq!(open_all(&KEY, &out[..3]), Err(OpenError::NotABlob));
}

#[test]
fn chunks_in_another_order_or_after_the_end_are_named() {
    let (out, _) = seal(&photo(3 * CHUNK));
    let chunk = |i: usize| HEADER_LEN + i * (CHUNK + TAG)..HEADER_LEN + (i + 1) * (CHUNK + TAG);
    let mut swapped = out.clone();
    swapped[chunk(0)].copy_from_slice(&out[chunk(1)]);
    swapped[chunk(1)].copy_from_slice(&out[chunk(0)]);
    assert_eq!(open_all(&KEY, &swapped), Err(OpenError::Altered { chunk: 0 }));
    let longer = [&out[..], &out[chunk(0)]].concat();
    assert_eq!(open_all(&KEY, &longer), Err(OpenError::Extended { chunk: 2 }));
    let longer = [&out[..], b"x"].concat();
    assert_eq!(open_all(&KEY, &longer), Err(OpenError::Extended { chunk: 2 }));
}

#[test]
fn two_blobs_of_one_original_and_key_cannot_differ_an_empty_last_chunk_is_refused() {
    let mut blob = header().to_vec();
    for (index, last, plain) in [(0, false, photo(CHUNK)), (1, true, Vec::new())] {
        let mut chunk = plain;
        stream(&KEY).encrypt_in_place(index, last, &header(), &mut chunk).unwrap();
        blob.extend(chunk);
    }
    assert_eq!(open_all(&KEY, &blob), Err(OpenError::Altered { chunk: 1 }));
}

#[test]
fn another_key_another_version_and_another_format_are_told_apart() {
    let (out, _) = seal(b"photo");
    assert_eq!(open_all(&[1; 32], &out), Err(OpenError::Altered { chunk: 0 }));
    let with = |at: usize, byte: u8| {
        let mut changed = out.clone();
        changed[at] = byte;
        open_all(&KEY, &changed).unwrap_err()
    };
    assert_eq!(with(0, b'S'), OpenError::NotABlob);
    assert_eq!(with(10, 2), OpenError::Version(2));
    assert_eq!(with(14, 1), OpenError::ChunkSize(CHUNK as u32 + 1));
}

#[test]
fn a_part_of_a_large_blob_is_read_by_its_chunks_alone() {
    let plain = photo(2 * CHUNK + 100);
    let (out, sealed) = seal(&plain);
    for offset in [0, CHUNK as u64, 2 * CHUNK as u64 + 99] {
        let place = chunk_place(sealed.sealed_size, offset).unwrap();
        let bytes = &out[place.sealed.start as usize..place.sealed.end as usize];
        let opened = open_chunk(&KEY, &place, bytes).unwrap();
        let from = place.index as usize * CHUNK;
        assert_eq!(opened, plain[from..from + opened.len()]);
        let other = ChunkPlace { index: place.index + 1, ..place.clone() };
        assert!(open_chunk(&KEY, &other, bytes).is_err());
    }
    assert_eq!(chunk_place(sealed.sealed_size, sealed.size), None);
    assert_eq!(plain_size(HEADER_LEN as u64 + 3), None);
}

#[test]
fn the_vector_of_the_format_document_still_holds() {
    let mut out = Vec::new();
    let key: [u8; 32] = std::array::from_fn(|i| i as u8);
    let mut sealer = Sealer::begin(&key, &mut out);
    sealer.push(b"saksi", &mut out);
    let sealed = sealer.finish(&mut out);
    let text = include_str!("../../../../../docs/formats/evidence.md");
    for line in [hex::encode(&out), sealed.cid.to_string(), sealed.sha256.to_string()] {
        assert!(text.contains(&line), "docs/formats/evidence.md lacks {line}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn any_cuts_of_the_same_bytes_give_the_same_blob_and_open_again(
        len in 0usize..200_000, cuts in prop::collection::vec(1usize..90_000, 1..8),
    ) {
        let plain = photo(len);
        let mut out = Vec::new();
        let mut sealer = Sealer::begin(&KEY, &mut out);
        let mut rest = &plain[..];
        for cut in cuts.iter().cycle() {
            let (now, later) = rest.split_at((*cut).min(rest.len()));
            sealer.push(now, &mut out);
            rest = later;
            if rest.is_empty() { break }
        }
        let sealed = sealer.finish(&mut out);
        prop_assert_eq!(seal(&plain), (out.clone(), sealed));

        let (mut opener, mut opened) = (Opener::begin(&KEY), Vec::new());
        for piece in out.chunks(cuts[0]) {
            opener.push(piece, &mut opened).unwrap();
        }
        prop_assert_eq!(opener.finish(&mut opened).unwrap(), sealed);
        prop_assert!(opened == plain);
    }

    #[test]
    fn any_flipped_bit_is_caught_at_its_chunk(len in 1usize..150_000, at: prop::sample::Index, bit in 0u8..8) {
        let (mut out, _) = seal(&photo(len));
        let at = at.index(out.len());
        out[at] ^= 1 << bit;
        let error = open_all(&KEY, &out).unwrap_err();
        if at >= HEADER_LEN {
            prop_assert_eq!(error.chunk(), Some(((at - HEADER_LEN) / (CHUNK + TAG)) as u32));
        } else {
            prop_assert_eq!(error.chunk(), None);
        }
    }
}

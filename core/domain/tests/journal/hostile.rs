//! Bytes from strangers: a typed error that names the rule; never a panic, never a half entry.

use proptest::prelude::*;
use saksi_domain::journal::body::{Body, MAX_BODY};
use saksi_domain::journal::cbor::{self, CborError, Reader, Value};
use saksi_domain::journal::checkpoint::Checkpoint;
use saksi_domain::journal::entry::{EntryError, MAX_HEADER};
use saksi_domain::journal::{Entry, EntryId, ProjectId, Role};
use saksi_domain::testing::world::{Draft, World, set};

fn good() -> (World, Entry) {
    let mut w = World::new(41);
    let mut monitor = w.join(Role::Monitor, "74");
    let entry = monitor.sign_change(None, vec![set("a", 1), set("b", "dua")]);
    (w, entry)
}

fn decode(project: ProjectId, entry: &Entry, cose: &[u8]) -> Result<Entry, EntryError> {
    let content = entry.content.as_ref().unwrap();
    Entry::decode(project, cose, Some((&content.salt, &content.bytes)))
}

/// Decoded and verified: what stands between the wire and the store.
fn is_admitted(w: &World, entry: Result<Entry, EntryError>) -> bool {
    entry.is_ok_and(|entry| w.ledger.check(&entry).is_ok())
}

#[test]
fn every_truncation_of_an_envelope_is_refused() {
    let (w, entry) = good();
    assert!(is_admitted(&w, decode(w.project(), &entry, &entry.cose)));
    for len in 0..entry.cose.len() {
        let error = decode(w.project(), &entry, &entry.cose[..len]).unwrap_err();
        assert_eq!(error, EntryError::Envelope, "{len} bytes");
    }
    let longer = [&entry.cose[..], &[0]].concat();
    assert!(decode(w.project(), &entry, &longer).is_err());
}

#[test]
fn no_entry_with_any_one_byte_changed_is_admitted() {
    let (w, entry) = good();
    for at in 0..entry.cose.len() {
        for flip in [0x01, 0x80, 0xff] {
            let mut cose = entry.cose.clone();
            cose[at] ^= flip;
            assert!(!is_admitted(&w, decode(w.project(), &entry, &cose)), "byte {at} ^ {flip:x}");
        }
    }
    let content = entry.content.as_ref().unwrap();
    for at in 0..content.bytes.len() {
        let mut body = content.bytes.clone();
        body[at] ^= 1;
        let read = Entry::decode(w.project(), &entry.cose, Some((&content.salt, &body)));
        assert_eq!(read, Err(EntryError::Commitment));
    }
    let mut salt = content.salt;
    salt[7] ^= 1;
    let read = Entry::decode(w.project(), &entry.cose, Some((&salt, &content.bytes)));
    assert_eq!(read, Err(EntryError::Commitment));
}

#[test]
fn what_is_too_large_is_refused_by_name_before_it_is_read() {
    let (w, entry) = good();
    let content = entry.content.as_ref().unwrap();
    let huge = vec![0; MAX_HEADER + 97];
    assert_eq!(
        decode(w.project(), &entry, &huge),
        Err(EntryError::TooLarge("envelope", MAX_HEADER + 96))
    );
    let body = vec![0; MAX_BODY + 1];
    let read = Entry::decode(w.project(), &entry.cose, Some((&content.salt, &body)));
    assert_eq!(read, Err(EntryError::TooLarge("body", MAX_BODY)));
}

#[test]
fn a_body_over_a_mebibyte_or_more_than_32_parents_is_not_even_signed() {
    let (w, entry) = good();
    let key = &w.hub.key;
    let sign = |header, body: Body| Entry::sign(w.project(), header, body, [0; 32], key);
    let mut big = Body::new(Default::default());
    big.writes = vec![set("a", Value::Bytes(vec![0; MAX_BODY]))];
    assert_eq!(sign(entry.header.clone(), big), Err(EntryError::TooLarge("body", MAX_BODY)));
    let mut crowded = entry.header.clone();
    crowded.record = Some(entry.id);
    crowded.parents = (0..33).map(|i| EntryId([i; 32])).collect();
    let error = sign(crowded.clone(), Body::new(Default::default())).unwrap_err();
    assert_eq!(error, EntryError::Header("at most 32 parents"));
    crowded.parents = vec![EntryId([1; 32]); 2];
    let error = sign(crowded, Body::new(Default::default())).unwrap_err();
    assert_eq!(error, EntryError::Header("parents are sorted and differ"));
}

#[test]
fn a_newer_entry_version_says_so() {
    let (w, entry) = good();
    // Header key 0 is the first pair: a1 for one pair would be 0x00 0x01; find it and raise it.
    let at = entry.cose.windows(4).position(|w| w[1..] == [0x00, 0x01, 0x01]).unwrap() + 2;
    let mut cose = entry.cose.clone();
    cose[at] = 2;
    assert_eq!(decode(w.project(), &entry, &cose), Err(EntryError::Version(2)));
}

#[test]
fn salt_without_body_is_neither_whole_nor_erased() {
    let (w, entry) = good();
    let Value::Array(mut parts) = entry.to_value() else { unreachable!() };
    parts[2] = Value::Null;
    let half = Value::Array(parts);
    let read = Entry::from_reader(w.project(), &Reader::new(&half, "entry"));
    assert!(matches!(read, Err(EntryError::Cbor(CborError::Shape { .. }))));
    let whole = entry.erased().to_value();
    assert!(Entry::from_reader(w.project(), &Reader::new(&whole, "entry")).is_ok());
}

#[test]
fn the_same_path_twice_or_a_tombstone_of_a_field_is_no_body() {
    let mut w = World::new(42);
    let mut monitor = w.join(Role::Monitor, "74");
    for writes in [vec![set("a", 1), set("a", 2)], vec![set("a", Value::Gone)]] {
        let draft = Draft::new(saksi_domain::journal::Kind::Change, None).writes(writes);
        let entry = monitor.sign(draft);
        let read = decode(w.project(), &entry, &entry.cose);
        assert!(matches!(read, Err(EntryError::Cbor(CborError::Shape { .. }))), "{read:?}");
    }
}

#[test]
fn each_way_of_writing_cbor_otherwise_is_refused_for_its_rule() {
    let refused = |bytes: &[u8]| cbor::decode(bytes).unwrap_err();
    let rule = CborError::NotDeterministic;
    assert_eq!(refused(&[0x18, 0x01]), rule("integers and lengths are written shortest"));
    assert_eq!(refused(&[0x01, 0x01]), rule("bytes after the end"));
    assert_eq!(refused(&[0xa2, 0x02, 0x00, 0x01, 0x00]), rule("map keys are in bytewise order"));
    assert_eq!(refused(&[0xa2, 0x01, 0x00, 0x01, 0x00]), rule("map keys do not repeat"));
    assert_eq!(refused(&[0x9f, 0xff]), rule("lengths are definite"));
    assert_eq!(refused(&[0xf9, 0x3c, 0x00]), rule("no floats"));
    assert_eq!(refused(&[0xc1, 0x00]), rule("no tags"));
    assert_eq!(refused("\x63e\u{301}".as_bytes()), rule("text is NFC"));
    assert_eq!(refused(&[0x81; 40]), CborError::TooDeep);
    assert_eq!(
        refused(&[0x5b, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff]),
        CborError::Malformed(0)
    );
    let unsigned_max = [0x1b, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff];
    assert_eq!(refused(&unsigned_max), rule("integers fit 64 bits with sign"));
}

/// Any value that can be written.
fn values() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        Just(Value::Gone),
        any::<bool>().prop_map(Value::Bool),
        any::<i64>().prop_map(Value::Int),
        prop::collection::vec(any::<u8>(), 0..40).prop_map(Value::Bytes),
        any::<String>().prop_map(|text| Value::text(&text)),
    ];
    leaf.prop_recursive(4, 40, 6, |inner| {
        let pairs = prop::collection::btree_map(inner.clone(), inner.clone(), 0..5);
        prop_oneof![
            prop::collection::vec(inner, 0..6).prop_map(Value::Array),
            pairs.prop_map(|pairs| Value::map(pairs.into_iter().collect())),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_value_comes_back_from_its_bytes(value in values()) {
        prop_assert_eq!(cbor::decode(&cbor::encode(&value)), Ok(value));
    }

    #[test]
    fn random_bytes_are_read_or_refused_and_never_panic(
        bytes in prop::collection::vec(any::<u8>(), 0..300),
    ) {
        if let Ok(value) = cbor::decode(&bytes) {
            prop_assert_eq!(cbor::encode(&value), bytes.clone());
        }
        drop(Body::decode(&bytes));
        let project = ProjectId([7; 32]);
        prop_assert!(Entry::decode(project, &bytes, None).is_err());
        prop_assert!(Entry::decode(project, &bytes, Some((&[0; 32], &bytes))).is_err());
    }

    #[test]
    fn a_random_header_in_a_good_envelope_never_panics(
        header in prop::collection::vec(any::<u8>(), 0..120),
        value in values(),
    ) {
        for bytes in [header, cbor::encode(&value)] {
            let mut cose = vec![0xd2, 0x84, 0x43, 0xa1, 0x01, 0x32, 0xa0];
            cose.extend(cbor::encode(&Value::Bytes(bytes.clone())));
            cose.extend(cbor::encode(&Value::Bytes(vec![0; 64])));
            prop_assert!(Entry::decode(ProjectId([7; 32]), &cose, None).is_err());
            drop(Body::decode(&bytes));
        }
    }

    #[test]
    fn a_note_with_anything_changed_is_no_checkpoint(at in 0usize..400, with in any::<char>()) {
        let mut w = World::new(43);
        w.checkpoint();
        let keys = w.members().hub_keys().expect("named").clone();
        let note = w.notes[0].clone();
        let chars: Vec<char> = note.chars().collect();
        let at = at % chars.len();
        let mut changed = chars.clone();
        changed[at] = with;
        let changed: String = changed.into_iter().collect();
        let read = Checkpoint::verify(&changed, &w.project(), &keys);
        if let Ok(checkpoint) = read {
            let original = Checkpoint::verify(&note, &w.project(), &keys).expect("the hub's own");
            prop_assert_eq!(checkpoint, original, "only a spelling may differ, never a fact");
        }
        drop(Checkpoint::verify(&note[..note.floor_char_boundary(at)], &w.project(), &keys));
    }

    #[test]
    fn random_text_is_no_checkpoint_and_never_panics(text in any::<String>()) {
        let w = World::new(43);
        let keys = w.members().hub_keys().expect("named");
        prop_assert!(Checkpoint::verify(&text, &w.project(), keys).is_err());
        let lines = format!("{text}\n7\n{text}\n\n— {text} {text}\n");
        prop_assert!(Checkpoint::verify(&lines, &w.project(), keys).is_err());
    }
}

//! What every store must do, run alike by memory, the phone and the hub: `entry_store_suite(make)`
//! and `blob_store_suite(make)`, where `make` gives an empty store each time.
//!
//! Entries are of [`PROJECT`]: a store that must know its project is opened for that one. A store
//! that outlives the process also runs [`entry_store_reopens`], with the same store twice.

use ed25519_dalek::SigningKey;
use sha2::{Digest as _, Sha256};

use crate::journal::body::{Body, Clocks, Write};
use crate::journal::cbor::Value;
use crate::journal::entry::{Header, derive_log_id};
use crate::journal::record::Held;
use crate::journal::{
    Audience, Cid, Entry, EntryId, Kind, LogId, MemberId, Path, ProjectId, RecordId, Scope,
    ScopeLabel,
};
use crate::store::{BlobError, BlobStore, EntryStore};

/// The project of the suite's entries.
pub const PROJECT: ProjectId = ProjectId([7; 32]);

/// Signs a few entries without a membership: stores do not ask who may.
struct Pen {
    key: SigningKey,
    seq: u64,
    prev: Option<EntryId>,
}

impl Pen {
    fn new(number: u8) -> Self {
        Self { key: SigningKey::from_bytes(&[number; 32]), seq: 0, prev: None }
    }

    fn log(&self) -> LogId {
        derive_log_id(&self.key.verifying_key(), 0)
    }

    fn scope(audience: Audience) -> ScopeLabel {
        Scope::new("11", audience).label()
    }

    /// The next entry of this log: a root, or one that follows the root.
    fn write(&mut self, root: Option<RecordId>, audience: Audience, text: &str) -> Held {
        let header = Header {
            log: self.log(),
            seq: self.seq,
            prev: self.prev,
            seen: None,
            author: MemberId([9; 16]),
            scope: Self::scope(audience),
            kind: Kind::Change,
            record: root,
            parents: root.into_iter().collect(),
            commitment: [0; 32],
        };
        let mut body = Body::new(Clocks::default());
        body.writes.push(Write { path: Path::field("note"), value: Value::text(text) });
        let mut salt = [1; 32];
        salt[0] = u8::try_from(self.seq).expect("a short log");
        let entry = Entry::sign(PROJECT, header, body, salt, &self.key).expect("a short entry");
        self.seq += 1;
        self.prev = Some(entry.id);
        Held { entry, index: None, recorded_ms: None, seen_ms: None, twin: false }
    }
}

fn at(mut held: Held, index: u64) -> Held {
    held.index = Some(index);
    held.recorded_ms = Some(1000 + i64::try_from(index).expect("a small index"));
    held
}

fn ids(held: &[Held]) -> Vec<EntryId> {
    held.iter().map(|held| held.entry.id).collect()
}

fn sorted(mut held: Vec<Held>) -> Vec<EntryId> {
    held.sort_by_key(|held| held.entry.id);
    ids(&held)
}

/// Runs the contract of [`EntryStore`].
///
/// # Panics
/// With the rule that the store breaks.
pub fn entry_store_suite<S: EntryStore>(make: impl Fn() -> S) {
    an_empty_store_holds_nothing(&make());
    what_was_put_comes_back_whole(&mut make());
    a_second_put_updates_what_became_known_and_no_bytes(&mut make());
    entries_are_found_by_record_log_index_and_scope(&mut make());
    a_destroyed_body_does_not_come_back(&mut make());
    both_halves_of_a_fork_are_kept(&mut make());
}

fn an_empty_store_holds_nothing(store: &impl EntryStore) {
    assert_eq!(store.get(EntryId([0; 32])), Ok(None), "nothing under any id");
    assert_eq!(store.of_record(EntryId([0; 32])), Ok(Vec::new()), "no record");
    assert_eq!(store.since_index(0, 10), Ok(Vec::new()), "nothing on the hub");
    assert_eq!(store.records(None), Ok(Vec::new()), "no records");
    assert_eq!(store.frontier().map(|f| f.len()), Ok(0), "no logs");
}

fn what_was_put_comes_back_whole(store: &mut impl EntryStore) {
    let mut pen = Pen::new(1);
    let mut held = at(pen.write(None, Audience::Field, "pit"), 5);
    held.seen_ms = Some(-3);
    held.twin = true;
    store.put(std::slice::from_ref(&held)).expect("stored");
    assert_eq!(store.get(held.entry.id), Ok(Some(held)), "every part of it");
    store.put(&[]).expect("an empty batch is no error");
}

fn a_second_put_updates_what_became_known_and_no_bytes(store: &mut impl EntryStore) {
    let mut pen = Pen::new(1);
    let unsent = pen.write(None, Audience::Field, "pit");
    store.put(std::slice::from_ref(&unsent)).expect("stored");
    let mut later = at(unsent.clone(), 3);
    later.seen_ms = Some(4);
    store.put(&[Held { entry: later.entry.erased(), ..later.clone() }]).expect("stored");
    assert_eq!(store.get(unsent.entry.id), Ok(Some(later)), "known by now, body untouched");
    assert_eq!(store.since_index(0, 9).map(|h| h.len()), Ok(1), "once");
}

fn entries_are_found_by_record_log_index_and_scope(store: &mut impl EntryStore) {
    let (mut a, mut b) = (Pen::new(1), Pen::new(2));
    let pit = at(a.write(None, Audience::Field, "pit"), 10);
    let person = at(a.write(None, Audience::Vault, "name"), 12);
    let answer = at(b.write(Some(pit.entry.id), Audience::Field, "fence"), 11);
    let unsent = a.write(Some(pit.entry.id), Audience::Field, "gate");
    store.put(&[person.clone(), unsent.clone(), answer.clone(), pit.clone()]).expect("stored");
    let record = store.of_record(pit.entry.id).map(sorted);
    let all = vec![pit.clone(), answer.clone(), unsent.clone()];
    assert_eq!(record, Ok(sorted(all)), "a record is found whole, whoever wrote it");
    let log = store.of_log(a.log(), 1, 9).map(|h| ids(&h));
    assert_eq!(log, Ok(vec![person.entry.id, unsent.entry.id]), "a log from a seq on, by seq");
    assert_eq!(store.of_log(a.log(), 0, 1).map(|h| ids(&h)), Ok(vec![pit.entry.id]), "limit");
    let order = store.since_index(10, 2).map(|h| ids(&h));
    assert_eq!(order, Ok(vec![pit.entry.id, answer.entry.id]), "the hub's order, limited");
    let order = store.since_index(12, 9).map(|h| ids(&h));
    assert_eq!(order, Ok(vec![person.entry.id]), "from an index on; unsent entries have none");
    let vault = store.records(Some(Pen::scope(Audience::Vault)));
    assert_eq!(vault, Ok(vec![person.entry.id]), "records of a scope");
    let mut records = vec![pit.entry.id, person.entry.id];
    records.sort_unstable();
    assert_eq!(store.records(None), Ok(records), "all records, by id");
    let frontier = store.frontier().expect("a frontier");
    assert_eq!(frontier.get(&a.log()), Some(&3), "next seq of a log");
    assert_eq!(frontier.get(&b.log()), Some(&1), "next seq of the other");
}

fn a_destroyed_body_does_not_come_back(store: &mut impl EntryStore) {
    let mut pen = Pen::new(1);
    let (held, other) =
        (pen.write(None, Audience::Vault, "name"), pen.write(None, Audience::Field, "pit"));
    store.put(&[held.clone(), other.clone()]).expect("stored");
    store.destroy_bodies(&[held.entry.id, EntryId([0; 32])]).expect("an unknown id is no error");
    let erased = Held { entry: held.entry.erased(), ..held.clone() };
    assert_eq!(store.get(held.entry.id), Ok(Some(erased.clone())), "header and signature stay");
    store.put(std::slice::from_ref(&held)).expect("stored");
    assert_eq!(store.get(held.entry.id), Ok(Some(erased)), "it arrives again: no body");
    assert_eq!(store.get(other.entry.id), Ok(Some(other)), "no other body is touched");
    store.destroy_bodies(&[held.entry.id]).expect("twice is no error");
}

fn both_halves_of_a_fork_are_kept(store: &mut impl EntryStore) {
    let (mut one, mut other) = (Pen::new(1), Pen::new(1));
    let first = at(one.write(None, Audience::Field, "pit"), 0);
    let twin = Held { twin: true, ..at(other.write(None, Audience::Field, "no pit"), 1) };
    store.put(&[first.clone(), twin.clone()]).expect("stored");
    let log = store.of_log(one.log(), 0, 9).expect("a log");
    assert_eq!(sorted(log), sorted(vec![first, twin]), "two entries at one place");
    let next = store.frontier().expect("a frontier").get(&one.log()).copied();
    assert_eq!(next, Some(1), "a fork does not move the log on");
}

/// Runs the rule that only a durable store can keep: `reopen` closes it and opens it again.
///
/// # Panics
/// If something that was stored is gone.
pub fn entry_store_reopens<S: EntryStore>(mut store: S, reopen: impl FnOnce(S) -> S) {
    let mut pen = Pen::new(1);
    let held = at(pen.write(None, Audience::Field, "pit"), 0);
    store.put(std::slice::from_ref(&held)).expect("stored");
    let store = reopen(store);
    assert_eq!(store.get(held.entry.id), Ok(Some(held)), "what was stored is there again");
}

fn cid_of(bytes: &[u8]) -> Cid {
    Cid(Sha256::digest(bytes).into())
}

/// Runs the contract of [`BlobStore`].
///
/// # Panics
/// With the rule that the store breaks.
pub fn blob_store_suite<S: BlobStore>(make: impl Fn() -> S) {
    a_blob_comes_in_pieces_and_is_proved(&mut make());
    a_wrong_offset_changes_nothing(&mut make());
    wrong_bytes_are_not_kept(&mut make());
    a_deleted_blob_is_gone(&mut make());
}

fn a_blob_comes_in_pieces_and_is_proved(store: &mut impl BlobStore) {
    let bytes: Vec<u8> = (0..100_000_u32).map(|i| (i % 251) as u8).collect();
    let cid = cid_of(&bytes);
    assert_eq!(store.size(cid), Ok(None), "not yet");
    assert_eq!(store.staged(cid), Ok(0), "nothing staged");
    assert_eq!(store.append(cid, 0, &bytes[..70_000]), Ok(70_000), "the next offset");
    assert_eq!(store.staged(cid), Ok(70_000), "held");
    assert_eq!(store.size(cid), Ok(None), "staged is not complete");
    assert_eq!(store.read(cid, 0, 1), Err(BlobError::Absent), "staged bytes are not given out");
    assert_eq!(store.append(cid, 70_000, &bytes[70_000..]), Ok(100_000), "the rest");
    assert_eq!(store.finish(cid), Ok(100_000), "complete");
    assert_eq!(store.finish(cid), Ok(100_000), "completing again is no error");
    assert_eq!((store.size(cid), store.staged(cid)), (Ok(Some(100_000)), Ok(0)), "complete");
    assert_eq!(store.read(cid, 99_990, 100).as_deref(), Ok(&bytes[99_990..]), "up to the end");
    assert_eq!(store.read(cid, 10, 5).as_deref(), Ok(&bytes[10..15]), "a part");
    assert_eq!(store.read(cid, 200_000, 5), Ok(Vec::new()), "nothing beyond the end");
}

fn a_wrong_offset_changes_nothing(store: &mut impl BlobStore) {
    let cid = cid_of(b"0123456789");
    assert_eq!(store.append(cid, 3, b"3456"), Err(BlobError::Offset(0)), "it starts at 0");
    store.append(cid, 0, b"01234").expect("staged");
    assert_eq!(store.append(cid, 0, b"01234"), Err(BlobError::Offset(5)), "sent twice");
    assert_eq!(store.append(cid, 9, b"9"), Err(BlobError::Offset(5)), "a gap");
    store.append(cid, 5, b"56789").expect("staged");
    store.finish(cid).expect("complete");
    assert_eq!(store.append(cid, 0, b"01234"), Err(BlobError::Offset(10)), "complete already");
}

fn wrong_bytes_are_not_kept(store: &mut impl BlobStore) {
    let cid = cid_of(b"the photo");
    assert_eq!(store.finish(cid), Err(BlobError::Absent), "nothing to complete");
    store.append(cid, 0, b"another").expect("staged");
    assert_eq!(store.finish(cid), Err(BlobError::Digest), "not these bytes");
    assert_eq!((store.size(cid), store.staged(cid)), (Ok(None), Ok(0)), "gone");
    store.append(cid, 0, b"the photo").expect("it may be sent again");
    assert_eq!(store.finish(cid), Ok(9), "these are");
}

fn a_deleted_blob_is_gone(store: &mut impl BlobStore) {
    let cid = cid_of(b"the photo");
    store.delete(cid).expect("absent is no error");
    store.append(cid, 0, b"the ").expect("staged");
    store.delete(cid).expect("deleted");
    assert_eq!(store.staged(cid), Ok(0), "an upload is gone");
    store.append(cid, 0, b"the photo").expect("staged");
    store.finish(cid).expect("complete");
    store.delete(cid).expect("deleted");
    assert_eq!(store.size(cid), Ok(None), "a blob is gone");
    assert_eq!(store.read(cid, 0, 9), Err(BlobError::Absent), "and not given out");
}

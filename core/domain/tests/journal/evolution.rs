//! What comes from a newer version is stored, relayed, and `unknown`: never void, never guessed.

use saksi_domain::journal::cbor::{self, Reader};
use saksi_domain::journal::effect::UnknownReason;
use saksi_domain::journal::{Entry, EntryId, Kind, Role};
use saksi_domain::testing::world::{Actor, Draft, World, args, set};

fn scene() -> (World, Actor, EntryId) {
    let mut w = World::new(21);
    let mut monitor = w.join(Role::Monitor, "74");
    let root = monitor.sign_change(None, vec![set("a", 1)]);
    w.push([root.clone()]).unwrap();
    (w, monitor, root.id)
}

fn newer_schema(record: EntryId) -> Draft {
    let mut draft = Draft::new(Kind::Change, record).writes(vec![set("a", 9)]);
    draft.body.schema = 2;
    draft
}

/// As another peer reads it.
fn relayed(w: &World, entry: &Entry) -> Entry {
    let value = entry.to_value();
    let bytes = cbor::encode(&value);
    let value = cbor::decode(&bytes).unwrap();
    let read = Entry::from_reader(w.project(), &Reader::new(&value, "entry")).unwrap();
    assert_eq!(cbor::encode(&read.to_value()), bytes, "relayed byte for byte");
    read
}

#[test]
fn an_unknown_kind_verb_or_schema_is_stored_relayed_and_unknown() {
    let (mut w, mut monitor, root) = scene();
    let drafts = [
        Draft::new(Kind::Unknown(77), root),
        Draft::new(Kind::Act, root).verb(99_999, args([])),
        newer_schema(root),
    ];
    let signed: Vec<Entry> = drafts.into_iter().map(|draft| monitor.sign(draft)).collect();
    let read: Vec<Entry> = signed.iter().map(|entry| relayed(&w, entry)).collect();
    w.push(read).unwrap();
    let folded = w.fold(root);
    let expected: Vec<_> = signed.iter().map(|e| (e.id, UnknownReason::Newer)).collect();
    assert_eq!(folded.unknown, expected);
    assert!(folded.void.is_empty());
    assert_eq!(folded.value(&set("a", 1).path), Some(&1.into()), "the known value stands");
}

#[test]
fn a_change_whose_body_is_missing_although_nothing_was_erased_is_listed() {
    let (mut w, mut monitor, root) = scene();
    let entry = monitor.sign_change(root, vec![set("a", 2)]);
    w.push([entry.erased()]).unwrap();
    assert_eq!(w.fold(root).unknown, [(entry.id, UnknownReason::Body)]);
}

#[test]
fn a_newer_change_still_shows_who_wrote_so_that_four_eyes_do_not_depend_on_the_version() {
    let (mut w, mut monitor, root) = scene();
    let mut institution = w.join(Role::Institution, "74");
    w.sync(&mut institution);
    let mut draft = newer_schema(root);
    draft.parents = Some(vec![root]);
    let by_right = monitor.sign(draft.clone());
    let without = institution.sign(draft);
    w.push([by_right.clone(), without.clone()]).unwrap();
    let folded = w.fold(root);
    assert_eq!(folded.unknown, [(by_right.id, UnknownReason::Newer)]);
    assert_eq!(folded.void.len(), 1, "no right is told by the header alone");
    assert_eq!(folded.void[0].0, without.id);
}

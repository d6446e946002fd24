//! Erasing a record: bodies go, those that arrive late too; acts and authority stay.

use saksi_domain::journal::{EntryId, Role};
use saksi_domain::testing::histories::Cast;
use saksi_domain::testing::world::{Actor, World, args, set};

use crate::admission::reasons;

struct Scene {
    w: World,
    monitor: Actor,
    officer: Actor,
    root: EntryId,
    act: EntryId,
}

fn accepted_submission() -> Scene {
    let cast = Cast::new();
    let mut w = cast.world;
    let mut monitor = cast.people[0].clone();
    let mut supervisor = cast.people[3].clone();
    let officer = cast.people[6].clone();
    let root = monitor.sign_change(None, vec![set("name", "Siti"), set("a", 1)]);
    let photo = monitor.sign_evidence(root.id);
    w.push([root.clone(), photo.clone()]).unwrap();
    w.sync(&mut supervisor);
    let act = supervisor.sign_act(root.id, cast.accept, args([]));
    w.push([act.clone()]).unwrap();
    assert_eq!(w.fold(root.id).acts.len(), 1);
    Scene { w, monitor, officer, root: root.id, act: act.id }
}

fn bodies(w: &World, record: EntryId) -> usize {
    let of = w.ledger.since_index(0).filter(|held| held.entry.record() == record);
    of.filter(|held| held.entry.content.is_some()).count()
}

#[test]
fn the_person_who_made_a_record_may_erase_it_and_only_acts_keep_their_bodies() {
    let mut s = accepted_submission();
    let erase = s.monitor.sign_erase(s.root);
    s.w.push([erase]).unwrap();
    let folded = s.w.fold(s.root);
    assert!(folded.erased && folded.fields.is_empty());
    assert_eq!(folded.acts.iter().map(|a| a.entry).collect::<Vec<_>>(), [s.act]);
    assert_eq!(bodies(&s.w, s.root), 2, "the act's and the erasure's own");
    assert!(folded.unknown.is_empty(), "a destroyed body is not a missing one");
}

#[test]
fn a_body_that_arrives_after_the_erasure_is_destroyed_on_arrival() {
    let mut s = accepted_submission();
    let mut offline = s.monitor.clone();
    let late = offline.sign_change(s.root, vec![set("name", "Siti Aminah")]);
    s.w.sync(&mut s.officer);
    let erase = s.officer.sign_erase(s.root);
    s.w.push([erase, late.clone()]).unwrap();
    assert!(s.w.ledger.get(&late.id).unwrap().entry.content.is_none());
    assert!(s.w.fold(s.root).erased);
}

#[test]
fn another_monitor_may_not_erase_and_then_nothing_is_destroyed() {
    let mut s = accepted_submission();
    let mut other = s.w.join(Role::Monitor, "74");
    s.w.sync(&mut other);
    let erase = other.sign_erase(s.root);
    s.w.push([erase.clone()]).unwrap();
    let folded = s.w.fold(s.root);
    assert!(!folded.erased);
    assert_eq!(folded.fields.len(), 2);
    assert_eq!(reasons(&folded), [(erase.id, "no-right".to_owned())]);
    assert_eq!(bodies(&s.w, s.root), 4);
}

#[test]
fn an_erasure_that_is_admitted_later_destroys_the_bodies_then() {
    let mut s = accepted_submission();
    let mut other = s.w.join(Role::Monitor, "74");
    s.w.sync(&mut other);
    let erase = other.sign_erase(s.root);
    s.w.push([erase.clone()]).unwrap();
    assert_eq!(bodies(&s.w, s.root), 4);
    s.w.admit(erase.id);
    assert!(s.w.fold(s.root).erased);
    assert_eq!(bodies(&s.w, s.root), 2);
}

#[test]
fn an_erased_record_still_verifies_entry_by_entry() {
    let mut s = accepted_submission();
    let erase = s.monitor.sign_erase(s.root);
    s.w.push([erase]).unwrap();
    s.w.checkpoint();
    for held in s.w.ledger.since_index(0) {
        let key = s.w.members().key_of(held.entry.header.log).unwrap();
        held.entry.verify(s.w.project(), key).unwrap();
    }
    assert_eq!(s.w.ledger.tree().size(), s.w.ledger.size());
}

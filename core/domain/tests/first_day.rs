//! The first day: three entries are signed on a phone, the hub checkpoints them, a stranger checks.
//! Nothing here but bytes is passed from one to the other.

#![cfg(feature = "testing")]
#![allow(clippy::unwrap_used)] // Helpers of tests, outside their functions.

use saksi_domain::journal::cbor::{self, Reader};
use saksi_domain::journal::checkpoint::{Checkpoint, CheckpointError};
use saksi_domain::journal::{Entry, EntryId, Membership, ProjectId, Role};
use saksi_domain::testing::world::{World, cell, set};

/// What travels: entries as exchanged, and one signed note.
struct Folder {
    project: ProjectId,
    line: Vec<Vec<u8>>,
    entries: Vec<Vec<u8>>,
    first: u64,
    receipt: Vec<u8>,
}

fn read(project: ProjectId, bytes: &[u8]) -> Entry {
    let value = cbor::decode(bytes).unwrap();
    Entry::from_reader(project, &Reader::new(&value, "entry")).unwrap()
}

fn first_day() -> Folder {
    let mut w = World::new(1);
    let mut monitor = w.join(Role::Monitor, "74");
    let row = saksi_domain::journal::RowId([1; 8]);
    let root = monitor.sign_change(None, vec![set("mineral", "nikel"), set("fenced", false)]);
    let photo = monitor.sign_evidence(root.id);
    let corner = monitor.sign_change(root.id, vec![cell("corner_pts", row, "pt", -4_012_345)]);
    let first = w.ledger.size();
    w.push([root, photo, corner]).unwrap();
    w.wait(3_600_000);
    w.checkpoint();
    let bytes = |e: &Entry| cbor::encode(&e.to_value());
    let receipt = w.receipt(first, first + 3);
    Folder {
        project: w.project(),
        line: w.ledger.line().iter().map(|held| bytes(&held.entry)).collect(),
        entries: w.ledger.since_index(first).map(|held| bytes(&held.entry)).collect(),
        first,
        receipt: cbor::encode(&receipt.to_value()),
    }
}

/// What a stranger does who knows only the project id, printed on paper.
fn check(folder: &Folder) -> Result<Checkpoint, CheckpointError> {
    let line: Vec<Entry> = folder.line.iter().map(|e| read(folder.project, e)).collect();
    let members = Membership::from_line(&line).unwrap();
    assert_eq!(members.project, folder.project);
    assert!(members.void.is_empty());
    let entries: Vec<Entry> = folder.entries.iter().map(|e| read(folder.project, e)).collect();
    for entry in &entries {
        entry.verify(folder.project, members.key_of(entry.header.log).unwrap()).unwrap();
    }
    let ids: Vec<EntryId> = entries.iter().map(|e| e.id).collect();
    let value = cbor::decode(&folder.receipt).unwrap();
    let receipt =
        saksi_domain::journal::checkpoint::Receipt::from_reader(&Reader::new(&value, "receipt"))
            .unwrap();
    assert_eq!(receipt.from, folder.first);
    receipt.verify(&ids, &folder.project, members.hub_keys().unwrap())
}

#[test]
fn three_signed_entries_are_checkpointed_and_a_stranger_verifies_them_from_bytes() {
    let checkpoint = check(&first_day()).unwrap();
    assert_eq!(checkpoint.time_ms, saksi_domain::testing::world::START_MS + 3_600_000);
    assert_eq!(checkpoint.size, 4 + 3, "genesis, hub key, invitation, enrolment, and the three");
}

#[test]
fn the_same_seed_gives_the_same_bytes() {
    let (a, b) = (first_day(), first_day());
    assert_eq!((a.entries, a.receipt), (b.entries, b.receipt));
}

#[test]
fn a_receipt_does_not_cover_other_entries_or_another_order() {
    let mut folder = first_day();
    folder.entries.swap(0, 2);
    assert_eq!(check(&folder), Err(CheckpointError::Proof));
    let mut folder = first_day();
    folder.entries.pop();
    assert_eq!(check(&folder), Err(CheckpointError::Proof));
}

#[test]
fn a_genesis_of_another_project_is_not_this_project() {
    let ours = first_day();
    let theirs = World::new(2);
    let genesis = cbor::encode(&theirs.ledger.line()[0].entry.to_value());
    let value = cbor::decode(&genesis).unwrap();
    assert!(Entry::from_reader(ours.project, &Reader::new(&value, "entry")).is_err());
}

//! Bundles over a real journal in memory: what holds, and that each change to a file is found.
#![allow(clippy::unwrap_used, reason = "helpers of tests")]

use std::collections::BTreeMap;
use std::convert::Infallible;

use saksi_domain::bundle::{self, BundleKind, BundleReport, Mark, Statement, file};
use saksi_domain::journal::entry::Seen;
use saksi_domain::journal::{Audience, Kind, ProjectId, Role};
use saksi_domain::testing::world::set;
use saksi_domain::testing::{Draft, World};

type Files = BTreeMap<String, Vec<u8>>;

/// A project with one submission, and an act in the register that cites it.
fn world() -> World {
    let mut world = World::new(11);
    let mut monitor = world.join(Role::Monitor, "74");
    world.checkpoint();
    world.sync(&mut monitor);
    let root = monitor.sign_change(None, vec![set("mineral", "nikel")]);
    world.push([root.clone()]).unwrap();
    world.checkpoint();
    let mut officer = world.join(Role::Officer, "74");
    world.sync(&mut officer);
    let draft = Draft::new(Kind::Change, None).scope("74", Audience::Register);
    let note = officer.sign(draft.writes(vec![set("note", "dugaan")]).refers(root.id, &[root.id]));
    world.push([note]).unwrap();
    world.checkpoint();
    world
}

fn write(world: &World, kind: BundleKind) -> Files {
    let mut files = Files::new();
    let mut put = |name: &str, bytes: &[u8]| -> Result<(), Infallible> {
        files.insert(name.to_owned(), bytes.to_vec());
        Ok(())
    };
    let Ok(absent) = bundle::write(&world.ledger, &world.notes, kind, 0, &mut |_| None, &mut put);
    assert!(absent.is_empty());
    files
}

fn verify(files: &Files, expected: Option<ProjectId>) -> BundleReport {
    bundle::verify(&bundle::read(files).unwrap(), files, expected)
}

fn mark(report: &BundleReport, statement: Statement) -> &Mark {
    &report.lines.iter().find(|line| line.statement == statement).unwrap().mark
}

#[test]
fn a_full_and_a_register_bundle_of_the_named_project_hold() {
    let world = world();
    for kind in [BundleKind::Full, BundleKind::Register] {
        let report = verify(&write(&world, kind), Some(world.project()));
        assert_eq!(report.failures().next(), None, "{kind:?}");
        assert_eq!(*mark(&report, Statement::Project), Mark::Holds);
    }
}

#[test]
fn without_a_project_id_trust_cannot_be_told_and_another_one_fails() {
    let world = world();
    let files = write(&world, BundleKind::Full);
    assert!(matches!(mark(&verify(&files, None), Statement::Project), Mark::CannotTell(_)));
    let other = verify(&files, Some(ProjectId([9; 32])));
    assert!(matches!(mark(&other, Statement::Project), Mark::Fails(_)));
}

#[test]
fn a_register_bundle_carries_headers_of_what_it_cites_and_no_word_of_it() {
    let world = world();
    let files = write(&world, BundleKind::Register);
    let all: Vec<u8> = files.values().flatten().copied().collect();
    let has = |word: &[u8]| all.windows(word.len()).any(|window| window == word);
    assert!(has(b"dugaan") && !has(b"nikel"));
    let opened = bundle::read(&files).unwrap();
    let bare = opened.entries.iter().filter(|(_, e)| e.as_ref().is_ok_and(|e| e.content.is_none()));
    assert_eq!(bare.count(), 1);
}

#[test]
fn every_flipped_byte_of_entries_and_checkpoints_is_found() {
    let world = world();
    for kind in [BundleKind::Full, BundleKind::Register] {
        let files = write(&world, kind);
        for name in [file::LINE, file::ENTRIES, file::CHECKPOINT] {
            for at in (0..files[name].len()).step_by(41) {
                let mut changed = files.clone();
                changed.get_mut(name).unwrap()[at] ^= 1;
                let found = match bundle::read(&changed) {
                    Err(_) => true,
                    Ok(opened) => {
                        let report = bundle::verify(&opened, &changed, Some(world.project()));
                        report.failures().next().is_some()
                    }
                };
                assert!(found, "{kind:?} {name} byte {at}");
            }
        }
    }
}

#[test]
fn a_guessed_checkpoint_bounds_nothing_and_shows_as_a_split_view() {
    let mut world = world();
    let mut monitor = world.join(Role::Monitor, "74");
    world.checkpoint();
    world.sync(&mut monitor);
    let size = monitor.seen.unwrap().size;
    monitor.seen = Some(Seen { epoch: 0, size, root: [7; 32] });
    let root = monitor.sign_change(None, vec![set("mineral", "batubara")]);
    world.push([root.clone()]).unwrap();
    world.checkpoint();
    let report = verify(&write(&world, BundleKind::Full), Some(world.project()));
    assert_eq!(report.records[&root.id][0].seen_ms, None);
    assert_eq!(report.count(Statement::Seen)[1], 1);
}

#[test]
fn a_bundle_without_one_of_its_entries_is_not_whole() {
    let world = world();
    let files = write(&world, BundleKind::Full);
    let mut opened = bundle::read(&files).unwrap();
    drop(opened.entries.remove(3));
    let report = bundle::verify(&opened, &files, Some(world.project()));
    assert!(matches!(mark(&report, Statement::Tree), Mark::Fails(_)));
}

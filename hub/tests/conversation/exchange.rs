//! A whole conversation: enrol, hello, push, pull, proofs.

use std::collections::BTreeMap;

use saksi_domain::journal::checkpoint::Checkpoint;
use saksi_domain::journal::merkle::{is_consistent, root_of_inclusion};
use saksi_domain::journal::{EntryId, Role};
use saksi_domain::sync::wire::{HelloRequest, Message as _, ProofResponse};

use super::stage::{Stage, field};

#[test]
fn a_phone_joins_pushes_pulls_and_checks_every_proof() {
    let mut stage = Stage::new();
    let mut monitor = stage.join(Role::Monitor, "11");
    let addr = stage.addr();
    monitor.refresh(addr);
    let aceh = field("11");
    let root = monitor.change(&aceh, "a pit without a fence");
    let next = monitor.change_of(&aceh, root.id, root.id, "two pits");
    let before = monitor.seen.unwrap();
    stage.clock.advance(60_000);

    let pushed = monitor.pushed(addr, &[root.clone(), next.clone()]);
    assert_eq!(pushed.verdicts.len(), 2);
    assert!(pushed.verdicts.iter().all(|v| v.effect == "ok"), "{:?}", pushed.verdicts);
    let membership = monitor.membership();
    let keys = membership.hub_keys().unwrap();
    let receipt = &pushed.receipts[0];
    let checkpoint = receipt.verify(&[root.id, next.id], &monitor.project, keys).unwrap();
    assert_eq!(checkpoint.time_ms, super::stage::START_MS + 60_000);
    // The same page again: the same answer, nothing twice.
    assert_eq!(monitor.pushed(addr, &[root.clone(), next.clone()]), pushed);

    let pulled = monitor.pulled(addr, &aceh, 0);
    let ids: Vec<EntryId> = pulled.entries.iter().map(|(_, e)| e.id).collect();
    assert_eq!(ids, [root.id, next.id]);
    assert!(!pulled.more);
    assert_eq!(
        Checkpoint::verify(pulled.notes.last().unwrap(), &monitor.project, keys),
        Ok(checkpoint.clone())
    );
    let empty = monitor.pulled(addr, &aceh, pulled.next);
    assert_eq!((empty.entries.len(), empty.next), (0, pulled.next));

    let path = format!("/v1/proof?from={}&to={}", before.size, checkpoint.size);
    let proof = stage.get(&path, &[]);
    let proof = ProofResponse::decode(monitor.project, &proof.body).unwrap();
    let (old, new) = ((before.size, &before.root), (checkpoint.size, &checkpoint.root));
    assert!(is_consistent(old.0, old.1, new.0, new.1, &proof.proof));
    let proof = stage.get(&format!("/v1/proof?id={}", next.id), &[]);
    let proof = ProofResponse::decode(monitor.project, &proof.body).unwrap();
    let proved = root_of_inclusion(&next.id, proof.from, checkpoint.size, &proof.proof);
    assert_eq!(proved, Some(checkpoint.root));

    let hello = monitor.hello(
        addr,
        &HelloRequest {
            logs: BTreeMap::from([(monitor.log, 2)]),
            seen: Some(before),
            cursors: BTreeMap::from([(aceh.label(), pulled.next)]),
            line_len: monitor.line.len() as u64,
        },
    );
    assert!(is_consistent(old.0, old.1, new.0, new.1, &hello.consistency));
    assert_eq!(hello.wanted, BTreeMap::from([(monitor.log, 2)]));
    assert!(hello.line.is_empty());
    assert_eq!(hello.scopes[&aceh.label()], pulled.next);
    assert!(hello.encode().len() < 1024, "{} bytes of nothing new", hello.encode().len());
}

#[test]
fn phones_that_push_at_once_each_get_receipts_that_hold_in_one_tree() {
    let mut stage = Stage::new();
    let people: Vec<_> = (0..6).map(|_| stage.join(Role::Monitor, "11")).collect();
    let addr = stage.addr();
    let before = stage.hub().journal().ledger().size();
    let threads = people.into_iter().map(|mut person| {
        std::thread::spawn(move || {
            person.refresh(addr);
            let keys = person.membership().hub_keys().unwrap().clone();
            for _ in 0..5 {
                let page = [person.change(&field("11"), "a"), person.change(&field("11"), "b")];
                let pushed = person.pushed(addr, &page);
                let ids = page.map(|entry| entry.id);
                pushed.receipts[0].verify(&ids, &person.project, &keys).unwrap();
            }
            person
        })
    });
    let people: Vec<_> =
        threads.collect::<Vec<_>>().into_iter().map(|t| t.join().unwrap()).collect();
    assert_eq!(stage.hub().journal().ledger().size(), before + 60);
    for person in &people {
        assert_eq!(person.pulled(addr, &field("11"), 0).entries.len(), 10);
    }
    stage.stop();
    stage.start();
    assert_eq!(stage.hub().journal().ledger().size(), before + 60);
}

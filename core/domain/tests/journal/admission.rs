//! May an entry be stored at all? Chain, twins, replays, signatures, split views.

use saksi_domain::journal::entry::{EntryError, Seen};
use saksi_domain::journal::log::{Admission, AdmissionError};
use saksi_domain::journal::record::Folded;
use saksi_domain::journal::{Entry, EntryId, Role};
use saksi_domain::testing::world::{Actor, World, set};

fn one_monitor() -> (World, Actor, Entry) {
    let mut w = World::new(11);
    let mut monitor = w.join(Role::Monitor, "74");
    let root = monitor.sign_change(None, vec![set("a", 1)]);
    (w, monitor, root)
}

pub(crate) fn reasons(folded: &Folded) -> Vec<(EntryId, String)> {
    folded.void.iter().map(|(id, reason)| (*id, reason.code().to_owned())).collect()
}

#[test]
fn a_good_entry_is_appended_and_the_same_again_is_known() {
    let (mut w, _, root) = one_monitor();
    assert_eq!(w.push([root.clone()]), Ok(vec![Admission::Append]));
    let size = w.ledger.size();
    assert_eq!(w.push([root.clone(), root]), Ok(vec![Admission::Known; 2]));
    assert_eq!(w.ledger.size(), size, "a replay adds nothing");
}

#[test]
fn a_gap_names_the_sequence_number_that_is_wanted_and_stores_nothing() {
    let (mut w, mut monitor, root) = one_monitor();
    let second = monitor.sign_change(root.id, vec![set("a", 2)]);
    let size = w.ledger.size();
    let gap = AdmissionError::Gap { log: monitor.log, expected: 0 };
    assert_eq!(w.refusal(&second), gap, "reordered: the second came first");
    assert!(w.push([second.clone()]).is_err());
    assert_eq!(w.ledger.size(), size);
    assert!(w.push([root, second]).is_ok(), "in order both are taken");
}

#[test]
fn a_hidden_deletion_shows_as_a_broken_chain() {
    let (mut w, mut monitor, root) = one_monitor();
    w.push([root.clone()]).unwrap();
    let mut rewritten = monitor.clone().reseeded(5);
    rewritten.prev = Some(EntryId([9; 32]));
    let entry = rewritten.sign_change(root.id, vec![set("a", 2)]);
    assert_eq!(w.refusal(&entry), AdmissionError::Chain { log: monitor.log, seq: 1 });
    let good = monitor.sign_change(root.id, vec![set("a", 2)]);
    assert!(w.push([good]).is_ok());
}

#[test]
fn a_second_entry_at_a_place_is_stored_flagged_and_void_until_it_is_admitted() {
    let (mut w, mut monitor, root) = one_monitor();
    w.push([root.clone()]).unwrap();
    let mut clone = monitor.clone().reseeded(5);
    let first = monitor.sign_change(root.id, vec![set("a", 2)]);
    let twin = clone.sign_change(root.id, vec![set("a", 3)]);
    let answer = w.push([first, twin.clone()]);
    assert_eq!(answer, Ok(vec![Admission::Append, Admission::Twin]));
    let folded = w.fold(root.id);
    assert_eq!(reasons(&folded), [(twin.id, "twin".to_owned())]);
    assert_eq!(folded.conflicts().count(), 0);
    w.admit(twin.id);
    assert_eq!(w.fold(root.id).conflicts().count(), 1, "admitted, it stands against the other");
}

#[test]
fn the_checkpoint_seen_never_goes_back_within_a_log() {
    let (mut w, mut monitor, root) = one_monitor();
    w.push([root.clone()]).unwrap();
    w.checkpoint();
    w.sync(&mut monitor);
    let later = monitor.sign_change(root.id, vec![set("a", 2)]);
    w.push([later.clone()]).unwrap();
    let mut back = monitor.clone();
    back.seen = Some(Seen { size: 1, ..monitor.seen.unwrap() });
    assert_eq!(
        w.refusal(&back.sign_change(root.id, vec![set("a", 3)])),
        AdmissionError::SeenDecreases
    );
    let mut none = monitor.clone();
    none.seen = None;
    assert_eq!(
        w.refusal(&none.sign_change(root.id, vec![set("a", 3)])),
        AdmissionError::SeenDecreases
    );
    assert!(w.push([monitor.sign_change(root.id, vec![set("a", 3)])]).is_ok(), "equal is fine");
}

#[test]
fn a_log_that_nobody_enrolled_is_refused() {
    let (mut w, ..) = one_monitor();
    let card = w.invite(Role::Monitor, "74");
    let mut stranger = w.phone(&card);
    let entry = stranger.sign_change(None, vec![set("a", 1)]);
    assert_eq!(w.refusal(&entry), AdmissionError::UnknownLog(stranger.log));
    w.enrol(&stranger, &card).unwrap();
    assert!(w.push([entry]).is_ok(), "what was signed before enrolment is taken after it");
}

#[test]
fn another_key_or_another_project_does_not_sign_for_a_log() {
    let (w, monitor, _) = one_monitor();
    let mut forger = monitor.clone().reseeded(5);
    forger.key = w.hub.key.clone();
    forger.seq = 0;
    forger.prev = None;
    let forged = forger.sign_change(None, vec![set("a", 1)]);
    assert_eq!(w.refusal(&forged), AdmissionError::Entry(EntryError::Signature));
    let mut elsewhere = monitor.clone();
    elsewhere.project = World::new(12).project();
    elsewhere.seq = 0;
    elsewhere.prev = None;
    let entry = elsewhere.sign_change(None, vec![set("a", 1)]);
    assert_eq!(w.refusal(&entry), AdmissionError::Entry(EntryError::Signature));
}

#[test]
fn a_checkpoint_that_this_hub_never_made_shows_a_split_view() {
    let (mut w, mut monitor, root) = one_monitor();
    w.push([root.clone()]).unwrap();
    let mut shown_to_others = w.clone();
    shown_to_others.join(Role::Monitor, "11");
    w.join(Role::Monitor, "64");
    w.wait(60_000);
    shown_to_others.wait(60_000);
    let (ours, theirs) = (w.checkpoint(), shown_to_others.checkpoint());
    assert_eq!(ours.size, theirs.size);
    assert_ne!(ours.root, theirs.root);
    let honest = {
        w.sync(&mut monitor);
        monitor.sign_change(root.id, vec![set("a", 2)])
    };
    w.push([honest.clone()]).unwrap();
    assert!(w.ledger.split_views().is_empty());
    assert_eq!(w.ledger.get(&honest.id).unwrap().seen_ms, Some(ours.time_ms));
    monitor.seen = Some(theirs.seen());
    let gossip = monitor.sign_change(root.id, vec![set("a", 3)]);
    w.push([gossip.clone()]).unwrap();
    assert_eq!(w.ledger.split_views(), [gossip.id]);
}

#[test]
fn a_made_up_checkpoint_of_a_guessed_size_proves_no_time() {
    let (mut w, mut monitor, _) = one_monitor();
    let checkpoint = w.checkpoint();
    let mut guesser = monitor.clone();
    (guesser.seq, guesser.prev) = (0, None);
    guesser.seen = Some(Seen { root: [1; 32], ..checkpoint.seen() });
    let guessed = guesser.sign_change(None, vec![set("a", 1)]);
    w.push([guessed.clone()]).unwrap();
    assert_eq!(w.ledger.get(&guessed.id).unwrap().seen_ms, None);
    monitor.seen = None;
    assert_eq!(w.ledger.split_views(), [guessed.id]);
}

#[test]
fn an_entry_is_recorded_by_the_first_checkpoint_that_covers_it() {
    let (mut w, _, root) = one_monitor();
    w.push([root.clone()]).unwrap();
    assert_eq!(w.ledger.get(&root.id).unwrap().recorded_ms, None);
    w.wait(5_000);
    let first = w.checkpoint();
    w.wait(5_000);
    w.checkpoint();
    assert_eq!(w.ledger.get(&root.id).unwrap().recorded_ms, Some(first.time_ms));
}

//! Who may sign for whom, from which of their own sequence numbers on.

use saksi_domain::journal::cbor::Value;
use saksi_domain::journal::member::{At, LineError, Membership};
use saksi_domain::journal::rules::MemberVerb;
use saksi_domain::journal::{Entry, EntryId, Role};
use saksi_domain::testing::world::{Actor, World, args, set};

use crate::admission::reasons;

fn five_changes() -> (World, Actor, Vec<Entry>) {
    let mut w = World::new(31);
    let mut monitor = w.join(Role::Monitor, "74");
    let mut entries = vec![monitor.sign_change(None, vec![set("a", 0)])];
    let root = entries[0].id;
    entries.extend((1..5).map(|i| monitor.sign_change(root, vec![set("a", i)])));
    w.push(entries.clone()).unwrap();
    (w, monitor, entries)
}

fn value(w: &World, root: EntryId) -> Option<Value> {
    w.fold(root).value(&set("a", 0).path).cloned()
}

fn void_of(w: &World, root: EntryId) -> Vec<EntryId> {
    w.fold(root).void.iter().map(|(id, _)| *id).collect()
}

#[test]
fn the_line_folds_from_its_entries_alone_to_what_the_hub_has() {
    let (mut w, monitor, _) = five_changes();
    w.second_phone(&monitor, Role::Monitor);
    w.revoke_log(monitor.log, 3);
    let line = w.ledger.line();
    let folded = Membership::from_line(line.iter().map(|held| &held.entry)).unwrap();
    assert_eq!(&folded, w.members());
    let missing = Membership::from_line(line.iter().skip(1).map(|held| &held.entry));
    assert_eq!(missing, Err(LineError::NoGenesis));
    let gap = line.iter().enumerate().filter(|(i, _)| *i != 2).map(|(_, held)| &held.entry);
    assert_eq!(Membership::from_line(gap), Err(LineError::NotALine));
}

#[test]
fn a_second_child_on_the_line_is_refused() {
    let (mut w, monitor, _) = five_changes();
    let named = || args([("entry", Value::bytes(&[1; 32]))]);
    let mut admin = w.admin.clone();
    let draft = w.line_draft(MemberVerb::Admit, named());
    w.line(MemberVerb::Admit, named()).unwrap();
    admin.seq = w.admin.seq;
    admin.prev = w.admin.prev;
    let branch = admin.sign(draft);
    assert_eq!(w.ledger.check(&branch), Err(LineError::NotALine.into()));
    assert_eq!(monitor.seq, 5);
}

#[test]
fn nobody_but_the_administrator_invites_or_grants() {
    let (mut w, mut monitor, _) = five_changes();
    let named = args([
        ("member", Value::bytes(&monitor.member.0)),
        ("role", Value::text("ADM")),
        ("province", Value::text("*")),
        ("at", At::default().to_value()),
    ]);
    let draft = w.line_draft(MemberVerb::Grant, named.clone());
    let tried = monitor.sign(draft);
    assert_eq!(w.push([tried]), Err(LineError::NoRight.into()));
    assert!(w.line(MemberVerb::Grant, named).is_ok(), "the administrator may");
}

#[test]
fn a_phone_that_signs_in_the_administrators_name_has_no_right_on_the_line() {
    let (mut w, monitor, _) = five_changes();
    let mut impostor = monitor.clone();
    impostor.member = w.admin.member;
    let named = args([
        ("member", Value::bytes(&monitor.member.0)),
        ("role", Value::text("ADM")),
        ("province", Value::text("*")),
        ("at", At::default().to_value()),
    ]);
    let forged = impostor.sign(w.line_draft(MemberVerb::Grant, named));
    assert_eq!(w.push([forged.clone()]), Err(LineError::NoRight.into()));
    let mut members = w.members().clone();
    members.extend(&forged).unwrap();
    assert_eq!(members.void, [(forged.id, LineError::NoRight)], "a peer that reads it lists it");
    assert!(!members.current_roles(monitor.member).iter().any(|(r, _)| *r == Role::Administrator));
}

#[test]
fn a_revoked_administrators_key_moves_the_line_no_more() {
    let (mut w, ..) = five_changes();
    let log = w.admin.log;
    w.revoke_log(log, w.admin.seq + 1);
    let named = args([("entry", Value::bytes(&[1; 32]))]);
    assert_eq!(w.line_refusal(MemberVerb::Admit, named), LineError::NoRight);
}

#[test]
fn in_another_persons_name_an_entry_is_void() {
    let (mut w, mut monitor, entries) = five_changes();
    let other = w.join(Role::Monitor, "74");
    monitor.member = other.member;
    let forged = monitor.sign_change(entries[0].id, vec![set("a", 9)]);
    w.push([forged.clone()]).unwrap();
    assert_eq!(reasons(&w.fold(entries[0].id)), [(forged.id, "log-not-of-author".to_owned())]);
}

#[test]
fn a_card_is_used_once_before_it_expires_and_by_the_person_it_is_for() {
    let (mut w, monitor, _) = five_changes();
    let card = w.invite(Role::Monitor, "74");
    let (first, second) = (w.phone(&card), w.phone(&card));
    w.enrol(&first, &card).unwrap();
    let used = w.line_refusal(MemberVerb::Enrol, second.enrolment(&card));
    assert_eq!(used, LineError::Invitation("was used before"));

    let card = w.invite_for(None, Role::Monitor, "74", 1_000);
    let late = w.phone(&card);
    let mut in_time = w.clone();
    assert!(in_time.enrol(&late, &card).is_ok());
    w.wait(1_001);
    let expired = w.line_refusal(MemberVerb::Enrol, late.enrolment(&card));
    assert_eq!(expired, LineError::Invitation("has expired"));

    let card = w.invite_for(Some(monitor.member), Role::Monitor, "74", 1_000);
    let thief = w.phone(&card);
    let other = w.line_refusal(MemberVerb::Enrol, thief.enrolment(&card));
    assert_eq!(other, LineError::Invitation("is for another person"));

    let card = w.invite(Role::Supervisor, "74");
    let known = w.phone_of(monitor.member, &card);
    let other = w.line_refusal(MemberVerb::Enrol, known.enrolment(&card));
    assert_eq!(other, LineError::Invitation("is for another person"), "a new person's card");

    let mut made_up = card.clone();
    made_up.seed = w.hub.key.clone();
    let phone = w.phone(&made_up);
    let unknown = w.line_refusal(MemberVerb::Enrol, phone.enrolment(&made_up));
    assert_eq!(unknown, LineError::Invitation("is unknown"));
}

#[test]
fn an_enrolment_needs_both_signatures() {
    let (mut w, ..) = five_changes();
    let card = w.invite(Role::Monitor, "74");
    let phone = w.phone(&card);
    for name in ["by_invitation", "by_key"] {
        let mut named = phone.enrolment(&card);
        named.insert(name.to_owned(), Value::bytes(&[3; 64]));
        let error = w.line_refusal(MemberVerb::Enrol, named);
        assert!(matches!(&error, LineError::Arg(what) if what.starts_with(name)), "{error}");
    }
    w.enrol(&phone, &card).unwrap();
}

#[test]
fn entries_from_at_on_are_void_and_listed_and_lower_ones_stay() {
    let (mut w, monitor, entries) = five_changes();
    let root = entries[0].id;
    assert_eq!(value(&w, root), Some(4.into()));
    w.revoke_log(monitor.log, 3);
    assert_eq!(void_of(&w, root), [entries[3].id, entries[4].id]);
    assert_eq!(value(&w, root), Some(2.into()));
    w.admit(entries[4].id);
    assert_eq!(void_of(&w, root), [entries[3].id], "one by one they can be admitted");
    assert_eq!(value(&w, root), Some(4.into()));
}

#[test]
fn stolen_on_monday_known_on_friday_the_bound_is_set_lower_and_never_higher() {
    let (mut w, monitor, entries) = five_changes();
    let root = entries[0].id;
    w.revoke_log(monitor.log, 5);
    assert!(void_of(&w, root).is_empty());
    w.revoke_log(monitor.log, 2);
    assert_eq!(void_of(&w, root).len(), 3);
    w.revoke_log(monitor.log, 4);
    assert_eq!(void_of(&w, root).len(), 3, "a later, higher bound gives nothing back");
}

#[test]
fn a_stolen_key_cannot_backdate() {
    let (mut w, monitor, entries) = five_changes();
    let root = entries[0].id;
    w.revoke_log(monitor.log, 5);
    let mut thief = monitor.clone().reseeded(9);
    let next = thief.sign_change(root, vec![set("a", 99)]);
    let mut back = monitor.clone().reseeded(10);
    (back.seq, back.prev) = (2, Some(entries[1].id));
    let lower = back.sign_change(root, vec![set("a", 98)]);
    w.push([next.clone(), lower.clone()]).unwrap();
    let mut void = reasons(&w.fold(root));
    void.sort();
    let mut expected = vec![(next.id, "revoked".to_owned()), (lower.id, "twin".to_owned())];
    expected.sort();
    assert_eq!(void, expected);
    assert_eq!(value(&w, root), Some(4.into()));
}

#[test]
fn a_grant_governs_only_from_its_at_and_again_from_a_lower_one() {
    let (mut w, _, _) = five_changes();
    let mut person = w.join(Role::Institution, "74");
    let root = person.sign_change(None, vec![set("a", 0)]);
    let next = person.sign_change(root.id, vec![set("a", 1)]);
    w.push([root.clone(), next.clone()]).unwrap();
    assert_eq!(void_of(&w, root.id), [root.id, next.id]);
    let from = |seq| At([(person.log, seq)].into());
    w.grant(person.member, Role::Monitor, "74", &from(1));
    assert_eq!(void_of(&w, root.id), [root.id]);
    w.grant(person.member, Role::Monitor, "74", &from(0));
    assert!(void_of(&w, root.id).is_empty(), "given again, from the first entry");
}

#[test]
fn a_role_ends_at_a_sequence_number_and_in_one_province_only() {
    let (mut w, monitor, entries) = five_changes();
    let root = entries[0].id;
    w.revoke_role(monitor.member, Some(Role::Supervisor), &At([(monitor.log, 0)].into()));
    assert!(void_of(&w, root).is_empty(), "another role's end is not this one's");
    w.revoke_role(monitor.member, Some(Role::Monitor), &At([(monitor.log, 4)].into()));
    assert_eq!(reasons(&w.fold(root)), [(entries[4].id, "no-right".to_owned())]);
}

#[test]
fn a_right_in_one_province_is_none_in_another() {
    let mut w = World::new(32);
    let mut monitor = w.join(Role::Monitor, "74");
    monitor.province = "11".to_owned();
    let root = monitor.sign_change(None, vec![set("a", 0)]);
    w.push([root.clone()]).unwrap();
    assert_eq!(reasons(&w.fold(root.id)), [(root.id, "no-right".to_owned())]);
}

#[test]
fn a_second_phone_signs_for_the_same_person_and_falls_alone() {
    let (mut w, monitor, entries) = five_changes();
    let root = entries[0].id;
    let mut second = w.second_phone(&monitor, Role::Monitor);
    assert_eq!(second.member, monitor.member);
    assert_ne!(second.log, monitor.log);
    w.sync(&mut second);
    let change = second.sign_change(root, vec![set("a", 7)]);
    w.push([change]).unwrap();
    assert_eq!(value(&w, root), Some(7.into()));
    w.revoke_log(second.log, 0);
    assert_eq!(value(&w, root), Some(4.into()), "the first phone's entries stay");
}

//! Two phones of one person, offline: what merges by itself and what a person must decide.

use saksi_device::field::RecordFilter;
use saksi_domain::journal::cbor::Value;
use saksi_domain::journal::{Path, Role};

use crate::phones::setting::{Phone, Setting};

fn two_phones(setting: &Setting) -> (Phone, Phone) {
    let first = setting.phone("a", Role::Monitor, None);
    first.sync();
    let member = setting.member(&first);
    let second = setting.phone("b", Role::Monitor, Some(member));
    assert_eq!(setting.member(&second), member, "the invitation names the person");
    second.sync();
    (first, second)
}

fn meet(a: &Phone, b: &Phone) {
    for phone in [a, b, a, b] {
        phone.sync();
    }
}

#[test]
fn edits_of_different_fields_merge_by_themselves() {
    let setting = Setting::new();
    let (a, b) = two_phones(&setting);
    let record = a.report("Lasolo", "3");
    meet(&a, &b);
    a.edit(record, "site", "Lasolo Kepulauan");
    b.edit(record, "trucks", "4");
    meet(&a, &b);
    for phone in [&a, &b] {
        let folded = phone.field.fold(record).unwrap();
        assert_eq!(folded.value(&Path::field("site")), Some(&Value::text("Lasolo Kepulauan")));
        assert_eq!(folded.value(&Path::field("trucks")), Some(&Value::Int(4)));
        assert!(phone.field.conflicts().unwrap().is_empty());
    }
    assert_eq!(a.field.digest(&[]).unwrap(), b.field.digest(&[]).unwrap(), "all ends equal");
}

#[test]
fn edits_of_one_field_are_a_conflict_that_only_a_write_to_that_field_ends() {
    let setting = Setting::new();
    let (a, b) = two_phones(&setting);
    let record = a.report("Lasolo", "3");
    meet(&a, &b);
    a.edit(record, "trucks", "4");
    b.edit(record, "trucks", "5");
    meet(&a, &b);
    let conflicts = a.field.conflicts().unwrap();
    assert_eq!((conflicts.len(), conflicts[0].mine), (1, true));
    a.edit(record, "site", "Lasolo Kepulauan");
    meet(&a, &b);
    assert_eq!(b.field.conflicts().unwrap().len(), 1, "an unrelated edit settles nothing");
    b.field.resolve(record, &conflicts[0].path, Value::Int(5)).unwrap();
    meet(&a, &b);
    for phone in [&a, &b] {
        assert!(phone.field.conflicts().unwrap().is_empty());
        let folded = phone.field.fold(record).unwrap();
        assert_eq!(folded.value(&Path::field("trucks")), Some(&Value::Int(5)));
    }
    assert_eq!(a.field.digest(&[]).unwrap(), b.field.digest(&[]).unwrap());
    assert_eq!(a.field.timeline(record).unwrap().len(), 5);
}

#[test]
fn a_report_that_was_taken_back_before_it_was_sent_holds_up_no_sync_and_its_content_never_leaves() {
    let setting = Setting::new();
    let (a, b) = two_phones(&setting);
    let draft = a.field.start("T1").unwrap();
    a.fill(draft, &[("site", "rahasia"), ("reporter", "Ibu Siti")]);
    let record = a.field.submit(draft).unwrap().unwrap();
    let kept = a.report("Lasolo", "3");
    a.field.erase(record, "mistake").unwrap();
    let sent = a.sync();
    assert_eq!((sent.void.len(), a.field.sync_state().unwrap().entries_waiting), (0, 0));
    b.sync();
    assert!(b.field.fold(record).unwrap().erased);
    assert!(b.field.edit(record).is_err());
    let records = b.field.records(RecordFilter::default()).unwrap();
    assert_eq!(records.iter().filter(|one| one.erased).count(), 2, "with its vault record");
    assert_eq!(b.field.fold(kept).unwrap().value(&Path::field("trucks")), Some(&Value::Int(3)));
}

#[test]
fn an_erased_record_loses_its_bodies_on_every_phone_and_its_vault_record_too() {
    let setting = Setting::new();
    let (a, b) = two_phones(&setting);
    let draft = a.field.start("T1").unwrap();
    a.fill(draft, &[("site", "rahasia"), ("reporter", "Ibu Siti")]);
    let record = a.field.submit(draft).unwrap().unwrap();
    meet(&a, &b);
    let folded = b.field.fold(record).unwrap();
    assert_eq!(folded.value(&Path::field("reporter")), None, "personal fields are elsewhere");
    let draft = b.field.edit(record).unwrap();
    let reporter = b.field.question_at(draft, "reporter").unwrap().value;
    assert!(reporter.is_some(), "and are found again for editing");
    b.field.discard(draft).unwrap();
    a.field.erase(record, "consent withdrawn").unwrap();
    meet(&a, &b);
    for phone in [&a, &b] {
        assert!(phone.field.fold(record).unwrap().erased);
        assert!(phone.field.edit(record).is_err(), "no body names the form any more");
    }
    assert_eq!(a.field.digest(&[]).unwrap(), b.field.digest(&[]).unwrap());
}

//! A record read back in the words of its form; a conflict in words, and settled by a third answer;
//! a new PIN.

use saksi_device::field::{Field, change_vault};
use saksi_device::vault::{Cost, FileVault};
use saksi_domain::forms::Answer;
use saksi_domain::journal::cbor::Value;
use saksi_domain::journal::{Path, Role};

use crate::phones::setting::{Phone, Setting, vault};

#[test]
fn a_record_is_read_in_the_order_of_its_form_and_leaves_no_draft() {
    let setting = Setting::new();
    let phone = setting.phone("a", Role::Monitor, None);
    let draft = phone.field.start("T1").unwrap();
    phone.fill(draft, &[("trucks", "3"), ("site", "Lasolo"), ("reporter", "Ibu Siti")]);
    let record = phone.field.submit(draft).unwrap().unwrap();
    let told = phone.field.read_record(record).unwrap();
    let read: Vec<_> = told
        .iter()
        .map(|a| (a.question.label.as_str(), a.question.value.clone().unwrap(), a.personal))
        .collect();
    assert_eq!(
        read,
        [
            ("Tempat?", Answer::Text("Lasolo".to_owned()), false),
            ("Berapa truk?", Answer::Int(3), false),
            ("Nama pelapor", Answer::Text("Ibu Siti".to_owned()), true),
        ]
    );
    assert_eq!(told[0].path, Path::field("site"));
    assert!(phone.field.drafts().unwrap().is_empty());
}

fn contested(setting: &Setting) -> (Phone, saksi_domain::journal::RecordId) {
    let a = setting.phone("a", Role::Monitor, None);
    a.sync();
    let b = setting.phone("b", Role::Monitor, Some(setting.member(&a)));
    b.sync();
    let record = a.report("Lasolo", "3");
    a.sync();
    b.sync();
    a.edit(record, "trucks", "4");
    b.edit(record, "trucks", "5");
    for phone in [&a, &b, &a] {
        phone.sync();
    }
    (a, record)
}

#[test]
fn both_values_of_a_conflict_read_at_their_question_and_a_third_must_fit_it() {
    let setting = Setting::new();
    let (phone, record) = contested(&setting);
    let conflict = phone.field.conflicts().unwrap().remove(0);
    let mut values = Vec::new();
    for live in &conflict.live {
        let question = phone.field.read_value(record, &conflict.path, &live.value).unwrap();
        assert_eq!(question.label, "Berapa truk?");
        values.extend(question.value);
    }
    values.sort_by_key(Answer::to_text);
    assert_eq!(values, [Answer::Int(4), Answer::Int(5)]);
    for (text, code) in [("banyak", "answer_malformed"), ("-1", "form_incomplete")] {
        let refused = phone.field.resolve_text(record, &conflict.path, text).unwrap_err();
        assert_eq!(refused.code(), code, "{text}");
    }
    assert_eq!(phone.field.conflicts().unwrap().len(), 1, "a refusal signs nothing");
    phone.field.resolve_text(record, &conflict.path, "6").unwrap();
    assert!(phone.field.conflicts().unwrap().is_empty());
    let folded = phone.field.fold(record).unwrap();
    assert_eq!(folded.value(&conflict.path), Some(&Value::Int(6)));
}

#[test]
fn after_a_new_pin_the_old_one_opens_nothing() {
    let setting = Setting::new();
    let Phone { dir, env, field } = setting.phone("a", Role::Monitor, None);
    let new = || FileVault::new(&dir, "bangau putih", env.clone(), Cost::TEST);
    change_vault(&dir, &new(), &new()).unwrap_err();
    change_vault(&dir, &*vault(&dir, &env), &new()).unwrap();
    drop(field);
    assert!(Field::open(&dir, vault(&dir, &env), env.clone(), None).is_err());
    assert!(Field::open(&dir, std::sync::Arc::new(new()), env.clone(), None).is_ok());
}

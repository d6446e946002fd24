//! Joining with a card, the member line, publications, revocation, several projects.

use saksi_device::DeviceError;
use saksi_device::field::{Field, Join};
use saksi_device::store::FormRow;
use saksi_device::sync::Quiet;
use saksi_domain::journal::Role;
use saksi_domain::journal::cbor::Value;
use saksi_domain::journal::rules::MemberVerb;

use crate::phones::setting::{FORM, Setting, args, vault};

#[test]
fn a_phone_joins_by_card_without_a_network_collects_and_enrols_at_first_contact() {
    let setting = Setting::new();
    let phone = setting.phone("a", Role::Monitor, None);
    let standing = phone.field.standing().unwrap();
    assert!(standing.may_collect && !standing.enrolled);
    assert_eq!(standing.roles, [(Role::Monitor, "74".to_owned())]);
    let record = phone.report("Lasolo", "3");
    assert_eq!(phone.field.record_state(record).unwrap().word(), "ready");
    let report = phone.sync();
    assert_eq!((report.sent, report.void), (1, vec![]));
    assert!(phone.field.standing().unwrap().enrolled);
    assert_eq!(phone.field.record_state(record).unwrap().word(), "original-received");
    let again = phone.sync();
    assert_eq!((again.sent, again.previews), (0, 0), "a second sync sends nothing twice");
}

#[test]
fn a_form_published_by_the_evaluation_officer_reaches_a_phone_by_sync_and_by_project_file() {
    let setting = Setting::new();
    let officer = setting.phone("mel", Role::Evaluation, None);
    officer.sync();
    officer.field.publish_form(FORM, &[]).unwrap();
    let sent = officer.sync();
    assert_eq!((sent.sent, sent.void.len(), sent.previews), (1, 0, 1));
    setting.admin.sync();
    let phone = setting.phone("a", Role::Monitor, None);
    assert!(phone.field.forms().unwrap().iter().all(|f| f.published), "by the project file");
    let card = setting.card(Role::Monitor, None);
    setting.admin.sync();
    let (dir, env) = (setting.dir.path().join("b"), phone.env.clone());
    let vault = vault(&dir, &env);
    let late = Field::create(&dir, vault, env, &card, &Join::default()).unwrap();
    assert_eq!(late.start("T1").unwrap_err(), DeviceError::NotYetMember);
    assert_eq!(late.sync(&Quiet).unwrap().fetched, 1);
    assert_eq!(late.forms().unwrap().len(), 1, "by sync");
    late.start("T1").unwrap();
}

#[test]
fn a_form_is_named_by_its_store_and_by_itself_where_that_kept_no_titles() {
    let setting = Setting::new();
    let phone = setting.phone("a", Role::Monitor, None);
    let form = b"type,name,label\ntext,site,Tempat?\n\0\0form_id,version,form_title\nT2,1,Lubang\n";
    let hash = phone.field.install_form(form, &[]).unwrap().hash;
    let title = || {
        let mut forms = phone.field.forms().unwrap().into_iter();
        forms.find(|form| form.hash == hash).unwrap().title
    };
    assert_eq!(title(), "Lubang");
    let store = &phone.field.project().store;
    let row = store.forms().unwrap().into_iter().find(|form| form.hash == hash).unwrap();
    let source = store.form_source(hash).unwrap().unwrap();
    store.put_form(&FormRow { titles: None, ..row }, &source).unwrap();
    assert_eq!(title(), "Lubang");
}

#[test]
fn a_revoked_phone_hands_in_what_it_has_and_drops_its_keys() {
    let setting = Setting::new();
    let phone = setting.phone("a", Role::Monitor, None);
    phone.report("sebelum", "1");
    phone.sync();
    let log = phone.field.project().writer.log(&phone.field.project().store).unwrap();
    let at = Value::map(vec![(Value::bytes(&log.0), Value::Int(1))]);
    let revoke = args([("log", Value::bytes(&log.0)), ("at", at)]);
    setting.admin.sync();
    setting.admin.field.member_entry(MemberVerb::Revoke, revoke).unwrap();
    setting.admin.sync();
    phone.report("sesudah", "2");
    assert_eq!(phone.field.sync(&Quiet).unwrap_err(), DeviceError::Revoked);
    let hub = setting.hub.as_ref().unwrap();
    assert_eq!(hub.hub.journal().ledger().next_seq(log), 2, "handed in, held for review");
    let again = Field::open(&phone.dir, vault(&phone.dir, &phone.env), phone.env.clone(), None);
    assert_eq!(again.unwrap_err(), DeviceError::NoProject);
}

#[test]
fn what_a_lost_phone_had_sent_stays_valid_where_the_administrator_asks_the_hub_for_the_place() {
    let setting = Setting::new();
    let phone = setting.phone("a", Role::Monitor, None);
    let earlier = phone.report("sebelum", "1");
    phone.sync();
    let log = phone.field.project().writer.log(&phone.field.project().store).unwrap();
    setting.admin.sync();
    let frontier = setting.admin.field.hub_frontier().unwrap();
    let sent = frontier[&log];
    assert!(sent > 0, "the administrator's own store holds none of these entries");
    let at = saksi_domain::journal::member::At(frontier).to_value();
    let revoke = args([("log", Value::bytes(&log.0)), ("at", at)]);
    setting.admin.field.member_entry(MemberVerb::Revoke, revoke).unwrap();
    setting.admin.sync();
    let later = phone.report("sesudah", "2");
    assert_eq!(phone.field.sync(&Quiet).unwrap_err(), DeviceError::Revoked);
    let void = |record| {
        let hub = setting.hub.as_ref().unwrap();
        hub.hub.journal().ledger().fold(record).void.len()
    };
    assert_eq!((void(earlier), void(later)), (0, 1));
    assert_eq!(phone_sees(&setting, log), None, "a monitor is told of her own logs only");
}

/// What another member's hello says of a log.
fn phone_sees(setting: &Setting, log: saksi_domain::journal::LogId) -> Option<u64> {
    let other = setting.phone("b", Role::Monitor, None);
    other.sync();
    other.field.hub_frontier().unwrap().get(&log).copied()
}

#[test]
fn a_wrong_passphrase_a_second_join_and_a_foreign_project_file_are_refused() {
    let (setting, other) = (Setting::new(), Setting::new());
    let phone = setting.phone("a", Role::Monitor, None);
    let env: std::sync::Arc<dyn saksi_device::env::Env> = phone.env.clone();
    let wrong = saksi_device::vault::FileVault::new(
        &phone.dir,
        "tebak",
        env.clone(),
        saksi_device::vault::Cost::TEST,
    );
    let error = Field::open(&phone.dir, std::sync::Arc::new(wrong), env, None).unwrap_err();
    assert_eq!(error.code(), "vault_passphrase");
    let card = setting.card(Role::Monitor, None);
    let open = || vault(&phone.dir, &phone.env);
    let twice = Field::create(&phone.dir, open(), phone.env.clone(), &card, &Join::default());
    assert_eq!(twice.unwrap_err(), DeviceError::AlreadyJoined);
    let card = other.card(Role::Monitor, None);
    let file = setting.admin.field.make_project_file().unwrap();
    let join = Join { project_file: Some(&file), member: None };
    let foreign = Field::create(&phone.dir, open(), phone.env.clone(), &card, &join);
    assert_eq!(foreign.unwrap_err().code(), "card");
    let second = Field::create(&phone.dir, open(), phone.env.clone(), &card, &Join::default());
    assert_eq!(second.unwrap().projects().unwrap().len(), 2, "one profile, two projects");
}

#[test]
fn a_panic_wipe_leaves_nothing_that_opens() {
    let setting = Setting::new();
    let phone = setting.phone("a", Role::Monitor, None);
    phone.field.panic_wipe().unwrap();
    let again = Field::open(&phone.dir, vault(&phone.dir, &phone.env), phone.env.clone(), None);
    assert!(again.is_err());
    assert!(!phone.dir.join("master.key").exists());
}

#[test]
fn a_line_entry_signed_on_an_old_line_is_signed_again_on_the_new_one() {
    let setting = Setting::new();
    let phone = setting.phone("a", Role::Monitor, None);
    phone.sync(); // the hub enrols it: the line moves on without the administrator
    setting.card(Role::Supervisor, None);
    setting.card(Role::Officer, None);
    assert_eq!(setting.admin.sync().sent, 2);
    let hub = setting.hub.as_ref().unwrap();
    let journal = hub.hub.journal();
    let line = journal.ledger().membership();
    assert_eq!((line.invitations.len(), line.void.len()), (3, 0));
}

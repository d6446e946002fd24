//! Restarts, erasure down to the raw bytes, backup, restore and the new epoch.

use std::fs;
use std::path::Path;

use saksi_domain::journal::cbor::Value;
use saksi_domain::journal::rules::MemberVerb;
use saksi_domain::journal::{Audience, Entry, EntryId, Kind, RecordId, Role, Scope};
use saksi_domain::store::StoreError;
use saksi_hub::{BackupError, Reported, ServeError, backup, restore};

use super::stage::{Person, Stage, field, writing};

const SECRET: &str = "Ibu Siti Rahmawati, RT 03";

fn folded(stage: &Stage, record: RecordId) -> Value {
    stage.hub().journal().ledger().fold(record).to_value()
}

fn root(stage: &Stage) -> [u8; 32] {
    let journal = stage.hub().journal();
    journal.ledger().tree().root_at(journal.ledger().size()).expect("there")
}

/// Does any file below this folder hold these bytes?
fn holds(folder: &Path, needle: &[u8]) -> bool {
    fs::read_dir(folder).expect("there").any(|item| {
        let path = item.expect("there").path();
        if path.is_dir() {
            return holds(&path, needle);
        }
        fs::read(&path).expect("there").windows(needle.len()).any(|window| window == needle)
    })
}

fn vault() -> Scope {
    Scope::new("11", Audience::Vault)
}

fn erase(who: &mut Person, record: EntryId) -> Entry {
    let body = saksi_domain::journal::body::Body::new(super::stage::clocks());
    who.sign(Kind::Erase, &vault(), Some(&[record, record]), body)
}

#[test]
fn a_hub_that_starts_again_has_the_same_tree_and_answers_the_same_receipts() {
    let mut stage = Stage::new();
    let mut monitor = stage.join(Role::Monitor, "11");
    let first = monitor.change(&field("11"), "a pit");
    stage.clock.advance(1000);
    let pushed = monitor.pushed(stage.addr(), std::slice::from_ref(&first));
    let before = root(&stage);
    stage.stop();
    stage.start();
    stage.clock.advance(90_000);
    assert_eq!(root(&stage), before);
    assert_eq!(monitor.pushed(stage.addr(), &[first]), pushed);
    monitor.refresh(stage.addr());
}

#[test]
fn what_a_person_takes_back_is_gone_from_the_raw_files() {
    let mut stage = Stage::new();
    let mut monitor = stage.join(Role::Monitor, "11");
    let (addr, dir) = (stage.addr(), stage.dir());
    let person = monitor.change(&vault(), SECRET);
    monitor.pushed(addr, std::slice::from_ref(&person));
    assert!(holds(&dir, SECRET.as_bytes()), "the test looks in the right place");
    let erased = erase(&mut monitor, person.id);
    let late = monitor.change_of(&vault(), person.id, person.id, SECRET);
    let pushed = monitor.pushed(addr, &[erased, late.clone()]);
    assert!(pushed.verdicts.iter().all(|v| v.effect == "ok"), "{:?}", pushed.verdicts);
    assert!(!holds(&dir, SECRET.as_bytes()), "database, log and all");
    let pulled = monitor.pulled(addr, &vault(), 0);
    let bodies: Vec<bool> = pulled.entries.iter().map(|(_, e)| e.content.is_some()).collect();
    assert_eq!(bodies, [false, true, false], "the erasure itself stays readable");
    let tree = root(&stage);
    monitor.pushed(addr, &[person, late]);
    assert!(!holds(&dir, SECRET.as_bytes()), "what arrives again does not come back");
    stage.stop();
    stage.start();
    assert_eq!(root(&stage), tree, "everything still verifies");
}

#[test]
fn an_erasure_that_counts_only_later_destroys_then() {
    let mut stage = Stage::new();
    let mut monitor = stage.join(Role::Monitor, "11");
    let mut stranger = stage.join(Role::Monitor, "11");
    let addr = stage.addr();
    let person = monitor.change(&vault(), SECRET);
    monitor.pushed(addr, std::slice::from_ref(&person));
    let erasure = erase(&mut stranger, person.id);
    let verdict = &stranger.pushed(addr, std::slice::from_ref(&erasure)).verdicts[0];
    assert_eq!((verdict.effect.as_str(), verdict.reason.as_str()), ("void", "no-right"));
    assert!(holds(&stage.dir(), SECRET.as_bytes()));
    let answer = stage.line(MemberVerb::Admit, &[("entry", Value::bytes(&erasure.id.0))]);
    assert_eq!(answer.status, 200);
    assert!(!holds(&stage.dir(), SECRET.as_bytes()));
    assert!(monitor.pulled(addr, &vault(), 0).entries[0].1.content.is_none());
}

#[test]
fn a_restored_hub_opens_a_new_epoch_and_phones_give_back_what_it_lost() {
    let mut stage = Stage::new();
    let mut monitor = stage.join(Role::Monitor, "11");
    let kept = monitor.change(&field("11"), "kept");
    monitor.pushed(stage.addr(), std::slice::from_ref(&kept));
    let copy = stage.folder.path().join("copy");
    let manifest = backup(&stage.dir(), &copy).unwrap();
    let lost = monitor.change_of(&field("11"), kept.id, kept.id, "lost");
    let other = monitor.change(&field("11"), "another record");
    let receipt = monitor.pushed(stage.addr(), &[lost.clone(), other.clone()]).receipts.remove(0);
    monitor.refresh(stage.addr());
    let folds = [folded(&stage, kept.id), folded(&stage, other.id)];
    let reported = Reported { epoch: 0, size: monitor.seen.unwrap().size };
    stage.stop();
    fs::remove_dir_all(stage.dir()).unwrap();
    assert_eq!(restore(&copy, &stage.dir(), reported, stage.clock.clone()).unwrap(), manifest);
    stage.start();

    let hello = monitor.refresh(stage.addr());
    assert_eq!(monitor.seen.unwrap().epoch, 1);
    assert_eq!(hello.wanted[&monitor.log], 1, "the hub says from where on it lost");
    let epoch = monitor.line.last().unwrap();
    let stated = |name: &str| epoch.body().unwrap().args[name].as_int().unwrap();
    assert_eq!(
        (stated("epoch"), stated("held"), stated("reported")),
        (1, manifest.entries as i64, reported.size as i64,)
    );
    monitor.pushed(stage.addr(), &[lost.clone(), other.clone()]);
    assert_eq!([folded(&stage, kept.id), folded(&stage, other.id)], folds);
    let membership = monitor.membership();
    let old =
        receipt.verify(&[lost.id, other.id], &monitor.project, membership.hub_keys().unwrap());
    assert_eq!(old.map(|c| c.epoch), Ok(0), "an old receipt holds against its own checkpoint");
    stage.stop();
    stage.start();
    assert_eq!([folded(&stage, kept.id), folded(&stage, other.id)], folds);
}

#[test]
fn a_copy_that_is_put_back_without_restore_is_noticed() {
    let mut stage = Stage::new();
    let mut monitor = stage.join(Role::Monitor, "11");
    let copy = stage.folder.path().join("copy");
    backup(&stage.dir(), &copy).unwrap();
    let entry = monitor.change(&field("11"), "a pit");
    monitor.pushed(stage.addr(), &[entry]);
    monitor.refresh(stage.addr());
    stage.stop();
    fs::remove_dir_all(stage.dir()).unwrap();
    fs::rename(&copy, stage.dir()).unwrap();
    stage.start();
    let request =
        saksi_domain::sync::wire::HelloRequest { seen: monitor.seen, ..Default::default() };
    monitor.hello(stage.addr(), &request);
    monitor.hello(stage.addr(), &request);
    let metrics = stage.get("/metrics", &[]).text();
    assert!(metrics.contains("saksi_alarms{kind=\"hub-behind\"} 1"), "{metrics}");
}

#[test]
fn a_damaged_copy_is_named_and_not_restored() {
    let mut stage = Stage::new();
    let copy = stage.folder.path().join("copy");
    backup(&stage.dir(), &copy).unwrap();
    assert_eq!(backup(&stage.dir(), &copy), Err(BackupError::Occupied));
    let mut bytes = fs::read(copy.join("hub.db")).unwrap();
    let last = bytes.len() - 1;
    bytes[last] ^= 1;
    fs::write(copy.join("hub.db"), bytes).unwrap();
    let target = stage.folder.path().join("target");
    let clock = stage.clock.clone();
    let restored = restore(&copy, &target, Reported::default(), clock.clone());
    assert_eq!(restored, Err(BackupError::Damaged("hub.db".to_owned())));
    assert!(!target.join("hub.json").exists());
    fs::remove_file(copy.join("manifest.json")).unwrap();
    let restored = restore(&copy, &target.join("x"), Reported::default(), clock);
    assert_eq!(restored, Err(BackupError::Damaged("manifest.json".to_owned())));
    stage.stop();
}

#[test]
fn an_erasure_that_a_copy_missed_is_applied_when_it_comes_back() {
    let mut stage = Stage::new();
    let mut monitor = stage.join(Role::Monitor, "11");
    let person = monitor.change(&vault(), SECRET);
    monitor.pushed(stage.addr(), std::slice::from_ref(&person));
    let copy = stage.folder.path().join("copy");
    backup(&stage.dir(), &copy).unwrap();
    let erasure = erase(&mut monitor, person.id);
    monitor.pushed(stage.addr(), std::slice::from_ref(&erasure));
    stage.stop();
    fs::remove_dir_all(stage.dir()).unwrap();
    restore(&copy, &stage.dir(), Reported::default(), stage.clock.clone()).unwrap();
    stage.start();
    monitor.pushed(stage.addr(), &[erasure]);
    assert!(!holds(&stage.dir(), SECRET.as_bytes()));
}

#[test]
fn a_full_disk_refuses_the_page_whole_and_the_journal_goes_on_from_before() {
    let mut stage = Stage::new();
    let mut monitor = stage.join(Role::Monitor, "11");
    let before = root(&stage);
    stage.hub().store().limit_growth(Some(0)).unwrap();
    let large =
        monitor.sign(Kind::Change, &field("11"), None, writing("note", &"x".repeat(200_000)));
    let small = monitor.change(&field("11"), "after it");
    let page = [large, small];
    assert_eq!(monitor.push(stage.addr(), &page).code(), "store-full");
    assert_eq!(root(&stage), before);
    assert_eq!(monitor.pulled(stage.addr(), &field("11"), 0).entries.len(), 0);
    stage.hub().store().limit_growth(None).unwrap();
    assert_eq!(monitor.pushed(stage.addr(), &page).verdicts.len(), 2);
}

#[test]
fn one_folder_is_run_by_one_hub_and_a_token_made_beside_it_works() {
    let stage = Stage::new();
    let config = saksi_hub::Config::on_loopback(stage.dir());
    let second = saksi_hub::serve(&config, stage.clock.clone());
    assert!(matches!(second, Err(ServeError::Store(StoreError::Busy))), "{second:?}");
    let reader = saksi_hub::hub::Hub::open(&stage.dir(), stage.clock.clone()).unwrap();
    assert_eq!(reader.journal().ledger().size(), 2, "reading goes on beside it");
    let mut administrator = stage.administrator.clone();
    let log = administrator.log;
    administrator.token = saksi_hub::make_token(&stage.dir(), log, &*stage.clock).unwrap();
    administrator.refresh(stage.addr());
    let unknown = saksi_domain::journal::LogId([0; 32]);
    assert!(saksi_hub::make_token(&stage.dir(), unknown, &*stage.clock).is_err());
}

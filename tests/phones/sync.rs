//! Sync: cancelled anywhere, offline, answered with lies, refused.

use std::io::{Read as _, Write as _};
use std::sync::atomic::AtomicU64;

use saksi_device::sync::Quiet;
use saksi_device::{Advice, DeviceError};
use saksi_domain::journal::Role;
use saksi_domain::sync::plan::SyncStep;

use crate::phones::setting::{CancelAt, Setting};

#[test]
fn a_sync_cancelled_at_any_step_goes_on_there_the_next_time() {
    let setting = Setting::new();
    for (i, step) in SyncStep::ALL.into_iter().enumerate() {
        let phone = setting.phone(&format!("p{i}"), Role::Monitor, None);
        let records: Vec<_> = (0..3).map(|n| phone.report("Lasolo", &n.to_string())).collect();
        let cancelled = phone.field.sync(&CancelAt(step, AtomicU64::new(0)));
        // A step with nothing to do is never reached.
        assert!(matches!(cancelled, Err(DeviceError::Cancelled) | Ok(_)), "{step:?}");
        let phone = phone.reopen();
        phone.sync();
        for record in records {
            assert_eq!(phone.field.record_state(record).unwrap().word(), "original-received");
            assert_eq!(phone.field.timeline(record).unwrap()[0].effect, "ok");
        }
        assert_eq!(phone.field.sync_state().unwrap().entries_waiting, 0);
    }
}

#[test]
fn offline_is_remembered_with_a_wait_that_survives_a_restart_and_loses_nothing() {
    let mut setting = Setting::new();
    let phone = setting.phone("a", Role::Monitor, None);
    let record = phone.report("Lasolo", "3");
    setting.hub.take().unwrap().stop();
    for _ in 0..3 {
        let error = phone.field.sync(&Quiet).unwrap_err();
        assert_eq!((error.code(), error.advice()), ("offline", Advice::Retry));
    }
    assert!(!phone.field.sync_is_due().unwrap());
    let phone = phone.reopen();
    assert!(!phone.field.sync_is_due().unwrap(), "the wait survives a restart");
    assert_eq!(phone.field.diagnose().unwrap().sync_failures, 3);
    phone.env.advance(21_000);
    assert!(phone.field.sync_is_due().unwrap());
    assert_eq!(phone.field.record_state(record).unwrap().word(), "ready");
}

/// A server that answers everything with the same bytes.
fn liar(answer: &'static str) -> String {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    std::thread::spawn(move || {
        for mut socket in listener.incoming().flatten() {
            let mut buffer = [0; 65_536];
            let _ = socket.read(&mut buffer);
            let _ = socket.write_all(answer.as_bytes());
        }
    });
    url
}

#[test]
fn an_answer_that_is_no_hubs_changes_nothing() {
    let setting = Setting::new();
    let phone = setting.phone("a", Role::Monitor, None);
    phone.report("Lasolo", "3");
    let store = phone.field.project().store.clone();
    for (answer, code) in [
        (
            "HTTP/1.1 200 OK\r\ncontent-type: text/html\r\ncontent-length: 2\r\nconnection: close\r\n\r\nhi",
            "hub_untrusted",
        ),
        (
            "HTTP/1.1 200 OK\r\ncontent-type: application/cbor\r\ncontent-length: 2\r\nconnection: close\r\n\r\n\x01\x02",
            "hub_untrusted",
        ),
        (
            "HTTP/1.1 302 Found\r\nlocation: /login\r\ncontent-length: 0\r\nconnection: close\r\n\r\n",
            "offline",
        ),
        (
            "HTTP/1.1 426 Upgrade Required\r\ncontent-length: 0\r\nconnection: close\r\n\r\n",
            "version_skew",
        ),
    ] {
        store.set_state("hub", Some(liar(answer).as_bytes())).unwrap();
        let (dir, env) = (phone.dir.clone(), phone.env.clone());
        let vault = crate::phones::setting::vault(&dir, &env);
        let field = saksi_device::Field::open(&dir, vault, env, None).unwrap();
        assert_eq!(field.sync(&Quiet).unwrap_err().code(), code);
        assert!(!field.standing().unwrap().enrolled);
        assert_eq!(field.sync_state().unwrap().entries_waiting, 1);
    }
}

#[test]
fn two_histories_of_the_hub_are_noticed_and_both_notes_kept() {
    use saksi_hub::{Config, serve};
    let mut setting = Setting::new();
    let phone = setting.phone("a", Role::Monitor, None);
    phone.sync();
    // The operator keeps a copy of the hub and shows it, with other entries, to somebody else.
    setting.hub.take().unwrap().stop();
    let (home, copy) = (setting.dir.path().join("hub"), setting.dir.path().join("copy"));
    copy_dir(&home, &copy);
    let hub = serve(&Config::on_loopback(&home), setting.clock.clone()).unwrap();
    let other = serve(&Config::on_loopback(&copy), setting.clock.clone()).unwrap();
    let at = |url: String| {
        phone.field.project().store.set_state("hub", Some(url.as_bytes())).unwrap();
        let vault = crate::phones::setting::vault(&phone.dir, &phone.env);
        saksi_device::Field::open(&phone.dir, vault, phone.env.clone(), None).unwrap()
    };
    phone.report("satu", "1");
    at(hub.url()).sync(&Quiet).unwrap();
    let here = phone.field.project().store.newest_checkpoint().unwrap();
    // The copy lacks what the first one signed for: it goes back.
    assert_eq!(at(other.url()).sync(&Quiet).unwrap_err(), DeviceError::SplitView);
    assert_eq!(phone.field.project().store.newest_checkpoint().unwrap(), here, "no advance");
    assert!(phone.field.sync_state().unwrap().split_view);
    assert_eq!(phone.field.project().store.split_notes().unwrap().len(), 1);
}

fn copy_dir(from: &std::path::Path, to: &std::path::Path) {
    std::fs::create_dir_all(to).unwrap();
    for file in std::fs::read_dir(from).unwrap().flatten() {
        let target = to.join(file.file_name());
        if file.path().is_dir() {
            copy_dir(&file.path(), &target);
        } else {
            std::fs::copy(file.path(), target).unwrap();
        }
    }
}

#[test]
fn a_restored_phone_learns_that_its_log_went_on_and_begins_a_new_run_by_a_new_card() {
    let setting = Setting::new();
    let phone = setting.phone("a", Role::Monitor, None);
    phone.report("satu", "1");
    phone.sync();
    let backup = setting.dir.path().join("backup");
    copy_dir(&phone.dir, &backup);
    phone.report("dua", "2");
    phone.sync();
    let member = setting.member(&phone);
    let vault = crate::phones::setting::vault(&backup, &phone.env);
    let env = std::sync::Arc::new(saksi_device::env::ScriptedEnv::new(99, 1_795_485_700_000));
    let restored = saksi_device::Field::open(&backup, vault, env, None).unwrap();
    let draft = restored.start("T1").unwrap();
    restored.answer_text(draft, "site", "tiga").unwrap();
    let twin = restored.submit(draft).unwrap().unwrap();
    assert_eq!(restored.sync(&Quiet).unwrap_err(), DeviceError::Forked);
    let draft = restored.start("T1").unwrap();
    restored.answer_text(draft, "site", "empat").unwrap();
    assert_eq!(restored.submit(draft).unwrap_err(), DeviceError::Forked, "nothing more is signed");
    let card = setting.card(Role::Monitor, Some(member));
    setting.admin.sync();
    restored.rejoin(&card).unwrap();
    let record = restored.submit(draft).unwrap().unwrap();
    let report = restored.sync(&Quiet);
    assert!(report.is_ok(), "{report:?}");
    assert_eq!(restored.timeline(record).unwrap()[0].effect, "ok");
    let item = &restored.timeline(twin).unwrap()[0];
    assert_eq!(item.effect, "twin", "handed in, without effect until a person admits it");
    assert!(item.recorded_ms.is_some());
}

#[test]
fn a_forged_receipt_is_refused_and_the_entry_stays_unsent() {
    use saksi_domain::journal::checkpoint::Receipt;
    use saksi_domain::sync::wire::{PushResponse, Verdict};
    let setting = Setting::new();
    let phone = setting.phone("a", Role::Monitor, None);
    phone.sync();
    let record = phone.report("Lasolo", "3");
    let project = phone.field.project();
    let (seen, _) = project.store.newest_checkpoint().unwrap().unwrap();
    let note = project.store.note_text(&seen).unwrap().unwrap();
    // A true note of this hub, but none that covers the entry.
    let receipt = Receipt { note, from: seen.size - 1, proof: Vec::new() };
    let verdict =
        Verdict { id: record, index: seen.size - 1, effect: "ok".into(), reason: String::new() };
    let answer = PushResponse { verdicts: vec![verdict], receipts: vec![receipt] };
    let error = saksi_device::sync::accept_answer(project, &[record], &answer).unwrap_err();
    assert_eq!(error.code(), "hub_untrusted");
    assert_eq!(phone.field.record_state(record).unwrap().word(), "ready");
}

#[test]
fn a_photo_altered_before_sealing_is_refused_by_the_hub_by_its_plain_digest() {
    use saksi_domain::evidence::seal::Sealer;
    use saksi_domain::store::{BlobStore as _, EntryStore as _};
    let setting = Setting::new();
    let phone = setting.phone("a", Role::Monitor, None);
    let entry = crate::phones::camera::kept_photo(&phone);
    let project = phone.field.project();
    let mut store = project.store.clone();
    // Somebody with the phone's keys signs an entry whose sealed bytes are those of another photo.
    let held = store.get(entry).unwrap().unwrap();
    let mut body = held.entry.body().unwrap().clone();
    let mut sealed = Vec::new();
    let mut sealer = Sealer::begin(&[5; 32], &mut sealed);
    sealer.push(b"another photo", &mut sealed);
    let names = sealer.finish(&mut sealed);
    store.append(names.cid, 0, &sealed).unwrap();
    store.finish(names.cid).unwrap();
    body.blobs.truncate(1);
    (body.blobs[0].cid, body.blobs[0].key) = (names.cid, [5; 32]);
    let unsigned = saksi_device::writer::Unsigned {
        kind: saksi_domain::journal::Kind::Evidence,
        scope: held.entry.header.scope,
        record: None,
        parents: Vec::new(),
        body,
    };
    let forged = project.writer.write(&store, vec![unsigned]).unwrap()[0].id;
    let report = phone.sync();
    let digest = ("plain-digest-mismatch".to_owned(), forged.short());
    assert_eq!(report.refused, [(digest.1, digest.0)], "{report:?}");
    assert_eq!(report.originals, 1, "the honest one is taken all the same");
}

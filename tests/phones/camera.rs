//! From the shutter to the hub: what is kept, what leaves no trace, what was altered.

use std::fs;

use saksi_device::DeviceError;
use saksi_device::field::{CaptureMeta, DraftId, SealId};
use saksi_domain::evidence::capture::{CaptureKind, Faces, Orientation, ShutterFix, Source};
use saksi_domain::evidence::grade::GradeReason;
use saksi_domain::evidence::preview::{Look, make_preview};
use saksi_domain::forms::Answer;
use saksi_domain::journal::{Digest, EntryId, Role};
use saksi_domain::place::{Fix, Position};
use saksi_domain::testing::jpeg::JpegMaker;

use crate::phones::setting::{Phone, Setting};

pub fn meta() -> CaptureMeta {
    CaptureMeta {
        kind: CaptureKind::Photo,
        source: Source::Camera,
        media_type: "image/jpeg".into(),
        device: "Contoh X1".into(),
        app: "saksi uji".into(),
        orientation: Orientation::UPRIGHT,
        on_water: false,
        faces: Faces::Nobody,
        clock_offset_ms: None,
    }
}

pub fn fix() -> ShutterFix {
    let position = Position::new(-34_500_000, 1_223_500_000).unwrap();
    ShutterFix { fix: Fix::gnss(position, 6_500), delay_ms: 2_000 }
}

pub fn shoot(phone: &Phone, draft: DraftId, bytes: &[u8], fix: Option<ShutterFix>) -> SealId {
    let id = phone.field.seal_begin(Some((draft, "photo")), meta()).unwrap();
    for piece in bytes.chunks(10_000) {
        phone.field.seal_push(id, piece).unwrap();
    }
    let item = phone.field.seal_finish(id, fix).unwrap();
    assert_eq!(item.size, bytes.len() as u64);
    id
}

/// A signed photo in a draft of its own.
pub fn kept_photo(phone: &Phone) -> EntryId {
    let draft = phone.field.start("T1").unwrap();
    let bytes = JpegMaker::small(8).make();
    phone.field.keep(shoot(phone, draft, &bytes, Some(fix()))).unwrap().unwrap()
}

pub fn files(phone: &Phone) -> usize {
    fn count(dir: &std::path::Path) -> usize {
        let entries = fs::read_dir(dir).unwrap().flatten();
        entries.map(|e| if e.path().is_dir() { count(&e.path()) } else { 1 }).sum()
    }
    let projects = fs::read_dir(phone.dir.join("projects")).unwrap().flatten();
    projects.map(|p| count(&p.path().join("blobs"))).sum()
}

fn evidence(phone: &Phone, draft: DraftId) -> EntryId {
    match phone.field.question_at(draft, "photo").unwrap().value {
        Some(Answer::Media(Digest(id))) => EntryId(id),
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_kept_photo_goes_to_the_hub_preview_first_and_the_original_may_leave_the_phone() {
    let setting = Setting::new();
    let phone = setting.phone("a", Role::Monitor, None);
    let draft = phone.field.start("T1").unwrap();
    phone.fill(draft, &[("site", "Lasolo")]);
    let bytes = JpegMaker { width: 800, height: 600, ..JpegMaker::small(3) }.make();
    let id = shoot(&phone, draft, &bytes, Some(fix()));
    let entry = phone.field.keep(id).unwrap().unwrap();
    assert_eq!(evidence(&phone, draft), entry);
    let record = phone.field.submit(draft).unwrap().unwrap();
    assert_eq!(phone.field.record_state(record).unwrap().word(), "ready");
    assert_eq!(phone.field.free_space().unwrap(), 0, "nothing leaves before its receipt");
    let report = phone.sync();
    assert_eq!((report.sent, report.previews, report.originals), (2, 1, 1), "{report:?}");
    assert_eq!(phone.field.record_state(record).unwrap().word(), "original-received");
    let holds = phone.field.verify_evidence(entry).unwrap();
    assert_eq!(holds.report.failing().count(), 0, "{:?}", holds.report);
    assert!(phone.field.free_space().unwrap() > bytes.len() as u64);
    assert_eq!(phone.field.open_blob(entry, "original"), Err(DeviceError::NotHere));
    assert!(phone.field.open_blob(entry, "preview").is_ok(), "the small picture stays");
    phone.field.fetch_original(entry).unwrap();
    assert_eq!(phone.field.open_blob(entry, "original").unwrap(), bytes);
}

#[test]
fn a_retake_and_a_discarded_draft_leave_no_entry_and_no_bytes() {
    let setting = Setting::new();
    let phone = setting.phone("a", Role::Monitor, None);
    let draft = phone.field.start("T1").unwrap();
    let bytes = JpegMaker::small(4).make();
    let id = shoot(&phone, draft, &bytes, None);
    assert_eq!(files(&phone), 2, "original and preview");
    phone.field.retake(id).unwrap();
    assert_eq!(files(&phone), 0);
    let open = phone.field.seal_begin(Some((draft, "photo")), meta()).unwrap();
    phone.field.seal_push(open, &bytes[..100]).unwrap();
    let kept = shoot(&phone, draft, &bytes, None);
    assert_eq!(phone.field.keep(kept).unwrap(), None, "it waits for the fix");
    phone.field.discard(draft).unwrap();
    assert_eq!((files(&phone), phone.field.sync_state().unwrap().entries_waiting), (0, 0));
}

#[test]
fn the_entry_is_signed_when_a_sharp_fix_arrives_or_a_minute_has_passed() {
    let setting = Setting::new();
    let phone = setting.phone("a", Role::Monitor, None);
    let draft = phone.field.start("T1").unwrap();
    phone.fill(draft, &[("site", "Lasolo")]);
    let bytes = JpegMaker::small(5).make();
    let first = shoot(&phone, draft, &bytes, None);
    assert_eq!(phone.field.keep(first).unwrap(), None);
    phone.env.advance(30_000);
    assert!(phone.field.sign_due().unwrap().is_empty());
    phone.field.late_fix(first, ShutterFix { delay_ms: 30_000, ..fix() }).unwrap();
    let signed = evidence(&phone, draft);
    assert!(phone.field.fold(signed).unwrap().author.is_some());
    let second = shoot(&phone, draft, &bytes, None);
    phone.field.keep(second).unwrap();
    let phone = phone.reopen();
    phone.env.advance(60_000);
    assert_eq!(phone.field.sign_due().unwrap().len(), 1, "also after a restart");
    assert_ne!(evidence(&phone, draft), signed, "the later picture is the answer");
    phone.field.submit(draft).unwrap().unwrap();
}

#[test]
fn a_coarse_fix_waits_for_a_sharper_one_and_never_takes_the_place_of_a_better_one() {
    let setting = Setting::new();
    let phone = setting.phone("a", Role::Monitor, None);
    let draft = phone.field.start("T1").unwrap();
    let from = |accuracy_mm, delay_ms| {
        let position = fix().fix.position;
        ShutterFix { fix: Fix::gnss(position, accuracy_mm), delay_ms }
    };
    let late = |id, accuracy_mm, delay_ms| {
        phone.field.late_fix(id, from(accuracy_mm, delay_ms)).unwrap().reasons
    };
    let cells = shoot(&phone, draft, &JpegMaker::small(5).make(), Some(from(900_000, 0)));
    assert_eq!(phone.field.keep(cells).unwrap(), None, "a sharper one may still come");
    let coarse = |radius_mm| GradeReason::CoarseFix { radius_mm };
    assert!(late(cells, 60_000, 5_000).contains(&coarse(60_000)));
    assert!(late(cells, 700_000, 8_000).contains(&coarse(60_000)), "what is worse changes nothing");
    assert!(!late(cells, 8_000, 20_000).iter().any(|r| matches!(r, GradeReason::CoarseFix { .. })));
    let signed = evidence(&phone, draft);
    assert!(phone.field.fold(signed).unwrap().author.is_some());
    // Not kept before the satellites were found: it gets its point, and its delay is told.
    let patient = shoot(&phone, draft, &JpegMaker::small(6).make(), None);
    let reasons = late(patient, 8_000, 240_000);
    assert!(reasons.contains(&GradeReason::LateFix { delay_ms: 240_000 }), "{reasons:?}");
}

#[test]
fn discarding_a_draft_erases_what_was_signed_for_it_also_at_the_hub() {
    let setting = Setting::new();
    let phone = setting.phone("a", Role::Monitor, None);
    let draft = phone.field.start("T1").unwrap();
    let bytes = JpegMaker::small(5).make();
    let sent = phone.field.keep(shoot(&phone, draft, &bytes, Some(fix()))).unwrap().unwrap();
    phone.sync();
    let supervisor = setting.phone("s", Role::Supervisor, None);
    supervisor.sync();
    assert!(supervisor.field.open_blob(sent, "preview").is_ok());
    let unsent = phone.field.keep(shoot(&phone, draft, &bytes, Some(fix()))).unwrap().unwrap();
    phone.field.discard(draft).unwrap();
    assert_eq!(files(&phone), 0);
    phone.sync();
    supervisor.sync();
    for evidence in [sent, unsent] {
        assert!(phone.field.fold(evidence).unwrap().erased);
        assert!(supervisor.field.fold(evidence).unwrap().erased);
        assert!(supervisor.field.open_blob(evidence, "preview").is_err());
    }
}

#[test]
fn one_flipped_bit_in_a_sealed_photo_is_named_and_refused_here() {
    let setting = Setting::new();
    let phone = setting.phone("a", Role::Monitor, None);
    let draft = phone.field.start("T1").unwrap();
    let bytes = JpegMaker { width: 800, height: 600, ..JpegMaker::small(6) }.make();
    let entry = phone.field.keep(shoot(&phone, draft, &bytes, Some(fix()))).unwrap().unwrap();
    phone.field.verify_evidence(entry).unwrap();
    let cid = phone.field.project().store.items_of(entry).unwrap();
    let cid = cid.iter().find(|i| i.role == "original").unwrap().cid;
    let projects = fs::read_dir(phone.dir.join("projects")).unwrap().flatten();
    let path = projects.map(|p| p.path().join("blobs").join(cid.to_string())).next().unwrap();
    let mut sealed = fs::read(&path).unwrap();
    let middle = sealed.len() / 2;
    sealed[middle] ^= 1;
    fs::write(&path, sealed).unwrap();
    let error = phone.field.verify_evidence(entry).unwrap_err();
    assert!(matches!(&error, DeviceError::EvidenceAltered { item, .. } if *item == entry.short()));
    assert_eq!(phone.field.open_blob(entry, "original").unwrap_err().code(), "evidence_altered");
    let failing = phone.field.verify(entry).unwrap();
    assert!(
        failing
            .iter()
            .any(|f| matches!(f.outcome, saksi_domain::evidence::finding::Outcome::Fails(_)))
    );
}

#[test]
fn a_photo_of_children_gets_a_blurred_preview_once_kept_and_a_crash_while_sealing_leaves_nothing() {
    let setting = Setting::new();
    let phone = setting.phone("a", Role::Monitor, None);
    let draft = phone.field.start("T1").unwrap();
    let bytes = JpegMaker::small(7).make();
    let children = CaptureMeta { faces: Faces::Children, ..meta() };
    let id = phone.field.seal_begin(Some((draft, "photo")), children).unwrap();
    phone.field.seal_push(id, &bytes).unwrap();
    phone.field.seal_finish(id, None).unwrap();
    assert_eq!(files(&phone), 1);
    let open = phone.field.seal_begin(Some((draft, "photo")), meta()).unwrap();
    phone.field.seal_push(open, &bytes).unwrap();
    assert!(phone.field.seal_push(open, &vec![0; 300 << 10]).is_err(), "at most 256 KiB at once");
    let phone = phone.reopen();
    assert_eq!(files(&phone), 1, "what was not finished is gone");
    assert!(phone.field.keep(open).is_err());
    phone.field.keep(id).unwrap();
    assert_eq!(files(&phone), 2, "the original and a blurred preview");
    let blurred = phone.field.answer_preview(draft, "photo").unwrap().unwrap();
    let plain = make_preview(&bytes[..], Orientation::UPRIGHT, Look::Plain).unwrap();
    let expected = make_preview(&bytes[..], Orientation::UPRIGHT, Look::Blurred).unwrap();
    assert!(blurred == expected.jpeg && blurred != plain.jpeg);
}

//! What the app's camera and map ask of a phone: the grade beforehand, faces afterwards, areas.

use saksi_domain::evidence::capture::{Faces, ShutterFix};
use saksi_domain::evidence::grade::Grade;
use saksi_domain::journal::Role;
use saksi_domain::journal::cbor::Value;
use saksi_domain::place::{Fix, Position, Side};
use saksi_domain::testing::jpeg::JpegMaker;

use super::camera::{files, fix, meta, shoot};
use super::setting::{Setting, args};

const LICENCES: &[u8] = include_bytes!("../../programme/demo/licences.geojson");

#[test]
fn the_grade_is_told_before_the_shutter_and_nothing_is_stored_for_it() {
    let setting = Setting::new();
    let phone = setting.phone("a", Role::Monitor, None);
    let known = || saksi_device::field::CaptureMeta { clock_offset_ms: Some(0), ..meta() };
    assert_eq!(phone.field.would_grade(&known(), Some(fix())).grade, Grade::A);
    assert_eq!(phone.field.would_grade(&known(), None).grade, Grade::B);
    let late = ShutterFix { delay_ms: -90_000, ..fix() };
    assert_eq!(phone.field.would_grade(&known(), Some(late)).reasons.len(), 1);
    assert_eq!(files(&phone), 0);
}

#[test]
fn faces_told_after_the_shutter_make_the_preview_anew_blurred_or_plain() {
    let setting = Setting::new();
    let phone = setting.phone("a", Role::Monitor, None);
    let draft = phone.field.start("T1").unwrap();
    let id = shoot(&phone, draft, &JpegMaker::small(9).make(), Some(fix()));
    assert_eq!(files(&phone), 2);
    phone.field.tell_faces(id, Faces::Children).unwrap();
    assert_eq!(files(&phone), 2, "the original, sealed, and a blurred preview");
    phone.field.tell_faces(id, Faces::AdultsAgreed).unwrap();
    assert_eq!(files(&phone), 2);
    phone.field.tell_faces(id, Faces::Nobody).unwrap();
    assert_eq!(files(&phone), 2, "one preview, however often it is told");
    let entry = phone.field.keep(id).unwrap().unwrap();
    assert!(phone.field.tell_faces(id, Faces::Children).is_err(), "it is signed");
    assert!(phone.field.open_blob(entry, "preview").is_ok());
}

#[test]
fn what_is_published_is_drawn_and_tested_and_nothing_published_is_not_outside() {
    let setting = Setting::new();
    let before = setting.phone("early", Role::Monitor, None);
    let at = Position::new(-34_600_000, 1_223_000_000).unwrap();
    assert_eq!(before.field.locate("licences", &[Fix::gnss(at, 5_000)]).unwrap(), None);
    assert!(before.field.areas("licences").unwrap().is_empty());
    let said = args([("dataset", Value::text("licences")), ("format", Value::text("geojson"))]);
    setting.admin.field.publish("dataset", LICENCES, said).unwrap();
    let phone = setting.phone("late", Role::Monitor, None);
    let areas = phone.field.areas("licences").unwrap();
    assert_eq!(areas.iter().map(|area| area.rings().len()).collect::<Vec<_>>(), [2, 1, 1]);
    assert!(areas.iter().flat_map(|area| area.rings()).all(|ring| ring.first() == ring.last()));
    let located = phone.field.locate("licences", &[Fix::gnss(at, 5_000)]).unwrap().unwrap();
    assert_eq!((located.overall, located.boundaries.len()), (Side::Inside, 1));
}

#[test]
fn evidence_with_a_fix_has_a_place_and_without_one_has_none() {
    let setting = Setting::new();
    let phone = setting.phone("a", Role::Monitor, None);
    let draft = phone.field.start("T1").unwrap();
    let bytes = JpegMaker::small(10).make();
    let signed = phone.field.keep(shoot(&phone, draft, &bytes, Some(fix()))).unwrap().unwrap();
    phone.field.keep(shoot(&phone, draft, &bytes, None)).unwrap();
    phone.env.advance(60_000);
    assert_eq!(phone.field.sign_due().unwrap().len(), 1);
    let placed = phone.field.placed().unwrap();
    assert_eq!(placed.len(), 1);
    assert_eq!((placed[0].record, placed[0].fix, placed[0].mine), (signed, fix().fix, true));
}

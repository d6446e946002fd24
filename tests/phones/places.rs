//! What the app's camera and map ask of a phone: the grade beforehand, faces afterwards, areas.

use std::fs;
use std::sync::atomic::AtomicU64;

use saksi_device::DeviceError;
use saksi_device::field::MAX_MAP;
use saksi_device::sync::Quiet;
use saksi_domain::evidence::capture::{Faces, ShutterFix};
use saksi_domain::evidence::grade::Grade;
use saksi_domain::journal::Role;
use saksi_domain::journal::cbor::Value;
use saksi_domain::place::{Fix, Position, Side};
use saksi_domain::sync::plan::SyncStep;
use saksi_domain::testing::jpeg::JpegMaker;

use super::camera::{files, fix, meta, shoot};
use super::setting::{CancelAt, Phone, Setting, args};

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

/// As the command line makes one: a database that begins as SQLite's do.
fn map(fill: u8) -> Vec<u8> {
    [b"SQLite format 3\0".as_slice(), &[fill; 90_000]].concat()
}

#[test]
fn a_base_map_comes_in_the_project_file_or_when_it_is_asked_for_and_by_no_sync() {
    let setting = Setting::new();
    let early = setting.phone("early", Role::Monitor, None);
    let at = |phone: &Phone| phone.dir.join("map.mbtiles");
    assert_eq!(early.field.base_map().unwrap(), None);
    let admin = &setting.admin.field;
    admin.publish_base_map(&map(1)).unwrap().unwrap();
    let newest = admin.publish_base_map(&map(2)).unwrap();
    assert_eq!(admin.publish_base_map(&map(2)).unwrap(), None, "{newest:?} is that one already");
    let late = setting.phone("late", Role::Monitor, None);
    assert!(late.field.base_map().unwrap().unwrap().here);
    late.field.write_base_map(&at(&late)).unwrap();
    assert_eq!(fs::read(at(&late)).unwrap(), map(2));
    assert_eq!(files(&late), 1, "not the one whose place it took");
    early.sync();
    let info = early.field.base_map().unwrap().unwrap();
    assert_eq!((info.size, info.here), (map(2).len() as u64, false));
    assert_eq!(early.field.write_base_map(&at(&early)).unwrap_err(), DeviceError::NotHere);
    let cut = CancelAt(SyncStep::Fetch, AtomicU64::new(1));
    assert_eq!(early.field.fetch_base_map(&cut).unwrap_err(), DeviceError::Cancelled);
    early.field.fetch_base_map(&Quiet).unwrap();
    early.field.write_base_map(&at(&early)).unwrap();
    assert_eq!(fs::read(at(&early)).unwrap(), map(2));
}

#[test]
fn what_is_no_map_and_who_may_not_publish_are_refused() {
    let setting = Setting::new();
    let admin = &setting.admin.field;
    let told = admin.publish_base_map(b"PMTiles").unwrap_err();
    assert!(matches!(&told, DeviceError::Args(why) if why.contains("no MBTiles file")), "{told}");
    let large = [map(1), vec![0; MAX_MAP]].concat();
    let told = admin.publish_base_map(&large).unwrap_err();
    assert!(
        matches!(&told, DeviceError::Args(why) if why.contains("larger than 48 MiB")),
        "{told}"
    );
    let phone = setting.phone("a", Role::Monitor, None);
    assert_eq!(phone.field.publish_base_map(&map(1)).unwrap_err(), DeviceError::NoRight);
}

#[test]
fn the_points_of_her_own_reports_have_a_place_until_they_are_withdrawn() {
    let setting = Setting::new();
    let phone = setting.phone("a", Role::Monitor, None);
    let form = b"type,name,label\ngeopoint,pos_target,Di mana?\ntext,site,Tempat?\n\0\0form_id,version\nT5,1\n";
    phone.field.install_form(form, &[]).unwrap();
    let draft = phone.field.start("T5").unwrap();
    phone.fill(draft, &[("pos_target", "-3.45 122.35 0 0"), ("site", "Lasolo")]);
    assert!(phone.field.placed_answers().unwrap().is_empty(), "a draft is no report");
    let report = phone.field.submit(draft).unwrap().unwrap();
    phone.report("Molawe", "3");
    let placed = phone.field.placed_answers().unwrap();
    assert_eq!(placed.iter().map(|at| at.record).collect::<Vec<_>>(), [report]);
    assert_eq!((placed[0].point.lat_e7, placed[0].point.lon_e7), (-34_500_000, 1_223_500_000));
    phone.field.erase(report, "mistake").unwrap();
    assert!(phone.field.placed_answers().unwrap().is_empty());
}

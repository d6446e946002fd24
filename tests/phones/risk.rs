//! A report that is dangerous to be found with: put away once the hub has the whole of it.

use saksi_device::DeviceError;
use saksi_device::field::{RecordFilter, RecordSummary};
use saksi_domain::journal::acts::{RecordKind, Verb};
use saksi_domain::journal::cbor::Value;
use saksi_domain::journal::{EntryId, RecordId, Role};
use saksi_domain::testing::jpeg::JpegMaker;

use crate::phones::camera::{files, fix, shoot};
use crate::phones::setting::{Phone, Setting, args};

const FORM: &str = "|survey|
||type|name|label|bind::saksi:personal|
||text|site|Tempat?||
||image|photo|Foto||
||begin_group|safety|Aman?||
||select_one risk|risk|Berbahaya?||
||text|safe_contact|Cara aman?|yes|
||end_group||||
|choices|
||list_name|name|label|
||risk|ok|Aman|
||risk|high|Sangat berisiko|
|settings|
||form_id|version|namespaces|
||T9|1|saksi=\"https://saksi.org/xforms\"|
";

/// A report with one photo, signed and not sent; and the photo's record.
fn report(phone: &Phone, risk: &str) -> (RecordId, EntryId) {
    phone.field.install_form(FORM.as_bytes(), &[]).unwrap();
    let draft = phone.field.start("T9").unwrap();
    let bytes = JpegMaker::small(8).make();
    let photo = phone.field.keep(shoot(phone, draft, &bytes, Some(fix()))).unwrap().unwrap();
    phone.fill(
        draft,
        &[("site", "Lasolo"), ("safety/risk", risk), ("safety/safe_contact", "lewat bibi")],
    );
    (phone.field.submit(draft).unwrap().unwrap(), photo)
}

/// The one report of this phone: what is personal in it is none.
fn listed(phone: &Phone, record: RecordId) -> RecordSummary {
    let own =
        RecordFilter { kind: Some(RecordKind::Submission), mine: true, ..RecordFilter::default() };
    let mut all = phone.field.records(own).unwrap();
    assert_eq!(all.iter().map(|one| one.record).collect::<Vec<_>>(), [record]);
    all.remove(0)
}

#[test]
fn a_report_of_high_risk_is_put_away_once_the_hub_has_all_of_it_and_its_files_are_destroyed() {
    let setting = Setting::new();
    let phone = setting.phone("a", Role::Monitor, None);
    let (report, photo) = report(&phone, "high");
    assert_eq!(listed(&phone, report).put_away, None, "nobody else has it yet");
    assert_eq!(phone.field.placed().unwrap().len(), 1);
    phone.sync();
    assert_eq!(listed(&phone, report).put_away, Some(report.report_number()));
    assert_eq!(files(&phone), 0, "original and preview are gone");
    for role in ["original", "preview"] {
        assert_eq!(phone.field.open_blob(photo, role), Err(DeviceError::NotHere), "{role}");
    }
    assert!(phone.field.placed().unwrap().is_empty(), "the map does not show it either");
    // It stays away, and what was destroyed is not fetched again.
    let phone = phone.reopen();
    phone.sync();
    assert_eq!(files(&phone), 0);
    assert!(listed(&phone, report).put_away.is_some());
}

#[test]
fn a_report_without_danger_stays_in_sight_with_its_small_picture() {
    let setting = Setting::new();
    let phone = setting.phone("a", Role::Monitor, None);
    let (report, photo) = report(&phone, "ok");
    phone.sync();
    assert_eq!(listed(&phone, report).put_away, None);
    assert!(phone.field.open_blob(photo, "preview").is_ok());
    assert_eq!(phone.field.placed().unwrap().len(), 1);
}

#[test]
fn what_is_put_away_comes_back_into_sight_only_while_a_correction_waits_on_this_phone() {
    let setting = Setting::new();
    let phone = setting.phone("a", Role::Monitor, None);
    let (report, _) = report(&phone, "high");
    phone.sync();
    phone.edit(report, "site", "Lasolo Kepulauan");
    assert_eq!(listed(&phone, report).put_away, None, "the hub has not got the correction");
    phone.sync();
    assert!(listed(&phone, report).put_away.is_some());
}

#[test]
fn a_supervisor_finds_the_report_by_its_number_and_reads_it_whole() {
    let setting = Setting::new();
    let phone = setting.phone("a", Role::Monitor, None);
    let (report, photo) = report(&phone, "high");
    phone.sync();
    let number = listed(&phone, report).put_away.unwrap();
    let supervisor = setting.phone("s", Role::Supervisor, None);
    supervisor.sync();
    let all = supervisor.field.records(RecordFilter::default()).unwrap();
    let found: Vec<_> = all.iter().filter(|one| one.record.report_number() == number).collect();
    assert_eq!(found.len(), 1);
    assert_eq!((found[0].record, &found[0].put_away), (report, &None));
    supervisor.field.fetch_original(photo).unwrap();
    let reason = args([("reason", Value::text("blur"))]);
    supervisor.field.act(Some(report), Verb::SubmissionReturn, reason, &[], None).unwrap();
    supervisor.sync();
    phone.sync();
    assert!(listed(&phone, report).put_away.is_some(), "what is said about it brings nothing back");
}

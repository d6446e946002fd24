//! Her own reports, as their author is told of them: how far each has come, and how many there are.

use std::sync::atomic::AtomicU64;

use saksi_device::DeviceError;
use saksi_device::field::{OwnReports, RecordFilter, ReportFilter, ReportStanding};
use saksi_domain::journal::acts::{RecordKind, Verb};
use saksi_domain::journal::cbor::Value;
use saksi_domain::journal::{EntryId, RecordId, Role};
use saksi_domain::sync::plan::{RecordState, SyncStep};
use saksi_domain::testing::jpeg::JpegMaker;

use crate::phones::camera::{fix, shoot};
use crate::phones::setting::{CancelAt, Phone, Setting, args};

fn standings(phone: &Phone, filter: ReportFilter) -> Vec<(RecordId, ReportStanding)> {
    let page = phone.field.own_reports(filter, 10).unwrap();
    page.newest.iter().map(|report| (report.record, report.standing)).collect()
}

fn counts(page: &OwnReports) -> (usize, usize, usize) {
    (page.in_all, page.waiting, page.received)
}

/// A supervisor's phone that has everything, and says something about a report.
fn says(supervisor: &Phone, verb: Verb, report: RecordId) {
    supervisor.sync();
    let reason = args([("reason", Value::text("blur"))]);
    let args = if verb == Verb::SubmissionAccept { args([]) } else { reason };
    supervisor.field.act(Some(report), verb, args, &[], None).unwrap();
    supervisor.sync();
}

#[test]
fn a_report_waits_is_checked_comes_back_and_is_checked_anew_once_it_is_corrected() {
    let setting = Setting::new();
    let phone = setting.phone("a", Role::Monitor, None);
    let report = phone.report("Lasolo", "3");
    let stands = |phone: &Phone| phone.field.report(report).unwrap().standing;
    assert_eq!(stands(&phone), ReportStanding::Waiting);
    phone.sync();
    assert_eq!(stands(&phone), ReportStanding::BeingChecked);
    let supervisor = setting.phone("s", Role::Supervisor, None);
    says(&supervisor, Verb::SubmissionReturn, report);
    assert_eq!(stands(&phone), ReportStanding::BeingChecked, "nobody told this phone yet");
    phone.sync();
    assert_eq!(stands(&phone), ReportStanding::Returned);
    let acts = phone.field.report(report).unwrap().acts;
    assert_eq!(acts.iter().map(|act| act.verb).collect::<Vec<_>>(), [Verb::SubmissionReturn]);
    phone.edit(report, "trucks", "4");
    assert_eq!(stands(&phone), ReportStanding::Waiting);
    phone.sync();
    assert_eq!(stands(&phone), ReportStanding::BeingChecked);
    says(&supervisor, Verb::SubmissionAccept, report);
    phone.sync();
    assert_eq!(stands(&phone), ReportStanding::Accepted);
}

#[test]
fn each_filter_lists_its_own_and_the_counts_are_of_all() {
    let setting = Setting::new();
    let phone = setting.phone("a", Role::Monitor, None);
    let mut made = Vec::new();
    for site in ["Lasolo", "Molawe", "Andowia"] {
        made.push(phone.report(site, "3"));
        phone.env.advance(60_000);
    }
    phone.sync();
    let supervisor = setting.phone("s", Role::Supervisor, None);
    says(&supervisor, Verb::SubmissionReturn, made[1]);
    phone.sync();
    phone.field.erase(made[0], "mistake").unwrap();
    let waiting = phone.report("Motui", "1");
    use ReportStanding::{BeingChecked, Returned, Waiting, Withdrawn};
    assert_eq!(
        standings(&phone, ReportFilter::All),
        [
            (waiting, Waiting),
            (made[2], BeingChecked),
            (made[1], Returned),
            // The time of what was withdrawn is gone with it.
            (made[0], Withdrawn)
        ]
    );
    assert_eq!(standings(&phone, ReportFilter::Waiting), [(waiting, Waiting)]);
    assert_eq!(standings(&phone, ReportFilter::Returned), [(made[1], Returned)]);
    assert_eq!(
        standings(&phone, ReportFilter::Received),
        [(made[2], BeingChecked), (made[1], Returned)]
    );
    for filter in [ReportFilter::All, ReportFilter::Returned] {
        assert_eq!(counts(&phone.field.own_reports(filter, 1).unwrap()), (4, 1, 2));
    }
}

#[test]
fn of_many_reports_only_a_page_comes_and_says_whether_there_are_more() {
    let setting = Setting::new();
    let phone = setting.phone("a", Role::Monitor, None);
    let mut made = Vec::new();
    for _ in 0..5 {
        made.push(phone.report("Lasolo", "3"));
        phone.env.advance(60_000);
    }
    made.reverse();
    let page = |most| {
        let page = phone.field.own_reports(ReportFilter::All, most).unwrap();
        (page.newest.iter().map(|report| report.record).collect::<Vec<_>>(), page.more, page.in_all)
    };
    assert_eq!(page(2), (made[..2].to_vec(), true, 5));
    assert_eq!(page(5), (made.clone(), false, 5));
    assert_eq!(page(0), (Vec::new(), true, 5));
}

#[test]
fn a_photo_whose_original_is_missing_at_the_hub_is_told_also_if_only_a_correction_cites_it() {
    let setting = Setting::new();
    let phone = setting.phone("a", Role::Monitor, None);
    let report = phone.report("Lasolo", "3");
    phone.sync();
    let draft = phone.field.edit(report).unwrap();
    let bytes = JpegMaker::small(8).make();
    phone.field.keep(shoot(&phone, draft, &bytes, Some(fix()))).unwrap();
    phone.field.submit(draft).unwrap();
    assert_eq!(standings(&phone, ReportFilter::All), [(report, ReportStanding::Waiting)]);
    let cut = CancelAt(SyncStep::Originals, AtomicU64::new(0));
    phone.field.sync(&cut).unwrap_err();
    assert_eq!(standings(&phone, ReportFilter::All), [(report, ReportStanding::PhotosWait)]);
    phone.sync();
    assert_eq!(standings(&phone, ReportFilter::All), [(report, ReportStanding::BeingChecked)]);
}

#[test]
fn of_others_and_of_what_is_personal_nothing_is_listed() {
    let setting = Setting::new();
    let phone = setting.phone("a", Role::Monitor, None);
    let draft = phone.field.start("T1").unwrap();
    phone.fill(draft, &[("site", "Lasolo"), ("reporter", "Ibu Siti")]);
    let report = phone.field.submit(draft).unwrap().unwrap();
    assert_eq!(standings(&phone, ReportFilter::All), [(report, ReportStanding::Waiting)]);
    phone.sync();
    let supervisor = setting.phone("s", Role::Supervisor, None);
    supervisor.sync();
    assert_eq!(supervisor.field.records(RecordFilter::default()).unwrap().len(), 1);
    let page = supervisor.field.own_reports(ReportFilter::All, 10).unwrap();
    assert_eq!((counts(&page), page.newest.len()), ((0, 0, 0), 0));
    let nothing = EntryId([9; 32]);
    assert_eq!(phone.field.report(nothing).unwrap_err(), DeviceError::Unknown("record"));
}

#[test]
fn the_list_agrees_with_the_records_one_by_one() {
    let setting = Setting::new();
    let phone = setting.phone("a", Role::Monitor, None);
    for n in 0..6 {
        let report = phone.report("Lasolo", "3");
        phone.env.advance(60_000);
        if n % 2 == 0 {
            phone.edit(report, "trucks", "4");
        }
        if n == 3 {
            phone.sync();
        }
    }
    let own =
        RecordFilter { kind: Some(RecordKind::Submission), mine: true, ..RecordFilter::default() };
    let records = phone.field.records(own).unwrap();
    let page = phone.field.own_reports(ReportFilter::All, 10).unwrap();
    let waits = records.iter().filter(|one| one.state == RecordState::Ready).count();
    assert_eq!(counts(&page), (6, waits, 6 - waits));
    let listed: Vec<_> = page.newest.iter().map(|one| (one.record, one.made_ms)).collect();
    assert_eq!(listed, records.iter().map(|one| (one.record, one.made_ms)).collect::<Vec<_>>());
    for report in &page.newest {
        assert_eq!(&phone.field.report(report.record).unwrap(), report);
    }
}

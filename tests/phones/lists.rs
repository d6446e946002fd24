//! Lists beside a form, from publication to choices; entities that a form changes; the audit log.

use saksi_device::Advice;
use saksi_device::DeviceError;
use saksi_device::field::{DraftId, FormFile, QuestionView};
use saksi_domain::forms::audit::AuditSpot;
use saksi_domain::journal::{RecordId, Role};
use saksi_domain::store::EntryStore as _;
use serde_json::json;

use crate::phones::setting::{Phone, Setting};

const TREES: &str = "|survey|
||type|name|label|choice_filter|save_to|calculation|
||text|state|Provinsi||||
||select_one_from_file cities.csv|city|Kota|state = ${state}|||
||select_one_from_file trees.csv|tree|Pohon mana?||||
||integer|height|Tinggi||height||
||calculate|people||||pulldata('cities', 'people', 'name', ${city})|
|entities|
||list_name|entity_id|
||trees|${tree}|
|settings|
||form_id|version|
||T3|1|
";

fn file(name: &str, text: &str) -> FormFile {
    FormFile { name: name.into(), bytes: text.into() }
}

fn files() -> [FormFile; 2] {
    [
        file("cities.csv", "name,label,state,people\nkdi,Kendari,74,350\nbna,Banda Aceh,11,250\n"),
        file("trees.csv", "name,label,__version,height\nt1,Jati,4,7\nt2,Ulin,1,3\n"),
    ]
}

fn choices(phone: &Phone, draft: DraftId, place: &str) -> Vec<String> {
    offered(&phone.field.question_at(draft, place).unwrap())
}

fn offered(question: &QuestionView) -> Vec<String> {
    question.choices.iter().map(|choice| format!("{}={}", choice.code, choice.label)).collect()
}

fn computed(phone: &Phone, record: RecordId) -> String {
    let entries = phone.field.project().store.of_record(record).unwrap();
    let body = entries.last().unwrap().entry.body().unwrap().clone();
    body.computed.iter().map(|w| format!("{:?}={:?};", w.path, w.value)).collect()
}

fn fill_trees(phone: &Phone, height: &str) -> RecordId {
    let draft = phone.field.start("T3").unwrap();
    phone.fill(draft, &[("tree", "t1"), ("height", height)]);
    phone.field.submit(draft).unwrap().unwrap()
}

#[test]
fn lists_that_a_form_is_published_with_are_its_choices_on_every_phone_also_after_a_restart() {
    let setting = Setting::new();
    setting.admin.field.publish_form(TREES.as_bytes(), &files()).unwrap();
    let phone = setting.phone("a", Role::Monitor, None);
    let draft = phone.field.start("T3").unwrap();
    phone.fill(draft, &[("state", "74")]);
    assert_eq!(choices(&phone, draft, "city"), ["kdi=Kendari"]);
    let nowhere = phone.field.answer_text(draft, "city", "jkt").unwrap_err();
    assert_eq!(nowhere, DeviceError::Answer("answer_not_a_choice"));
    let phone = phone.reopen();
    phone.fill(draft, &[("city", "kdi"), ("tree", "t2")]);
    assert_eq!(choices(&phone, draft, "tree"), ["t1=Jati", "t2=Ulin"]);
    let record = phone.field.submit(draft).unwrap().unwrap();
    assert!(computed(&phone, record).contains("350"), "{}", computed(&phone, record));
    let read = phone.field.read_record(record).unwrap();
    let city = read.iter().find(|answer| answer.question.place == "city").unwrap();
    assert_eq!(offered(&city.question), ["kdi=Kendari"]);
}

#[test]
fn a_list_that_was_never_sent_is_said_and_written_in_by_hand_until_a_later_publication_has_it() {
    let setting = Setting::new();
    setting.admin.field.publish_form(TREES.as_bytes(), &files()[1..]).unwrap();
    let phone = setting.phone("a", Role::Monitor, None);
    let draft = phone.field.start("T3").unwrap();
    let city = phone.field.question_at(draft, "city").unwrap();
    assert_eq!(city.missing_list.as_deref(), Some("cities.csv"));
    assert!(!city.blocked, "waiting would never help");
    assert_eq!(phone.field.question_at(draft, "tree").unwrap().missing_list, None);
    phone.fill(draft, &[("city", "kdi"), ("tree", "t1")]);
    phone.field.submit(draft).unwrap().unwrap();
    // It comes with a later publication, to drafts that begin then.
    setting.admin.field.publish_form(TREES.as_bytes(), &files()).unwrap();
    setting.admin.sync();
    phone.sync();
    let draft = phone.field.start("T3").unwrap();
    phone.fill(draft, &[("state", "11"), ("city", "bna")]);
}

#[test]
fn a_form_that_came_without_any_list_says_which_is_missing_and_takes_any_code_as_ever() {
    let setting = Setting::new();
    let phone = setting.phone("a", Role::Monitor, None);
    phone.field.install_form(TREES.as_bytes(), &[]).unwrap();
    let draft = phone.field.start("T3").unwrap();
    let city = phone.field.question_at(draft, "city").unwrap();
    assert_eq!(city.missing_list.as_deref(), Some("cities.csv"));
    assert!(!city.blocked);
    phone.fill(draft, &[("city", "kdi")]);
}

#[test]
fn a_list_file_that_cannot_be_read_is_refused_on_installing_and_keeps_no_published_form_away() {
    let setting = Setting::new();
    let broken = [file("cities.csv", "a,a\n\"1")];
    let phone = setting.phone("a", Role::Monitor, None);
    let refused = phone.field.install_form(TREES.as_bytes(), &broken).unwrap_err();
    assert_eq!(refused.code(), "form_broken");
    assert!(phone.field.forms().unwrap().iter().all(|form| form.id != "T3"));
    setting.admin.field.publish_form(TREES.as_bytes(), &broken).unwrap();
    setting.admin.sync();
    phone.sync();
    let draft = phone.field.start("T3").unwrap();
    let city = phone.field.question_at(draft, "city").unwrap();
    assert_eq!(city.missing_list.as_deref(), Some("cities.csv"));
    assert!(city.blocked, "it was sent: nothing is to be written there");
    let refused = phone.field.answer_text(draft, "city", "kdi").unwrap_err();
    assert_eq!((refused.code(), refused.advice()), ("list_missing", Advice::Ask));
    phone.field.install_form(TREES.as_bytes(), &files()).unwrap();
    let draft = phone.field.start("T3").unwrap();
    assert_eq!(phone.field.question_at(draft, "city").unwrap().missing_list, None);
}

#[test]
fn the_next_form_sees_what_the_last_one_changed_in_an_entity_and_counts_on_from_its_trunk() {
    let setting = Setting::new();
    setting.admin.field.publish_form(TREES.as_bytes(), &files()).unwrap();
    let phone = setting.phone("a", Role::Monitor, None);
    let versions = |record: RecordId| -> Vec<(String, String)> {
        let entries = phone.field.project().store.of_record(record).unwrap();
        let computed = entries.last().unwrap().entry.body().unwrap().computed.clone();
        let said = |name: &str| {
            let found = computed.iter().find(|w| format!("{:?}", w.path).contains(name));
            (name.to_owned(), found.map(|w| format!("{:?}", w.value)).unwrap_or_default())
        };
        ["baseVersion", "trunkVersion", "branchId"].map(said).to_vec()
    };
    let (first, second) = (fill_trees(&phone, "9"), fill_trees(&phone, "11"));
    let (first, second) = (versions(first), versions(second));
    assert!(first[0].1.contains("\"4\"") && first[1].1.contains("\"4\""), "{first:?}");
    assert!(second[0].1.contains("\"5\"") && second[1].1.contains("\"4\""), "{second:?}");
    assert_eq!(first[2], second[2], "one branch until the server's list comes again");
    // The list of the server with what was sent: the phone's branch ends.
    let newer = file("trees.csv", "name,label,__version,height\nt1,Jati,6,11\n");
    setting.admin.field.publish_form(TREES.as_bytes(), &[newer]).unwrap();
    setting.admin.sync();
    phone.sync();
    let third = versions(fill_trees(&phone, "12"));
    assert!(third[0].1.contains("\"6\"") && third[1].1.contains("\"6\""), "{third:?}");
    assert_ne!(third[2], second[2]);
    let draft = phone.field.start("T3").unwrap();
    assert_eq!(choices(&phone, draft, "tree"), ["t1=Jati"], "what the server dropped is gone");
}

const PLANTING: &str = "|survey|
||type|name|label|save_to|
||text|kind|Jenis|kind|
||integer|height|Tinggi|height|
|entities|
||list_name|label|
||trees|${kind}|
|settings|
||form_id|version|
||T6|1|
";

#[test]
fn an_entity_made_offline_is_a_choice_of_the_next_form_and_one_that_was_cut_short_is_made_up_for() {
    let setting = Setting::new();
    setting.admin.field.publish_form(TREES.as_bytes(), &files()).unwrap();
    setting.admin.field.publish_form(PLANTING.as_bytes(), &[]).unwrap();
    let phone = setting.phone("a", Role::Monitor, None);
    let plant = |kind: &str| {
        let draft = phone.field.start("T6").unwrap();
        phone.fill(draft, &[("kind", kind), ("height", "1")]);
        phone.field.submit(draft).unwrap().unwrap();
    };
    let offered = || {
        let draft = phone.field.start("T3").unwrap();
        let trees = choices(&phone, draft, "tree");
        phone.field.discard(draft).unwrap();
        trees
    };
    let before = offered().len();
    plant("Bakau");
    let after = offered();
    assert_eq!(after.len(), before + 1);
    assert!(after.last().unwrap().ends_with("=Bakau"), "{after:?}");
    // As if the phone had died between signing a form and changing the list: it is made up for when
    // a form next reads the list, and only once.
    let store = &phone.field.project().store;
    assert_eq!(store.state("entities/owed").unwrap(), None, "nothing is owed now");
    let edit =
        json!({"id": "t9", "label": "Waru", "properties": {}, "create": true, "update": false});
    let owed = json!([{"of": vec![9; 16], "edits": [["trees", edit]]}]).to_string();
    for _ in 0..2 {
        store.set_state("entities/owed", Some(owed.as_bytes())).unwrap();
        assert_eq!(offered().last().map(String::as_str), Some("t9=Waru"));
        assert_eq!(offered().len(), before + 2);
        assert_eq!(store.state("entities/owed").unwrap(), None);
    }
}

const AUDITED: &str = "|survey|
||type|name|label|parameters|bind::saksi:personal|
||audit|audit||track-changes=true||
||text|site|Tempat?|||
||integer|trucks|Berapa truk?|||
||text|reporter|Pelapor||yes|
|settings|
||form_id|version|namespaces|
||T4|1|saksi=\"https://saksi.org/xforms\"|
";

#[test]
fn the_audit_log_of_a_form_that_asks_for_it_travels_with_its_submission() {
    let setting = Setting::new();
    let phone = setting.phone("a", Role::Monitor, None);
    phone.field.install_form(AUDITED.as_bytes(), &[]).unwrap();
    let draft = phone.field.start("T4").unwrap();
    for (place, text) in [("site", "Lasolo"), ("trucks", "3"), ("reporter", "Wa Ode")] {
        phone.field.next(draft).unwrap();
        phone.env.advance(1_000);
        phone.fill(draft, &[(place, text)]);
    }
    phone.field.jump(draft, "trucks").unwrap();
    let phone = phone.reopen();
    phone.env.advance(5_000);
    phone.fill(draft, &[("trucks", "4")]);
    let record = phone.field.submit(draft).unwrap().unwrap();
    phone.sync();
    let log = String::from_utf8(phone.field.open_blob(record, "audit").unwrap()).unwrap();
    let cells = |line: &str| {
        let cells: Vec<String> = line.split(',').map(str::to_owned).collect();
        format!("{} {} {}>{}", cells[0], cells[1], cells[4], cells[5])
    };
    let lines: Vec<String> = log.lines().map(cells).collect();
    assert_eq!(
        lines,
        [
            "event node old-value>new-value",
            "form start  >",
            "question /data/site >Lasolo",
            "question /data/trucks >3",
            "question /data/reporter >",
            "jump  >",
            "question /data/trucks >",
            "form resume  >",
            "question /data/trucks 3>4",
            "form save  >",
            "form exit  >",
            "form finalize  >",
        ],
        "{log}"
    );
    assert!(!log.contains("Wa Ode"), "what is personal is in no log");
    // A supervisor reads it; the draft's own copy is gone.
    let other = setting.phone("b", Role::Supervisor, None);
    other.sync();
    assert_eq!(other.field.open_blob(record, "audit").unwrap(), log.as_bytes());
    assert!(phone.field.project().store.state(&format!("audit/{draft}")).unwrap().is_none());
}

const WATCHED: &str = "|survey|
||type|name|label|parameters|
||audit|audit||location-priority=balanced location-min-interval=60 location-max-age=120 track-changes=true track-changes-reasons=on-form-edit|
||text|site|Tempat?||
|settings|
||form_id|version|
||T5|1|
";

#[test]
fn a_log_has_positions_and_why_a_submitted_form_was_changed() {
    let setting = Setting::new();
    let phone = setting.phone("a", Role::Monitor, None);
    phone.field.install_form(WATCHED.as_bytes(), &[]).unwrap();
    let draft = phone.field.start("T5").unwrap();
    let asked = phone.field.audit_location(draft).unwrap().unwrap();
    assert_eq!((asked.min_interval_s, asked.max_age_s), (60, 120));
    let spot = AuditSpot { lat_e7: -35_000_000, lon_e7: 1_225_000_000, acc_mm: 4_500 };
    phone.field.audit_located(draft, spot, false).unwrap();
    phone.field.next(draft).unwrap();
    phone.fill(draft, &[("site", "Lasolo")]);
    let record = phone.field.submit(draft).unwrap().unwrap();
    let log = |record| String::from_utf8(phone.field.open_blob(record, "audit").unwrap()).unwrap();
    assert!(log(record).contains(",-3.5,122.5,4.5,,Lasolo,\n"), "{}", log(record));
    // The same answer again needs no reason; another one does, and nothing is signed without.
    let edit = phone.field.edit(record).unwrap();
    phone.fill(edit, &[("site", "Lasolo Kepulauan")]);
    assert_eq!(phone.field.submit(edit).unwrap_err(), DeviceError::ReasonWanted);
    phone.field.audit_reason(edit, "   ").unwrap();
    assert_eq!(phone.field.submit(edit).unwrap_err(), DeviceError::ReasonWanted);
    phone.field.audit_reason(edit, "salah tulis").unwrap();
    phone.field.submit(edit).unwrap().unwrap();
    let log = log(record);
    let reasons: Vec<&str> = log.lines().filter(|line| line.starts_with("change reason")).collect();
    assert!(matches!(reasons.as_slice(), [one] if one.ends_with(",salah tulis")), "{log}");
}

#[test]
fn discarding_a_draft_discards_its_log_and_a_form_without_an_audit_has_none() {
    let setting = Setting::new();
    let phone = setting.phone("a", Role::Monitor, None);
    phone.field.install_form(AUDITED.as_bytes(), &[]).unwrap();
    let draft = phone.field.start("T4").unwrap();
    let log = |draft: DraftId| phone.field.project().store.state(&format!("audit/{draft}"));
    assert!(log(draft).unwrap().is_some());
    phone.field.discard(draft).unwrap();
    assert!(log(draft).unwrap().is_none());
    let other = phone.field.start("T1").unwrap();
    assert!(log(other).unwrap().is_none());
    let record = phone.report("Lasolo", "3");
    assert_eq!(phone.field.open_blob(record, "audit").unwrap_err(), DeviceError::NotHere);
}

//! What a person entered is never lost: kill -9, a stop, a full disk, a wrong clock.

use std::io::{BufRead as _, BufReader};
use std::process::{Command, Stdio};
use std::sync::Arc;

use saksi_device::DeviceError;
use saksi_device::env::ScriptedEnv;
use saksi_device::field::{Field, StepKind};
use saksi_domain::forms::Answer;
use saksi_domain::journal::Role;

use crate::phones::setting::{START_MS, Setting, vault};

const CHILD: &str = "SAKSI_TEST_CHILD_DIR";

/// Not a test of its own: what the child process of the next test does until it is killed.
#[test]
fn child_that_answers_until_it_is_killed() {
    use std::io::Write as _;
    let Ok(dir) = std::env::var(CHILD) else { return };
    let dir = std::path::PathBuf::from(dir);
    let env = Arc::new(ScriptedEnv::new(77, START_MS));
    let field = Field::open(&dir, vault(&dir, &env), env, None).unwrap();
    let draft = field.drafts().unwrap()[0].id;
    for n in 1.. {
        field.answer(draft, "trucks", Some(Answer::Int(n))).unwrap();
        let mut out = std::io::stdout().lock();
        writeln!(out, "\nanswered {n}").unwrap();
        out.flush().unwrap();
    }
}

#[test]
fn kill_nine_in_the_middle_of_answers_loses_nothing_that_returned() {
    let setting = Setting::new();
    let phone = setting.phone("a", Role::Monitor, None);
    let draft = phone.field.start("T1").unwrap();
    phone.fill(draft, &[("site", "Lasolo")]);
    phone.field.next(draft).unwrap();
    let step = phone.field.next(draft).unwrap().step;
    let (dir, env) = (phone.dir.clone(), phone.env.clone());
    drop(phone);
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "phones::drafts::child_that_answers_until_it_is_killed", "--nocapture"])
        .env(CHILD, &dir)
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let mut last = 0;
    for line in lines.map_while(Result::ok) {
        if let Some(n) = line.strip_prefix("answered ") {
            last = n.parse().unwrap();
            if last == 25 {
                break;
            }
        }
    }
    child.kill().unwrap();
    child.wait().unwrap();
    let field = Field::open(&dir, vault(&dir, &env), env, None).unwrap();
    let view = field.view(draft).unwrap();
    assert_eq!(view.step.place, step.place, "the draft reopens where it was");
    let Some(Answer::Int(n)) = field.question_at(draft, "trucks").unwrap().value else {
        panic!("the answer is gone")
    };
    assert!(n >= last && last == 25, "{n} is what returned last, or later");
    field.project().store.check().unwrap();
    field.submit(draft).unwrap().unwrap();
}

#[test]
fn a_form_that_says_stop_writes_nothing_and_the_draft_stays_hers() {
    let setting = Setting::new();
    let phone = setting.phone("a", Role::Monitor, None);
    let draft = phone.field.start("T1").unwrap();
    phone.fill(draft, &[("site", "Lasolo"), ("vantage", "stop")]);
    assert_eq!(phone.field.submit(draft).unwrap_err(), DeviceError::Stopped);
    assert_eq!(phone.field.sync_state().unwrap().entries_waiting, 0);
    phone.fill(draft, &[("vantage", "jalan umum")]);
    phone.field.submit(draft).unwrap().unwrap();
    let empty = phone.field.start("T1").unwrap();
    assert_eq!(phone.field.submit(empty).unwrap_err(), DeviceError::Incomplete(1));
    phone.field.discard(empty).unwrap();
    assert!(phone.field.drafts().unwrap().is_empty());
}

#[test]
fn a_text_that_is_being_written_outlives_the_app_and_is_the_last_of_its_name() {
    let setting = Setting::new();
    let phone = setting.phone("a", Role::Monitor, None);
    phone.field.jot("reason", Some("salah")).unwrap();
    phone.field.jot("reason", Some("salah tulis")).unwrap();
    let phone = phone.reopen();
    assert_eq!(phone.field.jotted("reason").unwrap().as_deref(), Some("salah tulis"));
    assert_eq!(phone.field.jotted("third").unwrap(), None);
    phone.field.jot("reason", None).unwrap();
    assert_eq!(phone.field.jotted("reason").unwrap(), None);
}

#[test]
fn an_answer_that_does_not_fit_changes_nothing_and_a_full_disk_is_said() {
    let setting = Setting::new();
    let phone = setting.phone("a", Role::Monitor, None);
    let draft = phone.field.start("T1").unwrap();
    phone.fill(draft, &[("trucks", "3")]);
    let error = phone.field.answer_text(draft, "trucks", "banyak").unwrap_err();
    assert_eq!(error.code(), "answer_malformed");
    let nowhere = phone.field.answer_text(draft, "nowhere", "1").unwrap_err();
    assert_eq!(nowhere.code(), "answer_no_such_place");
    phone.field.project().store.limit_pages(1).unwrap();
    let long = "x".repeat(60_000);
    let full = phone.field.answer_text(draft, "site", &long).unwrap_err();
    assert_eq!(full.code(), "store_full");
    assert_eq!(phone.field.question_at(draft, "site").unwrap().value, None, "as it was");
    phone.field.project().store.limit_pages(1 << 20).unwrap();
    phone.field.answer_text(draft, "site", &long).unwrap();
    let phone = phone.reopen();
    assert_eq!(phone.field.view(draft).unwrap().step.kind, StepKind::Start);
    assert_eq!(
        phone.field.question_at(draft, "trucks").unwrap().value,
        Some(Answer::Int(3)),
        "what was stored before is still there"
    );
}

#[test]
fn a_phone_whose_clock_is_years_off_still_collects_and_sends() {
    let setting = Setting::new();
    let phone = setting.phone("a", Role::Monitor, None);
    phone.env.set_wall(-5_000_000_000);
    let record = phone.report("Lasolo", "3");
    phone.sync();
    let item = &phone.field.timeline(record).unwrap()[0];
    assert_eq!((item.device_ms, item.effect.as_str()), (Some(-5_000_000_000), "ok"));
    assert_eq!(item.recorded_ms, Some(START_MS), "the hub's time bounds it");
}

#[test]
fn an_edit_signs_only_what_changed_and_an_unchanged_one_signs_nothing() {
    let setting = Setting::new();
    let phone = setting.phone("a", Role::Monitor, None);
    let record = phone.report("Lasolo", "3");
    phone.edit(record, "trucks", "4");
    let draft = phone.field.edit(record).unwrap();
    assert_eq!(phone.field.submit(draft).unwrap(), None);
    let timeline = phone.field.timeline(record).unwrap();
    assert_eq!(timeline.len(), 2);
    assert_eq!(timeline[1].paths.len(), 1);
}

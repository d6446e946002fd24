//! The reports of the seventeen problems as files: they change only on purpose.
//!
//! `UPDATE=1 cargo test -p saksi-domain golden` rewrites them.

use super::vector::{made, stage};
use crate::indicator::{Lang, Report, Switches, text};

fn hold(name: &str, now: &str) {
    let path = format!("{}/../../tests/golden/{name}", env!("CARGO_MANIFEST_DIR"));
    #[expect(clippy::disallowed_methods, reason = "a golden file is read and, when asked, written")]
    let before = {
        if std::env::var("UPDATE").is_ok() {
            std::fs::write(&path, now).unwrap();
        }
        String::from_utf8(std::fs::read(&path).expect("the golden file is committed")).unwrap()
    };
    assert_eq!(before, now, "{name}: run UPDATE=1 cargo test -p saksi-domain golden");
}

fn json(report: &Report) -> String {
    serde_json::to_string_pretty(report).unwrap() + "\n"
}

#[test]
fn the_golden_internal_report_stands() {
    let report = made(&stage(), Switches::default());
    hold("indicators-internal.json", &json(&report));
    hold("indicators-internal-id.txt", &text(&report, Lang::Id));
    hold("indicators-internal-en.txt", &text(&report, Lang::En));
}

#[test]
fn the_golden_public_report_stands() {
    let report = made(&stage(), Switches::default()).public();
    hold("indicators-public.json", &json(&report));
    hold("indicators-public-id.txt", &text(&report, Lang::Id));
    hold("indicators-public-en.txt", &text(&report, Lang::En));
}

#[test]
fn no_word_of_the_printed_report_is_missing() {
    for lang in [Lang::Id, Lang::En] {
        assert!(!text(&made(&stage(), Switches::default()), lang).contains('?'));
    }
}

#[test]
fn a_report_holds_no_floating_point_number() {
    fn look(value: &serde_json::Value) {
        match value {
            serde_json::Value::Number(n) => assert!(!n.is_f64(), "{n}"),
            serde_json::Value::Array(items) => items.iter().for_each(look),
            serde_json::Value::Object(map) => map.values().for_each(look),
            _ => {}
        }
    }
    look(&serde_json::to_value(made(&stage(), Switches::default())).unwrap());
}

#[test]
fn a_public_report_gives_counts_only_for_fewer_than_five_and_hides_the_withdrawn() {
    let stage = stage();
    let report = made(&stage, Switches::default()).public();
    let licensing = &report.frozen.tracks[0];
    assert_eq!(licensing.headline.tenths, Some(429));
    assert_eq!(licensing.withdrawn_for_safety.count, None);
    let revenue = &report.frozen.tracks[1];
    assert_eq!((revenue.headline.n.count, revenue.headline.d.count), (Some(2), Some(4)));
    assert_eq!(revenue.headline.tenths, None);
    let hidden = stage.id("P08").unwrap().to_string();
    assert!(!serde_json::to_string(&report).unwrap().contains(&hidden));
}

#[test]
fn every_number_opens_to_its_problems_and_every_problem_to_its_acts() {
    let report = made(&stage(), Switches::default());
    for track in &report.frozen.tracks {
        for (_, rate) in &track.ladder {
            for id in &rate.d.problems {
                let line = report.frozen.problems.iter().find(|p| p.record == *id).unwrap();
                assert!(line.because.iter().any(|(step, _)| *step == "identified"));
                assert!(!line.acts.is_empty());
            }
        }
    }
}

#[test]
fn a_period_table_balances() {
    let report = made(&stage(), Switches::default());
    for track in &report.frozen.tracks {
        let p = &track.period;
        let n = |f: &crate::indicator::Figure| f.count.unwrap();
        let came = n(&p.open_at_start) + n(&p.identified) + n(&p.returned);
        assert_eq!(came - n(&p.closed) - n(&p.left), n(&p.open_at_end));
    }
}

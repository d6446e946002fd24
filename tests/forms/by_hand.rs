//! JavaRosa's side alone, against what was worked out by hand: is the harness itself right?

#![allow(clippy::unwrap_used, reason = "a broken set-up must stop the test")]

use std::path::PathBuf;

use serde_json::Value;

use super::engines::{Engines, root};

fn walk(name: &str) -> Value {
    let form: PathBuf = root().join("tests/forms/by-hand").join(name);
    Engines::from_environment().javarosa_walks(&[form]).remove(0)
}

/// `ref=value status`, or `+row`, with only what differs from ordinary.
fn steps(line: &Value) -> Vec<String> {
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let step = |step: &Value| {
        if step["newRepeat"].is_string() {
            return format!("+{}", text(&step["newRepeat"]));
        }
        let status = if step["status"] == "ok" {
            String::new()
        } else {
            format!(" {}", text(&step["status"]))
        };
        format!("{}={}{status}", text(&step["ref"]), text(&step["value"]))
    };
    line["walk"].as_array().unwrap().iter().map(step).collect()
}

#[test]
#[ignore = "needs Java: ./x test javarosa"]
fn javarosa_adds_two_rows_for_each_path_in_the_whole_walk() {
    let line = walk("rows.xml");
    let trace = "-3.5 122.5 0 0;-3.6 122.6 0 0;-3.5 122.7 0 0;-3.5 122.5 0 0";
    let point = "-3.5 122.5 10 5";
    let wanted = [
        "/data/q1[1]=2".to_owned(),
        "/data/sm[1]=a b".to_owned(),
        "/data/b[1]=true".to_owned(),
        // The read-only note is the fourth question.
        "/data/r[1]/x[1]=2020-01-06".to_owned(),
        format!("/data/r[1]/m[1]/z[1]={point}"),
        "+/data/r[1]/m[2]".to_owned(),
        format!("/data/r[1]/m[2]/z[1]={point}"),
        "+/data/r[1]/m[3]".to_owned(),
        format!("/data/r[1]/m[3]/z[1]={point}"),
        "+/data/r[2]".to_owned(),
        "/data/r[2]/x[1]=2020-01-10".to_owned(),
        "+/data/r[3]".to_owned(),
        "/data/r[3]/x[1]=2020-01-11".to_owned(),
        format!("/data/rc[1]/w[1]={trace}"),
        format!("/data/rc[2]/w[1]={trace}"),
    ];
    assert_eq!(steps(&line), wanted);
    assert_eq!(line["validate"].to_string(), r#"{"outcome":"ok","ref":null}"#);
    let last = line["finalized_xml"].as_str().unwrap();
    for part in [
        "<b>1</b>",
        "<y>2</y>",
        "<y>6</y>",
        "<instanceName>2-</instanceName>",
        "<z>-3.5 122.5 10.0 5.0</z>",
    ] {
        assert!(last.contains(part), "{part} in {last}");
    }
    assert!(!last.contains("<hid>"), "not relevant, so left out: {last}");
    assert!(line["final_xml"].as_str().unwrap().contains("<end />") && !last.contains("<end />"));
}

#[test]
#[ignore = "needs Java: ./x test javarosa"]
fn javarosa_takes_away_a_choice_that_is_no_longer_offered_when_it_validates() {
    let form = root().join("tests/forms/by-hand/cascade.xml");
    let answer = |at: &str, text: &str| serde_json::json!({ "ref": format!("/data/{at}[1]"), "value": text });
    let steps = [
        answer("s", "a"),
        answer("d", "a1"),
        answer("m", "a2 a1"),
        answer("d", "b1"),
        answer("s", "b"),
    ];
    let room = tempfile::tempdir().unwrap();
    let file = room.path().join("steps.jsonl");
    std::fs::write(&file, serde_json::json!({ "form": form, "walk": steps }).to_string()).unwrap();
    let line = Engines::from_environment().javarosa_replays(&file).remove(0);
    assert_eq!(line["walk"][3]["status"], "error", "no choice of this filter");
    assert!(line["final_xml"].as_str().unwrap().contains("<d>a1</d><m>a2 a1</m><t />"));
    assert!(line["finalized_xml"].as_str().unwrap().contains("<d /><m></m><t />"));
}

#[test]
#[ignore = "needs Java: ./x test javarosa"]
fn javarosa_says_where_a_form_fails() {
    let good = std::fs::read_to_string(root().join("tests/forms/by-hand/rows.xml")).unwrap();
    let room = tempfile::tempdir().unwrap();
    let stage = |to: &str| {
        let form = room.path().join("form.xml");
        std::fs::write(&form, good.replace("position(..) * 2", to)).unwrap();
        let line = Engines::from_environment().javarosa_walks(&[form]).remove(0);
        (line["ok"].as_bool().unwrap(), line["stage"].as_str().unwrap_or_default().to_owned())
    };
    assert_eq!(stage("position(.."), (false, "parse".to_owned()));
    assert_eq!(stage("../y + 1"), (false, "parse".to_owned()), "a circle");
    assert_eq!(stage("nosuch()"), (false, "init".to_owned()));
}

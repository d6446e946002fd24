//! Registers as JSON lines, for an evaluator that shares no code with this one.

use serde_json::{Value as Json, json};

use super::random::RandomRegister;
use crate::indicator::ProblemHistory;
use crate::journal::act::Act;
use crate::journal::cbor::Value;

/// One register as one line of JSON, the input of `tests/python/indicators_brute.py`.
#[must_use]
pub fn json_line(case: &RandomRegister) -> String {
    let problems: Vec<Json> = case.problems.iter().map(history).collect();
    let forums: serde_json::Map<String, Json> =
        case.forums.iter().map(|(id, forum)| (id.to_string(), json!(forum))).collect();
    json!({
        "forums": forums,
        "cut": case.cut,
        "switches": case.switches,
        "problems": problems,
    })
    .to_string()
}

fn history(history: &ProblemHistory) -> Json {
    json!({
        "acts": history.acts.iter().map(act).collect::<Vec<_>>(),
        "contested": history.contested,
        "by_hub": history.by_hub,
    })
}

fn act(act: &Act) -> Json {
    let args: serde_json::Map<String, Json> =
        act.args.iter().map(|(name, v)| (name.clone(), value(v))).collect();
    json!({
        "entry": act.entry,
        "author": act.author,
        "roles": act.roles.iter().map(|r| r.code()).collect::<Vec<_>>(),
        "verb": act.verb.name(),
        "args": args,
        "device": act.time.device_ms,
        "earliest": act.time.earliest_ms,
        "recorded": act.time.recorded_ms,
    })
}

/// Bytes as hex; the rest as JSON has it.
fn value(value: &Value) -> Json {
    match value {
        Value::Null | Value::Gone => Json::Null,
        Value::Bool(truth) => json!(truth),
        Value::Int(n) => json!(n),
        Value::Bytes(bytes) => json!(hex::encode(bytes)),
        Value::Text(text) => json!(text),
        Value::Array(items) => items.iter().map(self::value).collect(),
        Value::Map(pairs) => {
            pairs.iter().map(|(k, v)| json!([self::value(k), self::value(v)])).collect()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::random::random_case;
    use super::*;
    use crate::indicator::{evaluate, testing};
    use std::io::Write as _;
    use std::process::{Command, Stdio};

    /// `None` without a Python, which only a build server must have.
    fn brute(lines: &str) -> Option<String> {
        let script = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/python/indicators_brute.py");
        let child = Command::new("python3")
            .arg(script)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn();
        #[expect(clippy::disallowed_methods, reason = "only a build server must have Python")]
        let on_server = std::env::var("CI").is_ok();
        let Ok(mut child) = child else {
            assert!(!on_server, "python3 is missing");
            return None;
        };
        let mut input = child.stdin.take().unwrap();
        // The evaluator reads everything before it answers, so the two pipes never wait for each other.
        input.write_all(lines.as_bytes()).unwrap();
        drop(input);
        let output = child.wait_with_output().unwrap();
        assert!(output.status.success());
        Some(String::from_utf8(output.stdout).unwrap())
    }

    fn compare(cases: &[(u64, RandomRegister)]) {
        let lines: Vec<String> = cases.iter().map(|(_, c)| json_line(c)).collect();
        let Some(theirs) = brute(&(lines.join("\n") + "\n")) else { return };
        compare_with(cases, &theirs);
    }

    fn compare_with(cases: &[(u64, RandomRegister)], theirs: &str) {
        let answers: Vec<&str> = theirs.lines().collect();
        assert_eq!(answers.len(), cases.len());
        for ((seed, case), answer) in cases.iter().zip(answers) {
            let ours = json!(evaluate(&case.problems, &case.forums, &case.cut, &case.switches));
            let theirs: Json = serde_json::from_str(answer).unwrap();
            for key in ["problems", "straddling", "by_hub", "tracks", "known_at_ms"] {
                assert_eq!(ours[key], theirs[key], "seed {seed}, {key}");
            }
        }
    }

    #[test]
    fn a_thousand_random_registers_agree_with_a_brute_force_in_python() {
        let seeds: Vec<u64> = (0..1_000).collect();
        for batch in seeds.chunks(250) {
            let cases: Vec<_> = batch.iter().map(|s| (*s, random_case(*s))).collect();
            compare(&cases);
        }
    }

    #[test]
    fn the_comparison_bites_when_one_act_is_left_out() {
        let mut cases: Vec<_> = (0..20).map(|s| (s, random_case(s))).collect();
        let lines: Vec<String> = cases.iter().map(|(_, c)| json_line(c)).collect();
        let Some(theirs) = brute(&(lines.join("\n") + "\n")) else { return };
        let acts = cases.iter_mut().flat_map(|(_, c)| &mut c.problems).map(|p| &mut p.acts);
        acts.filter(|a| a.len() > 1).take(1).for_each(|a| drop(a.remove(1)));
        let caught = std::panic::catch_unwind(|| compare_with(&cases, &theirs));
        assert!(caught.is_err());
    }

    #[test]
    fn random_registers_reach_every_rung_and_every_place() {
        let mut seen = std::collections::BTreeSet::new();
        for seed in 0..1_000 {
            let c = random_case(seed);
            let figures = evaluate(&c.problems, &c.forums, &c.cut, &c.switches);
            for p in &figures.problems {
                seen.insert(p.place);
                seen.insert(p.rung.name());
            }
        }
        let all = [
            "F0",
            "F1",
            "F2",
            "F3",
            "F4",
            "awaiting",
            "invalid",
            "merged",
            "safety",
            "split",
            "unvalidated",
            "valid",
        ];
        assert_eq!(seen.into_iter().collect::<Vec<_>>(), all);
    }

    #[test]
    fn the_seventeen_problems_agree_with_the_brute_force_too() {
        let stage = testing::Stage::play(&testing::register17().unwrap()).unwrap();
        let day = |m, d| chrono::NaiveDate::from_ymd_opt(2026, m, d).unwrap();
        let case = RandomRegister {
            problems: stage.histories(),
            forums: stage.forums(),
            cut: crate::indicator::Cut::with_grace(day(1, 1), day(6, 30), 480),
            switches: crate::indicator::Switches::default(),
        };
        compare(&[(17, case)]);
    }
}

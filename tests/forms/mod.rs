//! Our forms engine beside JavaRosa, the engine of ODK Collect, over the same forms and steps.
//!
//! Ignored in a plain `cargo test`, because it needs Java and our own command: `./x test javarosa`
//! brings both and runs it; `./x sim forms [N] [SEED]` plays more forms. What is compared stands in
//! [`compare`], the decided differences (which the generator does not make) in [`decided`], what JavaRosa's side does in
//! `tests/javarosa/README.md`. A form that differs is written to `target/forms-differ/SEED/`.

#![allow(clippy::unwrap_used, reason = "a broken set-up must stop the test")]

mod by_hand;
mod compare;
mod decided;
mod engines;
mod own;
mod scenarios;

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use saksi_domain::testing::forms::{GeneratedForm, ReplayStep, generate, vary};
use serde_json::{Value, json};

use compare::Difference;
use engines::Engines;

/// A number from the environment, as `./x sim` sets it.
fn setting(name: &str, otherwise: u64) -> u64 {
    std::env::var(name).ok().and_then(|text| text.parse().ok()).unwrap_or(otherwise)
}

/// So many forms go through one JVM and one process of ours.
const BATCH: u64 = 60;

#[test]
#[ignore = "needs Java: ./x test javarosa"]
fn both_engines_agree_on_generated_forms() {
    let engines = Engines::from_environment();
    let (forms, seed) = (setting("SAKSI_FORMS", BATCH), setting("SAKSI_SEED", 1));
    let mut found = Vec::new();
    let mut from = seed;
    while from < seed + forms {
        let to = (from + BATCH).min(seed + forms);
        found.extend(batch(&engines, from..to));
        from = to;
    }
    found.sort_by_key(|one| one.size);
    report(&found, forms);
}

/// What differs for one seed.
struct Found {
    seed: u64,
    /// How much there is to read in the form.
    size: usize,
    folder: PathBuf,
    differences: Vec<Difference>,
}

fn batch(engines: &Engines, seeds: std::ops::Range<u64>) -> Vec<Found> {
    let room = tempfile::tempdir().unwrap();
    let forms: Vec<GeneratedForm> = seeds.map(generate).collect();
    let paths: Vec<PathBuf> = forms.iter().map(|form| put(form, room.path())).collect();
    let walked = engines.javarosa_walks(&paths);
    let ours = engines.we_walk(&paths);
    let replays: Vec<Value> =
        walked.iter().zip(&forms).map(|(line, form)| replay(line, form.seed)).collect();
    let steps = room.path().join("steps.jsonl");
    fs::write(&steps, replays.iter().map(|line| format!("{line}\n")).collect::<String>()).unwrap();
    let (their_replays, our_replays) =
        (engines.javarosa_replays(&steps), engines.we_replay(&steps));
    let mut found = Vec::new();
    for (at, form) in forms.iter().enumerate() {
        let mut differences = compare::lines("walk", &walked[at], &ours[at]);
        differences.extend(compare::lines("replay", &their_replays[at], &our_replays[at]));
        if !differences.is_empty() {
            let folder = keep(
                form,
                &[("steps", &replays[at]), ("javarosa", &walked[at]), ("saksi", &ours[at])],
            );
            let pair =
                [("javarosa-replay", &their_replays[at]), ("saksi-replay", &our_replays[at])];
            for (name, line) in pair {
                fs::write(folder.join(name).with_extension("json"), line.to_string()).unwrap();
            }
            found.push(Found { seed: form.seed, size: form.xml.len(), folder, differences });
        }
    }
    found
}

/// The form and its files in a folder of their own; the form's path.
fn put(form: &GeneratedForm, room: &Path) -> PathBuf {
    let folder = room.join(form.seed.to_string());
    fs::create_dir_all(&folder).unwrap();
    for (name, text) in &form.files {
        fs::write(folder.join(name), text).unwrap();
    }
    let path = folder.join("form.xml");
    fs::write(&path, &form.xml).unwrap();
    path
}

/// What is needed to see the difference again.
fn keep(form: &GeneratedForm, lines: &[(&str, &Value)]) -> PathBuf {
    let folder = engines::target().join("forms-differ");
    let path = put(form, &folder);
    let folder = path.parent().unwrap().to_path_buf();
    for (name, line) in lines {
        fs::write(folder.join(name).with_extension("json"), line.to_string()).unwrap();
    }
    folder
}

/// A line of `--replay` that varies what JavaRosa walked.
fn replay(line: &Value, seed: u64) -> Value {
    let step = |step: &Value| match (step["newRepeat"].as_str(), step["ref"].as_str()) {
        (Some(row), _) => ReplayStep::Row(row.to_owned()),
        (_, at) => ReplayStep::Answer(
            at.unwrap_or_default().to_owned(),
            step["value"].as_str().unwrap_or_default().to_owned(),
        ),
    };
    let walked: Vec<_> = line["walk"].as_array().into_iter().flatten().map(step).collect();
    let steps: Vec<Value> = vary(&walked, seed)
        .into_iter()
        .map(|step| match step {
            ReplayStep::Row(row) => json!({ "newRepeat": row }),
            ReplayStep::Answer(at, text) => json!({ "ref": at, "value": text }),
        })
        .collect();
    json!({ "form": line["form"], "walk": steps })
}

/// Passes, or says for the smallest few forms what differs.
fn report(found: &[Found], forms: u64) {
    if found.is_empty() {
        return;
    }
    let mut text = format!("{} of {forms} forms differ\n", found.len());
    for one in found.iter().take(5) {
        let _ = writeln!(text, "\nseed {} ({})", one.seed, one.folder.display());
        for difference in one.differences.iter().take(6) {
            let _ = writeln!(text, "  {difference}");
        }
    }
    let seeds: Vec<String> = found.iter().map(|one| one.seed.to_string()).collect();
    let _ = writeln!(text, "\nall seeds: {}", seeds.join(" "));
    panic!("{text}");
}

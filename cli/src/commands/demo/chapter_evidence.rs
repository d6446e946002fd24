//! Chapter three: what a changed photo meets, and a supervisor's review.

use std::fs;

use serde_json::Value;

use super::cast::Cast;
use super::chapter_field::{Seen, meet};
use super::stage::{Stage, hold, text};
use crate::exit::CliError;

pub fn play(stage: &mut Stage, cast: &Cast, seen: &Seen) -> Result<(), CliError> {
    altered_on_the_phone(stage, cast, seen)?;
    altered_before_sealing(stage, cast, seen)?;
    the_supervisor_looks(stage, cast, seen)?;
    returned_and_accepted(stage, cast, seen)
}

fn altered_on_the_phone(stage: &mut Stage, cast: &Cast, seen: &Seen) -> Result<(), CliError> {
    stage.step("One bit of a sealed photo is changed on the phone: it is named and refused there");
    let items = stage.act(&cast.phone_1, &["evidence", "list", &seen.gate])?;
    let file = text(&items[0], "file")?;
    let flip = |file: &str| -> Result<(), CliError> {
        let path = std::path::Path::new(file);
        let mut bytes = fs::read(path).map_err(|e| CliError::file(path, &e))?;
        let middle = bytes.len() / 2;
        bytes[middle] ^= 1;
        fs::write(path, bytes).map_err(|e| CliError::file(path, &e))
    };
    flip(&file)?;
    let evidence = text(&items[0], "evidence")?;
    let (said, code) = stage.try_act(&cast.phone_1, &["evidence", "check", &evidence])?;
    hold(code == 1, "the changed photo must be refused")?;
    stage.say(&format!(
        "   {}",
        said["message"].as_str().unwrap_or("refused").lines().next().unwrap_or_default()
    ));
    flip(&file)?;
    stage.act(&cast.phone_1, &["evidence", "check", &evidence])?;
    Ok(())
}

fn altered_before_sealing(stage: &mut Stage, cast: &Cast, seen: &Seen) -> Result<(), CliError> {
    stage.step("A photo is changed before it is sealed, under a matching name: the hub refuses it");
    let forged = stage.act(&cast.phone_2, &["evidence", "forge-for-the-demo", &seen.gate])?;
    let refused = stage.act(&cast.phone_2, &["sync"])?;
    let forged = text(&forged, "evidence")?;
    let is_it = |r: &Value| {
        r["item"].as_str().is_some_and(|item| forged.starts_with(item))
            && r["reason"] == "plain-digest-mismatch"
    };
    let named = refused["refused"].as_array().is_some_and(|list| list.iter().any(is_it));
    hold(named, &format!("the hub compares the original's digest: {}", refused["refused"]))?;
    stage.say("   plain-digest-mismatch: “Foto yang sampai tidak sama, petugas akan menghubungi”");
    Ok(())
}

fn the_supervisor_looks(stage: &mut Stage, cast: &Cast, seen: &Seen) -> Result<(), CliError> {
    stage.step("The supervisor looks: integrity, trust and plausibility, kept apart");
    stage.act(&cast.supervisor, &["sync"])?;
    let report = stage.act(&cast.supervisor, &["review", "show", &seen.gate, "--fetch"])?;
    for item in report["evidence"].as_array().into_iter().flatten().take(1) {
        stage.say(&format!("   photo {}: grade {}", item["question"], item["grade"]));
        for line in by_question(&item["findings"]) {
            stage.say(&format!("   {line}"));
        }
    }
    Ok(())
}

fn returned_and_accepted(stage: &mut Stage, cast: &Cast, seen: &Seen) -> Result<(), CliError> {
    stage.step("One report is returned with a coded reason, corrected, and accepted");
    stage.act(&cast.supervisor, &["review", "return", &seen.gate, "reason=missing"])?;
    stage.act(&cast.supervisor, &["sync"])?;
    meet(stage, cast)?;
    stage.act(&cast.phone_1, &["edit", &seen.gate, "--set", "commodity=coal"])?;
    meet(stage, cast)?;
    stage.act(&cast.supervisor, &["sync"])?;
    for record in [&seen.gate, &seen.sea] {
        stage.act(&cast.supervisor, &["review", "accept", record])?;
    }
    let synced = stage.act(&cast.supervisor, &["sync"])?;
    hold(synced["void"].as_array().is_none_or(Vec::is_empty), "the supervisor's acts count")?;
    stage.say("   returned: “Ada jawaban yang belum diisi.” – corrected by her, accepted as it then stood");
    Ok(())
}

/// The findings under the three questions, each check once: what holds ✓, fails ✗, cannot be told ?.
fn by_question(findings: &Value) -> Vec<String> {
    let mut questions: Vec<(&str, Vec<String>)> = Vec::new();
    for finding in findings.as_array().into_iter().flatten() {
        let of = |name: &str| finding[name].as_str().unwrap_or_default();
        let mark = match of("outcome") {
            "holds" => '✓',
            "fails" => '✗',
            _ => '?',
        };
        let check = format!("{} {mark}", of("check"));
        match questions.iter_mut().find(|(question, _)| *question == of("dimension")) {
            Some((_, checks)) if checks.contains(&check) => {}
            Some((_, checks)) => checks.push(check),
            None => questions.push((of("dimension"), vec![check])),
        }
    }
    questions
        .iter()
        .map(|(question, checks)| format!("{question}: {}", checks.join(", ")))
        .collect()
}

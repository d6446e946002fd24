//! Chapter five: the indicator, down to the photo; an erasure; bundles that a stranger checks.

use std::fs;
use std::path::Path;

use super::cast::Cast;
use super::chapter_field::Seen;
use super::chapter_forum::Register;
use super::stage::{Stage, hold, text};
use crate::exit::CliError;

pub fn play(
    stage: &mut Stage,
    cast: &Cast,
    seen: &Seen,
    register: &Register,
) -> Result<(), CliError> {
    let table = table(stage, cast)?;
    down_to_the_photo(stage, cast, seen, register)?;
    withdrawn(stage, cast, seen, &table)?;
    let full = bundles(stage, cast, &table)?;
    changed(stage, cast, seen, &full)?;
    forged(stage, &cast.project)
}

fn table(stage: &mut Stage, cast: &Cast) -> Result<String, CliError> {
    stage.step("The indicator table, recomputed by the M&E officer from her own copy");
    stage.act(&cast.evaluation, &["sync"])?;
    let report = stage.act(&cast.evaluation, &["indicators"])?;
    let table = figures(&report);
    stage.say(&table);
    hold(!table.contains("n/a"), "neither programme figure is 0/0")?;
    Ok(table)
}

fn down_to_the_photo(
    stage: &mut Stage,
    cast: &Cast,
    seen: &Seen,
    register: &Register,
) -> Result<(), CliError> {
    stage.step("A number opens to its problems, a problem to its acts, and to the photo");
    let problem = &register.problems[0];
    let opened = stage.act(&cast.evaluation, &["problem", "show", problem])?;
    for act in opened["acts"].as_array().into_iter().flatten() {
        stage.say(&format!(
            "   {:<28} {}",
            act["verb"].as_str().unwrap_or(""),
            short(&act["entry"])
        ));
    }
    let photos = stage.act(&cast.supervisor, &["evidence", "list", &seen.gate])?;
    for photo in photos.as_array().into_iter().flatten() {
        stage.say(&format!("   photo {} sha256 {}", photo["question"], short(&photo["sha256"])));
    }
    Ok(())
}

fn withdrawn(stage: &mut Stage, cast: &Cast, seen: &Seen, table: &str) -> Result<(), CliError> {
    stage.step("A person withdraws consent: her record is erased, and everything still verifies");
    let withdraw = ["consent", "withdraw", &seen.consent, "purpose=collect", "method=tap"];
    stage.act(&cast.phone_1, &withdraw)?;
    stage.act(&cast.phone_1, &["sync"])?;
    stage.act(&cast.protection, &["sync"])?;
    stage.act(&cast.protection, &["erase", &seen.sea, "--evidence"])?;
    stage.act(&cast.protection, &["sync"])?;
    let (gone, _) = stage.try_act(&cast.protection, &["show", &seen.sea])?;
    hold(gone["erased"] == true, "the record folds as erased")?;
    let again = stage
        .act(&cast.evaluation, &["sync"])
        .and_then(|_| stage.act(&cast.evaluation, &["indicators"]))?;
    hold(figures(&again) == table, "acts restate what figures need: erasing changes none")?;
    stage.say(
        "   bodies and photos are destroyed; the acts that cite them stay, and so do the figures",
    );
    Ok(())
}

/// Exports and checks both kinds; answers where the full one lies.
fn bundles(stage: &mut Stage, cast: &Cast, table: &str) -> Result<String, CliError> {
    stage.step("A full and a register bundle are exported and checked by a stranger");
    let (full, part) = (stage.path("bundle-full"), stage.path("bundle-register"));
    let (full, part) = (full.to_string_lossy().into_owned(), part.to_string_lossy().into_owned());
    let hub_dir = stage.path("hub").to_string_lossy().into_owned();
    stage.run(&["bundle", "export", "--full", "--hub-dir", &hub_dir, &full])?;
    stage.run(&["bundle", "export", "--register", "--hub-dir", &hub_dir, &part])?;
    for bundle in [&full, &part] {
        let verified = stage.run(&["verify", bundle, "--project", &cast.project])?;
        stage.say(&format!(
            "   {}: {} entries, root {}, everything that can be checked holds",
            verified["kind"],
            verified["size"],
            short(&verified["root"])
        ));
    }
    let hub = stage.run(&["checkpoint", "--hub", stage.hub_url()])?;
    let verified = stage.run(&["verify", &full, "--project", &cast.project])?;
    hold(hub["root"] == verified["root"], "verify says the same as the hub")?;
    let recomputed = stage.run(&["indicators", "--bundle", &part, "--project", &cast.project])?;
    hold(figures(&recomputed) == table, "a stranger recomputes the same figures")?;
    Ok(full)
}

fn changed(stage: &mut Stage, cast: &Cast, seen: &Seen, full: &str) -> Result<(), CliError> {
    stage.step("One byte is changed, and a bundle is signed under another genesis: neither passes");
    let photos = stage.act(&cast.supervisor, &["evidence", "list", &seen.gate])?;
    flip_a_photo(Path::new(full), &text(&photos[0], "cid")?)?;
    let (said, code) = stage.try_run(&["verify", full, "--project", &cast.project])?;
    hold(code == 1, "a changed byte must be found")?;
    for line in
        said["not_holding"].as_array().into_iter().flatten().filter(|l| l["outcome"] == "fails")
    {
        stage.say(&format!(
            "   ✗ {}: {}",
            line["item"].as_str().unwrap_or(""),
            line["statement"].as_str().unwrap_or("")
        ));
    }
    Ok(())
}

/// A bundle whole in itself, of another project.
fn forged(stage: &Stage, project: &str) -> Result<(), CliError> {
    let path = |name: &str| stage.path(name).to_string_lossy().into_owned();
    let (dir, genesis, out) = (path("forger-hub"), path("forger.json"), path("bundle-forged"));
    stage.run(&[
        "project",
        "new",
        "--hub-dir",
        &dir,
        "--name",
        "Saksi Tambang (demo)",
        "--province",
        "74",
        "--hub-url",
        "http://127.0.0.1:1",
        "--genesis",
        &genesis,
    ])?;
    stage.run(&["bundle", "export", "--full", "--hub-dir", &dir, &out])?;
    let (said, code) = stage.try_run(&["verify", &out, "--project", project])?;
    hold(code == 1, "another genesis must not pass")?;
    let line = said["not_holding"].as_array().and_then(|l| l.first().cloned()).unwrap_or_default();
    stage.say(&format!("   ✗ another genesis: {}", text(&line, "reason")?));
    Ok(())
}

fn flip_a_photo(bundle: &Path, cid: &str) -> Result<(), CliError> {
    let path = bundle.join("blobs").join(cid);
    let mut bytes = fs::read(&path).map_err(|e| CliError::file(&path, &e))?;
    let last = bytes.len() - 1;
    bytes[last] ^= 1;
    fs::write(&path, bytes).map_err(|e| CliError::file(&path, &e))
}

fn short(value: &serde_json::Value) -> String {
    value
        .as_str()
        .map_or_else(String::new, |text| format!("{}…", text.chars().take(16).collect::<String>()))
}

/// The headline table as text: one line a track, with numerator and denominator.
fn figures(report: &serde_json::Value) -> String {
    let mut lines =
        vec![format!("   {:<14}{:>8}{:>8}{:>8}{:>8}{:>8}", "", "n/d", "F1+", "F2+", "F3+", "F4")];
    for track in report["frozen"]["tracks"].as_array().into_iter().flatten() {
        let rate = |rate: &serde_json::Value| match (&rate["n"]["count"], &rate["d"]["count"]) {
            (_, d) if d == 0 => "n/a".to_owned(),
            (n, d) => format!("{n}/{d}"),
        };
        let rungs: Vec<String> = track["ladder"]
            .as_array()
            .into_iter()
            .flatten()
            .map(|r| format!("{:>8}", rate(&r[1])))
            .collect();
        lines.push(format!(
            "   {:<14}{:>8}{}",
            track["track"].as_str().unwrap_or(""),
            rate(&track["headline"]),
            rungs.concat()
        ));
    }
    lines.join("\n")
}

//! The walk, played by the real program: every step of docs/walk-the-data.md, for two seeds, and
//! what a person gets for wrong input.
#![allow(clippy::unwrap_used, reason = "helpers of tests")]

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn saksi(args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_saksi"))
        .args(args)
        .current_dir(root())
        .env("SAKSI_PASSPHRASE", "only for tests")
        .env_remove("SAKSI_HOME")
        .output()
        .unwrap()
}

fn error_of(output: &Output) -> serde_json::Value {
    serde_json::from_slice(&output.stderr).unwrap()
}

#[test]
fn the_demo_plays_every_step_of_the_walk_to_its_end() {
    let played = saksi(&["demo", "--once", "--walk", "docs/walk-the-data.md"]);
    let told = String::from_utf8_lossy(&played.stdout);
    assert!(played.status.success(), "{told}{}", String::from_utf8_lossy(&played.stderr));
    assert!(told.contains("resolved") && told.contains("another-project"));
}

#[test]
fn another_seed_tells_the_story_with_other_answers() {
    let played = saksi(&["demo", "--once", "--seed", "2"]);
    assert!(played.status.success(), "{}", String::from_utf8_lossy(&played.stderr));
}

#[test]
fn a_page_that_tells_another_walk_is_noticed() {
    let page = std::env::temp_dir().join(format!("saksi-page-{}", std::process::id()));
    std::fs::write(&page, "## 1. Something else\n").unwrap();
    let played = saksi(&["demo", "--once", "--walk", page.to_str().unwrap()]);
    std::fs::remove_file(&page).unwrap();
    assert_eq!(played.status.code(), Some(1));
}

#[test]
fn a_folder_that_is_no_bundle_is_bad_input_and_says_what_is_missing() {
    let said = saksi(&["verify", "programme", "--json"]);
    assert_eq!(said.status.code(), Some(3));
    assert!(error_of(&said)["message"].as_str().unwrap().contains("bundle.json is missing"));
}

#[test]
fn a_home_that_is_not_there_is_named_as_such_and_nothing_is_made() {
    let home = std::env::temp_dir().join(format!("saksi-none-{}", std::process::id()));
    let said = saksi(&["records", "--home", home.to_str().unwrap(), "--json"]);
    assert_eq!(said.status.code(), Some(6));
    assert_eq!(error_of(&said)["error"], "no_project");
    assert!(!home.exists());
}

#[test]
fn a_damaged_card_is_refused_in_words() {
    let home = std::env::temp_dir().join(format!("saksi-card-{}", std::process::id()));
    let said = saksi(&["join", "SAKSI1:AAAA", "--home", home.to_str().unwrap(), "--json"]);
    assert_eq!(said.status.code(), Some(3));
    assert!(error_of(&said)["message"].as_str().unwrap().contains("scan it again"));
}

#[test]
fn a_form_with_faults_is_refused_with_all_its_cells() {
    let dir = std::env::temp_dir().join(format!("saksi-form-{}", std::process::id()));
    std::fs::create_dir_all(&dir).unwrap();
    let survey = dir.join("X-survey.csv");
    std::fs::write(&survey, "type,name,label\nselect_one nowhere,a,A\ninteger,b b,B\n").unwrap();
    let said = saksi(&["form", "check", survey.to_str().unwrap(), "--json"]);
    std::fs::remove_dir_all(&dir).unwrap();
    assert_eq!(said.status.code(), Some(1));
    let found: serde_json::Value = serde_json::from_slice(&said.stdout).unwrap();
    assert!(found.as_array().unwrap().len() >= 2, "{found}");
    assert!(found.as_array().unwrap().iter().all(|f| !f["cell"].as_str().unwrap().is_empty()));
}

#[test]
fn plain_http_is_refused_off_loopback() {
    let said = saksi(&["hub", "--dir", "nowhere", "--plain", "--listen", "0.0.0.0:0", "--json"]);
    assert_eq!(said.status.code(), Some(3));
}

//! Where we differ from JavaRosa on purpose; all else that differs is a bug. Each decision has a form
//! in `decided/`, named as in docs/formats/forms.md, on which the two engines do differ.

#![allow(clippy::unwrap_used, reason = "a broken set-up must stop the test")]

use std::path::PathBuf;

use super::compare;
use super::engines::{Engines, root};

/// Decisions about a person's session, which a walk does not show; tested in the domain.
const OF_SESSIONS: [&str; 2] = ["answers-kept", "rows-follow"];

fn forms() -> Vec<PathBuf> {
    let folder = std::fs::read_dir(root().join("tests/forms/decided")).unwrap();
    let mut forms: Vec<PathBuf> = folder.map(|entry| entry.unwrap().path()).collect();
    forms.sort();
    forms
}

#[test]
fn there_are_at_most_twenty_decided_differences_and_each_is_documented() {
    let docs = std::fs::read_to_string(root().join("docs/formats/forms.md")).unwrap();
    let docs = docs.split("## 5. ").nth(1).unwrap().split("\n## ").next().unwrap();
    let mut names: Vec<String> = OF_SESSIONS.map(str::to_owned).to_vec();
    let stem = |form: &PathBuf| form.file_stem().unwrap().to_string_lossy().into_owned();
    names.extend(forms().iter().map(stem));
    assert!(names.len() <= 20, "{} decided differences", names.len());
    for name in &names {
        assert!(docs.contains(&format!("| `{name}` |")), "docs/formats/forms.md lacks {name}");
    }
    let rows = docs.lines().filter(|line| line.starts_with("| `")).count();
    assert_eq!(rows, names.len(), "every named row has its form");
}

#[test]
#[ignore = "needs Java: ./x test javarosa"]
fn every_decided_difference_is_one() {
    let engines = Engines::from_environment();
    let forms = forms();
    let (theirs, ours) = (engines.javarosa_walks(&forms), engines.we_walk(&forms));
    for (at, form) in forms.iter().enumerate() {
        let differences = compare::lines("walk", &theirs[at], &ours[at]);
        assert!(!differences.is_empty(), "{}: the engines agree by now", form.display());
    }
}

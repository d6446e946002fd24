//! The repository as the rules see it: files under version control (or about to be), and the
//! metadata that cargo has of the workspace.

use std::path::{Path, PathBuf};
use std::process::Command;

/// A file of the repository.
pub(super) struct File {
    /// From the root, with forward slashes.
    pub(super) path: String,
    pub(super) text: String,
}

pub(super) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("tests/ lies in the root").to_owned()
}

pub(super) fn read(path: &str) -> String {
    std::fs::read_to_string(root().join(path)).unwrap_or_else(|e| panic!("{path}: {e}"))
}

/// Every text file that is, or with the next `git add` would be, under version control.
pub(super) fn files() -> Vec<File> {
    let names = run("git", &["ls-files", "-z", "--cached", "--others", "--exclude-standard"]);
    let mut paths: Vec<_> = names.split('\0').filter(|p| !p.is_empty()).collect();
    paths.sort_unstable();
    paths.dedup();
    let text = |p: &str| std::fs::read_to_string(root().join(p)).ok();
    paths.iter().filter_map(|p| Some(File { path: (*p).to_owned(), text: text(p)? })).collect()
}

/// Every Rust file.
pub(super) fn rust() -> Vec<File> {
    let mut files = files();
    files.retain(|f| f.path.ends_with(".rs"));
    assert!(files.len() > 10, "the rules look at too few files: is this a git checkout?");
    files
}

/// The Rust files of one crate's `src/`.
pub(super) fn rust_under(folder: &str) -> Vec<File> {
    rust().into_iter().filter(|f| f.path.starts_with(folder)).collect()
}

/// Is this a file of tests, or of what serves tests only (`domain::testing`)?
pub(super) fn is_test(path: &str) -> bool {
    let stem = path.trim_end_matches(".rs").rsplit('/').next().unwrap_or_default();
    path.starts_with("tests/")
        || path.contains("/tests/")
        || path.contains("/testing/")
        || stem == "tests"
        || stem.ends_with("_tests")
}

/// `cargo metadata` of the workspace on this platform, with every default feature in it.
pub(super) fn metadata() -> serde_json::Value {
    let args = ["metadata", "--format-version", "1", "--locked", "--filter-platform", "host-tuple"];
    let text = run(env!("CARGO"), &args);
    serde_json::from_str(&text).expect("cargo writes JSON")
}

fn run(program: &str, args: &[&str]) -> String {
    let out = Command::new(program).args(args).current_dir(root()).output();
    let out = out.unwrap_or_else(|e| panic!("{program}: {e}"));
    let complaint = String::from_utf8_lossy(&out.stderr);
    assert!(out.status.success(), "{program} {args:?}: {complaint}");
    String::from_utf8(out.stdout).expect("git and cargo write UTF-8")
}

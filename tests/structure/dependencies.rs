//! Every dependency has a row in `docs/dependencies.md` that says why it is here.

use super::glossary::first_cells;
use super::{Violation, bites, hold, repo};

/// The dependencies that the workspace names, our own crates left out.
fn workspace_dependencies(manifest: &str) -> Vec<&str> {
    let section = manifest.lines().skip_while(|l| l.trim() != "[workspace.dependencies]").skip(1);
    let lines = section.take_while(|l| !l.starts_with('['));
    let entries = lines.filter(|l| !l.starts_with('#') && !l.contains("path = "));
    entries.filter_map(|l| l.split_once('=')?.0.trim().split('.').next()).collect()
}

/// Dependencies without a row, and rows without a dependency.
fn unexplained(manifest: &str, markdown: &str) -> Vec<Violation> {
    let used = workspace_dependencies(manifest);
    let rows = first_cells(markdown);
    let missing = used.iter().filter(|name| !rows.contains(**name));
    let idle = rows.iter().filter(|r| !used.contains(&r.as_str()) && !is_heading(r));
    let missing = missing.map(|n| Violation::new(*n, "a dependency has a row with its reason"));
    missing.chain(idle.map(|r| Violation::new(r, "nothing depends on it any more"))).collect()
}

fn is_heading(cell: &str) -> bool {
    cell == "crate" || cell.chars().all(|c| c == '-' || c == ':')
}

#[test]
fn every_dependency_has_a_row_with_its_reason() {
    hold(
        "dependency-row",
        unexplained(&repo::read("Cargo.toml"), &repo::read("docs/dependencies.md")),
    );
}

#[test]
fn a_dependency_without_a_row_and_a_row_without_a_dependency_are_refused() {
    let manifest = "[workspace.dependencies]\nours = { path = \"x\" }\nhex = \"1\"\n# note\ncsv.version = \"1\"\n[x]\na = 1";
    let rows = "| crate | where |\n| --- | --- |\n| `hex` | domain |\n| old | hub |\n";
    bites(&unexplained(manifest, rows), &["csv", "old"]);
}

//! The bindings hold no logic: a small share of the lines, no function over three lines, and the
//! workspace's lints but for the one that uniffi's scaffolding cannot live with.

use super::repo::File;
use super::source::Source;
use super::{Violation, bites, hold, repo};

const FFI: &str = "bindings/ffi/src/";

/// More than five in a hundred lines of Rust stand in the bindings.
fn too_large_a_share(files: &[File]) -> Vec<Violation> {
    let lines = |f: &File| f.text.lines().count();
    let all: usize = files.iter().map(lines).sum();
    let ffi: usize = files.iter().filter(|f| f.path.starts_with(FFI)).map(lines).sum();
    let say =
        || Violation::new(FFI, format!("{ffi} of {all} lines of Rust, at most one in twenty"));
    if ffi * 20 > all { vec![say()] } else { Vec::new() }
}

/// Functions whose body is longer than three lines.
fn thick(path: &str, source: &Source) -> Vec<Violation> {
    let long = source.functions().into_iter().filter(|f| f.body_lines > 3);
    let say = |n| format!("{n} lines: move the logic to saksi-device");
    long.map(|f| Violation::new(format!("{path}::{}", f.name), say(f.body_lines))).collect()
}

/// Lines of the workspace's lint tables that the bindings' own tables lack, and the other way round.
fn lint_drift(workspace: &str, ffi: &str) -> Vec<Violation> {
    let ours: Vec<_> = lints(workspace, "[workspace.lints.");
    let theirs: Vec<_> = lints(ffi, "[lints.");
    let missing = ours.iter().filter(|l| !theirs.contains(l));
    let extra = theirs.iter().filter(|l| !ours.contains(l));
    missing.chain(extra).map(|l| Violation::new(l, "the two lint tables differ")).collect()
}

fn lints(manifest: &str, section: &str) -> Vec<String> {
    let mut inside = false;
    let mut found = Vec::new();
    for line in manifest.lines().map(str::trim).filter(|l| !l.is_empty() && !l.starts_with('#')) {
        if line.starts_with('[') {
            inside = line.starts_with(section);
        } else if inside && !line.starts_with("unsafe_code") {
            found.push(line.to_owned());
        }
    }
    found
}

#[test]
fn the_bindings_are_a_small_share_of_the_code() {
    hold("ffi-share", too_large_a_share(&repo::rust()));
}

#[test]
fn bindings_of_one_line_in_ten_are_refused() {
    let file = |path: &str, lines| File { path: path.to_owned(), text: "x\n".repeat(lines) };
    let files = [file("bindings/ffi/src/lib.rs", 10), file("core/domain/src/lib.rs", 90)];
    bites(&too_large_a_share(&files), &[FFI]);
}

#[test]
fn no_function_of_the_bindings_is_over_three_lines() {
    let files = repo::rust_under(FFI);
    hold("ffi-thick", files.iter().flat_map(|f| thick(&f.path, &Source::of(f))).collect());
}

#[test]
fn a_binding_that_decides_something_is_refused() {
    let text = "fn thin() {\n    one()\n}\nfn thick() {\n    if a {\n        b()\n    } else { c() }\n    d()\n}\n";
    bites(&thick("x", &Source::parse(text).expect("Rust")), &["x::thick"]);
}

#[test]
fn the_bindings_lint_as_the_workspace_does() {
    let ffi = repo::read("bindings/ffi/Cargo.toml");
    hold("ffi-lints", lint_drift(&repo::read("Cargo.toml"), &ffi));
}

#[test]
fn a_lint_that_only_the_workspace_has_is_noticed() {
    let workspace = "[workspace.lints.rust]\nunsafe_code = \"forbid\"\n[workspace.lints.clippy]\ntodo = 1\n[profile.dev]\nx = 1";
    let ffi = "[lints.rust]\nunsafe_code = \"allow\"\n[lints.clippy]\n[dependencies]\ny = 2";
    bites(&lint_drift(workspace, ffi), &["todo = 1"]);
}

//! Words that no file may hold: unfinished work, and what only one machine knows.

use super::{Violation, bites, hold, repo};

// The words are spelled in two halves, or this file would refuse itself.
const UNFINISHED: [&str; 7] = [
    concat!("TO", "DO"),
    concat!("FIX", "ME"),
    concat!("XX", "X:"),
    concat!("db", "g!("),
    concat!("unimple", "mented!("),
    concat!("to", "do!("),
    concat!("#[ig", "nore]"),
];

/// Hosts of package registries and folders of one machine: names of crates and packages are enough,
/// and where they come from is the business of whoever builds.
const ELSEWHERE: [&str; 9] = [
    concat!("crates", ".io"),
    concat!("pypi", ".org"),
    concat!("python", "hosted.org"),
    concat!("npm", "js.org"),
    concat!("npm", "js.com"),
    concat!("maven", ".org"),
    concat!("maven.apache", ".org"),
    concat!("proxy.golang", ".org"),
    concat!("/wo", "rk/"),
];

/// Lines of a text that hold one of the words.
fn holds_any(path: &str, text: &str, words: &[&str]) -> Vec<Violation> {
    let mut found = Vec::new();
    for (n, line) in text.lines().enumerate() {
        for word in words.iter().filter(|w| line.contains(**w)) {
            found.push(Violation::new(format!("{path}:{}", n + 1), format!("holds `{word}`")));
        }
    }
    found
}

#[test]
fn no_source_holds_unfinished_work() {
    let code = [".rs", ".kt", ".py", ".toml", ".js", "x"];
    let files = repo::files().into_iter().filter(|f| code.iter().any(|end| f.path.ends_with(end)));
    hold("unfinished", files.flat_map(|f| holds_any(&f.path, &f.text, &UNFINISHED)).collect());
}

#[test]
fn no_file_names_a_registry_or_a_folder_of_this_machine() {
    // Cargo.lock is cargo's own, and it names its index in every line.
    let files = repo::files().into_iter().filter(|f| !f.path.ends_with("Cargo.lock"));
    hold("elsewhere", files.flat_map(|f| holds_any(&f.path, &f.text, &ELSEWHERE)).collect());
}

#[test]
fn an_orphan_note_and_a_debug_print_are_refused() {
    let text = ["fn a() {", concat!("    // TO", "DO later"), concat!("    db", "g!(1);"), "}"];
    bites(&holds_any("x", &text.join("\n"), &UNFINISHED), &["x:2", "x:3"]);
}

#[test]
fn a_registry_host_and_a_machines_path_are_refused() {
    let text = [
        concat!("index = \"https://index.crates", ".io\""),
        "network/",
        concat!("cd /wo", "rk/main"),
    ];
    bites(&holds_any("x", &text.join("\n"), &ELSEWHERE), &["x:1", "x:3"]);
}

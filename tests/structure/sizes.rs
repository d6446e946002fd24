//! Files and functions stay short enough to be read in one go.

use super::source::Source;
use super::{Violation, bites, hold, repo};

/// What a distribution of sizes may look like.
struct Limits {
    median: Option<usize>,
    p90: usize,
    max: usize,
}

const FILES: Limits = Limits { median: Some(120), p90: 300, max: 500 };
const FUNCTIONS: Limits = Limits { median: None, p90: 40, max: 60 };

/// Places above the maximum, and `median` or `p90` where the whole is too long.
fn too_long(sizes: &[(String, usize)], limits: &Limits) -> Vec<Violation> {
    let mut sorted: Vec<_> = sizes.iter().map(|(_, n)| *n).collect();
    sorted.sort_unstable();
    let at = |percent: usize| sorted.get(sorted.len() * percent / 100).copied().unwrap_or(0);
    let over = |name: &str, is: usize, may: usize| {
        (is > may).then(|| Violation::new(name, format!("{is} lines, at most {may}")))
    };
    let each = sizes.iter().filter_map(|(place, n)| over(place, *n, limits.max));
    let median = limits.median.and_then(|may| over("median", at(50), may));
    each.chain(median).chain(over("p90", at(90), limits.p90)).collect()
}

#[test]
fn files_stay_short() {
    let files = repo::rust().into_iter().filter(|f| !repo::is_test(&f.path));
    let sizes: Vec<_> = files.map(|f| (f.path.clone(), Source::of(&f).lines)).collect();
    hold("file-size", too_long(&sizes, &FILES));
}

#[test]
fn functions_stay_short() {
    let mut sizes = Vec::new();
    for file in repo::rust().iter().filter(|f| !repo::is_test(&f.path)) {
        let functions = Source::of(file).functions();
        sizes.extend(functions.iter().map(|f| (format!("{}::{}", file.path, f.name), f.lines)));
    }
    hold("function-size", too_long(&sizes, &FUNCTIONS));
}

#[test]
fn one_file_of_501_lines_is_refused() {
    let sizes = [("a.rs".to_owned(), 501), ("b.rs".to_owned(), 500)];
    let limits = Limits { median: None, p90: 900, max: 500 };
    bites(&too_long(&sizes, &limits), &["a.rs"]);
}

#[test]
fn many_middling_files_are_refused_though_none_is_too_long() {
    let sizes: Vec<_> = (0..10).map(|n| (format!("{n}.rs"), 310)).collect();
    bites(&too_long(&sizes, &FILES), &["median", "p90"]);
}

#[test]
fn a_function_of_61_lines_is_refused() {
    let text = format!("fn long() {{\n{}}}\nfn short() {{}}\n", "    step();\n".repeat(59));
    let functions = Source::parse(&text).expect("Rust").functions();
    let sizes: Vec<_> = functions.iter().map(|f| (f.name.clone(), f.lines)).collect();
    bites(&too_long(&sizes, &Limits { p90: 99, ..FUNCTIONS }), &["long"]);
}

//! The domain is pure: it never asks for the time, a file, the network, the environment or chance.
//!
//! Clippy holds the same line from `core/domain/clippy.toml` with types in hand; here it is shown
//! that clippy bites, and names that it cannot forbid as a whole (a module) are looked for.

use std::process::Command;

use quote::ToTokens;
use syn::visit::{self, Visit};
use syn::{Macro, Path, UseTree};

use super::source::Source;
use super::{Violation, bites, hold, repo};

const FORBIDDEN: [&str; 14] = [
    "SystemTime::now",
    "Instant::now",
    "Utc::now",
    "Local::now",
    "std::fs",
    "std::net",
    "std::env",
    "std::thread",
    "std::process",
    "std::io::stdin",
    "std::io::stdout",
    "getrandom::",
    "rand::",
    "RandomState::new",
];

/// Forbidden names that the file uses outside its tests, by path, by `use` or inside a macro call.
fn effects(path: &str, source: &Source) -> Vec<Violation> {
    let mut names = Names::default();
    names.visit_file(&source.syntax);
    let used = |word: &&&str| names.0.iter().any(|name| holds(name, word));
    let say = |word: &&str| Violation::new(format!("{path}::{word}"), "comes in as an argument");
    FORBIDDEN.iter().filter(used).map(say).collect()
}

/// Is `word` in `name`, not counting a longer identifier that merely ends like it?
fn holds(name: &str, word: &str) -> bool {
    name.match_indices(word).any(|(at, _)| {
        !name[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_')
            && (word.ends_with(':')
                || !name[at + word.len()..].starts_with(|c: char| c.is_alphanumeric() || c == '_'))
    })
}

#[derive(Default)]
struct Names(Vec<String>);

impl<'ast> Visit<'ast> for Names {
    fn visit_path(&mut self, path: &'ast Path) {
        let segments: Vec<_> = path.segments.iter().map(|s| s.ident.to_string()).collect();
        self.0.push(segments.join("::"));
        visit::visit_path(self, path);
    }
    fn visit_item_use(&mut self, item: &'ast syn::ItemUse) {
        leaves(&item.tree, "", &mut self.0);
    }
    fn visit_macro(&mut self, call: &'ast Macro) {
        self.0.push(call.tokens.to_token_stream().to_string().replace(' ', ""));
        visit::visit_macro(self, call);
    }
}

/// `use a::{b, c::d}` as `a::b` and `a::c::d`.
fn leaves(tree: &UseTree, before: &str, into: &mut Vec<String>) {
    match tree {
        UseTree::Path(p) => leaves(&p.tree, &format!("{before}{}::", p.ident), into),
        UseTree::Group(g) => g.items.iter().for_each(|t| leaves(t, before, into)),
        UseTree::Name(n) if n.ident == "self" => into.push(before.to_owned()),
        UseTree::Name(n) => into.push(format!("{before}{}", n.ident)),
        UseTree::Rename(r) => into.push(format!("{before}{}", r.ident)),
        UseTree::Glob(_) => into.push(before.to_owned()),
    }
}

/// What clippy says of `text` under the domain's `clippy.toml`.
fn clippy(text: &str) -> String {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let file = folder.path().join("sample.rs");
    std::fs::write(&file, text).expect("the sample is written");
    let out = Command::new("clippy-driver")
        .args([
            "--edition=2024",
            "--crate-type=lib",
            "--emit=metadata",
            "-Dclippy::disallowed_methods",
        ])
        .args(["-Dclippy::disallowed_types", "--out-dir"])
        .args([folder.path(), file.as_path()])
        .env("CLIPPY_CONF_DIR", repo::root().join("core/domain"))
        .current_dir(repo::root())
        .output();
    String::from_utf8_lossy(&out.expect("clippy-driver comes with clippy").stderr).into_owned()
}

#[test]
fn the_domain_names_no_clock_file_network_or_chance() {
    let files =
        repo::rust_under("core/domain/src/").into_iter().filter(|f| !repo::is_test(&f.path));
    hold("pure-source", files.flat_map(|f| effects(&f.path, &Source::of(&f))).collect());
}

#[test]
fn a_clock_a_file_or_the_environment_is_refused_however_it_is_named() {
    let text = "
        use std::{fmt, fs::File, thread};
        fn a() { let _ = time::Instant::now(); }
        fn b() { println!(\"{:?}\", std::env::var(\"HOME\")); }
        fn c() { operand::parse(); fix.now(); fresh_std::network(); }
        #[cfg(test)] mod tests { fn d() { std::process::exit(1) } }";
    let found = effects("x", &Source::parse(text).expect("Rust"));
    bites(&found, &["x::Instant::now", "x::std::fs", "x::std::env", "x::std::thread"]);
}

#[test]
fn clippy_bites_on_each_call_that_the_domain_forbids() {
    let calls = [
        ("std::time::SystemTime::now", "std::time::SystemTime::now()"),
        ("std::time::Instant::now", "std::time::Instant::now()"),
        ("std::env::var", "std::env::var(\"HOME\")"),
        ("std::fs::read", "std::fs::read(\"a\")"),
        ("std::thread::spawn", "std::thread::spawn(|| 1)"),
        ("std::net::TcpStream", "std::net::TcpStream::connect(\"a\")"),
    ];
    let bodies: String = calls.iter().map(|(_, call)| format!("let _ = {call};")).collect();
    let said = clippy(&format!("pub fn bad() {{ {bodies} }}"));
    for (name, _) in calls {
        assert!(said.contains(&format!("`{name}`")), "clippy let {name} through: {said}");
    }
    assert_eq!(clippy("pub fn good(now_ms: u64) -> u64 { now_ms + 1 }"), "");
}

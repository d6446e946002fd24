//! One word, one type: every public type of the domain has a glossary row, and a name of its own.

use std::collections::{BTreeMap, BTreeSet};

use syn::visit::{self, Visit};
use syn::{Item, UseTree, Visibility};

use super::source::Source;
use super::{Violation, bites, hold, repo};

/// The public structs and enums of a file, and the types it re-exports (a macro may have made them).
fn public_types(source: &Source) -> PublicTypes {
    let mut types = PublicTypes::default();
    types.visit_file(&source.syntax);
    types
}

#[derive(Default)]
struct PublicTypes {
    declared: BTreeSet<String>,
    exported: BTreeSet<String>,
}

impl PublicTypes {
    fn all(self) -> BTreeSet<String> {
        self.declared.into_iter().chain(self.exported).collect()
    }
}

impl<'ast> Visit<'ast> for PublicTypes {
    fn visit_item(&mut self, item: &'ast Item) {
        match item {
            Item::Struct(i) if matches!(i.vis, Visibility::Public(_)) => {
                self.declared.insert(i.ident.to_string());
            }
            Item::Enum(i) if matches!(i.vis, Visibility::Public(_)) => {
                self.declared.insert(i.ident.to_string());
            }
            Item::Use(i) if matches!(i.vis, Visibility::Public(_)) => {
                exported(&i.tree, &mut self.exported)
            }
            _ => {}
        }
        visit::visit_item(self, item);
    }
}

/// The type names at the leaves of `pub use`.
fn exported(tree: &UseTree, into: &mut BTreeSet<String>) {
    let name = match tree {
        UseTree::Path(p) => return exported(&p.tree, into),
        UseTree::Group(g) => return g.items.iter().for_each(|t| exported(t, into)),
        UseTree::Name(n) => n.ident.to_string(),
        UseTree::Rename(r) => r.rename.to_string(),
        UseTree::Glob(_) => return,
    };
    let is_type = name.starts_with(char::is_uppercase) && name.contains(char::is_lowercase);
    into.extend(is_type.then_some(name));
}

/// The first cells of a Markdown table's rows, each split at commas, back-ticks taken off.
pub(super) fn first_cells(markdown: &str) -> BTreeSet<String> {
    let rows = markdown.lines().filter_map(|l| l.trim().strip_prefix('|'));
    let cells = rows.filter_map(|row| row.split('|').next());
    cells.flat_map(|c| c.split(',')).map(|w| w.trim().trim_matches('`').to_owned()).collect()
}

/// Rows of the glossary that lack one of their four cells.
fn half_rows(markdown: &str) -> Vec<Violation> {
    let rows = markdown.lines().filter(|l| l.starts_with('|'));
    let cells =
        |row: &str| row.trim_matches('|').split('|').filter(|c| !c.trim().is_empty()).count();
    let half = rows.filter(|row| cells(row) != 4);
    half.map(|row| Violation::new(row, "type or word, English, Indonesian, meaning")).collect()
}

/// Names that two files of the domain give to types of their own.
fn homonyms(files: &[(String, Source)]) -> Vec<Violation> {
    let mut places: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    for (path, source) in files {
        for name in public_types(source).declared {
            places.entry(name).or_default().push(path);
        }
    }
    places.retain(|_, at| at.len() > 1);
    let say = |at: Vec<&str>| format!("one word, one type; it is declared in {}", at.join(" and "));
    places.into_iter().map(|(name, at)| Violation::new(name, say(at))).collect()
}

/// The domain's files, without tests.
fn domain() -> Vec<(String, Source)> {
    let files = repo::rust_under("core/domain/src/").into_iter();
    let ships = files.filter(|f| !repo::is_test(&f.path));
    ships.map(|f| (f.path.clone(), Source::of(&f))).collect()
}

#[test]
fn every_public_domain_type_is_in_the_glossary() {
    let words = first_cells(&repo::read("docs/glossary.md"));
    let mut missing = BTreeMap::new();
    for (path, source) in domain() {
        let types = public_types(&source).all().into_iter().filter(|t| !words.contains(t));
        missing.extend(types.map(|t| (t, format!("{path}: no row in docs/glossary.md"))));
    }
    hold("glossary", missing.into_iter().map(|(t, why)| Violation::new(t, why)).collect());
}

#[test]
fn every_row_of_the_glossary_has_both_languages_and_a_meaning() {
    hold("glossary-row", half_rows(&repo::read("docs/glossary.md")));
    bites(
        &half_rows("| Fix | fix | | where |\n| Fix | fix | posisi | where |"),
        &["| Fix | fix | | where |"],
    );
}

#[test]
fn types_are_found_where_they_are_declared_and_where_they_are_exported() {
    let text = "pub struct A; struct B; pub enum C {} pub type D = A; pub use x::{E, f, G as H, self, I_J};
                pub(crate) use x::K; pub mod m { pub struct L; } #[cfg(test)] pub struct M;";
    let types = public_types(&Source::parse(text).expect("Rust")).all();
    // `E` alone is a constant as likely as a type, so a single capital is not asked for.
    assert_eq!(types.iter().map(String::as_str).collect::<Vec<_>>(), ["A", "C", "L"]);
    let text = "pub use ids::{EntryId, LogId as Run, MAX_DEPTH, decode};";
    let types = public_types(&Source::parse(text).expect("Rust")).all();
    assert_eq!(types.iter().map(String::as_str).collect::<Vec<_>>(), ["EntryId", "Run"]);
    let words = first_cells("| word | English |\n| --- | --- |\n| `EntryId`, LogId | entry |\n");
    assert!(words.contains("EntryId") && words.contains("LogId") && !words.contains("entry"));
}

#[test]
fn no_two_domain_types_share_a_name() {
    hold("homonym", homonyms(&domain()));
}

#[test]
fn a_name_declared_twice_is_refused_and_a_re_export_is_not() {
    let parse = |path: &str, text| (path.to_owned(), Source::parse(text).expect("Rust"));
    let files = [
        parse("a.rs", "pub struct Problem; pub struct Place;"),
        parse("b.rs", "pub enum Problem {} struct Place;"),
        parse("c.rs", "pub use a::Place;"),
    ];
    bites(&homonyms(&files), &["Problem"]);
}

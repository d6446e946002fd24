//! What must be written down: how each file opens, every public item of the domain, every word in
//! the glossary, every dependency with its reason.

use std::collections::BTreeSet;

use syn::visit::{self, Visit};
use syn::{Attribute, Item, UseTree, Visibility};

use super::source::Source;
use super::{Violation, bites, hold, repo};

/// Does the file open with `//!`?
fn opens_silently(path: &str, text: &str) -> Option<Violation> {
    let first = text.lines().find(|l| !l.trim().is_empty()).unwrap_or_default();
    let told = first.starts_with("//! ");
    (!told).then(|| Violation::new(path, "a file opens with `//!`: what it is for"))
}

/// Public items without a doc comment; fields and variants of public types too.
fn undocumented(path: &str, source: &Source) -> Vec<Violation> {
    let mut all = Undocumented::default();
    all.visit_file(&source.syntax);
    let say = |name| Violation::new(format!("{path}::{name}"), "a public item is documented");
    all.0.into_iter().map(say).collect()
}

#[derive(Default)]
struct Undocumented(Vec<String>);

impl Undocumented {
    fn check(&mut self, vis: &Visibility, attrs: &[Attribute], name: &impl ToString) {
        if matches!(vis, Visibility::Public(_)) {
            self.told(attrs, name);
        }
    }
    fn told(&mut self, attrs: &[Attribute], name: &impl ToString) {
        if !attrs.iter().any(|a| a.path().is_ident("doc")) {
            self.0.push(name.to_string());
        }
    }
}

impl<'ast> Visit<'ast> for Undocumented {
    fn visit_item(&mut self, item: &'ast Item) {
        match item {
            Item::Const(i) => self.check(&i.vis, &i.attrs, &i.ident),
            Item::Enum(i) => self.check(&i.vis, &i.attrs, &i.ident),
            Item::Fn(i) => self.check(&i.vis, &i.attrs, &i.sig.ident),
            Item::Static(i) => self.check(&i.vis, &i.attrs, &i.ident),
            Item::Struct(i) => self.check(&i.vis, &i.attrs, &i.ident),
            Item::Trait(i) => self.check(&i.vis, &i.attrs, &i.ident),
            Item::Type(i) => self.check(&i.vis, &i.attrs, &i.ident),
            _ => {}
        }
        visit::visit_item(self, item);
    }
    fn visit_impl_item_fn(&mut self, f: &'ast syn::ImplItemFn) {
        self.check(&f.vis, &f.attrs, &f.sig.ident);
    }
    fn visit_impl_item_const(&mut self, c: &'ast syn::ImplItemConst) {
        self.check(&c.vis, &c.attrs, &c.ident);
    }
    fn visit_field(&mut self, field: &'ast syn::Field) {
        if let Some(name) = &field.ident {
            self.check(&field.vis, &field.attrs, name);
        }
    }
    fn visit_item_trait(&mut self, item: &'ast syn::ItemTrait) {
        if !matches!(item.vis, Visibility::Public(_)) {
            return;
        }
        for member in &item.items {
            if let syn::TraitItem::Fn(f) = member {
                self.told(&f.attrs, &f.sig.ident);
            }
        }
    }
    fn visit_item_enum(&mut self, item: &'ast syn::ItemEnum) {
        if !matches!(item.vis, Visibility::Public(_)) {
            return;
        }
        for variant in &item.variants {
            self.told(&variant.attrs, &variant.ident);
            for field in &variant.fields {
                if let Some(name) = &field.ident {
                    self.told(&field.attrs, name);
                }
            }
        }
    }
}

/// The public structs and enums of a file, and the types it re-exports (a macro may have made them).
fn public_types(source: &Source) -> BTreeSet<String> {
    let mut types = PublicTypes::default();
    types.visit_file(&source.syntax);
    types.0
}

#[derive(Default)]
struct PublicTypes(BTreeSet<String>);

impl<'ast> Visit<'ast> for PublicTypes {
    fn visit_item(&mut self, item: &'ast Item) {
        match item {
            Item::Struct(i) if matches!(i.vis, Visibility::Public(_)) => {
                self.0.insert(i.ident.to_string());
            }
            Item::Enum(i) if matches!(i.vis, Visibility::Public(_)) => {
                self.0.insert(i.ident.to_string());
            }
            Item::Use(i) if matches!(i.vis, Visibility::Public(_)) => {
                exported(&i.tree, &mut self.0)
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
fn first_cells(markdown: &str) -> BTreeSet<String> {
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

/// The dependencies that the workspace names, our own crates left out.
fn workspace_dependencies(manifest: &str) -> Vec<&str> {
    let section = manifest.lines().skip_while(|l| l.trim() != "[workspace.dependencies]").skip(1);
    let lines = section.take_while(|l| !l.starts_with('['));
    let entries = lines.filter(|l| !l.starts_with('#') && !l.contains("path = "));
    entries.filter_map(|l| Some(l.split_once('=')?.0.trim().split('.').next()?)).collect()
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
fn every_rust_file_says_what_it_is_for() {
    hold("opening", repo::rust().iter().filter_map(|f| opens_silently(&f.path, &f.text)).collect());
}

#[test]
fn a_file_that_opens_with_code_or_an_ordinary_comment_is_refused() {
    assert!(opens_silently("x", "\n//! Fixes: where and how exactly.\n").is_none());
    assert!(opens_silently("x", "use std::fmt;\n//! Late.\n").is_some());
    assert!(opens_silently("x", "// Aside.\n").is_some());
    assert!(opens_silently("x", "//!\n").is_some());
}

#[test]
fn the_domain_documents_all_that_is_public() {
    let files =
        repo::rust_under("core/domain/src/").into_iter().filter(|f| !repo::is_test(&f.path));
    hold("domain-docs", files.flat_map(|f| undocumented(&f.path, &Source::of(&f))).collect());
}

#[test]
fn an_undocumented_item_field_variant_or_method_is_refused() {
    let text = "
        /// Told.
        pub struct A { pub silent_field: u8, private: u8 }
        pub enum SilentEnum { /** Told. */ Told { silent_inner: u8 }, SilentVariant }
        impl A { pub fn silent_method() {} fn private() {} }
        pub(crate) fn inside() {}
        /// Told.
        pub trait T { fn silent_required(); }
        impl T for A { fn silent_required() {} }
        #[cfg(test)] pub fn for_tests() {}";
    let want = ["silent_field", "SilentEnum", "silent_inner", "SilentVariant", "silent_method"];
    let mut want: Vec<_> = want.iter().map(|n| format!("x::{n}")).collect();
    want.push("x::silent_required".to_owned());
    let mut found = undocumented("x", &Source::parse(text).expect("Rust"));
    found.sort();
    want.sort();
    bites(&found, &want.iter().map(String::as_str).collect::<Vec<_>>());
}

#[test]
fn every_public_domain_type_is_in_the_glossary() {
    let words = first_cells(&repo::read("docs/glossary.md"));
    let mut found = Vec::new();
    for file in repo::rust_under("core/domain/src/") {
        if repo::is_test(&file.path) || file.path.contains("/testing/") {
            continue;
        }
        let types = public_types(&Source::of(&file)).into_iter().filter(|t| !words.contains(t));
        found.extend(types.map(|t| Violation::new(t, format!("{}: no glossary row", file.path))));
    }
    hold("glossary", found);
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
    let types = public_types(&Source::parse(text).expect("Rust"));
    // `E` alone is a constant as likely as a type, so a single capital is not asked for.
    assert_eq!(types.iter().map(String::as_str).collect::<Vec<_>>(), ["A", "C", "L"]);
    let text = "pub use ids::{EntryId, LogId as Run, MAX_DEPTH, decode};";
    let types = public_types(&Source::parse(text).expect("Rust"));
    assert_eq!(types.iter().map(String::as_str).collect::<Vec<_>>(), ["EntryId", "Run"]);
    let words = first_cells("| word | English |\n| --- | --- |\n| `EntryId`, LogId | entry |\n");
    assert!(words.contains("EntryId") && words.contains("LogId") && !words.contains("entry"));
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

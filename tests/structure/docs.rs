//! What must be written down in the source: how each file opens, every public item of the domain.

use syn::visit::{self, Visit};
use syn::{Attribute, Item, Visibility};

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

//! Rust source as the rules see it: parsed, with whatever is compiled for tests only taken away.

use proc_macro2::Span;
use quote::ToTokens;
use syn::spanned::Spanned;
use syn::visit::{self, Visit};
use syn::{Attribute, ImplItem, Item, ItemMod};

use super::repo::File;

/// A parsed file without its tests.
pub(super) struct Source {
    pub(super) syntax: syn::File,
    /// Lines of the file, less those of its tests. Comments and doc tests count.
    pub(super) lines: usize,
}

/// A function or method that ships.
pub(super) struct Function {
    pub(super) name: String,
    /// From the line of its signature to that of its closing brace.
    pub(super) lines: usize,
    /// Between its braces.
    pub(super) body_lines: usize,
    /// `pub`, not merely `pub(crate)`.
    pub(super) public: bool,
    pub(super) output: syn::ReturnType,
}

impl Source {
    pub(super) fn of(file: &File) -> Self {
        Self::parse(&file.text).unwrap_or_else(|e| panic!("{}: {e}", file.path))
    }

    pub(super) fn parse(text: &str) -> syn::Result<Self> {
        let mut syntax = syn::parse_file(text)?;
        let gone = without_tests(&mut syntax.items);
        Ok(Self { syntax, lines: text.lines().count().saturating_sub(gone) })
    }

    /// Every function with a body, methods and default methods of traits included.
    pub(super) fn functions(&self) -> Vec<Function> {
        let mut all = Functions::default();
        all.visit_file(&self.syntax);
        all.0
    }
}

/// Takes test-only items out of `items`; says how many lines they had.
fn without_tests(items: &mut Vec<Item>) -> usize {
    let mut gone = 0;
    items.retain(|item| {
        let test = attributes(item).iter().any(is_test_only);
        gone += if test { height(item.span()) } else { 0 };
        !test
    });
    for item in items {
        match item {
            Item::Mod(ItemMod { content: Some((_, inner)), .. }) => gone += without_tests(inner),
            Item::Impl(block) => block.items.retain(|i| match i {
                ImplItem::Fn(f) => !f.attrs.iter().any(is_test_only),
                _ => true,
            }),
            _ => {}
        }
    }
    gone
}

/// `#[test]`, `#[tokio::test]`, `#[cfg(test)]`, `#[cfg(all(test, …))]`; not `any(test, …)`.
fn is_test_only(attribute: &Attribute) -> bool {
    let last = attribute.path().segments.last().map(|s| s.ident.to_string());
    match last.as_deref() {
        Some("test") => true,
        Some("cfg") => {
            let tokens = attribute.meta.to_token_stream().to_string().replace(' ', "");
            tokens == "cfg(test)" || tokens.starts_with("cfg(all(test,")
        }
        _ => false,
    }
}

fn attributes(item: &Item) -> &[Attribute] {
    match item {
        Item::Const(i) => &i.attrs,
        Item::Enum(i) => &i.attrs,
        Item::Fn(i) => &i.attrs,
        Item::Impl(i) => &i.attrs,
        Item::Macro(i) => &i.attrs,
        Item::Mod(i) => &i.attrs,
        Item::Static(i) => &i.attrs,
        Item::Struct(i) => &i.attrs,
        Item::Trait(i) => &i.attrs,
        Item::Type(i) => &i.attrs,
        Item::Use(i) => &i.attrs,
        _ => &[],
    }
}

/// How many lines a span covers.
fn height(span: Span) -> usize {
    span.end().line - span.start().line + 1
}

#[derive(Default)]
struct Functions(Vec<Function>);

impl Functions {
    fn add(&mut self, sig: &syn::Signature, block: &syn::Block, public: bool) {
        let last = block.brace_token.span.close().end().line;
        self.0.push(Function {
            name: sig.ident.to_string(),
            lines: last - sig.span().start().line + 1,
            body_lines: block
                .stmts
                .first()
                .zip(block.stmts.last())
                .map_or(0, |(first, end)| end.span().end().line - first.span().start().line + 1),
            public,
            output: sig.output.clone(),
        });
    }
}

impl<'ast> Visit<'ast> for Functions {
    fn visit_item_fn(&mut self, f: &'ast syn::ItemFn) {
        self.add(&f.sig, &f.block, matches!(f.vis, syn::Visibility::Public(_)));
        visit::visit_item_fn(self, f);
    }
    fn visit_impl_item_fn(&mut self, f: &'ast syn::ImplItemFn) {
        self.add(&f.sig, &f.block, matches!(f.vis, syn::Visibility::Public(_)));
        visit::visit_impl_item_fn(self, f);
    }
    fn visit_trait_item_fn(&mut self, f: &'ast syn::TraitItemFn) {
        if let Some(block) = &f.default {
            self.add(&f.sig, block, false);
        }
        visit::visit_trait_item_fn(self, f);
    }
}

#[test]
fn tests_inside_a_file_are_not_counted_as_its_lines() {
    let text = "//! x\npub fn a() {}\n\n#[cfg(test)]\nmod tests {\n    #[test]\n    fn b() {}\n}\n";
    let source = Source::parse(text).expect("Rust");
    assert_eq!(source.lines, 3);
    assert_eq!(source.functions().len(), 1);
}

#[test]
fn a_function_is_measured_from_signature_to_brace() {
    let text = "/// Docs\n/// more\npub fn a(\n    x: u8,\n) -> u8 {\n    // why\n    let y = x;\n    y\n}\n";
    let functions = Source::parse(text).expect("Rust").functions();
    assert_eq!((functions[0].lines, functions[0].body_lines), (7, 2));
}

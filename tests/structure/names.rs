//! Names say what a thing is: no drawers for odds and ends, errors end in `Error`, tests are
//! sentences.

use quote::ToTokens;
use syn::visit::{self, Visit};
use syn::{GenericArgument, PathArguments, ReturnType, Type};

use super::source::Source;
use super::{Violation, bites, hold, repo};

const DRAWERS: [&str; 8] =
    ["util", "utils", "common", "manager", "managers", "helper", "helpers", "misc"];

/// Files, folders and inline modules named after nothing in particular.
fn drawers(path: &str, text: &str) -> Vec<Violation> {
    let modules = text.lines().filter_map(|line| {
        let line = line.trim().trim_start_matches("pub ").trim_start_matches("pub(crate) ");
        line.strip_prefix("mod ").map(|rest| rest.trim_end_matches([';', '{', ' ']))
    });
    let parts = path.split(['/', '.']).chain(modules);
    let vague = |name: &&str| name.split(['_', '-']).any(|word| DRAWERS.contains(&word));
    let say = |name| Violation::new(path, format!("`{name}` is a drawer: name what is in it"));
    parts.filter(vague).map(say).collect()
}

/// Types that are errors, or are returned as such by a public function, without the name.
fn misnamed_errors(path: &str, source: &Source) -> Vec<Violation> {
    let mut types = ErrorTypes::default();
    types.visit_file(&source.syntax);
    let returned = source.functions().into_iter().filter(|f| f.public);
    types.0.extend(returned.filter_map(|f| error_of(&f.output)));
    let fine = |name: &String| {
        name.ends_with("Error") || name.len() == 1 || ["Err", "Infallible"].contains(&name.as_str())
    };
    types.0.retain(|name| !fine(name));
    let say = |name| Violation::new(format!("{path}::{name}"), "error types end in `Error`");
    types.0.into_iter().map(say).collect()
}

/// The last name in the second argument of the `Result` that a function returns.
fn error_of(output: &ReturnType) -> Option<String> {
    let ReturnType::Type(_, ty) = output else { return None };
    let Type::Path(path) = ty.as_ref() else { return None };
    let result = path.path.segments.last().filter(|s| s.ident == "Result")?;
    let PathArguments::AngleBracketed(arguments) = &result.arguments else { return None };
    let GenericArgument::Type(error) = arguments.args.iter().nth(1)? else { return None };
    let tokens = error.to_token_stream().to_string();
    let mut words = tokens.split(|c: char| !c.is_alphanumeric() && c != '_');
    words.rfind(|w| !w.is_empty() && *w != "static").map(str::to_owned)
}

#[derive(Default)]
struct ErrorTypes(Vec<String>);

impl<'ast> Visit<'ast> for ErrorTypes {
    fn visit_item_impl(&mut self, block: &'ast syn::ItemImpl) {
        let of = block.trait_.as_ref().and_then(|(_, path, _)| path.segments.last());
        if of.is_some_and(|s| s.ident == "Error") {
            let name = block.self_ty.to_token_stream().to_string();
            self.0.push(name.split(['<', ' ']).next().unwrap_or_default().to_owned());
        }
        visit::visit_item_impl(self, block);
    }
    fn visit_item_enum(&mut self, item: &'ast syn::ItemEnum) {
        let derives = item.attrs.iter().filter(|a| a.path().is_ident("derive"));
        let text: String = derives.map(|a| a.meta.to_token_stream().to_string()).collect();
        let mut words = text.split(|c: char| !c.is_alphanumeric());
        self.0.extend(words.any(|w| w == "Error").then(|| item.ident.to_string()));
    }
}

/// Tests whose name is not a sentence: three words at least.
fn mumbled_tests(path: &str, text: &str) -> Vec<Violation> {
    let mut found = Vec::new();
    let mut lines = text.lines().map(str::trim);
    while let Some(line) = lines.next() {
        if !line.starts_with("#[") || !line.contains("test]") && !line.contains("::test(") {
            continue;
        }
        let function = lines.find_map(|l| l.split("fn ").nth(1)).unwrap_or_default();
        let name = function.split('(').next().unwrap_or_default();
        if name.split('_').filter(|w| !w.is_empty()).count() < 3 {
            found.push(Violation::new(format!("{path}::{name}"), "a test's name is a sentence"));
        }
    }
    found
}

#[test]
fn no_file_or_module_is_a_drawer() {
    let names = |f: &repo::File| f.path.ends_with(".rs") || f.path.ends_with(".kt");
    let files = repo::files().into_iter().filter(names);
    hold("drawer", files.flat_map(|f| drawers(&f.path, &f.text)).collect());
}

#[test]
fn a_file_or_module_called_helpers_is_refused() {
    bites(&drawers("hub/src/date_helpers.rs", ""), &["hub/src/date_helpers.rs"]);
    bites(
        &drawers("hub/src/a.rs", "pub mod utils;\nmod common {\nmod community;\n"),
        &["hub/src/a.rs"; 2],
    );
}

#[test]
fn error_types_end_in_error() {
    let files = repo::rust().into_iter().filter(|f| !repo::is_test(&f.path));
    hold("error-name", files.flat_map(|f| misnamed_errors(&f.path, &Source::of(&f))).collect());
}

#[test]
fn an_error_by_any_other_name_is_refused() {
    let text = "
        impl std::error::Error for Trouble {}
        impl fmt::Display for Fine {}
        #[derive(Debug, thiserror::Error)] pub enum Failure {}
        pub fn a() -> Result<u8, String> { Ok(1) }
        pub fn b() -> Result<u8, Vec<ReadError>> { Ok(1) }
        pub fn c() -> fmt::Result { Ok(()) }
        fn private() -> Result<u8, String> { Ok(1) }
        pub fn d<E>() -> Result<u8, E> { Ok(1) }";
    let source = Source::parse(text).expect("Rust");
    bites(&misnamed_errors("x", &source), &["x::Trouble", "x::Failure", "x::String"]);
}

#[test]
fn tests_are_sentences() {
    hold("test-name", repo::rust().iter().flat_map(|f| mumbled_tests(&f.path, &f.text)).collect());
}

#[test]
fn a_test_called_works_is_refused() {
    // Written with a space so that the rule, which reads text, does not take it for a real test.
    let text =
        "# [test]\nfn it_works() {}\n# [tokio::test]\n# [ignore]\nasync fn two_phones_meet() {}\n";
    bites(&mumbled_tests("x", &text.replace("# [", "#[")), &["x::it_works"]);
}

//! `regex`: does a pattern match the whole text?

use std::cell::RefCell;

use regex::{Regex, RegexBuilder};

use super::ast::{Expr, ExprError, ExprKind, ExprRule};
use super::function::Function;

/// Patterns are compiled once while they are the same: forms hold few.
const MAX_KEPT: usize = 64;

thread_local! {
    static KEPT: RefCell<Vec<(String, Option<Regex>)>> = const { RefCell::new(Vec::new()) };
}

/// A pattern that must match from the first to the last character; linear in the text.
fn compile(pattern: &str) -> Result<Regex, regex::Error> {
    RegexBuilder::new(&format!("^(?:{pattern})$")).size_limit(1 << 20).build()
}

/// Does the pattern match the whole text? No if it cannot be read.
pub(super) fn matches(text: &str, pattern: &str) -> bool {
    KEPT.with_borrow_mut(|kept| {
        let at = kept.iter().position(|(known, _)| known == pattern).unwrap_or_else(|| {
            if kept.len() >= MAX_KEPT {
                kept.clear();
            }
            kept.push((pattern.to_owned(), compile(pattern).ok()));
            kept.len() - 1
        });
        kept[at].1.as_ref().is_some_and(|regex| regex.is_match(text))
    })
}

/// Refuses a written pattern that cannot be read, at its place.
pub(super) fn check(function: Function, list: &[Expr]) -> Result<(), ExprError> {
    if function != Function::Regex {
        return Ok(());
    }
    let ExprKind::Text(pattern) = &list[1].kind else { return Ok(()) };
    match compile(pattern) {
        Ok(_) => Ok(()),
        Err(why) => {
            let why = why.to_string();
            let why = why.lines().last().unwrap_or_default().trim_start_matches("error: ");
            Err(ExprError { span: list[1].span, rule: ExprRule::BadPattern(why.to_owned()) })
        }
    }
}

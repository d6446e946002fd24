//! Paths turned back into `${name}`, where one name leads there and nowhere else.

use std::collections::HashMap;

use crate::forms::xml::{Document, XmlId};

const CURRENT: &str = "current()/";
const LAST_SAVED: &str = "instance('__last-saved')";

/// The paths of the primary instance whose last name is used once.
#[derive(Debug, Default)]
pub(super) struct Names {
    unique: HashMap<String, String>,
}

impl Names {
    pub(super) fn of(document: &Document, root: XmlId) -> Self {
        let mut counts: HashMap<String, Vec<String>> = HashMap::new();
        let top = format!("/{}", document.name(root).qualified());
        collect(document, root, &top, &mut counts);
        let single = |(name, mut paths): (String, Vec<String>)| {
            paths.dedup();
            (paths.len() == 1).then(|| (paths.remove(0), name))
        };
        Self { unique: counts.into_iter().filter_map(single).collect() }
    }

    /// The expression with every path to a question as `${name}`; `context` is the path of the
    /// question that it belongs to.
    pub(super) fn named(&self, text: &str, context: &str) -> String {
        let mut out = String::with_capacity(text.len());
        let mut rest = text;
        let (mut quote, mut depth) = (None, 0_usize);
        while let Some(letter) = rest.chars().next() {
            let found = (quote.is_none() && !out.ends_with(is_path) || out.ends_with(LAST_SAVED))
                .then(|| self.reference(rest, context, depth > 0))
                .flatten();
            if let Some((name, length)) = found {
                rest = &rest[length..];
                self::push(&mut out, name, &mut rest);
                continue;
            }
            quote = match quote {
                None if matches!(letter, '"' | '\'') => Some(letter),
                Some(open) if open == letter => None,
                open => open,
            };
            match letter {
                '[' if quote.is_none() => depth += 1,
                ']' if quote.is_none() => depth = depth.saturating_sub(1),
                _ => {}
            }
            out.push(letter);
            rest = &rest[letter.len_utf8()..];
        }
        out.trim().to_owned()
    }

    /// The name that the path at the beginning of `text` leads to, and the path's length.
    fn reference(&self, text: &str, context: &str, filter: bool) -> Option<(&str, usize)> {
        let (path, current) = match text.strip_prefix(CURRENT) {
            Some(path) => (path, CURRENT.len()),
            None => (text, 0),
        };
        let length = path.find(|c| !(is_step(c) || c == '/')).unwrap_or(path.len());
        let path = &path[..length];
        if path.starts_with('/') && current == 0 {
            return self.unique.get(path).map(|name| (name.as_str(), length));
        }
        // In a filter, `..` is the item's parent unless the question itself is named.
        if !path.starts_with("../") || filter && current == 0 {
            return None;
        }
        let mut steps: Vec<&str> = context.split('/').collect();
        for step in path.split('/') {
            if step == ".." {
                steps.pop()?;
            } else {
                steps.push(step);
            }
        }
        let name = self.unique.get(&steps.join("/"))?;
        Some((name, current + length))
    }
}

/// Adds a reference; the blank that converters put on either side goes.
fn push(out: &mut String, name: &str, rest: &mut &str) {
    let saved = out.ends_with(LAST_SAVED);
    if saved {
        out.truncate(out.len() - LAST_SAVED.len());
    }
    if (out.ends_with(' ') || out.is_empty()) && (rest.starts_with(' ') || rest.is_empty()) {
        out.pop();
        *rest = rest.strip_prefix(' ').unwrap_or(rest);
    }
    *out += &format!("${{{}{name}}}", if saved { "last-saved#" } else { "" });
}

/// A letter of a step of a path.
fn is_step(letter: char) -> bool {
    letter.is_alphanumeric() || matches!(letter, '_' | '-' | '.' | ':')
}

/// A letter after which a path goes on, so that a `/` is no beginning.
fn is_path(letter: char) -> bool {
    is_step(letter) || matches!(letter, ')' | ']' | '*' | '/')
}

fn collect(
    document: &Document,
    parent: XmlId,
    path: &str,
    counts: &mut HashMap<String, Vec<String>>,
) {
    for child in document.elements(parent) {
        let name = document.name(child).qualified();
        let below = format!("{path}/{name}");
        if document.name(child).local == "meta" {
            let id = document.elements(child).find(|id| document.name(*id).local == "instanceID");
            if let Some(id) = id {
                let path = format!("{below}/{}", document.name(id).qualified());
                counts.entry("instanceID".to_owned()).or_default().push(path);
            }
        } else {
            collect(document, child, &below, counts);
            counts.entry(name).or_default().push(below);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_become_names_but_not_within_texts_or_other_paths() {
        let unique = HashMap::from([("/d/a".to_owned(), "a".to_owned())]);
        let names = Names { unique };
        assert_eq!(names.named(" /d/a  > 1", "/d/b"), "${a} > 1");
        assert_eq!(names.named("x/d/a = '/d/a'", "/d/b"), "x/d/a = '/d/a'");
        assert_eq!(names.named("/d/ab", "/d/b"), "/d/ab");
        assert_eq!(names.named("x[y =  current()/../a ]", "/d/b"), "x[y = ${a}]");
        assert_eq!(names.named("x[y = ../a]", "/d/b"), "x[y = ../a]");
        assert_eq!(names.named(" instance('__last-saved')/d/a ", "/d/b"), "${last-saved#a}");
    }
}

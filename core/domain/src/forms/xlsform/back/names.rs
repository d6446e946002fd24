//! Paths turned back into `${name}`, where one name leads there and nowhere else.

use std::collections::HashMap;

use crate::forms::xml::{Document, XmlId};

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

    /// The expression with every absolute path to a question as `${name}`.
    pub(super) fn named(&self, text: &str) -> String {
        let mut out = String::with_capacity(text.len());
        let mut rest = text;
        let mut quote: Option<char> = None;
        while let Some(letter) = rest.chars().next() {
            let inside = quote.is_some();
            if matches!(letter, '"' | '\'') {
                quote = match quote {
                    None => Some(letter),
                    Some(open) if open == letter => None,
                    open => open,
                };
            }
            let begins = letter == '/' && !inside && !out.ends_with(is_path);
            let length = rest.find(|c| !(is_path(c) || c == '/')).unwrap_or(rest.len());
            let path = rest[..length].trim_end_matches('.');
            if let Some(name) = self.unique.get(path).filter(|_| begins) {
                out += &format!("${{{name}}}");
                rest = &rest[path.len()..];
            } else {
                out.push(letter);
                rest = &rest[letter.len_utf8()..];
            }
        }
        out.trim().to_owned()
    }
}

/// A letter that continues a path, so that a `/` after it is no beginning.
fn is_path(letter: char) -> bool {
    letter.is_alphanumeric() || matches!(letter, '_' | '-' | '.' | ':' | ')' | ']' | '*')
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
        if name != "meta" && !name.ends_with(":meta") {
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
        assert_eq!(names.named(" /d/a  > 1"), "${a}  > 1");
        assert_eq!(names.named("x/d/a = '/d/a'"), "x/d/a = '/d/a'");
        assert_eq!(names.named("/d/ab"), "/d/ab");
    }
}

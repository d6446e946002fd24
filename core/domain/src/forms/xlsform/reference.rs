//! `${name}` and `${last-saved#name}` in a cell.

use super::lexer::name_length;

/// A reference and its place in the text, in bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Reference<'a> {
    pub(super) name: &'a str,
    pub(super) last_saved: bool,
    pub(super) start: usize,
    pub(super) length: usize,
}

/// The reference that `text` begins with.
pub(super) fn at_start(text: &str) -> Option<Reference<'_>> {
    let inner = text.strip_prefix("${")?;
    let (inner, last_saved) = match inner.strip_prefix("last-saved#") {
        Some(rest) => (rest, true),
        None => (inner, false),
    };
    let length = name_length(inner);
    if length == 0 || !inner[length..].starts_with('}') {
        return None;
    }
    let whole = text.len() - inner.len() + length + 1;
    Some(Reference { name: &inner[..length], last_saved, start: 0, length: whole })
}

/// All well-formed references of a text.
pub(super) fn all(text: &str) -> Vec<Reference<'_>> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(at) = text[from..].find("${").map(|at| from + at) {
        match at_start(&text[at..]) {
            Some(reference) => {
                found.push(Reference { start: at, ..reference });
                from = at + reference.length;
            }
            None => from = at + 2,
        }
    }
    found
}

/// The first byte of a `${` that is no reference. An empty `${}` is none either.
pub(super) fn malformed(text: &str) -> Option<usize> {
    let mut from = 0;
    while let Some(at) = text[from..].find("${").map(|at| from + at) {
        let inner = &text[at + 2..];
        match inner.find('}') {
            // `${}` is passed over: it begins nothing that anybody could mean.
            Some(0) => from = at + 2,
            Some(end) => {
                let reference = at_start(&text[at..]).filter(|found| found.length == end + 3);
                if reference.is_none() {
                    return Some(at);
                }
                from = at + end + 3;
            }
            None => return Some(at),
        }
    }
    None
}

/// Is there any reference, and nothing wrong before it?
pub(super) fn any(text: &str) -> bool {
    let first = all(text).first().map(|found| found.start);
    first.is_some_and(|first| malformed(text).is_none_or(|bad| bad > first))
}

/// The reference that the whole text is.
pub(super) fn only(text: &str) -> Option<Reference<'_>> {
    at_start(text).filter(|reference| reference.length == text.len())
}

/// Is the last saved submission read, before anything wrong?
pub(super) fn reads_last_saved(text: &str) -> bool {
    let bad = malformed(text).unwrap_or(usize::MAX);
    all(text).iter().any(|found| found.last_saved && found.start < bad)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_are_found_and_broken_ones_are_named() {
        assert_eq!(all("${a} + ${last-saved#b}").len(), 2);
        assert_eq!(malformed("x ${a b}"), Some(2));
        assert_eq!(malformed("${a"), Some(0));
        assert_eq!(malformed("${a} $ {b}"), None);
        assert!(only("${a}").is_some() && only("${a} ").is_none());
    }
}

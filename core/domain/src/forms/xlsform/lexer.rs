//! The coarse words of an expression: enough to tell a computed default from a fixed one, and
//! where an `instance(…)` in a label ends. The expressions themselves are read by `xpath`.

/// A word of an expression.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Word {
    /// A date, time or number.
    Fixed,
    /// `*`, `+`, `-`, ` mod `, ` div `.
    Math,
    /// `|`.
    Union,
    Close,
    /// `/`.
    Slash,
    /// A quoted text.
    Quoted,
    Blank,
    /// `${name}`.
    Reference,
    /// `name(`.
    Call,
    /// `name[`.
    Filter,
    /// `]`.
    FilterEnd,
    Other,
}

/// A letter that may begin a name.
pub(super) fn begins_name(c: char) -> bool {
    matches!(c,
        'A'..='Z' | '_' | 'a'..='z' | '\u{d8}'..='\u{f6}' | '\u{f8}'..='\u{2ff}'
        | '\u{370}'..='\u{37d}' | '\u{37f}'..='\u{1fff}' | '\u{200c}'..='\u{200d}'
        | '\u{2070}'..='\u{218f}' | '\u{2c00}'..='\u{2fef}' | '\u{3001}'..='\u{d7ff}'
        | '\u{f900}'..='\u{fdcf}' | '\u{fdf0}'..='\u{fffd}' | '\u{10000}'..='\u{effff}')
}

fn continues_name(c: char) -> bool {
    begins_name(c)
        || matches!(c, '-' | '.' | '0'..='9' | '\u{b7}' | '\u{300}'..='\u{36f}'
            | '\u{203f}'..='\u{2040}')
}

/// The bytes of the name at the beginning of `text`; 0 if there is none.
pub(super) fn name_length(text: &str) -> usize {
    if !text.starts_with(begins_name) {
        return 0;
    }
    text.find(|c| !continues_name(c)).unwrap_or(text.len())
}

/// The bytes of a name with or without a prefix.
fn prefixed_length(text: &str) -> usize {
    let first = name_length(text);
    match text[first..].strip_prefix(':').map(name_length) {
        Some(second) if first > 0 && second > 0 => first + 1 + second,
        _ => first,
    }
}

/// Can it be the name of an XML element?
pub(super) fn is_name(text: &str) -> bool {
    !text.is_empty() && prefixed_length(text) == text.len()
}

/// Matches a pattern of `9` for a digit and itself for all else.
fn shaped(text: &str, pattern: &str) -> Option<usize> {
    let mut bytes = text.bytes();
    for wanted in pattern.bytes() {
        let found = bytes.next()?;
        if !(found == wanted && wanted != b'9' || wanted == b'9' && found.is_ascii_digit()) {
            return None;
        }
    }
    Some(pattern.len())
}

fn time_length(text: &str) -> Option<usize> {
    let length = shaped(text, "99:99:99")?;
    let rest = &text[length..];
    let zone = shaped(rest, "+99:99").or(shaped(rest, "-99:99")).or(shaped(rest, "Z"));
    Some(length + zone.unwrap_or(0))
}

fn fixed_length(text: &str) -> Option<usize> {
    let sign = usize::from(text.starts_with('-'));
    if let Some(length) = shaped(&text[sign..], "9999-99-99") {
        let day = sign + length;
        let time = text[day..].strip_prefix('T').and_then(time_length);
        return Some(day + time.map_or(0, |length| length + 1));
    }
    if let Some(length) = time_length(text) {
        return Some(length);
    }
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let whole = digits(&text[sign..]);
    let rest = &text[sign + whole..];
    match rest.strip_prefix('.').map(digits) {
        Some(part) if whole > 0 || part > 0 => Some(sign + whole + 1 + part),
        _ if whole > 0 => Some(sign + whole),
        _ => None,
    }
}

/// The next word and its length in bytes; `text` is not empty.
fn next(text: &str) -> (Word, usize) {
    if let Some(length) = fixed_length(text) {
        return (Word::Fixed, length);
    }
    for (sign, word) in [
        ("*", Word::Math),
        ("+", Word::Math),
        ("-", Word::Math),
        (" mod ", Word::Math),
        (" div ", Word::Math),
        ("!=", Word::Other),
        (" and ", Word::Other),
        (" or ", Word::Other),
        ("|", Word::Union),
        (")", Word::Close),
        ("/", Word::Slash),
    ] {
        if text.starts_with(sign) {
            return (word, sign.len());
        }
    }
    // Square and curly brackets by themselves.
    if text.starts_with(['[', '{', '}']) {
        return (Word::Other, 1);
    }
    if let Some(quote) = text.chars().next().filter(|c| matches!(c, '"' | '\''))
        && let Some(end) = text[1..].find(quote)
    {
        return (Word::Quoted, end + 2);
    }
    let blank = text.len() - text.trim_start().len();
    if blank > 0 {
        return (Word::Blank, blank);
    }
    if let Some(reference) = super::reference::at_start(text) {
        return (Word::Reference, reference.length);
    }
    named(text)
}

fn named(text: &str) -> (Word, usize) {
    let name = prefixed_length(text);
    let call = |length: usize| {
        let rest = &text[length..];
        if rest.starts_with('(') {
            Some((Word::Call, length + 1))
        } else if rest.starts_with('[') {
            Some((Word::Filter, length + 1))
        } else {
            None
        }
    };
    if name > 0 {
        if let Some(found) = call(name) {
            return found;
        }
        let first = name_length(text);
        if text[first..].starts_with("://") {
            return (Word::Other, first + 3);
        }
        return (Word::Other, name);
    }
    if text.starts_with(']') {
        return (Word::FilterEnd, 1);
    }
    (Word::Other, text.chars().next().map_or(1, char::len_utf8))
}

/// The words of an expression with their first byte and the byte after the last.
pub(super) fn words(text: &str) -> Vec<(Word, usize, usize)> {
    let mut all = Vec::new();
    let mut at = 0;
    while at < text.len() {
        let (word, length) = next(&text[at..]);
        all.push((word, at, at + length));
        at += length;
    }
    all
}

/// Is a default computed when the form opens, rather than a value as it stands?
pub(super) fn is_dynamic(default: &str, kind: &str) -> bool {
    let hyphens = matches!(kind, "date" | "dateTime" | "geopoint" | "geotrace" | "geoshape");
    for (word, start, end) in words(default) {
        if hyphens && word == Word::Math && &default[start..end] == "-" {
            return false;
        }
        if matches!(word, Word::Math | Word::Union | Word::Reference | Word::Call) {
            return true;
        }
    }
    false
}

/// Where `instance(…)/…` stands in a text, as byte ranges.
pub(super) fn instances(text: &str) -> Vec<(usize, usize)> {
    let mut found: Vec<usize> = Vec::new();
    let (mut inside, mut path, mut filter) = (false, false, false);
    let mut last: Option<(Word, usize, usize)> = None;
    let is_instance = |(word, start, end): (Word, usize, usize)| {
        word == Word::Call && &text[start..end] == "instance("
    };
    for word in words(text) {
        let before = last.map(|(kind, ..)| kind);
        let mut take = false;
        if !inside && is_instance(word) {
            (inside, take) = (true, true);
            found.push(word.1);
        } else if inside {
            take = match (word.0, before) {
                (Word::Quoted, _) if last.is_some_and(is_instance) => true,
                (Word::Close, Some(Word::Quoted)) => true,
                (Word::Slash, Some(Word::Close | Word::FilterEnd)) => {
                    path = true;
                    true
                }
                (Word::Blank, _) if path => {
                    path = false;
                    false
                }
                (Word::Filter, _) if path => {
                    (path, filter) = (false, true);
                    true
                }
                _ if path => true,
                (Word::FilterEnd, _) if filter => {
                    filter = false;
                    true
                }
                _ => filter,
            };
        }
        if take {
            last = Some(word);
        } else if inside {
            inside = false;
            found.extend(last.map(|(.., end)| end));
        }
    }
    found.extend(last.map(|(.., end)| end));
    found.chunks_exact(2).map(|pair| (pair[0], pair[1])).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn defaults_that_compute_are_told_from_fixed_ones() {
        for fixed in ["7", "2026-01-01", "a-b", "10:30:00", "Jl. Ahmad Yani", "-3.5"] {
            assert!(!is_dynamic(fixed, "text"), "{fixed}");
        }
        for computed in ["today()", "${a}", "1 + 1", "a | b", "'x'(", "uuid()"] {
            assert_eq!(is_dynamic(computed, "text"), computed != "'x'(", "{computed}");
        }
        assert!(!is_dynamic("a - 1", "date"));
    }

    #[test]
    fn an_instance_in_a_label_ends_with_its_path() {
        let text = "Hi instance('a')/root/item[name=${b}]/label there";
        assert_eq!(instances(text), [(3, 43)]);
    }
}

//! Characters: decoding, which may stand in XML, references, and line counting.

use std::borrow::Cow;

use super::limits::XmlFault;

/// The bytes as text: UTF-8, UTF-16 with its mark, or the ISO-8859-1 that a declaration names.
pub(super) fn decode(bytes: &[u8]) -> Result<Cow<'_, str>, XmlFault> {
    match bytes {
        [0xEF, 0xBB, 0xBF, rest @ ..] => utf8(rest),
        [0xFF, 0xFE, rest @ ..] => utf16(rest, u16::from_le_bytes),
        [0xFE, 0xFF, rest @ ..] => utf16(rest, u16::from_be_bytes),
        _ if says_latin(bytes) => Ok(Cow::Owned(bytes.iter().map(|b| char::from(*b)).collect())),
        _ => utf8(bytes),
    }
}

fn utf8(bytes: &[u8]) -> Result<Cow<'_, str>, XmlFault> {
    std::str::from_utf8(bytes).map(Cow::Borrowed).map_err(|_| XmlFault::Encoding)
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Result<Cow<'_, str>, XmlFault> {
    let units = bytes.chunks(2).map(|pair| unit([pair[0], pair.get(1).copied().unwrap_or(0)]));
    let text: Result<String, _> = char::decode_utf16(units).collect();
    text.map(Cow::Owned).map_err(|_| XmlFault::Encoding)
}

fn says_latin(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(100)];
    let head = String::from_utf8_lossy(head).to_lowercase();
    head.starts_with("<?xml")
        && head.split("?>").next().is_some_and(|declaration| {
            declaration.contains("iso-8859-1") || declaration.contains("latin1")
        })
}

/// The first character that may not stand in XML, with its byte.
pub(super) fn bad_character(text: &str) -> Option<(usize, char)> {
    let suspect = |b: &u8| (*b < 0x20 && !matches!(b, b'\t' | b'\n' | b'\r')) || *b == 0xEF;
    if !text.as_bytes().iter().any(suspect) {
        return None;
    }
    text.char_indices().find(|(_, c)| !is_xml(*c))
}

pub(super) fn is_xml(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | ' '..='\u{FFFD}' | '\u{10000}'..)
}

/// Is it a name, with at most one colon that parts two names?
pub(super) fn is_name(text: &str) -> bool {
    let mut parts = text.split(':');
    let good = |part: &str| {
        let mut letters = part.chars();
        letters.next().is_some_and(|c| c.is_alphabetic() || c == '_')
            && letters.all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | '\u{B7}'))
    };
    parts.next().is_some_and(good) && parts.next().is_none_or(good) && parts.next().is_none()
}

/// The character behind `&name;`.
pub(super) fn reference(name: &str) -> Result<char, XmlFault> {
    let unknown = || XmlFault::UnknownEntity(name.chars().take(40).collect());
    let number = match name {
        "lt" => return Ok('<'),
        "gt" => return Ok('>'),
        "amp" => return Ok('&'),
        "quot" => return Ok('"'),
        "apos" => return Ok('\''),
        _ => match name.strip_prefix('#') {
            Some(hex) if hex.starts_with('x') => u32::from_str_radix(&hex[1..], 16),
            Some(digits) => digits.parse(),
            None => return Err(unknown()),
        },
    };
    let signed = name.contains('+');
    number.ok().and_then(char::from_u32).filter(|c| is_xml(*c) && !signed).ok_or_else(unknown)
}

/// Text with every line end a line feed.
pub(super) fn lines(text: &str) -> Cow<'_, str> {
    if text.as_bytes().contains(&b'\r') {
        Cow::Owned(text.replace("\r\n", "\n").replace('\r', "\n"))
    } else {
        Cow::Borrowed(text)
    }
}

/// An attribute's value with references replaced and blanks made spaces.
pub(super) fn attribute_value(raw: &str) -> Result<Cow<'_, str>, XmlFault> {
    if !raw.bytes().any(|b| matches!(b, b'&' | b'\n' | b'\r' | b'\t' | b'<')) {
        return Ok(Cow::Borrowed(raw));
    }
    if raw.contains('<') {
        return Err(XmlFault::Syntax);
    }
    let raw = lines(raw);
    let mut out = String::with_capacity(raw.len());
    let mut rest: &str = &raw;
    while let Some(at) = rest.find(['&', '\n', '\t']) {
        out.push_str(&rest[..at]);
        if rest.as_bytes()[at] == b'&' {
            let end = rest[at..].find(';').ok_or(XmlFault::Syntax)? + at;
            out.push(reference(&rest[at + 1..end])?);
            rest = &rest[end + 1..];
        } else {
            out.push(' ');
            rest = &rest[at + 1..];
        }
    }
    out.push_str(rest);
    Ok(Cow::Owned(out))
}

/// Line and column of places that are asked for in rising order.
#[derive(Debug)]
pub(super) struct Places<'a> {
    text: &'a str,
    at: usize,
    line: u32,
    line_start: usize,
}

impl<'a> Places<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self { text, at: 0, line: 1, line_start: 0 }
    }

    pub(super) fn place(&mut self, at: usize) -> (u32, u32) {
        let at = at.min(self.text.len());
        if at < self.at {
            *self = Self::new(self.text);
        }
        let bytes = &self.text.as_bytes()[self.at..at];
        for (offset, _) in bytes.iter().enumerate().filter(|(_, b)| **b == b'\n') {
            self.line = self.line.saturating_add(1);
            self.line_start = self.at + offset + 1;
        }
        // Not before the line again and again: one long line would cost its length squared.
        self.at = at;
        let column = at - self.line_start + 1;
        (self.line, u32::try_from(column).unwrap_or(u32::MAX))
    }
}

//! JSON (RFC 8259) as a stream of tokens, with numbers as they are written.
//!
//! Only what reading a GeoJSON file needs; nothing is built in memory but the token itself.

use std::io::Read;

use super::source::Source;
use super::{MAX_CELL_BYTES, ReadError, ReadFault};

/// Deeper than any geometry.
const MAX_DEPTH: usize = 64;

/// A token; commas and colons are checked and passed over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Token {
    /// `{` or `[`.
    Open(u8),
    /// `}` or `]`.
    Close,
    /// The name of an object's member.
    Key(String),
    /// A text.
    Text(String),
    /// A number, as written.
    Number(String),
    /// `true` or `false`.
    Boolean(bool),
    /// `null`.
    Null,
    /// The end of the file.
    End,
}

/// What may come next within a container.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Expect {
    First,
    Member,
    Value,
    Comma,
}

/// Reads tokens.
#[derive(Debug)]
pub(super) struct Json<R> {
    pub(super) source: Source<R>,
    open: Vec<u8>,
    expect: Expect,
}

impl<R: Read> Json<R> {
    pub(super) fn new(reader: R) -> Self {
        Self { source: Source::new(reader), open: Vec::new(), expect: Expect::Value }
    }

    fn wrong<T>(&self) -> Result<T, ReadError> {
        Err(self.source.fault(ReadFault::Json))
    }

    fn blank(&mut self) -> Result<Option<u8>, ReadError> {
        while matches!(self.source.peek()?, Some(b' ' | b'\t' | b'\n' | b'\r')) {
            self.source.next()?;
        }
        self.source.peek()
    }

    /// The next token.
    pub(super) fn next(&mut self) -> Result<Token, ReadError> {
        let mut byte = self.blank()?;
        if self.expect == Expect::Comma {
            match (byte, self.open.last()) {
                (None, None) => return Ok(Token::End),
                (Some(b','), Some(open)) => {
                    self.expect = if *open == b'{' { Expect::Member } else { Expect::Value };
                    self.source.next()?;
                    byte = self.blank()?;
                }
                _ => return self.close(byte),
            }
        }
        let in_object = self.open.last() == Some(&b'{');
        match (self.expect, byte) {
            (Expect::First, Some(b'}' | b']')) => self.close(byte),
            (Expect::First | Expect::Member, Some(b'"')) if in_object => self.key(),
            (Expect::First | Expect::Member, _) if in_object => self.wrong(),
            (_, Some(byte)) => self.value(byte),
            (_, None) => self.wrong(),
        }
    }

    /// Passes over the value whose first token was just read.
    pub(super) fn skip(&mut self, first: &Token) -> Result<(), ReadError> {
        let mut depth = usize::from(matches!(first, Token::Open(_)));
        while depth > 0 {
            match self.next()? {
                Token::Open(_) => depth += 1,
                Token::Close => depth -= 1,
                _ => {}
            }
        }
        Ok(())
    }

    fn close(&mut self, byte: Option<u8>) -> Result<Token, ReadError> {
        let matching = match self.open.last() {
            Some(b'{') => b'}',
            Some(_) => b']',
            None => return self.wrong(),
        };
        if byte != Some(matching) {
            return self.wrong();
        }
        self.source.next()?;
        self.open.pop();
        self.expect = Expect::Comma;
        Ok(Token::Close)
    }

    fn key(&mut self) -> Result<Token, ReadError> {
        let key = self.text()?;
        if self.blank()? != Some(b':') {
            return self.wrong();
        }
        self.source.next()?;
        self.expect = Expect::Value;
        Ok(Token::Key(key))
    }

    fn value(&mut self, byte: u8) -> Result<Token, ReadError> {
        if matches!(byte, b'{' | b'[') {
            if self.open.len() >= MAX_DEPTH {
                return Err(self.source.fault(ReadFault::TooDeep));
            }
            self.source.next()?;
            self.open.push(byte);
            self.expect = Expect::First;
            return Ok(Token::Open(byte));
        }
        self.expect = Expect::Comma;
        if byte == b'"' {
            return Ok(Token::Text(self.text()?));
        }
        let mut word = Vec::new();
        while let Some(byte @ (b'a'..=b'z' | b'E' | b'0'..=b'9' | b'-' | b'+' | b'.')) =
            self.source.peek()?
        {
            word.push(byte);
            self.source.next()?;
            if word.len() > 400 {
                return Err(self.source.fault(ReadFault::TooLarge));
            }
        }
        match &word[..] {
            b"true" => Ok(Token::Boolean(true)),
            b"false" => Ok(Token::Boolean(false)),
            b"null" => Ok(Token::Null),
            word if is_number(word) => {
                Ok(Token::Number(String::from_utf8_lossy(word).into_owned()))
            }
            _ => self.wrong(),
        }
    }

    fn text(&mut self) -> Result<String, ReadError> {
        self.source.next()?;
        let mut bytes = Vec::new();
        loop {
            self.source.take_until(&mut bytes, |b| b == b'"' || b == b'\\' || b < b' ')?;
            if bytes.len() > MAX_CELL_BYTES {
                return Err(self.source.fault(ReadFault::TooLarge));
            }
            match self.source.peek()? {
                Some(b'"') => break,
                Some(b'\\') => {
                    self.source.next()?;
                    let escaped = self.escaped()?;
                    bytes.extend_from_slice(escaped.encode_utf8(&mut [0; 4]).as_bytes());
                }
                Some(byte) if byte >= b' ' => {}
                _ => return self.wrong(),
            }
        }
        self.source.next()?;
        String::from_utf8(bytes).map_err(|_| self.source.fault(ReadFault::Encoding))
    }

    fn escaped(&mut self) -> Result<char, ReadError> {
        Ok(match self.source.next()? {
            Some(byte @ (b'"' | b'\\' | b'/')) => char::from(byte),
            Some(b'b') => '\u{8}',
            Some(b'f') => '\u{c}',
            Some(b'n') => '\n',
            Some(b'r') => '\r',
            Some(b't') => '\t',
            Some(b'u') => {
                let high = self.hex()?;
                if (0xd800..0xdc00).contains(&high) {
                    if (self.source.next()?, self.source.next()?) != (Some(b'\\'), Some(b'u')) {
                        return self.wrong();
                    }
                    let low = self.hex()?;
                    let pair = 0x1_0000 + ((high - 0xd800) << 10) + low.wrapping_sub(0xdc00);
                    let low_half = (0xdc00..0xe000).contains(&low);
                    return char::from_u32(pair)
                        .filter(|_| low_half)
                        .map_or_else(|| self.wrong(), Ok);
                }
                return char::from_u32(high).map_or_else(|| self.wrong(), Ok);
            }
            _ => return self.wrong(),
        })
    }

    fn hex(&mut self) -> Result<u32, ReadError> {
        let mut number = 0;
        for _ in 0..4 {
            let digit = self.source.next()?.and_then(|byte| char::from(byte).to_digit(16));
            let Some(digit) = digit else { return self.wrong() };
            number = number * 16 + digit;
        }
        Ok(number)
    }
}

/// Is it a number by JSON's grammar: no leading zero, no bare point, no plus before it?
fn is_number(word: &[u8]) -> bool {
    let digits = |text: &[u8]| !text.is_empty() && text.iter().all(u8::is_ascii_digit);
    let word = word.strip_prefix(b"-").unwrap_or(word);
    let e = word.iter().position(|b| matches!(b, b'e' | b'E')).unwrap_or(word.len());
    let (decimal, exponent) = word.split_at(e);
    let point = decimal.iter().position(|b| *b == b'.').unwrap_or(decimal.len());
    let (whole, fraction) = decimal.split_at(point);
    let exponent_is_good = exponent.is_empty()
        || digits(
            exponent[1..]
                .strip_prefix(b"-")
                .or_else(|| exponent[1..].strip_prefix(b"+"))
                .unwrap_or(&exponent[1..]),
        );
    digits(whole)
        && (whole == b"0" || whole[0] != b'0')
        && (fraction.is_empty() || digits(&fraction[1..]))
        && exponent_is_good
}

//! Text of an expression to tokens, each with its span.
//!
//! Knows letters, not meaning: whether `*` multiplies is for the parser.

use super::{ExprError, Span};
use crate::forms::problem::Rule;

/// A token.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Token {
    Number(f64),
    Text(String),
    /// `${name}`
    Reference(String),
    /// A name, which may hold `-`, `.` and one `:`.
    Name(String),
    /// An operator or bracket.
    Sign(&'static str),
    End,
}

impl Token {
    /// How an error names it.
    pub(super) fn describe(&self) -> String {
        match self {
            Self::Number(number) => number.to_string(),
            Self::Text(_) => "a text".to_owned(),
            Self::Reference(name) => format!("${{{name}}}"),
            Self::Name(name) => format!("\"{name}\""),
            Self::Sign(sign) => format!("\"{sign}\""),
            Self::End => "the end".to_owned(),
        }
    }
}

/// The longest expression, in characters.
const MAX_LENGTH: usize = 8192;

// Longer signs first.
const SIGNS: [&str; 19] = [
    "!=", "<=", ">=", "//", "..", "(", ")", "[", "]", ",", "=", "<", ">", "+", "-", "*", "/", "|",
    ".",
];

/// Tokens with their spans, in characters; the last is [`Token::End`].
pub(super) fn tokens(text: &str) -> Result<Vec<(Token, Span)>, ExprError> {
    let letters: Vec<char> = text.chars().collect();
    if letters.len() > MAX_LENGTH {
        return Err(ExprError { span: Span { start: 0, end: 0 }, rule: Rule::ExpressionTooLarge });
    }
    let mut lexer = Lexer { letters: &letters, at: 0 };
    let mut tokens = Vec::new();
    loop {
        while lexer.peek(0).is_some_and(char::is_whitespace) {
            lexer.at += 1;
        }
        let start = lexer.at;
        let token = lexer.token()?;
        let done = token == Token::End;
        tokens.push((token, Span { start, end: lexer.at }));
        if done {
            return Ok(tokens);
        }
    }
}

struct Lexer<'a> {
    letters: &'a [char],
    at: usize,
}

impl Lexer<'_> {
    fn peek(&self, ahead: usize) -> Option<char> {
        self.letters.get(self.at + ahead).copied()
    }

    fn error(&self, start: usize, rule: Rule) -> ExprError {
        ExprError { span: Span { start, end: self.at.max(start + 1) }, rule }
    }

    fn take_while(&mut self, keep: impl Fn(char) -> bool) -> String {
        let start = self.at;
        while self.peek(0).is_some_and(&keep) {
            self.at += 1;
        }
        self.letters[start..self.at].iter().collect()
    }

    fn token(&mut self) -> Result<Token, ExprError> {
        let Some(letter) = self.peek(0) else { return Ok(Token::End) };
        let digit_follows = self.peek(1).is_some_and(|c| c.is_ascii_digit());
        match letter {
            // Spreadsheets turn straight quotes into curly ones.
            '"' | '\'' | '\u{201c}' | '\u{2018}' => self.text(letter),
            '$' => self.reference(),
            c if c.is_ascii_digit() || (c == '.' && digit_follows) => Ok(self.number()),
            c if c.is_alphabetic() || c == '_' => Ok(Token::Name(self.name())),
            c => {
                let rest: String = self.letters[self.at..].iter().take(2).collect();
                let Some(sign) = SIGNS.iter().find(|sign| rest.starts_with(**sign)) else {
                    return Err(self.error(self.at, Rule::BadCharacter(c)));
                };
                self.at += sign.len();
                Ok(Token::Sign(sign))
            }
        }
    }

    fn text(&mut self, open: char) -> Result<Token, ExprError> {
        let start = self.at;
        let close = match open {
            '\u{201c}' => '\u{201d}',
            '\u{2018}' => '\u{2019}',
            same => same,
        };
        self.at += 1;
        let text = self.take_while(|c| c != close);
        if self.peek(0).is_none() {
            self.at = start;
            return Err(self.error(start, Rule::OpenText));
        }
        self.at += 1;
        Ok(Token::Text(text))
    }

    fn reference(&mut self) -> Result<Token, ExprError> {
        let start = self.at;
        self.at += 1;
        let opened = self.peek(0) == Some('{');
        self.at += usize::from(opened);
        let name = self.take_while(|c| c != '}').trim().to_owned();
        if !opened || self.peek(0).is_none() || name.is_empty() {
            self.at = start;
            let found = "\"$\"".to_owned();
            return Err(self.error(start, Rule::Expected { expected: "${name}", found }));
        }
        self.at += 1;
        Ok(Token::Reference(name))
    }

    fn number(&mut self) -> Token {
        let text = self.take_while(|c| c.is_ascii_digit() || c == '.');
        // More than one point is read up to the second; the parser then meets the rest.
        let mut parts = text.splitn(3, '.');
        let kept = match (parts.next(), parts.next(), parts.next()) {
            (Some(a), Some(b), Some(rest)) => {
                self.at -= rest.chars().count() + 1;
                format!("{a}.{b}")
            }
            _ => text,
        };
        Token::Number(kept.parse().unwrap_or(f64::NAN))
    }

    /// A name; `jr:choice-name` and `a.b-c` are one, `a -b` is two.
    fn name(&mut self) -> String {
        let part = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '.');
        let mut name = self.take_while(part);
        let prefixed = self.peek(0) == Some(':')
            && self.peek(1).is_some_and(|c| c.is_alphabetic() || c == '_');
        if prefixed {
            self.at += 1;
            name = format!("{name}:{}", self.take_while(part));
        }
        name
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_minus_within_a_name_belongs_to_it() {
        let kinds = |text| tokens(text).unwrap().into_iter().map(|(t, _)| t).collect::<Vec<_>>();
        assert_eq!(kinds("count-selected")[0], Token::Name("count-selected".into()));
        assert_eq!(kinds("a - b").len(), 4);
        assert_eq!(kinds("jr:choice-name(")[0], Token::Name("jr:choice-name".into()));
        assert_eq!(
            kinds(".5 . ..")[..3],
            [Token::Number(0.5), Token::Sign("."), Token::Sign("..")]
        );
    }

    #[test]
    fn an_open_quote_and_a_stray_letter_are_named_with_their_character() {
        let open = tokens("a = 'b").unwrap_err();
        assert_eq!((open.span.start, open.rule), (4, Rule::OpenText));
        let stray = tokens("a # b").unwrap_err();
        assert_eq!((stray.span.start, stray.rule), (2, Rule::BadCharacter('#')));
        assert!(matches!(tokens("${a").unwrap_err().rule, Rule::Expected { .. }));
        assert!(matches!(tokens("$").unwrap_err().rule, Rule::Expected { .. }));
        let long = "1".repeat(MAX_LENGTH + 1);
        assert_eq!(tokens(&long).unwrap_err().rule, Rule::ExpressionTooLarge);
    }

    proptest! {
        #[test]
        fn any_text_has_tokens_or_an_error(text in "[-+*/|=<>!.$a-z0-9{}()'\" :\u{201c}\u{201d}]{0,40}") {
            let _ = tokens(&text);
        }
    }
}

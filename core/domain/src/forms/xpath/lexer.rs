//! Text of an expression to tokens, each with its span.
//!
//! Knows letters, not meaning: whether `*` multiplies or stands for any name is for the parser.

use super::ast::{ExprError, ExprRule, Span};

/// A token.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Token {
    Number(f64),
    Text(String),
    /// `${name}`
    Named(String),
    /// A name, which may hold `-`, `.` and one `:`.
    Name(String),
    /// `p:*`
    AnyIn(String),
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
            Self::Named(name) => format!("${{{name}}}"),
            Self::Name(name) => format!("\"{name}\""),
            Self::AnyIn(prefix) => format!("\"{prefix}:*\""),
            Self::Sign(sign) => format!("\"{sign}\""),
            Self::End => "the end".to_owned(),
        }
    }
}

/// The longest expression, in characters.
pub const MAX_LENGTH: usize = 65_536;

// Longer signs first.
const SIGNS: [&str; 21] = [
    "!=", "<=", ">=", "//", "..", "::", "(", ")", "[", "]", ",", "=", "<", ">", "+", "-", "*", "/",
    "|", ".", "@",
];

/// Tokens with their spans; the last is [`Token::End`].
pub(super) fn tokens(text: &str) -> Result<Vec<(Token, Span)>, ExprError> {
    if text.len() > MAX_LENGTH && text.chars().nth(MAX_LENGTH).is_some() {
        return Err(ExprError { span: Span::default(), rule: ExprRule::TooLong });
    }
    let letters: Vec<char> = text.chars().collect();
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

fn begins_name(c: char) -> bool {
    c.is_alphabetic() || c == '_'
}

fn in_name(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | '\u{B7}')
}

impl Lexer<'_> {
    fn peek(&self, ahead: usize) -> Option<char> {
        self.letters.get(self.at + ahead).copied()
    }

    fn error(&self, start: usize, rule: ExprRule) -> ExprError {
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
            '$' => self.named(),
            c if c.is_ascii_digit() || (c == '.' && digit_follows) => Ok(self.number()),
            c if begins_name(c) => Ok(self.glued().unwrap_or_else(|| self.name())),
            c => {
                let rest: String = self.letters[self.at..].iter().take(2).collect();
                let Some(sign) = SIGNS.iter().find(|sign| rest.starts_with(**sign)) else {
                    return Err(self.error(self.at, ExprRule::BadCharacter(c)));
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
            return Err(self.error(start, ExprRule::OpenText));
        }
        self.at += 1;
        Ok(Token::Text(text))
    }

    fn named(&mut self) -> Result<Token, ExprError> {
        let start = self.at;
        self.at += 1;
        if self.peek(0).is_some_and(begins_name) {
            let name = self.take_while(in_name);
            return Err(self.error(start, ExprRule::Variable(name)));
        }
        let opened = self.peek(0) == Some('{');
        self.at += usize::from(opened);
        let name = self.take_while(|c| c != '}').trim().to_owned();
        if !opened || self.peek(0).is_none() || name.is_empty() {
            self.at = start;
            let found = "\"$\"".to_owned();
            return Err(self.error(start, ExprRule::Expected { expected: "${name}", found }));
        }
        self.at += 1;
        Ok(Token::Named(name))
    }

    fn number(&mut self) -> Token {
        let start = self.at;
        self.take_while(|c| c.is_ascii_digit());
        if self.peek(0) == Some('.') && self.peek(1) != Some('.') {
            self.at += 1;
            self.take_while(|c| c.is_ascii_digit());
        }
        let text: String = self.letters[start..self.at].iter().collect();
        Token::Number(text.parse().unwrap_or(f64::NAN).min(f64::MAX))
    }

    /// `1and1`: after a value a word that begins with an operator and goes on with a digit is that
    /// operator, since a name cannot stand there.
    fn glued(&mut self) -> Option<Token> {
        let before = self.letters[..self.at].iter().rev().find(|c| !c.is_whitespace())?;
        if !(in_name(*before) || matches!(before, ')' | ']' | '\'' | '"')) {
            return None;
        }
        let word = ["and", "or", "div", "mod"].into_iter().find(|word| {
            let end = self.at + word.len();
            let is_it = self.letters[self.at..].iter().zip(word.chars()).filter(|(a, b)| *a == b);
            is_it.count() == word.len() && self.letters.get(end).is_some_and(char::is_ascii_digit)
        })?;
        // "a or or1": after an operator it is a name.
        let spoken: String = self.letters[..self.at].iter().collect();
        let last = spoken.trim_end().rsplit(|c: char| !in_name(c)).next().unwrap_or_default();
        if matches!(last, "and" | "or" | "div" | "mod") {
            return None;
        }
        self.at += word.len();
        Some(Token::Name(word.to_owned()))
    }

    fn name(&mut self) -> Token {
        let mut name = self.take_while(in_name);
        if self.peek(0) == Some(':') && self.peek(1) == Some('*') {
            self.at += 2;
            return Token::AnyIn(name);
        }
        if self.peek(0) == Some(':') && self.peek(1).is_some_and(begins_name) {
            self.at += 1;
            name.push(':');
            name += &self.take_while(in_name);
        }
        Token::Name(name)
    }
}

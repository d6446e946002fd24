//! Tokens to a syntax tree, by operator precedence (Pratt).
//!
//! The tree knows no form: names are still names. See [`super::resolve`] for what they mean.

use super::lexer::{Token, tokens};
use super::{ExprError, Operator, Span};
use crate::forms::problem::Rule;

/// A node of the syntax tree.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Syntax {
    pub(super) span: Span,
    pub(super) kind: SyntaxKind,
}

#[derive(Debug, Clone, PartialEq)]
pub(super) enum SyntaxKind {
    Number(f64),
    Text(String),
    /// `${name}`
    Reference(String),
    /// `/data/g/b`, `../b`, `.`: absolute or not, and the steps.
    Path(bool, Vec<String>),
    Negate(Box<Syntax>),
    Binary(Operator, Box<Syntax>, Box<Syntax>),
    Call(String, Vec<Syntax>),
}

const MAX_DEPTH: usize = 64;

/// Reads a whole expression.
pub(super) fn parse(text: &str) -> Result<Syntax, ExprError> {
    let tokens = tokens(text)?;
    let mut parser = Parser { tokens: &tokens, at: 0, depth: 0 };
    let tree = parser.expression(0)?;
    match parser.peek() {
        Token::End => Ok(tree),
        _ => Err(parser.expected("an operator or the end")),
    }
}

struct Parser<'a> {
    tokens: &'a [(Token, Span)],
    at: usize,
    depth: usize,
}

fn operator(token: &Token) -> Option<(Operator, u8)> {
    Some(match token {
        Token::Name(name) => match name.as_str() {
            "or" => (Operator::Or, 1),
            "and" => (Operator::And, 2),
            "div" => (Operator::Divide, 6),
            "mod" => (Operator::Remainder, 6),
            _ => return None,
        },
        Token::Sign(sign) => match *sign {
            "=" => (Operator::Equal, 3),
            "!=" => (Operator::NotEqual, 3),
            "<" => (Operator::Less, 4),
            "<=" => (Operator::LessOrEqual, 4),
            ">" => (Operator::Greater, 4),
            ">=" => (Operator::GreaterOrEqual, 4),
            "+" => (Operator::Add, 5),
            "-" => (Operator::Subtract, 5),
            "*" => (Operator::Multiply, 6),
            "|" => (Operator::Union, 8),
            _ => return None,
        },
        _ => return None,
    })
}

/// How tightly a leading minus binds.
const NEGATE: u8 = 7;

impl<'a> Parser<'a> {
    fn peek(&self) -> &'a Token {
        &self.tokens[self.at.min(self.tokens.len() - 1)].0
    }

    fn span(&self) -> Span {
        self.tokens[self.at.min(self.tokens.len() - 1)].1
    }

    fn next(&mut self) -> (&'a Token, Span) {
        let (token, span) = (self.peek(), self.span());
        self.at += 1;
        (token, span)
    }

    fn takes(&mut self, sign: &'static str) -> bool {
        let found = *self.peek() == Token::Sign(sign);
        self.at += usize::from(found);
        found
    }

    fn expected(&self, expected: &'static str) -> ExprError {
        let rule = Rule::Expected { expected, found: self.peek().describe() };
        ExprError { span: self.span(), rule }
    }

    fn expression(&mut self, binds: u8) -> Result<Syntax, ExprError> {
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            return Err(ExprError { span: self.span(), rule: Rule::ExpressionTooLarge });
        }
        let mut left = self.operand()?;
        while let Some((operator, power)) = operator(self.peek()) {
            if power <= binds {
                break;
            }
            self.at += 1;
            let right = self.expression(power)?;
            let span = Span { start: left.span.start, end: right.span.end };
            let kind = SyntaxKind::Binary(operator, Box::new(left), Box::new(right));
            left = Syntax { span, kind };
        }
        self.depth -= 1;
        Ok(left)
    }

    fn operand(&mut self) -> Result<Syntax, ExprError> {
        let span = self.span();
        let kind = match self.peek() {
            Token::Number(number) => SyntaxKind::Number(*number),
            Token::Text(text) => SyntaxKind::Text(text.clone()),
            Token::Reference(name) => SyntaxKind::Reference(name.clone()),
            Token::Sign("-") => {
                self.at += 1;
                let inner = self.expression(NEGATE)?;
                let span = Span { start: span.start, end: inner.span.end };
                return Ok(Syntax { span, kind: SyntaxKind::Negate(Box::new(inner)) });
            }
            Token::Sign("(") => {
                self.at += 1;
                let inner = self.expression(0)?;
                if !self.takes(")") {
                    return Err(self.expected("\")\""));
                }
                return self.no_predicate(inner);
            }
            Token::Name(name) if self.tokens[self.at + 1].0 == Token::Sign("(") => {
                return self.call(name, span);
            }
            Token::Name(_) | Token::Sign("." | ".." | "/") => return self.path(),
            _ => return Err(self.expected("a value")),
        };
        self.at += 1;
        self.no_predicate(Syntax { span, kind })
    }

    fn call(&mut self, name: &str, span: Span) -> Result<Syntax, ExprError> {
        self.at += 2;
        let mut arguments = Vec::new();
        if !self.takes(")") {
            loop {
                arguments.push(self.expression(0)?);
                if self.takes(")") {
                    break;
                }
                if !self.takes(",") {
                    return Err(self.expected("\",\" or \")\""));
                }
            }
        }
        let end = self.tokens[self.at - 1].1.end;
        let span = Span { start: span.start, end };
        self.no_predicate(Syntax { span, kind: SyntaxKind::Call(name.to_owned(), arguments) })
    }

    fn path(&mut self) -> Result<Syntax, ExprError> {
        let start = self.span().start;
        let absolute = self.takes("/");
        let mut steps = Vec::new();
        let mut end;
        loop {
            let (token, span) = self.next();
            end = span.end;
            match token {
                Token::Name(name) => steps.push(name.clone()),
                Token::Sign(dots @ ("." | "..")) => steps.push((*dots).to_owned()),
                _ => {
                    self.at -= 1;
                    return Err(self.expected("a name"));
                }
            }
            if !self.takes("/") {
                break;
            }
        }
        self.no_predicate(Syntax {
            span: Span { start, end },
            kind: SyntaxKind::Path(absolute, steps),
        })
    }

    /// Predicates and further steps after a value come with the whole of ODK.
    fn no_predicate(&self, tree: Syntax) -> Result<Syntax, ExprError> {
        let what = match self.peek() {
            Token::Sign("[") => "a predicate [ ]",
            Token::Sign("/" | "//") => "a path after a value",
            _ => return Ok(tree),
        };
        Err(ExprError { span: self.span(), rule: Rule::NotYet(what.to_owned()) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The tree with all brackets written.
    fn shape(tree: &Syntax) -> String {
        match &tree.kind {
            SyntaxKind::Number(number) => number.to_string(),
            SyntaxKind::Text(text) => format!("'{text}'"),
            SyntaxKind::Reference(name) => format!("${name}"),
            SyntaxKind::Path(absolute, steps) => {
                format!("{}{}", if *absolute { "/" } else { "" }, steps.join("/"))
            }
            SyntaxKind::Negate(inner) => format!("(-{})", shape(inner)),
            SyntaxKind::Binary(op, a, b) => format!("({} {op:?} {})", shape(a), shape(b)),
            SyntaxKind::Call(name, args) => {
                format!("{name}({})", args.iter().map(shape).collect::<Vec<_>>().join(","))
            }
        }
    }

    #[test]
    fn operators_bind_as_in_xpath() {
        // left: as written; right: with every bracket
        let rows = [
            ("1 + 2 * 3", "(1 Add (2 Multiply 3))"),
            ("1 - 2 - 3", "((1 Subtract 2) Subtract 3)"),
            ("-1 + 2", "((-1) Add 2)"),
            ("a or b and c = 1 < 2", "(a Or (b And (c Equal (1 Less 2))))"),
            ("${x} div 2 mod 3", "(($x Divide 2) Remainder 3)"),
            ("not(.) and ../a/b", "(not(.) And ../a/b)"),
            ("/data/div div 2", "(/data/div Divide 2)"),
        ];
        for (text, want) in rows {
            assert_eq!(shape(&parse(text).unwrap()), want, "{text}");
        }
    }

    #[test]
    fn an_error_points_at_the_character_and_says_what_was_expected() {
        let cases = [
            ("1 +", 3, "a value"),
            ("(1", 2, "\")\""),
            ("f(1 2)", 4, "\",\" or \")\""),
            ("1 2", 2, "an operator or the end"),
            ("a/", 2, "a name"),
            ("", 0, "a value"),
        ];
        for (text, at, want) in cases {
            let error = parse(text).unwrap_err();
            assert_eq!(error.span.start, at, "{text}");
            assert!(
                matches!(error.rule, Rule::Expected { expected, .. } if expected == want),
                "{text}: {error:?}"
            );
        }
    }

    #[test]
    fn ten_thousand_brackets_are_refused_not_followed() {
        let deep = "(".repeat(8000);
        assert_eq!(parse(&deep).unwrap_err().rule, Rule::ExpressionTooLarge);
        assert_eq!(parse(&"-".repeat(8000)).unwrap_err().rule, Rule::ExpressionTooLarge);
        assert!(matches!(parse("a[1]").unwrap_err().rule, Rule::NotYet(_)));
    }

    proptest! {
        #[test]
        fn any_text_is_a_tree_or_an_error(text in "[-+*/|=<>!.,$a-z0-9{}()\\[\\]'\" ]{0,60}") {
            let _ = parse(&text);
        }
    }
}

//! Tokens to a tree: operators by precedence (Pratt), paths by descent, depth bounded.

use super::ast::{Expr, ExprError, ExprKind, ExprRule, Operator, Span};
use super::function::Function;
use super::lexer::{Token, tokens};

/// How deep brackets, predicates and calls may nest.
const MAX_NESTING: usize = 160;
/// How high the tree may be: chains such as `a + b + c` count too.
const MAX_HEIGHT: usize = 1000;

/// A tree with its height.
pub(super) type Grown = (Expr, usize);

/// Reads an expression.
///
/// # Errors
/// The first thing that is wrong, with its span and what was expected.
pub fn parse(text: &str) -> Result<Expr, ExprError> {
    let tokens = tokens(text)?;
    let mut parser = Parser { tokens: &tokens, at: 0, depth: 0 };
    let (expr, _) = parser.expression(0)?;
    match parser.peek() {
        Token::End => Ok(expr),
        _ => Err(parser.expected("an operator or the end")),
    }
}

pub(super) struct Parser<'a> {
    pub(super) tokens: &'a [(Token, Span)],
    pub(super) at: usize,
    depth: usize,
}

fn operator(token: &Token) -> Option<(Operator, u8)> {
    let text = match token {
        Token::Sign(sign) => *sign,
        Token::Name(name) => return word(name),
        _ => return None,
    };
    Some(match text {
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
    })
}

fn word(name: &str) -> Option<(Operator, u8)> {
    Some(match name {
        "or" => (Operator::Or, 1),
        "and" => (Operator::And, 2),
        "div" => (Operator::Divide, 6),
        "mod" => (Operator::Remainder, 6),
        _ => return None,
    })
}

/// Unary minus binds tighter than `*` and looser than `|`.
const NEGATION: u8 = 7;

impl Parser<'_> {
    pub(super) fn peek(&self) -> &Token {
        &self.tokens[self.at.min(self.tokens.len() - 1)].0
    }

    pub(super) fn peek_next(&self) -> &Token {
        &self.tokens[(self.at + 1).min(self.tokens.len() - 1)].0
    }

    pub(super) fn span(&self) -> Span {
        self.tokens[self.at.min(self.tokens.len() - 1)].1
    }

    /// The span from a character to the end of the last token taken.
    pub(super) fn since(&self, start: usize) -> Span {
        let end = self.at.checked_sub(1).map_or(start, |last| self.tokens[last].1.end);
        Span { start, end: end.max(start) }
    }

    pub(super) fn takes(&mut self, sign: &'static str) -> bool {
        let found = *self.peek() == Token::Sign(sign);
        self.at += usize::from(found);
        found
    }

    pub(super) fn expected(&self, expected: &'static str) -> ExprError {
        let found = self.peek().describe();
        ExprError { span: self.span(), rule: ExprRule::Expected { expected, found } }
    }

    pub(super) fn need(
        &mut self,
        sign: &'static str,
        expected: &'static str,
    ) -> Result<(), ExprError> {
        if self.takes(sign) { Ok(()) } else { Err(self.expected(expected)) }
    }

    /// Counts a tree's height one up.
    pub(super) fn taller(&self, height: usize) -> Result<usize, ExprError> {
        if height >= MAX_HEIGHT {
            return Err(ExprError { span: self.span(), rule: ExprRule::TooDeep });
        }
        Ok(height + 1)
    }

    pub(super) fn expression(&mut self, least: u8) -> Result<Grown, ExprError> {
        if self.depth >= MAX_NESTING {
            return Err(ExprError { span: self.span(), rule: ExprRule::TooDeep });
        }
        self.depth += 1;
        let grown = self.operators(least);
        self.depth -= 1;
        grown
    }

    fn operators(&mut self, least: u8) -> Result<Grown, ExprError> {
        let (mut left, mut height) = self.operand()?;
        while let Some((operator, tightness)) = operator(self.peek()) {
            if tightness <= least {
                break;
            }
            self.at += 1;
            let (right, right_height) = self.expression(tightness)?;
            height = self.taller(height.max(right_height))?;
            if operator == Operator::Union {
                for side in [&left, &right] {
                    needs_nodes(side, operator.text())?;
                }
            }
            let span = Span { start: left.span.start, end: right.span.end };
            let kind = ExprKind::Binary(operator, Box::new(left), Box::new(right));
            left = Expr { span, kind };
        }
        Ok((left, height))
    }

    fn operand(&mut self) -> Result<Grown, ExprError> {
        let start = self.span().start;
        if self.takes("-") {
            let (inner, height) = self.expression(NEGATION - 1)?;
            let kind = ExprKind::Negate(Box::new(inner));
            return Ok((Expr { span: self.since(start), kind }, self.taller(height)?));
        }
        self.path_expression()
    }

    /// What is no path: literals, brackets, calls. `None` where a path begins.
    pub(super) fn primary(&mut self) -> Result<Option<Grown>, ExprError> {
        let span = self.span();
        let kind = match self.peek() {
            Token::Number(number) => ExprKind::Number(*number),
            Token::Text(text) => ExprKind::Text(text.as_str().into()),
            Token::Named(name) => ExprKind::Named(name.as_str().into()),
            Token::Sign("(") => {
                self.at += 1;
                let inner = self.expression(0)?;
                self.need(")", "\")\"")?;
                return Ok(Some(inner));
            }
            Token::Name(name) if *self.peek_next() == Token::Sign("(") && !is_node_type(name) => {
                let name = name.clone();
                return self.call(&name).map(Some);
            }
            _ => return Ok(None),
        };
        self.at += 1;
        Ok(Some((Expr { span, kind }, 1)))
    }

    fn call(&mut self, name: &str) -> Result<Grown, ExprError> {
        let named = self.span();
        let function = Function::named(name).ok_or_else(|| ExprError {
            span: named,
            rule: ExprRule::UnknownFunction(name.to_owned()),
        })?;
        self.at += 2;
        let (mut arguments, mut height) = (Vec::new(), 1);
        if !self.takes(")") {
            loop {
                let (argument, tall) = self.expression(0)?;
                height = height.max(tall);
                if function.needs_nodes(arguments.len()) {
                    needs_nodes(&argument, function.text())?;
                }
                arguments.push(argument);
                if self.takes(")") {
                    break;
                }
                self.need(",", "\",\" or \")\"")?;
            }
        }
        let span = self.since(named.start);
        if !function.takes_count(arguments.len()) {
            let (takes, found) = (function.takes(), arguments.len());
            let rule = ExprRule::Arity { function: function.text(), takes, found };
            return Err(ExprError { span, rule });
        }
        super::pattern::check(function, &arguments)?;
        let height = self.taller(height)?;
        Ok((Expr { span, kind: ExprKind::Call(function, arguments) }, height))
    }
}

fn needs_nodes(expr: &Expr, function: &'static str) -> Result<(), ExprError> {
    use super::ast::Gives;
    match expr.gives() {
        Gives::Nodes | Gives::Any => Ok(()),
        _ => Err(ExprError { span: expr.span, rule: ExprRule::NotNodes { function } }),
    }
}

pub(super) fn is_node_type(name: &str) -> bool {
    matches!(name, "node" | "text" | "comment" | "processing-instruction")
}

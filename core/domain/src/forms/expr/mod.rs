//! The language of relevance, constraints and calculations: XPath 1.0's core in ODK's dialect.
//!
//! Three steps: `parser` makes a syntax tree with spans, `resolve` binds every name to a node of
//! the form and every function to its arity, giving a typed [`Expr`], and `eval` reckons
//! against a [`Scene`]. What a scene is (a session, one day an XML document) this module does not
//! know. Left for later: axes, predicates, `regex` and the rarer functions; they are refused by
//! name, never ignored. Decided differences stand in `docs/formats/forms.md`.

mod call;
mod compare;
pub(super) mod eval;
mod function;
mod lexer;
mod parser;
pub(super) mod resolve;

pub use eval::{ExprValue, Scene};
pub use function::Function;
pub use resolve::{Names, Target};

use super::definition::NodeId;
use super::problem::Rule;

/// A part of an expression, in characters from 0; `end` is not in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span {
    /// The first character.
    pub start: usize,
    /// The character after the last.
    pub end: usize,
}

/// An expression could not be read: where, and by which rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExprError {
    /// The part that is wrong.
    pub span: Span,
    /// The rule.
    pub rule: Rule,
}

/// The type of what an expression gives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Type {
    /// A number; NaN where there is none.
    Number,
    /// Text, also dates and codes.
    Text,
    /// True or false.
    Boolean,
    /// Any number of nodes, from several rows.
    Nodes,
}

/// A binary operator.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Operator {
    /// `or`
    Or,
    /// `and`
    And,
    /// `=`
    Equal,
    /// `!=`
    NotEqual,
    /// `<`
    Less,
    /// `<=`
    LessOrEqual,
    /// `>`
    Greater,
    /// `>=`
    GreaterOrEqual,
    /// `+`
    Add,
    /// `-`
    Subtract,
    /// `*`
    Multiply,
    /// `div`
    Divide,
    /// `mod`
    Remainder,
    /// `|`
    Union,
}

/// A node of the form, seen from where the expression stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reference {
    /// The node.
    pub node: NodeId,
    /// How many enclosing repeats (outermost first) are taken from where the expression stands;
    /// of the others all rows are meant.
    pub fixed: usize,
    /// Are rows of a repeat left open, so that it may be several nodes?
    pub many: bool,
}

/// An expression, resolved against its form.
#[derive(Debug, Clone, PartialEq)]
pub struct Expr {
    /// Where it stands in its cell.
    pub span: Span,
    /// What it is.
    pub kind: ExprKind,
}

/// What an expression is.
#[derive(Debug, Clone, PartialEq)]
pub enum ExprKind {
    /// A number.
    Number(f64),
    /// A text.
    Text(String),
    /// A node, or nodes.
    Reference(Reference),
    /// `.`: the value of the question itself.
    Own,
    /// A column of the choice, in a choice filter.
    Column(String),
    /// `-x`
    Negate(Box<Expr>),
    /// Two parts and what is between them.
    Binary(Operator, Box<Expr>, Box<Expr>),
    /// A function with arguments.
    Call(Function, Vec<Expr>),
}

impl Expr {
    /// The type of what it gives.
    #[must_use]
    pub fn gives(&self) -> Type {
        match &self.kind {
            ExprKind::Number(_) | ExprKind::Negate(_) => Type::Number,
            ExprKind::Text(_) | ExprKind::Own | ExprKind::Column(_) => Type::Text,
            ExprKind::Reference(reference) if reference.many => Type::Nodes,
            ExprKind::Reference(_) => Type::Text,
            ExprKind::Call(function, _) => function.gives(),
            ExprKind::Binary(operator, ..) => match operator {
                Operator::Union => Type::Nodes,
                Operator::Add
                | Operator::Subtract
                | Operator::Multiply
                | Operator::Divide
                | Operator::Remainder => Type::Number,
                _ => Type::Boolean,
            },
        }
    }

    /// Always true, as `yes` in a column.
    #[must_use]
    pub fn yes() -> Self {
        let span = Span { start: 0, end: 0 };
        Self { span, kind: ExprKind::Call(Function::True, Vec::new()) }
    }

    /// Every node it reads.
    #[must_use]
    pub fn reads(&self) -> Vec<&Reference> {
        let mut found = Vec::new();
        self.walk(&mut |expr| {
            if let ExprKind::Reference(reference) = &expr.kind {
                found.push(reference);
            }
        });
        found
    }

    /// Does it hold this function anywhere?
    #[must_use]
    pub fn calls(&self, function: Function) -> bool {
        let mut found = false;
        self.walk(&mut |expr| {
            found |= matches!(&expr.kind, ExprKind::Call(called, _) if *called == function);
        });
        found
    }

    fn walk<'a>(&'a self, see: &mut impl FnMut(&'a Self)) {
        see(self);
        match &self.kind {
            ExprKind::Negate(inner) => inner.walk(see),
            ExprKind::Binary(_, left, right) => {
                left.walk(see);
                right.walk(see);
            }
            ExprKind::Call(_, arguments) => arguments.iter().for_each(|a| a.walk(see)),
            _ => {}
        }
    }
}

/// Reads an expression and binds its names.
///
/// # Errors
/// The first thing that is wrong, with its span.
pub fn compile(text: &str, names: &dyn Names) -> Result<Expr, ExprError> {
    resolve::resolve(&parser::parse(text)?, names)
}

//! The tree of an expression: what was written, with the characters it was written in.

use std::fmt;

use super::function::Function;
use crate::forms::xml::XmlName;

/// A part of an expression, in characters from 0; `end` is not in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Span {
    /// The first character.
    pub start: usize,
    /// The character after the last.
    pub end: usize,
}

/// An expression.
#[derive(Debug, Clone, PartialEq)]
pub struct Expr {
    /// Where it stands in its cell or attribute.
    pub span: Span,
    /// What it is.
    pub kind: ExprKind,
}

impl Expr {
    /// The secondary instance that a path starts in: `instance('x')/root/item`.
    #[must_use]
    pub fn instance(&self) -> Option<&str> {
        let ExprKind::Path(LocationPath { start: PathStart::Value(value), .. }) = &self.kind else {
            return None;
        };
        match &value.kind {
            ExprKind::Call(Function::Instance, arguments) => match &arguments.first()?.kind {
                ExprKind::Text(name) => Some(name),
                _ => None,
            },
            _ => None,
        }
    }
}

/// What an expression is.
#[derive(Debug, Clone, PartialEq)]
pub enum ExprKind {
    /// A number.
    Number(f64),
    /// A text.
    Text(Box<str>),
    /// `${name}`: the XLSForm side replaces it before; here only messages speak of it.
    Named(Box<str>),
    /// `-x`
    Negate(Box<Expr>),
    /// Two parts and what is between them.
    Binary(Operator, Box<Expr>, Box<Expr>),
    /// A function with arguments.
    Call(Function, Vec<Expr>),
    /// A value of nodes narrowed by predicates: `(…)[1]`.
    Filter(Box<Expr>, Vec<Expr>),
    /// A location path.
    Path(LocationPath),
}

/// A binary operator, from loose to tight.
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

impl Operator {
    /// As it is written.
    #[must_use]
    pub fn text(self) -> &'static str {
        match self {
            Self::Or => "or",
            Self::And => "and",
            Self::Equal => "=",
            Self::NotEqual => "!=",
            Self::Less => "<",
            Self::LessOrEqual => "<=",
            Self::Greater => ">",
            Self::GreaterOrEqual => ">=",
            Self::Add => "+",
            Self::Subtract => "-",
            Self::Multiply => "*",
            Self::Divide => "div",
            Self::Remainder => "mod",
            Self::Union => "|",
        }
    }

    /// Does it reckon with two numbers?
    #[must_use]
    pub fn is_arithmetic(self) -> bool {
        matches!(self, Self::Add | Self::Subtract | Self::Multiply | Self::Divide | Self::Remainder)
    }

    /// The same comparison with its sides exchanged; itself for what is no comparison.
    #[must_use]
    pub fn mirrored(self) -> Self {
        match self {
            Self::Less => Self::Greater,
            Self::LessOrEqual => Self::GreaterOrEqual,
            Self::Greater => Self::Less,
            Self::GreaterOrEqual => Self::LessOrEqual,
            same => same,
        }
    }
}

/// A location path: where it starts and its steps.
#[derive(Debug, Clone, PartialEq)]
pub struct LocationPath {
    /// Where it starts.
    pub start: PathStart,
    /// Its steps; `//` is the step `descendant-or-self::node()`.
    pub steps: Vec<LocationStep>,
    /// The node of the form that it leads to, where [`super::bind()`] found out.
    pub direct: Option<super::Reference>,
}

/// Where a location path starts.
#[derive(Debug, Clone, PartialEq)]
pub enum PathStart {
    /// At the node in question.
    Here,
    /// `/`
    Root,
    /// At the nodes of a value: `instance('x')/root`.
    Value(Box<Expr>),
}

/// A step of a location path.
#[derive(Debug, Clone, PartialEq)]
pub struct LocationStep {
    /// Where it stands.
    pub span: Span,
    /// The direction.
    pub axis: Axis,
    /// Which nodes.
    pub test: NodeTest,
    /// What narrows them.
    pub predicates: Vec<Expr>,
}

/// The direction of a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Axis {
    /// Children.
    Child,
    /// All below.
    Descendant,
    /// The parent.
    Parent,
    /// All above.
    Ancestor,
    /// Later children of the same parent.
    FollowingSibling,
    /// Earlier children of the same parent.
    PrecedingSibling,
    /// All later in the document, but not below.
    Following,
    /// All earlier in the document, but not above.
    Preceding,
    /// Attributes.
    Attribute,
    /// Namespaces in force.
    Namespace,
    /// The node itself.
    Itself,
    /// The node and all below.
    DescendantOrSelf,
    /// The node and all above.
    AncestorOrSelf,
}

/// Every axis with its name.
pub(super) const AXES: [(Axis, &str); 13] = [
    (Axis::Child, "child"),
    (Axis::Descendant, "descendant"),
    (Axis::Parent, "parent"),
    (Axis::Ancestor, "ancestor"),
    (Axis::FollowingSibling, "following-sibling"),
    (Axis::PrecedingSibling, "preceding-sibling"),
    (Axis::Following, "following"),
    (Axis::Preceding, "preceding"),
    (Axis::Attribute, "attribute"),
    (Axis::Namespace, "namespace"),
    (Axis::Itself, "self"),
    (Axis::DescendantOrSelf, "descendant-or-self"),
    (Axis::AncestorOrSelf, "ancestor-or-self"),
];

impl Axis {
    /// Does it give its nodes against document order?
    #[must_use]
    pub fn is_reverse(self) -> bool {
        matches!(
            self,
            Self::Ancestor | Self::AncestorOrSelf | Self::Preceding | Self::PrecedingSibling
        )
    }

    /// As it is written.
    #[must_use]
    pub fn text(self) -> &'static str {
        AXES.iter().find(|(axis, _)| *axis == self).map_or("", |(_, text)| text)
    }
}

/// Which nodes of an axis a step takes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NodeTest {
    /// Elements (or attributes, on their axis) of this name. The namespace is empty until a scene
    /// says what the prefix means.
    Name(XmlName),
    /// `*`
    Any,
    /// `p:*`
    AnyIn(Box<str>),
    /// `node()`
    Node,
    /// `text()`
    Text,
    /// `comment()`
    Comment,
    /// `processing-instruction()`, perhaps for one target.
    Instruction(Option<Box<str>>),
}

/// An expression could not be read: where, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExprError {
    /// The part that is wrong.
    pub span: Span,
    /// Why.
    pub rule: ExprRule,
}

/// Why an expression could not be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ExprRule {
    /// Longer than [`super::MAX_LENGTH`] characters.
    TooLong,
    /// Nested deeper than is taken.
    TooDeep,
    /// A character that begins nothing.
    BadCharacter(char),
    /// A text that is never closed.
    OpenText,
    /// Something else was expected here.
    Expected {
        /// What.
        expected: &'static str,
        /// What is there.
        found: String,
    },
    /// A function that neither XPath nor ODK has.
    UnknownFunction(String),
    /// Too many or too few arguments.
    Arity {
        /// The function.
        function: &'static str,
        /// How many it takes, in words such as `2 or 3`.
        takes: &'static str,
        /// How many there are.
        found: usize,
    },
    /// An argument that must be nodes is a number, text or boolean.
    NotNodes {
        /// The function or operator.
        function: &'static str,
    },
    /// `$name`: forms have no variables.
    Variable(String),
    /// No axis has this name.
    UnknownAxis(String),
    /// A regular expression that cannot be read.
    BadPattern(String),
}

impl fmt::Display for ExprRule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooLong => f.write_str("the expression is too long"),
            Self::TooDeep => f.write_str("the expression is nested too deep"),
            Self::BadCharacter(c) => write!(f, "\"{c}\" may not stand here"),
            Self::OpenText => f.write_str("a text is not closed"),
            Self::Expected { expected, found } => write!(f, "expected {expected}, found {found}"),
            Self::UnknownFunction(name) => write!(f, "there is no function {name}()"),
            Self::Arity { function, takes, found } => {
                write!(f, "{function}() takes {takes} arguments, not {found}")
            }
            Self::NotNodes { function } => write!(f, "{function} needs nodes here"),
            Self::Variable(name) => write!(f, "${name}: there are no variables"),
            Self::UnknownAxis(name) => write!(f, "there is no axis {name}::"),
            Self::BadPattern(why) => write!(f, "the pattern cannot be read: {why}"),
        }
    }
}

impl fmt::Display for ExprError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "character {}: {}", self.span.start + 1, self.rule)
    }
}

impl std::error::Error for ExprError {}

/// The type of what an expression gives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gives {
    /// A number.
    Number,
    /// Text.
    Text,
    /// True or false.
    Boolean,
    /// Nodes.
    Nodes,
    /// A date, with or without a time.
    Date,
    /// Known only when it is reckoned: `if`, `coalesce`, `once`.
    Any,
}

impl Expr {
    /// The type of what it gives.
    #[must_use]
    pub fn gives(&self) -> Gives {
        match &self.kind {
            ExprKind::Number(_) | ExprKind::Negate(_) => Gives::Number,
            ExprKind::Text(_) => Gives::Text,
            ExprKind::Named(_) | ExprKind::Path(_) | ExprKind::Filter(..) => Gives::Nodes,
            ExprKind::Call(function, _) => function.gives(),
            ExprKind::Binary(operator, ..) => match operator {
                Operator::Union => Gives::Nodes,
                Operator::Add
                | Operator::Subtract
                | Operator::Multiply
                | Operator::Divide
                | Operator::Remainder => Gives::Number,
                _ => Gives::Boolean,
            },
        }
    }

    /// Sees this expression and every one in it, outermost first.
    pub fn walk<'a>(&'a self, see: &mut dyn FnMut(&'a Self)) {
        see(self);
        match &self.kind {
            ExprKind::Negate(inner) => inner.walk(see),
            ExprKind::Binary(_, left, right) => {
                left.walk(see);
                right.walk(see);
            }
            ExprKind::Call(_, list) => list.iter().for_each(|one| one.walk(see)),
            ExprKind::Filter(inner, predicates) => {
                inner.walk(see);
                predicates.iter().for_each(|one| one.walk(see));
            }
            ExprKind::Path(path) => {
                if let PathStart::Value(inner) = &path.start {
                    inner.walk(see);
                }
                path.steps.iter().flat_map(|s| &s.predicates).for_each(|one| one.walk(see));
            }
            ExprKind::Number(_) | ExprKind::Text(_) | ExprKind::Named(_) => {}
        }
    }

    /// Does it call this function anywhere?
    #[must_use]
    pub fn calls(&self, function: Function) -> bool {
        let mut found = false;
        self.walk(&mut |one| {
            found |= matches!(&one.kind, ExprKind::Call(called, _) if *called == function);
        });
        found
    }
}

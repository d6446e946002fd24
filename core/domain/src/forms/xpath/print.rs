//! An expression as text again: what [`super::parse`] reads back as the same tree.

use std::fmt::{self, Write as _};

use super::ast::{Axis, Expr, ExprKind, LocationPath, LocationStep, NodeTest, Operator, PathStart};

fn tightness(expr: &Expr) -> u8 {
    match &expr.kind {
        ExprKind::Binary(operator, ..) => match operator {
            Operator::Or => 1,
            Operator::And => 2,
            Operator::Equal | Operator::NotEqual => 3,
            Operator::Less
            | Operator::LessOrEqual
            | Operator::Greater
            | Operator::GreaterOrEqual => 4,
            Operator::Add | Operator::Subtract => 5,
            Operator::Multiply | Operator::Divide | Operator::Remainder => 6,
            Operator::Union => 8,
        },
        ExprKind::Negate(_) => 7,
        _ => 9,
    }
}

fn bracketed(f: &mut fmt::Formatter<'_>, expr: &Expr, least: u8) -> fmt::Result {
    if tightness(expr) < least { write!(f, "({expr})") } else { write!(f, "{expr}") }
}

/// A text in quotes that it does not hold. It came from quotes, so it lacks one kind.
fn quoted(f: &mut fmt::Formatter<'_>, text: &str) -> fmt::Result {
    let straight = ['\'', '"'].into_iter().find(|quote| !text.contains(*quote));
    match straight {
        Some(quote) => write!(f, "{quote}{text}{quote}"),
        None if text.contains('\u{201d}') => write!(f, "\u{2018}{text}\u{2019}"),
        None => write!(f, "\u{201c}{text}\u{201d}"),
    }
}

fn list(f: &mut fmt::Formatter<'_>, exprs: &[Expr]) -> fmt::Result {
    for (n, expr) in exprs.iter().enumerate() {
        if n > 0 {
            f.write_str(", ")?;
        }
        write!(f, "{expr}")?;
    }
    Ok(())
}

fn predicates(f: &mut fmt::Formatter<'_>, exprs: &[Expr]) -> fmt::Result {
    exprs.iter().try_for_each(|expr| write!(f, "[{expr}]"))
}

impl fmt::Display for Expr {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.kind {
            ExprKind::Number(number) => write!(f, "{number}"),
            ExprKind::Text(text) => quoted(f, text),
            ExprKind::Named(name) => write!(f, "${{{name}}}"),
            ExprKind::Negate(inner) => {
                f.write_char('-')?;
                bracketed(f, inner, 7)
            }
            ExprKind::Binary(operator, left, right) => {
                let own = tightness(self);
                bracketed(f, left, own)?;
                write!(f, " {} ", operator.text())?;
                bracketed(f, right, own + 1)
            }
            ExprKind::Call(function, arguments) => {
                write!(f, "{}(", function.text())?;
                list(f, arguments)?;
                f.write_char(')')
            }
            ExprKind::Filter(inner, narrow) => {
                head(f, inner)?;
                predicates(f, narrow)
            }
            ExprKind::Path(path) => write!(f, "{path}"),
        }
    }
}

/// What predicates or steps follow: in brackets unless it is one thing.
fn head(f: &mut fmt::Formatter<'_>, expr: &Expr) -> fmt::Result {
    match &expr.kind {
        ExprKind::Call(..) | ExprKind::Named(_) => write!(f, "{expr}"),
        _ => write!(f, "({expr})"),
    }
}

impl fmt::Display for LocationPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.start {
            PathStart::Here => {}
            PathStart::Root => f.write_char('/')?,
            PathStart::Value(inner) => {
                match &inner.kind {
                    ExprKind::Filter(..) => write!(f, "{inner}")?,
                    _ => head(f, inner)?,
                }
                f.write_char('/')?;
            }
        }
        for (n, step) in self.steps.iter().enumerate() {
            if n > 0 {
                f.write_char('/')?;
            }
            write!(f, "{step}")?;
        }
        Ok(())
    }
}

impl fmt::Display for LocationStep {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.axis, &self.test) {
            (Axis::Itself, NodeTest::Node) => f.write_char('.')?,
            (Axis::Parent, NodeTest::Node) => f.write_str("..")?,
            (Axis::Child, test) => write!(f, "{test}")?,
            (Axis::Attribute, test) => write!(f, "@{test}")?,
            (axis, test) => write!(f, "{}::{test}", axis.text())?,
        }
        predicates(f, &self.predicates)
    }
}

impl fmt::Display for NodeTest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Name(name) => f.write_str(&name.qualified()),
            Self::Any => f.write_char('*'),
            Self::AnyIn(prefix) => write!(f, "{prefix}:*"),
            Self::Node => f.write_str("node()"),
            Self::Text => f.write_str("text()"),
            Self::Comment => f.write_str("comment()"),
            Self::Instruction(None) => f.write_str("processing-instruction()"),
            Self::Instruction(Some(target)) => {
                f.write_str("processing-instruction(")?;
                quoted(f, target)?;
                f.write_char(')')
            }
        }
    }
}

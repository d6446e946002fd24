//! Predicates over the items of a list as filters that an index can answer.
//!
//! A comparison can be asked of a list if one side is a column of the item and the other does not
//! depend on the item; `and`, `or` and `starts-with` join such. Everything else is looked at item
//! by item.

use super::ast::{Axis, Expr, ExprKind, LocationPath, NodeTest, Operator, PathStart};
use super::function::Function;
use crate::forms::lists::{Filter, MAX_FILTER_DEPTH, Operand, Relation};

/// The filter that means the same as a predicate; `None` if a list cannot answer it.
///
/// `reckon` gives the value of what does not depend on the item; `None` if it is no text or number.
pub(super) fn narrow<'a>(
    predicate: &'a Expr,
    reckon: &mut dyn FnMut(&'a Expr) -> Option<Operand>,
) -> Option<Filter> {
    if !is_askable(predicate, 0) {
        return None;
    }
    ask(predicate, reckon)
}

/// Can it be asked, as far as its writing tells? Nothing is reckoned for what cannot.
fn is_askable(expr: &Expr, depth: usize) -> bool {
    if depth >= MAX_FILTER_DEPTH {
        return false;
    }
    match &expr.kind {
        ExprKind::Binary(Operator::And | Operator::Or, left, right) => {
            is_askable(left, depth + 1) && is_askable(right, depth + 1)
        }
        ExprKind::Binary(operator, left, right) => {
            relation(*operator).is_some() && sides(left, right).is_some()
        }
        ExprKind::Call(Function::StartsWith, list) => {
            column(&list[0]).is_some() && is_fixed(&list[1])
        }
        _ => false,
    }
}

fn ask<'a>(expr: &'a Expr, reckon: &mut dyn FnMut(&'a Expr) -> Option<Operand>) -> Option<Filter> {
    Some(match &expr.kind {
        ExprKind::Binary(Operator::And, left, right) => {
            Filter::And(vec![ask(left, reckon)?, ask(right, reckon)?])
        }
        ExprKind::Binary(Operator::Or, left, right) => {
            Filter::Or(vec![ask(left, reckon)?, ask(right, reckon)?])
        }
        ExprKind::Binary(operator, left, right) => {
            let (name, value, turned) = sides(left, right)?;
            let operator = if turned { operator.mirrored() } else { *operator };
            let (column, operator) = (name.into(), relation(operator)?);
            Filter::Compare { column, operator, value: reckon(value)? }
        }
        ExprKind::Call(Function::StartsWith, list) => {
            let prefix = match reckon(&list[1])? {
                Operand::Text(prefix) => prefix,
                Operand::Number(number) => super::number_text(number).into(),
            };
            Filter::StartsWith { column: column(&list[0])?.into(), prefix }
        }
        _ => return None,
    })
}

/// The column, the other side, and whether the column stands on the right.
fn sides<'a>(left: &'a Expr, right: &'a Expr) -> Option<(&'a str, &'a Expr, bool)> {
    match (column(left), column(right)) {
        (Some(name), _) if is_fixed(right) => Some((name, right, false)),
        (_, Some(name)) if is_fixed(left) => Some((name, left, true)),
        _ => None,
    }
}

fn relation(operator: Operator) -> Option<Relation> {
    Some(match operator {
        Operator::Equal => Relation::Equal,
        Operator::NotEqual => Relation::NotEqual,
        Operator::Less => Relation::Less,
        Operator::LessOrEqual => Relation::LessOrEqual,
        Operator::Greater => Relation::Greater,
        Operator::GreaterOrEqual => Relation::GreaterOrEqual,
        _ => return None,
    })
}

/// The name, if it is a child element of the item.
fn column(expr: &Expr) -> Option<&str> {
    let ExprKind::Path(LocationPath { start: PathStart::Here, steps, .. }) = &expr.kind else {
        return None;
    };
    let [step] = steps.as_slice() else { return None };
    match &step.test {
        NodeTest::Name(name) if step.axis == Axis::Child && step.predicates.is_empty() => {
            name.prefix.is_empty().then_some(name.local.as_str())
        }
        _ => None,
    }
}

/// Is it the same for every item? An absolute path is, once it is bound to a node of the form.
fn is_fixed(expr: &Expr) -> bool {
    let mut fixed = true;
    expr.walk(&mut |one| {
        fixed &= match &one.kind {
            ExprKind::Path(path) => match &path.start {
                PathStart::Value(value) => {
                    matches!(value.kind, ExprKind::Call(Function::Current | Function::Instance, _))
                        && path.steps.iter().all(|step| step.predicates.is_empty())
                }
                PathStart::Root => path.direct.is_some(),
                PathStart::Here => false,
            },
            ExprKind::Call(function, list) => {
                let own = matches!(function, Function::Position | Function::Last | Function::Once);
                let of_node = list.is_empty()
                    && matches!(
                        function,
                        Function::String
                            | Function::Number
                            | Function::StringLength
                            | Function::NormalizeSpace
                            | Function::Name
                            | Function::LocalName
                            | Function::NamespaceUri
                    );
                function.is_steady() && !own && !of_node && *function != Function::Lang
            }
            ExprKind::Named(_) => false,
            _ => true,
        };
    });
    fixed
}

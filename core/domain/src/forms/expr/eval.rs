//! Reckoning: an [`Expr`] against a [`Scene`] gives an [`ExprValue`].
//!
//! Total: whatever makes no sense is NaN, empty or false, as in XPath; nothing fails while a
//! person fills in. The scene says what nodes hold; it is a session today and may be an XML
//! document tomorrow.

use super::call::Call;
use super::compare::compare;
use super::{Expr, ExprKind, Operator, Reference};
use crate::forms::calendar::Moment;
use crate::forms::definition::NodeId;

/// What an expression gives.
#[derive(Debug, Clone, PartialEq)]
pub enum ExprValue {
    /// A number; NaN where there is none.
    Number(f64),
    /// A text; also dates and codes.
    Text(String),
    /// True or false.
    Boolean(bool),
    /// The texts of several nodes, in document order.
    Nodes(Vec<String>),
}

/// What the nodes hold, seen from where the expression stands.
pub trait Scene {
    /// The text of one node; empty if it is blank, not relevant or not there.
    fn one(&self, reference: &Reference) -> String;
    /// The texts of all relevant nodes, in document order; of a repeat, one per row.
    fn many(&self, reference: &Reference) -> Vec<String>;
    /// The text in row `index` (from 1) of the repeat that `reference` leaves open.
    fn indexed(&self, reference: &Reference, index: usize) -> String;
    /// Which row of its repeat (from 1): of `reference`, else of where the expression stands.
    fn position(&self, reference: Option<&Reference>) -> usize;
    /// The question's own text.
    fn own(&self) -> String;
    /// A column of the choice that is being filtered.
    fn column(&self, name: &str) -> String;
    /// The label, in the language on screen, of a choice of a question.
    fn choice_label(&self, question: NodeId, code: &str) -> String;
    /// The clock.
    fn now(&self) -> Moment;
}

/// Reckons `expr`.
#[must_use]
pub fn eval(expr: &Expr, scene: &dyn Scene) -> ExprValue {
    match &expr.kind {
        ExprKind::Number(number) => ExprValue::Number(*number),
        ExprKind::Text(text) => ExprValue::Text(text.clone()),
        ExprKind::Own => ExprValue::Text(scene.own()),
        ExprKind::Column(name) => ExprValue::Text(scene.column(name)),
        ExprKind::Reference(reference) if reference.many => ExprValue::Nodes(scene.many(reference)),
        ExprKind::Reference(reference) => ExprValue::Text(scene.one(reference)),
        ExprKind::Negate(inner) => ExprValue::Number(-eval(inner, scene).number()),
        ExprKind::Binary(operator, left, right) => binary(*operator, left, right, scene),
        ExprKind::Call(function, arguments) => Call { arguments, scene }.run(*function),
    }
}

fn binary(operator: Operator, left: &Expr, right: &Expr, scene: &dyn Scene) -> ExprValue {
    let left = eval(left, scene);
    match operator {
        Operator::Or => return ExprValue::Boolean(left.truth() || eval(right, scene).truth()),
        Operator::And => return ExprValue::Boolean(left.truth() && eval(right, scene).truth()),
        _ => {}
    }
    let right = eval(right, scene);
    let number = |f: fn(f64, f64) -> f64| ExprValue::Number(f(left.number(), right.number()));
    match operator {
        Operator::Add => number(|a, b| a + b),
        Operator::Subtract => number(|a, b| a - b),
        Operator::Multiply => number(|a, b| a * b),
        Operator::Divide => number(|a, b| a / b),
        Operator::Remainder => number(|a, b| a % b),
        Operator::Union => {
            let mut nodes = left.texts();
            nodes.extend(right.texts());
            ExprValue::Nodes(nodes)
        }
        comparison => ExprValue::Boolean(compare(comparison, &left, &right)),
    }
}

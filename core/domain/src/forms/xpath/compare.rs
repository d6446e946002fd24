//! Comparisons, also of several nodes, without allocating for what lies ready.
//!
//! Of several nodes it is enough if one compares so (XPath 1.0). `=` compares numbers if a side is
//! a number or a date, booleans if a side is one, texts otherwise; `<` and its like always numbers.

use std::borrow::Cow;

use super::ast::Operator;
use super::scene::Scene;
use super::value::ExprValue;
use crate::forms::calendar;

/// Does the comparison hold?
pub(super) fn compare<N: Copy, S: Scene<Node = N>>(
    operator: Operator,
    left: &ExprValue<'_, N>,
    right: &ExprValue<'_, N>,
    scene: &S,
) -> bool {
    let equality = matches!(operator, Operator::Equal | Operator::NotEqual);
    match (left, right) {
        (ExprValue::Nodes(_), ExprValue::Boolean(_))
        | (ExprValue::Boolean(_), ExprValue::Nodes(_))
            if equality =>
        {
            plain(operator, left, right, scene)
        }
        (ExprValue::Nodes(some), ExprValue::Nodes(others)) => nodes(operator, some, others, scene),
        (ExprValue::Nodes(some), other) => one_side(operator, some, other, scene),
        (other, ExprValue::Nodes(some)) => one_side(operator.mirrored(), some, other, scene),
        _ => plain(operator, left, right, scene),
    }
}

fn holds(operator: Operator, left: f64, right: f64) -> bool {
    match operator {
        Operator::Equal => same(left, right),
        Operator::NotEqual => !same(left, right),
        Operator::Less => left < right,
        Operator::LessOrEqual => left <= right,
        Operator::Greater => left > right,
        Operator::GreaterOrEqual => left >= right,
        _ => false,
    }
}

/// Equal but for the last bits, as JavaRosa has it: `0.1 + 0.2 = 0.3`.
fn same(left: f64, right: f64) -> bool {
    left == right || (left - right).abs() < 1e-12
}

/// Two texts: equal if they are the same, or the same instant in two writings.
fn texts(operator: Operator, left: &str, right: &str) -> bool {
    let equal = left == right || same_date(left, right);
    (operator == Operator::Equal) == equal
}

fn same_date(left: &str, right: &str) -> bool {
    let may = |text: &str| text.len() >= 10 && text.as_bytes()[4] == b'-';
    may(left)
        && may(right)
        && calendar::days(left).is_some_and(|days| calendar::days(right) == Some(days))
}

/// Two values of which neither is several nodes.
fn plain<N: Copy, S: Scene<Node = N>>(
    operator: Operator,
    left: &ExprValue<'_, N>,
    right: &ExprValue<'_, N>,
    scene: &S,
) -> bool {
    let numbers = || holds(operator, left.number(scene), right.number(scene));
    if !matches!(operator, Operator::Equal | Operator::NotEqual) {
        return numbers();
    }
    match (left, right) {
        (ExprValue::Boolean(_), _) | (_, ExprValue::Boolean(_)) => {
            (left.truth(scene) == right.truth(scene)) == (operator == Operator::Equal)
        }
        (ExprValue::Number(_) | ExprValue::Date(_), _)
        | (_, ExprValue::Number(_) | ExprValue::Date(_)) => numbers(),
        (ExprValue::Text(one), ExprValue::Text(other)) => texts(operator, one, other),
        _ => false,
    }
}

fn one_side<N: Copy, S: Scene<Node = N>>(
    operator: Operator,
    some: &[N],
    other: &ExprValue<'_, N>,
    scene: &S,
) -> bool {
    if some.is_empty() && scene.absent_is_blank() {
        return plain(operator, &ExprValue::Text(Cow::Borrowed("")), other, scene);
    }
    match other {
        ExprValue::Text(text) if matches!(operator, Operator::Equal | Operator::NotEqual) => {
            some.iter().any(|node| texts(operator, &scene.text(*node), text))
        }
        other => {
            let number = other.number(scene);
            some.iter().any(|node| holds(operator, scene.number(*node), number))
        }
    }
}

fn nodes<N: Copy, S: Scene<Node = N>>(
    operator: Operator,
    some: &[N],
    others: &[N],
    scene: &S,
) -> bool {
    if scene.absent_is_blank() && (some.is_empty() || others.is_empty()) {
        let blank = ExprValue::Text(Cow::Borrowed(""));
        let (left, right) = (ExprValue::Nodes(some.to_vec()), ExprValue::Nodes(others.to_vec()));
        return match (some.is_empty(), others.is_empty()) {
            (true, true) => plain(operator, &blank, &blank, scene),
            (true, false) => compare(operator, &blank, &right, scene),
            _ => compare(operator, &left, &blank, scene),
        };
    }
    if !matches!(operator, Operator::Equal | Operator::NotEqual) {
        return bounds(operator, some, others, scene);
    }
    if let ([one], [other]) = (some, others) {
        return texts(operator, &scene.text(*one), &scene.text(*other));
    }
    // A set keeps many against many linear.
    let known: std::collections::HashSet<Cow<'_, str>> =
        others.iter().map(|node| scene.text(*node)).collect();
    some.iter().any(|node| {
        let text = scene.text(*node);
        match operator {
            Operator::Equal => known.contains(&text),
            _ => known.len() > 1 || !known.contains(&text) && !known.is_empty(),
        }
    })
}

/// For an order it is enough to look at the extremes.
fn bounds<N: Copy, S: Scene<Node = N>>(
    operator: Operator,
    some: &[N],
    others: &[N],
    scene: &S,
) -> bool {
    let least = |nodes: &[N]| {
        nodes.iter().map(|n| scene.number(*n)).filter(|n| !n.is_nan()).fold(f64::NAN, f64::min)
    };
    let most = |nodes: &[N]| {
        nodes.iter().map(|n| scene.number(*n)).filter(|n| !n.is_nan()).fold(f64::NAN, f64::max)
    };
    match operator {
        Operator::Less | Operator::LessOrEqual => holds(operator, least(some), most(others)),
        _ => holds(operator, most(some), least(others)),
    }
}

//! Reckoning an expression. Total: whatever the expression and the scene, it ends with a value.

use std::borrow::Cow;
use std::cell::Cell;

use super::ast::{Axis, Expr, ExprKind, LocationPath, LocationStep, NodeTest, Operator, PathStart};
use super::compare;
use super::function::Function;
use super::scene::{NodeSort, Scene};
use super::value::ExprValue;

/// How many nodes one reckoning may visit; what lies beyond is not seen.
const MAX_VISITS: usize = 10_000_000;
/// The longest text that is put together, in bytes.
pub(super) const MAX_TEXT: usize = 16 << 20;

/// Reckons an expression at a node, which is the `position`-th of `size` nodes in question.
pub fn eval<'a, S: Scene>(
    expr: &'a Expr,
    scene: &'a S,
    at: S::Node,
    position: usize,
    size: usize,
) -> ExprValue<'a, S::Node> {
    let budget = Cell::new(MAX_VISITS);
    Evaluator { scene, budget: &budget, current: at, anchor: at, node: at, position, size }
        .eval(expr)
}

/// An expression's surroundings: the node in question, where it stands among its like, and the
/// node where the whole expression began.
#[derive(Debug)]
pub struct Evaluator<'s, 'b, S: Scene> {
    pub(super) scene: &'s S,
    pub(super) budget: &'b Cell<usize>,
    /// What `current()` is.
    pub(super) current: S::Node,
    /// Whose rows paths go through, where repeats are shared.
    pub(super) anchor: S::Node,
    pub(super) node: S::Node,
    pub(super) position: usize,
    pub(super) size: usize,
}

impl<S: Scene> Clone for Evaluator<'_, '_, S> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<S: Scene> Copy for Evaluator<'_, '_, S> {}

impl<'a, S: Scene> Evaluator<'a, '_, S> {
    /// The same reckoning at another node.
    pub(super) fn at(&self, node: S::Node, position: usize, size: usize) -> Self {
        Self { node, anchor: node, position, size, ..*self }
    }

    /// Takes visits from the budget; `false` if nothing is left.
    pub(super) fn spend(&self, visits: usize) -> bool {
        let left = self.budget.get();
        self.budget.set(left.saturating_sub(visits));
        left > visits
    }

    pub(super) fn eval(&self, expr: &'a Expr) -> ExprValue<'a, S::Node> {
        match &expr.kind {
            ExprKind::Number(number) => ExprValue::Number(*number),
            ExprKind::Text(text) => ExprValue::Text(Cow::Borrowed(text)),
            ExprKind::Named(_) => ExprValue::Nodes(Vec::new()),
            ExprKind::Negate(inner) => ExprValue::Number(-self.number(inner)),
            ExprKind::Binary(..) => self.chain(expr),
            ExprKind::Call(function, arguments) => self.call(*function, arguments),
            ExprKind::Filter(inner, predicates) => {
                let mut nodes = self.nodes(inner);
                for predicate in predicates {
                    self.narrow(&mut nodes, 0, predicate);
                }
                ExprValue::Nodes(nodes)
            }
            ExprKind::Path(path) => ExprValue::Nodes(self.path(path)),
        }
    }

    pub(super) fn number(&self, expr: &'a Expr) -> f64 {
        if let ExprKind::Path(path) = &expr.kind
            && let Some(reference) = &path.direct
            && self.anchor == self.current
            && let Some(number) = self.scene.direct_number(reference, self.current)
        {
            return number;
        }
        self.eval(expr).number(self.scene)
    }

    pub(super) fn text(&self, expr: &'a Expr) -> Cow<'a, str> {
        self.eval(expr).into_text(self.scene)
    }

    pub(super) fn truth(&self, expr: &'a Expr) -> bool {
        self.eval(expr).truth(self.scene)
    }

    /// The nodes of an expression; none if it gives something else.
    pub(super) fn nodes(&self, expr: &'a Expr) -> Vec<S::Node> {
        match self.eval(expr) {
            ExprValue::Nodes(nodes) => nodes,
            _ => Vec::new(),
        }
    }

    pub(super) fn path(&self, path: &'a LocationPath) -> Vec<S::Node> {
        let from = self.rows_of(&path.start);
        if let Some(reference) = &path.direct
            && from == self.current
        {
            let mut found = Vec::new();
            if self.scene.direct(reference, from, &mut found) {
                return found;
            }
        }
        let mut skipped = 0;
        let mut nodes = match &path.start {
            PathStart::Here => vec![self.node],
            PathStart::Root => vec![self.scene.root(from)],
            PathStart::Value(inner) => match self.filtered(inner, &path.steps) {
                Some(items) => {
                    skipped = 2;
                    items
                }
                None => self.nodes(inner),
            },
        };
        let absolute = matches!(path.start, PathStart::Root);
        let chain = if absolute { self.chain_of_rows(from) } else { Vec::new() };
        let last = path.steps.len().saturating_sub(1);
        for (at, step) in path.steps.iter().enumerate().skip(skipped) {
            if nodes.is_empty() || self.budget.get() == 0 {
                return nodes;
            }
            match self.anchored(&nodes, step, &chain) {
                Some(row) if at < last => nodes = vec![row],
                _ => nodes = self.step(&nodes, step),
            }
        }
        nodes
    }

    /// The node through whose rows a path goes. In a form `/` is the primary instance, also where
    /// the items of another are filtered.
    fn rows_of(&self, start: &PathStart) -> S::Node {
        match start {
            PathStart::Value(value)
                if matches!(value.kind, ExprKind::Call(Function::Current, _)) =>
            {
                self.current
            }
            PathStart::Root
                if self.scene.absent_is_blank()
                    && self.scene.root(self.anchor) != self.scene.root(self.current) =>
            {
                self.current
            }
            _ => self.anchor,
        }
    }

    /// The node whose rows are meant and all above it; nothing outside forms.
    fn chain_of_rows(&self, from: S::Node) -> Vec<S::Node> {
        if !self.scene.absent_is_blank() {
            return Vec::new();
        }
        std::iter::successors(Some(from), |node| self.scene.parent(*node)).collect()
    }

    /// In a form an absolute path by names goes through the rows where we stand, as far as it shares
    /// them. A relative path goes up and down as it says.
    fn anchored(
        &self,
        nodes: &[S::Node],
        step: &LocationStep,
        chain: &[S::Node],
    ) -> Option<S::Node> {
        let ([node], NodeTest::Name(name)) = (nodes, &step.test) else { return None };
        if step.axis != Axis::Child || !step.predicates.is_empty() {
            return None;
        }
        let at = chain.iter().position(|one| one == node)?;
        let below = chain[at.checked_sub(1)?];
        (self.scene.sort(below) == NodeSort::Element && self.scene.matches(below, name))
            .then_some(below)
    }

    /// A chain of operators, left to right without recursion into the left.
    fn chain(&self, expr: &'a Expr) -> ExprValue<'a, S::Node> {
        let mut links = Vec::new();
        let mut first = expr;
        while let ExprKind::Binary(operator, left, right) = &first.kind {
            links.push((*operator, right.as_ref()));
            first = left;
        }
        let mut value = match links.last() {
            Some((operator, _)) if operator.is_arithmetic() => {
                ExprValue::Number(self.number(first))
            }
            _ => self.eval(first),
        };
        for (operator, right) in links.into_iter().rev() {
            value = self.binary(operator, value, right);
        }
        value
    }

    fn binary(
        &self,
        operator: Operator,
        left: ExprValue<'a, S::Node>,
        right: &'a Expr,
    ) -> ExprValue<'a, S::Node> {
        match operator {
            Operator::Or => return ExprValue::Boolean(left.truth(self.scene) || self.truth(right)),
            Operator::And => {
                return ExprValue::Boolean(left.truth(self.scene) && self.truth(right));
            }
            Operator::Union => {
                let ExprValue::Nodes(mut nodes) = left else { return ExprValue::Nodes(Vec::new()) };
                nodes.extend(self.nodes(right));
                self.in_order(&mut nodes);
                return ExprValue::Nodes(nodes);
            }
            _ => {}
        }
        if operator.is_arithmetic() {
            return ExprValue::Number(arithmetic(
                operator,
                left.number(self.scene),
                self.number(right),
            ));
        }
        let right = self.eval(right);
        ExprValue::Boolean(compare::compare(operator, &left, &right, self.scene))
    }
}

fn arithmetic(operator: Operator, left: f64, right: f64) -> f64 {
    match operator {
        Operator::Add => left + right,
        Operator::Subtract => left - right,
        Operator::Multiply => left * right,
        Operator::Divide => left / right,
        _ => left % right,
    }
}

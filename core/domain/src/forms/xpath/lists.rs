//! Functions that give nodes, and those that count true ones.

use super::ast::{Axis, Expr, ExprKind, LocationStep};
use super::eval::Evaluator;
use super::function::Function as F;
use super::narrow::narrow;
use super::scene::Scene;
use super::shuffle;
use super::texts::index;
use super::value::ExprValue;

impl<'a, S: Scene> Evaluator<'a, '_, S> {
    pub(super) fn nodes_of(&self, function: F, list: &'a [Expr]) -> Vec<S::Node> {
        match function {
            F::Current => vec![self.current],
            F::Instance => self.scene.instance(&self.text(&list[0])).into_iter().collect(),
            F::Id => self.by_id(&list[0]),
            F::IndexedRepeat => self.indexed_repeat(list),
            _ => self.randomized(list),
        }
    }

    fn by_id(&self, argument: &'a Expr) -> Vec<S::Node> {
        let mut found = Vec::new();
        let mut look = |text: &str| {
            let ids = text.split_whitespace();
            found.extend(ids.filter_map(|id| self.scene.by_id(self.node, id)));
        };
        match self.eval(argument) {
            ExprValue::Nodes(nodes) => nodes.iter().for_each(|node| look(&self.scene.text(*node))),
            other => look(&other.into_text(self.scene)),
        }
        self.in_order(&mut found);
        found.dedup();
        found
    }

    fn randomized(&self, list: &'a [Expr]) -> Vec<S::Node> {
        let mut nodes = self.nodes(&list[0]);
        match list.get(1) {
            Some(seed) => shuffle::by_seed(&mut nodes, self.number(seed)),
            None => shuffle::by_chance(&mut nodes, || self.scene.random()),
        }
        nodes
    }

    /// `indexed-repeat(node, repeat, index, …)`: the node in the rows of the named repeats, from
    /// the outermost in, that the indices choose; an index below 1 chooses the first row.
    fn indexed_repeat(&self, list: &'a [Expr]) -> Vec<S::Node> {
        let ExprKind::Path(target) = &list[0].kind else { return Vec::new() };
        let mut within = *self;
        for pair in list[1..].chunks(2) {
            let ExprKind::Path(repeat) = &pair[0].kind else { return Vec::new() };
            let row = index(self.number(&pair[1])).unwrap_or(0).max(1);
            match within.path(repeat).get(row - 1) {
                Some(row) => within.anchor = *row,
                None => return Vec::new(),
            }
        }
        within.path(target)
    }

    fn truths(&self, argument: &'a Expr, out: &mut Vec<bool>) {
        match self.eval(argument) {
            ExprValue::Nodes(nodes) => out.extend(nodes.iter().map(|n| self.scene.truth(*n))),
            other => out.push(other.truth(self.scene)),
        }
    }

    pub(super) fn checklist(&self, list: &'a [Expr]) -> bool {
        let (least, most) = (self.number(&list[0]), self.number(&list[1]));
        let mut truths = Vec::new();
        list[2..].iter().for_each(|argument| self.truths(argument, &mut truths));
        #[allow(clippy::cast_precision_loss)]
        let count = truths.iter().filter(|truth| **truth).count() as f64;
        (least < 0.0 || count >= least) && (most < 0.0 || count <= most)
    }

    pub(super) fn weighted(&self, list: &'a [Expr]) -> bool {
        let (least, most) = (self.number(&list[0]), self.number(&list[1]));
        let (mut truths, mut weights) = (Vec::new(), Vec::new());
        for pair in list[2..].chunks(2) {
            self.truths(&pair[0], &mut truths);
            match self.eval(&pair[1]) {
                ExprValue::Nodes(nodes) => {
                    weights.extend(nodes.iter().map(|n| self.scene.number(*n)))
                }
                other => weights.push(other.number(self.scene)),
            }
        }
        let true_ones = truths.iter().zip(&weights).filter(|(truth, _)| **truth);
        let sum: f64 = true_ones.map(|(_, weight)| *weight).filter(|w| !w.is_nan()).sum();
        (least < 0.0 || sum >= least) && (most < 0.0 || sum <= most)
    }

    /// `instance('x')/root/item[…]` by the scene's index, if it has one and the first predicate of
    /// the items can be asked of it. Gives the items after *all* predicates of that step.
    pub(super) fn filtered(
        &self,
        inner: &'a Expr,
        steps: &'a [LocationStep],
    ) -> Option<Vec<S::Node>> {
        let ExprKind::Call(F::Instance, list) = &inner.kind else { return None };
        let [root, items, ..] = steps else { return None };
        let plain = root.axis == Axis::Child && root.predicates.is_empty();
        let [first, rest @ ..] = items.predicates.as_slice() else { return None };
        if !plain || items.axis != Axis::Child {
            return None;
        }
        let filter = narrow(first, &mut |expr| self.eval(expr).into_operand(self.scene))?;
        let mut nodes = self.scene.filter_items(&self.text(&list[0]), &filter)?;
        for predicate in rest {
            self.narrow(&mut nodes, 0, predicate);
        }
        Some(nodes)
    }
}

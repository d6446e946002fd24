//! Steps of a path: the nodes of an axis, narrowed by predicates, in document order.

use super::ast::{Axis, Expr, ExprKind, LocationStep, NodeTest};
use super::eval::Evaluator;
use super::scene::{NodeSort, Scene, passes};
use super::value::ExprValue;

impl<'a, S: Scene> Evaluator<'a, '_, S> {
    /// The nodes that a step leads to from all of `from`, in document order and each once.
    pub(super) fn step(&self, from: &[S::Node], step: &'a LocationStep) -> Vec<S::Node> {
        let mut all = Vec::new();
        for node in from {
            let start = all.len();
            self.axis(*node, step, &mut all);
            self.spend(all.len() - start + 1);
            for predicate in &step.predicates {
                self.narrow(&mut all, start, predicate);
            }
            if step.axis.is_reverse() {
                all[start..].reverse();
            }
        }
        let simple = matches!(step.axis, Axis::Child | Axis::Attribute | Axis::Itself);
        if from.len() > 1 && !simple || from.len() > 1 && self.overlaps(from) {
            self.in_order(&mut all);
        }
        all
    }

    /// Sorted starts of which none lies in another give sorted children: only then no sorting.
    fn overlaps(&self, from: &[S::Node]) -> bool {
        from.windows(2).any(|pair| self.scene.parent(pair[0]) != self.scene.parent(pair[1]))
    }

    pub(super) fn in_order(&self, nodes: &mut Vec<S::Node>) {
        let sorted = nodes.windows(2).all(|pair| self.scene.order(pair[0], pair[1]).is_lt());
        if !sorted {
            nodes.sort_by(|one, other| self.scene.order(*one, *other));
            nodes.dedup();
        }
    }

    /// Keeps of `nodes[start..]` what a predicate holds of. They stand in the axis's order.
    pub(super) fn narrow(&self, nodes: &mut Vec<S::Node>, start: usize, predicate: &'a Expr) {
        if let ExprKind::Number(number) = predicate.kind {
            let kept = (1..=nodes.len() - start).find(|n| is_position(number, *n));
            match kept {
                Some(position) => {
                    nodes[start] = nodes[start + position - 1];
                    nodes.truncate(start + 1);
                }
                None => nodes.truncate(start),
            }
            return;
        }
        let size = nodes.len() - start;
        let mut kept = start;
        for position in 1..=size {
            let node = nodes[start + position - 1];
            if !self.spend(1) {
                break;
            }
            let holds = match self.at(node, position, size).eval(predicate) {
                ExprValue::Number(number) => is_position(number, position),
                other => other.truth(self.scene),
            };
            if holds {
                nodes[kept] = node;
                kept += 1;
            }
        }
        nodes.truncate(kept);
    }

    fn axis(&self, node: S::Node, step: &'a LocationStep, out: &mut Vec<S::Node>) {
        let (scene, start) = (self.scene, out.len());
        let principal = match step.axis {
            Axis::Attribute => NodeSort::Attribute,
            Axis::Namespace => NodeSort::Namespace,
            _ => NodeSort::Element,
        };
        match step.axis {
            Axis::Child => {
                if let NodeTest::Name(name) = &step.test {
                    return scene.named(node, name, out);
                }
                scene.children(node, out);
            }
            Axis::Itself => out.push(node),
            Axis::Parent => out.extend(scene.parent(node)),
            Axis::Attribute => scene.attributes(node, out),
            Axis::Namespace => scene.namespaces(node, out),
            Axis::Descendant => self.below(node, false, out),
            Axis::DescendantOrSelf => self.below(node, true, out),
            Axis::Ancestor => out.extend(self.above(node)),
            Axis::AncestorOrSelf => {
                out.push(node);
                out.extend(self.above(node));
            }
            Axis::FollowingSibling => self.siblings(node, true, out),
            Axis::PrecedingSibling => self.siblings(node, false, out),
            Axis::Following | Axis::Preceding => self.beside(node, step.axis, out),
        }
        let mut kept = start;
        for at in start..out.len() {
            if passes(scene, out[at], &step.test, principal) {
                out[kept] = out[at];
                kept += 1;
            }
        }
        out.truncate(kept);
    }

    fn above(&self, node: S::Node) -> impl Iterator<Item = S::Node> + '_ {
        std::iter::successors(self.scene.parent(node), |at| self.scene.parent(*at))
    }

    /// The node perhaps, and all below it in document order, without recursion.
    fn below(&self, node: S::Node, itself: bool, out: &mut Vec<S::Node>) {
        if itself {
            out.push(node);
        }
        let mut waiting = Vec::new();
        let mut children = Vec::new();
        self.scene.children(node, &mut children);
        waiting.extend(children.drain(..).rev());
        while let Some(next) = waiting.pop() {
            if !self.spend(1) {
                return;
            }
            out.push(next);
            self.scene.children(next, &mut children);
            waiting.extend(children.drain(..).rev());
        }
    }

    fn siblings(&self, node: S::Node, after: bool, out: &mut Vec<S::Node>) {
        let sort = self.scene.sort(node);
        if matches!(sort, NodeSort::Attribute | NodeSort::Namespace) {
            return;
        }
        let Some(parent) = self.scene.parent(node) else { return };
        let mut all = Vec::new();
        self.scene.children(parent, &mut all);
        let Some(at) = all.iter().position(|one| *one == node) else { return };
        if after {
            out.extend_from_slice(&all[at + 1..]);
        } else {
            out.extend(all[..at].iter().rev());
        }
    }

    fn beside(&self, node: S::Node, axis: Axis, out: &mut Vec<S::Node>) {
        let sort = self.scene.sort(node);
        let is_item = matches!(sort, NodeSort::Attribute | NodeSort::Namespace);
        let mut at = node;
        if is_item {
            let Some(element) = self.scene.parent(node) else { return };
            // What is below its element follows an attribute, but does not precede it.
            if axis == Axis::Following {
                self.below(element, false, out);
            }
            at = element;
        }
        loop {
            let mut beside = Vec::new();
            self.siblings(at, axis == Axis::Following, &mut beside);
            for sibling in beside {
                let start = out.len();
                self.below(sibling, true, out);
                if axis == Axis::Preceding {
                    out[start..].reverse();
                }
            }
            match self.scene.parent(at) {
                Some(parent) => at = parent,
                None => return,
            }
        }
    }
}

fn is_position(number: f64, position: usize) -> bool {
    #[allow(clippy::cast_precision_loss)]
    let position = position as f64;
    number == position
}

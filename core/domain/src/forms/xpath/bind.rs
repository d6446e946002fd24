//! An expression resolved against a form: which nodes it may read, and which paths lead straight
//! to one of them.
//!
//! The form is only its template here, a tree of [`NodeId`]s. Paths are followed over it
//! abstractly: every axis and predicate may be used, and what is reported is at least what is read.

use super::ast::{Axis, Expr, ExprKind, LocationPath, LocationStep, NodeTest, PathStart};
use super::function::Function;
use crate::forms::definition::NodeId;
use crate::forms::xml::XmlName;

/// A node of the form, seen from where an expression stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reference {
    /// The node.
    pub node: NodeId,
    /// How many enclosing repeats (outermost first) are taken from where the expression stands;
    /// of the others all rows are meant. Of a repeat it counts the repeat itself too, if the row
    /// is meant that the expression stands in.
    pub fixed: usize,
    /// Are rows of a repeat left open, so that it may be several nodes?
    pub many: bool,
}

/// An expression with what it may read.
#[derive(Debug, Clone, PartialEq)]
pub struct Bound {
    /// The expression; its simple paths know their node.
    pub expr: Expr,
    /// Every node that it may read, each once with the fewest repeats fixed.
    pub reads: Vec<Reference>,
}

impl Bound {
    /// Every node that it may read.
    #[must_use]
    pub fn reads(&self) -> &[Reference] {
        &self.reads
    }
}

/// The tree of a form's nodes: groups, repeats, questions, attributes.
pub trait Template {
    /// The root element of the primary instance.
    fn root(&self) -> NodeId;
    /// The node it stands in; `None` for the root.
    fn parent(&self, node: NodeId) -> Option<NodeId>;
    /// Its children, attributes too.
    fn children(&self, node: NodeId) -> Vec<NodeId>;
    /// Is this its name? Prefixes are compared as written.
    fn is_named(&self, node: NodeId, name: &XmlName) -> bool;
    /// Its children and attributes of this name. Worth overriding where there are many children.
    fn named(&self, node: NodeId, name: &XmlName) -> Vec<NodeId> {
        self.children(node).into_iter().filter(|child| self.is_named(*child, name)).collect()
    }
    /// Is it an attribute?
    fn is_attribute(&self, node: NodeId) -> bool;
    /// Is it a repeat?
    fn is_repeat(&self, node: NodeId) -> bool;
}

/// Where a path may be.
#[derive(Debug, Clone, PartialEq)]
struct Places {
    nodes: Vec<NodeId>,
    /// The document above the root.
    top: bool,
    /// Reached by names and `..` alone.
    plain: bool,
}

/// Binds an expression that stands at a node.
#[must_use]
pub fn bind<T: Template>(expr: &Expr, template: &T, at: NodeId) -> Bound {
    let mut expr = expr.clone();
    let mut binder = Binder { template, at, reads: Vec::new() };
    binder.expr(&mut expr, Some(at));
    Bound { expr, reads: binder.reads }
}

struct Binder<'t, T> {
    template: &'t T,
    at: NodeId,
    reads: Vec<Reference>,
}

impl<T: Template> Binder<'_, T> {
    /// Follows an expression from a place (`None`: in another document). Gives where its nodes are.
    fn expr(&mut self, expr: &mut Expr, here: Option<NodeId>) -> Places {
        let nothing = Places { nodes: Vec::new(), top: false, plain: false };
        match &mut expr.kind {
            ExprKind::Number(_) | ExprKind::Text(_) | ExprKind::Named(_) => nothing,
            ExprKind::Negate(inner) => self.expr(inner, here),
            ExprKind::Binary(_, left, right) => {
                let mut places = self.expr(left, here);
                places.nodes.extend(self.expr(right, here).nodes);
                Places { plain: false, ..places }
            }
            ExprKind::Call(Function::Current, _) => {
                Places { nodes: vec![self.at], top: false, plain: true }
            }
            ExprKind::Call(function, list) => {
                let mut places = nothing;
                let indexed = *function == Function::IndexedRepeat;
                for argument in list {
                    let found = self.expr(argument, here);
                    // Any row may be chosen.
                    if indexed {
                        found.nodes.iter().for_each(|node| self.read(*node, 0));
                    }
                    places.nodes.extend(found.nodes);
                }
                places
            }
            ExprKind::Filter(inner, predicates) => {
                let places = self.expr(inner, here);
                self.predicates(predicates, &places);
                Places { plain: false, ..places }
            }
            ExprKind::Path(path) => self.path(path, here),
        }
    }

    fn predicates(&mut self, predicates: &mut [Expr], places: &Places) {
        for predicate in predicates {
            match places.nodes.as_slice() {
                [] => {
                    self.expr(predicate, None);
                }
                nodes => {
                    for node in nodes.iter().copied() {
                        self.expr(predicate, Some(node));
                    }
                }
            }
        }
    }

    fn path(&mut self, path: &mut LocationPath, here: Option<NodeId>) -> Places {
        let mut at = match &mut path.start {
            PathStart::Here => Places {
                nodes: here.into_iter().collect(),
                top: false,
                plain: here == Some(self.at),
            },
            PathStart::Root => {
                // In a form `/` is the form, also where the items of another document are looked at.
                let plain = here.is_none_or(|here| here == self.at);
                Places { nodes: Vec::new(), top: true, plain }
            }
            PathStart::Value(inner) => {
                let is_instance = matches!(inner.kind, ExprKind::Call(Function::Instance, _));
                let found = self.expr(inner, here);
                let is_current = matches!(inner.kind, ExprKind::Call(Function::Current, _));
                match is_instance {
                    true => Places { nodes: Vec::new(), top: false, plain: false },
                    false => Places { plain: is_current, ..found },
                }
            }
        };
        for step in &mut path.steps {
            at = self.step(&at, step);
        }
        let top = self.top(path);
        at.plain &= top.is_some();
        let shared = |node: NodeId| top.map_or(0, |top| self.shared(node, top));
        let fixed: Vec<(NodeId, usize)> =
            at.nodes.iter().map(|node| (*node, if at.plain { shared(*node) } else { 0 })).collect();
        if let (true, [(node, fixed)]) = (at.plain, fixed.as_slice()) {
            path.direct = Some(self.reference(*node, *fixed));
        }
        for (node, fixed) in fixed {
            self.read(node, fixed);
        }
        at
    }

    /// Up to where a path by names and `..` goes before it goes down; an absolute path goes
    /// through the rows where the expression stands, so to there. `None` if it goes up again.
    fn top(&self, path: &LocationPath) -> Option<NodeId> {
        let mut top = self.at;
        let absolute = matches!(path.start, PathStart::Root);
        let mut down = absolute;
        for step in &path.steps {
            match step.axis {
                Axis::Parent if down => return None,
                Axis::Parent => top = self.template.parent(top)?,
                Axis::Itself => {}
                _ => down = true,
            }
        }
        Some(top)
    }

    fn step(&mut self, from: &Places, step: &mut LocationStep) -> Places {
        let mut nodes: Vec<NodeId> = Vec::new();
        let mut top = false;
        let t = self.template;
        let mut add = |node: NodeId| {
            if !nodes.contains(&node) && passes(t, node, step.axis, &step.test) {
                nodes.push(node);
            }
        };
        for node in &from.nodes {
            if step.test == NodeTest::Text {
                add(*node);
            }
            match (step.axis, &step.test) {
                (Axis::Child | Axis::Attribute, NodeTest::Name(name)) => {
                    t.named(*node, name).into_iter().for_each(&mut add);
                }
                _ => reach(t, *node, step.axis, &mut add),
            }
            let up = matches!(step.axis, Axis::Parent | Axis::Ancestor | Axis::AncestorOrSelf);
            top |= up && step.test == NodeTest::Node;
        }
        if from.top {
            match step.axis {
                Axis::Child => add(t.root()),
                Axis::Descendant | Axis::DescendantOrSelf => {
                    reach(t, t.root(), Axis::DescendantOrSelf, &mut add);
                    top |= step.axis == Axis::DescendantOrSelf;
                }
                Axis::Itself | Axis::AncestorOrSelf => top |= step.test == NodeTest::Node,
                _ => {}
            }
        }
        let named = matches!(step.test, NodeTest::Name(_));
        let simple = match step.axis {
            Axis::Child | Axis::Attribute => named,
            Axis::Parent | Axis::Itself => step.test == NodeTest::Node,
            _ => false,
        };
        let plain = from.plain && simple && step.predicates.is_empty();
        let places = Places { nodes, top, plain };
        self.predicates(&mut step.predicates, &places);
        places
    }

    fn above(&self, node: NodeId) -> impl Iterator<Item = NodeId> + '_ {
        std::iter::successors(self.template.parent(node), |node| self.template.parent(*node))
    }

    /// How many repeats, the node itself and those around it, also are or are around `top`.
    fn shared(&self, node: NodeId, top: NodeId) -> usize {
        let own: Vec<NodeId> = std::iter::once(top).chain(self.above(top)).collect();
        let around = std::iter::once(node).chain(self.above(node));
        around.filter(|n| self.template.is_repeat(*n) && own.contains(n)).count()
    }

    fn reference(&self, node: NodeId, fixed: usize) -> Reference {
        let around = self.above(node).filter(|n| self.template.is_repeat(*n)).count();
        let rows = around + usize::from(self.template.is_repeat(node));
        Reference { node, fixed, many: rows > fixed }
    }

    fn read(&mut self, node: NodeId, fixed: usize) {
        let new = self.reference(node, fixed);
        match self.reads.iter_mut().find(|known| known.node == node) {
            Some(known) if known.fixed > fixed => *known = new,
            Some(_) => {}
            None => self.reads.push(new),
        }
    }
}

fn passes<T: Template>(template: &T, node: NodeId, axis: Axis, test: &NodeTest) -> bool {
    if *test == NodeTest::Text {
        // The text of a node is read with the node.
        return true;
    }
    if (axis == Axis::Attribute) != template.is_attribute(node) {
        return axis == Axis::Itself && *test == NodeTest::Node;
    }
    match test {
        NodeTest::Name(name) => template.is_named(node, name),
        NodeTest::Any | NodeTest::AnyIn(_) | NodeTest::Node => true,
        NodeTest::Text | NodeTest::Comment | NodeTest::Instruction(_) => false,
    }
}

/// Every node that an axis may lead to.
fn reach<T: Template>(t: &T, node: NodeId, axis: Axis, add: &mut dyn FnMut(NodeId)) {
    let above = || std::iter::successors(t.parent(node), |node| t.parent(*node));
    match axis {
        Axis::Child | Axis::Attribute => t.children(node).into_iter().for_each(add),
        Axis::Itself => add(node),
        Axis::Parent => t.parent(node).into_iter().for_each(add),
        Axis::Ancestor => above().for_each(add),
        Axis::AncestorOrSelf => std::iter::once(node).chain(above()).for_each(add),
        Axis::Descendant | Axis::DescendantOrSelf => {
            let mut waiting = t.children(node);
            if axis == Axis::DescendantOrSelf {
                add(node);
            }
            while let Some(next) = waiting.pop() {
                add(next);
                waiting.extend(t.children(next));
            }
        }
        Axis::FollowingSibling | Axis::PrecedingSibling => {
            // The node itself too: a repeat's other rows are its siblings.
            t.parent(node).into_iter().flat_map(|p| t.children(p)).for_each(add);
        }
        Axis::Following | Axis::Preceding => reach(t, t.root(), Axis::DescendantOrSelf, add),
        Axis::Namespace => {}
    }
}

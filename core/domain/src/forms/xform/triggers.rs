//! Which nodes make an expression change, by the rules of ODK's engine: the nodes its paths end at,
//! and those that the predicates on the way read. Also which paths lead nowhere, and which
//! instances are named.

use super::build::Build;
use super::refused::instance_name;
use crate::forms::definition::NodeId;
use crate::forms::xpath::{
    Axis, Expr, ExprKind, Function, LocationPath, LocationStep, NodeTest, PathStart, Span,
};

/// What an expression is about.
#[derive(Debug, Default)]
pub(super) struct Triggers {
    /// The nodes of the form, each once.
    pub(super) nodes: Vec<NodeId>,
    /// Paths into the form that lead nowhere.
    pub(super) lost: Vec<(Span, String)>,
    /// The instances that are named.
    pub(super) instances: Vec<(Span, String)>,
    /// The files that `pulldata` names.
    pub(super) files: Vec<String>,
}

/// Where a relative path starts.
#[derive(Debug, Clone)]
enum Here {
    /// Above the form itself.
    Top,
    /// At these nodes.
    Nodes(Vec<NodeId>),
    /// In another instance.
    Elsewhere,
}

struct Walk<'a, 'd> {
    build: &'a Build<'d>,
    at: NodeId,
    found: Triggers,
}

impl Build<'_> {
    /// What an expression at a node is about.
    pub(super) fn triggers(&self, tree: &Expr, at: NodeId) -> Triggers {
        self.triggers_from(tree, at, Here::Nodes(vec![at]))
    }

    /// What an expression is about that is reckoned at the items of an instance.
    pub(super) fn item_triggers(&self, tree: &Expr, at: NodeId) -> Triggers {
        self.triggers_from(tree, at, Here::Elsewhere)
    }

    fn triggers_from(&self, tree: &Expr, at: NodeId, here: Here) -> Triggers {
        let mut walk = Walk { build: self, at, found: Triggers::default() };
        walk.expr(tree, &here);
        walk.found.nodes.sort_unstable();
        walk.found.nodes.dedup();
        walk.found
    }
}

impl Walk<'_, '_> {
    fn expr(&mut self, expr: &Expr, here: &Here) {
        match &expr.kind {
            ExprKind::Number(_) | ExprKind::Text(_) | ExprKind::Named(_) => {}
            ExprKind::Negate(inner) => self.expr(inner, here),
            ExprKind::Binary(_, left, right) => {
                self.expr(left, here);
                self.expr(right, here);
            }
            ExprKind::Call(function, arguments) => {
                if *function == Function::Instance
                    && let Some(name) = instance_name(arguments)
                {
                    self.found.instances.push((expr.span, name.to_owned()));
                }
                if let (Function::PullData, [Expr { kind: ExprKind::Text(file), .. }, ..]) =
                    (function, arguments.as_slice())
                {
                    self.found.files.push(file.to_string());
                }
                arguments.iter().for_each(|argument| self.expr(argument, here));
            }
            ExprKind::Filter(inner, predicates) => {
                self.expr(inner, here);
                predicates.iter().for_each(|one| self.expr(one, &Here::Elsewhere));
            }
            ExprKind::Path(path) => self.path(expr, path, here),
        }
    }

    fn path(&mut self, expr: &Expr, path: &LocationPath, here: &Here) {
        let mut set = match &path.start {
            PathStart::Root => Here::Top,
            PathStart::Here => here.clone(),
            PathStart::Value(value) => match &value.kind {
                ExprKind::Call(Function::Current, _) => Here::Nodes(vec![self.at]),
                _ => {
                    self.expr(value, here);
                    Here::Elsewhere
                }
            },
        };
        for step in &path.steps {
            set = self.step(&set, step);
            step.predicates.iter().for_each(|one| self.expr(one, &set));
        }
        match set {
            Here::Nodes(nodes) if nodes.is_empty() => {
                self.found.lost.push((expr.span, expr.to_string()));
            }
            Here::Nodes(nodes) => self.found.nodes.extend(nodes),
            Here::Top | Here::Elsewhere => {}
        }
    }

    fn step(&self, set: &Here, step: &LocationStep) -> Here {
        let build = self.build;
        let nodes = match set {
            Here::Elsewhere => return Here::Elsewhere,
            Here::Top => {
                let root = &build.nodes[0];
                let fits = match &step.test {
                    NodeTest::Name(name) => name.local == root.name,
                    _ => true,
                };
                let named = step.axis == Axis::Child && fits;
                return Here::Nodes(if named { vec![NodeId::ROOT] } else { Vec::new() });
            }
            Here::Nodes(nodes) => nodes,
        };
        let mut next = Vec::new();
        for node in nodes {
            match (step.axis, &step.test) {
                (Axis::Itself, _) => next.push(*node),
                (Axis::Parent, _) => next.extend(build.node(*node).parent),
                (Axis::Child, NodeTest::Name(name)) => {
                    next.extend(build.index.child(&build.nodes, *node, &name.prefix, &name.local));
                }
                (Axis::Attribute, NodeTest::Name(name)) => {
                    let local = format!("@{}", name.local);
                    next.extend(build.index.child(&build.nodes, *node, "", &local));
                }
                (Axis::Child, _) => {
                    let children = build.node(*node).children.iter().copied();
                    next.extend(children.filter(|child| !build.node(*child).is_attribute));
                }
                // Whatever else is refused before.
                _ => return Here::Elsewhere,
            }
        }
        next.sort_unstable();
        next.dedup();
        Here::Nodes(next)
    }
}

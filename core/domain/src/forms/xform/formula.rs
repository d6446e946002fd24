//! Expressions: read, checked against what ODK's engine knows, bound to the nodes of the form.
//!
//! How a mistake counts depends on when that engine would meet it: an expression reckoned when the
//! form is opened keeps it from opening, one that is only reckoned later is a warning, and so is
//! anything inside a text.

use super::build::Build;
use super::refused::{in_words, refused};
use super::report::Spot;
use super::triggers::Triggers;
use crate::forms::definition::{Expr, NodeId, NodeKind};
use crate::forms::problem::Rule;
use crate::forms::xml::{XmlId, XmlName};
use crate::forms::xpath::{self, Expr as Syntax, ExprKind, Function, NodeTest, Template};

/// When ODK's engine would meet a mistake.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum When {
    /// On opening the form.
    Opening,
    /// On filling in.
    Later,
    /// On showing a text, where it leaves a gap.
    Shown,
}

impl Build<'_> {
    /// An attribute reckoned when the form is opened; its triggers are kept.
    pub(super) fn formula(
        &mut self,
        element: XmlId,
        local: &'static str,
        at: NodeId,
    ) -> Option<Expr> {
        let (expr, triggers) = self.attribute_formula(element, local, at, When::Opening)?;
        self.reads.insert((at, local), triggers);
        Some(expr)
    }

    /// An attribute reckoned only once somebody fills in.
    pub(super) fn later_formula(
        &mut self,
        element: XmlId,
        local: &str,
        at: NodeId,
    ) -> Option<Expr> {
        self.attribute_formula(element, local, at, When::Later).map(|(expr, _)| expr)
    }

    /// An attribute reckoned when a text is shown.
    pub(super) fn shown_formula(
        &mut self,
        element: XmlId,
        local: &str,
        at: NodeId,
    ) -> Option<Expr> {
        self.attribute_formula(element, local, at, When::Shown).map(|(expr, _)| expr)
    }

    /// A call that stands in an appearance.
    pub(super) fn appearance_formula(
        &mut self,
        element: XmlId,
        text: &str,
        at: NodeId,
    ) -> Option<Expr> {
        let spot = Spot::Attribute(element, "appearance");
        let tree = self.read(spot, text, When::Shown)?;
        Some(self.bind(spot, &tree, at, When::Shown).0)
    }

    /// The count of a repeat: the path of a node, seen from what is around the repeat.
    pub(super) fn count(&mut self, element: XmlId, at: NodeId) -> Option<Expr> {
        let text = self.attribute(element, "count")?;
        let spot = Spot::Attribute(element, "count");
        let tree = self.read(spot, text, When::Opening)?;
        if !matches!(tree.kind, ExprKind::Path(_)) {
            self.report.say(spot, Rule::NotAPath(text.trim().to_owned()));
            return None;
        }
        Some(self.bind(spot, &tree, at, When::Later).0)
    }

    pub(super) fn attribute_formula(
        &mut self,
        element: XmlId,
        local: &str,
        at: NodeId,
        when: When,
    ) -> Option<(Expr, Vec<NodeId>)> {
        let text = self.attribute(element, local)?;
        let spot = Spot::Attribute(element, local);
        let tree = self.read(spot, text, when)?;
        Some(self.bind(spot, &tree, at, when))
    }

    /// Reads an expression; nothing if it cannot be read.
    fn read(&mut self, spot: Spot<'_>, text: &str, when: When) -> Option<Syntax> {
        match xpath::parse(text) {
            Ok(tree) => {
                self.check(spot, &tree, when);
                Some(tree)
            }
            Err(error) => {
                let rule = in_words(error.rule);
                match when {
                    When::Shown => self.tolerate_at(spot, error.span.start, rule),
                    _ => self.report.say_at(spot, error.span.start, rule),
                }
                None
            }
        }
    }

    fn tolerate_at(&mut self, spot: Spot<'_>, character: usize, rule: Rule) {
        self.report.say_at(spot, character, Rule::Tolerated(Box::new(rule)));
    }

    /// Reports what no ODK phone knows.
    pub(super) fn check(&mut self, spot: Spot<'_>, tree: &Syntax, when: When) {
        for (span, rule) in refused(tree) {
            match when {
                When::Opening => self.report.say_at(spot, span.start, rule),
                _ => self.tolerate_at(spot, span.start, rule),
            }
        }
    }

    /// Binds a tree at a node; paths and instances that lead nowhere are reported.
    pub(super) fn bind(
        &mut self,
        spot: Spot<'_>,
        tree: &Syntax,
        at: NodeId,
        when: When,
    ) -> (Expr, Vec<NodeId>) {
        let triggers = self.triggers(tree, at);
        let nodes = self.tell(spot, triggers, when);
        (self.bound(tree, at), nodes)
    }

    /// Binds a tree that is reckoned at the items of an instance.
    pub(super) fn bind_item(&mut self, spot: Spot<'_>, tree: &Syntax, at: NodeId) -> Option<Expr> {
        let triggers = self.item_triggers(tree, at);
        self.tell(spot, triggers, When::Later);
        Some(self.bound(tree, at))
    }

    fn tell(&mut self, spot: Spot<'_>, triggers: Triggers, when: When) -> Vec<NodeId> {
        for (span, path) in triggers.lost {
            self.report.say_at(spot, span.start, Rule::UnknownPath(path));
        }
        for (span, name) in triggers.instances {
            // A query's list is no instance of the form: it lies in a file beside it.
            let beside = matches!(spot, Spot::Attribute(_, "query"));
            if !beside && !self.instances.contains_key(&name) {
                let rule = Rule::UnknownInstance(name.clone());
                match when {
                    When::Opening => self.report.say_at(spot, span.start, rule),
                    _ => self.tolerate_at(spot, span.start, rule),
                }
            }
            self.used.insert(name);
        }
        self.files.extend(triggers.files.into_iter().map(file_name));
        triggers.nodes
    }

    fn bound(&self, tree: &Syntax, at: NodeId) -> Expr {
        xpath::bind(tree, self, at)
    }
}

impl Template for Build<'_> {
    fn root(&self) -> NodeId {
        NodeId::ROOT
    }

    fn parent(&self, node: NodeId) -> Option<NodeId> {
        self.node(node).parent
    }

    fn children(&self, node: NodeId) -> Vec<NodeId> {
        self.node(node).children.clone()
    }

    fn named(&self, node: NodeId, name: &XmlName) -> Vec<NodeId> {
        let plain = self.index.child(&self.nodes, node, &name.prefix, &name.local);
        let attribute = format!("@{}", name.local);
        plain.into_iter().chain(self.index.child(&self.nodes, node, "", &attribute)).collect()
    }

    fn is_named(&self, node: NodeId, name: &XmlName) -> bool {
        let node = self.node(node);
        let prefix = name.prefix.is_empty() || name.prefix == node.prefix;
        prefix && node.name.trim_start_matches('@') == name.local
    }

    fn is_attribute(&self, node: NodeId) -> bool {
        self.node(node).is_attribute
    }

    fn is_repeat(&self, node: NodeId) -> bool {
        self.node(node).kind == NodeKind::Repeat
    }
}

/// The name of a file that an expression looks up, with its ending.
pub(super) fn file_name(name: String) -> String {
    if name.ends_with(".csv") { name } else { name + ".csv" }
}

/// True or false, if an expression is always that.
pub(super) fn constant(expr: &Expr) -> Option<bool> {
    match &expr.expr.kind {
        ExprKind::Call(Function::True, _) => Some(true),
        ExprKind::Call(Function::False, _) => Some(false),
        _ => None,
    }
}

/// The names on a path, if it is nothing but names.
pub(super) fn steps_of(tree: &Syntax) -> Option<Vec<String>> {
    let ExprKind::Path(path) = &tree.kind else { return None };
    let name = |test: &NodeTest| match test {
        NodeTest::Name(name) => Some(name.local.clone()),
        NodeTest::Any => Some("*".to_owned()),
        _ => None,
    };
    path.steps.iter().map(|step| name(&step.test)).collect()
}

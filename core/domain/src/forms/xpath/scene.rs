//! What an expression sees: a tree of nodes, and a host that knows the clock and the lists.
//!
//! A session, an XML document and a list of choices are scenes. Everything has a meaning for a
//! scene that knows little: only the tree must be told.

use std::borrow::Cow;
use std::cmp::Ordering;

use super::ast::NodeTest;
use super::value::to_number;
use crate::forms::calendar::Moment;
use crate::forms::xml::XmlName;

/// What a node of a scene is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NodeSort {
    /// The document.
    Root,
    /// An element.
    Element,
    /// An attribute.
    Attribute,
    /// A namespace in force.
    Namespace,
    /// Text.
    Text,
    /// A comment.
    Comment,
    /// A processing instruction.
    Instruction,
}

/// A name as a scene lends it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct NameRef<'a> {
    /// Before the colon; empty if there is none.
    pub prefix: &'a str,
    /// After the colon; an instruction's target, a namespace's prefix.
    pub local: &'a str,
    /// The namespace; empty if there is none.
    pub namespace: &'a str,
}

impl<'a> From<&'a XmlName> for NameRef<'a> {
    fn from(name: &'a XmlName) -> Self {
        Self { prefix: &name.prefix, local: &name.local, namespace: &name.namespace }
    }
}

/// Which label a text of a translation is.
pub type ItextForm<'a> = Option<&'a str>;

/// A tree of nodes and its host. Only the first seven methods have to be written.
///
/// `children`, `attributes` and `named` push onto `out`, so that a walk allocates once.
pub trait Scene {
    /// A node: a small value that stays good while the scene is borrowed.
    type Node: Copy + Eq + std::hash::Hash + std::fmt::Debug;

    /// What the node is.
    fn sort(&self, node: Self::Node) -> NodeSort;
    /// Its name.
    fn name(&self, node: Self::Node) -> NameRef<'_>;
    /// The node it belongs to; an attribute's element.
    fn parent(&self, node: Self::Node) -> Option<Self::Node>;
    /// Its children in document order, without attributes.
    fn children(&self, node: Self::Node, out: &mut Vec<Self::Node>);
    /// Its attributes.
    fn attributes(&self, node: Self::Node, out: &mut Vec<Self::Node>);
    /// Its string value. In a session the value of a node that is not relevant is empty.
    fn text(&self, node: Self::Node) -> Cow<'_, str>;
    /// Document order.
    fn order(&self, one: Self::Node, other: Self::Node) -> Ordering;

    /// The children that are elements of this name: what most steps ask.
    fn named(&self, node: Self::Node, name: &XmlName, out: &mut Vec<Self::Node>) {
        let before = out.len();
        self.children(node, out);
        let mut kept = before;
        for at in before..out.len() {
            let child = out[at];
            if self.sort(child) == NodeSort::Element && self.matches(child, name) {
                out[kept] = child;
                kept += 1;
            }
        }
        out.truncate(kept);
    }

    /// Has the node this name? A name without a prefix is any element's without a prefix, so that
    /// an instance's default namespace does not matter; a prefix that this document does not
    /// declare is compared as written.
    fn matches(&self, node: Self::Node, wanted: &XmlName) -> bool {
        let name = self.name(node);
        if name.local != wanted.local {
            return false;
        }
        if wanted.prefix.is_empty() {
            return name.prefix.is_empty();
        }
        match self.namespace_of(&wanted.prefix) {
            Some(uri) => name.namespace == uri,
            None => name.prefix == wanted.prefix,
        }
    }

    /// The namespace that a prefix in an expression means.
    fn namespace_of(&self, _prefix: &str) -> Option<&str> {
        None
    }

    /// Its value as a number; NaN if it has none. Worth overriding where values have types.
    fn number(&self, node: Self::Node) -> f64 {
        to_number(&self.text(node))
    }

    /// Is its value empty?
    fn is_blank(&self, node: Self::Node) -> bool {
        self.text(node).is_empty()
    }

    /// Is its value true? Where values have types, a number is true if it is not 0.
    fn truth(&self, node: Self::Node) -> bool {
        !self.is_blank(node)
    }

    /// Where `/` stands for this node: the document of its instance.
    fn root(&self, node: Self::Node) -> Self::Node {
        let mut at = node;
        while let Some(above) = self.parent(at) {
            at = above;
        }
        at
    }

    /// Its namespaces in force, on the axis of that name.
    fn namespaces(&self, _node: Self::Node, _out: &mut Vec<Self::Node>) {}

    /// Which of the nodes of its name in its parent it is, from 1: `position(node)`.
    fn position_of(&self, node: Self::Node) -> usize {
        let Some(parent) = self.parent(node) else { return 1 };
        let (name, mut siblings) = (self.name(node), Vec::new());
        self.children(parent, &mut siblings);
        let before = siblings.iter().take_while(|one| **one != node);
        before.filter(|one| self.name(**one) == name).count() + 1
    }

    /// Is a path to no node compared as one blank text? So it is in a form, as in JavaRosa; in a
    /// document XPath 1.0 holds and such a comparison is false.
    fn absent_is_blank(&self) -> bool {
        false
    }

    /// The node an element's id names: `id()`.
    fn by_id(&self, _at: Self::Node, _id: &str) -> Option<Self::Node> {
        None
    }

    /// The document of a secondary instance: the parent of its root element.
    fn instance(&self, _name: &str) -> Option<Self::Node> {
        None
    }

    /// The children of the instance's root that a filter lets through, in document order; `None`
    /// if this scene has no index and the evaluator must look at each.
    fn filter_items(
        &self,
        _instance: &str,
        _filter: &crate::forms::lists::Filter,
    ) -> Option<Vec<Self::Node>> {
        None
    }

    /// The nodes of a bound path seen from a node; `false` if the path must be walked.
    fn direct(
        &self,
        _reference: &super::Reference,
        _from: Self::Node,
        _out: &mut Vec<Self::Node>,
    ) -> bool {
        false
    }

    /// The number of the one node of a bound path; `None` if the path must be walked. Worth
    /// overriding where calculations depend on each other in long chains.
    fn direct_number(&self, _reference: &super::Reference, _from: Self::Node) -> Option<f64> {
        None
    }

    /// The sum of the nodes of a bound path, blank ones passed over; `None` if each must be looked
    /// at. Worth overriding where sums are kept.
    fn sum(&self, _reference: &super::Reference, _from: Self::Node) -> Option<f64> {
        None
    }

    /// The clock.
    fn now(&self) -> Moment;

    /// Minutes east of UTC at an instant, where the phone is; zones with summer time override it.
    fn zone_at(&self, _ms: i64) -> i16 {
        self.now().zone_minutes
    }

    /// The language that the form is shown in; names of months and days follow it.
    fn language(&self) -> &str {
        ""
    }

    /// A number in [0, 1): `random()`, `randomize()` without a seed.
    fn random(&self) -> f64 {
        0.5
    }

    /// A fresh random id, or with a length that many random letters and digits.
    fn uuid(&self, length: Option<usize>) -> String {
        made_id(length, || self.random())
    }

    /// A translated text.
    fn itext(&self, _id: &str, _form: ItextForm<'_>) -> Option<String> {
        None
    }

    /// The label of a choice of the question at a path: `jr:choice-name`.
    fn choice_name(&self, _value: &str, _path: &str) -> Option<String> {
        None
    }

    /// `pulldata(file, wanted, key column, key)`
    fn pulldata(&self, _file: &str, _wanted: &str, _column: &str, _key: &str) -> Option<String> {
        None
    }

    /// The form's version.
    fn version(&self) -> &str {
        ""
    }

    /// `property(name)`: what the device says of itself.
    fn property(&self, _name: &str) -> Option<String> {
        None
    }
}

/// An id of version 4, or `length` letters and digits, from a source of chance.
pub fn made_id(length: Option<usize>, mut chance: impl FnMut() -> f64) -> String {
    const LETTERS: &[u8; 62] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    let mut below = |count: usize| {
        #[allow(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            clippy::cast_precision_loss
        )]
        let n = (chance() * count as f64) as usize;
        n.min(count - 1)
    };
    if let Some(length) = length {
        return (0..length.min(4096)).map(|_| char::from(LETTERS[below(62)])).collect();
    }
    let mut id = String::with_capacity(36);
    for n in 0..32 {
        if matches!(n, 8 | 12 | 16 | 20) {
            id.push('-');
        }
        id.push(match n {
            12 => '4',
            16 => char::from(b"89ab"[below(4)]),
            _ => char::from(b"0123456789abcdef"[below(16)]),
        });
    }
    id
}

/// Does a node pass a step's test? `principal` is what the axis is made of.
pub(super) fn passes<S: Scene>(
    scene: &S,
    node: S::Node,
    test: &NodeTest,
    principal: NodeSort,
) -> bool {
    let sort = scene.sort(node);
    match test {
        NodeTest::Node => true,
        NodeTest::Any => sort == principal,
        NodeTest::Name(name) => sort == principal && scene.matches(node, name),
        NodeTest::AnyIn(prefix) => sort == principal && in_namespace(scene, node, prefix),
        NodeTest::Text => sort == NodeSort::Text,
        NodeTest::Comment => sort == NodeSort::Comment,
        NodeTest::Instruction(target) => {
            sort == NodeSort::Instruction
                && target.as_deref().is_none_or(|wanted| scene.name(node).local == wanted)
        }
    }
}

fn in_namespace<S: Scene>(scene: &S, node: S::Node, prefix: &str) -> bool {
    let name = scene.name(node);
    match scene.namespace_of(prefix) {
        Some(uri) => name.namespace == uri,
        None => name.prefix == prefix,
    }
}

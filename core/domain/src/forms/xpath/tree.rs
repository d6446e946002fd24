//! An XML document as a scene: what `saksi form eval` and tests reckon over.

use std::borrow::Cow;
use std::cell::Cell;
use std::cmp::Ordering;
use std::fmt;
use std::sync::Arc;

use super::scene::{NameRef, NodeSort, Scene};
use crate::forms::calendar::Moment;
use crate::forms::xml::{Document, XmlId, XmlKind};

/// A node of a [`DocumentTree`]: a node of the document, or an attribute or namespace of an element.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Leaf {
    /// The node, or the element that it belongs to.
    pub id: XmlId,
    /// 0: the node itself; else which namespace (from 1) or attribute (from 1,000,001) of it.
    pub item: u32,
}

const ATTRIBUTES: u32 = 1_000_000;

impl Leaf {
    /// A node of the document.
    #[must_use]
    pub fn node(id: XmlId) -> Self {
        Self { id, item: 0 }
    }

    /// The `n`-th attribute of an element, from 0.
    #[must_use]
    pub fn attribute(id: XmlId, n: usize) -> Self {
        let n = u32::try_from(n).unwrap_or(u32::MAX - ATTRIBUTES - 1);
        Self { id, item: ATTRIBUTES + 1 + n }
    }

    /// Which attribute of its element it is, from 0.
    #[must_use]
    pub fn attribute_number(self) -> Option<usize> {
        self.item.checked_sub(ATTRIBUTES + 1).map(|n| n as usize)
    }
}

/// Minutes east of UTC at an instant in milliseconds.
pub type ZoneRule = Arc<dyn Fn(i64) -> i16 + Send + Sync>;

/// An XML document with a clock.
pub struct DocumentTree<'d> {
    /// The document.
    pub document: &'d Document,
    /// Where `/` stands, if not at the document.
    pub root: Option<Leaf>,
    /// The clock.
    pub now: Moment,
    /// The language of months and days.
    pub language: String,
    /// Minutes east of UTC at an instant, where the zone has summer time.
    pub zone: Option<ZoneRule>,
    /// What chance comes from; the same clock gives the same.
    chance: Cell<u64>,
}

impl fmt::Debug for DocumentTree<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("DocumentTree")
            .field("root", &self.root)
            .field("now", &self.now)
            .finish_non_exhaustive()
    }
}

impl<'d> DocumentTree<'d> {
    /// A document at a moment.
    #[must_use]
    pub fn new(document: &'d Document, now: Moment) -> Self {
        let chance = Cell::new(now.ms.unsigned_abs() | 1);
        Self { document, root: None, now, language: String::new(), zone: None, chance }
    }

    /// Prefix and URI of a namespace node.
    fn namespace(&self, leaf: Leaf) -> (&str, &str) {
        let all = self.in_force(leaf.id);
        all.get(leaf.item as usize - 1).copied().unwrap_or_default()
    }

    fn in_force(&self, id: XmlId) -> Vec<(&str, &str)> {
        let mut all: Vec<(&str, &str)> = vec![("xml", "http://www.w3.org/XML/1998/namespace")];
        let mut hidden: Vec<&str> = Vec::new();
        let mut at = Some(id);
        while let Some(element) = at {
            for (prefix, uri) in self.document.declarations(element) {
                let new = !hidden.contains(&prefix);
                if new {
                    hidden.push(prefix);
                    if !uri.is_empty() {
                        all.push((prefix, uri));
                    }
                }
            }
            at = self.document.parent(element);
        }
        all
    }

    fn attribute(&self, leaf: Leaf) -> Option<crate::forms::xml::Attribute<'_>> {
        self.document.attributes(leaf.id).nth(leaf.attribute_number()?)
    }
}

impl Scene for DocumentTree<'_> {
    type Node = Leaf;

    fn sort(&self, node: Leaf) -> NodeSort {
        match node.item {
            0 => match self.document.kind(node.id) {
                XmlKind::Document => NodeSort::Root,
                XmlKind::Element => NodeSort::Element,
                XmlKind::Text(_) => NodeSort::Text,
                XmlKind::Comment(_) => NodeSort::Comment,
                XmlKind::Instruction { .. } => NodeSort::Instruction,
            },
            item if item <= ATTRIBUTES => NodeSort::Namespace,
            _ => NodeSort::Attribute,
        }
    }

    fn name(&self, node: Leaf) -> NameRef<'_> {
        match node.item {
            0 => match self.document.kind(node.id) {
                XmlKind::Instruction { target, .. } => {
                    NameRef { local: target, ..NameRef::default() }
                }
                _ => self.document.name(node.id).into(),
            },
            item if item <= ATTRIBUTES => {
                NameRef { local: self.namespace(node).0, ..NameRef::default() }
            }
            _ => self.attribute(node).map(|found| found.name.into()).unwrap_or_default(),
        }
    }

    fn parent(&self, node: Leaf) -> Option<Leaf> {
        if node.item == 0 {
            self.document.parent(node.id).map(Leaf::node)
        } else {
            Some(Leaf::node(node.id))
        }
    }

    fn children(&self, node: Leaf, out: &mut Vec<Leaf>) {
        if node.item == 0 {
            out.extend(self.document.children(node.id).map(Leaf::node));
        }
    }

    fn attributes(&self, node: Leaf, out: &mut Vec<Leaf>) {
        if node.item == 0 {
            let count = self.document.attributes(node.id).count();
            out.extend((0..count).map(|n| Leaf::attribute(node.id, n)));
        }
    }

    fn namespaces(&self, node: Leaf, out: &mut Vec<Leaf>) {
        if node.item == 0 && self.document.is_element(node.id) {
            let count = u32::try_from(self.in_force(node.id).len()).unwrap_or(0);
            out.extend((1..=count.min(ATTRIBUTES)).map(|item| Leaf { id: node.id, item }));
        }
    }

    fn text(&self, node: Leaf) -> Cow<'_, str> {
        match node.item {
            0 => match self.document.plain_value(node.id) {
                Some(text) => Cow::Borrowed(text),
                None => Cow::Owned(self.document.string_value(node.id)),
            },
            item if item <= ATTRIBUTES => Cow::Borrowed(self.namespace(node).1),
            _ => Cow::Borrowed(self.attribute(node).map_or("", |found| found.value)),
        }
    }

    fn order(&self, one: Leaf, other: Leaf) -> Ordering {
        one.cmp(&other)
    }

    fn root(&self, _node: Leaf) -> Leaf {
        self.root.unwrap_or(Leaf::node(Document::ROOT))
    }

    fn namespace_of(&self, prefix: &str) -> Option<&str> {
        let root = self.document.root_element()?;
        let own = self.document.namespace_of(root, prefix);
        own.or_else(|| {
            let mut below = self.document.below(root);
            below
                .find_map(|id| self.document.declarations(id).find(|(p, _)| *p == prefix))
                .map(|(_, uri)| uri)
        })
    }

    fn by_id(&self, _at: Leaf, id: &str) -> Option<Leaf> {
        let is_it = |element: &XmlId| {
            self.document
                .attributes(*element)
                .any(|attribute| attribute.name.local == "id" && attribute.value == id)
        };
        self.document.below(Document::ROOT).find(is_it).map(Leaf::node)
    }

    fn instance(&self, name: &str) -> Option<Leaf> {
        let is_it = |element: &XmlId| {
            self.document.name(*element).local == "instance"
                && self.document.attribute(*element, "", "id") == Some(name)
        };
        self.document.below(Document::ROOT).find(is_it).map(Leaf::node)
    }

    fn now(&self) -> Moment {
        self.now
    }

    fn zone_at(&self, ms: i64) -> i16 {
        self.zone.as_ref().map_or(self.now.zone_minutes, |zone| zone(ms))
    }

    /// The 53 upper bits of splitmix64.
    fn random(&self) -> f64 {
        let state = self.chance.get().wrapping_add(0x9E37_79B9_7F4A_7C15);
        self.chance.set(state);
        let mut mixed = (state ^ (state >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        #[allow(clippy::cast_precision_loss)]
        let number = ((mixed ^ (mixed >> 31)) >> 11) as f64 / (1u64 << 53) as f64;
        number
    }

    fn language(&self) -> &str {
        &self.language
    }
}

//! Making a document piece by piece.
//!
//! The caller keeps names and declarations in step: [`Document::to_xml`] writes what it is told.

use std::collections::HashMap;

use super::document::{At, Content, Document, Item, NONE, Node, Part, XmlId};
use super::name::{Origin, XmlName};

impl Default for Document {
    fn default() -> Self {
        Self::new()
    }
}

impl Document {
    /// A document without a root element.
    #[must_use]
    pub fn new() -> Self {
        let mut document = Self {
            nodes: Vec::new(),
            items: Vec::new(),
            names: Vec::new(),
            known: HashMap::new(),
            text: String::new(),
            cells: Vec::new(),
        };
        document.intern(XmlName::default());
        document.push(NONE, Content::Document, At::Nowhere);
        document
    }

    pub(super) fn intern(&mut self, name: XmlName) -> u32 {
        if let Some(known) = self.known.get(&name) {
            return *known;
        }
        let id = number(self.names.len());
        self.names.push(name.clone());
        self.known.insert(name, id);
        id
    }

    pub(super) fn store(&mut self, text: &str) -> Part {
        let start = number(self.text.len());
        self.text.push_str(text);
        Part(start, number(self.text.len()))
    }

    fn place(&mut self, origin: Origin) -> At {
        match origin {
            Origin::Nowhere => At::Nowhere,
            Origin::Text { line, column } => At::Text(line, column),
            Origin::Cell(cell) => {
                if self.cells.last() != Some(&cell) {
                    self.cells.push(cell);
                }
                At::Cell(number(self.cells.len()) - 1)
            }
        }
    }

    pub(super) fn push(&mut self, parent: u32, content: Content, at: At) -> XmlId {
        let id = number(self.nodes.len());
        let mut previous = NONE;
        if let Some(above) = self.nodes.get_mut(parent as usize) {
            previous = std::mem::replace(&mut above.last, id);
            if above.first == NONE {
                above.first = id;
            }
        }
        if let Some(before) = self.nodes.get_mut(previous as usize) {
            before.next = id;
        }
        self.nodes.push(Node {
            parent,
            first: NONE,
            last: NONE,
            next: NONE,
            previous,
            content,
            at,
        });
        XmlId(id)
    }

    /// Adds an element at the end of a parent.
    pub fn add_element(&mut self, parent: XmlId, name: XmlName, origin: Origin) -> XmlId {
        let (name, at) = (self.intern(name), self.place(origin));
        self.push(parent.0, Content::Element(name, NONE, NONE), at)
    }

    /// Adds text at the end of a parent: to the text that ends it, as a reader would join them.
    pub fn add_text(&mut self, parent: XmlId, text: &str, origin: Origin) {
        if text.is_empty() {
            return;
        }
        if let Some(last) = self.last_child(parent)
            && let Content::Text(before) = self.nodes[last.at()].content
        {
            let whole = [self.part(before), text].concat();
            let part = self.store(&whole);
            self.nodes[last.at()].content = Content::Text(part);
            return;
        }
        let (part, at) = (self.store(text), self.place(origin));
        self.push(parent.0, Content::Text(part), at);
    }

    /// Adds a comment at the end of a parent.
    pub fn add_comment(&mut self, parent: XmlId, text: &str, origin: Origin) -> XmlId {
        let (part, at) = (self.store(text), self.place(origin));
        self.push(parent.0, Content::Comment(part), at)
    }

    /// Adds an instruction at the end of a parent.
    pub fn add_instruction(&mut self, parent: XmlId, target: &str, text: &str) -> XmlId {
        let (target, part) = (self.store(target), self.store(text));
        self.push(parent.0, Content::Instruction(target, part), At::Nowhere)
    }

    /// Sets an attribute of an element, in place of one of the same name. Nothing but an element
    /// takes attributes.
    pub fn set_attribute(&mut self, element: XmlId, name: XmlName, value: &str, origin: Origin) {
        let (name, value, at) = (self.intern(name), self.store(value), self.place(origin));
        let Content::Element(_, first, _) = self.nodes[element.at()].content else { return };
        self.set_item(element, first, true, Item { name, value, next: NONE, at });
    }

    /// Declares a namespace on an element; an empty prefix declares the default.
    pub fn declare_namespace(&mut self, element: XmlId, prefix: &str, uri: &str) {
        let (name, value) = (self.intern(XmlName::plain(prefix)), self.store(uri));
        let Content::Element(_, _, first) = self.nodes[element.at()].content else { return };
        self.set_item(element, first, false, Item { name, value, next: NONE, at: At::Nowhere });
    }

    fn set_item(&mut self, element: XmlId, first: u32, is_attribute: bool, item: Item) {
        let (mut at, mut last) = (first, NONE);
        while at != NONE {
            let here = &self.items[at as usize];
            let (old, new) = (&self.names[here.name as usize], &self.names[item.name as usize]);
            if old.is(&new.namespace, &new.local) {
                let next = here.next;
                self.items[at as usize] = Item { next, ..item };
                return;
            }
            (last, at) = (at, here.next);
        }
        self.push_item(element, last, is_attribute, item);
    }

    /// Appends an item after `last` (NONE: as the first) without looking for one of its name.
    pub(super) fn push_item(
        &mut self,
        el: XmlId,
        last: u32,
        is_attribute: bool,
        item: Item,
    ) -> u32 {
        let id = number(self.items.len());
        self.items.push(item);
        if let Some(before) = self.items.get_mut(last as usize) {
            before.next = id;
        } else if let Content::Element(_, attribute, declaration) = &mut self.nodes[el.at()].content
        {
            *(if is_attribute { attribute } else { declaration }) = id;
        }
        id
    }

    /// Removes an attribute.
    pub fn remove_attribute(&mut self, element: XmlId, namespace: &str, local: &str) {
        let Content::Element(name, first, declared) = self.nodes[element.at()].content else {
            return;
        };
        let (mut at, mut last) = (first, NONE);
        while at != NONE {
            let next = self.items[at as usize].next;
            if self.names[self.items[at as usize].name as usize].is(namespace, local) {
                match self.items.get_mut(last as usize) {
                    Some(before) => before.next = next,
                    None => {
                        self.nodes[element.at()].content = Content::Element(name, next, declared);
                    }
                }
                return;
            }
            (last, at) = (at, next);
        }
    }

    /// Takes a node out of its parent. Its id stays known, but nothing leads to it.
    pub fn detach(&mut self, id: XmlId) {
        let Node { parent, next, previous, .. } = self.nodes[id.at()];
        match self.nodes.get_mut(previous as usize) {
            Some(before) => before.next = next,
            None => {
                if let Some(above) = self.nodes.get_mut(parent as usize) {
                    above.first = next;
                }
            }
        }
        match self.nodes.get_mut(next as usize) {
            Some(after) => after.previous = previous,
            None => {
                if let Some(above) = self.nodes.get_mut(parent as usize) {
                    above.last = previous;
                }
            }
        }
        let node = &mut self.nodes[id.at()];
        (node.parent, node.next, node.previous) = (NONE, NONE, NONE);
    }

    /// Copies a node of any document with all below it to the end of a parent.
    pub fn add_copy(&mut self, parent: XmlId, from: &Self, top: XmlId) -> Option<XmlId> {
        let mut open = vec![parent];
        let mut copied = None;
        for visit in from.visits(top) {
            match visit {
                super::traverse::Visit::Enter(id) => {
                    let above = *open.last().unwrap_or(&parent);
                    let copy = self.add_one(above, from, id);
                    copied = copied.or(Some(copy));
                    open.push(copy);
                }
                super::traverse::Visit::Leave(_) => {
                    open.pop();
                }
            }
        }
        copied
    }

    fn add_one(&mut self, parent: XmlId, from: &Self, id: XmlId) -> XmlId {
        let at = self.place(from.origin(id));
        match from.nodes[id.at()].content {
            Content::Document => parent,
            Content::Text(part) => {
                let part = self.store(from.part(part));
                self.push(parent.0, Content::Text(part), at)
            }
            Content::Comment(part) => {
                let part = self.store(from.part(part));
                self.push(parent.0, Content::Comment(part), at)
            }
            Content::Instruction(target, part) => {
                self.add_instruction(parent, from.part(target), from.part(part))
            }
            Content::Element(..) => {
                let copy = self.add_element(parent, from.name(id).clone(), from.origin(id));
                for (prefix, uri) in from.declarations(id) {
                    self.declare_namespace(copy, prefix, uri);
                }
                for item in from.attribute_items(id) {
                    let name = from.names[item.name as usize].clone();
                    self.set_attribute(copy, name, from.part(item.value), from.shown(item.at));
                }
                copy
            }
        }
    }

    /// The same document with ids in document order and without what was detached.
    #[must_use]
    pub fn renumbered(&self) -> Self {
        let mut copy = Self::new();
        copy.add_copy(Self::ROOT, self, Self::ROOT);
        copy
    }
}

/// Ids are 32 bits: limits keep documents far below that.
pub(super) fn number(count: usize) -> u32 {
    u32::try_from(count).expect("a document is bounded by Limits or by what a sheet can hold")
}

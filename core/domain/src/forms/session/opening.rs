//! Opening a form: the values it comes with, preloads, what it sets by itself, then every
//! calculation. A new row is opened the same way.
//!
//! The order is JavaRosa's, because an action sees only what was filled in before it.

use std::collections::{HashMap, HashSet};

use sha2::{Digest as _, Sha256};

use super::cast::{from_text, number_of};
use super::instance::{Instance, NewRow, ScopeId};
use super::{Session, What, source};
use crate::forms::answer::Answer;
use crate::forms::definition::{Event, Node, NodeId, NodeKind, Preload, QuestionType};
use crate::forms::graph::Facet;
use crate::forms::place::Place;
use crate::forms::xml::{Document, XmlId};
use crate::journal::RowId;

impl Session {
    /// All of a form that is opened for the first time.
    pub(super) fn open(&mut self) {
        self.listening = false;
        let source = self.definition.source.clone();
        self.fill(&source, Instance::ROOT, (NodeId::ROOT, self.definition.source_root));
        self.preload(Instance::ROOT);
        for scope in self.all_rows() {
            self.preload(scope);
        }
        self.act_everywhere(Event::FirstLoad);
        self.begin();
    }

    /// What happens whenever a form is opened, also again.
    pub(super) fn begin(&mut self) {
        self.act_everywhere(Event::Load);
        self.reckon_all(|_| true);
        self.changes.clear();
        self.listening = true;
    }

    /// Reckons every scope anew, from what the cells hold.
    pub(super) fn reckon_all(&mut self, wanted: fn(Facet) -> bool) {
        self.wait_for_scope(Instance::ROOT, wanted);
        for scope in self.all_rows() {
            self.wait_for_scope(scope, wanted);
        }
        self.settle();
    }

    pub(super) fn all_rows(&self) -> Vec<ScopeId> {
        let rows = self.instance.walk(&self.definition).into_iter();
        rows.filter_map(
            |stop| if let super::walk::Stop::Row(row) = stop { Some(row) } else { None },
        )
        .collect()
    }

    /// Takes over the values and rows of an element: of the form's own instance, or of one that
    /// was filled in.
    pub(super) fn fill(
        &mut self,
        source: &Document,
        scope: ScopeId,
        (of, element): (NodeId, XmlId),
    ) {
        let definition = self.definition.clone();
        let mut named: HashMap<&str, NodeId> = HashMap::new();
        for id in &definition.node(of).children {
            let node = definition.node(*id);
            if node.is_attribute {
                let text = source::attribute(source, element, node).unwrap_or_default();
                self.fill_text(scope, node, text);
            } else {
                named.entry(&node.name).or_insert(*id);
            }
        }
        let mut apart: HashSet<NodeId> = definition.node(of).children.iter().copied().collect();
        for child in source.elements(element) {
            let name = source.name(child).local.as_str();
            let Some(id) = named.get(name).copied() else { continue };
            apart.remove(&id);
            let node = definition.node(id);
            match node.kind {
                NodeKind::Repeat if source::is_template(source, child) => continue,
                NodeKind::Repeat => {
                    let row = self.new_row(scope, node, false);
                    self.fill(source, row, (id, child));
                    continue;
                }
                NodeKind::Group => self.fill(source, scope, (id, child)),
                NodeKind::Question(_) => {
                    self.fill_text(scope, node, &source.string_value(child));
                    // Its attributes: an entity without a label is an empty element.
                    self.fill(source, scope, (id, child));
                }
            }
            // Of what is no repeat only the first counts.
            named.remove(name);
        }
        for id in apart {
            self.cell_mut(scope, id).apart = true;
        }
    }

    fn fill_text(&mut self, scope: ScopeId, node: &Node, text: &str) {
        let text = text.trim();
        let read = || from_text(text.to_owned(), node.data, self.context.now).unwrap_or_default();
        let answer = if text.is_empty() { None } else { read() };
        let answer = answer.and_then(|answer| self.known(node, answer));
        self.set_quietly(scope, node.id, answer);
    }

    /// Of codes that a form comes with, those that its select has, if they stand in the form.
    fn known(&self, node: &Node, answer: Answer) -> Option<Answer> {
        let choices = self.definition.choices(node);
        let known = |code: &String| choices.iter().any(|choice| choice.code == *code);
        match answer {
            answer if choices.is_empty() => Some(answer),
            Answer::One(code) => Some(code).filter(known).map(Answer::One),
            Answer::Many(codes) => Some(Answer::Many(codes.into_iter().filter(known).collect())),
            answer => Some(answer),
        }
    }

    /// Stores a value that nobody reads yet.
    pub(super) fn set_quietly(&mut self, scope: ScopeId, id: NodeId, answer: Option<Answer>) {
        let data = self.definition.node(id).data;
        self.instance.forget_sums(scope, id);
        let cell = self.cell_mut(scope, id);
        cell.number = answer.as_ref().map_or(f64::NAN, |answer| number_of(answer, data));
        cell.answer = answer;
    }

    /// An empty row at the end of a repeat.
    pub(super) fn new_row(&mut self, parent: ScopeId, repeat: &Node, copied: bool) -> ScopeId {
        let last = self.instance.cell(parent, repeat).rows.last();
        let order = last.map_or(0, |id| self.instance.scope(*id).order.saturating_add(1));
        let id = self.make_row_id();
        self.instance.add_row(&self.definition, parent, repeat, NewRow { id, order, copied })
    }

    /// Makes a row as a person or a count asks for it, with everything that follows from it.
    pub(super) fn make_row(&mut self, parent: ScopeId, repeat: NodeId) -> (ScopeId, Place) {
        let definition = self.definition.clone();
        let node = definition.node(repeat);
        let scope = self.new_row(parent, node, true);
        let place = self.instance.place(scope, repeat);
        self.note_at(place.clone(), What::RowAdded);
        let listening = std::mem::replace(&mut self.listening, false);
        // Without a template of its own, a repeat begins every new row blank.
        if source::is_template(&definition.source, node.element) {
            let source = definition.source.clone();
            self.fill(&source, scope, (repeat, node.element));
        }
        let inner: Vec<ScopeId> = self.rows_below(scope);
        for scope in std::iter::once(scope).chain(inner.iter().copied()) {
            self.preload(scope);
        }
        self.listening = listening;
        for scope in std::iter::once(scope).chain(inner.iter().copied()) {
            self.tell_values(scope);
        }
        self.act_in_row(scope, repeat);
        let position = self.instance.scope(scope).position as usize;
        self.touch_rows(repeat, parent, position);
        if self.touring {
            self.settle();
            self.anchor = Some(scope);
        }
        for scope in std::iter::once(scope).chain(inner) {
            self.wait_for_scope(scope, |_| true);
        }
        self.settle();
        self.anchor = None;
        (scope, place)
    }

    /// The values that a new row begins with.
    fn tell_values(&mut self, scope: ScopeId) {
        let definition = self.definition.clone();
        let repeat = self.instance.scope(scope).repeat;
        for id in definition.slots.get(&repeat).into_iter().flatten() {
            if let Some(answer) = self.cell(scope, *id).answer.clone() {
                self.note(true, *id, scope, What::Value(Some(answer)));
            }
        }
    }

    /// The rows within a row, outer ones first.
    pub(super) fn rows_below(&self, scope: ScopeId) -> Vec<ScopeId> {
        let mut found: Vec<ScopeId> = Vec::new();
        let mut next = 0;
        let mut at = scope;
        loop {
            for cell in &self.instance.scope(at).cells {
                found.extend(&cell.rows);
            }
            let Some(row) = found.get(next) else { return found };
            at = *row;
            next += 1;
        }
    }

    /// Everything that is filled in by itself when a form is opened.
    pub(super) fn preload(&mut self, scope: ScopeId) {
        let definition = self.definition.clone();
        let repeat = self.instance.scope(scope).repeat;
        for id in definition.slots.get(&repeat).into_iter().flatten() {
            let node = definition.node(*id);
            if let Some(preload) = &node.preload
                && let Some(answer) = self.preloaded(preload)
            {
                self.set_quietly(scope, *id, Some(as_metadata(node, answer)));
            }
        }
    }

    fn preloaded(&mut self, preload: &Preload) -> Option<Answer> {
        match (preload.handler.as_str(), preload.params.as_str()) {
            ("timestamp", "start") => Some(Answer::DateTime(self.started.date_time())),
            ("date", "today") => Some(Answer::Date(self.started.date())),
            ("uid", _) => Some(Answer::Text(format!("uuid:{}", self.make_uuid()))),
            ("property", name) => self.property(name).map(Answer::Text),
            _ => None,
        }
    }

    /// What is told about device and person: the member's pseudonym, never a hardware id.
    pub(super) fn property(&self, name: &str) -> Option<String> {
        let known = self.world.property(name);
        let member = matches!(name, "deviceid" | "username").then(|| self.context.member.clone());
        known.or(member).filter(|value| !value.is_empty())
    }

    /// A random id of version 4, derived so that a replay from the same seed makes the same.
    pub(super) fn make_uuid(&mut self) -> String {
        let mut bytes = self.draw(b"saksi/uuid/1");
        bytes[6] = (bytes[6] & 0x0f) | 0x40;
        bytes[8] = (bytes[8] & 0x3f) | 0x80;
        let text = hex::encode(&bytes[..16]);
        let parts = [&text[..8], &text[8..12], &text[12..16], &text[16..20], &text[20..]];
        parts.join("-")
    }

    /// 32 random bytes, derived: the next that the seed gives.
    pub(super) fn draw(&self, label: &[u8]) -> [u8; 32] {
        let mut hash = Sha256::new();
        hash.update(label);
        hash.update(self.context.row_seed);
        hash.update(self.drawn.get().to_be_bytes());
        self.drawn.set(self.drawn.get() + 1);
        hash.finalize().into()
    }

    /// The row id is derived, so that a replay from the same seed makes the same rows.
    pub(super) fn make_row_id(&mut self) -> RowId {
        let mut hash = Sha256::new();
        hash.update(b"saksi/row/1");
        hash.update(self.context.row_seed);
        hash.update(self.rows_made.to_be_bytes());
        self.rows_made += 1;
        let bytes: [u8; 32] = hash.finalize().into();
        let mut row = [0; 8];
        row.copy_from_slice(&bytes[..8]);
        RowId(row)
    }
}

/// What is filled in by itself, in the shape of its question: metadata are texts.
pub(super) fn as_metadata(node: &Node, answer: Answer) -> Answer {
    match (node.question(), answer) {
        (Some(QuestionType::Metadata(_)), answer) => Answer::Text(answer.to_text()),
        (_, answer) => answer,
    }
}

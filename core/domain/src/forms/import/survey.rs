//! The sheet survey: rows to a tree of groups, repeats and questions.
//!
//! Expressions are still text here; [`super::compile`] reads them once all names are known.

use std::collections::BTreeMap;

use super::columns::{Columns, Field};
use super::need;
use super::table::{Row, Table};
use crate::forms::definition::{ChoiceSource, Node, NodeId, NodeKind, QuestionType, Texts};
use crate::forms::problem::{FormError, Rule};

const MAX_DEPTH: usize = 16;

struct Builder<'a> {
    table: &'a Table,
    columns: &'a Columns,
    nodes: Vec<Node>,
    open: Vec<NodeId>,
    problems: &'a mut Vec<FormError>,
}

/// All nodes in document order, the form itself first.
pub(super) fn tree(
    table: &Table,
    columns: &Columns,
    form_id: &str,
    problems: &mut Vec<FormError>,
) -> Vec<Node> {
    for (field, name) in [(Field::Type, "type"), (Field::Name, "name"), (Field::Label, "label")] {
        problems.extend(need(columns, table, field, name));
    }
    for column in columns.0.iter().filter(|column| column.field == Field::Other) {
        let rule = Rule::UnknownColumn(column.name.clone());
        problems.push(table.problem(1, Some(column.index), rule));
    }
    let root = blank(NodeId::ROOT, form_id, NodeKind::Group, 0);
    let mut builder =
        Builder { table, columns, nodes: vec![root], open: vec![NodeId::ROOT], problems };
    for row in &table.rows {
        builder.row(row);
    }
    for id in builder.open.split_off(1) {
        let (name, row) = (builder.nodes[id.index()].name.clone(), builder.nodes[id.index()].row);
        let problem = table.problem(row, columns.index(Field::Type), Rule::NeverClosed(name));
        builder.problems.push(problem);
    }
    builder.nodes
}

fn blank(id: NodeId, name: &str, kind: NodeKind, row: u32) -> Node {
    Node {
        id,
        name: name.to_owned(),
        kind,
        parent: None,
        children: Vec::new(),
        row,
        label: Texts::default(),
        hint: Texts::default(),
        guidance: Texts::default(),
        audio: Texts::default(),
        image: Texts::default(),
        constraint_message: Texts::default(),
        required_message: Texts::default(),
        appearance: Vec::new(),
        parameters: BTreeMap::new(),
        choices: None,
        relevant: None,
        required: None,
        readonly: None,
        constraint: None,
        calculation: None,
        default: None,
        choice_filter: None,
        stop: None,
        stop_message: Texts::default(),
        personal: false,
        repeats: Vec::new(),
        slot: 0,
    }
}

/// A name that XML and a journal path can both carry.
fn is_name(name: &str) -> bool {
    let mut letters = name.chars();
    let first = letters.next().is_some_and(|c| c.is_ascii_alphabetic() || c == '_');
    first && letters.all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.'))
}

impl Builder<'_> {
    fn fail(&mut self, row: &Row, field: Field, rule: Rule) {
        self.problems.push(self.table.problem(row.number, self.columns.index(field), rule));
    }

    fn row(&mut self, row: &Row) {
        for column in self.columns.0.iter().filter(|column| column.field == Field::Later) {
            if row.cells.get(column.index).is_some_and(|cell| !cell.is_empty()) {
                let rule = Rule::NotYet(format!("the column {}", column.name));
                self.problems.push(self.table.problem(row.number, Some(column.index), rule));
            }
        }
        let Some(text) = self.columns.get(row, Field::Type) else {
            return self.fail(row, Field::Type, Rule::Empty);
        };
        let words: Vec<&str> = text.split_whitespace().collect();
        let head = words[0].to_lowercase();
        match (head.as_str(), words.get(1).copied()) {
            ("begin_group", None) | ("begin", Some("group")) => self.begin(row, NodeKind::Group),
            ("begin_repeat", None) | ("begin", Some("repeat")) => self.begin(row, NodeKind::Repeat),
            ("end_group", None) | ("end", Some("group")) => self.end(row, NodeKind::Group),
            ("end_repeat", None) | ("end", Some("repeat")) => self.end(row, NodeKind::Repeat),
            _ => self.question(row, &head, &words[1..]),
        }
    }

    fn begin(&mut self, row: &Row, kind: NodeKind) {
        if self.open.len() > MAX_DEPTH {
            self.fail(row, Field::Type, Rule::TooDeep);
        }
        let id = self.add(row, kind);
        self.open.push(id);
    }

    fn end(&mut self, row: &Row, kind: NodeKind) {
        let last = *self.open.last().expect("the form itself is never closed");
        if last == NodeId::ROOT || self.nodes[last.index()].kind != kind {
            let kind = if kind == NodeKind::Repeat { "repeat" } else { "group" };
            return self.fail(row, Field::Type, Rule::WrongEnd(kind));
        }
        self.open.pop();
    }

    fn question(&mut self, row: &Row, head: &str, rest: &[&str]) {
        let Some(kind) = QuestionType::named(head) else {
            let rule = if QuestionType::comes_later(head) {
                Rule::NotYet(format!("the type {head}"))
            } else {
                Rule::UnknownType(head.to_owned())
            };
            self.fail(row, Field::Type, rule);
            // Others may refer to it: one mistake, one problem.
            self.add(row, NodeKind::Question(QuestionType::Text));
            return;
        };
        let id = self.add(row, NodeKind::Question(kind));
        if !kind.is_select() {
            return;
        }
        let source = match rest.first() {
            None => return self.fail(row, Field::Type, Rule::MissingList(String::new())),
            Some(_) if rest.len() > 1 => {
                let rule = Rule::NotYet(rest[1..].join(" "));
                return self.fail(row, Field::Type, rule);
            }
            Some(file) if head.ends_with("_from_file") => ChoiceSource::File((*file).to_owned()),
            Some(list) => ChoiceSource::List((*list).to_owned()),
        };
        self.nodes[id.index()].choices = Some(source);
    }

    fn add(&mut self, row: &Row, kind: NodeKind) -> NodeId {
        let id = NodeId(u32::try_from(self.nodes.len()).expect("a sheet has 20,000 rows at most"));
        let parent = *self.open.last().expect("the form itself is never closed");
        let name = self.columns.get(row, Field::Name).unwrap_or_default();
        self.check_name(row, parent, name);
        let mut node = blank(id, name, kind, row.number);
        node.parent = Some(parent);
        self.words(row, &mut node);
        let above = &self.nodes[parent.index()];
        node.repeats = above.repeats.clone();
        if above.kind == NodeKind::Repeat {
            node.repeats.push(parent);
        }
        node.personal = above.personal || self.yes(row, Field::Personal);
        self.nodes.push(node);
        self.nodes[parent.index()].children.push(id);
        id
    }

    fn check_name(&mut self, row: &Row, parent: NodeId, name: &str) {
        if name.is_empty() {
            return self.fail(row, Field::Name, Rule::Empty);
        }
        if !is_name(name) {
            return self.fail(row, Field::Name, Rule::BadName(name.to_owned()));
        }
        let siblings = &self.nodes[parent.index()].children;
        let twin = siblings.iter().map(|id| &self.nodes[id.index()]).find(|node| node.name == name);
        if let Some(first) = twin.map(|node| node.row) {
            self.fail(row, Field::Name, Rule::DuplicateName { name: name.to_owned(), first });
        }
    }

    fn words(&self, row: &Row, node: &mut Node) {
        let texts = |field| self.columns.texts(row, field);
        node.label = texts(Field::Label);
        node.hint = texts(Field::Hint);
        node.guidance = texts(Field::Guidance);
        node.audio = texts(Field::Audio);
        node.image = texts(Field::Image);
        node.constraint_message = texts(Field::ConstraintMessage);
        node.required_message = texts(Field::RequiredMessage);
        node.stop_message = texts(Field::StopMessage);
        let cell = |field| self.columns.get(row, field).unwrap_or_default();
        node.appearance = cell(Field::Appearance).split_whitespace().map(str::to_owned).collect();
        let pairs =
            cell(Field::Parameters).split([' ', ',', ';']).filter_map(|p| p.split_once('='));
        node.parameters = pairs.map(|(k, v)| (k.trim().to_owned(), v.trim().to_owned())).collect();
    }

    fn yes(&mut self, row: &Row, field: Field) -> bool {
        match self.columns.get(row, field).map(str::to_lowercase).as_deref() {
            None | Some("no" | "false" | "false()") => false,
            Some("yes" | "true" | "true()") => true,
            Some(other) => {
                self.fail(row, field, Rule::NotYesNo(other.to_owned()));
                false
            }
        }
    }
}

/// What people see has words, in every language.
pub(super) fn check_words(
    table: &Table,
    columns: &Columns,
    nodes: &[Node],
    languages: &[String],
    problems: &mut Vec<FormError>,
) {
    let label = columns.index(Field::Label);
    for node in nodes.iter().filter(|node| node.is_seen()) {
        if node.label.is_empty() && node.hint.is_empty() {
            problems.push(table.problem(node.row, label, Rule::MissingLabel));
        }
        if node.label.0.values().chain(node.hint.0.values()).any(|text| text.contains("${")) {
            let rule = Rule::NotYet("an answer inside a label".to_owned());
            problems.push(table.problem(node.row, label, rule));
        }
        for language in languages {
            if !node.label.is_empty() && !node.label.0.contains_key(language) {
                let rule = Rule::MissingTranslation { lang: language.clone() };
                problems.push(table.problem(node.row, label, rule));
            }
        }
    }
}

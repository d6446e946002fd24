//! The sheet survey, row by row, into the tree of elements.
//!
//! Groups and repeats here; questions by type are in [`super::questions`].

use std::collections::{HashMap, HashSet};

use super::book::Spot;
use super::element::{Action, Element, FIRST_LOAD, Id, Kind, NEW_REPEAT};
use super::entities::References;
use super::form::Form;
use super::headers::GroupedRow;
use super::lexer::{is_dynamic, is_name};
use super::questions::{self, parameters};
use super::reference;
use super::settings::yes_no;
use super::types::{self, Container};
use super::value::{Cell, Dict, Val};
use crate::forms::problem::Rule;

/// No form has more groups within each other.
const MAX_DEPTH: usize = 100;

/// A group, repeat or loop that is open, or the form itself.
#[derive(Debug)]
pub(super) struct Level {
    container: Option<Container>,
    pub(super) id: Id,
    row: Spot,
    names: HashMap<String, u32>,
    small_names: HashSet<String>,
}

/// Is a table of selects under way?
#[derive(Debug, PartialEq, Eq)]
pub(super) enum TableList {
    No,
    /// It waits for its first select.
    Waiting,
    Of(String),
}

/// Reads rows into a form.
#[derive(Debug)]
pub(super) struct Reader<'f, 'b> {
    pub(super) form: &'f mut Form<'b>,
    pub(super) stack: Vec<Level>,
    pub(super) table_list: TableList,
    /// Questions that go into `meta`.
    pub(super) meta: Vec<Element>,
    /// How often each name of the sheet is used; what `${}` may name.
    pub(super) names: HashMap<String, usize>,
    questions: HashSet<String>,
    /// Names in `trigger`, with their cells.
    triggers: Vec<Cell>,
    /// `reference-geometry` parameters.
    pub(super) geometries: Vec<Cell>,
    pub(super) instances: HashSet<String>,
    pub(super) repeats: HashMap<String, u32>,
    pub(super) external_lists: HashSet<String>,
    pub(super) or_other: bool,
    pub(super) references: References,
    /// Loops and the list that each goes over.
    pub(super) loops: Vec<(Id, String)>,
    /// Groups were nested too deep: what follows is not read.
    deep: bool,
}

/// A row and what is known about it before its type is looked at.
#[derive(Debug)]
pub(super) struct Line {
    pub(super) ordinal: u32,
    pub(super) whole: Spot,
    pub(super) dict: Dict,
    pub(super) kind: Cell,
    pub(super) name: Cell,
    pub(super) dynamic: bool,
    pub(super) actions: Vec<Action>,
    pub(super) trigger: Vec<Cell>,
    pub(super) parameters: Vec<(String, String)>,
}

impl Line {
    /// Where the parameters stand.
    pub(super) fn parameters_at(&self) -> Spot {
        self.dict.text("parameters").map_or(self.whole, |cell| cell.at)
    }
}

impl<'f, 'b> Reader<'f, 'b> {
    pub(super) fn new(form: &'f mut Form<'b>, references: References) -> Self {
        let root = Level {
            container: None,
            id: 0,
            row: Spot::sheet(form.settings.sheet),
            names: HashMap::new(),
            small_names: HashSet::new(),
        };
        Self {
            form,
            stack: vec![root],
            table_list: TableList::No,
            meta: Vec::new(),
            names: HashMap::new(),
            questions: HashSet::new(),
            triggers: Vec::new(),
            geometries: Vec::new(),
            instances: HashSet::new(),
            repeats: HashMap::new(),
            external_lists: HashSet::new(),
            or_other: false,
            references,
            loops: Vec::new(),
            deep: false,
        }
    }

    /// Reads all rows, then what only the whole sheet can tell.
    pub(super) fn read(&mut self, rows: Vec<GroupedRow>) {
        for row in rows {
            self.row(row);
        }
        for level in self.stack.split_off(1).into_iter().filter(|_| !self.deep) {
            let name = self.form.elements[level.id].name.clone();
            self.form.fail(level.row, Rule::NeverClosed(name));
        }
        for cell in std::mem::take(&mut self.triggers) {
            if !self.questions.contains(&cell.text) {
                self.form.fail(cell.at, Rule::UnknownReference(cell.text));
            }
        }
        questions::geo::check_geometries(self);
    }

    pub(super) fn parent(&self) -> Id {
        self.stack.last().expect("the form itself is never closed").id
    }

    fn row(&mut self, row: GroupedRow) {
        if self.deep {
            return;
        }
        let whole =
            Spot { sheet: crate::forms::problem::Sheet::Survey, row: row.number, column: None };
        let mut dict = row.dict;
        if let Some(val) = dict.remove("disabled") {
            let off = val.cell().and_then(|cell| yes_no(&cell.text)) == Some(true);
            self.form.fail(val.any().map_or(whole, |cell| cell.at), Rule::Disabled);
            if off {
                return;
            }
        }
        if dict.is_empty() {
            return;
        }
        let Some(mut kind) = dict.text("type").cloned() else {
            let remark = dict.get("name").is_none() && dict.get("label").is_none();
            let rule = if remark { Rule::RowSkipped } else { Rule::Empty };
            return self.form.fail(whole, rule);
        };
        kind.text = types::current(&kind.text).to_owned();
        if let Some(setting) = set_in_survey(&kind.text) {
            let name = dict.text("name").cloned().unwrap_or_else(|| Cell::new("None", whole));
            return match setting {
                "title" => self.form.settings.title = name,
                "id_string" => self.form.settings.id = name,
                other => self.form.settings.row.set(other, Val::Text(name)),
            };
        }
        let name = dict.text("name").cloned();
        let mut line = Line {
            ordinal: row.ordinal,
            whole,
            dict,
            name: name.unwrap_or_else(|| Cell::new("", whole)),
            kind,
            dynamic: false,
            actions: Vec::new(),
            trigger: Vec::new(),
            parameters: Vec::new(),
        };
        self.prepare(&mut line);
        if line.kind.text == "audit" {
            return questions::audit::read(self, line);
        }
        if line.kind.text == "calculate" && !line.dynamic && !has_calculation(&line.dict) {
            let at = self.cell(&line, "calculation");
            self.form.fail(at, Rule::MissingCalculation);
        }
        self.place(line);
    }

    /// Triggers, computed defaults and parameters.
    fn prepare(&mut self, line: &mut Line) {
        if let Some(cell) = line.dict.text("trigger").cloned() {
            line.trigger = self.trigger(&cell);
        }
        if let Some(cell) = line.dict.text("default")
            && is_dynamic(&cell.text, &line.kind.text)
        {
            line.dynamic = true;
            line.actions.push(Action::new("setvalue", FIRST_LOAD));
            if self.stack.iter().any(|level| level.container == Some(Container::Repeat)) {
                line.actions.push(Action::new("setvalue", NEW_REPEAT));
            }
        }
        if let Some(cell) = line.dict.text("parameters") {
            match parameters::parse(&cell.text) {
                Some(parameters) => line.parameters = parameters,
                None => {
                    let at = cell.at;
                    self.form.fail(at, Rule::BadParameters);
                }
            }
        }
    }

    fn trigger(&mut self, cell: &Cell) -> Vec<Cell> {
        let names: Vec<Cell> = cell
            .text
            .split(',')
            .flat_map(reference::all)
            .map(|found| Cell::new(found.name, cell.at))
            .collect();
        let crowded = cell.text.split(',').any(|part| reference::all(part).len() > 1);
        if names.is_empty() || crowded || reference::malformed(&cell.text).is_some() {
            self.form.fail(cell.at, Rule::BadReference);
        }
        self.triggers.extend(names.iter().cloned());
        names
    }

    /// Names the row, then begins, ends or asks something.
    fn place(&mut self, mut line: Line) {
        let ends = types::end(&line.kind.text);
        if ends.is_none() {
            if line.name.text.is_empty() {
                if line.kind.text == "note" {
                    line.name.text = format!("generated_note_name_{}", line.ordinal);
                } else {
                    let at = self.cell(&line, "name");
                    self.form.fail(at, Rule::Empty);
                    line.name.text = format!("unnamed_{}", line.ordinal);
                }
            }
            self.check_name(&line);
        }
        let begins =
            types::begin(&line.kind.text).map(|(kind, list)| (kind, list.map(str::to_owned)));
        self.entity_reference(&mut line, begins.is_some() || ends.is_some());
        if let Some(container) = ends {
            return self.end(container, &line);
        }
        match begins {
            Some((container, list)) => self.begin(container, list, line),
            None => {
                self.questions.insert(line.name.text.clone());
                questions::read(self, line);
            }
        }
    }

    /// The row's cell below a header, or the row.
    fn cell(&self, line: &Line, header: &str) -> Spot {
        let table = self.form.book.table(line.whole.sheet);
        let column = table.and_then(|table| table.headers.iter().position(|h| h == header));
        table.zip(column).map_or(line.whole, |(table, column)| table.spot(line.whole.row, column))
    }

    fn check_name(&mut self, line: &Line) {
        let name = &line.name;
        if !is_name(&name.text) {
            return self.form.fail(name.at, Rule::BadName(name.text.clone()));
        }
        *self.names.entry(name.text.clone()).or_default() += 1;
        let level = self.stack.last_mut().expect("the form itself is never closed");
        let first = level.names.insert(name.text.clone(), name.at.row);
        let like = !level.small_names.insert(name.text.to_lowercase());
        if name.text == "meta" {
            self.form.fail(name.at, Rule::ReservedName(name.text.clone()));
        } else if let Some(first) = first {
            let rule = Rule::DuplicateName { name: name.text.clone(), first };
            self.form.fail(name.at, rule);
        } else if like {
            self.form.fail(name.at, Rule::AlmostSameName(name.text.clone()));
        }
    }

    fn end(&mut self, container: Container, line: &Line) {
        let open = self.stack.last().and_then(|level| level.container);
        if open != Some(container) {
            return self.form.fail(line.kind.at, Rule::WrongEnd(container.name()));
        }
        self.stack.pop();
        self.table_list = TableList::No;
    }

    fn begin(&mut self, container: Container, list: Option<String>, mut line: Line) {
        if self.stack.len() > MAX_DEPTH {
            self.deep = true;
            let rule = Rule::TooLarge("100 groups within each other");
            return self.form.fail(line.kind.at, rule);
        }
        let at = if line.name.at.column.is_some() { line.name.at } else { line.whole };
        let kind = if container == Container::Repeat { Kind::Repeat } else { Kind::Group };
        if kind == Kind::Repeat {
            self.check_repeat(&line, at);
        }
        let mut element = Element::new(kind, &line.name.text, at);
        container.name().clone_into(&mut element.type_name);
        words(&mut element, &mut line.dict);
        if let Some(intent) = line.dict.remove("intent") {
            element.control.set("intent", intent);
        }
        let parent = self.parent();
        self.count(parent, &mut element);
        let title = self.table_title(&mut element, &line);
        let id = self.form.add(parent, element);
        if let Some(title) = title {
            self.form.add(id, title);
        }
        if container == Container::Loop {
            match list.filter(|list| self.form.list(list).is_some()) {
                Some(list) => self.loops.push((id, list)),
                None => self.form.fail(line.kind.at, Rule::LoopWithoutList),
            }
        }
        self.stack.push(Level {
            container: Some(container),
            id,
            row: at,
            names: HashMap::new(),
            small_names: HashSet::new(),
        });
    }

    fn check_repeat(&mut self, line: &Line, at: Spot) {
        let name = line.name.text.clone();
        if name == self.form.settings.name {
            self.form.fail(at, Rule::ReservedName(name));
        } else if let Some(first) = self.repeats.insert(name.clone(), at.row) {
            self.form.fail(at, Rule::DuplicateName { name, first });
        }
        if line.dict.get("label").is_none() && line.dict.get("media").is_none() {
            self.form.fail(at, Rule::RepeatWithoutLabel);
        }
    }

    /// A count that is an expression is computed in a question of its own.
    fn count(&mut self, parent: Id, element: &mut Element) {
        let Some(count) = element.control.text("jr:count").cloned() else { return };
        if reference::only(&count.text).is_some() {
            return;
        }
        let name = format!("{}_count", element.name);
        let at = count.at;
        self.form.add(parent, Element::calculate(&name, count, at));
        element.control.put("jr:count", format!("${{{name}}}"), at);
    }

    /// A table of selects becomes a page with its title as a note.
    fn table_title(&mut self, element: &mut Element, line: &Line) -> Option<Element> {
        let appearance = element.control.text("appearance").cloned()?;
        if !appearance.text.split_whitespace().any(|word| word == "table-list") {
            return None;
        }
        self.table_list = TableList::Waiting;
        let others = appearance.text.split_whitespace().filter(|word| *word != "table-list");
        let kept: Vec<&str> = std::iter::once("field-list").chain(others).collect();
        element.control.put("appearance", kept.join(" "), appearance.at);
        if element.label.is_none() && element.hint.is_none() {
            return None;
        }
        let name = format!("generated_table_list_label_{}", line.ordinal);
        let info = types::find("note").expect("a type of the table");
        let mut title = Element::question(info, "note", &name, element.at);
        title.label = element.label.take();
        title.hint = element.hint.take();
        Some(title)
    }

    /// Adds a question of a type to what is open.
    pub(super) fn add(&mut self, element: Element) -> Id {
        let parent = self.parent();
        self.form.add(parent, element)
    }
}

fn has_calculation(dict: &Dict) -> bool {
    dict.within("bind", "calculate").is_some()
}

/// Settings may stand in the survey, their value in `name`.
fn set_in_survey(kind: &str) -> Option<&'static str> {
    Some(match kind {
        "form_title" | "set_form_title" => "title",
        "form_id" | "set_form_id" => "id_string",
        "prefix" => "prefix",
        _ => return None,
    })
}

/// Moves the words and attributes of a row into an element.
pub(super) fn words(element: &mut Element, dict: &mut Dict) {
    element.label = dict.remove("label");
    if let Some(hint) = dict.remove("hint") {
        element.hint = Some(hint);
    }
    // A group has no place where guidance is shown.
    element.guidance = dict.remove("guidance_hint").filter(|_| element.is_question());
    element.stop_message = dict.remove("saksi:stop_message");
    let mut map = |key: &str| match dict.remove(key) {
        Some(Val::Map(map)) => Some(map),
        _ => None,
    };
    element.media = map("media");
    element.instance = map("instance").unwrap_or_default();
    for (key, val) in map("control").unwrap_or_default().0 {
        element.control.set(&key, val);
    }
    if let Some(bind) = map("bind") {
        let own = element.bind.get_or_insert_default();
        for (key, val) in bind.0 {
            own.set(&key, val);
        }
    }
}

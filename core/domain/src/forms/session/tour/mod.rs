//! Walking through a whole form by a fixed rule, or by given steps, as other engines are walked
//! through for comparison (`saksi form walk`).
//!
//! A tour does what JavaRosa does, also where a person's session does better: a change inside a row is
//! carried through only to readers outside all rows and in that row; other rows follow when the
//! form is validated. An answer that breaks its constraint, or is blank where one is required, is not stored here;
//! a person's session keeps it (`super::Session::answer`).

mod rule;

use std::collections::HashMap;

use super::Session;
use super::cursor::Cursor;
use super::instance::ScopeId;
use super::validate::Tried;
use crate::forms::answer::Answer;
use crate::forms::definition::{ControlId, ControlKind, DataType, NodeId, NodeKind, QuestionType};
use crate::forms::place::Place;

/// How an answer fared on a tour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TourStatus {
    /// It was taken, or refused for a reason of the form.
    Tried(Tried),
    /// It is no answer to the question, or the form cannot reckon with it.
    Error,
}

/// What happened on a tour, in order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TourStep {
    /// A question was answered with a text.
    Answered {
        /// Where, as a path with positions: `/data/r[2]/a[1]`.
        path: String,
        /// The text; empty clears.
        text: String,
        /// How it fared.
        status: TourStatus,
    },
    /// A row was added.
    RowAdded {
        /// Where.
        path: String,
        /// False: there was no such offer just then.
        done: bool,
    },
}

/// A step to take on a tour.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TourOrder {
    /// Answer the question at this path with this text; the empty text clears.
    Answer(String, String),
    /// Add the row of this path.
    AddRow(String),
}

/// How many elements a tour meets at most: a form that never ends must not hang it.
const MAX_EVENTS: usize = 400_000;

impl Session {
    /// Answers every question that is asked, by the rule of `docs/formats/play.md`, from the
    /// first to the last, with two rows to each repeat.
    pub fn tour(&mut self) -> Vec<TourStep> {
        self.touring = true;
        let mut steps = Vec::new();
        let mut added: HashMap<NodeId, u32> = HashMap::new();
        let mut n = 0;
        let mut at = Cursor::Start;
        for _ in 0..MAX_EVENTS {
            at = self.step_on(at, true);
            match at {
                Cursor::End => break,
                Cursor::AfterRows(id, scope) => {
                    let Some(node) = self.definition.control(id).node else { continue };
                    let count = added.entry(node).or_default();
                    *count += 1;
                    if *count <= 2 {
                        let (row, step) = self.tour_row(node, scope);
                        steps.push(step);
                        at = Cursor::Row(id, row);
                    }
                }
                Cursor::At(id, scope) => {
                    let Some((node, scope)) = self.asked_here(id, scope) else { continue };
                    n += 1;
                    if self.is_closed_to_answers(scope, self.definition.node(node)) {
                        continue;
                    }
                    if let Some(text) = self.text_by_rule(id, scope, n) {
                        steps.push(self.tour_answer(id, scope, text));
                    }
                }
                Cursor::Start | Cursor::Row(..) => {}
            }
        }
        steps
    }

    /// Takes given steps: each is looked for from where the last one was to the end of the form,
    /// then from its start.
    pub fn tour_by(&mut self, orders: &[TourOrder]) -> Vec<TourStep> {
        self.touring = true;
        let mut steps = Vec::new();
        let mut at = Cursor::Start;
        for order in orders {
            let (TourOrder::Answer(path, _) | TourOrder::AddRow(path)) = order;
            let wants_row = matches!(order, TourOrder::AddRow(_));
            let found = self.go_to(&mut at, path, wants_row);
            match order {
                TourOrder::AddRow(path) => {
                    let there = if let Cursor::AfterRows(id, scope) = at {
                        Some((id, scope))
                    } else {
                        None
                    };
                    let node = there.filter(|_| found).and_then(|(id, scope)| {
                        self.definition.control(id).node.map(|node| (id, node, scope))
                    });
                    match node {
                        Some((id, node, scope)) => {
                            let (row, step) = self.tour_row(node, scope);
                            at = Cursor::Row(id, row);
                            steps.push(step);
                        }
                        None => steps.push(TourStep::RowAdded { path: path.clone(), done: false }),
                    }
                }
                TourOrder::Answer(path, text) => {
                    let here =
                        if let Cursor::At(id, scope) = at { Some((id, scope)) } else { None };
                    let open = here.filter(|_| found).filter(|(id, scope)| {
                        self.asked_here(*id, *scope).is_some_and(|(node, scope)| {
                            !self.is_closed_to_answers(scope, self.definition.node(node))
                        })
                    });
                    steps.push(match open {
                        Some((id, scope)) => self.tour_answer(id, scope, text.clone()),
                        None => TourStep::Answered {
                            path: path.clone(),
                            text: text.clone(),
                            status: TourStatus::Error,
                        },
                    });
                }
            }
        }
        steps
    }

    fn go_to(&mut self, at: &mut Cursor, path: &str, row: bool) -> bool {
        if self.is_at(*at, path, row) {
            return true;
        }
        for _ in 0..2 {
            while *at != Cursor::End {
                *at = self.step_on(*at, true);
                if self.is_at(*at, path, row) {
                    return true;
                }
            }
            *at = Cursor::Start;
        }
        false
    }

    fn is_at(&self, at: Cursor, path: &str, row: bool) -> bool {
        match at {
            Cursor::AfterRows(id, scope) if row && self.is_asked(at) => {
                let node = self.definition.control(id).node;
                node.is_some_and(|node| self.next_row_path(node, scope) == path)
            }
            Cursor::At(id, scope) if !row && self.is_asked(at) => {
                self.asked_here(id, scope).is_some_and(|(node, scope)| {
                    self.position_path(&self.instance.place(scope, node)) == path
                })
            }
            _ => false,
        }
    }

    /// The node of a question, and the scope of its cell; none for a control that only groups.
    fn asked_here(&self, id: ControlId, scope: ScopeId) -> Option<(NodeId, ScopeId)> {
        let control = self.definition.control(id);
        let node = control.node.filter(|_| !control.is_container())?;
        Some((node, self.instance.ancestor(scope, self.definition.node(node).repeats.len())))
    }

    fn tour_row(&mut self, node: NodeId, scope: ScopeId) -> (ScopeId, TourStep) {
        let path = self.next_row_path(node, scope);
        let around = self.instance.ancestor(scope, self.definition.node(node).repeats.len());
        let (row, _) = self.make_row(around, node);
        (row, TourStep::RowAdded { path, done: true })
    }

    fn tour_answer(&mut self, id: ControlId, scope: ScopeId, text: String) -> TourStep {
        let status = match self.asked_here(id, scope) {
            Some((node, scope)) => self.try_text(id, node, scope, &text),
            None => TourStatus::Error,
        };
        let place = self.definition.control(id).node.map(|node| {
            let depth = self.definition.node(node).repeats.len();
            self.instance.place(self.instance.ancestor(scope, depth), node)
        });
        let path = place.map(|place| self.position_path(&place)).unwrap_or_default();
        TourStep::Answered { path, text, status }
    }

    fn try_text(&mut self, id: ControlId, node: NodeId, at: ScopeId, text: &str) -> TourStatus {
        let Ok(answer) = self.answer_of(id, node, at, text) else { return TourStatus::Error };
        let outcome = self.try_answer(node, at, answer);
        if self.take_fault().is_some() { TourStatus::Error } else { TourStatus::Tried(outcome) }
    }

    /// The value of a text for a question, as the field of a form would hand it over.
    fn answer_of(
        &self,
        id: ControlId,
        node: NodeId,
        scope: ScopeId,
        text: &str,
    ) -> Result<Option<Answer>, super::cast::Unfit> {
        use super::cast::{Unfit, from_text};
        if text.is_empty() {
            return Ok(None);
        }
        let data = self.definition.node(node).data;
        let control = self.definition.control(id);
        let codes = || text.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
        let answer = match control.kind {
            ControlKind::Select1 => Answer::One(text.to_owned()),
            ControlKind::Select => Answer::Many(codes()),
            ControlKind::Rank => Answer::Ranking(codes()),
            ControlKind::Trigger if text == "OK" => Answer::Acknowledged,
            ControlKind::Trigger => Answer::Text(text.to_owned()),
            ControlKind::Upload(_) => Answer::FileName(text.to_owned()),
            _ if data == DataType::Boolean => Answer::Boolean(matches!(text, "true" | "1")),
            _ if data == DataType::Binary => Answer::FileName(text.to_owned()),
            _ => return from_text(text.to_owned(), data, self.context.now),
        };
        let chosen: Vec<String> = match &answer {
            Answer::One(code) => vec![code.clone()],
            Answer::Many(codes) | Answer::Ranking(codes) => codes.clone(),
            _ => Vec::new(),
        };
        let chosen: Vec<&String> = chosen.iter().collect();
        let kept = self.still_offered(id, scope, &chosen);
        if kept.is_none_or(|kept| kept.len() == chosen.len()) {
            Ok(Some(answer))
        } else {
            Err(Unfit)
        }
    }

    /// A place as a path with positions from 1: `/data/r[2]/a[1]`.
    #[must_use]
    pub fn position_path(&self, place: &Place) -> String {
        self.path_of(place, "[1]")
    }

    /// The same with positions at rows only, as an audit log names nodes: `/data/r[2]/a`.
    #[must_use]
    pub fn row_path(&self, place: &Place) -> String {
        self.path_of(place, "")
    }

    fn path_of(&self, place: &Place, of_others: &str) -> String {
        let form = &self.definition;
        let mut steps = Vec::new();
        let mut at = Some(place.node);
        while let Some(id) = at.filter(|id| *id != NodeId::ROOT) {
            let node = form.node(id);
            let depth = node.repeats.len();
            let is_row = node.kind == NodeKind::Repeat && place.rows.len() > depth;
            let position = match is_row.then(|| self.row_at(place, id)).flatten() {
                Some(row) => format!("[{}]", self.instance.scope(row).position + 1),
                None => of_others.to_owned(),
            };
            match node.name.strip_prefix('@') {
                Some(name) => steps.push(format!("@{name}")),
                None => steps.push(format!("{}{position}", node.name)),
            }
            at = node.parent;
        }
        steps.push(form.node(NodeId::ROOT).name.clone());
        steps.reverse();
        format!("/{}", steps.join("/"))
    }

    fn row_at(&self, place: &Place, repeat: NodeId) -> Option<ScopeId> {
        let node = self.definition.node(repeat);
        let rows = place.rows[..node.repeats.len()].to_vec();
        let parent = self.instance.find(&self.definition, &Place { node: repeat, rows })?;
        self.instance.row(parent, node, *place.rows.get(node.repeats.len())?)
    }

    /// The path of the row that would come next in a repeat.
    fn next_row_path(&self, repeat: NodeId, scope: ScopeId) -> String {
        let node = self.definition.node(repeat);
        let around = self.instance.ancestor(scope, node.repeats.len());
        let next = self.instance.cell(around, node).rows.len() + 1;
        let path = self.position_path(&self.instance.place(around, repeat));
        format!("{}[{next}]", path.trim_end_matches("[1]"))
    }

    /// The place that a path with positions leads to; a position that is left out is 1.
    #[must_use]
    pub fn place_at(&self, path: &str) -> Option<Place> {
        let mut names = path.strip_prefix('/')?.split('/');
        let form = self.definition.clone();
        (names.next()? == form.node(NodeId::ROOT).name).then_some(())?;
        let (mut at, mut scope, mut rows) = (NodeId::ROOT, super::Instance::ROOT, Vec::new());
        let mut names = names.peekable();
        while let Some(step) = names.next() {
            let (name, position) = match step.split_once('[') {
                Some((name, rest)) => (name, Some(rest.strip_suffix(']')?.parse::<usize>().ok()?)),
                None => (step, None),
            };
            let children = &form.node(at).children;
            at = *children.iter().find(|id| form.node(**id).name == name)?;
            let node = form.node(at);
            let whole = names.peek().is_none() && position.is_none();
            if node.kind == NodeKind::Repeat && !whole {
                let index = position.unwrap_or(1).checked_sub(1)?;
                scope = *self.instance.cell(scope, node).rows.get(index)?;
                rows = self.instance.scope(scope).rows.clone();
            }
        }
        Some(Place { node: at, rows })
    }

    /// Is it a question that a person sees?
    #[must_use]
    pub fn is_question(&self, place: &Place) -> bool {
        let node = self.definition.nodes.get(place.node.index());
        node.and_then(|node| node.question()).is_some_and(QuestionType::is_seen)
    }
}

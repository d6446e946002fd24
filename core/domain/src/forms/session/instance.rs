//! The values of a form being filled in: scopes (the form itself, and every row) with cells.
//!
//! A scope holds one cell for every node whose innermost repeat it is a row of; a node's `slot`
//! is its index there, so nothing is searched. Removed rows stay in the list, unreachable.

use std::cell::RefCell;
use std::collections::HashMap;

use crate::forms::answer::Answer;
use crate::forms::definition::{Definition, Node, NodeId};
use crate::forms::place::Place;
use crate::journal::RowId;

/// Index of a scope; 0 is the form itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct ScopeId(pub(super) u32);

impl ScopeId {
    pub(super) fn index(self) -> usize {
        self.0 as usize
    }
}

/// What is known of one node in one scope.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Cell {
    pub(super) answer: Option<Answer>,
    /// The answer as a number, so that sums do not read texts; NaN if it is none.
    pub(super) number: f64,
    /// Of a repeat: its rows in order.
    pub(super) rows: Vec<ScopeId>,
    /// Of a repeat: what its rows stand behind in the document, if the row around it came
    /// without them; 0: they stand where the form has them.
    pub(super) late: u32,
    /// Of a repeat: the row around it came without any of its rows, and without its template.
    pub(super) apart: bool,
    /// The facets that wait to be reckoned, one bit each.
    pub(super) waiting: u8,
    /// Itself and all around it.
    pub(super) relevant: bool,
    pub(super) required: bool,
    pub(super) readonly: bool,
    /// The constraint holds, or there is nothing to hold.
    pub(super) holds: bool,
    pub(super) stops: bool,
    /// Its value was reckoned at least once.
    pub(super) reckoned: bool,
    /// What was reckoned does not fit its type: it is blank, and the form's author should know.
    pub(super) unfit: bool,
}

impl Cell {
    fn new() -> Self {
        Self {
            answer: None,
            number: f64::NAN,
            rows: Vec::new(),
            late: 0,
            apart: false,
            waiting: 0,
            relevant: true,
            required: false,
            readonly: false,
            holds: true,
            stops: false,
            reckoned: false,
            unfit: false,
        }
    }
}

#[derive(Debug, Clone)]
pub(super) struct Scope {
    pub(super) repeat: NodeId,
    pub(super) parent: Option<ScopeId>,
    /// The row ids from the outermost repeat down to this one.
    pub(super) rows: Vec<RowId>,
    pub(super) order: i64,
    pub(super) cells: Vec<Cell>,
    /// Its position among its siblings, from 0.
    pub(super) position: u32,
    /// It was made while filling in, from the template of its repeat.
    pub(super) copied: bool,
}

#[derive(Debug, Clone)]
pub(super) struct Instance {
    pub(super) scopes: Vec<Scope>,
    late: u32,
    /// Sums over the first rows of a repeat, by the scope around it and the node within: kept as
    /// far as nothing changed, so that a sum over a growing repeat costs one addition a row.
    sums: RefCell<HashMap<(ScopeId, NodeId), Vec<f64>>>,
}

/// Where a new row goes.
#[derive(Debug, Clone, Copy)]
pub(super) struct NewRow {
    pub(super) id: RowId,
    pub(super) order: i64,
    /// See [`Scope::copied`].
    pub(super) copied: bool,
}

impl Instance {
    pub(super) const ROOT: ScopeId = ScopeId(0);

    pub(super) fn new(definition: &Definition) -> Self {
        let mut instance = Self { scopes: Vec::new(), late: 0, sums: RefCell::default() };
        let rows = Vec::new();
        let (order, position, copied) = (0, 0, false);
        let cells = cells(definition, NodeId::ROOT);
        let repeat = NodeId::ROOT;
        instance.scopes.push(Scope { repeat, parent: None, rows, order, cells, position, copied });
        instance
    }

    /// A new row, placed by (order, row id).
    pub(super) fn add_row(
        &mut self,
        definition: &Definition,
        parent: ScopeId,
        repeat: &Node,
        row: NewRow,
    ) -> ScopeId {
        let mut rows = self.scope(parent).rows.clone();
        rows.push(row.id);
        let cells = cells(definition, repeat.id);
        let new = ScopeId(u32::try_from(self.scopes.len()).unwrap_or(u32::MAX));
        self.scopes.push(Scope {
            repeat: repeat.id,
            parent: Some(parent),
            rows,
            order: row.order,
            cells,
            position: 0,
            copied: row.copied,
        });
        let siblings = &self.cell(parent, repeat).rows;
        let before = |id: &ScopeId| {
            let other = self.scope(*id);
            (other.order, other.rows.last()) <= (row.order, Some(&row.id))
        };
        let at = siblings.partition_point(before);
        let around = self.scope(parent).copied || self.cell(parent, repeat).apart;
        let late = siblings.is_empty() && row.copied && around;
        self.late += u32::from(late);
        let number = if late { self.late } else { self.cell(parent, repeat).late };
        let cell = self.cell_mut(parent, repeat);
        cell.late = number;
        cell.rows.insert(at, new);
        self.number_rows(parent, repeat, at);
        new
    }

    /// Takes a row out of its repeat.
    pub(super) fn remove_row(&mut self, parent: ScopeId, repeat: &Node, row: ScopeId) {
        let at = self.scope(row).position as usize;
        let rows = &mut self.cell_mut(parent, repeat).rows;
        if rows.get(at) == Some(&row) {
            rows.remove(at);
            self.number_rows(parent, repeat, at);
        }
    }

    /// The sum of a question over the rows of one repeat around it, in order; what is not asked
    /// is passed over.
    pub(super) fn sum(&self, form: &Definition, node: &Node, from: ScopeId) -> f64 {
        let repeat = node.repeats.last().copied().unwrap_or(NodeId::ROOT);
        let rows = &self.cell(from, form.node(repeat)).rows;
        let mut sums = self.sums.borrow_mut();
        let known = sums.entry((from, node.id)).or_default();
        let mut sum = known.last().copied().unwrap_or(0.0);
        for row in rows.get(known.len()..).unwrap_or_default() {
            let cell = self.cell(*row, node);
            if cell.relevant && !cell.number.is_nan() {
                sum += cell.number;
            }
            known.push(sum);
        }
        sum
    }

    /// A value in a row, or whether it is asked, is another: sums from there on are.
    pub(super) fn forget_sums(&self, scope: ScopeId, node: NodeId) {
        let Some(parent) = self.scope(scope).parent else { return };
        let mut sums = self.sums.borrow_mut();
        if !sums.is_empty()
            && let Some(known) = sums.get_mut(&(parent, node))
        {
            known.truncate(self.scope(scope).position as usize);
        }
    }

    fn number_rows(&mut self, parent: ScopeId, repeat: &Node, from: usize) {
        for ((around, _), known) in self.sums.get_mut().iter_mut() {
            if *around == parent {
                known.truncate(from);
            }
        }
        for position in from..self.cell(parent, repeat).rows.len() {
            let id = self.cell(parent, repeat).rows[position];
            self.scopes[id.index()].position = u32::try_from(position).unwrap_or(u32::MAX);
        }
    }

    pub(super) fn scope(&self, id: ScopeId) -> &Scope {
        &self.scopes[id.index()]
    }

    pub(super) fn cell(&self, scope: ScopeId, node: &Node) -> &Cell {
        &self.scopes[scope.index()].cells[node.slot]
    }

    pub(super) fn cell_mut(&mut self, scope: ScopeId, node: &Node) -> &mut Cell {
        &mut self.scopes[scope.index()].cells[node.slot]
    }

    pub(super) fn depth(&self, scope: ScopeId) -> usize {
        self.scope(scope).rows.len()
    }

    /// The scope around `scope` that lies in `depth` rows, or itself.
    pub(super) fn ancestor(&self, scope: ScopeId, depth: usize) -> ScopeId {
        let mut at = scope;
        while self.depth(at) > depth {
            let Some(parent) = self.scope(at).parent else { break };
            at = parent;
        }
        at
    }

    /// Shows `see` every scope below `from` in which `node` has a cell, in document order.
    pub(super) fn each_below(
        &self,
        definition: &Definition,
        node: &Node,
        from: ScopeId,
        see: &mut impl FnMut(ScopeId),
    ) {
        let depth = self.depth(from);
        let Some(repeat) = node.repeats.get(depth) else { return see(from) };
        let repeat = definition.node(*repeat);
        let last = node.repeats.len() == depth + 1;
        for row in &self.cell(from, repeat).rows {
            if last {
                see(*row);
            } else {
                self.each_below(definition, node, *row, see);
            }
        }
    }

    /// All scopes below `from` in which `node` has a cell, in document order.
    pub(super) fn below(&self, form: &Definition, node: &Node, from: ScopeId) -> Vec<ScopeId> {
        let mut scopes = Vec::new();
        self.each_below(form, node, from, &mut |scope| scopes.push(scope));
        scopes
    }

    /// The scope in which `place` has its cell; of a row, the scope around its repeat.
    pub(super) fn find(&self, definition: &Definition, place: &Place) -> Option<ScopeId> {
        let node = definition.nodes.get(place.node.index())?;
        let mut at = Self::ROOT;
        if place.rows.len() < node.repeats.len() {
            return None;
        }
        for (repeat, row) in node.repeats.iter().zip(&place.rows) {
            at = self.row(at, definition.node(*repeat), *row)?;
        }
        Some(at)
    }

    pub(super) fn row(&self, parent: ScopeId, repeat: &Node, row: RowId) -> Option<ScopeId> {
        let rows = &self.cell(parent, repeat).rows;
        let is = |id: &ScopeId| self.scope(*id).rows.last() == Some(&row);
        // The last row is the one being filled in, mostly.
        rows.iter().rev().copied().find(is)
    }

    pub(super) fn place(&self, scope: ScopeId, node: NodeId) -> Place {
        Place { node, rows: self.scope(scope).rows.clone() }
    }
}

fn cells(definition: &Definition, repeat: NodeId) -> Vec<Cell> {
    vec![Cell::new(); definition.slots.get(&repeat).map_or(0, Vec::len)]
}

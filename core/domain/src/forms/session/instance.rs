//! The values of a form being filled in: scopes (the form itself, and every row) with cells.
//!
//! A scope holds one cell for every node whose innermost repeat it is a row of; a node's `slot`
//! is its index there, so nothing is searched. Removed rows stay in the list, unreachable.

use crate::forms::answer::Answer;
use crate::forms::definition::{Definition, Node, NodeId};
use crate::forms::place::Place;
use crate::journal::RowId;

/// Index of a scope; 0 is the form itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct ScopeId(pub(super) usize);

/// What is known of one node in one scope.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Cell {
    pub(super) answer: Option<Answer>,
    /// Itself and all around it.
    pub(super) relevant: bool,
    pub(super) required: bool,
    pub(super) readonly: bool,
    /// The constraint holds, or there is nothing to hold.
    pub(super) holds: bool,
    pub(super) stops: bool,
    /// Of a repeat: its rows in order.
    pub(super) rows: Vec<ScopeId>,
}

impl Cell {
    fn new() -> Self {
        Self {
            answer: None,
            relevant: true,
            required: false,
            readonly: false,
            holds: true,
            stops: false,
            rows: Vec::new(),
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
    pub(super) position: usize,
}

#[derive(Debug, Clone)]
pub(super) struct Instance {
    pub(super) scopes: Vec<Scope>,
}

impl Instance {
    pub(super) const ROOT: ScopeId = ScopeId(0);

    pub(super) fn new(definition: &Definition) -> Self {
        let mut instance = Self { scopes: Vec::new() };
        instance.add(definition, NodeId::ROOT, None, Vec::new(), 0);
        instance
    }

    fn add(
        &mut self,
        definition: &Definition,
        repeat: NodeId,
        parent: Option<ScopeId>,
        rows: Vec<RowId>,
        order: i64,
    ) -> ScopeId {
        let slots = definition.slots.get(&repeat).map_or(0, Vec::len);
        let cells = vec![Cell::new(); slots];
        self.scopes.push(Scope { repeat, parent, rows, order, cells, position: 0 });
        ScopeId(self.scopes.len() - 1)
    }

    /// A new row, placed by (order, row id).
    pub(super) fn add_row(
        &mut self,
        definition: &Definition,
        parent: ScopeId,
        repeat: &Node,
        row: RowId,
        order: i64,
    ) -> ScopeId {
        let mut rows = self.scope(parent).rows.clone();
        rows.push(row);
        let new = self.add(definition, repeat.id, Some(parent), rows, order);
        let siblings = &self.cell(parent, repeat).rows;
        let before = |id: &ScopeId| {
            let other = self.scope(*id);
            (other.order, other.rows.last()) <= (order, Some(&row))
        };
        let at = siblings.partition_point(before);
        self.cell_mut(parent, repeat).rows.insert(at, new);
        self.number_rows(parent, repeat, at);
        new
    }

    /// Takes a row out of its repeat.
    pub(super) fn remove_row(&mut self, parent: ScopeId, repeat: &Node, row: ScopeId) {
        self.cell_mut(parent, repeat).rows.retain(|id| *id != row);
        self.number_rows(parent, repeat, 0);
    }

    fn number_rows(&mut self, parent: ScopeId, repeat: &Node, from: usize) {
        for position in from..self.cell(parent, repeat).rows.len() {
            let id = self.cell(parent, repeat).rows[position];
            self.scopes[id.0].position = position;
        }
    }

    pub(super) fn scope(&self, id: ScopeId) -> &Scope {
        &self.scopes[id.0]
    }

    pub(super) fn cell(&self, scope: ScopeId, node: &Node) -> &Cell {
        &self.scopes[scope.0].cells[node.slot]
    }

    pub(super) fn cell_mut(&mut self, scope: ScopeId, node: &Node) -> &mut Cell {
        &mut self.scopes[scope.0].cells[node.slot]
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

    /// All scopes below `from` in which `node` has a cell, in document order.
    pub(super) fn below(
        &self,
        definition: &Definition,
        node: &Node,
        from: ScopeId,
    ) -> Vec<ScopeId> {
        let mut scopes = vec![from];
        for repeat in node.repeats.iter().skip(self.depth(from)) {
            let repeat = definition.node(*repeat);
            let rows = |id: &ScopeId| self.cell(*id, repeat).rows.clone();
            scopes = scopes.iter().flat_map(rows).collect();
        }
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
        rows.iter().copied().find(|id| self.scope(*id).rows.last() == Some(&row))
    }

    pub(super) fn place(&self, scope: ScopeId, node: NodeId) -> Place {
        Place { node, rows: self.scope(scope).rows.clone() }
    }
}

//! Checks over the whole tree, once every expression is read.

use super::columns::{Columns, Field};
use super::table::Table;
use crate::forms::definition::{Default, Node, NodeId};
use crate::forms::expr::Expr;
use crate::forms::graph::Facet;
use crate::forms::problem::{CellPlace, FormError, Rule};

/// A computed value that all readers see is not made from what only the vault may hold.
pub(super) fn leaks(
    table: &Table,
    columns: &Columns,
    nodes: &[Node],
    problems: &mut Vec<FormError>,
) {
    for node in nodes.iter().filter(|node| !node.personal) {
        let reckoned = match &node.default {
            Some(Default::Reckoned(expr)) => Some(expr),
            _ => None,
        };
        let cells = [(Field::Calculation, node.calculation.as_ref()), (Field::Default, reckoned)];
        for (field, expr) in cells {
            let reads = expr.map(Expr::reads).unwrap_or_default();
            if let Some(leak) = reads.iter().map(|r| &nodes[r.node.index()]).find(|n| n.personal) {
                let rule = Rule::PersonalLeak(leak.name.clone());
                problems.push(table.problem(node.row, columns.index(field), rule));
            }
        }
    }
}

/// The problem of a circle, naming its cells.
pub(super) fn circle(
    table: &Table,
    columns: &Columns,
    nodes: &[Node],
    circle: &[(NodeId, Facet)],
) -> FormError {
    let field = |facet: Facet| match facet {
        Facet::Value => Field::Calculation,
        _ => Field::Relevant,
    };
    let place = |id: NodeId, facet: Facet| {
        table.problem(nodes[id.index()].row, columns.index(field(facet)), Rule::Empty).place
    };
    let named = |(id, facet): &(NodeId, Facet)| {
        let place = place(*id, *facet);
        let name = &nodes[id.index()].name;
        format!("{} {} ({name})", place.sheet.name(), place.cell())
    };
    let cells = circle.iter().map(named).collect::<Vec<_>>().join(" → ");
    let first = circle.first().copied().unwrap_or((NodeId::ROOT, Facet::Value));
    let place = CellPlace { ..place(first.0, first.1) };
    FormError { place, rule: Rule::Cycle(cells) }
}

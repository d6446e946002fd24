//! From a spreadsheet to a [`Definition`]: XLSForm as `.xlsx`, or as three CSV texts.
//!
//! All problems are found in one reading and returned together, each with its cell. Order:
//! sheets to tables (`xlsx`, `csv_text`), headers to fields (`columns`), choices, the tree of
//! questions (`survey`), then every expression (`compile`). XForms XML comes here too, later.

mod checks;
mod choices;
mod columns;
mod compile;
mod csv_text;
mod names;
mod settings;
mod survey;
mod table;
mod xlsx;

use std::collections::BTreeMap;

use sha2::{Digest as _, Sha256};

use super::definition::{Definition, NodeId};
use super::graph::Graph;
use super::problem::{FormError, Rule, Severity, Sheet};
use crate::journal::Digest;
use columns::{Columns, Field};
use table::Table;

/// Compiles an XLSForm from the bytes of an `.xlsx` file.
///
/// # Errors
/// Everything that is wrong with the form, in reading order, warnings included.
pub fn from_xlsx(bytes: &[u8]) -> Result<Definition, Vec<FormError>> {
    let mut problems = Vec::new();
    let tables = xlsx::tables(bytes, &mut problems);
    compile_form(&tables, Digest(Sha256::digest(bytes).into()), problems)
}

/// Compiles an XLSForm from its three sheets as CSV (UTF-8). `choices` may be empty.
///
/// # Errors
/// As [`from_xlsx`].
pub fn from_csv(
    survey: &[u8],
    choices: &[u8],
    settings: &[u8],
) -> Result<Definition, Vec<FormError>> {
    let mut problems = Vec::new();
    let sheets = [(Sheet::Survey, survey), (Sheet::Choices, choices), (Sheet::Settings, settings)];
    let tables = sheets.map(|(sheet, bytes)| {
        csv_text::table(sheet, bytes).unwrap_or_else(|problem| {
            problems.push(problem);
            Table::empty(sheet)
        })
    });
    let mut hash = Sha256::new();
    for bytes in [survey, &[0], choices, &[0], settings] {
        hash.update(bytes);
    }
    compile_form(&tables, Digest(hash.finalize().into()), problems)
}

fn compile_form(
    tables: &[Table; 3],
    hash: Digest,
    mut problems: Vec<FormError>,
) -> Result<Definition, Vec<FormError>> {
    if !problems.is_empty() {
        return Err(problems);
    }
    let [survey, choices, settings] = tables;
    for (table, name) in [(survey, "survey"), (settings, "settings")] {
        if table.headers.is_empty() {
            problems.push(table.problem(0, None, Rule::MissingSheet(name)));
        }
    }
    if !problems.is_empty() {
        return Err(problems);
    }
    let columns = Columns::of(survey, &mut problems);
    let lists = choices::lists(choices, &mut problems);
    let form = settings::read(settings, &columns, &mut problems);
    let mut nodes = survey::tree(survey, &columns, &form.id, &mut problems);
    choices::check_use(choices, &lists, &nodes, &mut problems);
    compile::expressions(survey, &columns, &mut nodes, &lists, &mut problems);
    survey::check_words(survey, &columns, &nodes, &form.languages, &mut problems);
    let graph = Graph::new(&nodes).map_err(|circle| {
        problems.push(checks::circle(survey, &columns, &nodes, &circle));
    });
    problems.sort_by(|a, b| a.place.cmp(&b.place));
    let Ok(graph) = graph else { return Err(problems) };
    if graph.longest() > 2000 {
        problems.push(survey.problem(0, None, Rule::DeepChain));
    }
    if problems.iter().any(|problem| problem.severity() == Severity::Error) {
        return Err(problems);
    }
    let slots = lay_out(&mut nodes);
    Ok(Definition {
        id: form.id,
        version: form.version,
        title: form.title,
        hash,
        languages: form.languages,
        nodes,
        lists,
        warnings: problems,
        graph,
        slots,
    })
}

/// Gives every node its slot within the innermost repeat around it.
fn lay_out(nodes: &mut [super::definition::Node]) -> BTreeMap<NodeId, Vec<NodeId>> {
    let mut slots: BTreeMap<NodeId, Vec<NodeId>> = BTreeMap::new();
    slots.insert(NodeId::ROOT, Vec::new());
    for node in nodes {
        let scope = slots.entry(node.repeats.last().copied().unwrap_or(NodeId::ROOT)).or_default();
        node.slot = scope.len();
        scope.push(node.id);
        if node.kind == super::definition::NodeKind::Repeat {
            slots.entry(node.id).or_default();
        }
    }
    slots
}

/// The column of a field, if the sheet has it; missing, it is a problem of the sheet.
fn need(columns: &Columns, table: &Table, field: Field, name: &'static str) -> Option<FormError> {
    let missing = columns.index(field).is_none();
    missing.then(|| table.problem(0, None, Rule::MissingColumn(name)))
}

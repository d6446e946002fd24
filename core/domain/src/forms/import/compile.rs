//! Every expression of the survey, read and bound to the tree; defaults; what must not leak.

use std::collections::{BTreeMap, BTreeSet};

use super::checks;
use super::columns::{Columns, Field};
use super::names::{FormNames, Index};
use super::table::{Row, Table};
use crate::forms::answer::Answer;
use crate::forms::definition::{Choice, ChoiceSource, Default, Node};
use crate::forms::expr::{self, Expr};
use crate::forms::problem::{FormError, Rule};

struct Compiler<'a> {
    table: &'a Table,
    columns: &'a Columns,
    index: &'a Index,
    lists: &'a BTreeMap<String, Vec<Choice>>,
    problems: &'a mut Vec<FormError>,
}

/// Fills the expressions into `nodes`.
pub(super) fn expressions(
    table: &Table,
    columns: &Columns,
    nodes: &mut [Node],
    lists: &BTreeMap<String, Vec<Choice>>,
    problems: &mut Vec<FormError>,
) {
    let index = Index::of(nodes);
    let rows: BTreeMap<u32, &Row> = table.rows.iter().map(|row| (row.number, row)).collect();
    let mut compiler = Compiler { table, columns, index: &index, lists, problems };
    for at in 1..nodes.len() {
        if let Some(row) = rows.get(&nodes[at].row) {
            compiler.node(row, nodes, at);
        }
    }
    checks::leaks(table, columns, nodes, compiler.problems);
}

impl Compiler<'_> {
    fn fail(&mut self, row: u32, field: Field, rule: Rule) {
        self.problems.push(self.table.problem(row, self.columns.index(field), rule));
    }

    fn node(&mut self, row: &Row, nodes: &mut [Node], at: usize) {
        self.check_list(&nodes[at]);
        let mut compile = |field| self.cell(row, field, nodes, at);
        let relevant = compile(Field::Relevant);
        let required = compile(Field::Required);
        let readonly = compile(Field::ReadOnly);
        let constraint = compile(Field::Constraint);
        let calculation = compile(Field::Calculation);
        let choice_filter = compile(Field::ChoiceFilter);
        let stop = compile(Field::Stop);
        let default = self.default(row, nodes, at);
        let node = &mut nodes[at];
        node.relevant = relevant;
        node.required = required;
        node.readonly = readonly;
        node.constraint = constraint;
        node.calculation = calculation;
        node.choice_filter = choice_filter;
        node.stop = stop;
        node.default = default;
    }

    /// The list of a select is there.
    fn check_list(&mut self, node: &Node) {
        if let Some(ChoiceSource::List(name)) = &node.choices
            && !self.lists.contains_key(name)
        {
            self.fail(node.row, Field::Type, Rule::MissingList(name.clone()));
        }
    }

    fn cell(&mut self, row: &Row, field: Field, nodes: &[Node], at: usize) -> Option<Expr> {
        let text = self.columns.get(row, field)?;
        match text.to_lowercase().as_str() {
            "yes" | "true" | "true()" => return Some(Expr::yes()),
            "no" | "false" | "false()" if field != Field::Calculation => return None,
            _ => {}
        }
        self.expression(row, field, text, nodes, at)
    }

    fn expression(
        &mut self,
        row: &Row,
        field: Field,
        text: &str,
        nodes: &[Node],
        at: usize,
    ) -> Option<Expr> {
        let columns = (field == Field::ChoiceFilter).then(|| self.filter_columns(&nodes[at]));
        let names =
            FormNames { nodes, index: self.index, at: nodes[at].id, columns: columns.as_ref() };
        match expr::compile(text, &names) {
            Ok(expr) => Some(expr),
            Err(error) => {
                let mut problem =
                    self.table.problem(row.number, self.columns.index(field), error.rule);
                problem.place.character = Some(error.span.start + 1);
                self.problems.push(problem);
                None
            }
        }
    }

    /// What a choice filter may name: the list's own columns.
    fn filter_columns(&self, node: &Node) -> BTreeSet<String> {
        let mut columns = BTreeSet::from(["name".to_owned(), "label".to_owned()]);
        if let Some(ChoiceSource::List(name)) = &node.choices {
            let choices = self.lists.get(name).into_iter().flatten();
            columns.extend(choices.flat_map(|choice| choice.columns.keys().cloned()));
        }
        columns
    }

    fn default(&mut self, row: &Row, nodes: &[Node], at: usize) -> Option<Default> {
        let text = self.columns.get(row, Field::Default)?;
        let Some(kind) = nodes[at].question() else {
            self.fail(row.number, Field::Default, Rule::BadDefault);
            return None;
        };
        if is_reckoned(text) {
            return self.expression(row, Field::Default, text, nodes, at).map(Default::Reckoned);
        }
        match Answer::from_text(kind, text) {
            Ok(answer) if self.in_list(&nodes[at], answer.as_ref()) => answer.map(Default::Fixed),
            _ => {
                self.fail(row.number, Field::Default, Rule::BadDefault);
                None
            }
        }
    }

    fn in_list(&self, node: &Node, answer: Option<&Answer>) -> bool {
        let Some(ChoiceSource::List(name)) = &node.choices else { return true };
        let known = |code: &String| {
            self.lists.get(name).is_some_and(|list| list.iter().any(|choice| choice.code == *code))
        };
        match answer {
            Some(Answer::One(code)) => known(code),
            Some(Answer::Many(codes)) => codes.iter().all(known),
            _ => true,
        }
    }
}

/// Is a default an expression? It is if it names a question or is a function call.
fn is_reckoned(text: &str) -> bool {
    let call = text.split_once('(').is_some_and(|(name, rest)| {
        let name_like = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | ':' | '_');
        !name.is_empty() && name.chars().all(name_like) && rest.ends_with(')')
    });
    text.contains("${") || call
}

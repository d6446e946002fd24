//! What every list of items must answer, run alike by memory and the phone: [`item_list_suite`].
//!
//! Random lists and random filters from a seed, each held against a scan of every row by
//! [`Filter::holds`]. Failures name their seed.

use std::sync::Arc;

use super::Random;
use crate::forms::lists::{Filter, ItemList, ListError, MAX_FILTER_DEPTH, Operand, Page, Relation};

/// The rows of a list under test: a text per column, or none.
pub type Rows = Vec<Vec<Option<String>>>;

const COLUMNS: [&str; 3] = ["name", "district code", "n"];
const TEXTS: [&str; 22] = [
    "",
    " ",
    "a",
    "ab",
    "abc",
    "b",
    "A",
    "11.01",
    "11.02",
    "11",
    "011",
    "-3",
    "-0",
    "0",
    " 7 ",
    "7.0",
    "1e3",
    "é",
    "e\u{301}",
    "\u{d7ff}x",
    "\u{10ffff}",
    "'; DROP TABLE list; --",
];

/// Runs the contract of [`ItemList`]; `make` gives a list with these columns and rows.
///
/// # Panics
/// With the rule that the list breaks, and the seed.
pub fn item_list_suite<L: ItemList>(make: impl Fn(&[String], &Rows) -> L) {
    an_empty_list_answers_with_nothing(&make);
    cells_come_back_byte_by_byte(&make);
    what_is_not_there_is_told(&make);
    what_a_person_types_is_found_in_any_case(&make);
    for seed in 0..24 {
        filters_answer_as_a_scan_does(&make, seed);
    }
}

fn columns() -> Vec<String> {
    COLUMNS.map(str::to_owned).to_vec()
}

fn what_a_person_types_is_found_in_any_case<L: ItemList>(make: &impl Fn(&[String], &Rows) -> L) {
    let cells = [("Boenaga", "a"), ("Waturambaha", "BO"), ("Désa É", "x"), ("Boedingi", "")];
    let row = |(label, code): &(&str, &str)| {
        vec![Some((*label).to_owned()), Some((*code).to_owned()), None]
    };
    let rows: Rows = cells.iter().map(row).collect();
    let list = make(&columns(), &rows);
    let found = |columns: &[usize], text: &str| {
        list.holding(columns, text).map(|rows| rows.page(Page::ALL))
    };
    assert_eq!(found(&[0, 1], "bo"), Ok(vec![0, 1, 3]), "label or code");
    assert_eq!(found(&[0], "NAGA"), Ok(vec![0]), "one column");
    assert_eq!(found(&[0], "désa é"), Ok(vec![2]), "beyond ASCII");
    assert_eq!(found(&[2], ""), Ok(Vec::new()), "an absent cell holds nothing");
    assert_eq!(found(&[0], ""), Ok(vec![0, 1, 2, 3]), "everything holds nothing");
    assert_eq!(found(&[9], "a"), Err(ListError::NoColumn(9)), "no such column");
}

fn an_empty_list_answers_with_nothing<L: ItemList>(make: &impl Fn(&[String], &Rows) -> L) {
    let list = make(&columns(), &Rows::new());
    assert_eq!((list.len(), list.is_empty()), (0, true), "empty");
    assert_eq!(list.select(&Filter::All, Page::ALL), Ok(Vec::new()), "no rows");
    assert_eq!(list.columns(), columns(), "its columns are known");
}

fn cells_come_back_byte_by_byte<L: ItemList>(make: &impl Fn(&[String], &Rows) -> L) {
    let rows: Rows =
        TEXTS.iter().map(|t| vec![Some((*t).to_owned()), None, Some("x".repeat(5000))]).collect();
    let list = make(&columns(), &rows);
    for (row, expected) in rows.iter().enumerate() {
        let row = row as u64;
        let cells = list.row(row).expect("a row");
        assert_eq!(
            cells.iter().map(Option::as_deref).collect::<Vec<_>>(),
            texts(expected),
            "whole"
        );
        for (column, text) in expected.iter().enumerate() {
            assert_eq!(list.cell(row, column).expect("a cell").as_deref(), text.as_deref(), "cell");
        }
    }
    let long = compare("n", Relation::Equal, Operand::Text("x".repeat(5000).into()));
    assert_eq!(list.count(&long), Ok(rows.len() as u64), "a long text is found");
}

fn what_is_not_there_is_told<L: ItemList>(make: &impl Fn(&[String], &Rows) -> L) {
    let list = make(&columns(), &vec![vec![Some("a".into()), None, None]]);
    assert_eq!(list.cell(1, 0), Err(ListError::NoRow(1)), "no such row");
    assert_eq!(list.row(u64::MAX), Err(ListError::NoRow(u64::MAX)), "no such row");
    assert_eq!(list.cell(0, 3), Err(ListError::NoColumn(3)), "no such column");
    let deep = (0..=MAX_FILTER_DEPTH).fold(Filter::All, |inner, _| Filter::Or(vec![inner]));
    assert_eq!(list.select(&deep, Page::ALL), Err(ListError::TooDeep), "nested without end");
}

fn filters_answer_as_a_scan_does<L: ItemList>(make: &impl Fn(&[String], &Rows) -> L, seed: u64) {
    let mut random = Random::new(seed);
    let count = [3, 70, 400][random.below(3)];
    let rows: Rows = (0..count).map(|_| row(&mut random)).collect();
    let list = make(&columns(), &rows);
    assert_eq!(list.len(), rows.len() as u64, "seed {seed}: its length");
    for case in 0..120 {
        let filter = filter(&mut random, 3);
        let expected: Vec<u64> = (0..rows.len())
            .filter(|at| {
                let cell = |name: &str| {
                    let column = COLUMNS.iter().position(|column| *column == name)?;
                    rows[*at][column].as_deref()
                };
                filter.holds(&cell)
            })
            .map(|at| at as u64)
            .collect();
        let told = format!("seed {seed}, case {case}: {filter:?}");
        assert_eq!(list.select(&filter, Page::ALL), Ok(expected.clone()), "{told}");
        assert_eq!(list.count(&filter), Ok(expected.len() as u64), "counted, {told}");
        let page = Page { from: random.below(count) as u64, limit: random.below(9) };
        let part = expected.iter().copied().filter(|row| *row >= page.from).take(page.limit);
        assert_eq!(list.select(&filter, page), Ok(part.collect()), "{page:?} of {told}");
    }
}

fn texts(row: &[Option<String>]) -> Vec<Option<&str>> {
    row.iter().map(Option::as_deref).collect()
}

fn row(random: &mut Random) -> Vec<Option<String>> {
    COLUMNS.iter().map(|_| if random.one_in(6) { None } else { Some(text(random)) }).collect()
}

fn text(random: &mut Random) -> String {
    if random.one_in(3) {
        return (random.below(40) as i64 - 20).to_string();
    }
    (*random.pick(&TEXTS).expect("some")).to_owned()
}

fn compare(column: &str, operator: Relation, value: Operand) -> Filter {
    Filter::Compare { column: column.into(), operator, value }
}

/// A random filter, nested at most `depth` deep.
pub fn filter(random: &mut Random, depth: usize) -> Filter {
    let column = |random: &mut Random| -> Arc<str> {
        if random.one_in(12) {
            "nowhere".into()
        } else {
            (*random.pick(&COLUMNS).expect("some")).into()
        }
    };
    match random.below(if depth == 0 { 7 } else { 10 }) {
        0 => Filter::All,
        1 => {
            let prefix: String = text(random).chars().take(random.below(3)).collect();
            Filter::StartsWith { column: column(random), prefix: prefix.into() }
        }
        2..7 => {
            let relations = [
                Relation::Equal,
                Relation::NotEqual,
                Relation::Less,
                Relation::LessOrEqual,
                Relation::Greater,
                Relation::GreaterOrEqual,
            ];
            let operator = *random.pick(&relations).expect("some");
            let numbers = [0.0, -0.0, 7.0, 11.0, -3.5, f64::NAN, f64::INFINITY, f64::NEG_INFINITY];
            let value = if random.one_in(2) {
                Operand::Text(text(random).into())
            } else {
                Operand::Number(*random.pick(&numbers).expect("some"))
            };
            Filter::Compare { column: column(random), operator, value }
        }
        other => {
            let inner = (0..random.below(4)).map(|_| filter(random, depth - 1)).collect();
            if other == 7 { Filter::Or(inner) } else { Filter::And(inner) }
        }
    }
}

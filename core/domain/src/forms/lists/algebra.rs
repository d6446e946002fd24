//! From a filter to the set of its rows, by index look-ups only.
//!
//! Whoever keeps a list answers the few [`Lookup`]s of [`Indexed`]; negations, `and` and `or` are
//! done here on sets of bits, the same for every store. No look-up visits a row that is not asked
//! for: `!=` is everything less what is equal.

use std::sync::Arc;

use super::{Filter, ListError, Operand, Relation, RowSet};

/// So few rows are looked at one by one rather than met with a large part of an index.
const FEW: u64 = 64;

/// One question to the index of one column.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Lookup<'a> {
    /// Rows whose text is this.
    Text(&'a str),
    /// Rows whose text begins with this, which is not empty.
    Prefix(&'a str),
    /// Rows whose number stands in this relation to a number; never [`Relation::NotEqual`], never
    /// not-a-number.
    Number(Relation, f64),
    /// Rows that have no such cell.
    Absent,
}

/// A list that answers look-ups from indexes.
pub trait Indexed {
    /// The place of a column.
    fn place(&self, column: &str) -> Option<usize>;

    /// All rows.
    ///
    /// # Errors
    /// [`ListError`].
    fn rows(&self) -> Result<RowSet, ListError>;

    /// The rows that a look-up finds.
    ///
    /// # Errors
    /// [`ListError`].
    fn lookup(&self, column: usize, lookup: Lookup<'_>) -> Result<RowSet, ListError>;

    /// The cells of one row.
    ///
    /// # Errors
    /// [`ListError`].
    fn cells(&self, row: u64) -> Result<Vec<Option<Arc<str>>>, ListError>;
}

/// The rows for which `filter` holds, which is the meaning of [`Filter::holds`].
///
/// # Errors
/// [`ListError::TooDeep`], or what the list says.
pub fn rows_of(list: &impl Indexed, filter: &Filter) -> Result<RowSet, ListError> {
    if filter.is_shallow() { any_rows(list, filter) } else { Err(ListError::TooDeep) }
}

fn any_rows(list: &impl Indexed, filter: &Filter) -> Result<RowSet, ListError> {
    match filter {
        Filter::All => list.rows(),
        Filter::Compare { column, operator, value } => match list.place(column) {
            None => Ok(RowSet::new()),
            Some(column) => compared(list, column, *operator, value),
        },
        Filter::StartsWith { prefix, .. } if prefix.is_empty() => list.rows(),
        Filter::StartsWith { column, prefix } => match list.place(column) {
            None => Ok(RowSet::new()),
            Some(column) => list.lookup(column, Lookup::Prefix(prefix)),
        },
        Filter::And(all) => meet(list, all),
        Filter::Or(any) => any.iter().try_fold(RowSet::new(), |mut rows, filter| {
            rows.join(&any_rows(list, filter)?);
            Ok(rows)
        }),
    }
}

fn compared(
    list: &impl Indexed,
    column: usize,
    operator: Relation,
    value: &Operand,
) -> Result<RowSet, ListError> {
    let number = value.number();
    let equal = || match value {
        Operand::Text(text) => list.lookup(column, Lookup::Text(text)),
        Operand::Number(n) if n.is_nan() => Ok(RowSet::new()),
        Operand::Number(n) => list.lookup(column, Lookup::Number(Relation::Equal, *n)),
    };
    match operator {
        Relation::Equal => equal(),
        Relation::NotEqual => {
            let mut rows = list.rows()?;
            rows.subtract(&equal()?);
            rows.subtract(&list.lookup(column, Lookup::Absent)?);
            Ok(rows)
        }
        _ if number.is_nan() => Ok(RowSet::new()),
        _ => list.lookup(column, Lookup::Number(operator, number)),
    }
}

/// The narrowest first; once few rows are left, those are looked at.
fn meet(list: &impl Indexed, all: &[Filter]) -> Result<RowSet, ListError> {
    let mut order: Vec<&Filter> = all.iter().collect();
    order.sort_by_key(|filter| breadth(filter));
    let Some((first, rest)) = order.split_first() else { return list.rows() };
    let mut rows = any_rows(list, first)?;
    for (at, filter) in rest.iter().enumerate() {
        if rows.len() <= FEW {
            return look_at(list, &rows, &rest[at..]);
        }
        rows.meet(&any_rows(list, filter)?);
    }
    Ok(rows)
}

/// How much of an index a filter is likely to visit: 0 for a point, 2 for a range.
fn breadth(filter: &Filter) -> u8 {
    match filter {
        Filter::Compare { operator: Relation::Equal | Relation::NotEqual, .. } | Filter::All => 0,
        Filter::StartsWith { .. } => 1,
        Filter::Compare { .. } => 2,
        Filter::And(all) => all.iter().map(breadth).min().unwrap_or(0),
        Filter::Or(any) => any.iter().map(breadth).max().unwrap_or(0),
    }
}

fn look_at(list: &impl Indexed, rows: &RowSet, all: &[&Filter]) -> Result<RowSet, ListError> {
    let mut kept = RowSet::new();
    for row in rows.iter_from(0) {
        let cells = list.cells(row)?;
        let cell = |name: &str| list.place(name).and_then(|at| cells.get(at)?.as_deref());
        if all.iter().all(|filter| filter.holds(&cell)) {
            kept.insert(row);
        }
    }
    Ok(kept)
}

/// The least text that is greater than every text with this prefix; `None` if there is none.
///
/// The order is that of bytes, which in UTF-8 is that of characters.
#[must_use]
pub fn after_prefix(prefix: &str) -> Option<String> {
    let mut text = prefix.to_owned();
    while let Some(last) = text.pop() {
        let next = match last {
            '\u{d7ff}' => Some('\u{e000}'),
            other => char::from_u32(u32::from(other) + 1),
        };
        if let Some(next) = next {
            text.push(next);
            return Some(text);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_text_has_a_prefix_exactly_if_it_lies_between_the_prefix_and_what_follows_it(
            prefix in "[ab\u{d7ff}\u{e000}\u{10ffff}]{1,3}", text in "[ab\u{d7ff}\u{e000}\u{10ffff}]{0,4}",
        ) {
            let below = after_prefix(&prefix).is_none_or(|end| text < end);
            prop_assert_eq!(text.starts_with(&prefix), text >= prefix && below);
        }
    }

    #[test]
    fn nothing_follows_the_greatest_prefix() {
        assert_eq!(after_prefix("\u{10ffff}"), None);
        assert_eq!(after_prefix("a\u{10ffff}").as_deref(), Some("b"));
    }
}

//! What an expression asks of a list: a predicate over the columns of one item, and its meaning.
//!
//! [`Filter::holds`] is that meaning, item by item; stores answer the same from their indexes and
//! the contract suite (`testing::lists`) holds them to it. Evaluating expressions is not here.

use std::sync::Arc;

use crate::forms::xpath::to_number;

/// How deep a filter may nest before a list refuses it ([`super::ListError::TooDeep`]).
pub const MAX_FILTER_DEPTH: usize = 100;

/// Which items of a list: the part of an XPath predicate that a list answers by itself.
///
/// A column that the item (or the whole list) lacks is an empty node-set: no comparison with it
/// holds, not even [`Relation::NotEqual`]; as a text it is blank, so it starts with the empty prefix.
#[derive(Debug, Clone, PartialEq)]
pub enum Filter {
    /// Every item.
    All,
    /// `column operator value`.
    Compare {
        /// Name of the column.
        column: Arc<str>,
        /// How the cell stands to the value; the cell is on the left.
        operator: Relation,
        /// What it is compared with.
        value: Operand,
    },
    /// `starts-with(column, prefix)`.
    StartsWith {
        /// Name of the column.
        column: Arc<str>,
        /// What its text begins with, byte by byte.
        prefix: Arc<str>,
    },
    /// All of these; with none, every item.
    And(Vec<Filter>),
    /// Any of these; with none, no item.
    Or(Vec<Filter>),
}

/// What a cell is compared with.
///
/// [`Relation::Equal`] and [`Relation::NotEqual`] compare texts with a text and numbers with a
/// number; the other four always compare numbers.
#[derive(Debug, Clone, PartialEq)]
pub enum Operand {
    /// A text, compared byte by byte.
    Text(Arc<str>),
    /// A number; not-a-number equals nothing and is unequal to everything.
    Number(f64),
}

/// One of XPath's six comparisons.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Relation {
    /// `=`
    Equal,
    /// `!=`
    NotEqual,
    /// `<`
    Less,
    /// `<=`
    LessOrEqual,
    /// `>`
    Greater,
    /// `>=`
    GreaterOrEqual,
}

impl Relation {
    /// The same comparison with its sides exchanged, for `5 < column`.
    #[must_use]
    pub fn flipped(self) -> Self {
        match self {
            Self::Equal | Self::NotEqual => self,
            Self::Less => Self::Greater,
            Self::LessOrEqual => Self::GreaterOrEqual,
            Self::Greater => Self::Less,
            Self::GreaterOrEqual => Self::LessOrEqual,
        }
    }

    /// Does it hold between two numbers? Not-a-number is unequal to everything, itself included.
    #[must_use]
    pub fn holds(self, left: f64, right: f64) -> bool {
        match self {
            Self::Equal => left == right,
            Self::NotEqual => left != right,
            Self::Less => left < right,
            Self::LessOrEqual => left <= right,
            Self::Greater => left > right,
            Self::GreaterOrEqual => left >= right,
        }
    }
}

impl Operand {
    /// Its number, as XPath's `number()` gives it.
    #[must_use]
    pub fn number(&self) -> f64 {
        match self {
            Self::Text(text) => to_number(text),
            Self::Number(number) => *number,
        }
    }

    /// Does `cell` stand in this relation to it?
    #[must_use]
    pub fn compares(&self, cell: &str, operator: Relation) -> bool {
        match (operator, self) {
            (Relation::Equal, Self::Text(text)) => cell == &**text,
            (Relation::NotEqual, Self::Text(text)) => cell != &**text,
            _ => operator.holds(to_number(cell), self.number()),
        }
    }
}

impl Filter {
    /// Does it hold for the item whose cells `cell` gives by column name?
    pub fn holds<'a>(&self, cell: &impl Fn(&str) -> Option<&'a str>) -> bool {
        match self {
            Self::All => true,
            Self::Compare { column, operator, value } => {
                cell(column).is_some_and(|text| value.compares(text, *operator))
            }
            Self::StartsWith { column, prefix } => {
                cell(column).unwrap_or_default().starts_with(&**prefix)
            }
            Self::And(all) => all.iter().all(|filter| filter.holds(cell)),
            Self::Or(any) => any.iter().any(|filter| filter.holds(cell)),
        }
    }

    /// Does it nest no deeper than [`MAX_FILTER_DEPTH`]?
    #[must_use]
    pub fn is_shallow(&self) -> bool {
        fn within(filter: &Filter, left: usize) -> bool {
            match filter {
                Filter::And(inner) | Filter::Or(inner) => {
                    left > 0 && inner.iter().all(|filter| within(filter, left - 1))
                }
                _ => true,
            }
        }
        within(self, MAX_FILTER_DEPTH)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_missing_cell_compares_with_nothing_but_starts_with_the_empty_prefix() {
        let none = |_: &str| None;
        let not = Filter::Compare {
            column: "a".into(),
            operator: Relation::NotEqual,
            value: Operand::Text("x".into()),
        };
        assert!(!not.holds(&none));
        assert!(Filter::StartsWith { column: "a".into(), prefix: "".into() }.holds(&none));
    }

    #[test]
    fn a_filter_nested_without_end_is_not_shallow() {
        let nest = |n| (0..n).fold(Filter::All, |inner, _| Filter::And(vec![inner]));
        assert!(nest(MAX_FILTER_DEPTH).is_shallow());
        assert!(!nest(MAX_FILTER_DEPTH + 1).is_shallow());
    }
}

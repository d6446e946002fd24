//! The rows of a list that have one text in one column, as a list of their own.

use std::sync::Arc;

use super::{Filter, ItemList, ListError, Operand, Page, Relation};

/// A part of a list; its rows keep their numbers.
#[derive(Debug)]
pub struct ListPart {
    list: Arc<dyn ItemList>,
    part: Filter,
    len: u64,
}

impl ListPart {
    /// The rows whose `column` is `text`; none if the list has no such column or does not answer.
    #[must_use]
    pub fn new(list: Arc<dyn ItemList>, column: &str, text: &str) -> Option<Self> {
        list.column(column)?;
        let part = Filter::Compare {
            column: column.into(),
            operator: Relation::Equal,
            value: Operand::Text(text.into()),
        };
        let len = list.count(&part).ok()?;
        Some(Self { list, part, len })
    }
}

impl ItemList for ListPart {
    fn columns(&self) -> &[String] {
        self.list.columns()
    }

    fn len(&self) -> u64 {
        self.len
    }

    fn select(&self, filter: &Filter, page: Page) -> Result<Vec<u64>, ListError> {
        let both = Filter::And(vec![self.part.clone(), filter.clone()]);
        self.list.select(&both, page)
    }

    fn cell(&self, row: u64, column: usize) -> Result<Option<Arc<str>>, ListError> {
        self.list.cell(row, column)
    }

    fn row(&self, row: u64) -> Result<Vec<Option<Arc<str>>>, ListError> {
        self.list.row(row)
    }
}

//! A list in memory: for inline choices, files that a command reads, and tests.
//!
//! Equal texts are stored once and cells are numbers into them, so 83,762 villages take a few
//! megabytes. Indexes are made when the first filter asks for them. Larger than that: the device's.

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use super::algebra::{Indexed, Lookup, rows_of};
use super::{Filter, ItemList, ItemRow, ListError, ListReader, Page, ReadError, Relation, RowSet};

/// The cell of a row that has no such column.
const ABSENT: u32 = u32::MAX;

/// A list in memory.
#[derive(Debug, Default, PartialEq)]
pub struct MemoryList {
    columns: Vec<String>,
    /// Every text once.
    texts: Vec<Arc<str>>,
    ids: BTreeMap<Arc<str>, u32>,
    /// One vector per column; rows after its end have no such cell.
    cells: Vec<Vec<u32>>,
    rows: u32,
    indexes: Vec<Index>,
}

/// The indexes of a column, each made at its first use.
#[derive(Debug, Default, PartialEq)]
struct Index {
    /// Rows by the number of their text.
    equal: OnceLock<Vec<(u32, u32)>>,
    /// Rows by their text.
    sorted: OnceLock<Vec<u32>>,
    /// Rows by their number, those without one left out.
    numbers: OnceLock<Vec<(f64, u32)>>,
}

impl MemoryList {
    /// An empty list with these columns.
    #[must_use]
    pub fn new(columns: Vec<String>) -> Self {
        let mut list = Self::default();
        list.grow(&columns);
        list
    }

    /// Reads a whole file.
    ///
    /// # Errors
    /// [`ReadError`] with the place.
    pub fn read(reader: &mut dyn ListReader) -> Result<Self, ReadError> {
        let mut list = Self::new(reader.columns().to_vec());
        let mut row = ItemRow::default();
        while reader.next_row(&mut row)? {
            list.grow(reader.columns());
            list.push((0..list.columns.len()).map(|at| row.get(at)));
        }
        Ok(list)
    }

    fn grow(&mut self, columns: &[String]) {
        self.columns.extend(columns.iter().skip(self.columns.len()).cloned());
        self.cells.resize_with(self.columns.len(), Vec::new);
        self.indexes.resize_with(self.columns.len(), Index::default);
    }

    /// Adds a row: a text per column, `None` where the row has no such cell.
    pub fn push<'a>(&mut self, cells: impl IntoIterator<Item = Option<&'a str>>) {
        for (column, text) in cells.into_iter().enumerate().take(self.columns.len()) {
            if let Some(text) = text {
                let id = self.intern(text);
                let cells = &mut self.cells[column];
                cells.resize(self.rows as usize, ABSENT);
                cells.push(id);
            }
        }
        self.rows += 1;
        self.indexes.iter_mut().for_each(|index| *index = Index::default());
    }

    fn intern(&mut self, text: &str) -> u32 {
        if let Some(id) = self.ids.get(text) {
            return *id;
        }
        let id = u32::try_from(self.texts.len()).expect("fewer texts than memory holds");
        let text: Arc<str> = text.into();
        self.texts.push(Arc::clone(&text));
        self.ids.insert(text, id);
        id
    }

    fn id(&self, row: u32, column: usize) -> Option<u32> {
        self.cells[column].get(row as usize).copied().filter(|id| *id != ABSENT)
    }

    fn text(&self, row: u32, column: usize) -> Option<&Arc<str>> {
        self.id(row, column).map(|id| &self.texts[id as usize])
    }

    fn present(&self, column: usize) -> impl Iterator<Item = (u32, u32)> + '_ {
        let cells = self.cells[column].iter().zip(0_u32..);
        cells.filter(|(id, _)| **id != ABSENT).map(|(id, row)| (*id, row))
    }

    fn equal(&self, column: usize, text: &str) -> RowSet {
        let index = self.indexes[column].equal.get_or_init(|| {
            let mut rows: Vec<(u32, u32)> = self.present(column).collect();
            rows.sort_unstable();
            rows
        });
        let Some(id) = self.ids.get(text) else { return RowSet::new() };
        let from = index.partition_point(|(other, _)| other < id);
        let same = index[from..].iter().take_while(|(other, _)| other == id);
        same.map(|(_, row)| u64::from(*row)).collect()
    }

    fn prefix(&self, column: usize, prefix: &str) -> RowSet {
        let text = |row: &u32| self.text(*row, column).map_or("", |text| text);
        let index = self.indexes[column].sorted.get_or_init(|| {
            let mut rows: Vec<u32> = self.present(column).map(|(_, row)| row).collect();
            rows.sort_by(|a, b| text(a).cmp(text(b)));
            rows
        });
        let from = index.partition_point(|row| text(row) < prefix);
        let found = index[from..].iter().take_while(|row| text(row).starts_with(prefix));
        found.map(|row| u64::from(*row)).collect()
    }

    fn number(&self, column: usize, relation: Relation, number: f64) -> RowSet {
        let index = self.indexes[column].numbers.get_or_init(|| {
            let number = |(id, row): (u32, u32)| {
                (crate::forms::xpath::to_number(&self.texts[id as usize]), row)
            };
            let mut rows: Vec<(f64, u32)> =
                self.present(column).map(number).filter(|(n, _)| !n.is_nan()).collect();
            rows.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
            rows
        });
        // The order tells -0 from 0; the comparisons here do not, as XPath wants.
        let (below, upto) = (
            index.partition_point(|(other, _)| *other < number),
            index.partition_point(|(other, _)| *other <= number),
        );
        let found = match relation {
            Relation::Less => 0..below,
            Relation::LessOrEqual => 0..upto,
            Relation::Equal => below..upto,
            Relation::GreaterOrEqual => below..index.len(),
            Relation::Greater => upto..index.len(),
            Relation::NotEqual => 0..0,
        };
        index[found].iter().map(|(_, row)| u64::from(*row)).collect()
    }
}

impl Indexed for MemoryList {
    fn place(&self, column: &str) -> Option<usize> {
        self.column(column)
    }

    fn rows(&self) -> Result<RowSet, ListError> {
        Ok(RowSet::below(self.rows.into()))
    }

    fn lookup(&self, column: usize, lookup: Lookup<'_>) -> Result<RowSet, ListError> {
        Ok(match lookup {
            Lookup::Text(text) => self.equal(column, text),
            Lookup::Prefix(prefix) => self.prefix(column, prefix),
            Lookup::Number(relation, number) => self.number(column, relation, number),
            Lookup::Absent => {
                let mut rows = RowSet::below(self.rows.into());
                self.present(column).for_each(|(_, row)| rows.remove(row.into()));
                rows
            }
        })
    }

    fn cells(&self, row: u64) -> Result<Vec<Option<Arc<str>>>, ListError> {
        let row =
            u32::try_from(row).ok().filter(|row| *row < self.rows).ok_or(ListError::NoRow(row))?;
        Ok((0..self.columns.len()).map(|column| self.text(row, column).cloned()).collect())
    }
}

impl ItemList for MemoryList {
    fn columns(&self) -> &[String] {
        &self.columns
    }

    fn len(&self) -> u64 {
        self.rows.into()
    }

    fn select(&self, filter: &Filter, page: Page) -> Result<Vec<u64>, ListError> {
        Ok(rows_of(self, filter)?.page(page))
    }

    fn count(&self, filter: &Filter) -> Result<u64, ListError> {
        Ok(rows_of(self, filter)?.len())
    }

    fn cell(&self, row: u64, column: usize) -> Result<Option<Arc<str>>, ListError> {
        let number = u32::try_from(row).ok().filter(|row| *row < self.rows);
        let number = number.ok_or(ListError::NoRow(row))?;
        if column >= self.columns.len() {
            return Err(ListError::NoColumn(column));
        }
        Ok(self.text(number, column).cloned())
    }

    fn row(&self, row: u64) -> Result<Vec<Option<Arc<str>>>, ListError> {
        self.cells(row)
    }
}

#[cfg(test)]
mod tests {
    use super::super::CsvReader;
    use super::*;

    #[test]
    fn the_memory_list_keeps_the_contract_that_every_list_keeps() {
        crate::testing::lists::item_list_suite(|columns, rows| {
            let mut list = MemoryList::new(columns.to_vec());
            rows.iter().for_each(|row| list.push(row.iter().map(Option::as_deref)));
            list
        });
    }

    #[test]
    fn a_file_is_read_whole_and_equal_texts_are_kept_once() {
        let mut reader = CsvReader::new(&b"name,kab\n1,11\n2,11\n"[..]).unwrap();
        let list = MemoryList::read(&mut reader).unwrap();
        assert_eq!((list.len(), list.texts.len()), (2, 3));
        assert_eq!(list.cell(1, 0).unwrap().as_deref(), Some("2"));
    }
}

//! The rows of a column in the order of their numbers, in blocks: what makes a wide range quick.
//!
//! Stepping through an index costs a little for every row; a range over half a large list has many.
//! A block is the rows of 2,048 neighbours in one blob, so a range takes the blocks that lie wholly
//! in it, and only the one at its edge from the index. Blocks are made once, after an import; the
//! first change of the column drops them, and the index answers alone, as it does for a few rows.

use rusqlite::{Connection, params};
use saksi_domain::forms::lists::RowSet;
use saksi_domain::store::StoreError;

use super::layout::Layout;
use crate::store::sql_error as sql;

/// Rows of a block.
const BLOCK: usize = 2048;

/// Makes the blocks of a column that has numbers.
pub(super) fn make(c: &Connection, list: &mut Layout, place: usize) -> Result<(), StoreError> {
    let id = list.id;
    if !list.columns[place].number || list.next > u64::from(u32::MAX) {
        return Ok(());
    }
    c.execute_batch(&format!(
        "CREATE TABLE block_{id}_{place} (
            at INTEGER PRIMARY KEY, first REAL NOT NULL, last REAL NOT NULL, rows BLOB NOT NULL)"
    ))
    .map_err(sql)?;
    let ordered = format!("SELECT number, row FROM number_{id}_{place} ORDER BY number, row");
    let mut ordered = c.prepare(&ordered).map_err(sql)?;
    let insert = format!("INSERT INTO block_{id}_{place} VALUES (NULL, ?1, ?2, ?3)");
    let mut insert = c.prepare(&insert).map_err(sql)?;
    let mut rows = ordered.query([]).map_err(sql)?;
    let (mut first, mut last, mut block) = (0.0, 0.0, Vec::with_capacity(BLOCK * 4));
    while let Some(row) = rows.next().map_err(sql)? {
        last = row.get(0).map_err(sql)?;
        if block.is_empty() {
            first = last;
        }
        block.extend_from_slice(&row.get::<_, u32>(1).map_err(sql)?.to_le_bytes());
        if block.len() == BLOCK * 4 {
            insert.execute(params![first, last, block]).map_err(sql)?;
            block.clear();
        }
    }
    if !block.is_empty() {
        insert.execute(params![first, last, block]).map_err(sql)?;
    }
    list.columns[place].blocks = true;
    Ok(())
}

/// Drops the blocks of a column, which no longer say what it holds.
pub(super) fn discard(c: &Connection, list: &mut Layout, place: usize) -> Result<(), StoreError> {
    if std::mem::take(&mut list.columns[place].blocks) {
        let table = format!("DROP TABLE block_{}_{place}", list.id);
        c.execute_batch(&table).map_err(sql)?;
    }
    Ok(())
}

/// Puts in the rows of the blocks that lie wholly in a range; gives the first and the last number
/// of the block at its edge, if one lies there: those rows are left to the index.
///
/// `operator` is one of `<`, `<=`, `>`, `>=`.
pub(super) fn whole(
    c: &Connection,
    (id, place): (i64, usize),
    operator: &str,
    number: f64,
    into: &mut RowSet,
) -> Result<Option<(f64, f64)>, StoreError> {
    let table = format!("block_{id}_{place}");
    let inside =
        format!("SELECT rows FROM {table} WHERE first {operator} ?1 AND last {operator} ?1");
    let mut statement = c.prepare_cached(&inside).map_err(sql)?;
    let mut blocks = statement.query([number]).map_err(sql)?;
    while let Some(block) = blocks.next().map_err(sql)? {
        let block = block.get_ref(0).map_err(sql)?;
        let bytes = block.as_blob().map_err(|_| StoreError::Corrupt("a block".to_owned()))?;
        for row in bytes.as_chunks::<4>().0 {
            into.insert(u32::from_le_bytes(*row).into());
        }
    }
    let edge = format!(
        "SELECT min(first), max(last) FROM {table} WHERE (first {operator} ?1) != (last {operator} ?1)"
    );
    let mut statement = c.prepare_cached(&edge).map_err(sql)?;
    let found = statement.query_row([number], |row| Ok((row.get(0)?, row.get(1)?))).map_err(sql)?;
    Ok(match found {
        (Some(first), Some(last)) => Some((first, last)),
        _ => None,
    })
}

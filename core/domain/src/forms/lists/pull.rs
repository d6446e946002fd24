//! `pulldata(file, wanted, key column, key)`: one cell, looked up by another of its row.

use super::{Filter, ItemList, ListError, Operand, Page, Relation};

/// The text of `wanted` in the first row whose `key_column` is `key`; blank if there is none.
///
/// Columns are found without regard to ASCII case, if not exactly: ODK Collect keeps these files in
/// SQLite, whose column names are so. An unknown column is blank too. Keys are compared as texts.
///
/// # Errors
/// [`ListError`] of the list itself.
pub fn pull(
    list: &dyn ItemList,
    wanted: &str,
    key_column: &str,
    key: &str,
) -> Result<String, ListError> {
    let (Some(wanted), Some(by)) = (any_case(list, wanted), any_case(list, key_column)) else {
        return Ok(String::new());
    };
    let filter = Filter::Compare {
        column: list.columns()[by].as_str().into(),
        operator: Relation::Equal,
        value: Operand::Text(key.into()),
    };
    let Some(row) = list.select(&filter, Page::first(1))?.pop() else { return Ok(String::new()) };
    Ok(list.cell(row, wanted)?.map(|text| text.to_string()).unwrap_or_default())
}

/// The column of exactly this name, else the first that differs only in ASCII case.
pub(super) fn any_case(list: &dyn ItemList, name: &str) -> Option<usize> {
    let name = name.trim();
    let alike = || list.columns().iter().position(|column| column.eq_ignore_ascii_case(name));
    list.column(name).or_else(alike)
}

#[cfg(test)]
mod tests {
    use super::super::MemoryList;
    use super::*;

    #[test]
    fn the_first_row_with_the_key_answers_and_everything_unknown_is_blank() {
        let mut list = MemoryList::new(["Code", "name"].map(str::to_owned).to_vec());
        for [code, name] in [["1", "Pit"], ["2", "Road"], ["2", "River"]] {
            list.push([Some(code), Some(name)]);
        }
        list.push([Some("3"), None]);
        // wanted, key column, key; right: the answer
        let rows = [
            ("name", "Code", "2", "Road"),
            ("NAME", "code", "1", "Pit"),
            ("name", "Code", "02", ""),
            ("name", "Code", "3", ""),
            ("other", "Code", "1", ""),
            ("name", "other", "1", ""),
        ];
        for (wanted, by, key, answer) in rows {
            assert_eq!(pull(&list, wanted, by, key).unwrap(), answer, "{wanted} {by} {key}");
        }
    }
}

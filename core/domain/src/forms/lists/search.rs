//! `search('file', how, columns, text, filter column, filter value)`: the choices that this
//! appearance of a select takes from a file.
//!
//! Texts are compared without regard to ASCII case, as SQLite's `LIKE` does in ODK Collect; unlike
//! there, `%` and `_` in what a person searches stand for themselves. Visiting every row cannot be
//! avoided for "contains" and "ends with"; a second filter column narrows them by index first.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::pull::any_case;
use super::{Filter, ItemList, ListError, Operand, Page, Relation};

/// How a cell must stand to the text searched.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SearchMatch {
    /// The text is somewhere in it.
    Contains,
    /// It is the text.
    Matches,
    /// It begins with the text.
    StartsWith,
    /// It ends with the text.
    EndsWith,
}

impl SearchMatch {
    /// The word in a form, in any case; an unknown one is [`SearchMatch::Contains`].
    #[must_use]
    pub fn of_word(word: &str) -> Self {
        match word.trim().to_ascii_lowercase().as_str() {
            "matches" => Self::Matches,
            "startswith" => Self::StartsWith,
            "endswith" => Self::EndsWith,
            _ => Self::Contains,
        }
    }

    fn holds(self, cell: &str, text: &str) -> bool {
        let cell = cell.to_ascii_lowercase();
        match self {
            Self::Contains => cell.contains(text),
            Self::Matches => cell == text,
            Self::StartsWith => cell.starts_with(text),
            Self::EndsWith => cell.ends_with(text),
        }
    }
}

/// What a select with this appearance asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListSearch {
    /// In which columns which text must stand how, if the rows are searched at all: any column
    /// will do.
    pub rows: Option<(SearchMatch, Vec<String>, String)>,
    /// A column and the text that it must be, exactly.
    pub filter: Option<(String, String)>,
    /// The column of the choices' values.
    pub value: String,
    /// The columns of their labels, in order.
    pub labels: Vec<String>,
    /// The column of their pictures.
    pub image: Option<String>,
}

/// A choice that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoundChoice {
    /// The row in the list.
    pub row: u64,
    /// What is stored.
    pub value: Arc<str>,
    /// What is shown: the first label column, the others in brackets behind it with their names;
    /// the value, if that is blank.
    pub label: String,
    /// The picture's file name.
    pub image: Option<Arc<str>>,
}

/// The choices, at most `limit`, each value once, in the order of column `sortby` if the list has
/// one (numbers first, by size), else in the list's.
///
/// A column that the list lacks matches nothing.
///
/// # Errors
/// [`ListError`] of the list itself.
pub fn search(
    list: &dyn ItemList,
    asked: &ListSearch,
    limit: usize,
) -> Result<Vec<FoundChoice>, ListError> {
    let Some(value) = any_case(list, &asked.value) else { return Ok(Vec::new()) };
    let narrowed = match &asked.filter {
        None => Filter::All,
        Some((column, text)) => match any_case(list, column) {
            None => return Ok(Vec::new()),
            Some(column) => Filter::Compare {
                column: list.columns()[column].as_str().into(),
                operator: Relation::Equal,
                value: Operand::Text(text.as_str().into()),
            },
        },
    };
    let mut rows = Vec::new();
    for row in list.select(&narrowed, Page::ALL)? {
        if matches(list, asked, row)? {
            rows.push(row);
        }
    }
    sort(list, &mut rows)?;
    let (mut seen, mut found) = (BTreeSet::new(), Vec::new());
    for row in rows {
        if found.len() >= limit {
            break;
        }
        let value = list.cell(row, value)?.unwrap_or_else(|| "".into());
        if seen.insert(Arc::clone(&value)) {
            found.push(choice(list, asked, row, value)?);
        }
    }
    Ok(found)
}

fn matches(list: &dyn ItemList, asked: &ListSearch, row: u64) -> Result<bool, ListError> {
    let Some((how, columns, text)) = &asked.rows else { return Ok(true) };
    let text = text.to_ascii_lowercase();
    for column in columns.iter().filter_map(|name| any_case(list, name)) {
        if list.cell(row, column)?.is_some_and(|cell| how.holds(&cell, &text)) {
            return Ok(true);
        }
    }
    Ok(false)
}

fn sort(list: &dyn ItemList, rows: &mut [u64]) -> Result<(), ListError> {
    let Some(column) = any_case(list, "sortby") else { return Ok(()) };
    let mut keyed = Vec::with_capacity(rows.len());
    for row in &*rows {
        let text = list.cell(*row, column)?;
        let number = text.as_deref().map_or(f64::NAN, crate::forms::xpath::to_number);
        keyed.push((number.is_nan(), number, text, *row));
    }
    keyed.sort_by(|a, b| {
        a.0.cmp(&b.0).then(a.1.total_cmp(&b.1)).then(a.2.cmp(&b.2)).then(a.3.cmp(&b.3))
    });
    rows.iter_mut().zip(keyed).for_each(|(row, key)| *row = key.3);
    Ok(())
}

fn choice(
    list: &dyn ItemList,
    asked: &ListSearch,
    row: u64,
    value: Arc<str>,
) -> Result<FoundChoice, ListError> {
    let text = |name: &str| match any_case(list, name) {
        Some(column) => list.cell(row, column),
        None => Ok(None),
    };
    let mut label = String::new();
    for (at, name) in asked.labels.iter().enumerate() {
        let part = text(name)?.unwrap_or_else(|| "".into());
        match at {
            0 => label.push_str(&part),
            _ => label.push_str(&format!(" ({}: {part})", name.trim())),
        }
    }
    if label.trim().is_empty() {
        label = value.to_string();
    }
    let image = asked.image.as_deref().map(text).transpose()?.flatten();
    Ok(FoundChoice { row, value, label, image: image.filter(|name| !name.trim().is_empty()) })
}

#[cfg(test)]
mod tests {
    use super::super::MemoryList;
    use super::*;

    fn fruit() -> MemoryList {
        let columns = ["name", "label", "colour", "sortby", "photo"];
        let mut list = MemoryList::new(columns.map(str::to_owned).to_vec());
        for row in [
            ["mango", "Mango", "yellow", "10", ""],
            ["mangosteen", "Mangosteen", "purple", "9", "m.jpg"],
            ["banana", "", "yellow", "x", ""],
            ["mango", "Mango again", "green", "11", ""],
            ["a%b", "Per cent", "green", "", ""],
        ] {
            list.push(row.map(Some));
        }
        list
    }

    fn asked(
        rows: Option<(SearchMatch, &[&str], &str)>,
        filter: Option<(&str, &str)>,
    ) -> ListSearch {
        let owned = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
        ListSearch {
            rows: rows.map(|(how, columns, text)| (how, owned(columns), text.to_owned())),
            filter: filter.map(|(column, text)| (column.to_owned(), text.to_owned())),
            value: "name".into(),
            labels: owned(&["label", "colour"]),
            image: Some("photo".into()),
        }
    }

    #[test]
    fn each_way_of_matching_finds_its_rows_once_per_value_and_in_order() {
        let names: &[&str] = &["name"];
        // left: what is asked; right: values in order
        let rows: [(ListSearch, &[&str]); 8] = [
            (asked(None, None), &["mangosteen", "mango", "a%b", "banana"]),
            (asked(Some((SearchMatch::Contains, names, "ANGO")), None), &["mangosteen", "mango"]),
            (asked(Some((SearchMatch::Matches, names, "mango")), None), &["mango"]),
            (asked(Some((SearchMatch::StartsWith, names, "ba")), None), &["banana"]),
            (asked(Some((SearchMatch::EndsWith, &["label", "Name"], "na")), None), &["banana"]),
            (asked(Some((SearchMatch::Contains, names, "%")), None), &["a%b"]),
            (
                asked(Some((SearchMatch::Contains, names, "a")), Some(("colour", "yellow"))),
                &["mango", "banana"],
            ),
            (asked(None, Some(("shape", "round"))), &[]),
        ];
        for (asked, expected) in rows {
            let found = search(&fruit(), &asked, usize::MAX).unwrap();
            let values: Vec<&str> = found.iter().map(|choice| &*choice.value).collect();
            assert_eq!(values, expected, "{asked:?}");
        }
    }

    #[test]
    fn a_label_names_its_further_columns_and_falls_back_on_the_value() {
        let mut asked = asked(None, None);
        let found = search(&fruit(), &asked, 1).unwrap();
        assert_eq!(found[0].label, "Mangosteen (colour: purple)");
        assert_eq!(found[0].image.as_deref(), Some("m.jpg"));
        asked.labels.truncate(1);
        asked.filter = Some(("name".into(), "banana".into()));
        assert_eq!(search(&fruit(), &asked, 1).unwrap()[0].label, "banana");
    }

    #[test]
    fn an_unknown_word_means_contains() {
        let words =
            ["matches", " StartsWith", "endswith", "contains", "else"].map(SearchMatch::of_word);
        assert_eq!(
            words,
            [
                SearchMatch::Matches,
                SearchMatch::StartsWith,
                SearchMatch::EndsWith,
                SearchMatch::Contains,
                SearchMatch::Contains
            ]
        );
    }
}

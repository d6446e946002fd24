//! A row as nested words: `label::English (en)` is `English (en)` below `label`.

use super::book::Spot;

/// A text and the cell it stands in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Cell {
    pub(super) text: String,
    pub(super) at: Spot,
}

impl Cell {
    pub(super) fn new(text: impl Into<String>, at: Spot) -> Self {
        Self { text: text.into(), at }
    }
}

/// A cell, or cells by a further word of the header.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Val {
    Text(Cell),
    Map(Dict),
}

impl Val {
    pub(super) fn cell(&self) -> Option<&Cell> {
        match self {
            Self::Text(cell) => Some(cell),
            Self::Map(_) => None,
        }
    }

    pub(super) fn dict(&self) -> Option<&Dict> {
        match self {
            Self::Map(dict) => Some(dict),
            Self::Text(_) => None,
        }
    }

    /// The first cell in it.
    pub(super) fn any(&self) -> Option<&Cell> {
        match self {
            Self::Text(cell) => Some(cell),
            Self::Map(dict) => dict.0.iter().find_map(|(_, val)| val.any()),
        }
    }
}

/// Words to values, in the order in which they came.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Dict(pub(super) Vec<(String, Val)>);

impl Dict {
    pub(super) fn get(&self, key: &str) -> Option<&Val> {
        self.0.iter().find(|(known, _)| known == key).map(|(_, val)| val)
    }

    pub(super) fn text(&self, key: &str) -> Option<&Cell> {
        self.get(key)?.cell()
    }

    pub(super) fn dict(&self, key: &str) -> Option<&Self> {
        self.get(key)?.dict()
    }

    /// The text at `key` in the dictionary at `group`.
    pub(super) fn within(&self, group: &str, key: &str) -> Option<&Cell> {
        self.dict(group)?.text(key)
    }

    pub(super) fn set(&mut self, key: &str, val: Val) {
        match self.0.iter_mut().find(|(known, _)| known == key) {
            Some((_, old)) => *old = val,
            None => self.0.push((key.to_owned(), val)),
        }
    }

    pub(super) fn put(&mut self, key: &str, text: impl Into<String>, at: Spot) {
        self.set(key, Val::Text(Cell::new(text, at)));
    }

    pub(super) fn remove(&mut self, key: &str) -> Option<Val> {
        let index = self.0.iter().position(|(known, _)| known == key)?;
        Some(self.0.remove(index).1)
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Puts `val` below `path`. A text that meets words of a language becomes the text of
    /// `language`, the default one.
    pub(super) fn merge(&mut self, path: &[String], val: Val, language: &str) {
        let Some((key, rest)) = path.split_first() else { return };
        let new = if rest.is_empty() {
            val
        } else {
            let mut below = Self::default();
            below.merge(rest, val, language);
            Val::Map(below)
        };
        match self.0.iter_mut().find(|(known, _)| known == key) {
            Some((_, old)) => {
                let whole = std::mem::replace(old, Val::Map(Self::default()));
                *old = joined(whole, new, language);
            }
            None => self.0.push((key.clone(), new)),
        }
    }
}

/// Both values in one; the second wins where both are texts of the default language.
fn joined(old: Val, new: Val, language: &str) -> Val {
    let named = |val: Val| Dict(vec![(language.to_owned(), val)]);
    let (mut old, new) = match (old, new) {
        (Val::Text(_), Val::Map(new)) if new.get(language).is_some() => return Val::Map(new),
        (Val::Map(old), Val::Text(_)) if old.get(language).is_some() => return Val::Map(old),
        (Val::Text(_), Val::Text(new)) => return Val::Text(new),
        (Val::Text(old), Val::Map(new)) => (named(Val::Text(old)), new),
        (Val::Map(old), Val::Text(new)) => (old, named(Val::Text(new))),
        (Val::Map(old), Val::Map(new)) => (old, new),
    };
    for (key, val) in new.0 {
        match old.0.iter_mut().find(|(known, _)| *known == key) {
            Some((_, there)) => {
                let whole = std::mem::replace(there, Val::Map(Dict::default()));
                *there = joined(whole, val, language);
            }
            None => old.0.push((key, val)),
        }
    }
    Val::Map(old)
}

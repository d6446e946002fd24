//! A set of row numbers as bits: joined, met and counted without visiting the rows.
//!
//! A million rows are 125 kB, whatever the filter. What is in a set is decided in `algebra.rs`.

use super::Page;

/// A set of row numbers of one list.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RowSet {
    words: Vec<u64>,
}

impl RowSet {
    /// The empty set.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// The rows 0 to `rows` - 1.
    #[must_use]
    pub fn below(rows: u64) -> Self {
        let words = usize::try_from(rows / 64).expect("a list fits into memory as bits");
        let mut set = Self { words: vec![u64::MAX; words] };
        if !rows.is_multiple_of(64) {
            set.words.push((1 << (rows % 64)) - 1);
        }
        set
    }

    /// Puts a row in.
    pub fn insert(&mut self, row: u64) {
        let word = usize::try_from(row / 64).expect("a list fits into memory as bits");
        if word >= self.words.len() {
            self.words.resize(word + 1, 0);
        }
        self.words[word] |= 1 << (row % 64);
    }

    /// Takes a row out.
    pub fn remove(&mut self, row: u64) {
        if let Some(word) = usize::try_from(row / 64).ok().and_then(|at| self.words.get_mut(at)) {
            *word &= !(1 << (row % 64));
        }
    }

    /// Is the row in it?
    #[must_use]
    pub fn contains(&self, row: u64) -> bool {
        let word = usize::try_from(row / 64).ok().and_then(|at| self.words.get(at));
        word.is_some_and(|word| word >> (row % 64) & 1 == 1)
    }

    /// How many rows.
    #[must_use]
    pub fn len(&self) -> u64 {
        self.words.iter().map(|word| u64::from(word.count_ones())).sum()
    }

    /// Is there none?
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.words.iter().all(|word| *word == 0)
    }

    /// Keeps what `other` has too.
    pub fn meet(&mut self, other: &Self) {
        self.words.truncate(other.words.len());
        self.words.iter_mut().zip(&other.words).for_each(|(mine, theirs)| *mine &= theirs);
    }

    /// Takes in what `other` has.
    pub fn join(&mut self, other: &Self) {
        if self.words.len() < other.words.len() {
            self.words.resize(other.words.len(), 0);
        }
        self.words.iter_mut().zip(&other.words).for_each(|(mine, theirs)| *mine |= theirs);
    }

    /// Takes out what `other` has.
    pub fn subtract(&mut self, other: &Self) {
        self.words.iter_mut().zip(&other.words).for_each(|(mine, theirs)| *mine &= !theirs);
    }

    /// The rows in it from `from` on, ascending.
    pub fn iter_from(&self, from: u64) -> impl Iterator<Item = u64> + '_ {
        let first = usize::try_from(from / 64).unwrap_or(usize::MAX);
        let words = self.words.iter().enumerate().skip(first);
        words.flat_map(move |(at, word)| {
            let keep = if at == first { u64::MAX << (from % 64) } else { u64::MAX };
            let mut left = word & keep;
            std::iter::from_fn(move || {
                let bit = u64::from(left.trailing_zeros());
                left &= left.wrapping_sub(1);
                (bit < 64).then_some(at as u64 * 64 + bit)
            })
        })
    }

    /// One page of it.
    #[must_use]
    pub fn page(&self, page: Page) -> Vec<u64> {
        self.iter_from(page.from).take(page.limit).collect()
    }
}

impl FromIterator<u64> for RowSet {
    fn from_iter<I: IntoIterator<Item = u64>>(rows: I) -> Self {
        let mut set = Self::new();
        rows.into_iter().for_each(|row| set.insert(row));
        set
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    proptest! {
        #[test]
        fn sets_of_bits_behave_as_sets(
            a in proptest::collection::btree_set(0_u64..300, 0..80),
            b in proptest::collection::btree_set(0_u64..300, 0..80),
            from in 0_u64..320, limit in 0_usize..90,
        ) {
            let bits = |set: &BTreeSet<u64>| set.iter().copied().collect::<RowSet>();
            let rows = |set: &RowSet| set.page(Page::ALL).into_iter().collect::<BTreeSet<_>>();
            let (mut met, mut joined, mut less) = (bits(&a), bits(&a), bits(&a));
            met.meet(&bits(&b));
            joined.join(&bits(&b));
            less.subtract(&bits(&b));
            prop_assert_eq!(rows(&met), &a & &b);
            prop_assert_eq!(rows(&joined), &a | &b);
            prop_assert_eq!(rows(&less), &a - &b);
            prop_assert_eq!(bits(&a).len(), a.len() as u64);
            let page: Vec<u64> = a.range(from..).take(limit).copied().collect();
            prop_assert_eq!(bits(&a).page(Page { from, limit }), page);
        }
    }

    #[test]
    fn the_rows_below_a_number_are_all_of_them_and_no_more() {
        for rows in [0, 1, 63, 64, 65, 128, 1000] {
            let mut set = RowSet::below(rows);
            assert_eq!((set.len(), set.contains(rows)), (rows, false));
            set.remove(0);
            assert_eq!((set.len(), set.contains(0)), (rows.saturating_sub(1), false));
        }
    }
}

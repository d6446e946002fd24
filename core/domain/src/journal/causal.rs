//! Causality inside one record: which entries are complete, in what order, who is in whose past.
//!
//! Clocks play no part. The order is topological by `parents`, ties by entry id, so it is the
//! same on every peer whatever the order of delivery.

use std::collections::{BTreeMap, BTreeSet};

use super::EntryId;
use super::record::Held;
use std::sync::Arc;

/// A set of positions in the order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Positions(Vec<u64>);

impl Positions {
    fn empty(n: usize) -> Self {
        Self(vec![0; n.div_ceil(64)])
    }

    fn insert(&mut self, i: usize) {
        self.0[i / 64] |= 1 << (i % 64);
    }

    pub(super) fn contains(&self, i: usize) -> bool {
        self.0[i / 64] >> (i % 64) & 1 == 1
    }

    fn union(&mut self, other: &Self) {
        self.0.iter_mut().zip(&other.0).for_each(|(a, b)| *a |= b);
    }
}

/// The largest set of a record's entries that is closed under parents, in causal order.
#[derive(Debug)]
pub(super) struct Causal {
    /// In causal order, ties by entry id.
    pub(super) order: Vec<Arc<Held>>,
    /// `past[i]`: positions of the ancestors of `order[i]`, itself not included.
    pub(super) past: Vec<Positions>,
    /// Entries whose parents are missing.
    pub(super) pending: Vec<EntryId>,
}

impl Causal {
    pub(super) fn new(entries: impl IntoIterator<Item = Arc<Held>>) -> Self {
        let all: BTreeMap<EntryId, Arc<Held>> =
            entries.into_iter().map(|e| (e.entry.id, e)).collect();
        let mut children: BTreeMap<EntryId, Vec<EntryId>> = BTreeMap::new();
        let mut missing: BTreeMap<EntryId, usize> = BTreeMap::new();
        let mut ready = BTreeSet::new();
        for (id, held) in &all {
            let parents = &held.entry.header.parents;
            if parents.is_empty() {
                ready.insert(*id);
            } else {
                missing.insert(*id, parents.len());
                parents.iter().for_each(|p| children.entry(*p).or_default().push(*id));
            }
        }
        let mut order = Vec::new();
        while let Some(id) = ready.pop_first() {
            order.push(all[&id].clone());
            for child in children.get(&id).into_iter().flatten() {
                let left = missing.get_mut(child).expect("every child has a count");
                *left -= 1;
                if *left == 0 {
                    ready.insert(*child);
                }
            }
        }
        let pending = missing.into_iter().filter(|(_, left)| *left > 0).map(|(id, _)| id).collect();
        let past = Self::pasts(&order);
        Self { order, past, pending }
    }

    fn pasts(order: &[Arc<Held>]) -> Vec<Positions> {
        let at: BTreeMap<EntryId, usize> =
            order.iter().enumerate().map(|(i, e)| (e.entry.id, i)).collect();
        let mut past: Vec<Positions> = Vec::with_capacity(order.len());
        for held in order {
            let mut mine = Positions::empty(order.len());
            for parent in &held.entry.header.parents {
                let parent = at[parent];
                mine.insert(parent);
                mine.union(&past[parent]);
            }
            past.push(mine);
        }
        past
    }

    /// Is `order[a]` in the past of `order[b]`?
    pub(super) fn precedes(&self, a: usize, b: usize) -> bool {
        self.past[b].contains(a)
    }

    /// Entries that no other entry names as a parent.
    pub(super) fn heads(&self) -> Vec<EntryId> {
        let parents: BTreeSet<EntryId> =
            self.order.iter().flat_map(|e| e.entry.header.parents.iter().copied()).collect();
        let mut heads: Vec<EntryId> =
            self.order.iter().map(|e| e.entry.id).filter(|id| !parents.contains(id)).collect();
        heads.sort_unstable();
        heads
    }

    /// The part in the past of `heads`, themselves included, or `None` if any is not here.
    pub(super) fn up_to(&self, heads: &[EntryId]) -> Option<Vec<Arc<Held>>> {
        let mut wanted = Positions::empty(self.order.len());
        for head in heads {
            let i = self.order.iter().position(|e| e.entry.id == *head)?;
            wanted.insert(i);
            wanted.union(&self.past[i]);
        }
        let chosen = self.order.iter().enumerate().filter(|(i, _)| wanted.contains(*i));
        Some(chosen.map(|(_, held)| held.clone()).collect())
    }
}

//! The hub's tree over entry ids: RFC 6962 section 2, with every perfect subtree cached, so that
//! appending is constant and each proof logarithmic.
//!
//! Leaf hash = SHA-256(0 ‖ entry id), node = SHA-256(1 ‖ left ‖ right). Range proofs (several
//! neighbouring leaves at once, for receipts) are ours: the hashes of the maximal subtrees outside
//! the range, in order from left to right (`docs/formats/checkpoint.md`).

use sha2::{Digest as _, Sha256};

use super::EntryId;

/// A tree or subtree hash.
pub type Hash = [u8; 32];

/// The hash of a leaf.
#[must_use]
pub fn leaf_hash(id: &EntryId) -> Hash {
    Sha256::new().chain_update([0]).chain_update(id.0).finalize().into()
}

fn node_hash(left: &Hash, right: &Hash) -> Hash {
    Sha256::new().chain_update([1]).chain_update(left).chain_update(right).finalize().into()
}

/// The largest power of two below `n` (n ≥ 2).
fn split(n: u64) -> u64 {
    1 << (63 - (n - 1).leading_zeros())
}

/// An append-only tree.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tree {
    /// `levels[k][i]` is the hash of leaves `i·2^k .. (i+1)·2^k`.
    levels: Vec<Vec<Hash>>,
}

impl Tree {
    /// A tree over `ids` in this order.
    #[must_use]
    pub fn of<'a>(ids: impl IntoIterator<Item = &'a EntryId>) -> Self {
        let mut tree = Self::default();
        ids.into_iter().for_each(|id| tree.push(id));
        tree
    }

    /// Number of leaves.
    #[must_use]
    pub fn size(&self) -> u64 {
        self.levels.first().map_or(0, |leaves| leaves.len() as u64)
    }

    /// Appends a leaf.
    pub fn push(&mut self, id: &EntryId) {
        let mut hash = leaf_hash(id);
        for level in 0.. {
            if self.levels.len() == level {
                self.levels.push(Vec::new());
            }
            let row = &mut self.levels[level];
            row.push(hash);
            if row.len() % 2 == 1 {
                return;
            }
            hash = node_hash(&row[row.len() - 2], &row[row.len() - 1]);
        }
    }

    fn hash(&self, from: u64, to: u64) -> Hash {
        let n = to - from;
        if n.is_power_of_two() && from.is_multiple_of(n) {
            let level = n.trailing_zeros() as usize;
            let i = usize::try_from(from / n).expect("a tree in memory has usize leaves");
            return self.levels[level][i];
        }
        let middle = from + split(n);
        node_hash(&self.hash(from, middle), &self.hash(middle, to))
    }

    /// The root of the first `size` leaves, or `None` if the tree is smaller.
    #[must_use]
    pub fn root_at(&self, size: u64) -> Option<Hash> {
        match size {
            0 => Some(Sha256::digest([]).into()),
            n if n <= self.size() => Some(self.hash(0, n)),
            _ => None,
        }
    }

    /// RFC 6962 2.1.1: the audit path of leaf `index` in the tree of `size`.
    #[must_use]
    pub fn inclusion_proof(&self, index: u64, size: u64) -> Option<Vec<Hash>> {
        if index >= size || size > self.size() {
            return None;
        }
        let (mut from, mut to, mut path) = (0, size, Vec::new());
        while to - from > 1 {
            let middle = from + split(to - from);
            if index < middle {
                path.push(self.hash(middle, to));
                to = middle;
            } else {
                path.push(self.hash(from, middle));
                from = middle;
            }
        }
        path.reverse();
        Some(path)
    }

    /// RFC 6962 2.1.2: that the tree of `old` leaves is a prefix of the one of `new`.
    #[must_use]
    pub fn consistency_proof(&self, old: u64, new: u64) -> Option<Vec<Hash>> {
        if old > new || new > self.size() {
            return None;
        }
        if old == 0 || old == new {
            return Some(Vec::new());
        }
        let (mut from, mut to, mut path, mut whole) = (0, new, Vec::new(), true);
        while old < to {
            let middle = from + split(to - from);
            if old <= middle {
                path.push(self.hash(middle, to));
                to = middle;
            } else {
                path.push(self.hash(from, middle));
                from = middle;
                whole = false;
            }
        }
        if !whole {
            path.push(self.hash(from, to));
        }
        path.reverse();
        Some(path)
    }

    /// The hashes that, with the leaves `from..to`, give the root of the tree of `size`.
    #[must_use]
    pub fn range_proof(&self, from: u64, to: u64, size: u64) -> Option<Vec<Hash>> {
        if from >= to || to > size || size > self.size() {
            return None;
        }
        let mut proof = Vec::new();
        self.outside(0, size, from, to, &mut proof);
        Some(proof)
    }

    fn outside(&self, lo: u64, hi: u64, from: u64, to: u64, proof: &mut Vec<Hash>) {
        if hi <= from || lo >= to {
            proof.push(self.hash(lo, hi));
        } else if hi - lo > 1 && !(from <= lo && hi <= to) {
            let middle = lo + split(hi - lo);
            self.outside(lo, middle, from, to, proof);
            self.outside(middle, hi, from, to, proof);
        }
    }
}

/// The root that the leaves `from..from + leaves.len()` and a range proof give, if they fit.
#[must_use]
pub fn root_of_range(leaves: &[EntryId], from: u64, size: u64, proof: &[Hash]) -> Option<Hash> {
    let to = from.checked_add(leaves.len() as u64)?;
    if leaves.is_empty() || to > size {
        return None;
    }
    let mut proof = proof.iter();
    let mut leaves = leaves.iter();
    let root = rebuild(0, size, from, to, &mut leaves, &mut proof)?;
    proof.next().is_none().then_some(root)
}

fn rebuild<'a>(
    lo: u64,
    hi: u64,
    from: u64,
    to: u64,
    leaves: &mut impl Iterator<Item = &'a EntryId>,
    proof: &mut impl Iterator<Item = &'a Hash>,
) -> Option<Hash> {
    if hi <= from || lo >= to {
        return proof.next().copied();
    }
    if hi - lo == 1 {
        return leaves.next().map(leaf_hash);
    }
    let middle = lo + split(hi - lo);
    let left = rebuild(lo, middle, from, to, leaves, proof)?;
    let right = rebuild(middle, hi, from, to, leaves, proof)?;
    Some(node_hash(&left, &right))
}

/// The root that leaf `index` and an audit path give (RFC 9162 2.1.3.2), if they fit.
#[must_use]
pub fn root_of_inclusion(id: &EntryId, index: u64, size: u64, proof: &[Hash]) -> Option<Hash> {
    if index >= size {
        return None;
    }
    let (mut node, mut last, mut hash) = (index, size - 1, leaf_hash(id));
    for step in proof {
        if last == 0 {
            return None;
        }
        if node % 2 == 1 || node == last {
            hash = node_hash(step, &hash);
            while node.is_multiple_of(2) && node != 0 {
                (node, last) = (node >> 1, last >> 1);
            }
        } else {
            hash = node_hash(&hash, step);
        }
        (node, last) = (node >> 1, last >> 1);
    }
    (last == 0).then_some(hash)
}

/// Does the proof show that `old_root` (of `old` leaves) is a prefix of `new_root`? RFC 9162 2.1.4.2.
#[must_use]
pub fn is_consistent(old: u64, old_root: &Hash, new: u64, new_root: &Hash, proof: &[Hash]) -> bool {
    if old > new {
        return false;
    }
    if old == new {
        return proof.is_empty() && old_root == new_root;
    }
    if old == 0 {
        return proof.is_empty();
    }
    let (mut node, mut last) = (old - 1, new - 1);
    let mut steps = proof.iter();
    while node % 2 == 1 {
        (node, last) = (node >> 1, last >> 1);
    }
    let first = if node == 0 { Some(old_root) } else { steps.next() };
    let Some(first) = first else { return false };
    let (mut old_hash, mut new_hash) = (*first, *first);
    for step in steps {
        if last == 0 {
            return false;
        }
        if node % 2 == 1 || node == last {
            old_hash = node_hash(step, &old_hash);
            new_hash = node_hash(step, &new_hash);
            while node.is_multiple_of(2) && node != 0 {
                (node, last) = (node >> 1, last >> 1);
            }
        } else {
            new_hash = node_hash(&new_hash, step);
        }
        (node, last) = (node >> 1, last >> 1);
    }
    last == 0 && old_hash == *old_root && new_hash == *new_root
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ids(n: u64) -> Vec<EntryId> {
        (0..n).map(|i| EntryId(Sha256::digest(i.to_be_bytes()).into())).collect()
    }

    #[test]
    fn an_empty_tree_has_the_hash_of_nothing() {
        let empty = Tree::default().root_at(0).unwrap();
        assert_eq!(hex::encode(&empty[..4]), "e3b0c442");
    }

    #[test]
    fn every_proof_of_every_small_tree_holds_and_fails_for_another_leaf() {
        let all = ids(24);
        let tree = Tree::of(&all);
        for size in 1..=24 {
            let root = tree.root_at(size).unwrap();
            for from in 0..size {
                let id = &all[usize::try_from(from).unwrap()];
                let proof = tree.inclusion_proof(from, size).unwrap();
                assert_eq!(root_of_inclusion(id, from, size, &proof), Some(root));
                let other = &all[usize::try_from((from + 1) % 24).unwrap()];
                assert_ne!(root_of_inclusion(other, from, size, &proof), Some(root));
                for to in from + 1..=size {
                    let leaves = &all[usize::try_from(from).unwrap()..usize::try_from(to).unwrap()];
                    let proof = tree.range_proof(from, to, size).unwrap();
                    assert_eq!(root_of_range(leaves, from, size, &proof), Some(root));
                    let mut swapped = leaves.to_vec();
                    swapped[0] = EntryId([9; 32]);
                    assert_ne!(root_of_range(&swapped, from, size, &proof), Some(root));
                }
            }
        }
    }

    #[test]
    fn every_consistency_proof_holds_and_a_rewritten_past_is_caught() {
        let all = ids(24);
        let tree = Tree::of(&all);
        let mut forged = all.clone();
        forged[3] = EntryId([7; 32]);
        let forged = Tree::of(&forged);
        for new in 0..=24 {
            for old in 0..=new {
                let proof = tree.consistency_proof(old, new).unwrap();
                let (a, b) = (tree.root_at(old).unwrap(), tree.root_at(new).unwrap());
                assert!(is_consistent(old, &a, new, &b, &proof), "{old} {new}");
                if old > 3 {
                    let root = forged.root_at(new).unwrap();
                    let proof = forged.consistency_proof(old, new).unwrap();
                    assert!(!is_consistent(old, &a, new, &root, &proof));
                }
            }
        }
    }
}

//! What tests, the demo and golden vectors build on: real keys, real signatures, no clock, no luck.
//!
//! [`world`] is a whole project in memory, with people at their phones; [`mod@reference`] is the
//! fold written once more, naively, and with planted faults; [`histories`] makes random histories
//! and holds the two against each other; [`vectors`] writes `tests/vectors`. Everything follows
//! from a seed: a failure is replayed by its number.

mod actor;
pub mod contract;
pub mod forms;
pub mod histories;
pub mod jpeg;
pub mod lists;
pub mod memory;
pub mod reference;
pub mod vectors;
pub mod world;

pub use world::{Actor, Card, Draft, World};

/// Splitmix64: a stream of numbers from a seed. For tests only, never for keys that protect.
#[derive(Debug, Clone)]
pub struct Random(u64);

impl Random {
    /// The stream of this seed.
    #[must_use]
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// The next number.
    pub fn number(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number below `n` (n ≥ 1).
    pub fn below(&mut self, n: usize) -> usize {
        usize::try_from(self.number() % n as u64).expect("smaller than a usize")
    }

    /// True once in `n` times.
    pub fn one_in(&mut self, n: usize) -> bool {
        self.below(n) == 0
    }

    /// One of these; `None` if there are none.
    pub fn pick<'a, T>(&mut self, items: &'a [T]) -> Option<&'a T> {
        if items.is_empty() { None } else { Some(&items[self.below(items.len())]) }
    }

    /// Bytes.
    pub fn bytes<const N: usize>(&mut self) -> [u8; N] {
        let mut bytes = [0; N];
        for chunk in bytes.chunks_mut(8) {
            chunk.copy_from_slice(&self.number().to_le_bytes()[..chunk.len()]);
        }
        bytes
    }

    /// Another order.
    pub fn shuffle<T>(&mut self, items: &mut [T]) {
        for i in (1..items.len()).rev() {
            items.swap(i, self.below(i + 1));
        }
    }

    /// A stream of its own, so that what one part draws does not move another.
    pub fn fork(&mut self) -> Self {
        Self(self.number())
    }
}

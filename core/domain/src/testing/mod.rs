//! What the tests of this and other crates share: for now, the vectors of `tests/vectors`.

pub mod vectors;

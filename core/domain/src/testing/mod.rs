//! Builders and contract suites for the tests of this and other crates (feature "testing").
//!
//! Nothing here is used by the product itself.

pub mod jpeg;

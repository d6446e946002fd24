//! Every test that no crate can hold alone, in one binary: linking is what costs.
//!
//! `./x test structure` runs one module of it; each module opens with what it proves.

mod crashers;
mod forms;
mod phones;
mod structure;

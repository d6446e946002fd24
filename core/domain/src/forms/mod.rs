//! Forms.
pub mod answer;
pub mod calendar;
pub mod decimal;
pub mod definition;
pub mod expr;
mod graph;
pub mod import;
mod kind;
mod place;
pub mod problem;

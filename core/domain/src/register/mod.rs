//! Problems: how they enter the register, who may move them, and what became of them.
//!
//! Start with [`judge()`]: does an act count in its own past? Then [`Problem::fold`]: what the acts
//! made of it. [`Catalogue`] and [`Routing`] are the programme's data; [`people_named`] warns before
//! a text goes out. Not here: forums and meetings ([`crate::forum`]), figures ([`crate::indicator`]).

mod apply;
mod catalogue;
#[cfg(test)]
mod fold_tests;
mod four_eyes;
mod joint;
mod judge;
#[cfg(test)]
mod judge_tests;
mod name_lint;
mod problem;
mod proof;
mod routing;
mod table;
mod words;

pub use apply::hides_at_once;
pub use catalogue::{Catalogue, ProblemType, Urgency};
pub use joint::{Halves, complement, halves, same_decision};
pub use judge::judge;
pub use name_lint::people_named;
pub use problem::{Ignored, Milestone, Problem, Registration, Reply, day, texts, yes};
pub use routing::{Commodity, Route, Routing, Situation};
pub use table::CatalogueError;
pub(crate) use words::word;
pub use words::{Competence, Level, Sensitivity, Track, WithdrawReason};

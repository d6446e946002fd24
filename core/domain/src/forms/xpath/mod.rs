//! The expression language of forms: XPath 1.0 in ODK's dialect.
//!
//! [`parse`] makes a tree with spans ([`Expr`]) or says what was expected where ([`ExprError`]);
//! [`eval()`] reckons it against any [`Scene`]; [`bind()`] resolves it against a form's template: direct
//! references, what it may read, and filters that an index can answer. Results are JavaRosa's;
//! where JavaRosa cannot evaluate what XPath 1.0 has, XPath's. Decided differences:
//! `docs/formats/forms.md`. Time and memory are bounded: depth when parsing, visited nodes and
//! text length when reckoning.
//!
//! # Examples
//!
//! ```
//! use saksi_domain::forms::xpath::parse;
//! let expr = parse("sum(/data/row[truck = 'red']/tons) > 3").unwrap();
//! assert_eq!(parse(&expr.to_string()).unwrap().to_string(), expr.to_string());
//! let error = parse("count(3)").unwrap_err();
//! assert_eq!((error.span.start, error.to_string().as_str()), (6, "character 7: count needs nodes here"));
//! ```

mod ast;
mod bind;
mod call;
mod compare;
mod dates;
mod digest;
mod eval;
mod function;
mod geo;
mod lexer;
mod lists;
mod months;
mod narrow;
mod parser;
mod path;
mod pattern;
mod print;
mod scene;
pub(super) mod shuffle;
mod step;
#[cfg(test)]
mod tests;
mod texts;
mod tree;
mod value;

pub use ast::{
    Axis, Expr, ExprError, ExprKind, ExprRule, Gives, LocationPath, LocationStep, NodeTest,
    Operator, PathStart, Span,
};
pub use bind::{Bound, Reference, Template, bind};
pub use eval::{Evaluator, eval};
pub use function::Function;
pub use lexer::MAX_LENGTH;
pub use parser::parse;
pub use scene::{ItextForm, NameRef, NodeSort, Scene, made_id};
pub use shuffle::shuffled;
pub use tree::{DocumentTree, Leaf, ZoneRule};
pub use value::{ExprValue, date_text, number_text, to_number};

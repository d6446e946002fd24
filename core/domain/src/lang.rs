//! The two languages in which Saksi speaks to people.
//!
//! Only the choice stands here; the words are beside what they describe: findings in
//! [`crate::evidence::finding`], figures in [`crate::indicator`].

/// A language of the interface and of printed reports.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Lang {
    /// Indonesian, the first language of the product.
    Id,
    /// English, for the bank and the evaluator.
    En,
}

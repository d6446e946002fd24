//! The closed table of acts: verb, args, roles, guard, exclusive group, states.
//! (Interim: the register branch brings the table.)

/// A verb of an act.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verb {
    /// A supervisor accepts.
    Accept,
}

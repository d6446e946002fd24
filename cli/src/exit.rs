//! Exit codes, and failures that carry one, the chain of causes, and what to do next.

use std::fmt;

/// Shown below `--help`.
pub const HELP: &str = "Exit codes: 0 done; 1 something that was checked does not hold; 2 wrong \
usage; 3 bad input (the message names the value and the place); 4 the network or the hub did not \
answer: try again; 5 a person has to decide first; 6 the store cannot be opened.";

/// Which kind of failure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Something that was checked does not hold.
    DoesNotHold = 1,
    /// Bad input.
    Input = 3,
    /// Try again.
    Retry = 4,
    /// A person has to decide first.
    Ask = 5,
    /// The store cannot be opened.
    Store = 6,
}

/// A failure of a command.
#[derive(Debug)]
pub struct CliError {
    kind: Kind,
    /// Stable code, for `--json`.
    pub reason: String,
    what: String,
    next: String,
}

impl CliError {
    /// A failure with its cause in words and what to do next.
    pub fn new(kind: Kind, reason: &str, what: impl fmt::Display, next: &str) -> Self {
        Self { kind, reason: reason.to_owned(), what: what.to_string(), next: next.to_owned() }
    }

    /// Bad input: which value, where, which rule.
    pub fn input(what: impl fmt::Display) -> Self {
        Self::new(Kind::Input, "input", what, "correct it and run the command again")
    }

    /// A file could not be read or written.
    pub fn file(name: &std::path::Path, error: &std::io::Error) -> Self {
        let what = format!("{}: {error}", name.display());
        Self::new(Kind::Input, "file", what, "check that it exists and may be read and written")
    }

    /// The exit code.
    pub fn code(&self) -> u8 {
        self.kind as u8
    }
}

impl fmt::Display for CliError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}\n  → {}", self.what, self.next)
    }
}

//! Where in a record a value stands: `[field]`, or `[repeat, row, field…]`.
//!
//! A field step is the node path below the previous repeat (`g/b`); a row step is eight random
//! bytes. `[repeat, row]` alone addresses the row, `[repeat, row, "#order"]` its place in the list.

use std::fmt;

use super::RowId;
use super::cbor::{CborError, Reader, Value};

/// The last step of the path that orders a row among its siblings.
pub const ORDER: &str = "#order";

/// One step of a [`Path`].
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PathStep {
    /// A field or a repeat, by its node path below the previous repeat.
    Field(String),
    /// A row of the repeat named before it.
    Row(RowId),
}

/// Why steps are no [`Path`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PathError {
    /// No step, or more than twelve.
    Length,
    /// A row that no repeat precedes, or two fields without a row between.
    Order,
}

impl PathError {
    fn wanted(self) -> &'static str {
        match self {
            Self::Length => "a path of 1 to 12 steps",
            Self::Order => "a path that alternates field and row",
        }
    }
}

impl fmt::Display for PathError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "expected {}", self.wanted())
    }
}

impl std::error::Error for PathError {}

/// A place in a record. Never empty; starts with a field; rows follow repeats.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Path(Vec<PathStep>);

impl Path {
    /// A top-level field.
    #[must_use]
    pub fn field(name: &str) -> Self {
        Self(vec![PathStep::Field(name.to_owned())])
    }

    /// Builds a path from steps.
    ///
    /// # Errors
    /// The rule that the steps break.
    pub fn new(steps: Vec<PathStep>) -> Result<Self, PathError> {
        if steps.is_empty() || steps.len() > 12 {
            return Err(PathError::Length);
        }
        let alternate =
            steps.iter().enumerate().all(|(i, s)| matches!(s, PathStep::Row(_)) == (i % 2 == 1));
        if !alternate {
            return Err(PathError::Order);
        }
        Ok(Self(steps))
    }

    /// The path one step further.
    #[must_use]
    pub fn row(&self, repeat_row: RowId) -> Self {
        self.then(PathStep::Row(repeat_row))
    }

    /// The path one field further.
    #[must_use]
    pub fn child(&self, field: &str) -> Self {
        self.then(PathStep::Field(field.to_owned()))
    }

    fn then(&self, step: PathStep) -> Self {
        let mut steps = self.0.clone();
        steps.push(step);
        Self(steps)
    }

    /// The steps.
    #[must_use]
    pub fn steps(&self) -> &[PathStep] {
        &self.0
    }

    /// Does it address a row as a whole?
    #[must_use]
    pub fn is_row(&self) -> bool {
        matches!(self.0.last(), Some(PathStep::Row(_)))
    }

    /// Is `self` the same place as `other`, or a row that holds it?
    #[must_use]
    pub fn covers(&self, other: &Self) -> bool {
        self == other || (self.is_row() && other.0.starts_with(&self.0))
    }

    /// As it is signed.
    #[must_use]
    pub fn to_value(&self) -> Value {
        let step = |step: &PathStep| match step {
            PathStep::Field(name) => Value::text(name),
            PathStep::Row(row) => Value::bytes(&row.0),
        };
        Value::Array(self.0.iter().map(step).collect())
    }

    /// Reads a signed path.
    ///
    /// # Errors
    /// [`CborError::Shape`] naming what was expected.
    pub fn from_reader(reader: &Reader<'_>) -> Result<Self, CborError> {
        let mut steps = Vec::new();
        for step in reader.array()? {
            steps.push(match step.value() {
                Value::Text(name) if !name.is_empty() => PathStep::Field(name.clone()),
                Value::Bytes(_) => PathStep::Row(step.id("a row id of 8 bytes")?),
                _ => return Err(step.expected("a field name or a row id")),
            });
        }
        Self::new(steps).map_err(|error| reader.expected(error.wanted()))
    }
}

impl fmt::Display for Path {
    /// For people and JSON keys: `corner_pts/00112233…/pt`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (i, step) in self.0.iter().enumerate() {
            if i > 0 {
                f.write_str("/")?;
            }
            match step {
                PathStep::Field(name) => f.write_str(name)?,
                PathStep::Row(row) => write!(f, "{row}")?,
            }
        }
        Ok(())
    }
}

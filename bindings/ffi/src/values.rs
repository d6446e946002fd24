//! What stands in a record: values as they are signed, and the paths that lead to them.

use saksi_domain::journal::path::{Path, PathStep};
use saksi_domain::journal::{RowId, cbor::Value as FieldValue};

use crate::error::FieldError;

/// A value of a record.
#[uniffi::remote(Enum)]
pub enum FieldValue {
    /// The field was cleared.
    Null,
    /// The row is gone.
    Gone,
    /// Yes or no.
    Bool(bool),
    /// A whole number; decimals are text.
    Int(i64),
    /// Bytes: the id of a piece of evidence.
    Bytes(Vec<u8>),
    /// Text.
    Text(String),
    /// A list: the codes of a select-multiple.
    Array(Vec<FieldValue>),
    /// Named values: a position.
    Map(Vec<ValuePair>),
}

type ValuePair = (FieldValue, FieldValue);

/// One entry of a [`FieldValue::Map`].
#[derive(Debug, Clone, uniffi::Record)]
pub struct MapEntry {
    /// Its name or number.
    pub key: FieldValue,
    /// Its value.
    pub value: FieldValue,
}

uniffi::custom_type!(ValuePair, MapEntry, {
    remote,
    try_lift: |entry| Ok((entry.key, entry.value)),
    lower: |pair| MapEntry { key: pair.0, value: pair.1 },
});

/// One step of a path: fields and rows take turns.
#[uniffi::remote(Enum)]
pub enum PathStep {
    /// A field or a repeat, by its node path below the previous repeat.
    Field(String),
    /// A row of the repeat named before it.
    Row(RowId),
}

type PathSteps = Vec<PathStep>;

uniffi::custom_type!(Path, PathSteps, {
    remote,
    try_lift: |steps| Path::new(steps).map_err(|_| FieldError::unreadable("path").into()),
    lower: |path| path.steps().to_vec(),
});

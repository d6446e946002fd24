//! From where on a grant or a revocation governs: the author's own sequence numbers, the only
//! order that works offline and cannot be backdated. Who uses it: [`super::member`].

use std::collections::BTreeMap;

use super::LogId;
use super::cbor::{CborError, Reader, Value};

/// From which sequence number of each log something governs. A log not named is wholly after.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct At(pub BTreeMap<LogId, u64>);

impl At {
    /// Is entry `seq` of `log` governed?
    #[must_use]
    pub fn governs(&self, log: LogId, seq: u64) -> bool {
        self.0.get(&log).is_none_or(|first| seq >= *first)
    }

    /// As it is signed.
    #[must_use]
    pub fn to_value(&self) -> Value {
        let pair = |(log, seq): (&LogId, &u64)| {
            (Value::bytes(&log.0), Value::Int(i64::try_from(*seq).unwrap_or(i64::MAX)))
        };
        Value::map(self.0.iter().map(pair).collect())
    }

    pub(super) fn from_reader(reader: &Reader<'_>) -> Result<Self, CborError> {
        let pair = |(log, seq): (Reader<'_>, Reader<'_>)| Ok((log.id("a log id")?, seq.uint()?));
        Ok(Self(reader.pairs()?.into_iter().map(pair).collect::<Result<_, CborError>>()?))
    }
}

/// Where either of two ends governs: the lower sequence for each log named in both.
pub(super) fn earlier(held: Option<At>, at: &At) -> At {
    let Some(held) = held else { return at.clone() };
    let both = held.0.iter().filter_map(|(log, a)| at.0.get(log).map(|b| (*log, *a.min(b))));
    At(both.collect())
}

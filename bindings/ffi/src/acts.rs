//! Acts: the signed steps of consents, reviews, problems, forums and meetings.

use std::collections::HashMap;

use saksi_domain::journal::act::{Act, Args};
use saksi_domain::journal::acts::Verb;
use saksi_domain::journal::cbor::Value as FieldValue;
use saksi_domain::journal::{EntryId, MemberId};

use crate::error::FieldError;

// A verb crosses as its name, for example `consent.give`.
uniffi::custom_type!(Verb, String, {
    remote,
    try_lift: |name| Verb::from_name(&name).ok_or_else(|| FieldError::unreadable("verb").into()),
    lower: |verb| verb.name().to_owned(),
});

type ArgMap = HashMap<String, FieldValue>;

// Which arguments a verb takes stands in `docs/formats/acts.md`.
uniffi::custom_type!(Args, ArgMap, {
    remote,
    try_lift: |args| Ok(args.into_iter().collect()),
    lower: |args| args.into_iter().collect(),
});

/// An act that has effect.
#[derive(Debug, Clone, uniffi::Record)]
pub struct ActTold {
    /// Its entry; also the name of what it creates (a commitment, a follow-up).
    pub entry: EntryId,
    /// Who signed.
    pub author: MemberId,
    /// What it does.
    pub verb: Verb,
    /// Its arguments.
    pub args: Args,
    /// What the device's clock said.
    pub device_ms: i64,
    /// Time of the first checkpoint that covers it; none while it is not on the hub.
    pub recorded_ms: Option<i64>,
}

impl From<Act> for ActTold {
    fn from(Act { entry, author, verb, args, time, .. }: Act) -> Self {
        let (device_ms, recorded_ms) = (time.device_ms, time.recorded_ms);
        Self { entry, author, verb, args, device_ms, recorded_ms }
    }
}

/// The name of a verb by the number that a timeline has; none if it is of a newer version.
#[uniffi::export]
pub fn verb_name(code: u64) -> Option<String> {
    Verb::from_code(code).map(|verb| verb.name().to_owned())
}

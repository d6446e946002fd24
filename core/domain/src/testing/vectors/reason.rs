//! The errors of this crate as the stable words of `docs/formats/`.

use crate::journal::cbor::CborError;
use crate::journal::checkpoint::CheckpointError;
use crate::journal::entry::EntryError;
use crate::journal::ledger::LedgerError;
use crate::journal::log::AdmissionError;
use crate::journal::member::LineError;

/// The word of `docs/formats/` for why something is refused.
pub(super) trait Reason {
    /// The stable word.
    fn reason(&self) -> &'static str;
}

impl Reason for CborError {
    fn reason(&self) -> &'static str {
        match self {
            Self::Malformed(_) => "cbor-malformed",
            Self::TooDeep => "cbor-depth",
            Self::NotDeterministic(rule) => match *rule {
                "bytes after the end" => "cbor-trailing",
                "text is NFC" => "cbor-not-nfc",
                "integers fit 64 bits with sign" => "cbor-int-range",
                "lengths are definite" => "cbor-indefinite",
                "no floats" => "cbor-float",
                "no tags" => "cbor-tag",
                "map keys do not repeat" => "cbor-duplicate-key",
                "map keys are in bytewise order" => "cbor-key-order",
                _ => "cbor-not-shortest",
            },
            Self::Shape { expected, .. } => match *expected {
                "no such key in this version" => "unknown-key",
                "a path that alternates field and row" | "a path of 1 to 12 steps" => "path",
                "`undefined` for a row as a whole, and only there" => "tombstone",
                "each path once" => "path-twice",
                "no empty lists and no false flags" => "empty",
                _ => "shape",
            },
        }
    }
}

impl Reason for EntryError {
    fn reason(&self) -> &'static str {
        match self {
            Self::TooLarge("body", _) => "body-too-large",
            Self::TooLarge(..) => "header-too-large",
            Self::Envelope => "envelope",
            Self::Cbor(error) => error.reason(),
            Self::Version(_) => "version",
            Self::Header("prev is absent exactly at seq 0") => "prev",
            Self::Header("at most 32 parents") => "parents-many",
            Self::Header("parents are sorted and differ") => "parents-order",
            Self::Header("a root has no record and no parents") => "root",
            Self::Header("this genesis is of another project") => "other-project",
            Self::Header(_) => "empty",
            Self::Signature => "signature",
            Self::Commitment => "commitment",
        }
    }
}

impl Reason for AdmissionError {
    fn reason(&self) -> &'static str {
        match self {
            Self::Entry(error) => error.reason(),
            Self::UnknownLog(_) => "unknown-log",
            Self::Gap { .. } => "gap",
            Self::Chain { .. } => "chain",
            Self::SeenDecreases => "seen-decreases",
        }
    }
}

impl Reason for LineError {
    fn reason(&self) -> &'static str {
        match self {
            Self::Entry(error) => error.reason(),
            Self::NotALine => "not-a-line",
            Self::NoRight => "no-right",
            Self::Arg(what) if what.ends_with("the signature does not hold") => "enrol-signature",
            Self::Arg(_) => "arg",
            Self::Invitation("is unknown") => "invitation-unknown",
            Self::Invitation("was used before") => "invitation-used",
            Self::Invitation("has expired") => "invitation-expired",
            Self::Invitation("given twice") => "invitation-twice",
            Self::Invitation(_) => "invitation-person",
            Self::UnknownVerb => "unknown-verb",
            Self::NoGenesis => "genesis",
        }
    }
}

impl Reason for LedgerError {
    fn reason(&self) -> &'static str {
        match self {
            Self::Admission(error) => error.reason(),
            Self::Line(error) => error.reason(),
        }
    }
}

impl Reason for CheckpointError {
    fn reason(&self) -> &'static str {
        match self {
            Self::Format => "note-format",
            Self::Origin => "note-origin",
            Self::Signature => "note-signature",
            Self::Time => "note-time",
            Self::Proof => "proof",
        }
    }
}

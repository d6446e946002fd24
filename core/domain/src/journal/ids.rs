//! Identifiers: fixed-size byte strings, each a type of its own, so that a log id can never be
//! passed where an entry id is meant. They print as lower-case hex.

use std::fmt;

/// An identifier's text was not the hex of the right number of bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IdError {
    /// What was being read, for example `EntryId`.
    pub what: &'static str,
    /// How many bytes it has.
    pub bytes: usize,
}

impl fmt::Display for IdError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} is written as {} hex digits", self.what, self.bytes * 2)
    }
}

impl std::error::Error for IdError {}

macro_rules! id {
    ($(#[$doc:meta])* $name:ident, $len:literal) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub [u8; $len]);

        impl $name {
            /// The number of bytes.
            pub const LEN: usize = $len;

            /// The bytes.
            #[must_use]
            pub fn as_bytes(&self) -> &[u8] {
                &self.0
            }

            /// The first eight hex digits, for a person to read; not an identifier.
            #[must_use]
            pub fn short(&self) -> String {
                hex::encode(&self.0[..4])
            }
        }

        impl TryFrom<&[u8]> for $name {
            type Error = IdError;
            fn try_from(bytes: &[u8]) -> Result<Self, IdError> {
                bytes.try_into().map(Self).map_err(|_| IdError { what: stringify!($name), bytes: $len })
            }
        }

        impl std::str::FromStr for $name {
            type Err = IdError;
            fn from_str(text: &str) -> Result<Self, IdError> {
                let mut bytes = [0; $len];
                hex::decode_to_slice(text, &mut bytes)
                    .map_err(|_| IdError { what: stringify!($name), bytes: $len })?;
                Ok(Self(bytes))
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&hex::encode(self.0))
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!(stringify!($name), "({})"), hex::encode(self.0))
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
                s.collect_str(self)
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
                let text = <std::borrow::Cow<'de, str>>::deserialize(d)?;
                text.parse().map_err(serde::de::Error::custom)
            }
        }
    };
}

id! {
    /// SHA-256 of an entry's COSE Sig_structure; also its leaf in the hub's tree.
    EntryId, 32
}
id! {
    /// One key's run of entries: SHA-256 of `saksi/log/1` ‖ COSE_Key ‖ u32 run.
    LogId, 32
}
id! {
    /// A person's pseudonymous id: random, no name in it.
    MemberId, 16
}
id! {
    /// Who may read a record: first 8 bytes of SHA-256 of `province/audience`.
    ScopeLabel, 8
}
id! {
    /// SHA-256 of a blob's ciphertext: its name at rest, on the wire and in bundles.
    Cid, 32
}
id! {
    /// A plain SHA-256, for example of a photo's original bytes.
    Digest, 32
}
id! {
    /// The id of a project: the entry id of its genesis.
    ProjectId, 32
}
id! {
    /// A row of a repeat: random, so that two phones never mean the same row by accident.
    RowId, 8
}

/// A record is named by the id of its root entry.
pub type RecordId = EntryId;

impl EntryId {
    /// The number by which a person names a report aloud: eight digits in two groups, made of the
    /// record's id. Not an identifier: among ten thousand reports two may have the same.
    #[must_use]
    pub fn report_number(&self) -> String {
        let head = self.0.iter().take(8).fold(0, |n: u64, byte| n << 8 | u64::from(*byte));
        format!("{:04}-{:04}", head / 10_000 % 10_000, head % 10_000)
    }
}

impl ProjectId {
    /// What stands for the project id while its genesis entry is signed.
    pub const UNBORN: Self = Self([0; 32]);
}

impl From<EntryId> for ProjectId {
    fn from(id: EntryId) -> Self {
        Self(id.0)
    }
}

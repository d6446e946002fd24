//! An entry: a signed header and an erasable body, the only thing that is ever exchanged.
//!
//! The envelope is COSE_Sign1 of one fixed shape (`docs/formats/entry.md`); the entry id is the
//! SHA-256 of the Sig_structure, so that nobody can give one entry two ids by re-wrapping it.

use std::fmt;

use ed25519_dalek::{Signature, Signer as _, SigningKey, VerifyingKey};
use sha2::{Digest as _, Sha256};

use super::body::{self, Body};
use super::cbor::{self, CborError, Reader, Value};
use super::{EntryId, LogId, MemberId, ProjectId, RecordId, ScopeLabel};

/// Largest header, bytes.
pub const MAX_HEADER: usize = 2048;
/// Most parents of one entry.
pub const MAX_PARENTS: usize = 32;

/// Tag 18, array of 4, `{1: -19}`, `{}`: every envelope starts with these bytes.
const PREFIX: [u8; 7] = [0xd2, 0x84, 0x43, 0xa1, 0x01, 0x32, 0xa0];
const PROTECTED: [u8; 3] = [0xa1, 0x01, 0x32];
const AAD: &[u8] = b"saksi/entry/1";
const LOG_CONTEXT: &[u8] = b"saksi/log/1";

/// What an entry is. A closed list; a number this code does not know is stored and relayed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// The member line.
    Member,
    /// A new run of a key.
    Log,
    /// Fields of a record.
    Change,
    /// One piece of evidence.
    Evidence,
    /// A step of a state machine.
    Act,
    /// Bodies of a record are to be destroyed.
    Erase,
    /// A form, dataset or catalogue.
    Publish,
    /// From a newer version.
    Unknown(u64),
}

impl Kind {
    const KNOWN: [Self; 7] = [
        Self::Member,
        Self::Log,
        Self::Change,
        Self::Evidence,
        Self::Act,
        Self::Erase,
        Self::Publish,
    ];

    /// The number that is signed.
    #[must_use]
    pub fn code(self) -> u64 {
        match self {
            Self::Unknown(code) => code,
            known => {
                Self::KNOWN.iter().position(|k| *k == known).expect("every kind is listed") as u64
            }
        }
    }

    /// The kind with this number.
    #[must_use]
    pub fn from_code(code: u64) -> Self {
        usize::try_from(code)
            .ok()
            .and_then(|i| Self::KNOWN.get(i).copied())
            .unwrap_or(Self::Unknown(code))
    }
}

/// A hub checkpoint that a device holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Seen {
    /// Epoch of the hub.
    pub epoch: u64,
    /// Tree size.
    pub size: u64,
    /// Tree root.
    pub root: [u8; 32],
}

/// The signed half: order and authority only, never erased.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Header {
    /// Whose run.
    pub log: LogId,
    /// Position in the log.
    pub seq: u64,
    /// The entry at `seq - 1`; `None` exactly at 0.
    pub prev: Option<EntryId>,
    /// Newest checkpoint held.
    pub seen: Option<Seen>,
    /// The person who speaks.
    pub author: MemberId,
    /// Scope label, fixed by the record's root.
    pub scope: ScopeLabel,
    /// What this entry is.
    pub kind: Kind,
    /// The record; `None` in its root entry.
    pub record: Option<RecordId>,
    /// Heads of this record that the author saw, sorted.
    pub parents: Vec<EntryId>,
    /// Commitment to the body.
    pub commitment: [u8; 32],
}

/// Bytes were not an entry that may be admitted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum EntryError {
    /// Larger than the limit; what, and the limit in bytes.
    TooLarge(&'static str, usize),
    /// The envelope is not of the one fixed shape.
    Envelope,
    /// The header or body is not strict.
    Cbor(CborError),
    /// A version newer than 1.
    Version(u64),
    /// A rule between header fields is broken; the rule.
    Header(&'static str),
    /// The signature does not fit header, project and key.
    Signature,
    /// The body is not the one that the header commits to.
    Commitment,
}

impl fmt::Display for EntryError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooLarge(what, limit) => write!(f, "{what} over {limit} bytes"),
            Self::Envelope => f.write_str("not a COSE_Sign1 of the fixed shape"),
            Self::Cbor(error) => error.fmt(f),
            Self::Version(version) => {
                write!(f, "entry version {version} is newer than this program")
            }
            Self::Header(rule) => write!(f, "header: {rule}"),
            Self::Signature => f.write_str("the signature does not hold"),
            Self::Commitment => f.write_str("the body is not the one that was signed"),
        }
    }
}

impl std::error::Error for EntryError {}

impl From<CborError> for EntryError {
    fn from(error: CborError) -> Self {
        Self::Cbor(error)
    }
}

/// A body with the salt that opens its commitment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SaltedBody {
    /// 32 random bytes.
    pub salt: [u8; 32],
    /// The body's bytes as signed.
    pub bytes: Vec<u8>,
    /// The body, read.
    pub body: Body,
}

/// A decoded entry. Its signature is checked by [`Entry::verify`], since that needs the log's key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// SHA-256 of the Sig_structure.
    pub id: EntryId,
    /// The signed header.
    pub header: Header,
    /// The envelope as it travelled; never re-encoded.
    pub cose: Vec<u8>,
    /// Salt and body, unless erased.
    pub content: Option<SaltedBody>,
}

impl Entry {
    /// The record this entry belongs to: its own id if it is a root.
    #[must_use]
    pub fn record(&self) -> RecordId {
        self.header.record.unwrap_or(self.id)
    }

    /// The body, unless erased.
    #[must_use]
    pub fn body(&self) -> Option<&Body> {
        self.content.as_ref().map(|c| &c.body)
    }

    /// Signs a header and body.
    ///
    /// `salt` must be fresh random bytes. The header's commitment is computed here, so what is
    /// passed in it does not matter.
    ///
    /// # Errors
    /// [`EntryError`] if a limit or a rule between header fields is broken.
    pub fn sign(
        project: ProjectId,
        mut header: Header,
        body: Body,
        salt: [u8; 32],
        key: &SigningKey,
    ) -> Result<Self, EntryError> {
        let body_bytes = body.encode();
        limit("body", body_bytes.len(), body::MAX_BODY)?;
        header.parents.sort_unstable();
        header.commitment = body::commit(&salt, &body_bytes);
        header.check()?;
        let header_bytes = header.encode();
        limit("header", header_bytes.len(), MAX_HEADER)?;
        let to_sign = sig_structure(project, &header_bytes);
        let signature = key.sign(&to_sign);
        let content = SaltedBody { salt, bytes: body_bytes, body };
        let mut cose = PREFIX.to_vec();
        cose.extend(cbor::encode(&Value::Bytes(header_bytes)));
        cose.extend(cbor::encode(&Value::bytes(&signature.to_bytes())));
        Ok(Self {
            id: EntryId(Sha256::digest(&to_sign).into()),
            header,
            cose,
            content: Some(content),
        })
    }

    /// Reads an envelope and, unless erased, its salt and body; checks the commitment.
    ///
    /// # Errors
    /// [`EntryError`] for anything that is not exactly what [`Entry::sign`] would have made.
    pub fn decode(
        project: ProjectId,
        cose: &[u8],
        content: Option<(&[u8; 32], &[u8])>,
    ) -> Result<Self, EntryError> {
        let (header_bytes, _) = open_envelope(cose)?;
        let header = Header::decode(&header_bytes)?;
        let content =
            content.map(|(salt, bytes)| decode_content(&header, salt, bytes)).transpose()?;
        // The genesis is signed under zeros, since the project id is its own entry id.
        let signed_under = if header.is_genesis() { ProjectId::UNBORN } else { project };
        let id = EntryId(Sha256::digest(sig_structure(signed_under, &header_bytes)).into());
        if header.is_genesis() && project != ProjectId::UNBORN && ProjectId::from(id) != project {
            return Err(EntryError::Header("this genesis is of another project"));
        }
        Ok(Self { id, header, cose: cose.to_vec(), content })
    }

    /// Does the signature hold under `key` and `project`?
    ///
    /// # Errors
    /// [`EntryError::Signature`] if it does not (checked strictly: no malleable or weak-key forms).
    pub fn verify(&self, project: ProjectId, key: &VerifyingKey) -> Result<(), EntryError> {
        let (header_bytes, signature) = open_envelope(&self.cose)?;
        let signed_under = if self.header.is_genesis() { ProjectId::UNBORN } else { project };
        key.verify_strict(
            &sig_structure(signed_under, &header_bytes),
            &Signature::from_bytes(&signature),
        )
        .map_err(|_| EntryError::Signature)
    }

    /// As it is exchanged: `[cose, salt, body]`, or `[cose, null, null]` once erased.
    #[must_use]
    pub fn to_value(&self) -> Value {
        let (salt, body) = self.content.as_ref().map_or((Value::Null, Value::Null), |c| {
            (Value::bytes(&c.salt), Value::bytes(&c.bytes))
        });
        Value::Array(vec![Value::bytes(&self.cose), salt, body])
    }

    /// Reads an exchanged entry.
    ///
    /// # Errors
    /// [`EntryError`] as [`Entry::decode`].
    pub fn from_reader(project: ProjectId, reader: &Reader<'_>) -> Result<Self, EntryError> {
        let [cose, salt, body] = reader.tuple("[cose, salt, body]")?;
        match (salt.nullable(), body.nullable()) {
            (Some(salt), Some(body)) => {
                let salt: [u8; 32] = salt.id("a salt of 32 bytes")?;
                Self::decode(project, cose.bytes()?, Some((&salt, body.bytes()?)))
            }
            (None, None) => Self::decode(project, cose.bytes()?, None),
            _ => Err(reader.expected("salt and body both, or neither").into()),
        }
    }

    /// The entry as it stands once its record was erased.
    #[must_use]
    pub fn erased(&self) -> Self {
        Self { content: None, ..self.clone() }
    }
}

fn limit(what: &'static str, len: usize, limit: usize) -> Result<(), EntryError> {
    if len > limit { Err(EntryError::TooLarge(what, limit)) } else { Ok(()) }
}

fn decode_content(
    header: &Header,
    salt: &[u8; 32],
    bytes: &[u8],
) -> Result<SaltedBody, EntryError> {
    limit("body", bytes.len(), body::MAX_BODY)?;
    if body::commit(salt, bytes) != header.commitment {
        return Err(EntryError::Commitment);
    }
    Ok(SaltedBody { salt: *salt, bytes: bytes.to_vec(), body: Body::decode(bytes)? })
}

/// The header bytes and the signature of an envelope of the fixed shape.
fn open_envelope(cose: &[u8]) -> Result<(Vec<u8>, [u8; 64]), EntryError> {
    limit("envelope", cose.len(), MAX_HEADER + 96)?;
    let rest = cose.strip_prefix(&PREFIX).ok_or(EntryError::Envelope)?;
    let split = rest.len().checked_sub(66).ok_or(EntryError::Envelope)?;
    let (header, signature) = rest.split_at(split);
    let Value::Bytes(header) = cbor::decode(header).map_err(|_| EntryError::Envelope)? else {
        return Err(EntryError::Envelope);
    };
    let Ok(Value::Bytes(signature)) = cbor::decode(signature) else {
        return Err(EntryError::Envelope);
    };
    limit("header", header.len(), MAX_HEADER)?;
    Ok((header, signature.try_into().map_err(|_| EntryError::Envelope)?))
}

/// RFC 9052 section 4.4 with external_aad = `saksi/entry/1` ‖ project id.
fn sig_structure(project: ProjectId, header: &[u8]) -> Vec<u8> {
    let aad = [AAD, project.as_bytes()].concat();
    cbor::encode(&Value::Array(vec![
        Value::text("Signature1"),
        Value::bytes(&PROTECTED),
        Value::Bytes(aad),
        Value::bytes(header),
    ]))
}

/// COSE_Key of an Ed25519 public key: `{1: 1, -1: 6, -2: x}`.
#[must_use]
pub fn cose_key(key: &VerifyingKey) -> Vec<u8> {
    let pairs = vec![
        (Value::Int(1), Value::Int(1)),
        (Value::Int(-1), Value::Int(6)),
        (Value::Int(-2), Value::bytes(key.as_bytes())),
    ];
    cbor::encode(&Value::map(pairs))
}

/// The log id of the `run`-th run of `key`.
#[must_use]
pub fn derive_log_id(key: &VerifyingKey, run: u32) -> LogId {
    let bytes = [LOG_CONTEXT, &cose_key(key), &run.to_be_bytes()].concat();
    LogId(Sha256::digest(bytes).into())
}

impl Header {
    /// Is this the first entry of a project?
    #[must_use]
    pub fn is_genesis(&self) -> bool {
        self.kind == Kind::Member && self.record.is_none()
    }

    fn check(&self) -> Result<(), EntryError> {
        let rule = |holds: bool, rule| if holds { Ok(()) } else { Err(EntryError::Header(rule)) };
        rule(self.prev.is_none() == (self.seq == 0), "prev is absent exactly at seq 0")?;
        rule(self.parents.len() <= MAX_PARENTS, "at most 32 parents")?;
        rule(self.parents.windows(2).all(|w| w[0] < w[1]), "parents are sorted and differ")?;
        rule(
            self.record.is_some() != self.parents.is_empty(),
            "a root has no record and no parents",
        )
    }

    fn encode(&self) -> Vec<u8> {
        let uint = |n: u64| Value::Int(i64::try_from(n).unwrap_or(i64::MAX));
        let seen = self.seen.map_or(Value::Null, |s| {
            Value::Array(vec![uint(s.epoch), uint(s.size), Value::bytes(&s.root)])
        });
        let parents = self.parents.iter().map(|p| Value::bytes(&p.0)).collect();
        cbor::encode(&Value::struct_map(vec![
            (0, Some(Value::Int(1))),
            (1, Some(Value::bytes(&self.log.0))),
            (2, Some(uint(self.seq))),
            (3, self.prev.map(|p| Value::bytes(&p.0))),
            (4, Some(seen)),
            (5, Some(Value::bytes(&self.author.0))),
            (6, Some(Value::bytes(&self.scope.0))),
            (7, Some(uint(self.kind.code()))),
            (8, self.record.map(|r| Value::bytes(&r.0))),
            (9, if self.parents.is_empty() { None } else { Some(Value::Array(parents)) }),
            (10, Some(Value::bytes(&self.commitment))),
        ]))
    }

    fn decode(bytes: &[u8]) -> Result<Self, EntryError> {
        let value = cbor::decode(bytes)?;
        let top = Reader::new(&value, "header");
        if let Value::Map(pairs) = &value
            && let Some((_, Value::Int(version))) = pairs.iter().find(|(k, _)| *k == Value::Int(0))
            && *version != 1
        {
            return Err(EntryError::Version(u64::try_from(*version).unwrap_or(0)));
        }
        let fields = top.fields(&[0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10])?;
        fields.need(0)?;
        let parents = fields.get(9).map(|p| p.array()).transpose()?.unwrap_or_default();
        let header = Self {
            log: fields.need(1)?.id("a log id")?,
            seq: fields.need(2)?.uint()?,
            prev: fields.get(3).map(|p| p.id("an entry id")).transpose()?,
            seen: fields.need(4)?.nullable().map(|s| read_seen(&s)).transpose()?,
            author: fields.need(5)?.id("a member id of 16 bytes")?,
            scope: fields.need(6)?.id("a scope label of 8 bytes")?,
            kind: Kind::from_code(fields.need(7)?.uint()?),
            record: fields.get(8).map(|r| r.id("a record id")).transpose()?,
            parents: parents.iter().map(|p| p.id("an entry id")).collect::<Result<_, _>>()?,
            commitment: fields.need(10)?.id("a commitment of 32 bytes")?,
        };
        header.check()?;
        if header.encode() != bytes {
            return Err(EntryError::Header("no empty list of parents"));
        }
        Ok(header)
    }
}

fn read_seen(reader: &Reader<'_>) -> Result<Seen, CborError> {
    let [epoch, size, root] = reader.tuple("[epoch, size, root]")?;
    Ok(Seen { epoch: epoch.uint()?, size: size.uint()?, root: root.id("a root of 32 bytes")? })
}

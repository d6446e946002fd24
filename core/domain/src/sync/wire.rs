//! The messages of `POST /v1/enrol`, `/v1/hello`, `/v1/entries` and their answers, as CBOR.
//!
//! Every request is repeatable: the same request gives the same answer, and nothing twice.
//! Content type `application/cbor`, with `Content-Encoding: zstd` where that is smaller. Errors
//! are problem+json (RFC 9457), never CBOR. Field numbers: `docs/formats/sync.md`.

use std::collections::BTreeMap;

use crate::journal::cbor::{self, CborError, Reader, Value};
use crate::journal::checkpoint::Receipt;
use crate::journal::entry::{Entry, EntryError, Seen};
use crate::journal::log::Frontier;
use crate::journal::merkle::Hash;
use crate::journal::{EntryId, MemberId, ProjectId, ScopeLabel};

/// The version of these messages. A hub refuses another one, saying which it speaks.
pub const VERSION: u64 = 1;
/// Largest message after decompression, bytes.
pub const MAX_MESSAGE: usize = 8 << 20;
/// Smallest and largest page of entries that a phone sends, bytes.
pub const PAGE_BYTES: std::ops::RangeInclusive<usize> = (16 << 10)..=(1 << 20);

/// A message that can be read and written.
pub trait Message: Sized {
    /// What it is called in errors.
    const NAME: &'static str;

    /// The value that is encoded.
    fn to_value(&self) -> Value;

    /// Reads it; entries in it are decoded as of `project`.
    ///
    /// # Errors
    /// [`EntryError`] naming the place and the rule.
    fn from_reader(project: ProjectId, top: &Reader<'_>) -> Result<Self, EntryError>;

    /// The bytes.
    fn encode(&self) -> Vec<u8> {
        cbor::encode(&self.to_value())
    }

    /// Reads the bytes.
    ///
    /// # Errors
    /// [`EntryError`] naming the place and the rule; oversized messages are refused unread.
    fn decode(project: ProjectId, bytes: &[u8]) -> Result<Self, EntryError> {
        if bytes.len() > MAX_MESSAGE {
            return Err(EntryError::TooLarge(Self::NAME, MAX_MESSAGE));
        }
        let value = cbor::decode(bytes)?;
        Self::from_reader(project, &Reader::new(&value, Self::NAME))
    }
}

fn uint(number: u64) -> Value {
    Value::Int(i64::try_from(number).unwrap_or(i64::MAX))
}

fn entries_value(entries: &[Entry]) -> Value {
    Value::Array(entries.iter().map(Entry::to_value).collect())
}

fn read_entries(project: ProjectId, list: &Reader<'_>) -> Result<Vec<Entry>, EntryError> {
    list.array()?.iter().map(|e| Entry::from_reader(project, e)).collect()
}

fn hashes_value(hashes: &[Hash]) -> Value {
    Value::Array(hashes.iter().map(|h| Value::bytes(h)).collect())
}

fn read_hashes(list: &Reader<'_>) -> Result<Vec<Hash>, CborError> {
    list.array()?.iter().map(|h| h.id("a hash of 32 bytes")).collect()
}

fn frontier_value(frontier: &Frontier) -> Value {
    Value::map(frontier.iter().map(|(log, seq)| (Value::bytes(&log.0), uint(*seq))).collect())
}

fn read_frontier(map: &Reader<'_>) -> Result<Frontier, CborError> {
    map.pairs()?.into_iter().map(|(log, seq)| Ok((log.id("a log id")?, seq.uint()?))).collect()
}

fn seen_value(seen: Option<Seen>) -> Value {
    seen.map_or(Value::Null, |s| {
        Value::Array(vec![uint(s.epoch), uint(s.size), Value::bytes(&s.root)])
    })
}

fn read_seen(reader: Reader<'_>) -> Result<Option<Seen>, CborError> {
    let Some(reader) = reader.nullable() else { return Ok(None) };
    let [epoch, size, root] = reader.tuple("[epoch, size, root]")?;
    Ok(Some(Seen { epoch: epoch.uint()?, size: size.uint()?, root: root.id("a root")? }))
}

/// `POST /v1/enrol`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EnrolRequest {
    /// Public key of the invitation.
    pub invitation: [u8; 32],
    /// The phone's new public key.
    pub key: [u8; 32],
    /// Run of that key; 0 for a new phone.
    pub run: u32,
    /// The person: random, or the one that the invitation names.
    pub member: MemberId,
    /// By the invitation's seed over `enrolment_message`.
    pub by_invitation: [u8; 64],
    /// By the phone's key over the same.
    pub by_key: [u8; 64],
    /// Endorsement by a hardware key, and its attestation chain; empty where there is none.
    pub endorsement: Vec<u8>,
}

/// The answer to [`EnrolRequest`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EnrolResponse {
    /// The whole member line.
    pub line: Vec<Entry>,
    /// The latest checkpoint's signed note; it covers the line.
    pub note: String,
    /// The token for further requests, opaque.
    pub token: String,
}

/// `POST /v1/hello`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct HelloRequest {
    /// My logs, with my next sequence number.
    pub logs: Frontier,
    /// Newest checkpoint I hold.
    pub seen: Option<Seen>,
    /// Where I stand, per scope.
    pub cursors: BTreeMap<ScopeLabel, u64>,
    /// How many entries of the member line I hold.
    pub line_len: u64,
}

/// The answer to [`HelloRequest`].
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct HelloResponse {
    /// Per log of the caller, the next sequence number that the hub wants.
    pub wanted: Frontier,
    /// The latest checkpoint's signed note.
    pub note: String,
    /// From the caller's `seen` to the note (RFC 6962), if both are of one epoch.
    pub consistency: Vec<Hash>,
    /// Entries of the member line that the caller lacks.
    pub line: Vec<Entry>,
    /// Scopes that the caller may read, each with the hub's cursor: more to pull if it is larger.
    pub scopes: BTreeMap<ScopeLabel, u64>,
}

/// `POST /v1/entries`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PushRequest {
    /// Runs of entries, each log's in order of seq. The page is taken whole or not at all.
    pub entries: Vec<Entry>,
}

/// What the hub says of one entry pushed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verdict {
    /// The entry.
    pub id: EntryId,
    /// Its index in the hub's order.
    pub index: u64,
    /// `ok`, `void` or `unknown`, as the hub folds it now.
    pub effect: String,
    /// The reason's code, empty for `ok`.
    pub reason: String,
}

/// The answer to [`PushRequest`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PushResponse {
    /// One verdict per entry, in the order of the request.
    pub verdicts: Vec<Verdict>,
    /// Receipts; together they cover every entry of the request. Usually one.
    pub receipts: Vec<Receipt>,
}

/// The answer to `GET /v1/entries?scope&after&limit`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PullResponse {
    /// Entries with their hub index, ascending.
    pub entries: Vec<(u64, Entry)>,
    /// The cursor to go on from; advances also when the page is empty.
    pub next: u64,
    /// Is there more?
    pub more: bool,
    /// Signed notes of the checkpoints that first cover these entries, and of those that they had
    /// seen, oldest first: their times.
    pub notes: Vec<String>,
}

/// The answer to `GET /v1/proof`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProofResponse {
    /// The latest checkpoint's signed note.
    pub note: String,
    /// For `?id`: the entry's index; for `?from&to`: `from`.
    pub from: u64,
    /// Inclusion (`?id`) or consistency (`?from&to`) proof, RFC 6962.
    pub proof: Vec<Hash>,
}

impl Message for EnrolRequest {
    const NAME: &'static str = "enrol";

    fn to_value(&self) -> Value {
        Value::struct_map(vec![
            (0, Some(uint(VERSION))),
            (1, Some(Value::bytes(&self.invitation))),
            (2, Some(Value::bytes(&self.key))),
            (3, Some(uint(u64::from(self.run)))),
            (4, Some(Value::bytes(&self.member.0))),
            (5, Some(Value::bytes(&self.by_invitation))),
            (6, Some(Value::bytes(&self.by_key))),
            (7, Some(Value::bytes(&self.endorsement))),
        ])
    }

    fn from_reader(_: ProjectId, top: &Reader<'_>) -> Result<Self, EntryError> {
        let f = top.fields(&[0, 1, 2, 3, 4, 5, 6, 7])?;
        check_version(&f.need(0)?)?;
        Ok(Self {
            invitation: f.need(1)?.id("a key of 32 bytes")?,
            key: f.need(2)?.id("a key of 32 bytes")?,
            run: u32::try_from(f.need(3)?.uint()?).map_err(|_| top.expected("a run below 2^32"))?,
            member: f.need(4)?.id("a member id")?,
            by_invitation: f.need(5)?.id("a signature of 64 bytes")?,
            by_key: f.need(6)?.id("a signature of 64 bytes")?,
            endorsement: f.need(7)?.bytes()?.to_vec(),
        })
    }
}

fn check_version(version: &Reader<'_>) -> Result<(), EntryError> {
    match version.uint()? {
        VERSION => Ok(()),
        other => Err(EntryError::Version(other)),
    }
}

impl Message for EnrolResponse {
    const NAME: &'static str = "enrolled";

    fn to_value(&self) -> Value {
        Value::struct_map(vec![
            (0, Some(uint(VERSION))),
            (1, Some(entries_value(&self.line))),
            (2, Some(Value::text(&self.note))),
            (3, Some(Value::text(&self.token))),
        ])
    }

    fn from_reader(project: ProjectId, top: &Reader<'_>) -> Result<Self, EntryError> {
        let f = top.fields(&[0, 1, 2, 3])?;
        check_version(&f.need(0)?)?;
        Ok(Self {
            line: read_entries(project, &f.need(1)?)?,
            note: f.need(2)?.str()?.to_owned(),
            token: f.need(3)?.str()?.to_owned(),
        })
    }
}

fn cursors_value(cursors: &BTreeMap<ScopeLabel, u64>) -> Value {
    Value::map(cursors.iter().map(|(scope, at)| (Value::bytes(&scope.0), uint(*at))).collect())
}

fn read_cursors(map: &Reader<'_>) -> Result<BTreeMap<ScopeLabel, u64>, CborError> {
    map.pairs()?
        .into_iter()
        .map(|(scope, at)| Ok((scope.id("a scope label")?, at.uint()?)))
        .collect()
}

impl Message for HelloRequest {
    const NAME: &'static str = "hello";

    fn to_value(&self) -> Value {
        Value::struct_map(vec![
            (0, Some(uint(VERSION))),
            (1, Some(frontier_value(&self.logs))),
            (2, Some(seen_value(self.seen))),
            (3, Some(cursors_value(&self.cursors))),
            (4, Some(uint(self.line_len))),
        ])
    }

    fn from_reader(_: ProjectId, top: &Reader<'_>) -> Result<Self, EntryError> {
        let f = top.fields(&[0, 1, 2, 3, 4])?;
        check_version(&f.need(0)?)?;
        Ok(Self {
            logs: read_frontier(&f.need(1)?)?,
            seen: read_seen(f.need(2)?)?,
            cursors: read_cursors(&f.need(3)?)?,
            line_len: f.need(4)?.uint()?,
        })
    }
}

impl Message for HelloResponse {
    const NAME: &'static str = "hello-answer";

    fn to_value(&self) -> Value {
        Value::struct_map(vec![
            (0, Some(uint(VERSION))),
            (1, Some(frontier_value(&self.wanted))),
            (2, Some(Value::text(&self.note))),
            (3, Some(hashes_value(&self.consistency))),
            (4, Some(entries_value(&self.line))),
            (5, Some(cursors_value(&self.scopes))),
        ])
    }

    fn from_reader(project: ProjectId, top: &Reader<'_>) -> Result<Self, EntryError> {
        let f = top.fields(&[0, 1, 2, 3, 4, 5])?;
        check_version(&f.need(0)?)?;
        Ok(Self {
            wanted: read_frontier(&f.need(1)?)?,
            note: f.need(2)?.str()?.to_owned(),
            consistency: read_hashes(&f.need(3)?)?,
            line: read_entries(project, &f.need(4)?)?,
            scopes: read_cursors(&f.need(5)?)?,
        })
    }
}

impl Message for PushRequest {
    const NAME: &'static str = "push";

    fn to_value(&self) -> Value {
        Value::struct_map(vec![(0, Some(uint(VERSION))), (1, Some(entries_value(&self.entries)))])
    }

    fn from_reader(project: ProjectId, top: &Reader<'_>) -> Result<Self, EntryError> {
        let f = top.fields(&[0, 1])?;
        check_version(&f.need(0)?)?;
        Ok(Self { entries: read_entries(project, &f.need(1)?)? })
    }
}

impl Message for PushResponse {
    const NAME: &'static str = "push-answer";

    fn to_value(&self) -> Value {
        let verdict = |v: &Verdict| {
            Value::Array(vec![
                Value::bytes(&v.id.0),
                uint(v.index),
                Value::text(&v.effect),
                Value::text(&v.reason),
            ])
        };
        Value::struct_map(vec![
            (0, Some(uint(VERSION))),
            (1, Some(Value::Array(self.verdicts.iter().map(verdict).collect()))),
            (2, Some(Value::Array(self.receipts.iter().map(Receipt::to_value).collect()))),
        ])
    }

    fn from_reader(_: ProjectId, top: &Reader<'_>) -> Result<Self, EntryError> {
        let f = top.fields(&[0, 1, 2])?;
        check_version(&f.need(0)?)?;
        let verdict = |reader: &Reader<'_>| -> Result<Verdict, CborError> {
            let [id, index, effect, reason] = reader.tuple("[id, index, effect, reason]")?;
            Ok(Verdict {
                id: id.id("an entry id")?,
                index: index.uint()?,
                effect: effect.str()?.to_owned(),
                reason: reason.str()?.to_owned(),
            })
        };
        Ok(Self {
            verdicts: f.need(1)?.array()?.iter().map(verdict).collect::<Result<_, _>>()?,
            receipts: f
                .need(2)?
                .array()?
                .iter()
                .map(Receipt::from_reader)
                .collect::<Result<_, _>>()?,
        })
    }
}

impl Message for PullResponse {
    const NAME: &'static str = "pull-answer";

    fn to_value(&self) -> Value {
        let item =
            |(index, entry): &(u64, Entry)| Value::Array(vec![uint(*index), entry.to_value()]);
        Value::struct_map(vec![
            (0, Some(uint(VERSION))),
            (1, Some(Value::Array(self.entries.iter().map(item).collect()))),
            (2, Some(uint(self.next))),
            (3, Some(Value::Bool(self.more))),
            (4, Some(Value::Array(self.notes.iter().map(|n| Value::text(n)).collect()))),
        ])
    }

    fn from_reader(project: ProjectId, top: &Reader<'_>) -> Result<Self, EntryError> {
        let f = top.fields(&[0, 1, 2, 3, 4])?;
        check_version(&f.need(0)?)?;
        let item = |reader: &Reader<'_>| -> Result<(u64, Entry), EntryError> {
            let [index, entry] = reader.tuple("[index, entry]")?;
            Ok((index.uint()?, Entry::from_reader(project, &entry)?))
        };
        let notes = f.need(4)?.array()?;
        Ok(Self {
            entries: f.need(1)?.array()?.iter().map(item).collect::<Result<_, _>>()?,
            next: f.need(2)?.uint()?,
            more: f.need(3)?.bool()?,
            notes: notes.iter().map(|n| n.str().map(str::to_owned)).collect::<Result<_, _>>()?,
        })
    }
}

impl Message for ProofResponse {
    const NAME: &'static str = "proof";

    fn to_value(&self) -> Value {
        Value::struct_map(vec![
            (0, Some(uint(VERSION))),
            (1, Some(Value::text(&self.note))),
            (2, Some(uint(self.from))),
            (3, Some(hashes_value(&self.proof))),
        ])
    }

    fn from_reader(_: ProjectId, top: &Reader<'_>) -> Result<Self, EntryError> {
        let f = top.fields(&[0, 1, 2, 3])?;
        check_version(&f.need(0)?)?;
        Ok(Self {
            note: f.need(1)?.str()?.to_owned(),
            from: f.need(2)?.uint()?,
            proof: read_hashes(&f.need(3)?)?,
        })
    }
}

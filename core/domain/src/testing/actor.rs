//! A person at one of their phones, and what they sign. The project around them is
//! [`super::world`]; a hub is met only there.

use std::collections::{BTreeMap, BTreeSet};

use ed25519_dalek::{Signer as _, SigningKey};

use super::Random;
use super::world::START_MS;
use crate::journal::act::{Args, Ref};
use crate::journal::body::{Blob, Body, Clocks, Write};
use crate::journal::cbor::Value;
use crate::journal::entry::{Entry, Header, Kind, Seen, derive_log_id};
use crate::journal::member::enrolment_message;
use crate::journal::path::Path;
use crate::journal::{
    Audience, Cid, Digest, EntryId, LogId, MemberId, ProjectId, RecordId, Role, RowId, Scope,
    ScopeLabel,
};

/// A write to a top-level field.
#[must_use]
pub fn set(field: &str, value: impl Into<Value>) -> Write {
    Write { path: Path::field(field), value: value.into() }
}

/// A write to a field of a row.
#[must_use]
pub fn cell(repeat: &str, row: RowId, field: &str, value: impl Into<Value>) -> Write {
    Write { path: Path::field(repeat).row(row).child(field), value: value.into() }
}

/// A tombstone: the row is gone.
#[must_use]
pub fn remove_row(repeat: &str, row: RowId) -> Write {
    Write { path: Path::field(repeat).row(row), value: Value::Gone }
}

/// Named arguments from pairs.
#[must_use]
pub fn args<const N: usize>(pairs: [(&str, Value); N]) -> Args {
    pairs.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
}

/// A one-time invitation card.
#[derive(Debug, Clone)]
pub struct Card {
    /// The seed in the QR code.
    pub seed: SigningKey,
    /// The role it gives.
    pub role: Role,
    /// The province it gives it in.
    pub province: String,
    /// The project it is for.
    pub project: ProjectId,
}

/// What is to be signed; what is left open comes from the phone that signs.
#[derive(Debug, Clone)]
pub struct Draft {
    /// Kind of entry.
    pub kind: Kind,
    /// The record; `None` opens one.
    pub record: Option<RecordId>,
    /// Parents; `None` for the heads that this phone knows.
    pub parents: Option<Vec<EntryId>>,
    /// Scope; `None` for the root's, or for a new record the author's province.
    pub scope: Option<ScopeLabel>,
    /// The body; its clocks are set when it is signed.
    pub body: Body,
}

impl Draft {
    /// A draft of this kind on a record, or of a new one.
    #[must_use]
    pub fn new(kind: Kind, record: impl Into<Option<RecordId>>) -> Self {
        let body = Body::new(Clocks::default());
        Self { kind, record: record.into(), parents: None, scope: None, body }
    }

    /// With these parents, whatever the phone knows.
    #[must_use]
    pub fn after(mut self, parents: &[EntryId]) -> Self {
        self.parents = Some(parents.to_vec());
        self
    }

    /// In this scope.
    #[must_use]
    pub fn scope(mut self, province: &str, audience: Audience) -> Self {
        self.scope = Some(Scope::new(province, audience).label());
        self
    }

    /// With these writes.
    #[must_use]
    pub fn writes(mut self, writes: Vec<Write>) -> Self {
        self.body.writes = writes;
        self
    }

    /// With this verb and these arguments.
    #[must_use]
    pub fn verb(mut self, verb: u64, args: Args) -> Self {
        self.body.verb = Some(verb);
        self.body.args = args;
        self
    }

    /// Relying on this record as it stood at these heads.
    #[must_use]
    pub fn refers(mut self, record: RecordId, heads: &[EntryId]) -> Self {
        self.body.refs.push(Ref { record, heads: heads.to_vec() });
        self
    }
}

/// A person at one of their phones: one key, one log, and what that phone knows.
#[derive(Debug, Clone)]
pub struct Actor {
    /// The person.
    pub member: MemberId,
    /// The phone's log.
    pub log: LogId,
    /// Its key.
    pub key: SigningKey,
    /// Next sequence number.
    pub seq: u64,
    /// Last entry signed.
    pub prev: Option<EntryId>,
    /// Newest checkpoint held.
    pub seen: Option<Seen>,
    /// The wall clock that bodies carry; moves a minute per entry. Set it wrong to test clocks.
    pub clock_ms: i64,
    /// The province that new records of this person lie in.
    pub province: String,
    /// The project it signs for.
    pub project: ProjectId,
    heads: BTreeMap<RecordId, BTreeSet<EntryId>>,
    scopes: BTreeMap<RecordId, ScopeLabel>,
    known: BTreeSet<EntryId>,
    random: Random,
}

impl Actor {
    /// A phone that holds this key and has signed nothing.
    #[must_use]
    pub fn new(project: ProjectId, member: MemberId, province: &str, mut random: Random) -> Self {
        let key = SigningKey::from_bytes(&random.bytes());
        Self {
            member,
            log: derive_log_id(&key.verifying_key(), 0),
            key,
            seq: 0,
            prev: None,
            seen: None,
            clock_ms: START_MS,
            province: province.to_owned(),
            project,
            heads: BTreeMap::new(),
            scopes: BTreeMap::new(),
            known: BTreeSet::new(),
            random,
        }
    }

    /// The heads of a record that this phone knows: the parents of what it signs next.
    #[must_use]
    pub fn heads(&self, record: RecordId) -> Vec<EntryId> {
        self.heads.get(&record).into_iter().flatten().copied().collect()
    }

    /// Has this phone signed or received the entry?
    #[must_use]
    pub fn knows(&self, entry: EntryId) -> bool {
        self.known.contains(&entry)
    }

    /// Another stream of salts: for a clone that must not sign the very same bytes.
    #[must_use]
    pub fn reseeded(mut self, seed: u64) -> Self {
        self.random = Random::new(seed);
        self
    }

    /// The phone receives an entry.
    pub fn read(&mut self, entry: &Entry) {
        if !self.known.insert(entry.id) {
            return;
        }
        if entry.header.record.is_none() {
            self.scopes.insert(entry.id, entry.header.scope);
        }
        let heads = self.heads.entry(entry.record()).or_default();
        for parent in &entry.header.parents {
            heads.remove(parent);
        }
        heads.insert(entry.id);
    }

    /// Signs a draft as the next entry of this phone's log.
    ///
    /// # Panics
    /// If the draft breaks a limit of the format.
    pub fn sign(&mut self, draft: Draft) -> Entry {
        let parents = draft.parents.unwrap_or_else(|| match draft.record {
            Some(record) => self.heads(record),
            None => Vec::new(),
        });
        let known = draft.record.and_then(|record| self.scopes.get(&record).copied());
        let scope = draft.scope.or(known).unwrap_or_else(|| self.home(draft.kind));
        let header = Header {
            log: self.log,
            seq: self.seq,
            prev: self.prev,
            seen: self.seen,
            author: self.member,
            scope,
            kind: draft.kind,
            record: draft.record,
            parents,
            commitment: [0; 32],
        };
        let body = Body { clocks: self.clocks(), ..draft.body };
        let entry = Entry::sign(self.project, header, body, self.random.bytes(), &self.key)
            .expect("a test's draft keeps to the limits");
        self.seq += 1;
        self.prev = Some(entry.id);
        self.clock_ms += 60_000;
        self.read(&entry);
        entry
    }

    fn home(&self, kind: Kind) -> ScopeLabel {
        match kind {
            Kind::Member | Kind::Publish => Scope::project().label(),
            Kind::Act => Scope::new(&self.province, Audience::Register).label(),
            _ => Scope::new(&self.province, Audience::Field).label(),
        }
    }

    fn clocks(&self) -> Clocks {
        Clocks {
            wall_ms: self.clock_ms,
            zone_min: 480,
            boot: self.log.0[..8].to_vec(),
            since_boot_ms: i64::try_from(self.seq).unwrap_or(0) * 60_000,
            seen_age_ms: self.seen.map(|_| 60_000),
            gnss_ms: None,
        }
    }

    /// Signs a change; `None` opens a record (a submission).
    pub fn sign_change(
        &mut self,
        record: impl Into<Option<RecordId>>,
        writes: Vec<Write>,
    ) -> Entry {
        self.sign(Draft::new(Kind::Change, record).writes(writes))
    }

    /// Signs an act.
    pub fn sign_act(
        &mut self,
        record: impl Into<Option<RecordId>>,
        verb: u64,
        args: Args,
    ) -> Entry {
        self.sign(Draft::new(Kind::Act, record).verb(verb, args))
    }

    /// Signs an evidence entry for a made-up photo.
    pub fn sign_evidence(&mut self, record: impl Into<Option<RecordId>>) -> Entry {
        let mut draft = Draft::new(Kind::Evidence, record);
        draft.body.blobs.push(Blob {
            cid: Cid(self.random.bytes()),
            key: self.random.bytes(),
            sha256: Digest(self.random.bytes()),
            size: 3_400_000,
            media_type: "image/jpeg".to_owned(),
            role: "original".to_owned(),
            parent: None,
        });
        self.sign(draft)
    }

    /// Signs the erasure of a record.
    pub fn sign_erase(&mut self, record: RecordId) -> Entry {
        self.sign(Draft::new(Kind::Erase, record))
    }

    /// The arguments of this phone's enrolment by `card`, signed by both.
    #[must_use]
    pub fn enrolment(&self, card: &Card) -> Args {
        let key = self.key.verifying_key();
        let message = enrolment_message(card.project, &key, 0, self.member);
        args([
            ("key", Value::bytes(key.as_bytes())),
            ("run", Value::Int(0)),
            ("member", Value::bytes(&self.member.0)),
            ("invitation", Value::bytes(card.seed.verifying_key().as_bytes())),
            ("by_invitation", Value::bytes(&card.seed.sign(&message).to_bytes())),
            ("by_key", Value::bytes(&self.key.sign(&message).to_bytes())),
        ])
    }
}

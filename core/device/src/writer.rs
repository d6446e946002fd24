//! The phone's own log: it signs entries and commits them before anything leaves the phone.
//!
//! An entry is signed inside the transaction that stores it, so two can never take one place: a
//! power cut leaves either nothing or an entry that is there for good. Nothing here sends.

use std::sync::Arc;

use ed25519_dalek::SigningKey;
use rusqlite::Transaction;
use saksi_domain::journal::body::Body;
use saksi_domain::journal::entry::derive_log_id;
use saksi_domain::journal::record::Held;
use saksi_domain::journal::{
    Entry, EntryId, Header, Kind, LogId, MemberId, ProjectId, RecordId, ScopeLabel,
};
use saksi_domain::store::StoreError;

use crate::env::{Env, random_array, read_clocks};
use crate::error::DeviceError;
use crate::store::{Store, entries, notes, read_state, write_state};

/// What is to be signed; the writer adds log, sequence, checkpoint, clocks and salt.
#[derive(Debug, Clone)]
pub struct Unsigned {
    /// What it is.
    pub kind: Kind,
    /// Scope of its record.
    pub scope: ScopeLabel,
    /// The record, or `None` for a new one.
    pub record: Option<RecordId>,
    /// Heads that the author saw.
    pub parents: Vec<EntryId>,
    /// Its content; the clocks are overwritten.
    pub body: Body,
}

/// Signs for one member in one project.
#[derive(Clone)]
pub struct Writer {
    project: ProjectId,
    member: MemberId,
    key: Arc<SigningKey>,
    env: Arc<dyn Env>,
}

impl std::fmt::Debug for Writer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Writer").field("project", &self.project).finish_non_exhaustive()
    }
}

const RUN: &str = "run";
const FORKED: &str = "forked";
const SEEN_AT: &str = "seen_at";

impl Writer {
    /// A writer with this key.
    #[must_use]
    pub fn new(project: ProjectId, member: MemberId, key: SigningKey, env: Arc<dyn Env>) -> Self {
        Self { project, member, key: Arc::new(key), env }
    }

    /// The member it signs for.
    #[must_use]
    pub fn member(&self) -> MemberId {
        self.member
    }

    /// The key, for enrolment.
    #[must_use]
    pub fn key(&self) -> &SigningKey {
        &self.key
    }

    /// The run that is open now.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn run(&self, store: &Store) -> Result<u32, StoreError> {
        read_run(&store.connection())
    }

    /// The log that is open now.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn log(&self, store: &Store) -> Result<LogId, StoreError> {
        Ok(derive_log_id(&self.key.verifying_key(), self.run(store)?))
    }

    /// Every log that this key wrote, the open one last.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn logs(&self, store: &Store) -> Result<Vec<LogId>, StoreError> {
        let key = self.key.verifying_key();
        Ok((0..=self.run(store)?).map(|run| derive_log_id(&key, run)).collect())
    }

    /// Signs and stores entries, all or none, in one durable transaction.
    ///
    /// # Errors
    /// [`DeviceError`]; then nothing was signed.
    pub fn write(&self, store: &Store, list: Vec<Unsigned>) -> Result<Vec<Entry>, DeviceError> {
        store.in_transaction(|tx| list.into_iter().map(|u| self.write_in(tx, u)).collect())
    }

    /// Signs and stores one entry within a transaction.
    ///
    /// # Errors
    /// [`DeviceError::Forked`] while the log went on elsewhere; [`DeviceError`].
    pub(crate) fn write_in(
        &self,
        tx: &Transaction<'_>,
        unsigned: Unsigned,
    ) -> Result<Entry, DeviceError> {
        if read_state(tx, FORKED)?.is_some() {
            return Err(DeviceError::Forked);
        }
        self.sign_in(tx, unsigned)
    }

    fn sign_in(&self, tx: &Transaction<'_>, unsigned: Unsigned) -> Result<Entry, DeviceError> {
        let log = derive_log_id(&self.key.verifying_key(), read_run(tx)?);
        let tip = entries::tip(tx, log)?;
        let seen = notes::newest(tx)?;
        let mut body = unsigned.body;
        body.clocks = read_clocks(&*self.env);
        body.clocks.seen_age_ms = seen.and(self.age_of_seen(tx)?);
        let genesis = unsigned.kind == Kind::Member && unsigned.record.is_none();
        let header = Header {
            log,
            seq: tip.map_or(0, |(seq, _)| seq + 1),
            prev: tip.map(|(_, id)| id),
            seen: seen.map(|(seen, _)| seen),
            author: self.member,
            scope: unsigned.scope,
            kind: unsigned.kind,
            record: unsigned.record,
            parents: unsigned.parents,
            commitment: [0; 32],
        };
        let under = if genesis { ProjectId::UNBORN } else { self.project };
        let salt = random_array(&*self.env);
        let entry = Entry::sign(under, header, body, salt, &self.key).map_err(too_large)?;
        let seen_ms = seen.map(|(_, time)| time);
        let held =
            Held { entry: entry.clone(), index: None, recorded_ms: None, seen_ms, twin: false };
        entries::put(tx, &[held])?;
        Ok(entry)
    }

    /// How long ago `seen` was received, by the boot clock; unknown after a restart.
    fn age_of_seen(&self, tx: &Transaction<'_>) -> Result<Option<i64>, StoreError> {
        let Some(at) = read_state(tx, SEEN_AT)? else { return Ok(None) };
        let (boot, since) = at.split_at(at.len().min(8));
        let since = since.try_into().map(u64::from_be_bytes).unwrap_or(u64::MAX);
        let same = boot == self.env.boot_id().to_be_bytes();
        let age = self.env.since_boot_ms().checked_sub(since).filter(|_| same);
        Ok(age.and_then(|age| i64::try_from(age).ok()))
    }

    /// Notes that a newer checkpoint was received just now.
    pub(crate) fn note_seen(&self, tx: &Transaction<'_>) -> Result<(), StoreError> {
        let at =
            [self.env.boot_id().to_be_bytes(), self.env.since_boot_ms().to_be_bytes()].concat();
        write_state(tx, SEEN_AT, Some(&at))
    }

    /// Did the log go on elsewhere (a restored or copied phone)?
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn is_forked(&self, store: &Store) -> Result<bool, StoreError> {
        Ok(store.state(FORKED)?.is_some())
    }

    /// Notes that the log went on elsewhere: nothing is signed until a new run is begun.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn note_fork(&self, store: &Store) -> Result<(), StoreError> {
        store.set_state(FORKED, Some(&[1]))
    }

    /// Signs own links of the member line again that no longer follow its head: the line moved on
    /// while they waited. The hub took none of them, so nobody else holds what they replace.
    ///
    /// # Errors
    /// [`DeviceError::LineMoved`] if other entries follow them in the log: those name them.
    pub(crate) fn redo_line(&self, store: &Store, head: EntryId) -> Result<(), DeviceError> {
        let log = self.log(store)?;
        let unsent = store.unsent(log, usize::MAX)?;
        let is_link = |held: &Held| held.entry.header.kind == Kind::Member;
        let Some(first) = unsent.iter().position(is_link) else { return Ok(()) };
        if unsent[first].entry.header.parents == [head] {
            return Ok(());
        }
        if !unsent[first..].iter().all(is_link) {
            return Err(DeviceError::LineMoved);
        }
        store.in_transaction(|tx| {
            for held in &unsent[first..] {
                entries::withdraw(tx, held.entry.id)?;
            }
            let mut head = head;
            for held in &unsent[first..] {
                let body = held.entry.body().ok_or(DeviceError::Internal("a line entry"))?.clone();
                let (scope, record) = (held.entry.header.scope, held.entry.header.record);
                let (kind, parents) = (Kind::Member, vec![head]);
                head = self.write_in(tx, Unsigned { kind, scope, record, parents, body })?.id;
            }
            Ok(())
        })
    }

    /// Opens the next run of the key with a `log` entry that names the last entry known here.
    ///
    /// # Errors
    /// [`DeviceError`].
    pub fn begin_run(&self, store: &Store, scope: ScopeLabel) -> Result<Entry, DeviceError> {
        use saksi_domain::journal::cbor::Value;
        store.in_transaction(|tx| {
            let run = read_run(tx)?;
            let old = derive_log_id(&self.key.verifying_key(), run);
            let mut body = Body::new(read_clocks(&*self.env));
            body.args.insert("log".to_owned(), Value::bytes(&old.0));
            if let Some((seq, id)) = entries::tip(tx, old)? {
                body.args.insert("seq".to_owned(), Value::Int(i64::try_from(seq).unwrap_or(0)));
                body.args.insert("id".to_owned(), Value::bytes(&id.0));
            }
            write_state(tx, RUN, Some(&(run + 1).to_be_bytes()))?;
            write_state(tx, FORKED, None)?;
            let unsigned =
                Unsigned { kind: Kind::Log, scope, record: None, parents: Vec::new(), body };
            self.sign_in(tx, unsigned)
        })
    }
}

fn too_large(error: saksi_domain::journal::entry::EntryError) -> DeviceError {
    match error {
        saksi_domain::journal::entry::EntryError::TooLarge(what, _) => {
            DeviceError::Args(format!("{what} is larger than an entry may be"))
        }
        _ => DeviceError::Internal("an entry of our own breaks a rule"),
    }
}

fn read_run(connection: &rusqlite::Connection) -> Result<u32, StoreError> {
    let run = read_state(connection, RUN)?;
    Ok(run.and_then(|r| r.try_into().ok()).map_or(0, u32::from_be_bytes))
}

//! A new project: its genesis, the hub's keys, the first checkpoint, the hub's certificates.
//!
//! The genesis key signs twice here and is not kept: it stays with whoever called (decisions.md 6).

use std::collections::BTreeMap;
use std::fmt;
use std::fs;
use std::path::Path;

use ed25519_dalek::SigningKey;
use saksi_domain::journal::body::{Body, Clocks};
use saksi_domain::journal::cbor::Value;
use saksi_domain::journal::entry::{EntryError, Header, derive_log_id};
use saksi_domain::journal::rules::MemberVerb;
use saksi_domain::journal::{Entry, EntryId, Kind, LogId, MemberId, ProjectId, Scope};
use saksi_domain::store::StoreError;

use crate::clock::Clock;
use crate::hub::{ABOUT, About, make_token_pair};
use crate::journal::Journal;
use crate::keys::SigningKeys;
use crate::store::{Batch, DATABASE, SqliteStore, io_error};
use crate::{random, tls};

/// What a project is called and where it lives.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewProject {
    /// Its name, for people.
    pub name: String,
    /// Kemendagri codes of its provinces.
    pub provinces: Vec<String>,
    /// Address of the hub as phones reach it, for example `https://hub.example:8443`.
    pub hub_url: String,
}

/// What came of it.
#[derive(Clone)]
pub struct Created {
    /// The project: what `verify --project` wants, and what should be printed on paper.
    pub project: ProjectId,
    /// The administrator's member id.
    pub administrator: MemberId,
    /// The administrator's log: the next entry is seq 2, after the last of `line`.
    pub log: LogId,
    /// The member line so far: genesis and hub key.
    pub line: Vec<Entry>,
    /// The administrator's token for this hub.
    pub token: String,
    /// What invitations pin.
    pub pin: [u8; 32],
}

impl fmt::Debug for Created {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Created").field("project", &self.project).finish_non_exhaustive()
    }
}

/// Why no project was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SetupError {
    /// The folder holds something already.
    Occupied,
    /// A value is wrong; which, and the rule.
    Value(&'static str),
    /// An entry could not be signed.
    Entry(EntryError),
    /// The disk.
    Store(StoreError),
}

impl fmt::Display for SetupError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Occupied => f.write_str("the folder is not empty; choose another"),
            Self::Value(rule) => f.write_str(rule),
            Self::Entry(error) => error.fmt(f),
            Self::Store(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for SetupError {}

impl From<StoreError> for SetupError {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

impl From<EntryError> for SetupError {
    fn from(error: EntryError) -> Self {
        Self::Entry(error)
    }
}

/// Makes a project and its hub in an empty (or absent) folder.
///
/// # Errors
/// [`SetupError`]; a folder that holds something is left alone.
pub fn create_project(
    dir: &Path,
    new: &NewProject,
    genesis_key: &SigningKey,
    clock: &dyn Clock,
) -> Result<Created, SetupError> {
    let (host, origin) = check(new)?;
    fs::create_dir_all(dir).map_err(io_error)?;
    if fs::read_dir(dir).map_err(io_error)?.next().is_some() {
        return Err(SetupError::Occupied);
    }
    let keys = SigningKeys::make_random();
    let administrator = MemberId(random::bytes());
    let now_ms = clock.now_ms();
    let genesis = genesis(new, genesis_key, administrator, now_ms)?;
    let hub_key = hub_key(&genesis, &keys, origin, genesis_key, now_ms)?;
    let project = ProjectId::from(genesis.id);
    keys.save(dir)?;
    let pin = tls::make_authority(dir, host)?;
    let mut store = SqliteStore::open(&dir.join(DATABASE), project)?;
    let rule = |_| SetupError::Value("the genesis does not hold");
    let mut journal = Journal::begin(genesis.clone()).map_err(rule)?;
    let mut batch = journal.take(vec![hub_key.clone()], &keys, now_ms).map_err(|error| {
        tracing::error!(%error, "setup");
        SetupError::Value("the hub's keys do not follow the genesis")
    })?;
    let held = journal.ledger().since_index(0).map(|held| (**held).clone());
    batch = Batch { held: held.collect(), ..batch };
    store.commit(&batch)?;
    let log = genesis.header.log;
    let (token, hash) = make_token_pair();
    store.put_token(hash, log, now_ms)?;
    let about = About { project, url: new.hub_url.clone() };
    // Written last: a folder without it is no hub.
    let json = serde_json::to_vec_pretty(&about).expect("strings are JSON");
    fs::write(dir.join(ABOUT), json).map_err(io_error)?;
    Ok(Created { project, administrator, log, line: vec![genesis, hub_key], token, pin })
}

/// A further token for an enrolled log, for whoever may write in the hub's folder, also while the
/// hub runs.
///
/// # Errors
/// [`SetupError`] if the folder is no hub, or the log is not enrolled.
pub fn make_token(dir: &Path, log: LogId, clock: &dyn Clock) -> Result<String, SetupError> {
    let about = About::load(dir)?;
    let mut store = SqliteStore::open(&dir.join(DATABASE), about.project)?;
    if Journal::load(&store)?.ledger().membership().key_of(log).is_none() {
        return Err(SetupError::Value("this log is not enrolled"));
    }
    let (token, hash) = make_token_pair();
    store.put_token(hash, log, clock.now_ms())?;
    Ok(token)
}

/// Host and checkpoint origin of an address.
fn check(new: &NewProject) -> Result<(&str, &str), SetupError> {
    if new.name.trim().is_empty() {
        return Err(SetupError::Value("a project has a name"));
    }
    let word = |p: &String| !p.is_empty() && p != "*" && p.chars().all(|c| c.is_ascii_digit());
    if new.provinces.is_empty() || !new.provinces.iter().all(word) {
        return Err(SetupError::Value("provinces are Kemendagri codes, for example 11"));
    }
    let url = new.hub_url.trim_end_matches('/');
    let rest = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"));
    let origin = rest.filter(|origin| {
        !origin.is_empty()
            && origin.chars().all(|c| c.is_ascii_alphanumeric() || "-.:[]".contains(c))
    });
    let origin = origin.ok_or(SetupError::Value("the hub's address is https://host:port"))?;
    let host = match origin.strip_prefix('[') {
        Some(rest) => rest.split(']').next().unwrap_or(rest),
        None => origin.split(':').next().unwrap_or(origin),
    };
    Ok((host, origin))
}

fn body(verb: MemberVerb, args: BTreeMap<&str, Value>, now_ms: i64) -> Body {
    let mut body = Body::new(Clocks { wall_ms: now_ms, ..Clocks::default() });
    body.verb = Some(verb.code());
    body.args = args.into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
    body
}

fn genesis(
    new: &NewProject,
    key: &SigningKey,
    administrator: MemberId,
    now_ms: i64,
) -> Result<Entry, EntryError> {
    let header = Header {
        log: derive_log_id(&key.verifying_key(), 0),
        seq: 0,
        prev: None,
        seen: None,
        author: administrator,
        scope: Scope::project().label(),
        kind: Kind::Member,
        record: None,
        parents: Vec::new(),
        commitment: [0; 32],
    };
    let args = BTreeMap::from([
        ("name", Value::text(&new.name)),
        ("key", Value::bytes(key.verifying_key().as_bytes())),
        ("provinces", Value::Array(new.provinces.iter().map(|p| Value::text(p)).collect())),
    ]);
    let body = body(MemberVerb::Genesis, args, now_ms);
    Entry::sign(ProjectId::UNBORN, header, body, random::bytes(), key)
}

fn hub_key(
    genesis: &Entry,
    keys: &SigningKeys,
    origin: &str,
    genesis_key: &SigningKey,
    now_ms: i64,
) -> Result<Entry, EntryError> {
    let header = Header {
        seq: 1,
        prev: Some(genesis.id),
        record: Some(EntryId(genesis.id.0)),
        parents: vec![genesis.id],
        ..genesis.header.clone()
    };
    let public = |key: &SigningKey| Value::bytes(key.verifying_key().as_bytes());
    let args = BTreeMap::from([
        ("key", public(&keys.log)),
        ("member", Value::bytes(&keys.member.0)),
        ("origin", Value::text(origin)),
        ("checkpoint", public(&keys.checkpoint)),
        ("clock", public(&keys.clock)),
    ]);
    let body = body(MemberVerb::HubKey, args, now_ms);
    Entry::sign(ProjectId::from(genesis.id), header, body, random::bytes(), genesis_key)
}

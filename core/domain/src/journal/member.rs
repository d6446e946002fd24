//! The member line: who may sign for whom, with which rights, from which sequence number on.
//!
//! It is one record whose entries form a line. Rights hold at the author's own sequence number,
//! the only order that works offline and cannot be backdated (journal.md 4). Names are not here.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use ed25519_dalek::{Signature, VerifyingKey};

pub use super::at::At;
use super::at::earlier;
use super::body::Body;
use super::cbor::{CborError, Reader};
use super::entry::{Entry, EntryError, Kind, cose_key, derive_log_id};
use super::rules::{self, MemberVerb};
use super::{Audience, EntryId, LogId, MemberId, ProjectId, Role, Scope, ScopeLabel};

const ENROL_CONTEXT: &[u8] = b"saksi/enrol/1";

/// A role in a province, from some point and perhaps until another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Grant {
    /// The role.
    pub role: Role,
    /// Kemendagri code of the province, or `*`.
    pub province: String,
    /// From here on.
    pub from: At,
    /// Until here.
    pub until: Option<At>,
}

/// One key's run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LogInfo {
    /// The public key.
    pub key: VerifyingKey,
    /// Which run of it.
    pub run: u32,
    /// The person it signs for.
    pub member: MemberId,
    /// The line entry that enrolled it.
    pub enrolled_by: EntryId,
    /// Did the phone's maker vouch for its hardware? Nobody judged what that says.
    pub attested: bool,
    /// Entries from here on are void, unless admitted.
    pub revoked_from: Option<u64>,
}

/// An invitation card.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Invitation {
    /// Role to be granted.
    pub role: Role,
    /// Province of the grant.
    pub province: String,
    /// After this instant (ms since 1970 UTC, the hub's clock) the hub refuses it.
    pub expires_ms: i64,
    /// Set when it is a further phone for a known person.
    pub member: Option<MemberId>,
    /// The log that used it.
    pub used_by: Option<LogId>,
}

/// The hub's public keys, by epoch.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HubKeys {
    /// C2SP origin of its checkpoints, without the epoch.
    pub origin: String,
    /// Signs checkpoints.
    pub checkpoint: [u8; 32],
    /// Cosigns them with a time.
    pub clock: [u8; 32],
}

/// Why the line, or an entry on it, does not hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LineError {
    /// The entry itself.
    Entry(EntryError),
    /// It does not name the previous entry as its only parent.
    NotALine,
    /// It is not signed by a log that may.
    NoRight,
    /// An argument is missing or wrong; which.
    Arg(String),
    /// An unknown invitation, one already used, or one that expired; in a word.
    Invitation(&'static str),
    /// The verb is from a newer version.
    UnknownVerb,
    /// An empty line, or one that does not start with a genesis.
    NoGenesis,
}

impl fmt::Display for LineError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Entry(error) => error.fmt(f),
            Self::NotALine => f.write_str("does not follow the last entry of the member line"),
            Self::NoRight => f.write_str("the author may not write this on the member line"),
            Self::Arg(what) => write!(f, "argument {what}"),
            Self::Invitation(why) => write!(f, "invitation {why}"),
            Self::UnknownVerb => f.write_str("a verb newer than this program"),
            Self::NoGenesis => f.write_str("the member line does not start with a genesis"),
        }
    }
}

impl std::error::Error for LineError {}

impl From<CborError> for LineError {
    fn from(error: CborError) -> Self {
        Self::Arg(error.to_string())
    }
}

/// The member line, folded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Membership {
    /// The project: id of its genesis entry.
    pub project: ProjectId,
    /// Name of the project.
    pub name: String,
    /// Last entry of the line.
    pub head: EntryId,
    /// Number of entries.
    pub len: u64,
    /// Every enrolled log.
    pub logs: BTreeMap<LogId, LogInfo>,
    /// Every grant.
    pub grants: BTreeMap<MemberId, Vec<Grant>>,
    /// Invitations by public key.
    pub invitations: BTreeMap<[u8; 32], Invitation>,
    /// Entries admitted by id.
    pub admitted: BTreeSet<EntryId>,
    /// Provinces of the project.
    pub provinces: BTreeSet<String>,
    /// Their scopes by label: asked for every entry of every fold.
    pub scopes: BTreeMap<ScopeLabel, Scope>,
    /// Version of the rules in force.
    pub rules_version: u64,
    /// Keys of the hub, newest last.
    pub hub: Vec<HubKeys>,
    /// Epoch of the hub.
    pub epoch: u64,
    /// Line entries without effect, with the reason.
    pub void: Vec<(EntryId, LineError)>,
}

/// The arguments of a line entry, read by name.
struct Named<'a>(&'a Body);

impl<'a> Named<'a> {
    fn get(&self, name: &str) -> Option<Reader<'a>> {
        self.0.args.get(name).map(|value| Reader::new(value, name))
    }

    fn need(&self, name: &str) -> Result<Reader<'a>, LineError> {
        self.get(name).ok_or_else(|| LineError::Arg(format!("{name}: expected a value")))
    }

    fn role(&self) -> Result<Role, LineError> {
        Role::from_code(self.need("role")?.str()?)
            .ok_or_else(|| LineError::Arg("role: not a role".into()))
    }

    fn key(&self, name: &str) -> Result<VerifyingKey, LineError> {
        let bytes: [u8; 32] = self.need(name)?.id("a public key of 32 bytes")?;
        VerifyingKey::from_bytes(&bytes)
            .map_err(|_| LineError::Arg(format!("{name}: not an Ed25519 key")))
    }
}

impl Membership {
    /// Folds a whole line. Every signature is checked.
    ///
    /// # Errors
    /// [`LineError`] if it is not a line or a signature fails. An entry that is well formed but
    /// without right has no effect and is listed in `void`.
    pub fn from_line<'a>(line: impl IntoIterator<Item = &'a Entry>) -> Result<Self, LineError> {
        let mut line = line.into_iter();
        let mut membership = Self::begin(line.next().ok_or(LineError::NoGenesis)?)?;
        for entry in line {
            membership.extend(entry)?;
        }
        Ok(membership)
    }

    /// The membership after the genesis entry alone: its author administers.
    ///
    /// # Errors
    /// [`LineError`] if it is no genesis, or not signed by the key that it names.
    pub fn begin(genesis: &Entry) -> Result<Self, LineError> {
        let body = genesis.body().ok_or(LineError::NoGenesis)?;
        if !genesis.header.is_genesis() || body.verb != Some(MemberVerb::Genesis.code()) {
            return Err(LineError::NoGenesis);
        }
        let args = Named(body);
        let key = args.key("key")?;
        genesis.verify(ProjectId::UNBORN, &key).map_err(LineError::Entry)?;
        let log = derive_log_id(&key, 0);
        if log != genesis.header.log || genesis.header.seq != 0 {
            return Err(LineError::NoGenesis);
        }
        let member = genesis.header.author;
        let mut provinces = BTreeSet::from(["*".to_owned()]);
        for province in args.need("provinces")?.array()? {
            provinces.insert(province.str()?.to_owned());
        }
        let (run, enrolled_by, attested) = (0, genesis.id, false);
        let info = LogInfo { key, run, member, enrolled_by, attested, revoked_from: None };
        let grant = Grant {
            role: Role::Administrator,
            province: "*".to_owned(),
            from: At::default(),
            until: None,
        };
        Ok(Self {
            project: genesis.id.into(),
            name: args.need("name")?.str()?.to_owned(),
            head: genesis.id,
            len: 1,
            logs: BTreeMap::from([(log, info)]),
            grants: BTreeMap::from([(member, vec![grant])]),
            invitations: BTreeMap::new(),
            admitted: BTreeSet::new(),
            scopes: provinces.iter().flat_map(|p| scopes_of(p)).collect(),
            provinces,
            rules_version: rules::VERSION,
            hub: Vec::new(),
            epoch: 0,
            void: Vec::new(),
        })
    }

    /// Adds the next entry of the line.
    ///
    /// # Errors
    /// [`LineError`] if it does not follow, or its signature fails: then nothing changed. An entry
    /// that follows but has no right, or a wrong argument, is added to `void` and is no error.
    pub fn extend(&mut self, entry: &Entry) -> Result<(), LineError> {
        let header = &entry.header;
        let follows = header.kind == Kind::Member
            && header.record == Some(EntryId(self.project.0))
            && header.parents == [self.head];
        if !follows {
            return Err(LineError::NotALine);
        }
        let info = self.logs.get(&header.log).ok_or(LineError::NoRight)?;
        entry.verify(self.project, &info.key).map_err(LineError::Entry)?;
        self.head = entry.id;
        self.len += 1;
        if let Err(error) = self.apply(entry) {
            self.void.push((entry.id, error));
        }
        Ok(())
    }

    /// Would the entry, if appended now, have effect?
    ///
    /// # Errors
    /// The reason why not.
    pub fn try_extend(&self, entry: &Entry) -> Result<Self, LineError> {
        let mut next = self.clone();
        let void = next.void.len();
        next.extend(entry)?;
        if next.void.len() > void { Err(next.void.remove(void).1) } else { Ok(next) }
    }

    fn apply(&mut self, entry: &Entry) -> Result<(), LineError> {
        let body = entry.body().ok_or(LineError::UnknownVerb)?;
        let verb = body.verb.and_then(MemberVerb::from_code).ok_or(LineError::UnknownVerb)?;
        let header = &entry.header;
        let signs_for_author = self.logs.get(&header.log).is_some_and(|info| {
            info.member == header.author && info.revoked_from.is_none_or(|first| header.seq < first)
        });
        let roles = self.roles_at(header.author, header.log, header.seq, header.scope);
        let may = signs_for_author && roles.iter().any(|role| verb.roles().contains(role));
        if !may || header.scope != Scope::project().label() {
            return Err(LineError::NoRight);
        }
        let args = Named(body);
        match verb {
            MemberVerb::Genesis => Err(LineError::NotALine),
            MemberVerb::Invite => self.invite(&args),
            MemberVerb::Enrol => self.enrol(&args, entry),
            MemberVerb::Grant => self.grant(&args),
            MemberVerb::Revoke => self.revoke(&args),
            MemberVerb::HubKey => self.hub_key(&args, entry),
            MemberVerb::Admit => {
                self.admitted.insert(args.need("entry")?.id("an entry id")?);
                Ok(())
            }
            MemberVerb::Scope => {
                let province = args.need("province")?.str()?;
                self.provinces.insert(province.to_owned());
                self.scopes.extend(scopes_of(province));
                Ok(())
            }
            MemberVerb::Rules => {
                self.rules_version = args.need("version")?.uint()?;
                Ok(())
            }
            MemberVerb::Epoch => {
                self.epoch = args.need("epoch")?.uint()?;
                Ok(())
            }
        }
    }

    fn invite(&mut self, args: &Named<'_>) -> Result<(), LineError> {
        let key = args.key("key")?.to_bytes();
        let invitation = Invitation {
            role: args.role()?,
            province: self.known_province(args)?,
            expires_ms: args.need("expires")?.int()?,
            member: args.get("member").map(|m| m.id("a member id")).transpose()?,
            used_by: None,
        };
        if self.invitations.contains_key(&key) {
            return Err(LineError::Invitation("given twice"));
        }
        self.invitations.insert(key, invitation);
        Ok(())
    }

    fn known_province(&self, args: &Named<'_>) -> Result<String, LineError> {
        let province = args.need("province")?.str()?;
        if !self.provinces.contains(province) {
            return Err(LineError::Arg("province: not one of this project".into()));
        }
        Ok(province.to_owned())
    }

    fn enrol(&mut self, args: &Named<'_>, entry: &Entry) -> Result<(), LineError> {
        let (key, member) = (args.key("key")?, args.need("member")?.id("a member id")?);
        let card = args.key("invitation")?;
        let run = u32::try_from(args.need("run")?.uint()?)
            .map_err(|_| LineError::Arg("run: too large".into()))?;
        let invitation =
            self.invitations.get_mut(card.as_bytes()).ok_or(LineError::Invitation("is unknown"))?;
        let log = derive_log_id(&key, run);
        let message = enrolment_message(self.project, &key, run, member);
        for (signer, name) in [(&card, "by_invitation"), (&key, "by_key")] {
            let signature: [u8; 64] = args.need(name)?.id("a signature of 64 bytes")?;
            signer
                .verify_strict(&message, &Signature::from_bytes(&signature))
                .map_err(|_| LineError::Arg(format!("{name}: the signature does not hold")))?;
        }
        if invitation.used_by.is_some() {
            return Err(LineError::Invitation("was used before"));
        }
        let wall_ms = args.0.clocks.wall_ms;
        if wall_ms > invitation.expires_ms {
            return Err(LineError::Invitation("has expired"));
        }
        if invitation.member.is_some_and(|expected| expected != member)
            || (invitation.member.is_none() && self.grants.contains_key(&member))
        {
            return Err(LineError::Invitation("is for another person"));
        }
        invitation.used_by = Some(log);
        let (role, province) = (invitation.role, invitation.province.clone());
        let attested = args.0.args.contains_key("endorsement");
        let enrolled_by = entry.id;
        let info = LogInfo { key, run, member, enrolled_by, attested, revoked_from: None };
        self.logs.entry(log).or_insert(info);
        self.add_grant(member, role, province, At(BTreeMap::from([(log, 0)])));
        Ok(())
    }

    fn add_grant(&mut self, member: MemberId, role: Role, province: String, from: At) {
        let grants = self.grants.entry(member).or_default();
        let held =
            grants.iter().any(|g| g.role == role && g.province == province && g.until.is_none());
        if !held {
            grants.push(Grant { role, province, from, until: None });
        }
    }

    fn grant(&mut self, args: &Named<'_>) -> Result<(), LineError> {
        let member = args.need("member")?.id("a member id")?;
        let from = At::from_reader(&args.need("at")?)?;
        let (role, province) = (args.role()?, self.known_province(args)?);
        // Given again with a lower `at`, it governs from there: all grants are asked.
        let again = Grant { role, province, from, until: None };
        self.grants.entry(member).or_default().push(again);
        Ok(())
    }

    fn revoke(&mut self, args: &Named<'_>) -> Result<(), LineError> {
        let at = At::from_reader(&args.need("at")?)?;
        if let Some(log) = args.get("log") {
            let log: LogId = log.id("a log id")?;
            let first = at.0.get(&log).copied().unwrap_or(0);
            let info = self
                .logs
                .get_mut(&log)
                .ok_or_else(|| LineError::Arg("log: not enrolled".into()))?;
            info.revoked_from = Some(info.revoked_from.map_or(first, |held| held.min(first)));
            return Ok(());
        }
        let member: MemberId = args.need("member")?.id("a member id")?;
        let role = args.get("role").map(|_| args.role()).transpose()?;
        let province = args.get("province").map(|p| p.str().map(str::to_owned)).transpose()?;
        let grants =
            self.grants.get_mut(&member).ok_or_else(|| LineError::Arg("member: unknown".into()))?;
        for grant in grants.iter_mut() {
            let meant = role.is_none_or(|r| r == grant.role)
                && province.as_ref().is_none_or(|p| *p == grant.province);
            if meant {
                grant.until = Some(earlier(grant.until.take(), &at));
            }
        }
        Ok(())
    }

    fn hub_key(&mut self, args: &Named<'_>, entry: &Entry) -> Result<(), LineError> {
        let key = args.key("key")?;
        let member = args.need("member")?.id("a member id")?;
        let log = derive_log_id(&key, 0);
        self.hub.push(HubKeys {
            origin: args.need("origin")?.str()?.to_owned(),
            checkpoint: args.key("checkpoint")?.to_bytes(),
            clock: args.key("clock")?.to_bytes(),
        });
        let (run, enrolled_by, attested) = (0, entry.id, false);
        let info = LogInfo { key, run, member, enrolled_by, attested, revoked_from: None };
        self.logs.entry(log).or_insert(info);
        self.add_grant(member, Role::Hub, "*".to_owned(), At::default());
        Ok(())
    }

    /// The public key of a log.
    #[must_use]
    pub fn key_of(&self, log: LogId) -> Option<&VerifyingKey> {
        self.logs.get(&log).map(|info| &info.key)
    }

    /// The scope with this label, if the project has it.
    #[must_use]
    pub fn scope(&self, label: ScopeLabel) -> Option<Scope> {
        self.scopes.get(&label).cloned()
    }

    /// The roles that `member` holds in a scope at entry `seq` of `log`.
    ///
    /// A grant in one province also holds in the shared scope `*`; a grant in `*` holds everywhere.
    #[must_use]
    pub fn roles_at(&self, member: MemberId, log: LogId, seq: u64, scope: ScopeLabel) -> Vec<Role> {
        let Some(scope) = self.scope(scope) else { return Vec::new() };
        let holds = |grant: &&Grant| {
            (grant.province == "*" || scope.province == "*" || grant.province == scope.province)
                && grant.from.governs(log, seq)
                && !grant.until.as_ref().is_some_and(|until| until.governs(log, seq))
        };
        let mut roles: Vec<Role> =
            self.grants.get(&member).into_iter().flatten().filter(holds).map(|g| g.role).collect();
        roles.sort_unstable();
        roles.dedup();
        roles
    }

    /// Roles that a member holds anywhere now (grants without an end), with their provinces.
    #[must_use]
    pub fn current_roles(&self, member: MemberId) -> Vec<(Role, String)> {
        let open = self.grants.get(&member).into_iter().flatten().filter(|g| g.until.is_none());
        let distinct: BTreeSet<_> = open.map(|g| (g.role, g.province.clone())).collect();
        distinct.into_iter().collect()
    }

    /// Keys that sign checkpoints now.
    #[must_use]
    pub fn hub_keys(&self) -> Option<&HubKeys> {
        self.hub.last()
    }
}

fn scopes_of(province: &str) -> [(ScopeLabel, Scope); 4] {
    Audience::ALL.map(|audience| {
        let scope = Scope::new(province, audience);
        (scope.label(), scope)
    })
}

/// What invitation seed and device key both sign at enrolment:
/// `saksi/enrol/1` ‖ project id ‖ COSE_Key ‖ u32 run ‖ member id.
#[must_use]
pub fn enrolment_message(
    project: ProjectId,
    key: &VerifyingKey,
    run: u32,
    member: MemberId,
) -> Vec<u8> {
    [ENROL_CONTEXT, project.as_bytes(), &cose_key(key), &run.to_be_bytes(), member.as_bytes()]
        .concat()
}

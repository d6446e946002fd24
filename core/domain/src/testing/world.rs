//! A project in memory: genesis, administrator, hub, people with phones. Real Ed25519, real bodies.
//!
//! ```
//! use saksi_domain::journal::Role;
//! use saksi_domain::testing::world::{World, set};
//!
//! let mut w = World::new(7);
//! let mut mon = w.join(Role::Monitor, "74");
//! let root = mon.sign_change(None, vec![set("mineral", "nickel")]);
//! w.push([root.clone()]).expect("a good entry");
//! w.checkpoint();
//! assert_eq!(w.fold(root.id).fields.len(), 1);
//! ```
//!
//! A phone is offline unless [`World::sync`] is called: it then learns all entries, the newest
//! checkpoint and the time. Cloning an [`Actor`] makes a stolen key or a restored phone.

use std::collections::BTreeMap;

use ed25519_dalek::SigningKey;

use super::Random;
pub use super::actor::{Actor, Card, Draft, args, cell, remove_row, set};
use crate::journal::act::Args;
use crate::journal::cbor::Value;
use crate::journal::checkpoint::{Checkpoint, Receipt};
use crate::journal::entry::{Entry, Kind};
use crate::journal::ledger::{Ledger, LedgerError};
use crate::journal::log::{Admission, AdmissionError};
use crate::journal::member::{At, LineError, Membership};
use crate::journal::record::Folded;
use crate::journal::rules::MemberVerb;
use crate::journal::{EntryId, LogId, MemberId, ProjectId, RecordId, Role, Scope};

/// The hub's C2SP origin, without project and epoch.
pub const ORIGIN: &str = "hub.saksi.example";
/// Sunday 1 March 2026, 00:00 UTC: when every world begins.
pub const START_MS: i64 = 1_772_323_200_000;
/// The provinces of every world: Aceh, East Kalimantan, Southeast Sulawesi.
pub const PROVINCES: [&str; 3] = ["11", "64", "74"];
const DAY_MS: i64 = 86_400_000;

/// A project with its hub, in memory.
#[derive(Debug, Clone)]
pub struct World {
    /// The hub's journal.
    pub ledger: Ledger,
    /// The hub's clock, ms since 1970 UTC; stands still unless [`World::wait`] is called.
    pub now_ms: i64,
    /// The administrator, with the genesis key.
    pub admin: Actor,
    /// The hub's own log.
    pub hub: Actor,
    /// Signs checkpoints.
    pub checkpoint_key: SigningKey,
    /// Cosigns them with a time.
    pub clock_key: SigningKey,
    /// Every signed note so far, oldest first.
    pub notes: Vec<String>,
    newest: Option<Checkpoint>,
    random: Random,
}

impl World {
    /// A new project: genesis, hub keys, nobody else.
    ///
    /// # Panics
    /// Never: what it signs follows the rules.
    #[must_use]
    pub fn new(seed: u64) -> Self {
        let mut random = Random::new(seed);
        let author = MemberId(random.bytes());
        let mut admin = Actor::new(ProjectId::UNBORN, author, "*", random.fork());
        let provinces = PROVINCES.iter().map(|p| Value::text(p)).collect();
        let genesis = admin.sign(Draft::new(Kind::Member, None).verb(
            MemberVerb::Genesis.code(),
            args([
                ("name", Value::text("Dunia uji")),
                ("key", Value::bytes(admin.key.verifying_key().as_bytes())),
                ("provinces", Value::Array(provinces)),
            ]),
        ));
        let project = ProjectId::from(genesis.id);
        admin.project = project;
        let hub_member = MemberId(random.bytes());
        let mut world = Self {
            ledger: Ledger::begin(genesis).expect("the genesis is one"),
            now_ms: START_MS,
            admin,
            hub: Actor::new(project, hub_member, "*", random.fork()),
            checkpoint_key: SigningKey::from_bytes(&random.bytes()),
            clock_key: SigningKey::from_bytes(&random.bytes()),
            notes: Vec::new(),
            newest: None,
            random,
        };
        let public = |key: &SigningKey| Value::bytes(key.verifying_key().as_bytes());
        let keys = args([
            ("key", public(&world.hub.key)),
            ("member", Value::bytes(&world.hub.member.0)),
            ("origin", Value::text(ORIGIN)),
            ("checkpoint", public(&world.checkpoint_key)),
            ("clock", public(&world.clock_key)),
        ]);
        world.line(MemberVerb::HubKey, keys).expect("the administrator names the hub");
        world
    }

    /// The project's id.
    #[must_use]
    pub fn project(&self) -> ProjectId {
        self.ledger.membership().project
    }

    /// The member line, folded.
    #[must_use]
    pub fn members(&self) -> &Membership {
        self.ledger.membership()
    }

    /// Time passes on the hub.
    pub fn wait(&mut self, ms: i64) {
        self.now_ms += ms;
    }

    /// The administrator appends to the member line. A refused entry uses up no sequence number.
    ///
    /// # Errors
    /// As [`Ledger::admit`].
    pub fn line(&mut self, verb: MemberVerb, args: Args) -> Result<EntryId, LedgerError> {
        let mut admin = self.admin.clone();
        let id = self.line_by(&mut admin, verb, args)?;
        self.admin = admin;
        Ok(id)
    }

    /// The hub appends to the member line.
    ///
    /// # Errors
    /// As [`Ledger::admit`].
    pub fn line_by_hub(&mut self, verb: MemberVerb, args: Args) -> Result<EntryId, LedgerError> {
        let mut hub = self.hub.clone();
        let id = self.line_by(&mut hub, verb, args)?;
        self.hub = hub;
        Ok(id)
    }

    fn line_by(
        &mut self,
        actor: &mut Actor,
        verb: MemberVerb,
        args: Args,
    ) -> Result<EntryId, LedgerError> {
        let draft = self.line_draft(verb, args);
        actor.clock_ms = self.now_ms;
        let entry = actor.sign(draft);
        let id = entry.id;
        self.ledger.admit(entry)?;
        Ok(id)
    }

    /// A draft of the next entry of the member line, for whoever wants to try.
    #[must_use]
    pub fn line_draft(&self, verb: MemberVerb, args: Args) -> Draft {
        let record = EntryId(self.project().0);
        let draft = Draft::new(Kind::Member, record).verb(verb.code(), args);
        Draft { scope: Some(Scope::project().label()), ..draft.after(&[self.members().head]) }
    }

    /// A card for a new person, good for 30 days.
    pub fn invite(&mut self, role: Role, province: &str) -> Card {
        self.invite_for(None, role, province, 30 * DAY_MS)
    }

    /// A card: for a known member (a further phone) or a new one, good for `ms` from now.
    ///
    /// # Panics
    /// If the province is not one of the project's.
    pub fn invite_for(
        &mut self,
        member: Option<MemberId>,
        role: Role,
        province: &str,
        ms: i64,
    ) -> Card {
        let seed = SigningKey::from_bytes(&self.random.bytes());
        let mut named = args([
            ("key", Value::bytes(seed.verifying_key().as_bytes())),
            ("role", Value::text(role.code())),
            ("province", Value::text(province)),
            ("expires", Value::Int(self.now_ms + ms)),
        ]);
        if let Some(member) = member {
            named.insert("member".to_owned(), Value::bytes(&member.0));
        }
        self.line(MemberVerb::Invite, named).expect("the administrator invites");
        Card { seed, role, province: province.to_owned(), project: self.project() }
    }

    /// A phone of a new person that holds a card but never met the hub: it can sign already.
    pub fn phone(&mut self, card: &Card) -> Actor {
        let member = MemberId(self.random.bytes());
        self.phone_of(member, card)
    }

    /// A phone of this person that holds a card but never met the hub.
    pub fn phone_of(&mut self, member: MemberId, card: &Card) -> Actor {
        let mut actor = Actor::new(card.project, member, &card.province, self.random.fork());
        actor.clock_ms = self.now_ms;
        actor
    }

    /// First contact: the hub writes the enrolment.
    ///
    /// # Errors
    /// [`LedgerError::Line`] when card or signatures do not hold.
    pub fn enrol(&mut self, actor: &Actor, card: &Card) -> Result<EntryId, LedgerError> {
        self.line_by_hub(MemberVerb::Enrol, actor.enrolment(card))
    }

    /// A new person joins: card, phone, enrolment.
    ///
    /// # Panics
    /// If the province is not one of the project's.
    pub fn join(&mut self, role: Role, province: &str) -> Actor {
        let card = self.invite(role, province);
        let actor = self.phone(&card);
        self.enrol(&actor, &card).expect("a fresh card enrols");
        actor
    }

    /// A further phone of the same person, in the same province, with this role.
    ///
    /// # Panics
    /// If the province is not one of the project's.
    pub fn second_phone(&mut self, of: &Actor, role: Role) -> Actor {
        let card = self.invite_for(Some(of.member), role, &of.province, 30 * DAY_MS);
        let actor = self.phone_of(of.member, &card);
        self.enrol(&actor, &card).expect("a fresh card enrols");
        actor
    }

    /// The hub's frontier now: the usual `at` of a grant or revocation.
    #[must_use]
    pub fn frontier(&self) -> At {
        let enrolled = self.members().logs.keys().map(|log| (*log, self.ledger.next_seq(*log)));
        At(enrolled.collect())
    }

    /// The administrator grants a role from `at` on.
    ///
    /// # Panics
    /// If the province is not one of the project's.
    pub fn grant(&mut self, member: MemberId, role: Role, province: &str, at: &At) -> EntryId {
        let named = args([
            ("member", Value::bytes(&member.0)),
            ("role", Value::text(role.code())),
            ("province", Value::text(province)),
            ("at", at.to_value()),
        ]);
        self.line(MemberVerb::Grant, named).expect("the administrator grants")
    }

    /// The administrator revokes a log from sequence number `first` on.
    ///
    /// # Panics
    /// If the log is not enrolled.
    pub fn revoke_log(&mut self, log: LogId, first: u64) -> EntryId {
        let at = At(BTreeMap::from([(log, first)]));
        let named = args([("log", Value::bytes(&log.0)), ("at", at.to_value())]);
        self.line(MemberVerb::Revoke, named).expect("the administrator revokes")
    }

    /// The administrator ends a person's role (`None`: every role) from `at` on.
    ///
    /// # Panics
    /// If the member is unknown.
    pub fn revoke_role(&mut self, member: MemberId, role: Option<Role>, at: &At) -> EntryId {
        let mut named = args([("member", Value::bytes(&member.0)), ("at", at.to_value())]);
        if let Some(role) = role {
            named.insert("role".to_owned(), Value::text(role.code()));
        }
        self.line(MemberVerb::Revoke, named).expect("the administrator revokes")
    }

    /// A void entry is made to count.
    ///
    /// # Panics
    /// Never: the administrator may.
    pub fn admit(&mut self, entry: EntryId) -> EntryId {
        let named = args([("entry", Value::bytes(&entry.0))]);
        self.line(MemberVerb::Admit, named).expect("the administrator admits")
    }

    /// The hub takes entries in this order, until the first that it refuses.
    ///
    /// # Errors
    /// The refusal; earlier entries of the same push stay.
    pub fn push(
        &mut self,
        entries: impl IntoIterator<Item = Entry>,
    ) -> Result<Vec<Admission>, LedgerError> {
        entries.into_iter().map(|entry| self.ledger.admit(entry)).collect()
    }

    /// Why the hub refuses this entry.
    ///
    /// # Panics
    /// If it takes it.
    #[must_use]
    pub fn refusal(&self, entry: &Entry) -> AdmissionError {
        match self.ledger.check(entry).expect_err("this entry should be refused") {
            LedgerError::Admission(error) => error,
            LedgerError::Line(error) => panic!("refused for the member line: {error}"),
        }
    }

    /// Why this would not count on the member line.
    ///
    /// # Panics
    /// If it would.
    pub fn line_refusal(&mut self, verb: MemberVerb, args: Args) -> LineError {
        let hub = verb.roles().contains(&Role::Hub);
        let tried = if hub { self.line_by_hub(verb, args) } else { self.line(verb, args) };
        match tried.expect_err("this line entry should be refused") {
            LedgerError::Line(error) => error,
            LedgerError::Admission(error) => panic!("refused at admission: {error}"),
        }
    }

    /// The hub signs its tree head, reads its own note back and notes it.
    ///
    /// # Panics
    /// Never: it signs with the keys that the member line names.
    pub fn checkpoint(&mut self) -> Checkpoint {
        let epoch = self.members().epoch;
        let origin = Checkpoint::origin_of(ORIGIN, &self.project(), epoch);
        let head = self.ledger.head(origin, epoch, self.now_ms);
        let note = head.sign(&self.checkpoint_key, &self.clock_key);
        let keys = self.members().hub_keys().expect("the genesis of a world names the hub");
        let read = Checkpoint::verify(&note, &self.project(), keys).expect("the hub's own note");
        assert!(self.ledger.note_checkpoint(&read), "a head of this very tree");
        self.notes.push(note);
        self.newest = Some(read.clone());
        read
    }

    /// The receipt for entries `from..to` of the hub's order, under the newest checkpoint.
    ///
    /// # Panics
    /// If there is no checkpoint yet, or it does not cover them.
    #[must_use]
    pub fn receipt(&self, from: u64, to: u64) -> Receipt {
        let size = self.newest.as_ref().expect("a checkpoint first").size;
        let proof = self.ledger.tree().range_proof(from, to, size).expect("covered entries");
        Receipt { note: self.notes.last().expect("a checkpoint first").clone(), from, proof }
    }

    /// The phone meets the hub: it learns all entries, the newest checkpoint and the time.
    pub fn sync(&self, actor: &mut Actor) {
        self.ledger.since_index(0).for_each(|held| actor.read(&held.entry));
        actor.seen = self.newest.as_ref().map(Checkpoint::seen).or(actor.seen);
        actor.clock_ms = self.now_ms;
    }

    /// Folds a record as the hub sees it.
    #[must_use]
    pub fn fold(&self, record: RecordId) -> Folded {
        self.ledger.fold(record)
    }
}

//! Random histories of one record: several people and phones, wrong clocks, forks of oneself,
//! lost and unsent tails, revoked keys, erasures, entries from the future. All really signed.
//!
//! [`Cast`] is made once; [`History::random`] plays a seed with it. What the fold makes of a
//! history must be what [`super::reference`] makes of it, in any order of delivery.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::Random;
use super::world::{Actor, Draft, World, args, cell, remove_row, set};
use crate::journal::acts::Verb;
use crate::journal::body::Write;
use crate::journal::cbor::Value;
use crate::journal::entry::{Entry, Kind};
use crate::journal::ledger::LedgerError;
use crate::journal::member::Membership;
use crate::journal::path::Path;
use crate::journal::record::{Folded, Held, Shelf, View, fold_entries};
use crate::journal::{Audience, EntryId, LogId, RecordId, Role, RowId};

/// The people of all histories, joined once.
#[derive(Debug, Clone)]
pub struct Cast {
    /// Their project.
    pub world: World,
    /// A monitor's two phones, another monitor, two supervisors, an institution, the data officer.
    pub people: Vec<Actor>,
    /// The verb of an acceptance: the first that a supervisor may use on a submission.
    pub accept: u64,
}

const OWNER: usize = 0;
const SUPERVISOR: usize = 3;
const COLLEAGUE: usize = 4;
const INSTITUTION: usize = 5;
const OFFICER: usize = 6;

impl Cast {
    /// The cast of every history.
    ///
    /// # Panics
    /// If no verb can be used on a submission.
    #[must_use]
    pub fn new() -> Self {
        let mut world = World::new(2_026);
        let owner = world.join(Role::Monitor, "74");
        let second = world.second_phone(&owner, Role::Monitor);
        let other = world.join(Role::Monitor, "74");
        let supervisor = world.join(Role::Supervisor, "74");
        let colleague = world.join(Role::Supervisor, "74");
        let institution = world.join(Role::Institution, "74");
        let officer = world.join(Role::DataProtection, "74");
        let mut people = vec![owner, second, other, supervisor, colleague, institution, officer];
        let accept = acceptance(&world, &people);
        for actor in &mut people {
            world.sync(actor);
        }
        Self { world, people, accept }
    }
}

impl Default for Cast {
    fn default() -> Self {
        Self::new()
    }
}

/// The first verb of the table that a supervisor may use on a monitor's submission as it is.
fn acceptance(world: &World, people: &[Actor]) -> u64 {
    let works = |code: &u64| {
        if Verb::from_code(*code).is_none_or(|verb| verb.rule().creates) {
            return false;
        }
        let mut world = world.clone();
        let (mut monitor, mut supervisor) = (people[OWNER].clone(), people[SUPERVISOR].clone());
        let root = monitor.sign_change(None, vec![set("a", 1)]);
        supervisor.read(&root);
        let act = supervisor.sign_act(root.id, *code, args([("note", Value::text("baik"))]));
        world.push([root.clone(), act]).expect("good entries are admitted");
        world.fold(root.id).acts.len() == 1
    };
    (0..1_000).find(works).expect("the table of acts has an acceptance")
}

/// A played history: what was signed, and what the hub made of it.
#[derive(Debug, Clone)]
pub struct History {
    /// Its seed.
    pub seed: u64,
    /// The record.
    pub record: RecordId,
    /// Everything that was signed, in the order of signing.
    pub signed: Vec<Entry>,
    /// What a peer holds: with index and twin mark for what reached the hub, without for the rest.
    pub held: Vec<Arc<Held>>,
    /// The world at the end, its member line with later revocations and admissions.
    pub world: World,
}

struct Nothing;

impl Shelf for Nothing {
    fn of_record(&self, _: RecordId) -> Vec<Arc<Held>> {
        Vec::new()
    }
}

/// Folds these entries of a record, with no other record at hand.
#[must_use]
pub fn fold(
    record: RecordId,
    held: Vec<Arc<Held>>,
    membership: &Membership,
    before: Option<u64>,
) -> Folded {
    fold_entries(record, held, View { membership, shelf: &Nothing, before })
}

impl History {
    /// Plays the history of a seed.
    #[must_use]
    pub fn random(cast: &Cast, seed: u64) -> Self {
        let mut play = Play::begin(cast, seed);
        for _ in 0..play.random.below(20) + 3 {
            play.step();
        }
        if play.random.one_in(4) {
            play.review_all();
        }
        play.rule_afterwards();
        play.deliver()
    }

    /// The fold that ships, over all that is held.
    #[must_use]
    pub fn fold(&self) -> Folded {
        fold(self.record, self.held.clone(), self.world.members(), None)
    }

    /// Takes the sent entries through a real ledger: signatures, chains, erasure of bodies.
    ///
    /// # Errors
    /// The first refusal, which no history should meet.
    pub fn through_ledger(&self) -> Result<World, LedgerError> {
        let mut world = self.world.clone();
        let sent = self.held.iter().filter(|held| held.index.is_some());
        let whole = |held: &Arc<Held>| {
            let signed = self.signed.iter().find(|entry| entry.id == held.entry.id);
            signed.expect("what is held was signed").clone()
        };
        world.push(sent.map(whole))?;
        Ok(world)
    }
}

struct Play<'a> {
    cast: &'a Cast,
    seed: u64,
    random: Random,
    world: World,
    people: Vec<Actor>,
    ghosts: Vec<Actor>,
    record: RecordId,
    signed: Vec<Entry>,
}

impl<'a> Play<'a> {
    fn begin(cast: &'a Cast, seed: u64) -> Self {
        let mut random = Random::new(seed);
        let people: Vec<Actor> =
            cast.people.iter().map(|p| p.clone().reseeded(random.number())).collect();
        let mut play = Self {
            cast,
            seed,
            random,
            world: cast.world.clone(),
            people,
            ghosts: Vec::new(),
            record: EntryId([0; 32]),
            signed: Vec::new(),
        };
        let writes = play.writes();
        let root = play.people[OWNER].sign_change(None, writes);
        play.record = root.id;
        play.signed.push(root);
        for i in 1..play.people.len() {
            if !play.random.one_in(4) {
                play.people[i].read(&play.signed[0]);
            }
        }
        play
    }

    fn step(&mut self) {
        let i = match self.random.below(13) {
            0..4 => OWNER,
            4..6 => 1,
            6..8 => 2,
            8..10 => SUPERVISOR,
            10 => COLLEAGUE,
            11 => INSTITUTION,
            _ => OFFICER,
        };
        let reviews = i == SUPERVISOR || i == COLLEAGUE;
        if reviews || self.random.one_in(3) {
            let from = self.random.below(self.people.len());
            self.meet(i, from);
        }
        if self.people[i].heads(self.record).is_empty() {
            self.meet(i, OWNER);
        }
        let wrong = i64::try_from(self.random.below(2_000_000)).expect("small");
        self.people[i].clock_ms = self.world.now_ms + wrong;
        if self.random.one_in(25) {
            let ghost = self.people[i].clone().reseeded(self.random.number());
            self.ghosts.push(ghost);
        }
        let draft = self.draft(i);
        let entry = self.people[i].sign(draft);
        self.signed.push(entry);
        if !self.ghosts.is_empty() && self.random.one_in(2) {
            let g = self.random.below(self.ghosts.len());
            let draft = Draft::new(Kind::Change, self.record).writes(self.writes());
            let entry = self.ghosts[g].sign(draft);
            self.signed.push(entry);
        }
    }

    /// Phone `to` learns what phone `from` knows.
    fn meet(&mut self, to: usize, from: usize) {
        for entry in &self.signed {
            if self.people[from].knows(entry.id) {
                self.people[to].read(entry);
            }
        }
    }

    /// A supervisor who has everything accepts it.
    fn review_all(&mut self) {
        (0..self.people.len()).for_each(|from| self.meet(SUPERVISOR, from));
        let draft = self.acceptance();
        let entry = self.people[SUPERVISOR].sign(draft);
        self.signed.push(entry);
    }

    fn draft(&mut self, i: usize) -> Draft {
        let record = self.record;
        let change = Draft::new(Kind::Change, record).writes(self.writes());
        match (i, self.random.below(40)) {
            (OFFICER, 0) => return Draft::new(Kind::Erase, record),
            (OFFICER, _) => return Draft::new(Kind::Log, record),
            (SUPERVISOR | COLLEAGUE, 0..36) => return self.acceptance(),
            (SUPERVISOR | COLLEAGUE, _) => return Draft::new(Kind::Erase, record),
            (_, 0) => return Draft::new(Kind::Erase, record),
            (_, 1) => return Draft::new(Kind::Unknown(77), record),
            (_, 2) => return change.scope("11", Audience::Field),
            (_, 3) => return Draft::new(Kind::Act, record).verb(99_999, args([])),
            (_, 4..7) => return self.acceptance(),
            (_, 7..10) => return Draft::new(Kind::Evidence, record),
            _ => {}
        }
        if self.random.one_in(30) {
            let mut newer = change;
            newer.body.schema = 2;
            return newer;
        }
        change
    }

    fn acceptance(&mut self) -> Draft {
        let note = Value::text(&format!("catatan {}", self.signed.len()));
        Draft::new(Kind::Act, self.record).verb(self.cast.accept, args([("note", note)]))
    }

    /// One to three writes to few places, so that they meet: fields, rows, rows within rows.
    fn writes(&mut self) -> Vec<Write> {
        let mut writes = BTreeMap::new();
        for _ in 0..=self.random.below(3) {
            let row = RowId([u8::from(self.random.one_in(2)); 8]);
            let inner = RowId([7 + u8::from(self.random.one_in(2)); 8]);
            let value = match self.random.below(5) {
                0 => Value::Null,
                n => Value::Int(i64::try_from(n % 3).expect("small")),
            };
            let nested = Path::field("r").row(row).child("q").row(inner);
            let write = match self.random.below(9) {
                0 | 1 => set("a", value),
                2 => set("b", value),
                3 => cell("r", row, "x", value),
                4 => cell("r", row, "y", value),
                5 => Write { path: nested.child("z"), value },
                6 => Write { path: nested, value: Value::Gone },
                _ => remove_row("r", row),
            };
            writes.insert(write.path.clone(), write);
        }
        writes.into_values().collect()
    }

    /// The member line moves on: a phone turns out stolen, a void entry is admitted.
    fn rule_afterwards(&mut self) {
        if self.random.one_in(4) {
            let i = self.random.below(3);
            let actor = &self.people[i];
            let first = self.random.below(usize::try_from(actor.seq).expect("small") + 1);
            self.world.revoke_log(actor.log, first as u64);
        }
        if self.random.one_in(3)
            && let Some(entry) = self.random.pick(&self.signed)
            && entry.header.scope == self.signed[0].header.scope
        {
            let id = entry.id;
            self.world.admit(id);
        }
    }

    /// Logs arrive interleaved; some tails are lost, some are held but never sent.
    fn deliver(mut self) -> History {
        let mut queues: BTreeMap<LogId, Vec<Entry>> = BTreeMap::new();
        for entry in &self.signed {
            queues.entry(entry.header.log).or_default().push(entry.clone());
        }
        let mut unsent = Vec::new();
        for queue in queues.values_mut() {
            let forked = queue.windows(2).any(|w| w[1].header.seq <= w[0].header.seq);
            let keep = queue.len() - self.random.below(queue.len().min(3));
            if self.random.one_in(4) {
                let tail = queue.split_off(keep);
                if !forked && self.random.one_in(2) {
                    unsent.extend(tail);
                }
            }
            queue.reverse();
        }
        let mut held = Vec::new();
        let mut places = BTreeMap::<(LogId, u64), u64>::new();
        let first = self.world.ledger.size();
        loop {
            queues.retain(|_, queue| !queue.is_empty());
            let logs: Vec<LogId> = queues.keys().copied().collect();
            let Some(log) = self.random.pick(&logs) else { break };
            let entry = queues.get_mut(log).and_then(Vec::pop).expect("not empty");
            let place = places.entry((*log, entry.header.seq)).or_default();
            let index = Some(first + held.len() as u64);
            held.push(hold(entry, index, *place > 0));
            *place += 1;
        }
        held.extend(unsent.into_iter().map(|entry| hold(entry, None, false)));
        let Self { seed, record, signed, world, .. } = self;
        History { seed, record, signed, held, world }
    }
}

fn hold(entry: Entry, index: Option<u64>, twin: bool) -> Arc<Held> {
    Arc::new(Held { entry, index, recorded_ms: None, seen_ms: None, twin })
}

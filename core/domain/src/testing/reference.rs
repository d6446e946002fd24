//! The fold once more, straight from the text of journal.md 5 and in the slowest way: sets of
//! ancestors by recursion, every pair compared. It shares no code with the fold that ships.
//!
//! Each [`Fault`] is a mistake that somebody could make; the random histories must tell every one
//! of them from the truth. Guards of acts are not judged here: histories use acts that have none
//! to fail.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::journal::act::Args;
use crate::journal::acts::Verb;
use crate::journal::body::SCHEMA;
use crate::journal::cbor::Value;
use crate::journal::entry::Kind;
use crate::journal::member::Membership;
use crate::journal::path::{Path, PathStep};
use crate::journal::record::{Folded, Held, PathState};
use crate::journal::{EntryId, RecordId, Role, rules};

/// A planted mistake.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// No conflicts: the write with the latest wall clock stands.
    LastWriterWins,
    /// A conflict only between *heads* that touch the same field.
    HeadsRule,
    /// A row's tombstone does not count as a write to the cells of the row.
    DroppedTombstone,
    /// Void entries write like any other.
    VoidCounts,
    /// "Before" is told by wall clocks instead of by parents.
    ClockOrder,
}

impl Fault {
    /// Every fault.
    pub const ALL: [Self; 5] = [
        Self::LastWriterWins,
        Self::HeadsRule,
        Self::DroppedTombstone,
        Self::VoidCounts,
        Self::ClockOrder,
    ];
}

/// The live values of a path, with the entries that wrote each.
pub type Cell = BTreeMap<Value, BTreeSet<EntryId>>;

/// What two folds must agree on.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Outcome {
    /// Live values by path; more than one is a conflict.
    pub fields: BTreeMap<Path, Cell>,
    /// Acts that count, in causal order.
    pub acts: Vec<EntryId>,
    /// Exclusive acts that stand against each other.
    pub contested: BTreeSet<EntryId>,
    /// Acts that do not cover a change.
    pub stale: BTreeSet<EntryId>,
    /// Heads.
    pub heads: BTreeSet<EntryId>,
    /// Entries whose parents are missing.
    pub pending: BTreeSet<EntryId>,
    /// Entries without effect.
    pub void: BTreeSet<EntryId>,
    /// Entries that cannot be judged.
    pub unknown: BTreeSet<EntryId>,
    /// Erased?
    pub erased: bool,
}

impl Outcome {
    /// The same facts out of the fold that ships.
    #[must_use]
    pub fn of(folded: &Folded) -> Self {
        let cell = |state: &PathState| -> Cell {
            let mut cell = Cell::new();
            match state {
                PathState::Value(value, ids) => {
                    cell.entry(value.clone()).or_default().extend(ids);
                }
                PathState::Conflict(live) => {
                    for one in live {
                        cell.entry(one.value.clone()).or_default().insert(one.entry);
                    }
                }
            }
            cell
        };
        Self {
            fields: folded.fields.iter().map(|(path, state)| (path.clone(), cell(state))).collect(),
            acts: folded.acts.iter().map(|act| act.entry).collect(),
            contested: folded.contested.iter().flat_map(|c| c.acts.iter().copied()).collect(),
            stale: folded.stale.clone(),
            heads: folded.heads.iter().copied().collect(),
            pending: folded.pending.iter().copied().collect(),
            void: folded.void.iter().map(|(id, _)| *id).collect(),
            unknown: folded.unknown.iter().map(|(id, _)| *id).collect(),
            erased: folded.erased,
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Effect {
    Ok,
    Void,
    Unknown,
}

/// The naive fold of `entries` as far as they have a hub index below `before` or none.
#[must_use]
pub fn fold(
    record: RecordId,
    entries: &[Arc<Held>],
    members: &Membership,
    before: Option<u64>,
    fault: Option<Fault>,
) -> Outcome {
    let cut = |e: &&Arc<Held>| before.is_none_or(|n| e.index.is_none_or(|index| index < n));
    let here = entries.iter().filter(cut).filter(|e| e.entry.record() == record);
    let all: BTreeMap<EntryId, &Held> = here.map(|e| (e.entry.id, e.as_ref())).collect();
    let complete: BTreeMap<EntryId, &Held> =
        all.iter().filter(|(id, _)| is_complete(**id, &all)).map(|(id, e)| (*id, *e)).collect();
    let (counts, pasts) = (BTreeSet::new(), BTreeMap::new());
    let mut naive = Naive { record, all: complete, members, fault, counts, pasts };
    naive.pasts = naive.all.keys().map(|id| (*id, naive.past(*id))).collect();
    let pending = all.keys().filter(|id| !naive.all.contains_key(*id)).copied().collect();
    naive.fold(pending)
}

fn is_complete(id: EntryId, all: &BTreeMap<EntryId, &Held>) -> bool {
    all.get(&id).is_some_and(|e| e.entry.header.parents.iter().all(|p| is_complete(*p, all)))
}

struct Naive<'a> {
    record: RecordId,
    all: BTreeMap<EntryId, &'a Held>,
    members: &'a Membership,
    fault: Option<Fault>,
    counts: BTreeSet<EntryId>,
    pasts: BTreeMap<EntryId, BTreeSet<EntryId>>,
}

impl Naive<'_> {
    fn fold(&mut self, pending: BTreeSet<EntryId>) -> Outcome {
        let erased = self
            .all
            .values()
            .any(|e| e.entry.header.kind == Kind::Erase && self.effect(e) == Effect::Ok);
        let mut outcome = Outcome { pending, erased, ..Outcome::default() };
        for (id, held) in &self.all {
            match self.effect(held) {
                Effect::Ok => self.counts.insert(*id),
                Effect::Void => outcome.void.insert(*id),
                Effect::Unknown => outcome.unknown.insert(*id),
            };
            if self.counts.contains(id) && is_unread(held) && !erased {
                outcome.unknown.insert(*id);
            }
        }
        if self.fault == Some(Fault::VoidCounts) {
            self.counts.extend(&outcome.void);
        }
        if !erased {
            outcome.fields = self.fields();
        }
        outcome.acts = self.acts();
        outcome.contested = self.contested(&outcome.acts);
        outcome.stale = outcome.acts.iter().copied().filter(|a| self.is_stale(*a)).collect();
        outcome.heads = self.heads();
        outcome
    }

    /// All ancestors, by recursion.
    fn past(&self, id: EntryId) -> BTreeSet<EntryId> {
        let mut past = BTreeSet::new();
        self.climb(id, &mut past);
        past
    }

    fn climb(&self, id: EntryId, past: &mut BTreeSet<EntryId>) {
        for parent in &self.all[&id].entry.header.parents {
            if past.insert(*parent) {
                self.climb(*parent, past);
            }
        }
    }

    fn clock(&self, id: EntryId) -> (i64, EntryId) {
        let body = self.all[&id].entry.body();
        (body.map_or(0, |body| body.clocks.wall_ms), id)
    }

    fn is_before(&self, a: EntryId, b: EntryId) -> bool {
        match self.fault {
            Some(Fault::ClockOrder | Fault::LastWriterWins) => self.clock(a) < self.clock(b),
            _ => self.pasts[&b].contains(&a),
        }
    }

    /// journal.md 5, last line, in its order.
    fn effect(&self, held: &Held) -> Effect {
        let (entry, header) = (&held.entry, &held.entry.header);
        let Some(root) = self.all.get(&self.record) else { return Effect::Unknown };
        let admitted = self.members.admitted.contains(&entry.id);
        if held.twin && !admitted {
            return Effect::Void;
        }
        let Some(log) = self.members.logs.get(&header.log) else { return Effect::Void };
        let revoked = log.revoked_from.is_some_and(|first| first <= header.seq);
        if log.member != header.author || (revoked && !admitted) {
            return Effect::Void;
        }
        let newer = entry.body().is_some_and(|body| body.schema > SCHEMA);
        if matches!(header.kind, Kind::Unknown(_)) || (newer && !has_fields(held)) {
            return Effect::Unknown;
        }
        if header.scope != root.entry.header.scope {
            return Effect::Void;
        }
        let verb = entry.body().and_then(|body| body.verb).and_then(Verb::from_code);
        if header.kind == Kind::Act && verb.is_none() {
            return Effect::Unknown;
        }
        let roles = self.roles(held);
        let scope = self.members.scope(header.scope);
        let may = scope.is_some_and(|scope| {
            roles.iter().any(|role| rules::may(*role, header.kind, verb, scope.audience))
        });
        let own = header.author == root.entry.header.author;
        let may =
            may && (header.kind != Kind::Erase || own || roles.contains(&Role::DataProtection));
        if may || admitted { Effect::Ok } else { Effect::Void }
    }

    fn roles(&self, held: &Held) -> BTreeSet<Role> {
        let header = &held.entry.header;
        let Some(scope) = self.members.scope(header.scope) else { return BTreeSet::new() };
        let mut roles = BTreeSet::new();
        for grant in self.members.grants.get(&header.author).into_iter().flatten() {
            let first = grant.from.0.get(&header.log).copied().unwrap_or(0);
            let end = grant.until.as_ref().map(|until| until.0.get(&header.log).map_or(0, |n| *n));
            let here = [&grant.province, &scope.province].iter().any(|p| *p == "*")
                || grant.province == scope.province;
            if here && header.seq >= first && end.is_none_or(|end| header.seq < end) {
                roles.insert(grant.role);
            }
        }
        roles
    }

    fn writes(&self, id: EntryId) -> Vec<(&Path, &Value)> {
        let entry = &self.all[&id].entry;
        if entry.header.kind == Kind::Act {
            return Vec::new();
        }
        entry.body().into_iter().flat_map(|b| &b.writes).map(|w| (&w.path, &w.value)).collect()
    }

    /// What `id` writes to `path`: its own write there, else its tombstone of a row around it.
    fn writes_to(&self, id: EntryId, path: &Path) -> Option<Value> {
        let writes = self.writes(id);
        if let Some((_, value)) = writes.iter().find(|(at, _)| *at == path) {
            return Some((*value).clone());
        }
        let around = |at: &Path| {
            matches!(at.steps().last(), Some(PathStep::Row(_)))
                && path.steps().starts_with(at.steps())
        };
        let gone = writes.iter().any(|(at, _)| around(at));
        (gone && self.fault != Some(Fault::DroppedTombstone)).then_some(Value::Gone)
    }

    fn fields(&self) -> BTreeMap<Path, Cell> {
        let paths: BTreeSet<&Path> =
            self.counts.iter().flat_map(|id| self.writes(*id)).map(|(path, _)| path).collect();
        let mut fields = BTreeMap::new();
        for path in paths {
            let writers: BTreeMap<EntryId, Value> = self
                .counts
                .iter()
                .filter_map(|id| Some((*id, self.writes_to(*id, path)?)))
                .collect();
            let mut cell = Cell::new();
            for (id, value) in &writers {
                if !writers.keys().any(|later| self.is_before(*id, *later)) {
                    cell.entry(value.clone()).or_default().insert(*id);
                }
            }
            if self.fault == Some(Fault::HeadsRule) {
                cell = self.only_heads_conflict(cell);
            }
            if cell.len() != 1 || !cell.contains_key(&Value::Gone) {
                fields.insert(path.clone(), cell);
            }
        }
        fields
    }

    /// The heads rule: two live values are a conflict only if heads wrote them, else the later by
    /// causal order (ties by id) is taken.
    fn only_heads_conflict(&self, cell: Cell) -> Cell {
        let heads = self.heads();
        let by_heads: Cell =
            cell.iter().filter(|(_, ids)| !ids.is_disjoint(&heads)).map(clone_pair).collect();
        if by_heads.len() > 1 || cell.len() == 1 {
            return cell;
        }
        let last = self.order().into_iter().rev().find(|id| cell.values().any(|s| s.contains(id)));
        cell.into_iter().filter(|(_, ids)| last.is_some_and(|id| ids.contains(&id))).collect()
    }

    /// Take the smallest id whose parents are all taken, until none is left.
    fn order(&self) -> Vec<EntryId> {
        let mut order: Vec<EntryId> = Vec::new();
        let ready = |order: &[EntryId]| {
            let free = |(id, e): &(&EntryId, &&Held)| {
                !order.contains(id) && e.entry.header.parents.iter().all(|p| order.contains(p))
            };
            self.all.iter().find(free).map(|(id, _)| *id)
        };
        while let Some(id) = ready(&order) {
            order.push(id);
        }
        order
    }

    fn acts(&self) -> Vec<EntryId> {
        let is_act =
            |id: &EntryId| self.counts.contains(id) && self.all[id].entry.header.kind == Kind::Act;
        self.order().into_iter().filter(is_act).collect()
    }

    /// Any two acts of one group with different words, neither in the other's past, with no act
    /// of the group after both; of these, the ones that nothing of the group follows.
    fn contested(&self, acts: &[EntryId]) -> BTreeSet<EntryId> {
        let group = |id: &EntryId| self.verb(*id).and_then(|(verb, _)| verb.rule().group);
        let rivals = |a: &EntryId, b: &EntryId| group(a).is_some() && group(a) == group(b);
        let mut contested = BTreeSet::new();
        for a in acts {
            for b in acts.iter().filter(|b| a != *b && rivals(a, b)) {
                let apart = !self.is_before(*a, *b) && !self.is_before(*b, *a);
                let settles = |c: &&EntryId| self.is_before(*a, **c) && self.is_before(*b, **c);
                if apart && !acts.iter().filter(|c| rivals(a, c)).any(|c| settles(&c)) {
                    contested.extend([*a, *b]);
                }
            }
        }
        let last = |a: &EntryId| !acts.iter().any(|c| rivals(a, c) && self.is_before(*a, *c));
        contested.into_iter().filter(last).collect()
    }

    fn verb(&self, id: EntryId) -> Option<(Verb, &Args)> {
        let body = self.all[&id].entry.body()?;
        Some((body.verb.and_then(Verb::from_code)?, &body.args))
    }

    /// Histories know only acceptances, and those go stale.
    fn is_stale(&self, act: EntryId) -> bool {
        let change = |id: &&EntryId| self.all[*id].entry.header.kind == Kind::Change;
        self.counts.iter().filter(change).any(|id| !self.is_before(*id, act))
    }

    fn heads(&self) -> BTreeSet<EntryId> {
        let named: BTreeSet<EntryId> =
            self.all.values().flat_map(|e| e.entry.header.parents.iter().copied()).collect();
        self.all.keys().copied().filter(|id| !named.contains(id)).collect()
    }
}

fn has_fields(held: &Held) -> bool {
    matches!(held.entry.header.kind, Kind::Change | Kind::Evidence)
}

/// Authority is in the header, so such an entry counts; but what it writes is not known.
fn is_unread(held: &Held) -> bool {
    has_fields(held) && held.entry.body().is_none_or(|body| body.schema > SCHEMA)
}

fn clone_pair((value, ids): (&Value, &BTreeSet<EntryId>)) -> (Value, BTreeSet<EntryId>) {
    (value.clone(), ids.clone())
}

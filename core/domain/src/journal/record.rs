//! A record is a fold of the entries that speak about it. Pure; delivery order does not matter.
//!
//! A conflict is one path with two live writes, neither in the other's past, with different
//! values; only a later write to that path resolves it. Acts are kept apart from fields.
//! The naive reference model that this is held against is `crate::testing::reference`.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::act::{Act, Lookup, RecordPast};
use super::acts::{self, RecordKind, Verb};
use super::causal::Causal;
use super::cbor::{self, Value};
use super::effect::{
    Authorised, Effect, Listed, Root, UnknownReason, VoidReason, authorise, effect_of_guard,
    is_erasable, unread,
};
use super::entry::{Entry, Kind};
use super::member::Membership;
use super::{EntryId, MemberId, Path, RecordId, ScopeLabel};

/// An admitted entry as a peer holds it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Held {
    /// The entry.
    pub entry: Entry,
    /// Its index in the hub's order; `None` while it is not on the hub.
    pub index: Option<u64>,
    /// Time of the first checkpoint that covers it, ms since 1970 UTC.
    pub recorded_ms: Option<i64>,
    /// Time of the checkpoint that its author had seen.
    pub seen_ms: Option<i64>,
    /// Does an entry with a lower index hold the same place in its log?
    pub twin: bool,
}

/// Where the entries of records come from: a store, or memory.
pub trait Shelf {
    /// All admitted entries of a record, in any order.
    fn of_record(&self, record: RecordId) -> Vec<Arc<Held>>;
}

/// What a fold needs besides the entries of its record.
#[derive(Clone, Copy)]
pub struct View<'a> {
    /// The member line, as far as it is to count.
    pub membership: &'a Membership,
    /// Other records, for guards that rely on them.
    pub shelf: &'a dyn Shelf,
    /// Only entries with a lower hub index, and those not yet sent; `None` for all.
    pub before: Option<u64>,
}

impl std::fmt::Debug for View<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("View").field("before", &self.before).finish_non_exhaustive()
    }
}

/// One live value of a path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Live {
    /// The value; `Gone` if the row was removed.
    pub value: Value,
    /// The entry that wrote it.
    pub entry: EntryId,
    /// Its author.
    pub author: MemberId,
}

/// What stands at a path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PathState {
    /// One value; every live entry that wrote it.
    Value(Value, Vec<EntryId>),
    /// Different values, none written in view of the others.
    Conflict(Vec<Live>),
}

impl PathState {
    /// The value that stands there, or each of those in conflict.
    pub fn values(&self) -> impl Iterator<Item = &Value> {
        let (one, live) = match self {
            Self::Value(value, _) => (Some(value), &[][..]),
            Self::Conflict(live) => (None, &live[..]),
        };
        one.into_iter().chain(live.iter().map(|live| &live.value))
    }
}

/// Two or more acts of one exclusive group, none in another's past, and none after them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contested {
    /// The acts.
    pub acts: Vec<EntryId>,
}

/// A folded record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Folded {
    /// The record.
    pub record: RecordId,
    /// What kind of record, `None` while its root is missing or from a newer version.
    pub kind: Option<RecordKind>,
    /// Scope of the root.
    pub scope: Option<ScopeLabel>,
    /// Author of the root.
    pub author: Option<MemberId>,
    /// Fields.
    pub fields: BTreeMap<Path, PathState>,
    /// Acts with effect, in causal order.
    pub acts: Vec<Act>,
    /// Exclusive acts that stand against each other.
    pub contested: Vec<Contested>,
    /// Every act that was ever contested, also where a later act settled it: that one decides.
    pub rivals: BTreeSet<EntryId>,
    /// Acceptances and validations that do not cover a later change.
    pub stale: BTreeSet<EntryId>,
    /// Heads: the parents of whoever writes next.
    pub heads: Vec<EntryId>,
    /// Entries whose parents are missing here.
    pub pending: Vec<EntryId>,
    /// Entries without effect.
    pub void: Vec<Listed<VoidReason>>,
    /// Entries this peer cannot judge.
    pub unknown: Vec<Listed<UnknownReason>>,
    /// Was it erased? Then there are no fields, whether or not bodies are still held.
    pub erased: bool,
}

/// Folds a record.
#[must_use]
pub fn fold(record: RecordId, view: View<'_>) -> Folded {
    fold_entries(record, view.shelf.of_record(record), view)
}

/// Folds these entries of a record.
#[must_use]
pub fn fold_entries(record: RecordId, entries: Vec<Arc<Held>>, view: View<'_>) -> Folded {
    Folding::judge(&causal_of(record, entries, view), view).finish(record)
}

fn causal_of(record: RecordId, entries: Vec<Arc<Held>>, view: View<'_>) -> Causal {
    let counted = |held: &Arc<Held>| match (view.before, held.index) {
        (Some(before), Some(index)) => index < before,
        _ => true,
    };
    Causal::new(entries.into_iter().filter(|e| e.entry.record() == record && counted(e)))
}

/// A fold under way: effects so far, in causal order.
struct Folding<'a> {
    causal: &'a Causal,
    view: View<'a>,
    /// For each position with effect: the act, if it is one.
    ok: Vec<Option<Option<Act>>>,
    void: Vec<Listed<VoidReason>>,
    unknown: Vec<Listed<UnknownReason>>,
}

impl<'a> Folding<'a> {
    fn judge(causal: &'a Causal, view: View<'a>) -> Self {
        let mut folding =
            Self { causal, view, ok: Vec::new(), void: Vec::new(), unknown: Vec::new() };
        let root = causal.order.first().filter(|e| e.entry.header.record.is_none());
        for (i, held) in causal.order.iter().enumerate() {
            let root = Root::of(root.map_or(&held.entry, |r| &r.entry));
            match folding.effect(i, held, root) {
                Ok(act) => {
                    folding.ok.push(Some(act));
                    folding.unknown.extend(unread(&held.entry).map(|why| (held.entry.id, why)));
                }
                Err(effect) => {
                    folding.ok.push(None);
                    match effect {
                        Effect::Void(reason) => folding.void.push((held.entry.id, reason)),
                        Effect::Unknown(reason) => folding.unknown.push((held.entry.id, reason)),
                        Effect::Ok => unreachable!("an effect that counts is not an error"),
                    }
                }
            }
        }
        folding
    }

    fn effect(&self, i: usize, held: &Held, root: Root<'_>) -> Result<Option<Act>, Effect> {
        let Authorised::Act(act) = authorise(held, root, self.view.membership)? else {
            return Ok(None);
        };
        let past = self.past_of(i, root.entry);
        let outcome = crate::register::judge(&act, &past, &Shelved(self.view));
        match effect_of_guard(outcome, self.view.membership.admitted.contains(&act.entry)) {
            Effect::Ok => Ok(Some(act)),
            effect => Err(effect),
        }
    }

    fn counts(&self, i: usize) -> bool {
        self.ok.get(i).is_some_and(Option::is_some)
    }

    fn past_of(&self, i: usize, root: &Entry) -> RecordPast {
        let within = |j: usize| self.counts(j) && self.causal.precedes(j, i);
        self.snapshot(root, within)
    }

    fn snapshot(&self, root: &Entry, within: impl Fn(usize) -> bool + Copy) -> RecordPast {
        let is_root_here =
            self.causal.order.first().is_some_and(|e| e.entry.id == root.id) && within(0);
        let writers = self.causal.order.iter().enumerate().filter(|(j, e)| {
            within(*j) && matches!(e.entry.header.kind, Kind::Change | Kind::Evidence)
        });
        let fields = self.fields(within).into_iter().filter_map(|(path, state)| match state {
            PathState::Value(value, _) => Some((path, value)),
            PathState::Conflict(_) => None,
        });
        RecordPast {
            root_author: is_root_here.then_some(root.header.author),
            writers: writers.map(|(_, e)| e.entry.header.author).collect(),
            acts: self.acts(within),
            contested: self.rivals(within),
            fields: fields.collect(),
        }
    }

    fn acts(&self, within: impl Fn(usize) -> bool) -> Vec<Act> {
        let acts = self.ok.iter().enumerate().filter(|(i, _)| within(*i));
        acts.filter_map(|(_, ok)| ok.clone().flatten()).collect()
    }

    fn erased(&self) -> bool {
        let erase =
            |(i, e): (usize, &Arc<Held>)| e.entry.header.kind == Kind::Erase && self.counts(i);
        self.causal.order.iter().enumerate().any(erase)
    }

    /// The fields, as written by those positions that count and lie `within`.
    fn fields(&self, within: impl Fn(usize) -> bool) -> BTreeMap<Path, PathState> {
        let mut direct: BTreeMap<&Path, Vec<(usize, &Value)>> = BTreeMap::new();
        let mut tombstones: Vec<(&Path, usize)> = Vec::new();
        for (i, held) in self.causal.order.iter().enumerate() {
            if !self.counts(i) || !within(i) || held.entry.header.kind == Kind::Act {
                continue;
            }
            for write in held.entry.body().into_iter().flat_map(|body| &body.writes) {
                direct.entry(&write.path).or_default().push((i, &write.value));
                if write.path.is_row() {
                    tombstones.push((&write.path, i));
                }
            }
        }
        let mut fields = BTreeMap::new();
        for (path, mut writes) in direct {
            let rows = tombstones.iter().filter(|(row, _)| *row != path && row.covers(path));
            writes.extend(rows.map(|(_, i)| (*i, &Value::Gone)));
            if let Some(state) = self.live(&writes) {
                fields.insert(path.clone(), state);
            }
        }
        fields
    }

    fn live(&self, writes: &[(usize, &Value)]) -> Option<PathState> {
        let overwritten = |i: usize| writes.iter().any(|(j, _)| self.causal.precedes(i, *j));
        let mut live: Vec<Live> = Vec::new();
        for (i, value) in writes.iter().filter(|(i, _)| !overwritten(*i)) {
            let entry = &self.causal.order[*i].entry;
            let (entry, author) = (entry.id, entry.header.author);
            // One entry may remove a row and a row around it: that is one write to the path.
            if !live.iter().any(|l| l.entry == entry) {
                live.push(Live { value: (*value).clone(), entry, author });
            }
        }
        live.sort_by_key(|l| l.entry);
        let values: BTreeSet<&Value> = live.iter().map(|l| &l.value).collect();
        match values.len() {
            0 => None,
            1 if live[0].value == Value::Gone => None,
            1 => Some(PathState::Value(
                live[0].value.clone(),
                live.iter().map(|l| l.entry).collect(),
            )),
            _ => Some(PathState::Conflict(live)),
        }
    }

    /// Acts that exclude each other, neither in the other's past.
    fn rivals(&self, within: impl Fn(usize) -> bool) -> BTreeSet<EntryId> {
        let acts: Vec<(usize, &Act)> = self
            .ok
            .iter()
            .enumerate()
            .filter_map(|(i, ok)| Some((i, ok.as_ref()?.as_ref()?)))
            .collect();
        let mut rivals = BTreeSet::new();
        for (n, (i, a)) in acts.iter().enumerate().filter(|(_, (i, _))| within(*i)) {
            for (j, b) in acts[n + 1..].iter().filter(|(j, _)| within(*j)) {
                // In causal order only the earlier one can be in the other's past.
                if acts::exclude_each_other(a, b) && !self.causal.precedes(*i, *j) {
                    rivals.extend([a.entry, b.entry]);
                }
            }
        }
        rivals
    }

    fn contested(&self) -> Vec<Contested> {
        let mut groups: BTreeMap<_, Vec<(usize, &Act)>> = BTreeMap::new();
        for (i, ok) in self.ok.iter().enumerate() {
            if let Some(Some(act)) = ok
                && let Some(key) = acts::exclusive_key(act)
            {
                groups.entry(key).or_default().push((i, act));
            }
        }
        let mut contested = Vec::new();
        for members in groups.values() {
            let last = |i: usize| !members.iter().any(|(j, _)| self.causal.precedes(i, *j));
            let open: Vec<&Act> =
                members.iter().filter(|(i, _)| last(*i)).map(|(_, a)| *a).collect();
            let differ = |a: &&&Act| open.iter().any(|b| acts::exclude_each_other(a, b));
            let acts: Vec<EntryId> = open.iter().filter(differ).map(|a| a.entry).collect();
            if !acts.is_empty() {
                contested.push(Contested { acts });
            }
        }
        contested
    }

    fn stale(&self) -> BTreeSet<EntryId> {
        let changes: Vec<usize> = (0..self.ok.len())
            .filter(|i| self.counts(*i) && self.causal.order[*i].entry.header.kind == Kind::Change)
            .collect();
        let covers = |i: usize| changes.iter().all(|c| self.causal.precedes(*c, i));
        let acts =
            self.ok.iter().enumerate().filter_map(|(i, ok)| Some((i, ok.as_ref()?.as_ref()?)));
        acts.filter(|(i, act)| goes_stale(act.verb) && !covers(*i))
            .map(|(_, act)| act.entry)
            .collect()
    }

    fn finish(mut self, record: RecordId) -> Folded {
        let root = self.causal.order.first().filter(|e| e.entry.id == record).map(|e| &e.entry);
        let erased = self.erased();
        if erased {
            // Whether or not a peer has destroyed the bodies yet, nothing is missing any more.
            let kind_of = |id: &EntryId| self.causal.order.iter().find(|e| e.entry.id == *id);
            self.unknown
                .retain(|(id, _)| kind_of(id).is_none_or(|e| !is_erasable(e.entry.header.kind)));
        }
        Folded {
            record,
            kind: root.and_then(super::effect::kind_of_root),
            scope: root.map(|r| r.header.scope),
            author: root.map(|r| r.header.author),
            fields: if erased { BTreeMap::new() } else { self.fields(|_| true) },
            acts: self.acts(|_| true),
            contested: self.contested(),
            rivals: self.rivals(|_| true),
            stale: self.stale(),
            heads: self.causal.heads(),
            pending: self.causal.pending.clone(),
            void: self.void,
            unknown: self.unknown,
            erased,
        }
    }
}

/// Other records through the shelf, folded in the past that an act names.
struct Shelved<'a>(View<'a>);

impl Lookup for Shelved<'_> {
    fn past(&self, record: RecordId, heads: &[EntryId]) -> Option<RecordPast> {
        let causal = causal_of(record, self.0.shelf.of_record(record), self.0);
        let causal = Causal::new(causal.up_to(heads)?);
        let root = causal.order.first().filter(|e| e.entry.id == record)?.clone();
        let folding = Folding::judge(&causal, self.0);
        Some(folding.snapshot(&root.entry, |i| folding.counts(i)))
    }
}

/// Does it vouch for what was there, so that a later change must be shown beside it?
fn goes_stale(verb: Verb) -> bool {
    matches!(verb, Verb::SubmissionAccept | Verb::EvidenceAccept | Verb::Validate)
}

impl Folded {
    /// The single value at a path.
    #[must_use]
    pub fn value(&self, path: &Path) -> Option<&Value> {
        match self.fields.get(path) {
            Some(PathState::Value(value, _)) => Some(value),
            _ => None,
        }
    }

    /// Paths in conflict.
    pub fn conflicts(&self) -> impl Iterator<Item = (&Path, &Vec<Live>)> {
        self.fields.iter().filter_map(|(path, state)| match state {
            PathState::Conflict(live) => Some((path, live)),
            PathState::Value(..) => None,
        })
    }

    /// The fold as canonical CBOR, to compare two peers ("all ends equal", decisions.md 5).
    #[must_use]
    pub fn to_value(&self) -> Value {
        let field = |(path, state): (&Path, &PathState)| {
            let values = match state {
                PathState::Value(value, _) => vec![value.clone()],
                PathState::Conflict(live) => {
                    let mut values: Vec<_> = live.iter().map(|l| l.value.clone()).collect();
                    values.sort_by_cached_key(cbor::encode);
                    values.dedup();
                    values
                }
            };
            Value::Array(vec![path.to_value(), Value::Array(values)])
        };
        Value::Array(vec![
            Value::bytes(&self.record.0),
            Value::Array(self.fields.iter().map(field).collect()),
            Value::Array(self.acts.iter().map(|a| Value::bytes(&a.entry.0)).collect()),
            Value::Bool(self.erased),
        ])
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::journal::Role;
    use crate::testing::world::{World, set};

    #[test]
    fn a_guard_sees_another_record_only_as_far_as_the_cut_reaches() {
        let mut w = World::new(51);
        let mut monitor = w.join(Role::Monitor, "74");
        let root = monitor.sign_change(None, vec![set("a", 1)]);
        let index = w.ledger.size();
        w.push([root.clone()]).unwrap();
        let past = |before| Shelved(w.ledger.view(before)).past(root.id, &[root.id]);
        assert!(past(None).is_some());
        assert!(past(Some(index + 1)).is_some());
        assert_eq!(past(Some(index)), None, "before it was on the hub nobody could tell");
    }

    #[test]
    fn heads_that_this_peer_lacks_cannot_be_judged() {
        let mut w = World::new(52);
        let mut monitor = w.join(Role::Monitor, "74");
        let root = monitor.sign_change(None, vec![set("a", 1)]);
        let next = monitor.sign_change(root.id, vec![set("a", 2)]);
        w.push([root.clone()]).unwrap();
        let shelved = Shelved(w.ledger.view(None));
        assert_eq!(shelved.past(root.id, &[next.id]), None);
        let past = shelved.past(root.id, &[root.id]).unwrap();
        assert_eq!(past.writers, [monitor.member].into());
        assert_eq!(past.root_author, Some(monitor.member));
    }
}

//! The fold that ships against the naive reference, over random histories; and five planted
//! faults, each of which those histories must catch. More histories: `SAKSI_CASES=100000`.

#![cfg(feature = "testing")]
// A test may ask the environment how long to run, and say which seed caught a fault.
#![allow(clippy::disallowed_methods, clippy::print_stdout)]

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, OnceLock};

use saksi_domain::journal::record::{Held, PathState};
use saksi_domain::journal::{EntryId, Kind};
use saksi_domain::testing::Random;
use saksi_domain::testing::histories::{Cast, History, fold};
use saksi_domain::testing::reference::{self, Fault, Outcome};

/// As many as a normal run plays.
const NORMAL: u64 = 2_500;

fn cases() -> u64 {
    std::env::var("SAKSI_CASES").ok().and_then(|n| n.parse().ok()).unwrap_or(NORMAL)
}

/// The first `n` histories. Those of a normal run are played once for all tests.
fn histories(n: u64) -> impl Iterator<Item = Arc<History>> {
    static PLAYED: OnceLock<(Cast, Vec<Arc<History>>)> = OnceLock::new();
    let (cast, played) = PLAYED.get_or_init(|| {
        let cast = Cast::new();
        let played = (0..NORMAL).map(|seed| Arc::new(History::random(&cast, seed))).collect();
        (cast, played)
    });
    let more = (NORMAL..n).map(|seed| Arc::new(History::random(cast, seed)));
    let count = usize::try_from(n).expect("a number of histories");
    played.iter().take(count).cloned().chain(more)
}

fn expected(h: &History, held: &[Arc<Held>], before: Option<u64>) -> Outcome {
    reference::fold(h.record, held, h.world.members(), before, None)
}

fn ours(h: &History, held: Vec<Arc<Held>>, before: Option<u64>) -> Outcome {
    Outcome::of(&fold(h.record, held, h.world.members(), before))
}

#[test]
fn the_fold_is_the_reference_in_any_order_and_with_anything_delivered_twice() {
    for h in histories(cases()) {
        let (folded, seed) = (h.fold(), h.seed);
        assert_eq!(Outcome::of(&folded), expected(&h, &h.held, None), "seed {seed}");
        let mut random = Random::new(seed);
        let mut again = h.held.clone();
        again.extend_from_within(..h.held.len() / 2);
        random.shuffle(&mut again);
        assert_eq!(fold(h.record, again, h.world.members(), None), folded, "seed {seed}");
    }
}

#[test]
fn any_part_of_a_history_folds_as_the_reference_says_closed_under_parents_or_not() {
    for h in histories(cases() / 2) {
        let mut random = Random::new(h.seed ^ 0x5ab5);
        let part: Vec<_> = h.held.iter().filter(|_| !random.one_in(5)).cloned().collect();
        assert_eq!(ours(&h, part.clone(), None), expected(&h, &part, None), "seed {}", h.seed);
    }
}

#[test]
fn the_fold_before_an_index_is_the_fold_of_what_the_hub_held_then() {
    for h in histories(cases() / 2) {
        let n = h.world.ledger.size() + Random::new(h.seed).below(h.held.len() + 1) as u64;
        let then: Vec<_> =
            h.held.iter().filter(|e| e.index.is_none_or(|i| i < n)).cloned().collect();
        let cut = fold(h.record, h.held.clone(), h.world.members(), Some(n));
        assert_eq!(cut, fold(h.record, then, h.world.members(), None), "seed {}", h.seed);
        assert_eq!(Outcome::of(&cut), expected(&h, &h.held, Some(n)), "seed {}", h.seed);
    }
}

/// What two stores hold after they exchanged all their entries.
fn merge(a: &[Arc<Held>], b: &[Arc<Held>]) -> Vec<Arc<Held>> {
    let all: BTreeMap<EntryId, Arc<Held>> =
        b.iter().chain(a).map(|held| (held.entry.id, held.clone())).collect();
    all.into_values().collect()
}

#[test]
fn stores_that_exchange_entries_end_equal_in_whatever_order_they_meet() {
    for h in histories(cases() / 4) {
        let mut random = Random::new(h.seed ^ 0x0a11);
        let mut stores: [Vec<Arc<Held>>; 3] = Default::default();
        for held in &h.held {
            stores[random.below(3)].push(held.clone());
            stores[random.below(3)].push(held.clone());
        }
        let [a, b, c] = &stores;
        let end = |held: Vec<Arc<Held>>| fold(h.record, held, h.world.members(), None);
        let all = end(h.held.clone());
        for (name, held) in [
            ("a∪(b∪c)", merge(a, &merge(b, c))),
            ("(a∪b)∪c", merge(&merge(a, b), c)),
            ("c∪(b∪a)", merge(c, &merge(b, a))),
            ("twice", merge(&merge(a, &merge(b, c)), &merge(b, a))),
        ] {
            let folded = end(held);
            assert_eq!(folded.to_value(), all.to_value(), "seed {} {name}", h.seed);
            assert_eq!(folded, all, "seed {} {name}", h.seed);
        }
        assert_eq!(end(merge(a, a)), end(a.clone()), "seed {}", h.seed);
    }
}

#[test]
fn a_real_hub_takes_every_history_and_folds_what_it_took_alike_after_destroying_bodies() {
    for h in histories(cases() / 10) {
        let hub = h.through_ledger().unwrap_or_else(|e| panic!("seed {}: {e}", h.seed));
        let sent: Vec<_> = h.held.iter().filter(|e| e.index.is_some()).cloned().collect();
        let folded = hub.fold(h.record);
        assert_eq!(Outcome::of(&folded), expected(&h, &sent, None), "seed {}", h.seed);
        if folded.erased {
            for held in &sent {
                let stored = hub.ledger.get(&held.entry.id).expect("it was taken");
                let personal = matches!(held.entry.header.kind, Kind::Change | Kind::Evidence);
                assert_eq!(stored.entry.content.is_none(), personal, "seed {}", h.seed);
            }
        }
    }
}

#[test]
fn destroying_the_bodies_of_an_erased_record_changes_nothing_in_its_fold() {
    let mut erased = 0;
    for h in histories(cases() / 2) {
        let before = h.fold();
        if !before.erased {
            continue;
        }
        erased += 1;
        let bare = |held: &Arc<Held>| {
            let personal = matches!(held.entry.header.kind, Kind::Change | Kind::Evidence);
            let entry = if personal { held.entry.erased() } else { held.entry.clone() };
            Arc::new(Held { entry, ..(**held).clone() })
        };
        let after = h.held.iter().map(bare).collect();
        let after = fold(h.record, after, h.world.members(), None);
        assert!(before.fields.is_empty());
        assert_eq!(after, before, "seed {}", h.seed);
    }
    assert!(erased > 20, "only {erased} histories erase");
}

/// The seed of the first history whose outcome under the fault is not ours.
fn caught(fault: Fault) -> u64 {
    let differs = |h: &Arc<History>| {
        let faulty = reference::fold(h.record, &h.held, h.world.members(), None, Some(fault));
        faulty != Outcome::of(&h.fold())
    };
    let found = histories(cases()).find(differs);
    let seed = found.unwrap_or_else(|| panic!("no history catches {fault:?}")).seed;
    println!("{fault:?} is caught by the history of seed {seed}");
    seed
}

#[test]
fn last_writer_wins_by_wall_clock_is_caught() {
    caught(Fault::LastWriterWins);
}

#[test]
fn conflicts_only_between_heads_that_touch_the_same_field_are_caught() {
    caught(Fault::HeadsRule);
}

#[test]
fn a_dropped_tombstone_is_caught() {
    caught(Fault::DroppedTombstone);
}

#[test]
fn a_void_entry_treated_as_ok_is_caught() {
    caught(Fault::VoidCounts);
}

#[test]
fn clock_order_instead_of_causal_order_is_caught() {
    caught(Fault::ClockOrder);
}

/// A generator that never made a conflict would prove nothing.
#[test]
fn the_histories_hold_what_they_are_meant_to_hold() {
    let mut met: BTreeMap<&str, u64> = BTreeMap::new();
    let mut conflicts_away_from_heads = 0;
    for h in histories(600) {
        let folded = h.fold();
        let mut note = |name, seen: bool| *met.entry(name).or_default() += u64::from(seen);
        let conflict = |state: &PathState| matches!(state, PathState::Conflict(_));
        note("conflict", folded.fields.values().any(conflict));
        let in_row = |p: &saksi_domain::journal::Path| p.steps().len() > 3;
        note("nested rows", folded.fields.keys().any(in_row));
        note("contested", !folded.contested.is_empty());
        note("stale", !folded.stale.is_empty());
        note("covering", folded.acts.iter().any(|a| !folded.stale.contains(&a.entry)));
        note("pending", !folded.pending.is_empty());
        note("unknown", !folded.unknown.is_empty());
        note("erased", folded.erased);
        note("unsent", h.held.iter().any(|e| e.index.is_none()));
        note("admitted", !h.world.members().admitted.is_empty());
        for code in ["twin", "revoked", "no-right", "scope"] {
            note(code, folded.void.iter().any(|(_, reason)| reason.code() == code));
        }
        let heads: BTreeSet<_> = folded.heads.iter().copied().collect();
        let away =
            folded.conflicts().any(|(_, live)| live.iter().all(|l| !heads.contains(&l.entry)));
        conflicts_away_from_heads += u64::from(away);
    }
    println!("in 600 histories: {met:?}, conflicts no head shows: {conflicts_away_from_heads}");
    assert!(met.values().all(|n| *n >= 10), "{met:?}");
    assert!(conflicts_away_from_heads >= 10);
}

//! Which acts of a problem count: known at K, happened by T, signed by all it takes.

use crate::journal::act::Act;
use crate::journal::acts::Verb;
use crate::journal::{EntryId, RecordId};
use crate::register::{Halves, day, hides_at_once};

use super::input::{Cut, Forums, ProblemHistory, end_of_day_ms, start_of_day_ms};

/// An act and when it happened.
#[derive(Debug, Clone, Copy)]
pub(super) struct Event<'a> {
    pub(super) act: &'a Act,
    /// min(stated day, recorded), or the device's clock in its sandwich (ms since 1970 UTC).
    pub(super) at_ms: i64,
}

/// A problem's acts as a report may see them.
#[derive(Debug, Clone)]
pub(super) struct Window<'a> {
    pub(super) root: &'a Act,
    /// Known at K, whenever they happened; whole and not contested.
    pub(super) known: Vec<Event<'a>>,
    /// Of those, what happened by T.
    pub(super) events: Vec<Event<'a>>,
    /// Forums it was registered with or tabled in, sorted.
    pub(super) msfs: Vec<RecordId>,
    /// T of this problem: the earliest among its forums.
    pub(super) cut_ms: i64,
    /// Acts known at K whose sandwich lies on both sides of T, and that state no day.
    pub(super) straddling: Vec<EntryId>,
}

impl<'a> Window<'a> {
    /// `None` if the registration is not known at K.
    pub(super) fn open(history: &'a ProblemHistory, forums: &Forums, cut: &Cut) -> Option<Self> {
        let (root, _) = history.acts.split_first()?;
        let is_known = |act: &&Act| act.time.recorded_ms.is_some_and(|t| t <= cut.known_at_ms);
        if root.verb != Verb::Register || !is_known(&root) {
            return None;
        }
        let acts: Vec<&Act> = history.acts.iter().filter(is_known).collect();
        let msfs = forums_of(root, &acts);
        // Further east, the day ends earlier; with two forums the earlier instant counts.
        let zone = msfs.iter().filter_map(|m| forums.get(m)).map(|f| f.zone_minutes).max();
        let zone = zone.unwrap_or(0);
        let cut_ms = end_of_day_ms(cut.until, zone);
        let known = whole(&acts, history, zone);
        let events = known.iter().filter(|e| e.at_ms <= cut_ms).copied().collect();
        let straddling = acts
            .iter()
            .filter(|a| a.verb.rule().dated.is_none() && a.time.straddles(cut_ms))
            .map(|a| a.entry)
            .collect();
        Some(Self { root, known, events, msfs, cut_ms, straddling })
    }
}

fn forums_of(root: &Act, acts: &[&Act]) -> Vec<RecordId> {
    let tabled = acts.iter().filter(|a| a.verb == Verb::Table);
    let mut msfs: Vec<RecordId> =
        tabled.filter_map(|a| a.id("msf")).chain(root.id("msf")).collect();
    msfs.sort_unstable();
    msfs.dedup();
    msfs
}

/// Acts that need nobody else, and second halves; contested ones are left out, unless they hide.
fn whole<'a>(acts: &[&'a Act], history: &ProblemHistory, zone: i64) -> Vec<Event<'a>> {
    let mut halves = Halves::default();
    let mut events = Vec::new();
    for act in acts.iter().copied() {
        let counts = !history.contested.contains(&act.entry) || hides_at_once(act);
        if counts && (halves.complete(act) || hides_at_once(act)) {
            events.push(Event { act, at_ms: happened_ms(act, zone) });
        }
    }
    events
}

/// When an act happened, in a forum's zone (journal.md 8).
fn happened_ms(act: &Act, zone: i64) -> i64 {
    let stated = act.verb.rule().dated.and_then(|name| day(act, name));
    match (stated, act.time.recorded_ms) {
        (Some(day), Some(recorded)) => start_of_day_ms(day, zone).min(recorded),
        (Some(day), None) => start_of_day_ms(day, zone),
        (None, _) => act.time.clamped_ms(),
    }
}

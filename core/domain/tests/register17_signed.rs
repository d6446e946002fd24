//! The register of seventeen problems (domain.md 10), built only from signed acts by members with
//! the right roles, over a hub with an injected clock. The figures must come out exactly.
#![cfg(feature = "testing")]
#![allow(clippy::unwrap_used)] // Helpers of tests, outside their functions.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use saksi_domain::indicator::testing::{Names, ScriptedAct, ScriptedValue, register17};
use saksi_domain::indicator::{
    Cut, Denominator, Provenance, Rate, Report, Switches, end_of_day_ms, gather, report,
};
use saksi_domain::journal::record::{View, fold};
use saksi_domain::journal::{Audience, Entry, EntryId, Kind, MemberId, Role};
use saksi_domain::register::Track;
use saksi_domain::testing::{Actor, Draft, World};

/// Signed acts under way: who, and what the script's names stand for.
struct Played {
    world: World,
    actors: BTreeMap<String, Actor>,
    names: BTreeMap<String, EntryId>,
}

impl Names for Played {
    fn entry(&self, name: &str) -> Option<EntryId> {
        self.names.get(name).copied()
    }

    fn member(&self, name: &str) -> Option<MemberId> {
        self.actors.get(name).map(|actor| actor.member)
    }
}

enum Event<'a> {
    Signs(&'a ScriptedAct),
    Arrives(usize),
}

fn play() -> Played {
    let script = register17().unwrap();
    let first = script.iter().map(|act| act.device_ms).min().unwrap();
    let mut world = World::new(17);
    world.now_ms = first - 86_400_000;
    let mut actors = BTreeMap::new();
    for act in &script {
        let name = act.actor.name.clone();
        actors.entry(name).or_insert_with(|| world.join(act.actor.role, "*"));
    }
    // People who hold a seat and never sign.
    for value in script.iter().flat_map(|act| act.args.values()) {
        if let ScriptedValue::Member(name) = value {
            actors.entry(name.clone()).or_insert_with(|| world.join(Role::Community, "*"));
        }
    }
    world.checkpoint();
    let mut played = Played { world, actors, names: BTreeMap::new() };
    let mut events: Vec<(i64, usize, Event<'_>)> = Vec::new();
    for (n, act) in script.iter().enumerate() {
        events.push((act.device_ms, n, Event::Signs(act)));
        events.push((act.recorded_ms, n, Event::Arrives(n)));
    }
    events.sort_by_key(|(at, n, event)| (*at, matches!(event, Event::Signs(_)), *n));
    let mut signed: BTreeMap<usize, Entry> = BTreeMap::new();
    for (at, n, event) in events {
        match event {
            Event::Signs(act) => drop(signed.insert(n, played.sign(act))),
            Event::Arrives(n) => {
                played.world.now_ms = at;
                let entry = signed.remove(&n).expect("signed before it arrives");
                played
                    .world
                    .push([entry])
                    .unwrap_or_else(|e| panic!("line {}: {e}", script[n].line));
                played.world.checkpoint();
            }
        }
    }
    played
}

impl Played {
    fn sign(&mut self, act: &ScriptedAct) -> Entry {
        let args = act.args(self).unwrap_or_else(|| panic!("line {}: an unknown name", act.line));
        let mut actor = self.actors[&act.actor.name].clone();
        self.world.sync(&mut actor);
        actor.clock_ms = act.device_ms;
        let record = self.names.get(&act.problem).copied();
        let mut draft = Draft::new(Kind::Act, record).verb(act.verb.code(), args);
        for name in &act.refs {
            let cited = self.names[name];
            draft = draft.refers(cited, &actor.heads(cited));
        }
        if record.is_none() {
            draft = draft.scope("*", Audience::Register);
        }
        let entry = actor.sign(draft);
        self.actors.insert(act.actor.name.clone(), actor);
        self.names.entry(act.problem.clone()).or_insert(entry.id);
        if let Some(label) = &act.label {
            self.names.insert(label.clone(), entry.id);
        }
        entry
    }

    fn report(&self, switches: Switches) -> Report {
        let view =
            View { membership: self.world.members(), shelf: &self.world.ledger, before: None };
        for record in self.world.ledger.records() {
            let folded = fold(record, view);
            assert!(folded.void.is_empty(), "{:?}", folded.void);
        }
        let gathered = gather(self.world.ledger.records(), view);
        assert!(gathered.unknown.is_empty());
        let day = |y, m, d| NaiveDate::from_ymd_opt(y, m, d).unwrap();
        let cut = Cut::with_grace(day(2026, 1, 1), day(2026, 6, 30), 480);
        let later = end_of_day_ms(day(2026, 7, 31), 480);
        let size = self.world.ledger.size();
        let root = hex::encode(self.world.ledger.tree().root_at(size).unwrap());
        let provenance = Provenance { tree_size: size, root, rules_version: 1 };
        report(&gathered.problems, &gathered.forums, cut, Some(later), switches, provenance)
    }
}

fn shown(rate: &Rate) -> (usize, usize, Option<usize>) {
    (rate.n.count.unwrap(), rate.d.count.unwrap(), rate.tenths)
}

#[test]
fn seventeen_problems_of_signed_acts_give_the_figures_of_the_vector() {
    let played = play();
    let report = played.report(Switches::default());
    let headline = |track| shown(&report.frozen.track(track).unwrap().headline);
    assert_eq!(headline(Track::Licensing), (3, 7, Some(429)));
    assert_eq!(headline(Track::Revenue), (2, 4, Some(500)));
    assert_eq!(headline(Track::Environment), (1, 1, Some(1000)));
    let restated = report.restated.as_ref().unwrap();
    assert_eq!(shown(&restated.track(Track::Revenue).unwrap().headline), (2, 5, Some(400)));
    let tabled =
        played.report(Switches { denominator: Denominator::Tabled, ..Switches::default() });
    assert_eq!(shown(&tabled.frozen.track(Track::Licensing).unwrap().headline), (3, 5, Some(600)));
}

#[test]
fn every_number_of_the_signed_register_opens_to_problems_of_the_journal() {
    let played = play();
    let report = played.report(Switches::default());
    for track in &report.frozen.tracks {
        for record in &track.headline.d.problems {
            let folded = played.world.fold(*record);
            assert!(!folded.acts.is_empty());
            assert!(folded.acts.iter().all(|act| played.world.ledger.get(&act.entry).is_some()));
        }
    }
}

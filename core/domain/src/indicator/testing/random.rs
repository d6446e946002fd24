//! Random registers, each from a seed: mostly orderly, sometimes as odd as late merges make them.

use std::collections::BTreeSet;

use chrono::{DateTime, NaiveDate};

use crate::indicator::{
    Cut, Denominator, ForumZone, Forums, ProblemHistory, ScopingItem, Switches, Threshold,
};
use crate::journal::act::{Act, ActTime, Args};
use crate::journal::acts::{StateStep, Verb};
use crate::journal::cbor::Value;
use crate::journal::{EntryId, MemberId, RecordId, Role};
use crate::register::{Problem, Track};

const DAY_MS: i64 = 86_400_000;
/// 1 October 2025, UTC.
const BEGIN_MS: i64 = 1_759_276_800_000;

/// SplitMix64: small, seeded, the same everywhere.
#[derive(Debug, Clone)]
pub struct Dice(u64);

impl Dice {
    /// Dice that always fall the same way for one seed.
    #[must_use]
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// A number below `n`.
    pub fn below(&mut self, n: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        (z ^ (z >> 31)) % n
    }

    fn percent(&mut self, p: u64) -> bool {
        self.below(100) < p
    }

    fn days(&mut self, n: u64) -> i64 {
        i64::try_from(self.below(n)).unwrap_or(0) * DAY_MS
    }

    fn pick<'a, T>(&mut self, of: &'a [T]) -> &'a T {
        let n = self.below(of.len() as u64);
        &of[usize::try_from(n).unwrap_or(0)]
    }

    fn id(&mut self) -> [u8; 32] {
        let mut id = [0; 32];
        id.chunks_mut(8).for_each(|c| c.copy_from_slice(&self.below(u64::MAX).to_be_bytes()));
        id
    }
}

/// A register and everything that a report of it needs.
#[derive(Debug, Clone)]
pub struct RandomRegister {
    /// Its problems.
    pub problems: Vec<ProblemHistory>,
    /// Its forums.
    pub forums: Forums,
    /// A cut.
    pub cut: Cut,
    /// Choices.
    pub switches: Switches,
}

/// The problems of [`random_case`].
#[must_use]
pub fn random_register(seed: u64) -> Vec<ProblemHistory> {
    random_case(seed).problems
}

/// A random register with its forums, a cut and switches.
#[must_use]
pub fn random_case(seed: u64) -> RandomRegister {
    let mut dice = Dice::new(seed);
    let zones = [("A", 420), ("K", 480), ("S", 480), ("P", 540)];
    let forums: Forums = zones
        .iter()
        .map(|(name, zone)| {
            let forum = ForumZone { name: (*name).to_owned(), zone_minutes: *zone };
            (EntryId(dice.id()), forum)
        })
        .collect();
    let msfs: Vec<RecordId> = forums.keys().copied().collect();
    let mut problems: Vec<ProblemHistory> = Vec::new();
    for n in 0..1 + dice.below(9) {
        let others: Vec<RecordId> = problems.iter().map(|p| p.acts[0].entry).collect();
        problems.push(problem(&mut dice, n, &msfs, &others));
    }
    let until = date(BEGIN_MS + 90 * DAY_MS + dice.days(200));
    let from = date(BEGIN_MS + dice.days(90));
    let switches = switches(&mut dice);
    RandomRegister { problems, forums, cut: Cut::with_grace(from, until, 480), switches }
}

fn switches(dice: &mut Dice) -> Switches {
    let item = |dice: &mut Dice| ScopingItem {
        province: (*dice.pick(&["11", "64"])).to_owned(),
        track: *dice.pick(Track::ALL),
        kind: (*dice.pick(&["T1", "T2"])).to_owned(),
    };
    let orderly = dice.percent(40);
    Switches {
        threshold: if orderly { Threshold::F3 } else { *dice.pick(Threshold::ALL) },
        denominator: if orderly { Denominator::Registered } else { *dice.pick(Denominator::ALL) },
        env_in_licensing: dice.percent(20),
        scoping: (0..4).map(|_| item(dice)).collect(),
    }
}

fn date(ms: i64) -> NaiveDate {
    DateTime::from_timestamp_millis(ms).map(|t| t.date_naive()).unwrap_or_default()
}

/// What a random problem is made with.
struct Hand<'a> {
    dice: &'a mut Dice,
    msfs: &'a [RecordId],
    others: &'a [RecordId],
    acts: Vec<Act>,
    now_ms: i64,
}

fn problem(dice: &mut Dice, n: u64, msfs: &[RecordId], others: &[RecordId]) -> ProblemHistory {
    let now_ms = BEGIN_MS + dice.days(150);
    let mut hand = Hand { dice, msfs, others, acts: Vec::new(), now_ms };
    hand.register(n);
    if hand.dice.percent(50) {
        let far = hand.dice.below(1 + STORY.len() as u64);
        for verb in STORY.iter().take(usize::try_from(far).unwrap_or(0)) {
            hand.step(*verb);
        }
    }
    for _ in 0..hand.dice.below(18) {
        let verb = *hand.dice.pick(VERBS);
        hand.step(verb);
    }
    let mut contested = BTreeSet::new();
    let mut by_hub = BTreeSet::new();
    let entries: Vec<EntryId> = hand.acts.iter().skip(1).map(|a| a.entry).collect();
    for entry in entries {
        if hand.dice.percent(3) {
            contested.insert(entry);
        }
        if hand.dice.percent(5) {
            by_hub.insert(entry);
        }
    }
    ProblemHistory { acts: hand.acts, contested, by_hub }
}

/// The way to the highest rung.
const STORY: &[Verb] = &[
    Verb::Validate,
    Verb::Table,
    Verb::Commit,
    Verb::RecordFollowUp,
    Verb::VerifyFollowUp,
    Verb::CommitmentJudge,
    Verb::Resolve,
    Verb::CommunityConfirm,
];

/// Verbs by how often they come: forward steps more often than ways out.
const VERBS: &[Verb] = &[
    Verb::Validate,
    Verb::Validate,
    Verb::Table,
    Verb::Table,
    Verb::Table,
    Verb::Commit,
    Verb::Commit,
    Verb::RecordFollowUp,
    Verb::RecordFollowUp,
    Verb::RecordFollowUp,
    Verb::VerifyFollowUp,
    Verb::VerifyFollowUp,
    Verb::VerifyFollowUp,
    Verb::Resolve,
    Verb::Resolve,
    Verb::CommunityConfirm,
    Verb::CommunityConfirm,
    Verb::CommunityConfirmSealed,
    Verb::CommitmentJudge,
    Verb::CommitmentJudge,
    Verb::CommitmentJudge,
    Verb::Reschedule,
    Verb::Drop,
    Verb::Reattribute,
    Verb::Close,
    Verb::Reopen,
    Verb::Refer,
    Verb::Refuse,
    Verb::Reply,
    Verb::Merge,
    Verb::Merge,
    Verb::Unmerge,
    Verb::Split,
    Verb::Withdraw,
    Verb::Invalidate,
    Verb::Seal,
    Verb::Unseal,
    Verb::Finding,
    Verb::Retrack,
];

impl Hand<'_> {
    fn register(&mut self, n: u64) {
        let province = *self.dice.pick(&["11", "64"]);
        let split_from = self.dice.percent(25).then(|| self.other()).flatten();
        let mut args = vec![
            ("number", Value::text(&format!("N{n}"))),
            ("track", self.code(&["L", "E", "R"])),
            ("type", self.code(&["T1", "T2"])),
            ("min_grade", Value::text("B")),
            ("level", self.code(&["case", "systemic"])),
            ("competence", self.code(&["local", "central", "shared"])),
            ("areas", Value::Array(vec![Value::text(&format!("{province}.01"))])),
            ("msf", self.msf()),
            ("duty_bearers", Value::Array(vec![Value::text("Dinas")])),
            ("partner", Value::text("p")),
            ("sensitivity", self.code(&["public", "msf", "msf", "sealed"])),
            ("statement_id", Value::text("s")),
        ];
        args.extend(split_from.map(|id| ("split_from", Value::bytes(&id.0))));
        self.push(Verb::Register, args, Role::Officer);
    }

    fn step(&mut self, verb: Verb) {
        let problem = Problem::fold(&self.acts, &BTreeSet::new());
        let state = problem.as_ref().map(|p| p.state);
        let StateStep::Problem(from, _) = verb.rule().step else { return };
        // One in ten steps does not ask for the state: that is what late merges look like.
        if !state.is_some_and(|s| from.contains(&s)) && !self.dice.percent(10) {
            return;
        }
        let problem = problem.expect("the first act is a registration");
        let commitment: Vec<EntryId> = problem.commitments.iter().map(|c| c.entry).collect();
        let follow_up: Vec<EntryId> = problem.follow_ups.iter().map(|f| f.entry).collect();
        if let Some(args) = self.args(verb, &commitment, &follow_up) {
            let roles = verb.rule().roles;
            let role = *self.dice.pick(roles);
            self.push(verb, args, role);
            let other = roles.iter().copied().find(|r| *r != role).unwrap_or(role);
            if verb.rule().joint != crate::journal::acts::Joint::Alone && self.dice.percent(80) {
                let same = self.acts.last().map(|a| a.args.clone()).unwrap_or_default();
                self.push_args(verb, same, other);
            }
        }
    }

    fn args(
        &mut self,
        verb: Verb,
        commitments: &[EntryId],
        follow_ups: &[EntryId],
    ) -> Option<Vec<(&'static str, Value)>> {
        let named = |dice: &mut Dice, of: &[EntryId]| {
            (!of.is_empty()).then(|| Value::bytes(&dice.pick(of).0))
        };
        Some(match verb {
            Verb::Validate => vec![("identified", self.day())],
            Verb::Table => vec![("msf", self.msf()), ("date", self.day())],
            Verb::Commit => {
                let essential = Value::Bool(self.dice.percent(60));
                vec![("date", self.day()), ("due", self.later()), ("essential", essential)]
            }
            Verb::Reschedule => {
                vec![("commitment", named(self.dice, commitments)?), ("due", self.later())]
            }
            Verb::Drop => vec![("commitment", named(self.dice, commitments)?)],
            Verb::CommitmentJudge => vec![
                ("commitment", named(self.dice, commitments)?),
                ("outcome", self.code(&["fulfilled", "fulfilled", "fulfilled", "partly"])),
                ("date", self.day()),
            ],
            Verb::RecordFollowUp => vec![
                ("kind", self.code(&["letter", "visit", "inspect", "works", "refuse", "budget"])),
                ("report", Value::Bool(self.dice.percent(50))),
                ("attribution", self.code(&["msf", "msf", "msf", "external"])),
                ("date", self.day()),
                ("institution", Value::text("Dinas")),
            ],
            Verb::VerifyFollowUp => vec![
                ("follow_up", named(self.dice, follow_ups)?),
                ("outcome", self.code(&["holds", "holds", "holds", "fails"])),
            ],
            Verb::Reattribute => vec![("follow_up", named(self.dice, follow_ups)?)],
            Verb::CommunityConfirm | Verb::CommunityConfirmSealed => {
                vec![("agree", Value::Bool(self.dice.percent(80)))]
            }
            Verb::Reply => {
                vec![("from", self.code(&["duty_bearer", "company"])), ("date", self.day())]
            }
            Verb::Resolve | Verb::Refer | Verb::Refuse | Verb::Reopen => {
                vec![("date", self.day())]
            }
            Verb::Merge | Verb::Unmerge => vec![("into", Value::bytes(&self.other()?.0))],
            Verb::Withdraw => vec![("reason", self.code(&["safety", "private", "lost", "fact"]))],
            Verb::Finding => vec![
                ("standing", self.code(&["stands", "falls"])),
                ("support_left", Value::Int(self.dice.days(2) / DAY_MS)),
            ],
            Verb::Retrack => vec![("track", self.code(&["L", "E", "R"]))],
            _ => Vec::new(),
        })
    }

    fn code(&mut self, codes: &[&str]) -> Value {
        let code: &&str = self.dice.pick(codes);
        Value::text(code)
    }

    fn msf(&mut self) -> Value {
        Value::bytes(&self.dice.pick(self.msfs).0)
    }

    fn other(&mut self) -> Option<RecordId> {
        (!self.others.is_empty()).then(|| *self.dice.pick(self.others))
    }

    /// A stated day: mostly today, sometimes earlier, rarely in the future.
    fn day(&mut self) -> Value {
        let shift = if self.dice.percent(60) { 0 } else { self.dice.days(14) - 3 * DAY_MS };
        Value::text(&date(self.now_ms - shift).to_string())
    }

    fn later(&mut self) -> Value {
        Value::text(&date(self.now_ms + self.dice.days(90)).to_string())
    }

    fn push(&mut self, verb: Verb, args: Vec<(&'static str, Value)>, role: Role) {
        let args: Args = args.into_iter().map(|(name, v)| (name.to_owned(), v)).collect();
        self.push_args(verb, args, role);
    }

    fn push_args(&mut self, verb: Verb, args: Args, role: Role) {
        let hour = i64::try_from(self.dice.below(24 * 60)).unwrap_or(0) * 60_000;
        self.now_ms += self.dice.days(16) + hour;
        let late = if self.dice.percent(15) { self.dice.days(30) } else { 0 };
        let recorded_ms = self.now_ms + late + hour / 2;
        let author = MemberId([u8::try_from(self.dice.below(6)).unwrap_or(0); 16]);
        let seen_ms = self.now_ms - self.dice.days(4) + hour / 3;
        self.acts.push(Act {
            entry: EntryId(self.dice.id()),
            author,
            roles: vec![role],
            verb,
            args,
            refs: Vec::new(),
            time: ActTime {
                device_ms: self.now_ms,
                earliest_ms: self.dice.percent(90).then_some(seen_ms.min(recorded_ms)),
                recorded_ms: self.dice.percent(97).then_some(recorded_ms),
            },
        });
    }
}

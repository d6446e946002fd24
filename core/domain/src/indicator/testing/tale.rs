//! A short story told act by act, for tests of single rules.

use super::play::{Refused, Stage};
use super::script::{ScriptedAct, read_script};
use crate::journal::EntryId;
use crate::register::Problem;

/// A stage with a clock.
#[derive(Debug)]
pub struct Tale {
    /// What has been played.
    pub stage: Stage,
    day: String,
    minute: usize,
}

impl Tale {
    /// A forum `MSF` (ten seats, three sides, East Kalimantan) with a co-chair a side, on 1 January 2026.
    ///
    /// # Panics
    /// Never: the acts of the beginning count.
    #[must_use]
    pub fn begin() -> Self {
        let mut tale = Self { stage: Stage::default(), day: "2026-01-01".into(), minute: 0 };
        tale.ok(
            "MSF",
            "msf.found",
            "SEC:sec",
            "name=MSF; province=64; zone_minutes=480; \
             seats=gov_local 3, gov_central 1, company 2, civil 4; \
             quorum_sides=government | company | civil; quorum_percent=50",
            "",
        );
        for (chair, side) in [("gov", "gov_local"), ("com", "company"), ("civ", "civil")] {
            let args = format!(
                "member={chair}; constituency={side}; chair=yes; from=2026-01-01; interest=none"
            );
            tale.ok("MSF", "msf.seat", "SEC:sec", &args, "");
        }
        tale
    }

    /// The day on which what follows is signed and recorded.
    pub fn on(&mut self, day: &str) -> &mut Self {
        day.clone_into(&mut self.day);
        self
    }

    /// Plays an act that must count.
    ///
    /// # Panics
    /// With the reason, if it does not.
    pub fn ok(&mut self, record: &str, verb: &str, actor: &str, args: &str, refs: &str) {
        if let Err(refused) = self.try_act(record, verb, actor, args, refs) {
            panic!("{verb}: {}", refused.why);
        }
    }

    /// Plays an act that must not count; its reason.
    ///
    /// # Panics
    /// If it counts.
    pub fn fails(
        &mut self,
        record: &str,
        verb: &str,
        actor: &str,
        args: &str,
        refs: &str,
    ) -> String {
        match self.try_act(record, verb, actor, args, refs) {
            Ok(()) => panic!("{verb} counts"),
            Err(refused) => refused.why,
        }
    }

    fn try_act(
        &mut self,
        record: &str,
        verb: &str,
        actor: &str,
        args: &str,
        refs: &str,
    ) -> Result<(), Refused> {
        self.minute += 1;
        let clock = format!("{:02}:{:02}", self.minute / 60, self.minute % 60);
        let at = format!("{}T{clock}+08:00", self.day);
        let label = format!("{record}.{}", self.minute);
        let row = format!(
            "record,verb,actor,signed,recorded,label,args,refs\n\
             {record},{verb},{actor},{at},{at},{label},\"{args}\",{refs}\n"
        );
        let script = read_script(&row).map_err(|e| Refused { line: self.minute, why: e.rule })?;
        let mut act: ScriptedAct = script.into_iter().next().expect("one row was written");
        act.line = self.minute;
        self.stage.take(&act)
    }

    /// The name of the act played last, for arguments.
    #[must_use]
    pub fn last(&self, record: &str) -> String {
        format!("{record}.{}", self.minute)
    }

    /// Registers a problem by officer `cso`.
    pub fn register(&mut self, record: &str, more: &str) {
        let args = format!(
            "number=64-1; track=L; type=L07; min_grade=B; level=case; competence=local; \
             areas=64.02.02; msf=MSF; duty_bearers=Dinas ESDM; partner=mitra; sensitivity=msf; \
             statement_id=Dugaan (contoh){more}"
        );
        self.ok(record, "problem.register", "CSO:cso", &args, "");
    }

    /// Validates a problem on the day it is, by supervisor `sup`.
    pub fn validate(&mut self, record: &str) {
        let args = format!(
            "identified={}; track=L; level=case; competence=local; msf=MSF; basis=document",
            self.day
        );
        self.ok(record, "problem.validate", "SUP:sup", &args, "");
    }

    /// Holds a quorate meeting with signed minutes, today.
    pub fn meeting(&mut self, record: &str) {
        self.hold(record, "gov_local f 1, gov_local m 1, company m 1, civil f 2");
        let minutes = format!("minutes=notulen {record}");
        self.ok(record, "meeting.minutes_draft", "SEC:sec", &minutes, "");
        for (chair, side) in [("gov", "gov_local"), ("com", "company"), ("civ", "civil")] {
            let args = format!("{minutes}; constituency={side}");
            self.ok(record, "meeting.minutes_sign", &format!("CHR:{chair}"), &args, "");
        }
    }

    /// Plans and holds a meeting with this attendance, today.
    pub fn hold(&mut self, record: &str, attendance: &str) {
        let args = format!("msf=MSF; date={}", self.day);
        self.ok(record, "meeting.plan", "SEC:sec", &args, "MSF");
        let args = format!("{args}; attendance={attendance}");
        self.ok(record, "meeting.hold", "SEC:sec", &args, "MSF");
    }

    /// The arguments of tabling in `meeting`, today.
    #[must_use]
    pub fn tabling(&self, meeting: &str) -> String {
        format!("meeting={meeting}; msf=MSF; date={}", self.day)
    }

    /// The arguments of a commitment in `meeting`, today, due on `due`.
    #[must_use]
    pub fn promise(&self, meeting: &str, due: &str) -> String {
        format!(
            "meeting={meeting}; date={}; institution=Dinas ESDM; office=Kabid; action=Periksa; \
             due={due}; essential=yes; source=msf",
            self.day
        )
    }

    /// A problem registered, validated and tabled in the quorate meeting `M`, today.
    #[must_use]
    pub fn tabled() -> Self {
        let mut tale = Self::begin();
        tale.register("P", "");
        tale.validate("P");
        tale.meeting("M");
        let args = tale.tabling("M");
        tale.ok("P", "problem.table", "SEC:sec", &args, "M");
        tale
    }

    /// An inspection of today by the forum's doing, recorded by the secretariat; its name.
    pub fn inspect(&mut self, record: &str, attribution: &str) -> String {
        let args = format!(
            "kind=inspect; date={}; institution=Dinas ESDM; attribution={attribution}; proof=surat",
            self.day
        );
        self.ok(record, "problem.record_follow_up", "SEC:sec", &args, "");
        self.last(record)
    }

    /// Verifies the follow-up of this name by supervisor `sup`.
    pub fn verify(&mut self, record: &str, follow_up: &str) {
        let args = format!("follow_up={follow_up}; outcome=holds");
        self.ok(record, "problem.verify_follow_up", "SUP:sup", &args, "MSF");
    }

    /// A supervisor of another partner verifies the result, today.
    pub fn resolve(&mut self, record: &str) {
        let args = format!("method=field; date={}; proof=foto; partner=lain", self.day);
        self.ok(record, "problem.resolve", "SUP:sup", &args, "MSF");
    }

    /// The problem as it stands.
    ///
    /// # Panics
    /// If there is none of this name.
    #[must_use]
    pub fn problem(&self, record: &str) -> Problem {
        let id: EntryId = self.stage.id(record).expect("the problem was registered");
        let history = self.stage.histories().into_iter().find(|h| h.acts[0].entry == id);
        let history = history.expect("the problem was registered");
        Problem::fold(&history.acts, &history.contested).expect("its root is a registration")
    }
}

//! Plays a script without signatures: every act checked, judged in its real past, and kept.
//!
//! The signed version of the same script is played by the integration tests, with keys and a hub.

use std::collections::BTreeMap;

use sha2::{Digest as _, Sha256};

use super::script::{Names, ScriptedAct};
use crate::forum::Msf;
use crate::indicator::{ForumZone, Forums, ProblemHistory};
use crate::journal::act::{Act, ActTime, GuardOutcome, Lookup, RecordPast, Ref};
use crate::journal::acts::{Verb, check_args};
use crate::journal::{EntryId, MemberId, RecordId};

/// Records that grow act by act, each act seeing everything before it.
#[derive(Debug, Default)]
pub struct Stage {
    names: BTreeMap<String, EntryId>,
    records: BTreeMap<RecordId, Vec<Act>>,
}

impl Names for Stage {
    fn entry(&self, name: &str) -> Option<EntryId> {
        self.names.get(name).copied()
    }

    fn member(&self, name: &str) -> Option<MemberId> {
        Some(member(name))
    }
}

impl Lookup for Stage {
    fn past(&self, record: RecordId, heads: &[EntryId]) -> Option<RecordPast> {
        let acts = self.records.get(&record)?;
        let newest = acts.iter().rposition(|a| heads.contains(&a.entry))?;
        Some(past(&acts[..=newest]))
    }
}

/// Why the script could not go on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refused {
    /// The line of the act.
    pub line: usize,
    /// Why it does not count.
    pub why: String,
}

impl Stage {
    /// Plays every act.
    ///
    /// # Errors
    /// The first act that does not count.
    pub fn play(script: &[ScriptedAct]) -> Result<Self, Refused> {
        let mut stage = Self::default();
        for scripted in script {
            stage.take(scripted)?;
        }
        Ok(stage)
    }

    /// Plays one act.
    ///
    /// # Errors
    /// Why it does not count; nothing has changed then.
    pub fn take(&mut self, scripted: &ScriptedAct) -> Result<(), Refused> {
        let line = scripted.line;
        let refuse = |why: String| Refused { line, why };
        let act = self.act(scripted).ok_or_else(|| refuse("a name is unknown".into()))?;
        check_args(act.verb, &act.args).map_err(|e| refuse(e.to_string()))?;
        if !act.verb.rule().roles.contains(&scripted.actor.role) {
            return Err(refuse("role".into()));
        }
        let record = self.names.get(&scripted.problem).copied().unwrap_or(act.entry);
        let so_far = self.records.get(&record).map_or(&[][..], Vec::as_slice);
        match crate::register::judge(&act, &past(so_far), self) {
            GuardOutcome::Holds => {}
            GuardOutcome::Fails(code) => return Err(refuse(code.into())),
            GuardOutcome::Missing => return Err(refuse("missing".into())),
        }
        self.names.entry(scripted.problem.clone()).or_insert(record);
        if let Some(label) = &scripted.label {
            self.names.insert(label.clone(), act.entry);
        }
        self.records.entry(record).or_default().push(act);
        Ok(())
    }

    fn act(&self, scripted: &ScriptedAct) -> Option<Act> {
        let reference = |name: &String| {
            let record = self.entry(name)?;
            let heads = vec![self.records.get(&record)?.last()?.entry];
            Some(Ref { record, heads })
        };
        Some(Act {
            entry: EntryId(hash(&format!("line {}", scripted.line))),
            author: member(&scripted.actor.name),
            roles: vec![scripted.actor.role],
            verb: scripted.verb,
            args: scripted.args(self)?,
            refs: scripted.refs.iter().map(reference).collect::<Option<_>>()?,
            time: ActTime {
                device_ms: scripted.device_ms,
                earliest_ms: Some(scripted.device_ms - 3_600_000),
                recorded_ms: Some(scripted.recorded_ms),
            },
        })
    }

    /// The problems, as a report reads them.
    #[must_use]
    pub fn histories(&self) -> Vec<ProblemHistory> {
        let problems = self.records.values().filter(|acts| acts[0].verb == Verb::Register);
        problems.map(|acts| ProblemHistory { acts: acts.clone(), ..Default::default() }).collect()
    }

    /// The forums, as a report reads them.
    #[must_use]
    pub fn forums(&self) -> Forums {
        let forums = self.records.values().filter_map(|acts| Msf::fold(acts));
        forums
            .map(|f| (f.record, ForumZone { name: f.name, zone_minutes: f.zone_minutes }))
            .collect()
    }

    /// What a record or an act of this name is.
    #[must_use]
    pub fn id(&self, name: &str) -> Option<EntryId> {
        self.entry(name)
    }

    /// The name of a record, for reading reports.
    #[must_use]
    pub fn name(&self, id: EntryId) -> Option<&str> {
        self.names.iter().find(|(_, known)| **known == id).map(|(name, _)| name.as_str())
    }
}

fn past(acts: &[Act]) -> RecordPast {
    RecordPast {
        root_author: acts.first().map(|a| a.author),
        acts: acts.to_vec(),
        ..RecordPast::default()
    }
}

/// A member's id in an unsigned play: the hash of the name.
#[must_use]
pub fn member(name: &str) -> MemberId {
    let mut id = [0; 16];
    id.copy_from_slice(&hash(name)[..16]);
    MemberId(id)
}

fn hash(text: &str) -> [u8; 32] {
    Sha256::digest(text).into()
}

//! Does an entry count? Authority first (who, from which sequence, in which scope), then the
//! guards of acts in their own past. An entry that does not count stays stored, and is listed.

use std::fmt;

use super::act::{Act, ActTime, GuardOutcome};
use super::acts::{self, RecordKind, Verb};
use super::body::SCHEMA;
use super::entry::{Entry, Kind};
use super::member::Membership;
use super::record::Held;
use super::{EntryId, Role, rules};

/// The effect of an admitted entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Effect {
    /// It counts.
    Ok,
    /// It carries causality and writes nothing; a supervisor may admit it by id.
    Void(VoidReason),
    /// This peer lacks what it would need to tell; never treated as void.
    Unknown(UnknownReason),
}

/// Why an entry does not count.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum VoidReason {
    /// Another entry with a lower index holds its place in the log.
    Twin,
    /// The log is not enrolled, or signs for somebody else.
    LogNotOfAuthor,
    /// The log was revoked from this sequence number on.
    Revoked,
    /// No role of the author may write this here.
    NoRight,
    /// The scope differs from the root's.
    Scope,
    /// An act on a record of another kind, or a root where none may be.
    WrongRecord,
    /// An argument of the act is missing or wrong.
    Args(String),
    /// A guard of the act is false in its own past; the guard's code.
    Guard(&'static str),
}

impl VoidReason {
    /// The stable code, for JSON and for words in both languages.
    #[must_use]
    pub fn code(&self) -> &str {
        match self {
            Self::Twin => "twin",
            Self::LogNotOfAuthor => "log-not-of-author",
            Self::Revoked => "revoked",
            Self::NoRight => "no-right",
            Self::Scope => "scope",
            Self::WrongRecord => "wrong-record",
            Self::Args(_) => "args",
            Self::Guard(code) => code,
        }
    }
}

impl fmt::Display for VoidReason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Args(what) => write!(f, "args: {what}"),
            other => f.write_str(other.code()),
        }
    }
}

/// What this peer lacks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum UnknownReason {
    /// A kind, verb, schema or version of the rules newer than this program.
    Newer,
    /// Entries of another record that a guard needs.
    GuardData,
    /// The body, although no erasure is known.
    Body,
}

impl UnknownReason {
    /// The stable code.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Newer => "newer-version",
            Self::GuardData => "guard-data-missing",
            Self::Body => "body-missing",
        }
    }
}

/// The root of the record that an entry belongs to.
#[derive(Debug, Clone, Copy)]
pub(super) struct Root<'a> {
    pub(super) entry: &'a Entry,
    pub(super) kind: Option<RecordKind>,
}

impl<'a> Root<'a> {
    pub(super) fn of(entry: &'a Entry) -> Self {
        Self { entry, kind: kind_of_root(entry) }
    }
}

/// What kind of record a root entry opens.
#[must_use]
pub fn kind_of_root(entry: &Entry) -> Option<RecordKind> {
    match entry.header.kind {
        Kind::Change => Some(RecordKind::Submission),
        Kind::Evidence => Some(RecordKind::Evidence),
        Kind::Act => entry.body()?.verb.and_then(Verb::from_code)?.rule().on.first().copied(),
        _ => None,
    }
}

/// An entry with the authority to count; for an act, the act (whose guards are still to be judged).
#[derive(Debug)]
pub(super) enum Authorised {
    Entry,
    Act(Act),
}

/// Why what this change or evidence entry says is not known here, if so.
///
/// Its authority stands in its header, so it counts as written by its author all the same: an
/// act's four eyes and its staleness must not turn when a body is destroyed or a phone upgraded.
pub(super) fn unread(entry: &Entry) -> Option<UnknownReason> {
    if !is_erasable(entry.header.kind) {
        return None;
    }
    match entry.body() {
        None => Some(UnknownReason::Body),
        Some(body) => (body.schema > SCHEMA).then_some(UnknownReason::Newer),
    }
}

/// Does erasing a record destroy the bodies of entries of this kind?
#[must_use]
pub fn is_erasable(kind: Kind) -> bool {
    matches!(kind, Kind::Change | Kind::Evidence)
}

/// Everything but the guards.
pub(super) fn authorise(
    held: &Held,
    root: Root<'_>,
    membership: &Membership,
) -> Result<Authorised, Effect> {
    let entry = &held.entry;
    let header = &entry.header;
    let void = |reason| Err(Effect::Void(reason));
    if header.kind == Kind::Member {
        let listed = membership.void.iter().any(|(id, _)| *id == entry.id);
        return if listed { void(VoidReason::NoRight) } else { Ok(Authorised::Entry) };
    }
    let admitted = membership.admitted.contains(&entry.id);
    if held.twin && !admitted {
        return void(VoidReason::Twin);
    }
    let Some(info) = membership.logs.get(&header.log).filter(|i| i.member == header.author) else {
        return void(VoidReason::LogNotOfAuthor);
    };
    if info.revoked_from.is_some_and(|first| header.seq >= first) && !admitted {
        return void(VoidReason::Revoked);
    }
    let newer = matches!(header.kind, Kind::Unknown(_))
        || membership.rules_version > rules::VERSION
        || (!is_erasable(header.kind) && entry.body().is_some_and(|body| body.schema > SCHEMA));
    if newer {
        return Err(Effect::Unknown(UnknownReason::Newer));
    }
    if header.scope != root.entry.header.scope {
        return void(VoidReason::Scope);
    }
    let verb = act_verb(entry)?;
    let roles = membership.roles_at(header.author, header.log, header.seq, header.scope);
    let allowed = membership.scope(header.scope).is_some_and(|scope| {
        roles.iter().any(|role| rules::may(*role, header.kind, verb, scope.audience))
    });
    let own = roles.contains(&Role::DataProtection) || header.author == root.entry.header.author;
    if !admitted && (!allowed || (header.kind == Kind::Erase && !own)) {
        return void(VoidReason::NoRight);
    }
    match verb {
        Some(verb) => act_of(held, verb, roles, root).map(Authorised::Act),
        None => Ok(Authorised::Entry),
    }
}

fn act_verb(entry: &Entry) -> Result<Option<Verb>, Effect> {
    if entry.header.kind != Kind::Act {
        return Ok(None);
    }
    let body = entry.body().ok_or(Effect::Unknown(UnknownReason::Body))?;
    body.verb.and_then(Verb::from_code).map(Some).ok_or(Effect::Unknown(UnknownReason::Newer))
}

fn act_of(held: &Held, verb: Verb, roles: Vec<Role>, root: Root<'_>) -> Result<Act, Effect> {
    let entry = &held.entry;
    let rule = verb.rule();
    let is_root = entry.header.record.is_none();
    if rule.creates != is_root || !root.kind.is_some_and(|kind| rule.on.contains(&kind)) {
        return Err(Effect::Void(VoidReason::WrongRecord));
    }
    let body = entry.body().ok_or(Effect::Unknown(UnknownReason::Body))?;
    acts::check_args(verb, &body.args)
        .map_err(|error| Effect::Void(VoidReason::Args(error.to_string())))?;
    Ok(Act {
        entry: entry.id,
        author: entry.header.author,
        roles,
        verb,
        args: body.args.clone(),
        refs: body.refs.clone(),
        time: ActTime {
            device_ms: body.clocks.wall_ms,
            earliest_ms: held.seen_ms,
            recorded_ms: held.recorded_ms,
        },
    })
}

/// The effect that follows from an act's guards.
pub(super) fn effect_of_guard(outcome: GuardOutcome, admitted: bool) -> Effect {
    match outcome {
        GuardOutcome::Holds => Effect::Ok,
        _ if admitted => Effect::Ok,
        GuardOutcome::Fails(code) => Effect::Void(VoidReason::Guard(code)),
        GuardOutcome::Missing => Effect::Unknown(UnknownReason::GuardData),
    }
}

/// An entry with its effect, for lists that a supervisor reads.
pub type Listed<R> = (EntryId, R);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn missing_guard_data_is_unknown_and_never_void() {
        assert_eq!(
            effect_of_guard(GuardOutcome::Missing, false),
            Effect::Unknown(UnknownReason::GuardData)
        );
        assert_eq!(
            effect_of_guard(GuardOutcome::Fails("same_person"), false),
            Effect::Void(VoidReason::Guard("same_person"))
        );
        assert_eq!(effect_of_guard(GuardOutcome::Holds, false), Effect::Ok);
    }

    #[test]
    fn what_was_admitted_by_id_counts_whatever_its_guards_say() {
        for outcome in [GuardOutcome::Missing, GuardOutcome::Fails("same_person")] {
            assert_eq!(effect_of_guard(outcome, true), Effect::Ok);
        }
    }
}

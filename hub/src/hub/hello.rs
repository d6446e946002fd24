//! `POST /v1/hello`: where both stand. Nothing new fits in less than a kilobyte.

use std::collections::BTreeMap;

use saksi_domain::journal::entry::Seen;
use saksi_domain::journal::log::Frontier;
use saksi_domain::journal::merkle::Hash;
use saksi_domain::journal::rules::Reads;
use saksi_domain::journal::{Audience, Role, ScopeLabel};
use saksi_domain::sync::wire::{HelloRequest, HelloResponse};

use super::{Hub, enrol};
use crate::journal::Journal;
use crate::problem::HubError;
use crate::store::{Alarm, AlarmKind};
use crate::visibility::Caller;

impl Hub {
    /// Says what the hub wants, and what it has for the caller.
    ///
    /// # Errors
    /// `store-unavailable`, when something alarming could not be noted.
    pub fn hello(
        &self,
        caller: &Caller,
        request: &HelloRequest,
    ) -> Result<HelloResponse, HubError> {
        let journal = self.journal();
        let response = HelloResponse {
            wanted: wanted(&journal, caller, request),
            note: journal.latest().note.clone(),
            consistency: consistency(&journal, request.seen),
            line: enrol::line(&journal, line_from(&journal, request.line_len)),
            scopes: scopes(&journal, caller, &request.cursors),
        };
        let strange = request.seen.is_some_and(|seen| is_strange(&journal, seen));
        drop(journal);
        let known = || self.alarms().iter().any(|a| a.kind == AlarmKind::HubBehind);
        if strange && !known() {
            // The device's word, not proved: one alarm says enough.
            let subject = caller.log.short();
            let at_ms = self.clock.now_ms();
            self.raise(vec![Alarm { kind: AlarmKind::HubBehind, subject, at_ms }], Vec::new())?;
        }
        Ok(response)
    }
}

/// A line longer than ours is one that we lost: then the caller gets ours from the start.
fn line_from(journal: &Journal, theirs: u64) -> usize {
    let ours = journal.ledger().membership().len;
    if theirs > ours { 0 } else { usize::try_from(theirs).unwrap_or(0) }
}

/// The caller's own logs, those that she names and those that she may have forgotten. An
/// administrator, who must say from where a revocation governs, gets every log that she names.
fn wanted(journal: &Journal, caller: &Caller, request: &HelloRequest) -> Frontier {
    let ledger = journal.ledger();
    let named = request.logs.keys().chain([&caller.log]);
    let membership = ledger.membership();
    let administers =
        membership.current_roles(caller.member).iter().any(|(r, _)| *r == Role::Administrator);
    let own = |log: &&_| {
        membership.logs.get(log).is_some_and(|info| administers || info.member == caller.member)
    };
    named.filter(own).map(|log| (*log, ledger.next_seq(*log))).collect()
}

fn consistency(journal: &Journal, seen: Option<Seen>) -> Vec<Hash> {
    let latest = journal.latest();
    let proof = seen
        .filter(|seen| seen.epoch == latest.epoch && seen.size <= latest.size)
        .and_then(|seen| journal.ledger().tree().consistency_proof(seen.size, latest.size));
    proof.unwrap_or_default()
}

/// Does a device hold a checkpoint of this epoch that this journal never had?
fn is_strange(journal: &Journal, seen: Seen) -> bool {
    seen.epoch >= journal.ledger().membership().epoch
        && journal.ledger().tree().root_at(seen.size) != Some(seen.root)
}

fn scopes(
    journal: &Journal,
    caller: &Caller,
    cursors: &BTreeMap<ScopeLabel, u64>,
) -> BTreeMap<ScopeLabel, u64> {
    let membership = journal.ledger().membership();
    let public = |label: ScopeLabel| {
        membership.scope(label).is_some_and(|scope| scope.audience == Audience::Public)
    };
    let readable = caller.scopes(membership).into_iter();
    let readable = readable.filter(|(label, _)| !caller.revoked || public(*label));
    let cursor = |(label, reads): (ScopeLabel, Reads)| {
        let from = cursors.get(&label).copied().unwrap_or(0);
        (label, newest(journal, caller, label, reads).max(from.min(journal.ledger().size())))
    };
    readable.map(cursor).collect()
}

/// The cursor after the newest entry of a scope that the caller may read.
fn newest(journal: &Journal, caller: &Caller, label: ScopeLabel, reads: Reads) -> u64 {
    let mut indexes = journal.indexes(label, 0).iter().rev();
    let readable = |index: &&u64| {
        let held = journal.ledger().since_index(**index).next();
        held.is_some_and(|held| reads == Reads::All || caller.is_mine(journal, held.entry.record()))
    };
    indexes.find(readable).map_or(0, |index| index + 1)
}

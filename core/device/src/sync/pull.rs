//! Others' entries come in, scope by scope. Signature, member line and commitment are checked;
//! a page and its cursor are one transaction.

use saksi_domain::journal::checkpoint::Checkpoint;
use saksi_domain::journal::log::Frontier;
use saksi_domain::journal::record::Held;
use saksi_domain::journal::{Entry, Kind, Membership, RecordId, ScopeLabel};
use saksi_domain::store::{BlobStore as _, EntryStore as _};
use saksi_domain::sync::plan::SyncStep;
use saksi_domain::sync::wire::PullResponse;

use super::Run;
use crate::error::DeviceError;
use crate::project::Project;
use crate::store::{entries, notes};

/// Most entries of one answer.
const PAGE: usize = 200;

/// Destroys what an erased record still holds here: bodies, and sealed files.
pub(crate) fn destroy_erased(project: &Project, record: RecordId) -> Result<(), DeviceError> {
    if !project.fold(record)?.erased {
        return Ok(());
    }
    let mut store = project.store.clone();
    for item in store.items_of(record)? {
        store.delete(item.cid)?;
    }
    let bodies = store.of_record(record)?.into_iter().filter(|held| {
        held.entry.content.is_some()
            && matches!(held.entry.header.kind, Kind::Change | Kind::Evidence)
    });
    let ids: Vec<_> = bodies.map(|held| held.entry.id).collect();
    Ok(store.destroy_bodies(&ids)?)
}

impl Run<'_> {
    /// Reads every scope that this member may read to its end.
    pub(super) fn pull(&mut self) -> Result<(), DeviceError> {
        let membership = self.project.membership()?.ok_or(DeviceError::NotYetMember)?;
        for scope in readable(&membership, self.project) {
            let mut after = self.project.store.cursors()?.get(&scope).copied().unwrap_or(0);
            loop {
                self.tell(SyncStep::Pull, self.report.received, 0)?;
                let answer = match self.client.pull(scope, after, PAGE) {
                    Err(DeviceError::Refused { code, .. }) if code == "scope-forbidden" => break,
                    answer => answer?,
                };
                let (next, more) = (answer.next, answer.more);
                self.take(scope, answer)?;
                if !more || next <= after {
                    break;
                }
                after = next;
            }
        }
        self.project.line_changed();
        Ok(())
    }

    fn take(&mut self, scope: ScopeLabel, answer: PullResponse) -> Result<(), DeviceError> {
        let membership = self.project.membership()?.ok_or(DeviceError::NotYetMember)?;
        let keys = membership.hub_keys().ok_or(DeviceError::Untrusted("no keys of the hub"))?;
        let times = answer
            .notes
            .iter()
            .map(|note| Ok((Checkpoint::verify(note, &membership.project, keys)?, note.as_str())))
            .collect::<Result<Vec<_>, DeviceError>>()?;
        let mut page = Vec::new();
        for (index, entry) in answer.entries {
            // A phone that joined a moment ago: its link of the line comes with the next hello.
            if entry.header.kind != Kind::Member {
                let key = membership.key_of(entry.header.log).ok_or(DeviceError::Offline)?;
                entry.verify(membership.project, key)?;
            } else if self.project.store.get(entry.id)?.is_none() {
                continue;
            }
            let covering = times.iter().filter(|(c, _)| c.size > index).map(|(c, _)| c.time_ms);
            let recorded = covering.min();
            let seen = times.iter().find(|(c, _)| Some(c.seen()) == entry.header.seen);
            let seen = seen.map(|(c, _)| c.time_ms);
            let held = self.held(index, entry, (recorded, seen), &page)?;
            page.push(held);
        }
        let (count, erasing) = (page.len() as u64, erased_records(&page, &self.project.store)?);
        self.project.store.in_transaction(|tx| {
            entries::put(tx, &page)?;
            notes::set_cursor(tx, scope, answer.next)
        })?;
        for record in erasing {
            destroy_erased(self.project, record)?;
        }
        self.report.received += count;
        Ok(())
    }

    /// An entry with what is known of it; `page` are those that came before it.
    fn held(
        &self,
        index: u64,
        entry: Entry,
        (recorded, seen): (Option<i64>, Option<i64>),
        page: &[Held],
    ) -> Result<Held, DeviceError> {
        let store = &self.project.store;
        let known = store.get(entry.id)?;
        let recorded_ms = match (known.as_ref().and_then(|k| k.recorded_ms), recorded) {
            (Some(a), Some(b)) => Some(a.min(b)),
            (a, b) => a.or(b),
        };
        let seen_ms = match (seen, entry.header.seen) {
            (None, Some(seen)) => store.time_of(&seen)?,
            (seen, _) => seen,
        };
        let (log, seq) = (entry.header.log, entry.header.seq);
        let same_place = store.of_log(log, seq, 8)?;
        let twin = same_place.iter().chain(page).any(|other| {
            (other.entry.header.log, other.entry.header.seq) == (log, seq)
                && other.entry.id != entry.id
                && other.index.is_some_and(|i| i < index)
        });
        let twin = twin || known.is_some_and(|known| known.twin);
        Ok(Held { entry, index: Some(index), recorded_ms, seen_ms, twin })
    }

    /// Did the open log go on elsewhere? Then nothing more is signed in it.
    pub(super) fn find_forks(&self, wanted: &Frontier) -> Result<(), DeviceError> {
        let (store, writer) = (&self.project.store, &self.project.writer);
        let log = writer.log(store)?;
        let mine = store.frontier()?.get(&log).copied().unwrap_or(0);
        let hubs = wanted.get(&log).copied().unwrap_or(0);
        if hubs > mine || store.is_forked(log)? {
            writer.note_fork(store)?;
            return Err(DeviceError::Forked);
        }
        Ok(())
    }
}

/// Scopes worth asking for: the public one, and all in the provinces of the member's roles.
fn readable(membership: &Membership, project: &Project) -> Vec<ScopeLabel> {
    use saksi_domain::journal::rules::{Reads, may_read};
    use saksi_domain::journal::{Audience, Scope};
    let roles = membership.current_roles(project.writer.member());
    let mut scopes = vec![Scope::project().label()];
    for province in &membership.provinces {
        for audience in Audience::ALL {
            let reads = roles.iter().any(|(role, of)| {
                (of == "*" || province == "*" || of == province)
                    && may_read(*role, audience) != Reads::Nothing
            });
            let label = Scope::new(province, audience).label();
            if reads && !scopes.contains(&label) {
                scopes.push(label);
            }
        }
    }
    scopes
}

/// Records of a page that an erase speaks about, now or before.
fn erased_records(
    page: &[Held],
    store: &crate::store::Store,
) -> Result<Vec<RecordId>, DeviceError> {
    let mut records: Vec<RecordId> = Vec::new();
    for held in page {
        let record = held.entry.record();
        if records.contains(&record) {
            continue;
        }
        let erases = |h: &Held| h.entry.header.kind == Kind::Erase;
        if erases(held) || store.of_record(record)?.iter().any(erases) {
            records.push(record);
        }
    }
    Ok(records)
}

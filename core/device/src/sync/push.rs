//! Own entries go out, page by page; nothing counts as sent without a receipt that verifies.

use std::time::Instant;

use saksi_domain::journal::log::Frontier;
use saksi_domain::journal::record::Held;
use saksi_domain::journal::{EntryId, LogId};
use saksi_domain::store::EntryStore as _;
use saksi_domain::sync::plan::{SyncStep, match_receipts, plan_page};
use saksi_domain::sync::wire::{Message as _, PushRequest, PushResponse};

use super::Run;
use crate::error::DeviceError;
use crate::project::Project;
use crate::store::{entries, notes};

/// Most entries of one page.
const MOST: usize = 500;

fn size_of(held: &Held) -> usize {
    held.entry.cose.len() + held.entry.content.as_ref().map_or(0, |c| c.bytes.len() + 40)
}

impl Run<'_> {
    /// Sends every own log from where the hub wants it; answers how many entries went.
    pub(super) fn push(&mut self, wanted: &Frontier) -> Result<u64, DeviceError> {
        for log in self.project.writer.logs(&self.project.store)? {
            if let Some(wanted) = wanted.get(&log) {
                // On a restored phone an entry may wait whose place the hub has given away: it is
                // handed in all the same, for a person to admit.
                let waiting = self.project.store.unsent(log, 1)?;
                let first = waiting.first().map_or(*wanted, |held| held.entry.header.seq);
                self.push_log(log, first.min(*wanted))?;
            }
        }
        Ok(self.report.sent)
    }

    fn push_log(&mut self, log: LogId, mut from: u64) -> Result<(), DeviceError> {
        let mut gaps = 0;
        let end = self.project.store.frontier()?.get(&log).copied().unwrap_or(0);
        while from < end {
            self.tell(SyncStep::Entries, self.report.sent, end)?;
            let mut page = self.project.store.of_log(log, from, MOST)?;
            page.truncate(plan_page(page.iter().map(size_of), self.pace.page_bytes()));
            let Some(last) = page.last() else { return Ok(()) };
            let next = last.entry.header.seq + 1;
            match self.push_page(&page) {
                Ok(()) => from = next,
                // Another run of ours, or the hub's restore: go on where it wants, but not for ever.
                Err(DeviceError::Refused { code, expected: Some(expected), .. })
                    if code == "log-gap" && gaps < 3 =>
                {
                    gaps += 1;
                    from = expected;
                }
                Err(error) => return Err(error),
            }
        }
        Ok(())
    }

    fn push_page(&mut self, page: &[Held]) -> Result<(), DeviceError> {
        let request = PushRequest { entries: page.iter().map(|h| h.entry.clone()).collect() };
        let (bytes, since) = (request.encode().len(), Instant::now());
        let answer = self.client.push(&request)?;
        self.measured(bytes, since, ());
        accept(self.project, page, &answer)?;
        self.report.sent += page.len() as u64;
        let odd = answer.verdicts.iter().filter(|v| v.effect != "ok");
        self.report.void.extend(odd.map(|v| (v.id.short(), v.reason.clone())));
        Ok(())
    }
}

/// Verifies the receipts of a page, then notes all of them at once.
fn accept(project: &Project, page: &[Held], answer: &PushResponse) -> Result<(), DeviceError> {
    let membership = project.membership()?.ok_or(DeviceError::NotYetMember)?;
    let keys = membership.hub_keys().ok_or(DeviceError::Untrusted("no keys of the hub"))?;
    let sent: Vec<_> = page.iter().map(|held| held.entry.id).collect();
    let matched = match_receipts(&sent, answer)
        .ok_or(DeviceError::Untrusted("the receipts do not cover what was sent"))?;
    let mut noted = Vec::new();
    let mut proved = Vec::new();
    for (receipt, ids) in matched {
        let checkpoint = receipt.verify(&ids, &membership.project, keys)?;
        for (index, id) in (receipt.from..).zip(&ids) {
            let held = page.iter().find(|held| held.entry.id == *id);
            let mut held = held.cloned().ok_or(DeviceError::Internal("a page"))?;
            held.index = Some(index);
            held.twin |= answer.verdicts.iter().any(|v| v.id == *id && v.reason == "twin");
            held.recorded_ms =
                Some(held.recorded_ms.map_or(checkpoint.time_ms, |t| t.min(checkpoint.time_ms)));
            noted.push(held);
        }
        proved.push((receipt, ids.len(), checkpoint));
    }
    project.store.in_transaction(|tx| {
        entries::put(tx, &noted)?;
        for (receipt, count, checkpoint) in &proved {
            notes::put_receipt(tx, receipt, *count, checkpoint)?;
        }
        Ok(())
    })
}

/// Takes the hub's answer to these entries, if its receipts verify.
///
/// # Errors
/// [`DeviceError::Untrusted`] for a receipt that does not hold; then nothing changed.
pub fn accept_answer(
    project: &Project,
    sent: &[EntryId],
    answer: &PushResponse,
) -> Result<(), DeviceError> {
    let mut page = Vec::new();
    for id in sent {
        page.push(project.store.get(*id)?.ok_or(DeviceError::Unknown("entry"))?);
    }
    accept(project, &page, answer)
}

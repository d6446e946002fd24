//! `POST /v1/entries`: a page, its verdicts and its receipts.

use saksi_domain::journal::member::LineError;
use saksi_domain::journal::rules::MemberVerb;
use saksi_domain::journal::{Entry, EntryId, Kind};
use saksi_domain::sync::wire::{PushRequest, PushResponse};

use super::Hub;
use crate::journal::{receipts, verdicts};
use crate::problem::{HubError, Refusal};
use crate::visibility::Caller;

/// Most entries of one page.
pub const MAX_PAGE: usize = 4096;

impl Hub {
    /// Takes a page from an enrolled caller, who need not be its author. Entries that are known
    /// are answered with their receipts again.
    ///
    /// # Errors
    /// The [`HubError`] of the first entry that cannot be taken; nothing was taken then.
    pub fn push(&self, _caller: &Caller, request: PushRequest) -> Result<PushResponse, HubError> {
        let page = request.entries;
        if page.len() > MAX_PAGE {
            let detail = format!("a page of {} entries, at most {MAX_PAGE}", page.len());
            return Err(HubError::new(Refusal::TooLarge, detail));
        }
        page.iter().try_for_each(|entry| self.keeps_our_keys(entry))?;
        let ids: Vec<EntryId> = page.iter().map(|entry| entry.id).collect();
        let batch = self.take(page)?;
        self.hold_against_files(&batch.held)?;
        let journal = self.journal();
        let verdicts = verdicts(&journal, &ids);
        let receipts = receipts(&journal, verdicts.iter().map(|v| v.index).collect());
        Ok(PushResponse { verdicts, receipts })
    }

    /// The line may not name keys for this hub that it does not hold: no checkpoint would verify.
    fn keeps_our_keys(&self, entry: &Entry) -> Result<(), HubError> {
        let Some(body) = entry.body().filter(|_| entry.header.kind == Kind::Member) else {
            return Ok(());
        };
        if body.verb != Some(MemberVerb::HubKey.code()) {
            return Ok(());
        }
        if self.journal().ledger().get(&entry.id).is_some() {
            return Ok(());
        }
        Err(LineError::Arg("key: the hub's keys change only by its setup and restore".into())
            .into())
    }
}

//! Sealed files, resumable both ways: previews before originals, forms first of all.

use std::time::Instant;

use saksi_domain::store::BlobStore as _;
use saksi_domain::sync::plan::SyncStep;

use super::Run;
use crate::error::DeviceError;
use crate::store::Item;

/// Refusals that are about one file and do not pass by trying again.
const FINAL: [&str; 4] = ["plain-digest-mismatch", "cid-mismatch", "not-found", "too-large"];

impl Run<'_> {
    /// Uploads what is here of a role; a file that the hub refuses does not stop the others.
    pub(super) fn upload(&mut self, role: &str, step: SyncStep) -> Result<(), DeviceError> {
        let is_original = role == "original";
        let items: Vec<Item> = self
            .project
            .store
            .items_to_send()?
            .into_iter()
            .filter(|item| (item.role == "original") == is_original)
            .collect();
        for (done, item) in items.iter().enumerate() {
            let name = format!("refused/{}", item.cid);
            if self.project.store.state(&name)?.is_some() {
                continue;
            }
            match self.upload_one(item, step, done as u64, items.len() as u64) {
                Ok(()) => {
                    self.project.store.mark_sent(item.cid)?;
                    let count = if is_original {
                        &mut self.report.originals
                    } else {
                        &mut self.report.previews
                    };
                    *count += 1;
                }
                Err(DeviceError::Refused { code, .. }) if FINAL.contains(&code.as_str()) => {
                    self.project.store.set_state(&name, Some(code.as_bytes()))?;
                    self.report.refused.push((item.record.short(), code));
                }
                Err(error) => return Err(error),
            }
        }
        Ok(())
    }

    fn upload_one(
        &mut self,
        item: &Item,
        step: SyncStep,
        done: u64,
        of: u64,
    ) -> Result<(), DeviceError> {
        let store = self.project.store.clone();
        let total = store.size(item.cid)?.ok_or(DeviceError::NotHere)?;
        let mut state = self.client.upload_state(item.cid)?;
        let mut moved = 0;
        while !state.complete {
            self.tell(step, done, of)?;
            let bytes = store.read(item.cid, state.offset, self.pace.page_bytes())?;
            let (size, since) = (bytes.len(), Instant::now());
            match self.client.upload(item.cid, state.offset, total, bytes) {
                Ok(next) => {
                    self.measured(size, since, ());
                    if !next.complete && next.offset <= state.offset {
                        return Err(DeviceError::Untrusted("the upload does not move"));
                    }
                    state = next;
                }
                Err(DeviceError::Refused { code, expected: Some(at), .. })
                    if code == "offset-mismatch" && moved < 3 =>
                {
                    moved += 1;
                    state = self.client.upload_state(item.cid)?;
                    state.offset = at;
                }
                Err(error) => return Err(error),
            }
        }
        Ok(())
    }

    /// Downloads forms and previews that entries name.
    pub(super) fn fetch(&mut self) -> Result<(), DeviceError> {
        let items = self.project.store.items_to_fetch()?;
        for (done, item) in items.iter().enumerate() {
            self.tell(SyncStep::Fetch, done as u64, items.len() as u64)?;
            match self.download(item, None) {
                Ok(()) => self.report.fetched += 1,
                // Not uploaded yet by its author, or not for us.
                Err(DeviceError::Refused { status: 404, .. }) => {}
                Err(error) => return Err(error),
            }
        }
        crate::field::forms::compile_published(self.project)
    }

    /// Downloads one file; goes on where it stopped. Its size, if it is to be told how far it is.
    pub(crate) fn download(&mut self, item: &Item, of: Option<u64>) -> Result<(), DeviceError> {
        let mut store = self.project.store.clone();
        loop {
            let from = store.staged(item.cid)?;
            if let Some(of) = of {
                self.tell(SyncStep::Fetch, from, of)?;
            }
            let len = self.pace.page_bytes() as u64;
            let since = Instant::now();
            let bytes = self.client.download(item.cid, from, len)?;
            let size = bytes.len();
            self.measured(size, since, ());
            if size > 0 {
                store.append(item.cid, from, &bytes)?;
            }
            if (size as u64) < len {
                break;
            }
        }
        store.finish(item.cid)?;
        Ok(store.mark_sent(item.cid)?)
    }
}

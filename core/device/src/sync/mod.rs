//! One run of a sync: enrol, hello, entries, pull, small files, previews, originals.
//!
//! The order and the sizes are decided in `saksi_domain::sync::plan`. Each step may be broken off
//! and repeated; what was proved is stored before the next is asked for. An answer that does not
//! verify changes nothing.

mod blobs;
mod hello;
mod pull;
mod push;

pub(crate) use pull::destroy_erased;
pub use push::accept_answer;

use std::time::Instant;

use saksi_domain::sync::plan::{Pace, SyncStep};

use crate::error::{Advice, DeviceError};
use crate::net::Client;
use crate::project::Project;
use crate::vault::KeyVault;

/// Hears how a sync goes, and may stop it.
pub trait Progress {
    /// `done` of `of` (0: unknown) in this step; `false` cancels.
    fn on(&self, step: SyncStep, done: u64, of: u64) -> bool;
}

/// Hears nothing and never cancels.
#[derive(Debug, Clone, Copy, Default)]
pub struct Quiet;

impl Progress for Quiet {
    fn on(&self, _: SyncStep, _: u64, _: u64) -> bool {
        true
    }
}

/// What a sync did.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SyncReport {
    /// Own entries that got a receipt.
    pub sent: u64,
    /// Others' entries that came in.
    pub received: u64,
    /// Small files that came in.
    pub fetched: u64,
    /// Previews that went out.
    pub previews: u64,
    /// Originals that went out.
    pub originals: u64,
    /// Files that the hub refused, by short name, with its code.
    pub refused: Vec<(String, String)>,
    /// Entries without effect, by short id, with the reason's code.
    pub void: Vec<(String, String)>,
}

/// A sync under way.
pub(crate) struct Run<'a> {
    pub(crate) project: &'a Project,
    pub(crate) vault: &'a dyn KeyVault,
    pub(crate) client: Client,
    pub(crate) progress: &'a dyn Progress,
    pub(crate) pace: Pace,
    pub(crate) report: SyncReport,
}

const PACE: &str = "pace";

/// What is remembered of the line.
pub(crate) fn pace(project: &Project) -> Result<Pace, DeviceError> {
    let pace = project.store.state(PACE)?;
    Ok(pace.and_then(|p| serde_json::from_slice(&p).ok()).unwrap_or_default())
}

fn keep_pace(project: &Project, pace: Pace) -> Result<(), DeviceError> {
    let bytes = serde_json::to_vec(&pace).map_err(|_| DeviceError::Internal("pace"))?;
    Ok(project.store.set_state(PACE, Some(&bytes))?)
}

/// Syncs once. A failure that may pass is remembered, with the time before which the phone should
/// not try by itself again.
///
/// # Errors
/// [`DeviceError`]; whatever was done before it stays done.
pub(crate) fn sync(
    project: &Project,
    vault: &dyn KeyVault,
    progress: &dyn Progress,
    language: &str,
) -> Result<SyncReport, DeviceError> {
    let address = &project.address;
    let client = Client::new(&address.hub, address.pin, address.project, language)?;
    let (pace, report) = (pace(project)?, SyncReport::default());
    let mut run = Run { project, vault, client, progress, pace, report };
    let outcome = run.all();
    let pace = match &outcome {
        Ok(()) => run.pace.succeeded(),
        Err(DeviceError::Cancelled) => run.pace,
        Err(error) if error.advice() == Advice::Retry => {
            let jitter = u64::from_be_bytes(crate::env::random_array(&*project.env));
            run.pace.failed(project.env.now_ms(), jitter)
        }
        Err(_) => run.pace,
    };
    keep_pace(project, pace)?;
    outcome.map(|()| run.report)
}

/// A client for questions outside a sync, with the token if there is one.
pub(crate) fn client(project: &Project, language: &str) -> Result<Client, DeviceError> {
    let address = &project.address;
    let mut client = Client::new(&address.hub, address.pin, address.project, language)?;
    if let Some(token) = project.store.state("token")? {
        client.set_token(&String::from_utf8_lossy(&token));
    }
    Ok(client)
}

/// Fetches one file outside a sync.
pub(crate) fn fetch_one(
    project: &Project,
    vault: &dyn KeyVault,
    item: &crate::store::Item,
    of: Option<u64>,
    progress: &dyn Progress,
    language: &str,
) -> Result<(), DeviceError> {
    let address = &project.address;
    let client = Client::new(&address.hub, address.pin, address.project, language)?;
    let (pace, report) = (pace(project)?, SyncReport::default());
    let mut run = Run { project, vault, client, progress, pace, report };
    run.enrol()?;
    run.download(item, of)
}

impl Run<'_> {
    fn all(&mut self) -> Result<(), DeviceError> {
        self.enrol()?;
        let wanted = self.hello()?;
        let revoked = self.is_revoked()?;
        let sent = self.push(&wanted)?;
        if revoked {
            // What she had collected is handed in; then the keys go (field.md A22).
            return Err(DeviceError::Revoked);
        }
        self.pull()?;
        self.find_forks(&wanted)?;
        self.fetch()?;
        self.upload("preview", SyncStep::Previews)?;
        self.upload("original", SyncStep::Originals)?;
        if sent > 0 {
            // The new checkpoint covers what was sent: the next entry's sandwich begins here.
            self.hello()?;
        }
        Ok(())
    }

    fn tell(&self, step: SyncStep, done: u64, of: u64) -> Result<(), DeviceError> {
        if self.progress.on(step, done, of) { Ok(()) } else { Err(DeviceError::Cancelled) }
    }

    fn measured<T>(&mut self, bytes: usize, since: Instant, result: T) -> T {
        let ms = u64::try_from(since.elapsed().as_millis()).unwrap_or(u64::MAX);
        self.pace = self.pace.measured(bytes, ms);
        result
    }

    fn is_revoked(&self) -> Result<bool, DeviceError> {
        let log = self.project.writer.log(&self.project.store)?;
        let membership = self.project.membership()?;
        let info = membership.as_ref().and_then(|m| m.logs.get(&log));
        Ok(info.is_some_and(|info| info.revoked_from.is_some()))
    }
}

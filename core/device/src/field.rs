//! The one facade: what the app (through ffi) and the command line can do with a phone.
//!
//! Blocking; every call may come from any thread. What a person entered is durable when the call
//! returns. Parts: `join` (cards, projects), `practice`, `forms`, `beside` (their lists) and `media` (their
//! pictures and sounds), `draft` (filling in), `audit` (its log) and `shown` (a draft on screen), `camera` and
//! `answered` (what was captured), `submit`, `places` and `base_map`, `records`, `own` (as their author is told of them) and `risk` (which are put away), `reading`, `act`, `spoken` (voices),
//! `sync`, `check` (verification), `jotted` (what is no answer yet), `support`.

mod act;
mod answered;
mod audit;
mod base_map;
mod beside;
mod camera;
mod check;
mod draft;
pub(crate) mod forms;
mod join;
mod jotted;
mod media;
mod own;
mod photos;
mod places;
mod practice;
mod reading;
mod records;
mod risk;
mod shown;
mod spoken;
mod submit;
mod support;
mod syncing;
mod third;
mod told;

pub use answered::AnswerFile;
pub use base_map::{BaseMapInfo, MAX_MAP};
pub use beside::FormFile;
pub use camera::{CaptureMeta, SealId, SealedItem};
pub use check::EvidenceReport;
pub use draft::{DraftId, DraftSummary};
pub use forms::FormInfo;
pub use join::{Founder, Join, ProjectInfo, Standing};
pub use media::MAX_MEDIA;
pub use own::{OwnReport, OwnReports, ReportFilter, ReportStanding};
pub use places::{EvidenceStamp, PlacedAnswer, PlacedRecord};
pub use reading::RecordAnswer;
pub use records::{ConflictView, RecordFilter, RecordSummary, TimelineItem};
pub use shown::{
    DraftView, FailingQuestion, Heading, QuestionParameters, QuestionView, RowView, StepKind,
    StepView,
};
pub use support::{Diagnosis, change_vault};
pub use syncing::SyncState;

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use saksi_domain::forms::{Definition, Session};
use saksi_domain::journal::Digest;

use crate::env::Env;
use crate::project::Project;
use crate::vault::KeyVault;

/// A phone with one of its projects open.
pub struct Field {
    dir: PathBuf,
    vault: Arc<dyn KeyVault>,
    env: Arc<dyn Env>,
    project: Project,
    language: Mutex<String>,
    definitions: Mutex<BTreeMap<Digest, Arc<Definition>>>,
    sessions: Mutex<BTreeMap<DraftId, Session>>,
    sealing: Mutex<BTreeMap<SealId, camera::Sealing>>,
    syncing: Mutex<()>,
    spoken: Mutex<()>,
}

impl std::fmt::Debug for Field {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Field").field("project", &self.project).finish_non_exhaustive()
    }
}

/// A lock whose holder cannot leave half a change: everything durable is in the store.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Field {
    fn over(dir: PathBuf, vault: Arc<dyn KeyVault>, env: Arc<dyn Env>, project: Project) -> Self {
        Self {
            dir,
            vault,
            env,
            project,
            language: Mutex::new("id".to_owned()),
            definitions: Mutex::default(),
            sessions: Mutex::default(),
            sealing: Mutex::default(),
            syncing: Mutex::new(()),
            spoken: Mutex::new(()),
        }
    }

    /// The open project, for what the facade does not offer (bundles, tests).
    #[must_use]
    pub fn project(&self) -> &Project {
        &self.project
    }

    /// Sets the language on screen, `id` or `en`; also for the hub's refusals.
    pub fn set_language(&self, language: &str) {
        language.clone_into(&mut lock(&self.language));
    }

    fn language(&self) -> String {
        lock(&self.language).clone()
    }
}

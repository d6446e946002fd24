//! The hub: it sequences a project's journal, keeps the sealed files and answers phones.
//!
//! It decides little: whether an entry may be stored is asked of [`saksi_domain::journal`], and
//! what counts is its fold. Here are the effects: a database, files, sockets and a clock. Read:
//!
//! 1. [`setup`]: a new project; [`serve()`]: run a hub (in-process too, for tests).
//! 2. [`router`]: every route on one page; `routes/` has one file per route.
//! 3. [`journal`]: the one writer, its plan and its batches; [`visibility`]: who reads what.
//! 4. [`store`]: SQLite and blob files; [`mod@backup`]: copies, and the new epoch after a restore.
//! 5. [`problem`]: every refusal, with words in two languages.
//!
//! What an operator needs to know is `docs/operating-a-hub.md`; the messages, `docs/formats/sync.md`.

pub mod backup;
pub mod clock;
pub mod hub;
pub mod journal;
pub mod keys;
pub mod logs;
pub mod metrics;
pub mod openapi;
pub mod problem;
mod random;
pub mod router;
mod routes;
pub mod serve;
pub mod setup;
pub mod store;
pub mod tls;
pub mod visibility;

pub use backup::{BackupError, Manifest, Reported, backup, restore};
pub use clock::{Clock, SetClock, SystemClock};
pub use serve::{Config, RunningHub, ServeError, serve};
pub use setup::{Created, NewProject, SetupError, create_project, make_token};

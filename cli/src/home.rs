//! A member's home: the profile folder that commands with `--home` open, and its passphrase.

use std::io::Write as _;
use std::path::PathBuf;
use std::sync::Arc;

use clap::Args;
use saksi_device::env::{Env, SystemEnv};
use saksi_device::field::Field;
use saksi_device::vault::{Cost, FileVault, KeyVault};
use saksi_device::{Advice, DeviceError};
use saksi_domain::journal::ProjectId;

use crate::exit::{CliError, Kind};

/// Whose home.
#[derive(Debug, Args)]
pub struct HomeArgs {
    /// The member's folder: vault, key and encrypted store.
    #[arg(long, env = "SAKSI_HOME")]
    home: PathBuf,
    /// Which project, if the home has several.
    #[arg(long)]
    in_project: Option<ProjectId>,
}

/// Where a home lies and what opens it.
pub struct Keys {
    /// The folder.
    pub dir: PathBuf,
    /// Its vault.
    pub vault: Arc<dyn KeyVault>,
    /// The system's clock and randomness.
    pub env: Arc<dyn Env>,
}

impl HomeArgs {
    /// The keys of the home, whether or not it is there yet.
    pub fn keys(&self) -> Result<Keys, CliError> {
        let env: Arc<dyn Env> = Arc::new(SystemEnv::new(zone_min()));
        let passphrase = ask_passphrase("home")?;
        let vault = Arc::new(FileVault::new(&self.home, &passphrase, env.clone(), cost()));
        Ok(Keys { dir: self.home.clone(), vault, env })
    }

    /// Opens the home.
    pub fn open(&self, lang: &str) -> Result<Field, CliError> {
        let keys = self.keys()?;
        let field =
            Field::open(&keys.dir, keys.vault, keys.env, self.in_project).map_err(failed)?;
        field.set_language(lang);
        Ok(field)
    }
}

/// A device's error as a failure of a command: its advice decides the exit code.
pub fn failed(error: DeviceError) -> CliError {
    let code = error.code();
    let (kind, next) = match (&error, error.advice()) {
        (DeviceError::Vault(_) | DeviceError::Store(_) | DeviceError::NoProject, _) => {
            (Kind::Store, "check --home and the passphrase; nothing was overwritten")
        }
        (DeviceError::EvidenceAltered { .. }, _) => {
            (Kind::DoesNotHold, "do not send this item; keep the phone and call the supervisor")
        }
        (_, Advice::Retry) => (Kind::Retry, "try again later; nothing is lost"),
        (_, Advice::Ask) => (Kind::Ask, "put it right and run the command again"),
        (_, Advice::Report) => {
            (Kind::Input, "run `saksi diagnose` and send its file to the programme")
        }
    };
    CliError::new(kind, code, &error, next)
}

/// The passphrase: from SAKSI_PASSPHRASE, else typed.
pub fn ask_passphrase(of: &str) -> Result<String, CliError> {
    if let Ok(passphrase) = std::env::var("SAKSI_PASSPHRASE") {
        return Ok(passphrase);
    }
    let mut stderr = std::io::stderr();
    let _ = write!(
        stderr,
        "Passphrase of the {of} (it is shown as you type; set SAKSI_PASSPHRASE to avoid that): "
    );
    let _ = stderr.flush();
    let mut line = String::new();
    let read = std::io::stdin().read_line(&mut line);
    let passphrase = line.trim_end_matches(['\r', '\n']).to_owned();
    if read.is_err() || passphrase.is_empty() {
        return Err(CliError::input("a passphrase is needed: type it, or set SAKSI_PASSPHRASE"));
    }
    Ok(passphrase)
}

/// What a guess at a passphrase costs.
pub fn cost() -> Cost {
    Cost::PHONE
}

/// The zone written into entries: SAKSI_ZONE_MINUTES, by default WITA (+8).
pub fn zone_min() -> i16 {
    std::env::var("SAKSI_ZONE_MINUTES").ok().and_then(|z| z.parse().ok()).unwrap_or(480)
}

//! `saksi project`: a new project; the file that lets a phone join without a network.

mod recordings;

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::{Args, Subcommand};
use saksi_device::env::{Env, SystemEnv, random_array};
use saksi_device::field::{Field, Founder};
use saksi_device::sync::Quiet;
use saksi_device::vault::{FileVault, KeyVault as _, MasterKey};
use saksi_domain::journal::Entry;
use saksi_domain::journal::cbor::{Reader, Value, decode, encode};
use saksi_hub::{NewProject, SystemClock};
use serde::{Deserialize, Serialize};
use serde_json::json;

use crate::Outcome;
use crate::exit::{CliError, Kind};
use crate::home::{ask_passphrase, cost, failed};
use crate::output::Output;

/// Make and tend projects.
#[derive(Debug, Subcommand)]
pub enum Project {
    /// Make a project, its hub's folder and the genesis file.
    New(New),
    /// Open the administrator's home from the genesis file.
    Admin(Admin),
    /// Write the project file: forms and member line, for joining without a network.
    File(File),
    /// List what the app can say in a recorded voice.
    Prompts(recordings::Prompts),
}

/// Make a project.
#[derive(Debug, Args)]
pub struct New {
    /// An empty folder for the hub.
    #[arg(long)]
    hub_dir: PathBuf,
    /// Name of the project, for people.
    #[arg(long)]
    name: String,
    /// Kemendagri code of a province; may be given several times.
    #[arg(long = "province", required = true)]
    provinces: Vec<String>,
    /// Address of the hub as phones reach it.
    #[arg(long)]
    hub_url: String,
    /// Where to write the genesis file. Keep it off the hub: whoever opens it administers.
    #[arg(long)]
    genesis: PathBuf,
}

/// Open the administrator's home.
#[derive(Debug, Args)]
pub struct Admin {
    /// The genesis file.
    #[arg(long)]
    genesis: PathBuf,
    #[command(flatten)]
    home: crate::home::HomeArgs,
}

/// Write the project file.
#[derive(Debug, Args)]
pub struct File {
    /// Where to, for example `project.saksi.zip`.
    out: PathBuf,
    /// Recordings that phones play beside the words: a folder of `FOLDER/CODE.LANGUAGE.m4a`, or the
    /// zip that "Rekam suara petunjuk" in the app exports; several are laid over each other. They
    /// are published to all members (roles CSO, MEL, ADM) in place of all those before. `saksi
    /// project prompts` lists what can be said.
    #[arg(long, value_name = "FOLDER|ZIP")]
    recordings: Vec<PathBuf>,
    /// The base map that phones draw under their own lines: an MBTiles file with raster tiles, at most
    /// 48 MiB. It is published in place of the one before; phones that joined already fetch it from
    /// the hub when somebody taps "Ambil peta".
    #[arg(long, value_name = "MBTILES")]
    map: Option<PathBuf>,
    #[command(flatten)]
    home: crate::home::HomeArgs,
}

/// The genesis file: the project's first key, wrapped by a passphrase, and how to reach the hub.
#[derive(Debug, Serialize, Deserialize)]
pub struct Genesis {
    pub format: String,
    pub project: saksi_domain::journal::ProjectId,
    pub member: saksi_domain::journal::MemberId,
    pub hub: String,
    /// SHA-256 of the hub's CA; absent for a hub on loopback.
    pub pin: Option<String>,
    pub token: String,
    /// The member line so far, as it is exchanged (hex of CBOR).
    pub line: String,
    /// The key, wrapped (hex).
    pub wrapped_key: String,
}

const FORMAT: &str = "saksi-genesis/1";

impl Project {
    pub fn run(&self, output: &Output) -> Outcome {
        match self {
            Self::New(new) => new.run(output),
            Self::Admin(admin) => admin.run(output),
            Self::File(file) => file.run(output),
            Self::Prompts(prompts) => prompts.run(output),
        }
    }
}

fn vault(beside: &Path, env: &Arc<dyn Env>) -> Result<FileVault, CliError> {
    let passphrase = ask_passphrase("genesis file")?;
    let folder = beside.parent().unwrap_or(Path::new("."));
    Ok(FileVault::new(folder, &passphrase, env.clone(), cost()))
}

impl New {
    fn run(&self, output: &Output) -> Outcome {
        if self.genesis.exists() {
            return Err(CliError::input(format!(
                "{} exists; it may open a project",
                self.genesis.display()
            )));
        }
        let env: Arc<dyn Env> = Arc::new(SystemEnv::new(crate::home::zone_min()));
        let seed: [u8; 32] = random_array(&*env);
        let key = ed25519_dalek::SigningKey::from_bytes(&seed);
        let new = NewProject {
            name: self.name.clone(),
            provinces: self.provinces.clone(),
            hub_url: self.hub_url.clone(),
        };
        let created = saksi_hub::create_project(&self.hub_dir, &new, &key, &SystemClock)
            .map_err(CliError::input)?;
        let master = MasterKey::from_bytes(&seed).map_err(CliError::input)?;
        let wrapped = vault(&self.genesis, &env)?.wrap(&master).map_err(CliError::input)?;
        let loopback = self.hub_url.starts_with("http://");
        let genesis = Genesis {
            format: FORMAT.to_owned(),
            project: created.project,
            member: created.administrator,
            hub: self.hub_url.clone(),
            pin: (!loopback).then(|| hex::encode(created.pin)),
            token: created.token,
            line: hex::encode(encode(&Value::Array(
                created.line.iter().map(Entry::to_value).collect(),
            ))),
            wrapped_key: hex::encode(wrapped),
        };
        let text = serde_json::to_string_pretty(&genesis).map_err(CliError::input)?;
        fs::write(&self.genesis, text).map_err(|e| CliError::file(&self.genesis, &e))?;
        output.result(
            &json!({"project": created.project, "admin": created.administrator, "pin": genesis.pin}),
            &format!(
                "Project {}\nPrint this number on paper: with it anybody can check a bundle.\n\
                 Genesis file: {} (keep it off the hub, and a copy in a second place)",
                created.project,
                self.genesis.display()
            ),
        );
        Ok(())
    }
}

impl Admin {
    fn run(&self, output: &Output) -> Outcome {
        let keys = self.home.keys()?;
        let (genesis, key) = Genesis::open(&self.genesis, &keys.env)?;
        let founder = Founder {
            key,
            member: genesis.member,
            line: genesis.line()?,
            token: genesis.token.clone(),
            hub: genesis.hub.clone(),
            pin: genesis.pin()?,
        };
        let field = Field::found(&keys.dir, keys.vault, keys.env, &founder).map_err(failed)?;
        let standing = field.standing().map_err(failed)?;
        output.result(
            &json!({"member": standing.member, "project": genesis.project}),
            "The administrator's home is open. Invite people with `saksi invite`.",
        );
        Ok(())
    }
}

impl File {
    fn run(&self, output: &Output) -> Outcome {
        let spoken = recordings::read(&self.recordings)?;
        let field = self.home.open(output.word("id", "en"))?;
        // What is no map is refused before anything of the call is published.
        if let Some(path) = &self.map {
            let map = fs::read(path).map_err(|e| CliError::file(path, &e))?;
            field.publish_base_map(&map).map_err(failed)?;
        }
        if !self.recordings.is_empty() {
            field.publish_recordings(&spoken).map_err(failed)?;
        }
        field.sync(&Quiet).map_err(failed)?;
        let spoken = field.recordings().map_err(failed)?;
        let bytes = field.make_project_file().map_err(failed)?;
        fs::write(&self.out, &bytes).map_err(|e| CliError::file(&self.out, &e))?;
        output.result(
            &json!({"out": self.out, "bytes": bytes.len(), "recordings": spoken}),
            &format!(
                "{} ({} KiB, {} recordings): give it along with the card",
                self.out.display(),
                bytes.len() / 1024,
                spoken.len()
            ),
        );
        Ok(())
    }
}

impl Genesis {
    fn line(&self) -> Result<Vec<Entry>, CliError> {
        let bytes = hex::decode(&self.line).map_err(CliError::input)?;
        let value = decode(&bytes).map_err(CliError::input)?;
        let entries = Reader::new(&value, "line").array().map_err(CliError::input)?;
        let entry =
            |reader: &Reader<'_>| Entry::from_reader(self.project, reader).map_err(CliError::input);
        entries.iter().map(entry).collect()
    }

    fn pin(&self) -> Result<Option<[u8; 32]>, CliError> {
        let read = |pin: &String| {
            let mut bytes = [0; 32];
            hex::decode_to_slice(pin, &mut bytes).map_err(CliError::input).map(|()| bytes)
        };
        self.pin.as_ref().map(read).transpose()
    }

    /// Reads a genesis file and opens its key.
    pub fn open(
        path: &Path,
        env: &Arc<dyn Env>,
    ) -> Result<(Self, ed25519_dalek::SigningKey), CliError> {
        let text = fs::read_to_string(path).map_err(|e| CliError::file(path, &e))?;
        let genesis: Self = serde_json::from_str(&text).map_err(|e| {
            CliError::input(format!("{}: not a genesis file ({e})", path.display()))
        })?;
        if genesis.format != FORMAT {
            return Err(CliError::input(format!("{}: not a genesis file", path.display())));
        }
        let wrapped = hex::decode(&genesis.wrapped_key).map_err(CliError::input)?;
        let master = vault(path, env)?
            .unwrap(&wrapped)
            .map_err(|e| CliError::new(Kind::Store, "passphrase", e, "try the passphrase again"))?;
        Ok((genesis, ed25519_dalek::SigningKey::from_bytes(master.as_bytes())))
    }
}

//! The stage of the demo: folders, the hub's process, and one process per act of a person.

use std::fs;
use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use serde_json::Value;

use crate::exit::{CliError, Kind};

/// Where the story is played.
#[derive(Debug)]
pub struct Stage {
    dir: PathBuf,
    temporary: bool,
    programme: PathBuf,
    program: PathBuf,
    hub: Option<(Child, String)>,
    steps: Vec<String>,
    /// Changes places, times and answers.
    pub seed: u64,
}

/// A person with a home: vault, key and journal.
#[derive(Debug, Clone)]
pub struct Player {
    /// Their folder.
    pub home: PathBuf,
    /// Their pseudonymous member id.
    pub member: String,
}

impl Stage {
    /// Makes the folders.
    pub fn set(seed: u64, dir: Option<&Path>, programme: &Path) -> Result<Self, CliError> {
        let temporary = dir.is_none();
        let dir = dir.map_or_else(
            || std::env::temp_dir().join(format!("saksi-demo-{}", std::process::id())),
            Path::to_owned,
        );
        fs::create_dir_all(&dir).map_err(|e| CliError::file(&dir, &e))?;
        let program =
            std::env::current_exe().map_err(|e| CliError::file(Path::new("saksi"), &e))?;
        let programme = programme.canonicalize().map_err(|e| CliError::file(programme, &e))?;
        Ok(Self { dir, temporary, programme, program, hub: None, steps: Vec::new(), seed })
    }

    pub fn dir(&self) -> &Path {
        &self.dir
    }

    /// A file of the programme pack.
    pub fn programme(&self, name: &str) -> PathBuf {
        self.programme.join(name)
    }

    /// A folder or file of this story.
    pub fn path(&self, name: &str) -> PathBuf {
        self.dir.join(name)
    }

    /// Prints a line.
    #[allow(clippy::print_stdout)]
    pub fn say(&self, text: &str) {
        println!("{text}");
    }

    /// A numbered step of the story, as docs/walk-the-data.md has it.
    pub fn step(&mut self, title: &str) {
        self.steps.push(title.to_owned());
        self.say(&format!("\n{}. {title}", self.steps.len()));
    }

    /// The numbered steps must be those of the page.
    pub fn hold_against(&self, page: &Path) -> Result<(), CliError> {
        let text = fs::read_to_string(page).map_err(|e| CliError::file(page, &e))?;
        let told: Vec<&str> = text.lines().filter_map(|l| l.strip_prefix("## ")).collect();
        let played: Vec<String> =
            self.steps.iter().enumerate().map(|(i, s)| format!("{}. {s}", i + 1)).collect();
        if told == played {
            return Ok(());
        }
        let differ = played.iter().zip(&told).find(|(a, b)| a != *b);
        let what = match differ {
            Some((played, told)) => {
                format!("{}: the page says “{told}”, the demo played “{played}”", page.display())
            }
            None => {
                format!("{}: {} steps told, {} played", page.display(), told.len(), played.len())
            }
        };
        Err(CliError::new(Kind::DoesNotHold, "walk", what, "bring page and demo together"))
    }

    /// Starts the hub as a process of its own and waits until it says that it listens.
    pub fn start_hub(&mut self, hub_dir: &Path, port: u16) -> Result<(), CliError> {
        let mut child = Command::new(&self.program)
            .args(["hub", "--json", "--plain", "--dir"])
            .arg(hub_dir)
            .args(["--listen", &format!("127.0.0.1:{port}")])
            .stdout(Stdio::piped())
            .stderr(
                fs::File::create(self.path("hub.log")).map(Stdio::from).unwrap_or(Stdio::null()),
            )
            .spawn()
            .map_err(|e| CliError::file(&self.program, &e))?;
        let mut line = String::new();
        if let Some(out) = child.stdout.take() {
            let mut reader = BufReader::new(out);
            let _ = reader.read_line(&mut line);
            // Keep draining, or the hub would stop on a full pipe.
            std::thread::spawn(move || reader.lines().for_each(drop));
        }
        let said: Value = serde_json::from_str(&line).unwrap_or_default();
        let Some(url) = said["listening"].as_str() else {
            let _ = child.kill();
            let log = fs::read_to_string(self.path("hub.log")).unwrap_or_default();
            return Err(CliError::input(format!("the hub did not start: {line}{log}")));
        };
        self.hub = Some((child, url.to_owned()));
        Ok(())
    }

    pub fn hub_url(&self) -> &str {
        self.hub.as_ref().map_or("", |(_, url)| url)
    }

    /// Runs a command; it must succeed. Returns its JSON.
    pub fn run(&self, args: &[&str]) -> Result<Value, CliError> {
        let (value, code) = self.try_run(args)?;
        if code == 0 {
            return Ok(value);
        }
        let what = format!("`saksi {}` ended with {code}: {value}", args.join(" "));
        Err(CliError::new(
            Kind::DoesNotHold,
            "demo-step",
            what,
            "this is a fault of Saksi: report it",
        ))
    }

    /// Runs a command that may fail. Returns its JSON (of the error, if it failed) and exit code.
    pub fn try_run(&self, args: &[&str]) -> Result<(Value, i32), CliError> {
        let done = Command::new(&self.program)
            .args(args)
            .arg("--json")
            .env("SAKSI_PASSPHRASE", "only for the demo")
            .output()
            .map_err(|e| CliError::file(&self.program, &e))?;
        let bytes = if done.stdout.is_empty() { &done.stderr } else { &done.stdout };
        let text = String::from_utf8_lossy(bytes);
        let value =
            serde_json::from_str(&text).unwrap_or_else(|_| Value::String(text.into_owned()));
        Ok((value, done.status.code().unwrap_or(-1)))
    }

    /// Runs a command as a person; it must succeed.
    pub fn act(&self, who: &Player, args: &[&str]) -> Result<Value, CliError> {
        let home = who.home.to_string_lossy();
        self.run(&[args, &["--home", &home]].concat())
    }

    /// Runs a command as a person; it may fail.
    pub fn try_act(&self, who: &Player, args: &[&str]) -> Result<(Value, i32), CliError> {
        let home = who.home.to_string_lossy();
        self.try_run(&[args, &["--home", &home]].concat())
    }

    /// Writes a file of the story.
    pub fn write(&self, name: &str, bytes: &[u8]) -> Result<PathBuf, CliError> {
        let path = self.path(name);
        fs::write(&path, bytes).map_err(|e| CliError::file(&path, &e))?;
        Ok(path)
    }

    /// Waits until the hub's process ends.
    pub fn wait_for_hub(&mut self) -> std::io::Result<()> {
        self.hub.as_mut().map_or(Ok(()), |(child, _)| child.wait().map(drop))
    }

    /// Ends the hub and removes the folder if it was a temporary one.
    pub fn strike(mut self) -> Result<(), CliError> {
        self.end_hub();
        if self.temporary {
            fs::remove_dir_all(&self.dir).map_err(|e| CliError::file(&self.dir, &e))?;
        }
        Ok(())
    }

    fn end_hub(&mut self) {
        if let Some((mut child, _)) = self.hub.take() {
            let _ = child.kill();
            let _ = child.wait();
        }
    }
}

impl Drop for Stage {
    fn drop(&mut self) {
        self.end_hub();
    }
}

/// A text field of a result; the demo stops with its name if it is not there.
pub fn text(value: &Value, name: &str) -> Result<String, CliError> {
    value[name]
        .as_str()
        .map(str::to_owned)
        .ok_or_else(|| CliError::input(format!("the demo expected `{name}` in {value}")))
}

/// Holds what the story says against what happened.
pub fn hold(holds: bool, what: &str) -> Result<(), CliError> {
    if holds {
        return Ok(());
    }
    Err(CliError::new(Kind::DoesNotHold, "demo", what, "this is a fault of Saksi: report it"))
}

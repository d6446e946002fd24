//! The two engines as processes: JavaRosa in a JVM, and the `saksi` command.

#![allow(clippy::unwrap_used, reason = "a broken set-up must stop the test")]

use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

/// Where both are; `./x` says it in the environment.
pub(super) struct Engines {
    /// The folder with JavaRosa's jars and, in `classes`, ours over it.
    javarosa: PathBuf,
    saksi: PathBuf,
}

/// Where cargo builds.
pub(super) fn target() -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), PathBuf::from)
}

/// The repository.
pub(super) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().to_path_buf()
}

impl Engines {
    /// # Panics
    ///
    /// Without `./x`.
    pub(super) fn from_environment() -> Self {
        let read = |name: &str| {
            let value = std::env::var_os(name);
            PathBuf::from(
                value.unwrap_or_else(|| panic!("{name} is not set: run ./x test javarosa")),
            )
        };
        Self { javarosa: read("SAKSI_JAVAROSA"), saksi: read("SAKSI_BIN") }
    }

    fn java(&self, arguments: &[&Path]) -> Vec<Value> {
        let mut command = Command::new("java");
        let classes = format!("{0}/classes:{0}/*", self.javarosa.display());
        command.args(["-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-cp", &classes, "Main"]);
        lines(command.args(arguments))
    }

    /// One line per form.
    pub(super) fn javarosa_walks(&self, forms: &[PathBuf]) -> Vec<Value> {
        let forms = forms.iter().map(PathBuf::as_path);
        self.java(&std::iter::once(Path::new("walk")).chain(forms).collect::<Vec<_>>())
    }

    /// One line per line of this file.
    pub(super) fn javarosa_replays(&self, steps: &Path) -> Vec<Value> {
        self.java(&[Path::new("walk"), Path::new("--replay"), steps])
    }

    /// One line per form.
    pub(super) fn we_walk(&self, forms: &[PathBuf]) -> Vec<Value> {
        lines(Command::new(&self.saksi).args(["form", "walk"]).args(forms))
    }

    /// One line per line of this file.
    pub(super) fn we_replay(&self, steps: &Path) -> Vec<Value> {
        lines(Command::new(&self.saksi).args(["form", "walk", "--replay"]).arg(steps))
    }

    /// The XForm of an XLSForm, by our own conversion.
    pub(super) fn we_convert(&self, form: &Path) -> String {
        let mut command = Command::new(&self.saksi);
        output(command.args(["form", "convert"]).arg(form).args(["--to", "xform"]))
    }
}

fn output(command: &mut Command) -> String {
    let output = command.env("TZ", "UTC").output().unwrap_or_else(|e| panic!("{command:?}: {e}"));
    let errors = String::from_utf8_lossy(&output.stderr);
    // A form that does not load is a line, and our exit code may say so; silence is a failure.
    assert!(!output.stdout.is_empty(), "{command:?} wrote nothing\n{errors}");
    String::from_utf8(output.stdout).unwrap()
}

fn lines(command: &mut Command) -> Vec<Value> {
    let text = output(command);
    text.lines()
        .map(|line| serde_json::from_str(line).unwrap_or_else(|e| panic!("{e}: {line}")))
        .collect()
}

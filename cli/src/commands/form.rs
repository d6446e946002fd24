//! `saksi form`: what is wrong with a form, what it asks, and expressions by themselves.
//!
//! A subcommand of some size has its own file under `form/`.

mod check;
mod convert;
mod encrypt;
mod eval;
mod folder;
mod place;
mod play;
mod walk;

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use clap::{Args, Subcommand};
use saksi_domain::forms::{Definition, definition::NodeKind, import};
use serde_json::json;

use crate::Outcome;
use crate::exit::CliError;
use crate::home::failed;
use crate::output::Output;

/// Forms.
#[derive(Debug, Subcommand)]
pub enum Form {
    /// Say everything that is wrong or worth a second look, of every file at once, with places.
    #[command(after_help = check::HELP)]
    Check(check::Check),
    /// Print the questions.
    Show(Files),
    /// Reckon expressions over XML documents: one JSON case per line in, one answer per line out.
    #[command(after_help = eval::HELP)]
    Eval,
    /// Convert between XLSForm and XForm.
    Convert(convert::Convert),
    /// Fill in forms by a fixed rule, or by given steps: one line of JSON for each.
    #[command(after_help = walk::HELP)]
    Walk(walk::Walk),
    /// Play a scenario on a form and compare with what it expects.
    #[command(after_help = play::HELP)]
    Play(play::Play),
    /// Publish a form to all members (roles CSO, MEL, ADM).
    Publish(Publish),
    /// Encrypt a submission to the form's key, for an ODK server.
    Encrypt(encrypt::Encrypt),
}

/// Files of forms.
#[derive(Debug, Args)]
pub struct Files {
    /// .xlsx files, or survey .csv files (`F02-survey.csv` with `-choices` and `-settings` beside).
    #[arg(required = true)]
    files: Vec<PathBuf>,
}

/// Publish a form.
///
/// The lists (CSV, `GeoJSON`, XML), pictures and sounds that it names are taken from the folder in
/// which it lies, or from `NAME-media` there.
#[derive(Debug, Args)]
pub struct Publish {
    /// The .xlsx file.
    file: PathBuf,
    #[command(flatten)]
    home: crate::home::HomeArgs,
}

impl Form {
    pub fn run(&self, output: &Output) -> Outcome {
        match self {
            Self::Check(check) => check.run(output),
            Self::Show(files) => files.show(output),
            Self::Eval => eval::run(),
            Self::Convert(convert) => convert.run(output),
            Self::Walk(walk) => walk.run(),
            Self::Play(play) => play.run(output),
            Self::Publish(publish) => publish.run(output),
            Self::Encrypt(encrypt) => encrypt.run(output),
        }
    }
}

/// Reads and compiles a form; all problems at once.
pub fn compile(
    path: &Path,
) -> Result<Result<Definition, Vec<saksi_domain::forms::FormError>>, CliError> {
    let load = |path: &Path| fs::read(path).map_err(|e| CliError::file(path, &e));
    if path.to_string_lossy().ends_with("-survey.csv") {
        let name = path.to_string_lossy();
        let sheet =
            |sheet: &str| PathBuf::from(name.replace("-survey.csv", &format!("-{sheet}.csv")));
        let optional = |path: PathBuf| if path.exists() { load(&path) } else { Ok(Vec::new()) };
        let mut settings = optional(sheet("settings"))?;
        if settings.is_empty() {
            // As XLSForm tools do: without settings the form is called like its file.
            let stem = path.file_stem().unwrap_or_default().to_string_lossy();
            let id = stem.trim_end_matches("-survey");
            settings = format!("form_id,version\n{id},1\n").into_bytes();
        }
        return Ok(import::from_csv(&load(path)?, &optional(sheet("choices"))?, &settings));
    }
    let name = path.file_stem().map(|stem| stem.to_string_lossy().into_owned());
    Ok(import::from_bytes(&load(path)?, name.as_deref()))
}

impl Files {
    fn show(&self, output: &Output) -> Outcome {
        let mut all = Vec::new();
        let mut text = String::new();
        for file in &self.files {
            let form = compile(file)?.map_err(|problems| {
                CliError::input(
                    problems.iter().map(|p| p.message("en")).collect::<Vec<_>>().join("\n"),
                )
            })?;
            let _ = writeln!(
                text,
                "{} {} — {}",
                form.id,
                form.version,
                form.title.get(output.word("id", "en")).unwrap_or_default()
            );
            for node in form.nodes.iter().skip(1) {
                let words = form.control_of(node.id).map(|control| &control.label);
                let label = words.map(|words| form.plain(words, output.word("id", "en")));
                let label = label.unwrap_or_default();
                let kind = match node.kind {
                    NodeKind::Question(kind) => format!("{kind:?}").to_lowercase(),
                    NodeKind::Repeat => "repeat".to_owned(),
                    NodeKind::Group => "group".to_owned(),
                };
                let _ = writeln!(text, "  {:<28} {kind:<16} {label}", form.node_path(node.id));
                all.push(json!({"form": form.id, "path": form.node_path(node.id), "kind": kind, "label": label}));
            }
        }
        output.result(&json!(all), &text);
        Ok(())
    }
}

impl Publish {
    fn run(&self, output: &Output) -> Outcome {
        let form = compile(&self.file)?.map_err(|problems| {
            CliError::input(problems.iter().map(|p| p.message("en")).collect::<Vec<_>>().join("\n"))
        })?;
        let bytes = fs::read(&self.file).map_err(|e| CliError::file(&self.file, &e))?;
        let (files, missing) = folder::files(&self.file, &form)?;
        let field = self.home.open(output.word("id", "en"))?;
        let entry = field.publish_form(&bytes, &files).map_err(failed)?;
        let names: Vec<&str> = files.iter().map(|file| file.name.as_str()).collect();
        let mut text = format!(
            "{} {} published as {entry}; it goes out with the next `saksi sync`",
            form.id, form.version
        );
        if !names.is_empty() {
            let _ = write!(text, "\nwith {}", names.join(", "));
        }
        if !missing.is_empty() {
            let names = missing.join(", ");
            let _ = write!(
                text,
                "\nnot found beside it: {names}. Questions that need a list cannot be answered, \
                 pictures and sounds are left out; put them there and publish again"
            );
        }
        let (id, version) = (&form.id, &form.version);
        let said = json!({"entry": entry, "form": id, "version": version, "files": names,
            "missing": missing});
        output.result(&said, &text);
        Ok(())
    }
}

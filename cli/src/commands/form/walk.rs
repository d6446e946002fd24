//! `saksi form walk`: one line of JSON for each form, from loading to the finalised instance.
//!
//! What a line holds, and the rule by which questions are answered, is in
//! `docs/formats/play.md`. A form that cannot be used is a line too, never a failure.

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Instant;

use chrono::{Local, Offset as _, Utc};
use clap::Args;
use saksi_domain::forms::session::{InstancePart, TourOrder, TourStatus, TourStep, Tried};
use saksi_domain::forms::{Context, Moment, Session};
use serde_json::{Map, Value, json};

use super::folder;
use crate::Outcome;
use crate::exit::CliError;

pub const HELP: &str = r#"One JSON object per form on standard output; a form that cannot be used is a line too:
  form           the argument, as given
  ok             did it come through; if not, stage (parse, init, walk) and error say where and why
  initial_xml    the instance when it was opened;  final_xml  after the last answer;
  finalized_xml  after the last actions, with the time of its end
  walk           what was done: {"ref", "value", "status"} or {"newRepeat"}; status is ok, required,
                 constraint (such an answer is not stored) or error (no answer to that question)
  validate       {"outcome": ok | required | constraint, "ref": the first question that fails}
  parse_ms, init_ms   wall time of reading and compiling, and of opening

The rule: question n, counted from 1, gets choice n modulo count (several: the first, and of more
than two also 1 + n mod (count - 1)), media<n>.jpg, 1 + n mod 40, 1000 + n (long), (1 + n mod 40).5,
2020-01-(1 + n mod 28), 10:30:00.000Z, 2020-01-02T10:30:00.000Z, "-3.5 122.5 10 5", OK, or text <n>.
At the offer of a row two are added; read-only questions are passed over.

--replay goes by given steps, and looks for each from where the last one was. Refs are paths with
positions, /data/g[1]/r[2]/a[1]. All of it: docs/formats/play.md."#;

/// Fill in forms by a fixed rule.
#[derive(Debug, Args)]
pub struct Walk {
    /// Forms: .xml, .xlsx, survey .csv or .md files. Files that a form names lie beside it.
    #[arg(required_unless_present = "replay")]
    files: Vec<PathBuf>,
    /// Take these steps instead: lines of {"form", "walk": [{"ref", "value"} | {"newRepeat"}]}.
    #[arg(long)]
    replay: Option<PathBuf>,
}

impl Walk {
    pub fn run(&self) -> Outcome {
        let mut out = std::io::stdout().lock();
        let mut write = |line: &Value| {
            writeln!(out, "{line}").map_err(|e| CliError::file(Path::new("stdout"), &e))
        };
        for file in &self.files {
            write(&line(&file.to_string_lossy(), None))?;
        }
        let Some(steps) = &self.replay else { return Ok(()) };
        let text = fs::read_to_string(steps).map_err(|e| CliError::file(steps, &e))?;
        for given in text.lines().filter(|line| !line.trim().is_empty()) {
            let given: Value = serde_json::from_str(given)
                .map_err(|error| CliError::input(format!("a line of steps is no JSON: {error}")))?;
            let form = given["form"].as_str().unwrap_or_default();
            write(&line(form, Some(&orders(&given["walk"]))))?;
        }
        Ok(())
    }
}

fn orders(steps: &Value) -> Vec<TourOrder> {
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let order = |step: &Value| match step.get("newRepeat") {
        Some(path) => TourOrder::AddRow(text(path)),
        None => TourOrder::Answer(text(&step["ref"]), text(&step["value"])),
    };
    steps.as_array().into_iter().flatten().map(order).collect()
}

/// The clock and zone of this machine, and random bytes from them: a walk is no record.
pub fn context() -> Context {
    let zone = Local::now().offset().fix().local_minus_utc() / 60;
    let ms = Utc::now().timestamp_millis();
    let mut row_seed = [0; 32];
    row_seed[..8].copy_from_slice(&ms.to_be_bytes());
    row_seed[8..12].copy_from_slice(&std::process::id().to_be_bytes());
    let now = Moment { ms, zone_minutes: i16::try_from(zone).unwrap_or(0) };
    Context { now, language: String::new(), member: String::new(), row_seed }
}

fn line(form: &str, given: Option<&[TourOrder]>) -> Value {
    let mut line = Map::new();
    for key in ["stage", "error", "initial_xml", "final_xml", "validate", "finalized_xml"] {
        line.insert(key.to_owned(), Value::Null);
    }
    for key in ["parse_ms", "init_ms"] {
        line.insert(key.to_owned(), Value::Null);
    }
    line.insert("form".to_owned(), form.into());
    line.insert("walk".to_owned(), json!([]));
    let failed = walk(Path::new(form), given, &mut line).err();
    line.insert("ok".to_owned(), failed.is_none().into());
    if let Some((stage, error)) = failed {
        line.insert("stage".to_owned(), stage.into());
        line.insert("error".to_owned(), error.into());
    }
    Value::Object(line)
}

fn walk(
    file: &Path,
    given: Option<&[TourOrder]>,
    line: &mut Map<String, Value>,
) -> Result<(), (&'static str, String)> {
    let mut set = |key: &str, value: Value| line.insert(key.to_owned(), value);
    let millis = |since: Instant| json!(since.elapsed().as_secs_f64() * 1e3);
    let start = Instant::now();
    let form = super::compile(file).map_err(|error| ("parse", error.to_string()))?;
    let form = form.map_err(|problems| {
        ("parse", problems.iter().map(|p| p.message("en")).collect::<Vec<_>>().join("\n"))
    })?;
    set("parse_ms", millis(start));
    let start = Instant::now();
    let world = folder::world(file, &form);
    let mut session = Session::start_in(Arc::new(form), context(), world);
    set("init_ms", millis(start));
    if let Some(fault) = session.take_fault() {
        return Err(("init", fault));
    }
    set("initial_xml", session.to_xml(InstancePart::Relevant).into());
    let steps = match given {
        None => session.tour(),
        Some(orders) => session.tour_by(orders),
    };
    set("walk", steps.iter().map(step).collect());
    set("final_xml", session.to_xml(InstancePart::Relevant).into());
    let verdict = session.validate();
    let path = verdict.place.as_ref().map(|place| session.position_path(place));
    set("validate", json!({"outcome": word(verdict.outcome), "ref": path}));
    session.finish();
    set("finalized_xml", session.to_xml(InstancePart::Relevant).into());
    Ok(())
}

fn word(outcome: Tried) -> &'static str {
    match outcome {
        Tried::Ok => "ok",
        Tried::Required => "required",
        Tried::Constraint => "constraint",
    }
}

fn step(step: &TourStep) -> Value {
    match step {
        TourStep::Answered { path, text, status } => {
            let status = match status {
                TourStatus::Tried(outcome) => word(*outcome),
                TourStatus::Error => "error",
            };
            json!({"ref": path, "value": text, "status": status})
        }
        TourStep::RowAdded { path, done: true } => json!({"newRepeat": path}),
        TourStep::RowAdded { path, done: false } => json!({"newRepeat": path, "status": "error"}),
    }
}

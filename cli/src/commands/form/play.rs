//! `saksi form play`: plays a scenario on a form and says what did not come out as expected.
//!
//! The format of scenarios is in `docs/formats/play.md`; our own are in `tests/forms/play`.

use std::fs;
use std::path::PathBuf;
use std::sync::Arc;

use clap::Args;
use saksi_domain::forms::session::scenario::{Scenario, play};
use serde_json::json;

use super::folder;
use crate::Outcome;
use crate::exit::{CliError, Kind};
use crate::output::Output;

pub const HELP: &str = r#"A scenario is {"steps": [...]}, and if wanted "now_ms", "zone_minutes", "language", "properties".
A step is one of
  {"answer": [PATH, TEXT]}             as a submission has it; "" clears
  {"next": N}  {"previous": N}  {"jump": PATH}
  {"add": PATH}  {"remove": PATH}      a row of a repeat
  {"language": CODE}                   on screen
  "draft"  "xml"                       goes on with it kept and reopened; the two must be equal
  {"finalise": ["ok"]}                 or ["stopped"], or what fails, as "PATH code"
  {"expect": {...}}                    any of at, values, asked, required, readonly, rows, choices,
                                       labels, members, changed, xml
for example
  {"steps": [{"answer": ["/data/age", "7"]}, {"expect": {"asked": {"/data/school": true}}}]}

Paths have positions, /data/r[2]/a. Files that the form names lie beside it. Exit codes: 0 all as
expected; 1 something is not, each with its step; 2 wrong usage; 3 a file cannot be read.
All of it: docs/formats/play.md; our own scenarios: tests/forms/play."#;

/// Play a scenario on a form. Exit code 1 if anything is not as expected.
#[derive(Debug, Args)]
pub struct Play {
    /// The scenario: JSON.
    steps: PathBuf,
    /// The form.
    file: PathBuf,
}

impl Play {
    pub fn run(&self, output: &Output) -> Outcome {
        let text = fs::read(&self.steps).map_err(|e| CliError::file(&self.steps, &e))?;
        let scenario: Scenario = serde_json::from_slice(&text)
            .map_err(|error| CliError::input(format!("the scenario cannot be read: {error}")))?;
        let form = super::compile(&self.file)?.map_err(|problems| {
            CliError::input(problems.iter().map(|p| p.message("en")).collect::<Vec<_>>().join("\n"))
        })?;
        let world = folder::world(&self.file, &form);
        let steps = scenario.steps.len();
        let wrong = play(&scenario, Arc::new(form), world);
        let lines: Vec<String> = wrong.iter().map(ToString::to_string).collect();
        let list: Vec<_> = wrong
            .iter()
            .map(|w| json!({"step": w.step, "what": w.what, "expected": w.expected, "found": w.found}))
            .collect();
        let text =
            if lines.is_empty() { format!("{steps} steps as expected") } else { lines.join("\n") };
        output.result(&json!({"steps": steps, "wrong": list}), &text);
        if wrong.is_empty() {
            return Ok(());
        }
        let next = "mend the form or the scenario";
        Err(CliError::new(Kind::DoesNotHold, "scenario", "not everything is as expected", next))
    }
}

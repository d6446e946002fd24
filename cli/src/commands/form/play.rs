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

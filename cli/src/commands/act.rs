//! Acts: `problem`, `commitment`, `msf`, `meeting` and `consent`, each step with its arguments.

use clap::Args;
use saksi_device::field::Field;
use saksi_domain::forum::{Meeting as FoldedMeeting, Msf as FoldedMsf};
use saksi_domain::indicator::{self, Cut, Provenance, Switches};
use saksi_domain::journal::RecordId;
use saksi_domain::journal::acts::{RecordKind, Verb};
use saksi_domain::journal::record::Folded;
use saksi_domain::register::Problem as FoldedProblem;
use serde_json::{Value, json};

use super::act_args::read_args;
use super::json::folded as folded_json;
use crate::Outcome;
use crate::exit::CliError;
use crate::home::{HomeArgs, failed};
use crate::output::Output;

/// A step of a state machine, or `show`.
#[derive(Debug, Args)]
pub struct Step {
    /// The step, for example `register`, `validate`, `table`; or `show`. Its arguments and roles
    /// stand in docs/formats/acts.md.
    step: String,
    /// The record (unless the step begins one), then `name=value` arguments.
    rest: Vec<String>,
    /// A record that the act relies on; may be given several times.
    #[arg(long = "cite")]
    cites: Vec<RecordId>,
    /// For a step that begins a record: in which province; by default the member's own.
    #[arg(long)]
    province: Option<String>,
    #[command(flatten)]
    home: HomeArgs,
}

macro_rules! commands {
    ($($(#[$doc:meta])* $name:ident = $prefix:literal,)*) => {$(
        $(#[$doc])*
        #[derive(Debug, Args)]
        pub struct $name {
            #[command(flatten)]
            step: Step,
        }

        impl $name {
            pub fn run(&self, output: &Output) -> Outcome {
                self.step.run($prefix, output)
            }
        }
    )*};
}

commands! {
    /// Steps of a problem.
    Problem = "problem",
    /// Steps of a commitment; the record is the problem.
    Commitment = "commitment",
    /// Steps of a forum.
    Msf = "msf",
    /// Steps of a meeting.
    Meeting = "meeting",
    /// Steps of a consent.
    Consent = "consent",
}

impl Step {
    /// Signs the step `prefix.step`, or shows the record.
    pub fn run(&self, prefix: &str, output: &Output) -> Outcome {
        if self.step == "show" {
            return self.show(output);
        }
        let name = format!("{prefix}.{}", self.step);
        let verb = Verb::from_name(&name).ok_or_else(|| {
            let steps: Vec<&str> = Verb::ALL
                .iter()
                .filter_map(|v| v.name().strip_prefix(prefix)?.strip_prefix('.'))
                .collect();
            CliError::input(format!(
                "no step `{}`; {prefix} has {}, show",
                self.step,
                steps.join(", ")
            ))
        })?;
        let (record, pairs) = if verb.rule().creates {
            (None, &self.rest[..])
        } else {
            let (record, pairs) = self.record()?;
            (Some(record), pairs)
        };
        let args = read_args(verb, pairs)?;
        let field = self.home.open(output.word("id", "en"))?;
        let entry =
            field.act(record, verb, args, &self.cites, self.province.as_deref()).map_err(failed)?;
        let record = record.unwrap_or(entry);
        // What it does to the record is the fold's to say, not the signature's.
        let folded = field.fold(record).map_err(failed)?;
        let void = folded.void.iter().find(|(id, _)| *id == entry).map(|(_, why)| why.to_string());
        let text = match &void {
            Some(why) => format!("signed {entry}, but it does not count: {why}"),
            None => format!("signed {entry} on {record}"),
        };
        output
            .result(&json!({"entry": entry, "record": record, "verb": name, "void": void}), &text);
        Ok(())
    }

    fn record(&self) -> Result<(RecordId, &[String]), CliError> {
        let (first, rest) = self
            .rest
            .split_first()
            .ok_or_else(|| CliError::input("this step needs the record's id first"))?;
        let record = first.parse().map_err(|e| CliError::input(format!("`{first}`: {e}")))?;
        Ok((record, rest))
    }

    fn show(&self, output: &Output) -> Outcome {
        let (record, _) = self.record()?;
        let field = self.home.open(output.word("id", "en"))?;
        let folded = field.fold(record).map_err(failed)?;
        let mut json = folded_json(&folded);
        if folded.kind == Some(RecordKind::Problem) {
            json["rung"] = json!(rung(&field, record)?);
        }
        let headline = headline(&folded);
        if let (Value::Object(all), Value::Object(headline)) = (&mut json, headline) {
            all.extend(headline);
        }
        let text = format!("{json:#}");
        output.result(&json, &text);
        Ok(())
    }
}

/// The rung of a problem, as the indicator report has it now.
fn rung(field: &Field, record: RecordId) -> Result<Option<String>, CliError> {
    let gathered = super::indicators::gather_home(field)?;
    let today = chrono::Utc::now().date_naive();
    let cut = Cut { from: today, until: today, known_at_ms: i64::MAX };
    let provenance = Provenance { tree_size: 0, root: String::new(), rules_version: 1 };
    let report = indicator::report(
        &gathered.problems,
        &gathered.forums,
        cut,
        None,
        Switches::default(),
        provenance,
    );
    let line = report.frozen.problems.iter().find(|line| line.record == record);
    Ok(line.map(|line| format!("{:?}", line.rung)))
}

/// What a problem, forum or meeting has come to.
fn headline(folded: &Folded) -> Value {
    match folded.kind {
        Some(RecordKind::Problem) => match FoldedProblem::fold(&folded.acts, &folded.rivals) {
            Some(problem) => json!({
                "number": problem.registration.number, "state": format!("{:?}", problem.state).to_lowercase(),
                "commitments": problem.commitments.len(), "follow_ups": problem.follow_ups.len(),
            }),
            None => json!({}),
        },
        Some(RecordKind::Msf) => FoldedMsf::fold(&folded.acts)
            .map_or(json!({}), |forum| json!({"name": forum.name, "seated": forum.members.len()})),
        Some(RecordKind::Meeting) => FoldedMeeting::fold(&folded.acts).map_or(
            json!({}),
            |meeting| json!({"state": format!("{:?}", meeting.state).to_lowercase()}),
        ),
        _ => json!({}),
    }
}

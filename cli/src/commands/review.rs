//! `saksi review show|accept|return|void RECORD`: a supervisor's work.

use std::fmt::Write as _;

use clap::{Args, Subcommand};
use saksi_domain::evidence::finding::Lang;
use saksi_domain::journal::RecordId;
use saksi_domain::journal::acts::Verb;
use serde_json::{Value, json};

use super::act_args::read_args;
use super::evidence::{finding_json, items, piece_json};
use super::json::folded as folded_json;
use crate::Outcome;
use crate::home::{HomeArgs, failed};
use crate::output::Output;

/// Review.
#[derive(Debug, Subcommand)]
pub enum Review {
    /// The record, its evidence with grade and findings: utuh, bisa dipercaya, masuk akal.
    Show(Of),
    /// Accept it as it stands; a later change makes the acceptance stale.
    Accept(Of),
    /// Return it with a coded reason: blur missing place time unclear consent other.
    Return(Of),
    /// Void it (two people: SUP and CSO).
    Void(Of),
}

/// Of which record.
#[derive(Debug, Args)]
pub struct Of {
    /// The record.
    record: RecordId,
    /// `name=value` arguments, for example `reason=blur`.
    args: Vec<String>,
    /// For `show`: first fetch the originals and the hub's proofs that it holds the entries.
    #[arg(long)]
    fetch: bool,
    #[command(flatten)]
    home: HomeArgs,
}

impl Review {
    pub fn run(&self, output: &Output) -> Outcome {
        match self {
            Self::Show(of) => of.show(output),
            Self::Accept(of) => of.sign(Verb::SubmissionAccept, output),
            Self::Return(of) => of.sign(Verb::SubmissionReturn, output),
            Self::Void(of) => of.sign(Verb::SubmissionVoid, output),
        }
    }
}

impl Of {
    fn sign(&self, verb: Verb, output: &Output) -> Outcome {
        let args = read_args(verb, &self.args)?;
        let field = self.home.open(output.word("id", "en"))?;
        let entry = field.act(Some(self.record), verb, args, &[], None).map_err(failed)?;
        output.result(&json!({"entry": entry}), &format!("signed {entry}"));
        Ok(())
    }

    fn show(&self, output: &Output) -> Outcome {
        let field = self.home.open(output.word("id", "en"))?;
        let lang = if output.en() { Lang::En } else { Lang::Id };
        if self.fetch {
            field.prove(self.record).map_err(failed)?;
            for piece in items(&field, self.record)? {
                field.prove(piece.record).map_err(failed)?;
                field.fetch_original(piece.record).map_err(failed)?;
            }
        }
        let mut json = folded_json(&field.fold(self.record).map_err(failed)?);
        let mut text = String::new();
        let mut evidence = Vec::new();
        for piece in items(&field, self.record)? {
            let mut item = piece_json(&field, &piece);
            let findings = field.verify(piece.record).map_err(failed)?;
            let _ = writeln!(text, "{} {}", item["question"], item["grade"]);
            for finding in &findings {
                let _ = writeln!(text, "  {}", finding.text(lang));
            }
            item["findings"] =
                Value::Array(findings.iter().map(|finding| finding_json(finding, lang)).collect());
            evidence.push(item);
        }
        json["evidence"] = Value::Array(evidence);
        let text = format!("{:#}\n{text}", json["fields"]);
        output.result(&json, &text);
        Ok(())
    }
}

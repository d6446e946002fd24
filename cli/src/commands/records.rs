//! `saksi records|show|conflicts|resolve|erase`: looking at records, and settling them.

use std::fmt::Write as _;

use clap::Args;
use saksi_device::field::{Field, RecordFilter};
use saksi_domain::journal::RecordId;
use saksi_domain::journal::cbor::Value as Cbor;
use saksi_domain::journal::path::Path;
use serde_json::json;

use super::json::{folded as folded_json, value};
use crate::Outcome;
use crate::exit::CliError;
use crate::home::{HomeArgs, failed};
use crate::output::Output;

/// List records.
#[derive(Debug, Args)]
pub struct Records {
    /// Only those that this member opened.
    #[arg(long)]
    mine: bool,
    /// Only the report that somebody names by its number, for example 0417-2290.
    #[arg(long, value_name = "NUMBER")]
    number: Option<String>,
    #[command(flatten)]
    home: HomeArgs,
}

/// Show a record.
#[derive(Debug, Args)]
pub struct Show {
    /// The record.
    record: RecordId,
    #[command(flatten)]
    home: HomeArgs,
}

/// List conflicts.
#[derive(Debug, Args)]
pub struct Conflicts {
    #[command(flatten)]
    home: HomeArgs,
}

/// Settle a conflict.
#[derive(Debug, Args)]
pub struct Resolve {
    /// The record.
    record: RecordId,
    /// The path, as `conflicts` prints it.
    path: String,
    /// Which of the live values: as `conflicts` prints it. A third value is written with `edit`.
    value: String,
    #[command(flatten)]
    home: HomeArgs,
}

/// Erase a record.
#[derive(Debug, Args)]
pub struct Erase {
    /// The record; its personal part goes with it, its evidence with `--evidence`.
    record: RecordId,
    /// Also erase the photos and recordings that it cites.
    #[arg(long)]
    evidence: bool,
    /// Why, as a code: consent, request, court.
    #[arg(long, default_value = "consent")]
    reason: String,
    #[command(flatten)]
    home: HomeArgs,
}

impl Records {
    pub fn run(&self, output: &Output) -> Outcome {
        let field = self.home.open(output.word("id", "en"))?;
        let mut list = field
            .records(RecordFilter { mine: self.mine, ..RecordFilter::default() })
            .map_err(failed)?;
        if let Some(number) = &self.number {
            let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
            list.retain(|one| digits(&one.record.report_number()) == digits(number));
        }
        let mut text = String::new();
        let mut all = Vec::new();
        for summary in &list {
            let kind = summary.kind.map(|kind| format!("{kind:?}").to_lowercase());
            let (id, en) = summary.state.words();
            let number = summary.record.report_number();
            let _ = writeln!(
                text,
                "{}  {}  {:<10} {:<6} {}{}",
                summary.record.short(),
                number,
                kind.as_deref().unwrap_or("?"),
                summary.form.as_deref().unwrap_or(""),
                output.word(id, en),
                if summary.erased { " ✗" } else { "" },
            );
            all.push(json!({"record": summary.record, "kind": kind, "form": summary.form,
                            "author": summary.author, "state": summary.state.word(), "number": number,
                            "conflicts": summary.conflicts, "erased": summary.erased}));
        }
        if list.is_empty() {
            text.push_str(output.word("Belum ada catatan.", "No records yet."));
        }
        output.result(&json!(all), &text);
        Ok(())
    }
}

impl Show {
    pub fn run(&self, output: &Output) -> Outcome {
        let field = self.home.open(output.word("id", "en"))?;
        let json = folded_json(&field.fold(self.record).map_err(failed)?);
        output.result(&json, &format!("{json:#}"));
        Ok(())
    }
}

impl Conflicts {
    pub fn run(&self, output: &Output) -> Outcome {
        let field = self.home.open(output.word("id", "en"))?;
        let conflicts = field.conflicts().map_err(failed)?;
        let mut text = String::new();
        let mut all = Vec::new();
        for conflict in &conflicts {
            let values: Vec<_> = conflict.live.iter().map(|live| value(&live.value)).collect();
            let _ = writeln!(text, "{} {}: {}", conflict.record, conflict.path, json!(values));
            all.push(json!({"record": conflict.record, "path": conflict.path.to_string(),
                            "values": values, "mine": conflict.mine}));
        }
        if conflicts.is_empty() {
            text.push_str(output.word("Tidak ada yang bertentangan.", "No conflicts."));
        }
        output.result(&json!(all), &text);
        Ok(())
    }
}

impl Resolve {
    pub fn run(&self, output: &Output) -> Outcome {
        let field = self.home.open(output.word("id", "en"))?;
        let (path, chosen) = self.choose(&field)?;
        let entry = field.resolve(self.record, &path, chosen).map_err(failed)?;
        output.result(&json!({"entry": entry}), &format!("settled by {entry}"));
        Ok(())
    }

    fn choose(&self, field: &Field) -> Result<(Path, Cbor), CliError> {
        let conflicts = field.conflicts().map_err(failed)?;
        let conflict = conflicts
            .into_iter()
            .find(|c| c.record == self.record && c.path.to_string() == self.path)
            .ok_or_else(|| CliError::input("no such conflict; `saksi conflicts` lists them"))?;
        let same = |shown: &serde_json::Value| {
            shown.as_str() == Some(&self.value) || format!("{shown}") == self.value
        };
        let chosen = conflict.live.iter().find(|live| same(&value(&live.value)));
        let chosen = chosen.ok_or_else(|| {
            CliError::input("not one of the live values; write a third one with `saksi edit`")
        })?;
        Ok((conflict.path.clone(), chosen.value.clone()))
    }
}

impl Erase {
    pub fn run(&self, output: &Output) -> Outcome {
        let field = self.home.open(output.word("id", "en"))?;
        let mut erased = vec![];
        if self.evidence {
            for item in super::evidence::items(&field, self.record)? {
                erased.push(field.erase(item.record, &self.reason).map_err(failed)?);
            }
        }
        erased.push(field.erase(self.record, &self.reason).map_err(failed)?);
        output.result(
            &json!({"entries": erased}),
            output.word(
                "Isinya dihapus di sini, dan di pusat setelah `saksi sync`. Berkas yang sudah dibagikan tidak bisa ditarik kembali.",
                "The content is destroyed here, and on the hub after `saksi sync`. Bundles already given out cannot be called back.",
            ),
        );
        Ok(())
    }
}

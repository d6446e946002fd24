//! `saksi verify BUNDLE [--project ID]`: what holds, what does not, what cannot be told.

use std::fmt::Write as _;
use std::path::PathBuf;

use clap::Args;
use saksi_domain::bundle::{self, BundleReport, Mark, Statement};
use saksi_domain::evidence::finding::{Lang, Outcome as FindingOutcome};
use saksi_domain::evidence::verify::ItemReport;
use saksi_domain::journal::{EntryId, ProjectId};
use serde_json::{Value, json};

use super::evidence::finding_json;
use crate::Outcome;
use crate::bundle_files::Source;
use crate::exit::{CliError, Kind};
use crate::output::Output;

/// Check a bundle with no server. Exit code 1 if anything does not hold.
#[derive(Debug, Args)]
pub struct Verify {
    /// A folder or a zip.
    bundle: PathBuf,
    /// The project's id from a source that you trust, such as a printed page.
    #[arg(long)]
    project: Option<ProjectId>,
}

impl Verify {
    pub fn run(&self, output: &Output) -> Outcome {
        let source = Source::open(&self.bundle)?;
        let opened = bundle::read(&source).map_err(CliError::input)?;
        let report = bundle::verify(&opened, &source, self.project);
        let items = bundle::examine(&report, &source);
        let mut json = to_json(&report);
        json["evidence"] = evidence_json(&items, output);
        output.result(&json, &(to_text(&report, output) + &evidence_text(&items, output)));
        match report.failures().count() {
            0 => Ok(()),
            n => Err(CliError::new(
                Kind::DoesNotHold,
                "does-not-hold",
                format!("{n} statement(s) do not hold"),
                "do not rely on the items named above; ask for the bundle again from its source",
            )),
        }
    }
}

/// The report as JSON: counts per statement, and each line that does not simply hold.
pub fn to_json(report: &BundleReport) -> Value {
    let counts: Vec<Value> = Statement::ALL
        .iter()
        .map(|statement| {
            let [holds, fails, cannot_tell] = report.count(*statement);
            json!({"statement": statement.code(), "holds": holds, "fails": fails, "cannot_tell": cannot_tell})
        })
        .collect();
    let lines: Vec<Value> = report
        .lines
        .iter()
        .filter(|line| line.mark != Mark::Holds)
        .map(|line| {
            json!({"item": line.subject.to_string(), "statement": line.statement.code(),
                   "outcome": line.mark.code(), "reason": line.mark.reason()})
        })
        .collect();
    json!({
        "kind": report.kind,
        "project": report.project,
        "size": report.checkpoint.as_ref().map(|c| c.size),
        "root": report.checkpoint.as_ref().map(|c| hex::encode(c.root)),
        "time_ms": report.checkpoint.as_ref().map(|c| c.time_ms),
        "statements": counts,
        "not_holding": lines,
        "holds": report.failures().next().is_none(),
    })
}

fn lang(output: &Output) -> Lang {
    if output.en() { Lang::En } else { Lang::Id }
}

fn evidence_json(items: &[(EntryId, ItemReport)], output: &Output) -> Value {
    let item = |(entry, report): &(EntryId, ItemReport)| {
        let findings: Vec<Value> =
            report.findings.iter().map(|finding| finding_json(finding, lang(output))).collect();
        json!({"entry": entry, "grade": report.graded.grade.letter().to_string(), "findings": findings})
    };
    Value::Array(items.iter().map(item).collect())
}

/// One line an item, then what does not hold or cannot be told, with what that means.
fn evidence_text(items: &[(EntryId, ItemReport)], output: &Output) -> String {
    let mut text = String::new();
    for (entry, report) in items {
        let holds = report.findings.iter().filter(|f| f.outcome == FindingOutcome::Holds).count();
        let label = report.graded.grade.label(lang(output));
        let _ = writeln!(
            text,
            "\n{} {}: {label}, {holds} ✓",
            output.word("Bukti", "Evidence"),
            entry.short()
        );
        for finding in report.findings.iter().filter(|f| f.outcome != FindingOutcome::Holds) {
            let _ = writeln!(text, "  {}", finding.text(lang(output)));
        }
    }
    text
}

fn to_text(report: &BundleReport, output: &Output) -> String {
    let mut text = String::new();
    let kind = format!("{:?}", report.kind).to_lowercase();
    let line = |text: &mut String, s: String| {
        text.push_str(&s);
        text.push('\n');
    };
    line(
        &mut text,
        format!(
            "{} {kind}, {} {}",
            output.word("Berkas", "Bundle"),
            output.word("proyek", "project"),
            report.project
        ),
    );
    if let Some(checkpoint) = &report.checkpoint {
        let _ = writeln!(
            text,
            "{} {}, root {}",
            output.word("Catatan", "Entries"),
            checkpoint.size,
            hex::encode(checkpoint.root)
        );
    }
    for statement in Statement::ALL {
        let [holds, fails, cannot_tell] = report.count(*statement);
        if holds + fails + cannot_tell > 0 {
            let mark = if fails > 0 {
                "✗"
            } else if holds > 0 {
                "✓"
            } else {
                "?"
            };
            let _ = writeln!(
                text,
                "{mark} {:<12} {holds:>5} ✓ {fails:>3} ✗ {cannot_tell:>3} ?  {}",
                statement.code(),
                statement.meaning(output.en())
            );
        }
    }
    for found in report.lines.iter().filter(|l| matches!(l.mark, Mark::Fails(_))) {
        let _ = writeln!(
            text,
            "✗ {}: {} ({})",
            found.subject,
            found.statement.code(),
            found.mark.reason()
        );
    }
    let verdict = if report.failures().next().is_some() {
        output.word("ADA YANG TIDAK COCOK.", "SOMETHING DOES NOT HOLD.")
    } else {
        output.word("Semua yang dapat diperiksa cocok.", "Everything that can be checked holds.")
    };
    line(&mut text, verdict.to_owned());
    text
}

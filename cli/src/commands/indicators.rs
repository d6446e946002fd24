//! `saksi indicators`: the programme's figures, recomputed from a home's own copy or a bundle.

use std::path::PathBuf;

use chrono::{Datelike as _, NaiveDate};
use clap::{Args, ValueEnum};
use saksi_device::Field;
use saksi_domain::bundle;
use saksi_domain::indicator::{
    self, Cut, Denominator, Gathered, Lang, Provenance, Switches, Threshold, gather,
};
use saksi_domain::journal::record::View;
use saksi_domain::journal::{EntryId, ProjectId};
use saksi_domain::store::EntryStore as _;
use serde_json::json;

use crate::Outcome;
use crate::bundle_files::Source;
use crate::exit::{CliError, Kind};
use crate::home::{HomeArgs, failed};
use crate::output::Output;

/// From which rung a problem counts as followed up.
#[derive(Debug, Clone, Copy, ValueEnum)]
enum Rung {
    F2,
    F3,
    F4,
}

/// Print the indicator report.
#[derive(Debug, Args)]
pub struct Indicators {
    /// Last day of the period; T is its end in each forum's zone. By default today.
    #[arg(long)]
    as_of: Option<NaiveDate>,
    /// First day of the period; by default 1 January of the year of `--as-of`.
    #[arg(long)]
    from: Option<NaiveDate>,
    /// K: what reached the hub later is not known. By default seven days after `--as-of`.
    #[arg(long)]
    known_at: Option<NaiveDate>,
    /// Also the figures as known at the end of this day (a restatement).
    #[arg(long)]
    restated: Option<NaiveDate>,
    /// The public report: small numbers and confidential problems are withheld.
    #[arg(long)]
    public: bool,
    /// The rung that counts.
    #[arg(long, value_enum, default_value = "f3")]
    threshold: Rung,
    /// Of the problems tabled, instead of all registered ones.
    #[arg(long)]
    of_tabled: bool,
    /// Count environment problems in the licensing figure.
    #[arg(long)]
    env_in_licensing: bool,
    /// From a bundle instead of a home.
    #[arg(long, conflicts_with = "home")]
    bundle: Option<PathBuf>,
    /// The project's id, for `--bundle`.
    #[arg(long)]
    project: Option<ProjectId>,
    #[command(flatten)]
    home: Option<HomeArgs>,
}

impl Indicators {
    pub fn run(&self, output: &Output) -> Outcome {
        let (gathered, provenance) = match (&self.bundle, &self.home) {
            (Some(path), _) => self.of_bundle(path)?,
            (None, Some(home)) => of_home(home, output)?,
            (None, None) => return Err(CliError::input("give --home or --bundle")),
        };
        let zone = gathered.forums.values().map(|forum| forum.zone_minutes).max().unwrap_or(480);
        let today = chrono::Utc::now().date_naive();
        let until = self.as_of.unwrap_or(today);
        let from =
            self.from.or_else(|| NaiveDate::from_ymd_opt(until.year(), 1, 1)).unwrap_or(until);
        let mut cut = Cut::with_grace(from, until, zone);
        if let Some(day) = self.known_at {
            cut.known_at_ms = indicator::end_of_day_ms(day, zone);
        }
        let restated = self.restated.map(|day| indicator::end_of_day_ms(day, zone));
        let report = indicator::report(
            &gathered.problems,
            &gathered.forums,
            cut,
            restated,
            self.switches(),
            provenance,
        );
        let report = if self.public { report.public() } else { report };
        let lang = if output.en() { Lang::En } else { Lang::Id };
        let mut json = serde_json::to_value(&report).map_err(CliError::input)?;
        json["unknown_acts"] = json!(gathered.unknown);
        let mut text = indicator::text(&report, lang);
        if !gathered.unknown.is_empty() {
            text.push_str(output.word(
                "Sebagian tindakan tidak dapat dinilai dari salinan ini; angka di tempat lain bisa berbeda.\n",
                "Some acts cannot be judged from this copy; the figures may be others elsewhere.\n",
            ));
        }
        output.result(&json, &text);
        Ok(())
    }

    fn switches(&self) -> Switches {
        Switches {
            threshold: match self.threshold {
                Rung::F2 => Threshold::F2,
                Rung::F3 => Threshold::F3,
                Rung::F4 => Threshold::F4,
            },
            denominator: if self.of_tabled { Denominator::Tabled } else { Denominator::Registered },
            env_in_licensing: self.env_in_licensing,
            ..Switches::default()
        }
    }

    fn of_bundle(&self, path: &std::path::Path) -> Result<(Gathered, Provenance), CliError> {
        let source = Source::open(path)?;
        let opened = bundle::read(&source).map_err(CliError::input)?;
        let report = bundle::verify(&opened, &source, self.project);
        if let Some(line) = report.failures().next() {
            let what = format!("{}: {} does not hold", line.subject, line.statement.code());
            let next = "run `saksi verify` and ask for the bundle again";
            return Err(CliError::new(Kind::DoesNotHold, "does-not-hold", what, next));
        }
        let membership =
            report.membership.as_ref().ok_or_else(|| CliError::input("no member line"))?;
        let view = View { membership, shelf: &report, before: None };
        let checkpoint = report.checkpoint.as_ref();
        let provenance = Provenance {
            tree_size: checkpoint.map_or(0, |c| c.size),
            root: checkpoint.map(|c| hex::encode(c.root)).unwrap_or_default(),
            rules_version: membership.rules_version,
        };
        Ok((gather(report.records.keys().copied(), view), provenance))
    }
}

fn of_home(home: &HomeArgs, output: &Output) -> Result<(Gathered, Provenance), CliError> {
    let field = home.open(output.word("id", "en"))?;
    let project = field.project();
    let membership = project.provisional().map_err(failed)?;
    let seen = project.store.newest_checkpoint().map_err(|e| failed(e.into()))?;
    let provenance = Provenance {
        tree_size: seen.as_ref().map_or(0, |(seen, _)| seen.size),
        root: seen.map(|(seen, _)| hex::encode(seen.root)).unwrap_or_default(),
        rules_version: membership.rules_version,
    };
    Ok((gather_home(&field)?, provenance))
}

/// Problems and forums as a home holds them.
pub fn gather_home(field: &Field) -> Result<Gathered, CliError> {
    let project = field.project();
    let membership = project.provisional().map_err(failed)?;
    let records: Vec<EntryId> = project.store.records(None).map_err(|e| failed(e.into()))?;
    let view = View { membership: &membership, shelf: &project.store, before: None };
    Ok(gather(records, view))
}

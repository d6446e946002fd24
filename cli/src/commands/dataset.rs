//! `saksi dataset add KIND FILE`: areas, licences or institutions, checked and published.

use std::fs;
use std::path::{Path, PathBuf};

use clap::{Args, Subcommand, ValueEnum};
use saksi_domain::journal::act::Args as Named;
use saksi_domain::journal::cbor::Value;
use saksi_domain::place::{Areas, import};
use serde_json::json;

use crate::Outcome;
use crate::exit::CliError;
use crate::home::{HomeArgs, failed};
use crate::output::Output;

/// Datasets.
#[derive(Debug, Subcommand)]
pub enum Dataset {
    /// Check a file and publish it to all members.
    Add(Add),
}

/// What the file holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Kind {
    /// Administrative areas (CSV: code, name, vintage).
    Areas,
    /// Licence polygons (GeoJSON, KML or Shapefile).
    Licences,
    /// Village polygons (GeoJSON, KML or Shapefile).
    Villages,
    /// Institutions (CSV).
    Institutions,
}

/// Add a dataset.
#[derive(Debug, Args)]
pub struct Add {
    /// What it is.
    #[arg(value_enum)]
    kind: Kind,
    /// The file.
    file: PathBuf,
    /// Where it comes from, for example `ESDM OneMap, downloaded 2026-11-20`.
    #[arg(long)]
    source: String,
    #[command(flatten)]
    home: HomeArgs,
}

impl Dataset {
    pub fn run(&self, output: &Output) -> Outcome {
        let Self::Add(add) = self;
        add.run(output)
    }
}

impl Add {
    fn run(&self, output: &Output) -> Outcome {
        let bytes = fs::read(&self.file).map_err(|e| CliError::file(&self.file, &e))?;
        let count = self.check(&bytes)?;
        let field = self.home.open(output.word("id", "en"))?;
        let kind = format!("{:?}", self.kind).to_lowercase();
        let format =
            self.file.extension().and_then(|ext| ext.to_str()).unwrap_or("").to_lowercase();
        let args = Named::from([
            ("dataset".to_owned(), Value::text(&kind)),
            ("format".to_owned(), Value::text(&format)),
            ("source".to_owned(), Value::text(&self.source)),
        ]);
        let entry = field.publish("dataset", &bytes, args).map_err(failed)?;
        output.result(
            &json!({"entry": entry, "dataset": kind, "items": count}),
            &format!("{count} {kind} published as {entry}; it goes out with the next `saksi sync`"),
        );
        Ok(())
    }

    /// Everything that is wrong with the file is said before anything is published.
    fn check(&self, bytes: &[u8]) -> Result<usize, CliError> {
        let name = self.file.display();
        let in_file = |error: &dyn std::fmt::Display| CliError::input(format!("{name}: {error}"));
        let ends = |ext: &str| self.file.extension().is_some_and(|e| e.eq_ignore_ascii_case(ext));
        match self.kind {
            Kind::Areas => {
                let text = std::str::from_utf8(bytes).map_err(|e| in_file(&e))?;
                let mut areas = Areas::default();
                areas.add(text).map_err(|e| in_file(&e))?;
                Ok(text.lines().filter(|line| !line.starts_with('#')).count().saturating_sub(1))
            }
            Kind::Institutions => {
                let mut reader = csv::Reader::from_reader(bytes);
                let rows =
                    reader.records().collect::<Result<Vec<_>, _>>().map_err(|e| in_file(&e))?;
                Ok(rows.len())
            }
            Kind::Licences | Kind::Villages if ends("kml") => {
                import::kml(bytes).map(|regions| regions.all().len()).map_err(|e| in_file(&e))
            }
            Kind::Licences | Kind::Villages if ends("shp") => {
                let dbf = fs::read(Path::new(&self.file).with_extension("dbf")).ok();
                import::shapefile(bytes, dbf.as_deref())
                    .map(|regions| regions.all().len())
                    .map_err(|e| in_file(&e))
            }
            Kind::Licences | Kind::Villages => {
                import::geojson(bytes).map(|regions| regions.all().len()).map_err(|e| in_file(&e))
            }
        }
    }
}

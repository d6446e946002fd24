//! `saksi export`: submissions as CSV, or their photographed places as GeoJSON.

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;

use clap::{Args, ValueEnum};
use saksi_device::field::{Field, RecordFilter};
use saksi_domain::journal::acts::RecordKind;
use saksi_domain::journal::cbor::Value as Cbor;
use saksi_domain::journal::record::Folded;
use serde_json::{Value, json};

use super::json::value;
use crate::Outcome;
use crate::exit::CliError;
use crate::home::{HomeArgs, failed};
use crate::output::Output;

/// The format.
#[derive(Debug, Clone, Copy, ValueEnum)]
enum Format {
    /// One row a submission, one column a path.
    Csv,
    /// One point a geopoint answer. For the programme only: points can show where people live.
    Geojson,
}

/// Write an export.
#[derive(Debug, Args)]
pub struct Export {
    /// The format.
    #[arg(long, value_enum)]
    format: Format,
    /// Only this form.
    #[arg(long)]
    form: Option<String>,
    /// Where to.
    out: PathBuf,
    #[command(flatten)]
    home: HomeArgs,
}

impl Export {
    pub fn run(&self, output: &Output) -> Outcome {
        let field = self.home.open(output.word("id", "en"))?;
        let folded = self.submissions(&field)?;
        let bytes = match self.format {
            Format::Csv => csv_of(&folded)?,
            Format::Geojson => geojson_of(&folded).to_string().into_bytes(),
        };
        fs::write(&self.out, bytes).map_err(|e| CliError::file(&self.out, &e))?;
        output.result(
            &json!({"records": folded.len(), "out": self.out}),
            &format!("{} records written to {}", folded.len(), self.out.display()),
        );
        Ok(())
    }

    fn submissions(&self, field: &Field) -> Result<Vec<Folded>, CliError> {
        let filter = RecordFilter { kind: Some(RecordKind::Submission), ..RecordFilter::default() };
        let mut all = Vec::new();
        for summary in field.records(filter).map_err(failed)? {
            let wanted = self.form.is_none() || summary.form == self.form;
            if wanted && !summary.erased {
                all.push(field.fold(summary.record).map_err(failed)?);
            }
        }
        Ok(all)
    }
}

fn csv_of(records: &[Folded]) -> Result<Vec<u8>, CliError> {
    let paths: BTreeSet<String> =
        records.iter().flat_map(|r| r.fields.keys().map(ToString::to_string)).collect();
    let mut csv = csv::Writer::from_writer(Vec::new());
    let header =
        ["record".to_owned(), "author".to_owned()].into_iter().chain(paths.iter().cloned());
    csv.write_record(header).map_err(CliError::input)?;
    for record in records {
        let author = record.author.map(|a| a.to_string()).unwrap_or_default();
        let mut row = vec![record.record.to_string(), author];
        for path in &paths {
            let found = record.fields.keys().find(|p| p.to_string() == *path);
            row.push(found.and_then(|p| record.value(p)).map(cell).unwrap_or_default());
        }
        csv.write_record(row).map_err(CliError::input)?;
    }
    csv.into_inner().map_err(CliError::input)
}

fn cell(signed: &Cbor) -> String {
    match signed {
        // A spreadsheet must not take an answer for a formula.
        Cbor::Text(text)
            if text.starts_with(['=', '+', '-', '@']) && text.parse::<f64>().is_err() =>
        {
            format!("'{text}")
        }
        Cbor::Text(text) => text.clone(),
        other => value(other).to_string(),
    }
}

fn geojson_of(records: &[Folded]) -> Value {
    let mut features = Vec::new();
    for record in records {
        for path in record.fields.keys() {
            let Some(Cbor::Array(parts)) = record.value(path) else { continue };
            let [Cbor::Int(lat), Cbor::Int(lon), _, accuracy] = &parts[..] else { continue };
            let degrees =
                |e7: &i64| serde_json::from_str::<Value>(&decimal(*e7)).unwrap_or_default();
            features.push(json!({
                "type": "Feature",
                "geometry": {"type": "Point", "coordinates": [degrees(lon), degrees(lat)]},
                "properties": {"record": record.record, "path": path.to_string(), "accuracy_mm": value(accuracy)},
            }));
        }
    }
    json!({"type": "FeatureCollection", "features": features})
}

/// Ten-millionths of a degree as a decimal, exactly.
fn decimal(e7: i64) -> String {
    let sign = if e7 < 0 { "-" } else { "" };
    format!("{sign}{}.{:07}", e7.abs() / 10_000_000, e7.abs() % 10_000_000)
}

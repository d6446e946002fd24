//! `saksi fill FORM --answers FILE` and `saksi edit RECORD --set name=value`: a phone's part of a
//! form, from a file of answers.
//!
//! An answer is text as ODK would store it, or for a photo or file an object:
//! `{"file": "gate.jpg", "camera": "test", "fix": {"lat_e7": …, "lon_e7": …, "accuracy_mm": …,
//! "delay_ms": …}}`. `camera: test` is the test camera adapter: "camera" is then this command's
//! word. Without it the item is imported, with `statement` as its provenance.

use std::fs;
use std::path::{Path, PathBuf};

use clap::Args;
use saksi_device::field::{CaptureMeta, DraftId, Field};
use saksi_domain::evidence::capture::{CaptureKind, Faces, Orientation, ShutterFix, Source};
use saksi_domain::journal::RecordId;
use saksi_domain::place::{Fix, Position};
use serde_json::{Map, Value, json};

use crate::Outcome;
use crate::exit::CliError;
use crate::home::{HomeArgs, failed};
use crate::output::Output;

/// Fill in a form.
#[derive(Debug, Args)]
pub struct Fill {
    /// The form's id, for example F02.
    form: String,
    /// A JSON object: question name (or path) to answer, in the order to be answered.
    #[arg(long)]
    answers: PathBuf,
    #[command(flatten)]
    home: HomeArgs,
}

/// Edit a finalised record.
#[derive(Debug, Args)]
pub struct Edit {
    /// The record.
    record: RecordId,
    /// `name=value`; empty clears. May be given several times.
    #[arg(long = "set", required = true)]
    set: Vec<String>,
    #[command(flatten)]
    home: HomeArgs,
}

impl Fill {
    pub fn run(&self, output: &Output) -> Outcome {
        let text =
            fs::read_to_string(&self.answers).map_err(|e| CliError::file(&self.answers, &e))?;
        let answers: Map<String, Value> = serde_json::from_str(&text)
            .map_err(|e| CliError::input(format!("{}: {e}", self.answers.display())))?;
        let field = self.home.open(output.word("id", "en"))?;
        let draft = field.start(&self.form).map_err(failed)?;
        let filled = answer_all(&field, draft, &answers).and_then(|()| {
            leave_out_blank_rows(&field, draft, &answers)?;
            let record = field.submit(draft).map_err(|error| refusal(&field, draft, error))?;
            record.ok_or_else(|| CliError::input("the form has no answers"))
        });
        match filled {
            Ok(record) => {
                output.result(&json!({"record": record}), &format!("finalised as {record}"));
                Ok(())
            }
            Err(failure) => {
                // A draft that a command began is not left behind for somebody else to find.
                field.discard(draft).map_err(failed)?;
                Err(failure)
            }
        }
    }
}

impl Edit {
    pub fn run(&self, output: &Output) -> Outcome {
        let field = self.home.open(output.word("id", "en"))?;
        let draft = field.edit(self.record).map_err(failed)?;
        for pair in &self.set {
            let (name, text) = pair
                .split_once('=')
                .ok_or_else(|| CliError::input(format!("`{pair}`: write answers as name=value")))?;
            let place = place(&field, draft, name)?;
            field.answer_text(draft, &place, text).map_err(|e| answer_failed(name, e))?;
        }
        let changed = field.submit(draft).map_err(|error| refusal(&field, draft, error));
        if changed.is_err() {
            field.discard(draft).map_err(failed)?;
        }
        let changed = changed?;
        output.result(&json!({"record": self.record, "changed": changed.is_some()}), "edited");
        Ok(())
    }
}

/// Repeats begin with a row, as in ODK. A row in which a question fails and of which the file says
/// nothing was never meant.
fn leave_out_blank_rows(
    field: &Field,
    draft: DraftId,
    answers: &Map<String, Value>,
) -> Result<(), CliError> {
    let failing = field.failing(draft).map_err(failed)?;
    let mut rows: Vec<&str> =
        failing.iter().filter_map(|f| Some(&f.place[..=f.place.find(']')?])).collect();
    rows.dedup();
    for row in rows {
        if !answers.keys().any(|name| name.starts_with(row)) {
            field.remove_row(draft, row).map_err(failed)?;
        }
    }
    Ok(())
}

/// Which questions still fail, by name.
fn refusal(field: &Field, draft: DraftId, error: saksi_device::DeviceError) -> CliError {
    let failing = field.failing(draft).unwrap_or_default();
    let list: Vec<String> =
        failing.iter().map(|f| format!("{}: {}", f.place, f.why.code())).collect();
    if list.is_empty() {
        return failed(error);
    }
    let code = error.code();
    let what = format!("{error}\n  {}", list.join("\n  "));
    CliError::new(crate::exit::Kind::Ask, code, what, "answer the questions named above")
}

fn answer_failed(name: &str, error: saksi_device::DeviceError) -> CliError {
    CliError::new(
        crate::exit::Kind::Input,
        error.code(),
        format!("`{name}`: {error}"),
        "correct this answer",
    )
}

/// A question's place by its name, or the path itself.
fn place(field: &Field, draft: DraftId, name: &str) -> Result<String, CliError> {
    if name.contains('/') {
        return Ok(name.to_owned());
    }
    field.find_question(draft, name).map_err(|e| answer_failed(name, e))
}

fn answer_all(field: &Field, draft: DraftId, answers: &Map<String, Value>) -> Result<(), CliError> {
    let on_water = answers.get("vantage").and_then(Value::as_str) == Some("water");
    for (name, answer) in answers {
        let place = place(field, draft, name)?;
        match answer {
            Value::Object(item) => attach(field, draft, &place, item, on_water)?,
            Value::String(text) => drop(
                field
                    .answer_text(draft, &place, text)
                    .map_err(|error| answer_failed(name, error))?,
            ),
            other => drop(
                field
                    .answer_text(draft, &place, &other.to_string())
                    .map_err(|error| answer_failed(name, error))?,
            ),
        }
    }
    Ok(())
}

fn attach(
    field: &Field,
    draft: DraftId,
    place: &str,
    item: &Map<String, Value>,
    on_water: bool,
) -> Result<(), CliError> {
    let text = |name: &str| item.get(name).and_then(Value::as_str);
    let path = Path::new(
        text("file").ok_or_else(|| CliError::input(format!("{place}: `file` is missing")))?,
    );
    let bytes = fs::read(path).map_err(|e| CliError::file(path, &e))?;
    let (kind, media_type) = kind_of(path);
    let source = match (text("camera"), text("source")) {
        (Some("test"), _) => Source::Camera,
        (_, Some("document")) => Source::Document,
        _ => Source::Imported { statement: text("statement").unwrap_or_default().to_owned() },
    };
    let meta = CaptureMeta {
        kind,
        source,
        media_type: media_type.to_owned(),
        device: "saksi command line".to_owned(),
        app: concat!("saksi ", env!("CARGO_PKG_VERSION")).to_owned(),
        orientation: Orientation::UPRIGHT,
        on_water,
        faces: Faces::Nobody,
        clock_offset_ms: Some(0),
    };
    let seal = field.seal_begin(Some((draft, place)), meta).map_err(failed)?;
    for piece in bytes.chunks(256 << 10) {
        field.seal_push(seal, piece).map_err(failed)?;
    }
    let fix = item.get("fix").map(read_fix).transpose()?;
    field.seal_finish(seal, fix).map_err(failed)?;
    field.keep(seal).map_err(failed)?;
    Ok(())
}

fn kind_of(path: &Path) -> (CaptureKind, &'static str) {
    match path.extension().and_then(|ext| ext.to_str()) {
        Some("jpg" | "jpeg") => (CaptureKind::Photo, "image/jpeg"),
        Some("png") => (CaptureKind::Photo, "image/png"),
        Some("m4a" | "mp3" | "ogg") => (CaptureKind::Audio, "audio/mp4"),
        Some("mp4") => (CaptureKind::Video, "video/mp4"),
        Some("pdf") => (CaptureKind::File, "application/pdf"),
        _ => (CaptureKind::File, "application/octet-stream"),
    }
}

fn read_fix(fix: &Value) -> Result<ShutterFix, CliError> {
    let number = |name: &str| {
        fix[name]
            .as_i64()
            .ok_or_else(|| CliError::input(format!("fix: `{name}` must be a whole number")))
    };
    let degrees = |name: &str| i32::try_from(number(name)?).map_err(CliError::input);
    let position =
        Position::new(degrees("lat_e7")?, degrees("lon_e7")?).map_err(CliError::input)?;
    let accuracy = u32::try_from(number("accuracy_mm")?).map_err(CliError::input)?;
    Ok(ShutterFix { fix: Fix::gnss(position, accuracy), delay_ms: number("delay_ms")? })
}

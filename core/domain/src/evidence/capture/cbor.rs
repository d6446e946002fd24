//! The capture record as CBOR, exactly as `docs/formats/evidence.md` section 1 has it.
//!
//! Integer keys, no floats, absent instead of null. The reader refuses what it does not know: a
//! record of a newer version is kept by the journal and shown as "not readable yet".

use super::{
    CaptureClocks, CaptureKind, CaptureRecord, Faces, Orientation, Question, ShutterFix, Source,
};
use crate::journal::cbor::{CborError, Reader, Value};
use crate::place::{Fix, Position, Provider};

/// The version of the record that is written.
pub const VERSION: i64 = 1;

/// Longest text of any field, in bytes.
pub const MAX_TEXT: usize = 1_000;

/// No zone is further from UTC than 14 hours.
const MAX_ZONE_MIN: i16 = 14 * 60;

const KEYS: [i64; 12] = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11];

impl CaptureRecord {
    /// The record as a CBOR map.
    ///
    /// What is written can always be read back: text beyond [`MAX_TEXT`] bytes is cut (screens
    /// limit it before), numbers that no phone reaches are cut to their limit.
    #[must_use]
    pub fn to_value(&self) -> Value {
        let source = match &self.source {
            Source::Camera => vec![Value::Int(0)],
            Source::Imported { statement } => vec![Value::Int(1), short(statement)],
            Source::Document => vec![Value::Int(2)],
        };
        let question = self
            .question
            .as_ref()
            .map(|q| Value::Array(vec![short(&q.form), short(&q.version), short(&q.path)]));
        Value::struct_map(vec![
            (0, Some(Value::Int(VERSION))),
            (1, Some(Value::Int(self.kind as i64))),
            (2, Some(Value::Array(source))),
            (3, Some(clocks_value(&self.clocks))),
            (4, self.fix.as_ref().map(fix_value)),
            (5, Some(short(&self.device))),
            (6, Some(short(&self.app))),
            (7, question),
            (8, Some(Value::Int(i64::from(self.orientation.exif())))),
            (9, Some(Value::Bool(self.on_water))),
            (10, Some(Value::Int(self.faces as i64))),
            (11, self.clock_offset_ms.map(Value::Int)),
        ])
    }

    /// Reads a record.
    ///
    /// # Errors
    /// [`CborError::Shape`] names the field that is missing, of another type or out of range.
    pub fn from_value(value: &Value) -> Result<Self, CborError> {
        let reader = Reader::new(value, "capture");
        let fields = reader.fields(&KEYS)?;
        let version = fields.need(0)?;
        if version.int()? != VERSION {
            return Err(version.expected("version 1"));
        }
        let orientation = fields.need(8)?;
        Ok(Self {
            kind: coded(&fields.need(1)?, &CaptureKind::ALL)?,
            source: source(&fields.need(2)?)?,
            clocks: clocks(&fields.need(3)?)?,
            fix: fields.get(4).map(|reader| fix(&reader)).transpose()?,
            device: text(&fields.need(5)?)?,
            app: text(&fields.need(6)?)?,
            question: fields.get(7).map(|reader| question(&reader)).transpose()?,
            orientation: Orientation::new(orientation.uint()?)
                .ok_or_else(|| orientation.expected("an orientation from 1 to 8"))?,
            on_water: fields.need(9)?.bool()?,
            faces: coded(&fields.need(10)?, &Faces::ALL)?,
            clock_offset_ms: fields.get(11).map(|reader| reader.int()).transpose()?,
        })
    }
}

fn clocks_value(clocks: &CaptureClocks) -> Value {
    Value::Array(vec![
        Value::Int(clocks.wall_ms),
        Value::Int(i64::from(clocks.zone_min.clamp(-MAX_ZONE_MIN, MAX_ZONE_MIN))),
        capped(clocks.boot_id),
        capped(clocks.since_boot_ms),
        clocks.gnss_ms.map_or(Value::Null, Value::Int),
    ])
}

/// Text in NFC, cut at a character within [`MAX_TEXT`]; a piece of NFC text is NFC.
fn short(text: &str) -> Value {
    let Value::Text(mut text) = Value::text(text) else { return Value::Null };
    text.truncate(text.floor_char_boundary(MAX_TEXT));
    Value::Text(text)
}

fn capped(number: u64) -> Value {
    Value::Int(i64::try_from(number).unwrap_or(i64::MAX))
}

fn fix_value(shutter: &ShutterFix) -> Value {
    let fix = &shutter.fix;
    Value::Array(vec![
        Value::Int(i64::from(fix.position.lat_e7())),
        Value::Int(i64::from(fix.position.lon_e7())),
        Value::Int(i64::from(fix.accuracy_mm)),
        Value::Int(fix.provider as i64),
        Value::Bool(fix.mock),
        Value::Int(i64::from(fix.age_ms)),
        Value::Int(shutter.delay_ms),
    ])
}

fn coded<T: Copy>(reader: &Reader<'_>, all: &[T]) -> Result<T, CborError> {
    let code = usize::try_from(reader.uint()?).ok();
    code.and_then(|code| all.get(code).copied()).ok_or_else(|| reader.expected("a known code"))
}

fn text(reader: &Reader<'_>) -> Result<String, CborError> {
    let text = reader.str()?;
    if text.len() > MAX_TEXT {
        return Err(reader.expected("at most 1000 bytes of text"));
    }
    Ok(text.to_owned())
}

fn source(reader: &Reader<'_>) -> Result<Source, CborError> {
    let parts = reader.array()?;
    let code = parts.first().ok_or_else(|| reader.expected("a source"))?.uint()?;
    match (code, &parts[1..]) {
        (0, []) => Ok(Source::Camera),
        (1, [statement]) => Ok(Source::Imported { statement: text(statement)? }),
        (2, []) => Ok(Source::Document),
        _ => Err(reader.expected("[0], [1, statement] or [2]")),
    }
}

fn clocks(reader: &Reader<'_>) -> Result<CaptureClocks, CborError> {
    let [wall, zone, boot, since_boot, gnss] = reader.tuple("five clock values")?;
    let zone_min = i16::try_from(zone.int()?)
        .ok()
        .filter(|min| min.unsigned_abs() <= MAX_ZONE_MIN.unsigned_abs());
    Ok(CaptureClocks {
        wall_ms: wall.int()?,
        zone_min: zone_min.ok_or_else(|| zone.expected("minutes within 14 hours"))?,
        boot_id: boot.uint()?,
        since_boot_ms: since_boot.uint()?,
        gnss_ms: gnss.nullable().map(|gnss| gnss.int()).transpose()?,
    })
}

fn fix(reader: &Reader<'_>) -> Result<ShutterFix, CborError> {
    let [lat, lon, accuracy, provider, mock, age, delay] = reader.tuple("seven fix values")?;
    let narrow = |r: &Reader<'_>| u32::try_from(r.uint()?).map_err(|_| r.expected("32 bits"));
    let degree = |r: &Reader<'_>| i32::try_from(r.int()?).map_err(|_| r.expected("32 bits"));
    let position = Position::new(degree(&lat)?, degree(&lon)?)
        .map_err(|_| reader.expected("a position on earth"))?;
    Ok(ShutterFix {
        fix: Fix {
            position,
            accuracy_mm: narrow(&accuracy)?,
            provider: Provider::from_code(provider.uint()?)
                .ok_or_else(|| provider.expected("a known provider"))?,
            mock: mock.bool()?,
            age_ms: narrow(&age)?,
        },
        delay_ms: delay.int()?,
    })
}

fn question(reader: &Reader<'_>) -> Result<Question, CborError> {
    let [form, version, path] = reader.tuple("form, version and path")?;
    Ok(Question { form: text(&form)?, version: text(&version)?, path: text(&path)? })
}

#[cfg(test)]
mod tests;

//! The erasable half of an entry: what was said, about whom, with which photo.
//!
//! The header commits to it by HMAC under a fresh salt; once salt and body are destroyed, nothing
//! about the content can be tested against the header. Layout: `docs/formats/entry.md`.

use std::collections::BTreeSet;

use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::Sha256;

use super::act::{Args, Ref};
use super::cbor::{self, CborError, Reader, Value};
use super::path::Path;
use super::{Cid, Digest};

/// The newest body schema this code writes.
pub const SCHEMA: u64 = 1;
/// Largest body, bytes.
pub const MAX_BODY: usize = 1 << 20;

const ONLY_ROWS_GO: &str = "`undefined` for a row as a whole, and only there";
const CONTEXT: &[u8] = b"saksi/body/1\0";

/// What the device's clocks said when the entry was signed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Clocks {
    /// Wall clock, ms since 1970 UTC.
    pub wall_ms: i64,
    /// Offset of the zone, minutes east of UTC.
    pub zone_min: i64,
    /// Random id of the boot, so that boot clocks of two boots are never compared.
    pub boot: Vec<u8>,
    /// Milliseconds since boot.
    pub since_boot_ms: i64,
    /// Age of `seen` by the boot clock, ms; `None` when the phone was restarted since.
    pub seen_age_ms: Option<i64>,
    /// GNSS time, ms since 1970 UTC, when a fix gave it.
    pub gnss_ms: Option<i64>,
}

/// One field written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Write {
    /// Where.
    pub path: Path,
    /// What: `Null` clears, `Gone` removes a row (and only a row).
    pub value: Value,
}

/// A sealed file that this entry speaks about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Blob {
    /// SHA-256 of the ciphertext: its name everywhere.
    pub cid: Cid,
    /// The key it was encrypted with, used for nothing else.
    pub key: [u8; 32],
    /// SHA-256 of the original bytes.
    pub sha256: Digest,
    /// Size of the original, bytes.
    pub size: u64,
    /// Media type, for example `image/jpeg`.
    pub media_type: String,
    /// `original`, `preview`, `redacted`, `stamped`, `minutes`, `form`, `dataset`.
    pub role: String,
    /// For a derivative: digest of the original it was made from.
    pub parent: Option<Digest>,
}

/// The body of an entry.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Body {
    /// Body schema; one newer than [`SCHEMA`] has effect `unknown`.
    pub schema: u64,
    /// The device's clocks.
    pub clocks: Clocks,
    /// Fields written.
    pub writes: Vec<Write>,
    /// Verb of a member entry, act or publication.
    pub verb: Option<u64>,
    /// Its arguments.
    pub args: Args,
    /// Records it relies on, with the heads that were seen.
    pub refs: Vec<Ref>,
    /// Sealed files.
    pub blobs: Vec<Blob>,
    /// Calculated values as the form showed them: a snapshot, never merged.
    pub computed: Vec<Write>,
    /// Does this entry complete the submission?
    pub is_final: bool,
}

impl Body {
    /// A body of the current schema.
    #[must_use]
    pub fn new(clocks: Clocks) -> Self {
        Self { schema: SCHEMA, clocks, ..Self::default() }
    }

    /// The bytes that are committed to.
    #[must_use]
    pub fn encode(&self) -> Vec<u8> {
        let some = |empty: bool, value: Value| if empty { None } else { Some(value) };
        let args = self.args.iter().map(|(k, v)| (Value::text(k), v.clone())).collect();
        cbor::encode(&Value::struct_map(vec![
            (0, Some(Value::Int(i64::try_from(self.schema).unwrap_or(i64::MAX)))),
            (1, Some(self.clocks.to_value())),
            (2, some(self.writes.is_empty(), writes_value(&self.writes))),
            (3, self.verb.map(|v| Value::Int(i64::try_from(v).unwrap_or(i64::MAX)))),
            (4, some(self.args.is_empty(), Value::map(args))),
            (
                5,
                some(self.refs.is_empty(), Value::Array(self.refs.iter().map(ref_value).collect())),
            ),
            (
                6,
                some(
                    self.blobs.is_empty(),
                    Value::Array(self.blobs.iter().map(Blob::to_value).collect()),
                ),
            ),
            (7, some(self.computed.is_empty(), writes_value(&self.computed))),
            (8, some(!self.is_final, Value::Bool(true))),
        ]))
    }

    /// Reads a body. A newer schema is read as far as its clocks.
    ///
    /// # Errors
    /// [`CborError`] naming the place and the rule.
    pub fn decode(bytes: &[u8]) -> Result<Self, CborError> {
        let value = cbor::decode(bytes)?;
        let top = Reader::new(&value, "body");
        let schema = match &value {
            Value::Map(pairs) => pairs.iter().find(|(k, _)| *k == Value::Int(0)).map(|(_, v)| v),
            _ => None,
        };
        let schema = schema.ok_or_else(|| top.expected("a map with key 0"))?;
        let schema = Reader::new(schema, "body.0").uint()?;
        if schema == 0 {
            return Err(top.expected("a schema of at least 1"));
        }
        if schema > SCHEMA {
            return Ok(Self { schema, ..Self::default() });
        }
        let fields = top.fields(&[0, 1, 2, 3, 4, 5, 6, 7, 8])?;
        let mut body = Self::new(Clocks::from_reader(&fields.need(1)?)?);
        if let Some(list) = fields.get(2) {
            body.writes = read_writes(&list, true)?;
        }
        body.verb = fields.get(3).map(|v| v.uint()).transpose()?;
        if let Some(args) = fields.get(4) {
            for (name, value) in args.pairs()? {
                if value.value().holds_gone() {
                    return Err(value.expected(ONLY_ROWS_GO));
                }
                body.args.insert(name.str()?.to_owned(), value.value().clone());
            }
        }
        if let Some(list) = fields.get(5) {
            body.refs = list.array()?.iter().map(read_ref).collect::<Result<_, _>>()?;
        }
        if let Some(list) = fields.get(6) {
            body.blobs = list.array()?.iter().map(Blob::from_reader).collect::<Result<_, _>>()?;
        }
        if let Some(list) = fields.get(7) {
            body.computed = read_writes(&list, false)?;
        }
        body.is_final = fields.get(8).map(|v| v.bool()).transpose()?.unwrap_or(false);
        if body.encode() != bytes {
            return Err(top.expected("no empty lists and no false flags"));
        }
        Ok(body)
    }
}

/// The commitment that stands in the header: HMAC-SHA256(salt, `saksi/body/1` ‖ 0 ‖ body).
#[must_use]
pub fn commit(salt: &[u8; 32], body: &[u8]) -> [u8; 32] {
    let mut mac = Hmac::<Sha256>::new_from_slice(salt).expect("HMAC takes keys of any size");
    mac.update(CONTEXT);
    mac.update(body);
    mac.finalize().into_bytes().into()
}

fn writes_value(writes: &[Write]) -> Value {
    let pair = |w: &Write| Value::Array(vec![w.path.to_value(), w.value.clone()]);
    Value::Array(writes.iter().map(pair).collect())
}

fn read_writes(list: &Reader<'_>, may_remove: bool) -> Result<Vec<Write>, CborError> {
    let mut seen = BTreeSet::new();
    let mut writes = Vec::new();
    for item in list.array()? {
        let [path, value] = item.tuple("[path, value]")?;
        let path = Path::from_reader(&path)?;
        let gone = *value.value() == Value::Gone;
        if gone != path.is_row() || (gone && !may_remove) || (!gone && value.value().holds_gone()) {
            return Err(value.expected(ONLY_ROWS_GO));
        }
        if !seen.insert(path.clone()) {
            return Err(item.expected("each path once"));
        }
        writes.push(Write { path, value: value.value().clone() });
    }
    Ok(writes)
}

fn ref_value(reference: &Ref) -> Value {
    let heads = reference.heads.iter().map(|h| Value::bytes(&h.0)).collect();
    Value::Array(vec![Value::bytes(&reference.record.0), Value::Array(heads)])
}

fn read_ref(reader: &Reader<'_>) -> Result<Ref, CborError> {
    let [record, heads] = reader.tuple("[record, [heads]]")?;
    let heads = heads.array()?.iter().map(|h| h.id("an entry id")).collect::<Result<_, _>>()?;
    Ok(Ref { record: record.id("a record id")?, heads })
}

fn or_null(number: Option<i64>) -> Value {
    number.map_or(Value::Null, Value::Int)
}

impl Clocks {
    fn to_value(&self) -> Value {
        Value::Array(vec![
            Value::Int(self.wall_ms),
            Value::Int(self.zone_min),
            Value::bytes(&self.boot),
            Value::Int(self.since_boot_ms),
            or_null(self.seen_age_ms),
            or_null(self.gnss_ms),
        ])
    }

    fn from_reader(reader: &Reader<'_>) -> Result<Self, CborError> {
        let [wall, zone, boot, since, age, gnss] = reader.tuple("six clock readings")?;
        let boot_bytes = boot.bytes()?;
        if boot_bytes.len() > 16 {
            return Err(boot.expected("a boot id of at most 16 bytes"));
        }
        Ok(Self {
            wall_ms: wall.int()?,
            zone_min: zone.int()?,
            boot: boot_bytes.to_vec(),
            since_boot_ms: since.int()?,
            seen_age_ms: age.nullable().map(|v| v.int()).transpose()?,
            gnss_ms: gnss.nullable().map(|v| v.int()).transpose()?,
        })
    }
}

impl Blob {
    fn to_value(&self) -> Value {
        Value::struct_map(vec![
            (0, Some(Value::bytes(&self.cid.0))),
            (1, Some(Value::bytes(&self.key))),
            (2, Some(Value::bytes(&self.sha256.0))),
            (3, Some(Value::Int(i64::try_from(self.size).unwrap_or(i64::MAX)))),
            (4, Some(Value::text(&self.media_type))),
            (5, Some(Value::text(&self.role))),
            (6, self.parent.map(|p| Value::bytes(&p.0))),
        ])
    }

    fn from_reader(reader: &Reader<'_>) -> Result<Self, CborError> {
        let fields = reader.fields(&[0, 1, 2, 3, 4, 5, 6])?;
        Ok(Self {
            cid: fields.need(0)?.id("a cid of 32 bytes")?,
            key: fields.need(1)?.id("a key of 32 bytes")?,
            sha256: fields.need(2)?.id("a SHA-256")?,
            size: fields.need(3)?.uint()?,
            media_type: fields.need(4)?.str()?.to_owned(),
            role: fields.need(5)?.str()?.to_owned(),
            parent: fields.get(6).map(|p| p.id("a SHA-256")).transpose()?,
        })
    }
}

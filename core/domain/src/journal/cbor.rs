//! Strict deterministic CBOR (RFC 8949 section 4.2.1), the only encoding that is ever signed.
//!
//! [`decode`] accepts exactly the bytes that [`encode`] would write: shortest integers, definite
//! lengths, map keys in bytewise order of their encodings, text in NFC, no floats and no tags.
//! Anything else is refused with the offset and the rule. Typed values are read out of a
//! [`Value`] by [`Reader`], whose errors name the path that was wrong.

use std::fmt;
use unicode_normalization::{UnicodeNormalization, is_nfc};

use minicbor::data::Type;

/// How deep values may nest. The deepest honest message has seven levels.
pub const MAX_DEPTH: usize = 16;

/// A CBOR value, without what Saksi never writes: floats, tags, indefinite lengths.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Value {
    /// `null`: in a write, the field was cleared.
    Null,
    /// `undefined`: in a write, the row is gone (a tombstone). Nowhere else.
    Gone,
    /// `true` or `false`.
    Bool(bool),
    /// An integer, major types 0 and 1.
    Int(i64),
    /// A byte string.
    Bytes(Vec<u8>),
    /// A text string; [`Value::text`] brings it to NFC.
    Text(String),
    /// An array.
    Array(Vec<Value>),
    /// A map; kept in the order of the encoded keys.
    Map(Vec<(Value, Value)>),
}

/// Bytes were not strict deterministic CBOR, or not of the expected shape.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CborError {
    /// The bytes end too early, or are not CBOR at all; the offset where reading stopped.
    Malformed(usize),
    /// Valid CBOR, but not the one deterministic encoding (or a type that is never used); the rule.
    NotDeterministic(&'static str),
    /// Nested deeper than [`MAX_DEPTH`].
    TooDeep,
    /// A value has the wrong type or size; where, and what was expected.
    Shape {
        /// The path from the top of the message, for example `body.6[0].2`.
        at: String,
        /// What should have stood there.
        expected: &'static str,
    },
}

impl fmt::Display for CborError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Malformed(at) => write!(f, "not CBOR at byte {at}"),
            Self::NotDeterministic(rule) => write!(f, "not deterministic CBOR: {rule}"),
            Self::TooDeep => write!(f, "nested deeper than {MAX_DEPTH}"),
            Self::Shape { at, expected } => write!(f, "{at}: expected {expected}"),
        }
    }
}

impl std::error::Error for CborError {}

impl Value {
    /// Text in NFC.
    #[must_use]
    pub fn text(text: &str) -> Self {
        Self::Text(if is_nfc(text) { text.to_owned() } else { text.nfc().collect() })
    }

    /// A byte string.
    #[must_use]
    pub fn bytes(bytes: &[u8]) -> Self {
        Self::Bytes(bytes.to_vec())
    }

    /// A map from pairs in any order; sorts them by the encoding of their keys.
    #[must_use]
    pub fn map(mut pairs: Vec<(Value, Value)>) -> Self {
        pairs.sort_by_cached_key(|(key, _)| encode(key));
        Self::Map(pairs)
    }

    /// A map with small integer keys, leaving out the pairs whose value is `None`.
    #[must_use]
    pub fn struct_map(fields: Vec<(i64, Option<Value>)>) -> Self {
        Self::map(fields.into_iter().filter_map(|(k, v)| Some((Self::Int(k), v?))).collect())
    }

    /// The text, if it is one.
    #[must_use]
    pub fn as_text(&self) -> Option<&str> {
        if let Self::Text(text) = self { Some(text) } else { None }
    }

    /// Does `undefined` stand in it, at any depth?
    #[must_use]
    pub fn holds_gone(&self) -> bool {
        match self {
            Self::Gone => true,
            Self::Array(items) => items.iter().any(Self::holds_gone),
            Self::Map(pairs) => pairs.iter().any(|(k, v)| k.holds_gone() || v.holds_gone()),
            _ => false,
        }
    }

    /// The integer, if it is one.
    #[must_use]
    pub fn as_int(&self) -> Option<i64> {
        if let Self::Int(number) = self { Some(*number) } else { None }
    }
}

impl From<i64> for Value {
    fn from(number: i64) -> Self {
        Self::Int(number)
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::text(text)
    }
}

impl From<bool> for Value {
    fn from(truth: bool) -> Self {
        Self::Bool(truth)
    }
}

/// The one encoding of `value`.
#[must_use]
pub fn encode(value: &Value) -> Vec<u8> {
    let mut encoder = minicbor::Encoder::new(Vec::new());
    put(&mut encoder, value);
    encoder.into_writer()
}

fn put(encoder: &mut minicbor::Encoder<Vec<u8>>, value: &Value) {
    const NO_FAIL: &str = "writing to a Vec cannot fail";
    match value {
        Value::Null => drop(encoder.null().expect(NO_FAIL)),
        Value::Gone => drop(encoder.undefined().expect(NO_FAIL)),
        Value::Bool(truth) => drop(encoder.bool(*truth).expect(NO_FAIL)),
        Value::Int(number) => drop(encoder.i64(*number).expect(NO_FAIL)),
        Value::Bytes(bytes) => drop(encoder.bytes(bytes).expect(NO_FAIL)),
        Value::Text(text) => drop(encoder.str(text).expect(NO_FAIL)),
        Value::Array(items) => {
            encoder.array(items.len() as u64).expect(NO_FAIL);
            items.iter().for_each(|item| put(encoder, item));
        }
        Value::Map(pairs) => {
            encoder.map(pairs.len() as u64).expect(NO_FAIL);
            for (key, value) in pairs {
                put(encoder, key);
                put(encoder, value);
            }
        }
    }
}

/// Reads one value that fills all of `bytes`.
///
/// # Errors
/// [`CborError`] if the bytes are not the one encoding of a value; nothing is repaired.
pub fn decode(bytes: &[u8]) -> Result<Value, CborError> {
    let mut decoder = minicbor::Decoder::new(bytes);
    let value = take(&mut decoder, 0)?;
    if decoder.position() != bytes.len() {
        return Err(CborError::NotDeterministic("bytes after the end"));
    }
    if encode(&value) != bytes {
        return Err(CborError::NotDeterministic("integers and lengths are written shortest"));
    }
    Ok(value)
}

fn take(decoder: &mut minicbor::Decoder<'_>, depth: usize) -> Result<Value, CborError> {
    if depth > MAX_DEPTH {
        return Err(CborError::TooDeep);
    }
    let at = decoder.position();
    let bad = |_| CborError::Malformed(at);
    Ok(match decoder.datatype().map_err(bad)? {
        Type::Null => {
            decoder.null().map_err(bad)?;
            Value::Null
        }
        Type::Undefined => {
            decoder.undefined().map_err(bad)?;
            Value::Gone
        }
        Type::Bool => Value::Bool(decoder.bool().map_err(bad)?),
        Type::Bytes => Value::Bytes(decoder.bytes().map_err(bad)?.to_vec()),
        Type::String => {
            let text = decoder.str().map_err(bad)?;
            if !is_nfc(text) {
                return Err(CborError::NotDeterministic("text is NFC"));
            }
            Value::Text(text.to_owned())
        }
        Type::U8
        | Type::U16
        | Type::U32
        | Type::U64
        | Type::I8
        | Type::I16
        | Type::I32
        | Type::I64
        | Type::Int => {
            let number = decoder.int().map_err(bad)?;
            let number = i64::try_from(number)
                .map_err(|_| CborError::NotDeterministic("integers fit 64 bits with sign"))?;
            Value::Int(number)
        }
        Type::Array => take_array(decoder, depth)?,
        Type::Map => take_map(decoder, depth)?,
        Type::ArrayIndef | Type::MapIndef | Type::BytesIndef | Type::StringIndef => {
            return Err(CborError::NotDeterministic("lengths are definite"));
        }
        Type::F16 | Type::F32 | Type::F64 => return Err(CborError::NotDeterministic("no floats")),
        Type::Tag => return Err(CborError::NotDeterministic("no tags")),
        _ => return Err(CborError::Malformed(at)),
    })
}

fn take_array(decoder: &mut minicbor::Decoder<'_>, depth: usize) -> Result<Value, CborError> {
    let at = decoder.position();
    let len = decoder.array().map_err(|_| CborError::Malformed(at))?.unwrap_or(0);
    let mut items = Vec::new();
    for _ in 0..len {
        items.push(take(decoder, depth + 1)?);
    }
    Ok(Value::Array(items))
}

fn take_map(decoder: &mut minicbor::Decoder<'_>, depth: usize) -> Result<Value, CborError> {
    let at = decoder.position();
    let len = decoder.map().map_err(|_| CborError::Malformed(at))?.unwrap_or(0);
    let mut pairs: Vec<(Value, Value)> = Vec::new();
    let mut last_key = Vec::new();
    for _ in 0..len {
        let key_at = decoder.position();
        let key = take(decoder, depth + 1)?;
        let key_bytes = decoder.input()[key_at..decoder.position()].to_vec();
        if !pairs.is_empty() && key_bytes == last_key {
            return Err(CborError::NotDeterministic("map keys do not repeat"));
        }
        if !pairs.is_empty() && key_bytes < last_key {
            return Err(CborError::NotDeterministic("map keys are in bytewise order"));
        }
        last_key = key_bytes;
        pairs.push((key, take(decoder, depth + 1)?));
    }
    Ok(Value::Map(pairs))
}

/// Reads typed parts out of a [`Value`] and remembers where it stands, for the error.
#[derive(Debug, Clone)]
pub struct Reader<'a> {
    value: &'a Value,
    at: String,
}

impl<'a> Reader<'a> {
    /// A reader at the top of a message called `name` in errors.
    #[must_use]
    pub fn new(value: &'a Value, name: &str) -> Self {
        Self { value, at: name.to_owned() }
    }

    /// The error for this place.
    #[must_use]
    pub fn expected(&self, expected: &'static str) -> CborError {
        CborError::Shape { at: self.at.clone(), expected }
    }

    /// The value itself.
    #[must_use]
    pub fn value(&self) -> &'a Value {
        self.value
    }

    /// Is it `null`?
    #[must_use]
    pub fn is_null(&self) -> bool {
        *self.value == Value::Null
    }

    /// `None` for `null`, else the reader itself.
    #[must_use]
    pub fn nullable(self) -> Option<Self> {
        if self.is_null() { None } else { Some(self) }
    }

    /// A non-negative integer.
    ///
    /// # Errors
    /// [`CborError::Shape`] for any other type.
    pub fn uint(&self) -> Result<u64, CborError> {
        match self.value {
            Value::Int(n) => u64::try_from(*n).map_err(|_| self.expected("a non-negative integer")),
            _ => Err(self.expected("a non-negative integer")),
        }
    }

    /// An integer.
    ///
    /// # Errors
    /// [`CborError::Shape`] for any other type.
    pub fn int(&self) -> Result<i64, CborError> {
        self.value.as_int().ok_or_else(|| self.expected("an integer"))
    }

    /// A boolean.
    ///
    /// # Errors
    /// [`CborError::Shape`] for any other type.
    pub fn bool(&self) -> Result<bool, CborError> {
        if let Value::Bool(b) = self.value { Ok(*b) } else { Err(self.expected("true or false")) }
    }

    /// A text.
    ///
    /// # Errors
    /// [`CborError::Shape`] for any other type.
    pub fn str(&self) -> Result<&'a str, CborError> {
        self.value.as_text().ok_or_else(|| self.expected("text"))
    }

    /// A byte string of any length.
    ///
    /// # Errors
    /// [`CborError::Shape`] for any other type.
    pub fn bytes(&self) -> Result<&'a [u8], CborError> {
        if let Value::Bytes(b) = self.value { Ok(b) } else { Err(self.expected("bytes")) }
    }

    /// A byte string that is an identifier or key of fixed length.
    ///
    /// # Errors
    /// [`CborError::Shape`] for another type or length; `expected` says it in words.
    pub fn id<T: TryFrom<&'a [u8]>>(&self, expected: &'static str) -> Result<T, CborError> {
        T::try_from(self.bytes()?).map_err(|_| self.expected(expected))
    }

    /// The items of an array.
    ///
    /// # Errors
    /// [`CborError::Shape`] for any other type.
    pub fn array(&self) -> Result<Vec<Reader<'a>>, CborError> {
        let Value::Array(items) = self.value else { return Err(self.expected("an array")) };
        let reader = |(i, value)| Reader { value, at: format!("{}[{i}]", self.at) };
        Ok(items.iter().enumerate().map(reader).collect())
    }

    /// The items of an array of exactly `N`.
    ///
    /// # Errors
    /// [`CborError::Shape`] for another type or length.
    pub fn tuple<const N: usize>(
        &self,
        expected: &'static str,
    ) -> Result<[Reader<'a>; N], CborError> {
        self.array()?.try_into().map_err(|_| self.expected(expected))
    }

    /// The pairs of a map.
    ///
    /// # Errors
    /// [`CborError::Shape`] for any other type.
    pub fn pairs(&self) -> Result<Vec<(Reader<'a>, Reader<'a>)>, CborError> {
        let Value::Map(pairs) = self.value else { return Err(self.expected("a map")) };
        let reader = |(key, value): &'a (Value, Value)| {
            let name = match key {
                Value::Int(n) => n.to_string(),
                Value::Text(t) => t.clone(),
                _ => "?".to_owned(),
            };
            let key = Reader { value: key, at: format!("{}.key", self.at) };
            (key, Reader { value, at: format!("{}.{name}", self.at) })
        };
        Ok(pairs.iter().map(reader).collect())
    }

    /// A map with integer keys, all of which must be among `known`.
    ///
    /// # Errors
    /// [`CborError::Shape`] for another type or an unknown key.
    pub fn fields(&self, known: &[i64]) -> Result<Fields<'a>, CborError> {
        let mut fields = Vec::new();
        for (key, value) in self.pairs()? {
            let number = key.int()?;
            if !known.contains(&number) {
                return Err(value.expected("no such key in this version"));
            }
            fields.push((number, value));
        }
        Ok(Fields { fields, at: self.at.clone() })
    }
}

/// The fields of a map with integer keys.
#[derive(Debug)]
pub struct Fields<'a> {
    fields: Vec<(i64, Reader<'a>)>,
    at: String,
}

impl<'a> Fields<'a> {
    /// A field that may be absent.
    #[must_use]
    pub fn get(&self, key: i64) -> Option<Reader<'a>> {
        self.fields.iter().find(|(k, _)| *k == key).map(|(_, v)| v.clone())
    }

    /// A field that must be there.
    ///
    /// # Errors
    /// [`CborError::Shape`] if it is not.
    pub fn need(&self, key: i64) -> Result<Reader<'a>, CborError> {
        self.get(key).ok_or_else(|| CborError::Shape {
            at: format!("{}.{key}", self.at),
            expected: "a value",
        })
    }
}

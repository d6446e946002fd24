//! A GeoJSON FeatureCollection as a list: JavaRosa's reading of it.
//!
//! Each feature is an item: its geometry as ODK's geopoint, geotrace or geoshape text in `geometry`,
//! its properties as texts (null is blank), and its own `id`, which wins over a property of that
//! name. Altitudes are not kept: JavaRosa writes `lat lon 0 0`. Polygons lose their holes.

use std::io::Read;

use super::json::{Json, Token};
use super::{
    ItemRow, ListReader, MAX_CELL_BYTES, MAX_ROW_BYTES, ReadError, ReadFault, column_named,
};

/// Reads a GeoJSON file. Columns are known only as features bring them.
#[derive(Debug)]
pub struct GeoJsonReader<R> {
    json: Json<R>,
    columns: Vec<String>,
    state: State,
    /// Has the file said that it is a FeatureCollection?
    typed: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    Features,
    Done,
}

impl<R: Read> GeoJsonReader<R> {
    /// Reads up to the first feature.
    ///
    /// # Errors
    /// [`ReadError`].
    pub fn new(reader: R) -> Result<Self, ReadError> {
        let mut json = Json::new(reader);
        if json.next()? != Token::Open(b'{') {
            return Err(json.source.fault(ReadFault::NotFeatures));
        }
        let columns = ["geometry", "id"].map(str::to_owned).to_vec();
        let mut reader = Self { json, columns, state: State::Features, typed: false };
        if !reader.find_features()? {
            return reader.not_features();
        }
        Ok(reader)
    }

    fn not_features<T>(&self) -> Result<T, ReadError> {
        Err(self.json.source.fault(ReadFault::NotFeatures))
    }

    /// Reads members of the collection up to its list of features; `false` at its end.
    fn find_features(&mut self) -> Result<bool, ReadError> {
        loop {
            let Token::Key(key) = self.json.next()? else { return Ok(false) };
            match (key.as_str(), self.json.next()?) {
                ("features", Token::Open(b'[')) => return Ok(true),
                ("features", _) => return self.not_features(),
                ("type", Token::Text(kind)) if kind == "FeatureCollection" => self.typed = true,
                ("type", _) => return self.not_features(),
                (_, first) => self.json.skip(&first)?,
            }
        }
    }

    fn feature(&mut self, row: &mut ItemRow) -> Result<(), ReadError> {
        let (mut typed, mut id) = (false, None);
        while let Token::Key(key) = self.json.next()? {
            match (key.as_str(), self.json.next()?) {
                ("type", Token::Text(kind)) => typed = kind == "Feature",
                ("geometry", Token::Open(b'{')) => {
                    let text = self.geometry()?;
                    row.set(0, &text);
                }
                ("properties", Token::Open(b'{')) => self.properties(row)?,
                ("id", value @ (Token::Text(_) | Token::Number(_))) => id = plain(value),
                (_, first) => self.json.skip(&first)?,
            }
        }
        if let Some(id) = id {
            row.set(1, &id);
        }
        if typed { Ok(()) } else { self.not_features() }
    }

    fn properties(&mut self, row: &mut ItemRow) -> Result<(), ReadError> {
        while let Token::Key(name) = self.json.next()? {
            let value = self.json.next()?;
            let Some(text) = plain(value) else {
                return Err(self.json.source.fault(ReadFault::Property(name)));
            };
            let column = column_named(&mut self.columns, &name);
            let column = column.map_err(|fault| self.json.source.fault(fault))?;
            row.set(column, &text);
            if row.bytes() > MAX_ROW_BYTES {
                return Err(self.json.source.fault(ReadFault::TooLarge));
            }
        }
        Ok(())
    }

    fn geometry(&mut self) -> Result<String, ReadError> {
        let (mut kind, mut points) = (String::new(), Points::default());
        while let Token::Key(key) = self.json.next()? {
            match (key.as_str(), self.json.next()?) {
                ("type", Token::Text(text)) => kind = text,
                ("coordinates", Token::Open(b'[')) => self.coordinates(&mut points)?,
                (_, first) => self.json.skip(&first)?,
            }
        }
        let depth = match kind.as_str() {
            "Point" => 1,
            "LineString" => 2,
            "Polygon" => 3,
            _ => 0,
        };
        let empty = points.text.is_empty() && depth > 1;
        if depth == 0 || points.broken || (points.depth != depth && !empty) {
            return Err(self.json.source.fault(ReadFault::Geometry));
        }
        Ok(points.text)
    }

    /// Reads nested lists of numbers; of a polygon only its first ring is kept.
    fn coordinates(&mut self, points: &mut Points) -> Result<(), ReadError> {
        let (mut depth, mut rings) = (1_usize, 0);
        let mut point: Vec<String> = Vec::new();
        while depth > 0 {
            match self.json.next()? {
                Token::Open(b'[') => depth += 1,
                Token::Number(number) if point.len() < 2 => point.push(number),
                Token::Number(_) => {}
                Token::Close if point.is_empty() => {
                    rings += usize::from(depth == 2);
                    depth -= 1;
                }
                Token::Close => {
                    if rings == 0 {
                        points.add(depth, &point);
                    }
                    point.clear();
                    depth -= 1;
                }
                _ => return Err(self.json.source.fault(ReadFault::Geometry)),
            }
            if points.text.len() > MAX_CELL_BYTES {
                return Err(self.json.source.fault(ReadFault::TooLarge));
            }
        }
        Ok(())
    }
}

/// The points of a geometry as ODK writes them.
#[derive(Debug, Default)]
struct Points {
    text: String,
    /// How deep they lie.
    depth: usize,
    broken: bool,
}

impl Points {
    fn add(&mut self, depth: usize, point: &[String]) {
        let [longitude, latitude] = point else {
            self.broken = true;
            return;
        };
        self.broken |= self.depth != 0 && self.depth != depth;
        self.depth = depth;
        if !self.text.is_empty() {
            self.text.push_str("; ");
        }
        for number in [latitude, longitude] {
            self.text.push_str(&as_java(number));
            self.text.push(' ');
        }
        self.text.push_str("0 0");
    }
}

/// A number as Java prints it, but never with an exponent, which no ODK reader is promised.
fn as_java(number: &str) -> String {
    if !number.contains(['.', 'e', 'E']) {
        return number.to_owned();
    }
    let text = number.parse::<f64>().unwrap_or(f64::NAN).to_string();
    if text.contains('.') { text } else { text + ".0" }
}

/// A plain value as a text; `None` for lists and objects.
fn plain(value: Token) -> Option<String> {
    match value {
        Token::Text(text) | Token::Number(text) => Some(text),
        Token::Boolean(value) => Some(value.to_string()),
        Token::Null => Some(String::new()),
        _ => None,
    }
}

impl<R: Read> ListReader for GeoJsonReader<R> {
    fn columns(&self) -> &[String] {
        &self.columns
    }

    fn next_row(&mut self, row: &mut ItemRow) -> Result<bool, ReadError> {
        row.clear();
        if self.state == State::Done {
            return Ok(false);
        }
        match self.json.next()? {
            Token::Open(b'{') => {
                self.feature(row)?;
                Ok(true)
            }
            Token::Close => {
                self.state = State::Done;
                // The type may stand after the features; a second list of features may not.
                if self.find_features()? || !self.typed {
                    return self.not_features();
                }
                if self.json.next()? != Token::End {
                    return Err(self.json.source.fault(ReadFault::Json));
                }
                Ok(false)
            }
            _ => self.not_features(),
        }
    }

    fn bytes_read(&self) -> u64 {
        self.json.source.taken()
    }
}

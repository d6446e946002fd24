//! Administrative areas by their Kemendagri code: `64.02.02.2002` is the village Sungai Payang.
//!
//! Lists are CSV with a vintage (`programme/areas`); several vintages may be loaded together.
//! There are no boundaries here: a point's village is told only by imported polygons
//! ([`super::Regions`]).

use std::collections::BTreeMap;
use std::fmt;

/// A list of areas, or a code, was not what it must be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AreaError {
    /// Not two digits, or groups of 2, 2, 2 and 4 digits with dots between.
    Code,
    /// The list does not begin with `# vintage: YYYY`.
    NoVintage,
    /// A line of the list (1-based) is not a code and a name.
    Line(u64),
}

impl fmt::Display for AreaError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Code => f.write_str("an area code is written PP.KK.CC.DDDD"),
            Self::NoVintage => f.write_str("the list does not begin with '# vintage: YYYY'"),
            Self::Line(line) => write!(f, "line {line}: not an area code and its name"),
        }
    }
}

impl std::error::Error for AreaError {}

/// The level of an area.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// Provinsi, `PP`.
    Province,
    /// Kabupaten or kota, `PP.KK`.
    Regency,
    /// Kecamatan, `PP.KK.CC`.
    District,
    /// Desa, gampong or kelurahan, `PP.KK.CC.DDDD`.
    Village,
}

/// A dotted Kemendagri code of any level.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AreaCode(String);

impl AreaCode {
    /// The code as written.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// How deep it goes.
    #[must_use]
    pub fn level(&self) -> Level {
        match self.0.len() {
            2 => Level::Province,
            5 => Level::Regency,
            8 => Level::District,
            _ => Level::Village,
        }
    }

    /// The area this one lies in; none for a province.
    #[must_use]
    pub fn parent(&self) -> Option<Self> {
        self.0.rsplit_once('.').map(|(parent, _)| Self(parent.to_owned()))
    }

    /// Does `other` lie in this area, or is it the same one?
    #[must_use]
    pub fn contains(&self, other: &Self) -> bool {
        other.0.strip_prefix(&self.0).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
    }
}

impl std::str::FromStr for AreaCode {
    type Err = AreaError;
    fn from_str(text: &str) -> Result<Self, AreaError> {
        let groups: Vec<&str> = text.split('.').collect();
        let fits = |(i, group): (usize, &&str)| {
            group.len() == if i == 3 { 4 } else { 2 } && group.bytes().all(|b| b.is_ascii_digit())
        };
        if groups.len() > 4 || !groups.iter().enumerate().all(fits) {
            return Err(AreaError::Code);
        }
        Ok(Self(text.to_owned()))
    }
}

impl fmt::Display for AreaCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// An area as one list has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Area {
    /// Its code.
    pub code: AreaCode,
    /// Its name in that list.
    pub name: String,
    /// The year of the decree that the list follows.
    pub vintage: u16,
    /// Only an older list has it; newer ones do not, so the code is retired but still resolvable.
    pub retired: bool,
}

/// Lists of areas, looked up by code.
#[derive(Debug, Clone, Default)]
pub struct Areas {
    names: BTreeMap<AreaCode, (u16, String)>,
    newest: BTreeMap<String, u16>,
}

impl Areas {
    /// Adds one list: CSV with the columns `code,name` under a first line `# vintage: YYYY`.
    ///
    /// The newest vintage names a code, in whatever order lists are added.
    ///
    /// # Errors
    /// [`AreaError`] names the line; a list with an error adds nothing.
    pub fn add(&mut self, csv: &str) -> Result<(), AreaError> {
        let first = csv.lines().next().unwrap_or_default();
        let vintage = first.strip_prefix("# vintage: ").ok_or(AreaError::NoVintage)?;
        let vintage: u16 = vintage.trim().parse().map_err(|_| AreaError::NoVintage)?;
        let mut reader = csv::ReaderBuilder::new().comment(Some(b'#')).from_reader(csv.as_bytes());
        let mut rows = Vec::new();
        for row in reader.records() {
            let row =
                row.map_err(|e| AreaError::Line(e.position().map_or(0, csv::Position::line)))?;
            let bad = || AreaError::Line(row.position().map_or(0, csv::Position::line));
            let (Some(code), Some(name), 2) = (row.get(0), row.get(1), row.len()) else {
                return Err(bad());
            };
            if name.trim().is_empty() {
                return Err(bad());
            }
            rows.push((code.parse::<AreaCode>().map_err(|_| bad())?, name.to_owned()));
        }
        for (code, name) in rows {
            let newest = self.newest.entry(code.0[..2].to_owned()).or_default();
            *newest = vintage.max(*newest);
            let known = self.names.entry(code).or_insert((vintage, String::new()));
            if known.1.is_empty() || known.0 <= vintage {
                *known = (vintage, name);
            }
        }
        Ok(())
    }

    /// The area with this code, also a retired one.
    #[must_use]
    pub fn find(&self, code: &AreaCode) -> Option<Area> {
        let (vintage, name) = self.names.get(code)?;
        let newest = self.newest.get(&code.0[..2]).copied().unwrap_or_default();
        let (name, vintage) = (name.clone(), *vintage);
        Some(Area { code: code.clone(), name, vintage, retired: vintage < newest })
    }

    /// The names from the area up to its province, for example
    /// `Sungai Payang, Loa Kulu, Kabupaten Kutai Kartanegara, Kalimantan Timur`.
    #[must_use]
    pub fn path(&self, code: &AreaCode) -> Option<String> {
        let mut names = vec![self.find(code)?.name];
        let mut at = code.parent();
        while let Some(code) = at {
            names.extend(self.find(&code).map(|area| area.name));
            at = code.parent();
        }
        Some(names.join(", "))
    }

    /// The current areas directly below `code`, in the order of their codes.
    pub fn children<'a>(&'a self, code: &'a AreaCode) -> impl Iterator<Item = Area> + 'a {
        let below = self.names.range(code.clone()..).skip(1).map(|(below, _)| below);
        below
            .take_while(|below| code.contains(below))
            .filter(|below| below.parent().as_ref() == Some(code))
            .filter_map(|below| self.find(below))
            .filter(|area| !area.retired)
    }

    /// How many codes are known.
    #[must_use]
    pub fn len(&self) -> usize {
        self.names.len()
    }

    /// Is no list loaded?
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.names.is_empty()
    }
}

#[cfg(test)]
mod tests;

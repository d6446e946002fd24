//! The project file: what a phone needs to begin without a network, beside its invitation card.
//!
//! The member line, what was published (forms, datasets) with its sealed files, and a checkpoint.
//! It is public to every member and holds no secret but the keys of published files. Layout:
//! `docs/formats/store.md`, section "project file". Everything in it is checked by the reader.

use crate::journal::cbor::{self, Reader, Value};
use crate::journal::entry::{Entry, EntryError};
use crate::journal::{Kind, Membership, ProjectId};

/// Largest project file, bytes.
pub const MAX_PROJECT_FILE: usize = 256 << 20;
const VERSION: i64 = 1;

/// A project file.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ProjectFile {
    /// The member line, from its genesis.
    pub line: Vec<Entry>,
    /// Published entries with their hub index.
    pub published: Vec<(u64, Entry)>,
    /// The newest checkpoint's signed note; empty if there is none yet.
    pub note: String,
    /// Sealed files that the published entries name.
    pub blobs: Vec<Vec<u8>>,
}

impl ProjectFile {
    /// The bytes.
    #[must_use]
    pub fn encode(&self) -> Vec<u8> {
        let entry = |(index, entry): &(u64, Entry)| {
            let index = Value::Int(i64::try_from(*index).unwrap_or(i64::MAX));
            Value::Array(vec![index, entry.to_value()])
        };
        cbor::encode(&Value::struct_map(vec![
            (0, Some(Value::Int(VERSION))),
            (1, Some(Value::Array(self.line.iter().map(Entry::to_value).collect()))),
            (2, Some(Value::Array(self.published.iter().map(entry).collect()))),
            (3, Some(Value::text(&self.note))),
            (4, Some(Value::Array(self.blobs.iter().map(|b| Value::bytes(b)).collect()))),
        ]))
    }

    /// Reads the bytes; what they say is checked by [`ProjectFile::check`].
    ///
    /// # Errors
    /// [`EntryError`] naming the place and the rule.
    pub fn decode(project: ProjectId, bytes: &[u8]) -> Result<Self, EntryError> {
        if bytes.len() > MAX_PROJECT_FILE {
            return Err(EntryError::TooLarge("project file", MAX_PROJECT_FILE));
        }
        let value = cbor::decode(bytes)?;
        let top = Reader::new(&value, "project-file");
        let f = top.fields(&[0, 1, 2, 3, 4])?;
        if f.need(0)?.int()? != VERSION {
            return Err(EntryError::Version(f.need(0)?.uint()?));
        }
        let line = f.need(1)?.array()?;
        let published = |reader: &Reader<'_>| -> Result<(u64, Entry), EntryError> {
            let [index, entry] = reader.tuple("[index, entry]")?;
            Ok((index.uint()?, Entry::from_reader(project, &entry)?))
        };
        Ok(Self {
            line: line.iter().map(|e| Entry::from_reader(project, e)).collect::<Result<_, _>>()?,
            published: f.need(2)?.array()?.iter().map(published).collect::<Result<_, _>>()?,
            note: f.need(3)?.str()?.to_owned(),
            blobs: f
                .need(4)?
                .array()?
                .iter()
                .map(|b| b.bytes().map(<[u8]>::to_vec))
                .collect::<Result<_, _>>()?,
        })
    }

    /// The member line, if it holds and every other entry is a publication signed under it.
    ///
    /// `None` if the line does not hold, or an entry is not a publication of this project.
    #[must_use]
    pub fn check(&self, project: ProjectId) -> Option<Membership> {
        let membership = Membership::from_line(&self.line).ok()?;
        let holds = |entry: &Entry| {
            entry.header.kind == Kind::Publish
                && membership
                    .key_of(entry.header.log)
                    .is_some_and(|key| entry.verify(project, key).is_ok())
        };
        let all = self.published.iter().all(|(_, entry)| holds(entry));
        (membership.project == project && all).then_some(membership)
    }
}

//! The question types that are built, by their names in XLSForm.
//!
//! The other types of ODK are refused by name until they come; see [`QuestionType::comes_later`].

/// What is filled in without asking.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MetadataKind {
    /// When the form was opened.
    Start,
    /// When it was finalised.
    End,
    /// The day it was opened.
    Today,
    /// Stands for the device: the member's pseudonym, never a hardware id.
    DeviceId,
    /// The member's pseudonym.
    Username,
}

/// The type of a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum QuestionType {
    /// Free text.
    Text,
    /// A whole number.
    Integer,
    /// A decimal.
    Decimal,
    /// Something to read.
    Note,
    /// One of a list.
    SelectOne,
    /// Any of a list.
    SelectMultiple,
    /// A position.
    Geopoint,
    /// A date.
    Date,
    /// A time of day.
    Time,
    /// A date with time.
    DateTime,
    /// A photo.
    Image,
    /// A sound.
    Audio,
    /// A film.
    Video,
    /// Any file.
    File,
    /// A scanned code.
    Barcode,
    /// "OK".
    Acknowledge,
    /// A computed value that nobody sees.
    Calculate,
    /// A value that the caller sets and nobody sees.
    Hidden,
    /// What is filled in without asking.
    Metadata(MetadataKind),
}

static NAMES: &[(&str, QuestionType)] = &[
    ("text", QuestionType::Text),
    ("string", QuestionType::Text),
    ("integer", QuestionType::Integer),
    ("int", QuestionType::Integer),
    ("decimal", QuestionType::Decimal),
    ("note", QuestionType::Note),
    ("select_one", QuestionType::SelectOne),
    ("select_one_from_file", QuestionType::SelectOne),
    ("select_multiple", QuestionType::SelectMultiple),
    ("select_multiple_from_file", QuestionType::SelectMultiple),
    ("geopoint", QuestionType::Geopoint),
    ("date", QuestionType::Date),
    ("time", QuestionType::Time),
    ("datetime", QuestionType::DateTime),
    ("image", QuestionType::Image),
    ("photo", QuestionType::Image),
    ("audio", QuestionType::Audio),
    ("video", QuestionType::Video),
    ("file", QuestionType::File),
    ("barcode", QuestionType::Barcode),
    ("acknowledge", QuestionType::Acknowledge),
    ("trigger", QuestionType::Acknowledge),
    ("calculate", QuestionType::Calculate),
    ("hidden", QuestionType::Hidden),
    ("start", QuestionType::Metadata(MetadataKind::Start)),
    ("end", QuestionType::Metadata(MetadataKind::End)),
    ("today", QuestionType::Metadata(MetadataKind::Today)),
    ("deviceid", QuestionType::Metadata(MetadataKind::DeviceId)),
    ("username", QuestionType::Metadata(MetadataKind::Username)),
];

static LATER: [&str; 13] = [
    "range",
    "rank",
    "geotrace",
    "geoshape",
    "start-geopoint",
    "background-audio",
    "audit",
    "phonenumber",
    "email",
    "csv-external",
    "xml-external",
    "osm",
    "simserial",
];

impl QuestionType {
    /// The type of that name (lower case).
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        NAMES.iter().find(|(known, _)| *known == name).map(|(_, kind)| *kind)
    }

    /// Is it a type of ODK that Saksi does not have yet?
    #[must_use]
    pub fn comes_later(name: &str) -> bool {
        LATER.contains(&name)
    }

    /// Is it a select?
    #[must_use]
    pub fn is_select(self) -> bool {
        matches!(self, Self::SelectOne | Self::SelectMultiple)
    }

    /// Does a person ever see it?
    #[must_use]
    pub fn is_seen(self) -> bool {
        !matches!(self, Self::Calculate | Self::Hidden | Self::Metadata(_))
    }

    /// Does its answer name an evidence record?
    #[must_use]
    pub fn is_media(self) -> bool {
        matches!(self, Self::Image | Self::Audio | Self::Video | Self::File)
    }
}

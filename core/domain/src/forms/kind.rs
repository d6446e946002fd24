//! The types of questions as a client sees them, and the types of data beneath.
//!
//! A question's type comes of the type of its bind, of the control that shows it and of what
//! fills it in ([`super::xform`]); the type of its data decides alone how a value is written.

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
    /// Always blank: Saksi knows no one's telephone number.
    PhoneNumber,
    /// Always blank: Saksi knows no one's address.
    Email,
    /// Always blank: Saksi reads no SIM card (`simserial`, `subscriberid`).
    Sim,
    /// The id of the submission (`meta/instanceID`, preload `uid`).
    InstanceId,
    /// Filled in by a preload that this list does not know; blank.
    Other,
}

/// The type of a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum QuestionType {
    /// Free text.
    Text,
    /// A whole number of 32 bits.
    Integer,
    /// A whole number of 64 bits.
    Long,
    /// A decimal.
    Decimal,
    /// True or false.
    Boolean,
    /// Something to read.
    Note,
    /// One of a list.
    SelectOne,
    /// Any of a list.
    SelectMultiple,
    /// A list put in order.
    Rank,
    /// A position.
    Geopoint,
    /// A line of positions.
    Geotrace,
    /// A closed line of positions.
    Geoshape,
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
    /// A value that an action or the caller sets and nobody sees.
    Hidden,
    /// What is filled in without asking.
    Metadata(MetadataKind),
    /// The position when the form was opened, taken without asking.
    StartGeopoint,
    /// A sound recorded in the background.
    BackgroundAudio,
    /// The log of how the form was filled in.
    Audit,
}

static NAMES: &[(&str, QuestionType)] = &[
    ("text", QuestionType::Text),
    ("string", QuestionType::Text),
    ("integer", QuestionType::Integer),
    ("int", QuestionType::Integer),
    ("long", QuestionType::Long),
    ("decimal", QuestionType::Decimal),
    ("range", QuestionType::Decimal),
    ("boolean", QuestionType::Boolean),
    ("note", QuestionType::Note),
    ("select_one", QuestionType::SelectOne),
    ("select_one_from_file", QuestionType::SelectOne),
    ("select_multiple", QuestionType::SelectMultiple),
    ("select_multiple_from_file", QuestionType::SelectMultiple),
    ("rank", QuestionType::Rank),
    ("geopoint", QuestionType::Geopoint),
    ("geotrace", QuestionType::Geotrace),
    ("geoshape", QuestionType::Geoshape),
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
    ("phonenumber", QuestionType::Metadata(MetadataKind::PhoneNumber)),
    ("email", QuestionType::Metadata(MetadataKind::Email)),
    ("simserial", QuestionType::Metadata(MetadataKind::Sim)),
    ("subscriberid", QuestionType::Metadata(MetadataKind::Sim)),
    ("start-geopoint", QuestionType::StartGeopoint),
    ("background-audio", QuestionType::BackgroundAudio),
    ("audit", QuestionType::Audit),
];

impl QuestionType {
    /// The type of that name in an XLSForm (lower case).
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        NAMES.iter().find(|(known, _)| *known == name).map(|(_, kind)| *kind)
    }

    /// Is it a choice from a list?
    #[must_use]
    pub fn is_select(self) -> bool {
        matches!(self, Self::SelectOne | Self::SelectMultiple | Self::Rank)
    }

    /// Does a person ever see it?
    #[must_use]
    pub fn is_seen(self) -> bool {
        !matches!(
            self,
            Self::Calculate
                | Self::Hidden
                | Self::Metadata(_)
                | Self::StartGeopoint
                | Self::BackgroundAudio
                | Self::Audit
        )
    }

    /// Does its answer name an evidence record or a file?
    #[must_use]
    pub fn is_media(self) -> bool {
        matches!(
            self,
            Self::Image
                | Self::Audio
                | Self::Video
                | Self::File
                | Self::BackgroundAudio
                | Self::Audit
        )
    }
}

/// The type of a node's data, from its bind: how a value is read, reckoned and written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum DataType {
    /// No type was given: text, as it stands.
    #[default]
    Untyped,
    /// A type that is not one: text, as it stands.
    Unsupported,
    /// `string`
    Text,
    /// `int`
    Integer,
    /// `long`
    Long,
    /// `decimal`, `double`, `float`
    Decimal,
    /// `date`
    Date,
    /// `time`
    Time,
    /// `dateTime`
    DateTime,
    /// The code of a choice: any node that a select of one shows.
    Choice,
    /// Codes parted by blanks: any node that a select of many or a rank shows.
    Choices,
    /// `boolean`
    Boolean,
    /// `geopoint`
    Geopoint,
    /// `geotrace`
    Geotrace,
    /// `geoshape`
    Geoshape,
    /// `barcode`
    Barcode,
    /// `binary`
    Binary,
}

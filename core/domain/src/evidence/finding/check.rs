//! The closed list of checks, and which of the three questions each belongs to.
//!
//! What they mean in words is in `words`; how they come out is [`super::Outcome`].

use super::{Lang, Words, words};

/// The three questions that must not be mixed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Dimension {
    /// Are these the same bytes and the same words? *Utuh.*
    Integrity,
    /// Whose word is it, and who vouches for the time? *Bisa dipercaya.*
    Trust,
    /// Does it fit with place, time and the other records? *Masuk akal.*
    Plausibility,
}

impl Dimension {
    /// Its name on screen.
    #[must_use]
    pub const fn label(self, lang: Lang) -> &'static str {
        match self {
            Self::Integrity => Words::new("Utuh", "Intact"),
            Self::Trust => Words::new("Bisa dipercaya", "Trustworthy"),
            Self::Plausibility => Words::new("Masuk akal", "Plausible"),
        }
        .lang(lang)
    }
}

/// Every check there is (a closed list; the code in [`Check::code`] is stable).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Check {
    /// The bytes have the SHA-256 that was signed.
    Digest,
    /// The entry's signature is good.
    Signature,
    /// The log has no gap and no second branch here.
    Chain,
    /// The author was a member with the right to write this.
    Membership,
    /// The hub's receipt covers the entry.
    Receipt,
    /// The time lies between the checkpoint seen before and the one that covers it.
    TimeSandwich,
    /// No two histories of the hub were found.
    SplitView,
    /// The author signed, not the hub on their behalf.
    Authorship,
    /// The phone's maker vouches that hardware guards the key that signed.
    DeviceKey,
    /// Taken with the app's own camera or recorder (the app's word).
    CaptureSource,
    /// The photo's own position against the capture record.
    ExifPlace,
    /// The photo's own time against the capture record.
    ExifTime,
    /// The photographed place lies in a licence of the loaded snapshot.
    InLicence,
    /// The photographed place lies in a village of the loaded snapshot.
    InVillage,
    /// The phone's clock against the hub's or the satellites'.
    ClockSkew,
    /// The satellite time is not off by 1,024 weeks.
    GnssWeekRollover,
    /// The phone did not say that the location was made up.
    MockLocation,
    /// The way from the same phone's previous fix is possible.
    Speed,
    /// The photo was taken near the site it speaks about.
    NearSite,
}

impl Check {
    /// Every check, in the order of a report.
    pub const ALL: [Self; 19] = [
        Self::Digest,
        Self::Signature,
        Self::Chain,
        Self::Membership,
        Self::Receipt,
        Self::TimeSandwich,
        Self::SplitView,
        Self::Authorship,
        Self::DeviceKey,
        Self::CaptureSource,
        Self::ExifPlace,
        Self::ExifTime,
        Self::InLicence,
        Self::InVillage,
        Self::ClockSkew,
        Self::GnssWeekRollover,
        Self::MockLocation,
        Self::Speed,
        Self::NearSite,
    ];

    /// Its name in JSON and in test files; never translated, never changed.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Digest => "digest",
            Self::Signature => "signature",
            Self::Chain => "chain",
            Self::Membership => "membership",
            Self::Receipt => "receipt",
            Self::TimeSandwich => "time_sandwich",
            Self::SplitView => "split_view",
            Self::Authorship => "authorship_hub_word",
            Self::DeviceKey => "device_key",
            Self::CaptureSource => "capture_source",
            Self::ExifPlace => "exif_place",
            Self::ExifTime => "exif_time",
            Self::InLicence => "in_licence",
            Self::InVillage => "in_village",
            Self::ClockSkew => "clock_skew",
            Self::GnssWeekRollover => "gnss_week_rollover",
            Self::MockLocation => "mock_location",
            Self::Speed => "speed",
            Self::NearSite => "near_site",
        }
    }

    /// Which of the three questions it belongs to.
    #[must_use]
    pub const fn dimension(self) -> Dimension {
        match self {
            Self::Digest | Self::Signature | Self::Chain => Dimension::Integrity,
            Self::Membership
            | Self::Receipt
            | Self::TimeSandwich
            | Self::SplitView
            | Self::Authorship
            | Self::DeviceKey
            | Self::CaptureSource => Dimension::Trust,
            _ => Dimension::Plausibility,
        }
    }

    /// Its name on screen.
    #[must_use]
    pub fn label(self, lang: Lang) -> &'static str {
        words::of(self).label.lang(lang)
    }
}

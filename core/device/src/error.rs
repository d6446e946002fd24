//! What can go wrong on a phone: one enum, each variant with a stable code and an advice.
//!
//! `Display` is safe to log: no names, answers, coordinates or paths of files. The app shows the
//! text that belongs to the code.

use std::fmt;

use saksi_domain::journal::checkpoint::CheckpointError;
use saksi_domain::journal::entry::EntryError;
use saksi_domain::journal::member::LineError;
use saksi_domain::store::{BlobError, StoreError};

use crate::vault::VaultError;

/// What to do about an error.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Advice {
    /// Try again, later or at once; nothing is lost.
    Retry,
    /// A person must do something: correct an answer, free space, scan a new card.
    Ask,
    /// It should not happen: send the support file to the programme.
    Report,
}

/// Why the device did not do it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DeviceError {
    /// The vault does not open.
    Vault(VaultError),
    /// The encrypted store.
    Store(StoreError),
    /// There is no profile, or no such project in it.
    NoProject,
    /// The project is in this profile already.
    AlreadyJoined,
    /// The card or project file is not readable, or of another project.
    Card(&'static str),
    /// Nothing can be signed before the phone knows its role: project file or first contact.
    NotYetMember,
    /// No such draft, record, capture or form here; which of them.
    Unknown(&'static str),
    /// An answer does not fit its question; the code of [`saksi_domain::forms::AnswerError`].
    Answer(&'static str),
    /// The form cannot be finalised yet; how many questions fail.
    Incomplete(usize),
    /// The form wants to be told why its answers were changed.
    ReasonWanted,
    /// The form says Stop: nothing is written.
    Stopped,
    /// The form does not compile, or is not the one that was published.
    Form(&'static str),
    /// The list that a question's choices come from is not on this phone: sync, or ask for the
    /// form to be published with it. The name of its file.
    ListMissing(String),
    /// No role of this person may write that.
    NoRight,
    /// An argument of an act is missing or wrong; which.
    Args(String),
    /// Sealed bytes were altered on this phone; the short name of the item, and how.
    EvidenceAltered {
        /// First digits of the evidence record.
        item: String,
        /// What did not hold.
        how: String,
    },
    /// The bytes are not on this phone.
    NotHere,
    /// The hub cannot be reached.
    Offline,
    /// The hub refused; its stable code, and its words in the asked language.
    Refused {
        /// Stable code of the hub's catalogue.
        code: String,
        /// HTTP status.
        status: u16,
        /// Title in the caller's language.
        title: String,
        /// A number that the code explains: the expected sequence or offset.
        expected: Option<u64>,
    },
    /// The hub speaks another version of the protocol.
    VersionSkew,
    /// The answer is not one of this hub: not CBOR, unsigned, or a signature that does not hold.
    /// Nothing was changed.
    Untrusted(&'static str),
    /// The hub showed two histories. Nothing more is taken from it; both notes are kept.
    SplitView,
    /// This phone was restored or copied: its log went on elsewhere. It needs a new card.
    Forked,
    /// The member line moved on, and other entries follow what was signed on the old one.
    LineMoved,
    /// The programme revoked this phone: its keys were dropped.
    Revoked,
    /// This is a project to practise in: nothing of it is ever sent.
    Practice,
    /// The person cancelled.
    Cancelled,
    /// Something that cannot happen did; where.
    Internal(&'static str),
}

impl DeviceError {
    /// The stable code; the app has a text for each.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Vault(VaultError::Passphrase) => "vault_passphrase",
            Self::Vault(VaultError::Wait(_)) => "vault_wait",
            Self::Vault(VaultError::Damaged) => "vault_damaged",
            Self::Vault(VaultError::Destroyed) => "vault_destroyed",
            Self::Vault(VaultError::Unavailable) => "vault_unavailable",
            Self::Store(StoreError::Full) => "store_full",
            Self::Store(StoreError::Busy) => "store_busy",
            Self::Store(StoreError::Key) => "store_key",
            Self::Store(StoreError::Corrupt(_)) => "store_corrupt",
            Self::Store(StoreError::Newer(_)) => "store_newer",
            Self::Store(StoreError::Io(_)) => "store_io",
            Self::NoProject => "no_project",
            Self::AlreadyJoined => "already_joined",
            Self::Card(_) => "card",
            Self::NotYetMember => "not_yet_member",
            Self::Unknown(_) => "unknown_item",
            Self::Answer(code) => code,
            Self::Incomplete(_) => "form_incomplete",
            Self::ReasonWanted => "form_reason_wanted",
            Self::Stopped => "form_stopped",
            Self::Form(_) => "form_broken",
            Self::ListMissing(_) => "list_missing",
            Self::NoRight => "no_right",
            Self::Args(_) => "act_args",
            Self::EvidenceAltered { .. } => "evidence_altered",
            Self::NotHere => "not_here",
            Self::Offline => "offline",
            Self::Refused { .. } => "hub_refused",
            Self::VersionSkew => "version_skew",
            Self::Untrusted(_) => "hub_untrusted",
            Self::SplitView => "split_view",
            Self::Forked => "log_forked",
            Self::LineMoved => "line_moved",
            Self::Revoked => "revoked",
            Self::Practice => "practice",
            Self::Cancelled => "cancelled",
            Self::Internal(_) => "internal",
        }
    }

    /// What to do.
    #[must_use]
    pub fn advice(&self) -> Advice {
        match self {
            Self::Vault(VaultError::Unavailable)
            | Self::Store(StoreError::Busy)
            | Self::Offline
            | Self::Cancelled => Advice::Retry,
            Self::Refused { status, .. } if *status >= 500 || *status == 429 => Advice::Retry,
            Self::Vault(VaultError::Damaged)
            | Self::Store(StoreError::Corrupt(_) | StoreError::Io(_) | StoreError::Key)
            | Self::EvidenceAltered { .. }
            | Self::Untrusted(_)
            | Self::SplitView
            | Self::Form(_)
            | Self::Refused { .. }
            | Self::Internal(_) => Advice::Report,
            _ => Advice::Ask,
        }
    }
}

impl fmt::Display for DeviceError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Vault(error) => error.fmt(f),
            Self::Store(error) => error.fmt(f),
            Self::NoProject => f.write_str("no such project in this profile"),
            Self::AlreadyJoined => f.write_str("this profile has joined the project already"),
            Self::Card(what) => write!(f, "card or project file: {what}"),
            Self::NotYetMember => f.write_str("the role is not known before the first contact"),
            Self::Unknown(what) => write!(f, "no such {what} here"),
            Self::Answer(code) => f.write_str(code),
            Self::Incomplete(n) => write!(f, "{n} questions are not answered as they must be"),
            Self::ReasonWanted => f.write_str("the form wants to know why answers were changed"),
            Self::Stopped => f.write_str("the form says stop; nothing was written"),
            Self::Form(what) => write!(f, "form: {what}"),
            Self::ListMissing(_) => f.write_str("the list of choices is not on this phone"),
            Self::NoRight => f.write_str("no role of this person may write that"),
            Self::Args(what) => write!(f, "argument {what}"),
            Self::EvidenceAltered { item, how } => write!(f, "evidence {item} was altered: {how}"),
            Self::NotHere => f.write_str("the bytes are not on this phone"),
            Self::Offline => f.write_str("the hub cannot be reached"),
            Self::Refused { code, status, .. } => write!(f, "the hub refused: {code} ({status})"),
            Self::VersionSkew => f.write_str("app and hub are of different versions"),
            Self::Untrusted(what) => write!(f, "the answer cannot be trusted: {what}"),
            Self::SplitView => f.write_str("the hub showed two different histories"),
            Self::Forked => f.write_str("this phone's log went on elsewhere"),
            Self::LineMoved => f.write_str("the member line moved on before this was sent"),
            Self::Revoked => f.write_str("this phone was revoked; its keys are gone"),
            Self::Practice => f.write_str("a practice project is sent nowhere"),
            Self::Cancelled => f.write_str("cancelled"),
            Self::Internal(place) => write!(f, "internal error: {place}"),
        }
    }
}

impl std::error::Error for DeviceError {}

impl From<StoreError> for DeviceError {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

impl From<BlobError> for DeviceError {
    fn from(error: BlobError) -> Self {
        match error {
            BlobError::Store(error) => Self::Store(error),
            BlobError::Absent => Self::NotHere,
            BlobError::Digest => Self::Untrusted("a file is not the one that its name says"),
            BlobError::Offset(_) => Self::Internal("an offset of our own was wrong"),
        }
    }
}

impl From<VaultError> for DeviceError {
    fn from(error: VaultError) -> Self {
        Self::Vault(error)
    }
}

impl From<EntryError> for DeviceError {
    fn from(error: EntryError) -> Self {
        match error {
            EntryError::Version(_) => Self::VersionSkew,
            EntryError::Signature => Self::Untrusted("a signature does not hold"),
            EntryError::Commitment => Self::Untrusted("a body is not the one that was signed"),
            _ => Self::Untrusted("an entry or message is malformed"),
        }
    }
}

impl From<LineError> for DeviceError {
    fn from(_: LineError) -> Self {
        Self::Untrusted("the member line does not hold")
    }
}

impl From<CheckpointError> for DeviceError {
    fn from(_: CheckpointError) -> Self {
        Self::Untrusted("a checkpoint or receipt does not hold")
    }
}

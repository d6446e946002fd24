//! Every refusal of the hub: one catalogue of stable codes with words in English and Indonesian.
//!
//! A [`HubError`] is answered as problem+json (RFC 9457) in the caller's language; what it means
//! and what to do stands under the same code in `docs/operating-a-hub.md` (a test holds that).

use std::fmt;

use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use saksi_domain::journal::cbor::CborError;
use saksi_domain::journal::entry::EntryError;
use saksi_domain::journal::ledger::LedgerError;
use saksi_domain::journal::log::AdmissionError;
use saksi_domain::journal::member::LineError;
use saksi_domain::store::{BlobError, StoreError};
use saksi_domain::sync::wire;
use serde_json::{Map, Value, json};

/// Where the codes are explained.
pub const DOCUMENT: &str = "docs/operating-a-hub.md";

macro_rules! catalogue {
    ($($name:ident = $code:literal, $status:ident, $en:literal, $id:literal;)*) => {
        /// The kinds of refusal, a closed list.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Refusal { $(#[doc = $en] $name,)* }

        impl Refusal {
            /// Every kind.
            pub const ALL: &'static [Self] = &[$(Self::$name,)*];
            /// The stable code.
            #[must_use]
            pub fn code(self) -> &'static str { match self { $(Self::$name => $code,)* } }
            /// The HTTP status.
            #[must_use]
            pub fn status(self) -> StatusCode { match self { $(Self::$name => StatusCode::$status,)* } }
            /// The title in a language.
            #[must_use]
            pub fn title(self, language: Language) -> &'static str {
                match (self, language) {
                    $((Self::$name, Language::English) => $en, (Self::$name, Language::Indonesian) => $id,)*
                }
            }
        }
    };
}

catalogue! {
    MalformedMessage = "malformed-message", BAD_REQUEST,
        "The message cannot be read.", "Pesan tidak dapat dibaca.";
    MalformedQuery = "malformed-query", BAD_REQUEST,
        "A part of the address or a header is missing or wrong.", "Bagian alamat atau tajuk tidak ada atau salah.";
    TokenMissing = "token-missing", UNAUTHORIZED,
        "This needs the token of a phone that has joined.", "Ini memerlukan token dari ponsel yang sudah bergabung.";
    TokenUnknown = "token-unknown", UNAUTHORIZED,
        "The hub does not know this token. Join again with the same invitation.", "Pusat tidak mengenal token ini. Bergabunglah lagi dengan undangan yang sama.";
    LogRevoked = "log-revoked", FORBIDDEN,
        "This phone's key was revoked. It may hand in, but not read.", "Kunci ponsel ini telah dicabut. Ponsel boleh mengirim, tetapi tidak membaca.";
    InvitationUnknown = "invitation-unknown", FORBIDDEN,
        "The hub does not know this invitation.", "Pusat tidak mengenal undangan ini.";
    InvitationUsed = "invitation-used", FORBIDDEN,
        "This invitation was used by another phone.", "Undangan ini sudah dipakai ponsel lain.";
    InvitationExpired = "invitation-expired", FORBIDDEN,
        "This invitation has expired.", "Undangan ini sudah kedaluwarsa.";
    InvitationOther = "invitation-other-person", FORBIDDEN,
        "This invitation is for another person.", "Undangan ini untuk orang lain.";
    ScopeForbidden = "scope-forbidden", FORBIDDEN,
        "Your roles do not reach this part of the project.", "Peran Anda tidak mencakup bagian proyek ini.";
    LogUnknown = "log-unknown", FORBIDDEN,
        "An entry comes from a phone that has not joined.", "Sebuah catatan berasal dari ponsel yang belum bergabung.";
    LineForbidden = "line-forbidden", FORBIDDEN,
        "The author may not write this on the member line.", "Penulis tidak berhak menulis ini pada daftar anggota.";
    NotFound = "not-found", NOT_FOUND,
        "Nothing here for you under this name.", "Tidak ada apa pun untuk Anda dengan nama ini.";
    MethodNotAllowed = "method-not-allowed", METHOD_NOT_ALLOWED,
        "This address does not know that method.", "Alamat ini tidak mengenal metode itu.";
    LogGap = "log-gap", CONFLICT,
        "Earlier entries of this phone are missing; send from the one expected.", "Catatan sebelumnya dari ponsel ini belum ada; kirim mulai dari yang diharapkan.";
    LogChain = "log-chain", CONFLICT,
        "An entry does not follow the one before it in its log.", "Sebuah catatan tidak menyambung catatan sebelumnya dalam log.";
    LineMoved = "line-moved", CONFLICT,
        "The member line has a newer entry. Fetch it and write again.", "Daftar anggota sudah berubah. Ambil yang terbaru lalu tulis lagi.";
    OffsetMismatch = "offset-mismatch", CONFLICT,
        "The upload goes on at another offset.", "Unggahan dilanjutkan pada posisi lain.";
    TooLarge = "too-large", PAYLOAD_TOO_LARGE,
        "Larger than the hub takes at once.", "Lebih besar daripada yang diterima pusat sekaligus.";
    MediaType = "media-type", UNSUPPORTED_MEDIA_TYPE,
        "The hub does not take this content type or encoding here.", "Pusat tidak menerima jenis atau penyandian isi ini di sini.";
    RangeNotSatisfiable = "range-not-satisfiable", RANGE_NOT_SATISFIABLE,
        "The file has no such range of bytes.", "Berkas tidak memiliki rentang bita itu.";
    SignatureInvalid = "signature-invalid", UNPROCESSABLE_ENTITY,
        "A signature does not hold.", "Sebuah tanda tangan tidak sah.";
    CommitmentMismatch = "commitment-mismatch", UNPROCESSABLE_ENTITY,
        "A body is not the one that was signed.", "Isi catatan bukan yang ditandatangani.";
    SeenDecreases = "seen-decreases", UNPROCESSABLE_ENTITY,
        "An entry has seen an older checkpoint than the one before it.", "Sebuah catatan melihat titik periksa yang lebih lama daripada catatan sebelumnya.";
    LineArgument = "line-argument", UNPROCESSABLE_ENTITY,
        "An argument on the member line is missing or wrong.", "Sebuah keterangan pada daftar anggota tidak ada atau salah.";
    CidMismatch = "cid-mismatch", UNPROCESSABLE_ENTITY,
        "The bytes are not those that the name says; send the file again.", "Bita tidak sesuai dengan namanya; kirim lagi berkasnya.";
    PlainDigestMismatch = "plain-digest-mismatch", UNPROCESSABLE_ENTITY,
        "The file is not the one that its entry describes. It was not kept.", "Berkas bukan yang dijelaskan catatannya. Berkas tidak disimpan.";
    VersionSkew = "version-skew", UPGRADE_REQUIRED,
        "App and hub are of different versions; update the older one.", "Aplikasi dan pusat berbeda versi; perbarui yang lebih lama.";
    Internal = "internal", INTERNAL_SERVER_ERROR,
        "The hub made a mistake; nothing was changed. Try again later.", "Pusat mengalami kesalahan; tidak ada yang berubah. Coba lagi nanti.";
    StoreUnavailable = "store-unavailable", SERVICE_UNAVAILABLE,
        "The hub cannot write just now; nothing was changed. Try again later.", "Pusat sedang tidak dapat menyimpan; tidak ada yang berubah. Coba lagi nanti.";
    StoreFull = "store-full", INSUFFICIENT_STORAGE,
        "The hub's disk is full; nothing was changed.", "Penyimpanan pusat penuh; tidak ada yang berubah.";
}

/// A language that the hub speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Language {
    /// English.
    English,
    /// Bahasa Indonesia.
    Indonesian,
}

impl Language {
    /// The first language of an `Accept-Language` header that the hub speaks, or English.
    #[must_use]
    pub fn of_header(value: Option<&str>) -> Self {
        let tags = value.unwrap_or_default().split(',');
        let known = |tag: &str| match tag.trim().get(..2).map(str::to_ascii_lowercase)?.as_str() {
            "id" | "in" | "ms" => Some(Self::Indonesian),
            "en" => Some(Self::English),
            _ => None,
        };
        tags.into_iter().find_map(known).unwrap_or(Self::English)
    }
}

/// A refusal with what was wrong, ready to be answered as problem+json.
#[derive(Debug, Clone, PartialEq)]
pub struct HubError {
    /// Which.
    pub refusal: Refusal,
    /// The value, the place and the rule, in English; safe to log.
    pub detail: String,
    /// Further members, for example the expected sequence number.
    pub members: Map<String, Value>,
}

impl HubError {
    /// A refusal with its detail.
    pub fn new(refusal: Refusal, detail: impl Into<String>) -> Self {
        Self { refusal, detail: detail.into(), members: Map::new() }
    }

    /// With a further member.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl Into<Value>) -> Self {
        self.members.insert(name.to_owned(), value.into());
        self
    }

    /// The body in a language.
    #[must_use]
    pub fn to_json(&self, language: Language) -> Value {
        let code = self.refusal.code();
        let mut body = json!({
            "type": format!("{DOCUMENT}#{code}"),
            "title": self.refusal.title(language),
            "status": self.refusal.status().as_u16(),
            "code": code,
            "detail": self.detail,
        });
        if let Some(object) = body.as_object_mut() {
            object.extend(self.members.clone());
        }
        body
    }

    /// The answer in a language.
    #[must_use]
    pub fn answer(&self, language: Language) -> Response {
        let body = self.to_json(language).to_string();
        let kind = [(header::CONTENT_TYPE, "application/problem+json")];
        (self.refusal.status(), kind, body).into_response()
    }
}

impl fmt::Display for HubError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.refusal.code(), self.detail)
    }
}

impl std::error::Error for HubError {}

impl IntoResponse for HubError {
    /// In English; the outermost layer of the router words it in the caller's language.
    fn into_response(self) -> Response {
        let mut response = self.answer(Language::English);
        response.extensions_mut().insert(self);
        response
    }
}

impl From<CborError> for HubError {
    fn from(error: CborError) -> Self {
        Self::new(Refusal::MalformedMessage, error.to_string())
    }
}

impl From<EntryError> for HubError {
    fn from(error: EntryError) -> Self {
        let refusal = match error {
            EntryError::TooLarge(..) => Refusal::TooLarge,
            EntryError::Version(_) => Refusal::VersionSkew,
            EntryError::Signature => Refusal::SignatureInvalid,
            EntryError::Commitment => Refusal::CommitmentMismatch,
            EntryError::Envelope | EntryError::Cbor(_) | EntryError::Header(_) => {
                Refusal::MalformedMessage
            }
        };
        let problem = Self::new(refusal, error.to_string());
        if refusal == Refusal::VersionSkew {
            problem.with("speaks", wire::VERSION)
        } else {
            problem
        }
    }
}

impl From<LedgerError> for HubError {
    fn from(error: LedgerError) -> Self {
        match error {
            LedgerError::Admission(error) => error.into(),
            LedgerError::Line(error) => error.into(),
        }
    }
}

impl From<AdmissionError> for HubError {
    fn from(error: AdmissionError) -> Self {
        let detail = error.to_string();
        match error {
            AdmissionError::Entry(error) => error.into(),
            AdmissionError::UnknownLog(log) => {
                Self::new(Refusal::LogUnknown, detail).with("log", log.to_string())
            }
            AdmissionError::Gap { log, expected } => Self::new(Refusal::LogGap, detail)
                .with("log", log.to_string())
                .with("expected", expected),
            AdmissionError::Chain { log, seq } => {
                Self::new(Refusal::LogChain, detail).with("log", log.to_string()).with("seq", seq)
            }
            AdmissionError::SeenDecreases => Self::new(Refusal::SeenDecreases, detail),
        }
    }
}

impl From<LineError> for HubError {
    fn from(error: LineError) -> Self {
        let refusal = match &error {
            LineError::Entry(error) => return error.clone().into(),
            LineError::NotALine | LineError::NoGenesis => Refusal::LineMoved,
            LineError::NoRight => Refusal::LineForbidden,
            LineError::Arg(what) if what.contains("signature") => Refusal::SignatureInvalid,
            LineError::Arg(_) => Refusal::LineArgument,
            LineError::Invitation("is unknown") => Refusal::InvitationUnknown,
            LineError::Invitation("was used before") => Refusal::InvitationUsed,
            LineError::Invitation("has expired") => Refusal::InvitationExpired,
            LineError::Invitation("is for another person") => Refusal::InvitationOther,
            LineError::Invitation(_) => Refusal::LineArgument,
            LineError::UnknownVerb => Refusal::VersionSkew,
        };
        Self::new(refusal, error.to_string())
    }
}

impl From<StoreError> for HubError {
    fn from(error: StoreError) -> Self {
        let refusal = match error {
            StoreError::Full => Refusal::StoreFull,
            _ => Refusal::StoreUnavailable,
        };
        // What the system said may hold a path: it is for the log, not for the caller.
        tracing::error!(%error, "store");
        Self::new(refusal, "the store did not take it")
    }
}

impl From<BlobError> for HubError {
    fn from(error: BlobError) -> Self {
        match error {
            BlobError::Offset(at) => {
                Self::new(Refusal::OffsetMismatch, error.to_string()).with("offset", at)
            }
            BlobError::Digest => Self::new(Refusal::CidMismatch, error.to_string()),
            BlobError::Absent => Self::new(Refusal::NotFound, "no such file here for you"),
            BlobError::Store(error) => error.into(),
        }
    }
}

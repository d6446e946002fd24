//! Roles and scopes: what a person may do, and where. Which role may write which kind and verb
//! stands in [`crate::journal::rules`]; this file has only the words.

use sha2::{Digest as _, Sha256};

use super::ScopeLabel;

macro_rules! roles {
    ($($(#[$doc:meta])* $name:ident = $code:literal,)*) => {
        /// The thirteen roles of the programme, and the hub's own.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Role { $($(#[$doc])* $name,)* }

        impl Role {
            /// Every role.
            pub const ALL: &'static [Role] = &[$(Role::$name,)*];

            /// The code that is signed and shown, for example `MON`.
            #[must_use]
            pub fn code(self) -> &'static str {
                match self { $(Self::$name => $code,)* }
            }

            /// The role with this code.
            #[must_use]
            pub fn from_code(code: &str) -> Option<Self> {
                match code { $($code => Some(Self::$name),)* _ => None }
            }
        }
    };
}

roles! {
    /// Monitor: observes, photographs.
    Monitor = "MON",
    /// Enumerator: interviews.
    Enumerator = "ENU",
    /// Supervisor: verifies, never their own work.
    Supervisor = "SUP",
    /// Officer of the partner organisation.
    Officer = "CSO",
    /// Secretariat of a forum.
    Secretary = "SEC",
    /// Co-chair of a forum, one per constituency.
    Chair = "CHR",
    /// Focal point of an institution: replies and claims, never edits a problem.
    Institution = "INS",
    /// Representative of the affected community.
    Community = "COM",
    /// Grievance officer.
    Grievance = "GRO",
    /// Data protection officer.
    DataProtection = "DPO",
    /// Monitoring and evaluation officer.
    Evaluation = "MEL",
    /// Evaluator from outside: reads only.
    Auditor = "AUD",
    /// Keys and roles; no content.
    Administrator = "ADM",
    /// The hub itself: enrolments, epochs.
    Hub = "HUB",
}

/// Who may read a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Audience {
    /// Submissions and their evidence.
    Field,
    /// Personal data, apart.
    Vault,
    /// Problems, forums, meetings.
    Register,
    /// Forms, datasets, the member line: every member.
    Public,
}

impl Audience {
    /// Every audience.
    pub const ALL: [Self; 4] = [Self::Field, Self::Vault, Self::Register, Self::Public];

    /// The word that is hashed into the label.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Field => "field",
            Self::Vault => "vault",
            Self::Register => "register",
            Self::Public => "public",
        }
    }
}

/// A province (Kemendagri code) and an audience. The province `*` is shared by all.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Scope {
    /// Kemendagri code of the province, `11`, `64`, `74`, or `*`.
    pub province: String,
    /// Who may read.
    pub audience: Audience,
}

impl Scope {
    /// A scope.
    #[must_use]
    pub fn new(province: &str, audience: Audience) -> Self {
        Self { province: province.to_owned(), audience }
    }

    /// The scope of the member line and of what is published.
    #[must_use]
    pub fn project() -> Self {
        Self::new("*", Audience::Public)
    }

    /// The label in headers: first 8 bytes of SHA-256(`province/audience`), so that a header does
    /// not say in clear what it is about.
    #[must_use]
    pub fn label(&self) -> ScopeLabel {
        let hash = Sha256::digest(format!("{}/{}", self.province, self.audience.word()));
        let mut label = [0; 8];
        label.copy_from_slice(&hash[..8]);
        ScopeLabel(label)
    }
}

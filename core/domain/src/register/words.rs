//! The closed words of a problem as types: track, level, competence, sensitivity.
//!
//! Their labels stand in [`crate::journal::acts::codes`].

macro_rules! word {
    ($(#[$doc:meta])+ $name:ident { $($(#[$d:meta])+ $case:ident = $code:literal,)+ }) => {
        $(#[$doc])+
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
        pub enum $name { $($(#[$d])+ #[serde(rename = $code)] $case,)+ }

        impl $name {
            /// Every value, in the order shown.
            pub const ALL: &'static [Self] = &[$(Self::$case,)+];

            /// The code that is signed.
            #[must_use]
            pub fn code(self) -> &'static str {
                match self { $(Self::$case => $code,)+ }
            }

            /// The value with this code.
            #[must_use]
            pub fn from_code(code: &str) -> Option<Self> {
                match code { $($code => Some(Self::$case),)+ _ => None }
            }
        }
    };
}
pub(crate) use word;

word! {
    /// The one primary track of a problem.
    Track {
        /// Who may mine, and where.
        Licensing = "L",
        /// What mining does to land, water and people.
        Environment = "E",
        /// Who pays what, and where it goes.
        Revenue = "R",
    }
}
word! {
    /// One site or licence, or a procedure of an institution.
    Level {
        /// One site or licence.
        Case = "case",
        /// A procedure or an institution.
        Systemic = "systemic",
    }
}
word! {
    /// Who has the power to act; printed so that local forums are not judged for central silence.
    Competence {
        /// Province, regency, village.
        Local = "local",
        /// A central authority.
        Central = "central",
        /// Both.
        Shared = "shared",
    }
}
word! {
    /// Who may read the problem's detail.
    Sensitivity {
        /// Everybody.
        Public = "public",
        /// The forum.
        Msf = "msf",
        /// Counted, without detail.
        Sealed = "sealed",
    }
}
word! {
    /// Why a problem was withdrawn.
    WithdrawReason {
        /// Somebody would be in danger: out of the figures, counted apart.
        Safety = "safety",
        /// Wrong in fact.
        Fact = "fact",
        /// There twice.
        Duplicate = "dup",
        /// Settled privately: stays in the figures.
        Private = "private",
        /// Lost interest: stays in the figures.
        Lost = "lost",
        /// Something else: stays in the figures.
        Other = "other",
    }
}

//! Which role may write which kind, and for whom to read. The verbs of acts have their own table
//! in [`super::acts`]; the verbs of the member line stand here.

use super::acts::{RecordKind, Verb};
use super::entry::Kind;
use super::{Audience, Role};

/// The newest version of these rules. A member line that names a newer one makes effects unknown.
pub const VERSION: u64 = 1;

macro_rules! member_verbs {
    ($($(#[$doc:meta])* $name:ident = $code:literal, $word:literal, [$($role:ident),*];)*) => {
        /// The verbs of the member line, a closed list.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum MemberVerb { $($(#[$doc])* $name,)* }

        impl MemberVerb {
            /// Every verb.
            pub const ALL: &'static [Self] = &[$(Self::$name,)*];
            /// The number that is signed.
            #[must_use]
            pub fn code(self) -> u64 { match self { $(Self::$name => $code,)* } }
            /// The verb with this number.
            #[must_use]
            pub fn from_code(code: u64) -> Option<Self> {
                match code { $($code => Some(Self::$name),)* _ => None }
            }
            /// Its word in JSON and documents.
            #[must_use]
            pub fn word(self) -> &'static str { match self { $(Self::$name => $word,)* } }
            /// Roles that may write it.
            #[must_use]
            pub fn roles(self) -> &'static [Role] { match self { $(Self::$name => &[$(Role::$role),*],)* } }
        }
    };
}

member_verbs! {
    /// The project begins: name, genesis key, provinces.
    Genesis = 0, "genesis", [];
    /// A one-time key that a new phone may use: role, province, expiry.
    Invite = 1, "invite", [Administrator];
    /// A phone's key joins by an invitation.
    Enrol = 2, "enrol", [Hub];
    /// A member gets a role in a province.
    Grant = 3, "grant", [Administrator];
    /// A log or a member's role ends.
    Revoke = 4, "revoke", [Administrator];
    /// A void entry is made to count, by id.
    Admit = 5, "admit", [Administrator, Supervisor];
    /// A province joins.
    Scope = 6, "scope", [Administrator];
    /// These rules change to a version.
    Rules = 7, "rules", [Administrator];
    /// The hub's keys.
    HubKey = 8, "hub-key", [Administrator];
    /// A restored hub opens a new epoch.
    Epoch = 9, "epoch", [Hub];
}

/// May `role` write an entry of `kind` (with `verb` for acts) that `audience` reads?
#[must_use]
pub fn may(role: Role, kind: Kind, verb: Option<Verb>, audience: Audience) -> bool {
    use Audience::{Field, Public, Register, Vault};
    use Role::{
        Administrator, Auditor, Chair, Community, DataProtection, Enumerator, Evaluation, Hub,
        Institution, Monitor, Officer, Secretary, Supervisor,
    };
    let collects =
        matches!(role, Monitor | Enumerator | Supervisor | Officer | Community | Secretary);
    match kind {
        Kind::Log => !matches!(role, Auditor),
        Kind::Change => match audience {
            Field | Vault => collects,
            Register => matches!(role, Officer | Secretary),
            Public => false,
        },
        Kind::Evidence => match audience {
            Field | Vault => collects,
            Register => matches!(role, Officer | Secretary | Supervisor | Institution | Chair),
            Public => false,
        },
        Kind::Act => verb.is_some_and(|verb| {
            let rule = verb.rule();
            rule.roles.contains(&role)
                && rule.on.iter().any(|on| audience_of(*on).contains(&audience))
        }),
        // A person's own record is erased on her own word too: the fold checks the root author.
        Kind::Erase => role == DataProtection || (collects && matches!(audience, Field | Vault)),
        Kind::Publish => {
            audience == Public && matches!(role, Officer | Evaluation | Administrator | Hub)
        }
        Kind::Member | Kind::Unknown(_) => false,
    }
}

fn audience_of(kind: RecordKind) -> &'static [Audience] {
    match kind {
        RecordKind::Submission | RecordKind::Evidence => {
            &[Audience::Field, Audience::Vault, Audience::Register]
        }
        RecordKind::Person => &[Audience::Vault, Audience::Field],
        RecordKind::Problem | RecordKind::Msf | RecordKind::Meeting => &[Audience::Register],
    }
}

/// How much of an audience's records a role may read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reads {
    /// Nothing.
    Nothing,
    /// Records whose root the member signed, and evidence of them.
    Mine,
    /// All of the scope.
    All,
}

/// What may `role` read of `audience`, in the provinces of its grant? The largest of a member's
/// roles counts. Public is for every member.
#[must_use]
pub fn may_read(role: Role, audience: Audience) -> Reads {
    use Role::{
        Administrator, Auditor, Chair, Community, DataProtection, Enumerator, Evaluation,
        Grievance, Hub, Institution, Monitor, Officer, Secretary, Supervisor,
    };
    match (audience, role) {
        (Audience::Public, _) | (_, Hub) => Reads::All,
        (Audience::Field, Supervisor | Officer | Evaluation | DataProtection) => Reads::All,
        (Audience::Field | Audience::Vault, Monitor | Enumerator | Community | Secretary) => {
            Reads::Mine
        }
        (Audience::Vault, DataProtection) => Reads::All,
        (Audience::Vault, Supervisor | Officer) => Reads::Mine,
        (Audience::Register, Monitor | Enumerator | Administrator | Grievance) => Reads::Nothing,
        (
            Audience::Register,
            Supervisor | Officer | Secretary | Chair | Institution | Community | DataProtection
            | Evaluation | Auditor,
        ) => Reads::All,
        _ => Reads::Nothing,
    }
}

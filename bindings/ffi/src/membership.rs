//! Projects of this profile, and where its person stands in them.

use saksi_device::field::{ProjectInfo, Standing as Stands};
use saksi_domain::journal::{MemberId, ProjectId, Role};

/// A project of this profile.
#[uniffi::remote(Record)]
pub struct ProjectInfo {
    /// The project.
    pub project: ProjectId,
    /// Its name, once the member line is known.
    pub name: Option<String>,
    /// Address of its hub.
    pub hub: String,
}

/// A role, and where it holds.
#[derive(Debug, Clone, uniffi::Record)]
pub struct Post {
    /// The role's code, for example `MON`.
    pub role: Role,
    /// Kemendagri code of the province, or `*` for all.
    pub province: String,
}

/// Where this person stands in the project.
#[derive(Debug, Clone, uniffi::Record)]
pub struct Standing {
    /// The person's pseudonymous id.
    pub member: MemberId,
    /// Has the hub enrolled this phone?
    pub enrolled: bool,
    /// Roles; those of the invitation before enrolment.
    pub roles: Vec<Post>,
    /// May anything be collected now?
    pub may_collect: bool,
}

impl From<Stands> for Standing {
    fn from(Stands { member, enrolled, roles, may_collect }: Stands) -> Self {
        let roles = roles.into_iter().map(|(role, province)| Post { role, province }).collect();
        Self { member, enrolled, roles, may_collect }
    }
}

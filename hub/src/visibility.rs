//! Who reads what: the caller's roles and provinces against a record's scope and root author.
//!
//! The rules themselves are `saksi_domain::journal::rules::may_read`. A record is visible whole
//! or not at all; a blob, where a visible entry names it; else it is as if it did not exist.

use saksi_domain::journal::record::Held;
use saksi_domain::journal::rules::{Reads, may_read};
use saksi_domain::journal::{
    Cid, Kind, LogId, MemberId, Membership, RecordId, Role, Scope, ScopeLabel,
};

use crate::journal::Journal;

/// Somebody with a token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Caller {
    /// The person.
    pub member: MemberId,
    /// The phone.
    pub log: LogId,
    /// Was this phone's key revoked? Then it may hand in what it holds, and read nothing new.
    pub revoked: bool,
}

impl Caller {
    /// The caller behind a log, if it is enrolled.
    #[must_use]
    pub fn of_log(membership: &Membership, log: LogId) -> Option<Self> {
        let info = membership.logs.get(&log)?;
        Some(Self { member: info.member, log, revoked: info.revoked_from.is_some() })
    }

    /// How much of a scope the caller may read.
    #[must_use]
    pub fn reads(&self, membership: &Membership, label: ScopeLabel) -> Reads {
        let Some(scope) = membership.scope(label) else { return Reads::Nothing };
        reads_as(&membership.current_roles(self.member), &scope)
    }

    /// Scopes of which the caller may read anything.
    #[must_use]
    pub fn scopes(&self, membership: &Membership) -> Vec<(ScopeLabel, Reads)> {
        use saksi_domain::journal::Audience;
        let roles = membership.current_roles(self.member);
        let provinces = membership.provinces.iter();
        let scopes = provinces.flat_map(|p| Audience::ALL.map(|a| Scope::new(p, a)));
        let reads = scopes.map(|scope| (scope.label(), reads_as(&roles, &scope)));
        reads.filter(|(_, reads)| *reads != Reads::Nothing).collect()
    }

    /// Did the caller open this record, or does it hold evidence of one that she opened?
    #[must_use]
    pub fn is_mine(&self, journal: &Journal, record: RecordId) -> bool {
        let Some(root) = journal.root_of(record) else { return false };
        if root.entry.header.author == self.member {
            return true;
        }
        let refs = root.entry.body().into_iter().flat_map(|body| &body.refs);
        let opened = |record| {
            journal.root_of(record).is_some_and(|root| root.entry.header.author == self.member)
        };
        root.entry.header.kind == Kind::Evidence && refs.into_iter().any(|r| opened(r.record))
    }

    /// May the caller read this entry (and the rest of its record)?
    #[must_use]
    pub fn sees(&self, journal: &Journal, held: &Held) -> bool {
        let membership = journal.ledger().membership();
        match self.reads(membership, journal.scope_of(&held.entry)) {
            Reads::All => true,
            Reads::Mine => self.is_mine(journal, held.entry.record()),
            Reads::Nothing => false,
        }
    }

    /// May the caller fetch this blob?
    #[must_use]
    pub fn sees_blob(&self, journal: &Journal, cid: Cid) -> bool {
        !self.revoked && journal.naming(cid).any(|held| self.sees(journal, held))
    }

    /// May the caller hand this blob in? Where she sees an entry that names it, or signed it.
    #[must_use]
    pub fn may_upload(&self, held: &Held, journal: &Journal) -> bool {
        held.entry.header.author == self.member || self.sees(journal, held)
    }
}

/// How much of a scope these roles, each in its province, may read.
fn reads_as(roles: &[(Role, String)], scope: &Scope) -> Reads {
    let reaches =
        |province: &str| province == "*" || scope.province == "*" || province == scope.province;
    let granted = roles.iter().filter(|(_, province)| reaches(province));
    let most = granted.map(|(role, _)| may_read(*role, scope.audience)).max();
    // What is public is for every member, also for one whose roles all ended.
    let open = scope.audience == saksi_domain::journal::Audience::Public;
    if open { Reads::All } else { most.unwrap_or(Reads::Nothing) }
}

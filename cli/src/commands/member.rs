//! `saksi member list|grant|revoke` and `saksi admit`: the member line.

use std::fmt::Write as _;

use clap::{Args, Subcommand};
use saksi_device::field::Field;
use saksi_device::sync::Quiet;
use saksi_domain::journal::act::Args as Named;
use saksi_domain::journal::cbor::Value;
use saksi_domain::journal::member::At;
use saksi_domain::journal::rules::MemberVerb;
use saksi_domain::journal::{EntryId, LogId, MemberId, Role};
use serde_json::json;

use crate::Outcome;
use crate::exit::CliError;
use crate::home::{HomeArgs, failed};
use crate::output::Output;

/// The members.
#[derive(Debug, Subcommand)]
pub enum Member {
    /// Who may do what, by pseudonymous id.
    List(List),
    /// Give a member a role, from now on.
    Grant(Grant),
    /// End a member's role, or a lost phone.
    Revoke(Revoke),
}

/// List members.
#[derive(Debug, Args)]
pub struct List {
    #[command(flatten)]
    home: HomeArgs,
}

/// Grant a role.
#[derive(Debug, Args)]
pub struct Grant {
    /// The member.
    member: MemberId,
    /// The role's code.
    role: String,
    /// Kemendagri code of the province, or `*`.
    province: String,
    #[command(flatten)]
    home: HomeArgs,
}

/// Revoke.
#[derive(Debug, Args)]
pub struct Revoke {
    /// The member whose role ends.
    #[arg(long, required_unless_present = "log", conflicts_with = "log")]
    member: Option<MemberId>,
    /// Only this role; by default all.
    #[arg(long, requires = "member")]
    role: Option<String>,
    /// The log of a lost phone.
    #[arg(long)]
    log: Option<LogId>,
    /// First sequence number of that log that no longer counts; by default what the hub holds now.
    #[arg(long, requires = "log")]
    from_seq: Option<u64>,
    #[command(flatten)]
    home: HomeArgs,
}

/// Make a void entry count.
#[derive(Debug, Args)]
pub struct Admit {
    /// The entry.
    entry: EntryId,
    #[command(flatten)]
    home: HomeArgs,
}

/// Signs an entry of the member line and sends it; on a race with another, once more.
pub fn append(field: &Field, verb: MemberVerb, args: &Named) -> Result<EntryId, CliError> {
    field.sync(&Quiet).map_err(failed)?;
    let entry = field.member_entry(verb, args.clone()).map_err(failed)?;
    field.sync(&Quiet).map_err(failed)?;
    Ok(entry)
}

/// Where every log stands at the hub: the usual `at` of a grant or revocation.
fn frontier(field: &Field) -> Result<At, CliError> {
    field.sync(&Quiet).map_err(failed)?;
    field.hub_frontier().map(At).map_err(failed)
}

fn role_value(code: &str) -> Result<Value, CliError> {
    let role =
        Role::from_code(code).ok_or_else(|| CliError::input(format!("`{code}` is not a role")))?;
    Ok(Value::text(role.code()))
}

impl Member {
    pub fn run(&self, output: &Output) -> Outcome {
        match self {
            Self::List(list) => list.run(output),
            Self::Grant(grant) => grant.run(output),
            Self::Revoke(revoke) => revoke.run(output),
        }
    }
}

impl List {
    fn run(&self, output: &Output) -> Outcome {
        let field = self.home.open(output.word("id", "en"))?;
        let membership = field.project().membership().map_err(failed)?;
        let membership = membership
            .ok_or_else(|| CliError::input("the member line is not here yet: run `saksi sync`"))?;
        let mut text = String::new();
        let mut all = Vec::new();
        for member in membership.grants.keys() {
            let roles = membership.current_roles(*member);
            let roles: Vec<String> =
                roles.iter().map(|(role, p)| format!("{}@{p}", role.code())).collect();
            let logs: Vec<_> = membership
                .logs
                .iter()
                .filter(|(_, info)| info.member == *member)
                .map(|(log, info)| json!({"log": log, "revoked_from": info.revoked_from}))
                .collect();
            let _ = writeln!(text, "{member}  {}  {} log(s)", roles.join(" "), logs.len());
            all.push(json!({"member": member, "roles": roles, "logs": logs}));
        }
        output.result(&json!(all), &text);
        Ok(())
    }
}

impl Grant {
    fn run(&self, output: &Output) -> Outcome {
        let field = self.home.open(output.word("id", "en"))?;
        let args = Named::from([
            ("member".to_owned(), Value::bytes(&self.member.0)),
            ("role".to_owned(), role_value(&self.role)?),
            ("province".to_owned(), Value::text(&self.province)),
            ("at".to_owned(), frontier(&field)?.to_value()),
        ]);
        let entry = append(&field, MemberVerb::Grant, &args)?;
        output.result(&json!({"entry": entry}), &format!("granted by {entry}"));
        Ok(())
    }
}

impl Revoke {
    fn run(&self, output: &Output) -> Outcome {
        let field = self.home.open(output.word("id", "en"))?;
        let mut at = frontier(&field)?;
        let mut args = Named::new();
        if let Some(log) = self.log {
            args.insert("log".to_owned(), Value::bytes(&log.0));
            if let Some(first) = self.from_seq {
                at.0.insert(log, first);
            }
        }
        if let Some(member) = self.member {
            args.insert("member".to_owned(), Value::bytes(&member.0));
        }
        if let Some(role) = &self.role {
            args.insert("role".to_owned(), role_value(role)?);
        }
        args.insert("at".to_owned(), at.to_value());
        let entry = append(&field, MemberVerb::Revoke, &args)?;
        output.result(
            &json!({"entry": entry}),
            &format!("revoked by {entry}; earlier evidence stays valid"),
        );
        Ok(())
    }
}

impl Admit {
    pub fn run(&self, output: &Output) -> Outcome {
        let field = self.home.open(output.word("id", "en"))?;
        let args = Named::from([("entry".to_owned(), Value::bytes(&self.entry.0))]);
        let entry = append(&field, MemberVerb::Admit, &args)?;
        output.result(&json!({"entry": entry}), &format!("admitted by {entry}"));
        Ok(())
    }
}

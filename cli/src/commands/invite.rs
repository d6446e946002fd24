//! `saksi invite ROLE PROVINCE`: an invitation card.

use clap::Args;
use saksi_domain::journal::act::Args as Named;
use saksi_domain::journal::cbor::Value;
use saksi_domain::journal::rules::MemberVerb;
use saksi_domain::journal::{MemberId, Role};
use saksi_domain::sync::card::Card;
use serde_json::json;

use crate::Outcome;
use crate::exit::CliError;
use crate::home::HomeArgs;
use crate::output::Output;

/// Make an invitation card. Whoever holds it may join once.
#[derive(Debug, Args)]
pub struct Invite {
    /// Role: MON ENU SUP CSO SEC CHR INS COM GRO DPO MEL AUD ADM.
    role: String,
    /// Kemendagri code of the province, or `*` for all.
    province: String,
    /// A further phone for this person.
    #[arg(long)]
    member: Option<MemberId>,
    /// Days until the hub refuses it.
    #[arg(long, default_value_t = 30)]
    days: u32,
    #[command(flatten)]
    home: HomeArgs,
}

impl Invite {
    pub fn run(&self, output: &Output) -> Outcome {
        let role = Role::from_code(&self.role).ok_or_else(|| {
            let codes: Vec<&str> = Role::ALL.iter().map(|role| role.code()).collect();
            CliError::input(format!("`{}` is not a role; roles are {}", self.role, codes.join(" ")))
        })?;
        let keys = self.home.keys()?;
        let field = self.home.open(output.word("id", "en"))?;
        let seed: [u8; 32] = saksi_device::env::random_array(&*keys.env);
        let public = ed25519_dalek::SigningKey::from_bytes(&seed).verifying_key().to_bytes();
        let expires = keys.env.now_ms() + i64::from(self.days) * 86_400_000;
        let mut args = Named::from([
            ("key".to_owned(), Value::bytes(&public)),
            ("role".to_owned(), Value::text(role.code())),
            ("province".to_owned(), Value::text(&self.province)),
            ("expires".to_owned(), Value::Int(expires)),
        ]);
        if let Some(member) = self.member {
            args.insert("member".to_owned(), Value::bytes(&member.0));
        }
        super::member::append(&field, MemberVerb::Invite, &args)?;
        let address = &field.project().address;
        let card =
            Card { seed, project: address.project, hub: address.hub.clone(), pin: address.pin };
        let text = card.to_text();
        output.result(&json!({"card": text, "role": role.code(), "expires_ms": expires}), &text);
        Ok(())
    }
}

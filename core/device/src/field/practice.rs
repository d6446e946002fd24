//! A project to practise in: made on the phone, known to no hub, sent nowhere.
//!
//! It is a project like any other, with a genesis whose key is thrown away at once, so everything
//! that can be done in a project can be practised. A hub refuses it because it is not its project;
//! [`Field::sync`] does not even try.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use ed25519_dalek::SigningKey;
use saksi_domain::journal::body::{Body, Clocks};
use saksi_domain::journal::cbor::Value;
use saksi_domain::journal::entry::{Header, derive_log_id};
use saksi_domain::journal::rules::MemberVerb;
use saksi_domain::journal::{Entry, EntryId, Kind, MemberId, ProjectId, Role, Scope};
use saksi_domain::sync::card::Card;
use saksi_domain::sync::project_file::ProjectFile;

use super::beside::published_files;
use super::{Field, Join};
use crate::env::{Env, random_array};
use crate::error::DeviceError;
use crate::vault::KeyVault;

/// The form that is practised with where no project's forms are known.
const FORM: &[u8] = include_bytes!("practice.md");

/// No province has it.
const PROVINCE: &str = "00";

impl Field {
    /// Begins a project to practise in, with the forms of `like` or else one of its own.
    ///
    /// # Errors
    /// As [`Field::create`].
    pub fn practise(
        dir: &Path,
        vault: Arc<dyn KeyVault>,
        env: Arc<dyn Env>,
        like: Option<&Self>,
    ) -> Result<Self, DeviceError> {
        let (seed, line) = begin(&*env)?;
        let project = line.first().map(|genesis| ProjectId::from(genesis.id));
        let project = project.ok_or(DeviceError::Internal("a line begins"))?;
        let card = Card { seed, project, hub: String::new(), pin: None };
        let file = ProjectFile { line, ..ProjectFile::default() }.encode();
        let join = Join { project_file: Some(&file), member: None };
        let field = Self::create(dir, vault, env, &card, &join)?;
        let mut forms = BTreeMap::new();
        if let Some(like) = like {
            for row in like.project.store.forms()? {
                // The newest version of each comes last.
                let files = published_files(&like.project, row.hash)?;
                let source = like.project.store.form_source(row.hash)?.unwrap_or_default();
                forms.insert(row.id, (source, files));
            }
        }
        if forms.is_empty() {
            forms.insert(String::new(), (FORM.to_vec(), Vec::new()));
        }
        for (source, files) in forms.values() {
            field.install_form(source, files)?;
        }
        Ok(field)
    }

    /// Is the open project one to practise in? It alone has no hub.
    #[must_use]
    pub fn is_practice(&self) -> bool {
        self.project.address.hub.is_empty()
    }
}

/// The line of a new practice project: its genesis, and an invitation with this seed.
fn begin(env: &dyn Env) -> Result<([u8; 32], Vec<Entry>), DeviceError> {
    let key = SigningKey::from_bytes(&random_array(env));
    let seed: [u8; 32] = random_array(env);
    let invitation = SigningKey::from_bytes(&seed).verifying_key();
    let province = || Value::text(PROVINCE);
    let root = Header {
        log: derive_log_id(&key.verifying_key(), 0),
        seq: 0,
        prev: None,
        seen: None,
        author: MemberId(random_array(env)),
        scope: Scope::project().label(),
        kind: Kind::Member,
        record: None,
        parents: Vec::new(),
        commitment: [0; 32],
    };
    let body = said(
        env,
        MemberVerb::Genesis,
        [
            ("name", Value::text("Latihan")),
            ("key", Value::bytes(key.verifying_key().as_bytes())),
            ("provinces", Value::Array(vec![province()])),
        ],
    );
    let genesis = Entry::sign(ProjectId::UNBORN, root.clone(), body, random_array(env), &key)
        .map_err(fault)?;
    let next = Header {
        seq: 1,
        prev: Some(genesis.id),
        record: Some(EntryId(genesis.id.0)),
        parents: vec![genesis.id],
        ..root
    };
    let body = said(
        env,
        MemberVerb::Invite,
        [
            ("key", Value::bytes(invitation.as_bytes())),
            ("role", Value::text(Role::Monitor.code())),
            ("province", province()),
            ("expires", Value::Int(i64::MAX)),
        ],
    );
    let project = ProjectId::from(genesis.id);
    let invite = Entry::sign(project, next, body, random_array(env), &key).map_err(fault)?;
    Ok((seed, vec![genesis, invite]))
}

fn said<const N: usize>(env: &dyn Env, verb: MemberVerb, args: [(&str, Value); N]) -> Body {
    let mut body = Body::new(Clocks { wall_ms: env.now_ms(), ..Clocks::default() });
    body.verb = Some(verb.code());
    body.args = args.into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
    body
}

fn fault<E>(_: E) -> DeviceError {
    DeviceError::Internal("a practice line")
}

//! A project with a hub and an administrator; cards and phones as a test wants them.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use ed25519_dalek::SigningKey;
use saksi_device::env::{Env, ScriptedEnv};
use saksi_device::field::{DraftId, Field, Founder, Join};
use saksi_device::sync::{Progress, Quiet};
use saksi_device::vault::{Cost, FileVault};
use saksi_domain::journal::act::Args;
use saksi_domain::journal::cbor::Value;
use saksi_domain::journal::rules::MemberVerb;
use saksi_domain::journal::{MemberId, RecordId, Role};
use saksi_domain::sync::card::Card;
use saksi_domain::sync::plan::SyncStep;
use saksi_hub::{Config, NewProject, RunningHub, SetClock, create_project, serve};

pub const START_MS: i64 = 1_795_485_600_000;
pub const FORM: &[u8] =
    b"type,name,label,relevant,constraint,required,bind::saksi:personal,bind::saksi:stop\n\
text,site,Tempat?,,,yes,,\n\
integer,trucks,Berapa truk?,,. >= 0,,,\n\
image,photo,Foto,,,,,\n\
text,reporter,Nama pelapor,,,,yes,\n\
text,vantage,Berdiri di mana?,,,,,. = 'stop'\n\0\0form_id,version\nT1,1\n";

pub fn args<const N: usize>(pairs: [(&str, Value); N]) -> Args {
    pairs.into_iter().map(|(k, v)| (k.to_owned(), v)).collect()
}

pub struct Phone {
    pub dir: PathBuf,
    pub env: Arc<ScriptedEnv>,
    pub field: Field,
}

pub fn vault(dir: &Path, env: &Arc<ScriptedEnv>) -> Arc<FileVault> {
    let env: Arc<dyn Env> = env.clone();
    Arc::new(FileVault::new(dir, "penyu biru", env, Cost::TEST))
}

impl Phone {
    /// Ends the process's hold on the phone and opens it again.
    pub fn reopen(self) -> Self {
        let Self { dir, env, field } = self;
        drop(field);
        let field = Field::open(&dir, vault(&dir, &env), env.clone(), None).unwrap();
        Self { dir, env, field }
    }

    pub fn sync(&self) -> saksi_device::sync::SyncReport {
        self.field.sync(&Quiet).unwrap()
    }

    /// A finished report of one site.
    pub fn report(&self, site: &str, trucks: &str) -> RecordId {
        let draft = self.field.start("T1").unwrap();
        self.fill(draft, &[("site", site), ("trucks", trucks)]);
        self.field.submit(draft).unwrap().unwrap()
    }

    pub fn fill(&self, draft: DraftId, answers: &[(&str, &str)]) {
        for (place, text) in answers {
            self.field.answer_text(draft, place, text).unwrap();
        }
    }

    /// Edits one answer of a record and signs it.
    pub fn edit(&self, record: RecordId, place: &str, text: &str) {
        let draft = self.field.edit(record).unwrap();
        self.fill(draft, &[(place, text)]);
        self.field.submit(draft).unwrap();
    }
}

pub struct Setting {
    pub dir: tempfile::TempDir,
    pub hub: Option<RunningHub>,
    pub clock: Arc<SetClock>,
    pub admin: Phone,
    url: String,
    seeds: AtomicU64,
}

impl Setting {
    pub fn new() -> Self {
        let dir = tempfile::tempdir().unwrap();
        let clock = Arc::new(SetClock::new(START_MS));
        let key = SigningKey::from_bytes(&[42; 32]);
        let new = NewProject {
            name: "Dunia uji".into(),
            provinces: vec!["74".into()],
            hub_url: "http://127.0.0.1:1".into(),
        };
        let made = create_project(&dir.path().join("hub"), &new, &key, &*clock).unwrap();
        let hub = serve(&Config::on_loopback(dir.path().join("hub")), clock.clone()).unwrap();
        let url = hub.url();
        let env = Arc::new(ScriptedEnv::new(1, START_MS));
        let home = dir.path().join("admin");
        let founder = Founder {
            key,
            member: made.administrator,
            line: made.line.clone(),
            token: made.token.clone(),
            hub: url.clone(),
            pin: None,
        };
        let field = Field::found(&home, vault(&home, &env), env.clone(), &founder).unwrap();
        let admin = Phone { dir: home, env, field };
        Self { dir, hub: Some(hub), clock, admin, url, seeds: AtomicU64::new(10) }
    }

    pub fn card(&self, role: Role, member: Option<MemberId>) -> Card {
        let n = self.seeds.fetch_add(1, Ordering::SeqCst);
        let seed = [u8::try_from(n).unwrap(); 32];
        let key = SigningKey::from_bytes(&seed).verifying_key().to_bytes();
        let mut invite = args([
            ("key", Value::bytes(&key)),
            ("role", Value::text(role.code())),
            ("province", Value::text("74")),
            ("expires", Value::Int(START_MS + 30 * 86_400_000)),
        ]);
        if let Some(member) = member {
            invite.insert("member".into(), Value::bytes(&member.0));
        }
        self.admin.field.member_entry(MemberVerb::Invite, invite).unwrap();
        let project = self.admin.field.project().address.project;
        Card { seed, project, hub: self.url.clone(), pin: None }
    }

    /// A phone that joined without a network, with the project file and the form.
    pub fn phone(&self, name: &str, role: Role, member: Option<MemberId>) -> Phone {
        let card = self.card(role, member);
        self.admin.sync();
        let file = self.admin.field.make_project_file().unwrap();
        let n = self.seeds.fetch_add(1, Ordering::SeqCst);
        let env = Arc::new(ScriptedEnv::new(n, START_MS + 1_000));
        let dir = self.dir.path().join(name);
        let join = Join { project_file: Some(&file), member: None };
        let field = Field::create(&dir, vault(&dir, &env), env.clone(), &card, &join).unwrap();
        if field.forms().unwrap().is_empty() {
            field.install_form(FORM, &[]).unwrap();
        }
        Phone { dir, env, field }
    }

    pub fn member(&self, phone: &Phone) -> MemberId {
        phone.field.project().writer.member()
    }
}

/// Cancels when a step is reached for the n-th time.
pub struct CancelAt(pub SyncStep, pub AtomicU64);

impl Progress for CancelAt {
    fn on(&self, step: SyncStep, _: u64, _: u64) -> bool {
        step != self.0 || self.1.fetch_sub(1, Ordering::SeqCst) > 0
    }
}

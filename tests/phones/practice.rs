//! Practice, and what a phone's hardware attests when it enrols.

use std::sync::{Arc, Mutex};

use saksi_device::field::{Field, Join};
use saksi_device::sync::Quiet;
use saksi_device::vault::{FileVault, KeyVault, MasterKey, VaultError};
use saksi_device::{Advice, env::ScriptedEnv};
use saksi_domain::journal::cbor::{self, Value};
use saksi_domain::journal::rules::MemberVerb;
use saksi_domain::journal::{Entry, Role};
use saksi_domain::sync::card::Card;
use sha2::{Digest as _, Sha256};

use crate::phones::setting::{START_MS, Setting, vault};

fn practice(setting: &Setting, like: Option<&Field>) -> Field {
    let dir = setting.dir.path().join("practice");
    let env = Arc::new(ScriptedEnv::new(99, START_MS));
    Field::practise(&dir, vault(&dir, &env), env, like).unwrap()
}

#[test]
fn everything_can_be_practised_and_nothing_of_it_is_sent() {
    let setting = Setting::new();
    let field = practice(&setting, None);
    assert!(field.standing().unwrap().may_collect && field.is_practice());
    let draft = field.start("LATIHAN").unwrap();
    field.answer_text(draft, "what", "water").unwrap();
    assert_eq!(field.submit(draft).unwrap_err().code(), "form_incomplete", "a photo is asked for");
    let error = field.sync(&Quiet).unwrap_err();
    assert_eq!((error.code(), error.advice()), ("practice", Advice::Ask));
}

#[test]
fn practice_has_the_forms_of_the_open_project_and_comes_back_after_a_restart() {
    let setting = Setting::new();
    let phone = setting.phone("a", Role::Monitor, None);
    let field = practice(&setting, Some(&phone.field));
    let draft = field.start("T1").unwrap();
    field.answer_text(draft, "site", "Latihan").unwrap();
    let record = field.submit(draft).unwrap().unwrap();
    assert!(
        phone.field.timeline(record).unwrap().is_empty(),
        "the real project knows nothing of it"
    );
    drop(field);
    let (dir, env) =
        (setting.dir.path().join("practice"), Arc::new(ScriptedEnv::new(98, START_MS)));
    let field = Field::open(&dir, vault(&dir, &env), env, None).unwrap();
    assert_eq!(field.timeline(record).unwrap().len(), 1);
    assert!(field.is_practice());
}

/// Somebody makes a card of a practice project for a real hub: it is another project's.
#[test]
fn a_real_hub_refuses_a_practice_project() {
    let setting = Setting::new();
    let field = practice(&setting, None);
    let hub = setting.hub.as_ref().unwrap().url();
    let card = Card { seed: [7; 32], project: field.project().address.project, hub, pin: None };
    let dir = setting.dir.path().join("other");
    let env = Arc::new(ScriptedEnv::new(97, START_MS));
    let file = field.make_project_file().unwrap();
    let join = Join { project_file: Some(&file), member: None };
    let other = Field::create(&dir, vault(&dir, &env), env, &card, &join).unwrap();
    let error = other.sync(&Quiet).unwrap_err();
    assert_eq!(error.code(), "hub_refused", "{error}");
}

/// A vault in a phone that attests.
struct Attesting {
    inner: Arc<FileVault>,
    chain: Vec<Vec<u8>>,
    asked: Mutex<Vec<[u8; 32]>>,
}

impl KeyVault for Attesting {
    fn wrap(&self, key: &MasterKey) -> Result<Vec<u8>, VaultError> {
        self.inner.wrap(key)
    }
    fn unwrap(&self, wrapped: &[u8]) -> Result<MasterKey, VaultError> {
        self.inner.unwrap(wrapped)
    }
    fn destroy(&self) -> Result<(), VaultError> {
        self.inner.destroy()
    }
    fn endorse(&self, challenge: &[u8; 32]) -> Vec<Vec<u8>> {
        self.asked.lock().unwrap().push(*challenge);
        self.chain.clone()
    }
}

fn enrolled_with(chain: Vec<Vec<u8>>) -> (Option<Value>, Vec<[u8; 32]>, Vec<u8>) {
    let setting = Setting::new();
    let card = setting.card(Role::Monitor, None);
    setting.admin.sync();
    let dir = setting.dir.path().join("attesting");
    let env = Arc::new(ScriptedEnv::new(96, START_MS));
    let asked = Mutex::default();
    let by = Arc::new(Attesting { inner: vault(&dir, &env), chain, asked });
    let field = Field::create(&dir, by.clone(), env, &card, &Join::default()).unwrap();
    field.sync(&Quiet).unwrap();
    let enrol = |entry: &Entry| {
        let body = entry.body()?;
        (body.verb == Some(MemberVerb::Enrol.code())).then(|| body.args.clone())
    };
    let args = field.project().line().unwrap().iter().find_map(enrol).unwrap();
    let writer = &field.project().writer;
    let message = saksi_domain::journal::member::enrolment_message(
        card.project,
        &writer.key().verifying_key(),
        0,
        writer.member(),
    );
    let asked = by.asked.lock().unwrap().clone();
    (args.get("endorsement").cloned(), asked, message)
}

#[test]
fn what_the_hardware_attests_names_the_enrolment_and_stands_on_the_member_line() {
    let chain = vec![vec![1; 900], vec![2; 700]];
    let (endorsement, asked, message) = enrolled_with(chain.clone());
    let said = chain.iter().map(|certificate| Value::bytes(certificate)).collect();
    let bytes = cbor::encode(&Value::Array(vec![Value::Int(1), Value::Array(said)]));
    assert_eq!(endorsement, Some(Value::bytes(&bytes)));
    let challenge = Sha256::new().chain_update(b"saksi/endorse/1").chain_update(message).finalize();
    assert_eq!(asked, [<[u8; 32]>::from(challenge)]);
}

#[test]
fn a_phone_that_attests_nothing_or_too_much_joins_all_the_same() {
    assert_eq!(enrolled_with(Vec::new()).0, None);
    assert_eq!(enrolled_with(vec![vec![3; 17_000]]).0, None);
}

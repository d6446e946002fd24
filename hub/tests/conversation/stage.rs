//! A hub in this process, and people with keys who talk to it over HTTP.

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::sync::Arc;

use ed25519_dalek::{Signer as _, SigningKey};
use saksi_domain::journal::body::{Blob, Body, Clocks, Write};
use saksi_domain::journal::cbor::Value;
use saksi_domain::journal::entry::{Header, Seen, derive_log_id};
use saksi_domain::journal::member::enrolment_message;
use saksi_domain::journal::rules::MemberVerb;
use saksi_domain::journal::{
    Audience, Entry, EntryId, Kind, LogId, MemberId, Membership, Path, ProjectId, Role, Scope,
};
use saksi_domain::sync::wire::{
    EnrolRequest, EnrolResponse, HelloRequest, HelloResponse, Message, PullResponse, PushRequest,
    PushResponse,
};
use saksi_hub::{Config, Created, NewProject, RunningHub, SetClock, create_project, serve};
use tempfile::TempDir;

use super::http::{Answer, ask};

/// 2026-01-05 08:00 UTC.
pub const START_MS: i64 = 1_767_600_000_000;
pub const CBOR: (&str, &str) = ("content-type", "application/cbor");

pub struct Stage {
    pub folder: TempDir,
    pub clock: Arc<SetClock>,
    pub created: Created,
    pub running: Option<RunningHub>,
    pub administrator: Person,
    cards: u8,
}

impl Stage {
    /// A project in Aceh and East Kalimantan with an administrator.
    pub fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let clock = Arc::new(SetClock::new(START_MS));
        let key = SigningKey::from_bytes(&[200; 32]);
        let new = NewProject {
            name: "Tambang <b>&</b> Warga".to_owned(),
            provinces: vec!["11".to_owned(), "64".to_owned()],
            hub_url: "http://127.0.0.1:8080".to_owned(),
        };
        let dir = folder.path().join("hub");
        let created = create_project(&dir, &new, &key, &*clock).expect("a project");
        let administrator = Person {
            project: created.project,
            key,
            member: created.administrator,
            log: created.log,
            seq: 2,
            prev: created.line.last().map(|e| e.id),
            seen: None,
            token: created.token.clone(),
            line: created.line.clone(),
            salt: 0,
        };
        let mut stage = Self { folder, clock, created, running: None, administrator, cards: 0 };
        stage.start();
        stage
    }

    pub fn dir(&self) -> std::path::PathBuf {
        self.folder.path().join("hub")
    }

    pub fn start(&mut self) {
        let config = Config::on_loopback(self.dir());
        self.running = Some(serve(&config, self.clock.clone()).expect("a hub"));
    }

    pub fn stop(&mut self) {
        self.running.take().expect("a running hub").stop();
    }

    pub fn addr(&self) -> SocketAddr {
        self.running.as_ref().expect("a running hub").addr
    }

    pub fn hub(&self) -> &saksi_hub::hub::Hub {
        &self.running.as_ref().expect("a running hub").hub
    }

    /// The administrator writes on the line.
    pub fn line(&mut self, verb: MemberVerb, args: &[(&str, Value)]) -> Answer {
        let administrator = self.administrator.clone();
        let addr = self.addr();
        self.administrator.refresh(addr);
        let entry = self.administrator.line_entry(verb, args);
        let answer = self.administrator.push(addr, &[entry]);
        if answer.status != 200 {
            self.administrator = administrator;
        }
        answer
    }

    /// An invitation: its seed.
    pub fn invite(&mut self, role: Role, province: &str, member: Option<MemberId>) -> [u8; 32] {
        self.cards += 1;
        let seed = [self.cards; 32];
        let key = SigningKey::from_bytes(&seed).verifying_key();
        let mut args = vec![
            ("key", Value::bytes(key.as_bytes())),
            ("role", Value::text(role.code())),
            ("province", Value::text(province)),
            ("expires", Value::Int(START_MS + 86_400_000)),
        ];
        args.extend(member.map(|m| ("member", Value::bytes(&m.0))));
        assert_eq!(self.line(MemberVerb::Invite, &args).status, 200);
        seed
    }

    /// A person with a role, enrolled.
    pub fn join(&mut self, role: Role, province: &str) -> Person {
        let seed = self.invite(role, province, None);
        let mut person = Person::new(self.created.project, 100 + self.cards);
        let answer = person.enrol(self.addr(), &seed);
        assert_eq!(answer.status, 200, "{:?}", answer.text());
        person
    }

    pub fn get(&self, path: &str, headers: &[(&str, &str)]) -> Answer {
        ask(self.addr(), "GET", path, headers, b"")
    }
}

#[derive(Clone)]
pub struct Person {
    pub project: ProjectId,
    pub key: SigningKey,
    pub member: MemberId,
    pub log: LogId,
    pub seq: u64,
    pub prev: Option<EntryId>,
    pub seen: Option<Seen>,
    pub token: String,
    pub line: Vec<Entry>,
    pub salt: u64,
}

pub fn field(province: &str) -> Scope {
    Scope::new(province, Audience::Field)
}

pub fn clocks() -> Clocks {
    Clocks { wall_ms: START_MS + 1000, ..Clocks::default() }
}

pub fn writing(path: &str, text: &str) -> Body {
    let mut body = Body::new(clocks());
    body.writes.push(Write { path: Path::field(path), value: Value::text(text) });
    body
}

pub fn naming(blob: Blob) -> Body {
    let mut body = Body::new(clocks());
    body.blobs.push(blob);
    body
}

impl Person {
    pub fn new(project: ProjectId, number: u8) -> Self {
        let key = SigningKey::from_bytes(&[number; 32]);
        let log = derive_log_id(&key.verifying_key(), 0);
        Self {
            project,
            key,
            member: MemberId([number; 16]),
            log,
            seq: 0,
            prev: None,
            seen: None,
            token: String::new(),
            line: Vec::new(),
            salt: 0,
        }
    }

    pub fn bearer(&self) -> String {
        format!("Bearer {}", self.token)
    }

    pub fn enrol_request(&self, seed: &[u8; 32]) -> EnrolRequest {
        let card = SigningKey::from_bytes(seed);
        let public = self.key.verifying_key();
        let message = enrolment_message(self.project, &public, 0, self.member);
        EnrolRequest {
            invitation: card.verifying_key().to_bytes(),
            key: public.to_bytes(),
            run: 0,
            member: self.member,
            by_invitation: card.sign(&message).to_bytes(),
            by_key: self.key.sign(&message).to_bytes(),
            endorsement: Vec::new(),
        }
    }

    pub fn enrol(&mut self, addr: SocketAddr, seed: &[u8; 32]) -> Answer {
        let request = self.enrol_request(seed);
        let answer = ask(addr, "POST", "/v1/enrol", &[CBOR], &request.encode());
        if answer.status == 200 {
            let response = EnrolResponse::decode(self.project, &answer.body).expect("an answer");
            self.token = response.token;
            self.line = response.line;
        }
        answer
    }

    pub fn membership(&self) -> Membership {
        Membership::from_line(&self.line).expect("a line")
    }

    /// Signs the next entry of this log.
    pub fn sign(
        &mut self,
        kind: Kind,
        scope: &Scope,
        record: Option<&[EntryId]>,
        body: Body,
    ) -> Entry {
        let header = Header {
            log: self.log,
            seq: self.seq,
            prev: self.prev,
            seen: self.seen,
            author: self.member,
            scope: scope.label(),
            kind,
            record: record.map(|ids| ids[0]),
            parents: record.map(|ids| ids[ids.len().min(2) - 1..].to_vec()).unwrap_or_default(),
            commitment: [0; 32],
        };
        self.salt += 1;
        let mut salt = [0; 32];
        salt[..8].copy_from_slice(&self.salt.to_be_bytes());
        salt[8..16].copy_from_slice(&self.log.0[..8]);
        let entry = Entry::sign(self.project, header, body, salt, &self.key).expect("an entry");
        self.seq += 1;
        self.prev = Some(entry.id);
        entry
    }

    pub fn change(&mut self, scope: &Scope, text: &str) -> Entry {
        self.sign(Kind::Change, scope, None, writing("note", text))
    }

    /// A change of a record whose root and head are these.
    pub fn change_of(&mut self, scope: &Scope, root: EntryId, head: EntryId, text: &str) -> Entry {
        self.sign(Kind::Change, scope, Some(&[root, head]), writing("note", text))
    }

    pub fn line_entry(&mut self, verb: MemberVerb, args: &[(&str, Value)]) -> Entry {
        let mut body = Body::new(clocks());
        body.verb = Some(verb.code());
        body.args = args.iter().map(|(k, v)| ((*k).to_owned(), v.clone())).collect();
        let head = self.membership().head;
        let root = EntryId(self.project.0);
        let entry = self.sign(Kind::Member, &Scope::project(), Some(&[root, head]), body);
        self.line.push(entry.clone());
        entry
    }

    /// Fetches what is new on the line, and the newest checkpoint.
    pub fn refresh(&mut self, addr: SocketAddr) -> HelloResponse {
        let request = HelloRequest {
            logs: BTreeMap::from([(self.log, self.seq)]),
            seen: self.seen,
            cursors: BTreeMap::new(),
            line_len: self.line.len() as u64,
        };
        let response = self.hello(addr, &request);
        self.line.extend(response.line.iter().cloned());
        let membership = self.membership();
        let keys = membership.hub_keys().expect("hub keys");
        let checkpoint = saksi_domain::journal::checkpoint::Checkpoint::verify(
            &response.note,
            &self.project,
            keys,
        );
        self.seen = Some(checkpoint.expect("a checkpoint").seen());
        response
    }

    pub fn hello(&self, addr: SocketAddr, request: &HelloRequest) -> HelloResponse {
        let bearer = self.bearer();
        let headers = [CBOR, ("authorization", bearer.as_str())];
        let answer = ask(addr, "POST", "/v1/hello", &headers, &request.encode());
        assert_eq!(answer.status, 200, "{:?}", answer.text());
        HelloResponse::decode(self.project, &answer.body).expect("an answer")
    }

    pub fn push(&self, addr: SocketAddr, entries: &[Entry]) -> Answer {
        self.push_bytes(addr, &PushRequest { entries: entries.to_vec() }.encode())
    }

    pub fn push_bytes(&self, addr: SocketAddr, bytes: &[u8]) -> Answer {
        let bearer = self.bearer();
        ask(addr, "POST", "/v1/entries", &[CBOR, ("authorization", bearer.as_str())], bytes)
    }

    pub fn pushed(&self, addr: SocketAddr, entries: &[Entry]) -> PushResponse {
        let answer = self.push(addr, entries);
        assert_eq!(answer.status, 200, "{:?}", String::from_utf8_lossy(&answer.body));
        PushResponse::decode(self.project, &answer.body).expect("an answer")
    }

    pub fn get(&self, addr: SocketAddr, path: &str, more: &[(&str, &str)]) -> Answer {
        self.ask(addr, "GET", path, more, b"")
    }

    pub fn ask(
        &self,
        addr: SocketAddr,
        method: &str,
        path: &str,
        more: &[(&str, &str)],
        body: &[u8],
    ) -> Answer {
        let bearer = self.bearer();
        let mut headers = vec![("authorization", bearer.as_str())];
        headers.extend(more);
        ask(addr, method, path, &headers, body)
    }

    pub fn pull(&self, addr: SocketAddr, scope: &Scope, after: u64) -> Answer {
        let path = format!("/v1/entries?scope={}&after={after}", scope.label());
        self.get(addr, &path, &[])
    }

    pub fn pulled(&self, addr: SocketAddr, scope: &Scope, after: u64) -> PullResponse {
        let answer = self.pull(addr, scope, after);
        assert_eq!(answer.status, 200, "{:?}", String::from_utf8_lossy(&answer.body));
        PullResponse::decode(self.project, &answer.body).expect("an answer")
    }
}

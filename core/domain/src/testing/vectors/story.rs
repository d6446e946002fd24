//! A small true story, signed with keys anyone can derive: what the vectors are cut from.

use std::collections::BTreeMap;

use ed25519_dalek::{Signer as _, SigningKey};
use sha2::{Digest as _, Sha256};

use crate::evidence::seal::Sealer;
use crate::journal::act::Args;
use crate::journal::body::{Blob, Body, Clocks, Write};
use crate::journal::cbor::Value;
use crate::journal::checkpoint::Checkpoint;
use crate::journal::entry::{Entry, Header, Kind, Seen, derive_log_id};
use crate::journal::ledger::Ledger;
use crate::journal::member::{At, enrolment_message};
use crate::journal::rules::MemberVerb;
use crate::journal::{Audience, Cid, EntryId, LogId, MemberId, Path, ProjectId, RowId, Scope};

/// When the story begins, ms since 1970 UTC.
pub const START_MS: i64 = 1_780_000_000_000;
/// Origin of the hub's checkpoints.
pub const ORIGIN: &str = "hub.example/saksi";

/// The first bytes of SHA-256(`saksi vector ` ‖ what ‖ ` ` ‖ name): every key, salt and id.
#[must_use]
pub fn derived<const N: usize>(what: &str, name: &str) -> [u8; N] {
    let hash = Sha256::digest(format!("saksi vector {what} {name}"));
    std::array::from_fn(|i| hash[i])
}

/// The signing key of this name.
#[must_use]
pub fn key(name: &str) -> SigningKey {
    SigningKey::from_bytes(&derived("key", name))
}

/// The member of this name.
#[must_use]
pub fn member(name: &str) -> MemberId {
    MemberId(derived("member", name))
}

/// A log of this key.
#[must_use]
pub fn log(key_name: &str, run: u32) -> LogId {
    derive_log_id(&key(key_name).verifying_key(), run)
}

/// Who holds the pen: a key, its run, a person.
#[derive(Debug, Clone, Copy)]
pub struct Pen(pub &'static str, pub u32, pub &'static str);

/// The administrator.
pub const ADMIN: Pen = Pen("admin", 0, "admin");
/// The hub.
pub const HUB: Pen = Pen("hub", 0, "hub");
/// The monitor's first phone.
pub const PHONE_1: Pen = Pen("phone-1", 0, "monitor");
/// The monitor's second phone.
pub const PHONE_2: Pen = Pen("phone-2", 0, "monitor");
/// The supervisor.
pub const SUPERVISOR: Pen = Pen("supervisor", 0, "supervisor");

/// The story as it was told: a journal, and names for its entries.
#[derive(Debug)]
pub struct Story {
    /// The hub's journal.
    pub ledger: Ledger,
    /// Entries by name, whole, in the hub's order.
    pub entries: Vec<(&'static str, Entry)>,
    /// Signed notes, oldest first.
    pub notes: Vec<String>,
    /// Sealed files.
    pub blobs: BTreeMap<Cid, Vec<u8>>,
}

impl Story {
    fn begin() -> Self {
        let body = Body {
            verb: Some(MemberVerb::Genesis.code()),
            args: args([
                ("name", "Vektor".into()),
                ("key", key_value("admin")),
                ("provinces", Value::Array(vec!["11".into(), "64".into(), "74".into()])),
            ]),
            ..Body::new(clocks("admin", 0))
        };
        let header = Header {
            log: log("admin", 0),
            seq: 0,
            prev: None,
            seen: None,
            author: member("admin"),
            scope: Scope::project().label(),
            kind: Kind::Member,
            record: None,
            parents: Vec::new(),
            commitment: [0; 32],
        };
        let genesis =
            Entry::sign(ProjectId::UNBORN, header, body, derived("salt", "genesis"), &key("admin"))
                .expect("the story's entries are well formed");
        let ledger = Ledger::begin(genesis.clone()).expect("the story begins with a genesis");
        Self { ledger, entries: vec![("genesis", genesis)], notes: vec![], blobs: BTreeMap::new() }
    }

    /// The project.
    #[must_use]
    pub fn project(&self) -> ProjectId {
        self.ledger.membership().project
    }

    /// The id of a named entry.
    #[must_use]
    pub fn id(&self, name: &str) -> EntryId {
        self.entry(name).id
    }

    /// A named entry, with its body even if the journal has destroyed it.
    #[must_use]
    pub fn entry(&self, name: &str) -> &Entry {
        &self.entries.iter().find(|(n, _)| *n == name).expect("the story has this entry").1
    }

    /// The newest checkpoint, as a device names it.
    #[must_use]
    pub fn seen(&self) -> Option<Seen> {
        let hub = self.ledger.membership().hub_keys()?;
        let note = self.notes.last()?;
        Checkpoint::verify(note, &self.project(), hub).ok().map(|c| c.seen())
    }

    /// The header of the next entry of a pen.
    #[must_use]
    pub fn header(&self, pen: Pen, kind: Kind, scope: &Scope, parents: &[&str]) -> Header {
        let log = log(pen.0, pen.1);
        let seq = self.ledger.next_seq(log);
        let mut parents: Vec<EntryId> = parents.iter().map(|name| self.id(name)).collect();
        parents.sort_unstable();
        let record = parents.first().and_then(|id| self.ledger.get(id));
        Header {
            log,
            seq,
            prev: seq.checked_sub(1).map(|before| self.ledger.at(log, before)[0]),
            seen: self.seen(),
            author: member(pen.2),
            scope: scope.label(),
            kind,
            record: record.map(|held| held.entry.record()),
            parents,
            commitment: [0; 32],
        }
    }

    /// A body whose clocks fit the next entry.
    #[must_use]
    pub fn body(&self, pen: Pen) -> Body {
        Body::new(clocks(pen.0, self.ledger.size()))
    }

    /// Signs without admitting.
    #[must_use]
    pub fn sign(&self, name: &str, pen: Pen, header: Header, body: Body) -> Entry {
        Entry::sign(self.project(), header, body, derived("salt", name), &key(pen.0))
            .expect("the story's entries are well formed")
    }

    fn write(
        &mut self,
        name: &'static str,
        pen: Pen,
        (kind, scope, parents): (Kind, &Scope, &[&str]),
        body: Body,
    ) {
        let entry = self.sign(name, pen, self.header(pen, kind, scope, parents), body);
        self.admit(name, entry);
    }

    fn admit(&mut self, name: &'static str, entry: Entry) {
        self.ledger.admit(entry.clone()).expect("the story's entries are admitted");
        self.entries.push((name, entry));
    }

    /// A body of the member line.
    #[must_use]
    pub fn line_body<const N: usize>(
        &self,
        pen: Pen,
        verb: MemberVerb,
        named: [(&str, Value); N],
    ) -> Body {
        Body { verb: Some(verb.code()), args: args(named), ..self.body(pen) }
    }

    fn line<const N: usize>(
        &mut self,
        name: &'static str,
        pen: Pen,
        verb: MemberVerb,
        named: [(&str, Value); N],
    ) {
        let head = self.ledger.membership().head;
        let last = self.entries.iter().find(|(_, e)| e.id == head).expect("the line has a head").0;
        let body = self.line_body(pen, verb, named);
        self.write(name, pen, (Kind::Member, &Scope::project(), &[last]), body);
    }

    /// Arguments of an enrolment of `pen` by a card.
    #[must_use]
    pub fn enrolment(&self, pen: Pen, card: &str) -> [(&'static str, Value); 6] {
        let (device, who) = (key(pen.0), member(pen.2));
        let message = enrolment_message(self.project(), &device.verifying_key(), pen.1, who);
        let signed = |key: &SigningKey| Value::bytes(&key.sign(&message).to_bytes());
        [
            ("invitation", key_value(card)),
            ("key", key_value(pen.0)),
            ("member", Value::bytes(&who.0)),
            ("run", Value::Int(i64::from(pen.1))),
            ("by_invitation", signed(&key(card))),
            ("by_key", signed(&device)),
        ]
    }

    fn invite(&mut self, name: &'static str, card: &str, role: &str, further: Option<&str>) {
        let mut body = self.line_body(ADMIN, MemberVerb::Invite, invitation(card, role));
        if let Some(who) = further {
            body.args.insert("member".to_owned(), Value::bytes(&member(who).0));
        }
        let head = self.ledger.membership().head;
        let last = self.entries.iter().find(|(_, e)| e.id == head).expect("the line has a head").0;
        self.write(name, ADMIN, (Kind::Member, &Scope::project(), &[last]), body);
    }

    fn checkpoint(&mut self) {
        let origin = Checkpoint::origin_of(ORIGIN, &self.project(), 0);
        let time = START_MS + 60_000 * i64::try_from(self.ledger.size()).unwrap_or(0) + 1_000;
        let checkpoint = self.ledger.head(origin, 0, time);
        self.notes.push(checkpoint.sign(&key("checkpoint"), &key("clock")));
        assert!(self.ledger.note_checkpoint(&checkpoint), "the hub agrees with itself");
    }

    /// Seals a file of `size` bytes; `parent` is what it was made from.
    fn blob(&mut self, name: &str, size: usize, parent: Option<&Blob>) -> Blob {
        let original: Vec<u8> =
            derived::<32>("original", name).iter().copied().cycle().take(size).collect();
        let key = derived("blob-key", name);
        let mut bytes = Vec::new();
        let mut sealer = Sealer::begin(&key, &mut bytes);
        sealer.push(&original, &mut bytes);
        let sealed = sealer.finish(&mut bytes);
        self.blobs.insert(sealed.cid, bytes);
        Blob {
            cid: sealed.cid,
            key,
            sha256: sealed.sha256,
            size: sealed.size,
            media_type: "image/jpeg".to_owned(),
            role: if parent.is_some() { "preview" } else { "original" }.to_owned(),
            parent: parent.map(|p| p.sha256),
        }
    }
}

/// Arguments from pairs.
#[must_use]
pub fn args<const N: usize>(named: [(&str, Value); N]) -> Args {
    named.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
}

/// The public key of this name as an argument.
#[must_use]
pub fn key_value(name: &str) -> Value {
    Value::bytes(key(name).verifying_key().as_bytes())
}

/// What a log and a first sequence number look like in `at`.
#[must_use]
pub fn at(log: LogId, first: u64) -> Value {
    At(BTreeMap::from([(log, first)])).to_value()
}

/// Arguments of an invitation in province 74.
#[must_use]
pub fn invitation(card: &str, role: &str) -> [(&'static str, Value); 4] {
    [
        ("key", key_value(card)),
        ("role", role.into()),
        ("province", "74".into()),
        ("expires", Value::Int(START_MS + 86_400_000)),
    ]
}

fn clocks(key_name: &str, minute: u64) -> Clocks {
    let minutes = i64::try_from(minute).unwrap_or(0);
    Clocks {
        wall_ms: START_MS + 60_000 * minutes,
        zone_min: 480,
        boot: derived::<8>("boot", key_name).to_vec(),
        since_boot_ms: 60_000 * minutes,
        seen_age_ms: (minutes > 9).then_some(30_000),
        gnss_ms: (minutes % 2 == 0).then_some(START_MS + 60_000 * minutes - 120),
    }
}

/// A path in the repeat `titik`, row `row`.
#[must_use]
pub fn cell(row: &str, field: &str) -> Path {
    Path::field("titik").row(RowId(derived("row", row))).child(field)
}

fn set(path: Path, value: impl Into<Value>) -> Write {
    Write { path, value: value.into() }
}

fn point(lat: i64, lon: i64) -> Value {
    Value::Array(vec![Value::Int(lat), Value::Int(lon)])
}

/// The audience that submissions of the story are for.
#[must_use]
pub fn field() -> Scope {
    Scope::new("74", Audience::Field)
}

/// Tells the story.
#[must_use]
pub fn tell() -> Story {
    let mut story = Story::begin();
    people(&mut story);
    story.checkpoint();
    observation(&mut story);
    story.checkpoint();
    aftermath(&mut story);
    story.checkpoint();
    story
}

fn people(story: &mut Story) {
    let hub_keys = [
        ("key", key_value("hub")),
        ("member", Value::bytes(&member("hub").0)),
        ("origin", ORIGIN.into()),
        ("checkpoint", key_value("checkpoint")),
        ("clock", key_value("clock")),
    ];
    story.line("hub-key", ADMIN, MemberVerb::HubKey, hub_keys);
    story.invite("invite-1", "card-1", "MON", None);
    story.invite("invite-2", "card-2", "SUP", None);
    let enrolment = story.enrolment(PHONE_1, "card-1");
    story.line("enrol-1", HUB, MemberVerb::Enrol, enrolment);
    let enrolment = story.enrolment(SUPERVISOR, "card-2");
    story.line("enrol-2", HUB, MemberVerb::Enrol, enrolment);
    story.invite("invite-3", "card-3", "MON", Some("monitor"));
    let enrolment = story.enrolment(PHONE_2, "card-3");
    story.line("enrol-3", HUB, MemberVerb::Enrol, enrolment);
    let grant = [
        ("member", Value::bytes(&member("monitor").0)),
        ("role", "ENU".into()),
        ("province", "74".into()),
        ("at", at(log("phone-1", 0), 1)),
    ];
    story.line("grant", ADMIN, MemberVerb::Grant, grant);
}

fn observation(story: &mut Story) {
    let mut body = story.body(PHONE_1);
    body.writes = vec![
        set(Path::field("apa"), "lubang"),
        set(Path::field("ukuran/dalam_mm"), 4_500),
        set(cell("a", "tempat"), point(-39_712_345, 1_225_123_456)),
        set(cell("a", "#order"), 0),
        set(cell("b", "tempat"), point(-39_712_999, 1_225_124_000)),
        set(cell("b", "#order"), 1),
    ];
    body.computed = vec![set(Path::field("n_titik"), 2)];
    story.write("root", PHONE_1, (Kind::Change, &field(), &[]), body);
    let mut body = story.body(PHONE_1);
    // Two chunks, and one.
    let original = story.blob("foto", (1 << 16) + 100, None);
    let preview = story.blob("foto kecil", 1_000, Some(&original));
    body.blobs = vec![original, preview];
    body.refs =
        vec![crate::journal::act::Ref { record: story.id("root"), heads: vec![story.id("root")] }];
    story.write("evidence", PHONE_1, (Kind::Evidence, &field(), &[]), body);
    let mut body = story.body(PHONE_1);
    body.writes = vec![
        set(Path::field("apa"), "sumur"),
        Write { path: Path::field("ukuran/dalam_mm"), value: Value::Null },
        Write { path: Path::field("titik").row(RowId(derived("row", "b"))), value: Value::Gone },
    ];
    body.is_final = true;
    story.write("change-1", PHONE_1, (Kind::Change, &field(), &["root"]), body);
    let mut body = story.body(PHONE_2);
    body.writes = vec![
        set(Path::field("apa"), "terowongan"),
        set(Path::field("catatan"), "air keruh"),
        set(cell("b", "tempat"), point(-39_713_111, 1_225_124_222)),
    ];
    story.write("change-2", PHONE_2, (Kind::Change, &field(), &["root"]), body);
}

fn aftermath(story: &mut Story) {
    let mut body = story.body(PHONE_1);
    body.writes = vec![set(Path::field("apa"), "terowongan")];
    story.write("resolve", PHONE_1, (Kind::Change, &field(), &["change-1", "change-2"]), body);
    twin(story);
    personal(story);
    let published = args([("form", "F01".into()), ("version", "2026-01".into())]);
    let body = Body { args: published, ..story.body(ADMIN) };
    story.write("publish", ADMIN, (Kind::Publish, &Scope::project(), &[]), body);
    second_run(story);
    let revoke = [("log", Value::bytes(&log("phone-2", 0).0)), ("at", at(log("phone-2", 0), 3))];
    story.line("revoke", ADMIN, MemberVerb::Revoke, revoke);
    let mut body = story.body(PHONE_2);
    body.writes = vec![set(Path::field("catatan"), "air merah")];
    story.write("late", PHONE_2, (Kind::Change, &field(), &["resolve"]), body);
    let accept = Body { verb: Some(1), ..story.body(SUPERVISOR) };
    story.write("accept", SUPERVISOR, (Kind::Act, &field(), &["resolve"]), accept);
    let mut body = story.body(PHONE_1);
    body.writes = vec![set(Path::field("catatan"), "air keruh sekali")];
    story.write("change-3", PHONE_1, (Kind::Change, &field(), &["accept"]), body);
    let newer = Body { verb: Some(9_999), ..story.body(SUPERVISOR) };
    story.write("newer", SUPERVISOR, (Kind::Act, &field(), &["accept"]), newer);
    let late = Value::bytes(&story.id("late").0);
    story.line("admit", ADMIN, MemberVerb::Admit, [("entry", late)]);
}

/// The phone was restored from a backup and writes its place a second time.
fn twin(story: &mut Story) {
    let mut header = story.header(PHONE_1, Kind::Change, &field(), &["change-2"]);
    header.seq = 3;
    header.prev = Some(story.id("change-1"));
    let mut body = story.body(PHONE_1);
    body.writes = vec![set(Path::field("catatan"), "kembar")];
    let entry = story.sign("twin", PHONE_1, header, body);
    story.admit("twin", entry);
}

fn personal(story: &mut Story) {
    let vault = Scope::new("74", Audience::Vault);
    let mut body = story.body(PHONE_2);
    body.writes = vec![set(Path::field("nama"), "Ny. Contoh")];
    story.write("person", PHONE_2, (Kind::Change, &vault, &[]), body);
    let body = story.body(PHONE_2);
    story.write("erase", PHONE_2, (Kind::Erase, &vault, &["person"]), body);
}

/// After the fork, the same key goes on in a new run, by a card for the same person.
fn second_run(story: &mut Story) {
    const NEXT: Pen = Pen("phone-1", 1, "monitor");
    story.invite("invite-4", "card-4", "MON", Some("monitor"));
    let enrolment = story.enrolment(NEXT, "card-4");
    story.line("enrol-4", HUB, MemberVerb::Enrol, enrolment);
    let mut body = story.body(NEXT);
    body.args = args([
        ("log", Value::bytes(&log("phone-1", 0).0)),
        ("seq", Value::Int(2)),
        ("last", Value::bytes(&story.id("change-1").0)),
    ]);
    story.write("log", NEXT, (Kind::Log, &Scope::project(), &[]), body);
    story.invite("invite-5", "card-5", "MON", None);
}

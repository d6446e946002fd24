//! Entries, line entries, notes and proofs with one fault each, and why each is refused.

mod proofs;

use ed25519_dalek::Signer as _;
use serde_json::{Value as Json, json};

use super::hexed;
use super::story::{
    ADMIN, HUB, PHONE_1, Pen, START_MS, Story, derived, field, invitation, key, key_value, log,
    member,
};
use crate::journal::body::{Body, Write, commit};
use crate::journal::cbor::{self, Value};
use crate::journal::entry::{Entry, Header, Kind};
use crate::journal::rules::MemberVerb;
use crate::journal::{Path, ProjectId, RowId, Scope};

/// Every mutant, and one control that must be taken.
pub(super) fn all(story: &Story) -> Json {
    let honest = Parts::honest(story);
    let mut all = vec![json!({
        "name": "the entry that the mutants start from",
        "check": "admit", "reason": "ok", "exchanged": honest.seal(),
    })];
    for (name, reason, parts) in envelopes(story).into_iter().chain(headers(story)) {
        all.push(mutant(name, "admit", reason, &parts));
    }
    for (name, reason, raw) in bodies() {
        all.push(mutant(name, "admit", reason, &Parts { body: raw, ..honest.clone() }));
    }
    all.extend(lines(story));
    all.extend(beginnings(story));
    all.extend(proofs::all(story));
    json!({ "format": "saksi-vectors/1", "project": story.project(), "mutants": all })
}

/// A long run of zeros at the end is given by its length: `exchanged` ‖ `zeros` zero bytes.
fn mutant(name: &str, check: &str, reason: &str, parts: &Parts) -> Json {
    let sealed = parts.seal();
    let mut json = json!({ "name": name, "check": check, "reason": reason, "exchanged": sealed });
    let head = sealed.trim_end_matches('0');
    if sealed.len() - head.len() > 1 << 12 {
        let head = &sealed[..head.len().next_multiple_of(2)];
        json["exchanged"] = head.into();
        json["zeros"] = ((sealed.len() - head.len()) / 2).into();
    }
    json
}

/// An entry in parts that may each be wrong.
#[derive(Clone)]
struct Parts {
    prefix: Vec<u8>,
    protected: Vec<u8>,
    project: ProjectId,
    header: Vec<u8>,
    body: Vec<u8>,
    salt: Vec<u8>,
    signer: &'static str,
    flip_signature: bool,
    recommit: bool,
    tail: Vec<u8>,
}

impl Parts {
    /// The next change of the monitor's first phone.
    fn honest(story: &Story) -> Self {
        let header = story.header(PHONE_1, Kind::Change, &field(), &["change-3", "newer"]);
        let mut body = story.body(PHONE_1);
        body.writes = vec![Write { path: Path::field("catatan"), value: "jernih".into() }];
        Self::of(story, PHONE_1, header, body)
    }

    fn of(story: &Story, pen: Pen, header: Header, body: Body) -> Self {
        let salt: [u8; 32] = derived("salt", "mutant");
        let entry = Entry::sign(story.project(), header, body, salt, &key(pen.0))
            .expect("what mutants start from is well formed");
        let body = entry.content.expect("just signed").bytes;
        let envelope = entry.cose;
        let header = cbor::decode(&envelope[7..envelope.len() - 66]);
        let Ok(Value::Bytes(header)) = header else { unreachable!("an envelope holds a header") };
        Self {
            prefix: envelope[..7].to_vec(),
            protected: vec![0xa1, 0x01, 0x32],
            project: story.project(),
            header,
            body,
            salt: salt.to_vec(),
            signer: pen.0,
            flip_signature: false,
            recommit: true,
            tail: Vec::new(),
        }
    }

    /// The header with its map changed.
    fn with(&self, change: impl FnOnce(&mut Vec<(Value, Value)>)) -> Self {
        let Ok(Value::Map(mut pairs)) = cbor::decode(&self.header) else {
            unreachable!("a header is a map")
        };
        change(&mut pairs);
        Self { header: cbor::encode(&Value::Map(pairs)), ..self.clone() }
    }

    fn set(&self, number: i64, value: Value) -> Self {
        self.with(|pairs| {
            pairs.retain(|(k, _)| *k != Value::Int(number));
            pairs.push((Value::Int(number), value));
            pairs.sort_by_key(|(k, _)| k.as_int());
        })
    }

    fn without(&self, number: i64) -> Self {
        self.with(|pairs| pairs.retain(|(k, _)| *k != Value::Int(number)))
    }

    /// Hex of the exchanged entry, committed to and signed as it stands.
    fn seal(&self) -> String {
        let mut header = self.header.clone();
        let salt: [u8; 32] = derived("salt", "mutant");
        if self.recommit && header.len() > 32 {
            // The commitment is the last field; a header with a tail is sealed as it is.
            let at = header.len() - 32;
            header[at..].copy_from_slice(&commit(&salt, &self.body));
        }
        header.extend(&self.tail);
        let aad = [b"saksi/entry/1".as_slice(), self.project.as_bytes()].concat();
        let to_sign = cbor::encode(&Value::Array(vec![
            Value::text("Signature1"),
            Value::bytes(&self.protected),
            Value::Bytes(aad),
            Value::bytes(&header),
        ]));
        let mut signature = key(self.signer).sign(&to_sign).to_bytes();
        if self.flip_signature {
            signature[10] ^= 1;
        }
        let mut cose = self.prefix.clone();
        cose.extend(cbor::encode(&Value::Bytes(header)));
        cose.extend(cbor::encode(&Value::bytes(&signature)));
        let parts = [cose, self.salt.clone(), self.body.clone()];
        hexed(&Value::Array(parts.iter().map(|p| Value::bytes(p)).collect()))
    }
}

type Case = (&'static str, &'static str, Parts);

fn envelopes(story: &Story) -> Vec<Case> {
    let honest = Parts::honest(story);
    let other = ProjectId([7; 32]);
    let es256 = vec![0xd2, 0x84, 0x43, 0xa1, 0x01, 0x26, 0xa0];
    let eddsa = vec![0xd2, 0x84, 0x43, 0xa1, 0x01, 0x27, 0xa0];
    let kid = vec![0xd2, 0x84, 0x43, 0xa1, 0x01, 0x32, 0xa1, 0x04, 0x41, 0x00];
    let untagged = vec![0x84, 0x43, 0xa1, 0x01, 0x32, 0xa0];
    let big = Value::bytes(&vec![0; 1 << 20]);
    vec![
        (
            "a bit of the signature is flipped",
            "signature",
            Parts { flip_signature: true, ..honest.clone() },
        ),
        ("signed for another project", "signature", Parts { project: other, ..honest.clone() }),
        ("signed by another key", "signature", Parts { signer: "phone-2", ..honest.clone() }),
        (
            "algorithm ES256",
            "envelope",
            Parts { prefix: es256, protected: vec![0xa1, 0x01, 0x26], ..honest.clone() },
        ),
        (
            "algorithm EdDSA (-8), the older number",
            "envelope",
            Parts { prefix: eddsa, protected: vec![0xa1, 0x01, 0x27], ..honest.clone() },
        ),
        ("a key id in the unprotected map", "envelope", Parts { prefix: kid, ..honest.clone() }),
        ("without tag 18", "envelope", Parts { prefix: untagged, ..honest.clone() }),
        (
            "the body is not the one committed to",
            "commitment",
            Parts {
                recommit: false,
                body: [honest.body.as_slice(), &[0]].concat(),
                ..honest.clone()
            },
        ),
        ("another salt", "commitment", Parts { salt: vec![1; 32], ..honest.clone() }),
        ("a salt of 31 bytes", "shape", Parts { salt: vec![1; 31], ..honest.clone() }),
        (
            "a body over 1 MiB",
            "body-too-large",
            Parts { body: cbor::encode(&big), ..honest.clone() },
        ),
        (
            "a header over 2 KiB",
            "header-too-large",
            Parts { tail: vec![0; 2049 - honest.header.len()], ..honest.clone() },
        ),
        ("a byte after the header's end", "cbor-trailing", Parts { tail: vec![0], ..honest }),
    ]
}

fn headers(story: &Story) -> Vec<Case> {
    let honest = Parts::honest(story);
    let splice = |at: usize, old: usize, new: &[u8]| {
        let mut header = honest.header.clone();
        header.splice(at..at + old, new.iter().copied());
        Parts { header, ..honest.clone() }
    };
    let ids = |n: u8| Value::Array((0..n).map(|i| Value::bytes(&[i; 32])).collect());
    let backwards = Value::Array(vec![Value::bytes(&[2; 32]), Value::bytes(&[1; 32])]);
    let seen =
        |size: i64| Value::Array(vec![Value::Int(0), Value::Int(size), Value::bytes(&[0; 32])]);
    let seq = |seq: i64| honest.set(2, Value::Int(seq));
    vec![
        ("an integer not written shortest", "cbor-not-shortest", splice(2, 1, &[0x18, 1])),
        ("an indefinite map", "cbor-indefinite", splice(0, 1, &[0xbf])),
        ("header keys out of order", "cbor-key-order", honest.with(|pairs| pairs.swap(1, 2))),
        (
            "a header key twice",
            "cbor-duplicate-key",
            honest.with(|pairs| {
                let again = pairs[2].clone();
                pairs.insert(2, again);
            }),
        ),
        ("an unknown header key", "unknown-key", honest.set(11, Value::Int(1)).unrecommitted()),
        ("version 2", "version", honest.set(0, Value::Int(2))),
        ("no author", "shape", honest.without(5)),
        ("an author of 15 bytes", "shape", honest.set(5, Value::bytes(&[1; 15]))),
        ("parents not sorted", "parents-order", honest.set(9, backwards)),
        (
            "a parent twice",
            "parents-order",
            honest.set(9, Value::Array(vec![Value::bytes(&[1; 32]), Value::bytes(&[1; 32])])),
        ),
        ("33 parents", "parents-many", honest.set(9, ids(33))),
        ("a root with parents", "root", honest.without(8)),
        ("no parents though not a root", "root", honest.without(9)),
        ("an empty list of parents", "empty", honest.without(8).set(9, ids(0))),
        ("prev at seq 0", "prev", seq(0)),
        ("no prev after seq 0", "prev", honest.without(3)),
        ("a log that is not enrolled", "unknown-log", honest.set(1, Value::bytes(&[5; 32]))),
        ("a gap in the log", "gap", seq(9)),
        ("a prev that is not the entry before", "chain", honest.set(3, Value::bytes(&[5; 32]))),
        ("a checkpoint older than the one seen before", "seen-decreases", honest.set(4, seen(1))),
        ("no checkpoint though one was seen before", "seen-decreases", honest.set(4, Value::Null)),
    ]
}

/// Bodies with a fault, made from an honest one by putting raw CBOR in place of a value.
fn bodies() -> Vec<(&'static str, &'static str, Vec<u8>)> {
    let deep = [vec![0x81; 20], vec![0]].concat();
    let row = Value::bytes(&RowId([1; 8]).0);
    let path = |steps: Vec<Value>| cbor::encode(&Value::Array(steps));
    let f = || Value::text("a");
    vec![
        ("a float", "cbor-float", with_value(&[0xfb, 0x3f, 0xf8, 0, 0, 0, 0, 0, 0])),
        ("a half float", "cbor-float", with_value(&[0xf9, 0x3c, 0])),
        ("a tag", "cbor-tag", with_value(&[0xc1, 0x01])),
        ("an indefinite array", "cbor-indefinite", with_value(&[0x9f, 1, 0xff])),
        ("an indefinite text", "cbor-indefinite", with_value(&[0x7f, 0x61, 0x61, 0xff])),
        ("text not in NFC", "cbor-not-nfc", with_value(b"\x63e\xcc\x81")),
        ("text that is not UTF-8", "cbor-malformed", with_value(&[0x61, 0xff])),
        ("a length not written shortest", "cbor-not-shortest", with_value(b"\x78\x01a")),
        (
            "an integer over 63 bits",
            "cbor-int-range",
            with_value(&[0x1b, 255, 255, 255, 255, 255, 255, 255, 255]),
        ),
        ("nested 20 deep", "cbor-depth", with_value(&deep)),
        ("a simple value that is not used", "cbor-malformed", with_value(&[0xe0])),
        ("a map key twice in a value", "cbor-duplicate-key", with_value(&[0xa2, 1, 1, 1, 2])),
        ("map keys of a value out of order", "cbor-key-order", with_value(&[0xa2, 2, 1, 1, 2])),
        ("a body that ends early", "cbor-malformed", with_value(&[0x62, 0x61])),
        (
            "a byte after the body's end",
            "cbor-trailing",
            [body_of(&path(vec![f()]), &[1]), vec![0]].concat(),
        ),
        ("a tombstone on a field", "tombstone", with_value(&[0xf7])),
        ("undefined inside a value", "tombstone", with_value(&[0x81, 0xf7])),
        ("a row that is given a value", "tombstone", body_of(&path(vec![f(), row.clone()]), &[1])),
        ("a path of two fields", "path", body_of(&path(vec![f(), f()]), &[1])),
        ("a path that starts with a row", "path", body_of(&path(vec![row.clone()]), &[0xf7])),
        ("an empty path", "path", body_of(&path(vec![]), &[1])),
        ("a row id of 7 bytes", "shape", body_of(&path(vec![f(), Value::bytes(&[1; 7])]), &[0xf7])),
        ("the same path twice", "path-twice", twice()),
        ("a flag that is false", "empty", tail_of(&[8, 0xf4])),
        ("an empty list of writes", "empty", tail_of(&[2, 0x80])),
        ("an unknown body key", "unknown-key", tail_of(&[9, 1])),
        ("no clocks", "shape", vec![0xa1, 0, 1]),
        ("schema 0", "shape", vec![0xa1, 0, 0]),
    ]
}

/// `{0: 1, 1: clocks, …}` with one more pair.
fn tail_of(pair: &[u8]) -> Vec<u8> {
    let mut body = Body::new(crate::journal::body::Clocks::default()).encode();
    body[0] = 0xa3;
    body.extend(pair);
    body
}

fn with_value(raw: &[u8]) -> Vec<u8> {
    body_of(&cbor::encode(&Path::field("a").to_value()), raw)
}

fn body_of(path: &[u8], value: &[u8]) -> Vec<u8> {
    tail_of(&[&[2, 0x81, 0x82], path, value].concat())
}

fn twice() -> Vec<u8> {
    let write = [&[0x82], cbor::encode(&Path::field("a").to_value()).as_slice(), &[1]].concat();
    tail_of(&[&[2, 0x82], write.as_slice(), &write].concat())
}

impl Parts {
    /// The header as it stands: its last field is not the commitment, or must stay wrong.
    fn unrecommitted(self) -> Self {
        Self { recommit: false, ..self }
    }
}

fn lines(story: &Story) -> Vec<Json> {
    let scope = Scope::project();
    let enrol = |name, reason, change: &dyn Fn(&mut Body)| {
        let pen = Pen("phone-9", 0, "newcomer");
        let mut body = story.line_body(HUB, MemberVerb::Enrol, story.enrolment(pen, "card-5"));
        change(&mut body);
        let header = story.header(HUB, Kind::Member, &scope, &["invite-5"]);
        let header = following(story, header);
        mutant(name, "admit", reason, &Parts::of(story, HUB, header, body))
    };
    let arg = |body: &mut Body, name: &str, value: Value| {
        body.args.insert(name.to_owned(), value);
    };
    let renew = |body: &mut Body, card: &str, pen: Pen| {
        for (name, value) in story.enrolment(pen, card) {
            body.args.insert(name.to_owned(), value);
        }
    };
    let newcomer = Pen("phone-9", 0, "newcomer");
    let mut all = vec![
        enrol("an enrolment that holds", "ok", &|_| ()),
        enrol("an invitation used before", "invitation-used", &|b| renew(b, "card-1", newcomer)),
        enrol("an invitation nobody gave", "invitation-unknown", &|b| {
            renew(b, "card-9", newcomer);
        }),
        enrol("an invitation that has expired", "invitation-expired", &|b| {
            b.clocks.wall_ms = START_MS + 86_400_001;
        }),
        enrol("a member id that somebody has", "invitation-person", &|b| {
            renew(b, "card-5", Pen("phone-9", 0, "monitor"));
        }),
        enrol("an enrolment signed by another key", "enrol-signature", &|b| {
            let [.., signed] = story.enrolment(Pen("phone-2", 0, "newcomer"), "card-5");
            b.args.insert(signed.0.to_owned(), signed.1);
        }),
        enrol("an enrolment for another run than signed", "enrol-signature", &|b| {
            arg(b, "run", Value::Int(1));
        }),
        enrol("a key of 31 bytes", "arg", &|b| arg(b, "key", Value::bytes(&[1; 31]))),
    ];
    all.extend(rights(story));
    all
}

/// The header made the next of the line.
fn following(story: &Story, header: Header) -> Header {
    Header { parents: vec![story.ledger.membership().head], ..header }
}

fn rights(story: &Story) -> Vec<Json> {
    let invite = |pen: Pen, claimed: &str, name, reason, head: bool| {
        let body = story.line_body(pen, MemberVerb::Invite, invitation("card-8", "ADM"));
        let header = story.header(pen, Kind::Member, &Scope::project(), &["invite-5"]);
        let header = Header { author: member(claimed), ..header };
        let header = if head { following(story, header) } else { header };
        mutant(name, "admit", reason, &Parts::of(story, pen, header, body))
    };
    let grant = |name, reason, verb: u64, province: &str| {
        let named = [
            ("member", Value::bytes(&member("monitor").0)),
            ("role", "MON".into()),
            ("province", province.into()),
            ("at", super::story::at(log("phone-1", 0), 9)),
        ];
        let body = story.line_body(ADMIN, MemberVerb::Grant, named);
        let body = Body { verb: Some(verb), ..body };
        let header = story.header(ADMIN, Kind::Member, &Scope::project(), &["invite-5"]);
        let header = following(story, header);
        mutant(name, "admit", reason, &Parts::of(story, ADMIN, header, body))
    };
    vec![
        invite(PHONE_1, "monitor", "a monitor invites", "no-right", true),
        invite(PHONE_1, "admin", "a monitor's log in the administrator's name", "no-right", true),
        invite(ADMIN, "admin", "a second child on the member line", "not-a-line", false),
        grant("a province that the project does not have", "arg", 3, "33"),
        grant("a verb of the line from the future", "unknown-verb", 77, "74"),
    ]
}

fn beginnings(story: &Story) -> Vec<Json> {
    let genesis = story.entry("genesis");
    let begun = |name, reason, signer: &'static str, named: &str| {
        let mut body = genesis.body().expect("a genesis has a body").clone();
        body.args.insert("key".to_owned(), key_value(named));
        let mut parts = Parts::of(story, ADMIN, genesis.header.clone(), body);
        (parts.project, parts.signer) = (ProjectId::UNBORN, signer);
        mutant(name, "begin", reason, &parts)
    };
    let mut other = begun("the genesis of another project", "other-project", "admin", "admin");
    other["check"] = "admit".into();
    vec![
        begun("a genesis that holds", "ok", "admin", "admin"),
        begun("a genesis signed by another key than it names", "signature", "hub", "admin"),
        begun("a genesis whose log is not of its key", "genesis", "hub", "hub"),
        other,
    ]
}

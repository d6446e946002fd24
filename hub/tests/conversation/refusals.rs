//! Bad input: the right problem, in words of both languages, and nothing partial.

use std::collections::BTreeMap;

use ed25519_dalek::SigningKey;
use saksi_domain::journal::body::Body;
use saksi_domain::journal::cbor::{Value, encode};
use saksi_domain::journal::rules::MemberVerb;
use saksi_domain::journal::{Audience, Entry, Kind, MemberId, Role, Scope};
use saksi_domain::sync::wire::{HelloRequest, MAX_MESSAGE, Message as _, PushRequest};

use super::http::ask;
use super::stage::{CBOR, Person, START_MS, Stage, clocks, field, writing};

fn size(stage: &Stage) -> u64 {
    stage.hub().journal().ledger().size()
}

#[test]
fn without_a_token_of_this_hub_nothing_is_said() {
    let mut stage = Stage::new();
    let mut monitor = stage.join(Role::Monitor, "11");
    let hello = HelloRequest::default().encode();
    let addr = stage.addr();
    for (headers, code) in [
        (vec![CBOR], "token-missing"),
        (vec![CBOR, ("authorization", "Basic abc")], "token-missing"),
        (vec![CBOR, ("authorization", "Bearer abc")], "token-unknown"),
    ] {
        assert_eq!(ask(addr, "POST", "/v1/hello", &headers, &hello).code(), code);
        assert_eq!(ask(addr, "POST", "/v1/entries", &headers, &hello).code(), code);
        assert_eq!(ask(addr, "GET", "/v1/entries", &headers, b"").code(), code);
    }
    monitor.token = "00".repeat(32);
    assert_eq!(monitor.push(addr, &[]).code(), "token-unknown");
}

#[test]
fn an_invitation_serves_one_phone_once_and_the_same_phone_again() {
    let mut stage = Stage::new();
    let seed = stage.invite(Role::Monitor, "11", None);
    let addr = stage.addr();
    let mut first = Person::new(stage.created.project, 1);
    assert_eq!(first.enrol(addr, &seed).status, 200);
    let (line, token) = (first.line.clone(), first.token.clone());
    assert_eq!(first.enrol(addr, &seed).status, 200);
    assert_eq!(first.line, line, "the same membership");
    first.token = token;
    first.refresh(addr);
    let mut second = Person::new(stage.created.project, 2);
    assert_eq!(second.enrol(addr, &seed).code(), "invitation-used");
    assert_eq!(second.enrol(addr, &[99; 32]).code(), "invitation-unknown");
    let late = stage.invite(Role::Monitor, "11", None);
    let named = stage.invite(Role::Monitor, "11", Some(MemberId([42; 16])));
    assert_eq!(second.enrol(addr, &named).code(), "invitation-other-person");
    stage.clock.set(START_MS + 2 * 86_400_000);
    assert_eq!(second.enrol(addr, &late).code(), "invitation-expired");
    let mut request = second.enrol_request(&late);
    request.by_key[0] ^= 1;
    let answer = ask(addr, "POST", "/v1/enrol", &[CBOR], &request.encode());
    assert_eq!(answer.code(), "signature-invalid");
}

#[test]
fn a_page_is_taken_whole_or_not_at_all() {
    let mut stage = Stage::new();
    let mut monitor = stage.join(Role::Monitor, "11");
    let addr = stage.addr();
    let scope = field("11");
    let a = monitor.change(&scope, "a");
    let b = monitor.change(&scope, "b");
    let c = monitor.change(&scope, "c");
    let before = size(&stage);

    let gap = monitor.push(addr, &[a.clone(), c.clone()]);
    assert_eq!(gap.code(), "log-gap");
    assert_eq!((gap.json()["expected"].as_u64(), gap.json()["entry"].as_u64()), (Some(1), Some(1)));
    let reordered = monitor.push(addr, &[b.clone(), a.clone()]);
    assert_eq!(
        (reordered.code().as_str(), reordered.json()["expected"].as_u64()),
        ("log-gap", Some(0))
    );
    let forged =
        Person { key: SigningKey::from_bytes(&[77; 32]), ..monitor.clone() }.change(&scope, "d");
    assert_eq!(monitor.push(addr, &[a.clone(), forged]).code(), "signature-invalid");
    let stranger = Person::new(monitor.project, 55).change(&scope, "x");
    assert_eq!(monitor.push(addr, &[a.clone(), stranger]).code(), "log-unknown");
    let mut body = Body::new(clocks());
    body.verb = Some(1);
    let act = monitor.sign(Kind::Act, &scope, Some(&[a.id, a.id]), body);
    let page = [a.clone(), b.clone(), c, act.erased()];
    let bodiless = monitor.push(addr, &page);
    assert_eq!(bodiless.code(), "malformed-message", "the body of an act is never destroyed");
    let replayed = Stage::new().join(Role::Monitor, "11").change(&scope, "other project");
    assert_ne!(monitor.push(addr, &[replayed]).status, 200);
    assert_eq!(size(&stage), before, "nothing of any of these was kept");

    let taken = monitor.pushed(addr, &[a.clone(), a.clone(), b.clone(), a.clone()]);
    assert_eq!(taken.verdicts.iter().map(|v| v.index - before).collect::<Vec<_>>(), [0, 0, 1, 0]);
    assert_eq!(size(&stage), before + 2);
}

#[test]
fn a_change_whose_body_its_author_destroyed_is_taken_and_said_to_have_none() {
    let mut stage = Stage::new();
    let mut monitor = stage.join(Role::Monitor, "11");
    let scope = field("11");
    let taken_back = monitor.change(&scope, "a pit").erased();
    let next = monitor.change(&scope, "another");

    let taken = monitor.pushed(stage.addr(), &[taken_back, next]);
    let said = |i: usize| taken.verdicts[i].reason.as_str();
    assert_eq!((said(0), said(1)), ("body-missing", ""));
}

#[test]
fn bytes_that_are_not_a_message_are_refused_by_place_and_rule() {
    let mut stage = Stage::new();
    let mut monitor = stage.join(Role::Monitor, "11");
    let addr = stage.addr();
    let entry = monitor.change(&field("11"), "a pit");
    let bytes = PushRequest { entries: vec![entry.clone()] }.encode();
    let before = size(&stage);
    for cut in 0..bytes.len() {
        if cut % 37 == 0 {
            assert_eq!(monitor.push_bytes(addr, &bytes[..cut]).code(), "malformed-message");
        }
    }
    let newer = encode(&Value::map(vec![
        (Value::Int(0), Value::Int(2)),
        (Value::Int(1), Value::Array(Vec::new())),
    ]));
    let answer = monitor.push_bytes(addr, &newer);
    assert_eq!((answer.status, answer.json()["speaks"].as_u64()), (426, Some(1)));
    let mut altered = bytes.clone();
    let body = altered.windows(5).position(|w| w == b"a pit").expect("the body");
    altered[body] = b'b';
    assert_eq!(monitor.push_bytes(addr, &altered).code(), "commitment-mismatch");
    let bearer = monitor.bearer();
    let plain = [("content-type", "text/plain"), ("authorization", bearer.as_str())];
    assert_eq!(ask(addr, "POST", "/v1/entries", &plain, &bytes).code(), "media-type");
    let packed = [CBOR, ("authorization", bearer.as_str()), ("content-encoding", "gzip")];
    assert_eq!(ask(addr, "POST", "/v1/entries", &packed, &bytes).code(), "media-type");
    assert_eq!(size(&stage), before);
}

#[test]
fn a_bomb_stays_small() {
    let mut stage = Stage::new();
    let monitor = stage.join(Role::Monitor, "11");
    let bearer = monitor.bearer();
    let headers = [CBOR, ("authorization", bearer.as_str()), ("content-encoding", "zstd")];
    let bomb = zstd::bulk::compress(&vec![0; 4 * MAX_MESSAGE], 3).unwrap();
    assert!(bomb.len() < 10_000);
    let answer = ask(stage.addr(), "POST", "/v1/entries", &headers, &bomb);
    assert_eq!(answer.code(), "too-large");
    let answer = ask(stage.addr(), "POST", "/v1/entries", &headers, &bomb[..50]);
    assert_eq!(answer.code(), "malformed-message");
    let large = vec![0; MAX_MESSAGE + 1];
    assert_eq!(monitor.push_bytes(stage.addr(), &large).code(), "too-large");
}

#[test]
fn messages_travel_packed_where_that_is_smaller() {
    let mut stage = Stage::new();
    let mut monitor = stage.join(Role::Monitor, "11");
    let entry =
        monitor.sign(Kind::Change, &field("11"), None, writing("note", &"pit ".repeat(500)));
    let bytes = PushRequest { entries: vec![entry] }.encode();
    let packed = zstd::bulk::compress(&bytes, 3).unwrap();
    let bearer = monitor.bearer();
    let headers = [CBOR, ("authorization", bearer.as_str()), ("content-encoding", "zstd")];
    assert_eq!(ask(stage.addr(), "POST", "/v1/entries", &headers, &packed).status, 200);
    let path = format!("/v1/entries?scope={}", field("11").label());
    let answer = monitor.get(stage.addr(), &path, &[("accept-encoding", "gzip, zstd;q=0.9")]);
    assert_eq!(answer.header("content-encoding"), Some("zstd"));
    assert!(answer.body.len() < bytes.len() / 2);
    let plain = monitor.get(stage.addr(), &path, &[]);
    assert_eq!(zstd::bulk::decompress(&answer.body, MAX_MESSAGE).unwrap(), plain.body);
}

#[test]
fn a_second_child_of_the_line_is_redone_by_the_administrator() {
    let mut stage = Stage::new();
    let addr = stage.addr();
    let mut behind = stage.administrator.clone();
    stage.invite(Role::Monitor, "11", None);
    // The same administrator at another desk, who has not seen that invitation.
    let args = [("member", Value::bytes(&[1; 16])), ("role", Value::text("SUP"))];
    let entry = behind.line_entry(MemberVerb::Grant, &args);
    assert_eq!(behind.push(addr, &[entry]).code(), "line-moved");
    let mut monitor = stage.join(Role::Monitor, "11");
    monitor.refresh(addr);
    let entry = monitor.line_entry(MemberVerb::Grant, &args);
    assert_eq!(monitor.push(addr, &[entry]).code(), "line-forbidden");
    let answer = stage.line(MemberVerb::Grant, &args);
    assert_eq!(answer.code(), "line-argument");
    let foreign = Value::bytes(SigningKey::from_bytes(&[3; 32]).verifying_key().as_bytes());
    let args = ["key", "checkpoint", "clock"].map(|name| (name, foreign.clone()));
    assert_eq!(stage.line(MemberVerb::HubKey, &args).code(), "line-argument");
}

#[test]
fn a_fork_is_kept_flagged_and_does_not_count() {
    let mut stage = Stage::new();
    let mut monitor = stage.join(Role::Monitor, "11");
    let mut copy = monitor.clone();
    let (one, other) = (monitor.change(&field("11"), "one"), copy.change(&field("11"), "other"));
    monitor.pushed(stage.addr(), &[one]);
    let verdict = monitor.pushed(stage.addr(), &[other]).verdicts.remove(0);
    assert_eq!((verdict.effect.as_str(), verdict.reason.as_str()), ("void", "twin"));
    assert!(stage.get("/metrics", &[]).text().contains("saksi_alarms{kind=\"twin\"} 1"));
}

#[test]
fn an_entry_that_saw_another_tree_raises_an_alarm() {
    let mut stage = Stage::new();
    let mut monitor = stage.join(Role::Monitor, "11");
    monitor.refresh(stage.addr());
    let mut seen = monitor.seen.unwrap();
    seen.root[0] ^= 1;
    monitor.seen = Some(seen);
    let entry = monitor.change(&field("11"), "a pit");
    monitor.pushed(stage.addr(), &[entry]);
    assert!(stage.get("/metrics", &[]).text().contains("saksi_alarms{kind=\"split-view\"} 1"));
}

#[test]
fn addresses_methods_and_queries_that_do_not_exist_are_refused_in_the_callers_language() {
    let mut stage = Stage::new();
    let monitor = stage.join(Role::Monitor, "11");
    let addr = stage.addr();
    let indonesian = [("accept-language", "id-ID,en;q=0.5")];
    let answer = ask(addr, "GET", "/v1/nothing", &indonesian, b"");
    assert_eq!(answer.code(), "not-found");
    assert_eq!(answer.json()["title"], "Tidak ada apa pun untuk Anda dengan nama ini.");
    let answer = ask(addr, "DELETE", "/v1/hello", &[], b"");
    assert_eq!(answer.code(), "method-not-allowed");
    assert_eq!(answer.json()["title"], "This address does not know that method.");
    assert_eq!(answer.header("allow"), Some("POST"));
    for query in ["", "?scope=zz", "?scope=00", "?scope=0011223344556677&colour=red"] {
        let path = format!("/v1/entries{query}");
        assert_eq!(monitor.get(addr, &path, &[]).code(), "malformed-query", "{query}");
    }
    let unknown = monitor.get(addr, "/v1/entries?scope=0011223344556677", &[]);
    assert_eq!(unknown.code(), "scope-forbidden");
    assert_eq!(monitor.get(addr, "/v1/blobs/zz", &[]).code(), "malformed-query");
    assert_eq!(stage.get("/v1/proof?from=0&to=999", &[]).code(), "malformed-query");
    assert_eq!(stage.get(&format!("/v1/proof?id={}", "00".repeat(32)), &[]).code(), "not-found");
}

/// A caller's own and a stranger's record in one scope: what does each role get to see?
fn sees(stage: &mut Stage, role: Role, audience: Audience) -> (bool, bool) {
    let scope = Scope::new("11", audience);
    let mut author = stage.join(Role::Officer, "11");
    let mut reader = stage.join(role, "11");
    let addr = stage.addr();
    let theirs: Entry = author.change(&scope, "theirs");
    let own: Entry = reader.change(&scope, "own");
    author.pushed(addr, std::slice::from_ref(&theirs));
    reader.pushed(addr, std::slice::from_ref(&own));
    let answer = reader.pull(addr, &scope, 0);
    if answer.status != 200 {
        assert_eq!(answer.code(), "scope-forbidden");
        return (false, false);
    }
    let pulled = reader.pulled(addr, &scope, 0);
    let has = |entry: &Entry| pulled.entries.iter().any(|(_, e)| e.id == entry.id);
    let hello = reader.hello(addr, &HelloRequest::default());
    let cursor = hello.scopes.get(&scope.label()).copied().unwrap_or(0);
    assert_eq!(cursor > 0, has(&own) || has(&theirs), "hello promises what pull gives");
    (has(&own), has(&theirs))
}

#[test]
fn each_role_reads_what_the_rules_say_and_no_more() {
    use saksi_domain::journal::rules::{Reads, may_read};
    let mut stage = Stage::new();
    for role in Role::ALL.iter().copied().filter(|role| *role != Role::Hub) {
        for audience in [Audience::Field, Audience::Vault, Audience::Register] {
            let expected = match may_read(role, audience) {
                Reads::Nothing => (false, false),
                Reads::Mine => (true, false),
                Reads::All => (true, true),
            };
            let seen = sees(&mut stage, role, audience);
            assert_eq!(seen, expected, "{} {}", role.code(), audience.word());
        }
    }
}

#[test]
fn a_role_in_one_province_reads_nothing_of_another_and_mine_is_a_filter() {
    let mut stage = Stage::new();
    let mut monitor = stage.join(Role::Monitor, "11");
    let mut supervisor = stage.join(Role::Supervisor, "11");
    let elsewhere = stage.join(Role::Supervisor, "64");
    let addr = stage.addr();
    let (theirs, own) = (monitor.change(&field("11"), "a"), supervisor.change(&field("11"), "b"));
    monitor.pushed(addr, std::slice::from_ref(&theirs));
    supervisor.pushed(addr, std::slice::from_ref(&own));
    assert_eq!(elsewhere.pull(addr, &field("11"), 0).code(), "scope-forbidden");
    assert_eq!(supervisor.pulled(addr, &field("11"), 0).entries.len(), 2);
    let path = format!("/v1/entries?scope={}&mine=true", field("11").label());
    let answer = supervisor.get(addr, &path, &[]);
    let mine =
        saksi_domain::sync::wire::PullResponse::decode(monitor.project, &answer.body).unwrap();
    assert_eq!(mine.entries.iter().map(|(_, e)| e.id).collect::<Vec<_>>(), [own.id]);
    let path = format!("/v1/entries?scope={}&limit=1", field("11").label());
    let answer = supervisor.get(addr, &path, &[]);
    let page =
        saksi_domain::sync::wire::PullResponse::decode(monitor.project, &answer.body).unwrap();
    assert_eq!((page.entries.len(), page.more), (1, true));
    let rest = supervisor.pulled(addr, &field("11"), page.next);
    assert_eq!(rest.entries.iter().map(|(_, e)| e.id).collect::<Vec<_>>(), [own.id]);
}

#[test]
fn a_revoked_phone_hands_in_but_reads_no_more() {
    let mut stage = Stage::new();
    let mut monitor = stage.join(Role::Monitor, "11");
    let addr = stage.addr();
    let kept = monitor.change(&field("11"), "before it was stolen");
    let thief = monitor.change(&field("11"), "after");
    let args = [
        ("log", Value::bytes(&monitor.log.0)),
        ("at", Value::map(vec![(Value::bytes(&monitor.log.0), Value::Int(1))])),
    ];
    assert_eq!(stage.line(MemberVerb::Revoke, &args).status, 200);
    let verdicts = monitor.pushed(addr, &[kept, thief]).verdicts;
    assert_eq!(verdicts[0].effect, "ok");
    assert_eq!((verdicts[1].effect.as_str(), verdicts[1].reason.as_str()), ("void", "revoked"));
    assert_eq!(monitor.pull(addr, &field("11"), 0).code(), "log-revoked");
    let hello = monitor.hello(
        addr,
        &HelloRequest { logs: BTreeMap::from([(monitor.log, 2)]), ..HelloRequest::default() },
    );
    assert!(!hello.scopes.contains_key(&field("11").label()));
}

#[test]
fn the_page_is_plain_escaped_and_in_two_languages() {
    let stage = Stage::new();
    let indonesian = stage.get("/", &[]).text();
    let english = stage.get("/?lang=en", &[]).text();
    assert!(indonesian.contains("<html lang=\"id\">") && indonesian.contains("Jurnal"));
    assert!(english.contains("<html lang=\"en\">") && english.contains("The journal"));
    for page in [indonesian, english] {
        assert!(page.contains("Tambang &lt;b&gt;&amp;&lt;/b&gt; Warga"));
        assert!(page.contains("2026-01-05 08:00 UTC"));
        assert!(page.contains("viewport") && page.contains("<h1>") && page.contains("<main>"));
        assert!(!page.contains("<script") && !page.contains("<b>&"));
    }
    let project = stage.get("/v1/project", &[]).json();
    assert_eq!(project["project"], stage.created.project.to_string());
    assert_eq!(stage.get("/healthz", &[]).json()["entries"], 2);
    assert_eq!(stage.get("/openapi.json", &[]).json()["openapi"], "3.1.0");
}

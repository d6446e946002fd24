//! Sealed files: resumable, proved against their name and their entry's word, shown to few.

use std::io::Write as _;
use std::net::TcpStream;
use std::time::{Duration, Instant};

use saksi_domain::evidence::seal::Sealer;
use saksi_domain::journal::body::{Blob, Body};
use saksi_domain::journal::{Cid, Digest, Kind, Role};

use super::http::Answer;
use super::stage::{Person, Stage, clocks, field, naming};

const OCTETS: (&str, &str) = ("content-type", "application/octet-stream");

/// A sealed photo and what an honest entry says of it.
fn sealed(plain: &[u8]) -> (Vec<u8>, Blob) {
    let (key, mut bytes) = ([5; 32], Vec::new());
    let mut sealer = Sealer::begin(&key, &mut bytes);
    sealer.push(plain, &mut bytes);
    let names = sealer.finish(&mut bytes);
    let blob = Blob {
        cid: names.cid,
        key,
        sha256: names.sha256,
        size: names.size,
        media_type: "image/jpeg".to_owned(),
        role: "original".to_owned(),
        parent: None,
    };
    (bytes, blob)
}

fn photo() -> Vec<u8> {
    (0..200_000_u32).map(|i| (i % 253) as u8).collect()
}

fn patch(stage: &Stage, who: &Person, cid: Cid, offset: u64, bytes: &[u8]) -> Answer {
    let offset = offset.to_string();
    let headers = [OCTETS, ("upload-offset", offset.as_str())];
    who.ask(stage.addr(), "PATCH", &format!("/v1/blobs/{cid}"), &headers, bytes)
}

fn head(stage: &Stage, who: &Person, cid: Cid) -> Answer {
    who.ask(stage.addr(), "HEAD", &format!("/v1/blobs/{cid}"), &[], b"")
}

fn fetch(stage: &Stage, who: &Person, cid: Cid, headers: &[(&str, &str)]) -> Answer {
    who.get(stage.addr(), &format!("/v1/blobs/{cid}"), headers)
}

/// A monitor whose evidence entry names this blob.
fn witness(stage: &mut Stage, blob: &Blob) -> Person {
    let mut monitor = stage.join(Role::Monitor, "11");
    let entry = monitor.sign(Kind::Evidence, &field("11"), None, naming(blob.clone()));
    monitor.pushed(stage.addr(), &[entry]);
    monitor
}

#[test]
fn an_upload_goes_on_after_a_crash_and_is_given_back_whole_or_in_ranges() {
    let mut stage = Stage::new();
    let (bytes, blob) = sealed(&photo());
    let monitor = witness(&mut stage, &blob);
    assert_eq!(head(&stage, &monitor, blob.cid).header("upload-offset"), Some("0"));
    let first = patch(&stage, &monitor, blob.cid, 0, &bytes[..70_001]);
    assert_eq!((first.status, first.header("upload-offset")), (204, Some("70001")));
    assert_eq!(fetch(&stage, &monitor, blob.cid, &[]).code(), "not-found");
    stage.stop();
    stage.start();
    assert_eq!(head(&stage, &monitor, blob.cid).header("upload-offset"), Some("70001"));
    let wrong = patch(&stage, &monitor, blob.cid, 0, &bytes);
    assert_eq!(
        (wrong.code().as_str(), wrong.json()["offset"].as_u64()),
        ("offset-mismatch", Some(70_001))
    );
    let last = patch(&stage, &monitor, blob.cid, 70_001, &bytes[70_001..]);
    assert_eq!((last.status, last.header("upload-complete")), (204, Some("?1")));
    assert_eq!(head(&stage, &monitor, blob.cid).header("upload-complete"), Some("?1"));

    assert!(fetch(&stage, &monitor, blob.cid, &[]).body == bytes);
    let part = fetch(&stage, &monitor, blob.cid, &[("range", "bytes=100000-")]);
    assert_eq!(part.status, 206);
    assert!(part.body == bytes[100_000..]);
    let beyond = fetch(&stage, &monitor, blob.cid, &[("range", "bytes=9999999-")]);
    assert_eq!(beyond.code(), "range-not-satisfiable");
}

#[test]
fn a_photo_altered_on_the_way_is_to_be_sent_again() {
    let mut stage = Stage::new();
    let (mut bytes, blob) = sealed(&photo());
    let monitor = witness(&mut stage, &blob);
    bytes[500] ^= 1;
    assert_eq!(patch(&stage, &monitor, blob.cid, 0, &bytes).code(), "cid-mismatch");
    assert_eq!(head(&stage, &monitor, blob.cid).header("upload-offset"), Some("0"));
    bytes[500] ^= 1;
    assert_eq!(patch(&stage, &monitor, blob.cid, 0, &bytes).status, 204);
}

#[test]
fn a_photo_altered_before_it_was_sealed_is_refused_for_good_and_listed() {
    let mut stage = Stage::new();
    let mut plain = photo();
    let honest = sealed(&plain).1;
    plain[9] ^= 1;
    let (bytes, altered) = sealed(&plain);
    let told = Blob { sha256: honest.sha256, ..altered };
    let monitor = witness(&mut stage, &told);
    assert_eq!(patch(&stage, &monitor, told.cid, 0, &bytes).code(), "plain-digest-mismatch");
    for _ in 0..2 {
        assert_eq!(patch(&stage, &monitor, told.cid, 0, &bytes).code(), "plain-digest-mismatch");
        assert_eq!(head(&stage, &monitor, told.cid).status, 422);
        assert_eq!(fetch(&stage, &monitor, told.cid, &[]).code(), "not-found");
        let metrics = stage.get("/metrics", &[]).text();
        assert!(metrics.contains("saksi_alarms{kind=\"plain-digest-mismatch\"} 1"), "{metrics}");
        assert!(stage.get("/?lang=en", &[]).text().contains(&told.cid.short()));
        stage.stop();
        stage.start();
    }
    let kept = std::fs::read_dir(stage.dir().join("blobs/staged")).unwrap().count();
    assert_eq!(kept, 0, "the bytes are not kept");
}

#[test]
fn a_wrong_size_breaks_an_entrys_word_too() {
    let mut stage = Stage::new();
    let (bytes, honest) = sealed(&photo());
    let told = Blob { size: 7, ..honest };
    let monitor = witness(&mut stage, &told);
    let length = bytes.len().to_string();
    let headers = [OCTETS, ("upload-offset", "0"), ("upload-length", length.as_str())];
    let path = format!("/v1/blobs/{}", told.cid);
    let answer = monitor.ask(stage.addr(), "PATCH", &path, &headers, &bytes);
    assert_eq!(answer.code(), "plain-digest-mismatch");
}

#[test]
fn another_persons_false_word_neither_blocks_nor_opens_a_photo() {
    let mut stage = Stage::new();
    let (bytes, blob) = sealed(&photo());
    let monitor = witness(&mut stage, &blob);
    let liar = witness(&mut stage, &Blob { sha256: Digest([0; 32]), ..blob.clone() });
    assert_eq!(patch(&stage, &monitor, blob.cid, 0, &bytes).status, 204);
    assert_eq!(fetch(&stage, &monitor, blob.cid, &[]).status, 200);
    assert_eq!(fetch(&stage, &liar, blob.cid, &[]).code(), "not-found");
    let late = witness(&mut stage, &Blob { key: [0; 32], ..blob.clone() });
    assert_eq!(fetch(&stage, &late, blob.cid, &[]).code(), "not-found");
}

#[test]
fn nobody_learns_whether_the_hub_holds_a_photo_that_is_not_theirs() {
    let mut stage = Stage::new();
    let (bytes, blob) = sealed(&photo());
    let monitor = witness(&mut stage, &blob);
    patch(&stage, &monitor, blob.cid, 0, &bytes);
    let other = stage.join(Role::Monitor, "11");
    let elsewhere = stage.join(Role::Supervisor, "64");
    let supervisor = stage.join(Role::Supervisor, "11");
    let unknown = Cid([9; 32]);
    for who in [&other, &elsewhere] {
        let (held, absent) = (fetch(&stage, who, blob.cid, &[]), fetch(&stage, who, unknown, &[]));
        assert_eq!((held.status, held.body), (404, absent.body));
        assert_eq!(head(&stage, who, blob.cid).status, 404);
        assert_eq!(patch(&stage, who, blob.cid, 0, &bytes).code(), "not-found");
    }
    assert_eq!(fetch(&stage, &supervisor, blob.cid, &[]).status, 200);
    let path = format!("/v1/blobs/{}", blob.cid);
    assert_eq!(stage.get(&path, &[]).code(), "token-missing");
}

#[test]
fn a_file_of_an_erased_record_is_deleted_unless_another_entry_names_it() {
    let mut stage = Stage::new();
    let (addr, scope) = (stage.addr(), field("11"));
    let (shared, shared_blob) = sealed(&photo());
    let (own, own_blob) = sealed(b"a face");
    let other = witness(&mut stage, &shared_blob);
    let mut body = naming(shared_blob.clone());
    body.blobs.push(own_blob.clone());
    let mut monitor = stage.join(Role::Monitor, "11");
    let entry = monitor.sign(Kind::Evidence, &scope, None, body);
    monitor.pushed(addr, std::slice::from_ref(&entry));
    patch(&stage, &monitor, shared_blob.cid, 0, &shared);
    patch(&stage, &monitor, own_blob.cid, 0, &own);
    let files = stage.hub().blobs().clone();
    assert!(files.path(own_blob.cid).exists() && files.path(shared_blob.cid).exists());
    let erasure =
        monitor.sign(Kind::Erase, &scope, Some(&[entry.id, entry.id]), Body::new(clocks()));
    monitor.pushed(addr, &[erasure]);
    assert!(!files.path(own_blob.cid).exists(), "the file is gone");
    assert!(files.path(shared_blob.cid).exists(), "somebody else's evidence stays");
    assert_eq!(fetch(&stage, &monitor, own_blob.cid, &[]).code(), "not-found");
    assert_eq!(fetch(&stage, &monitor, shared_blob.cid, &[]).code(), "not-found");
    assert_eq!(fetch(&stage, &other, shared_blob.cid, &[]).status, 200);
    assert_eq!(patch(&stage, &monitor, own_blob.cid, 0, &own).code(), "not-found");
}

#[test]
fn bytes_that_came_before_the_line_broke_need_not_be_sent_again() {
    let mut stage = Stage::new();
    let (bytes, blob) = sealed(&vec![3; 3 << 20]);
    let monitor = witness(&mut stage, &blob);
    let mut stream = TcpStream::connect(stage.addr()).unwrap();
    let request = format!(
        "PATCH /v1/blobs/{} HTTP/1.1\r\nhost: hub\r\nauthorization: {}\r\nupload-offset: 0\r\n\
         content-type: application/octet-stream\r\ncontent-length: {}\r\n\r\n",
        blob.cid,
        monitor.bearer(),
        bytes.len(),
    );
    stream.write_all(request.as_bytes()).unwrap();
    stream.write_all(&bytes[..2 << 20]).unwrap();
    drop(stream);
    let held = |stage: &Stage| {
        let answer = head(stage, &monitor, blob.cid);
        answer.header("upload-offset").and_then(|offset| offset.parse::<usize>().ok()).unwrap()
    };
    let started = Instant::now();
    while held(&stage) < 2 << 20 {
        assert!(started.elapsed() < Duration::from_secs(20), "{} bytes held", held(&stage));
        std::thread::sleep(Duration::from_millis(20));
    }
    let offset = held(&stage);
    assert_eq!(offset, 2 << 20);
    let rest = patch(&stage, &monitor, blob.cid, offset as u64, &bytes[offset..]);
    assert_eq!(rest.header("upload-complete"), Some("?1"));
}

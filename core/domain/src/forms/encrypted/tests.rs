//! The bytes, held against `tests/vectors/encrypted.json`, which `tests/python` decrypts with the
//! private key that only tests have. `UPDATE=1` rewrites the file.

#![allow(clippy::disallowed_methods, reason = "the vectors are a file, read by Python too")]

use std::io::Read;
use std::path::Path;

use serde_json::{Value as Json, json};

use super::*;

const XML: &str = "<?xml version='1.0' ?><data xmlns:orx=\"http://openrosa.org/xforms\" id=\"pit &amp; road\" \
    version=\"2026112401\"><trucks>3</trucks><orx:meta><orx:instanceID>uuid:9b0f</orx:instanceID>\
    </orx:meta></data>";

fn vectors() -> (std::path::PathBuf, Json) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/vectors/encrypted.json");
    let text = std::fs::read_to_string(&path).unwrap();
    (path, serde_json::from_str(&text).unwrap())
}

fn key() -> EncryptionKey {
    EncryptionKey::from_base64(vectors().1["public"].as_str().unwrap()).unwrap()
}

fn chance() -> [u8; CHANCE] {
    std::array::from_fn(|i| u8::try_from(i).unwrap())
}

/// Every size round a block and round a piece, and more files than a vector has bytes.
fn media() -> Vec<(String, Vec<u8>)> {
    let sizes = [0, 1, 15, 16, 17, 31, 32, 65_535, 65_536, 65_537, 3, 3, 3, 3, 3, 3, 3, 3];
    let byte = |i: usize, at: usize| u8::try_from((at * 31 + i * 7) % 251).unwrap();
    let file = |(i, size): (usize, &usize)| {
        (format!("foto {i}.jpg"), (0..*size).map(|at| byte(i, at)).collect())
    };
    sizes.iter().enumerate().map(file).collect()
}

fn begin(key: &EncryptionKey) -> SubmissionEncryptor<'_> {
    let record = EncryptedRecord::of_submission(XML.as_bytes()).unwrap();
    SubmissionEncryptor::begin(record, key, &chance()).unwrap()
}

#[test]
fn a_record_is_sealed_into_the_bytes_of_the_vectors() {
    use sha2::Digest as _;
    let (path, mut kept) = vectors();
    let key = key();
    let mut encryptor = begin(&key);
    let mut files = Vec::new();
    for (name, clear) in media() {
        let mut sealed = Vec::new();
        let sent = encryptor.media(&name, &clear[..], &mut sealed).unwrap();
        let whole = sealed.len() < 100;
        let sealed = if whole { sealed } else { sha2::Sha256::digest(&sealed).to_vec() };
        files.push(json!({"name": sent, "size": clear.len(), "hashed": !whole, "sealed": hex::encode(sealed)}));
    }
    let mut sealed = Vec::new();
    let manifest = encryptor.finish(XML.as_bytes(), &mut sealed).unwrap();
    let told = json!({
        "chance": hex::encode(chance()), "xml": XML, "media": files, "sealed_xml": hex::encode(sealed),
        "manifest": manifest, "public": kept["public"], "private": kept["private"],
        "bouncy_castle": kept["bouncy_castle"],
    });
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&path, serde_json::to_string_pretty(&told).unwrap() + "\n").unwrap();
        kept = told.clone();
    }
    assert_eq!(kept, told);
}

#[test]
fn a_name_that_is_a_path_breaks_a_line_or_is_taken_is_refused() {
    let key = key();
    let mut encryptor = begin(&key);
    encryptor.media("a.jpg", &b""[..], Vec::new()).unwrap();
    for name in ["", ".", "..", ".a", "a/b", "a\\b", "/a", "a\nb", "a.jpg", "submission.xml"] {
        let refused = encryptor.media(name, &b""[..], Vec::new());
        assert_eq!(refused, Err(EncryptionError::Name(name.to_owned())), "{name:?}");
    }
}

#[test]
fn a_file_that_breaks_off_is_an_error_with_its_kind() {
    struct Broken;
    impl Read for Broken {
        fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
            Err(io::ErrorKind::UnexpectedEof.into())
        }
    }
    let key = key();
    let refused = begin(&key).media("a.jpg", Broken, Vec::new());
    assert_eq!(refused, Err(EncryptionError::Io(io::ErrorKind::UnexpectedEof)));
}

#[test]
fn what_is_no_key_is_refused() {
    let good = vectors().1["public"].as_str().unwrap().to_owned();
    let lines = format!(" {}\n {} ", &good[..64], &good[64..]);
    assert!(EncryptionKey::from_base64(&lines).is_ok());
    for text in ["", "!", "AAAA", &good[4..], &good[..good.len() - 4]] {
        assert!(matches!(EncryptionKey::from_base64(text), Err(EncryptionError::Key)), "{text}");
    }
}

#[test]
fn a_record_is_read_whatever_namespace_its_meta_has_and_refused_with_what_is_missing() {
    let rows = [
        ("<d/>", Err("id")),
        ("<d id='a'/>", Err("instanceID")),
        ("<d id='a'><meta><instanceID> </instanceID></meta></d>", Err("instanceID")),
        ("<d id='a' version='1&#10;2'><meta><instanceID>u</instanceID></meta></d>", Err("version")),
        (
            "<d id='a' version=''><meta><instanceID> u </instanceID></meta></d>",
            Ok(("a", None, "u")),
        ),
        (
            "<d id='a' version='2'><o:meta xmlns:o='x'><o:instanceID>u</o:instanceID></o:meta></d>",
            Ok(("a", Some("2"), "u")),
        ),
    ];
    for (xml, expected) in rows {
        let read = EncryptedRecord::of_submission(xml.as_bytes());
        let read = read.as_ref().map(|r| (&*r.form, r.version.as_deref(), &*r.instance_id));
        let expected = expected.map_err(EncryptionError::Record);
        assert_eq!(read, expected.as_ref().copied(), "{xml}");
    }
}

#[test]
fn what_is_not_xml_is_refused_with_its_place_and_entities_do_not_unfold() {
    let at = |xml: &[u8]| EncryptedRecord::of_submission(xml).unwrap_err();
    assert!(matches!(at(b"<a>\n <b></a>"), EncryptionError::Xml(2, _)));
    assert!(matches!(at(b"<a>\n\xff</a>"), EncryptionError::Xml(..)));
    let entity = b"<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>";
    assert!(matches!(at(entity), EncryptionError::Xml(1, _)));
}

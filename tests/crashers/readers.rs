//! Every reader of bytes from outside, by name, as a function that may only return.
//!
//! `fuzz/` feeds them invented bytes, `super` feeds them the named files beside this one. What is
//! read is dropped: the only claim is that nothing panics, hangs or eats the memory. When a reader
//! gets another entry point, one line changes here and both follow.

use std::collections::BTreeMap;
use std::io::{Cursor, Read as _, Write as _};
use std::sync::{Arc, LazyLock};

use saksi_domain::bundle;
use saksi_domain::evidence::capture::Orientation;
use saksi_domain::evidence::{exif, preview, seal};
use saksi_domain::forms::encrypted::EncryptedRecord;
use saksi_domain::forms::session::{Beside, InstancePart};
use saksi_domain::forms::{Context, Definition, FormError, Moment, Session, import, xml, xpath};
use saksi_domain::journal::body::Body;
use saksi_domain::journal::cbor::{self, Reader};
use saksi_domain::journal::entry::Entry;
use saksi_domain::journal::{Digest, ProjectId};
use saksi_domain::place::{self, import as areas};
use saksi_domain::sync::card::Card;
use saksi_domain::sync::project_file::ProjectFile;
use saksi_domain::sync::wire::{
    EnrolRequest, EnrolResponse, HelloRequest, HelloResponse, Message as _, ProofResponse,
    PullResponse, PushRequest, PushResponse,
};

/// A reader under its name, which is also the folder of its files.
pub type NamedReader = (&'static str, fn(&[u8]));

/// All of them.
pub const READERS: &[NamedReader] = &[
    ("xlsx", xlsx),
    ("csv", csv),
    ("tables", tables),
    ("expression", expression),
    ("xpath", path),
    ("xml", tree),
    ("submission", submission),
    ("xform", xform),
    ("entry", entry),
    ("messages", messages),
    ("bundle", bundle_files),
    ("card", card),
    ("geojson", geojson),
    ("kml", kml),
    ("shapefile", shapefile),
    ("exif", camera_facts),
    ("preview", small_picture),
    ("sealed", sealed),
    ("words", words),
];

/// What any unpacked file may weigh here, bytes.
const UNPACKED: u64 = 4 << 20;
const PROJECT: ProjectId = ProjectId([7; 32]);

type Compiled = Result<Definition, Vec<FormError>>;

/// An `.xlsx`, or its files as [`parts`].
fn xlsx(bytes: &[u8]) {
    let zip = if bytes.starts_with(b"PK") { bytes.to_vec() } else { zip_of(&parts(bytes)) };
    open(import::from_xlsx(&zip));
}

/// The three sheets, one after another, each closed by a zero byte.
fn csv(bytes: &[u8]) {
    let mut sheets = bytes.splitn(3, |byte| *byte == 0);
    let mut next = || sheets.next().unwrap_or_default();
    open(import::from_csv(next(), next(), next()));
}

/// All sheets in one text: Markdown tables or CSV, whichever it looks like.
fn tables(bytes: &[u8]) {
    open(import::from_bytes(bytes, Some("T1")));
}

/// An expression in each cell that takes one, in a form that has something to point at.
fn expression(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let cell = text.replace('"', "\"\"");
    let survey = format!(
        "type,name,label,relevant,constraint,calculation,choice_filter,repeat_count\n\
         integer,a,A,,,,,\nselect_one l,s,S,,,,\"{cell}\",\nbegin_repeat,r,R,,,,,\n\
         text,b,B,\"{cell}\",\"{cell}\",,,\nend_repeat,,,,,,,\ncalculate,c,,,,\"{cell}\",,\n"
    );
    let choices = "list_name,name,label,region\nl,x,X,1\nl,y,Y,2\n";
    open(import::from_csv(survey.as_bytes(), choices.as_bytes(), b"form_id,version\nT1,1\n"));
}

/// A form that compiles also opens, is told of the time again and is asked to finish.
fn open(compiled: Compiled) {
    let definition = match compiled {
        Ok(definition) => definition,
        Err(problems) => return problems.iter().for_each(|p| drop(p.to_string())),
    };
    play(Session::start(definition.into(), context()));
}

fn context() -> Context {
    let now = Moment { ms: 1_795_500_000_000, zone_minutes: 480 };
    Context { now, language: "id".into(), member: "m1".into(), row_seed: [7; 32] }
}

fn play(mut session: Session) {
    for _ in 0..20 {
        session.next();
    }
    let _ = session.finalise(context().now);
}

/// An expression by itself: the grammar without a form round it.
fn path(bytes: &[u8]) {
    if let Ok(text) = std::str::from_utf8(bytes) {
        let _ = xpath::parse(text);
    }
}

/// XML; what was read is read again from what is written of it, and is the same.
fn tree(bytes: &[u8]) {
    if let Ok(document) = xml::parse(bytes, &xml::Limits::default()) {
        let text = document.to_xml(xml::Style::Compact);
        let again = xml::parse(text.as_bytes(), &xml::Limits::default());
        let again = again.expect("what was written is XML");
        assert_eq!(again.canonical(), document.canonical(), "written and read is the same");
    }
}

/// An instance: opened in a form that has a bit of everything, and read on its way to a server.
fn submission(bytes: &[u8]) {
    let _ = EncryptedRecord::of_submission(bytes);
    static FORM: LazyLock<Arc<Definition>> = LazyLock::new(|| {
        let form = include_bytes!("instance_form.md");
        Arc::new(import::from_bytes(form, Some("data")).expect("our own form compiles"))
    });
    let (form, world) = (Arc::clone(&FORM), Beside::default());
    if let Ok(mut session) = Session::from_xml(form, bytes, context(), world) {
        let again = session.to_xml(InstancePart::Everything);
        session.begin_revision();
        play(session);
        let _ =
            Session::from_xml(Arc::clone(&FORM), again.as_bytes(), context(), Beside::default())
                .expect("what was written is an instance of the form");
    }
}

/// A form as XML, all of it.
fn xform(bytes: &[u8]) {
    open(saksi_domain::forms::xform::from_xml(bytes, Digest([0; 32])));
}

fn entry(bytes: &[u8]) {
    let _ = Body::decode(bytes);
    if let Ok(value) = cbor::decode(bytes) {
        assert_eq!(cbor::encode(&value), bytes, "there is one encoding of a value");
        let _ = Entry::from_reader(PROJECT, &Reader::new(&value, "entry"));
    }
}

fn messages(bytes: &[u8]) {
    let _ = EnrolRequest::decode(PROJECT, bytes);
    let _ = EnrolResponse::decode(PROJECT, bytes);
    let _ = HelloRequest::decode(PROJECT, bytes);
    let _ = HelloResponse::decode(PROJECT, bytes);
    let _ = PushRequest::decode(PROJECT, bytes);
    let _ = PushResponse::decode(PROJECT, bytes);
    let _ = PullResponse::decode(PROJECT, bytes);
    let _ = ProofResponse::decode(PROJECT, bytes);
    if let Ok(file) = ProjectFile::decode(PROJECT, bytes) {
        let _ = file.check(PROJECT);
    }
}

/// A bundle's files, as a zip or as [`parts`].
fn bundle_files(bytes: &[u8]) {
    let files = if bytes.starts_with(b"PK") { unzip(bytes) } else { parts(bytes) };
    if let Ok(opened) = bundle::read(&files) {
        let _ = bundle::verify(&opened, &files, None);
    }
}

/// A card's text; and the bytes as a card whose check sum is right.
fn card(bytes: &[u8]) {
    use base64::Engine as _;
    use sha2::Digest as _;
    if let Ok(text) = std::str::from_utf8(bytes) {
        let _ = Card::from_text(text);
    }
    let sum = sha2::Sha256::digest(bytes);
    let whole = [bytes, &sum[..4]].concat();
    let text = base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(&whole);
    let _ = Card::from_text(&format!("SAKSI1:{text}"));
}

fn geojson(bytes: &[u8]) {
    let _ = areas::geojson(bytes);
}

fn kml(bytes: &[u8]) {
    let _ = areas::kml(bytes);
}

/// The geometry, and after the first `=== dbf` line the table, if there is one.
fn shapefile(bytes: &[u8]) {
    let mark = b"\n=== dbf\n";
    let cut = bytes.windows(mark.len()).position(|window| window == mark);
    let _ = match cut {
        Some(at) => areas::shapefile(&bytes[..at], Some(&bytes[at + mark.len()..])),
        None => areas::shapefile(bytes, None),
    };
}

fn camera_facts(bytes: &[u8]) {
    let _ = exif::read_exif(bytes);
}

fn small_picture(bytes: &[u8]) {
    let _ = preview::make_preview(bytes, Orientation::UPRIGHT, preview::Look::Plain);
}

fn sealed(bytes: &[u8]) {
    let _ = seal::open_all(&[7; 32], bytes);
}

/// Short texts that a person or another program writes.
fn words(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let _ = place::parse_position(text);
    let _ = saksi_domain::register::Catalogue::read(text);
    let _ = saksi_domain::register::Routing::read(text);
    let _ = saksi_domain::forms::GeoPoint::from_text(text);
    let _ = saksi_domain::forms::calendar::date(text);
}

/// Files written one after another, each under a line `=== name`; so a crasher can be read.
fn parts(bytes: &[u8]) -> BTreeMap<String, Vec<u8>> {
    let mut files: BTreeMap<String, Vec<u8>> = BTreeMap::new();
    let mut name = None;
    for line in bytes.split_inclusive(|byte| *byte == b'\n') {
        if let Some(title) = line.strip_prefix(b"=== ") {
            let title = String::from_utf8_lossy(title).trim_end().to_owned();
            name = Some(title.clone());
            files.entry(title).or_default();
        } else if let Some(file) = name.as_ref().and_then(|name| files.get_mut(name)) {
            file.extend_from_slice(line);
        }
    }
    for file in files.values_mut() {
        // The line break before the next title is not the file's.
        if file.last() == Some(&b'\n') {
            file.pop();
        }
    }
    files
}

fn zip_of(files: &BTreeMap<String, Vec<u8>>) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let plain =
        zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    for (name, bytes) in files {
        if zip.start_file(name.as_str(), plain).is_ok() {
            let _ = zip.write_all(bytes);
        }
    }
    zip.finish().map(Cursor::into_inner).unwrap_or_default()
}

fn unzip(bytes: &[u8]) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    let Ok(mut zip) = zip::ZipArchive::new(Cursor::new(bytes)) else { return files };
    for i in 0..zip.len().min(64) {
        let Ok(entry) = zip.by_index(i) else { continue };
        let Ok(name) = entry.name().map(std::borrow::Cow::into_owned) else { continue };
        let mut file = Vec::new();
        if entry.take(UNPACKED).read_to_end(&mut file).is_ok() {
            files.insert(name, file);
        }
    }
    files
}

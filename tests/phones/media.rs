//! Pictures and sounds beside a form, recordings in the project file, and what was captured read back:
//! always in memory, never in clear on the phone.

use std::fs;
use std::path::Path;

use saksi_device::DeviceError;
use saksi_device::env::Env;
use saksi_device::field::{AnswerFile, Field, FormFile, Join};
use saksi_domain::journal::Role;

use crate::phones::camera::{fix, meta, shoot};
use crate::phones::setting::{Phone, Setting, vault};

const WATER: &str = "|survey|
||type|name|label::id|label::en|image::id|image::en|big-image::id|audio::id|
||select_one water|water|Airnya?|The water?|air.png|water.png|besar.png|tanya.m4a|
||text|why|Mengapa?|Why?|||||
|choices|
||list_name|name|label::id|label::en|image::id|audio::id|
||water|clear|Jernih|Clear|jernih.png|jernih.m4a|
||water|muddy|Keruh|Muddy|keruh.png||
|settings|
||form_id|version|
||T7|1|
";

fn file(name: &str, bytes: &[u8]) -> FormFile {
    FormFile { name: name.into(), bytes: bytes.into() }
}

/// All that the form names but the picture of muddy water.
fn files() -> [FormFile; 5] {
    [
        file("air.png", b"a picture of a river, told apart by these words"),
        file("besar.png", b"the same, larger"),
        file("tanya.m4a", b"a voice asks about the water"),
        file("jernih.png", b"a clear river"),
        file("jernih.m4a", b"a voice says: clear"),
    ]
}

/// Do these bytes lie anywhere below the folder as they are?
fn is_in_clear(dir: &Path, bytes: &[u8]) -> bool {
    fs::read_dir(dir).unwrap().flatten().any(|entry| {
        let path = entry.path();
        if path.is_dir() {
            return is_in_clear(&path, bytes);
        }
        fs::read(&path).unwrap().windows(bytes.len()).any(|window| window == bytes)
    })
}

fn asked(phone: &Phone) -> (Vec<Option<String>>, Vec<Option<String>>) {
    let draft = phone.field.start("T7").unwrap();
    let question = phone.field.question_at(draft, "water").unwrap();
    let label = vec![question.image, question.big_image, question.audio, question.video];
    let choices = question.choices.into_iter().flat_map(|choice| [choice.image, choice.audio]);
    (label, choices.collect())
}

fn named(names: &[&str]) -> Vec<Option<String>> {
    names.iter().map(|name| (!name.is_empty()).then(|| (*name).to_owned())).collect()
}

#[test]
fn pictures_and_sounds_that_a_form_is_published_with_are_named_and_opened_and_never_lie_in_clear() {
    let setting = Setting::new();
    setting.admin.field.publish_form(WATER.as_bytes(), &files()).unwrap();
    let phone = setting.phone("a", Role::Monitor, None).reopen();
    let (label, choices) = asked(&phone);
    assert_eq!(label, named(&["air.png", "besar.png", "tanya.m4a", ""]));
    assert_eq!(
        choices,
        named(&["jernih.png", "jernih.m4a", "", ""]),
        "what is missing is not named"
    );
    let draft = phone.field.start("T7").unwrap();
    assert_eq!(phone.field.find_choices(draft, "water", "keruh").unwrap()[0].image, None);
    for file in files() {
        let opened = phone.field.open_media(draft, &file.name).unwrap();
        assert_eq!(opened.as_deref(), Some(&file.bytes[..]), "{}", file.name);
    }
    assert_eq!(phone.field.open_media(draft, "keruh.png").unwrap(), None);
    let first = &files()[0].bytes;
    assert!(!is_in_clear(&phone.dir, first) && !is_in_clear(&setting.admin.dir, first));
    // English has a picture of its own, which was not published.
    phone.field.set_language("en");
    let question = phone.field.question_at(draft, "water").unwrap();
    assert_eq!((question.label.as_str(), question.image), ("The water?", None));
}

#[test]
fn pictures_are_no_lists_so_a_form_that_came_with_them_alone_still_takes_any_code() {
    let setting = Setting::new();
    let phone = setting.phone("a", Role::Monitor, None);
    let form = "|survey|\n||type|name|label|image|\n||select_one_from_file v.csv|v|Desa?|desa.png|\n\
        |settings|\n||form_id|version|\n||T8|1|\n";
    phone.field.install_form(form.as_bytes(), &[file("desa.png", b"a village")]).unwrap();
    let draft = phone.field.start("T8").unwrap();
    let village = phone.field.question_at(draft, "v").unwrap();
    assert_eq!(village.missing_list.as_deref(), Some("v.csv"));
    assert!(!village.blocked);
    assert_eq!(village.image.as_deref(), Some("desa.png"));
    phone.fill(draft, &[("v", "lasolo")]);
}

#[test]
fn a_form_that_was_handed_over_or_is_practised_with_shows_its_pictures_too() {
    let setting = Setting::new();
    let phone = setting.phone("a", Role::Monitor, None);
    phone.field.install_form(WATER.as_bytes(), &files()[..1]).unwrap();
    let phone = phone.reopen();
    assert_eq!(asked(&phone).0, named(&["air.png", "", "", ""]));
    let draft = phone.field.start("T7").unwrap();
    let opened = phone.field.open_media(draft, "air.png").unwrap();
    assert_eq!(opened, Some(files()[0].bytes.clone()));
    assert!(!is_in_clear(&phone.dir, &files()[0].bytes));

    setting.admin.field.publish_form(WATER.as_bytes(), &files()).unwrap();
    let other = setting.phone("b", Role::Monitor, None);
    let dir = other.dir.join("practice");
    let vault = vault(&dir, &other.env);
    let practice = Field::practise(&dir, vault, other.env.clone(), Some(&other.field)).unwrap();
    let draft = practice.start("T7").unwrap();
    assert_eq!(practice.open_media(draft, "tanya.m4a").unwrap(), Some(files()[2].bytes.clone()));
}

/// Begins as an M4A does; the rest tells one from another.
fn sound(words: &[u8]) -> Vec<u8> {
    [b"\0\0\0\x18ftyp", words].concat()
}

#[test]
fn recordings_of_consent_come_with_the_project_file_signed_and_the_newest_count() {
    let setting = Setting::new();
    let spoken = [
        file("consent/collect.id.m4a", &sound(b"may we collect")),
        file("consent/msf.id.m4a", &sound(b"the forum")),
    ];
    let admin = &setting.admin;
    assert!(admin.field.publish_recordings(&spoken).unwrap().is_some());
    assert_eq!(admin.field.publish_recordings(&spoken).unwrap(), None, "they are these already");
    let newer = [file("consent/collect.id.m4a", &sound(b"may we, once more"))];
    assert!(admin.field.publish_recordings(&newer).unwrap().is_some());
    admin.sync();
    let project_file = admin.field.make_project_file().unwrap();
    let card = setting.card(Role::Monitor, None);
    let dir = admin.dir.join("offline");
    let join = Join { project_file: Some(&project_file), member: None };
    let env: std::sync::Arc<dyn Env> = admin.env.clone();
    let field = Field::create(&dir, vault(&dir, &admin.env), env, &card, &join).unwrap();
    assert_eq!(field.recordings().unwrap(), ["consent/collect.id.m4a"]);
    let opened = field.open_recording("consent/collect.id.m4a").unwrap();
    assert_eq!(opened.as_deref(), Some(&sound(b"may we, once more")[..]));
    assert_eq!(field.open_recording("consent/msf.id.m4a").unwrap(), None);
    assert!(!is_in_clear(&dir, b"may we, once more"));
    let monitor = setting.phone("m", Role::Monitor, None);
    assert_eq!(monitor.field.publish_recordings(&spoken).unwrap_err().code(), "no_right");
}

#[test]
fn what_the_app_says_is_published_by_the_names_of_the_catalogue_and_what_is_no_sound_is_refused() {
    let setting = Setting::new();
    let admin = &setting.admin;
    let spoken = [
        file("home/unsent.id.m4a", &sound(b"send it")),
        file("safety/stop.id.m4a", &sound(b"stop")),
    ];
    for (wrong, told) in [
        (file("home/weather.id.m4a", &sound(b"rain")), "home/weather"),
        (file("error/offline.id.ogg", b"these are only words"), "no sound"),
        (file("error/offline.id.ogg", b""), "empty"),
    ] {
        let with = [spoken[0].clone(), wrong.clone()];
        let error = admin.field.publish_recordings(&with).unwrap_err();
        let DeviceError::Args(why) = error else { panic!("{error:?}") };
        assert!(why.contains(&wrong.name) && why.contains(told), "{why}");
    }
    // A phone that has joined already gets them by its next sync.
    let phone = setting.phone("a", Role::Monitor, None);
    assert!(admin.field.publish_recordings(&spoken).unwrap().is_some());
    admin.sync();
    phone.sync();
    assert_eq!(phone.field.recordings().unwrap(), ["home/unsent.id.m4a", "safety/stop.id.m4a"]);
    let opened = phone.field.open_recording("safety/stop.id.m4a").unwrap();
    assert_eq!(opened, Some(spoken[1].bytes.clone()));
}

#[test]
fn what_is_recorded_on_a_phone_stays_sealed_there_and_can_be_made_again_and_deleted() {
    let setting = Setting::new();
    let phone = setting.phone("a", Role::Monitor, None);
    let (first, second) = (sound(b"something was not sent yet"), b"OggS something again".to_vec());
    phone.field.keep_spoken("home/unsent.id.m4a", &first).unwrap();
    phone.field.keep_spoken("home/unsent.en.m4a", &second).unwrap_err();
    assert!(!is_in_clear(&phone.dir, &first));
    let phone = phone.reopen();
    assert_eq!(phone.field.open_spoken("home/unsent.id.m4a").unwrap(), Some(first));
    phone.field.keep_spoken("home/unsent.id.ogg", &second).unwrap();
    assert_eq!(phone.field.open_spoken("home/unsent.id.m4a").unwrap(), None, "made again");
    assert_eq!(phone.field.spoken().unwrap(), ["home/unsent.id.ogg"]);
    phone.sync();
    assert!(phone.field.recordings().unwrap().is_empty(), "it is published by nobody");
    phone.field.delete_spoken("home/unsent.id.ogg").unwrap();
    assert!(phone.field.spoken().unwrap().is_empty());
    assert_eq!(phone.field.open_spoken("home/unsent.id.ogg").unwrap(), None);
}

#[test]
fn a_captured_file_is_read_back_in_pieces_before_it_is_signed_and_after() {
    let setting = Setting::new();
    let phone = setting.phone("a", Role::Monitor, None);
    let draft = phone.field.start("T1").unwrap();
    assert_eq!(phone.field.answer_file(draft, "photo").unwrap(), None);
    assert_eq!(phone.field.read_answer(draft, "photo", 0).unwrap_err(), DeviceError::NotHere);
    let bytes: Vec<u8> = (0..200_000_u32).map(|at| (at % 251) as u8).collect();
    let capture = shoot(&phone, draft, &bytes, None);
    phone.field.keep(capture).unwrap();
    let read = |from: u64| {
        let mut all = Vec::new();
        loop {
            let piece = phone.field.read_answer(draft, "photo", from + all.len() as u64).unwrap();
            if piece.is_empty() {
                return all;
            }
            all.extend(piece);
        }
    };
    assert_eq!(read(0), bytes);
    assert_eq!(read(70_001), bytes[70_001..], "from the middle of a chunk");
    let told = AnswerFile { media_type: meta().media_type, size: 200_000 };
    assert_eq!(phone.field.answer_file(draft, "photo").unwrap(), Some(told.clone()));
    phone.field.late_fix(capture, fix()).unwrap();
    assert_eq!(
        (read(0), phone.field.answer_file(draft, "photo").unwrap()),
        (bytes.clone(), Some(told))
    );
    assert!(!is_in_clear(&phone.dir, &bytes[..600]));
}

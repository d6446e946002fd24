//! A draft as a screen is told of it: what governs a question, what stands over it, how far it is.

use saksi_device::field::{DraftId, Field, Heading, StepKind};
use saksi_domain::forms::definition::{Appearance, Quality};
use saksi_domain::forms::{Answer, Why};
use saksi_domain::journal::Role;
use saksi_domain::testing::jpeg::JpegMaker;

use crate::phones::camera::{fix, shoot};
use crate::phones::setting::{Phone, Setting};

const SURVEY: &str = "type,name,label::Bahasa (id),label::English (en),hint::Bahasa (id),hint::English (en),\
guidance_hint::Bahasa (id),guidance_hint::English (en),appearance,parameters,required,\
required_message::Bahasa (id),required_message::English (en),constraint,constraint_message::Bahasa (id),constraint_message::English (en)
begin_group,g,Jalan,Road,,,,,,,,,,,,
integer,trucks,Berapa truk?,How many?,Hitung saja.,Just count.,Ajari menghitung.,Teach counting.,counter thousands-sep,,yes,Isi dulu.,Fill in.,. < 500,Kurang dari 500.,Under 500.
range,sure,Seberapa yakin?,How sure?,,,,,rating,start=1 end=5 step=1,,,,,,
select_one many,village,Desa?,Village?,,,,,,,,,,,,
audio,story,Cerita,Story,,,,,,quality=voice-only,,,,,,
end_group,,,,,,,,,,,,,,,
begin_group,h,Desa,Village,,,,,,,,,,,,
begin_repeat,deep,Sumur,Well,,,,,,,,,,,,
text,word,Letak,Where,,,,,,,yes,,,,,
end_repeat,,,,,,,,,,,,,,,
end_group,,,,,,,,,,,,,,,
begin_repeat,lines,Kegiatan,Activity,,,,,field-list,,,,,,,
text,name,Nama,Name,,,,,,,,,,,,
end_repeat,,,,,,,,,,,,,,,
";

fn form() -> Vec<u8> {
    let choices: String = (0..150).map(|n| format!("many,v{n},Desa {n},Village {n}\n")).collect();
    let head = "list_name,name,label::Bahasa (id),label::English (en)\n";
    let settings = "form_title,form_id,version,default_language\nTruk lewat,W1,1,Bahasa (id)\n";
    format!("{SURVEY}\0{head}{choices}\0{settings}").into_bytes()
}

fn started(setting: &Setting) -> (Phone, DraftId) {
    let phone = setting.phone("a", Role::Monitor, None);
    phone.field.install_form(&form(), &[]).unwrap();
    let draft = phone.field.start("W1").unwrap();
    (phone, draft)
}

fn labels(headings: &[Heading]) -> Vec<(&str, Option<(u32, u32)>)> {
    headings.iter().map(|h| (&*h.label, h.row.as_ref().map(|r| (r.number, r.of)))).collect()
}

#[test]
fn a_question_comes_with_its_appearances_messages_and_bounds() {
    let setting = Setting::new();
    let (phone, draft) = started(&setting);
    let field = &phone.field;
    let view = field.next(draft).unwrap();
    let trucks = &view.questions[0];
    assert_eq!(trucks.appearance, [Appearance::Counter, Appearance::ThousandsSeparator]);
    assert_eq!(trucks.guidance.as_deref(), Some("Ajari menghitung."));
    assert_eq!(trucks.required_message.as_deref(), Some("Isi dulu."));
    assert_eq!(labels(&view.step.headings), [("Jalan", None)]);
    assert_eq!((view.title.as_str(), view.position, view.of), ("Truk lewat", 1, 6));
    let failing = &view.failing[0];
    assert_eq!((failing.why, failing.message.as_deref()), (Why::Missing, Some("Isi dulu.")));
    field.answer_text(draft, "g/trucks", "700").unwrap();
    let failing = field.view(draft).unwrap().failing.remove(0);
    assert_eq!(
        (failing.label.as_str(), failing.why, failing.message.as_deref()),
        ("Berapa truk?", Why::Constraint, Some("Kurang dari 500."))
    );
    let sure = field.question_at(draft, "g/sure").unwrap();
    assert_eq!(sure.range.map(|r| (r.start, r.end)), Some(("1".into(), "5".into())));
    let story = field.question_at(draft, "g/story").unwrap();
    assert_eq!(story.parameters.quality, Some(Quality::VoiceOnly));
}

#[test]
fn a_long_list_comes_in_part_with_what_is_chosen_and_is_searched() {
    let setting = Setting::new();
    let (phone, draft) = started(&setting);
    let field = &phone.field;
    field.answer(draft, "g/village", Some(Answer::One("v149".into()))).unwrap();
    let village = field.question_at(draft, "g/village").unwrap();
    assert_eq!((village.choices.len(), village.choices_in_all, village.searched), (101, 150, true));
    assert_eq!(village.choices[100].code, "v149");
    let codes = |field: &Field, text| -> Vec<String> {
        let found = field.find_choices(draft, "g/village", text).unwrap();
        found.into_iter().map(|choice| choice.code).collect()
    };
    assert_eq!(
        codes(field, "DESA 14"),
        ["v14", "v140", "v141", "v142", "v143", "v144", "v145", "v146", "v147", "v148", "v149"]
    );
    assert!(codes(field, "kota").is_empty());
}

#[test]
fn rows_are_numbered_added_where_she_then_stands_and_left_out_of_the_steps_once_removed() {
    let setting = Setting::new();
    let (phone, draft) = started(&setting);
    let field = &phone.field;
    let row = field.add_row(draft, "lines").unwrap();
    let view = field.view(draft).unwrap();
    assert_eq!((view.step.kind, view.step.place.as_deref()), (StepKind::Group, Some(row.as_str())));
    assert_eq!(labels(&view.step.headings), [("Kegiatan", Some((2, 2)))]);
    assert!(view.step.headings[0].row.as_ref().unwrap().removable);
    let name = view.questions[0].place.clone();
    field.answer_text(draft, &name, "Sumur").unwrap();
    let answered = |field: &Field| -> Vec<Option<bool>> {
        field.steps(draft).unwrap().iter().map(|step| step.answered).collect()
    };
    let unasked = Some(false);
    assert_eq!(
        answered(field),
        [None, unasked, unasked, unasked, unasked, unasked, None, unasked, Some(true), None, None]
    );
    let word = field.steps(draft).unwrap()[5].place.clone().unwrap();
    let there = field.jump(draft, &word).unwrap();
    assert_eq!(there.step.place, Some(word));
    assert_eq!(labels(&there.step.headings), [("Desa", None), ("Sumur", Some((1, 1)))]);
    field.remove_row(draft, &row).unwrap();
    assert_eq!(answered(field).len(), 10);
    assert_eq!(field.jump(draft, "lines").unwrap().step.kind, StepKind::AddRow);
    assert_eq!(field.jump(draft, "g/sure").unwrap().questions[0].label, "Seberapa yakin?");
    let end = field.jump_to_end(draft).unwrap();
    assert_eq!((end.step.kind, end.position, end.of), (StepKind::End, 6, 6));
}

#[test]
fn a_photo_has_its_small_picture_before_it_is_signed_and_after() {
    let setting = Setting::new();
    let phone = setting.phone("a", Role::Monitor, None);
    let draft = phone.field.start("T1").unwrap();
    assert_eq!(phone.field.answer_preview(draft, "photo").unwrap(), None);
    let bytes = JpegMaker::small(8).make();
    let capture = shoot(&phone, draft, &bytes, None);
    assert_eq!(phone.field.keep(capture).unwrap(), None, "it waits for a fix");
    let waiting = phone.field.answer_preview(draft, "photo").unwrap().unwrap();
    phone.field.late_fix(capture, fix()).unwrap();
    assert_eq!(phone.field.answer_preview(draft, "photo").unwrap().unwrap(), waiting);
}

#[test]
fn a_photo_from_elsewhere_is_offered_the_photo_questions_that_are_asked_just_now() {
    const FORM: &str = "type,name,label,appearance,relevant
begin_group,air,Air,,
integer,days,Berapa hari?,,
image,silt,Foto air keruh,,${days} > 0
end_group,,,,
begin_group,page,Halaman,field-list,
image,pit,Foto lubang,,
image,sign,Tanda tangan,signature,
text,word,Catatan,,
end_group,,,,
\0list_name,name,label
\0form_title,form_id,version
Foto,P1,1
";
    let setting = Setting::new();
    let (phone, _) = started(&setting);
    let field = &phone.field;
    field.install_form(FORM.as_bytes(), &[]).unwrap();
    assert!(field.asks_photos("P1").unwrap());
    assert!(!field.asks_photos("W1").unwrap());
    let draft = field.start("P1").unwrap();
    let places = |field: &Field| -> Vec<String> {
        field.photo_questions(draft).unwrap().into_iter().map(|photo| photo.place).collect()
    };
    assert_eq!(places(field), ["page/pit", "page/sign"]);
    field.answer_text(draft, "air/days", "3").unwrap();
    assert_eq!(places(field), ["air/silt", "page/pit", "page/sign"]);
    let silt = field.photo_questions(draft).unwrap().remove(0);
    assert_eq!(
        (silt.label.as_str(), labels(&silt.headings)),
        ("Foto air keruh", vec![("Air", None)])
    );
}

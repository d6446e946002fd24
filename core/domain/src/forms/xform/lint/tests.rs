//! What a helpful colleague says about forms that open.

use super::*;
use crate::forms::xform::from_xml;
use crate::journal::Digest;

fn said(instance: &str, model: &str, body: &str) -> Vec<&'static str> {
    let xml = format!(
        r#"<h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml" xmlns:saksi="https://saksi.org/xforms"><h:head><model><instance><data id="x">{instance}<meta><instanceID/></meta></data></instance>{model}</model></h:head><h:body>{body}</h:body></h:html>"#
    );
    let form = from_xml(xml.as_bytes(), Digest([0; 32])).unwrap();
    lint(&form).iter().map(|problem| problem.rule.code()).collect()
}

#[test]
fn a_sound_form_hears_nothing() {
    let body = r#"<input ref="/data/a"><label>A</label></input>"#;
    assert!(said("<a/>", r#"<bind nodeset="/data/a" type="int"/>"#, body).is_empty());
}

#[test]
fn an_unknown_or_misplaced_appearance_is_told() {
    let body = |word: &str| {
        format!(r#"<input ref="/data/a" appearance="{word}"><label>A</label></input>"#)
    };
    assert_eq!(said("<a/>", "", &body("multilin")), ["unknown_appearance"]);
    assert_eq!(said("<a/>", "", &body("signature")), ["appearance_misfit"]);
    assert_eq!(said("<a/>", "", &body("multiline w2")), Vec::<&str>::new());
    assert_eq!(said("<a/>", "", &body("ex:org.app(a='b')")), ["one_client"]);
}

#[test]
fn unused_lists_questions_never_asked_and_long_names_are_told() {
    let list = r#"<instance id="l"><root/></instance>"#;
    let body = r#"<input ref="/data/a"><label>A</label></input>"#;
    assert_eq!(said("<a/>", list, body), ["unused_list"]);
    let never = r#"<bind nodeset="/data/a" relevant="false()"/>"#;
    assert_eq!(said("<a/>", never, body), ["never_asked"]);
    let long = "a".repeat(33);
    let body = format!(r#"<input ref="/data/{long}"><label>A</label></input>"#);
    assert_eq!(said(&format!("<{long}/>"), "", &body), ["long_name"]);
}

#[test]
fn a_question_about_a_person_is_pointed_out_unless_it_is_marked() {
    let body = r#"<input ref="/data/nama_petani"><label>Nama</label></input>"#;
    assert_eq!(said("<nama_petani/>", "", body), ["personal_hint"]);
    let marked = r#"<bind nodeset="/data/nama_petani" saksi:personal="yes"/>"#;
    assert!(said("<nama_petani/>", marked, body).is_empty());
}

#[test]
fn a_dash_for_a_translation_and_an_unread_parameter_are_told() {
    let model = r#"<itext><translation lang="id"><text id="a"><value>A</value></text></translation><translation lang="en"><text id="a"><value>-</value></text></translation></itext>"#;
    let body = r#"<input ref="/data/a" row="3"><label ref="jr:itext('a')"/></input>"#;
    assert_eq!(said("<a/>", model, body), ["unread_parameter", "dash_text"]);
}

//! What a definition holds of the form that it was compiled from.

use super::*;
use crate::forms::answer::Answer;
use crate::forms::definition::{
    ActionKind, Appearance, ChoiceSource, ControlKind, DataType, Event, FileKind, InstanceData,
    ItemLabel, MetadataKind, NodeKind, Part, QuestionType, TextForm, Words,
};

const REPEAT: &str = r#"<group ref="/data/r"><label>Truk</label><repeat nodeset="/data/r" jr:count="/data/n"><input ref="/data/r/a"><label>A</label></input></repeat></group>"#;

#[test]
fn a_group_around_a_repeat_lends_it_its_label() {
    let form = opened(r#"<n/><r jr:template=""><a>7</a></r>"#, "", REPEAT);
    let control = &form.controls[1];
    assert_eq!((&control.kind, form.controls.len()), (&ControlKind::Repeat, 3));
    assert_eq!(control.label, Words::Inline(vec![Part::Literal("Truk".into())]));
    assert!(control.no_add_remove && control.count.is_some());
    let row = form.find("r").unwrap();
    assert_eq!(row.kind, NodeKind::Repeat);
    let inner = form.find("a").unwrap();
    assert_eq!((inner.repeats.as_slice(), inner.slot), ([row.id].as_slice(), 0));
    assert_eq!(inner.initial, Some(Answer::Text("7".into())));
}

#[test]
fn a_question_has_the_type_that_its_bind_and_control_give_it() {
    let table = [
        ("input", "int", QuestionType::Integer),
        ("input", "long", QuestionType::Long),
        ("input", "xsd:decimal", QuestionType::Decimal),
        ("input", "string", QuestionType::Text),
        ("input", "geotrace", QuestionType::Geotrace),
        ("input", "dateTime", QuestionType::DateTime),
        ("input", "boolean", QuestionType::Boolean),
        ("input", "barcode", QuestionType::Barcode),
        ("secret", "string", QuestionType::Text),
        ("range", "int", QuestionType::Integer),
        ("range", "decimal", QuestionType::Decimal),
        ("trigger", "string", QuestionType::Acknowledge),
        ("upload", "binary", QuestionType::File),
    ];
    for (control, data, want) in table {
        let body = format!(r#"<{control} ref="/data/a"><label>A</label></{control}>"#);
        let bind = format!(r#"<bind nodeset="/data/a" type="{data}"/>"#);
        let form = opened("", &bind, &body);
        assert_eq!(form.find("a").unwrap().question(), Some(want), "{control} {data}");
    }
    let readonly = r#"<bind nodeset="/data/a" type="string" readonly="true()"/>"#;
    assert_eq!(opened("", readonly, "").find("a").unwrap().question(), Some(QuestionType::Note));
}

#[test]
fn what_nobody_sees_is_known_by_what_fills_it_in() {
    let model = r#"<bind nodeset="/data/start" jr:preload="timestamp" jr:preloadParams="start"/>
        <bind nodeset="/data/id" jr:preload="uid"/><bind nodeset="/data/sum" calculate="1 + 1" type="int"/>
        <odk:setgeopoint event="odk-instance-first-load" ref="/data/here"/>"#;
    let form = opened("<a/><start/><id/><sum/><here/><other/>", model, "");
    let kind = |name: &str| form.find(name).unwrap().question().unwrap();
    assert_eq!(kind("start"), QuestionType::Metadata(MetadataKind::Start));
    assert_eq!(kind("id"), QuestionType::Metadata(MetadataKind::InstanceId));
    assert_eq!(kind("sum"), QuestionType::Calculate);
    assert_eq!(form.find("sum").unwrap().data, DataType::Integer);
    assert_eq!(kind("here"), QuestionType::StartGeopoint);
    assert_eq!(kind("other"), QuestionType::Hidden);
}

#[test]
fn choices_come_from_items_or_from_the_nodes_of_an_instance() {
    let list = r#"<instance id="l"><root><item><name>1</name><label>x</label></item></root></instance><instance id="far" src="jr://file-csv/far.csv"/>"#;
    let body = r#"<select1 ref="/data/a"><label>A</label><itemset nodeset="randomize(instance('l')/root/item[name != /data/b], 42)"><value ref="name"/><label ref="label"/></itemset></select1><select ref="/data/b"><label>B</label><item><label>x</label><value>1</value></item></select>"#;
    let form = opened("", list, body);
    let Some(ChoiceSource::Itemset(itemset)) = &form.controls[1].choices else { panic!() };
    assert_eq!(itemset.instance.as_deref(), Some("l"));
    assert!(itemset.randomize && itemset.seed.is_some());
    assert_eq!(itemset.value.as_ref().unwrap().column.as_deref(), Some("name"));
    assert!(
        matches!(&itemset.label, ItemLabel::Text(label) if label.column.as_deref() == Some("label"))
    );
    assert!(itemset.nodeset.reads().iter().any(|read| read.node == form.find("b").unwrap().id));
    assert_eq!(form.choices(form.find("b").unwrap())[0].code, "1");
    assert_eq!(form.find("b").unwrap().data, DataType::Choices);
    assert!(form.instances["l"].used && !form.instances["far"].used);
    let far = &form.instances["far"].data;
    assert!(matches!(far, InstanceData::File { name, kind: FileKind::Csv } if name == "far.csv"));
}

#[test]
fn a_text_has_languages_forms_and_values_in_it() {
    let model = r#"<itext><translation lang="English (en)"><text id="a"><value>Hello <output value="/data/b"/>!</value><value form="image">jr://images/a.png</value></text></translation><translation lang="Bahasa Indonesia (id)" default="true()"><text id="a"><value> Halo </value><value form="image">x</value></text></translation></itext>"#;
    let body = r#"<input ref="/data/a"><label ref="jr:itext('a')"/></input>"#;
    let form = opened("", model, body);
    assert_eq!(form.languages, ["en", "id"]);
    let Words::Itext(id) = form.controls[1].label else { panic!() };
    let parts = form.itext.get(id, 0, &TextForm::Plain).unwrap();
    assert_eq!(parts.len(), 3);
    assert_eq!(parts[0], Part::Literal("Hello ".into()));
    assert!(matches!(&parts[1], Part::Output(expr) if expr.reads().len() == 1));
    assert_eq!(form.itext.default, 1);
    assert_eq!(
        form.itext.get(id, 1, &TextForm::Plain),
        Some([Part::Literal("Halo".into())].as_slice())
    );
    assert!(form.itext.get(id, 0, &TextForm::Image).is_some());
}

#[test]
fn actions_know_their_target_event_and_place() {
    let model = r#"<setvalue event="odk-instance-first-load odk-instance-load" ref="/data/b">hi</setvalue>"#;
    let body = r#"<input ref="/data/a"><label>A</label><setvalue event="xforms-value-changed" ref="/data/b" value="/data/a"/></input>"#;
    let form = opened("", model, body);
    let [first, second] = form.actions.as_slice() else { panic!("{:?}", form.actions) };
    assert_eq!(first.events, [Event::FirstLoad, Event::Load]);
    assert_eq!((&first.kind, first.control), (&ActionKind::Set("hi".into()), None));
    assert!(matches!(second.kind, ActionKind::Calculate(_)));
    assert_eq!(second.control, Some(form.controls[1].id));
    assert_eq!(second.target, form.find("b").unwrap().id);
}

#[test]
fn attributes_are_nodes_and_entities_are_found() {
    let instance = r#"<a/><meta><entity dataset="trees" create="1" id=""><label/></entity></meta>"#;
    let model = r#"<bind nodeset="/data/a" entities:saveto="height"/><bind nodeset="/data/meta/entity/@id" calculate="'x'"/>"#;
    let form = opened(instance, model, "");
    let entity = &form.entities[0];
    assert_eq!((entity.dataset.as_str(), entity.repeat), ("trees", None));
    assert_eq!(entity.properties, [("height".to_owned(), form.find("a").unwrap().id)]);
    let id = form.nodes.iter().find(|node| node.name == "@id" && node.calculation.is_some());
    assert_eq!(form.node_path(id.unwrap().id), "meta/entity/@id");
}

#[test]
fn appearance_and_parameters_are_typed() {
    let model = r#"<bind nodeset="/data/a" type="binary" orx:max-pixels="1024"/>"#;
    let body = r#"<upload ref="/data/a" mediatype="image/*" appearance="new annotate w3"><label>A</label></upload><input ref="/data/b" rows="4"><label>B</label></input>"#;
    let form = opened("", model, body);
    let unknown = Appearance::Unknown("w3".into());
    assert_eq!(form.controls[1].appearance, [Appearance::New, Appearance::Annotate, unknown]);
    assert_eq!(form.find("a").unwrap().parameters.max_pixels, Some(1024));
    assert_eq!(form.controls[2].parameters.rows, Some(4));
}

#[test]
fn the_form_says_where_it_is_sent_and_how_it_looks() {
    let model = r#"<submission method="post" action="https://hub/x" base64RsaPublicKey="abc" orx:auto-send="true"/>"#;
    let form = opened("", model, "");
    assert_eq!((form.id.as_str(), form.version.as_str()), ("x", "1"));
    assert_eq!(form.title.get("en"), Some("T"));
    assert_eq!(form.settings.submission_url.as_deref(), Some("https://hub/x"));
    assert_eq!(form.settings.public_key.as_deref(), Some("abc"));
    assert_eq!(form.settings.auto_send.as_deref(), Some("true"));
}

#[test]
fn the_source_keeps_the_instance_with_its_namespaces() {
    let form = opened("<a/><orx:meta><orx:instanceID/></orx:meta>", "", "");
    let xml = form.source.to_xml(crate::forms::xml::Style::Compact);
    assert!(xml.contains("http://openrosa.org/xforms") && xml.contains("<orx:instanceID"), "{xml}");
    assert_eq!(form.source.name(form.source_root).local, "data");
    let id = form.node(form.instance_id.unwrap());
    assert_eq!(form.source.name(id.element).local, "instanceID");
}

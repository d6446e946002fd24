//! What the author of an XForm is told, and where.

use super::*;

#[test]
fn a_problem_names_line_column_path_and_character() {
    let xml = form("", r#"<bind nodeset="/data/a" relevant="/data/b = foo(1)"/>"#, "");
    let problems = read(&xml).unwrap_err();
    assert_eq!(problems.len(), 1);
    let told = problems[0].to_string();
    assert!(told.starts_with("XForm 1:"), "{told}");
    assert!(
        told.contains("/h:html/h:head/model/bind/@relevant, character 11: there is no function"),
        "{told}"
    );
}

#[test]
fn everything_is_said_at_once() {
    let model = r#"<bind nodeset="/data/a" calculate="1 +"/><bind/><foo/>"#;
    let body = r#"<input ref="/data/zz"><label ref="jr:itext('q')"/></input><select1 ref="/data/b"><label>B</label></select1>"#;
    let codes: Vec<String> = told("", model, body).into_iter().map(|(code, _)| code).collect();
    for wanted in
        ["expected", "missing_attribute", "unknown_in_model", "missing_node", "no_choices"]
    {
        assert!(codes.iter().any(|code| code == wanted), "{wanted} in {codes:?}");
    }
}

#[test]
fn a_circle_names_its_places_in_order() {
    let model = r#"<bind nodeset="/data/a" calculate="/data/b + 1"/><bind nodeset="/data/b" relevant="/data/a = 1"/>"#;
    let problems = read(&form("", model, "")).unwrap_err();
    let told = problems[0].to_string();
    assert!(told.contains("(a) → XForm 1:") && told.contains("(b)"), "{told}");
}

#[test]
fn a_group_hidden_by_its_own_child_is_a_circle_but_not_one_made_read_only_by_it() {
    let instance = "<g><a/></g>";
    let body = r#"<group ref="/data/g"><input ref="/data/g/a"><label>A</label></input></group>"#;
    let bind = |what: &str| format!(r#"<bind nodeset="/data/g" {what}="/data/g/a = 1"/>"#);
    assert_eq!(told(instance, &bind("relevant"), body)[0].0, "cycle");
    assert!(read(&form(instance, &bind("readonly"), body)).is_ok());
}

#[test]
fn a_default_that_is_no_value_of_its_type_is_blank_and_told() {
    for (data, text) in
        [("int", "x"), ("date", "2026-02-30"), ("geopoint", "91 0"), ("time", "25:00")]
    {
        let bind = format!(r#"<bind nodeset="/data/a" type="{data}"/>"#);
        let found = opened(&format!("<a>{text}</a>"), &bind, "");
        assert_eq!(found.find("a").unwrap().initial, None);
        assert_eq!(found.warnings[0].rule.code(), "bad_default", "{data}");
    }
}

#[test]
fn a_path_that_leads_nowhere_is_a_warning_with_its_character() {
    let found = opened("", r#"<bind nodeset="/data/a" relevant="1 = /data/zz"/>"#, "");
    assert_eq!(found.warnings[0].rule, Rule::UnknownPath("/data/zz".into()));
    assert_eq!(found.warnings[0].place.character, Some(5));
}

#[test]
fn a_public_value_is_not_made_from_a_personal_one() {
    let model = |personal: &str| {
        format!(
            r#"<bind nodeset="/data/a" saksi:personal="yes"/><bind nodeset="/data/b" calculate="concat(/data/a, '!')" {personal}/>"#
        )
    };
    assert_eq!(told("", &model(""), "")[0].0, "personal_leak");
    assert!(read(&form("", &model(r#"saksi:personal="yes""#), "")).is_ok());
    let action = r#"<bind nodeset="/data/a" saksi:personal="yes"/><setvalue event="odk-instance-load" ref="/data/b" value="/data/a"/>"#;
    assert_eq!(told("", action, "")[0].0, "personal_leak");
}

#[test]
fn what_only_xpath_knows_is_refused_by_name() {
    for (expression, what) in [("//a", "//"), ("last()", "last"), ("(/data/a)[1]", "a predicate")] {
        let bind = format!(r#"<bind nodeset="/data/b" calculate="{expression}"/>"#);
        let problems = read(&form("", &bind, "")).unwrap_err();
        let Rule::NotInOdk(found) = &problems[0].rule else { panic!("{problems:?}") };
        assert!(found.starts_with(what), "{found}");
    }
}

#[test]
fn every_problem_speaks_both_languages() {
    for problem in read(&form("<a>x</a>", "<bind/>", r#"<input ref="/data/q"/>"#)).unwrap_err() {
        assert_ne!(problem.message("id"), problem.message("en"));
    }
}

#[test]
fn the_stop_and_its_words_are_read_in_every_language() {
    let model = r#"<itext><translation lang="Indonesia (id)"><text id="s"><value form="long">Berhenti</value></text></translation><translation lang="English (en)"><text id="s"><value form="long">Stop</value></text></translation></itext><bind nodeset="/data/a" saksi:stop=". = 'no'" saksi:stop_message="jr:itext('s')"/>"#;
    let found = opened("", model, "");
    let node = found.find("a").unwrap();
    assert!(node.stop.is_some());
    assert_eq!(node.stop_message.get("en"), Some("Stop"));
}

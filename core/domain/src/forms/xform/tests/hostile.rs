//! What bad XForms get: a problem, in bounded time and memory, never a panic.

use proptest::prelude::*;

use super::*;

#[test]
fn ten_thousand_groups_in_each_other_are_refused() {
    let open: String = (0..10_000).map(|i| format!("<g{i}>")).collect();
    assert_eq!(read(&form(&open, "", "")).unwrap_err()[0].rule.code(), "not_xml");
}

#[test]
fn groups_as_deep_as_xml_may_be_are_compiled() {
    let (depth, path) = (400, "/g".repeat(400));
    let instance = format!("{}<a/>{}", "<g>".repeat(depth), "</g>".repeat(depth));
    let bind = format!(r#"<bind nodeset="/data{path}/a" calculate="1"/>"#);
    assert_eq!(opened(&instance, &bind, "<group/>").nodes.len(), 404);
}

#[test]
fn entities_that_blow_up_are_refused_unread() {
    let xml = format!(
        r#"<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>{}"#,
        form("<a>&b;</a>", "", "")
    );
    assert_eq!(read(&xml).unwrap_err()[0].rule.code(), "not_xml");
}

#[test]
fn expressions_nested_deeply_are_refused() {
    let deep = format!("{}1{}", "(".repeat(20_000), ")".repeat(20_000));
    let bind = format!(r#"<bind nodeset="/data/a" calculate="{deep}"/>"#);
    assert_eq!(told("", &bind, "")[0].0, "expression_too_large");
}

#[test]
fn a_chain_of_eight_thousand_calculations_is_compiled() {
    let nodes: String = (0..8000).map(|i| format!("<c{i}/>")).collect();
    let binds: String = (1..8000)
        .map(|i| format!(r#"<bind nodeset="/data/c{i}" calculate="/data/c{} + 1"/>"#, i - 1))
        .collect();
    let found = opened(&nodes, &binds, r#"<input ref="/data/c0"><label>A</label></input>"#);
    assert_eq!(found.nodes.iter().filter(|node| node.calculation.is_some()).count(), 7999);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn any_expression_is_read_or_refused(text in "[$a-z(){}'.,=*<>+/\\[\\]@: 0-9-]{0,40}") {
        let text = text.replace('&', "&amp;").replace('<', "&lt;");
        for local in ["relevant", "calculate", "nodeset", "constraint"] {
            let bind = format!(r#"<bind nodeset="/data/a" {local}="{text}"/>"#);
            let _ = read(&form("", &bind, ""));
        }
        let _ = read(&form("", "", &format!(r#"<input ref="{text}"><label>A<output value="{text}"/></label></input>"#)));
        let _ = read(&form("", "", &format!(r#"<select ref="/data/a"><label/><itemset nodeset="{text}"><value ref="{text}"/><label ref="{text}"/></itemset></select>"#)));
    }

    #[test]
    fn a_damaged_form_is_refused_or_still_a_form(at in 0..600_usize, byte in any::<u8>()) {
        let mut bytes = form("<a>1</a><r><b/></r>", r#"<bind nodeset="/data/a" type="int"/>"#, "").into_bytes();
        let at = at % bytes.len();
        bytes[at] = byte;
        let _ = from_xml(&bytes, Digest([0; 32]));
    }
}

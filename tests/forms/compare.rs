//! Two lines of a walk held against each other: XML as trees, and without what no two runs share.

use std::fmt;

use serde_json::Value;

/// One thing that differs.
#[derive(Debug, Clone)]
pub(super) struct Difference {
    /// `walk` or `replay`.
    pub(super) of: &'static str,
    /// The field of the line.
    pub(super) field: &'static str,
    /// Where in it: an XPath, or the number of a step.
    pub(super) place: String,
    pub(super) javarosa: String,
    pub(super) saksi: String,
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { of, field, place, javarosa, saksi } = self;
        write!(f, "{of} {field} {place}\n    JavaRosa {javarosa}\n    Saksi    {saksi}")
    }
}

/// All that differs, verdicts first; after different verdicts or steps nothing else is worth a look.
pub(super) fn lines(of: &'static str, javarosa: &Value, saksi: &Value) -> Vec<Difference> {
    let differ = |field, place: String, a: String, b: String| {
        (a != b).then_some(Difference { of, field, place, javarosa: a, saksi: b })
    };
    if javarosa["ok"] != saksi["ok"] {
        let verdict =
            |line: &Value| format!("ok {} {} {}", line["ok"], line["stage"], line["error"]);
        return differ("ok", String::new(), verdict(javarosa), verdict(saksi))
            .into_iter()
            .collect();
    }
    if javarosa["ok"] != true {
        return Vec::new();
    }
    let mut all = xml(of, "initial_xml", javarosa, saksi);
    let steps = |line: &Value| line["walk"].as_array().cloned().unwrap_or_default();
    let (a, b) = (steps(javarosa), steps(saksi));
    for at in 0..a.len().max(b.len()) {
        let show =
            |steps: &[Value]| steps.get(at).map_or_else(|| "no step".to_owned(), Value::to_string);
        if let Some(difference) = differ("walk", format!("step {}", at + 1), show(&a), show(&b)) {
            all.push(difference);
            return all;
        }
    }
    all.extend(xml(of, "final_xml", javarosa, saksi));
    let verdict = |line: &Value| line["validate"].to_string();
    all.extend(differ("validate", String::new(), verdict(javarosa), verdict(saksi)));
    all.extend(xml(of, "finalized_xml", javarosa, saksi));
    all
}

fn xml(of: &'static str, field: &'static str, javarosa: &Value, saksi: &Value) -> Vec<Difference> {
    let flat = |line: &Value| flat(line[field].as_str().unwrap_or_default());
    let (a, b) = (flat(javarosa), flat(saksi));
    let find = |all: &[(String, String)], place: &str| {
        all.iter()
            .find(|node| node.0 == place)
            .map_or_else(|| "absent".to_owned(), |node| node.1.clone())
    };
    let only_ours = b.iter().filter(|node| !a.iter().any(|other| other.0 == node.0));
    let mut all = Vec::new();
    for (place, _) in a.iter().chain(only_ours) {
        let (javarosa, saksi) = (find(&a, place), find(&b, place));
        if javarosa != saksi {
            all.push(Difference { of, field, place: place.clone(), javarosa, saksi });
        }
    }
    if all.is_empty() && a != b {
        let order = |all: &[(String, String)]| {
            all.iter().map(|node| node.0.as_str()).collect::<Vec<_>>().join(" ")
        };
        all.push(Difference {
            of,
            field,
            place: "order".to_owned(),
            javarosa: order(&a),
            saksi: order(&b),
        });
    }
    all
}

/// Every element in document order: its place, and its attributes and text. Prefixes do not count.
fn flat(text: &str) -> Vec<(String, String)> {
    let document = match roxmltree::Document::parse(text) {
        Ok(document) => document,
        Err(error) => return vec![("/".to_owned(), format!("no XML: {error}"))],
    };
    let mut out = Vec::new();
    walk(document.root_element(), "", &mut out);
    out
}

fn walk(node: roxmltree::Node<'_, '_>, above: &str, out: &mut Vec<(String, String)>) {
    let tag = node.tag_name();
    let same =
        |sibling: &roxmltree::Node<'_, '_>| sibling.is_element() && sibling.tag_name() == tag;
    let at = node.prev_siblings().filter(same).count();
    let space = tag.namespace().map_or_else(String::new, |uri| format!("{{{uri}}}"));
    let place = format!("{above}/{space}{}[{at}]", tag.name());
    let mut attributes: Vec<_> = node
        .attributes()
        .map(|a| format!("@{}{}={}", a.namespace().unwrap_or_default(), a.name(), a.value()))
        .collect();
    attributes.sort();
    let has_children = node.children().any(|child| child.is_element());
    let text: String = node
        .children()
        .filter_map(|child| child.is_text().then(|| child.text()).flatten())
        .collect();
    let text = if has_children { text.trim().to_owned() } else { timeless(&text) };
    out.push((place.clone(), format!("{}{:?}", attributes.concat(), text)));
    for child in node.children().filter(roxmltree::Node::is_element) {
        walk(child, &place, out);
    }
}

/// The text, or what stands for one that changes from run to run: a uuid, or the time of the run.
/// The forms' own answers all lie in 2020.
fn timeless(text: &str) -> String {
    if let Some(rest) = text.strip_prefix("uuid:") {
        let fits = rest.len() == 36 && rest.bytes().all(|b| b.is_ascii_hexdigit() || b == b'-');
        return if fits { "uuid".to_owned() } else { text.to_owned() };
    }
    let digits = |range: std::ops::Range<usize>| {
        text.get(range).is_some_and(|t| t.bytes().all(|b| b.is_ascii_digit()))
    };
    let is_date = digits(0..4) && digits(5..7) && digits(8..10) && text.get(4..5) == Some("-");
    if is_date && text.get(0..4) > Some("2025") {
        return match text.len() {
            10 => "today".to_owned(),
            24 if text.ends_with('Z') => "now".to_owned(),
            29 => "now".to_owned(),
            _ => text.to_owned(),
        };
    }
    text.to_owned()
}

#[test]
fn prefixes_order_of_attributes_blanks_and_the_hour_do_not_count() {
    let line = |xml: &str| serde_json::json!({ "ok": true, "initial_xml": xml, "final_xml": xml, "finalized_xml": xml });
    let a = line(
        "<d a='1' b='2' xmlns:o='u'> <o:s>2026-11-28T23:45:07.040Z</o:s> <i>uuid:43f35223-e8ff-47ec-82d0-ee08860c2bab</i></d>",
    );
    let b = line(
        "<d b='2' a='1'><s xmlns='u'>2026-11-28T23:45:09.000Z</s><i>uuid:53f35223-e8ff-47ec-82d0-ee08860c2bab</i></d>",
    );
    assert!(lines("walk", &a, &b).is_empty());
}

#[test]
fn a_missing_node_and_another_text_are_told_by_their_place() {
    let line = |xml: &str| serde_json::json!({ "ok": true, "initial_xml": xml, "final_xml": "<d/>", "finalized_xml": "<d/>" });
    let found =
        lines("walk", &line("<d><a>1</a><b/><c>3</c></d>"), &line("<d><a>2</a><c>3</c></d>"));
    let places: Vec<_> =
        found.iter().map(|d| (d.place.as_str(), d.javarosa.as_str(), d.saksi.as_str())).collect();
    assert_eq!(places, [("/d[1]/a[1]", "\"1\"", "\"2\""), ("/d[1]/b[1]", "\"\"", "absent")]);
}

#[test]
fn another_verdict_is_all_that_is_told() {
    let found = lines(
        "walk",
        &serde_json::json!({"ok": true}),
        &serde_json::json!({"ok": false, "initial_xml": "<d/>"}),
    );
    assert_eq!(found.iter().map(|d| d.field).collect::<Vec<_>>(), ["ok"]);
}

//! Documents are read as written, refused within bounds, and written as they were read.

use proptest::prelude::*;

use super::*;
use crate::forms::problem::{CellPlace, Sheet};

fn read(text: &str) -> Document {
    parse(text.as_bytes(), &Limits::default()).unwrap()
}

fn fault(text: &str) -> XmlFault {
    parse(text.as_bytes(), &Limits::default()).unwrap_err().kind
}

#[test]
fn a_document_is_a_tree_with_names_texts_and_places() {
    let text = "<h:a xmlns:h='u' xmlns='v' k='1'>\n <b h:k=\"2&amp;3\"/>t&lt;<![CDATA[<]]>\
                <!-- c --><?p q r?></h:a>";
    let doc = read(text);
    let a = doc.root_element().unwrap();
    assert_eq!(doc.name(a), &XmlName::new("h", "a", "u"));
    let b = doc.child(a, "v", "b").unwrap();
    assert_eq!(doc.attribute(b, "u", "k"), Some("2&3"));
    assert_eq!((doc.attribute(a, "", "k"), doc.attribute(a, "v", "k")), (Some("1"), None));
    assert_eq!(doc.origin(b), Origin::Text { line: 2, column: 2 });
    assert_eq!(doc.string_value(a), "\n t<<");
    let kinds: Vec<XmlKind<'_>> = doc.children(a).skip(2).map(|id| doc.kind(id)).collect();
    let instruction = XmlKind::Instruction { target: "p", text: "q r" };
    assert_eq!(kinds, [XmlKind::Text("t<<"), XmlKind::Comment(" c "), instruction]);
    assert_eq!(doc.namespace_of(b, "h"), Some("u"));
    assert!(doc.below(Document::ROOT).map(|id| id.0).eq(1..7));
}

#[test]
fn what_is_no_document_is_refused_with_its_rule() {
    let rows: [(&str, XmlFault); 14] = [
        ("", XmlFault::Unfinished(String::new())),
        ("<a>", XmlFault::Unfinished("a".into())),
        ("<a/><b/>", XmlFault::OutsideRoot),
        ("x<a/>", XmlFault::OutsideRoot),
        ("<a></b>", XmlFault::Mismatch { expected: "a".into(), found: "b".into() }),
        ("</b>", XmlFault::Mismatch { expected: String::new(), found: "b".into() }),
        ("<a>&x;</a>", XmlFault::UnknownEntity("x".into())),
        ("<a>&#0;</a>", XmlFault::UnknownEntity("#0".into())),
        ("<a b='1' b='2'/>", XmlFault::DuplicateAttribute("b".into())),
        ("<p:a/>", XmlFault::UnknownPrefix("p".into())),
        ("<1a/>", XmlFault::BadName("1a".into())),
        ("<a b=1/>", XmlFault::Syntax),
        ("<a>\u{1}</a>", XmlFault::BadCharacter('\u{1}')),
        ("<!DOCTYPE a [<!ENTITY x 'y'>]><a>&x;</a>", XmlFault::DocumentType),
    ];
    for (text, want) in rows {
        assert_eq!(fault(text), want, "{text}");
    }
    let error = parse(b"<a>\n\xC3\xA9 <b></a>", &Limits::default()).unwrap_err();
    assert_eq!((error.line, error.column), (2, 6));
}

#[test]
fn a_document_over_a_limit_is_refused() {
    let limits = Limits { bytes: 1000, depth: 3, nodes: 5 };
    let kind = |text: &str| parse(text.as_bytes(), &limits).unwrap_err().kind;
    assert_eq!(kind(&" ".repeat(1001)), XmlFault::TooLong);
    assert_eq!(kind("<a><a><a><a/></a></a></a>"), XmlFault::TooDeep);
    assert_eq!(kind("<a><b/><b/><b/><b/><b/></a>"), XmlFault::TooMany);
    assert_eq!(fault(&"<a>".repeat(100_000)), XmlFault::TooDeep);
    let wide: String = (0..20_000).map(|n| format!(" a{n}=''")).collect();
    assert_eq!(read(&format!("<a{wide}/>")).attributes(XmlId(1)).count(), 20_000);
}

#[test]
fn a_document_is_built_with_origins_and_written() {
    let mut doc = Document::new();
    let cell = CellPlace { sheet: Sheet::Survey, row: 2, column: None, character: None };
    let from = || Origin::Cell(cell.clone());
    let html = doc.add_element(Document::ROOT, XmlName::new("h", "html", "u"), Origin::Nowhere);
    doc.declare_namespace(html, "h", "u");
    let body = doc.add_element(html, XmlName::new("h", "body", "u"), from());
    doc.set_attribute(body, XmlName::plain("z"), "a\"<&\n", from());
    doc.set_attribute(body, XmlName::plain("y"), "1", Origin::Nowhere);
    doc.set_attribute(body, XmlName::plain("z"), "b", Origin::Nowhere);
    doc.add_text(body, "t > ", Origin::Nowhere);
    doc.add_element(body, XmlName::plain("e"), Origin::Nowhere);
    assert_eq!(doc.origin(body), from());
    assert_eq!(doc.attribute_origin(body, "", "z"), from());
    let want = "<?xml version=\"1.0\"?>\n<h:html xmlns:h=\"u\">\n  \
                <h:body z=\"b\" y=\"1\">t &gt; <e/></h:body>\n</h:html>\n";
    assert_eq!(doc.to_xml(Style::Indented), want);
    assert_eq!(
        doc.canonical(),
        "<h:html xmlns:h=\"u\"><h:body y=\"1\" z=\"b\">t &gt; <e></e></h:body></h:html>"
    );
    doc.remove_attribute(body, "", "z");
    doc.detach(doc.first_child(body).unwrap());
    assert_eq!(doc.element_xml(body, Style::Compact), "<h:body y=\"1\"><e/></h:body>");
    assert_eq!(doc.renumbered().len(), 4);
}

#[test]
fn canonical_form_hides_order_and_needless_declarations_but_not_text() {
    let one = read("<a b='1' xmlns:p='u' p:a='2'><p:c xmlns:p='u'/> </a>");
    let two = read("<a xmlns:p='u' p:a='2' b='1'><p:c></p:c> </a>");
    assert_eq!(one.canonical(), two.canonical());
    assert_ne!(one.canonical(), read("<a xmlns:p='u' p:a='2' b='1'><p:c/></a>").canonical());
    assert_eq!(
        one.canonical_trimmed(),
        read("<a xmlns:p='u' p:a='2' b='1'><p:c/></a>").canonical()
    );
}

#[test]
fn other_encodings_are_read_when_they_say_so() {
    let latin = b"<?xml version='1.0' encoding='ISO-8859-1'?><a>\xE9</a>";
    let wide: Vec<u8> = "\u{FEFF}<a>\u{E9}</a>".encode_utf16().flat_map(u16::to_le_bytes).collect();
    for bytes in [&latin[..], &wide, b"\xEF\xBB\xBF<a>\xC3\xA9</a>"] {
        let doc = parse(bytes, &Limits::default()).unwrap();
        assert_eq!(doc.string_value(Document::ROOT), "\u{E9}");
    }
    assert_eq!(parse(b"<a>\xE9</a>", &Limits::default()).unwrap_err().kind, XmlFault::Encoding);
}

fn tree() -> impl Strategy<Value = Document> {
    proptest::collection::vec((0u8..5, "[ -~\n\u{E9}]{0,6}", 0usize..8), 0..30).prop_map(|steps| {
        let mut doc = Document::new();
        let mut elements =
            vec![doc.add_element(Document::ROOT, XmlName::plain("r"), Origin::Nowhere)];
        for (what, text, at) in steps {
            let parent = elements[at % elements.len()];
            match what {
                0 | 1 => {
                    let name = XmlName::plain(["a", "b-c", "\u{E9}"][at % 3]);
                    elements.push(doc.add_element(parent, name, Origin::Nowhere));
                }
                2 => doc.set_attribute(parent, XmlName::plain("k"), &text, Origin::Nowhere),
                _ => doc.add_text(parent, &text, Origin::Nowhere),
            }
        }
        doc
    })
}

proptest! {
    #[test]
    fn what_is_written_reads_back_the_same(doc in tree()) {
        let text = doc.to_xml(Style::Compact);
        prop_assert_eq!(read(&text).to_xml(Style::Compact), text.clone());
        prop_assert_eq!(read(&text).canonical(), doc.canonical());
        let laid = doc.to_xml(Style::Indented);
        prop_assert_eq!(read(&laid).canonical_trimmed(), doc.canonical_trimmed());
    }

    #[test]
    fn any_bytes_are_a_document_or_an_error(bytes in proptest::collection::vec(any::<u8>(), 0..60)) {
        let _ = parse(&bytes, &Limits::default());
    }

    #[test]
    fn any_markup_is_a_document_or_an_error(text in "[<>/a:='\"&;!?\\[\\]# x-]{0,60}") {
        let _ = parse(text.as_bytes(), &Limits::default());
    }
}

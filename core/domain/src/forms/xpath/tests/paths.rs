//! Paths, predicates, comparisons of nodes, and what is refused with its place.

use super::*;
use crate::forms::definition::NodeId;

const DOC: &str = "<d xmlns:p='u'><g a='1' p:b='2'><x>1</x><x>2</x><x/></g><!--c--><?t v?>\
    <p:y>5</p:y><g><x>7</x></g>tail<instance id='l'><root><item><n>k</n><l>K</l></item>\
    <item><n>m</n><l>M</l></item></root></instance></d>";

#[test]
fn every_axis_and_test_leads_where_xpath_says() {
    all(
        DOC,
        &[
            ("g/x", "1"),
            ("/d/g[1]/x[2]", "2"),
            ("count(//x)", "4"),
            ("count(g/x)", "4"),
            ("//x[last()]", ""),
            ("(//x)[last()]", "7"),
            ("(//x)[2]", "2"),
            ("//g[2]/x", "7"),
            ("g[1]/@a", "1"),
            ("g/@p:b", "2"),
            ("count(g[1]/@*)", "2"),
            ("p:y", "5"),
            ("p:*", "5"),
            ("comment()", "c"),
            ("processing-instruction('t')", "v"),
            ("processing-instruction('u')", ""),
            ("text()", "tail"),
            ("count(node())", "7"),
            ("g[2]/preceding-sibling::*[1]", "5"),
            ("count(g[1]/following-sibling::node())", "6"),
            ("name(g[2]/x/ancestor::*[1])", "g"),
            ("name(g[2]/x/ancestor::*[2])", "d"),
            ("count(g[2]/x/ancestor-or-self::node())", "4"),
            ("g[2]/preceding::x[1]", ""),
            ("g[2]/preceding::x[2]", "2"),
            ("count(p:y/following::x)", "1"),
            ("count(descendant::x)", "4"),
            ("count(.//self::x)", "4"),
            ("name(..)", ""),
            ("name(.)", "d"),
            ("local-name(p:y)", "y"),
            ("name(p:y)", "p:y"),
            ("namespace-uri(p:y)", "u"),
            ("count(g[1]/namespace::*)", "2"),
            ("count(g/x | g[1]/x | p:y)", "5"),
            ("g[x = 7]/x", "7"),
            ("g/x[position() > 1][1]", "2"),
            ("sum(g[1]/x[. != ''])", "3"),
            ("sum(g[1]/x)", "3"),
            ("count-non-empty(g/x)", "3"),
            ("position(g[2])", "2"),
            ("id('l')/root/item[2]/l", "M"),
            ("instance('l')/root/item[n = 'm']/l", "M"),
            ("count(instance('nope')/root)", "0"),
            ("g/x[. = current()/p:y - 3]", "2"),
            ("concat(g/x)", "127"),
            ("join(',', g/x)", "1,2,,7"),
            ("g/x[0]", ""),
            ("div/mod", ""),
            ("count(*)", "4"),
            ("2 * count(*) * 2", "16"),
        ],
    );
}

#[test]
fn several_nodes_compare_if_one_does() {
    all(
        DOC,
        &[
            ("g/x = 2", "true"),
            ("g/x != 2", "true"),
            ("g/x > 6", "true"),
            ("g/x > 7", "false"),
            ("g/x = 'q'", "false"),
            ("nope = ''", "false"),
            ("nope != ''", "false"),
            ("'' = g/x", "true"),
            ("true() = g/x", "true"),
            ("true() = nope", "false"),
            ("false() = nope", "true"),
            ("true() < g/x", "true"),
            ("false() < nope", "false"),
            ("g/x = p:y", "false"),
            ("g/x < p:y", "true"),
            ("p:y < g/x", "true"),
            ("p:y != p:y", "false"),
            ("1 = '1'", "true"),
            ("0.1 + 0.2 = 0.3", "true"),
            ("'a' < 'b'", "false"),
            ("true() = 'x'", "true"),
        ],
    );
}

#[test]
fn operators_bind_as_in_xpath_and_print_as_they_read() {
    let rows = [
        ("1 - 2 - 3", "1 - 2 - 3"),
        ("1 - (2 - 3)", "1 - (2 - 3)"),
        ("-a|b", "-a | b"),
        ("(1+2)*3", "1 + 2 * 3"),
        ("a//b[c]/@d", "a/descendant-or-self::node()/b[c]/@d"),
        ("(a)[1]/..", "(a)[1]/.."),
        ("${x}+1", "${x} + 1"),
        ("\"it's\"", "\"it's\""),
        ("a or b and c", "a or b and c"),
        ("(a or b) and c", "(a or b) and c"),
        ("/", "/"),
    ];
    for (text, want) in rows {
        let want = if text == "(1+2)*3" { "(1 + 2) * 3" } else { want };
        let printed = parse(text).unwrap().to_string();
        assert_eq!(printed, want, "{text}");
        assert_eq!(parse(&printed).unwrap().to_string(), printed, "{text}");
    }
}

#[test]
fn a_mistake_has_its_characters_and_its_rule() {
    let rows: [(&str, usize, &str); 18] = [
        ("1 +", 3, "expected a value, found the end"),
        ("(1", 2, "expected \")\", found the end"),
        ("f(1)", 0, "there is no function f()"),
        ("a + round(1, 2, 3)", 4, "round() takes 1 or 2 arguments, not 3"),
        (
            "weighted-checklist(1, 2, 3)",
            0,
            "weighted-checklist() takes an even number of arguments, not 3",
        ),
        ("count('a')", 6, "count needs nodes here"),
        ("sum(1)", 4, "sum needs nodes here"),
        ("1 | a", 0, "| needs nodes here"),
        ("'a", 0, "a text is not closed"),
        ("a # b", 2, "\"#\" may not stand here"),
        ("$v", 0, "$v: there are no variables"),
        ("up::a", 0, "there is no axis up::"),
        ("a[1", 3, "expected \"]\", found the end"),
        ("1 2", 2, "expected an operator or the end, found 2"),
        ("a/", 2, "expected a name, found the end"),
        ("1[2]", 1, "expected an operator or the end, found \"[\""),
        ("regex('a', '[')", 11, ""),
        ("", 0, "expected a value, found the end"),
    ];
    for (text, at, why) in rows {
        let error = refusal(text);
        assert_eq!(error.span.start, at, "{text}: {error}");
        assert!(error.rule.to_string().starts_with(why), "{text}: {error}");
    }
}

/// A form of one group with two repeats, as a template for `bind`.
#[derive(Debug)]
struct Form;

/// Node, parent, name, is a repeat: /d/{a, r[]/{b, s[]/c}, t[]/e}
const NODES: [(u32, u32, &str, bool); 8] = [
    (0, 0, "d", false),
    (1, 0, "a", false),
    (2, 0, "r", true),
    (3, 2, "b", false),
    (4, 2, "s", true),
    (5, 4, "c", false),
    (6, 0, "t", true),
    (7, 6, "e", false),
];

impl Template for Form {
    fn root(&self) -> NodeId {
        NodeId(0)
    }
    fn parent(&self, node: NodeId) -> Option<NodeId> {
        (node.0 > 0).then(|| NodeId(NODES[node.0 as usize].1))
    }
    fn children(&self, node: NodeId) -> Vec<NodeId> {
        let below = NODES.iter().filter(|row| row.0 > 0 && row.1 == node.0);
        below.map(|row| NodeId(row.0)).collect()
    }
    fn is_named(&self, node: NodeId, name: &crate::forms::xml::XmlName) -> bool {
        NODES[node.0 as usize].2 == name.local
    }
    fn is_attribute(&self, _node: NodeId) -> bool {
        false
    }
    fn is_repeat(&self, node: NodeId) -> bool {
        NODES[node.0 as usize].3
    }
}

#[test]
fn binding_tells_every_node_that_may_be_read_and_the_rows_it_is_read_from() {
    // expression at /d/r/s/c; node, repeats fixed, several
    type Read = (u32, usize, bool);
    let rows: [(&str, &[Read]); 10] = [
        ("instance('l')/root/item[n = /d/r/b]/l", &[(3, 1, false)]),
        ("/d/a", &[(1, 0, false)]),
        ("../../b + 1", &[(3, 1, false)]),
        ("/d/r/b", &[(3, 1, false)]),
        ("sum(/d/t/e)", &[(7, 0, true)]),
        ("/d/r[b = 1]/s/c", &[(3, 0, true), (5, 0, true)]),
        ("count(../../s)", &[(4, 1, true)]),
        (".", &[(5, 2, false)]),
        ("instance('l')/root/item[n = current()/../../b]/l", &[(3, 1, false)]),
        ("indexed-repeat(/d/t/e, /d/t, 2)", &[(7, 0, true), (6, 0, true)]),
    ];
    for (text, want) in rows {
        let bound = bind(&parse(text).unwrap(), &Form, NodeId(5));
        let read: Vec<_> = bound.reads().iter().map(|r| (r.node.0, r.fixed, r.many)).collect();
        assert_eq!(read, want, "{text}");
    }
}

#[test]
fn a_predicate_over_items_becomes_a_filter_when_an_index_can_answer_it() {
    use super::narrow::narrow;
    use crate::forms::lists::{Filter, Operand, Relation};
    let ask = |text: &str| {
        let predicate = parse(text).unwrap();
        narrow(&predicate, &mut |expr| match &expr.kind {
            ExprKind::Number(number) => Some(Operand::Number(*number)),
            _ => Some(Operand::Text("v".into())),
        })
    };
    let compare = |operator, value| Filter::Compare { column: "a".into(), operator, value };
    assert_eq!(ask("a = 'x'"), Some(compare(Relation::Equal, Operand::Text("v".into()))));
    assert_eq!(ask("5 < a"), Some(compare(Relation::Greater, Operand::Number(5.0))));
    let prefix = Filter::StartsWith { column: "a".into(), prefix: "v".into() };
    let both = Filter::And(vec![compare(Relation::NotEqual, Operand::Number(1.0)), prefix]);
    assert_eq!(ask("a != 1 and starts-with(a, current()/../w)"), Some(both));
    for text in
        ["a", "1", "a = b", "position() = 2", "not(a = 1)", "a = random()", "a/b = 1", "../a = 1"]
    {
        assert_eq!(ask(text), None, "{text}");
    }
}

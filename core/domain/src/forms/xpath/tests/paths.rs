//! Paths, predicates, comparisons of nodes, and what is refused with its place.

use super::*;

const DOC: &str = "<d xmlns:p='u'><g a='1' p:b='2'><x>1</x><x>2</x><x/></g><!--c--><?t v?>\
    <p:y>5</p:y><g><x>7</x></g>tail<instance id='l'><root><item><n>k</n><l>K</l></item>\
    <item><n>m</n><l>M</l></item></root></instance></d>";

#[test]
fn every_axis_and_test_leads_where_xpath_says() {
    all(DOC, &[
        ("g/x", "1"), ("/d/g[1]/x[2]", "2"), ("count(//x)", "4"), ("count(g/x)", "4"),
        ("//x[last()]", ""), ("(//x)[last()]", "7"), ("(//x)[2]", "2"), ("//g[2]/x", "7"),
        ("g[1]/@a", "1"), ("g/@p:b", "2"), ("count(g[1]/@*)", "2"), ("p:y", "5"), ("p:*", "5"),
        ("comment()", "c"), ("processing-instruction('t')", "v"), ("processing-instruction('u')", ""),
        ("text()", "tail"), ("count(node())", "7"), ("g[2]/preceding-sibling::*[1]", "5"),
        ("count(g[1]/following-sibling::node())", "6"), ("name(g[2]/x/ancestor::*[1])", "g"),
        ("name(g[2]/x/ancestor::*[2])", "d"), ("count(g[2]/x/ancestor-or-self::node())", "4"),
        ("g[2]/preceding::x[1]", ""), ("g[2]/preceding::x[2]", "2"), ("count(p:y/following::x)", "1"),
        ("count(descendant::x)", "4"), ("count(.//self::x)", "4"), ("name(..)", ""), ("name(.)", "d"),
        ("local-name(p:y)", "y"), ("name(p:y)", "p:y"), ("namespace-uri(p:y)", "u"),
        ("count(g[1]/namespace::*)", "2"), ("count(g/x | g[1]/x | p:y)", "5"), ("g[x = 7]/x", "7"),
        ("g/x[position() > 1][1]", "2"), ("sum(g[1]/x[. != ''])", "3"), ("sum(g[1]/x)", "3"),
        ("count-non-empty(g/x)", "3"), ("position(g[2])", "2"), ("id('l')/root/item[2]/l", "M"),
        ("instance('l')/root/item[n = 'm']/l", "M"), ("count(instance('nope')/root)", "0"),
        ("g/x[. = current()/p:y - 3]", "2"), ("concat(g/x)", "127"), ("join(',', g/x)", "1,2,,7"),
        ("g/x[0]", ""), ("div/mod", ""), ("count(*)", "4"), ("2 * count(*) * 2", "16"),
    ]);
}

#[test]
fn several_nodes_compare_if_one_does() {
    all(DOC, &[
        ("g/x = 2", "true"), ("g/x != 2", "true"), ("g/x > 6", "true"), ("g/x > 7", "false"),
        ("g/x = 'q'", "false"), ("nope = ''", "false"), ("nope != ''", "false"), ("'' = g/x", "true"),
        ("true() = g/x", "true"), ("true() = nope", "false"), ("false() = nope", "true"),
        ("true() < g/x", "true"), ("false() < nope", "false"), ("g/x = p:y", "false"),
        ("g/x < p:y", "true"), ("p:y < g/x", "true"), ("p:y != p:y", "false"), ("1 = '1'", "true"),
        ("0.1 + 0.2 = 0.3", "true"), ("'a' < 'b'", "false"), ("true() = 'x'", "true"),
    ]);
}

#[test]
fn operators_bind_as_in_xpath_and_print_as_they_read() {
    let rows = [
        ("1 - 2 - 3", "1 - 2 - 3"), ("1 - (2 - 3)", "1 - (2 - 3)"), ("-a|b", "-a | b"),
        ("(1+2)*3", "1 + 2 * 3"), ("a//b[c]/@d", "a/descendant-or-self::node()/b[c]/@d"),
        ("(a)[1]/..", "(a)[1]/.."), ("${x}+1", "${x} + 1"), ("\"it's\"", "\"it's\""),
        ("a or b and c", "a or b and c"), ("(a or b) and c", "(a or b) and c"), ("/", "/"),
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
        ("weighted-checklist(1, 2, 3)", 0, "weighted-checklist() takes an even number of arguments, not 3"),
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

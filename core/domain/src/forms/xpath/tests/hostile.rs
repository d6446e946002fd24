//! Hostile expressions end within bounds, and any text is an expression or a refusal.

use proptest::prelude::*;

use super::*;

#[test]
fn what_is_too_deep_or_too_long_is_refused() {
    assert_eq!(refusal(&"(".repeat(10_000)).rule, ExprRule::TooDeep);
    assert_eq!(refusal(&"-".repeat(10_000)).rule, ExprRule::TooDeep);
    assert_eq!(refusal(&"a[".repeat(10_000)).rule, ExprRule::TooDeep);
    assert_eq!(refusal(&"not(".repeat(10_000)).rule, ExprRule::TooDeep);
    assert_eq!(refusal(&"(".repeat(1 << 20)).rule, ExprRule::TooLong);
    assert_eq!(refusal(&vec!["1"; 10_000].join("+")).rule, ExprRule::TooDeep);
    assert_eq!(told(&vec!["1"; 900].join("+"), "<d/>"), "900");
    assert_eq!(told(&format!("{}1{}", "(".repeat(150), ")".repeat(150)), "<d/>"), "1");
}

#[test]
fn a_wide_or_deep_document_costs_no_stack_and_bounded_time() {
    let limits = Limits { depth: 100_000, ..Limits::default() };
    let text = "<a>".repeat(20_000) + &"</a>".repeat(20_000);
    let document = xml::parse(text.as_bytes(), &limits).unwrap();
    let tree = DocumentTree::new(&document, NOW);
    let root = Leaf::node(Document::ROOT);
    let expr = parse("count(//a)").unwrap();
    assert_eq!(eval(&expr, &tree, root, 1, 1).number(&tree), 20_000.0);
    // Without a budget these would be 8 * 10^12 visits.
    let greedy = parse("count(//a[count(//a[//a]) > 0])").unwrap();
    let _ = eval(&greedy, &tree, root, 1, 1);
}

proptest! {
    #[test]
    fn any_text_is_read_or_refused_and_printing_is_stable(
        text in "[-+*/|=<>!.,$:@a-e0-9{}()\\[\\]'\" ]{0,40}"
    ) {
        if let Ok(expr) = parse(&text) {
            let printed = expr.to_string();
            let again = parse(&printed).map(|expr| expr.to_string());
            prop_assert_eq!(again, Ok(printed));
            let _ = told(&text, "<a b='1'><c>2</c><d/>x</a>");
        }
    }

    #[test]
    fn any_call_ends_with_a_value(
        name in 0usize..90,
        list in proptest::collection::vec("(a|//c|'x y'|-1|0 div 0|now\\(\\)|1e|'2026-01-01'|.)", 0..5)
    ) {
        let names = ["substr", "round", "substring", "format-date", "date", "indexed-repeat", "regex",
            "randomize", "selected-at", "uuid", "digest", "area", "checklist", "id", "translate"];
        let text = format!("{}({})", names[name % names.len()], list.join(","));
        if parse(&text).is_ok() {
            let _ = told(&text, "<a b='1'><c>2</c><c/>x</a>");
        }
    }
}

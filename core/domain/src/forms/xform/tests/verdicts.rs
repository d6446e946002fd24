//! Every line of `verdicts.tsv` is a form that JavaRosa 6.0.0 opened (`ok`) or refused while
//! loading or initialising it; ours must agree, but for the decided differences below.
//!
//! A line is name, verdict, instance content, further model, body (`-`: the usual one), or name,
//! verdict, `whole`, the whole XML.

use super::*;

/// Decided differences, by their names in docs/formats/forms.md.
const DECIDED: [(&str, &str); 8] = [
    ("expr_unknownfunc_constraint", "unknown-function"),
    ("expr_arity_constraint", "unknown-function"),
    ("expr_var_constraint", "unknown-function"),
    ("itemset_filter_func", "unknown-function"),
    ("sv_unkfunc_changed", "unknown-function"),
    ("doctype", "document-type"),
    ("rel_star", "star-circle"),
    ("x_pull", "pulldata"),
];

#[test]
fn every_verdict_is_that_of_javarosa() {
    let mut wrong = Vec::new();
    for line in include_str!("verdicts.tsv").lines() {
        let cells: Vec<&str> = line.split('\t').collect();
        let part = |at: usize| if cells[at] == "-" { "" } else { cells[at] };
        let xml = match cells[2] {
            "whole" => cells[3].to_owned(),
            _ => form(part(2), part(3), part(4)),
        };
        let (name, wanted) = (cells[0], cells[1] == "ok");
        let found = read(&xml);
        let decided = DECIDED.iter().any(|(decided, _)| *decided == name);
        if (found.is_ok() == wanted) == decided {
            let why = found.map_or_else(|p| format!("{p:?}"), |_| "opens".to_owned());
            wrong.push(format!("{name}: JavaRosa {}; here {why}\n", cells[1]));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.concat());
}

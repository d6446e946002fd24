//! What expressions give, reckoned in a form with a repeat.

use super::*;

const SURVEY: &str = "type,name,label,calculation\n\
    text,a,A,\n\
    text,b,B,\n\
    geopoint,p,P,\n\
    geopoint,q,Q,\n\
    select_one fruit,s,S,\n\
    select_multiple fruit,m,M,\n\
    begin_repeat,r,R,\n\
    decimal,x,X,\n\
    end_repeat,,,\n\
    calculate,out,,";
const CHOICES: &str = "list_name,name,label\nfruit,k,Kelapa\nfruit,d,Durian\nfruit,n,Nanas\n";

fn reckon(expression: &str) -> String {
    let quoted = expression.replace('"', "\"\"");
    let mut session = without_rows(start(&format!("{SURVEY}\"{quoted}\"\n"), CHOICES));
    answer(&mut session, "a", "3");
    answer(&mut session, "p", "0 122.5");
    answer(&mut session, "q", "0 122.51 4 9");
    answer(&mut session, "s", "d");
    answer(&mut session, "m", "n k");
    for number in ["1.5", "", "-2"] {
        let (row, _) = session.add_row(&at(&session, "r")).unwrap();
        let place = within(&session, &row, "x");
        answer_at(&mut session, &place, number);
    }
    value(&session, &at(&session, "out"))
}

#[test]
fn expressions_give_what_odk_gives() {
    // left: the expression; right: its text. a = 3, b blank, s = d, m = k n, x = 1.5, blank, -2
    let rows = [
        ("${a} + 1", "4"),
        ("${a} div 2", "1.5"),
        ("-${a} mod 2", "-1"),
        ("0.1 + 0.2 = 0.3", "true"),
        ("${b} + 1", ""),
        ("${b} = ''", "true"),
        ("${a} = 3 and ${a} = '3'", "true"),
        ("../a", "3"),
        ("/data/r/x", "1.5"),
        ("if(${a} > 2, 'lebih', 'kurang')", "lebih"),
        ("coalesce(${b}, ${a})", "3"),
        ("selected(${m}, 'n')", "true"),
        ("count-selected(${m})", "2"),
        ("selected-at(${m}, 1)", "n"),
        ("selected-at(${m}, 5)", ""),
        ("jr:choice-name(${s}, '${s}')", "Durian"),
        ("count(${r})", "3"),
        ("count(${x})", "3"),
        ("count-non-empty(${x})", "2"),
        ("sum(${x})", "-0.5"),
        ("min(${x})", "-2"),
        ("max(${x}, 9)", "9"),
        ("${x} > 1", "true"),
        ("indexed-repeat(${x}, ${r}, 3)", "-2"),
        ("indexed-repeat(${x}, ${r}, 9)", ""),
        ("string-length('åé')", "2"),
        ("concat(${a}, '-', ${s})", "3-d"),
        ("join(', ', ${x})", "1.5, , -2"),
        ("substr('kelapa', 1, 3)", "el"),
        ("not(${b})", "true"),
        ("round(-1.5)", "-1"),
        ("round(2.345, 2)", "2.35"),
        ("round(1234, -2)", "1200"),
        ("int(-1.9)", "-1"),
        ("number('x')", ""),
        ("today()", "2026-11-24T00:00:00.000+08:00"),
        ("string(today())", "2026-11-24"),
        ("format-date(now(), '%H:%M')", "08:30"),
        ("date('2026-11-24') - 1", "20780"),
        ("string(date(today() + 7))", "2026-12-01"),
        ("today() > date('2026-01-31')", "true"),
        ("once('x')", "x"),
        ("round(distance(${p}, ${q}))", "1113"),
        ("distance(${p})", "0"),
        ("distance(${b})", "0"),
        ("distance(${a})", ""),
        ("1000000 * 1000000 * 1000000 * 1000000", "1000000000000000000000000"),
        ("1 div 0", "Infinity"),
    ];
    for (expression, want) in rows {
        assert_eq!(reckon(expression), want, "{expression}");
    }
}

#[test]
fn a_relative_name_in_a_repeat_is_that_of_the_same_row() {
    let mut session = without_rows(start(
        "type,name,label,calculation\n\
         begin_repeat,r,R,\n\
         integer,n,N,\n\
         calculate,twice,,${n} * 2\n\
         calculate,nth,,position(..)\n\
         calculate,share,,${n} div sum(../../r/n)\n\
         end_repeat,,,\n",
        "",
    ));
    let rows: Vec<Place> = (0..3).map(|_| session.add_row(&at(&session, "r")).unwrap().0).collect();
    for (row, n) in rows.iter().zip(["1", "3", "4"]) {
        let place = within(&session, row, "n");
        answer_at(&mut session, &place, n);
    }
    let of = |session: &Session, row, name| value(session, &within(session, row, name));
    assert_eq!(of(&session, &rows[1], "twice"), "6");
    assert_eq!(of(&session, &rows[2], "nth"), "3");
    assert_eq!(of(&session, &rows[0], "share"), "0.125");
    session.remove_row(&rows[1]).unwrap();
    assert_eq!(of(&session, &rows[2], "nth"), "2");
    assert_eq!(of(&session, &rows[0], "share"), "0.2");
}

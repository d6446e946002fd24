//! Coming back from a folded record: editing it, and holding the form's rules against it.

use super::*;

const SURVEY: &str = "type,name,label,required,constraint,relevant,bind::saksi:personal,calculation\n\
    begin_group,g,G,,,,,\n\
    integer,n,N,yes,. < 10,,,\n\
    text,t,T,,,${n} > 5,,\n\
    text,phone,Telepon,,,,yes,\n\
    end_group,,,,,,,\n\
    begin_repeat,r,R,,,,,\n\
    decimal,x,X,,,,,\n\
    text,who,Siapa,,,,yes,\n\
    end_repeat,,,,,,,\n\
    calculate,sum,,,,,,sum(${x})\n";

fn filled() -> Session {
    let mut session = bare(SURVEY);
    answer(&mut session, "n", "7");
    answer(&mut session, "t", "halo");
    answer(&mut session, "phone", "x");
    for number in ["1", "2"] {
        let (row, _) = session.add_row(&at(&session, "r")).unwrap();
        for (name, text) in [("x", number), ("who", "y")] {
            let place = within(&session, &row, name);
            answer_at(&mut session, &place, text);
        }
    }
    session
}

fn fold(writes: &[Write]) -> Folded {
    writes.iter().cloned().collect()
}

fn both(submission: &Submission) -> Folded {
    submission.writes.iter().chain(&submission.personal).cloned().collect()
}

fn again(submission: &Submission) -> Reopened {
    reopen(form(SURVEY, ""), &both(submission), Context { row_seed: [9; 32], ..context() })
}

#[test]
fn a_reopened_record_that_nobody_touches_writes_nothing() {
    let submission = filled().finalise(NOW).unwrap();
    let Reopened { session, unread } = again(&submission);
    assert_eq!(unread, Vec::<Vec<Value>>::new());
    let revised =
        session.revise(NOW, &fold(&submission.writes), &fold(&submission.personal)).unwrap();
    assert_eq!((revised.writes, revised.personal), (vec![], vec![]));
    assert_eq!(revised.computed, submission.computed);
}

#[test]
fn a_revision_writes_only_what_changed() {
    let submission = filled().finalise(NOW).unwrap();
    let Reopened { mut session, .. } = again(&submission);
    answer(&mut session, "n", "4"); // `t` is no longer asked
    answer(&mut session, "phone", "z");
    let rows = session.rows(&at(&session, "r"));
    session.remove_row(&rows[0]).unwrap();
    let x = within(&session, &rows[1], "x");
    answer_at(&mut session, &x, "");
    let (new, _) = session.add_row(&at(&session, "r")).unwrap();
    let revised =
        session.revise(NOW, &fold(&submission.writes), &fold(&submission.personal)).unwrap();
    let row = |place: &Place| session.definition().path(place);
    let below = |place: &Place, name: &str| [row(place), vec![name.into()]].concat();
    let mut want = vec![
        (vec!["g/n".into()], 4.into()),
        (vec!["g/t".into()], Value::Null),
        (row(&rows[0]), Value::Gone),
        (below(&rows[1], "x"), Value::Null),
        (below(&new, ORDER), 2.into()),
    ];
    let mut writes = revised.writes;
    writes.sort();
    want.sort();
    assert_eq!(writes, want);
    let mut personal = revised.personal;
    personal.sort();
    let mut want = vec![(vec!["g/phone".into()], "z".into()), (row(&rows[0]), Value::Gone)];
    want.sort();
    assert_eq!(personal, want);
}

#[test]
fn a_composite_that_breaks_a_rule_is_a_finding() {
    let definition = form(SURVEY, "");
    let submission = filled().finalise(NOW).unwrap();
    let mut folded = both(&submission);
    assert_eq!(check(&definition, &folded, NOW), []);
    folded.insert(vec!["g/n".into()], 3.into()); // the other phone's edit
    folded.insert(vec!["g/phone".into()], 5.into());
    folded.insert(vec!["of another version".into()], 1.into());
    let findings = check(&definition, &folded, NOW);
    let whys: Vec<Why> = findings.iter().map(|f| f.why).collect();
    assert_eq!(whys, [Why::Unreadable, Why::Unreadable, Why::NotAsked]);
    folded.insert(vec!["g/n".into()], 12.into());
    assert!(check(&definition, &folded, NOW).iter().any(|f| f.why == Why::Constraint));
    folded.insert(vec!["g/n".into()], Value::Null);
    assert!(check(&definition, &folded, NOW).iter().any(|f| f.why == Why::Missing));
}

#[test]
fn values_of_another_version_are_left_alone() {
    let submission = filled().finalise(NOW).unwrap();
    let mut old = fold(&submission.writes);
    old.insert(vec!["g/old question".into()], "keep".into());
    let revised = again(&submission).session.revise(NOW, &old, &Folded::new()).unwrap();
    assert_eq!(revised.writes, []);
}

#[test]
fn rows_come_back_in_their_order() {
    let submission = filled().finalise(NOW).unwrap();
    let mut folded = both(&submission);
    for (path, value) in &mut folded {
        if path.last() == Some(&ORDER.into()) {
            *value = Value::Int(1 - value.as_int().unwrap());
        }
    }
    let session = reopen(form(SURVEY, ""), &folded, context()).session;
    let first = &session.rows(&at(&session, "r"))[0];
    assert_eq!(value(&session, &within(&session, first, "x")), "2");
}

#[test]
fn a_path_is_a_place_and_comes_back() {
    let session = filled();
    let form = session.definition();
    for (path, _) in session.finalise(NOW).unwrap().writes {
        let place = form.place(&path).unwrap();
        if path.last() != Some(&ORDER.into()) {
            assert_eq!(form.path(&place), path);
            assert_eq!(form.place_from_text(&form.place_text(&place)), Some(place));
        }
    }
    let row = || Value::bytes(&[0; 8]);
    let wrong: [&[Value]; 8] = [
        &[],
        &["g/nobody".into()],
        &[row()],
        &["g".into(), row()],
        &["r".into(), Value::bytes(&[0; 7])],
        &["r/x".into()],
        &["r".into(), row(), row()],
        &["r".into(), row(), ORDER.into(), "x".into()],
    ];
    for path in wrong {
        assert_eq!(form.place(path), None, "{path:?}");
    }
    for text in ["", "r[", "r[zz]", "/", "g//n", "r[00]x"] {
        assert_eq!(form.place_from_text(text), None, "{text}");
    }
}

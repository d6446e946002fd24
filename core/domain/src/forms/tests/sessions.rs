//! Filling in: what changes, where one stands, what a draft keeps.

use super::*;

const HOUSE: &str = "type,name,label,relevant,required,constraint,calculation,default\n\
    integer,people,Berapa orang?,,yes,. > 0,,\n\
    begin_group,kids,Anak,${people} > 2,,,,\n\
    integer,children,Berapa anak?,,yes,. < ${people},,\n\
    text,school,Sekolah,${children} > 0,,,,\n\
    end_group,,,,,,,\n\
    begin_repeat,room,Kamar,,,,,\n\
    text,name,Nama kamar,,,,,\n\
    integer,beds,Tempat tidur,,,,,1\n\
    begin_repeat,window,Jendela,,,,,\n\
    decimal,width,Lebar,,,,,\n\
    end_repeat,,,,,,,\n\
    end_repeat,,,,,,,\n\
    calculate,total_beds,,,,,sum(${beds}),\n\
    note,thanks,Terima kasih,,,,,\n";

fn names(session: &Session, changes: &Changes) -> Vec<String> {
    let show = |c: &Change| {
        let what = match &c.what {
            What::Value(value) => {
                format!("= {}", value.as_ref().map(Answer::to_text).unwrap_or_default())
            }
            other => format!("{other:?}"),
        };
        format!("{} {what}", session.definition().node(c.place.node).name)
    };
    changes.list.iter().map(show).collect()
}

#[test]
fn an_answer_returns_exactly_what_it_changed() {
    let mut session = bare(HOUSE);
    let changes = answer(&mut session, "people", "2");
    assert_eq!(names(&session, &changes), ["people = 2"]);
    let changes = answer(&mut session, "people", "4");
    // `school` waits for `children`; the note is not touched.
    assert_eq!(
        names(&session, &changes),
        ["people = 4", "kids Relevant(true)", "children Relevant(true)"]
    );
    let changes = answer(&mut session, "children", "5");
    assert_eq!(
        names(&session, &changes),
        ["children = 5", "school Relevant(true)", "children Holds(false)"]
    );
    let changes = answer(&mut session, "people", "6");
    assert_eq!(names(&session, &changes), ["people = 6", "children Holds(true)"]);
    assert_eq!(answer(&mut session, "people", "6"), Changes::default());
}

#[test]
fn what_is_no_longer_asked_is_kept_in_the_draft_and_left_out_of_the_submission() {
    let mut session = bare(HOUSE);
    answer(&mut session, "people", "4");
    answer(&mut session, "children", "1");
    answer(&mut session, "people", "1");
    let submission = session.finalise(NOW).unwrap();
    assert_eq!(shown(&submission.writes), ["people = Int(1)"]);
    answer(&mut session, "people", "5");
    assert_eq!(value(&session, &at(&session, "children")), "1");
}

#[test]
fn what_is_no_longer_asked_reads_as_blank() {
    let mut session = start(
        "type,name,label,relevant,calculation\n\
         integer,a,A,,\n\
         begin_group,g,G,${a} = 1,\n\
         text,b,B,,\n\
         end_group,,,,\n\
         calculate,echo,,,\"concat('e', ${b})\"\n\
         text,c,C,${b} = 'x',\n",
        "",
    );
    answer(&mut session, "a", "1");
    answer(&mut session, "b", "x");
    assert!(session.is_relevant(&at(&session, "c")));
    let changes = answer(&mut session, "a", "2");
    let want = ["a = 2", "g Relevant(false)", "b Relevant(false)", "echo = e", "c Relevant(false)"];
    let mut told = names(&session, &changes);
    told.sort();
    let mut want = want.map(str::to_owned);
    want.sort();
    assert_eq!(told, want);
}

#[test]
fn finalise_names_everything_that_fails_at_once() {
    let mut session = bare(HOUSE);
    answer(&mut session, "people", "3");
    answer(&mut session, "people", "");
    assert_eq!(session.failing().len(), 1);
    answer(&mut session, "people", "3");
    answer(&mut session, "children", "9");
    let Err(FinaliseError::Failing(failing)) = session.finalise(NOW) else { panic!("refused") };
    assert_eq!(failing, [Failing { place: at(&session, "children"), why: Why::Constraint }]);
    assert_eq!(FinaliseError::Failing(failing).to_string(), "1 questions are not in order");
}

#[test]
fn rows_are_counted_and_taken_away() {
    let mut session = bare(HOUSE);
    let (first, changes) = session.add_row(&at(&session, "room")).unwrap();
    assert!(names(&session, &changes).contains(&"beds = 1".to_owned()), "the default");
    let (second, _) = session.add_row(&at(&session, "room")).unwrap();
    assert_ne!(first.rows, second.rows);
    let beds = within(&session, &second, "beds");
    answer_at(&mut session, &beds, "3");
    assert_eq!(value(&session, &at(&session, "total_beds")), "4");
    let changes = session.remove_row(&first).unwrap();
    assert_eq!(names(&session, &changes), ["room RowRemoved", "total_beds = 3"]);
    assert_eq!(session.remove_row(&first), Err(AnswerError::NoSuchPlace));
    assert_eq!(session.rows(&at(&session, "room")), [second]);
}

#[test]
fn next_and_previous_pass_over_what_is_not_asked() {
    let mut session = bare(HOUSE);
    let (room, _) = session.add_row(&at(&session, "room")).unwrap();
    let mut seen = Vec::new();
    loop {
        match session.next().clone() {
            Step::Question(place) => seen.push(session.definition().node(place.node).name.clone()),
            Step::AddRow(place) => {
                seen.push(format!("+{}", session.definition().place_text(&place).len()))
            }
            Step::Group(_) | Step::Start => panic!("never back"),
            Step::End => break,
        }
    }
    assert_eq!(seen, ["people", "name", "beds", "+29", "+4", "thanks"]);
    assert_eq!(*session.next(), Step::End);
    let thanks = Step::Question(at(&session, "thanks"));
    assert_eq!(*session.previous(), thanks);
    assert!(!session.jump(&Step::Question(at(&session, "children"))), "not asked");
    assert!(session.jump(&Step::Question(within(&session, &room, "beds"))));
    session.remove_row(&room).unwrap();
    assert_eq!(*session.step(), Step::AddRow(at(&session, "room")));
}

#[test]
fn a_draft_reopens_where_it_was() {
    let mut session = bare(HOUSE);
    answer(&mut session, "people", "4");
    let (room, _) = session.add_row(&at(&session, "room")).unwrap();
    let window = within(&session, &room, "window");
    let (pane, _) = session.add_row(&window).unwrap();
    let width = within(&session, &pane, "width");
    answer_at(&mut session, &width, "1.20");
    assert!(session.jump(&Step::Question(width.clone())));
    let json = serde_json::to_string(&session.draft()).unwrap();
    let draft: Draft = serde_json::from_str(&json).unwrap();
    let mut again = Session::restore(session.definition().clone(), &draft).unwrap();
    assert_eq!(again.draft(), session.draft());
    assert_eq!((again.step(), value(&again, &width)), (&Step::Question(width), "1.2".to_owned()));
    // The next row has the same id in both: the seed goes on where it was.
    assert_eq!(again.add_row(&window).unwrap().0, session.add_row(&window).unwrap().0);
}

#[test]
fn a_draft_of_another_form_or_damaged_is_refused() {
    let session = bare(HOUSE);
    let other = form("type,name,label\ntext,a,A\n", "");
    assert!(matches!(Session::restore(other, &session.draft()), Err(DraftError::OtherForm(..))));
    let mut json = serde_json::to_value(session.draft()).unwrap();
    let row =
        |place: &str| serde_json::json!([{"place": place, "order": 0, "copied": false, "late": 0}]);
    for (key, bad) in [
        ("answers", serde_json::json!({"people": {"Text": "empat"}})),
        ("answers", serde_json::json!({"nobody": {"Int": 4}})),
        ("rows", row("room[00]")),
        ("rows", row("room[0011223344556677]/window[0011223344556677]")),
        ("row_seed", serde_json::json!("zz")),
    ] {
        let good = std::mem::replace(&mut json[key], bad);
        let draft: Draft = serde_json::from_value(json.clone()).unwrap();
        assert_eq!(
            Session::restore(session.definition().clone(), &draft).unwrap_err(),
            DraftError::Damaged
        );
        json[key] = good;
    }
}

#[test]
fn an_answer_of_another_type_changes_nothing() {
    let choices = "list_name,name,label\nl,a,A\nl,b,B\n";
    let survey = "type,name,label,calculation,readonly\n\
        select_multiple l,m,M,,\nselect_one l,s,S,,\ninteger,n,N,,\nnote,t,T,,\n\
        geopoint,g,G,,\ncalculate,c,,1 + 1,\ntext,r,R,,yes\n";
    let mut session = start(survey, choices);
    let draft = session.draft();
    let off = GeoPoint { lat_e7: 900_000_001, lon_e7: 0, alt_mm: None, acc_mm: None };
    for (name, answer, why) in [
        ("m", Answer::Many(vec!["z".into()]), AnswerError::NotAChoice),
        ("s", Answer::One("z".into()), AnswerError::NotAChoice),
        ("s", Answer::Int(1), AnswerError::WrongType),
        ("n", Answer::Text("1".into()), AnswerError::WrongType),
        ("g", Answer::Point(off), AnswerError::Malformed),
        ("t", Answer::Text("x".into()), AnswerError::ReadOnly),
        ("c", Answer::Text("3".into()), AnswerError::ReadOnly),
        ("r", Answer::Text("x".into()), AnswerError::ReadOnly),
    ] {
        assert_eq!(session.answer(&at(&session, name), Some(answer)), Err(why), "{name}");
    }
    let long = Answer::Many(vec!["b".into(), "a".into(), "b".into()]);
    session.answer(&at(&session, "m"), Some(long)).unwrap();
    assert_eq!(value(&session, &at(&session, "m")), "a b", "in the order of the list");
    session.answer(&at(&session, "m"), None).unwrap();
    assert_eq!(session.draft(), draft);
}

#[test]
fn a_choice_that_is_no_longer_offered_is_not_final() {
    let survey = "type,name,label,choice_filter\n\
        select_one land,l,L,\nselect_one town,t,T,land = ${l}\n";
    let choices = "list_name,name,label,land\nland,x,X,\nland,y,Y,\ntown,x1,X1,x\ntown,y1,Y1,y\n";
    let mut session = start(survey, choices);
    answer(&mut session, "l", "x");
    assert_eq!(session.choices(&at(&session, "t")).len(), 1);
    answer(&mut session, "t", "x1");
    let changes = answer(&mut session, "l", "y");
    assert!(changes.list.iter().any(|c| c.what == What::Choices));
    assert_eq!(session.failing(), [Failing { place: at(&session, "t"), why: Why::NotAChoice }]);
}

#[test]
fn defaults_may_be_reckoned_and_once_keeps_its_first_value() {
    let mut session = start(
        "type,name,label,calculation,default\n\
         date,day,Hari,,today()\n\
         text,code,Kode,,K-1\n\
         calculate,first,,\"once(concat(${code}, '!'))\",\n",
        "",
    );
    assert_eq!(value(&session, &at(&session, "day")), "2026-11-24");
    answer(&mut session, "code", "K-2");
    // Were it reckoned before the fixed default is there, it would be "!" for ever.
    assert_eq!(value(&session, &at(&session, "first")), "K-1!");
}

//! What holds whatever a person does.

use proptest::prelude::*;

use super::*;
use crate::forms::session::{Beside, InstancePart};

const SURVEY: &str = "type,name,label,relevant,required,constraint,calculation,choice_filter\n\
    integer,a,A,,yes,. < 50,,\n\
    text,q,Q,${a} > 25,,,,\n\
    calculate,echo,,,,,\"concat('e', ${q})\",\n\
    begin_group,g,G,${a} > 10,,,,\n\
    decimal,b,B,,${a} > 20,. > ${a},,\n\
    select_multiple l,m,M,${b} != '',,count-selected(.) < 3,,${a} > 5 or name = 'x'\n\
    end_group,,,,,,,\n\
    begin_repeat,r,R,\"not(selected(${m}, 'y'))\",,,,\n\
    integer,n,N,,,. != ${a},,\n\
    calculate,share,,,,,${n} div sum(../../r/n),\n\
    begin_repeat,s,S,${n} > 3,,,,\n\
    text,t,T,position(..) > 1,,,,\n\
    calculate,label,,,,,\"concat(${a}, ':', ${n}, ':', position(../..), ':', ${t})\",\n\
    end_repeat,,,,,,,\n\
    calculate,texts,,,,,count-non-empty(${t}),\n\
    end_repeat,,,,,,,\n\
    calculate,total,,,,,sum(${n}) + sum(${texts}),\n\
    text,last,L,${total} > 7,,,,\n";
const CHOICES: &str = "list_name,name,label\nl,x,X\nl,y,Y\nl,z,Z\n";

/// What a person might do; places and rows are picked by remainder.
#[derive(Debug, Clone)]
enum Deed {
    Answer(usize, usize, String),
    AddRow(usize, usize),
    RemoveRow(usize),
    Next,
    Previous,
}

fn deed() -> impl Strategy<Value = Deed> {
    let text = prop_oneof![
        8 => "[0-9]{1,2}",
        2 => "[0-9]{1,2}\\.[0-9]",
        1 => Just(String::new()),
        2 => Just("x".into()),
        2 => Just("x y".into()),
        1 => Just("x y z".into()),
        1 => ".{0,6}",
    ];
    prop_oneof![
        6 => (any::<usize>(), any::<usize>(), text).prop_map(|(p, r, t)| Deed::Answer(p, r, t)),
        3 => (any::<usize>(), any::<usize>()).prop_map(|(p, r)| Deed::AddRow(p, r)),
        1 => any::<usize>().prop_map(Deed::RemoveRow),
        1 => Just(Deed::Next),
        1 => Just(Deed::Previous),
    ]
}

/// All rows there are.
fn rows(session: &Session) -> Vec<Place> {
    let outer = session.rows(&at(session, "r"));
    let inner =
        outer.iter().flat_map(|row| session.rows(&within(session, row, "s"))).collect::<Vec<_>>();
    outer.into_iter().chain(inner).collect()
}

fn pick(session: &Session, node: usize, row: usize) -> Place {
    let nodes = &session.definition().nodes;
    let node = &nodes[node % nodes.len()];
    let fitting: Vec<Place> =
        rows(session).into_iter().filter(|r| r.rows.len() == node.repeats.len()).collect();
    let rows =
        if fitting.is_empty() { Vec::new() } else { fitting[row % fitting.len()].rows.clone() };
    Place { node: node.id, rows }
}

fn act(session: &mut Session, deed: &Deed) {
    match deed {
        Deed::Answer(node, row, text) => {
            let place = pick(session, *node, *row);
            if let Some(kind) = session.definition().node(place.node).question()
                && let Ok(answer) = Answer::from_text(kind, text)
            {
                let _ = session.answer(&place, answer);
            }
        }
        Deed::AddRow(node, row) => {
            let name = if node % 3 == 0 { "r" } else { "s" };
            let node = session.definition().find(name).unwrap().id;
            let place = pick(session, node.index(), *row);
            let _ = session.add_row(&place);
        }
        Deed::RemoveRow(row) => {
            let rows = rows(session);
            if !rows.is_empty() {
                session.remove_row(&rows[row % rows.len()]).unwrap();
            }
        }
        Deed::Next => drop(session.next().clone()),
        Deed::Previous => drop(session.previous().clone()),
    }
}

/// Everything a screen could show.
fn seen(session: &Session) -> Vec<String> {
    let mut all = vec![format!("{:?} {:?}", session.failing(), session.steps())];
    for (place, answer) in
        serde_json::to_value(session.draft()).unwrap()["answers"].as_object().unwrap()
    {
        all.push(format!("{place} {answer}"));
    }
    all
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn reckoning_only_what_changed_equals_reckoning_everything(deeds in prop::collection::vec(deed(), 0..80)) {
        let mut session = start(SURVEY, CHOICES);
        for deed in &deeds {
            act(&mut session, deed);
        }
        let anew = session.reckoned_anew();
        prop_assert_eq!(seen(&anew), seen(&session));
        prop_assert_eq!(anew.draft(), session.draft());
    }

    #[test]
    fn a_draft_reopens_as_it_was(deeds in prop::collection::vec(deed(), 0..40)) {
        let mut session = start(SURVEY, CHOICES);
        for deed in &deeds {
            act(&mut session, deed);
        }
        let again = Session::restore(session.definition().clone(), &session.draft()).unwrap();
        prop_assert_eq!(seen(&again), seen(&session));
        prop_assert_eq!(again.draft(), session.draft());
        let part = InstancePart::Everything;
        prop_assert_eq!(again.to_xml(part), session.to_xml(part));
    }

    #[test]
    fn an_instance_as_xml_comes_back(deeds in prop::collection::vec(deed(), 0..40)) {
        let mut session = start(SURVEY, CHOICES);
        for deed in &deeds {
            act(&mut session, deed);
        }
        // Once through XML, blanks around a text are gone and rows stand where the form has them.
        let read = |xml: &str| {
            let form = session.definition().clone();
            Session::from_xml(form, xml.as_bytes(), context(), Beside::default()).unwrap()
        };
        let once = read(&session.to_xml(InstancePart::Everything));
        let xml = once.to_xml(InstancePart::Everything);
        prop_assert_eq!(read(&xml).to_xml(InstancePart::Everything), xml);
        let count = |session: &Session| rows(session).len();
        prop_assert_eq!(count(&once), count(&session));
    }

    #[test]
    fn the_changes_told_are_the_changes_made(deeds in prop::collection::vec(deed(), 0..25)) {
        let mut session = start(SURVEY, CHOICES);
        for deed in &deeds {
            let before = session.clone();
            let Deed::Answer(node, row, text) = deed else { act(&mut session, deed); continue };
            let place = pick(&session, *node, *row);
            let kind = session.definition().node(place.node).question();
            let Some(Ok(given)) = kind.map(|kind| Answer::from_text(kind, text)) else { continue };
            let Ok(changes) = session.answer(&place, given) else { continue };
            for step in session.steps().iter().chain(&before.steps()) {
                let Step::Question(place) = step else { continue };
                let told = |want: &dyn Fn(&What) -> bool| {
                    changes.list.iter().any(|c| c.place == *place && want(&c.what))
                };
                if before.is_relevant(place) != session.is_relevant(place) {
                    prop_assert!(told(&|what| matches!(what, What::Relevant(_))));
                }
                if before.value(place) != session.value(place) {
                    prop_assert!(told(&|what| matches!(what, What::Value(_))));
                }
            }
        }
    }

    #[test]
    fn a_finished_form_reopens_sound_and_unchanged(deeds in prop::collection::vec(deed(), 0..40)) {
        let mut session = start(SURVEY, CHOICES);
        for deed in &deeds {
            act(&mut session, deed);
        }
        let Ok(submission) = session.finalise(NOW) else { return Ok(()) };
        let folded: Folded = submission.writes.iter().cloned().collect();
        prop_assert_eq!(check(session.definition(), &folded, NOW), vec![]);
        let again = reopen(session.definition().clone(), &folded, context()).session;
        let revised = again.revise(NOW, &folded, &Folded::new()).unwrap();
        prop_assert_eq!(revised.writes, vec![]);
        prop_assert_eq!(revised.computed, submission.computed);
    }
}

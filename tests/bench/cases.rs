//! The cases over a form in memory.

use std::fs::{self, File};
use std::io::BufReader;
use std::path::Path;
use std::sync::Arc;

use saksi_domain::forms::answer::Answer;
use saksi_domain::forms::lists::{CsvReader, ItemList, MemoryList};
use saksi_domain::forms::session::{Beside, Lists};
use saksi_domain::forms::xform::from_xml;
use saksi_domain::forms::{Context, Definition, Moment, Place, Session};
use saksi_domain::journal::Digest;
use serde_json::{Value, json};

use super::clock::Figures;

/// One list under every name.
#[derive(Debug)]
pub struct OneList(pub Arc<dyn ItemList>);

impl Lists for OneList {
    fn list(&self, _: &str) -> Option<Arc<dyn ItemList>> {
        Some(Arc::clone(&self.0))
    }
}

fn read(form: &str) -> Definition {
    let bytes = fs::read(form).unwrap();
    from_xml(&bytes, Digest([0; 32])).unwrap_or_else(|problems| panic!("{form}: {problems:?}"))
}

fn start(definition: Definition, world: Beside) -> Session {
    let now = Moment { ms: 1_795_000_000_000, zone_minutes: 0 };
    let context =
        Context { now, language: String::new(), member: String::new(), row_seed: [7; 32] };
    Session::start_in(Arc::new(definition), context, world)
}

/// Opens a form, and says what that took.
pub fn open(form: &str, world: impl FnOnce() -> Beside) -> (Session, Value) {
    let mut figures = Figures::default();
    let session = figures.time(|| start(read(form), world()));
    (session, json!({ "open_wall_ms": figures.wall[0], "open_cpu_ms": figures.cpu[0] }))
}

fn place(session: &Session, path: &str) -> Place {
    session.place_at(path).unwrap_or_else(|| panic!("no {path}"))
}

fn whole(n: usize) -> Option<Answer> {
    Some(Answer::Int(i64::try_from(n).unwrap()))
}

/// Reading a form again and again, warm.
pub fn parse(form: &str, warm: usize, times: usize) -> Value {
    (0..warm).for_each(|_| drop(read(form)));
    let mut figures = Figures::default();
    (0..times).for_each(|_| drop(figures.time(|| read(form))));
    figures.line(json!({}))
}

/// Answering the question before a chain.
pub fn head(form: &str, times: usize) -> Value {
    let (mut session, opened) = open(form, Beside::default);
    let head = place(&session, "/data/h[1]");
    let mut figures = Figures::default();
    for n in 0..times {
        figures.time(|| session.answer(&head, whole(n))).unwrap();
    }
    figures.line(opened)
}

/// Adding rows and answering the question in each.
pub fn rows(form: &str, rows: usize) -> Value {
    let (mut session, opened) = open(form, Beside::default);
    let repeat = place(&session, "/data/r");
    let question =
        session.definition().nodes.iter().find(|node| node.name == "a").map(|node| node.id);
    let mut figures = Figures::default();
    figures.time(|| {
        for n in 1..=rows {
            let (row, _) = session.add_row(&repeat).unwrap();
            let place = Place { node: question.unwrap(), rows: row.rows };
            session.answer(&place, whole(n)).unwrap();
        }
    });
    let total = place(&session, "/data/total[1]");
    let sum = session.value(&total).map(|answer| format!("{answer:?}"));
    let wanted = Answer::Int(i64::try_from(rows * (rows + 1)).unwrap());
    assert_eq!(sum, Some(format!("{wanted:?}")), "the sum over all rows");
    figures.line(opened)
}

/// Answering the questions of a form one by one, each timed.
pub fn answers(form: &str, most: usize) -> Value {
    let (mut session, opened) = open(form, Beside::default);
    let asked = session.definition().nodes.iter().filter(|node| node.name.starts_with('q'));
    let places: Vec<Place> = asked.map(|node| Place::of(node.id)).collect();
    let mut figures = Figures::default();
    for (n, place) in places.iter().take(most).enumerate() {
        figures.time(|| session.answer(place, whole((n + 1) % 40))).unwrap();
    }
    figures.line(opened)
}

/// The CSV list beside a form, in memory.
pub fn beside(form: &str) -> impl FnOnce() -> Beside {
    let path = Path::new(form).with_file_name("list.csv");
    move || {
        let file = BufReader::new(File::open(path).unwrap());
        let list = MemoryList::read(&mut CsvReader::new(file).unwrap()).unwrap();
        Beside { lists: Some(Arc::new(OneList(Arc::new(list)))), ..Beside::default() }
    }
}

/// What a screen shows of a long list.
const PAGE: usize = 100;

/// Asking for the choices that are left after each of these answers: how many, and a page of them.
pub fn filter(form: &str, world: impl FnOnce() -> Beside, values: &[&str]) -> Value {
    let (mut session, mut opened) = open(form, world);
    let (district, village) = (place(&session, "/data/d[1]"), place(&session, "/data/v[1]"));
    let mut figures = Figures::default();
    let mut counts = Vec::new();
    for value in values {
        session.answer(&district, Some(Answer::Text((*value).to_owned()))).unwrap();
        let page = |session: &Session| {
            let choices = session.choices(&village);
            (choices.len(), choices.take(PAGE).last())
        };
        counts.push(figures.time(|| page(&session)).0);
    }
    opened["counts"] = json!(counts);
    figures.line(opened)
}

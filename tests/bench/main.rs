//! Our side of `./x bench forms`: one case in one process, its figures as one line of JSON.
//!
//! The cases are those of `tests/javarosa/Bench.java`, over the same files; `tests/bench/forms.py`
//! runs both and judges. [`cases`] is what is timed, [`store`] the lists in the encrypted store.

#![allow(clippy::unwrap_used, reason = "a bench that cannot go on stops")]
#![allow(clippy::print_stdout, reason = "its figures go to the runner")]

mod cases;
mod clock;
mod store;

use std::fs;
use std::path::Path;

use saksi_domain::testing::forms::large;
use serde_json::{Value, json};

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let all: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let number = |text: &str| text.parse::<usize>().unwrap();
    let line = match all.as_slice() {
        ["form", "all", room] => all_forms(Path::new(room)),
        ["form", "cascade", to, file, column, operator] => {
            fs::write(to, large::cascade(file, column, operator)).unwrap();
            json!({})
        }
        ["parse", form, warm, times] => cases::parse(form, number(warm), number(times)),
        ["head", form, times] => cases::head(form, number(times)),
        ["rows", form, rows] => cases::rows(form, number(rows)),
        ["answers", form, most] => cases::answers(form, number(most)),
        ["filter", form, values @ ..] => cases::filter(form, cases::beside(form), values),
        ["store", csv, room] => store::import(csv, Path::new(room)),
        ["list", room, form, values @ ..] => store::filter(Path::new(room), form, values),
        other => panic!("no such case: {other:?}"),
    };
    println!("{line}");
}

/// The forms of a size, and the list beside them.
fn all_forms(room: &Path) -> Value {
    let write = |name: &str, text: String| fs::write(room.join(name), text).unwrap();
    for links in [500, 1000, 2000, 4000] {
        write(&format!("chain{links}.xml"), large::chain(links));
    }
    write("repeats.xml", large::repeats());
    write("many.xml", large::many_questions(5000, 500));
    write("autopsy.xml", large::verbal_autopsy());
    write("cascade.xml", large::cascade("list.csv", "district", "="));
    write("list.csv", large::cascade_csv(50_000));
    json!({})
}

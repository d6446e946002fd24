//! The cases over a list in the encrypted store.

use std::fs::File;
use std::io::BufReader;
use std::ops::ControlFlow;
use std::path::Path;
use std::sync::Arc;

use saksi_device::lists::Lists;
use saksi_domain::forms::lists::CsvReader;
use saksi_domain::forms::session::World;
use serde_json::{Value, json};

use super::cases::{OneList, filter as ask};
use super::clock::{Figures, memory};

const KEY: [u8; 32] = [7; 32];

/// Imports a CSV file as the one list.
pub fn import(csv: &str, room: &Path) -> Value {
    let mut figures = Figures::default();
    let rows = figures.time(|| {
        let lists = Lists::open(room, &KEY).unwrap();
        let mut reader = CsvReader::new(BufReader::new(File::open(csv).unwrap())).unwrap();
        lists.import("list", &[0; 32], &mut reader, &mut |_| ControlFlow::Continue(())).unwrap()
    });
    figures.line(json!({ "rows": rows }))
}

/// Opens a form over the list, the store included, and asks.
pub fn filter(room: &Path, form: &str, values: &[&str]) -> Value {
    let before = memory("VmRSS:");
    let world = || {
        let lists = Lists::open(room, &KEY).unwrap();
        let list = lists.snapshot().unwrap().list("list").unwrap().unwrap();
        World { lists: Some(Arc::new(OneList(Arc::new(list)))), ..World::default() }
    };
    let mut line = ask(form, world, values);
    // Everything that the process took since it began: the store, the form and all answers.
    line["extra_kib"] = memory("VmHWM:").saturating_sub(before).into();
    line
}

//! Measures a large list in the store: `cargo run --release --example measure_lists -- FILE.csv`.
//!
//! Run by hand; it prints import, opening, extra memory, and each operator's first and later
//! filters over the file's columns. `FILE.csv` needs the columns `code`, `district_code` and `name`,
//! and a number column `n`. Nothing is asserted: budgets stand in the issue.

#![allow(clippy::print_stdout, reason = "its output is its purpose")]

use std::ops::ControlFlow;
use std::time::{Duration, Instant};

use saksi_device::lists::{Lists, SqliteList};
use saksi_domain::forms::lists::{
    CsvReader, Filter, ItemList as _, MemoryList, Operand, Page, Relation,
};

type Outcome<T> = Result<T, Box<dyn std::error::Error>>;

/// Resident memory in kB.
fn resident() -> u64 {
    let text = std::fs::read_to_string("/proc/self/statm").unwrap_or_default();
    let pages = text.split(' ').nth(1).and_then(|pages| pages.parse().ok());
    pages.unwrap_or(0_u64) * 4
}

fn compare(column: &str, operator: Relation, value: Operand) -> Filter {
    Filter::Compare { column: column.into(), operator, value }
}

fn filters() -> Vec<(&'static str, Filter)> {
    use Relation::{Equal, Greater, GreaterOrEqual, Less, LessOrEqual, NotEqual};
    let text = |text: &str| Operand::Text(text.into());
    let middle = Operand::Number(5_300_000_000.0);
    let starts = |prefix: &str| Filter::StartsWith { column: "name".into(), prefix: prefix.into() };
    let number = |operator, n| compare("n", operator, Operand::Number(n));
    vec![
        ("= text, 15 rows", compare("district_code", Equal, text("11.01.01"))),
        ("= text, 1 row", compare("code", Equal, text("74.01.01.2001"))),
        ("!= text", compare("district_code", NotEqual, text("11.01.01"))),
        ("= number", number(Equal, 1_101_012_001.0)),
        ("!= number", number(NotEqual, 1_101_012_001.0)),
        ("< half", compare("n", Less, middle.clone())),
        ("<= half", compare("n", LessOrEqual, middle.clone())),
        ("> half", compare("n", Greater, middle.clone())),
        (">= all", number(GreaterOrEqual, 0.0)),
        ("< few", number(Less, 1_101_020_000.0)),
        ("starts-with 'Su'", starts("Su")),
        ("starts-with 'S'", starts("S")),
        ("and: range, prefix", Filter::And(vec![compare("n", Less, middle.clone()), starts("Su")])),
        ("and: two halves", Filter::And(vec![number(Greater, 3e9), number(Less, 7e9)])),
        (
            "or: =, prefix",
            Filter::Or(vec![compare("district_code", Equal, text("74.01.01")), starts("Ka")]),
        ),
        (
            "or: range, !=",
            Filter::Or(vec![compare("n", Greater, middle), compare("name", NotEqual, text("x"))]),
        ),
        ("all", Filter::All),
    ]
}

fn measure(list: &SqliteList, filter: &Filter) -> Outcome<(u64, Duration, Duration)> {
    let begun = Instant::now();
    list.select(filter, Page::first(100))?;
    let first = begun.elapsed();
    let mut worst = Duration::ZERO;
    for _ in 0..20 {
        let begun = Instant::now();
        list.select(filter, Page::ALL)?;
        worst = worst.max(begun.elapsed());
    }
    Ok((list.count(filter)?, first, worst))
}

fn in_a_fresh_process(dir: &std::path::Path) -> Outcome<()> {
    let before = resident();
    let begun = Instant::now();
    let list = Lists::open(dir, &[7; 32])?.snapshot()?.list("l")?.ok_or("no list")?;
    println!("a fresh process: open {:?}, +{} kB", begun.elapsed(), resident() - before);
    for (_, filter) in filters() {
        measure(&list, &filter)?;
    }
    println!("a fresh process: after all filters +{} kB", resident() - before);
    Ok(())
}

fn main() -> Outcome<()> {
    let file = std::env::args().nth(1).ok_or("which file?")?;
    if let Some(dir) = std::env::args().nth(2) {
        return in_a_fresh_process(std::path::Path::new(&dir));
    }
    let dir = std::env::temp_dir().join(format!("measure-lists-{}", std::process::id()));
    std::fs::create_dir_all(&dir)?;
    let lists = Lists::open(&dir, &[7; 32])?;
    let begun = Instant::now();
    let mut reader = CsvReader::new(std::fs::File::open(&file)?)?;
    let rows = lists.import("l", &[0; 32], &mut reader, &mut |_| ControlFlow::Continue(()))?;
    println!("import {rows} rows: {:?}", begun.elapsed());
    drop(lists);
    // What importing took would hide what opening takes: another process opens it first.
    let program = std::env::current_exe()?;
    std::process::Command::new(program).arg(&file).arg(&dir).status()?;

    for (name, filter) in filters() {
        // A new file handle, cache and snapshot each time: the first filter is really the first.
        let before = resident();
        let begun = Instant::now();
        let lists = Lists::open(&dir, &[7; 32])?;
        let list = lists.snapshot()?.list("l")?.ok_or("no list")?;
        let opened = begun.elapsed();
        let (found, first, later) = measure(&list, &filter)?;
        let more = resident().saturating_sub(before);
        println!(
            "{name:22} {found:6} rows; open {opened:?}, first {first:?}, later, worst of 20 {later:?}; +{more} kB"
        );
    }
    let begun = Instant::now();
    let memory = MemoryList::read(&mut CsvReader::new(std::fs::File::open(&file)?)?)?;
    println!("in memory, {} rows read: {:?}", memory.len(), begun.elapsed());
    for (name, filter) in filters() {
        let begun = Instant::now();
        memory.select(&filter, Page::ALL)?;
        let first = begun.elapsed();
        let begun = Instant::now();
        memory.select(&filter, Page::ALL)?;
        println!("in memory {name:22}: first {first:?}, later {:?}", begun.elapsed());
    }
    std::fs::remove_dir_all(&dir)?;
    Ok(())
}

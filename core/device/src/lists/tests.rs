//! Lists in the store: the contract, plans that use indexes, kills, cancelling, entities.

use std::ops::ControlFlow;
use std::path::Path;

use saksi_domain::forms::lists::algebra::{Indexed as _, Lookup};
use saksi_domain::forms::lists::entity::{EntityEdit, RowPlan};
use saksi_domain::forms::lists::{
    CsvReader, Filter, ItemList as _, ItemRow, ListReader, Operand, Page, ReadError, Relation,
};
use saksi_domain::store::StoreError;
use saksi_domain::testing::lists::{Rows, item_list_suite};
use sha2::{Digest as _, Sha256};

use super::*;

const KEY: [u8; 32] = [7; 32];

fn go_on(_: Progress) -> ControlFlow<()> {
    ControlFlow::Continue(())
}

fn import(lists: &Lists, name: &str, csv: &str) -> u64 {
    let mut reader = CsvReader::new(csv.as_bytes()).unwrap();
    lists.import(name, &[1; 32], &mut reader, &mut go_on).unwrap()
}

fn list(lists: &Lists, name: &str) -> SqliteList {
    lists.snapshot().unwrap().list(name).unwrap().unwrap()
}

fn names(lists: &Lists, name: &str) -> Vec<String> {
    let list = list(lists, name);
    let rows = list.select(&Filter::All, Page::ALL).unwrap();
    rows.into_iter().map(|row| list.cell(row, 0).unwrap().unwrap().to_string()).collect()
}

/// Rows of a test as a file would give them.
struct Given<'a>(Vec<String>, std::slice::Iter<'a, Vec<Option<String>>>);

impl ListReader for Given<'_> {
    fn columns(&self) -> &[String] {
        &self.0
    }
    fn next_row(&mut self, row: &mut ItemRow) -> Result<bool, ReadError> {
        row.clear();
        let Some(cells) = self.1.next() else { return Ok(false) };
        for (at, text) in cells.iter().enumerate() {
            text.iter().for_each(|text| row.set(at, text));
        }
        Ok(true)
    }
    fn bytes_read(&self) -> u64 {
        0
    }
}

#[test]
fn the_stored_list_keeps_the_contract_that_every_list_keeps() {
    let dir = tempfile::tempdir().unwrap();
    let lists = Lists::open(dir.path(), &KEY).unwrap();
    item_list_suite(|columns, rows: &Rows| {
        let mut given = Given(columns.to_vec(), rows.iter());
        lists.import("list", &[0; 32], &mut given, &mut go_on).unwrap();
        list(&lists, "list")
    });
    assert_eq!(lists.names().unwrap(), ["list"]);
}

#[test]
fn every_lookup_is_a_search_in_a_covering_index() {
    let dir = tempfile::tempdir().unwrap();
    let lists = Lists::open(dir.path(), &KEY).unwrap();
    import(&lists, "l", "name,n\na,1\nb,2\n");
    let list = list(&lists, "l");
    let relations = [
        Relation::Equal,
        Relation::Less,
        Relation::LessOrEqual,
        Relation::Greater,
        Relation::GreaterOrEqual,
    ];
    let mut lookups =
        vec![Lookup::Text("a"), Lookup::Prefix("a"), Lookup::Prefix("\u{10ffff}"), Lookup::Absent];
    lookups.extend(relations.map(|relation| Lookup::Number(relation, 1.0)));
    for lookup in lookups {
        let plan = list.explain(1, lookup);
        let index = match lookup {
            Lookup::Number(..) => "SEARCH number_1_1 USING PRIMARY KEY (number",
            _ => "SEARCH rows_1 USING COVERING INDEX text_1_1 (c1",
        };
        assert!(plan.len() == 1 && plan[0].starts_with(index), "{lookup:?}: {plan:?}");
    }
}

#[test]
fn a_wide_range_over_many_blocks_answers_as_a_scan_does_before_and_after_a_change() {
    let dir = tempfile::tempdir().unwrap();
    let lists = Lists::open(dir.path(), &KEY).unwrap();
    // Equal numbers across the edges of blocks, some cells that are none.
    let number = |row: u64| row.wrapping_mul(7919) % 3000 / 700 * 700 + row % 3;
    let text =
        |row: u64| if row.is_multiple_of(50) { "none".to_owned() } else { number(row).to_string() };
    let rows: String = (0..9000).map(|row| format!("u{row},l,1,{}\n", text(row))).collect();
    merge(&lists, &format!("name,label,__version,depth\n{rows}")).unwrap();
    let hold = |changed: bool| {
        let list = list(&lists, "pits");
        assert_eq!(list.uses_blocks(3), !changed);
        for operator in
            [Relation::Less, Relation::LessOrEqual, Relation::Greater, Relation::GreaterOrEqual]
        {
            for than in [-1.0, 0.0, 1.0, 2.0, 700.0, 701.5, 1402.0, 2800.0, 2802.0, 9000.0] {
                let scanned = (0..9000).filter(|row| {
                    let number = if changed && *row == 1 { 5000.0 } else { number(*row) as f64 };
                    !row.is_multiple_of(50) && operator.holds(number, than)
                });
                let found = list.lookup(3, Lookup::Number(operator, than)).unwrap();
                assert_eq!(
                    found.page(Page::ALL),
                    scanned.collect::<Vec<_>>(),
                    "{operator:?} {than}"
                );
            }
        }
    };
    hold(false);
    change(&lists, "pits", &edit("u1", false, "", "5000"), "b");
    hold(true);
}

#[test]
fn a_column_of_long_texts_is_answered_without_an_index() {
    let dir = tempfile::tempdir().unwrap();
    let lists = Lists::open(dir.path(), &KEY).unwrap();
    let long = "1 2 0 0; ".repeat(100);
    import(&lists, "l", &format!("name,geometry\na,{long}\nb,\n"));
    let list = list(&lists, "l");
    assert_eq!(list.explain(1, Lookup::Text("x")), ["SCAN rows_1"]);
    let equal = Lookup::Text(&long);
    assert_eq!(list.lookup(1, equal).unwrap().page(Page::ALL), [0]);
}

#[test]
fn a_list_lies_encrypted_and_a_wrong_key_is_told() {
    let dir = tempfile::tempdir().unwrap();
    let lists = Lists::open(dir.path(), &KEY).unwrap();
    import(&lists, "l", "name\nKeude Bakongan\n");
    assert!(matches!(Lists::open(dir.path(), &[8; 32]), Err(StoreError::Key)));
    drop(lists);
    let bytes = std::fs::read(dir.path().join(FILE)).unwrap();
    assert!(!bytes.windows(6).any(|w| w == b"SQLite" || w == b"Keude "));
}

fn copied(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for name in [FILE.to_owned(), format!("{FILE}-wal")] {
        if from.join(&name).exists() {
            std::fs::copy(from.join(&name), to.join(&name)).unwrap();
        }
    }
}

#[test]
fn a_kill_in_the_middle_of_an_import_leaves_the_old_list_whole() {
    let dir = tempfile::tempdir().unwrap();
    let lists = Lists::open(dir.path(), &KEY).unwrap();
    import(&lists, "l", "name\nold\n");
    let rows: String = (0..30_000).map(|i| format!("new {i} {}\n", "x".repeat(300))).collect();
    let text = format!("name\n{rows}");
    let mut reader = CsvReader::new(text.as_bytes()).unwrap();
    let mut copies = Vec::new();
    lists
        .import("l", &[2; 32], &mut reader, &mut |progress| {
            if progress.rows.is_multiple_of(10_000) {
                let to = dir.path().join(format!("killed{}", copies.len()));
                copied(dir.path(), &to);
                copies.push(to);
            }
            ControlFlow::Continue(())
        })
        .unwrap();
    assert!(copies.len() >= 3);
    for copy in copies {
        let lists = Lists::open(&copy, &KEY).unwrap();
        assert_eq!(names(&lists, "l"), ["old"]);
        assert_eq!(lists.digest("l").unwrap(), Some([1; 32]));
    }
    assert_eq!((names(&lists, "l").len(), lists.digest("l").unwrap()), (30_000, Some([2; 32])));
}

#[test]
fn a_cancelled_or_broken_import_changes_nothing() {
    let dir = tempfile::tempdir().unwrap();
    let lists = Lists::open(dir.path(), &KEY).unwrap();
    import(&lists, "l", "name\nold\n");
    let rows: String = (0..2500).map(|i| format!("{i}\n")).collect();
    let text = format!("name\n{rows}");
    let mut reader = CsvReader::new(text.as_bytes()).unwrap();
    let mut stop = |progress: Progress| match progress.rows {
        2000.. => ControlFlow::Break(()),
        _ => ControlFlow::Continue(()),
    };
    let cancelled = lists.import("l", &[2; 32], &mut reader, &mut stop);
    assert_eq!(cancelled, Err(ListImportError::Cancelled));
    let text = text + "\"x";
    let mut reader = CsvReader::new(text.as_bytes()).unwrap();
    let broken = lists.import("l", &[2; 32], &mut reader, &mut go_on);
    assert!(matches!(broken, Err(ListImportError::Read(ReadError { line: 2502, column: 1, .. }))));
    assert_eq!(names(&lists, "l"), ["old"]);
}

#[test]
fn an_open_form_goes_on_with_the_list_that_it_began_with() {
    let dir = tempfile::tempdir().unwrap();
    let lists = Lists::open(dir.path(), &KEY).unwrap();
    import(&lists, "l", "name,n\nold,1\n");
    let snapshot = lists.snapshot().unwrap();
    let open = snapshot.list("l").unwrap().unwrap();
    import(&lists, "l", "name\nnew\nnewer\n");
    let one = Filter::Compare {
        column: "n".into(),
        operator: Relation::Equal,
        value: Operand::Number(1.0),
    };
    assert_eq!(open.select(&one, Page::ALL).unwrap(), [0]);
    assert_eq!(snapshot.list("l").unwrap().unwrap().len(), 1);
    assert_eq!(names(&lists, "l"), ["new", "newer"]);
    lists.remove("l").unwrap();
    assert_eq!(open.cell(0, 0).unwrap().as_deref(), Some("old"));
    assert!(lists.snapshot().unwrap().list("l").unwrap().is_none());
}

fn merge(lists: &Lists, csv: &str) -> Result<Merged, ListImportError> {
    let mut reader = CsvReader::new(csv.as_bytes()).unwrap();
    let mut next = 0;
    let mut branch = || {
        next += 1;
        format!("branch {next}")
    };
    lists.merge("pits", &[3; 32], false, &mut reader, &mut branch, &mut go_on)
}

fn edit(id: &str, create: bool, label: &str, depth: &str) -> EntityEdit {
    let properties = [("depth".to_owned(), depth.to_owned())].into();
    EntityEdit { id: id.into(), label: label.into(), properties, create, update: !create }
}

/// A submission of its own that says this about one entity.
fn change(lists: &Lists, name: &str, edit: &EntityEdit, branch: &str) -> RowPlan {
    let of = Sha256::digest(format!("{name} {edit:?}"))[..16].try_into().unwrap();
    let edits = [(name.to_owned(), edit.clone())];
    lists.edit(&of, &edits, &mut || branch.to_owned()).unwrap().remove(0)
}

/// The cells of the rows, joined, in the list's order.
fn rows(lists: &Lists) -> Vec<String> {
    let list = list(lists, "pits");
    let rows = list.select(&Filter::All, Page::ALL).unwrap();
    let text = |row| {
        let cells = list.row(row).unwrap();
        cells.iter().map(|cell| cell.as_deref().unwrap_or("-")).collect::<Vec<_>>().join("|")
    };
    rows.into_iter().map(text).collect()
}

#[test]
fn entities_made_and_changed_here_meet_the_servers_list() {
    let dir = tempfile::tempdir().unwrap();
    let lists = Lists::open(dir.path(), &KEY).unwrap();
    let csv = "name,label,__version,depth\nu1,Pit 1,3,10\nu2,Pit 2,1,20\nu3,Pit 3,1,30\n";
    assert_eq!(merge(&lists, csv).unwrap().stored, 3);
    assert_eq!(rows(&lists)[0], "u1|Pit 1|3|10|3|branch 1");
    // Offline: one changed, one made.
    change(&lists, "pits", &edit("u1", false, "", "11"), "unused");
    change(&lists, "pits", &edit("u4", true, "Pit 4", "40"), "mine");
    assert_eq!(change(&lists, "pits", &edit("u9", false, "x", "1"), "b"), RowPlan::Keep);
    assert_eq!(change(&lists, "none", &edit("u9", true, "x", "1"), "b"), RowPlan::Keep);
    let here = [
        "u1|Pit 1|4|11|3|branch 1",
        "u2|Pit 2|1|20|1|branch 2",
        "u3|Pit 3|1|30|1|branch 3",
        "u4|Pit 4|1|40||mine",
    ];
    assert_eq!(rows(&lists), here);
    // The server: u1 not yet, u2 changed with a new property, u3 gone, u4 unknown.
    let csv = "name,label,__version,depth,fence\nu1,Pit 1,3,10,\nu2,Pit two,2,20,yes\n";
    let merged = merge(&lists, csv).unwrap();
    assert_eq!(merged, Merged { stored: 1, deleted: 1, ask: vec!["u4".into()] });
    let here =
        ["u1|Pit 1|4|11|3|branch 1|-", "u2|Pit two|2|20|2|branch 2|yes", "u4|Pit 4|1|40||mine|-"];
    assert_eq!(rows(&lists), here);
    // The gap is no row, and every index follows the change.
    let list = list(&lists, "pits");
    assert_eq!(list.len(), 3);
    let depth = |operator, number| {
        let value = Operand::Number(number);
        list.select(&Filter::Compare { column: "depth".into(), operator, value }, Page::ALL)
            .unwrap()
    };
    assert_eq!(depth(Relation::Greater, 10.0), [0, 1, 3]);
    assert_eq!(depth(Relation::Equal, 10.0), [0; 0]);
    assert_eq!(depth(Relation::NotEqual, 20.0), [0, 3]);
    lists.forget("pits", &["u4".into()]).unwrap();
    assert_eq!(rows(&lists).len(), 2);
}

#[test]
fn a_list_without_the_columns_of_entities_is_refused_and_kept_as_it_was() {
    let dir = tempfile::tempdir().unwrap();
    let lists = Lists::open(dir.path(), &KEY).unwrap();
    assert_eq!(merge(&lists, "name,label\nu,x\n"), Err(ListImportError::NoColumn("__version")));
    let wrong = "name,label,__version\nu,x,1\nv,y,two\n";
    assert_eq!(merge(&lists, wrong), Err(ListImportError::Version(2)));
    assert!(lists.names().unwrap().is_empty());
    merge(&lists, "name,label,__version\nu,x,1\n").unwrap();
    assert_eq!(merge(&lists, wrong), Err(ListImportError::Version(2)));
    assert_eq!(rows(&lists), ["u|x|1|1|branch 1"]);
}

#[test]
fn a_submission_that_was_interrupted_and_comes_again_changes_its_entities_once() {
    let dir = tempfile::tempdir().unwrap();
    let lists = Lists::open(dir.path(), &KEY).unwrap();
    merge(&lists, "name,label,__version,depth\nu1,Pit 1,3,10\nu2,Pit 2,1,5\n").unwrap();
    let both = |depth: &str| ["u1", "u2"].map(|id| ("pits".to_owned(), edit(id, false, "", depth)));
    let mut branch = || "b".to_owned();
    assert_eq!(lists.edit(&[1; 16], &both("11"), &mut branch).unwrap().len(), 2);
    let once = rows(&lists);
    assert_eq!(lists.edit(&[1; 16], &both("11"), &mut branch), Ok(Vec::new()));
    assert_eq!(rows(&lists), once);
    assert_eq!(lists.edit(&[2; 16], &both("12"), &mut branch).unwrap().len(), 2);
    assert_ne!(rows(&lists), once);
}

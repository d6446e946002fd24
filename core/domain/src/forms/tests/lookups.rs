//! Choices from files beside the form: `search(…)`, queries, `pulldata`; entities; missing lists.

use std::collections::BTreeMap;

use std::sync::atomic::{AtomicBool, Ordering};

use super::*;
use crate::forms::lists::entity::EntityEdit;
use crate::forms::lists::{Filter, ItemList, ListError, MemoryList, Page};
use crate::forms::session::{Beside, Lists, Tried};
use crate::store::StoreError;

#[derive(Debug)]
struct Shelf(BTreeMap<&'static str, Arc<dyn ItemList>>);

impl Lists for Shelf {
    fn list(&self, name: &str) -> Option<Arc<dyn ItemList>> {
        self.0.get(name).cloned()
    }
}

fn list<const N: usize>(columns: [&str; N], rows: &[[&str; N]]) -> Arc<dyn ItemList> {
    let mut list = MemoryList::new(columns.map(str::to_owned).to_vec());
    rows.iter().for_each(|row| list.push(row.map(Some)));
    Arc::new(list)
}

fn beside<const N: usize>(lists: [(&'static str, Arc<dyn ItemList>); N]) -> Beside {
    Beside { lists: Some(Arc::new(Shelf(lists.into()))), ..Beside::default() }
}

fn offered(session: &Session, name: &str) -> Vec<String> {
    let choices = session.choices(&at(session, name));
    choices.into_iter().map(|c| format!("{}={}", c.code, c.label)).collect()
}

const FRUIT: &str = "type,name,label,appearance,calculation\n\
    text,part,Sebagian nama,,\n\
    select_one fruit,which,Yang mana?,\"minimal search('fruits', 'contains', 'label', ${part})\",\n\
    calculate,price,,,\"pulldata('fruits', 'price', 'code', ${which})\"\n";
const COLUMNS: &str = "list_name,name,label\nfruit,code,\"label,price\"\nfruit,0,Tidak ada\n";

fn fruits() -> Arc<dyn ItemList> {
    list(
        ["code", "label", "price"],
        &[["m", "Mangga", "12"], ["p", "Pisang", "3"], ["n", "Nanas", "9"]],
    )
}

#[test]
fn search_offers_the_rows_that_match_what_was_answered_and_the_forms_own_whole_numbers() {
    let form = form(FRUIT, COLUMNS);
    let mut session = Session::start_in(form, context(), beside([("fruits", fruits())]));
    assert_eq!(session.missing_lists(), Vec::<String>::new());
    answer(&mut session, "part", "an");
    let found =
        ["m=Mangga (price: 12)", "p=Pisang (price: 3)", "n=Nanas (price: 9)", "0=Tidak ada"];
    assert_eq!(offered(&session, "which"), [found[0], found[1], found[2], found[3]]);
    let changes = answer(&mut session, "part", "ang");
    let which = at(&session, "which").node;
    let told = |c: &&Change| c.place.node == which && c.what == What::Choices;
    assert_eq!(changes.list.iter().filter(told).count(), 1, "the choices may be others now");
    assert_eq!(offered(&session, "which"), [found[0], found[1], found[3]]);
}

#[test]
fn a_code_that_a_search_never_finds_is_refused_and_one_of_another_search_fails_at_the_end() {
    let form = form(FRUIT, COLUMNS);
    let mut session = Session::start_in(form, context(), beside([("fruits", fruits())]));
    let which = at(&session, "which");
    let nobody = session.answer(&which, Some(Answer::One("x".into())));
    assert_eq!(nobody.unwrap_err(), AnswerError::NotAChoice);
    answer(&mut session, "which", "n");
    assert_eq!(value(&session, &at(&session, "price")), "9");
    answer(&mut session, "part", "ang");
    assert_eq!(session.failing().first().map(|f| f.why), Some(Why::NotAChoice));
}

#[test]
fn a_form_whose_file_is_not_here_says_so_at_the_question_and_takes_all_other_answers() {
    let mut session = Session::start(form(FRUIT, COLUMNS), context());
    assert_eq!(session.missing_lists(), ["fruits.csv"]);
    assert_eq!(session.missing_list(&at(&session, "which")).as_deref(), Some("fruits"));
    assert_eq!(session.missing_list(&at(&session, "part")), None);
    assert_eq!(offered(&session, "which"), ["0=Tidak ada"]);
    answer(&mut session, "part", "an");
    assert_eq!(session.failing(), []);
}

/// A list whose store is damaged from some moment on.
#[derive(Debug)]
struct Failing(Arc<dyn ItemList>, AtomicBool);

impl Failing {
    fn unless_damaged<T>(&self, answer: Result<T, ListError>) -> Result<T, ListError> {
        if self.1.load(Ordering::Relaxed) {
            return Err(ListError::Store(StoreError::Corrupt("a page".into())));
        }
        answer
    }
}

impl ItemList for Failing {
    fn columns(&self) -> &[String] {
        self.0.columns()
    }
    fn len(&self) -> u64 {
        self.0.len()
    }
    fn select(&self, filter: &Filter, page: Page) -> Result<Vec<u64>, ListError> {
        self.unless_damaged(self.0.select(filter, page))
    }
    fn cell(&self, row: u64, column: usize) -> Result<Option<Arc<str>>, ListError> {
        self.unless_damaged(self.0.cell(row, column))
    }
    fn row(&self, row: u64) -> Result<Vec<Option<Arc<str>>>, ListError> {
        self.unless_damaged(self.0.row(row))
    }
}

#[test]
fn a_list_that_stops_to_answer_is_told_like_a_missing_one_and_takes_no_answer_away() {
    let from_file = "type,name,label,choice_filter\n\
        text,part,Sebagian,\n\
        select_one_from_file fruits.csv,which,Yang mana?,${part} != 'x'\n";
    let fruits = list(["name", "label"], &[["m", "Mangga"], ["p", "Pisang"]]);
    for (form, code) in [(form(FRUIT, COLUMNS), "n"), (form(from_file, ""), "m")] {
        let whole = if code == "n" { self::fruits() } else { fruits.clone() };
        let failing = Arc::new(Failing(whole, AtomicBool::new(false)));
        let world = beside([("fruits", failing.clone() as Arc<dyn ItemList>)]);
        let mut session = Session::start_in(form, context(), world);
        answer(&mut session, "which", code);
        failing.1.store(true, Ordering::Relaxed);
        answer(&mut session, "part", "an");
        assert_eq!(session.validate().outcome, Tried::Ok);
        let which = at(&session, "which");
        assert_eq!(value(&session, &which), code, "the answer is still there");
        assert_eq!(session.failing(), []);
        assert!(session.missing_list(&which).is_some_and(|name| name.starts_with("fruits")));
        assert_eq!(session.missing_lists(), ["fruits.csv"]);
    }
}

const CITIES: &str = "|survey|
||type|name|label|choice_filter|
||text|state|Provinsi||
||select_one_external cities|city|Kota|state=${state}|
|settings|
||form_id|version|
||T2|1|
";

#[test]
fn external_choices_of_the_workbook_itself_are_asked_by_the_query() {
    let sheets = format!(
        "{CITIES}|external_choices|
||list_name|name|label|state|
||cities|kdi|Kendari|74|
||cities|bna|Banda Aceh|11|
||rivers|lasolo|Lasolo|74|
"
    );
    let form = Arc::new(import::from_bytes(sheets.as_bytes(), None).unwrap());
    assert_eq!(form.files_beside().len(), 0, "nothing lies beside the form");
    let mut session = Session::start(form, context());
    answer(&mut session, "state", "74");
    assert_eq!(offered(&session, "city"), ["kdi=Kendari"]);
    let city = at(&session, "city");
    let river = session.answer(&city, Some(Answer::One("lasolo".into())));
    assert_eq!(river.unwrap_err(), AnswerError::NotAChoice);
    answer(&mut session, "city", "kdi");
    assert_eq!(session.failing(), []);
}

#[test]
fn a_query_of_an_xform_is_asked_of_the_rows_of_its_list_in_itemsets_csv() {
    let xml = r#"<h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml">
      <h:head><h:title>t</h:title><model>
        <instance><data id="t"><state>74</state><city/></data></instance>
        <bind nodeset="/data/state" type="string"/><bind nodeset="/data/city" type="string"/>
      </model></h:head>
      <h:body><input ref="/data/city" query="instance('cities')/root/item[state= /data/state ]">
        <label>Kota</label></input></h:body></h:html>"#;
    let form = Arc::new(import::from_bytes(xml.as_bytes(), None).unwrap());
    assert_eq!(form.files_beside().into_iter().collect::<Vec<_>>(), ["itemsets.csv"]);
    let rows = [["rivers", "lasolo", "Lasolo", "74"], ["cities", "kdi", "Kendari", "74"]];
    let itemsets = list(["list_name", "name", "label", "state"], &rows);
    let session = Session::start_in(form, context(), beside([("itemsets", itemsets)]));
    assert_eq!(offered(&session, "city"), ["kdi=Kendari"]);
}

const TREES: &str = "|survey|
||type|name|label|save_to|repeat_count|
||select_one_from_file trees.csv|tree|Pohon mana?||
||integer|height|Tinggi|height|
||text|remark|Catatan||
|entities|
||list_name|entity_id|label|
||trees|${tree}|${remark}|
|settings|
||form_id|version|
||T3|1|
";

#[test]
fn a_finished_form_says_what_it_changes_in_an_entity_with_the_versions_that_it_saw() {
    let form = Arc::new(import::from_bytes(TREES.as_bytes(), None).unwrap());
    let columns = ["name", "label", "__version", "__trunkVersion", "__branchId", "height"];
    let trees = list(columns, &[["t1", "Jati", "4", "3", "b-1", "7"]]);
    let mut session = Session::start_in(form, context(), beside([("trees", trees)]));
    assert_eq!(session.entity_edits(NOW), []);
    answer(&mut session, "tree", "t1");
    answer(&mut session, "height", "9");
    let edits = session.entity_edits(NOW);
    let [(name, edit)] = edits.as_slice() else { panic!("{edits:?}") };
    assert_eq!((name.as_str(), edit.id.as_str(), edit.label.as_str()), ("trees", "t1", ""));
    assert_eq!((edit.create, edit.update), (false, true));
    assert_eq!(edit.properties, BTreeMap::from([("height".to_owned(), "9".to_owned())]));
    let computed = shown(&session.finalise(NOW).unwrap().computed);
    let said = |name: &str| computed.iter().any(|write| write.contains(name));
    assert!(said("baseVersion") && said("trunkVersion") && said("branchId"), "{computed:?}");
    let xml = session.finalise_xml(NOW).unwrap();
    for said in [r#"baseVersion="4""#, r#"trunkVersion="3""#, r#"branchId="b-1""#] {
        assert!(xml.contains(said), "{said} in {xml}");
    }
}

const VISIT: &str = "|survey|
||type|name|label|save_to|bind::saksi:personal|
||text|village|Desa|visits#village||
||begin_repeat|pits|Lubang|||
||text|pit|Nama lubang|pits#title||
||integer|depth|Dalamnya|pits#depth||
||text|owner|Pemilik|pits#owner|yes|
||end_repeat||||
|entities|
||list_name|label|create_if|
||visits|${village}|${village} != ''|
||pits|concat('Lubang ', ${pit})|${depth} > 1|
|settings|
||form_id|version|namespaces|
||T5|1|saksi=\"https://saksi.org/xforms\"|
";

#[test]
fn a_form_makes_an_entity_of_each_row_and_one_of_the_whole_each_in_its_own_list() {
    let form = Arc::new(import::from_bytes(VISIT.as_bytes(), None).unwrap());
    let mut session = Session::start(form, context());
    answer(&mut session, "village", "Boenaga");
    let pits = at(&session, "pits");
    let rows = session.rows(&pits);
    for (row, (pit, depth)) in [("Utara", "4"), ("Selatan", "1"), ("Timur", "9")].iter().enumerate()
    {
        let row = match rows.get(row) {
            Some(row) => row.clone(),
            None => session.add_row(&pits).unwrap().0,
        };
        for (name, text) in [("pit", *pit), ("depth", *depth), ("owner", "Haji Amir")] {
            let place = within(&session, &row, name);
            answer_at(&mut session, &place, text);
        }
    }
    let edits = session.entity_edits(NOW);
    let told: Vec<_> = edits.iter().map(|(list, edit)| (list.as_str(), &*edit.label)).collect();
    // The shallow pit is none; the whole form's stands in its meta block, at the end.
    assert_eq!(told, [("pits", "Lubang Utara"), ("pits", "Lubang Timur"), ("visits", "Boenaga")]);
    let depth = |edit: &EntityEdit| edit.properties.get("depth").cloned();
    assert_eq!(depth(&edits[0].1).as_deref(), Some("4"));
    assert!(edits.iter().all(|(_, edit)| edit.create && !edit.update));
    let ids: std::collections::BTreeSet<_> = edits.iter().map(|(_, edit)| &edit.id).collect();
    assert_eq!(ids.len(), 3, "each has an id of its own: {ids:?}");
    let said = format!("{edits:?}");
    assert!(!said.contains("Haji Amir"), "a personal answer is in no list: {said}");
    let (again, xml) = (session.entity_edits(NOW), session.finalise_xml(NOW).unwrap());
    assert_eq!(again, edits, "ids do not change with asking");
    assert!(edits.iter().all(|(_, edit)| xml.contains(&format!("id=\"{}\"", edit.id))), "{xml}");
}

//! The three provinces load; old codes stay resolvable; a bad list adds nothing.

use super::*;

fn code(text: &str) -> AreaCode {
    text.parse().unwrap()
}

#[test]
fn the_three_provinces_load_and_the_pilot_villages_have_their_names() {
    let mut areas = Areas::default();
    for list in [
        include_str!("../../../../../programme/areas/11.csv"),
        include_str!("../../../../../programme/areas/64.csv"),
        include_str!("../../../../../programme/areas/74.csv"),
    ] {
        areas.add(list).unwrap();
    }
    let path = areas.path(&code("64.02.02.2002")).unwrap();
    assert_eq!(path, "Sungai Payang, Loa Kulu, Kabupaten Kutai Kartanegara, Kalimantan Timur");
    assert_eq!(areas.find(&code("11.15.02")).unwrap().name, "Seunagan");
    assert_eq!(areas.find(&code("74.09.12")).unwrap().name, "Lasolo Kepulauan");
    assert_eq!(areas.children(&code("74.09.12")).count(), 6);
    assert_eq!(areas.children(&code("64")).count(), 10);
    assert_eq!(areas.len(), 6814 + 1154 + 2524);
}

#[test]
fn a_code_that_the_newer_list_dropped_stays_resolvable_and_says_so() {
    let (old, new) = (
        "# vintage: 2022\ncode,name\n74,Sultra\n74.09,Konut\n",
        "# vintage: 2025\ncode,name\n74,Sulawesi Tenggara\n",
    );
    for lists in [[old, new], [new, old]] {
        let mut areas = Areas::default();
        lists.iter().for_each(|list| areas.add(list).unwrap());
        assert_eq!(areas.find(&code("74")).unwrap().name, "Sulawesi Tenggara");
        let gone = areas.find(&code("74.09")).unwrap();
        assert!(gone.retired && gone.vintage == 2022);
    }
}

#[test]
fn a_bad_list_adds_nothing_and_names_the_line() {
    let mut areas = Areas::default();
    assert_eq!(areas.add("code,name\n11,Aceh\n"), Err(AreaError::NoVintage));
    assert_eq!(
        areas.add("# vintage: 2025\ncode,name\n11,Aceh\n1115,Nagan\n"),
        Err(AreaError::Line(4))
    );
    assert_eq!(
        areas.add("# vintage: 2025\ncode,name\n11,Aceh\n11.15, \n"),
        Err(AreaError::Line(4))
    );
    assert!(areas.is_empty());
}

#[test]
fn a_regency_contains_its_villages_but_not_a_code_that_only_looks_alike() {
    assert!(code("64.02").contains(&code("64.02.02.2002")));
    assert!(!code("64.02").contains(&code("64.03")));
    for bad in ["", "6", "64.2", "64.02.02.202", "64.02.02.2002.1", "aa.bb"] {
        assert!(bad.parse::<AreaCode>().is_err(), "{bad}");
    }
}

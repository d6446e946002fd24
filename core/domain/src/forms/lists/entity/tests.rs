//! Each rule of the phone's entities, and its neighbour that must come out otherwise.

use super::*;

fn local(version: u64, trunk: Option<u64>, state: EntityState) -> LocalEntity {
    LocalEntity {
        id: "u".into(),
        label: "Pit".into(),
        version,
        trunk,
        branch: "old".into(),
        state,
        properties: BTreeMap::from([("depth".into(), "3".into()), ("fence".into(), "no".into())]),
    }
}

fn server(version: u64) -> ServerRow {
    let properties = BTreeMap::from([("depth".into(), "9".into())]);
    ServerRow { id: "u".into(), label: "Pit 9".into(), version, properties }
}

fn change(create: bool, update: bool, label: &str) -> EntityEdit {
    let properties = BTreeMap::from([("fence".into(), "yes".into())]);
    EntityEdit { id: "u".into(), label: label.into(), properties, create, update }
}

fn told(plan: &RowPlan) -> (&'static str, u64, Option<u64>, &str) {
    match plan {
        RowPlan::Keep => ("keep", 0, None, ""),
        RowPlan::Delete => ("delete", 0, None, ""),
        RowPlan::Ask => ("ask", 0, None, ""),
        RowPlan::Store(e) if e.state == EntityState::Online => {
            ("online", e.version, e.trunk, &e.branch)
        }
        RowPlan::Store(e) => ("offline", e.version, e.trunk, &e.branch),
    }
}

#[test]
fn a_row_of_the_server_is_taken_kept_or_waited_for_by_version() {
    use EntityState::{Offline, Online};
    // left: what is here (version, trunk, state); middle: the server's version; right: what becomes of it
    let rows = [
        (None, Some(4), ("online", 4, Some(4), "new")),
        (Some((3, Some(3), Online)), Some(4), ("online", 4, Some(4), "new")),
        (Some((4, Some(4), Online)), Some(4), ("keep", 0, None, "")),
        (Some((4, Some(3), Online)), Some(4), ("online", 4, Some(4), "new")),
        (Some((1, None, Offline)), Some(1), ("online", 1, Some(1), "new")),
        (Some((3, None, Offline)), Some(1), ("online", 3, None, "old")),
        (Some((5, Some(3), Online)), Some(4), ("keep", 0, None, "")),
        (Some((4, Some(4), Online)), None, ("delete", 0, None, "")),
        (Some((5, Some(4), Online)), None, ("delete", 0, None, "")),
        (Some((2, None, Offline)), None, ("ask", 0, None, "")),
        (None, None, ("keep", 0, None, "")),
    ];
    for (here, there, expected) in rows {
        let here = here.map(|(version, trunk, state)| local(version, trunk, state));
        let plan = plan_row(here.as_ref(), there.map(server).as_ref(), "new");
        assert_eq!(told(&plan), expected, "{here:?} against {there:?}");
    }
}

#[test]
fn the_servers_values_win_and_properties_it_does_not_name_stay() {
    let plan = plan_row(Some(&local(3, Some(3), EntityState::Online)), Some(&server(4)), "new");
    let RowPlan::Store(entity) = plan else { panic!("stored") };
    assert_eq!(entity.label, "Pit 9");
    assert_eq!(entity.properties["depth"], "9");
    assert_eq!(entity.properties["fence"], "no");
}

#[test]
fn a_form_makes_an_entity_only_with_a_label_and_where_none_must_approve() {
    assert_eq!(
        told(&plan_change(None, &change(true, false, "Pit"), false, "b")),
        ("offline", 1, None, "b")
    );
    assert_eq!(plan_change(None, &change(true, false, " "), false, "b"), RowPlan::Keep);
    assert_eq!(plan_change(None, &change(true, false, "Pit"), true, "b"), RowPlan::Keep);
    assert_eq!(plan_change(None, &change(false, true, "Pit"), false, "b"), RowPlan::Keep);
}

#[test]
fn a_form_changes_an_entity_within_its_branch_and_leaves_what_it_does_not_say() {
    let here = local(4, Some(4), EntityState::Online);
    let plan = plan_change(Some(&here), &change(false, true, ""), true, "new");
    assert_eq!(told(&plan), ("online", 5, Some(4), "old"));
    let RowPlan::Store(entity) = plan else { panic!("stored") };
    assert_eq!((entity.label.as_str(), entity.properties["fence"].as_str()), ("Pit", "yes"));
    assert_eq!(entity.properties["depth"], "3");
    assert!(entity.is_dirty() && !here.is_dirty());
}

//! Arrows point inward: which crate of ours may depend on which, and what the domain must never
//! pull in.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::{Violation, bites, hold, repo};

/// ARCHITECTURE.md, "Crates". saksi-tests may use anything, and nobody may use it.
const ARROWS: [(&str, &[&str]); 6] = [
    ("saksi-domain", &[]),
    ("saksi-device", &["saksi-domain"]),
    ("saksi-ffi", &["saksi-device", "saksi-domain"]),
    ("saksi-bindgen", &[]),
    ("saksi-hub", &["saksi-domain"]),
    ("saksi", &["saksi-device", "saksi-domain", "saksi-hub"]),
];

/// Nowhere in the domain's tree.
const IMPURE: [&str; 6] = ["tokio", "rusqlite", "reqwest", "axum", "uniffi", "async-std"];
/// Never named by the domain itself; a cipher's crate may still know its type of generator.
const RANDOM: [&str; 4] = ["getrandom", "rand", "rand_core", "fastrand"];

/// Dependencies between our own crates that no arrow allows, and crates that have no arrows yet.
/// Development dependencies count too, but for a crate's own `testing` feature.
fn arrows(metadata: &Value) -> Vec<Violation> {
    let packages = list(&metadata["packages"]);
    let ours: Vec<_> = packages.iter().filter(|p| p["source"].is_null()).collect();
    let names: BTreeSet<_> = ours.iter().map(|p| text(&p["name"])).collect();
    let mut found = Vec::new();
    for package in &ours {
        let from = text(&package["name"]);
        if from == "saksi-tests" {
            continue;
        }
        let Some((_, allowed)) = ARROWS.iter().find(|(name, _)| *name == from) else {
            found.push(Violation::new(from, "a new crate: say in ARROWS what it may depend on"));
            continue;
        };
        let targets = list(&package["dependencies"]).iter().map(|d| text(&d["name"]));
        found.extend(
            targets
                .filter(|to| names.contains(to) && *to != from && !allowed.contains(to))
                .map(|to| Violation::new(format!("{from} -> {to}"), "arrows point inward")),
        );
    }
    found
}

/// Crates in the normal dependency tree of the domain that bring effects with them.
fn impure(metadata: &Value) -> Vec<Violation> {
    let name_of: BTreeMap<_, _> =
        list(&metadata["packages"]).iter().map(|p| (text(&p["id"]), text(&p["name"]))).collect();
    let nodes: BTreeMap<_, _> =
        list(&metadata["resolve"]["nodes"]).iter().map(|n| (text(&n["id"]), n)).collect();
    let start = name_of.iter().find(|(_, name)| **name == "saksi-domain").map(|(id, _)| *id);
    let mut todo: Vec<_> = start.into_iter().map(|id| (id, "saksi-domain".to_owned())).collect();
    let mut seen = BTreeSet::new();
    let mut found = Vec::new();
    while let Some((id, way)) = todo.pop() {
        for next in normal_dependencies(nodes[id]) {
            let name = name_of[next];
            let way = format!("{way} -> {name}");
            let direct = name_of[id] == "saksi-domain";
            if IMPURE.contains(&name) || (direct && RANDOM.contains(&name)) {
                found.push(Violation::new(way, "the domain is pure"));
            } else if seen.insert(next) {
                todo.push((next, way));
            }
        }
    }
    found
}

/// The ids that a node of the graph needs at run time, on any platform.
fn normal_dependencies(node: &Value) -> Vec<&str> {
    let normal = |d: &&Value| list(&d["dep_kinds"]).iter().any(|k| k["kind"].is_null());
    list(&node["deps"]).iter().filter(normal).map(|d| text(&d["pkg"])).collect()
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

fn text(value: &Value) -> &str {
    value.as_str().expect("cargo metadata: a name")
}

#[test]
fn arrows_point_inward() {
    hold("arrows", arrows(&repo::metadata()));
}

#[test]
fn an_arrow_from_the_hub_to_a_phone_is_refused() {
    bites(
        &arrows(&serde_json::json!({ "packages": [
            { "name": "saksi-hub", "source": null, "dependencies": [
                { "name": "saksi-domain" }, { "name": "saksi-device" }, { "name": "axum" },
            ] },
            { "name": "saksi-device", "source": null, "dependencies": [] },
            { "name": "saksi-domain", "source": null, "dependencies": [{ "name": "saksi-hub" }] },
            { "name": "saksi-extra", "source": null, "dependencies": [] },
            { "name": "axum", "source": "registry", "dependencies": [] },
        ] })),
        &["saksi-hub -> saksi-device", "saksi-domain -> saksi-hub", "saksi-extra"],
    );
}

#[test]
fn the_domain_pulls_in_nothing_impure() {
    hold("pure-tree", impure(&repo::metadata()));
}

#[test]
fn a_runtime_deep_in_the_domains_tree_is_found_and_a_test_tool_is_not() {
    let dep = |id: &str, kind: Option<&str>| serde_json::json!({ "pkg": id, "dep_kinds": [{ "kind": kind }] });
    let names = ["saksi-domain", "csv", "tokio", "getrandom", "sha2", "rand"];
    let packages: Vec<_> = names.map(|n| serde_json::json!({ "id": n, "name": n })).to_vec();
    let nodes = serde_json::json!([
        { "id": "saksi-domain", "deps": [dep("csv", None), dep("rand", Some("dev")), dep("getrandom", None), dep("sha2", None)] },
        { "id": "csv", "deps": [dep("tokio", None)] },
        { "id": "sha2", "deps": [dep("getrandom", None)] },
        { "id": "tokio", "deps": [] }, { "id": "getrandom", "deps": [] }, { "id": "rand", "deps": [] },
    ]);
    let metadata = serde_json::json!({ "packages": packages, "resolve": { "nodes": nodes } });
    bites(&impure(&metadata), &["saksi-domain -> getrandom", "saksi-domain -> csv -> tokio"]);
}

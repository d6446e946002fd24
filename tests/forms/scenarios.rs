//! Scenarios without another engine: every `play/NAME.json` is played on `play/NAME.xml` and must come out as it expects.
//!
//! The format is in `docs/formats/play.md`. Comparison with JavaRosa is in `tests/javarosa`.

#![allow(clippy::unwrap_used, reason = "a scenario that cannot be read is a failed test")]

use std::fs;
use std::path::Path;
use std::sync::Arc;

use saksi_domain::forms::import;
use saksi_domain::forms::session::Beside;
use saksi_domain::forms::session::scenario::{Scenario, play};

#[test]
fn every_scenario_comes_out_as_expected() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("forms/play");
    let mut played = 0;
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|ext| ext == "json") {
            let scenario: Scenario = serde_json::from_slice(&fs::read(&path).unwrap()).unwrap();
            let form = import::from_bytes(&fs::read(path.with_extension("xml")).unwrap(), None);
            let wrong = play(&scenario, Arc::new(form.unwrap()), Beside::default());
            assert_eq!(wrong, [], "{}", path.display());
            played += 1;
        }
    }
    assert!(played >= 3);
}

//! The catalogue of refusals: complete, in both languages, explained, and each one reachable.

use std::collections::BTreeSet;

use saksi_hub::openapi::ROUTES;
use saksi_hub::problem::{DOCUMENT, HubError, Language, Refusal};

#[test]
fn every_refusal_has_words_in_both_languages_and_a_place_in_the_document() {
    let document = include_str!("../../../docs/operating-a-hub.md");
    let mut codes = BTreeSet::new();
    for refusal in Refusal::ALL {
        let code = refusal.code();
        assert!(codes.insert(code), "{code} twice");
        assert!(refusal.status().is_client_error() || refusal.status().is_server_error());
        let titles = [Language::English, Language::Indonesian].map(|l| refusal.title(l));
        assert!(titles[0] != titles[1] && titles.iter().all(|t| t.ends_with('.')), "{code}");
        let heading = format!("\n### {code}\n\n{}. ", refusal.status().as_u16());
        assert!(document.contains(&heading), "{DOCUMENT} explains {code}");
        let body = HubError::new(*refusal, "detail").to_json(Language::English);
        assert_eq!(body["type"], format!("{DOCUMENT}#{code}"));
    }
    let explained = document.matches("\n### ").count();
    assert_eq!(explained, codes.len(), "{DOCUMENT} explains nothing that is never refused");
}

#[test]
fn every_refusal_is_declared_by_a_route_or_is_about_the_address() {
    let declared: BTreeSet<Refusal> = ROUTES.iter().flat_map(|route| route.refusals()).collect();
    for refusal in Refusal::ALL {
        let address = *refusal == Refusal::MethodNotAllowed;
        assert!(address || declared.contains(refusal), "{}", refusal.code());
    }
}

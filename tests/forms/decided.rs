//! Where we differ from JavaRosa on purpose. All else that differs is a bug.

use super::compare::Difference;
use super::engines::root;

/// One decision. Its name stands in docs/formats/forms.md with the reason.
struct Decided {
    name: &'static str,
    fits: fn(&Difference) -> bool,
}

const DECIDED: &[Decided] = &[];

/// The decision that this difference follows from.
pub(super) fn name(difference: &Difference) -> Option<&'static str> {
    DECIDED.iter().find(|decided| (decided.fits)(difference)).map(|decided| decided.name)
}

#[test]
fn there_are_at_most_twenty_decided_differences_and_each_is_documented() {
    let docs = std::fs::read_to_string(root().join("docs/formats/forms.md")).unwrap();
    assert!(DECIDED.len() <= 20, "{} decided differences", DECIDED.len());
    for decided in DECIDED {
        assert!(
            docs.contains(&format!("`{}`", decided.name)),
            "docs/formats/forms.md does not name {}",
            decided.name
        );
    }
}

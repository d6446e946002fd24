//! Expressions are read as XPath reads them, reckoned as ODK reckons them, and always end.

mod functions;
mod hostile;
mod paths;

use super::*;
use crate::forms::calendar::Moment;
use crate::forms::xml::{self, Document, Limits};

/// 2026-11-24 10:30 in Kendari.
const NOW: Moment = Moment { ms: 1_795_487_400_000, zone_minutes: 480 };

fn read(text: &str) -> Document {
    xml::parse(text.as_bytes(), &Limits::default()).unwrap()
}

/// The text that an expression gives over a document, at its root element.
fn told(text: &str, xml: &str) -> String {
    let document = read(xml);
    let tree = DocumentTree::new(&document, NOW);
    let expr = parse(text).unwrap_or_else(|error| panic!("{text}: {error}"));
    let root = Leaf::node(document.root_element().unwrap());
    eval(&expr, &tree, root, 1, 1).text(&tree).into_owned()
}

fn all(xml: &str, rows: &[(&str, &str)]) {
    for (text, want) in rows {
        assert_eq!(told(text, xml), *want, "{text}");
    }
}

fn refusal(text: &str) -> ExprError {
    parse(text).unwrap_err()
}

//! Forms made from a seed: any feature beside any other, and shapes of a size that is measured.
//!
//! [`generate`] makes one XForm with the files that lie beside it; [`vary`] makes the steps of a
//! replay from the steps that a walk has taken; [`large`] holds the forms of `./x bench forms`.
//! Nothing here knows how a form is read or filled in: what is right is JavaRosa's word
//! (`tests/javarosa/`). A form replays from its number.

mod autopsy;
mod expression;
pub mod large;
mod lists;
mod maker;
mod question;
mod replay;
mod scope;

pub use maker::generate;
pub use replay::{ReplayStep, vary};

/// A form and the files that it names by `jr://`.
#[derive(Debug, Clone)]
pub struct GeneratedForm {
    /// What it was made from.
    pub seed: u64,
    /// The XForm.
    pub xml: String,
    /// File name and content.
    pub files: Vec<(String, String)>,
}

/// A text inside XML, as content or in double quotes.
fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// The XForm around a model's inside and a body's inside.
fn document(model: &str, body: &str) -> String {
    format!(
        r#"<?xml version="1.0"?>
<h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml" xmlns:ev="http://www.w3.org/2001/xml-events" xmlns:jr="http://openrosa.org/javarosa" xmlns:odk="http://www.opendatakit.org/xforms" xmlns:orx="http://openrosa.org/xforms" xmlns:xsd="http://www.w3.org/2001/XMLSchema">
<h:head>
<h:title>Made</h:title>
<model odk:xforms-version="1.0.0">
{model}</model>
</h:head>
<h:body>
{body}</h:body>
</h:html>
"#
    )
}

//! From the tree of elements to the XForm.

mod body;
mod instances;
mod itext;
mod model;
mod primary;
mod writer;

use super::Spots;
use super::form::Form;
use crate::forms::xml::Document;

/// The XForm of a form whose tree is whole; problems are added to the form's.
pub(super) fn document(form: &mut Form<'_>) -> (Document, Spots) {
    let words = itext::collect(form);
    let mut writer = writer::Writer::new(form);
    let html = writer.root("h:html");
    let head = writer.element(html, "h:head", form.elements[0].at);
    let title = form.settings.title.clone();
    let heading = writer.element(head, "h:title", title.at);
    writer.text(heading, &title.text, title.at);
    model::write(&mut writer, form, head, &words);
    body::write(&mut writer, form, html);
    let (document, spots, problems) = writer.finish();
    form.problems.extend(problems);
    (document, spots)
}

//! From the tree of elements to the XForm.

mod body;
mod instances;
mod itext;
mod model;
mod primary;
mod writer;

use super::Spots;
use super::form::Form;
use crate::forms::problem::FormError;
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
    let known = |new: &FormError| {
        form.problems.iter().any(|old| {
            (old.place.sheet, old.place.row, &old.place.column, old.rule.code())
                == (new.place.sheet, new.place.row, &new.place.column, new.rule.code())
        })
    };
    // What the sheets were already told is not said again of the document.
    let new: Vec<FormError> = problems.into_iter().filter(|problem| !known(problem)).collect();
    form.problems.extend(new);
    (document, spots)
}

//! From the tree of elements to the XForm.

mod body;
mod instances;
mod itext;
mod model;
mod primary;
mod writer;

use std::collections::BTreeSet;

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
    let key = |problem: &FormError| {
        let column = problem.place.column.as_ref().map(|(index, _)| *index);
        (problem.place.sheet, problem.place.row, column, problem.rule.code())
    };
    // What the sheets were already told is not said again of the document.
    let known: BTreeSet<_> = form.problems.iter().map(key).collect();
    form.problems.extend(problems.into_iter().filter(|problem| !known.contains(&key(problem))));
    (document, spots)
}

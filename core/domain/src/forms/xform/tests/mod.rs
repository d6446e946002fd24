//! XForms are compiled or refused as ODK's own engine does, and the author is told where and why.

mod definitions;
mod hostile;
mod problems;
mod verdicts;

use super::*;

/// A form of the given instance content, further model and body; a default for each if blank.
pub(super) fn form(instance: &str, model: &str, body: &str) -> String {
    let instance = if instance.is_empty() { "<a/><b/>" } else { instance };
    let default = r#"<input ref="/data/a"><label>A</label></input>"#;
    let body = if body.is_empty() { default } else { body };
    format!(
        r#"<h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml" xmlns:jr="http://openrosa.org/javarosa" xmlns:orx="http://openrosa.org/xforms" xmlns:odk="http://www.opendatakit.org/xforms" xmlns:saksi="https://saksi.org/xforms" xmlns:entities="http://www.opendatakit.org/xforms/entities"><h:head><h:title>T</h:title><model><instance><data id="x" version="1">{instance}</data></instance>{model}</model></h:head><h:body>{body}</h:body></h:html>"#
    )
}

pub(super) fn read(xml: &str) -> Result<Definition, Vec<FormError>> {
    from_xml(xml.as_bytes(), Digest([0; 32]))
}

pub(super) fn opened(instance: &str, model: &str, body: &str) -> Definition {
    match read(&form(instance, model, body)) {
        Ok(form) => form,
        Err(problems) => {
            panic!("{}", problems.iter().map(|p| format!("{p}\n")).collect::<String>())
        }
    }
}

/// The codes and places of what is wrong.
pub(super) fn told(instance: &str, model: &str, body: &str) -> Vec<(String, String)> {
    let problems = match read(&form(instance, model, body)) {
        Ok(form) => form.warnings,
        Err(problems) => problems,
    };
    let place = |p: &FormError| p.place.column.clone().map_or(String::new(), |(_, path)| path);
    problems.iter().map(|p| (p.rule.code().to_owned(), place(p))).collect()
}

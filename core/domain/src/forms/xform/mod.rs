//! XForms: from a document to a [`Definition`], with everything that is wrong at once.
//!
//! The document may have been read from XML or made of an XLSForm's sheets; both compile to the
//! same definition by construction. What ODK's own engine (JavaRosa 6.0.0) refuses to load is
//! refused, with its place and rule; what it loads is loaded, and what somebody will stumble over
//! is a warning. Where that engine was the measure, the tests name the case.
//!
//! One file, one pass, in this order: `outline` (the parts), `tree` (nodes), `texts`, `binds`,
//! `secondary` (instances), `body` and `items` (controls), `expressions` (over `formula`),
//! `actions`, `kinds` (types and first values), `cycles`, `leaks`, `whole` (the rest). `build` is what they
//! share, `paths` reads plain paths, `refused` names what ODK does not know, `report` says where;
//! [`lint()`] looks at the finished form.

mod actions;
mod binds;
mod body;
mod build;
mod cycles;
mod expressions;
mod formula;
mod items;
mod kinds;
mod leaks;
mod lint;
mod outline;
mod paths;
mod refused;
mod report;
mod secondary;
#[cfg(test)]
mod tests;
mod texts;
mod tree;
mod triggers;
mod whole;

use std::sync::Arc;

use super::definition::{Definition, NodeId};
use super::graph::Graph;
use super::problem::{FormError, Rule, Severity};
use super::xlsform::Spots;
use super::xml::{self, Document};
use crate::journal::Digest;
use build::Build;
use outline::Outline;
use report::{Report, Spot};

pub use lint::lint;

/// Reads and compiles the XML of an XForm. `hash` names the source in records.
///
/// # Errors
/// Everything that is wrong with it, in reading order; of XML that cannot be read, the first thing.
pub fn from_xml(bytes: &[u8], hash: Digest) -> Result<Definition, Vec<FormError>> {
    let document = xml::parse(bytes, &xml::Limits::default()).map_err(|error| {
        let place = super::problem::CellPlace {
            sheet: super::problem::Sheet::Xml,
            row: error.line,
            column: Some((error.column.saturating_sub(1) as usize, "/".to_owned())),
            character: None,
        };
        vec![FormError { place, rule: Rule::NotXml(error.kind.to_string()) }]
    })?;
    compile(&document, hash)
}

/// Compiles a document. `hash` names the source in records.
///
/// # Errors
/// Everything that is wrong with it, in reading order.
pub fn compile(document: &Document, hash: Digest) -> Result<Definition, Vec<FormError>> {
    compile_with(document, None, hash)
}

/// Compiles a document that was made of sheets; `spots` leads back to the characters of cells.
pub(super) fn compile_sheets(
    document: &Document,
    spots: &Spots,
    hash: Digest,
) -> Result<Definition, Vec<FormError>> {
    compile_with(document, Some(spots), hash)
}

fn compile_with(
    document: &Document,
    spots: Option<&Spots>,
    hash: Digest,
) -> Result<Definition, Vec<FormError>> {
    let mut report = Report::new(document, spots);
    let outline = outline::outline(document, &mut report);
    let Some(primary) = outline.instances.first().copied() else {
        report.say(Spot::Whole, Rule::NoInstance);
        return Err(report.found);
    };
    let repeats = tree::repeats(document, &outline);
    let nodes = tree::grow(document, primary.root, &repeats, &mut report);
    let mut build = Build::new(document, report, nodes);
    build.passes(&outline);
    build.finish(&outline, hash)
}

impl Build<'_> {
    fn passes(&mut self, outline: &Outline) {
        self.translations(&outline.itexts);
        self.find_binds(&outline.binds);
        self.read_binds();
        self.secondary(&outline.instances);
        self.body(&outline.body);
        self.bind_expressions();
        self.read_actions(&outline.actions);
        self.submission(outline);
        self.fill_texts();
        self.type_questions();
        self.initial_values();
        self.find_circle();
        self.find_leaks();
    }

    fn submission(&mut self, outline: &Outline) {
        let Some(element) = outline.submission else { return };
        let Some(bind) = self.attribute(element, "bind") else { return };
        if !self.bind_ids.contains_key(bind) {
            let rule = Rule::UnknownBindId(bind.to_owned());
            self.report.say(Spot::Attribute(element, "bind"), rule);
        }
    }

    fn finish(mut self, outline: &Outline, hash: Digest) -> Result<Definition, Vec<FormError>> {
        let mut problems = std::mem::take(&mut self.report.found);
        problems.sort_by(|a, b| a.place.cmp(&b.place));
        problems.dedup();
        if problems.iter().any(|problem| problem.severity() == Severity::Error) {
            return Err(problems);
        }
        let slots = self.lay_out();
        for name in &self.used {
            if let Some(instance) = self.instances.get_mut(name) {
                instance.used = true;
            }
        }
        let graph = Graph::new(&self.nodes, &self.controls, &self.itext).map_err(|_| {
            let rule = Rule::Cycle(String::new());
            vec![FormError { place: report::place(self.doc, Spot::Whole), rule }]
        })?;
        let entities = self.entities();
        let old_root = self.node(NodeId::ROOT).element;
        let (source, source_root) = secondary::copy(self.doc, old_root);
        let moved = secondary::moved(self.doc, old_root, &source, source_root);
        for node in &mut self.nodes {
            node.element = moved.get(&node.element).copied().unwrap_or(source_root);
        }
        let version = outline::attribute(self.doc, old_root, "version").unwrap_or_default();
        Ok(Definition {
            id: whole::form_id(self.doc, old_root),
            version: version.to_owned(),
            title: whole::title(self.doc, outline),
            hash,
            languages: texts::codes(&self.itext.languages),
            entities,
            instance_name: self.meta("instanceName"),
            instance_id: self.meta("instanceID"),
            settings: whole::settings(self.doc, outline),
            nodes: self.nodes,
            controls: self.controls,
            itext: self.itext,
            instances: self.instances,
            files: self.files,
            actions: self.actions,
            warnings: problems,
            source: Arc::new(source),
            source_root,
            graph,
            slots,
        })
    }
}

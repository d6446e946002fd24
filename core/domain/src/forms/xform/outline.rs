//! The parts of an XForm: its title, its model and what stands in that, its body.
//!
//! Names count without their namespace and elements around them do not matter, as in ODK's engine:
//! `html`, `head`, `body` may be called anything. The first model is the model, its first instance
//! the primary one.

use super::report::{Report, Spot};
use crate::forms::problem::Rule;
use crate::forms::xml::{Document, XmlId, XmlKind};

/// Elements that are passed through without a word.
const FRAMES: [&str; 4] = ["html", "head", "body", "xform"];
/// Elements that make a control.
pub(super) const CONTROLS: [&str; 10] = [
    "input", "range", "secret", "select", "select1", "rank", "group", "repeat", "trigger", "upload",
];
/// Elements that make an action.
pub(super) const ACTIONS: [&str; 3] = ["setvalue", "setgeopoint", "recordaudio"];

/// An instance: its element, and the root of its data.
#[derive(Debug, Clone, Copy)]
pub(super) struct Inside {
    pub(super) element: XmlId,
    pub(super) root: XmlId,
}

/// The parts of an XForm.
#[derive(Debug, Default)]
pub(super) struct Outline {
    pub(super) title: Option<XmlId>,
    pub(super) model: Option<XmlId>,
    /// `h:body`, for its class.
    pub(super) frame: Option<XmlId>,
    pub(super) itexts: Vec<XmlId>,
    pub(super) instances: Vec<Inside>,
    pub(super) binds: Vec<XmlId>,
    pub(super) submission: Option<XmlId>,
    pub(super) actions: Vec<XmlId>,
    /// The topmost controls.
    pub(super) body: Vec<XmlId>,
}

/// Is it a name of a control?
pub(super) fn is_control(name: &str) -> bool {
    CONTROLS.contains(&name)
}

/// Is it a name of an action?
pub(super) fn is_action(name: &str) -> bool {
    ACTIONS.contains(&name)
}

/// The value of an attribute, whatever its namespace.
pub(super) fn attribute<'d>(doc: &'d Document, id: XmlId, local: &str) -> Option<&'d str> {
    doc.attributes(id).find(|attribute| attribute.name.local == local).map(|found| found.value)
}

/// Finds the parts; what stands where nothing belongs is reported.
pub(super) fn outline(doc: &Document, report: &mut Report<'_>) -> Outline {
    let mut outline = Outline::default();
    if let Some(root) = doc.root_element() {
        outline.look(doc, root, report);
    }
    outline
}

impl Outline {
    fn look(&mut self, doc: &Document, id: XmlId, report: &mut Report<'_>) {
        let name = doc.name(id).local.as_str();
        match name {
            "model" if self.model.is_some() => report.say(Spot::Element(id), Rule::SecondModel),
            "model" => {
                self.model = Some(id);
                self.model(doc, id, report);
            }
            "title" => self.title = self.title.or(Some(id)),
            "meta" => {}
            "label" => report.say(Spot::Element(id), Rule::Misplaced("label".to_owned())),
            name if is_control(name) => self.body.push(id),
            _ => {
                if name == "body" {
                    self.frame = Some(id);
                } else if !FRAMES.contains(&name) {
                    report.say(Spot::Element(id), Rule::UnknownInBody(name.to_owned()));
                }
                let inner: Vec<XmlId> = doc.elements(id).collect();
                for child in inner {
                    self.look(doc, child, report);
                }
            }
        }
    }

    fn model(&mut self, doc: &Document, model: XmlId, report: &mut Report<'_>) {
        for child in doc.children(model) {
            if let XmlKind::Text(text) = doc.kind(child)
                && !text.trim().is_empty()
            {
                let word = text.trim().chars().take(40).collect();
                report.say(Spot::Element(model), Rule::UnknownInModel(word));
            }
            if !doc.is_element(child) {
                continue;
            }
            match doc.name(child).local.as_str() {
                "itext" => self.itexts.push(child),
                "instance" => self.instance(doc, child, report),
                "bind" => self.binds.push(child),
                "submission" => self.submission = self.submission.or(Some(child)),
                name if is_action(name) => self.actions.push(child),
                name => {
                    report.say(Spot::Element(child), Rule::UnknownInModel(name.to_owned()));
                }
            }
        }
    }

    fn instance(&mut self, doc: &Document, element: XmlId, report: &mut Report<'_>) {
        let mut roots = doc.elements(element);
        // An instance with an address holds no data of its own.
        let root = match doc.attribute(element, "", "src") {
            Some(_) => None,
            None => roots.next(),
        };
        if root.is_some() && roots.next().is_some() {
            report.say(Spot::Element(element), Rule::ManyRoots);
        }
        self.instances.push(Inside { element, root: root.unwrap_or(element) });
    }
}

//! Actions: `setvalue`, `odk:setgeopoint`, `odk:recordaudio`, in the model, a question or a repeat.

use super::build::Build;
use super::formula::When;
use super::report::Spot;
use crate::forms::definition::{
    Action, ActionKind, ControlId, Event, NodeId, NodeKind, Parameters,
};
use crate::forms::problem::Rule;
use crate::forms::xml::XmlId;

impl Build<'_> {
    /// Reads the actions of the model and those met in the body, in that order.
    pub(super) fn read_actions(&mut self, model: &[XmlId]) {
        let inside = std::mem::take(&mut self.waiting);
        let all = model.iter().map(|element| (*element, None)).chain(inside);
        for (element, control) in all.collect::<Vec<_>>() {
            if let Some(action) = self.action(element, control) {
                self.actions.push(action);
            }
        }
    }

    fn action(&mut self, element: XmlId, control: Option<ControlId>) -> Option<Action> {
        let events = self.events(element, control)?;
        let name = self.doc.name(element).local.clone();
        // A path of an action starts at the form, wherever the action stands.
        let target = match self.attribute(element, "bind") {
            Some(bind) if name == "setvalue" => match self.bind_ids.get(bind) {
                Some(node) => *node,
                None => {
                    let rule = Rule::UnknownBindId(bind.to_owned());
                    self.report.say(Spot::Attribute(element, "bind"), rule);
                    None
                }
            },
            _ if self.attribute(element, "ref").is_none() => {
                let rule = Rule::MissingAttribute { element: name.clone(), attribute: "ref" };
                self.report.say(Spot::Element(element), rule);
                None
            }
            _ => self.action_target(element),
        }?;
        let origin = self.doc.origin(element);
        let on_load = events.iter().any(|e| matches!(e, Event::FirstLoad | Event::Load));
        if on_load && self.node(target).kind == NodeKind::Group {
            let rule = Rule::ActionOnGroup(self.path_of(target));
            self.report.say(Spot::Element(element), rule);
        }
        let kind = self.action_kind(element, &name, target, on_load)?;
        Some(Action { kind, target, events, control, origin })
    }

    fn action_target(&mut self, element: XmlId) -> Option<NodeId> {
        let text = self.attribute(element, "ref").unwrap_or_default();
        if text.trim_start().starts_with('.') {
            self.report.say(Spot::Attribute(element, "ref"), Rule::NotAPath(text.to_owned()));
            return None;
        }
        self.target(element, "ref", NodeId::ROOT)
    }

    fn action_kind(
        &mut self,
        element: XmlId,
        name: &str,
        target: NodeId,
        on_load: bool,
    ) -> Option<ActionKind> {
        match name {
            "setgeopoint" => Some(ActionKind::Geopoint),
            "recordaudio" => {
                let mut parameters = Parameters::default();
                parameters.read("quality", self.attribute(element, "quality").unwrap_or_default());
                Some(ActionKind::RecordAudio(parameters.quality))
            }
            _ if self.attribute(element, "value").is_some() => {
                let when = if on_load { When::Opening } else { When::Later };
                let (expr, reads) = self.attribute_formula(element, "value", target, when)?;
                self.set.push((element, target, reads));
                Some(ActionKind::Calculate(expr))
            }
            _ => {
                let text = self.doc.string_value(element);
                Some(ActionKind::Set(text))
            }
        }
    }

    /// The events of an action, of which one at least must be given.
    fn events(&mut self, element: XmlId, control: Option<ControlId>) -> Option<Vec<Event>> {
        let spot = Spot::Attribute(element, "event");
        let Some(text) = self.attribute(element, "event") else {
            let name = self.doc.name(element).local.clone();
            let rule = Rule::MissingAttribute { element: name, attribute: "event" };
            self.report.say(Spot::Element(element), rule);
            return None;
        };
        let mut events = Vec::new();
        for word in text.split_whitespace() {
            match event(word) {
                Some(event) => events.push(event),
                None => self.report.say(spot, Rule::BadEvent(word.to_owned())),
            }
        }
        if text.trim().is_empty() {
            self.report.say(spot, Rule::BadEvent(text.to_owned()));
        }
        // ODK's engine looks at the attribute as a whole.
        if control.is_none() && text == "odk-new-repeat" {
            self.report.say(spot, Rule::NewRowOutside);
        }
        let loads = |event: &Event| matches!(event, Event::FirstLoad | Event::Load);
        if self.doc.name(element).local == "recordaudio" && !events.iter().all(loads) {
            self.report.say(spot, Rule::BadEvent(text.to_owned()));
        }
        (!events.is_empty()).then_some(events)
    }
}

fn event(word: &str) -> Option<Event> {
    Some(match word {
        "odk-instance-first-load" | "xforms-ready" => Event::FirstLoad,
        "odk-instance-load" => Event::Load,
        "xforms-value-changed" => Event::ValueChanged,
        "odk-new-repeat" | "jr-insert" => Event::NewRow,
        "xforms-revalidate" => Event::Revalidate,
        _ => return None,
    })
}

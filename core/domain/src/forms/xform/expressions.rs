//! The expressions of binds, each bound at its node.

use super::build::Build;
use super::report::Spot;
use crate::forms::definition::{NodeId, Part, TextForm, Texts, Words};
use crate::forms::problem::Rule;
use crate::forms::xml::XmlId;

impl Build<'_> {
    /// Reads what every bind says in expressions. Of several binds for one node the last counts,
    /// property by property.
    pub(super) fn bind_expressions(&mut self) {
        for (node, bind) in self.binds.clone() {
            self.properties(node, bind);
            self.messages(node, bind);
        }
    }

    fn properties(&mut self, node: NodeId, bind: XmlId) {
        // Constraints and stops are not looked at when a form is opened; the others are.
        let relevant = self.formula(bind, "relevant", node);
        let required = self.formula(bind, "required", node);
        let readonly = self.formula(bind, "readonly", node);
        let calculation = self.formula(bind, "calculate", node);
        let constraint = self.later_formula(bind, "constraint", node);
        let stop = self.later_formula(bind, "stop", node);
        if node == NodeId::ROOT && relevant.is_some() {
            self.report.say(Spot::Attribute(bind, "relevant"), Rule::RelevanceOfForm);
        }
        let node = &mut self.nodes[node.index()];
        node.relevant = relevant.or(node.relevant.take());
        node.required = required.or(node.required.take());
        node.readonly = readonly.or(node.readonly.take());
        node.calculation = calculation.or(node.calculation.take());
        node.constraint = constraint.or(node.constraint.take());
        node.stop = stop.or(node.stop.take());
    }

    fn messages(&mut self, node: NodeId, bind: XmlId) {
        let constraint = self.message(bind, "constraintMsg", node);
        let required = self.message(bind, "requiredMsg", node);
        let stop = self.message(bind, "stop_message", node);
        let stop = self.plain_words(&stop);
        let node = &mut self.nodes[node.index()];
        if !constraint.is_silent() {
            node.constraint_message = constraint;
        }
        if !required.is_silent() {
            node.required_message = required;
        }
        if !stop.is_empty() {
            node.stop_message = stop;
        }
    }

    /// Words without values in them, by language code.
    fn plain_words(&self, words: &Words) -> Texts {
        let mut texts = Texts::default();
        match words {
            Words::Silent => {}
            Words::Inline(parts) => {
                texts.0.insert(String::new(), literal(parts));
            }
            Words::Itext(wanted) => {
                let codes = super::texts::codes(&self.itext.languages);
                let places = self.text_values.get(wanted).into_iter().flatten();
                for (_, language, value) in places.map(|at| &self.values[*at]) {
                    let form = self.doc.attribute(*value, "", "form").unwrap_or_default();
                    if matches!(TextForm::named(form), TextForm::Plain | TextForm::Long) {
                        let text = self.doc.string_value(*value).trim().to_owned();
                        texts.0.insert(codes[*language].clone(), text);
                    }
                }
            }
        }
        texts
    }
}

fn literal(parts: &[Part]) -> String {
    let text = |part: &Part| match part {
        Part::Literal(text) => text.to_string(),
        Part::Output(_) => String::new(),
    };
    parts.iter().map(text).collect()
}

//! What a person reads: labels, hints and messages in the language on screen, with their values.

use super::Session;
use super::instance::ScopeId;
use crate::forms::definition::{Control, NodeId, Part, TextForm, Words};
use crate::forms::place::Place;

impl Session {
    /// The label of a question, group or repeat; empty if it has none.
    #[must_use]
    pub fn label(&self, place: &Place) -> String {
        self.said(place, |control| &control.label, &TextForm::Plain).unwrap_or_default()
    }

    /// The label in another form, such as the name of a picture file.
    #[must_use]
    pub fn label_as(&self, place: &Place, form: &TextForm) -> Option<String> {
        self.said(place, |control| &control.label, form)
    }

    /// Smaller print; empty if there is none.
    #[must_use]
    pub fn hint(&self, place: &Place) -> String {
        self.said(place, |control| &control.hint, &TextForm::Plain).unwrap_or_default()
    }

    /// Help for those who train.
    #[must_use]
    pub fn guidance(&self, place: &Place) -> Option<String> {
        self.said(place, |control| &control.hint, &TextForm::Guidance)
    }

    /// What is shown if the constraint fails.
    #[must_use]
    pub fn constraint_message(&self, place: &Place) -> Option<String> {
        let scope = self.find(place).ok()?;
        let words = &self.definition.node(place.node).constraint_message;
        self.text_of(words, &TextForm::Plain, place.node, scope)
    }

    /// What is shown if it is required and blank.
    #[must_use]
    pub fn required_message(&self, place: &Place) -> Option<String> {
        let scope = self.find(place).ok()?;
        let words = &self.definition.node(place.node).required_message;
        self.text_of(words, &TextForm::Plain, place.node, scope)
    }

    fn said(&self, place: &Place, of: fn(&Control) -> &Words, form: &TextForm) -> Option<String> {
        let scope = self.find(place).ok()?;
        let node = self.definition.node(place.node);
        // In a row, values are those of the row.
        let scope = match place.rows.get(node.repeats.len()) {
            Some(row) => self.instance.row(scope, node, *row)?,
            None => scope,
        };
        let controls = node.controls.iter().map(|id| self.definition.control(*id));
        let mut said = controls.filter(|control| !of(control).is_silent());
        self.text_of(of(said.next()?), form, place.node, scope)
    }

    /// A text in the language on screen, with its values.
    pub(super) fn text_of(
        &self,
        words: &Words,
        form: &TextForm,
        node: NodeId,
        scope: ScopeId,
    ) -> Option<String> {
        let parts = match words {
            Words::Silent => return None,
            Words::Inline(parts) if *form == TextForm::Plain => parts,
            Words::Inline(_) => return None,
            Words::Itext(id) => {
                let itext = &self.definition.itext;
                itext.get(*id, self.language_index(), form)?
            }
        };
        Some(self.join(parts, node, scope))
    }

    fn join(&self, parts: &[Part], node: NodeId, scope: ScopeId) -> String {
        let mut text = String::new();
        for part in parts {
            match part {
                Part::Literal(literal) => text.push_str(literal),
                Part::Output(expr) => {
                    text.push_str(&self.evaluate(expr, node, scope).text());
                }
            }
        }
        text
    }

    /// The index of the language on screen, by code or whole name; else of the default.
    pub(super) fn language_index(&self) -> usize {
        let wanted = &self.context.language;
        let coded = self.definition.languages.iter().position(|code| code == wanted);
        let itext = &self.definition.itext;
        coded.or_else(|| itext.language(wanted)).unwrap_or(itext.default)
    }
}

//! Texts: the translations of the model, and the labels and hints that name them or say it
//! themselves.

use std::collections::{HashMap, HashSet};

use super::build::Build;
use super::report::Spot;
use crate::forms::definition::{NodeId, Part, TextForm, Words};
use crate::forms::problem::Rule;
use crate::forms::xml::{XmlId, XmlKind};

/// The namespace of HTML, whose elements may stand in a text.
const HTML: &str = "http://www.w3.org/1999/xhtml";

impl Build<'_> {
    /// Reads the translations. Of several `itext` the last counts, as in ODK's engine.
    pub(super) fn translations(&mut self, itexts: &[XmlId]) {
        let Some((itext, before)) = itexts.split_last() else { return };
        for other in before {
            self.report.tolerate(Spot::Element(*other), Rule::Misplaced("itext".to_owned()));
        }
        let mut default = None;
        let elements: Vec<XmlId> = self.doc.elements(*itext).collect();
        for element in elements.iter().filter(|e| self.doc.name(**e).local == "translation") {
            self.translation(*element, &mut default);
        }
        if self.itext.languages.is_empty() {
            self.report.say(Spot::Element(*itext), Rule::NoTranslations);
        }
        self.itext.default = default.unwrap_or(0);
        self.find_strays();
    }

    fn translation(&mut self, element: XmlId, default: &mut Option<usize>) {
        let doc = self.doc;
        let lang = doc.attribute(element, "", "lang").unwrap_or_default();
        if lang.is_empty() {
            let rule = Rule::MissingAttribute { element: "translation".into(), attribute: "lang" };
            return self.report.say(Spot::Element(element), rule);
        }
        if self.itext.language(lang).is_some() {
            let rule = Rule::DuplicateTranslation(lang.to_owned());
            return self.report.say(Spot::Attribute(element, "lang"), rule);
        }
        let language = self.itext.languages.len();
        self.itext.languages.push(lang.to_owned());
        if doc.attribute(element, "", "default").is_some() {
            if default.is_some() {
                self.report.say(Spot::Attribute(element, "default"), Rule::SecondDefault);
            }
            *default = default.or(Some(language));
        }
        for text in doc.elements(element).filter(|text| doc.name(*text).local == "text") {
            self.text(text, language);
        }
    }

    fn text(&mut self, element: XmlId, language: usize) {
        let doc = self.doc;
        let name = doc.attribute(element, "", "id").unwrap_or_default();
        if name.is_empty() {
            let rule = Rule::MissingAttribute { element: "text".into(), attribute: "id" };
            return self.report.say(Spot::Element(element), rule);
        }
        let id = self.itext.intern(name);
        for value in doc.elements(element) {
            if doc.name(value).local != "value" {
                let rule = Rule::Misplaced(doc.name(value).local.clone());
                self.report.say(Spot::Element(value), rule);
                continue;
            }
            let form = doc.attribute(value, "", "form").unwrap_or_default();
            if self.itext.set(id, language, TextForm::named(form), Vec::new()) {
                self.text_values.entry(id).or_default().push(self.values.len());
                self.values.push((id, language, value));
            } else {
                let rule = Rule::DuplicateText { name: name.to_owned(), form: form.to_owned() };
                self.report.say(Spot::Element(value), rule);
            }
        }
    }

    /// Texts that another language has and the default one does not: phones fail over them.
    fn find_strays(&mut self) {
        self.strays = vec![false; self.itext.languages.len()];
        let default = self.itext.default;
        let mut told = HashSet::new();
        for (id, language, value) in self.values.clone() {
            let form = self.doc.attribute(value, "", "form").unwrap_or_default();
            if self.itext.exact(id, default, &TextForm::named(form)).is_some() {
                continue;
            }
            self.strays[language] = true;
            if self.itext.wordings(id, default).is_none_or(|all| all.is_empty())
                && told.insert((id, language))
            {
                let (name, lang) = (self.itext.name(id), &self.itext.languages[language]);
                let rule = Rule::StrayText { name: name.to_owned(), lang: lang.clone() };
                self.report.say(Spot::Element(value), rule);
            }
        }
    }

    /// Fills in what the texts say, now that it is known where each is shown.
    pub(super) fn fill_texts(&mut self) {
        for (id, language, value) in std::mem::take(&mut self.values) {
            let at = self.shown.get(&id).copied().unwrap_or(NodeId::ROOT);
            let form = self.doc.attribute(value, "", "form").unwrap_or_default();
            let parts = self.parts(value, at);
            self.itext.set(id, language, TextForm::named(form), parts);
        }
    }

    /// What a `label`, `hint` or caption says.
    pub(super) fn words(&mut self, element: XmlId, at: NodeId) -> Words {
        let Some(reference) = self.doc.attribute(element, "", "ref") else {
            return self.inline(element, at);
        };
        match text_id(reference) {
            Some(id) => self.text_words(Spot::Attribute(element, "ref"), id, at),
            None => {
                let rule = Rule::BadTextReference(reference.to_owned());
                self.report.say(Spot::Attribute(element, "ref"), rule);
                Words::Silent
            }
        }
    }

    /// What an element says itself, whatever its `ref`.
    pub(super) fn inline(&mut self, element: XmlId, at: NodeId) -> Words {
        match self.doc.first_child(element) {
            None => Words::Silent,
            Some(_) => Words::Inline(self.parts(element, at)),
        }
    }

    /// A text by its id; it must be there in the default language.
    pub(super) fn text_words(&mut self, spot: Spot<'_>, name: &str, at: NodeId) -> Words {
        let known = self.itext.find(name);
        let there = |language| {
            let all = known.and_then(|id| self.itext.wordings(id, language));
            all.is_some_and(|all| !all.is_empty())
        };
        let default = self.itext.default;
        let missing: Vec<usize> =
            (0..self.itext.languages.len().max(1)).filter(|language| !there(*language)).collect();
        for language in missing {
            let lang = self.itext.languages.get(language).cloned().unwrap_or_default();
            if language == default {
                let rule = Rule::MissingText { name: name.to_owned(), lang };
                self.report.say(spot, rule);
            } else if self.strays[language] {
                // ODK's engine looks through the language then, and fails over the strays.
                self.report.say(spot, Rule::MissingText { name: name.to_owned(), lang });
            } else {
                self.report.say(spot, Rule::MissingTranslation { lang });
            }
        }
        let Some(id) = known else { return Words::Silent };
        self.shown.entry(id).or_insert(at);
        Words::Itext(id)
    }

    /// A message: a text by `jr:itext('id')`, or itself.
    pub(super) fn message(&mut self, element: XmlId, local: &str, at: NodeId) -> Words {
        let Some(text) = self.attribute(element, local) else { return Words::Silent };
        match text_id(text.trim()).and_then(|id| self.itext.find(id)) {
            Some(id) => {
                self.shown.entry(id).or_insert(at);
                Words::Itext(id)
            }
            None => Words::Inline(vec![Part::Literal(text.into())]),
        }
    }

    /// The pieces of a text, trimmed; `output` elements are expressions at node `at`.
    pub(super) fn parts(&mut self, element: XmlId, at: NodeId) -> Vec<Part> {
        let mut pieces = Pieces::default();
        self.collect(element, at, &mut pieces);
        pieces.finish()
    }

    fn collect(&mut self, element: XmlId, at: NodeId, pieces: &mut Pieces) {
        let doc = self.doc;
        for child in doc.children(element) {
            match doc.kind(child) {
                XmlKind::Text(text) => pieces.text.push_str(text),
                XmlKind::Element if doc.name(child).local == "output" => {
                    self.output(child, at, pieces);
                }
                XmlKind::Element if doc.name(child).namespace == HTML => {
                    let tag = &doc.name(child).local;
                    pieces.text.push_str(&format!("<{tag}"));
                    for one in doc.attributes(child) {
                        pieces.text.push_str(&format!(" {}=\"{}\"", one.name.local, one.value));
                    }
                    pieces.text.push('>');
                    self.collect(child, at, pieces);
                    pieces.text.push_str(&format!("</{tag}>"));
                }
                _ => {}
            }
        }
    }

    fn output(&mut self, element: XmlId, at: NodeId, pieces: &mut Pieces) {
        let local = ["ref", "value"].into_iter().find(|l| self.attribute(element, l).is_some());
        let Some(local) = local else {
            let rule = Rule::MissingAttribute { element: "output".into(), attribute: "value" };
            return self.report.say(Spot::Element(element), rule);
        };
        if let Some(expr) = self.shown_formula(element, local, at) {
            pieces.cut();
            pieces.parts.push(Part::Output(expr));
        }
    }
}

#[derive(Debug, Default)]
struct Pieces {
    parts: Vec<Part>,
    text: String,
}

impl Pieces {
    fn cut(&mut self) {
        if !self.text.is_empty() {
            self.parts.push(Part::Literal(std::mem::take(&mut self.text).into()));
        }
    }

    fn finish(mut self) -> Vec<Part> {
        self.text.truncate(self.text.trim_end().len());
        self.cut();
        if let Some(Part::Literal(first)) = self.parts.first_mut() {
            *first = first.trim_start().into();
        }
        self.parts.retain(|part| !matches!(part, Part::Literal(text) if text.is_empty()));
        self.parts.shrink_to_fit();
        self.parts
    }
}

/// The id in `jr:itext('id')`, spelt exactly so.
fn text_id(reference: &str) -> Option<&str> {
    reference.strip_prefix("jr:itext('")?.strip_suffix("')")
}

/// `English (en)` → `en`; a name without brackets is its own code.
pub(super) fn codes(languages: &[String]) -> Vec<String> {
    let code = |name: &String| {
        let bracketed = name.trim().strip_suffix(')').and_then(|rest| rest.rsplit_once('('));
        bracketed.map_or(name.trim(), |(_, code)| code.trim()).to_owned()
    };
    let found: Vec<String> = languages.iter().map(code).collect();
    let mut seen = HashMap::new();
    for code in &found {
        *seen.entry(code).or_insert(0) += 1;
    }
    let unique =
        |(name, code): (&String, &String)| if seen[code] > 1 { name } else { code }.clone();
    languages.iter().zip(&found).map(unique).collect()
}

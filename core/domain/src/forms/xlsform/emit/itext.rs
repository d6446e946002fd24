//! `itext`: the words of every language, each text with the same forms in all of them.

use super::super::book::Spot;
use super::super::element::{Element, Id};
use super::super::form::Form;
use super::super::reference;
use super::super::value::{Cell, Dict, Val};
use super::writer::Writer;
use crate::forms::problem::Rule;
use crate::forms::xml::XmlId;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

/// One text in one language: its forms in order. A filler has no cell.
type Forms = Vec<(String, Option<Cell>)>;

/// A language's texts in order.
#[derive(Debug, Default)]
struct Translation {
    texts: Vec<(String, Forms)>,
    index: HashMap<String, usize>,
}

impl Translation {
    fn forms(&mut self, id: &str) -> &mut Forms {
        let at = *self.index.entry(id.to_owned()).or_insert_with(|| {
            self.texts.push((id.to_owned(), Forms::new()));
            self.texts.len() - 1
        });
        &mut self.texts[at].1
    }
}

/// All words of a form that are kept in `itext`.
#[derive(Debug, Default)]
pub(super) struct Words {
    languages: Vec<(String, Translation)>,
    /// Whose text it is, so that its references can be relative.
    contexts: HashMap<String, Id>,
}

impl Words {
    pub(super) fn is_empty(&self) -> bool {
        self.languages.is_empty()
    }

    fn add(&mut self, language: &str, id: &str, form: &str, cell: &Cell) {
        let found = self.languages.iter().position(|(name, _)| name == language);
        let at = found.unwrap_or_else(|| {
            self.languages.push((language.to_owned(), Translation::default()));
            self.languages.len() - 1
        });
        let forms = self.languages[at].1.forms(id);
        match forms.iter_mut().find(|(name, _)| name == form) {
            Some((_, old)) => *old = Some(cell.clone()),
            None => forms.push((form.to_owned(), Some(cell.clone()))),
        }
    }

    /// Adds a value in all its languages.
    fn add_all(&mut self, id: &str, form: &str, val: &Val, language: &str) {
        match val {
            Val::Text(cell) => self.add(language, id, form, cell),
            Val::Map(map) => {
                for (language, val) in &map.0 {
                    if let Some(cell) = val.any() {
                        self.add(language, id, form, cell);
                    }
                }
            }
        }
    }

    /// The words that a language lacks although it has others of their kind: where they stand in
    /// another language. A language that lacks the whole column is told elsewhere.
    fn gaps(&self) -> Vec<(Spot, Rule)> {
        let kind = |id: &str, form: &str| {
            let end = id.rsplit_once(':').map_or("", |(_, end)| end);
            format!("{end} {form}")
        };
        let words = |translation: &Translation| -> BTreeMap<(String, String), Spot> {
            let said = translation.texts.iter().flat_map(|(id, forms)| {
                forms.iter().filter(|(form, _)| form == "long" || form == "guidance").filter_map(
                    |(form, cell)| Some(((id.clone(), form.clone()), cell.as_ref()?.at)),
                )
            });
            said.collect()
        };
        let said: Vec<_> = self.languages.iter().map(|(name, t)| (name, words(t))).collect();
        let mut gaps = Vec::new();
        for (language, mine) in &said {
            let kinds: HashSet<String> = mine.keys().map(|(id, form)| kind(id, form)).collect();
            let mut told = HashSet::new();
            for (text, at) in said.iter().flat_map(|(_, theirs)| theirs) {
                let lacks = !mine.contains_key(text) && kinds.contains(&kind(&text.0, &text.1));
                if lacks && told.insert(text) {
                    gaps.push((*at, Rule::MissingTranslation { lang: (*language).clone() }));
                }
            }
        }
        gaps
    }

    /// Gives every language every text in every form.
    fn fill(&mut self) {
        let mut all: Vec<(String, BTreeSet<String>)> = Vec::new();
        let mut index: HashMap<String, usize> = HashMap::new();
        for (id, forms) in self.languages.iter().flat_map(|(_, t)| &t.texts) {
            let at = *index.entry(id.clone()).or_insert_with(|| {
                all.push((id.clone(), BTreeSet::new()));
                all.len() - 1
            });
            all[at].1.extend(forms.iter().map(|(name, _)| name.clone()));
        }
        for (_, translation) in &mut self.languages {
            for (id, names) in &all {
                let forms = translation.forms(id);
                // Reversed: the plain words come before the guidance.
                for name in names.iter().rev() {
                    if !forms.iter().any(|(known, _)| known == name) {
                        forms.push((name.clone(), None));
                    }
                }
            }
        }
    }
}

/// Gathers the words, and settles which lists `search()` looks up.
pub(super) fn collect(form: &mut Form<'_>) -> Words {
    let language = form.settings.default_language.clone();
    let mut words = Words::default();
    for list in form.lists.iter().filter(|list| list.in_itext) {
        for (index, choice) in list.choices.iter().enumerate() {
            let id = format!("{}-{index}", list.name);
            if let Some(label) = &choice.label {
                words.add_all(&id, "long", label, &language);
            }
            for (kind, val) in choice.media.iter().flat_map(|media| &media.0) {
                words.add_all(&id, kind, val, &language);
            }
        }
    }
    let mut searches = Vec::new();
    let all = form.descendants(0);
    for id in &all {
        let element = &form.elements[*id];
        if element.is_question() || element.is_section() {
            searches.extend(element.is_select().then_some(*id));
            question(form, *id, &language, &mut words);
        }
    }
    search(form, &searches);
    for id in all {
        media(form, id, &language, &mut words);
    }
    for (at, rule) in words.gaps() {
        form.fail(at, rule);
    }
    words.fill();
    words
}

/// Texts of an element that stand in `itext`, by the end of their id.
fn question(form: &Form<'_>, id: Id, language: &str, words: &mut Words) {
    let element = &form.elements[id];
    let path = form.path(id);
    let messages =
        [("jr:constraintMsg", true), ("jr:requiredMsg", true), ("jr:noAppErrorString", false)];
    let mut add = |end: &str, name: &str, val: &Val| {
        let text = format!("{path}:{end}");
        words.add_all(&text, name, val, language);
        words.contexts.insert(text, id);
    };
    for (name, plain) in messages {
        let Some(val) = element.bind.as_ref().and_then(|bind| bind.get(name)) else { continue };
        if in_itext(val, plain) {
            add(name, "long", val);
        }
    }
    if let Some(val) = element.stop_message.as_ref().filter(|val| in_itext(val, true)) {
        add("saksi:stop_message", "long", val);
    }
    if let Some(label) = element.label.as_ref().filter(|_| element.label_in_itext()) {
        add("label", "long", label);
    }
    if let Some(hint) = element.hint.as_ref().filter(|_| hint_in_itext(element)) {
        add("hint", "long", hint);
    }
    if let Some(guidance) = &element.guidance {
        add("hint", "guidance", guidance);
    }
}

/// Is a message kept in `itext`: in languages, or with an answer in it?
pub(super) fn in_itext(val: &Val, plain: bool) -> bool {
    match val {
        Val::Map(_) => true,
        Val::Text(cell) => plain && reference::any(&cell.text),
    }
}

/// Is a hint kept in `itext`: in languages, or with guidance beside it?
pub(super) fn hint_in_itext(element: &Element) -> bool {
    element.hint.as_ref().is_some_and(|hint| hint.dict().is_some()) || element.guidance.is_some()
}

fn media(form: &mut Form<'_>, id: Id, language: &str, words: &mut Words) {
    let Some(mut media) = form.elements[id].media.clone() else { return };
    if let Some(inner) = media.dict("default") {
        media = inner.clone();
    }
    let text = format!("{}:label", form.path(id));
    for (kind, val) in &media.0 {
        if !matches!(kind.as_str(), "image" | "big-image" | "audio" | "video") {
            let at = val.any().map_or(form.elements[id].at, |cell| cell.at);
            form.fail(at, Rule::BadMedia(kind.clone()));
            continue;
        }
        words.add_all(&text, kind, val, language);
    }
}

/// Questions whose appearance holds `search(…)` take their choices into the body.
fn search(form: &mut Form<'_>, selects: &[Id]) {
    let mut searched: Vec<(Id, String)> = Vec::new();
    let mut others: HashSet<String> = HashSet::new();
    for id in selects {
        let element = &form.elements[*id];
        let list = element.itemset.clone();
        let list_name = list.as_ref().map_or("", |cell| cell.text.as_str()).to_owned();
        let appearance = element.appearance();
        let call = appearance.find("search(").map(|at| &appearance[at + 7..]);
        if !call.is_some_and(|rest| rest.contains(')')) {
            others.insert(list_name);
            continue;
        }
        let at = element.control.text("appearance").map_or(element.at, |cell| cell.at);
        let Some(list) = form.lists.iter_mut().find(|list| list.name == list_name) else {
            form.fail(at, Rule::SearchFile);
            continue;
        };
        list.searched = true;
        searched.push((*id, list_name));
    }
    for (id, list) in searched {
        if others.contains(&list) {
            let at = form.elements[id].at;
            form.fail(at, Rule::SearchShared(list));
        }
    }
}

/// Writes `itext`.
pub(super) fn write(writer: &mut Writer<'_>, form: &Form<'_>, model: XmlId, words: &Words) {
    let at = form.elements[0].at;
    let itext = writer.element(model, "itext", at);
    for (language, translation) in &words.languages {
        let node = writer.element(itext, "translation", at);
        writer.attribute(node, "lang", language, at);
        if *language == form.settings.default_language {
            writer.attribute(node, "default", "true()", at);
        }
        for (id, forms) in &translation.texts {
            let at = forms.iter().find_map(|(_, cell)| cell.as_ref()).map_or(at, |cell| cell.at);
            let text = writer.element(node, "text", at);
            writer.attribute(text, "id", id, at);
            let hint = id.split_once(':').is_some_and(|(_, end)| end == "hint");
            for (name, cell) in forms {
                value(writer, form, text, (name, hint), cell.as_ref(), words.contexts.get(id));
            }
        }
    }
}

fn value(
    writer: &mut Writer<'_>,
    form: &Form<'_>,
    text: XmlId,
    (name, hint): (&str, bool),
    cell: Option<&Cell>,
    context: Option<&Id>,
) {
    let filler = Cell::new("-", form.elements[0].at);
    let cell = cell.unwrap_or(&filler);
    let words = name == "long" || hint;
    if !words && cell.text == "-" {
        return;
    }
    let value = writer.element(text, "value", cell.at);
    if hint && name == "guidance" || !words {
        writer.attribute(value, "form", name, cell.at);
    }
    if words {
        return writer.words(form, value, cell, context.copied());
    }
    let folder = if name == "big-image" || name == "image" { "images" } else { name };
    let cell = Cell::new(format!("jr://{folder}/{}", cell.text), cell.at);
    writer.words(form, value, &cell, None);
}

/// The message of a bind: its words, or where in `itext` they are.
pub(super) fn message(form: &Form<'_>, id: Id, name: &str, val: &Val, plain: bool) -> Cell {
    let at = val.any().map_or(form.elements[id].at, |cell| cell.at);
    match val {
        Val::Text(cell) if !in_itext(val, plain) => cell.clone(),
        _ => Cell::new(format!("jr:itext('{}:{name}')", form.path(id)), at),
    }
}

/// Does a dictionary hold a picture for the large view but none for the small one?
pub(super) fn big_image_alone(media: &Dict) -> bool {
    media.get("big-image").is_some() && media.get("image").is_none()
}

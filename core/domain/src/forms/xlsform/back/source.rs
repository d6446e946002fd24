//! The parts of an XForm, found once: model, binds and controls by path, words by id.

use std::collections::HashMap;

use super::super::OURS;
use super::names::Names;
use super::{Cells, Leftover};
use crate::forms::xml::{Document, XmlId};

pub(super) const XFORMS: &str = "http://www.w3.org/2002/xforms";
pub(super) const XHTML: &str = "http://www.w3.org/1999/xhtml";
pub(super) const JR: &str = "http://openrosa.org/javarosa";
pub(super) const ODK: &str = "http://www.opendatakit.org/xforms";
pub(super) const ORX: &str = "http://openrosa.org/xforms";
pub(super) const ENTITIES: &str = "http://www.opendatakit.org/xforms/entities";

/// An XForm and where its parts are.
pub(super) struct Source<'a> {
    pub(super) document: &'a Document,
    pub(super) model: XmlId,
    body: Option<XmlId>,
    title: String,
    /// The root of the primary instance.
    pub(super) root: XmlId,
    pub(super) binds: HashMap<String, XmlId>,
    /// What is in the body, by the path it is about.
    pub(super) controls: HashMap<String, XmlId>,
    pub(super) repeats: HashMap<String, XmlId>,
    /// The words of each id: language and `<text>`.
    pub(super) texts: HashMap<String, Vec<(String, XmlId)>>,
    pub(super) default_language: Option<String>,
    /// What sets a value, by its path.
    pub(super) actions: HashMap<String, Vec<XmlId>>,
    pub(super) names: Names,
}

impl<'a> Source<'a> {
    pub(super) fn of(document: &'a Document) -> Option<Self> {
        let html = document.root_element()?;
        let head = document.child(html, XHTML, "head")?;
        let model = document.child(head, XFORMS, "model")?;
        let instance = document.child(model, XFORMS, "instance")?;
        let root = document.elements(instance).next()?;
        let title = document.child(head, XHTML, "title");
        let mut source = Self {
            document,
            model,
            body: document.child(html, XHTML, "body"),
            title: title.map(|title| document.string_value(title)).unwrap_or_default(),
            root,
            binds: HashMap::new(),
            controls: HashMap::new(),
            repeats: HashMap::new(),
            texts: HashMap::new(),
            default_language: None,
            actions: HashMap::new(),
            names: Names::of(document, root),
        };
        source.model();
        source.words();
        source.body();
        Some(source)
    }

    pub(super) fn attribute(&self, element: XmlId, name: &str) -> Option<&'a str> {
        self.document.attribute(element, "", name)
    }

    fn is_action(&self, element: XmlId) -> bool {
        let local = self.document.name(element).local.as_str();
        matches!(local, "setvalue" | "setgeopoint" | "recordaudio")
    }

    fn model(&mut self) {
        for child in self.document.elements(self.model) {
            if self.document.name(child).is(XFORMS, "bind") {
                if let Some(path) = self.attribute(child, "nodeset") {
                    self.binds.insert(path.trim().to_owned(), child);
                }
            } else if self.is_action(child) {
                self.note_action(child);
            }
        }
    }

    fn note_action(&mut self, action: XmlId) {
        if let Some(path) = self.attribute(action, "ref") {
            self.actions.entry(path.trim().to_owned()).or_default().push(action);
        }
    }

    fn words(&mut self) {
        let Some(itext) = self.document.child(self.model, XFORMS, "itext") else { return };
        for translation in self.document.elements(itext) {
            let language = self.attribute(translation, "lang").unwrap_or_default().to_owned();
            if self.attribute(translation, "default").is_some() {
                self.default_language = Some(language.clone());
            }
            for text in self.document.elements(translation) {
                let id = self.attribute(text, "id").unwrap_or_default().to_owned();
                self.texts.entry(id).or_default().push((language.clone(), text));
            }
        }
    }

    fn body(&mut self) {
        let Some(body) = self.body else { return };
        let all: Vec<XmlId> = self.document.below(body).collect();
        for element in all.into_iter().filter(|id| self.document.is_element(*id)) {
            if self.is_action(element) {
                self.note_action(element);
                continue;
            }
            let path =
                self.attribute(element, "nodeset").or_else(|| self.attribute(element, "ref"));
            let Some(path) = path.map(|path| path.trim().to_owned()) else { continue };
            match self.document.name(element).local.as_str() {
                "repeat" => {
                    self.repeats.insert(path, element);
                }
                "group" | "input" | "select" | "select1" | "upload" | "trigger" | "range"
                | "rank" => {
                    self.controls.insert(path, element);
                }
                _ => {}
            }
        }
    }

    /// What an XLSForm has no word for, as far as it can be seen at once.
    pub(super) fn leftovers(&self) -> Vec<Leftover> {
        let mut all = Vec::new();
        let mut add = |what: String, id: XmlId| {
            all.push(Leftover { what, at: self.document.origin(id) });
        };
        for id in self.body.into_iter().flat_map(|body| self.document.below(body)) {
            let layout = self.document.is_element(id)
                && self.document.name(id).local == "group"
                && self.attribute(id, "ref").is_none()
                && self.attribute(id, "nodeset").is_none()
                && !self.document.elements(id).any(|c| self.document.name(c).local == "repeat");
            if layout {
                add("group without ref".to_owned(), id);
            }
        }
        all
    }

    /// The one row of the sheet settings.
    pub(super) fn settings(&self) -> Cells {
        let mut cells = Cells::new();
        let mut add = |header: &str, text: Option<&str>| {
            if let Some(text) = text.filter(|text| !text.is_empty()) {
                cells.push((header.to_owned(), text.to_owned()));
            }
        };
        add("form_title", Some(&self.title));
        add("form_id", self.attribute(self.root, "id"));
        add("version", self.attribute(self.root, "version"));
        let name = self.document.name(self.root);
        add("name", (name.local != "data").then_some(name.local.as_str()));
        add("instance_xmlns", (name.namespace != XFORMS).then_some(name.namespace.as_str()));
        add("default_language", self.default_language.as_deref().filter(|name| *name != "default"));
        add("style", self.body.and_then(|body| self.attribute(body, "class")));
        if let Some(submission) = self.document.child(self.model, XFORMS, "submission") {
            add("submission_url", self.attribute(submission, "action"));
            add("public_key", self.attribute(submission, "base64RsaPublicKey"));
            add("auto_send", self.document.attribute(submission, ORX, "auto-send"));
            add("auto_delete", self.document.attribute(submission, ORX, "auto-delete"));
            add("client_editable", self.document.attribute(submission, ODK, "client-editable"));
        }
        let meta =
            self.document.elements(self.root).find(|id| self.document.name(*id).local == "meta");
        if let Some(meta) = meta {
            let root = &self.document.name(self.root).local;
            let prefix = &self.document.name(meta).qualified();
            let path = format!("/{root}/{prefix}/instanceName");
            let bind = self.binds.get(&path).copied();
            let told = bind.and_then(|bind| self.attribute(bind, "calculate"));
            let told = told.map(|text| self.names.named(text, &path));
            add("instance_name", told.as_deref());
        }
        let id = meta.and_then(|meta| {
            self.document.elements(meta).find(|id| self.document.name(*id).local == "instanceID")
        });
        add("omit_instanceID", id.is_none().then_some("yes"));
        let spaces = self.namespaces();
        add("namespaces", Some(&spaces));
        let known = |name: &str| matches!(name, "id" | "version");
        for attribute in self.document.attributes(self.root) {
            if attribute.name.prefix.is_empty() && !known(&attribute.name.local) {
                let header = format!("attribute::{}", attribute.name.local);
                cells.push((header, attribute.value.to_owned()));
            }
        }
        cells
    }

    /// Prefixes that every converter knows need no mention.
    fn namespaces(&self) -> String {
        let Some(html) = self.document.root_element() else { return String::new() };
        let known = ["", "h", "ev", "xsd", "jr", "orx", "odk", "entities"];
        let own = self.document.declarations(html).filter(|(prefix, _)| !known.contains(prefix));
        let told = own.map(|(prefix, uri)| format!("{prefix}=\"{uri}\""));
        told.collect::<Vec<_>>().join(" ")
    }

    /// Is it an attribute in a namespace, and how is it written?
    pub(super) fn prefixed(&self, namespace: &str) -> Option<&'static str> {
        Some(match namespace {
            JR => "jr",
            ODK => "odk",
            ORX => "orx",
            ENTITIES => "entities",
            uri if uri == OURS.1 => OURS.0,
            _ => return None,
        })
    }
}

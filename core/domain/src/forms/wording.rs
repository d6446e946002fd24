//! What people read: plain words by language, and texts of a form with values in them.
//!
//! A form keeps each of its texts once, in [`Itext`]; a control or choice points to one
//! ([`Words`]). How values get into a text while filling in is the session's business.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use super::definition::Expr;

/// One text in several languages, by language code (`id`, `en`; empty if the form has none).
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Texts(pub BTreeMap<String, String>);

impl Texts {
    /// The text in `language`; else in any language, so that a person sees something.
    #[must_use]
    pub fn get(&self, language: &str) -> Option<&str> {
        self.0.get(language).or_else(|| self.0.values().next()).map(String::as_str)
    }

    /// Has it no text at all?
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// A piece of a text.
#[derive(Debug, Clone, PartialEq)]
pub enum Part {
    /// As it stands.
    Literal(Arc<str>),
    /// The text of an expression (`<output value="…"/>`), reckoned where the text is shown.
    Output(Expr),
}

/// What a text of a form is for.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum TextForm {
    /// What is read (no `form` attribute).
    Plain,
    /// A long wording.
    Long,
    /// A short wording.
    Short,
    /// Help for those who train.
    Guidance,
    /// The name of a picture file.
    Image,
    /// The name of a large picture file.
    BigImage,
    /// The name of a sound file.
    Audio,
    /// The name of a film file.
    Video,
    /// A form that this list does not know.
    Other(String),
}

impl TextForm {
    /// The form of that name (`form` attribute); an empty one is plain.
    #[must_use]
    pub fn named(name: &str) -> Self {
        match name {
            "" => Self::Plain,
            "long" => Self::Long,
            "short" => Self::Short,
            "guidance" => Self::Guidance,
            "image" => Self::Image,
            "big-image" => Self::BigImage,
            "audio" => Self::Audio,
            "video" => Self::Video,
            other => Self::Other(other.to_owned()),
        }
    }

    /// Is it the name of a file?
    #[must_use]
    pub fn is_media(&self) -> bool {
        matches!(self, Self::Image | Self::BigImage | Self::Audio | Self::Video)
    }
}

/// A text id of a form: its index in [`Itext`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TextId(pub u32);

/// What a control or choice says.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum Words {
    /// Nothing.
    #[default]
    Silent,
    /// The same in every language.
    Inline(Vec<Part>),
    /// A text of the form.
    Itext(TextId),
}

impl Words {
    /// Does it say nothing at all?
    #[must_use]
    pub fn is_silent(&self) -> bool {
        matches!(self, Self::Silent)
    }
}

/// One text id in one language: its wordings with what they are for, mostly one. A large form has
/// thousands of them, so nothing is kept beside.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Wordings(Vec<(TextForm, Vec<Part>)>);

impl Wordings {
    /// Is there none?
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// What each is for, with its pieces, in document order.
    pub fn iter(&self) -> impl Iterator<Item = &(TextForm, Vec<Part>)> {
        self.0.iter()
    }

    /// All pieces of all wordings.
    pub fn parts(&self) -> impl Iterator<Item = &Part> {
        self.0.iter().flat_map(|(_, parts)| parts)
    }

    fn get(&self, form: &TextForm) -> Option<&[Part]> {
        self.0.iter().find(|(known, _)| known == form).map(|(_, parts)| parts.as_slice())
    }

    /// False if it was there before.
    fn set(&mut self, form: TextForm, parts: Vec<Part>) -> bool {
        if let Some((_, known)) = self.0.iter_mut().find(|(known, _)| *known == form) {
            *known = parts;
            return false;
        }
        self.0.reserve_exact(1);
        self.0.push((form, parts));
        true
    }
}

/// All texts of a form in all languages.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Itext {
    /// The languages in document order, as written: `English (en)`, `id`.
    pub languages: Vec<String>,
    /// The index of the language that stands in when a text is missing.
    pub default: usize,
    ids: HashMap<Arc<str>, TextId>,
    names: Vec<Arc<str>>,
    /// By text id, then by language.
    texts: Vec<Vec<Wordings>>,
}

impl Itext {
    /// The text of that id.
    #[must_use]
    pub fn find(&self, id: &str) -> Option<TextId> {
        self.ids.get(id).copied()
    }

    /// The id as it is written.
    #[must_use]
    pub fn name(&self, id: TextId) -> &str {
        &self.names[id.0 as usize]
    }

    /// The index of a language by its whole name; none if the form does not have it.
    #[must_use]
    pub fn language(&self, name: &str) -> Option<usize> {
        self.languages.iter().position(|known| known == name)
    }

    /// The text in exactly this language and form.
    #[must_use]
    pub fn exact(&self, id: TextId, language: usize, form: &TextForm) -> Option<&[Part]> {
        self.texts.get(id.0 as usize)?.get(language)?.get(form)
    }

    /// The text as it is shown: in this language, else in the default language.
    #[must_use]
    pub fn get(&self, id: TextId, language: usize, form: &TextForm) -> Option<&[Part]> {
        self.exact(id, language, form).or_else(|| self.exact(id, self.default, form))
    }

    /// What there is of a text in one language.
    #[must_use]
    pub fn wordings(&self, id: TextId, language: usize) -> Option<&Wordings> {
        self.texts.get(id.0 as usize)?.get(language)
    }

    /// All text ids, in the order in which they were met.
    pub fn ids(&self) -> impl Iterator<Item = TextId> + '_ {
        (0_u32..).take(self.texts.len()).map(TextId)
    }

    /// The id of that name, made if it is new.
    pub(super) fn intern(&mut self, id: &str) -> TextId {
        if let Some(known) = self.ids.get(id) {
            return *known;
        }
        let new = TextId(u32::try_from(self.texts.len()).unwrap_or(u32::MAX));
        let name: Arc<str> = id.into();
        self.ids.insert(name.clone(), new);
        self.names.push(name);
        self.texts.push(Vec::new());
        new
    }

    /// Sets a text; false if it was set before.
    pub(super) fn set(
        &mut self,
        id: TextId,
        language: usize,
        form: TextForm,
        parts: Vec<Part>,
    ) -> bool {
        let Some(text) = self.texts.get_mut(id.0 as usize) else { return false };
        if text.len() <= language {
            text.reserve_exact(language + 1 - text.len());
            text.resize_with(language + 1, Wordings::default);
        }
        text[language].set(form, parts)
    }
}

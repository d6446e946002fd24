//! The form as a tree of elements, between the sheets and the XForm.

use super::book::Spot;
use super::types::TypeInfo;
use super::value::{Cell, Dict, Val};

/// An element's number in the form; its parent's is smaller or it is the form itself, 0.
pub(super) type Id = usize;

/// What an element is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// The form itself.
    Form,
    Group,
    Repeat,
    Question(TypeInfo),
    /// A file that is declared and asks nothing.
    External,
    /// `meta/entity`.
    Entity,
    /// An attribute of an entity.
    Attribute,
    /// The label of an entity.
    Label,
}

/// Something that happens by itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Action {
    pub(super) tag: &'static str,
    pub(super) event: &'static str,
    pub(super) value: Option<&'static str>,
    pub(super) quality: Option<Cell>,
}

/// A value is set once, when the form is first opened.
pub(super) const FIRST_LOAD: &str = "odk-instance-first-load";
/// Something happens whenever the form is opened.
pub(super) const LOAD: &str = "odk-instance-load";
/// A value is set when a row is added.
pub(super) const NEW_REPEAT: &str = "odk-new-repeat";
/// A value is set when an answer changes.
pub(super) const VALUE_CHANGED: &str = "xforms-value-changed";

impl Action {
    pub(super) fn new(tag: &'static str, event: &'static str) -> Self {
        Self { tag, event, value: None, quality: None }
    }
}

/// One element.
#[derive(Debug, Clone)]
pub(super) struct Element {
    pub(super) kind: Kind,
    pub(super) name: String,
    /// The type as it is kept, such as `photo`.
    pub(super) type_name: String,
    /// Where its name, or else its row, stands.
    pub(super) at: Spot,
    pub(super) parent: Option<Id>,
    pub(super) children: Vec<Id>,
    pub(super) label: Option<Val>,
    pub(super) hint: Option<Val>,
    pub(super) guidance: Option<Val>,
    pub(super) media: Option<Dict>,
    /// None: there is no bind at all.
    pub(super) bind: Option<Dict>,
    pub(super) control: Dict,
    pub(super) instance: Dict,
    pub(super) default: Option<Cell>,
    /// The default is computed, decided by the type as written.
    pub(super) dynamic: bool,
    pub(super) actions: Vec<Action>,
    pub(super) trigger: Vec<Cell>,
    pub(super) choice_filter: Option<Cell>,
    /// The list, file or repeat that choices come from.
    pub(super) itemset: Option<Cell>,
    /// The list of `select_one_external`, which is read by a query.
    pub(super) query: bool,
    pub(super) parameters: Vec<(String, String)>,
    pub(super) stop_message: Option<Val>,
    /// The fixed value of an entity's attribute.
    pub(super) value: Option<Cell>,
    /// Not in the body.
    pub(super) bodyless: bool,
}

impl Element {
    pub(super) fn new(kind: Kind, name: &str, at: Spot) -> Self {
        Self {
            kind,
            name: name.to_owned(),
            type_name: String::new(),
            at,
            parent: None,
            children: Vec::new(),
            label: None,
            hint: None,
            guidance: None,
            media: None,
            bind: None,
            control: Dict::default(),
            instance: Dict::default(),
            default: None,
            dynamic: false,
            actions: Vec::new(),
            trigger: Vec::new(),
            choice_filter: None,
            itemset: None,
            query: false,
            parameters: Vec::new(),
            stop_message: None,
            value: None,
            bodyless: false,
        }
    }

    /// A question of a type.
    pub(super) fn question(info: TypeInfo, type_name: &str, name: &str, at: Spot) -> Self {
        let mut element = Self::new(Kind::Question(info), name, at);
        type_name.clone_into(&mut element.type_name);
        let mut bind = Dict::default();
        for (key, value) in info.bind {
            bind.put(key, *value, at);
        }
        element.bind = (!bind.is_empty()).then_some(bind);
        element.hint = info.hint.map(|hint| Val::Text(Cell::new(hint, at)));
        element
    }

    /// A computed value that nobody sees.
    pub(super) fn calculate(name: &str, calculation: Cell, at: Spot) -> Self {
        let info = super::types::find("calculate").expect("a type of the table");
        let mut element = Self::question(info, "calculate", name, at);
        let bind = element.bind.get_or_insert_default();
        bind.put("readonly", "true()", at);
        bind.set("calculate", Val::Text(calculation));
        element
    }

    /// A question's bind attribute.
    pub(super) fn bind_text(&self, key: &str) -> Option<&Cell> {
        self.bind.as_ref()?.text(key)
    }

    pub(super) fn set_bind(&mut self, key: &str, text: impl Into<String>, at: Spot) {
        self.bind.get_or_insert_default().put(key, text, at);
    }

    pub(super) fn is_question(&self) -> bool {
        matches!(self.kind, Kind::Question(_))
    }

    /// Form, group, repeat or entity.
    pub(super) fn is_section(&self) -> bool {
        matches!(self.kind, Kind::Form | Kind::Group | Kind::Repeat | Kind::Entity)
    }

    /// Does it offer choices of a list, a file or a repeat?
    pub(super) fn is_select(&self) -> bool {
        matches!(self.kind, Kind::Question(info)
            if matches!(info.tag, "select" | "select1" | "odk:rank"))
    }

    pub(super) fn appearance(&self) -> &str {
        self.control.text("appearance").map_or("", |cell| cell.text.as_str())
    }

    pub(super) fn has_media(&self) -> bool {
        self.media.as_ref().is_some_and(|media| !media.is_empty())
    }

    /// Is its label kept in `itext`?
    pub(super) fn label_in_itext(&self) -> bool {
        self.label.as_ref().is_some_and(|label| label.dict().is_some()) || self.has_media()
    }

    pub(super) fn parameter(&self, name: &str) -> Option<&str> {
        self.parameters.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }
}

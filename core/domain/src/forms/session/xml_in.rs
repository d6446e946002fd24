//! An instance that was filled in, as XML, back into a session: a draft of Collect, or a
//! submission that is edited.

use std::fmt;
use std::sync::Arc;

use super::instance::Instance;
use super::{Beside, Context, Session};
use crate::forms::answer::Answer;
use crate::forms::definition::{Definition, NodeId};
use crate::forms::xml::{self, Limits, XmlError};

/// An instance cannot be opened with a form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum InstanceError {
    /// It is no XML.
    Xml(XmlError),
    /// It is an instance of another form: the name of its element, or its `id`.
    OtherForm(String),
}

impl fmt::Display for InstanceError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Xml(error) => write!(f, "the instance is not XML: {error}"),
            Self::OtherForm(name) => write!(f, "the instance belongs to another form, {name}"),
        }
    }
}

impl std::error::Error for InstanceError {}

impl Session {
    /// Opens an instance as it was left: its values and rows, everything calculated anew.
    ///
    /// Of another version of the form, what this version does not have is left out.
    ///
    /// # Errors
    /// [`InstanceError`].
    pub fn from_xml(
        definition: Arc<Definition>,
        bytes: &[u8],
        context: Context,
        world: Beside,
    ) -> Result<Self, InstanceError> {
        let document = xml::parse(bytes, &Limits::default()).map_err(InstanceError::Xml)?;
        let other = |name: &str| InstanceError::OtherForm(name.to_owned());
        let root = document.root_element().ok_or_else(|| other(""))?;
        if document.name(root).local != definition.node(NodeId::ROOT).name {
            return Err(other(&document.name(root).local));
        }
        if let Some(id) = document.attribute(root, "", "id").filter(|id| **id != definition.id) {
            return Err(other(id));
        }
        let mut session = Self::blank(definition, context, world);
        session.fill(&document, Instance::ROOT, (NodeId::ROOT, root));
        session.name_form();
        session.begin();
        Ok(session)
    }

    /// An instance that does not say whose it is was taken for this form's, and says so from here.
    fn name_form(&mut self) {
        let definition = self.definition.clone();
        let children = definition.node(NodeId::ROOT).children.iter();
        let mut attributes = children.map(|id| definition.node(*id)).filter(|n| n.is_attribute);
        if let Some(id) = attributes.find(|node| node.name == "@id") {
            self.set_quietly(Instance::ROOT, id.id, Some(Answer::Text(definition.id.clone())));
        }
    }

    /// Makes an opened submission a new revision of itself: a new `instanceID`, and the old one
    /// in `deprecatedID` if the form has it.
    pub fn begin_revision(&mut self) {
        let definition = self.definition.clone();
        let Some(id) = definition.instance_id else { return };
        let old = self.cell(Instance::ROOT, id).answer.clone();
        let uuid = self.make_uuid();
        let new = Answer::Text(format!("uuid:{uuid}"));
        if let Some(deprecated) = definition.find("deprecatedID") {
            self.put(deprecated.id, Instance::ROOT, old);
        }
        self.put(id, Instance::ROOT, Some(new));
        self.settle();
        self.changes.clear();
    }
}

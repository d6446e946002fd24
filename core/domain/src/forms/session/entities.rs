//! What a finished form says about entities; who keeps their lists does it.

use super::Session;
use super::instance::{Instance, ScopeId};
use crate::forms::calendar::Moment;
use crate::forms::definition::{EntityTarget, Node, NodeId};
use crate::forms::lists::entity::EntityEdit;

impl Session {
    /// What the form, finished at `now`, makes of each entity, with the name of the entity's list,
    /// in document order. Entities without an id, or that are neither made nor changed, are none.
    ///
    /// Values of personal questions are left out, whatever the form saves: a list of entities is
    /// read by everybody who fills in a form with it.
    #[must_use]
    pub fn entity_edits(&self, now: Moment) -> Vec<(String, EntityEdit)> {
        if self.definition.entities.is_empty() {
            return Vec::new();
        }
        let done = self.finished(now);
        let mut edits = Vec::new();
        for target in &done.definition.entities {
            let entity = done.definition.node(target.node);
            for scope in done.instance.below(&done.definition, entity, Instance::ROOT) {
                let edit = done.entity_edit(target, entity, scope);
                edits.extend(edit.map(|edit| (target.dataset.clone(), edit)));
            }
        }
        edits
    }

    fn entity_edit(
        &self,
        target: &EntityTarget,
        entity: &Node,
        scope: ScopeId,
    ) -> Option<EntityEdit> {
        let child = |name: &str| {
            let mut children = entity.children.iter().copied();
            let id = children.find(|id| self.definition.node(*id).name == name)?;
            self.asked_text(scope, id).filter(|text| !text.is_empty())
        };
        let is_on = |name: &str| child(name).is_some_and(|text| text == "1" || text == "true");
        let (create, update) = (is_on("@create"), is_on("@update"));
        let is_asked = self.instance.cell(scope, entity).relevant;
        let id = child("@id").filter(|_| is_asked && (create || update))?;
        let properties = target.properties.iter().filter_map(|(property, node)| {
            let known = !self.definition.node(*node).personal;
            Some((property.clone(), self.asked_text(scope, *node).filter(|_| known)?))
        });
        let (label, properties) = (child("label").unwrap_or_default(), properties.collect());
        Some(EntityEdit { id, label, properties, create, update })
    }

    /// The text of a node as seen from a row; none if it is not asked there.
    fn asked_text(&self, scope: ScopeId, id: NodeId) -> Option<String> {
        let node = self.definition.node(id);
        let scope = self.instance.ancestor(scope, node.repeats.len());
        if self.instance.depth(scope) != node.repeats.len() {
            return None;
        }
        let asked = self.instance.cell(scope, node).relevant;
        asked.then(|| self.odk_text(scope, node).unwrap_or_default())
    }
}

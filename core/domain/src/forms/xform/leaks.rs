//! What all readers see is not made from what only the vault may hold.

use super::build::Build;
use super::report::Spot;
use crate::forms::definition::NodeId;
use crate::forms::problem::Rule;
use crate::forms::xml::XmlId;

impl Build<'_> {
    /// Reports every public value that is computed from a personal one.
    pub(super) fn find_leaks(&mut self) {
        if self.nodes.iter().all(|node| !node.personal) {
            return;
        }
        let mut found: Vec<(XmlId, &'static str, String)> = Vec::new();
        for (id, bind) in &self.binds {
            let reads = self.reads.get(&(*id, "calculate"));
            let leak = reads.and_then(|reads| self.leak(*id, reads));
            if let (Some(name), true) = (leak, self.attribute(*bind, "calculate").is_some()) {
                found.push((*bind, "calculate", name));
            }
        }
        for (element, target, reads) in &self.set {
            if let Some(name) = self.leak(*target, reads) {
                found.push((*element, "value", name));
            }
        }
        for (element, local, name) in found {
            self.report.say(Spot::Attribute(element, local), Rule::PersonalLeak(name));
        }
    }

    /// The personal node that a public one is made from.
    fn leak(&self, node: NodeId, reads: &[NodeId]) -> Option<String> {
        if self.node(node).personal {
            return None;
        }
        let leak = reads.iter().find(|read| self.node(**read).personal)?;
        Some(self.node(*leak).name.clone())
    }
}

//! Plain paths: names down from the form or from a node, with `.` and `..`. Everything that binds
//! and controls name is one; any other path belongs to an expression.

use std::collections::HashMap;

use crate::forms::definition::{Node, NodeId};

/// A step of a plain path.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum PlainStep<'a> {
    Here,
    Up,
    /// Prefix and local name.
    Child(&'a str, &'a str),
    Attribute(&'a str),
}

/// A plain path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct PlainPath<'a> {
    pub(super) absolute: bool,
    pub(super) steps: Vec<PlainStep<'a>>,
}

/// Can it be a name?
fn is_name(text: &str) -> bool {
    let mut letters = text.chars();
    let first = letters.next().is_some_and(|c| c.is_alphabetic() || c == '_');
    first && letters.all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | '\u{b7}'))
}

fn step(text: &str) -> Option<PlainStep<'_>> {
    match text.trim() {
        "." => Some(PlainStep::Here),
        ".." => Some(PlainStep::Up),
        text => {
            let (at, text) = text.strip_prefix('@').map_or((false, text), |rest| (true, rest));
            let (prefix, local) = text.split_once(':').unwrap_or(("", text));
            let good = is_name(local) && (prefix.is_empty() || is_name(prefix));
            good.then_some(match at {
                true => PlainStep::Attribute(local),
                false => PlainStep::Child(prefix, local),
            })
        }
    }
}

impl<'a> PlainPath<'a> {
    /// Reads a plain path; none if the text is anything else. `/` alone has no steps.
    pub(super) fn read(text: &'a str) -> Option<Self> {
        let text = text.trim();
        let (absolute, rest) = text.strip_prefix('/').map_or((false, text), |rest| (true, rest));
        if rest.is_empty() {
            return absolute.then_some(Self { absolute, steps: Vec::new() });
        }
        let steps = rest.split('/').map(step).collect::<Option<Vec<_>>>()?;
        Some(Self { absolute, steps })
    }
}

/// Children by parent and local name.
#[derive(Debug, Default)]
pub(super) struct NameIndex(HashMap<(NodeId, String), NodeId>);

impl NameIndex {
    /// The index of a finished tree; of twins, the first.
    pub(super) fn of(nodes: &[Node]) -> Self {
        let mut index = HashMap::with_capacity(nodes.len());
        for node in nodes.iter().skip(1) {
            let parent = node.parent.unwrap_or(NodeId::ROOT);
            index.entry((parent, node.name.clone())).or_insert(node.id);
        }
        Self(index)
    }

    /// The child of that name; a prefix, if given, must be that of the node.
    pub(super) fn child(
        &self,
        nodes: &[Node],
        parent: NodeId,
        prefix: &str,
        local: &str,
    ) -> Option<NodeId> {
        let found = *self.0.get(&(parent, local.to_owned()))?;
        (prefix.is_empty() || nodes[found.index()].prefix == prefix).then_some(found)
    }

    /// Where a plain path leads from a node.
    pub(super) fn follow(
        &self,
        nodes: &[Node],
        from: NodeId,
        path: &PlainPath<'_>,
    ) -> Option<NodeId> {
        let mut steps = path.steps.iter();
        let mut at = from;
        if path.absolute {
            at = NodeId::ROOT;
            match steps.next() {
                None => return Some(NodeId::ROOT),
                Some(PlainStep::Child(_, local)) if *local == nodes[0].name => {}
                Some(_) => return None,
            }
        }
        for step in steps {
            at = match step {
                PlainStep::Here => at,
                PlainStep::Up => nodes[at.index()].parent?,
                PlainStep::Child(prefix, local) => self.child(nodes, at, prefix, local)?,
                PlainStep::Attribute(local) => self.child(nodes, at, "", &format!("@{local}"))?,
            };
        }
        Some(at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_plain_path_is_names_and_dots_and_nothing_else() {
        let path = PlainPath::read(" /data/orx:meta/@id ").unwrap();
        let steps = [
            PlainStep::Child("", "data"),
            PlainStep::Child("orx", "meta"),
            PlainStep::Attribute("id"),
        ];
        assert_eq!((path.absolute, path.steps.as_slice()), (true, steps.as_slice()));
        let up = PlainPath::read("../b-1").unwrap();
        assert_eq!(up.steps, [PlainStep::Up, PlainStep::Child("", "b-1")]);
        assert!(PlainPath::read("/").unwrap().steps.is_empty());
        for bad in ["", "1 + 1", "/data/a[1]", "count(/data/a)", "/data//a", "/data/*", "3"] {
            assert_eq!(PlainPath::read(bad), None, "{bad}");
        }
    }
}

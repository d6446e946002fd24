//! Position paths into a document: `/*[1]/*[2]`, `…/text()[1]`, `…/@*[name()="a"]`.
//!
//! Plain names with positions are read too; what is written is always the first kind.

use saksi_domain::forms::xml::{Document, XmlId, XmlKind};
use saksi_domain::forms::xpath::{DocumentTree, ExprValue, Leaf, Scene as _, eval, parse};

/// The node at a path; `None` if there is none or more than one reading.
pub fn find(document: &Document, path: &str) -> Option<Leaf> {
    let clock = saksi_domain::forms::Moment { ms: 0, zone_minutes: 0 };
    let tree = DocumentTree::new(document, clock);
    let expr = parse(path).ok()?;
    match eval(&expr, &tree, Leaf::node(Document::ROOT), 1, 1) {
        ExprValue::Nodes(nodes) => nodes.first().copied(),
        _ => None,
    }
}

/// The path of a node.
pub fn write(tree: &DocumentTree<'_>, node: Leaf) -> String {
    let path = element(tree.document, node.id);
    if node.item == 0 {
        return if path.is_empty() { "/".to_owned() } else { path };
    }
    let name = tree.name(node);
    let colon = if name.prefix.is_empty() { "" } else { ":" };
    let axis = if node.attribute_number().is_some() { "@" } else { "namespace::" };
    format!("{path}/{axis}*[name()=\"{}{colon}{}\"]", name.prefix, name.local)
}

fn element(document: &Document, id: XmlId) -> String {
    let mut steps = Vec::new();
    let mut at = id;
    while let Some(parent) = document.parent(at) {
        let what = test(document.kind(at));
        let before = document.children(parent).take_while(|child| *child != at);
        let same = before.filter(|child| test(document.kind(*child)) == what).count();
        steps.push(format!("/{what}[{}]", same + 1));
        at = parent;
    }
    steps.into_iter().rev().collect()
}

fn test(kind: XmlKind<'_>) -> &'static str {
    match kind {
        XmlKind::Element => "*",
        XmlKind::Text(_) => "text()",
        XmlKind::Comment(_) => "comment()",
        XmlKind::Instruction { .. } => "processing-instruction()",
        XmlKind::Document => "",
    }
}

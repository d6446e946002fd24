//! Which values must be reckoned again when one changes, and in what order.
//!
//! Made once per form from what its expressions read. Values and relevance have ranks, so that a
//! change is carried through in one pass; a form whose cells depend on each other in a circle is
//! refused here, with the circle.

use super::control::{Control, ControlId};
use super::definition::{ChoiceSource, Expr, ItemLabel, Itext, Node, NodeId, Part, Words};
use super::rank::ranks;
use super::xpath::Reference;

/// What about a node is reckoned. Fewer than eight: each is a bit in its cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Facet {
    Relevant,
    Value,
    Required,
    ReadOnly,
    Constraint,
    Choices,
    Words,
    Stop,
}

/// A facet of a node that reads another node.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Reader {
    pub(super) node: NodeId,
    pub(super) facet: Facet,
    /// How many enclosing repeats the reader shares with what it reads.
    pub(super) fixed: usize,
}

/// Readers of every node, and the ranks of relevance and value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Graph {
    readers: Vec<Vec<Reader>>,
    ranks: Vec<[u32; 2]>,
    stops: Vec<NodeId>,
    contained: Vec<bool>,
}

/// The expressions of a node with what they reckon.
pub(super) fn facets(node: &Node) -> [(Facet, Option<&Expr>); 6] {
    [
        (Facet::Relevant, node.relevant.as_ref()),
        (Facet::Value, node.calculation.as_ref()),
        (Facet::Required, node.required.as_ref()),
        (Facet::ReadOnly, node.readonly.as_ref()),
        (Facet::Constraint, node.constraint.as_ref()),
        (Facet::Stop, node.stop.as_ref()),
    ]
}

/// The expressions of a control: those that decide its choices, and those in its words.
fn shown<'a>(control: &'a Control, itext: &'a Itext) -> Vec<(Facet, &'a Expr)> {
    let mut found = Vec::new();
    let mut say = |words: &'a Words| {
        for expr in outputs(words, itext) {
            found.push((Facet::Words, expr));
        }
    };
    say(&control.label);
    say(&control.hint);
    match &control.choices {
        Some(ChoiceSource::Inline(choices)) => {
            choices.iter().for_each(|choice| say(&choice.label));
        }
        Some(ChoiceSource::Itemset(itemset)) => {
            found.push((Facet::Choices, &itemset.nodeset));
            found.extend(itemset.seed.iter().map(|expr| (Facet::Choices, expr)));
            let (ItemLabel::Text(label) | ItemLabel::Itext(label)) = &itemset.label;
            found.push((Facet::Choices, &label.expr));
        }
        None => {}
    }
    found.extend(control.search.iter().map(|expr| (Facet::Choices, expr)));
    found.extend(control.query.iter().map(|expr| (Facet::Choices, expr)));
    found
}

fn outputs<'a>(words: &'a Words, itext: &'a Itext) -> Vec<&'a Expr> {
    let output = |part: &'a Part| if let Part::Output(expr) = part { Some(expr) } else { None };
    match words {
        Words::Silent => Vec::new(),
        Words::Inline(parts) => parts.iter().filter_map(output).collect(),
        Words::Itext(id) => {
            let languages = 0..itext.languages.len();
            let wordings = languages.filter_map(|language| itext.wordings(*id, language));
            wordings.flat_map(|texts| texts.parts()).filter_map(output).collect()
        }
    }
}

/// Two vertices per node: even its relevance, odd its value.
fn vertex(node: NodeId, facet: Facet) -> Option<usize> {
    match facet {
        Facet::Relevant => Some(node.index() * 2),
        Facet::Value => Some(node.index() * 2 + 1),
        _ => None,
    }
}

impl Graph {
    /// The graph of a form.
    ///
    /// # Errors
    /// The nodes and facets of a circle, in order.
    pub(super) fn new(
        nodes: &[Node],
        controls: &[Control],
        itext: &Itext,
    ) -> Result<Self, Vec<(NodeId, Facet)>> {
        let mut readers = vec![Vec::new(); nodes.len()];
        let mut after = vec![Vec::new(); nodes.len() * 2];
        for node in nodes {
            if let Some(parent) = node.parent {
                after[parent.index() * 2].push(node.id.index() * 2);
            }
            for (facet, expr) in facets(node) {
                for reference in expr.map(Expr::reads).unwrap_or_default() {
                    for id in sources(nodes, reference) {
                        let reader = Reader { node: node.id, facet, fixed: reference.fixed };
                        readers[id.index()].push(reader);
                        if let Some(to) = vertex(node.id, facet) {
                            after[id.index() * 2].push(to);
                            after[id.index() * 2 + 1].push(to);
                        }
                    }
                }
            }
        }
        for control in controls {
            let Some(node) = control.node else { continue };
            for (facet, expr) in shown(control, itext) {
                for reference in expr.reads() {
                    for id in sources(nodes, reference) {
                        readers[id.index()].push(Reader { node, facet, fixed: reference.fixed });
                    }
                }
            }
        }
        for readers in &mut readers {
            let mut seen = Vec::new();
            readers.retain(|reader| {
                let new = !seen.contains(reader);
                if new && seen.len() < MANY {
                    seen.push(*reader);
                }
                new
            });
        }
        let flat = ranks(&after)?;
        let ranks = flat.chunks_exact(2).map(|pair| [pair[0], pair[1]]).collect();
        let stops = nodes.iter().filter(|node| node.stop.is_some()).map(|node| node.id).collect();
        Ok(Self { readers, ranks, stops, contained: contained(nodes, controls) })
    }

    /// What reads `node`.
    pub(super) fn readers(&self, node: NodeId) -> &[Reader] {
        &self.readers[node.index()]
    }

    /// The order of reckoning: what it reads has a lower rank.
    pub(super) fn rank(&self, node: NodeId, facet: Facet) -> u32 {
        match facet {
            Facet::Relevant => self.ranks[node.index()][0],
            Facet::Value => self.ranks[node.index()][1],
            _ => u32::MAX,
        }
    }

    /// The nodes that may say Stop.
    pub(super) fn stops(&self) -> &[NodeId] {
        &self.stops
    }

    /// Does everything within this control lie within its node too? Then it need not be looked
    /// at while the control is not asked.
    pub(super) fn is_contained(&self, control: ControlId) -> bool {
        self.contained.get(control.index()).copied().unwrap_or(false)
    }
}

/// Up to how many readers of one node are compared with each other.
const MANY: usize = 64;

/// The node itself, and the repeats whose rows are left open.
fn sources<'a>(nodes: &'a [Node], reference: &'a Reference) -> impl Iterator<Item = NodeId> + 'a {
    let open = nodes[reference.node.index()].repeats.iter().skip(reference.fixed).copied();
    std::iter::once(reference.node).chain(open)
}

/// See [`Graph::is_contained`]. Children stand behind their parents, so going backwards meets
/// every control after all that is in it.
fn contained(nodes: &[Node], controls: &[Control]) -> Vec<bool> {
    let within = |inner: NodeId, outer: NodeId| {
        let mut at = Some(inner);
        while let Some(id) = at {
            if id == outer {
                return true;
            }
            at = nodes[id.index()].parent;
        }
        false
    };
    let mut contained = vec![true; controls.len()];
    for control in controls.iter().rev() {
        let fits = |child: &ControlId| {
            contained[child.index()]
                && match (controls[child.index()].node, control.node) {
                    (Some(inner), Some(outer)) => within(inner, outer),
                    _ => false,
                }
        };
        let all = control.children.iter().all(fits);
        contained[control.id.index()] = all;
    }
    contained
}

//! The choices of a select: items that stand in it, nodes that it names, and the bounds of a range.

use std::collections::HashSet;

use super::build::Build;
use super::formula::When;
use super::paths::{PlainPath, PlainStep};
use super::report::Spot;
use crate::forms::decimal;
use crate::forms::definition::{
    Appearance, Choice, ChoiceSource, ControlId, InstanceData, ItemLabel, ItemRef, Itemset, NodeId,
    NodeKind, RangeBounds, Words,
};
use crate::forms::problem::Rule;
use crate::forms::xml::XmlId;
use crate::forms::xpath::{self, Expr as Syntax, ExprKind, Function};

impl Build<'_> {
    pub(super) fn choices(&mut self, id: ControlId, element: XmlId, inner: &[XmlId]) {
        let named = |local: &str| {
            let doc = self.doc;
            let same = move |e: &XmlId| doc.name(*e).local == local;
            inner.iter().copied().filter(same).collect::<Vec<_>>()
        };
        let (items, itemsets) = (named("item"), named("itemset"));
        let node = self.controls[id.index()].node.unwrap_or(NodeId::ROOT);
        match (items.is_empty(), itemsets.last()) {
            (true, None) => self.report.say(Spot::Element(element), Rule::NoChoices),
            (false, Some(itemset)) => self.report.say(Spot::Element(*itemset), Rule::ChoicesTwice),
            (false, None) => {
                let choices = self.items(&items, node);
                self.controls[id.index()].choices = Some(ChoiceSource::Inline(choices));
            }
            (true, Some(itemset)) => {
                let found = self.itemset(*itemset, node);
                self.controls[id.index()].choices =
                    found.map(|found| ChoiceSource::Itemset(Box::new(found)));
            }
        }
        if self.node(node).kind == NodeKind::Repeat && !itemsets.is_empty() {
            let path = self.path_of(node);
            self.report.say(Spot::Element(element), Rule::ActionOnGroup(path));
        }
        self.query(id, element, node);
        self.search(id, element, node);
    }

    /// Choices by Collect's attribute `query`: the control is written as a field of text.
    pub(super) fn query(&mut self, id: ControlId, element: XmlId, node: NodeId) {
        if self.attribute(element, "query").is_some() {
            let query = self.shown_formula(element, "query", node);
            if query.as_ref().is_some_and(|query| query.expr.instance().is_some()) {
                self.files.insert("itemsets.csv".to_owned());
                self.controls[id.index()].query = query;
            }
        }
    }

    /// Collect's other way to choices from a file: `search(…)` as an appearance.
    fn search(&mut self, id: ControlId, element: XmlId, node: NodeId) {
        let is_call = |one: &Appearance| matches!(one, Appearance::Unknown(word) if word.starts_with("search("));
        let appearance = &mut self.controls[id.index()].appearance;
        let Some(at) = appearance.iter().position(is_call) else { return };
        let Appearance::Unknown(call) = appearance.remove(at) else { return };
        // `search` is no function of the language: it is read as a call of equal length, so that
        // places in it stay right.
        let call = call.replacen("search(", "concat(", 1);
        let search = self.appearance_formula(element, &call, node);
        if let Some(file) = search.as_ref().and_then(|search| searched_file(&search.expr)) {
            self.files.insert(super::formula::file_name(file));
        }
        self.controls[id.index()].search = search;
    }

    fn items(&mut self, items: &[XmlId], at: NodeId) -> Vec<Choice> {
        let mut codes = HashSet::new();
        let mut choices = Vec::with_capacity(items.len());
        for item in items {
            let choice = self.item(*item, at);
            if !choice.code.is_empty() && !codes.insert(choice.code.clone()) {
                let rule = Rule::TwinCode(choice.code.clone());
                self.report.say(Spot::Element(*item), rule);
            }
            choices.push(choice);
        }
        choices
    }

    fn item(&mut self, item: XmlId, at: NodeId) -> Choice {
        let doc = self.doc;
        let (mut label, mut code) = (Words::Silent, String::new());
        for child in doc.elements(item).collect::<Vec<_>>() {
            match doc.name(child).local.as_str() {
                "label" => label = self.words(child, at),
                "value" => doc.string_value(child).trim().clone_into(&mut code),
                _ => {}
            }
        }
        if label.is_silent() {
            self.report.say(Spot::Element(item), Rule::MissingPart("label"));
        }
        if code.is_empty() {
            self.report.say(Spot::Element(item), Rule::MissingPart("value"));
        }
        if code.contains(|c: char| c.is_whitespace() || matches!(c, '\'' | '"' | '`')) {
            self.report.say(Spot::Element(item), Rule::CodeWithBlank(code.clone()));
        }
        Choice { code, label, origin: doc.origin(item) }
    }

    fn itemset(&mut self, element: XmlId, at: NodeId) -> Option<Itemset> {
        let doc = self.doc;
        let Some(text) = doc.attribute(element, "", "nodeset") else {
            let rule = Rule::MissingAttribute { element: "itemset".into(), attribute: "nodeset" };
            self.report.say(Spot::Element(element), rule);
            return None;
        };
        let spot = Spot::Attribute(element, "nodeset");
        let tree = match xpath::parse(text) {
            Ok(tree) => tree,
            Err(error) => {
                self.report.say_at(spot, error.span.start, super::refused::in_words(error.rule));
                return None;
            }
        };
        let (nodes, seed, randomize) = match randomized(tree) {
            Ok(parts) => parts,
            Err(rule) => {
                self.report.say(spot, rule);
                return None;
            }
        };
        let instance = nodes.instance().map(str::to_owned);
        let prefix = super::formula::steps_of(&nodes);
        self.check_nodes(spot, &nodes);
        let (nodeset, _) = self.bind(spot, &nodes, at, When::Opening);
        let seed = seed.map(|seed| self.bind(spot, &seed, at, When::Later).0);
        let child =
            |local: &str| doc.elements(element).filter(|e| doc.name(*e).local == local).last();
        let (value, copy) = (child("value"), child("copy"));
        let label = self.item_label(child("label"), element, &instance, prefix.as_deref(), at);
        let value = match value {
            Some(value) => self.item_ref(value, None, &instance, prefix.as_deref(), at),
            None => {
                if copy.is_none() {
                    self.report.say(Spot::Element(element), Rule::MissingPart("value"));
                }
                None
            }
        };
        Some(Itemset { nodeset, instance, randomize, seed, value, label: label? })
    }

    /// The nodes are a path; its filters are only looked at when the choices are shown.
    fn check_nodes(&mut self, spot: Spot<'_>, nodes: &Syntax) {
        if !matches!(nodes.kind, ExprKind::Path(_)) {
            self.report.say(spot, Rule::NotAPath(nodes.to_string()));
        }
        self.check(spot, nodes, When::Later);
    }

    fn item_label(
        &mut self,
        label: Option<XmlId>,
        itemset: XmlId,
        instance: &Option<String>,
        prefix: Option<&[String]>,
        at: NodeId,
    ) -> Option<ItemLabel> {
        let Some(label) = label else {
            self.report.say(Spot::Element(itemset), Rule::MissingPart("label"));
            return None;
        };
        let text = self.doc.attribute(label, "", "ref").unwrap_or_default();
        let inner = text.strip_prefix("jr:itext(").and_then(|rest| rest.strip_suffix(')'));
        let found = self.item_ref(label, inner, instance, prefix, at)?;
        Some(if inner.is_some() { ItemLabel::Itext(found) } else { ItemLabel::Text(found) })
    }

    /// A path from an item; `text` if it is not the whole attribute.
    fn item_ref(
        &mut self,
        element: XmlId,
        text: Option<&str>,
        instance: &Option<String>,
        prefix: Option<&[String]>,
        at: NodeId,
    ) -> Option<ItemRef> {
        let spot = Spot::Attribute(element, "ref");
        let Some(whole) = self.doc.attribute(element, "", "ref") else {
            let rule = Rule::MissingAttribute {
                element: self.doc.name(element).local.clone(),
                attribute: "ref",
            };
            self.report.say(spot, rule);
            return None;
        };
        let text = text.unwrap_or(whole);
        let Some(path) = PlainPath::read(text).filter(|path| !path.absolute) else {
            self.not_a_path(spot, text);
            return None;
        };
        if let (Some(instance), Some(prefix)) = (instance, prefix) {
            self.check_item(spot, instance, prefix, &path);
        }
        let tree = xpath::parse(text).ok()?;
        let expr = self.bind_item(spot, &tree, at)?;
        let column = match path.steps.as_slice() {
            [PlainStep::Child(_, local)] => Some((*local).to_owned()),
            _ => None,
        };
        Some(ItemRef { expr, column })
    }

    /// An internal instance must have what an item is called and stands for.
    fn check_item(
        &mut self,
        spot: Spot<'_>,
        instance: &str,
        prefix: &[String],
        path: &PlainPath<'_>,
    ) {
        let Some(found) = self.instances.get(instance) else { return };
        let InstanceData::Internal(doc, root) = &found.data else {
            // A blank instance has no items at all.
            if matches!(found.data, InstanceData::Blank) {
                self.report.say(spot, Rule::UnknownInstance(instance.to_owned()));
            }
            return;
        };
        let steps = path.steps.iter().filter_map(|step| match step {
            PlainStep::Child(_, local) => Some((*local).to_owned()),
            _ => None,
        });
        let steps: Vec<String> = prefix.iter().cloned().chain(steps).collect();
        if !leads_somewhere(doc, *root, &steps) {
            let rule = Rule::MissingNode(format!("instance('{instance}')/{}", steps.join("/")));
            self.report.say(spot, rule);
        }
    }

    pub(super) fn range(&mut self, element: XmlId) -> RangeBounds {
        let mut bound = |name: &'static str, missing: &str| {
            let Some(text) = self.attribute(element, name) else { return missing.to_owned() };
            decimal::canonical(text).unwrap_or_else(|| {
                let rule = Rule::BadRange { name, text: text.to_owned() };
                self.report.say(Spot::Attribute(element, name), rule);
                missing.to_owned()
            })
        };
        let (start, end) = (bound("start", "0"), bound("end", "10"));
        RangeBounds { start, end, step: bound("step", "1") }
    }
}

/// The nodes, the seed, and whether they are shuffled.
fn randomized(tree: Syntax) -> Result<(Syntax, Option<Syntax>, bool), Rule> {
    match tree.kind {
        ExprKind::Call(Function::Randomize, mut arguments) if !arguments.is_empty() => {
            let seed = (arguments.len() > 1).then(|| arguments.swap_remove(1));
            Ok((arguments.swap_remove(0), seed, true))
        }
        ExprKind::Call(..) => Err(Rule::OnlyRandomize),
        kind => Ok((Syntax { span: tree.span, kind }, None, false)),
    }
}

/// Does any element of the data stand at these names, the root's first?
fn leads_somewhere(doc: &crate::forms::xml::Document, root: XmlId, steps: &[String]) -> bool {
    let Some((first, rest)) = steps.split_first() else { return true };
    if doc.name(root).local != *first {
        return false;
    }
    let mut level = vec![root];
    for step in rest {
        let below = level.iter().flat_map(|id| doc.elements(*id));
        // The first match of a level stands for all: what it lacks, another may have.
        level = below.filter(|id| doc.name(*id).local == *step || step == "*").collect();
        if level.is_empty() {
            return false;
        }
    }
    true
}

/// The file that a search names, if it stands there as a text.
fn searched_file(call: &Syntax) -> Option<String> {
    let ExprKind::Call(_, arguments) = &call.kind else { return None };
    match &arguments.first()?.kind {
        ExprKind::Text(file) => Some(file.to_string()),
        _ => None,
    }
}

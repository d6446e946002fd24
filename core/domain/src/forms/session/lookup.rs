//! Choices that are looked up in files beside the form, as ODK Collect has them: the appearance
//! `search(…)` and the attribute `query`; and which lists are wanted that are not here.
//!
//! What a search means is [`crate::forms::lists::search`]'s. Texts are compared there, not here.

use std::sync::Arc;

use super::Session;
use super::choices::{Offer, OfferedChoice};
use super::instance::ScopeId;
use super::scene::View;
use super::sources::WatchedList;
use super::spot::Spot;
use crate::forms::definition::{ChoiceSource, Control, Expr, InstanceData, NodeId};
use crate::forms::lists::{
    Filter, ItemList, ListSearch, Operand, Page, Relation, SearchMatch, search,
};
use crate::forms::place::Place;
use crate::forms::xpath::{ExprKind, ExprValue, eval};

/// The place of the first row that has this text in a column.
pub(super) fn row_with(list: &dyn ItemList, column: &str, text: &str) -> Option<usize> {
    let row = rows_with(list, column, text, Page::first(1))?.pop()?;
    Some(usize::try_from(row).unwrap_or(usize::MAX))
}

/// The rows that have this text in a column; none if the list does not answer.
pub(super) fn rows_with(
    list: &dyn ItemList,
    column: &str,
    text: &str,
    page: Page,
) -> Option<Vec<u64>> {
    let (column, value) = (column.into(), Operand::Text(text.into()));
    list.select(&Filter::Compare { column, operator: Relation::Equal, value }, page).ok()
}

/// Whole numbers stand for themselves in a search; all other values name columns.
fn is_own_choice(code: &str) -> bool {
    code.parse::<i64>().is_ok()
}

impl Session {
    /// The list in a file that an expression names, with its ending or without.
    pub(super) fn file(&self, name: &str) -> Option<Arc<WatchedList>> {
        self.sources.file(name, &self.world)
    }

    /// The file of the choices of a question, if it is not on this device or does not answer:
    /// nothing can be chosen.
    #[must_use]
    pub fn missing_list(&self, place: &Place) -> Option<String> {
        let control = self.definition.control_of(place.node)?;
        self.missing_list_of(control)
    }

    /// Every file that the form asks for and that is not on this device or does not answer, with its
    /// ending.
    #[must_use]
    pub fn missing_lists(&self) -> Vec<String> {
        let names = self.definition.files_beside().into_iter();
        names.filter(|name| !self.has_file(name)).collect()
    }

    fn has_file(&self, name: &str) -> bool {
        let of_instance = self.definition.instances.iter().find(
            |(_, one)| matches!(&one.data, InstanceData::File { name: file, .. } if file == name),
        );
        match of_instance {
            Some((id, _)) => self.sources.answers(id),
            None => self.sources.answers_file(name, &self.world),
        }
    }

    pub(super) fn missing_list_of(&self, control: &Control) -> Option<String> {
        if let Some(query) = &control.query {
            let name = query.expr.instance()?;
            return (!self.sources.answers(name)).then(|| "itemsets.csv".to_owned());
        }
        if let Some(search) = &control.search {
            let file = self.argument(search, 0, NodeId::ROOT, super::Instance::ROOT);
            return (!self.sources.answers_file(&file, &self.world)).then_some(file);
        }
        let Some(ChoiceSource::Itemset(itemset)) = &control.choices else { return None };
        let id = itemset.instance.as_ref().filter(|id| !self.sources.answers(id))?;
        match &self.definition.instances.get(id)?.data {
            InstanceData::File { name, .. } => Some(name.clone()),
            _ => None,
        }
    }

    fn argument(&self, call: &Expr, at: usize, node: NodeId, scope: ScopeId) -> String {
        let ExprKind::Call(_, arguments) = &call.expr.kind else { return String::new() };
        let Some(argument) = arguments.get(at) else { return String::new() };
        let view = View { session: self, node, scope };
        eval(argument, &view, self.spot(node, scope), 1, 1).text(&view).into_owned()
    }

    /// The items that a query finds, in the language on screen.
    pub(super) fn queried(&self, query: &Expr, node: NodeId, scope: ScopeId) -> Vec<Offer<'_>> {
        let view = View { session: self, node, scope };
        let found = eval(&query.expr, &view, self.spot(node, scope), 1, 1);
        let ExprValue::Nodes(items) = found else { return Vec::new() };
        let language = self.definition.itext.languages.get(self.language_index());
        let in_language = language.map(|language| format!("label::{language}"));
        let offer = |spot: &Spot| {
            let Spot::Item(at, row) = *spot else { return None };
            let list = self.sources.list(at)?;
            let text = |name: &str| list.cell(row, list.column(name)?).ok()?;
            let said = in_language.as_deref().and_then(text).filter(|label| !label.is_empty());
            let (code, label) = (text("name")?.to_string(), said.or_else(|| text("label")));
            let label = label.map_or_else(|| code.clone(), |label| label.to_string());
            Some(Offer::Found(OfferedChoice { code, label, ..OfferedChoice::default() }))
        };
        items.iter().filter_map(offer).collect()
    }

    /// Where a code stands in the list of a query, whatever the query asks for just now.
    pub(super) fn queried_place(&self, query: &Expr, code: &str) -> Option<usize> {
        // Of a list that is not on this device any code is taken.
        let Some(at) = query.expr.instance().and_then(|name| self.sources.find(name)) else {
            return Some(0);
        };
        row_with(&**self.sources.list(at)?, "name", code)
    }

    /// The choices of a search: those that the form itself has, each of whose values is either a
    /// whole number and stands for itself, or names the column of values to be looked up.
    pub(super) fn searched<'a>(
        &'a self,
        control: &'a Control,
        call: &Expr,
        node: NodeId,
        scope: ScopeId,
    ) -> Vec<Offer<'a>> {
        let list = self.file(&self.argument(call, 0, node, scope));
        let mut offers = Vec::new();
        for own in self.own_offers(control, node, scope) {
            if is_own_choice(&self.code(&own)) {
                offers.push(own);
            } else if let Some(list) = &list {
                let asked = self.asked(&own, call, node, scope);
                let found = search(&**list, &asked, usize::MAX).unwrap_or_default();
                offers.extend(found.into_iter().map(|found| {
                    Offer::Found(OfferedChoice {
                        code: found.value.to_string(),
                        label: found.label,
                        image: found.image.map(|name| name.to_string()),
                        ..OfferedChoice::default()
                    })
                }));
            }
        }
        offers
    }

    fn asked(&self, own: &Offer<'_>, call: &Expr, node: NodeId, scope: ScopeId) -> ListSearch {
        let count = match &call.expr.kind {
            ExprKind::Call(_, arguments) => arguments.len(),
            _ => 0,
        };
        let text = |at| self.argument(call, at, node, scope);
        let split = |names: &str| -> Vec<String> {
            let names = names.split(',').map(str::trim).filter(|name| !name.is_empty());
            names.map(str::to_owned).collect()
        };
        let words = self.in_words(own, node, scope);
        let labels = split(&words.label);
        ListSearch {
            rows: (count >= 4).then(|| (SearchMatch::of_word(&text(1)), split(&text(2)), text(3))),
            filter: (count >= 6).then(|| (text(4), text(5))),
            labels: if labels.is_empty() { vec![words.code.clone()] } else { labels },
            value: words.code,
            image: words.image,
        }
    }

    /// Where a code stands in what a search looks up, whatever it asks for just now.
    pub(super) fn searched_place(
        &self,
        control: &Control,
        call: &Expr,
        (node, scope): (NodeId, ScopeId),
        code: &str,
    ) -> Option<usize> {
        let own = self.own_offers(control, node, scope);
        if is_own_choice(code)
            && let Some(at) = own.iter().position(|own| self.code(own) == code)
        {
            return Some(at);
        }
        let Some(list) = self.file(&self.argument(call, 0, node, scope)) else { return Some(0) };
        let row = own.iter().find_map(|own| {
            let column = self.code(own);
            let filter = Some((column.clone(), code.to_owned()));
            let asked =
                ListSearch { rows: None, filter, value: column, labels: Vec::new(), image: None };
            search(&*list, &asked, 1).ok()?.pop()
        })?;
        Some(usize::try_from(row.row).unwrap_or(usize::MAX).saturating_add(own.len()))
    }
}

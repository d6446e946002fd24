//! The choices of a select as they are offered just now.

use super::Session;
use super::instance::ScopeId;
use super::lookup::{row_with, rows_with};
use super::scene::View;
use super::sources::Source;
use super::spot::Spot;
use crate::forms::answer::{Answer, AnswerError};
use crate::forms::definition::{
    Choice, ChoiceSource, Control, ControlId, ItemLabel, ItemRef, Itemset, Node, NodeId, TextForm,
    Words,
};
use crate::forms::lists::{ItemList as _, Page, RowSet, holds};
use crate::forms::place::Place;
use crate::forms::xpath::{ExprValue, Scene as _, eval, shuffle};

/// A choice as it is offered, in the language on screen.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct OfferedChoice {
    /// The code, which is what an answer holds.
    pub code: String,
    /// What a person reads.
    pub label: String,
    /// The name of a picture file.
    pub image: Option<String>,
    /// The name of a sound file that reads it aloud.
    pub audio: Option<String>,
    /// The name of a film file.
    pub video: Option<String>,
}

/// A choice before it is put into words.
#[derive(Debug, Clone)]
pub(super) enum Offer<'a> {
    Inline(&'a Choice),
    Item(&'a Itemset, Spot),
    /// Of a file that is looked up, in words already.
    Found(OfferedChoice),
}

/// How deep names of choices may hold names of choices.
const MAX_NAMES: u32 = 8;

impl Session {
    /// The choices that are offered at `place`, filtered, in order. How many there are is known at
    /// once; each is put into words as it is taken, so a screen pays for what it shows.
    pub fn choices(&self, place: &Place) -> impl ExactSizeIterator<Item = OfferedChoice> + '_ {
        self.offered(place, |_| true)
    }

    fn offered(
        &self,
        place: &Place,
        is_wanted: impl Fn(&Offer<'_>) -> bool,
    ) -> impl ExactSizeIterator<Item = OfferedChoice> + '_ {
        let node = place.node;
        let scope = self.find(place).ok();
        let control = scope.and_then(|_| self.definition.control_of(node));
        let (scope, mut offers) = match (scope, control) {
            (Some(scope), Some(control)) => (scope, self.offers(control, node, scope)),
            _ => (super::Instance::ROOT, Vec::new()),
        };
        offers.retain(is_wanted);
        offers.into_iter().map(move |offer| self.in_words(&offer, node, scope))
    }

    /// The choices offered at `place` whose label or code holds `text`, whatever its case, in order.
    /// A large list is looked through where it lies; only what is taken is put into words.
    pub fn find_choices(
        &self,
        place: &Place,
        text: &str,
    ) -> impl Iterator<Item = OfferedChoice> + '_ {
        let wanted = text.trim().to_lowercase();
        let rows = self.find(place).ok().and_then(|_| self.rows_holding(place.node, &wanted));
        let (at, rows) = rows.map_or((None, RowSet::new()), |(at, rows)| (Some(at), rows));
        self.offered(place, move |offer| match (at, offer) {
            (Some(at), Offer::Item(_, Spot::Item(source, row))) => {
                *source != at || rows.contains(*row)
            }
            _ => true,
        })
        .filter(move |choice| holds(&choice.label, &wanted) || holds(&choice.code, &wanted))
    }

    /// The rows of the list that a question's choices are of, whose code or label holds `wanted`;
    /// none if a label is not simply a column.
    fn rows_holding(&self, node: NodeId, wanted: &str) -> Option<(u16, RowSet)> {
        let (itemset, code, at) = self.column_of_codes(self.definition.control_of(node)?)?;
        let ItemLabel::Text(label) = &itemset.label else { return None };
        let list = self.sources.list(at)?;
        let columns = [list.column(code)?, list.column(label.column.as_deref()?)?];
        Some((at, list.holding(&columns, wanted).ok()?))
    }

    /// The choices that the answer at `place` holds; those of a large list are looked up in its
    /// index, whether they are offered just now or not.
    #[must_use]
    pub fn chosen(&self, place: &Place) -> Vec<OfferedChoice> {
        let codes: &[String] = match self.value(place) {
            Some(Answer::One(code)) => std::slice::from_ref(code),
            Some(Answer::Many(codes) | Answer::Ranking(codes)) => codes,
            _ => return Vec::new(),
        };
        let (Ok(scope), Some(control)) = (self.find(place), self.definition.control_of(place.node))
        else {
            return Vec::new();
        };
        let Some((itemset, column, at)) = self.column_of_codes(control) else {
            let is_chosen = |choice: &OfferedChoice| codes.contains(&choice.code);
            return self.choices(place).filter(is_chosen).collect();
        };
        let of_list = |code: &String| {
            let row = row_with(&**self.sources.list(at)?, column, code)?;
            let offer = Offer::Item(itemset, Spot::Item(at, u64::try_from(row).ok()?));
            Some(self.in_words(&offer, place.node, scope))
        };
        codes.iter().filter_map(of_list).collect()
    }

    /// The list that a question's choices are rows of, and its column of codes.
    fn column_of_codes<'a>(&self, control: &'a Control) -> Option<(&'a Itemset, &'a str, u16)> {
        let Some(ChoiceSource::Itemset(itemset)) = &control.choices else { return None };
        let column = itemset.value.as_ref()?.column.as_deref()?;
        let at = self.sources.find(itemset.instance.as_ref()?)?;
        self.sources.list(at).map(|_| (&**itemset, column, at))
    }

    /// The codes that are offered, in order.
    pub(super) fn codes_offered(&mut self, id: ControlId, scope: ScopeId) -> Vec<String> {
        let Some((node, scope)) = self.node_and_scope(id, scope) else { return Vec::new() };
        self.give_up_choices(id, node, scope);
        let offers = self.offers(self.definition.control(id), node, scope);
        offers.iter().map(|offer| self.code(offer)).collect()
    }

    /// Of the chosen codes, those that are offered just now; none if any code is taken.
    pub(super) fn still_offered<'c>(
        &self,
        id: ControlId,
        scope: ScopeId,
        chosen: &[&'c String],
    ) -> Option<Vec<&'c String>> {
        let control = self.definition.control(id);
        let (node, scope) = self.node_and_scope(id, scope)?;
        if !control.has_choices() || self.missing_list_of(control).is_some() {
            // Of a list that is not on this device nobody can say what it offers.
            return None;
        }
        if chosen.is_empty() {
            return Some(Vec::new());
        }
        let offers = self.offers(control, node, scope);
        let kept = self.in_rows(control, &offers, chosen).unwrap_or_else(|| {
            let mut left: Vec<&String> = chosen.to_vec();
            for offer in offers {
                if left.is_empty() {
                    break;
                }
                let code = self.code(&offer);
                left.retain(|wanted| **wanted != code);
            }
            chosen.iter().filter(|code| !left.contains(*code)).copied().collect()
        });
        // A list that did not answer just now says nothing about what it offers.
        self.missing_list_of(control).is_none().then_some(kept)
    }

    /// Of the chosen codes, those whose rows are offered, looked up in the index of the list rather
    /// than read from each offer; none if the choices are not rows of one list.
    fn in_rows<'c>(
        &self,
        control: &Control,
        offers: &[Offer<'_>],
        chosen: &[&'c String],
    ) -> Option<Vec<&'c String>> {
        let (_, column, at) = self.column_of_codes(control)?;
        let list = self.sources.list(at)?;
        let mut rows = RowSet::new();
        for offer in offers {
            let Offer::Item(_, Spot::Item(source, row)) = offer else { return None };
            if *source != at {
                return None;
            }
            rows.insert(*row);
        }
        let offered = |code: &&&String| {
            let found = rows_with(&**list, column, code, Page::ALL);
            found.is_some_and(|found| found.iter().any(|row| rows.contains(*row)))
        };
        Some(chosen.iter().filter(offered).copied().collect())
    }

    fn node_and_scope(&self, id: ControlId, scope: ScopeId) -> Option<(NodeId, ScopeId)> {
        let node = self.definition.control(id).node?;
        Some((node, self.instance.ancestor(scope, self.definition.node(node).repeats.len())))
    }

    fn offers<'a>(&'a self, control: &'a Control, node: NodeId, scope: ScopeId) -> Vec<Offer<'a>> {
        match (&control.query, &control.search) {
            (Some(query), _) => self.queried(query, node, scope),
            (_, Some(search)) => self.searched(control, search, node, scope),
            _ => self.own_offers(control, node, scope),
        }
    }

    /// The choices that the form itself gives, files that are looked up aside.
    pub(super) fn own_offers<'a>(
        &'a self,
        control: &'a Control,
        node: NodeId,
        scope: ScopeId,
    ) -> Vec<Offer<'a>> {
        match &control.choices {
            None => Vec::new(),
            Some(ChoiceSource::Inline(choices)) => choices.iter().map(Offer::Inline).collect(),
            Some(ChoiceSource::Itemset(itemset)) => {
                let items = self.items(itemset, node, scope);
                items.into_iter().map(|item| Offer::Item(itemset, item)).collect()
            }
        }
    }

    fn items(&self, itemset: &Itemset, node: NodeId, scope: ScopeId) -> Vec<Spot> {
        let view = View { session: self, node, scope };
        let at = self.spot(node, scope);
        let ExprValue::Nodes(items) = eval(&itemset.nodeset.expr, &view, at, 1, 1) else {
            return Vec::new();
        };
        let mut items = items;
        if itemset.randomize {
            let seed = itemset.seed.as_ref().map(|seed| self.evaluate(seed, node, scope).number());
            shuffle::by_seed(&mut items, seed.unwrap_or_else(|| self.choice_seed()));
        }
        items
    }

    /// Choices without a seed of their own keep one order as long as a session lasts.
    fn choice_seed(&self) -> f64 {
        self.context.row_seed.iter().take(4).fold(0.0, |sum, byte| sum * 256.0 + f64::from(*byte))
    }

    fn item_text(&self, item: &ItemRef, spot: Spot) -> String {
        let view = View { session: self, node: NodeId::ROOT, scope: super::Instance::ROOT };
        let value = eval(&item.expr.expr, &view, spot, 1, 1);
        value.text(&view).into_owned()
    }

    pub(super) fn code(&self, offer: &Offer<'_>) -> String {
        match offer {
            Offer::Found(choice) => choice.code.clone(),
            Offer::Inline(choice) => choice.code.clone(),
            Offer::Item(Itemset { value: Some(value), .. }, spot) => self.item_text(value, *spot),
            Offer::Item(_, spot) => {
                let view = View { session: self, node: NodeId::ROOT, scope: super::Instance::ROOT };
                view.text(*spot).into_owned()
            }
        }
    }

    pub(super) fn in_words(
        &self,
        offer: &Offer<'_>,
        node: NodeId,
        scope: ScopeId,
    ) -> OfferedChoice {
        let code = self.code(offer);
        let words = match offer {
            Offer::Found(choice) => return choice.clone(),
            Offer::Inline(choice) => choice.label.clone(),
            Offer::Item(itemset, spot) => match &itemset.label {
                ItemLabel::Text(label) => {
                    let label = self.item_text(label, *spot);
                    return OfferedChoice { code, label, ..OfferedChoice::default() };
                }
                ItemLabel::Itext(label) => {
                    let id = self.item_text(label, *spot);
                    match self.definition.itext.find(&id) {
                        Some(id) => Words::Itext(id),
                        None => Words::Silent,
                    }
                }
            },
        };
        let say = |form: TextForm| self.text_of(&words, &form, node, scope);
        let label = say(TextForm::Plain).or_else(|| say(TextForm::Long)).unwrap_or_default();
        let (image, audio, video) =
            (say(TextForm::Image), say(TextForm::Audio), say(TextForm::Video));
        OfferedChoice { code, label, image, audio, video }
    }

    /// Codes must be in the question's list, offered just now or not; those of a select-multiple
    /// are put in its order.
    pub(super) fn in_list(
        &self,
        node: &Node,
        scope: ScopeId,
        answer: Answer,
    ) -> Result<Answer, AnswerError> {
        let control = node.control().map(|id| self.definition.control(id));
        let Some(control) = control.filter(|control| control.has_choices()) else {
            return Ok(answer);
        };
        let place = |code: &String| match (&control.choices, &control.query, &control.search) {
            (_, Some(query), _) => self.queried_place(query, code),
            (_, _, Some(search)) => self.searched_place(control, search, (node.id, scope), code),
            (Some(ChoiceSource::Inline(list)), ..) => {
                list.iter().position(|choice| choice.code == *code)
            }
            (Some(ChoiceSource::Itemset(itemset)), ..) => self.item_place(itemset, code),
            (None, ..) => None,
        };
        match answer {
            Answer::One(code) => match place(&code) {
                Some(_) => Ok(Answer::One(code)),
                None => Err(AnswerError::NotAChoice),
            },
            Answer::Many(codes) => {
                let placed = codes.into_iter().map(|code| Some((place(&code)?, code)));
                let mut placed: Vec<_> =
                    placed.collect::<Option<_>>().ok_or(AnswerError::NotAChoice)?;
                placed.sort();
                placed.dedup();
                Ok(Answer::Many(placed.into_iter().map(|(_, code)| code).collect()))
            }
            Answer::Ranking(codes) if !codes.iter().all(|code| place(code).is_some()) => {
                Err(AnswerError::NotAChoice)
            }
            other => Ok(other),
        }
    }

    /// Where a code stands among the items of a secondary instance; of other items, anywhere.
    fn item_place(&self, itemset: &Itemset, code: &str) -> Option<usize> {
        let at = itemset.instance.as_ref().and_then(|id| self.sources.find(id));
        let column = itemset.value.as_ref().and_then(|value| value.column.as_ref());
        let (Some(at), Some(column)) = (at, column) else { return Some(0) };
        match self.sources.get(at) {
            Source::List(list) => row_with(&**list, column, code),
            Source::Document(document) => {
                let root = document.root_element()?;
                document.elements(root).position(|item| {
                    let cell = document.elements(item).find(|c| document.name(*c).local == *column);
                    cell.is_some_and(|cell| document.string_value(cell) == code)
                })
            }
        }
    }

    /// `jr:choice-name`: the label of a choice of the question at a path.
    pub(super) fn choice_name(&self, value: &str, path: &str, near: ScopeId) -> Option<String> {
        if self.naming.get() >= MAX_NAMES {
            return None;
        }
        self.naming.set(self.naming.get() + 1);
        let name = self.find_choice_name(value, path, near);
        self.naming.set(self.naming.get() - 1);
        name
    }

    fn find_choice_name(&self, value: &str, path: &str, near: ScopeId) -> Option<String> {
        let mut at = NodeId::ROOT;
        let mut names = path.trim().strip_prefix('/')?.split('/');
        (names.next()?.trim() == self.definition.node(at).name).then_some(())?;
        for name in names {
            let children = &self.definition.node(at).children;
            at = *children.iter().find(|id| self.definition.node(**id).name == name.trim())?;
        }
        let node = self.definition.node(at);
        let scope = self.instance.ancestor(near, self.shared(near, node));
        let scope = *self.instance.below(&self.definition, node, scope).first()?;
        let offers = self.offers(self.definition.control(node.control()?), at, scope);
        let found = offers.into_iter().find(|offer| self.code(offer) == value)?;
        Some(self.in_words(&found, at, scope).label)
    }
}

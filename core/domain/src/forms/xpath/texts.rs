//! Functions that give text.

use std::borrow::Cow;

use super::ast::Expr;
use super::eval::{Evaluator, MAX_TEXT};
use super::function::Function as F;
use super::scene::{NodeSort, Scene};
use super::value::ExprValue;

impl<'a, S: Scene> Evaluator<'a, '_, S> {
    pub(super) fn texts(&self, function: F, list: &'a [Expr]) -> ExprValue<'a, S::Node> {
        let own = || list.first().map_or_else(|| self.scene.text(self.node), |a| self.text(a));
        let text: Cow<'a, str> = match function {
            F::String => own(),
            F::Concat => Cow::Owned(self.joined("", list)),
            F::Join => Cow::Owned(self.joined(&self.text(&list[0]), &list[1..])),
            F::NormalizeSpace => Cow::Owned(normal(&own())),
            F::UpperCase => Cow::Owned(own().to_uppercase()),
            F::LowerCase => Cow::Owned(own().to_lowercase()),
            F::Substr => Cow::Owned(self.substr(list)),
            F::Substring => Cow::Owned(self.substring(list)),
            F::SubstringBefore | F::SubstringAfter => {
                let (text, part) = (self.text(&list[0]), self.text(&list[1]));
                let halves = text.split_once(&*part);
                let (before, after) = halves.unwrap_or_default();
                let half = if function == F::SubstringBefore { before } else { after };
                Cow::Owned(half.to_owned())
            }
            F::Translate => {
                let (text, from, to) =
                    (self.text(&list[0]), self.text(&list[1]), self.text(&list[2]));
                Cow::Owned(translate(&text, &from, &to))
            }
            F::SelectedAt => {
                let (text, at) = (self.text(&list[0]), self.number(&list[1]).trunc());
                let code = index(at).and_then(|at| text.split_whitespace().nth(at));
                Cow::Owned(code.unwrap_or_default().to_owned())
            }
            F::FormatDate | F::FormatDateTime => Cow::Owned(self.format_date(list)),
            F::Digest | F::Base64Encode | F::Base64Decode => Cow::Owned(self.coded(function, list)),
            F::LocalName | F::Name | F::NamespaceUri => Cow::Owned(self.name_of(function, list)),
            _ => Cow::Owned(self.host_text(function, list)),
        };
        ExprValue::Text(text)
    }

    fn joined(&self, between: &str, list: &'a [Expr]) -> String {
        let mut out = String::new();
        let mut first = true;
        let mut add = |text: &str| {
            if !std::mem::take(&mut first) {
                out.push_str(between);
            }
            out.push_str(text);
            out.len() <= MAX_TEXT
        };
        for argument in list {
            let more = match self.eval(argument) {
                ExprValue::Nodes(nodes) => nodes.iter().all(|node| add(&self.scene.text(*node))),
                other => add(&other.into_text(self.scene)),
            };
            if !more {
                break;
            }
        }
        out
    }

    /// ODK's: from 0, the end not included, negative from the end.
    fn substr(&self, list: &'a [Expr]) -> String {
        let text = self.text(&list[0]);
        let letters: Vec<char> = text.chars().collect();
        #[allow(
            clippy::cast_precision_loss,
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss
        )]
        let place = |number: f64| {
            let length = letters.len() as f64;
            let number = if number.is_nan() { 0.0 } else { number.trunc() };
            let from_start = if number < 0.0 { length + number } else { number };
            from_start.clamp(0.0, length) as usize
        };
        let start = place(self.number(&list[1]));
        let end = list.get(2).map_or(letters.len(), |end| place(self.number(end)));
        letters.get(start..end).unwrap_or_default().iter().collect()
    }

    /// XPath's: from 1, with a length, both rounded.
    fn substring(&self, list: &'a [Expr]) -> String {
        let text = self.text(&list[0]);
        let half_up = |number: f64| (number + 0.5).floor();
        let start = half_up(self.number(&list[1]));
        let end = list.get(2).map_or(f64::INFINITY, |length| start + half_up(self.number(length)));
        #[allow(clippy::cast_precision_loss)]
        let within = |n: usize| (n as f64 + 1.0) >= start && (n as f64 + 1.0) < end;
        text.chars().enumerate().filter(|(n, _)| within(*n)).map(|(_, letter)| letter).collect()
    }

    fn name_of(&self, function: F, list: &'a [Expr]) -> String {
        let node = match list.first() {
            Some(argument) => self.nodes(argument).first().copied(),
            None => Some(self.node),
        };
        let Some(node) = node else { return String::new() };
        if matches!(self.scene.sort(node), NodeSort::Root | NodeSort::Text | NodeSort::Comment) {
            return String::new();
        }
        let name = self.scene.name(node);
        match function {
            F::LocalName => name.local.to_owned(),
            F::NamespaceUri => name.namespace.to_owned(),
            _ if name.prefix.is_empty() => name.local.to_owned(),
            _ => format!("{}:{}", name.prefix, name.local),
        }
    }

    fn host_text(&self, function: F, list: &'a [Expr]) -> String {
        let text = |n: usize| self.text(&list[n]);
        match function {
            F::Uuid => match list.first() {
                None => self.scene.uuid(None),
                Some(length) => self.scene.uuid(Some(index(self.number(length)).unwrap_or(0))),
            },
            F::Itext => {
                let form = list.get(1).map(|form| self.text(form));
                self.scene.itext(&text(0), form.as_deref()).unwrap_or_default()
            }
            F::ChoiceName => self.scene.choice_name(&text(0), &text(1)).unwrap_or_default(),
            F::PullData => {
                self.scene.pulldata(&text(0), &text(1), &text(2), &text(3)).unwrap_or_default()
            }
            F::Version => self.scene.version().to_owned(),
            F::Property => self.scene.property(&text(0)).unwrap_or_default(),
            // Signed texts need a key that forms do not have here: nothing is trusted.
            _ => String::new(),
        }
    }
}

/// A number as an index; `None` below 0 and for NaN.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
pub(super) fn index(number: f64) -> Option<usize> {
    (number >= 0.0).then_some(number.min(1e9) as usize)
}

/// Blanks at the ends removed and every run of them within made one space.
fn normal(text: &str) -> String {
    let is_blank = |c: char| matches!(c, ' ' | '\t' | '\r' | '\n');
    let words = text.split(is_blank).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join(" ")
}

fn translate(text: &str, from: &str, to: &str) -> String {
    let mut map = std::collections::HashMap::new();
    let mut to = to.chars();
    for letter in from.chars() {
        let new = to.next();
        map.entry(letter).or_insert(new);
    }
    text.chars().filter_map(|c| map.get(&c).copied().unwrap_or(Some(c))).collect()
}

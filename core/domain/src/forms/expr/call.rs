//! What each function does. Names and arguments are in [`super::function`].

use super::eval::{ExprValue, Scene, eval};
use super::{Expr, ExprKind, Function, Reference};
use crate::forms::calendar;
use crate::forms::geopoint::GeoPoint;

/// A function being called.
pub(super) struct Call<'a> {
    pub(super) arguments: &'a [Expr],
    pub(super) scene: &'a dyn Scene,
}

impl Call<'_> {
    fn value(&self, index: usize) -> ExprValue {
        match self.arguments.get(index) {
            Some(argument) => eval(argument, self.scene),
            None => ExprValue::Text(self.scene.own()),
        }
    }

    fn number(&self, index: usize) -> f64 {
        self.value(index).number()
    }

    fn text(&self, index: usize) -> String {
        self.value(index).text()
    }

    fn reference(&self, index: usize) -> Option<&Reference> {
        match self.arguments.get(index).map(|argument| &argument.kind) {
            Some(ExprKind::Reference(reference)) => Some(reference),
            _ => None,
        }
    }

    pub(super) fn run(&self, function: Function) -> ExprValue {
        self.logic(function)
            .or_else(|| self.numeric(function))
            .or_else(|| self.texts(function))
            .unwrap_or_else(|| self.form(function))
    }

    fn logic(&self, function: Function) -> Option<ExprValue> {
        let truth = match function {
            Function::If => return Some(self.value(if self.value(0).truth() { 1 } else { 2 })),
            Function::Coalesce => {
                let values = (0..self.arguments.len()).map(|i| self.value(i));
                let empty = || ExprValue::Text(String::new());
                return Some(
                    values.into_iter().find(|v| !v.text().is_empty()).unwrap_or_else(empty),
                );
            }
            Function::Selected => {
                let code = self.text(1);
                self.text(0).split_whitespace().any(|chosen| chosen == code.trim())
            }
            Function::Contains => self.text(0).contains(&self.text(1)),
            Function::StartsWith => self.text(0).starts_with(&self.text(1)),
            Function::EndsWith => self.text(0).ends_with(&self.text(1)),
            Function::Not => !self.value(0).truth(),
            Function::True => true,
            Function::False => false,
            Function::Boolean => self.value(0).truth(),
            _ => return None,
        };
        Some(ExprValue::Boolean(truth))
    }

    #[allow(clippy::cast_precision_loss)]
    fn numeric(&self, function: Function) -> Option<ExprValue> {
        let number = match function {
            Function::CountSelected => self.text(0).split_whitespace().count() as f64,
            Function::Count => self.nodes().len() as f64,
            Function::CountNonEmpty => self.nodes().iter().filter(|t| !t.is_empty()).count() as f64,
            Function::Sum => self.sum(),
            Function::Min => self.extreme(f64::min),
            Function::Max => self.extreme(f64::max),
            Function::StringLength => self.text(0).chars().count() as f64,
            Function::Number => self.number(0),
            Function::Int => self.number(0).trunc(),
            Function::Round => self.round(),
            Function::Abs => self.number(0).abs(),
            Function::Floor => self.number(0).floor(),
            Function::Ceiling => self.number(0).ceil(),
            Function::Position => self.scene.position(self.reference(0)) as f64,
            Function::Distance => self.distance(),
            _ => return None,
        };
        Some(ExprValue::Number(number))
    }

    fn texts(&self, function: Function) -> Option<ExprValue> {
        let all = |from: usize| (from..self.arguments.len()).flat_map(|i| self.value(i).texts());
        let text = match function {
            Function::Concat => all(0).collect(),
            Function::Join => all(1).collect::<Vec<_>>().join(&self.text(0)),
            Function::Substr => self.substr(),
            Function::NormalizeSpace => {
                self.text(0).split_whitespace().collect::<Vec<_>>().join(" ")
            }
            Function::String => self.text(0),
            Function::SelectedAt => {
                let index = whole(self.number(1)).and_then(|i| usize::try_from(i).ok());
                let text = self.text(0);
                index.and_then(|i| text.split_whitespace().nth(i)).unwrap_or_default().to_owned()
            }
            _ => return None,
        };
        Some(ExprValue::Text(text))
    }

    /// What needs the form or the clock.
    fn form(&self, function: Function) -> ExprValue {
        ExprValue::Text(match function {
            Function::Once => {
                let own = self.scene.own();
                if own.is_empty() { self.text(0) } else { own }
            }
            Function::Today => self.scene.now().date(),
            Function::Now => self.scene.now().date_time(),
            Function::Date => match self.value(0) {
                ExprValue::Number(days) => calendar::from_days(days).unwrap_or_default(),
                other => date_part(&other.text()),
            },
            Function::FormatDate | Function::FormatDateTime => {
                calendar::format(&self.text(0), &self.text(1)).unwrap_or_default()
            }
            Function::ChoiceName => match self.reference(1) {
                Some(question) => self.scene.choice_label(question.node, &self.text(0)),
                None => String::new(),
            },
            Function::IndexedRepeat => {
                let index = whole(self.number(2)).and_then(|i| usize::try_from(i).ok());
                match (self.reference(0), index) {
                    (Some(node), Some(index)) => self.scene.indexed(node, index),
                    _ => String::new(),
                }
            }
            _ => String::new(),
        })
    }

    /// A single reference counts as one node, also when it is blank.
    fn nodes(&self) -> Vec<String> {
        self.value(0).texts()
    }

    /// Blank nodes are passed over; XPath 1.0 would give NaN.
    fn sum(&self) -> f64 {
        let numbers = self.nodes();
        numbers.iter().filter(|text| !text.is_empty()).map(|t| super::compare::number_of(t)).sum()
    }

    /// Over all arguments and nodes, blanks passed over; NaN if there are none.
    fn extreme(&self, better: fn(f64, f64) -> f64) -> f64 {
        let values = (0..self.arguments.len()).map(|i| self.value(i));
        let numbers = values.flat_map(|v| match &v {
            ExprValue::Text(text) if text.is_empty() => Vec::new(),
            ExprValue::Nodes(nodes) => {
                let filled: Vec<_> = nodes.iter().filter(|t| !t.is_empty()).cloned().collect();
                ExprValue::Nodes(filled).numbers()
            }
            other => other.numbers(),
        });
        numbers.reduce(better).unwrap_or(f64::NAN)
    }

    /// Half goes up, as in XPath: `round(-1.5)` is -1. With places, also negative ones.
    fn round(&self) -> f64 {
        let number = self.number(0);
        let places = if self.arguments.len() == 2 { whole(self.number(1)).unwrap_or(0) } else { 0 };
        let scale = 10f64.powi(i32::try_from(places.clamp(-30, 30)).unwrap_or(0));
        let rounded = (number * scale + 0.5).floor() / scale;
        if rounded.is_finite() { rounded } else { number }
    }

    /// From `start` (0-based), `end` not in it.
    fn substr(&self) -> String {
        let letters: Vec<char> = self.text(0).chars().collect();
        let clamp = |i: usize| {
            let at = whole(self.number(i)).unwrap_or(0);
            let length = i64::try_from(letters.len()).unwrap_or(i64::MAX);
            usize::try_from(if at < 0 { at.saturating_add(length).max(0) } else { at.min(length) })
                .unwrap_or(0)
        };
        let end = if self.arguments.len() == 3 { clamp(2) } else { letters.len() };
        letters.get(clamp(1)..end).map(|part| part.iter().collect()).unwrap_or_default()
    }

    /// Metres along the points, on JavaRosa's sphere.
    fn distance(&self) -> f64 {
        let texts = (0..self.arguments.len()).flat_map(|i| self.value(i).texts());
        let joined = texts.collect::<Vec<_>>().join(";");
        let parts = joined.split(';').map(str::trim).filter(|part| !part.is_empty());
        let points: Option<Vec<GeoPoint>> = parts.map(GeoPoint::from_text).collect();
        points.map_or(f64::NAN, |p| p.windows(2).map(|w| sphere_m(w[0], w[1])).sum())
    }
}

/// A number as a whole one, cut towards zero.
fn whole(number: f64) -> Option<i64> {
    #[allow(clippy::cast_possible_truncation)]
    (number.is_finite() && number.abs() < 9e15).then_some(number as i64)
}

fn date_part(text: &str) -> String {
    calendar::date(text)
        .or_else(|| calendar::date_time(text).map(|at| at[..10].to_owned()))
        .unwrap_or_default()
}

/// Metres between two points on a sphere of 6,378,100 m, the radius that JavaRosa uses.
#[allow(clippy::cast_precision_loss)]
fn sphere_m(a: GeoPoint, b: GeoPoint) -> f64 {
    let radians = |e7: i64| (e7 as f64 / 1e7).to_radians();
    let (lat_a, lat_b) = (radians(a.lat_e7), radians(b.lat_e7));
    let lat = ((lat_b - lat_a) / 2.0).sin().powi(2);
    let lon = ((radians(b.lon_e7) - radians(a.lon_e7)) / 2.0).sin().powi(2);
    let half = lat + lat_a.cos() * lat_b.cos() * lon;
    6_378_100.0 * 2.0 * half.clamp(0.0, 1.0).sqrt().asin()
}

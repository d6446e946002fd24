//! The functions, each in a line or in a neighbour: texts, lists of nodes, dates, places.

use super::ast::{Expr, ExprKind};
use super::eval::Evaluator;
use super::function::Function as F;
use super::scene::Scene;
use super::value::ExprValue;
use super::{digest, pattern};

impl<'a, S: Scene> Evaluator<'a, '_, S> {
    pub(super) fn call(&self, function: F, list: &'a [Expr]) -> ExprValue<'a, S::Node> {
        if let Some(number) = self.numeric(function, list) {
            return ExprValue::Number(number);
        }
        match function {
            F::If => self.eval(&list[if self.truth(&list[0]) { 1 } else { 2 }]),
            F::Coalesce => self.coalesce(list),
            F::Once => self.once(&list[0]),
            F::Depend => self.eval(&list[0]),
            F::Boolean => ExprValue::Boolean(self.truth(&list[0])),
            F::Not => ExprValue::Boolean(!self.truth(&list[0])),
            F::True => ExprValue::Boolean(true),
            F::False => ExprValue::Boolean(false),
            F::BooleanFromString => {
                let text = self.text(&list[0]);
                ExprValue::Boolean(text == "1" || text.eq_ignore_ascii_case("true"))
            }
            F::Selected
            | F::IsSelected
            | F::Regex
            | F::Lang
            | F::Checklist
            | F::WeightedChecklist
            | F::Contains
            | F::StartsWith
            | F::EndsWith
            | F::Geofence
            | F::Intersects => ExprValue::Boolean(self.holds(function, list)),
            F::Id | F::Instance | F::Current | F::IndexedRepeat | F::Randomize => {
                ExprValue::Nodes(self.nodes_of(function, list))
            }
            F::Date | F::DateTime | F::Today | F::Now => self.date(function, list),
            F::DecimalDateTime | F::DecimalTime => self.decimal_date(function, &list[0]),
            _ => self.texts(function, list),
        }
    }

    fn coalesce(&self, list: &'a [Expr]) -> ExprValue<'a, S::Node> {
        let last = list.len() - 1;
        for argument in &list[..last] {
            let value = self.eval(argument);
            let blank = match &value {
                ExprValue::Number(number) => number.is_nan(),
                ExprValue::Boolean(_) | ExprValue::Date(_) => false,
                other => other.text(self.scene).is_empty(),
            };
            if !blank {
                return value;
            }
        }
        self.eval(&list[last])
    }

    /// The value that the node already has, else that of the argument.
    fn once(&self, argument: &'a Expr) -> ExprValue<'a, S::Node> {
        let own = self.scene.text(self.node);
        if own.is_empty() { self.eval(argument) } else { ExprValue::Text(own) }
    }

    fn numeric(&self, function: F, list: &'a [Expr]) -> Option<f64> {
        #[allow(clippy::cast_precision_loss)]
        let count = |n: usize| n as f64;
        if let Some(of_one) = one_number(function) {
            return Some(of_one(self.number(&list[0])));
        }
        Some(match function {
            F::Last => count(self.size),
            F::Position => match list.first() {
                None => count(self.position),
                Some(nodes) => self
                    .nodes(nodes)
                    .first()
                    .map_or(0.0, |node| count(self.scene.position_of(*node))),
            },
            F::Count => count(self.nodes(&list[0]).len()),
            F::CountNonEmpty => {
                let nodes = self.nodes(&list[0]);
                count(nodes.iter().filter(|node| !self.scene.is_blank(**node)).count())
            }
            F::Number => match list.first() {
                Some(argument) => self.number(argument),
                None => self.scene.number(self.node),
            },
            F::Sum => self.sum(&list[0]),
            F::Min => self.extreme(list, f64::min),
            F::Max => self.extreme(list, f64::max),
            F::Round => {
                let places = list.get(1).map_or(0.0, |places| self.number(places));
                round(self.number(&list[0]), places)
            }
            F::Pow => self.number(&list[0]).powf(self.number(&list[1])),
            F::Atan2 => self.number(&list[0]).atan2(self.number(&list[1])),
            F::Pi => std::f64::consts::PI,
            F::Random => self.scene.random(),
            F::StringLength => match list.first() {
                Some(argument) => count(self.text(argument).chars().count()),
                None => count(self.scene.text(self.node).chars().count()),
            },
            F::CountSelected => count(self.text(&list[0]).split_whitespace().count()),
            F::Area | F::EnclosedArea => self.area(list),
            F::Distance => self.distance(list),
            _ => return None,
        })
    }

    /// Blank nodes are passed over, or one blank row would make a total NaN.
    fn sum(&self, argument: &'a Expr) -> f64 {
        if let ExprKind::Path(path) = &argument.kind
            && let Some(reference) = &path.direct
            && self.anchor == self.current
            && let Some(sum) = self.scene.sum(reference, self.current)
        {
            return sum;
        }
        let mut sum = 0.0;
        for node in self.nodes(argument) {
            let number = self.scene.number(node);
            if number.is_nan() {
                if !self.scene.absent_is_blank() && !self.scene.is_blank(node) {
                    return f64::NAN;
                }
            } else {
                sum += number;
            }
        }
        sum
    }

    fn extreme(&self, list: &'a [Expr], better: fn(f64, f64) -> f64) -> f64 {
        let mut best = f64::NAN;
        let mut see = |number: f64| {
            if !number.is_nan() {
                best = if best.is_nan() { number } else { better(best, number) };
            }
        };
        for argument in list {
            match self.eval(argument) {
                ExprValue::Nodes(nodes) => nodes.iter().for_each(|n| see(self.scene.number(*n))),
                other => see(other.number(self.scene)),
            }
        }
        best
    }

    fn holds(&self, function: F, list: &'a [Expr]) -> bool {
        match function {
            F::Checklist => self.checklist(list),
            F::WeightedChecklist => self.weighted(list),
            F::Geofence => self.geofence(list),
            F::Intersects => self.intersects(list),
            F::Lang => self.lang(&self.text(&list[0])),
            F::Regex => pattern::matches(&self.text(&list[0]), &self.text(&list[1])),
            _ => {
                let (whole, part) = (self.text(&list[0]), self.text(&list[1]));
                match function {
                    F::Contains => whole.contains(&*part),
                    F::StartsWith => whole.starts_with(&*part),
                    F::EndsWith => whole.ends_with(&*part),
                    // A list of one blank code has it selected, as in JavaRosa.
                    _ => whole.split(' ').any(|code| code == part.trim()),
                }
            }
        }
    }

    fn lang(&self, wanted: &str) -> bool {
        let mut at = Some(self.node);
        while let Some(node) = at {
            let mut attributes = Vec::new();
            self.scene.attributes(node, &mut attributes);
            for attribute in attributes {
                let name = self.scene.name(attribute);
                if name.prefix == "xml" && name.local == "lang" {
                    let found = self.scene.text(attribute).to_lowercase();
                    let wanted = wanted.to_lowercase();
                    let rest = found.strip_prefix(&wanted);
                    return rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('-'));
                }
            }
            at = self.scene.parent(node);
        }
        false
    }

    /// What the neighbours of `texts` share: the digest and the base64 functions.
    pub(super) fn coded(&self, function: F, list: &'a [Expr]) -> String {
        let text = self.text(&list[0]);
        match function {
            F::Digest => {
                let encoding = list.get(2).map(|argument| self.text(argument));
                let encoding = encoding.as_deref().unwrap_or("base64");
                digest::digest(&text, &self.text(&list[1]), encoding)
            }
            F::Base64Encode => digest::encode(&text),
            _ => digest::decode(&text),
        }
    }
}

fn one_number(function: F) -> Option<fn(f64) -> f64> {
    Some(match function {
        F::Floor => f64::floor,
        F::Ceiling => f64::ceil,
        F::Int => f64::trunc,
        F::Log => f64::ln,
        F::Log10 => f64::log10,
        F::Abs => f64::abs,
        F::Sin => f64::sin,
        F::Cos => f64::cos,
        F::Tan => f64::tan,
        F::Asin => f64::asin,
        F::Acos => f64::acos,
        F::Atan => f64::atan,
        F::Exp => f64::exp,
        F::Exp10 => |power| 10f64.powf(power),
        F::Sqrt => f64::sqrt,
        _ => return None,
    })
}

/// Rounds half up, on the decimal digits that are shown: `round(1.005, 2)` is 1.01.
fn round(number: f64, places: f64) -> f64 {
    if !number.is_finite() {
        return number;
    }
    let places = places.trunc();
    if !(-30.0..=30.0).contains(&places) {
        return f64::NAN;
    }
    #[allow(clippy::cast_possible_truncation)]
    let places = places as i32;
    if places <= 0 {
        let unit = 10f64.powi(-places);
        return (number / unit + 0.5).floor() * unit;
    }
    round_digits(number, usize::try_from(places).unwrap_or(0))
}

/// Half away from zero above it and towards zero below: "up".
fn round_digits(number: f64, places: usize) -> f64 {
    let text = format!("{}", number.abs());
    let Some((whole, fraction)) = text.split_once('.') else { return number };
    if fraction.len() <= places {
        return number;
    }
    let (kept, rest) = fraction.split_at(places);
    let half = rest.as_bytes()[0] == b'5' && rest[1..].bytes().all(|b| b == b'0');
    let up = rest.as_bytes()[0] >= b'5' && !(half && number < 0.0);
    let cut: f64 = format!("{whole}.{kept}").parse().unwrap_or(f64::NAN);
    if !up {
        return cut.copysign(number);
    }
    let mut digits: Vec<u8> = format!("{whole}{kept}").into_bytes();
    let mut at = digits.len();
    while at > 0 {
        at -= 1;
        if digits[at] == b'9' {
            digits[at] = b'0';
        } else {
            digits[at] += 1;
            break;
        }
        if at == 0 {
            digits.insert(0, b'1');
        }
    }
    let digits = String::from_utf8(digits).unwrap_or_default();
    let (whole, kept) = digits.split_at(digits.len() - places);
    let value: f64 = format!("{whole}.{kept}").parse().unwrap_or(f64::NAN);
    value.copysign(number)
}

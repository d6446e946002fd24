//! Functions of dates and times. What is no date is blank.

use super::ast::Expr;
use super::eval::Evaluator;
use super::function::Function as F;
use super::months;
use super::scene::Scene;
use super::value::{ExprValue, date_number};
use crate::forms::calendar::{self, Moment};

const DAY: i64 = 86_400_000;

impl<'a, S: Scene> Evaluator<'a, '_, S> {
    pub(super) fn date(&self, function: F, list: &'a [Expr]) -> ExprValue<'a, S::Node> {
        match function {
            F::Now => ExprValue::Date(self.scene.now()),
            F::Today => ExprValue::Date(self.midnight(self.scene.now())),
            _ => {
                let keeps_time = function == F::DateTime;
                let value = self.eval(&list[0]);
                match self.moment(&value, keeps_time) {
                    Some(moment) => ExprValue::Date(moment),
                    None if matches!(value, ExprValue::Number(days) if days.is_nan()) => value,
                    None => ExprValue::owned(""),
                }
            }
        }
    }

    /// The begin of the day where the phone is.
    fn midnight(&self, moment: Moment) -> Moment {
        let local = moment.ms.saturating_add(i64::from(moment.zone_minutes) * 60_000);
        self.local(local.div_euclid(DAY).saturating_mul(DAY))
    }

    /// The instant at which clocks here show this time, given as if it were UTC.
    fn local(&self, local_ms: i64) -> Moment {
        let guess = i64::from(self.scene.zone_at(local_ms));
        let zone_minutes = self.scene.zone_at(local_ms.saturating_sub(guess * 60_000));
        Moment { ms: local_ms.saturating_sub(i64::from(zone_minutes) * 60_000), zone_minutes }
    }

    fn here(&self, ms: i64) -> Moment {
        Moment { ms, zone_minutes: self.scene.zone_at(ms) }
    }

    /// A value as an instant: days since 1970 or ISO text. Without time, its day alone.
    pub(super) fn moment(
        &self,
        value: &ExprValue<'_, S::Node>,
        keeps_time: bool,
    ) -> Option<Moment> {
        let moment = match value {
            ExprValue::Date(moment) => *moment,
            ExprValue::Number(days) => return self.of_days(*days, keeps_time),
            ExprValue::Boolean(_) => return None,
            ExprValue::Text(text) => self.of_text(text)?,
            ExprValue::Nodes(nodes) => self.of_text(&self.scene.text(*nodes.first()?))?,
        };
        // A text keeps its time even in date(), as in JavaRosa.
        let is_date = matches!(value, ExprValue::Date(_));
        Some(if keeps_time || !is_date { moment } else { self.midnight(moment) })
    }

    fn of_days(&self, days: f64, keeps_time: bool) -> Option<Moment> {
        if !(-720_000.0..3_000_000.0).contains(&days) {
            return None;
        }
        #[allow(clippy::cast_possible_truncation, clippy::cast_precision_loss)]
        let ms = |days: f64| (days * DAY as f64).round() as i64;
        Some(if keeps_time { self.here(ms(days)) } else { self.local(ms(days.trunc())) })
    }

    fn of_text(&self, text: &str) -> Option<Moment> {
        let text = text.trim();
        if let Some(date) = calendar::date(text) {
            #[allow(clippy::cast_possible_truncation)]
            return calendar::days(&date).map(|days| self.local(days as i64 * DAY));
        }
        if let Ok(number) = text.parse::<f64>() {
            return self.of_days(number, false);
        }
        if let Some(ms) = instant(text) {
            return Some(self.here(ms));
        }
        // Without a zone it is the phone's.
        instant(&format!("{text}Z")).map(|ms| self.local(ms))
    }

    /// Of the blank text the blank text, as in JavaRosa.
    pub(super) fn decimal_date(&self, function: F, argument: &'a Expr) -> ExprValue<'a, S::Node> {
        let value = self.eval(argument);
        match &value {
            ExprValue::Text(_) | ExprValue::Nodes(_) if value.text(self.scene).is_empty() => {
                ExprValue::owned("")
            }
            _ => ExprValue::Number(self.decimal_of(function, &value)),
        }
    }

    fn decimal_of(&self, function: F, value: &ExprValue<'_, S::Node>) -> f64 {
        if function == F::DecimalDateTime {
            return match value {
                ExprValue::Number(days) => *days,
                other => self.moment(other, true).map_or(f64::NAN, |at| utc_days(at.ms)),
            };
        }
        if let ExprValue::Number(days) = value {
            return *days - days.floor();
        }
        let at = self.moment(value, true).or_else(|| {
            let today = calendar::Moment::date(self.scene.now());
            self.of_text(&format!("{today}T{}", value.text(self.scene)))
        });
        at.map_or(f64::NAN, |at| {
            let days = date_number(at);
            days - days.floor()
        })
    }

    pub(super) fn format_date(&self, list: &'a [Expr]) -> String {
        let value = self.eval(&list[0]);
        let pattern = self.text(&list[1]);
        let Some(moment) = self.moment(&value, true) else { return String::new() };
        months::format(moment, &pattern, self.scene.language())
    }
}

/// Milliseconds since 1970 of an ISO date with time and zone; also `+08` and times without seconds.
fn instant(text: &str) -> Option<i64> {
    if !text.is_ascii() || text.len() < 16 || text.as_bytes()[10] != b'T' {
        return None;
    }
    let zone = text[10..].find(['+', '-', 'Z'])? + 10;
    let (clock, zone) = text.split_at(zone);
    let seconds = if clock.len() == 16 { ":00" } else { "" };
    let minutes = if zone.len() == 3 { ":00" } else { "" };
    let whole = format!("{clock}{seconds}{zone}{minutes}");
    let at = chrono::DateTime::parse_from_rfc3339(&whole).ok()?;
    (0..=9999).contains(&chrono::Datelike::year(&at)).then(|| at.timestamp_millis())
}

fn utc_days(ms: i64) -> f64 {
    #[allow(clippy::cast_precision_loss)]
    let days = ms as f64 / DAY as f64;
    days
}

//! Ranges: from where to where, in which steps, with ticks and their words.

use super::super::survey::{Line, Reader};
use super::super::value::Cell;
use super::parameters::{accept, get, wrong};
use super::question;
use crate::forms::problem::Rule;

const KNOWN: &[&str] = &["end", "placeholder", "start", "step", "tick_interval", "tick_labelset"];
/// All numbers are counted in this many parts of one.
const PARTS: i128 = 1_000_000_000_000;

/// A decimal as a count of trillionths.
fn number(text: &str) -> Option<i128> {
    let (sign, text) = match text.strip_prefix(['-', '+']) {
        Some(rest) => (if text.starts_with('-') { -1 } else { 1 }, rest),
        None => (1, text),
    };
    let (whole, part) = text.split_once('.').unwrap_or((text, ""));
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let fits = digits(whole) && digits(part) && whole.len() <= 18 && part.len() <= 12;
    if !fits || whole.len() + part.len() == 0 {
        return None;
    }
    let count = format!("{whole}{part:0<12}").parse::<i128>().ok()?;
    Some(sign * count)
}

struct Scale {
    start: i128,
    end: i128,
    step: i128,
    tick: Option<i128>,
    placeholder: Option<i128>,
}

impl Scale {
    fn has(&self, value: i128) -> bool {
        (self.start.min(self.end)..=self.start.max(self.end)).contains(&value)
    }

    fn has_fractions(&self) -> bool {
        let all = [Some(self.start), Some(self.end), Some(self.step), self.tick, self.placeholder];
        all.into_iter().flatten().any(|value| value % PARTS != 0)
    }
}

/// Reads the row.
pub(super) fn read(reader: &mut Reader<'_, '_>, mut line: Line) {
    accept(reader, &line, KNOWN);
    let at = line.parameters_at();
    let appearance = line.dict.within("control", "appearance").map(|cell| cell.text.clone());
    let appearance = appearance.unwrap_or_default();
    let ticked = ["tick_interval", "placeholder", "tick_labelset"];
    let drawn =
        appearance.is_empty() || appearance.contains("vertical") || appearance.contains("no-ticks");
    if !drawn && ticked.iter().any(|name| get(&line, name).is_some()) {
        reader.form.fail(at, Rule::NoTicksHere);
    }
    for (name, value) in [("start", "1"), ("end", "10"), ("step", "1")] {
        if get(&line, name).is_none() {
            line.parameters.push((name.to_owned(), value.to_owned()));
        }
    }
    let Some(scale) = scale(reader, &line) else { return };
    check(reader, &line, &scale);
    let list = get(&line, "tick_labelset").map(str::to_owned);
    if let Some(list) = &list {
        check_list(reader, &line, &scale, list, appearance.contains("no-ticks"));
    }
    let parameters = std::mem::take(&mut line.parameters);
    let Some(mut element) = question(reader, line) else { return };
    if scale.has_fractions() {
        element.set_bind("type", "decimal", at);
    }
    for (name, value) in parameters {
        match name.as_str() {
            "tick_interval" => element.control.put("odk:tick-interval", value, at),
            "placeholder" => element.control.put("odk:placeholder", value, at),
            "tick_labelset" => {}
            name => element.control.put(name, value, at),
        }
    }
    element.itemset = list.map(|list| Cell::new(list, at));
    reader.add(element);
}

fn scale(reader: &mut Reader<'_, '_>, line: &Line) -> Option<Scale> {
    let at = line.parameters_at();
    let mut fine = true;
    let mut read = |name: &'static str| {
        let text = get(line, name)?;
        let value = number(text);
        if value.is_none() {
            fine = false;
            wrong(reader, at, name, "a number");
        }
        value
    };
    let (start, end, step) = (read("start"), read("end"), read("step"));
    let (tick, placeholder) = (read("tick_interval"), read("placeholder"));
    if !fine {
        return None;
    }
    Some(Scale { start: start?, end: end?, step: step?, tick, placeholder })
}

fn check(reader: &mut Reader<'_, '_>, line: &Line, scale: &Scale) {
    let at = line.parameters_at();
    let width = (scale.end - scale.start).abs();
    let mut fits = |name: &'static str, value: i128| {
        if value == 0 {
            wrong(reader, at, name, "a number other than 0");
        } else if value > width {
            wrong(reader, at, name, "at most the distance from start to end");
        }
    };
    fits("step", scale.step);
    if let Some(tick) = scale.tick {
        fits("tick_interval", tick);
    }
    if scale.step == 0 {
        return;
    }
    if scale.tick.is_some_and(|tick| tick % scale.step != 0) {
        wrong(reader, at, "tick_interval", "a multiple of step");
    }
    if scale.placeholder.is_some_and(|value| (value - scale.start) % scale.step != 0) {
        wrong(reader, at, "placeholder", "a multiple of step");
    }
    if scale.placeholder.is_some_and(|value| !scale.has(value)) {
        wrong(reader, at, "placeholder", "between start and end");
    }
}

/// The codes of the list are places on the scale.
fn check_list(reader: &mut Reader<'_, '_>, line: &Line, scale: &Scale, name: &str, no_ticks: bool) {
    let at = line.parameters_at();
    let Some(list) = reader.form.list(name) else {
        return reader.form.fail(at, Rule::MissingList(name.to_owned()));
    };
    let step = scale.tick.filter(|tick| *tick != 0).unwrap_or(scale.step);
    let values: Vec<Option<i128>> =
        list.choices.iter().map(|choice| number(&choice.name.text)).collect();
    let expected = if values.iter().any(Option::is_none) {
        Some("a list whose codes are numbers")
    } else if values.iter().flatten().any(|value| !scale.has(*value)) {
        Some("a list whose codes are between start and end")
    } else if step != 0 && values.iter().flatten().any(|v| (*v - scale.start) % step != 0) {
        Some("a list whose codes are reached from start in steps")
    } else {
        let mut ends: Vec<i128> = values.into_iter().flatten().collect();
        ends.sort_unstable();
        ends.dedup();
        let both = [scale.start.min(scale.end), scale.start.max(scale.end)];
        (no_ticks && ends != both).then_some("a list of start and end alone")
    };
    if let Some(expected) = expected {
        wrong(reader, at, "tick_labelset", expected);
    }
}

//! Dates and times as a form wants them shown: ODK's `format-date` patterns.

use chrono::{Datelike, NaiveDate, NaiveTime, Timelike};

use super::{read_date, read_date_time};

/// A date or date with time written by an ODK pattern: `%Y %y %m %n %b %d %e %a %H %h %M %S %3`.
///
/// `None` if `text` is no date. Month and day names are the English ones, as in ODK Collect's
/// own logic; an unknown letter after `%` stays as it is.
#[must_use]
pub fn format(text: &str, pattern: &str) -> Option<String> {
    let (date, time) = match read_date(text) {
        Some(date) => (date, NaiveTime::MIN),
        None => read_date_time(text).map(|at| (at.date_naive(), at.time()))?,
    };
    let mut out = String::new();
    let mut letters = pattern.chars();
    while let Some(letter) = letters.next() {
        if letter == '%' {
            match letters.next() {
                Some(code) => put(&mut out, code, date, time),
                None => out.push('%'),
            }
        } else {
            out.push(letter);
        }
    }
    Some(out)
}

fn put(out: &mut String, code: char, date: NaiveDate, time: NaiveTime) {
    let text = match code {
        'Y' => format!("{:04}", date.year()),
        'y' => format!("{:02}", date.year() % 100),
        'm' => format!("{:02}", date.month()),
        'n' => date.month().to_string(),
        'b' => date.format("%b").to_string(),
        'd' => format!("{:02}", date.day()),
        'e' => date.day().to_string(),
        'a' => date.format("%a").to_string(),
        'H' => format!("{:02}", time.hour()),
        'h' => time.hour().to_string(),
        'M' => format!("{:02}", time.minute()),
        'S' => format!("{:02}", time.second()),
        '3' => format!("{:03}", time.nanosecond() / 1_000_000 % 1000),
        other => format!("%{other}"),
    };
    out.push_str(&text);
}

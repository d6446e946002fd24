//! Dates written by ODK's patterns, with the names of months and days in the form's language.

use chrono::{DateTime, Datelike, FixedOffset, Timelike};

use crate::forms::calendar::Moment;

/// Short names: twelve months, then seven days from Sunday.
type Names = [&'static str; 19];

const ENGLISH: Names = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec", "Sun",
    "Mon", "Tue", "Wed", "Thu", "Fri", "Sat",
];
const INDONESIAN: Names = [
    "Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov", "Des", "Min",
    "Sen", "Sel", "Rab", "Kam", "Jum", "Sab",
];
const FRENCH: Names = [
    "janv.", "févr.", "mars", "avr.", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.",
    "déc.", "dim.", "lun.", "mar.", "mer.", "jeu.", "ven.", "sam.",
];
const SPANISH: Names = [
    "ene", "feb", "mar", "abr", "may", "jun", "jul", "ago", "sept", "oct", "nov", "dic", "dom",
    "lun", "mar", "mié", "jue", "vie", "sáb",
];

/// The names of a language: `id`, `id-ID` or `Bahasa Indonesia (id)`.
fn names(language: &str) -> &'static Names {
    let lower = language.to_lowercase();
    let code =
        lower.rsplit_once('(').map_or(lower.as_str(), |(_, code)| code.trim_end_matches(')'));
    let code = code.split(['-', '_']).next().unwrap_or_default().trim();
    match code {
        "id" | "in" | "ind" => &INDONESIAN,
        "fr" | "fra" => &FRENCH,
        "es" | "spa" => &SPANISH,
        _ if lower.contains("indonesia") => &INDONESIAN,
        _ => &ENGLISH,
    }
}

/// The local time of a moment; `None` outside all calendars.
pub(super) fn local(moment: Moment) -> Option<DateTime<FixedOffset>> {
    let zone = FixedOffset::east_opt(i32::from(moment.zone_minutes) * 60)?;
    Some(DateTime::from_timestamp_millis(moment.ms)?.with_timezone(&zone))
}

/// A moment by a pattern; a letter that ODK does not know after `%` stays as it is.
pub(super) fn format(moment: Moment, pattern: &str, language: &str) -> String {
    let Some(at) = local(moment) else { return String::new() };
    let names = names(language);
    let mut out = String::new();
    let mut letters = pattern.chars();
    while let Some(letter) = letters.next() {
        if letter != '%' {
            out.push(letter);
            continue;
        }
        match letters.next() {
            Some(code) => out.push_str(&part(&at, code, names)),
            None => out.push('%'),
        }
    }
    out
}

fn part(at: &DateTime<FixedOffset>, code: char, names: &Names) -> String {
    match code {
        'Y' => format!("{:04}", at.year()),
        'y' => format!("{:02}", at.year().rem_euclid(100)),
        'm' => format!("{:02}", at.month()),
        'n' => at.month().to_string(),
        'b' => names[at.month0() as usize].to_owned(),
        'd' => format!("{:02}", at.day()),
        'e' => at.day().to_string(),
        'a' => names[12 + at.weekday().num_days_from_sunday() as usize].to_owned(),
        'H' => format!("{:02}", at.hour()),
        'h' => at.hour().to_string(),
        'M' => format!("{:02}", at.minute()),
        'S' => format!("{:02}", at.second()),
        '3' => format!("{:03}", at.nanosecond() / 1_000_000 % 1000),
        '%' => "%".to_owned(),
        other => format!("%{other}"),
    }
}

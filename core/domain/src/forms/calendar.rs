//! Dates and times as ISO 8601 text, and as the numbers that expressions reckon with.
//!
//! A moment carries its own zone: the domain knows no local time. What "today" is comes in as a
//! [`Moment`]; nothing here asks a clock.

mod pattern;

pub use pattern::format;

use chrono::{DateTime, Datelike, FixedOffset, NaiveDate, NaiveTime};
use serde::{Deserialize, Serialize};

/// An instant as a phone's clock and zone say it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Moment {
    /// Milliseconds since 1970-01-01T00:00:00Z.
    pub ms: i64,
    /// Minutes east of UTC; 420 to 540 in Indonesia.
    pub zone_minutes: i16,
}

impl Moment {
    fn local(self) -> Option<DateTime<FixedOffset>> {
        let zone = zone_of(self.zone_minutes)?;
        Some(DateTime::from_timestamp_millis(self.ms)?.with_timezone(&zone))
    }

    /// `2026-11-24T10:30:00.000+08:00`; empty if the clock stands outside all calendars.
    #[must_use]
    pub fn date_time(self) -> String {
        self.local().map(|at| write_date_time(&at)).unwrap_or_default()
    }

    /// The date where the clock stands: `2026-11-24`.
    #[must_use]
    pub fn date(self) -> String {
        self.local().map(|at| at.date_naive().to_string()).unwrap_or_default()
    }
}

fn write_date_time(at: &DateTime<FixedOffset>) -> String {
    format!("{}{}", at.format("%Y-%m-%dT%H:%M:%S%.3f"), write_zone(*at.offset()))
}

fn write_zone(zone: FixedOffset) -> String {
    if zone.local_minus_utc() == 0 { "Z".to_owned() } else { zone.to_string() }
}

fn zone_of(minutes: i16) -> Option<FixedOffset> {
    FixedOffset::east_opt(i32::from(minutes) * 60)
}

fn four_digit_year(date: NaiveDate) -> Option<NaiveDate> {
    (0..=9999).contains(&date.year()).then_some(date)
}

/// A date in canonical form, `2026-11-24`; `None` if it is not a day of the calendar.
#[must_use]
pub fn date(text: &str) -> Option<String> {
    read_date(text.trim()).map(|date| date.to_string())
}

fn read_date(text: &str) -> Option<NaiveDate> {
    let shape = text.len() == 10 && text.is_ascii();
    if !shape {
        return None;
    }
    NaiveDate::parse_from_str(text, "%Y-%m-%d").ok().and_then(four_digit_year)
}

/// A time of day in canonical form, `10:30:00.000` with the zone if it had one.
#[must_use]
pub fn time(text: &str) -> Option<String> {
    let text = text.trim();
    if !text.is_ascii() || text.len() > 20 {
        return None;
    }
    let at = text.find(['+', '-', 'Z']).unwrap_or(text.len());
    let (clock, zone) = text.split_at(at);
    let read = |format| NaiveTime::parse_from_str(clock, format).ok();
    let time = read("%H:%M:%S%.f").or_else(|| read("%H:%M"))?;
    let zone = if zone.is_empty() { String::new() } else { write_zone(read_zone(zone)?) };
    Some(format!("{}{zone}", time.format("%H:%M:%S%.3f")))
}

fn read_zone(text: &str) -> Option<FixedOffset> {
    if text == "Z" {
        return FixedOffset::east_opt(0);
    }
    text.parse::<FixedOffset>().ok()
}

/// A time of day as the clock shows it in a zone, `10:30:00.000+08:00`; without a zone of its own
/// it is of that one.
#[must_use]
pub fn time_in(text: &str, zone_minutes: i16) -> Option<String> {
    let text = time(text)?;
    let (clock, zone) = text.split_at(12);
    let there = zone_of(zone_minutes)?;
    if zone.is_empty() {
        return Some(format!("{clock}{}", write_zone(there)));
    }
    let clock = NaiveTime::parse_from_str(clock, "%H:%M:%S%.f").ok()?;
    let shift = there.local_minus_utc() - read_zone(zone)?.local_minus_utc();
    let clock = clock.overflowing_add_signed(chrono::TimeDelta::seconds(shift.into())).0;
    Some(format!("{}{}", clock.format("%H:%M:%S%.3f"), write_zone(there)))
}

/// A date with time as the clock shows it in a zone; a date alone is its midnight there.
#[must_use]
pub fn date_time_in(text: &str, zone_minutes: i16) -> Option<String> {
    let there = zone_of(zone_minutes)?;
    let text = text.trim();
    if let Some(at) = read_date_time(text) {
        return Some(write_date_time(&at.with_timezone(&there)));
    }
    let (day, clock) = text.split_once('T').unwrap_or((text, "00:00"));
    let (day, clock) = (read_lenient(day)?, time(clock)?);
    let (clock, zone) = clock.split_at(12);
    let zone = if zone.is_empty() { there } else { read_zone(zone)? };
    let clock = NaiveTime::parse_from_str(clock, "%H:%M:%S%.f").ok()?;
    let at = day.and_time(clock).and_local_timezone(zone).single()?.with_timezone(&there);
    four_digit_year(at.date_naive())?;
    Some(write_date_time(&at))
}

/// A date as ODK reads it, `2026-1-5` too; in canonical form.
#[must_use]
pub fn lenient_date(text: &str) -> Option<String> {
    read_lenient(text.trim()).map(|date| date.to_string())
}

fn read_lenient(text: &str) -> Option<NaiveDate> {
    let mut parts = text.split('-');
    let mut next = || -> Option<u32> {
        let part = parts.next()?;
        let digits = (1..=4).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
        if digits { part.parse().ok() } else { None }
    };
    let (year, month, day) = (next()?, next()?, next()?);
    let date = NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day)?;
    parts.next().is_none().then_some(date)
}

/// A date with time and zone in canonical form, `2026-11-24T10:30:00.000+08:00`.
#[must_use]
pub fn date_time(text: &str) -> Option<String> {
    read_date_time(text.trim()).map(|at| write_date_time(&at))
}

fn read_date_time(text: &str) -> Option<DateTime<FixedOffset>> {
    let at = DateTime::parse_from_rfc3339(text).ok()?;
    four_digit_year(at.date_naive())?;
    Some(at)
}

/// The instant of a date with time, in its own zone.
#[must_use]
pub fn moment(text: &str) -> Option<Moment> {
    let at = read_date_time(text.trim())?;
    let zone_minutes = i16::try_from(at.offset().local_minus_utc() / 60).ok()?;
    Some(Moment { ms: at.timestamp_millis(), zone_minutes })
}

/// Days since 1970-01-01 of a date, or of a date with time (then with a fraction, in UTC).
#[must_use]
pub fn days(text: &str) -> Option<f64> {
    if let Some(date) = read_date(text) {
        return Some(f64::from(date.num_days_from_ce()) - DAYS_TO_1970);
    }
    #[allow(clippy::cast_precision_loss)]
    read_date_time(text).map(|at| at.timestamp_millis() as f64 / 86_400_000.0)
}

const DAYS_TO_1970: f64 = 719_163.0;

/// The date that lies `days` whole days after 1970-01-01.
#[must_use]
pub fn from_days(days: f64) -> Option<String> {
    if !(-720_000.0..3_000_000.0).contains(&days) {
        return None;
    }
    #[allow(clippy::cast_possible_truncation)]
    let day = (days.floor() + DAYS_TO_1970) as i32;
    NaiveDate::from_num_days_from_ce_opt(day).and_then(four_digit_year).map(|date| date.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn dates_and_times_have_one_spelling() {
        assert_eq!(date("2026-11-24").as_deref(), Some("2026-11-24"));
        assert_eq!(time("7:05").as_deref(), Some("07:05:00.000"));
        assert_eq!(time("10:30:00.5+08:00").as_deref(), Some("10:30:00.500+08:00"));
        let at = date_time("2026-11-24T10:30:00+08:00");
        assert_eq!(at.as_deref(), Some("2026-11-24T10:30:00.000+08:00"));
        assert_eq!(
            date_time("2026-11-24T02:30:00+00:00").as_deref(),
            Some("2026-11-24T02:30:00.000Z")
        );
    }

    #[test]
    fn a_time_is_shown_in_the_zone_of_the_phone() {
        assert_eq!(time_in("10:30:00.000Z", 480).as_deref(), Some("18:30:00.000+08:00"));
        assert_eq!(time_in("23:30+00:00", 480).as_deref(), Some("07:30:00.000+08:00"));
        assert_eq!(time_in("10:30", 0).as_deref(), Some("10:30:00.000Z"));
        let at = date_time_in("2026-11-24T20:30:00Z", 480);
        assert_eq!(at.as_deref(), Some("2026-11-25T04:30:00.000+08:00"));
        let bare = date_time_in("2026-1-5T10:30", -90);
        assert_eq!(bare.as_deref(), Some("2026-01-05T10:30:00.000-01:30"));
        assert_eq!(date_time_in("2026-01-05", 0).as_deref(), Some("2026-01-05T00:00:00.000Z"));
        assert_eq!(date_time_in("kemarin", 0), None);
        assert_eq!(lenient_date("2026-1-5").as_deref(), Some("2026-01-05"));
    }

    #[test]
    fn a_day_that_never_was_is_refused() {
        for text in ["2026-02-30", "2026-1-1", "24/11/2026", "", "+2026-11-24", "２０２６-01-01"]
        {
            assert_eq!(date(text), None, "{text}");
        }
        assert_eq!(time("25:00"), None);
        assert_eq!(date_time("2026-11-24 10:30"), None);
    }

    #[test]
    fn today_is_the_date_where_the_phone_is() {
        // 20:00 UTC is already tomorrow in Kendari
        let at = Moment { ms: 1_795_550_400_000, zone_minutes: 480 };
        assert_eq!(at.date_time(), "2026-11-25T04:00:00.000+08:00");
        assert_eq!(at.date(), "2026-11-25");
        assert_eq!(Moment { ms: i64::MAX, zone_minutes: 480 }.date(), "");
    }

    #[test]
    fn a_date_is_a_number_of_days() {
        assert_eq!(days("1970-01-02"), Some(1.0));
        assert_eq!(days("1970-01-01T12:00:00Z"), Some(0.5));
        assert_eq!(from_days(20_000.7).as_deref(), Some("2024-10-04"));
        assert_eq!(from_days(f64::NAN), None);
    }

    #[test]
    fn patterns_write_dates() {
        let at = "2026-03-04T05:06:07.089+08:00";
        assert_eq!(format(at, "%e %b %Y %H:%M:%S.%3").as_deref(), Some("4 Mar 2026 05:06:07.089"));
        assert_eq!(format("2026-03-04", "%n/%y %a %q%").as_deref(), Some("3/26 Wed %q%"));
        assert_eq!(format("kemarin", "%Y"), None);
    }

    proptest! {
        #[test]
        fn any_text_is_read_or_refused(text in ".*", pattern in ".*") {
            let _ = (date(&text), time(&text), date_time(&text), days(&text));
            let _ = format("2026-03-04", &pattern);
        }

        #[test]
        fn days_come_back(day in -700_000i32..2_900_000) {
            let text = from_days(f64::from(day)).unwrap();
            prop_assert_eq!(days(&text), Some(f64::from(day)));
        }
    }
}

//! A report as a table that is read on paper, in Indonesian or English.

use std::fmt::Write as _;

use super::report::{Figure, Figures, Rate, Readership, Report, TrackFigures};
use super::words::say;
use crate::lang::Lang;

/// Prints `report`.
#[must_use]
pub fn text(report: &Report, lang: Lang) -> String {
    let mut page = String::new();
    let title = match report.reader {
        Readership::Internal => "title_internal",
        Readership::Public => "title_public",
    };
    let cut = &report.cut;
    let _ = writeln!(
        page,
        "{}\n{}: {} – {}\n",
        say(title, lang),
        say("period", lang),
        cut.from,
        cut.until
    );
    for t in &report.frozen.tracks {
        track(&mut page, t, lang);
    }
    if let Some(restated) = &report.restated {
        restatement(&mut page, &report.frozen, restated, lang);
    }
    footer(&mut page, report, lang);
    page
}

fn track(page: &mut String, t: &TrackFigures, lang: Lang) {
    let _ = writeln!(page, "{} {}", t.track.code(), say(t.track.code(), lang));
    let mut put = |name: &str, value: String| {
        let _ = writeln!(page, "  {name:<44} {value}");
    };
    put(say("headline", lang), share(&t.headline, lang));
    for (rung, rate) in &t.ladder {
        put(&format!("{}+  {}", rung.name(), say(rung.name(), lang)), share(rate, lang));
    }
    for (level, rate) in &t.by_level {
        put(say(level.code(), lang), share(rate, lang));
    }
    for (competence, rate) in &t.by_competence {
        put(say(competence.code(), lang), share(rate, lang));
    }
    for line in &t.by_msf.lines {
        put(&line.name, share(&line.rate, lang));
    }
    put(say("sum", lang), sum(t, lang));
    let counts = [
        ("confidential", &t.confidential),
        ("safety", &t.withdrawn_for_safety),
        ("awaiting", &t.awaiting_validation),
        ("external", &t.external),
        ("reopened", &t.reopened),
    ];
    for (name, figure) in counts {
        put(say(name, lang), count(figure, lang));
    }
    put(say("older_90", lang), share(&t.older_90, lang));
    put(say("older_180", lang), share(&t.older_180, lang));
    for median in &t.medians {
        let days = median.tenths_of_days.map_or(say("na", lang).to_owned(), |d| tenths(d, lang));
        put(say(median.step, lang), format!("{days} ({})", median.of));
    }
    let p = &t.promises;
    put(say("promises", lang), format!("{} / {} / {}", p.on_time, p.due, p.overdue_30));
    period(&mut put, t, lang);
    page.push('\n');
}

fn period(put: &mut impl FnMut(&str, String), t: &TrackFigures, lang: Lang) {
    let p = &t.period;
    let flow = [&p.open_at_start, &p.identified, &p.returned, &p.closed, &p.left, &p.open_at_end];
    let [start, new, back, closed, left, end] = flow.map(|f| count(f, lang));
    put(say("flow", lang), format!("{start} + {new} + {back} − {closed} − {left} = {end}"));
    let reached = [&p.reached_f2, &p.reached_f3, &p.reached_f4].map(|f| count(f, lang));
    put(say("reached", lang), reached.join(" / "));
}

fn sum(t: &TrackFigures, lang: Lang) -> String {
    let by = &t.by_msf;
    let line = |sum: Option<usize>, overlap: Option<usize>| match (sum, overlap) {
        (Some(sum), Some(overlap)) => format!("{sum} − {overlap} = {}", sum - overlap),
        _ => say("withheld", lang).to_owned(),
    };
    let (n, d) = (line(by.sum_n, by.overlap_n), line(by.sum_d, by.overlap_d));
    format!("n: {n}; d: {d}")
}

fn restatement(page: &mut String, frozen: &Figures, restated: &Figures, lang: Lang) {
    let _ = writeln!(page, "{} {}", say("restated", lang), instant(restated.known_at_ms));
    for now in &restated.tracks {
        let before = frozen.track(now.track).map(|t| share(&t.headline, lang)).unwrap_or_default();
        let _ = writeln!(
            page,
            "  {} {:<42} {before} → {}",
            now.track.code(),
            say(now.track.code(), lang),
            share(&now.headline, lang)
        );
    }
    page.push('\n');
}

fn footer(page: &mut String, report: &Report, lang: Lang) {
    let s = &report.switches;
    let env = say(if s.env_in_licensing { "yes" } else { "no" }, lang);
    let _ = writeln!(
        page,
        "{}: {} · {}: {} · {}: {env}",
        say("threshold", lang),
        s.threshold.code(),
        say("denominator", lang),
        say(s.denominator.code(), lang),
        say("env_in_licensing", lang),
    );
    let _ = writeln!(page, "T: {} · K: {}", say("cut_off", lang), instant(report.cut.known_at_ms));
    let frozen = &report.frozen;
    let _ = writeln!(page, "{}: {}", say("straddling", lang), frozen.straddling.count);
    let _ = writeln!(page, "{}: {}", say("by_hub", lang), frozen.by_hub.count);
    let p = &report.provenance;
    let _ = writeln!(
        page,
        "{}: {} · {} · {} {}",
        say("journal", lang),
        p.tree_size,
        p.root,
        say("rules", lang),
        p.rules_version
    );
}

/// `42.9 %  3/7`, or the counts alone, or that it is withheld.
fn share(rate: &Rate, lang: Lang) -> String {
    let counts = format!("{}/{}", count(&rate.n, lang), count(&rate.d, lang));
    match rate.tenths {
        Some(t) => format!("{} %  {counts}", tenths(i64::try_from(t).unwrap_or(i64::MAX), lang)),
        None if rate.d.count == Some(0) => format!("{}  {counts}", say("na", lang)),
        None => counts,
    }
}

fn count(figure: &Figure, lang: Lang) -> String {
    figure.count.map_or_else(|| say("withheld", lang).to_owned(), |n| n.to_string())
}

/// Tenths with the decimal sign of the language.
fn tenths(value: i64, lang: Lang) -> String {
    let sign = if value < 0 { "-" } else { "" };
    let point = if lang == Lang::Id { ',' } else { '.' };
    format!("{sign}{}{point}{}", value.abs() / 10, value.abs() % 10)
}

fn instant(ms: i64) -> String {
    chrono::DateTime::from_timestamp_millis(ms)
        .map_or_else(|| ms.to_string(), |t| t.format("%Y-%m-%d %H:%M UTC").to_string())
}

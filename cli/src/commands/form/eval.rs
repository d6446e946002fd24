//! `saksi form eval`: expressions over XML documents, a case a line, answers a line.
//!
//! How Saksi's expression language is held against other engines. A broken line gets an error
//! line of its own and never ends the run.

use std::io::{BufRead as _, Write as _};
use std::sync::Arc;

use chrono::{DateTime, FixedOffset, NaiveDateTime, Offset as _, TimeZone as _, Utc};
use saksi_domain::forms::Moment;
use saksi_domain::forms::xml::{self, Document, Limits};
use saksi_domain::forms::xpath::{self, DocumentTree, ExprValue, Leaf};
use serde_json::{Map, Value as Json, json};

use super::place;
use crate::Outcome;
use crate::exit::CliError;

/// Shown by `saksi form eval --help`.
pub const HELP: &str = r#"One JSON object per line of standard input:
  id     anything; comes back with the answer
  xml    the document
  ctx    where the expression stands: "/", "/*[1]/*[2]", "…/text()[1]", "…/comment()[1]",
         "…/processing-instruction()[1]", "…/@*[name()=\"a\"]"; "/" if missing
  root   where absolute paths start, written like ctx; the document if missing
  expr   the expression
  kind   boolean · number, number-rounded · string, string-match, string-length ·
         nodes, nodes-unordered, nodes-unordered-names, node-first · throws
  now    the clock, ISO 8601;  tz  an IANA name or an offset such as +08:00
  lang   the language of months and days
and one line of output for each: {"id", "value"} or {"id", "error"}. A number that JSON lacks is
{"$num": "NaN"}, "Infinity" or "-Infinity"; nodes are a list of paths written like ctx, in document
order (node-first: one path or null). Unknown keys are ignored."#;

/// Answers every line of standard input.
pub fn run() -> Outcome {
    let mut out = std::io::stdout().lock();
    let mut kept = None;
    for line in std::io::stdin().lock().split(b'\n') {
        let line = line.map_err(|e| CliError::input(format!("standard input: {e}")))?;
        if line.trim_ascii().is_empty() {
            continue;
        }
        // A reader that went away is no failure of the command.
        if writeln!(out, "{}", answer(&line, &mut kept)).is_err() {
            return Ok(());
        }
    }
    Ok(())
}

/// The last document: cases often come with the same one.
type Kept = Option<(String, Arc<Document>)>;

fn answer(line: &[u8], kept: &mut Kept) -> Json {
    let case: Map<String, Json> = match serde_json::from_slice(line) {
        Ok(case) => case,
        Err(error) => return json!({"id": null, "error": format!("not a case: {error}")}),
    };
    let id = case.get("id").cloned().unwrap_or(Json::Null);
    match reckon(&case, kept) {
        Ok(value) => json!({"id": id, "value": value}),
        Err(error) => json!({"id": id, "error": error}),
    }
}

fn text<'a>(case: &'a Map<String, Json>, key: &str) -> Option<&'a str> {
    case.get(key).and_then(Json::as_str)
}

fn reckon(case: &Map<String, Json>, kept: &mut Kept) -> Result<Json, String> {
    let source = text(case, "xml").unwrap_or("<data/>");
    let document = match kept {
        Some((known, document)) if known == source => document.clone(),
        _ => {
            let document = xml::parse(source.as_bytes(), &Limits::default());
            let document = Arc::new(document.map_err(|e| format!("xml: {e}"))?);
            *kept = Some((source.to_owned(), document.clone()));
            document
        }
    };
    let expr = text(case, "expr").ok_or("there is no expr")?;
    let expr = xpath::parse(expr).map_err(|e| e.to_string())?;
    let (now, zone) = clock(text(case, "now"), text(case, "tz"))?;
    let mut tree = DocumentTree::new(&document, now);
    tree.zone = Some(zone);
    text(case, "lang").unwrap_or_default().clone_into(&mut tree.language);
    let find = |key: &str| {
        let path = text(case, key).unwrap_or("/");
        place::find(&document, path).ok_or_else(|| format!("{key}: {path} leads nowhere"))
    };
    tree.root = Some(find("root")?);
    let value = xpath::eval(&expr, &tree, find("ctx")?, 1, 1);
    written(&value, text(case, "kind").unwrap_or("string"), &tree)
}

fn written(
    value: &ExprValue<'_, Leaf>,
    kind: &str,
    tree: &DocumentTree<'_>,
) -> Result<Json, String> {
    Ok(match kind {
        "boolean" => json!(value.truth(tree)),
        "number" | "number-rounded" => number(value.number(tree)),
        "string" | "string-match" | "string-length" | "throws" => json!(value.text(tree)),
        "nodes" | "nodes-unordered" | "nodes-unordered-names" | "node-first" => {
            let ExprValue::Nodes(nodes) = value else {
                return Err("the value is not nodes".into());
            };
            let mut paths = nodes.iter().map(|node| json!(place::write(tree, *node)));
            match kind {
                "node-first" => paths.next().unwrap_or(Json::Null),
                _ => Json::Array(paths.collect()),
            }
        }
        other => return Err(format!("there is no kind {other}")),
    })
}

fn number(number: f64) -> Json {
    if !number.is_finite() {
        return json!({"$num": xpath::number_text(number)});
    }
    #[allow(clippy::cast_possible_truncation)]
    if number.fract() == 0.0 && number.abs() < 9e15 { json!(number as i64) } else { json!(number) }
}

type Zone = Arc<dyn Fn(i64) -> i16 + Send + Sync>;

/// The moment, and the minutes east of UTC at any instant.
fn clock(now: Option<&str>, tz: Option<&str>) -> Result<(Moment, Zone), String> {
    let fixed = |offset: FixedOffset| -> Zone {
        let minutes = i16::try_from(offset.local_minus_utc() / 60).unwrap_or(0);
        Arc::new(move |_| minutes)
    };
    let given = now.map(str::trim).filter(|now| !now.is_empty());
    let aware = given.and_then(|now| DateTime::parse_from_rfc3339(now).ok());
    let zone: Zone = match tz {
        None => fixed(aware.map_or_else(|| Utc.fix(), |at| *at.offset())),
        Some("Z") => fixed(Utc.fix()),
        Some(name) => match (name.parse::<chrono_tz::Tz>(), name.parse::<FixedOffset>()) {
            (Ok(zone), _) => Arc::new(move |ms| {
                let at = DateTime::from_timestamp_millis(ms).unwrap_or_default();
                let offset = zone.offset_from_utc_datetime(&at.naive_utc()).fix();
                i16::try_from(offset.local_minus_utc() / 60).unwrap_or(0)
            }),
            (_, Ok(offset)) => fixed(offset),
            _ => return Err(format!("there is no zone {name}")),
        },
    };
    let ms = match (given, aware) {
        (_, Some(at)) => at.timestamp_millis(),
        (None, _) => DateTime::<Utc>::from(std::time::SystemTime::now()).timestamp_millis(),
        (Some(text), None) => {
            let read = |format| NaiveDateTime::parse_from_str(text, format).ok();
            let local = read("%Y-%m-%dT%H:%M:%S%.f")
                .or_else(|| read("%Y-%m-%d %H:%M:%S%.f"))
                .or_else(|| format!("{text}T00:00:00").parse().ok())
                .ok_or_else(|| format!("now: {text} is no date with time"))?;
            let local = local.and_utc().timestamp_millis();
            let guess = zone(local);
            local - i64::from(zone(local - i64::from(guess) * 60_000)) * 60_000
        }
    };
    Ok((Moment { ms, zone_minutes: zone(ms) }, zone))
}

//! `${name}` replaced by the path to it, as seen from where it is written.
//!
//! Within a repeat that both share the path is relative, so that it means the same row; everywhere
//! else it is absolute. `current()` stands before it in a predicate, where `.` is the item.

use super::element::{Id, Kind};
use super::form::Form;
use super::reference::{self, Reference};
use crate::forms::problem::Rule;

/// Where a replaced text came from: from this byte of the result on, that byte of the cell.
pub(super) type Seams = Vec<(usize, usize)>;

/// How references in a text are replaced.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Manner {
    /// Whose text it is; none: all paths are absolute.
    pub(super) context: Option<Id>,
    /// `.` may be another node: begin at `current()`.
    pub(super) current: bool,
    /// The rows of a repeat are meant, not this row: one step further up.
    pub(super) rows: bool,
}

impl Manner {
    pub(super) fn of(context: Id) -> Self {
        Self { context: Some(context), ..Self::default() }
    }
}

/// A text with all references replaced, and where its parts came from.
///
/// # Errors
/// The first byte of a reference that names nothing, and why.
pub(super) fn replaced(
    form: &Form<'_>,
    text: &str,
    manner: Manner,
) -> Result<(String, Seams), (usize, Rule)> {
    let mut out = String::with_capacity(text.len());
    let mut seams = Seams::new();
    let mut from = 0;
    for found in reference::all(text) {
        if found.start > from {
            seams.push((out.len(), from));
            out.push_str(&text[from..found.start]);
        }
        seams.push((out.len(), found.start));
        out += &path(form, text, &found, manner).map_err(|rule| (found.start, rule))?;
        from = found.start + found.length;
    }
    seams.push((out.len(), from));
    out.push_str(&text[from..]);
    Ok((out, seams))
}

/// The path that stands for a reference in `text`, with a blank on either side.
pub(super) fn path(
    form: &Form<'_>,
    text: &str,
    found: &Reference<'_>,
    manner: Manner,
) -> Result<String, Rule> {
    let target = form.named(found.name)?;
    if let Some(context) = manner.context
        && !found.last_saved
        && may_be_relative(text, found)
    {
        let current = manner.current || in_predicate(text, found);
        if let Some(path) = relative(form, context, target, manner.rows) {
            let current = if current { "current()/" } else { "" };
            return Ok(format!(" {current}{path} "));
        }
    }
    let saved = if found.last_saved { "instance('__last-saved')" } else { "" };
    Ok(format!(" {saved}{} ", form.path(target)))
}

/// The nearest element above both for which `wanted` holds.
fn shared_above(form: &Form<'_>, a: Id, b: Id, wanted: fn(Kind) -> bool) -> Option<Id> {
    let above: Vec<Id> = form.ancestors(b).collect();
    form.ancestors(a).find(|id| wanted(form.elements[*id].kind) && above.contains(id))
}

/// `../../g/name`, if both are rows of one repeat.
fn relative(form: &Form<'_>, source: Id, target: Id, rows: bool) -> Option<String> {
    let repeat = shared_above(form, source, target, |kind| kind == Kind::Repeat)?;
    let above = |id: Id, top: Id| form.ancestors(id).take_while(move |above| *above != top);
    let shared = shared_above(form, source, target, |k| matches!(k, Kind::Group | Kind::Repeat))?;
    let (mut top, mut steps) = (shared, above(source, shared).count() + 1);
    if rows
        && form.nearest_repeat(target) == Some(repeat)
        && (form.nearest_repeat(repeat).is_none() || form.nearest_repeat(source) != Some(repeat))
    {
        top = form.elements[repeat].parent?;
        steps = above(source, repeat).count() + 2;
    }
    let mut names: Vec<&str> =
        above(target, top).map(|id| form.elements[id].name.as_str()).collect();
    names.reverse();
    names.push(&form.elements[target].name);
    Some(format!("{}/{}", vec![".."; steps].join("/"), names.join("/")))
}

/// Ends of the parts of `text` that begin with `opening` and run to the first `)`.
fn calls<'a>(text: &'a str, opening: &'a str) -> impl Iterator<Item = (usize, usize)> + 'a {
    let mut from = 0;
    std::iter::from_fn(move || {
        loop {
            let start = from + text[from..].find(opening)?;
            let inner = start + opening.len();
            let close = inner + text[inner..].find(')')?;
            from = if close > inner { close + 1 } else { inner };
            if close > inner {
                return Some((start, close + 1));
            }
        }
    })
}

/// Only the arguments of `indexed-repeat` that name rows must be absolute.
fn may_be_relative(text: &str, found: &Reference<'_>) -> bool {
    if !text.contains("indexed-repeat(") {
        return true;
    }
    let end = found.start + found.length;
    let mut repeats = calls(text, "indexed-repeat(");
    while let Some((from, to)) = repeats.next() {
        if end > to {
            match repeats.next() {
                Some(_) => continue,
                None => return true,
            }
        }
        if end < from || found.start > to {
            return true;
        }
        let inside = &text[from + "indexed-repeat(".len()..to - 1];
        let name = format!("${{{}}}", found.name);
        let names_it = |(_, argument): &(usize, &str)| argument.contains(&name);
        let argument = inside.split(',').enumerate().filter(names_it).last();
        return argument.is_some_and(|(index, _)| ![0, 1, 3, 5].contains(&index));
    }
    false
}

/// Does the reference stand between brackets, in a text that reads an instance?
fn in_predicate(text: &str, found: &Reference<'_>) -> bool {
    if !calls_instance(text) {
        return false;
    }
    let mut from = 0;
    while let Some(open) = text[from..].find('[').map(|at| from + at) {
        let Some(close) = text[open + 1..].find(']').map(|at| open + 1 + at) else { return false };
        if close > open + 1 && found.start >= open && found.start + found.length <= close + 1 {
            return true;
        }
        from = close + 1;
    }
    false
}

fn calls_instance(text: &str) -> bool {
    text.match_indices("instance(").any(|(at, opening)| {
        let inner = &text[at + opening.len()..];
        !inner.starts_with(')') && inner.find(')').is_some_and(|close| close > 0) || inner.len() > 1
    })
}

/// A part of a text that people read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Part {
    Words(String),
    /// The path or expression whose value stands there, and its place in the cell.
    Output(String, usize),
}

/// A text with its references and `instance(…)` expressions as outputs; one part if it has none.
///
/// # Errors
/// As [`replaced`].
pub(super) fn parts(
    form: &Form<'_>,
    text: &str,
    context: Option<Id>,
) -> Result<Vec<Part>, (usize, Rule)> {
    if !text.contains("${") && !text.contains("instance(") {
        return Ok(vec![Part::Words(text.to_owned())]);
    }
    let manner = Manner { context, ..Manner::default() };
    let mut spans: Vec<(usize, usize, String)> = Vec::new();
    if text.len() > 9 {
        for (start, end) in super::lexer::instances(text) {
            let (value, _) = replaced(form, &text[start..end], manner)
                .map_err(|(at, rule)| (start + at, rule))?;
            spans.push((start, end, value));
        }
    }
    let inside = |at: usize| spans.iter().any(|(start, end, _)| (*start..*end).contains(&at));
    let mut found: Vec<(usize, usize, String)> = Vec::new();
    for reference in reference::all(text).into_iter().filter(|r| !inside(r.start)) {
        let value = path(form, text, &reference, manner).map_err(|rule| (reference.start, rule))?;
        found.push((reference.start, reference.start + reference.length, value));
    }
    spans.extend(found);
    spans.sort_unstable_by_key(|(start, ..)| *start);
    Ok(split(text, spans))
}

fn split(text: &str, spans: Vec<(usize, usize, String)>) -> Vec<Part> {
    let mut all = Vec::new();
    let mut from = 0;
    for (start, end, value) in spans {
        if start > from {
            all.push(Part::Words(text[from..start].to_owned()));
        }
        all.push(Part::Output(value, start));
        from = end;
    }
    if from < text.len() || all.is_empty() {
        all.push(Part::Words(text[from..].to_owned()));
    }
    pad(&mut all);
    all
}

/// A blank before and after mixed words, so that a word never touches the tag around it.
fn pad(parts: &mut Vec<Part>) {
    let mixed = parts.len() > 1 && parts.iter().any(|part| matches!(part, Part::Words(_)));
    if !mixed {
        return;
    }
    if let Some(Part::Words(words)) = parts.first_mut() {
        words.insert(0, ' ');
    }
    match parts.last_mut() {
        Some(Part::Words(words)) => words.push(' '),
        _ => parts.push(Part::Words(" ".to_owned())),
    }
}

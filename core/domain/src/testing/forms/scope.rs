//! Where a node stands, and how another node names it.

/// One step below the root.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Step {
    pub(super) name: String,
    pub(super) repeat: bool,
}

/// The steps from below the root to a node.
pub(super) type Path = Vec<Step>;

/// What an answer or a computed value is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Kind {
    Text,
    Integer,
    Decimal,
    Date,
    Point,
    Trace,
    /// One of these codes.
    One(Vec<String>),
    /// Several of these codes.
    Many(Vec<String>),
    Other,
}

impl Kind {
    pub(super) fn is_number(&self) -> bool {
        matches!(self, Self::Integer | Self::Decimal)
    }
}

/// A node that later expressions may name.
#[derive(Debug, Clone)]
pub(super) struct Known {
    pub(super) path: Path,
    pub(super) kind: Kind,
}

/// `/data/g/x`.
pub(super) fn absolute(path: &[Step]) -> String {
    let steps: String = path.iter().map(|step| format!("/{}", step.name)).collect();
    format!("/data{steps}")
}

/// The path below this one.
pub(super) fn below(path: &[Step], name: &str, repeat: bool) -> Path {
    let mut path = path.to_vec();
    path.push(Step { name: name.to_owned(), repeat });
    path
}

/// The steps down to the innermost repeat, itself included.
pub(super) fn to_repeat(path: &[Step]) -> &[Step] {
    let end = path.iter().rposition(|step| step.repeat).map_or(0, |at| at + 1);
    &path[..end]
}

/// The way from one node to another that stands in the same row: upwards, then down.
pub(super) fn relative(from: &[Step], to: &[Step]) -> String {
    let mut same = from.iter().zip(to).take_while(|(a, b)| a == b).count();
    same = same.min(from.len().saturating_sub(1)).min(to.len().saturating_sub(1));
    let down: Vec<&str> = to[same..].iter().map(|step| step.name.as_str()).collect();
    format!("{}{}", "../".repeat(from.len() - same), down.join("/"))
}

/// Is there exactly one such node for this one?
pub(super) fn one_for(from: &[Step], to: &[Step]) -> bool {
    from.starts_with(to_repeat(to))
}

//! Where each entity goes: as deep as what it refers to, one to a container.
//!
//! A scope is the form or a repeat: what an entity saves must be in one of them. Within a scope
//! the entity takes the innermost container that holds all it saves, or one further out if that is
//! taken.

use super::super::book::Spot;
use super::super::element::{Id, Kind};
use super::super::form::Form;
use super::{References, Source};
use crate::forms::problem::Rule;

type Path = Vec<Id>;

/// Where an entity would like to be.
struct Request {
    declaration: usize,
    scope: Path,
    wish: Path,
    /// The containers of all it saves.
    saved: Vec<Path>,
}

fn is_scope(form: &Form<'_>, id: Id) -> bool {
    matches!(form.elements[id].kind, Kind::Form | Kind::Repeat)
}

/// The path up to the nearest form or repeat.
fn scope(form: &Form<'_>, path: &[Id]) -> Path {
    let last = path.iter().rposition(|id| is_scope(form, *id)).unwrap_or(0);
    path[..=last].to_vec()
}

/// Repeats on the path, then containers below the last of them.
fn depth(form: &Form<'_>, path: &[Id]) -> (usize, usize) {
    let repeats = path.iter().filter(|id| form.elements[**id].kind == Kind::Repeat).count();
    (repeats, path.len() - scope(form, path).len())
}

/// The containers and who gets each; none if two cannot be reconciled, which is told.
pub(super) fn allocate(form: &mut Form<'_>, references: &References) -> Option<Vec<(Path, usize)>> {
    let mut requests = Vec::new();
    for (declaration, sources) in &references.sources {
        requests.push(request(form, references, *declaration, sources)?);
    }
    for declaration in 0..references.declarations.len() {
        if requests.iter().all(|request| request.declaration != declaration) {
            let (scope, wish) = (vec![0], vec![0]);
            requests.push(Request { declaration, scope, wish, saved: Vec::new() });
        }
    }
    if let [only] = requests.as_slice()
        && only.scope == [0]
    {
        return Some(vec![(vec![0], only.declaration)]);
    }
    let mut scopes: Vec<Path> = Vec::new();
    for request in &requests {
        if !scopes.contains(&request.scope) {
            scopes.push(request.scope.clone());
        }
    }
    let mut taken: Vec<(Path, usize)> = Vec::new();
    let mut reserved: Vec<(Path, usize)> = Vec::new();
    for scope in scopes {
        let mut here: Vec<&Request> = requests.iter().filter(|r| r.scope == scope).collect();
        here.sort_by_key(|request| references.declarations[request.declaration].at.row);
        for request in here {
            if let Err(holder) = place(request, &mut taken, &mut reserved) {
                let first = references.declarations[holder].at.row;
                let at = references.declarations[request.declaration].at;
                form.fail(at, Rule::EntityNoRoom { first });
                return None;
            }
        }
    }
    Some(taken)
}

/// Takes the innermost free container.
fn place(
    request: &Request,
    taken: &mut Vec<(Path, usize)>,
    reserved: &mut Vec<(Path, usize)>,
) -> Result<(), usize> {
    let holder = |map: &[(Path, usize)], path: &[Id]| {
        map.iter().find(|(known, _)| known == path).map(|(_, who)| *who)
    };
    let mut conflict = None;
    for length in (request.scope.len()..=request.wish.len()).rev() {
        let path = &request.wish[..length];
        match holder(taken, path).or_else(|| holder(reserved, path)) {
            Some(who) => {
                conflict = Some(who);
                let saved = request.saved.first().and_then(|path| holder(reserved, path));
                if let Some(who) = saved {
                    return Err(who);
                }
            }
            None => {
                taken.push((path.to_vec(), request.declaration));
                let mut keep = |path: &[Id]| {
                    reserved.retain(|(known, _)| known != path);
                    reserved.push((path.to_vec(), request.declaration));
                };
                keep(path);
                for saved in &request.saved {
                    for shorter in (length..=saved.len()).rev() {
                        keep(&saved[..shorter]);
                    }
                }
                return Ok(());
            }
        }
    }
    Err(conflict.unwrap_or(request.declaration))
}

/// The path of the first source that lies in the deepest scope and there deepest.
fn deepest<'s>(form: &Form<'_>, sources: impl Iterator<Item = &'s Source>) -> Option<Path> {
    let mut best: Option<&Source> = None;
    for source in sources {
        let deeper = |old: &Source| {
            let (new, old_depth) = (depth(form, &source.path), depth(form, &old.path));
            let same = || scope(form, &source.path) == scope(form, &old.path);
            new > old_depth && (new.0 > old_depth.0 || same())
        };
        if best.is_none_or(deeper) {
            best = Some(source);
        }
    }
    best.map(|source| source.path.clone())
}

fn request(
    form: &mut Form<'_>,
    references: &References,
    declaration: usize,
    sources: &[Source],
) -> Option<Request> {
    let mut first = sources.first()?;
    for source in sources {
        if depth(form, &source.path).0 > depth(form, &first.path).0 {
            first = source;
        }
    }
    let deep_scope = scope(form, &first.path);
    let saves = |source: &&Source| source.property.is_some();
    let mut saved: Vec<Path> = Vec::new();
    for source in sources.iter().filter(saves) {
        if !saved.contains(&source.path) {
            saved.push(source.path.clone());
        }
    }
    let deep_save = deepest(form, sources.iter().filter(saves));
    let wish = match deep_save {
        Some(path) if saved.len() > 1 => {
            let (shared, own) = (shared(&saved), scope(form, &path));
            if depth(form, &shared) > depth(form, &own) { shared } else { own }
        }
        Some(path) => path,
        None => deepest(form, sources.iter())?,
    };
    let list = &references.declarations[declaration].list;
    if let Some(at) = torn(form, sources, &deep_scope, &wish, list.at) {
        form.fail(at, Rule::EntityScope(list.text.clone()));
        return None;
    }
    Some(Request { declaration, scope: deep_scope, wish, saved })
}

/// Where an entity would have to be in two repeats at once.
fn torn(
    form: &Form<'_>,
    sources: &[Source],
    deep_scope: &Path,
    wish: &Path,
    list: Spot,
) -> Option<Spot> {
    let wish_scope = scope(form, wish);
    let bad = |source: &&Source| {
        let own = scope(form, &source.path);
        !deep_scope.starts_with(&own) || source.property.is_some() && own != wish_scope
    };
    // It would also save outside the repeat that it reads: there is no place for that.
    let outside = (wish.len() < deep_scope.len()).then_some(list);
    sources.iter().find(bad).map(|source| source.at).or(outside)
}

/// The beginning that all paths share.
fn shared(paths: &[Path]) -> Path {
    let Some((first, rest)) = paths.split_first() else { return Path::new() };
    let same = |index: usize| rest.iter().all(|path| path.get(index) == first.get(index));
    let length = (0..first.len()).take_while(|index| same(*index)).count();
    first[..length].to_vec()
}

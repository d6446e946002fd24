//! The table of acts as the Markdown page that strangers implement from.
//!
//! A test holds `docs/formats/acts.md` to it; `UPDATE=1 cargo test` rewrites the page.

use std::fmt::Write as _;

use super::codes::{CodeList, FAILURES, LISTS};
use super::rule::{Joint, Move, StateStep, VerbRule};
use super::state::{MeetingState, ProblemState};
use super::{Guard, rows};

const HEAD: &str = "\
# Acts: the closed table

*Generated from `core/domain/src/journal/acts/` by a test; `UPDATE=1 cargo test -p saksi-domain the_page_of_acts` rewrites it.*

An act is an entry of kind 4. Its body carries the verb's code under key 3 and its arguments, a map from name to value,
under key 4. No argument that is not in the table is allowed. A verb this table does not have makes the entry's effect
`unknown`, never void. One of the roles is enough; roles hold at the author's own sequence number. Guards and states are
judged in the act's own past. Acts restate what indicators need (track, forum, level, competence, dates, grade, count,
area), because acts outlive the erasure of everything else.

- *When* is the argument that states when it happened: the act counts from min(stated day, recorded); without one, from the
  device's clock clamped into the sandwich (journal.md 8).
- *Excludes* is the exclusive group, with the argument that tells apart what it is about. Two acts of one group, neither in
  the other's past, are contested, unless verb and arguments are equal. Contested acts are set aside, except a seal and a
  safety withdrawal; a later act of the group that has both in its past decides, and they stay set aside.
- *Two people*: the step is taken by the second signature over the same verb and the same arguments.
- A problem that *advances* never moves back (ranks below); *sets* always moves.
";

/// The whole page.
#[must_use]
pub fn document() -> String {
    let mut page = String::from(HEAD);
    let mut kind = "";
    for row in rows() {
        let this = row.on[0].name();
        if this != kind {
            kind = this;
            let _ = writeln!(page, "\n## On a {kind}\n");
        }
        put_row(&mut page, row);
    }
    put_states(&mut page);
    page.push_str("\n## Guards\n\n| guard | holds when |\n| --- | --- |\n");
    for guard in Guard::ALL {
        let _ = writeln!(page, "| {guard:?} | {} |", guard.words());
    }
    page.push_str("\n## Why an act does not count\n\n");
    put_list(&mut page, &FAILURES);
    page.push_str("\n## Lists of codes\n");
    for list in LISTS {
        let _ = writeln!(page, "\n### {}\n", list.name);
        put_list(&mut page, list);
    }
    page
}

fn put_row(page: &mut String, row: &VerbRule) {
    let _ = writeln!(page, "### {} `{}`\n", row.verb.code(), row.verb.name());
    if row.creates {
        page.push_str("- begins its record\n");
    }
    if row.on.len() > 1 {
        let kinds: Vec<_> = row.on.iter().map(|k| k.name()).collect();
        let _ = writeln!(page, "- on: {}", kinds.join(", "));
    }
    let roles: Vec<_> = row.roles.iter().map(|r| r.code()).collect();
    let _ = writeln!(page, "- roles: {}", roles.join(", "));
    match row.joint {
        Joint::Alone => {}
        Joint::Roles(a, b) => {
            let _ = writeln!(page, "- two people: {} and {}", a.code(), b.code());
        }
        Joint::Two(role) => {
            let _ = writeln!(page, "- two people: both {}", role.code());
        }
    }
    if let Some(group) = row.group {
        let about = row.about.map_or(String::new(), |a| format!(", per `{a}`"));
        let _ = writeln!(page, "- excludes: {}{about}", group.name());
    }
    if let Some(dated) = row.dated {
        let _ = writeln!(page, "- when: `{dated}`");
    }
    put_step(page, row.step);
    if !row.guards.is_empty() {
        let guards: Vec<_> = row.guards.iter().map(|g| format!("{g:?}")).collect();
        let _ = writeln!(page, "- guards: {}", guards.join(", "));
    }
    page.push_str("\n| argument | type | |\n| --- | --- | --- |\n");
    for arg in row.args {
        let need = if arg.required { "required" } else { "" };
        let _ = writeln!(page, "| `{}` | {} | {need} |", arg.name, arg.kind);
    }
    page.push('\n');
}

fn put_step(page: &mut String, step: StateStep) {
    match step {
        StateStep::None => {}
        StateStep::Problem(from, to) => {
            let from: Vec<_> = from.iter().map(|s| s.name()).collect();
            let to = match to {
                Move::Stay => "stays".to_owned(),
                Move::Advance(state) => format!("advances to {}", state.name()),
                Move::Set(state) => format!("sets {}", state.name()),
                Move::Back => "goes back to the state before the merge".to_owned(),
            };
            let _ = writeln!(page, "- state: {} → {to}", from.join(", "));
        }
        StateStep::Meeting(from, to) => {
            let from: Vec<_> = from.iter().map(|s| s.name()).collect();
            let to = to.map_or("stays", MeetingState::name);
            let _ = writeln!(page, "- state: {} → {to}", from.join(", "));
        }
    }
}

fn put_states(page: &mut String) {
    use ProblemState as P;
    page.push_str("## Ranks of a problem's states\n\n| rank | states |\n| --- | --- |\n");
    let all = [
        P::Draft,
        P::Revalidate,
        P::Validated,
        P::Tabled,
        P::Reopened,
        P::Refused,
        P::Referred,
        P::Recommended,
        P::Committed,
        P::Acted,
        P::ClaimedDone,
        P::Verified,
        P::Resolved,
        P::Closed,
        P::Merged,
        P::Split,
        P::Withdrawn,
        P::Invalid,
    ];
    for rank in 0..=10 {
        let states: Vec<_> = all.iter().filter(|s| s.rank() == rank).map(|s| s.name()).collect();
        let _ = writeln!(page, "| {rank} | {} |", states.join(", "));
    }
    page.push_str(
        "\n`problem.verify_follow_up` advances only for an action of the forum that holds (not letter, refer, refuse, or a \
         visit without report); `problem.community_confirm` only if the answer is yes; `problem.finding` that falls sets \
         revalidate, or invalid when no support is left.\n",
    );
}

fn put_list(page: &mut String, list: &CodeList) {
    page.push_str("| code | id | en |\n| --- | --- | --- |\n");
    for coded in list.codes {
        let _ = writeln!(page, "| `{}` | {} | {} |", coded.code, coded.id, coded.en);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[expect(clippy::disallowed_methods, reason = "a golden file is read and, when asked, written")]
    fn the_page_of_acts_is_the_table() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/formats/acts.md");
        if std::env::var("UPDATE").is_ok() {
            std::fs::create_dir_all(concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/formats"))
                .unwrap();
            std::fs::write(path, document()).unwrap();
        }
        let page = std::fs::read(path).expect("docs/formats/acts.md is committed");
        let page = String::from_utf8(page).unwrap();
        assert_eq!(page, document(), "run UPDATE=1 cargo test -p saksi-domain the_page_of_acts");
    }
}

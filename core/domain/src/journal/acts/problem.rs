//! Rows of the table: how a problem enters the register, and how it leaves or changes place.

use super::args::ArgType::{Areas, Choice, Date, Id, Int, Text, Texts};
use super::args::{may, need};
use super::codes as c;
use super::rule::Guard as G;
use super::rule::{Group, Joint, Move, RecordKind, VerbRule};
use super::state::ProblemState::{self, *};
use super::verb::Verb;
use crate::journal::Role;

pub(super) const PROBLEM: &[RecordKind] = &[RecordKind::Problem];

/// Validated, and neither closed nor gone.
pub(super) const OPEN: &[ProblemState] = &[
    Validated,
    Tabled,
    Refused,
    Referred,
    Recommended,
    Committed,
    Reopened,
    Acted,
    ClaimedDone,
    Verified,
    Resolved,
];
/// In the register in any way, and not gone.
const LIVING: &[ProblemState] = &[
    Draft,
    Revalidate,
    Validated,
    Tabled,
    Refused,
    Referred,
    Recommended,
    Committed,
    Reopened,
    Acted,
    ClaimedDone,
    Verified,
    Resolved,
    Closed,
];
/// Everything.
const ANY: &[ProblemState] = &[
    Draft,
    Revalidate,
    Validated,
    Tabled,
    Refused,
    Referred,
    Recommended,
    Committed,
    Reopened,
    Acted,
    ClaimedDone,
    Verified,
    Resolved,
    Closed,
    Merged,
    Split,
    Withdrawn,
    Invalid,
];

const SEC_SUP: &[Role] = &[Role::Secretary, Role::Supervisor];
const DPO_CSO: &[Role] = &[Role::DataProtection, Role::Officer];

pub(super) const ROWS: &[VerbRule] = &[
    VerbRule::new(
        Verb::Register,
        PROBLEM,
        &[Role::Officer, Role::Secretary],
        &[
            need("number", Text(40)),
            need("track", Choice(c::TRACK)),
            need("type", Text(8)),
            need("min_grade", Choice(c::GRADE)),
            need("level", Choice(c::LEVEL)),
            need("competence", Choice(c::COMPETENCE)),
            need("areas", Areas),
            need("msf", Id),
            need("duty_bearers", Texts),
            need("partner", Text(40)),
            need("sensitivity", Choice(c::SENSITIVITY)),
            need("statement_id", Text(2_000)),
            may("statement_en", Text(2_000)),
            may("split_from", Id),
            may("recurrence_of", Id),
            may("related", Id),
        ],
    )
    .creates()
    .guards(&[G::ParentWasSplit]),
    VerbRule::new(
        Verb::Validate,
        PROBLEM,
        &[Role::Supervisor, Role::Evaluation],
        &[
            need("identified", Date),
            need("track", Choice(c::TRACK)),
            need("level", Choice(c::LEVEL)),
            need("competence", Choice(c::COMPETENCE)),
            need("msf", Id),
            need("basis", Choice(c::BASIS)),
            may("grade", Choice(c::GRADE)),
            may("evidence_count", Int(1, 10_000)),
            may("base_n", Int(1, 1_000_000)),
        ],
    )
    .dated("identified")
    .group(Group::Validation)
    .moves(&[Draft, Revalidate], Move::Set(Validated))
    .guards(&[G::NotAuthor, G::NotCollector, G::Proof, G::Restated]),
    VerbRule::new(
        Verb::Finding,
        PROBLEM,
        &[Role::Supervisor, Role::Evaluation],
        &[
            need("standing", Choice(c::STANDING)),
            need("support_left", Int(0, 10_000)),
            may("reason", Choice(c::REJECT_REASON)),
            may("note", Text(500)),
        ],
    )
    .group(Group::Validation)
    .moves(LIVING, Move::Stay)
    .guards(&[G::NotAuthor]),
    VerbRule::new(
        Verb::Retrack,
        PROBLEM,
        &[Role::Supervisor, Role::Evaluation],
        &[need("track", Choice(c::TRACK)), need("reason", Choice(c::RETRACK_REASON))],
    )
    .group(Group::Track)
    .moves(LIVING, Move::Stay)
    .guards(&[G::NotAuthor]),
    VerbRule::new(Verb::Merge, PROBLEM, SEC_SUP, &[need("into", Id)])
        .group(Group::Fate)
        .joint(Joint::Roles(Role::Secretary, Role::Supervisor))
        .moves(LIVING, Move::Set(Merged))
        .guards(&[G::NotItself, G::SecondPerson]),
    VerbRule::new(Verb::Unmerge, PROBLEM, SEC_SUP, &[need("into", Id)])
        .group(Group::Fate)
        .joint(Joint::Roles(Role::Secretary, Role::Supervisor))
        .moves(&[Merged], Move::Back)
        .guards(&[G::SecondPerson]),
    VerbRule::new(Verb::Split, PROBLEM, &[Role::Secretary], &[need("parts", Int(2, 50))])
        .group(Group::Fate)
        .moves(OPEN, Move::Set(Split)),
    VerbRule::new(
        Verb::Withdraw,
        PROBLEM,
        &[Role::Officer, Role::Monitor],
        &[need("reason", Choice(c::WITHDRAW_REASON)), may("note", Text(500))],
    )
    .group(Group::Fate)
    .moves(LIVING, Move::Set(Withdrawn)),
    VerbRule::new(
        Verb::Invalidate,
        PROBLEM,
        &[Role::Supervisor],
        &[need("reason", Choice(c::INVALID_REASON))],
    )
    .group(Group::Fate)
    .joint(Joint::Two(Role::Supervisor))
    .moves(LIVING_OR_WITHDRAWN, Move::Set(Invalid))
    .guards(&[G::SecondPerson]),
    VerbRule::new(Verb::Seal, PROBLEM, DPO_CSO, &[need("reason", Choice(c::SEAL_REASON))])
        .joint(Joint::Roles(Role::DataProtection, Role::Officer))
        .moves(ANY, Move::Stay)
        .guards(&[G::SecondPerson]),
    VerbRule::new(Verb::Unseal, PROBLEM, DPO_CSO, &[need("reason", Text(500))])
        .joint(Joint::Roles(Role::DataProtection, Role::Officer))
        .moves(ANY, Move::Stay)
        .guards(&[G::SecondPerson]),
    VerbRule::new(
        Verb::Reopen,
        PROBLEM,
        &[Role::Community, Role::Officer, Role::Supervisor],
        &[need("reason", Choice(c::REOPEN_REASON)), need("date", Date)],
    )
    .dated("date")
    .group(Group::Fate)
    .moves(&[Verified, Resolved, Closed], Move::Set(Reopened))
    .guards(&[G::Within365Days]),
];

/// As [`LIVING`], and withdrawn: an error of fact is found also after a withdrawal.
const LIVING_OR_WITHDRAWN: &[ProblemState] = &[
    Draft,
    Revalidate,
    Validated,
    Tabled,
    Refused,
    Referred,
    Recommended,
    Committed,
    Reopened,
    Acted,
    ClaimedDone,
    Verified,
    Resolved,
    Closed,
    Withdrawn,
];

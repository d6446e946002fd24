//! Rows of the table: what a forum, an institution and a community do about a problem.

use super::args::ArgType::{Bool, Choice, Date, Digest, Id, Text};
use super::args::{may, need};
use super::codes as c;
use super::problem::{OPEN, PROBLEM};
use super::rule::Guard as G;
use super::rule::{Group, Move, VerbRule};
use super::state::ProblemState::{self, *};
use super::verb::Verb;
use crate::journal::Role;

/// Has been on the table, and is neither closed nor gone.
const ON_TABLE: &[ProblemState] = &[
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
const SUP: &[Role] = &[Role::Supervisor];
/// Who checks; the evaluation officer decides when two supervisors differ.
const CHECKERS: &[Role] = &[Role::Supervisor, Role::Evaluation];
const CHR: &[Role] = &[Role::Chair];
const INS: &[Role] = &[Role::Institution];
const SEC: &[Role] = &[Role::Secretary];

pub(super) const ROWS: &[VerbRule] = &[
    VerbRule::new(Verb::Discuss, PROBLEM, SEC, &[need("meeting", Id), need("date", Date)])
        .dated("date")
        .moves(OPEN, Move::Stay)
        .guards(&[G::HeldMeeting]),
    VerbRule::new(
        Verb::Table,
        PROBLEM,
        SEC,
        &[need("meeting", Id), need("msf", Id), need("date", Date)],
    )
    .dated("date")
    .moves(OPEN, Move::Advance(Tabled))
    .guards(&[G::QuorateMeeting]),
    VerbRule::new(
        Verb::Recommend,
        PROBLEM,
        CHR,
        &[
            need("meeting", Id),
            need("msf", Id),
            need("date", Date),
            need("addressee", Text(120)),
            need("text", Text(2_000)),
            may("dissent", Text(1_000)),
        ],
    )
    .dated("date")
    .moves(ON_TABLE, Move::Advance(Recommended))
    .guards(&[G::QuorateMeeting]),
    VerbRule::new(
        Verb::Commit,
        PROBLEM,
        CHR,
        &[
            need("meeting", Id),
            need("date", Date),
            need("institution", Text(120)),
            need("office", Text(120)),
            need("action", Text(1_000)),
            need("due", Date),
            need("essential", Bool),
            need("source", Choice(c::SOURCE)),
            may("deliverable", Text(500)),
        ],
    )
    .dated("date")
    .moves(ON_TABLE, Move::Advance(Committed))
    .guards(&[G::SignedMinutes]),
    VerbRule::new(Verb::Reschedule, PROBLEM, CHR, &[need("commitment", Id), need("due", Date)])
        .group_about(Group::Commitment, "commitment")
        .moves(ON_TABLE, Move::Stay)
        .guards(&[G::CommitmentExists, G::LaterDue]),
    VerbRule::new(
        Verb::Drop,
        PROBLEM,
        CHR,
        &[need("commitment", Id), need("reason", Choice(c::DROP_REASON))],
    )
    .group_about(Group::Commitment, "commitment")
    .moves(ON_TABLE, Move::Stay)
    .guards(&[G::CommitmentExists]),
    VerbRule::new(
        Verb::RecordFollowUp,
        PROBLEM,
        &[Role::Secretary, Role::Officer],
        &[
            need("kind", Choice(c::FU_KIND)),
            need("date", Date),
            need("institution", Text(120)),
            need("attribution", Choice(c::ATTRIBUTION)),
            need("proof", Digest),
            may("report", Bool),
            may("commitment", Id),
        ],
    )
    .dated("date")
    .moves(OPEN, Move::Stay),
    VerbRule::new(
        Verb::VerifyFollowUp,
        PROBLEM,
        CHECKERS,
        &[need("follow_up", Id), need("outcome", Choice(c::CHECK)), may("note", Text(500))],
    )
    .group_about(Group::FollowUp, "follow_up")
    .moves(OPEN, Move::Advance(Acted))
    .guards(&[G::FollowUpExists, G::NotRecorder, G::NotConflicted]),
    VerbRule::new(
        Verb::Reattribute,
        PROBLEM,
        SUP,
        &[need("follow_up", Id), need("meeting", Id), need("proof", Digest)],
    )
    .group_about(Group::FollowUp, "follow_up")
    .moves(ON_TABLE, Move::Stay)
    .guards(&[G::FollowUpExists, G::NotRecorder, G::NotConflicted, G::HeldMeeting]),
    VerbRule::new(
        Verb::CommitmentStart,
        PROBLEM,
        &[Role::Institution, Role::Secretary],
        &[need("commitment", Id)],
    )
    .moves(ON_TABLE, Move::Stay)
    .guards(&[G::CommitmentExists]),
    VerbRule::new(
        Verb::CommitmentClaim,
        PROBLEM,
        INS,
        &[need("commitment", Id), may("proof", Digest)],
    )
    .moves(ON_TABLE, Move::Stay)
    .guards(&[G::CommitmentExists]),
    VerbRule::new(
        Verb::CommitmentJudge,
        PROBLEM,
        CHECKERS,
        &[
            need("commitment", Id),
            need("outcome", Choice(c::FULFILMENT)),
            need("date", Date),
            need("proof", Digest),
        ],
    )
    .dated("date")
    .group_about(Group::Fulfilment, "commitment")
    .moves(ON_TABLE, Move::Stay)
    .guards(&[G::CommitmentExists, G::NotActor, G::NotConflicted]),
    VerbRule::new(
        Verb::ClaimDone,
        PROBLEM,
        INS,
        &[need("institution", Text(120)), may("proof", Digest)],
    )
    .moves(&[Committed, Acted, Reopened], Move::Advance(ClaimedDone)),
    VerbRule::new(
        Verb::Resolve,
        PROBLEM,
        SUP,
        &[
            need("method", Choice(c::METHOD)),
            need("date", Date),
            need("proof", Digest),
            need("partner", Text(40)),
        ],
    )
    .dated("date")
    .moves(&[Acted, ClaimedDone], Move::Set(Verified))
    .guards(&[G::NotActor, G::NotConflicted]),
    VerbRule::new(
        Verb::CommunityConfirm,
        PROBLEM,
        &[Role::Community],
        &[need("agree", Bool), may("partner", Text(40))],
    )
    .group(Group::Confirmation)
    .moves(&[Verified, Resolved], Move::Advance(Resolved))
    .guards(&[G::NotVerifier, G::NotConflicted, G::OutsidePartner]),
    VerbRule::new(
        Verb::CommunityConfirmSealed,
        PROBLEM,
        &[Role::Community, Role::DataProtection],
        &[need("agree", Bool), need("proof", Digest), may("partner", Text(40))],
    )
    .group(Group::Confirmation)
    .moves(&[Verified, Resolved], Move::Advance(Resolved))
    .guards(&[G::NotVerifier, G::NotConflicted, G::OutsidePartner]),
    VerbRule::new(Verb::Close, PROBLEM, CHR, &[need("reason", Choice(c::CLOSE_REASON))])
        .group(Group::Fate)
        .moves(OPEN, Move::Set(Closed))
        .guards(&[G::ReasonFits, G::NotVerifier, G::NotAuthor]),
    VerbRule::new(
        Verb::Refer,
        PROBLEM,
        CHR,
        &[need("to", Text(120)), need("date", Date), need("proof", Digest)],
    )
    .dated("date")
    .moves(OPEN, Move::Advance(Referred)),
    VerbRule::new(
        Verb::Refuse,
        PROBLEM,
        INS,
        &[need("institution", Text(120)), need("date", Date), need("proof", Digest)],
    )
    .dated("date")
    .moves(OPEN, Move::Advance(Refused)),
    VerbRule::new(
        Verb::Reply,
        PROBLEM,
        INS,
        &[
            need("from", Choice(c::REPLY_FROM)),
            need("institution", Text(120)),
            need("date", Date),
            need("text", Text(4_000)),
            may("publish", Bool),
        ],
    )
    .dated("date")
    .moves(OPEN, Move::Stay),
];

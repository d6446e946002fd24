//! Rows of the table: submissions, evidence, consent.

use super::args::ArgType::{Choice, Digest, Id, Int, Member, Text};
use super::args::{may, need};
use super::codes as c;
use super::rule::{Group, Guard, Joint, RecordKind, VerbRule};
use super::verb::Verb;
use crate::journal::Role;

const SUBMISSION: &[RecordKind] = &[RecordKind::Submission];
/// Evidence lies in the record of its submission, or in one of its own.
const EVIDENCE: &[RecordKind] = &[RecordKind::Submission, RecordKind::Evidence];
const PERSON: &[RecordKind] = &[RecordKind::Person];

/// Who checks; the evaluation officer decides when two supervisors differ.
const CHECKERS: &[Role] = &[Role::Supervisor, Role::Evaluation];
/// Whoever stands beside the person when they agree.
const WITNESS: &[Role] = &[Role::Monitor, Role::Enumerator, Role::Officer, Role::Community];

pub(super) const ROWS: &[VerbRule] = &[
    VerbRule::new(
        Verb::SubmissionAccept,
        SUBMISSION,
        CHECKERS,
        &[
            may("evidence_count", Int(0, 10_000)),
            may("grade", Choice(c::GRADE)),
            may("note", Text(500)),
        ],
    )
    .group(Group::Submission)
    .guards(&[Guard::NotAuthor]),
    VerbRule::new(
        Verb::SubmissionReturn,
        SUBMISSION,
        CHECKERS,
        &[
            need("reason", Choice(c::RETURN_REASON)),
            may("question", Text(200)),
            may("note", Text(500)),
        ],
    )
    .group(Group::Submission)
    .guards(&[Guard::NotAuthor]),
    VerbRule::new(
        Verb::SubmissionVoid,
        SUBMISSION,
        &[Role::Supervisor, Role::Officer],
        &[need("reason", Choice(c::VOID_REASON))],
    )
    .group(Group::Submission)
    .joint(Joint::Roles(Role::Supervisor, Role::Officer))
    .guards(&[Guard::NotAuthor, Guard::SecondPerson]),
    VerbRule::new(
        Verb::EvidenceAccept,
        EVIDENCE,
        CHECKERS,
        &[
            need("item", Id),
            need("grade", Choice(c::GRADE)),
            may("grade_seen", Choice(c::GRADE)),
            may("note", Text(500)),
        ],
    )
    .group_about(Group::Evidence, "item")
    .guards(&[Guard::NotAuthor]),
    VerbRule::new(
        Verb::EvidenceNeedsMore,
        EVIDENCE,
        CHECKERS,
        &[need("item", Id), need("reason", Choice(c::NEEDS_MORE_REASON))],
    )
    .group_about(Group::Evidence, "item")
    .guards(&[Guard::NotAuthor]),
    VerbRule::new(
        Verb::EvidenceReject,
        EVIDENCE,
        CHECKERS,
        &[need("item", Id), need("reason", Choice(c::REJECT_REASON))],
    )
    .group_about(Group::Evidence, "item")
    .guards(&[Guard::NotAuthor]),
    VerbRule::new(
        Verb::EvidenceSeal,
        EVIDENCE,
        &[Role::Supervisor, Role::DataProtection],
        &[need("item", Id), need("reason", Choice(c::SEAL_REASON))],
    )
    .joint(Joint::Roles(Role::Supervisor, Role::DataProtection))
    .guards(&[Guard::SecondPerson]),
    VerbRule::new(Verb::ConsentOpen, PERSON, WITNESS, &[may("subject", Member)]).creates(),
    VerbRule::new(
        Verb::ConsentGive,
        PERSON,
        WITNESS,
        &[
            need("purpose", Choice(c::PURPOSE)),
            need("method", Choice(c::CONSENT_METHOD)),
            may("voice", Digest),
        ],
    )
    .group_about(Group::Consent, "purpose"),
    VerbRule::new(
        Verb::ConsentWithdraw,
        PERSON,
        &[Role::Monitor, Role::Enumerator, Role::Officer, Role::Community, Role::DataProtection],
        &[need("purpose", Choice(c::PURPOSE)), need("method", Choice(c::CONSENT_METHOD))],
    )
    .group_about(Group::Consent, "purpose"),
    VerbRule::new(
        Verb::ConsentAskFirst,
        PERSON,
        WITNESS,
        &[need("purpose", Choice(c::PURPOSE)), need("method", Choice(c::CONSENT_METHOD))],
    )
    .group_about(Group::Consent, "purpose"),
];

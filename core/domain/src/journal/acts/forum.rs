//! Rows of the table: forums and meetings.

use super::args::ArgType::{
    Areas, Attendance, Bool, Choice, Choices, Date, Digest, Id, Int, Member, Seats, Text,
};
use super::args::{may, need};
use super::codes as c;
use super::rule::{Group, Guard, RecordKind, VerbRule};
use super::state::MeetingState::{Held, MinutesDraft, MinutesSigned, Planned};
use super::verb::Verb;
use crate::journal::Role;

const MSF: &[RecordKind] = &[RecordKind::Msf];
const MEETING: &[RecordKind] = &[RecordKind::Meeting];
const KEEPERS: &[Role] = &[Role::Secretary, Role::Officer];
const SEC: &[Role] = &[Role::Secretary];
/// Anybody who may sit in a forum or verify for it.
const SEATED: &[Role] = &[
    Role::Chair,
    Role::Community,
    Role::Institution,
    Role::Supervisor,
    Role::Officer,
    Role::Secretary,
    Role::Evaluation,
];

pub(super) const ROWS: &[VerbRule] = &[
    VerbRule::new(
        Verb::MsfFound,
        MSF,
        KEEPERS,
        &[
            need("name", Text(120)),
            need("province", Text(2)),
            need("zone_minutes", Int(-720, 840)),
            need("seats", Seats),
            need("quorum_sides", Choices(c::SIDE)),
            need("quorum_percent", Int(1, 100)),
            may("terms", Digest),
        ],
    )
    .creates()
    .guards(&[Guard::QuorumFits]),
    VerbRule::new(
        Verb::MsfSeat,
        MSF,
        KEEPERS,
        &[
            need("member", Member),
            need("constituency", Choice(c::CONSTITUENCY)),
            need("chair", Bool),
            may("alternate", Bool),
            need("from", Date),
            need("interest", Choice(c::INTEREST)),
            may("interest_areas", Areas),
        ],
    ),
    VerbRule::new(Verb::MsfUnseat, MSF, KEEPERS, &[need("member", Member), need("until", Date)]),
    VerbRule::new(
        Verb::MsfInterest,
        MSF,
        SEATED,
        &[
            need("member", Member),
            need("interest", Choice(c::INTEREST)),
            may("interest_areas", Areas),
            need("date", Date),
        ],
    )
    .dated("date")
    .guards(&[Guard::OwnDeclaration]),
    VerbRule::new(
        Verb::MeetingPlan,
        MEETING,
        SEC,
        &[need("msf", Id), need("date", Date), may("number", Text(40)), may("place", Text(120))],
    )
    .creates()
    .guards(&[Guard::MsfCited]),
    VerbRule::new(
        Verb::MeetingHold,
        MEETING,
        SEC,
        &[need("msf", Id), need("date", Date), need("attendance", Attendance)],
    )
    .dated("date")
    .group(Group::Meeting)
    .meeting(&[Planned], Some(Held))
    .guards(&[Guard::MsfCited]),
    VerbRule::new(Verb::MinutesDraft, MEETING, SEC, &[need("minutes", Digest)])
        .group(Group::Meeting)
        .meeting(&[Held, MinutesDraft], Some(MinutesDraft)),
    VerbRule::new(
        Verb::MinutesSign,
        MEETING,
        &[Role::Chair],
        &[need("minutes", Digest), need("constituency", Choice(c::CONSTITUENCY))],
    )
    .meeting(&[MinutesDraft, MinutesSigned], Some(MinutesSigned))
    .guards(&[Guard::SameMinutes, Guard::ChairSeat]),
    VerbRule::new(
        Verb::MinutesAddendum,
        MEETING,
        SEC,
        &[need("text", Text(2_000)), may("minutes", Digest)],
    )
    .meeting(&[MinutesSigned], None),
];

//! Guards about forums and meetings: quorum, signed minutes, seats.

use super::meeting::{Meeting, digest};
use super::msf::{Constituency, Msf};
use crate::journal::act::{Act, GuardOutcome, Lookup, RecordPast};
use crate::journal::acts::MeetingState;
use crate::journal::{EntryId, RecordId};
use crate::register::day;

use GuardOutcome::{Fails, Holds, Missing};

/// The past of a record that `act` cites.
///
/// # Errors
/// `Fails(code)` if it cites none of that id, `Missing` if this peer lacks it.
pub(crate) fn cited(
    act: &Act,
    record: Option<RecordId>,
    lookup: &dyn Lookup,
    code: &'static str,
) -> Result<RecordPast, GuardOutcome> {
    let reference = act.refs.iter().find(|r| Some(r.record) == record).ok_or(Fails(code))?;
    past_at(reference.record, &reference.heads, lookup, code)
}

fn past_at(
    record: RecordId,
    heads: &[EntryId],
    lookup: &dyn Lookup,
    code: &'static str,
) -> Result<RecordPast, GuardOutcome> {
    if heads.is_empty() {
        return Err(Fails(code));
    }
    lookup.past(record, heads).ok_or(Missing)
}

fn meeting(act: &Act, lookup: &dyn Lookup) -> Result<Meeting, GuardOutcome> {
    let past = cited(act, act.id("meeting"), lookup, "no_meeting")?;
    Meeting::in_past(&past).filter(|m| m.held.is_some()).ok_or(Fails("no_meeting"))
}

/// The forum as the meeting cited it when it was held.
fn forum_of(meeting: &Meeting, lookup: &dyn Lookup) -> Result<Msf, GuardOutcome> {
    let forum = meeting.held.as_ref().and_then(|h| h.forum.as_ref()).ok_or(Fails("no_msf"))?;
    let past = past_at(forum.record, &forum.heads, lookup, "no_msf")?;
    Msf::in_past(&past).ok_or(Fails("no_msf"))
}

/// The meeting was held.
pub(crate) fn held_meeting(act: &Act, lookup: &dyn Lookup) -> Result<(), GuardOutcome> {
    meeting(act, lookup).map(drop)
}

/// It was held on that day, by that forum, with its quorum.
pub(crate) fn quorate_meeting(act: &Act, lookup: &dyn Lookup) -> Result<(), GuardOutcome> {
    let meeting = meeting(act, lookup)?;
    same_day(act, &meeting)?;
    if act.id("msf") != Some(meeting.msf) {
        return Err(Fails("restated_wrong"));
    }
    let quorate = meeting.quorate(&forum_of(&meeting, lookup)?);
    if quorate { Ok(()) } else { Err(Fails("not_quorate")) }
}

/// A co-chair of every side signed its minutes.
pub(crate) fn signed_minutes(act: &Act, lookup: &dyn Lookup) -> Result<(), GuardOutcome> {
    let meeting = meeting(act, lookup)?;
    same_day(act, &meeting)?;
    let signed = meeting.state == MeetingState::MinutesSigned
        && meeting.signed_by_every_side(&forum_of(&meeting, lookup)?);
    if signed { Ok(()) } else { Err(Fails("minutes_unsigned")) }
}

fn same_day(act: &Act, meeting: &Meeting) -> Result<(), GuardOutcome> {
    let same = meeting.held.as_ref().map(|h| h.date) == day(act, "date");
    if same { Ok(()) } else { Err(Fails("restated_wrong")) }
}

/// The author is a co-chair for that constituency.
pub(crate) fn chair_seat(
    act: &Act,
    past: &RecordPast,
    lookup: &dyn Lookup,
) -> Result<(), GuardOutcome> {
    let meeting = Meeting::in_past(past).ok_or(Fails("no_meeting"))?;
    let forum = forum_of(&meeting, lookup)?;
    let constituency = act.text("constituency").and_then(Constituency::from_code);
    let seat = forum.members.get(&act.author);
    let holds = seat.is_some_and(|s| s.chair && Some(s.constituency) == constituency);
    if holds { Ok(()) } else { Err(Fails("no_seat")) }
}

/// The minutes that are signed are the ones that stand.
pub(crate) fn same_minutes(act: &Act, past: &RecordPast) -> Result<(), GuardOutcome> {
    let standing = Meeting::in_past(past).and_then(|m| m.minutes);
    if standing.is_some() && standing == digest(act) { Ok(()) } else { Err(Fails("other_minutes")) }
}

/// The forum that is named is cited, and is one.
pub(crate) fn msf_cited(act: &Act, lookup: &dyn Lookup) -> Result<(), GuardOutcome> {
    let past = cited(act, act.id("msf"), lookup, "no_msf")?;
    if Msf::in_past(&past).is_some() { Ok(()) } else { Err(Fails("no_msf")) }
}

/// Every side of the quorum has a seat.
pub(crate) fn quorum_fits(act: &Act) -> Result<(), GuardOutcome> {
    let forum = Msf::fold(std::slice::from_ref(act));
    if forum.is_some_and(|f| f.quorum_fits()) { Ok(()) } else { Err(Fails("quorum_impossible")) }
}

/// The guard's answer as an outcome.
pub(crate) fn outcome(result: Result<(), GuardOutcome>) -> GuardOutcome {
    result.err().unwrap_or(Holds)
}

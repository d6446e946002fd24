//! Every verb of an act, with the number that is signed and the name that is shown.
//!
//! Not here: what a verb needs and does (see the tables beside this file). A code is never used
//! twice and never changes; a new verb takes a new number.

macro_rules! verbs {
    ($($(#[$doc:meta])+ $name:ident = $code:literal $word:literal,)*) => {
        /// A verb of an act.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Verb { $($(#[$doc])+ $name,)* }

        impl Verb {
            /// Every verb, by code.
            pub const ALL: &'static [Verb] = &[$(Verb::$name,)*];

            /// The number that is signed.
            #[must_use]
            pub fn code(self) -> u64 {
                match self { $(Self::$name => $code,)* }
            }

            /// The verb with this number; `None` for one from the future.
            #[must_use]
            pub fn from_code(code: u64) -> Option<Self> {
                match code { $($code => Some(Self::$name),)* _ => None }
            }

            /// The name for people, files and JSON.
            #[must_use]
            pub fn name(self) -> &'static str {
                match self { $(Self::$name => $word,)* }
            }

            /// The verb with this name.
            #[must_use]
            pub fn from_name(name: &str) -> Option<Self> {
                match name { $($word => Some(Self::$name),)* _ => None }
            }
        }
    };
}

verbs! {
    /// A submission is good as it stands in the act's past.
    SubmissionAccept = 1 "submission.accept",
    /// A submission goes back to its author with a coded reason.
    SubmissionReturn = 2 "submission.return",
    /// A submission counts for nothing; a supervisor and an officer say so together.
    SubmissionVoid = 3 "submission.void",
    /// A piece of evidence is accepted, its grade restated.
    EvidenceAccept = 10 "evidence.accept",
    /// A piece of evidence needs an addition from the safe list.
    EvidenceNeedsMore = 11 "evidence.needs_more",
    /// A piece of evidence is rejected with a coded reason.
    EvidenceReject = 12 "evidence.reject",
    /// A piece of evidence is kept closed; a supervisor and the data protection officer together.
    EvidenceSeal = 13 "evidence.seal",
    /// Opens the consent record of one person.
    ConsentOpen = 20 "consent.open",
    /// The person agrees to one purpose.
    ConsentGive = 21 "consent.give",
    /// The person takes back their consent to one purpose.
    ConsentWithdraw = 22 "consent.withdraw",
    /// The person wants to be asked anew each time about one purpose: until then it is no consent.
    ConsentAskFirst = 23 "consent.ask_first",
    /// A forum is founded: seats, quorum rule, time zone.
    MsfFound = 30 "msf.found",
    /// A member takes a seat, with an interest declaration.
    MsfSeat = 31 "msf.seat",
    /// A member leaves their seat.
    MsfUnseat = 32 "msf.unseat",
    /// A member declares an interest of their own.
    MsfInterest = 33 "msf.interest",
    /// A meeting is called.
    MeetingPlan = 40 "meeting.plan",
    /// A meeting took place, with attendance by constituency and sex.
    MeetingHold = 41 "meeting.hold",
    /// The minutes are written.
    MinutesDraft = 42 "meeting.minutes_draft",
    /// A co-chair signs the minutes for a constituency.
    MinutesSign = 43 "meeting.minutes_sign",
    /// Signed minutes are corrected, by addition only.
    MinutesAddendum = 44 "meeting.addendum",
    /// A problem enters the register as a draft.
    Register = 60 "problem.register",
    /// A second person validates it.
    Validate = 61 "problem.validate",
    /// It was talked about in a meeting without quorum.
    Discuss = 62 "problem.discuss",
    /// It is on the table of a quorate meeting.
    Table = 63 "problem.table",
    /// The forum recommends something to an addressee.
    Recommend = 64 "problem.recommend",
    /// An institution commits itself in signed minutes.
    Commit = 65 "problem.commit",
    /// A commitment gets a later due date; the first one is kept.
    Reschedule = 66 "problem.reschedule",
    /// A commitment is dropped.
    Drop = 67 "problem.drop",
    /// Somebody did something: a letter, an inspection, works.
    RecordFollowUp = 68 "problem.record_follow_up",
    /// The proof of a follow-up is checked.
    VerifyFollowUp = 69 "problem.verify_follow_up",
    /// An outside action turns out to be the forum's doing, with proof.
    Reattribute = 70 "problem.reattribute",
    /// The institution says the problem is done.
    ClaimDone = 71 "problem.claim_done",
    /// A supervisor verifies the result in the field or in a document.
    Resolve = 72 "problem.resolve",
    /// The affected community's representative answers: resolved or not.
    CommunityConfirm = 73 "problem.community_confirm",
    /// The same, the person kept secret.
    CommunityConfirmSealed = 74 "problem.community_confirm_sealed",
    /// A co-chair closes the problem.
    Close = 75 "problem.close",
    /// It is passed to an authority, with proof of transmission.
    Refer = 76 "problem.refer",
    /// The institution refuses in writing.
    Refuse = 77 "problem.refuse",
    /// An institution or a company states its view.
    Reply = 78 "problem.reply",
    /// It is the same as another problem; secretariat and supervisor together.
    Merge = 79 "problem.merge",
    /// The merge was wrong; secretariat and supervisor together.
    Unmerge = 80 "problem.unmerge",
    /// It is several problems, registered anew.
    Split = 81 "problem.split",
    /// The reporter or the partner takes it back.
    Withdraw = 82 "problem.withdraw",
    /// It is wrong in fact; two supervisors say so.
    Invalidate = 83 "problem.invalidate",
    /// Its detail is kept closed; data protection officer and partner officer together.
    Seal = 84 "problem.seal",
    /// Its detail is opened again; the same two roles.
    Unseal = 85 "problem.unseal",
    /// It has come back.
    Reopen = 86 "problem.reopen",
    /// It was filed under the wrong track.
    Retrack = 87 "problem.retrack",
    /// A finding that supports it stands or falls.
    Finding = 88 "problem.finding",
    /// Work on a commitment has begun.
    CommitmentStart = 90 "commitment.start",
    /// The institution says a commitment is done.
    CommitmentClaim = 91 "commitment.claim_done",
    /// A supervisor judges a commitment fulfilled or partly so.
    CommitmentJudge = 92 "commitment.judge",
}

//! The shape of one row of the table of acts.
//!
//! Not here: the rows (`submission.rs`, `forum.rs`, `problem.rs`, `steps.rs` beside this file) and
//! the judging ([`crate::register::judge`]).

use super::args::ArgRule;
use super::state::{MeetingState, ProblemState};
use super::verb::Verb;
use crate::journal::Role;

/// What a record is, told by its root entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RecordKind {
    /// Root is a change: one filled-in form, with its evidence.
    Submission,
    /// Root is an evidence entry: a document that belongs to no form.
    Evidence,
    /// Root is `consent.open`: the consents of one person.
    Person,
    /// Root is `problem.register`.
    Problem,
    /// Root is `msf.found`.
    Msf,
    /// Root is `meeting.plan`.
    Meeting,
}

impl RecordKind {
    /// The name in documents.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Submission => "submission",
            Self::Evidence => "evidence",
            Self::Person => "person",
            Self::Problem => "problem",
            Self::Msf => "msf",
            Self::Meeting => "meeting",
        }
    }
}

/// Acts of one group exclude each other: made apart, they are contested until one sees both.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Group {
    /// Accepted, returned or void.
    Submission,
    /// Accepted, rejected or more needed, per piece of evidence.
    Evidence,
    /// Given or withdrawn, per purpose.
    Consent,
    /// What was held, and its minutes.
    Meeting,
    /// Validated with which track, forum and date.
    Validation,
    /// Which track.
    Track,
    /// Merged, split, withdrawn, invalid, closed, reopened.
    Fate,
    /// Does the proof hold, per follow-up.
    FollowUp,
    /// Its due date or its end, per commitment.
    Commitment,
    /// Fulfilled or partly, per commitment.
    Fulfilment,
    /// Resolved or not, in the community's eyes.
    Confirmation,
}

impl Group {
    /// The name in documents.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Submission => "submission",
            Self::Evidence => "evidence",
            Self::Consent => "consent",
            Self::Meeting => "meeting",
            Self::Validation => "validation",
            Self::Track => "track",
            Self::Fate => "fate",
            Self::FollowUp => "follow_up",
            Self::Commitment => "commitment",
            Self::Fulfilment => "fulfilment",
            Self::Confirmation => "confirmation",
        }
    }
}

/// How many people it takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Joint {
    /// One act is enough.
    Alone,
    /// Two people, each with one of these roles, sign the same verb with the same arguments.
    Roles(Role, Role),
    /// Two people of this role do.
    Two(Role),
}

/// What the act does to the state of its record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StateStep {
    /// Nothing.
    None,
    /// Moves a problem that is in one of these states.
    Problem(&'static [ProblemState], Move),
    /// Moves a meeting that is in one of these states.
    Meeting(&'static [MeetingState], Option<MeetingState>),
}

/// Where a problem moves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Move {
    /// It stays.
    Stay,
    /// To this state, unless it is already further along ([`ProblemState::rank`]).
    Advance(ProblemState),
    /// To this state.
    Set(ProblemState),
    /// To the state it had before it was merged.
    Back,
}

macro_rules! guards {
    ($($(#[$doc:meta])+ $name:ident = $word:literal,)*) => {
        /// A condition that is judged in the act's own past.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Guard { $($(#[$doc])+ $name,)* }

        impl Guard {
            /// Every guard.
            pub const ALL: &'static [Guard] = &[$(Guard::$name,)*];

            /// The condition in words, for documents.
            #[must_use]
            pub fn words(self) -> &'static str {
                match self { $(Self::$name => $word,)* }
            }
        }
    };
}

guards! {
    /// Four eyes on a record.
    NotAuthor = "the author neither began nor wrote this record",
    /// Four eyes on the evidence behind a problem.
    NotCollector = "the author wrote none of the records cited in refs; basis `evidence` cites at least one",
    /// Enough evidence for this kind of problem.
    Proof = "grade and count reach what the registration asked for (min_grade), for basis `evidence`",
    /// What is restated must be what stands.
    Restated = "track, level, competence and msf equal those in the problem",
    /// On the table only where every side sat.
    QuorateMeeting = "refs cite the meeting; it was held on `date` by `msf`, with the quorum of the forum as cited there",
    /// Talked about without quorum.
    HeldMeeting = "refs cite the meeting, and it was held",
    /// A promise counts when every side has signed.
    SignedMinutes = "refs cite the meeting; a co-chair of every side of the quorum rule has signed the minutes",
    /// The commitment exists in this problem.
    CommitmentExists = "`commitment` names a commitment of this problem that is not dropped",
    /// The new due date is later than the one that stands.
    LaterDue = "`due` is later than the date that stands",
    /// The follow-up exists in this problem.
    FollowUpExists = "`follow_up` names a follow-up of this problem",
    /// Who recorded does not verify.
    NotRecorder = "the author did not record that follow-up",
    /// Who recorded any follow-up does not verify the result.
    NotActor = "the author neither registered the problem nor recorded a follow-up of it",
    /// Who verified does not confirm.
    NotVerifier = "the author did not verify the result",
    /// A conflicted member may speak, not verify.
    NotConflicted = "refs cite the problem's forum; the author declared no interest there that touches the problem's areas",
    /// Somebody from outside the reporting partner has looked.
    OutsidePartner = "verifier or confirmer is not of the partner that registered the problem",
    /// Two people.
    SecondPerson = "the second signature is of another person, with the other role",
    /// A problem that comes back late is a new one.
    Within365Days = "not more than 365 days since it was closed",
    /// The reason fits the state.
    ReasonFits = "`resolved` after the community's yes, `partial` after a verified action, `referred` and `refused` after such a step",
    /// Not itself.
    NotItself = "`into` is not this problem",
    /// A child of a split names its parent.
    ParentWasSplit = "if `split_from` is given, refs cite it, and it was split",
    /// The forum is cited.
    MsfCited = "refs cite `msf`",
    /// A quorum that can be reached.
    QuorumFits = "every side of the quorum has a seat, and at least one side is named",
    /// Co-chair of that constituency.
    ChairSeat = "the author holds a co-chair's seat for `constituency` in the forum as cited by the meeting",
    /// The same minutes.
    SameMinutes = "`minutes` is the digest of the draft that stands",
    /// About oneself.
    OwnDeclaration = "`member` is the author",
}

/// One row of the table of acts.
#[derive(Debug, Clone, Copy)]
pub struct VerbRule {
    /// The verb.
    pub verb: Verb,
    /// On which kinds of record it may stand.
    pub on: &'static [RecordKind],
    /// Is it the root of its record?
    pub creates: bool,
    /// Who may sign it; one of these roles is enough.
    pub roles: &'static [Role],
    /// Its arguments; no others are allowed.
    pub args: &'static [ArgRule],
    /// What it excludes.
    pub group: Option<Group>,
    /// The argument that tells groups of one record apart, for example which commitment.
    pub about: Option<&'static str>,
    /// The argument that states when it happened; without one, the signing time counts.
    pub dated: Option<&'static str>,
    /// How many people it takes.
    pub joint: Joint,
    /// What it does to the state.
    pub step: StateStep,
    /// What must hold in its past, besides the state.
    pub guards: &'static [Guard],
}

impl VerbRule {
    /// A row with nothing but verb, record and roles.
    #[must_use]
    pub const fn new(
        verb: Verb,
        on: &'static [RecordKind],
        roles: &'static [Role],
        args: &'static [ArgRule],
    ) -> Self {
        Self {
            verb,
            on,
            creates: false,
            roles,
            args,
            group: None,
            about: None,
            dated: None,
            joint: Joint::Alone,
            step: StateStep::None,
            guards: &[],
        }
    }

    /// It is the root of its record.
    #[must_use]
    pub const fn creates(mut self) -> Self {
        self.creates = true;
        self
    }

    /// It excludes others of `group`.
    #[must_use]
    pub const fn group(mut self, group: Group) -> Self {
        self.group = Some(group);
        self
    }

    /// It excludes others of `group` with the same value of argument `about`.
    #[must_use]
    pub const fn group_about(mut self, group: Group, about: &'static str) -> Self {
        self.group = Some(group);
        self.about = Some(about);
        self
    }

    /// Argument `name` states when it happened.
    #[must_use]
    pub const fn dated(mut self, name: &'static str) -> Self {
        self.dated = Some(name);
        self
    }

    /// Two people sign.
    #[must_use]
    pub const fn joint(mut self, joint: Joint) -> Self {
        self.joint = joint;
        self
    }

    /// It moves a problem.
    #[must_use]
    pub const fn moves(mut self, from: &'static [ProblemState], to: Move) -> Self {
        self.step = StateStep::Problem(from, to);
        self
    }

    /// It moves a meeting.
    #[must_use]
    pub const fn meeting(
        mut self,
        from: &'static [MeetingState],
        to: Option<MeetingState>,
    ) -> Self {
        self.step = StateStep::Meeting(from, to);
        self
    }

    /// What must hold.
    #[must_use]
    pub const fn guards(mut self, guards: &'static [Guard]) -> Self {
        self.guards = guards;
        self
    }
}

//! The audit log of a draft, for forms that ask for one: fed by what is done to the draft, stored
//! with it, and handed on with its submission as `audit.csv`.
//!
//! What an event is and when it ends is [`saksi_domain::forms::audit`]'s. Answers to personal
//! questions are never in it.

use rusqlite::Transaction;
use saksi_domain::forms::audit::{
    AuditClock, AuditKind, AuditLocation, AuditSettings, AuditSpot, AuditTrail,
};
use saksi_domain::forms::{Answer, Place, Session, Step};
use saksi_domain::journal::body::Blob;

use super::Field;
use super::draft::DraftId;
use crate::error::DeviceError;
use crate::store::write_state;

/// Role of the log in the entry of its submission.
const AUDIT: &str = "audit";

/// What is done to a draft, as far as its new state does not say it.
#[derive(Debug, Clone)]
pub(crate) enum Deed {
    /// A step on or back, a row more, a picture.
    Other,
    /// From the overview to a question.
    Jump,
    /// A question was answered.
    Answer(Place),
    /// A row was removed.
    RemoveRow(Place),
}

fn state_of(draft: DraftId) -> String {
    format!("audit/{draft}")
}

/// The answer at a place as a log may have it.
fn told(session: &Session, place: &Place) -> Option<String> {
    let personal = session.definition().node(place.node).personal;
    session.value(place).filter(|_| !personal).map(Answer::to_text)
}

fn show(trail: &mut AuditTrail, session: &Session, place: &Place, now: AuditClock) {
    let value = told(session, place);
    trail.show(AuditKind::Question, Some(&session.row_path(place)), value.as_deref(), now);
}

/// What comes on the screen.
fn show_step(trail: &mut AuditTrail, session: &Session, now: AuditClock) {
    match session.step() {
        Step::Start => {}
        Step::Question(place) => show(trail, session, place, now),
        Step::Group(place) => {
            trail.show(AuditKind::GroupQuestions, Some(&session.row_path(place)), None, now);
            for member in session.members(place) {
                let value = told(session, &member);
                trail.show_in_group(&session.row_path(&member), value.as_deref(), now);
            }
        }
        Step::AddRow(place) => {
            trail.show(AuditKind::AddRepeat, Some(&session.row_path(place)), None, now);
        }
        Step::End => trail.show(AuditKind::EndScreen, None, None, now),
    }
}

fn is_on_screen(session: &Session, place: &Place) -> bool {
    match session.step() {
        Step::Question(here) => here == place,
        Step::Group(group) => session.members(group).contains(place),
        _ => false,
    }
}

/// Writes down a deed that led from `before` to `after`.
fn note(
    trail: &mut AuditTrail,
    (before, after): (&Session, &Session),
    deed: &Deed,
    now: AuditClock,
) {
    match deed {
        Deed::Jump => {
            trail.leave(now);
            trail.show(AuditKind::Jump, None, None, now);
            trail.leave(now);
            return show_step(trail, after, now);
        }
        Deed::Answer(place) => {
            if !is_on_screen(before, place) {
                trail.leave(now);
                show(trail, before, place, now);
            }
            trail.answered(&after.row_path(place), told(after, place).as_deref());
        }
        Deed::RemoveRow(place) => {
            trail.note_at(AuditKind::DeleteRepeat, Some(&before.row_path(place)), now);
        }
        Deed::Other => {}
    }
    if before.step() != after.step() {
        trail.leave(now);
        show_step(trail, after, now);
    }
}

impl Field {
    fn audit_clock(&self) -> AuditClock {
        AuditClock { wall_ms: self.env.now_ms(), elapsed_ms: self.env.since_boot_ms() }
    }

    fn trail(&self, draft: DraftId) -> Result<Option<AuditTrail>, DeviceError> {
        let stored = self.project.store.state(&state_of(draft))?;
        stored.map(|json| serde_json::from_slice(&json)).transpose().map_err(|_| damaged())
    }

    /// Begins the log of a new draft, if its form asks for one.
    pub(super) fn begin_audit(
        &self,
        tx: &Transaction<'_>,
        draft: DraftId,
        session: &Session,
        is_edit: bool,
    ) -> Result<(), DeviceError> {
        let Some(settings) = AuditSettings::of_form(session.definition()) else { return Ok(()) };
        let mut trail = AuditTrail::begin(settings, self.audit_clock());
        if is_edit {
            trail.resume(self.audit_clock());
        }
        // Who fills in is known: the log has the pseudonym that the entries are signed under.
        trail.identify(&self.project.writer.member().to_string());
        keep(tx, draft, Some(&trail))
    }

    /// The draft is opened again, where it was left.
    pub(super) fn resume_audit(
        &self,
        draft: DraftId,
        session: &Session,
    ) -> Result<(), DeviceError> {
        self.with_trail(draft, |trail, now| {
            trail.resume(now);
            trail.identify(&self.project.writer.member().to_string());
            show_step(trail, session, now);
        })
    }

    /// Finalising was refused.
    pub(super) fn audit_refusal(&self, draft: DraftId) -> Result<(), DeviceError> {
        self.with_trail(draft, |trail, now| trail.note(AuditKind::ConstraintError, now))
    }

    /// How often and how exactly the phone is to find its place while this draft is open; none
    /// unless its form asks for it.
    ///
    /// # Errors
    /// What the store says.
    pub fn audit_location(&self, draft: DraftId) -> Result<Option<AuditLocation>, DeviceError> {
        Ok(self.trail(draft)?.and_then(|trail| trail.settings().location))
    }

    /// The phone found its place while this draft was open; nothing happens if no log asks.
    ///
    /// # Errors
    /// What the store says.
    pub fn audit_located(
        &self,
        draft: DraftId,
        spot: AuditSpot,
        is_mock: bool,
    ) -> Result<(), DeviceError> {
        self.with_trail(draft, |trail, now| trail.located(spot, is_mock, now))
    }

    /// Says why answers were changed, which a form may ask of whoever edits what was submitted.
    ///
    /// # Errors
    /// What the store says.
    pub fn audit_reason(&self, draft: DraftId, reason: &str) -> Result<(), DeviceError> {
        self.with_trail(draft, |trail, now| trail.change_reason(reason, now))
    }

    /// A draft whose form wants a reason that nobody gave is not finished.
    pub(super) fn refuse_without_reason(&self, draft: DraftId) -> Result<(), DeviceError> {
        match self.trail(draft)? {
            Some(trail) if trail.needs_reason() => Err(DeviceError::ReasonWanted),
            _ => Ok(()),
        }
    }

    fn with_trail(
        &self,
        draft: DraftId,
        work: impl FnOnce(&mut AuditTrail, AuditClock),
    ) -> Result<(), DeviceError> {
        let Some(mut trail) = self.trail(draft)? else { return Ok(()) };
        work(&mut trail, self.audit_clock());
        self.project.store.in_transaction(|tx| keep(tx, draft, Some(&trail)))
    }

    /// Writes down what was done to a draft, in the transaction that stores it.
    pub(super) fn audit(
        &self,
        tx: &Transaction<'_>,
        draft: DraftId,
        change: (&Session, &Session),
        deed: &Deed,
        mut trail: AuditTrail,
    ) -> Result<(), DeviceError> {
        note(&mut trail, change, deed, self.audit_clock());
        keep(tx, draft, Some(&trail))
    }

    /// The log of a draft, if it has one; to be read before the store is locked.
    pub(super) fn audit_before(
        &self,
        draft: DraftId,
        session: &Session,
    ) -> Result<Option<AuditTrail>, DeviceError> {
        if AuditSettings::of_form(session.definition()).is_none() {
            return Ok(None);
        }
        self.trail(draft)
    }

    /// The finished log, sealed for the entry of the submission.
    pub(super) fn sealed_audit(&self, draft: DraftId) -> Result<Option<Blob>, DeviceError> {
        let Some(mut trail) = self.trail(draft)? else { return Ok(None) };
        let now = self.audit_clock();
        trail.leave(now);
        for kind in [AuditKind::FormSave, AuditKind::FormExit, AuditKind::FormFinalize] {
            trail.note(kind, now);
        }
        self.seal_file(trail.to_csv().as_bytes(), AUDIT, "text/csv").map(Some)
    }
}

/// Ends the log of a draft that is gone.
pub(super) fn drop_audit(tx: &Transaction<'_>, draft: DraftId) -> Result<(), DeviceError> {
    keep(tx, draft, None)
}

fn keep(
    tx: &Transaction<'_>,
    draft: DraftId,
    trail: Option<&AuditTrail>,
) -> Result<(), DeviceError> {
    let json = trail.map(serde_json::to_vec).transpose().map_err(|_| damaged())?;
    Ok(write_state(tx, &state_of(draft), json.as_deref())?)
}

fn damaged() -> DeviceError {
    DeviceError::Internal("an audit log")
}

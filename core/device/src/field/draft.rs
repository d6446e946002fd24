//! Filling in a form. Every call that changes something has stored it before it returns. What a
//! screen shows of it is `shown`'s.

use std::fmt;

use saksi_domain::forms::definition::{NodeId, NodeKind};
use saksi_domain::forms::{
    Answer, AnswerError, Changes, Context, Draft, Moment, Place, Session, Step,
};
use saksi_domain::journal::{Digest, RecordId};

use super::audit::{Deed, drop_audit};
use super::{DraftView, Field, lock};
use crate::env::random_array;
use crate::error::DeviceError;
use crate::store::{DraftRow, drafts};

/// Names a draft on this phone; random, never sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DraftId(pub [u8; 16]);

impl fmt::Display for DraftId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&hex::encode(self.0))
    }
}

impl std::str::FromStr for DraftId {
    type Err = DeviceError;
    fn from_str(text: &str) -> Result<Self, DeviceError> {
        let mut id = [0; 16];
        hex::decode_to_slice(text, &mut id).map_err(|_| DeviceError::Unknown("draft"))?;
        Ok(Self(id))
    }
}

/// A draft in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DraftSummary {
    /// The draft.
    pub id: DraftId,
    /// The form's id.
    pub form: String,
    /// The form's version.
    pub version: String,
    /// The record that it edits, if it is not a new one.
    pub record: Option<RecordId>,
    /// When it was last changed.
    pub changed_ms: i64,
}

pub(crate) fn answer_error(error: AnswerError) -> DeviceError {
    DeviceError::Answer(error.code())
}

impl Field {
    /// The wall clock as forms read it.
    pub(crate) fn moment(&self) -> Moment {
        Moment { ms: self.env.now_ms(), zone_minutes: self.env.zone_min() }
    }

    pub(crate) fn context(&self) -> Context {
        Context {
            now: self.moment(),
            language: self.language(),
            member: self.project.writer.member().to_string(),
            row_seed: random_array(&*self.env),
        }
    }

    /// Opens an empty form.
    ///
    /// # Errors
    /// [`DeviceError::Unknown`] without such a form, [`DeviceError::NotYetMember`].
    pub fn start(&self, form: &str) -> Result<DraftId, DeviceError> {
        self.project.provisional()?;
        let form = self.newest_form(form)?;
        let world = self.beside(&form)?;
        self.new_draft(Session::start_in(form, self.context(), world), None)
    }

    pub(crate) fn new_draft(
        &self,
        session: Session,
        record: Option<RecordId>,
    ) -> Result<DraftId, DeviceError> {
        let id = DraftId(random_array(&*self.env));
        let now = self.env.now_ms();
        let row = DraftRow {
            id: id.0,
            form: session.definition().hash,
            record,
            snapshot: snapshot(&session)?,
            begun_ms: now,
            changed_ms: now,
        };
        self.project.store.in_transaction(|tx| {
            drafts::put_draft(tx, &row)?;
            self.begin_audit(tx, id, &session, record.is_some())
        })?;
        lock(&self.sessions).insert(id, session);
        Ok(id)
    }

    pub(crate) fn draft_row(&self, draft: DraftId) -> Result<DraftRow, DeviceError> {
        self.project.store.draft(&draft.0)?.ok_or(DeviceError::Unknown("draft"))
    }

    /// The session of a draft, in the language on screen; from the store after a restart.
    pub(crate) fn session(&self, draft: DraftId) -> Result<Session, DeviceError> {
        let mut session = self.kept_session(draft)?;
        session.set_language(&self.language());
        Ok(session)
    }

    fn kept_session(&self, draft: DraftId) -> Result<Session, DeviceError> {
        if let Some(open) = lock(&self.sessions).get(&draft) {
            return Ok(open.clone());
        }
        let row = self.draft_row(draft)?;
        let stored: Draft = serde_json::from_str(&row.snapshot)
            .map_err(|_| DeviceError::Form("a damaged draft"))?;
        let form = self.definition(row.form)?;
        let world = self.beside(&form)?;
        let session = Session::restore_in(form, &stored, world)
            .map_err(|_| DeviceError::Form("a damaged draft"))?;
        self.resume_audit(draft, &session)?;
        lock(&self.sessions).insert(draft, session.clone());
        Ok(session)
    }

    /// Changes a draft: worked out on a copy, stored, and only then what others see.
    pub(crate) fn change<T>(
        &self,
        draft: DraftId,
        work: impl FnOnce(&mut Session) -> Result<T, DeviceError>,
    ) -> Result<T, DeviceError> {
        self.change_by(draft, |session| Ok((work(session)?, Deed::Other)))
    }

    /// The same, where an audit log must hear what was done.
    fn change_by<T>(
        &self,
        draft: DraftId,
        work: impl FnOnce(&mut Session) -> Result<(T, Deed), DeviceError>,
    ) -> Result<T, DeviceError> {
        let mut session = self.session(draft)?;
        let trail = self.audit_before(draft, &session)?;
        let before = trail.is_some().then(|| session.clone());
        session.set_now(self.moment());
        let (done, deed) = work(&mut session)?;
        let mut row = self.draft_row(draft)?;
        row.snapshot = snapshot(&session)?;
        row.changed_ms = self.env.now_ms();
        self.project.store.in_transaction(|tx| {
            drafts::put_draft(tx, &row)?;
            let Some((trail, before)) = trail.zip(before) else { return Ok(()) };
            self.audit(tx, draft, (&before, &session), &deed, trail)
        })?;
        lock(&self.sessions).insert(draft, session);
        Ok(done)
    }

    /// Stores an answer, or clears it. It is durable when the call returns.
    ///
    /// # Errors
    /// [`DeviceError::Answer`] if it does not fit the question; nothing changed then.
    pub fn answer(
        &self,
        draft: DraftId,
        place: &str,
        answer: Option<Answer>,
    ) -> Result<Changes, DeviceError> {
        self.change_by(draft, |session| {
            let place = place_of(session, place)?;
            self.answer_at(session, place, answer)
        })
    }

    /// Answers a question, unless the list of its choices came with the form and is not here.
    fn answer_at(
        &self,
        session: &mut Session,
        place: Place,
        answer: Option<Answer>,
    ) -> Result<(Changes, Deed), DeviceError> {
        if let (Some(file), Some(_)) = (session.missing_list(&place), &answer)
            && self.came_with(session.definition(), &file)?
        {
            return Err(DeviceError::ListMissing(file));
        }
        let changes = session.answer(&place, answer).map_err(answer_error)?;
        Ok((changes, Deed::Answer(place)))
    }

    /// The place of the question with this name, if the form has one of it outside repeats.
    ///
    /// # Errors
    /// [`DeviceError::Unknown`] for the draft, [`DeviceError::Answer`] for the name.
    pub fn find_question(&self, draft: DraftId, name: &str) -> Result<String, DeviceError> {
        let session = self.session(draft)?;
        let form = session.definition();
        let node = form.find(name).filter(|node| node.repeats.is_empty());
        let node = node.ok_or(DeviceError::Answer(AnswerError::NoSuchPlace.code()))?;
        Ok(form.node_path(node.id))
    }

    /// The same from the text that ODK would store; empty clears.
    ///
    /// # Errors
    /// As [`Field::answer`].
    pub fn answer_text(
        &self,
        draft: DraftId,
        place: &str,
        text: &str,
    ) -> Result<Changes, DeviceError> {
        self.change_by(draft, |session| {
            let place = place_of(session, place)?;
            let kind = session.definition().node(place.node).question();
            let kind = kind.ok_or(DeviceError::Answer(AnswerError::NoSuchPlace.code()))?;
            let answer = Answer::from_text(kind, text).map_err(answer_error)?;
            self.answer_at(session, place, answer)
        })
    }

    /// Adds a row to a repeat and goes to its first question; answers its place.
    ///
    /// # Errors
    /// [`DeviceError::Answer`].
    pub fn add_row(&self, draft: DraftId, repeat: &str) -> Result<String, DeviceError> {
        self.change(draft, |session| {
            let place = place_of(session, repeat)?;
            let (row, _) = session.add_row(&place).map_err(answer_error)?;
            let inside = |step: &Step| match step {
                Step::Question(at) | Step::Group(at) | Step::AddRow(at) => {
                    at.rows.starts_with(&row.rows)
                }
                Step::Start | Step::End => false,
            };
            if let Some(first) = session.steps().into_iter().find(inside) {
                session.jump(&first);
            }
            Ok(session.definition().place_text(&row))
        })
    }

    /// Removes a row.
    ///
    /// # Errors
    /// [`DeviceError::Answer`].
    pub fn remove_row(&self, draft: DraftId, row: &str) -> Result<Changes, DeviceError> {
        self.change_by(draft, |session| {
            let place = place_of(session, row)?;
            let changes = session.remove_row(&place).map_err(answer_error)?;
            Ok((changes, Deed::RemoveRow(place)))
        })
    }

    /// Goes to the next question that is asked.
    ///
    /// # Errors
    /// [`DeviceError`].
    pub fn next(&self, draft: DraftId) -> Result<DraftView, DeviceError> {
        self.change(draft, |session| Ok(session.next().clone()))?;
        self.view(draft)
    }

    /// Goes to the question before.
    ///
    /// # Errors
    /// [`DeviceError`].
    pub fn previous(&self, draft: DraftId) -> Result<DraftView, DeviceError> {
        self.change(draft, |session| Ok(session.previous().clone()))?;
        self.view(draft)
    }

    /// Goes to a question, a screen or the offer of a row, if it is asked just now.
    ///
    /// # Errors
    /// [`DeviceError`].
    pub fn jump(&self, draft: DraftId, place: &str) -> Result<DraftView, DeviceError> {
        self.change_by(draft, |session| {
            let place = place_of(session, place)?;
            let node = session.definition().node(place.node);
            let step = match node.kind {
                NodeKind::Question(_) => Step::Question(place),
                NodeKind::Repeat if place.rows.len() == node.repeats.len() => Step::AddRow(place),
                NodeKind::Repeat | NodeKind::Group => Step::Group(place),
            };
            Ok((session.jump(&step), Deed::Jump))
        })?;
        self.view(draft)
    }

    /// Goes past the last question.
    ///
    /// # Errors
    /// [`DeviceError`].
    pub fn jump_to_end(&self, draft: DraftId) -> Result<DraftView, DeviceError> {
        self.change_by(draft, |session| Ok((session.jump(&Step::End), Deed::Jump)))?;
        self.view(draft)
    }

    /// The drafts, newest change first.
    ///
    /// # Errors
    /// [`DeviceError`].
    pub fn drafts(&self) -> Result<Vec<DraftSummary>, DeviceError> {
        let forms = self.project.store.forms()?;
        let mut list = Vec::new();
        for row in self.project.store.drafts()? {
            let form = forms.iter().find(|form| form.hash == row.form);
            let form = form.ok_or(DeviceError::Unknown("form"))?;
            list.push(DraftSummary {
                id: DraftId(row.id),
                form: form.id.clone(),
                version: form.version.clone(),
                record: row.record,
                changed_ms: row.changed_ms,
            });
        }
        Ok(list)
    }

    /// Deletes a draft with everything that was captured for it. Evidence whose entry was signed
    /// already is erased: its content is destroyed here, and at the hub if that has it by now.
    ///
    /// # Errors
    /// [`DeviceError`].
    pub fn discard(&self, draft: DraftId) -> Result<(), DeviceError> {
        self.draft_row(draft)?;
        for row in self.project.store.captures()?.iter().filter(|c| c.draft == Some(draft.0)) {
            if let Some(evidence) = row.entry {
                self.erase(evidence, DISCARDED)?;
            }
            self.drop_capture(row)?;
        }
        self.project.store.in_transaction(|tx| {
            drop_audit(tx, draft)?;
            Ok::<_, DeviceError>(drafts::delete_draft(tx, &draft.0)?)
        })?;
        lock(&self.sessions).remove(&draft);
        Ok(())
    }
}

/// Why evidence of a draft that was discarded is erased: a code of `withdraw_reason`.
const DISCARDED: &str = "other";

/// The place that a text names in a draft; the root is none.
pub(crate) fn place_of(session: &Session, text: &str) -> Result<Place, DeviceError> {
    let place = session.definition().place_from_text(text);
    place
        .filter(|place| place.node != NodeId::ROOT)
        .ok_or(DeviceError::Answer(AnswerError::NoSuchPlace.code()))
}

pub(crate) fn snapshot(session: &Session) -> Result<String, DeviceError> {
    serde_json::to_string(&session.draft()).map_err(|_| DeviceError::Internal("draft"))
}

/// Where a picture's record id is stored before its entry is signed: a digest that names nothing.
pub(crate) fn placeholder(seal: &[u8; 16]) -> Digest {
    use sha2::{Digest as _, Sha256};
    Digest(Sha256::digest([b"saksi/pending/1".as_slice(), seal].concat()).into())
}

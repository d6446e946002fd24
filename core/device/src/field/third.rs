//! A conflict of which neither value is right: a person writes a third. Choosing one of the two is
//! `submit`'s `resolve`; how they read is `reading`'s.

use saksi_domain::forms::{Answer, AnswerError, reopen_in};
use saksi_domain::journal::cbor::Value;
use saksi_domain::journal::{EntryId, Path, RecordId};

use super::Field;
use super::draft::answer_error;
use super::reading::{place_at, steps};
use crate::error::DeviceError;

impl Field {
    /// Settles a conflict by a third answer, in the text that ODK would store; empty clears.
    ///
    /// # Errors
    /// [`DeviceError::Answer`] if it does not fit the question, [`DeviceError::Incomplete`] if the
    /// form's rule for this question refuses it; nothing is signed then.
    pub fn resolve_text(
        &self,
        record: RecordId,
        path: &Path,
        text: &str,
    ) -> Result<EntryId, DeviceError> {
        let form = self.definition(self.form_of(record)?)?;
        let place = place_at(&form, path)?;
        let kind = form.node(place.node).question();
        let kind = kind.ok_or(DeviceError::Answer(AnswerError::NoSuchPlace.code()))?;
        let answer = Answer::from_text(kind, text).map_err(answer_error)?;
        let answer = answer.map(|a| a.canonical(kind)).transpose().map_err(answer_error)?;
        let value = answer.map_or(Value::Null, |answer| answer.to_value());
        let (mut fields, personal) = self.answers_of(record)?;
        fields.extend(personal);
        fields.insert(steps(path), value.clone());
        let world = self.beside(&form)?;
        let session = reopen_in(form, &fields, self.context(), world).session;
        if session.failing().iter().any(|failing| failing.place == place) {
            return Err(DeviceError::Incomplete(1));
        }
        self.resolve(record, path, value)
    }
}

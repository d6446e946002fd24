//! Reading a record back in the words of its form: what was asked and what was answered, and each
//! value of a conflict the same way. Nothing is stored: a session lives as long as the call. A third
//! value is `third`'s, writing `submit`'s.

use saksi_domain::forms::definition::{Definition, QuestionType};
use saksi_domain::forms::{AnswerError, Folded as FormFields, Place, reopen_in};
use saksi_domain::journal::cbor::Value;
use saksi_domain::journal::{Path, RecordId};

use super::draft::DraftId;
use super::submit::{to_form_fields, to_path};
use super::{Field, QuestionView, lock};
use crate::env::random_array;
use crate::error::DeviceError;

/// One answer of a record, as a person reads it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordAnswer {
    /// Where it stands in the record.
    pub path: Path,
    /// The question with its answer; of a path in conflict, the value that every phone shows.
    pub question: QuestionView,
    /// Is it kept apart, in the vault record?
    pub personal: bool,
}

pub(super) fn steps(path: &Path) -> Vec<Value> {
    match path.to_value() {
        Value::Array(steps) => steps,
        _ => Vec::new(),
    }
}

/// Rows stay together; else the order of the form.
fn order(form: &Definition, place: &Place) -> impl Ord + use<> {
    let node = form.node(place.node);
    (node.repeats.first().copied().unwrap_or(node.id), place.rows.clone(), place.node)
}

fn is_asked(kind: Option<QuestionType>) -> bool {
    use QuestionType as Q;
    !matches!(kind, None | Some(Q::Note | Q::Calculate | Q::Hidden | Q::Metadata(_)))
}

impl Field {
    /// What was asked and answered, in the order of the form; what was not answered is left out.
    ///
    /// # Errors
    /// [`DeviceError::Unknown`] if its form is not here; [`DeviceError::Form`] once it is erased.
    pub fn read_record(&self, record: RecordId) -> Result<Vec<RecordAnswer>, DeviceError> {
        let form = self.definition(self.form_of(record)?)?;
        let (fields, personal) = self.answers_of(record)?;
        let mut places: Vec<(Place, Path, bool)> = Vec::new();
        for (paths, is_personal) in [(&fields, false), (&personal, true)] {
            for path in paths.keys() {
                let place = form.place(path).filter(|p| is_asked(form.node(p.node).question()));
                let whole = to_path(path).ok();
                places.extend(place.zip(whole).map(|(place, path)| (place, path, is_personal)));
            }
        }
        places.sort_by_key(|(place, ..)| order(&form, place));
        let all = fields.into_iter().chain(personal).collect();
        self.while_open(record, &all, |draft| {
            let mut answers = Vec::new();
            for (place, path, personal) in places {
                let question = self.question_at(draft, &form.place_text(&place))?;
                if question.value.is_some() {
                    answers.push(RecordAnswer { path, question, personal });
                }
            }
            Ok(answers)
        })
    }

    /// How one value of a conflict reads at its question.
    ///
    /// # Errors
    /// [`DeviceError::Unknown`], [`DeviceError::Answer`] for a path that the form does not have.
    pub fn read_value(
        &self,
        record: RecordId,
        path: &Path,
        value: &Value,
    ) -> Result<QuestionView, DeviceError> {
        let form = self.definition(self.form_of(record)?)?;
        let place = place_at(&form, path)?;
        let (mut fields, personal) = self.answers_of(record)?;
        fields.extend(personal);
        fields.insert(steps(path), value.clone());
        self.while_open(record, &fields, |draft| self.question_at(draft, &form.place_text(&place)))
    }

    /// The record's own fields, and those of its vault record.
    pub(super) fn answers_of(
        &self,
        record: RecordId,
    ) -> Result<(FormFields, FormFields), DeviceError> {
        let fields = to_form_fields(&self.project.fold(record)?);
        let vault = self.vault_of(record)?.map(|vault| self.project.fold(vault)).transpose()?;
        Ok((fields, vault.as_ref().map(to_form_fields).unwrap_or_default()))
    }

    /// Holds the fields open under a name that no draft has, so that questions read as in a draft.
    fn while_open<T>(
        &self,
        record: RecordId,
        fields: &FormFields,
        read: impl FnOnce(DraftId) -> Result<T, DeviceError>,
    ) -> Result<T, DeviceError> {
        let form = self.definition(self.form_of(record)?)?;
        let world = self.beside(&form)?;
        let session = reopen_in(form, fields, self.context(), world).session;
        let name = DraftId(random_array(&*self.env));
        lock(&self.sessions).insert(name, session);
        let told = read(name);
        lock(&self.sessions).remove(&name);
        told
    }
}

pub(super) fn place_at(form: &Definition, path: &Path) -> Result<Place, DeviceError> {
    form.place(&steps(path)).ok_or(DeviceError::Answer(AnswerError::NoSuchPlace.code()))
}

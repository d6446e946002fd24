//! Where a photo that comes from another app may be put.

use saksi_domain::forms::Step;
use saksi_domain::forms::definition::QuestionType;

use super::draft::DraftId;
use super::shown::question;
use super::{Field, QuestionView};
use crate::error::DeviceError;

impl Field {
    /// Has the newest form with this id a question for a photo, asked at once or later?
    ///
    /// # Errors
    /// [`DeviceError::Unknown`].
    pub fn asks_photos(&self, form: &str) -> Result<bool, DeviceError> {
        let form = self.newest_form(form)?;
        Ok(form.nodes.iter().any(|node| node.question() == Some(QuestionType::Image)))
    }

    /// The photo questions that a draft asks just now and that take an answer, in its order, each
    /// with all that stands over it. What is drawn is among them: its appearance says so.
    ///
    /// # Errors
    /// [`DeviceError::Unknown`].
    pub fn photo_questions(&self, draft: DraftId) -> Result<Vec<QuestionView>, DeviceError> {
        let session = self.session(draft)?;
        let form = session.definition();
        let asked = session.steps().into_iter().flat_map(|step| match step {
            Step::Question(place) => vec![place],
            Step::Group(group) => session.members(&group),
            _ => Vec::new(),
        });
        let photos = asked.filter(|place| {
            form.node(place.node).question() == Some(QuestionType::Image)
                && !session.is_readonly(place)
        });
        Ok(photos.map(|place| question(&session, &place, None)).collect())
    }
}

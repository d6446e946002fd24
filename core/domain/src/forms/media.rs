//! Pictures, sounds and films that labels and choices name: files beside the form, as its lists are.
//!
//! Where the bytes lie, and whether they are there, is the device's.

use std::collections::BTreeSet;

use super::definition::{Definition, Part};
use super::wording::Wordings;

/// The name of a media file out of a form's reference to it: `jr://images/a.png` is `a.png`.
///
/// A reference without a scheme is a name already.
#[must_use]
pub fn media_file(reference: &str) -> &str {
    let below = reference.strip_prefix("jr://").and_then(|rest| rest.split_once('/'));
    below.map_or(reference, |(_, name)| name)
}

impl Definition {
    /// Every media file that a label or choice names, in any language. A name that is reckoned while
    /// filling in cannot be foretold and is left out.
    #[must_use]
    pub fn media_beside(&self) -> BTreeSet<String> {
        let mut names = BTreeSet::new();
        for id in self.itext.ids() {
            for language in 0..self.itext.languages.len() {
                let wordings =
                    self.itext.wordings(id, language).into_iter().flat_map(Wordings::iter);
                for (_, parts) in wordings.filter(|(form, _)| form.is_media()) {
                    if let [Part::Literal(reference)] = parts.as_slice() {
                        names.insert(media_file(reference).to_owned());
                    }
                }
            }
        }
        names
    }
}

#[cfg(test)]
mod tests {
    use super::media_file;
    use crate::forms::import;

    #[test]
    fn every_picture_sound_and_film_of_labels_and_choices_is_named_once_in_all_languages() {
        let survey = "type,name,label::id,label::en,image::id,image::en,big-image::id,audio::id\n\
            select_one c,clear,Jernih?,Clear?,air.png,water.png,air-besar.png,tanya.m4a\n\
            text,why,Mengapa?,Why?,air.png,,,\n";
        let choices = "list_name,name,label::id,label::en,image::id,video::en\n\
            c,yes,Ya,Yes,ya.png,yes.mp4\nc,no,Tidak,No,,\n";
        let settings = b"form_id,version\nT,1\n";
        let form = import::from_csv(survey.as_bytes(), choices.as_bytes(), settings).unwrap();
        let names: Vec<String> = form.media_beside().into_iter().collect();
        let expected = ["air-besar.png", "air.png", "tanya.m4a", "water.png", "ya.png", "yes.mp4"];
        assert_eq!(names, expected);
    }

    #[test]
    fn the_scheme_is_no_part_of_a_files_name() {
        assert_eq!(media_file("jr://images/a.png"), "a.png");
        assert_eq!(media_file("jr://audio/sub/a.m4a"), "sub/a.m4a");
        assert_eq!(media_file("a.png"), "a.png");
    }
}

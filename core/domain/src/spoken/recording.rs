//! What a recording of a prompt is called, `FOLDER/CODE.LANGUAGE.ENDING`, and whether its bytes are
//! the sound that the ending promises.
//!
//! The bytes are known by their first few, as every player knows them; they are not decoded: a
//! sound that is damaged further on is heard, or not, by whoever plays it.

use std::fmt;
use std::str::FromStr;

use super::{Prompt, prompts};

/// Languages of the screen, and so of recordings.
pub const LANGUAGES: [&str; 2] = ["id", "en"];

/// Endings of what every Android from 8 on plays.
pub const ENDINGS: [&str; 5] = ["m4a", "aac", "mp3", "ogg", "wav"];

/// The name of a recording.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RecordingName {
    /// What is said.
    pub prompt: Prompt,
    /// In which language: one of [`LANGUAGES`].
    pub language: &'static str,
    /// What kind of sound: one of [`ENDINGS`].
    pub ending: &'static str,
}

/// Why a file is no recording that phones can play. Names are said, bytes are not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RecordingError {
    /// The name has another shape than `FOLDER/CODE.LANGUAGE.ENDING`.
    Shape,
    /// The app says nothing of this folder and code; the key.
    UnknownPrompt(String),
    /// The app has no such language.
    UnknownLanguage(String),
    /// Not every phone plays that.
    UnknownEnding(String),
    /// There is nothing in it.
    Empty,
    /// It does not begin as a sound of its ending does.
    NoSound(&'static str),
}

impl fmt::Display for RecordingError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Shape => write!(
                f,
                "no phone would play it; a recording is called FOLDER/CODE.LANGUAGE.ENDING, for \
                 example home/unsent.id.m4a"
            ),
            Self::UnknownPrompt(key) => {
                write!(f, "the app never says `{key}`; `saksi project prompts` lists what it says")
            }
            Self::UnknownLanguage(language) => {
                write!(f, "`{language}` is no language of the app: {}", LANGUAGES.join(", "))
            }
            Self::UnknownEnding(ending) => {
                write!(f, "not every phone plays `.{ending}`: take {}", ENDINGS.join(", "))
            }
            Self::Empty => write!(f, "it is empty"),
            Self::NoSound(ending) => {
                write!(f, "it is no sound: it does not begin as .{ending} does")
            }
        }
    }
}

impl std::error::Error for RecordingError {}

impl fmt::Display for RecordingName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}.{}", self.prompt.key(), self.language, self.ending)
    }
}

impl FromStr for RecordingName {
    type Err = RecordingError;

    fn from_str(name: &str) -> Result<Self, RecordingError> {
        let parts: Vec<&str> = name.split('.').collect();
        let [key, language, ending] = parts[..] else { return Err(RecordingError::Shape) };
        let known = |list: &[&'static str], wanted: &str| {
            list.iter().find(|known| **known == wanted).copied()
        };
        Ok(Self {
            prompt: prompts()
                .find(|prompt| prompt.key() == key)
                .ok_or_else(|| RecordingError::UnknownPrompt(key.to_owned()))?,
            language: known(&LANGUAGES, language)
                .ok_or_else(|| RecordingError::UnknownLanguage(language.to_owned()))?,
            ending: known(&ENDINGS, ending)
                .ok_or_else(|| RecordingError::UnknownEnding(ending.to_owned()))?,
        })
    }
}

/// The name of a recording, if the file is one.
///
/// # Errors
/// [`RecordingError`]: what is wrong with its name, else with its bytes.
pub fn check_recording(name: &str, bytes: &[u8]) -> Result<RecordingName, RecordingError> {
    let named: RecordingName = name.parse()?;
    if bytes.is_empty() {
        return Err(RecordingError::Empty);
    }
    if !begins_as(named.ending, bytes) {
        return Err(RecordingError::NoSound(named.ending));
    }
    Ok(named)
}

fn begins_as(ending: &str, bytes: &[u8]) -> bool {
    // Frames of MPEG audio begin with eleven ones (MP3) or twelve and two noughts (AAC in ADTS).
    let sync = |mask: u8, is: u8| matches!(bytes, [0xFF, second, ..] if second & mask == is);
    match ending {
        "m4a" => bytes.get(4..8) == Some(b"ftyp"),
        "aac" => sync(0xF6, 0xF0) || bytes.starts_with(b"ADIF"),
        "mp3" => bytes.starts_with(b"ID3") || (sync(0xE0, 0xE0) && !sync(0xF6, 0xF0)),
        "ogg" => bytes.starts_with(b"OggS"),
        "wav" => bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WAVE"),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const M4A: &[u8] = b"\0\0\0\x18ftypM4A and so on";

    #[test]
    fn a_name_is_read_and_written_alike() {
        for prompt in prompts() {
            let name = RecordingName { prompt, language: "id", ending: "aac" };
            assert_eq!(name.to_string().parse(), Ok(name));
        }
    }

    /// Each wrong name is told by the part that is wrong.
    #[test]
    fn a_wrong_name_is_told_by_the_part_that_is_wrong() {
        use RecordingError as E;
        for (name, error) in [
            ("home/unsent.m4a", E::Shape),
            ("home/unsent.id.m4a.part", E::Shape),
            ("home/weather.id.m4a", E::UnknownPrompt("home/weather".to_owned())),
            ("unsent.id.m4a", E::UnknownPrompt("unsent".to_owned())),
            ("../home/unsent.id.m4a", E::Shape),
            ("home/unsent.xx.m4a", E::UnknownLanguage("xx".to_owned())),
            ("home/unsent.id.exe", E::UnknownEnding("exe".to_owned())),
        ] {
            assert_eq!(check_recording(name, M4A), Err(error), "{name}");
        }
        let told = RecordingError::UnknownPrompt("home/weather".to_owned()).to_string();
        assert!(told.contains("home/weather"));
    }

    #[test]
    fn bytes_that_are_no_sound_of_their_ending_are_refused() {
        let wav = b"RIFF\x24\0\0\0WAVEfmt ";
        let adts = [0xFF, 0xF1, 0x50, 0x80];
        let frame = [0xFF, 0xFB, 0x90, 0x64];
        for (ending, bytes) in [
            ("m4a", M4A),
            ("aac", &adts[..]),
            ("mp3", &b"ID3\x04"[..]),
            ("mp3", &frame[..]),
            ("ogg", &b"OggS\0"[..]),
            ("wav", &wav[..]),
        ] {
            let name = format!("safety/stop.id.{ending}");
            assert!(check_recording(&name, bytes).is_ok(), "{ending}");
            for other in ENDINGS.iter().filter(|other| **other != ending) {
                let name = format!("safety/stop.id.{other}");
                let error = check_recording(&name, bytes).unwrap_err();
                assert_eq!(error, RecordingError::NoSound(other), "{ending} as {other}");
            }
        }
        assert_eq!(check_recording("safety/stop.id.mp3", b""), Err(RecordingError::Empty));
        let text = check_recording("safety/stop.id.ogg", b"Berhenti dulu");
        assert_eq!(text, Err(RecordingError::NoSound("ogg")));
    }
}

//! A folder of recordings: what the app asks, spoken by somebody of the place.
//!
//! `consent/PURPOSE.LANGUAGE.ENDING` is played on the screen that asks for that consent. What no
//! phone would play is refused here, with its place, and not published.

use std::fs;
use std::path::Path;

use saksi_device::field::{FormFile, MAX_MEDIA};
use saksi_domain::journal::acts::codes::PURPOSE;

use crate::exit::CliError;

/// The one folder of recordings so far, and what is in it.
const CONSENT: &str = "consent";
const LANGUAGES: [&str; 2] = ["id", "en"];
/// What every Android from 8 on plays.
const ENDINGS: [&str; 5] = ["m4a", "aac", "mp3", "ogg", "wav"];

/// The recordings below `folder`, by the names that phones know them by.
pub fn read(folder: &Path) -> Result<Vec<FormFile>, CliError> {
    let within = folder.join(CONSENT);
    let entries = fs::read_dir(&within).map_err(|e| CliError::file(&within, &e))?;
    let mut files = Vec::new();
    for entry in entries {
        let path = entry.map_err(|e| CliError::file(&within, &e))?.path();
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        // What file managers leave behind.
        if name.starts_with('.') {
            continue;
        }
        let wrong = |what: &str| CliError::input(format!("{}: {what}", path.display()));
        if !is_played(name) {
            let purposes: Vec<&str> = PURPOSE.codes.iter().map(|coded| coded.code).collect();
            return Err(wrong(&format!(
                "no phone would play it; a recording is called PURPOSE.LANGUAGE.ENDING with a \
                 purpose of {}, a language of {} and an ending of {}",
                purposes.join(", "),
                LANGUAGES.join(", "),
                ENDINGS.join(", ")
            )));
        }
        let bytes = fs::read(&path).map_err(|e| CliError::file(&path, &e))?;
        if bytes.is_empty() || bytes.len() > MAX_MEDIA {
            return Err(wrong(&format!("is empty, or larger than {} MiB", MAX_MEDIA >> 20)));
        }
        files.push(FormFile { name: format!("{CONSENT}/{name}"), bytes });
    }
    files.sort_by(|one, other| one.name.cmp(&other.name));
    Ok(files)
}

fn is_played(name: &str) -> bool {
    let parts: Vec<&str> = name.split('.').collect();
    matches!(parts.as_slice(), [purpose, language, ending]
        if PURPOSE.get(purpose).is_some()
            && LANGUAGES.contains(language)
            && ENDINGS.contains(ending))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn recordings_are_read_by_the_names_that_phones_know_and_others_are_refused_by_their_place() {
        let folder = tempfile::tempdir().unwrap();
        let within = folder.path().join(CONSENT);
        fs::create_dir(&within).unwrap();
        fs::write(within.join("msf.en.mp3"), b"english").unwrap();
        fs::write(within.join("collect.id.m4a"), b"bahasa").unwrap();
        fs::write(within.join(".DS_Store"), b"").unwrap();
        let names: Vec<String> =
            read(folder.path()).unwrap().into_iter().map(|file| file.name).collect();
        assert_eq!(names, ["consent/collect.id.m4a", "consent/msf.en.mp3"]);
        for wrong in ["collect.m4a", "weather.id.m4a", "collect.xx.m4a", "collect.id.exe"] {
            fs::write(within.join(wrong), b"x").unwrap();
            let told = read(folder.path()).unwrap_err().to_string();
            assert!(told.contains(wrong) && told.contains("PURPOSE.LANGUAGE.ENDING"), "{told}");
            fs::remove_file(within.join(wrong)).unwrap();
        }
        fs::write(within.join("publish.id.ogg"), b"").unwrap();
        assert!(read(folder.path()).unwrap_err().to_string().contains("empty"));
    }
}

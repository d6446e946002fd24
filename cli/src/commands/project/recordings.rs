//! Recordings of what the app says, spoken by somebody of the place: a folder, or the zip that the
//! app exports ("Rekam suara petunjuk").
//!
//! `FOLDER/CODE.LANGUAGE.ENDING`, for example `home/unsent.id.m4a`, is played beside those words.
//! What no phone would play is refused here, with its place and why, and not published.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use clap::Args;
use saksi_device::field::{FormFile, MAX_MEDIA};
use saksi_domain::spoken::{check_recording, prompts};
use serde_json::json;

use crate::Outcome;
use crate::bundle_files::Source;
use crate::exit::CliError;
use crate::output::Output;

/// List what the app can say, and what each recording is called.
#[derive(Debug, Args)]
pub struct Prompts {}

impl Prompts {
    pub fn run(&self, output: &Output) -> Outcome {
        let (mut text, mut all) = (String::new(), Vec::new());
        for prompt in prompts() {
            let (key, words) = (prompt.key(), prompt.coded);
            let _ = writeln!(text, "{key:<28} {}", output.word(words.id, words.en));
            all.push(json!({"key": key, "id": words.id, "en": words.en}));
        }
        output.result(&json!(all), text.trim_end());
        Ok(())
    }
}

/// The recordings in all of `sources`, by the names that phones know them by. Of two for the same
/// words in the same language the later one counts.
pub fn read(sources: &[PathBuf]) -> Result<Vec<FormFile>, CliError> {
    let mut named = BTreeMap::new();
    for source in sources {
        for (name, bytes) in files_of(source)? {
            let place = source.join(&name);
            let wrong = |what: String| CliError::input(format!("{}: {what}", place.display()));
            let recording = check_recording(&name, &bytes).map_err(|e| wrong(e.to_string()))?;
            if bytes.len() > MAX_MEDIA {
                return Err(wrong(format!("larger than {} MiB", MAX_MEDIA >> 20)));
            }
            let words = (recording.prompt.key(), recording.language);
            named.insert(words, FormFile { name, bytes });
        }
    }
    Ok(named.into_values().collect())
}

/// The files of a folder or zip, by `FOLDER/FILE`.
fn files_of(source: &Path) -> Result<BTreeMap<String, Vec<u8>>, CliError> {
    let files = match Source::open(source)? {
        Source::Zip(files) => files,
        Source::Folder(folder) => {
            let mut files = BTreeMap::new();
            walk(&folder, "", &mut files)?;
            files
        }
    };
    // What file managers leave behind, and the folders of a zip.
    let is_left = |name: &str| {
        name.ends_with('/')
            || name.split('/').any(|part| part.starts_with('.') || part == "__MACOSX")
    };
    Ok(files.into_iter().filter(|(name, _)| !is_left(name)).collect())
}

fn walk(folder: &Path, under: &str, files: &mut BTreeMap<String, Vec<u8>>) -> Result<(), CliError> {
    for entry in fs::read_dir(folder).map_err(|e| CliError::file(folder, &e))? {
        let path = entry.map_err(|e| CliError::file(folder, &e))?.path();
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned());
        let name = format!("{under}{}", name.unwrap_or_default());
        if path.is_dir() {
            walk(&path, &format!("{name}/"), files)?;
        } else {
            files.insert(name, fs::read(&path).map_err(|e| CliError::file(&path, &e))?);
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bundle_files::Sink;

    const M4A: &[u8] = b"\0\0\0\x18ftypM4A a voice";
    const MP3: &[u8] = b"ID3\x04 a voice";

    fn put(folder: &Path, name: &str, bytes: &[u8]) -> PathBuf {
        let path = folder.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, bytes).unwrap();
        path
    }

    fn names(sources: &[PathBuf]) -> Vec<String> {
        read(sources).unwrap().into_iter().map(|file| file.name).collect()
    }

    #[test]
    fn recordings_are_read_by_the_names_that_phones_know_and_others_are_refused_by_their_place() {
        let folder = tempfile::tempdir().unwrap();
        put(folder.path(), "consent/msf.en.mp3", MP3);
        put(folder.path(), "home/unsent.id.m4a", M4A);
        put(folder.path(), "home/.DS_Store", b"");
        let sources = [folder.path().to_owned()];
        assert_eq!(names(&sources), ["consent/msf.en.mp3", "home/unsent.id.m4a"]);
        for (wrong, bytes, told) in [
            ("home/unsent.m4a", M4A, "FOLDER/CODE.LANGUAGE.ENDING"),
            ("home/weather.id.m4a", M4A, "`home/weather`"),
            ("stop.id.m4a", M4A, "`stop`"),
            ("home/unsent.xx.m4a", M4A, "`xx`"),
            ("home/unsent.id.exe", M4A, "`.exe`"),
            ("safety/stop.id.ogg", M4A, "no sound"),
            ("safety/stop.id.mp3", &b""[..], "empty"),
        ] {
            let path = put(folder.path(), wrong, bytes);
            let said = read(&sources).unwrap_err().to_string();
            assert!(said.contains(wrong) && said.contains(told), "{said}");
            fs::remove_file(path).unwrap();
        }
    }

    #[test]
    fn a_zip_is_read_as_a_folder_is_and_of_two_voices_for_the_same_words_the_later_counts() {
        let folder = tempfile::tempdir().unwrap();
        put(folder.path(), "home/unsent.id.m4a", M4A);
        put(folder.path(), "home/new.id.m4a", M4A);
        let zip = folder.path().join("suara.saksi.zip");
        let mut sink = Sink::create(&zip).unwrap();
        sink.put("home/unsent.id.mp3", MP3).unwrap();
        sink.put("__MACOSX/home/._unsent.id.mp3", b"x").unwrap();
        sink.finish().unwrap();
        assert_eq!(names(std::slice::from_ref(&zip)), ["home/unsent.id.mp3"]);
        let other = tempfile::tempdir().unwrap();
        put(other.path(), "home/unsent.id.m4a", M4A);
        put(other.path(), "home/new.id.m4a", M4A);
        let both = [other.path().to_owned(), zip];
        assert_eq!(names(&both), ["home/new.id.m4a", "home/unsent.id.mp3"]);
    }
}

//! Every file that ever made a reader fail, or was made to: each goes through its reader again.
//!
//! A file lies at `tests/crashers/READER/NAME` and its name says what is wrong with it. What
//! `./x fuzz` finds is put there by hand, with a name, in the commit that mends it. What would be
//! too large to keep is made in [`made`].

#![allow(clippy::unwrap_used, reason = "a file that cannot be read fails the test")]
#![allow(clippy::print_stdout, reason = "a reader that aborts must have named its file first")]

mod made;
mod readers;

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use readers::READERS;

/// More than any reader may take for a file of a few kilobytes, by far: only what grows without
/// bound is caught. Tests run unoptimised on busy machines.
const PATIENCE: Duration = Duration::from_secs(60);

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("crashers")
}

fn files_of(reader: &str) -> Vec<(String, Vec<u8>)> {
    let Ok(files) = std::fs::read_dir(folder().join(reader)) else { return Vec::new() };
    let mut paths: Vec<PathBuf> = files.map(|file| file.unwrap().path()).collect();
    paths.sort();
    let name = |path: &Path| path.file_name().unwrap().to_string_lossy().into_owned();
    paths.iter().map(|path| (name(path), std::fs::read(path).unwrap())).collect()
}

/// The names of those that took too long; a panic fails the test by itself, naming the reader.
fn slow(reader: &str, read: fn(&[u8]), files: &[(String, Vec<u8>)]) -> Vec<String> {
    let timed = files.iter().filter(|(name, bytes)| {
        println!("{reader}/{name}");
        let begun = Instant::now();
        read(bytes);
        begun.elapsed() > PATIENCE
    });
    timed.map(|(name, _)| format!("{reader}/{name}")).collect()
}

#[test]
fn every_named_file_is_read_or_refused() {
    let readers = READERS.iter();
    let slow: Vec<_> =
        readers.flat_map(|(name, read)| slow(name, *read, &files_of(name))).collect();
    assert!(slow.is_empty(), "too slow: {slow:?}");
}

#[test]
fn what_is_too_large_to_keep_is_read_or_refused() {
    let mut late = Vec::new();
    for (reader, files) in made::all() {
        let read = READERS.iter().find(|(name, _)| *name == reader).expect("a reader's name").1;
        late.extend(slow(reader, read, &files));
    }
    assert!(late.is_empty(), "too slow: {late:?}");
}

#[test]
fn every_folder_is_that_of_a_reader_and_no_file_is_large() {
    for entry in std::fs::read_dir(folder()).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if path.is_dir() {
            assert!(READERS.iter().any(|(reader, _)| *reader == name), "{name} names no reader");
            for (file, bytes) in files_of(&name) {
                assert!(bytes.len() <= 64 * 1024, "{name}/{file}: make it in made.rs instead");
            }
        }
    }
}

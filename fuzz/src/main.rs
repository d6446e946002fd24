//! One libFuzzer binary for all readers: `SAKSI_FUZZ=NAME saksi-fuzz CORPUS…`, by `./x fuzz`.
//!
//! The readers are those of `tests/crashers/readers.rs`, which the test run feeds with every file
//! that was ever found here. libFuzzer owns `main`.
#![no_main]

#[path = "../../tests/crashers/readers.rs"]
mod readers;

use std::sync::OnceLock;

use libfuzzer_sys::fuzz_target;

static READER: OnceLock<fn(&[u8])> = OnceLock::new();

fn chosen() -> fn(&[u8]) {
    let name = std::env::var("SAKSI_FUZZ").unwrap_or_default();
    let found = readers::READERS.iter().find(|(known, _)| *known == name);
    found.unwrap_or_else(|| panic!("SAKSI_FUZZ={name} names no reader")).1
}

fuzz_target!(|data: &[u8]| READER.get_or_init(chosen)(data));

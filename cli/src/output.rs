//! Where results go: plain text for people, JSON for programs, in the language asked for.
#![allow(clippy::print_stderr)]

use clap::{Args, ValueEnum};
use serde_json::Value;

use crate::exit::CliError;

/// Language of texts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Language {
    /// Bahasa Indonesia.
    Id,
    /// English.
    En,
}

/// Options of every command.
#[derive(Debug, Args)]
pub struct Options {
    /// Print one JSON value instead of text.
    #[arg(long, global = true)]
    json: bool,
    /// Language of texts.
    #[arg(long, global = true, value_enum, default_value = "en", env = "SAKSI_LANG")]
    lang: Language,
}

/// Writes a line. A reader that went away (`… | head`) is no failure of the command.
fn put(line: String) {
    use std::io::Write as _;
    let _ = writeln!(std::io::stdout(), "{line}");
}

/// Prints.
#[derive(Debug)]
pub struct Output {
    options: Options,
}

impl Output {
    pub fn new(options: Options) -> Self {
        Self { options }
    }

    /// Is English asked for?
    pub fn en(&self) -> bool {
        self.options.lang == Language::En
    }

    /// The text in the language asked for.
    pub fn word<'a>(&self, id: &'a str, en: &'a str) -> &'a str {
        if self.en() { en } else { id }
    }

    /// The result: `text` for people, `json` for programs.
    pub fn result(&self, json: &Value, text: &str) {
        put(if self.options.json { format!("{json:#}") } else { text.trim_end().to_owned() });
    }

    /// A line on the way, for people only.
    pub fn step(&self, text: &str) {
        if !self.options.json {
            put(text.to_owned());
        }
    }

    /// A failure, on standard error.
    pub fn failure(&self, failure: &CliError) {
        if self.options.json {
            let json = serde_json::json!({
                "error": failure.reason, "message": failure.to_string(), "exit": failure.code(),
            });
            eprintln!("{json:#}");
        } else {
            eprintln!("saksi: {failure}");
        }
    }
}

impl Output {
    /// A line that a program may wait for: printed at once, JSON on one line.
    pub fn line(&self, json: &Value, text: &str) {
        use std::io::Write as _;
        put(if self.options.json { json.to_string() } else { text.to_owned() });
        let _ = std::io::stdout().flush();
    }
}

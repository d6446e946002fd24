//! Where results go: plain text for people, JSON for programs, in the language asked for.
#![allow(clippy::print_stdout, clippy::print_stderr)]

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
        if self.options.json { println!("{json:#}") } else { println!("{}", text.trim_end()) }
    }

    /// A line on the way, for people only.
    pub fn step(&self, text: &str) {
        if !self.options.json {
            println!("{text}");
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
        if self.options.json {
            println!("{json}")
        } else {
            println!("{text}")
        }
        let _ = std::io::stdout().flush();
    }
}

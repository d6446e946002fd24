//! `saksi`: verify a bundle with no server, run a hub, tend a project, or stand in for a phone.
//!
//! One file per command under `commands/`. Results go to standard output (with `--json` as JSON),
//! explanations of failure to standard error; the exit code says which kind (see [`exit`]).

mod bundle_files;
mod commands;
mod exit;
mod home;
mod output;

use clap::Parser;

use crate::exit::CliError;
use crate::output::Output;

/// Saksi: evidence that holds. Every command takes --json; --lang id|en sets the language of texts.
#[derive(Debug, Parser)]
#[command(name = "saksi", version, after_help = exit::HELP)]
struct Cli {
    #[command(flatten)]
    options: output::Options,
    #[command(subcommand)]
    command: commands::Command,
}

fn main() -> std::process::ExitCode {
    let cli = Cli::parse();
    let output = Output::new(cli.options);
    match cli.command.run(&output) {
        Ok(()) => std::process::ExitCode::SUCCESS,
        Err(failure) => {
            output.failure(&failure);
            std::process::ExitCode::from(failure.code())
        }
    }
}

/// What a command returns.
type Outcome = Result<(), CliError>;

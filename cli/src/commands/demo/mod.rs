//! `saksi demo`: one true story on real parts, told step by step.
//!
//! Every person acts through a process of their own with a key of their own, the hub is another
//! process, and every figure printed is read back through the command line or HTTP. The steps
//! stand in `chapter_*.rs`; who plays in [`cast`]; how processes are run in [`stage`].

mod cast;
mod chapter_begin;
mod chapter_evidence;
mod chapter_field;
mod chapter_figures;
mod chapter_forum;
pub mod forge;
mod photos;
mod stage;

use std::path::PathBuf;

use clap::Args;

use crate::Outcome;
use crate::exit::CliError;
use crate::output::Output;
use stage::Stage;

/// Play one observation from the camera to the indicator, and leave a hub running.
#[derive(Debug, Args)]
pub struct Demo {
    /// End with exit code 0 instead of leaving the hub running.
    #[arg(long)]
    once: bool,
    /// Changes places, times and answers.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Where to keep it; by default a new folder for temporary files, removed after `--once`.
    #[arg(long)]
    dir: Option<PathBuf>,
    /// The folder with the programme pack.
    #[arg(long, default_value = "programme")]
    programme: PathBuf,
    /// Hold the numbered steps against this page (docs/walk-the-data.md).
    #[arg(long)]
    walk: Option<PathBuf>,
}

impl Demo {
    pub fn run(&self, output: &Output) -> Outcome {
        let mut stage = Stage::set(self.seed, self.dir.as_deref(), &self.programme)?;
        let cast = chapter_begin::play(&mut stage)?;
        let seen = chapter_field::play(&mut stage, &cast)?;
        chapter_evidence::play(&mut stage, &cast, &seen)?;
        let register = chapter_forum::play(&mut stage, &cast, &seen)?;
        chapter_figures::play(&mut stage, &cast, &seen, &register)?;
        if let Some(page) = &self.walk {
            stage.hold_against(page)?;
        }
        stage.say("");
        if self.once {
            stage.say("The story is told; hub and files are put away.");
            return stage.strike();
        }
        output.step(&format!(
            "The hub goes on running. Open {} in a browser. Stop with Ctrl-C.\nFiles: {}",
            stage.hub_url(),
            stage.dir().display()
        ));
        stage.wait_for_hub().map_err(|e| CliError::input(format!("the hub ended: {e}")))
    }
}

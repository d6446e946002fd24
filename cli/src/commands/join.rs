//! `saksi join CARD`: a new home, with a key of its own; no network needed.

use std::fs;
use std::path::PathBuf;

use clap::Args;
use saksi_device::field::{Field, Join as How};
use saksi_domain::sync::card::Card;
use serde_json::json;

use crate::Outcome;
use crate::exit::CliError;
use crate::home::{HomeArgs, failed};
use crate::output::Output;

/// Join a project.
#[derive(Debug, Args)]
pub struct Join {
    /// The card's text (`SAKSI1:…`), or a file that holds it.
    card: String,
    /// The project file that came with the card; with it, collecting starts before any network.
    #[arg(long)]
    project_file: Option<PathBuf>,
    #[command(flatten)]
    home: HomeArgs,
}

impl Join {
    pub fn run(&self, output: &Output) -> Outcome {
        let text = match self.card.starts_with("SAKSI") {
            true => self.card.clone(),
            false => {
                let path = PathBuf::from(&self.card);
                fs::read_to_string(&path).map_err(|e| CliError::file(&path, &e))?
            }
        };
        let card = Card::from_text(&text).map_err(CliError::input)?;
        let load = |path: &PathBuf| fs::read(path).map_err(|e| CliError::file(path, &e));
        let file = self.project_file.as_ref().map(load).transpose()?;
        let keys = self.home.keys()?;
        let how = How { project_file: file.as_deref(), member: None };
        let field = Field::create(&keys.dir, keys.vault, keys.env, &card, &how).map_err(failed)?;
        let standing = field.standing().map_err(failed)?;
        output.result(
            &json!({"member": standing.member, "project": card.project, "may_collect": standing.may_collect}),
            &format!("member {} (a pseudonym; no name is kept)", standing.member),
        );
        Ok(())
    }
}

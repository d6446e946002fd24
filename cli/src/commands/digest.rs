//! `saksi digest`: one number over all folded records, equal on all ends (decisions.md 5).

use clap::Args;
use serde_json::json;

use crate::Outcome;
use crate::home::{HomeArgs, failed};
use crate::output::Output;

/// Print the digest.
#[derive(Debug, Args)]
pub struct Digest {
    #[command(flatten)]
    home: HomeArgs,
}

impl Digest {
    pub fn run(&self, output: &Output) -> Outcome {
        let field = self.home.open(output.word("id", "en"))?;
        let digest = field.digest(&[]).map_err(failed)?;
        output.result(&json!({"digest": digest}), &digest.to_string());
        Ok(())
    }
}

//! `saksi form check`: everything that is wrong or worth a second look, of every file at once.

use std::fmt::Write as _;
use std::path::PathBuf;

use clap::Args;
use saksi_domain::forms::FormError;
use saksi_domain::forms::problem::Severity;
use saksi_domain::forms::xform::lint;
use serde_json::{Value, json};

use crate::Outcome;
use crate::exit::{CliError, Kind};
use crate::output::Output;

/// Shown below `saksi form check --help`.
pub const HELP: &str = "Every finding says where (sheet, row, column and cell of an XLSForm; line, \
column and path of an XForm; the character in an expression), which rule, and what to do. A problem \
keeps the form from opening, here and in ODK; a warning does not.\n\n\
Exit codes: 0 every form opens (there may be warnings); 1 a form has problems, or warnings with \
--strict; 2 wrong usage; 3 a file cannot be read.";

/// Say everything that is wrong with forms.
#[derive(Debug, Args)]
pub struct Check {
    /// XLSForms (.xlsx, .csv, .md; `F02-survey.csv` reads `-choices` and `-settings` beside it) and
    /// XForms (.xml).
    #[arg(required = true)]
    files: Vec<PathBuf>,
    /// Exit with code 1 for warnings too.
    #[arg(long)]
    strict: bool,
}

/// What is wrong with one file.
struct Found {
    problems: Vec<FormError>,
    opens: bool,
}

impl Check {
    pub fn run(&self, output: &Output) -> Outcome {
        let lang = output.word("id", "en");
        let (mut list, mut text) = (Vec::new(), String::new());
        let mut bad = 0_usize;
        for file in &self.files {
            let found = look(file)?;
            let warned = self.strict && !found.problems.is_empty();
            bad += usize::from(!found.opens || warned);
            let _ = writeln!(text, "{}: {}", file.display(), summary(&found, output));
            for problem in &found.problems {
                let mark = match problem.severity() {
                    Severity::Error => output.word("masalah", "problem"),
                    Severity::Warning => output.word("peringatan", "warning"),
                };
                let _ = writeln!(text, "  {mark}: {}", problem.message(lang));
                list.push(as_json(file, problem, lang));
            }
        }
        output.result(&Value::Array(list), &text);
        if bad == 0 {
            return Ok(());
        }
        let next = "mend the places named above and check again";
        let what = format!("{bad} of {} forms have something to mend", self.files.len());
        Err(CliError::new(Kind::DoesNotHold, "form", what, next))
    }
}

fn look(file: &std::path::Path) -> Result<Found, CliError> {
    Ok(match super::compile(file)? {
        Ok(form) => {
            let mut problems = form.warnings.clone();
            problems.extend(lint(&form));
            problems.sort_by(|a, b| a.place.cmp(&b.place));
            Found { problems, opens: true }
        }
        Err(problems) => Found { problems, opens: false },
    })
}

fn summary(found: &Found, output: &Output) -> String {
    let errors = found.problems.iter().filter(|one| one.severity() == Severity::Error).count();
    let warnings = found.problems.len() - errors;
    if output.en() {
        let opens = if found.opens { "opens" } else { "cannot be used" };
        format!("{opens}; {errors} problem(s), {warnings} warning(s)")
    } else {
        let opens = if found.opens { "dapat dibuka" } else { "tidak dapat dipakai" };
        format!("{opens}; {errors} masalah, {warnings} peringatan")
    }
}

fn as_json(file: &std::path::Path, problem: &FormError, lang: &str) -> Value {
    json!({
        "file": file,
        "severity": if problem.severity() == Severity::Error { "problem" } else { "warning" },
        "code": problem.rule.code(),
        "sheet": problem.place.sheet.name(),
        "cell": problem.place.cell(),
        "character": problem.place.character,
        "message": problem.message(lang),
    })
}

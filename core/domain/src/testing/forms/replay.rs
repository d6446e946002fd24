//! From the steps that a walk took to others: changed answers, wrong ones, other orders.

use super::super::Random;

/// One line of a replay.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ReplayStep {
    /// This text is answered at this ref.
    Answer(String, String),
    /// The row of this ref is added.
    Row(String),
}

const WRONG: [&str; 9] = [
    "",
    "0",
    "-1",
    "not a number",
    "2020-13-45",
    "99999999999",
    "a",
    "text with <&> \"marks\"",
    "1.5e3",
];

/// Does another text keep clear of the decided differences `position` and `int-range`
/// (docs/formats/forms.md), going by what the walk answered there?
fn fits(walked: &str, other: &str) -> bool {
    let is_place = |text: &str| text.split_whitespace().count() >= 4;
    let is_large = |text: &str| text.parse::<f64>().is_ok_and(|number| number > 1e9);
    if is_place(walked) {
        let same = is_place(other) && walked.contains(';') == other.contains(';');
        return other.is_empty() || same;
    }
    let small = walked.parse::<u8>().is_ok() || walked.parse::<f64>().is_err();
    small || !is_large(other)
}

/// Other steps over the same form: most of them as they were, some changed, moved, left out, done
/// twice, or not possible at all.
#[must_use]
pub fn vary(walked: &[ReplayStep], seed: u64) -> Vec<ReplayStep> {
    let mut random = Random::new(seed);
    let mut steps = Vec::new();
    for step in walked {
        match (random.below(12), step) {
            (0, _) => {}
            (1 | 2, ReplayStep::Answer(at, text)) => {
                let wrong = WRONG[random.below(WRONG.len())];
                let wrong = if fits(text, wrong) { wrong } else { text };
                steps.push(ReplayStep::Answer(at.clone(), wrong.to_owned()));
            }
            (3, ReplayStep::Answer(at, text)) => {
                steps.push(ReplayStep::Answer(at.clone(), text.clone()));
                steps.push(ReplayStep::Answer(at.clone(), String::new()));
            }
            (4, ReplayStep::Answer(at, own)) => {
                let other = random.pick(walked).cloned();
                if let Some(ReplayStep::Answer(_, text)) = other
                    && fits(own, &text)
                {
                    steps.push(ReplayStep::Answer(at.clone(), text));
                }
            }
            _ => steps.push(step.clone()),
        }
    }
    if let Some(again) = random.pick(walked) {
        steps.push(again.clone());
    }
    back(&mut steps, walked, &mut random);
    steps
}

/// Goes back to some answers after all is done, with the answers of others.
fn back(steps: &mut Vec<ReplayStep>, walked: &[ReplayStep], random: &mut Random) {
    let answers: Vec<_> =
        walked.iter().filter(|step| matches!(step, ReplayStep::Answer(..))).collect();
    for _ in 0..answers.len().min(4) {
        let (at, with) = (random.pick(&answers), random.pick(&answers));
        if let (Some(ReplayStep::Answer(at, own)), Some(ReplayStep::Answer(_, text))) = (at, with)
            && fits(own, text)
        {
            steps.push(ReplayStep::Answer(at.clone(), text.clone()));
        }
    }
}

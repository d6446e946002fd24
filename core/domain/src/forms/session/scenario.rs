//! Scenarios: steps through a form with expectations, as data (`docs/formats/play.md`).
//!
//! Our own tests of what a form does are such files; `saksi form play` plays them.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::cast::from_text;
use super::change::{Changes, FinaliseError, What};
use super::{Beside, Context, InstancePart, Session, Step};
use crate::forms::answer::Answer;
use crate::forms::calendar::Moment;
use crate::forms::definition::{DataType, Definition, QuestionType};
use crate::forms::place::Place;

/// A scenario.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Scenario {
    /// The clock, in milliseconds since 1970; else 2026-11-24 10:30 in Kendari.
    #[serde(default = "default_now")]
    pub now_ms: i64,
    /// Minutes east of UTC.
    #[serde(default = "default_zone")]
    pub zone_minutes: i16,
    /// The language on screen.
    #[serde(default)]
    pub language: String,
    /// Properties of the device that preloads ask for.
    #[serde(default)]
    pub properties: BTreeMap<String, String>,
    /// What is done and expected, in order.
    pub steps: Vec<ScenarioStep>,
}

fn default_now() -> i64 {
    1_795_487_400_000
}

fn default_zone() -> i16 {
    480
}

/// One step of a scenario. Paths are those of XPath with positions, `/data/r[2]/a`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum ScenarioStep {
    /// Answer a question with a text, as a submission has it; the empty text clears.
    Answer(String, String),
    /// Go on this many steps.
    Next(u32),
    /// Go back this many steps.
    Previous(u32),
    /// Go to a question.
    Jump(String),
    /// Add a row to a repeat.
    Add(String),
    /// Remove a row.
    Remove(String),
    /// Change the language on screen.
    Language(String),
    /// Keep a draft, and go on with it reopened.
    Draft,
    /// Write the instance as XML, and go on with it read back.
    Xml,
    /// Finalise: `ok`, `stopped`, or the questions that fail, as `path code`.
    Finalise(Vec<String>),
    /// What must hold now.
    Expect(Expectation),
}

/// What must hold.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Expectation {
    /// Where the person stands: `start`, `end`, a path, `add PATH`, `group PATH`.
    pub at: Option<String>,
    /// Values by path, as a submission has them; the empty text is blank.
    pub values: BTreeMap<String, String>,
    /// Is it asked?
    pub asked: BTreeMap<String, bool>,
    /// Must it be answered?
    pub required: BTreeMap<String, bool>,
    /// Is it closed to answers?
    pub readonly: BTreeMap<String, bool>,
    /// How many rows a repeat has.
    pub rows: BTreeMap<String, usize>,
    /// The codes that are offered, in order.
    pub choices: BTreeMap<String, Vec<String>>,
    /// What a person reads.
    pub labels: BTreeMap<String, String>,
    /// The questions on the screen of a group, in order.
    pub members: BTreeMap<String, Vec<String>>,
    /// What the last step changed, each as `PATH value`, `PATH asked`, `PATH not asked`, …; in
    /// any order.
    pub changed: Option<Vec<String>>,
    /// The instance as XML begins with, or holds, this.
    pub xml: Option<String>,
}

/// Something that did not come out as expected.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unexpected {
    /// The number of the step, from 1.
    pub step: usize,
    /// What was looked at.
    pub what: String,
    /// What was expected.
    pub expected: String,
    /// What was found.
    pub found: String,
}

impl fmt::Display for Unexpected {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { step, what, expected, found } = self;
        write!(f, "step {step}: {what}: expected {expected}, found {found}")
    }
}

/// Plays a scenario; answers everything that is not as expected.
#[must_use]
pub fn play(scenario: &Scenario, form: Arc<Definition>, world: Beside) -> Vec<Unexpected> {
    let now = Moment { ms: scenario.now_ms, zone_minutes: scenario.zone_minutes };
    let language = scenario.language.clone();
    let context = Context { now, language, member: "member".to_owned(), row_seed: [7; 32] };
    let world = Beside { properties: scenario.properties.clone(), ..world };
    let session = Session::start_in(form, context, world);
    let (told, wrong) = (Changes::default(), Vec::new());
    let mut player = Player { session, told, wrong, step: 0 };
    for step in &scenario.steps {
        player.step += 1;
        player.play(step);
    }
    player.wrong
}

struct Player {
    session: Session,
    told: Changes,
    wrong: Vec<Unexpected>,
    step: usize,
}

impl Player {
    fn check(&mut self, what: &str, expected: &impl fmt::Debug, found: &impl fmt::Debug) {
        let (expected, found) = (format!("{expected:?}"), format!("{found:?}"));
        if expected != found {
            let (step, what) = (self.step, what.to_owned());
            self.wrong.push(Unexpected { step, what, expected, found });
        }
    }

    fn place(&mut self, path: &str) -> Option<Place> {
        let place = self.session.place_at(path);
        if place.is_none() {
            self.check(path, &"a place of the form", &"nothing");
        }
        place
    }

    fn play(&mut self, step: &ScenarioStep) {
        match step {
            ScenarioStep::Answer(path, text) => self.answer(path, text),
            ScenarioStep::Next(count) => {
                for _ in 0..*count {
                    self.session.next();
                }
                self.told = self.session.take_changes();
            }
            ScenarioStep::Previous(count) => {
                for _ in 0..*count {
                    self.session.previous();
                }
            }
            ScenarioStep::Jump(path) => {
                let Some(place) = self.place(path) else { return };
                let there = self.session.jump(&Step::Question(place));
                self.check(path, &"asked", &if there { "asked" } else { "not asked" });
            }
            ScenarioStep::Add(path) => {
                let Some(place) = self.place(path) else { return };
                match self.session.add_row(&place) {
                    Ok((_, told)) => self.told = told,
                    Err(error) => self.check(path, &"a repeat", &error.code()),
                }
            }
            ScenarioStep::Remove(path) => {
                let Some(place) = self.place(path) else { return };
                match self.session.remove_row(&place) {
                    Ok(told) => self.told = told,
                    Err(error) => self.check(path, &"a row", &error.code()),
                }
            }
            ScenarioStep::Language(language) => self.session.set_language(language),
            ScenarioStep::Draft => self.reopen_draft(),
            ScenarioStep::Xml => self.reopen_xml(),
            ScenarioStep::Finalise(expected) => self.finalise(expected),
            ScenarioStep::Expect(expected) => self.expect(expected),
        }
    }

    fn answer(&mut self, path: &str, text: &str) {
        let Some(place) = self.place(path) else { return };
        let node = self.session.definition().node(place.node);
        let now = self.session.context.now;
        let answer = match (node.question(), node.data) {
            _ if text.is_empty() => Ok(None),
            (Some(kind), DataType::Untyped | DataType::Text | DataType::Choices) => {
                Answer::from_text(kind, text).map_err(|error| error.code())
            }
            (Some(QuestionType::Boolean), _) => Ok(Some(Answer::Boolean(text == "true"))),
            (Some(kind), _) if kind.is_media() || kind.is_select() => {
                Answer::from_text(kind, text).map_err(|error| error.code())
            }
            (_, data) => from_text(text.to_owned(), data, now).map_err(|_| "answer_malformed"),
        };
        match answer
            .and_then(|answer| self.session.answer(&place, answer).map_err(|error| error.code()))
        {
            Ok(told) => self.told = told,
            Err(code) => self.check(path, &"an answer", &code),
        }
    }

    fn reopen_draft(&mut self) {
        let draft = self.session.draft();
        let (form, world) = (self.session.definition().clone(), self.session.world.clone());
        match Session::restore_in(form, &draft, world) {
            Ok(session) => {
                self.check("the draft reopened", &draft, &session.draft());
                self.session = session;
            }
            Err(error) => self.check("the draft", &"reopened", &error.to_string()),
        }
    }

    fn reopen_xml(&mut self) {
        let xml = self.session.to_xml(InstancePart::Everything);
        let (form, world) = (self.session.definition().clone(), self.session.world.clone());
        let context = self.session.context.clone();
        match Session::from_xml(form, xml.as_bytes(), context, world) {
            Ok(session) => {
                self.check("the instance", &xml, &session.to_xml(InstancePart::Everything));
                self.session = session;
            }
            Err(error) => self.check("the instance", &"read back", &error.to_string()),
        }
    }

    fn finalise(&mut self, expected: &Vec<String>) {
        let found = match self.session.finalise(self.session.context.now) {
            Ok(_) => vec!["ok".to_owned()],
            Err(FinaliseError::Stopped(_)) => vec!["stopped".to_owned()],
            Err(FinaliseError::Failing(failing)) => failing
                .iter()
                .map(|f| format!("{} {}", self.short_path(&f.place), f.why.code()))
                .collect(),
        };
        self.check("finalise", expected, &found);
    }

    /// A path without the positions that say nothing.
    fn short_path(&self, place: &Place) -> String {
        let path = self.session.position_path(place);
        let form = self.session.definition();
        let mut at = String::new();
        for step in path.split('/').skip(1) {
            at.push('/');
            let name = step.split('[').next().unwrap_or_default();
            let whole = format!("{at}{name}");
            let repeat = self.session.place_at(&whole).is_some_and(|place| {
                let node = form.node(place.node);
                node.kind == crate::forms::definition::NodeKind::Repeat
            });
            at.push_str(if repeat { step } else { name });
        }
        at
    }

    fn expect(&mut self, expected: &Expectation) {
        if let Some(at) = &expected.at {
            let found = match self.session.step().clone() {
                Step::Start => "start".to_owned(),
                Step::End => "end".to_owned(),
                Step::Question(place) => self.short_path(&place),
                Step::Group(place) => format!("group {}", self.short_path(&place)),
                Step::AddRow(place) => {
                    let path = self.short_path(&place);
                    format!("add {}", path.trim_end_matches("[1]"))
                }
            };
            self.check("at", at, &found);
        }
        for (path, value) in &expected.values {
            let Some(place) = self.place(path) else { continue };
            let scope = self.session.find(&place).ok();
            let form = self.session.definition().clone();
            let text = scope.and_then(|scope| self.session.odk_text(scope, form.node(place.node)));
            self.check(path, value, &text.unwrap_or_default());
        }
        type Look = fn(&Session, &Place) -> bool;
        let truths: [(&str, &BTreeMap<String, bool>, Look); 3] = [
            ("asked", &expected.asked, Session::is_relevant),
            ("required", &expected.required, Session::is_required),
            ("readonly", &expected.readonly, Session::is_readonly),
        ];
        for (what, wanted, look) in truths {
            for (path, truth) in wanted {
                let Some(place) = self.place(path) else { continue };
                let found = look(&self.session, &place);
                self.check(&format!("{path} {what}"), truth, &found);
            }
        }
        self.expect_lists(expected);
    }

    fn expect_lists(&mut self, expected: &Expectation) {
        for (path, count) in &expected.rows {
            let Some(place) = self.place(path) else { continue };
            let found = self.session.rows(&place).len();
            self.check(&format!("{path} rows"), count, &found);
        }
        for (path, codes) in &expected.choices {
            let Some(place) = self.place(path) else { continue };
            let found: Vec<String> =
                self.session.choices(&place).map(|choice| choice.code).collect();
            self.check(&format!("{path} choices"), codes, &found);
        }
        for (path, label) in &expected.labels {
            let Some(place) = self.place(path) else { continue };
            let found = self.session.label(&place);
            self.check(&format!("{path} label"), label, &found);
        }
        for (path, members) in &expected.members {
            let Some(place) = self.place(path) else { continue };
            let found: Vec<String> =
                self.session.members(&place).iter().map(|place| self.short_path(place)).collect();
            self.check(&format!("{path} members"), members, &found);
        }
        if let Some(wanted) = &expected.changed {
            let (mut wanted, mut found) = (wanted.clone(), self.changes());
            wanted.sort();
            found.sort();
            self.check("changed", &wanted, &found);
        }
        if let Some(part) = &expected.xml {
            let xml = self.session.to_xml(InstancePart::Relevant);
            if !xml.contains(part.as_str()) {
                self.check("xml", part, &xml);
            }
        }
    }

    fn changes(&self) -> Vec<String> {
        let word = |what: &What| match what {
            What::Relevant(true) => "asked",
            What::Relevant(false) => "not asked",
            What::Value(_) => "value",
            What::Required(true) => "required",
            What::Required(false) => "not required",
            What::ReadOnly(true) => "readonly",
            What::ReadOnly(false) => "not readonly",
            What::Holds(true) => "holds",
            What::Holds(false) => "fails",
            What::Choices => "choices",
            What::Words => "words",
            What::Unfit => "unfit",
            What::RowAdded => "row added",
            What::RowRemoved => "row removed",
        };
        let line = |change: &super::change::Change| {
            format!("{} {}", self.short_path(&change.place), word(&change.what))
        };
        self.told.list.iter().map(line).collect()
    }
}

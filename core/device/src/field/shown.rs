//! A draft as a screen shows it: each question with all that governs it, what stands over it, and
//! the way through the form. Nothing is changed here; filling in is `draft`'s.

use std::collections::HashSet;

use saksi_domain::forms::definition::{
    Appearance, ControlKind, Definition, NodeId, NodeKind, Quality, QuestionType, RangeBounds,
    TextForm,
};
use saksi_domain::forms::session::{InstancePart, OfferedChoice};
use saksi_domain::forms::{Answer, Failing, Place, Session, Step, Why};
use saksi_domain::journal::RecordId;

use super::Field;
use super::draft::{DraftId, place_of};
use crate::error::DeviceError;

/// The most choices that cross at once; the others are found by [`Field::find_choices`].
const MOST_CHOICES: usize = 100;
/// From so many choices on a person is offered a field to search in.
const SEARCHED_FROM: usize = 12;

/// What governs a question besides its type and appearance.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct QuestionParameters {
    /// Lines of a text field.
    pub rows: Option<u32>,
    /// The longer side of a picture, in pixels.
    pub max_pixels: Option<u32>,
    /// A position is good enough once it is this good, in mm.
    pub enough_accuracy_mm: Option<u32>,
    /// A position worse than this is warned about, in mm.
    pub poor_accuracy_mm: Option<u32>,
    /// May a position come from a mock provider?
    pub allow_mock: Option<bool>,
    /// How well a sound is recorded.
    pub quality: Option<Quality>,
}

/// A row of a repeat, in a heading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowView {
    /// The row.
    pub place: String,
    /// Which one, from 1.
    pub number: u32,
    /// Of how many.
    pub of: u32,
    /// May a person remove it?
    pub removable: bool,
}

/// What stands over a question: a group, or a row of a repeat.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heading {
    /// The label; may be empty over a row.
    pub label: String,
    /// The row, if it is one.
    pub row: Option<RowView>,
}

/// One question as it is to be shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QuestionView {
    /// Its place as text.
    pub place: String,
    /// Its type.
    pub kind: Option<QuestionType>,
    /// What a person reads.
    pub label: String,
    /// Smaller print.
    pub hint: String,
    /// Help for those who train.
    pub guidance: Option<String>,
    /// The name of the label's picture file, if it is on this phone, as with the next ones.
    pub image: Option<String>,
    /// The name of a larger picture of the same.
    pub big_image: Option<String>,
    /// The name of the sound file that reads the label aloud.
    pub audio: Option<String>,
    /// The name of the label's film file.
    pub video: Option<String>,
    /// What stands over it on its own screen, outermost first.
    pub headings: Vec<Heading>,
    /// Appearances, in the order of the form.
    pub appearance: Vec<Appearance>,
    /// The bounds of a range.
    pub range: Option<RangeBounds>,
    /// What else governs it.
    pub parameters: QuestionParameters,
    /// Is what is typed to be hidden?
    pub secret: bool,
    /// The answer so far.
    pub value: Option<Answer>,
    /// Must it be answered?
    pub required: bool,
    /// The form's own words for when it must be and is not.
    pub required_message: Option<String>,
    /// The form's own words for an answer that its constraint refuses.
    pub constraint_message: Option<String>,
    /// Does it take no answer just now?
    pub readonly: bool,
    /// The choices offered: all, or of a long list the first and the chosen ones.
    pub choices: Vec<OfferedChoice>,
    /// How many are offered in all.
    pub choices_in_all: u32,
    /// Is the list so long, or so marked, that it is to be searched?
    pub searched: bool,
    /// The file that its choices come from, if that is not on this phone: nothing can be chosen.
    pub missing_list: Option<String>,
    /// Is it refused an answer as long as that list is missing? Else any code may be written.
    pub blocked: bool,
}

/// What kind of place a step is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StepKind {
    /// Before the first question.
    Start,
    /// One question.
    Question,
    /// A group, or a row, all of which is one screen.
    Group,
    /// After the rows of a repeat: add one?
    AddRow,
    /// Past the last question.
    End,
}

/// A step of the way through a draft.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StepView {
    /// What kind of place it is.
    pub kind: StepKind,
    /// The question, group, row or repeat there; none at the start and at the end.
    pub place: Option<String>,
    /// Its label.
    pub label: String,
    /// What stands over it, outermost first.
    pub headings: Vec<Heading>,
    /// Is all that takes an answer there answered? None where nothing does.
    pub answered: Option<bool>,
    /// Does something there keep the draft from being finalised?
    pub failing: bool,
}

/// A question that keeps a draft from being finalised.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FailingQuestion {
    /// Where.
    pub place: String,
    /// Its label.
    pub label: String,
    /// Why.
    pub why: Why,
    /// The form's own words for it.
    pub message: Option<String>,
}

/// A draft as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DraftView {
    /// The draft.
    pub id: DraftId,
    /// The form's id.
    pub form: String,
    /// The form's version.
    pub version: String,
    /// The form's title in the language on screen.
    pub title: String,
    /// The record that it edits.
    pub record: Option<RecordId>,
    /// Where the person stands.
    pub step: StepView,
    /// Which of the steps with questions that is, from 1; 0 at the start.
    pub position: u32,
    /// How many steps with questions there are just now.
    pub of: u32,
    /// The question there, or all of a group that is shown on one screen.
    pub questions: Vec<QuestionView>,
    /// What keeps it from being finalised, in the order of the form: of the questions there, and at
    /// the end of all ([`Field::failing`]).
    pub failing: Vec<FailingQuestion>,
    /// The text of the form's Stop, if it says so just now.
    pub stop: Option<String>,
}

impl Field {
    /// A draft as it stands; after a restart exactly where it was.
    ///
    /// # Errors
    /// [`DeviceError::Unknown`].
    pub fn view(&self, draft: DraftId) -> Result<DraftView, DeviceError> {
        let session = self.session(draft)?;
        let form = session.definition();
        let steps: Vec<Step> = session.steps();
        let asks = |step: &&Step| matches!(step, Step::Question(_) | Step::Group(_));
        let here = steps.iter().position(|step| step == session.step()).unwrap_or_default();
        let language = self.language();
        let stop = session.stop();
        let questions = shown(&session).into_iter();
        let questions = questions.map(|question| self.with_files(form, question));
        let questions = questions.collect::<Result<_, _>>()?;
        let places = places_of(&session, session.step());
        let mut failing = session.failing();
        let is_failing = places.iter().any(|place| failing.iter().any(|f| f.place == *place));
        if *session.step() != Step::End {
            failing.retain(|failing| places.contains(&failing.place));
        }
        Ok(DraftView {
            id: draft,
            form: form.id.clone(),
            version: form.version.clone(),
            title: form.title.get(&language).unwrap_or(&form.id).to_owned(),
            record: self.draft_row(draft)?.record,
            step: step_view(&session, session.step(), is_failing),
            position: count(steps[..=here].iter().filter(asks).count()),
            of: count(steps.iter().filter(asks).count()),
            questions,
            failing: failing.iter().map(|f| failing_question(&session, f)).collect(),
            stop: stop.map(|s| s.message.get(&language).unwrap_or_default().to_owned()),
        })
    }

    /// All steps that are asked just now, of thousands in a long form.
    ///
    /// # Errors
    /// [`DeviceError::Unknown`].
    pub fn steps(&self, draft: DraftId) -> Result<Vec<StepView>, DeviceError> {
        let session = self.session(draft)?;
        let failing: HashSet<Place> = session.failing().into_iter().map(|f| f.place).collect();
        let view = |step: &Step| {
            let is_failing = places_of(&session, step).iter().any(|place| failing.contains(place));
            step_view(&session, step, is_failing)
        };
        Ok(session.steps().iter().map(view).collect())
    }

    /// The draft as an instance of its form, as far as its questions are relevant now: what ODK would
    /// store.
    ///
    /// # Errors
    /// [`DeviceError::Unknown`].
    pub fn instance_xml(&self, draft: DraftId) -> Result<String, DeviceError> {
        Ok(self.session(draft)?.to_xml(InstancePart::Relevant))
    }

    /// All that keeps a draft from being finalised, in the order of the form.
    ///
    /// # Errors
    /// [`DeviceError::Unknown`].
    pub fn failing(&self, draft: DraftId) -> Result<Vec<FailingQuestion>, DeviceError> {
        let session = self.session(draft)?;
        Ok(session.failing().iter().map(|f| failing_question(&session, f)).collect())
    }

    /// One question of a draft.
    ///
    /// # Errors
    /// [`DeviceError::Answer`] if there is no such place.
    pub fn question_at(&self, draft: DraftId, place: &str) -> Result<QuestionView, DeviceError> {
        let session = self.session(draft)?;
        let place = place_of(&session, place)?;
        self.with_files(session.definition(), question(&session, &place, None))
    }

    /// A question with what depends on the files that are here.
    fn with_files(
        &self,
        form: &Definition,
        question: QuestionView,
    ) -> Result<QuestionView, DeviceError> {
        let blocked = match &question.missing_list {
            Some(list) => self.came_with(form, list)?,
            None => false,
        };
        Ok(QuestionView { blocked, ..self.media_here(form.hash)?.only(question) })
    }

    /// The first choices of a question whose label or code holds `text`.
    ///
    /// # Errors
    /// [`DeviceError::Answer`] if there is no such place.
    pub fn find_choices(
        &self,
        draft: DraftId,
        place: &str,
        text: &str,
    ) -> Result<Vec<OfferedChoice>, DeviceError> {
        let session = self.session(draft)?;
        let place = place_of(&session, place)?;
        let found = session.find_choices(&place, text).take(MOST_CHOICES).collect();
        Ok(self.media_here(session.definition().hash)?.only_of(found))
    }
}

/// The questions on screen.
fn shown(session: &Session) -> Vec<QuestionView> {
    match session.step() {
        Step::Question(place) => vec![question(session, place, Some(place.node))],
        Step::Group(group) => {
            let members = session.members(group);
            members.iter().map(|place| question(session, place, Some(group.node))).collect()
        }
        _ => Vec::new(),
    }
}

/// A question with the headings below `screen`; all of them if there is none.
pub(super) fn question(session: &Session, place: &Place, screen: Option<NodeId>) -> QuestionView {
    let form = session.definition();
    let control = form.control_of(place.node);
    let appearance = control.map(|c| c.appearance.clone()).unwrap_or_default();
    let value = session.value(place).cloned();
    let (choices, in_all) = first_choices(session, place);
    let marked = appearance.contains(&Appearance::Search);
    let headings = match screen {
        Some(screen) if screen == place.node => Vec::new(),
        screen => headings(session, place, screen.unwrap_or(NodeId::ROOT)),
    };
    QuestionView {
        place: form.place_text(place),
        kind: form.node(place.node).question(),
        label: session.label(place),
        hint: session.hint(place),
        guidance: session.guidance(place),
        image: session.label_as(place, &TextForm::Image),
        big_image: session.label_as(place, &TextForm::BigImage),
        audio: session.label_as(place, &TextForm::Audio),
        video: session.label_as(place, &TextForm::Video),
        headings,
        appearance,
        range: control.and_then(|control| match &control.kind {
            ControlKind::Range(bounds) => Some(bounds.clone()),
            _ => None,
        }),
        parameters: parameters(form, place.node),
        secret: control.is_some_and(|control| control.kind == ControlKind::Secret),
        required: session.is_required(place),
        required_message: session.required_message(place),
        constraint_message: session.constraint_message(place),
        readonly: session.is_readonly(place),
        choices,
        choices_in_all: count(in_all),
        searched: in_all > 0 && (marked || in_all > SEARCHED_FROM),
        missing_list: session.missing_list(place),
        blocked: false,
        value,
    }
}

/// The first choices and the chosen ones wherever they stand; and how many are offered in all.
fn first_choices(session: &Session, place: &Place) -> (Vec<OfferedChoice>, usize) {
    let offered = session.choices(place);
    let in_all = offered.len();
    let mut first: Vec<OfferedChoice> = offered.take(MOST_CHOICES).collect();
    let beyond = if in_all > MOST_CHOICES { session.chosen(place) } else { Vec::new() };
    for chosen in beyond {
        if !first.iter().any(|choice| choice.code == chosen.code) {
            first.push(chosen);
        }
    }
    (first, in_all)
}

fn parameters(form: &Definition, node: NodeId) -> QuestionParameters {
    let Some(control) = form.control_of(node) else { return QuestionParameters::default() };
    // Some stand at the control and some at the bind.
    let (shown, bound) = (&control.parameters, &form.node(node).parameters);
    QuestionParameters {
        rows: shown.rows.or(bound.rows),
        max_pixels: shown.max_pixels.or(bound.max_pixels),
        enough_accuracy_mm: shown.capture_accuracy.or(bound.capture_accuracy).map(millimetres),
        poor_accuracy_mm: shown.warning_accuracy.or(bound.warning_accuracy).map(millimetres),
        allow_mock: shown.allow_mock_accuracy.or(bound.allow_mock_accuracy),
        quality: shown.quality.or(bound.quality),
    }
}

#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped")]
fn millimetres(metres: f64) -> u32 {
    (metres * 1000.0).clamp(0.0, f64::from(u32::MAX)) as u32
}

fn count(items: usize) -> u32 {
    u32::try_from(items).unwrap_or(u32::MAX)
}

/// The groups and rows around a place, outermost first, up to `top`; groups without words are
/// left out.
fn headings(session: &Session, place: &Place, top: NodeId) -> Vec<Heading> {
    let form = session.definition();
    let mut found = Vec::new();
    let mut at = form.node(place.node).parent;
    while let Some(id) = at.filter(|id| *id != NodeId::ROOT && *id != top) {
        let node = form.node(id);
        let depth = node.repeats.len() + usize::from(node.kind == NodeKind::Repeat);
        let around = Place { node: id, rows: place.rows[..depth.min(place.rows.len())].to_vec() };
        found.extend(heading(session, &around));
        at = node.parent;
    }
    found.reverse();
    found
}

/// The heading of a group or row; none of a group without words.
fn heading(session: &Session, place: &Place) -> Option<Heading> {
    let (label, row) = (session.label(place), row_view(session, place));
    (row.is_some() || !label.is_empty()).then_some(Heading { label, row })
}

fn row_view(session: &Session, place: &Place) -> Option<RowView> {
    let form = session.definition();
    let node = form.node(place.node);
    let around = place.rows.get(..node.repeats.len())?.to_vec();
    place.rows.get(node.repeats.len())?;
    let rows = session.rows(&Place { node: place.node, rows: around });
    let at = rows.iter().position(|row| row == place)?;
    let mut controls = node.controls.iter().map(|id| form.control(*id));
    let repeat = controls.find(|control| control.kind == ControlKind::Repeat);
    Some(RowView {
        place: form.place_text(place),
        number: count(at + 1),
        of: count(rows.len()),
        removable: repeat.is_some_and(|c| c.count.is_none() && !c.no_add_remove),
    })
}

fn step_view(session: &Session, step: &Step, failing: bool) -> StepView {
    let form = session.definition();
    let (kind, place) = match step {
        Step::Start => (StepKind::Start, None),
        Step::Question(place) => (StepKind::Question, Some(place)),
        Step::Group(place) => (StepKind::Group, Some(place)),
        Step::AddRow(place) => (StepKind::AddRow, Some(place)),
        Step::End => (StepKind::End, None),
    };
    let mut over = place.map(|place| headings(session, place, NodeId::ROOT)).unwrap_or_default();
    // A row that is one screen has its number from itself.
    over.extend(place.filter(|_| kind == StepKind::Group).and_then(|p| heading(session, p)));
    StepView {
        kind,
        place: place.map(|place| form.place_text(place)),
        label: place.map(|place| session.label(place)).unwrap_or_default(),
        headings: over,
        answered: answered(session, step),
        failing,
    }
}

/// The questions that a step shows.
fn places_of(session: &Session, step: &Step) -> Vec<Place> {
    match step {
        Step::Question(place) => vec![place.clone()],
        Step::Group(place) => session.members(place),
        _ => Vec::new(),
    }
}

fn answered(session: &Session, step: &Step) -> Option<bool> {
    let places = places_of(session, step);
    let form = session.definition();
    let asks = |place: &&Place| {
        form.node(place.node).question() != Some(QuestionType::Note) && !session.is_readonly(place)
    };
    let mut asked = places.iter().filter(asks).peekable();
    asked.peek()?;
    Some(asked.all(|place| session.value(place).is_some()))
}

fn failing_question(session: &Session, failing: &Failing) -> FailingQuestion {
    let place = &failing.place;
    FailingQuestion {
        place: session.definition().place_text(place),
        label: session.label(place),
        why: failing.why,
        message: match failing.why {
            Why::Missing => session.required_message(place),
            Why::Constraint => session.constraint_message(place),
            _ => None,
        },
    }
}

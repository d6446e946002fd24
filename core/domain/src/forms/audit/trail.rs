//! The trail: calls in, events out. It decides what is kept, when it ends and where it was.

use serde::{Deserialize, Serialize};

use super::event::{AuditEvent, AuditKind, AuditSpot};
use super::settings::AuditSettings;

/// What two clocks of the phone say at a call.
///
/// Only the first call after opening believes the wall clock; every later time is that one plus
/// the time elapsed, which nobody can set. Times may therefore be wrong, durations are not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AuditClock {
    /// The wall clock, ms since 1970 UTC.
    pub wall_ms: i64,
    /// Ms since the phone started, sleep included.
    pub elapsed_ms: u64,
}

/// A position of late, and when it came.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
struct Recent {
    elapsed_ms: u64,
    spot: AuditSpot,
}

/// The log of one form being filled in.
///
/// Where the form tracks changes, answers stand in it in clear: it belongs where its draft and
/// its submission belong, and whoever calls leaves out the answers to personal questions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AuditTrail {
    settings: AuditSettings,
    events: Vec<AuditEvent>,
    user: Option<String>,
    /// The wall and elapsed time when the form was opened.
    opened: (i64, u64),
    recent: Vec<Recent>,
    /// Is this a form that was left and opened again?
    resumed: bool,
    /// Did an answer change since it was last said why?
    changed: bool,
}

impl AuditTrail {
    /// A form is opened for the first time.
    #[must_use]
    pub fn begin(settings: AuditSettings, now: AuditClock) -> Self {
        let opened = (now.wall_ms, now.elapsed_ms);
        let mut trail = Self {
            settings,
            events: Vec::new(),
            user: None,
            opened,
            recent: Vec::new(),
            resumed: false,
            changed: false,
        };
        trail.note(AuditKind::FormStart, now);
        trail
    }

    /// The form is opened again. The phone may have started anew in between, so the clocks are
    /// tied together again, old positions are forgotten, and a screen that was never left stays
    /// without an end. Who fills in is asked again.
    pub fn resume(&mut self, now: AuditClock) {
        self.opened = (now.wall_ms, now.elapsed_ms);
        self.recent.clear();
        self.user = None;
        (self.resumed, self.changed) = (true, false);
        for event in &mut self.events {
            event.open = false;
        }
        self.note(AuditKind::FormResume, now);
    }

    /// What the form asks for.
    #[must_use]
    pub fn settings(&self) -> &AuditSettings {
        &self.settings
    }

    /// What happened so far, in the order in which it began.
    #[must_use]
    pub fn events(&self) -> &[AuditEvent] {
        &self.events
    }

    /// Must somebody say who they are before the form is shown?
    #[must_use]
    pub fn needs_user(&self) -> bool {
        self.settings.identify_user && self.user.is_none()
    }

    /// Says who fills in from now on; a blank name is none. Events so far keep theirs.
    pub fn identify(&mut self, user: &str) {
        let user = user.trim();
        self.user = (!user.is_empty()).then(|| user.to_owned());
    }

    /// Must somebody say why, before this is saved? So it is when a form that was opened again has
    /// a changed answer since the last reason.
    #[must_use]
    pub fn needs_reason(&self) -> bool {
        self.settings.reason_on_edit && self.resumed && self.changed
    }

    /// The person says why the form was changed; a blank reason is none.
    pub fn change_reason(&mut self, reason: &str, now: AuditClock) {
        if !self.settings.reason_on_edit || reason.trim().is_empty() {
            return;
        }
        let mut event = self.event(AuditKind::ChangeReason, None, now);
        event.reason = Some(reason.trim().to_owned());
        self.events.push(event);
        self.changed = false;
    }

    /// The phone measured a position. One that a mock provider made counts as exact to 0 mm.
    pub fn located(&mut self, spot: AuditSpot, is_mock: bool, now: AuditClock) {
        if self.settings.location.is_some() {
            let acc_mm = if is_mock { 0 } else { spot.acc_mm };
            let spot = AuditSpot { acc_mm, ..spot };
            self.forget_old(now);
            self.recent.push(Recent { elapsed_ms: now.elapsed_ms, spot });
        }
    }

    /// Something happened that has no node and does not last. Leaving the form also leaves the
    /// screen.
    pub fn note(&mut self, kind: AuditKind, now: AuditClock) {
        self.note_at(kind, None, now);
    }

    /// The same at a node: a row was deleted.
    pub fn note_at(&mut self, kind: AuditKind, node: Option<&str>, now: AuditClock) {
        let not_asked = kind.is_about_location() && self.settings.location.is_none();
        let echo = kind.stutters() && self.events.last().is_some_and(|last| last.kind == kind);
        if not_asked || echo {
            return;
        }
        if kind == AuditKind::FormExit {
            self.leave(now);
        }
        let event = self.event(kind, node, now);
        self.events.push(event);
    }

    /// Something comes on the screen; `value` is the answer that a question has then. The same
    /// screen again, when it is merely drawn anew, is no event.
    pub fn show(
        &mut self,
        kind: AuditKind,
        node: Option<&str>,
        value: Option<&str>,
        now: AuditClock,
    ) {
        self.show_one(kind, node, value, false, now);
    }

    /// A question comes on a screen that it shares with others. Beside the group's own event it
    /// is kept only if the form tracks changes and the answer changed.
    pub fn show_in_group(&mut self, node: &str, value: Option<&str>, now: AuditClock) {
        self.show_one(AuditKind::Question, Some(node), value, true, now);
    }

    /// The answer of a question on the screen is now this.
    pub fn answered(&mut self, node: &str, value: Option<&str>) {
        let shown = |event: &&mut AuditEvent| {
            event.open && event.kind == AuditKind::Question && event.node.as_deref() == Some(node)
        };
        let from = self.on_screen();
        if let Some(event) = self.events[from..].iter_mut().rev().find(shown) {
            value.unwrap_or_default().clone_into(&mut event.new_value);
            self.changed |= event.has_changed();
        }
    }

    /// What is on the screen goes from it.
    pub fn leave(&mut self, now: AuditClock) {
        let (end, spot, settings) = (self.time(now), self.best_spot(now), self.settings);
        // What is open lies behind the last screen that was left: the rest is not gone through.
        let mut screen = self.events.split_off(self.on_screen());
        screen.retain_mut(|event| {
            if !event.open {
                return true;
            }
            event.open = false;
            event.end = Some(end);
            // The phone may have found itself only while the question was on the screen.
            event.spot = event.spot.or(spot);
            let tells = event.has_changed() && settings.track_changes;
            if !tells {
                event.old_value.clear();
                event.new_value.clear();
            }
            tells || !event.in_field_list
        });
        self.events.append(&mut screen);
    }

    fn show_one(
        &mut self,
        kind: AuditKind,
        node: Option<&str>,
        value: Option<&str>,
        in_field_list: bool,
        now: AuditClock,
    ) {
        let here =
            |event: &AuditEvent| event.open && event.kind == kind && event.node.as_deref() == node;
        if self.events[self.on_screen()..].iter().any(here) {
            return;
        }
        let mut event = self.event(kind, node, now);
        event.open = kind.lasts();
        event.in_field_list = in_field_list;
        if kind == AuditKind::Question {
            value.unwrap_or_default().clone_into(&mut event.old_value);
            event.new_value.clone_from(&event.old_value);
        }
        self.events.push(event);
    }

    /// From where on events may still be open.
    fn on_screen(&self) -> usize {
        let left = |event: &AuditEvent| event.kind.lasts() && !event.open;
        self.events.iter().rposition(left).map_or(0, |at| at + 1)
    }

    fn event(&mut self, kind: AuditKind, node: Option<&str>, now: AuditClock) -> AuditEvent {
        self.forget_old(now);
        AuditEvent {
            kind,
            node: node.map(str::to_owned),
            start: self.time(now),
            end: None,
            spot: self.best_spot(now),
            old_value: String::new(),
            new_value: String::new(),
            user: self.user.clone(),
            reason: None,
            in_field_list: false,
            open: false,
        }
    }

    fn time(&self, now: AuditClock) -> i64 {
        let (wall, elapsed) = self.opened;
        let since = i64::try_from(now.elapsed_ms.saturating_sub(elapsed)).unwrap_or(i64::MAX);
        wall.saturating_add(since)
    }

    fn max_age_ms(&self) -> u64 {
        self.settings.location.map_or(0, |asked| u64::from(asked.max_age_s) * 1000)
    }

    fn forget_old(&mut self, now: AuditClock) {
        let age = self.max_age_ms();
        self.recent.retain(|fix| now.elapsed_ms <= fix.elapsed_ms.saturating_add(age));
    }

    /// The most accurate position that is not too old; of two equal ones, the earlier.
    fn best_spot(&self, now: AuditClock) -> Option<AuditSpot> {
        let age = self.max_age_ms();
        let fresh = |fix: &&Recent| now.elapsed_ms <= fix.elapsed_ms.saturating_add(age);
        self.recent.iter().filter(fresh).map(|fix| fix.spot).min_by_key(|spot| spot.acc_mm)
    }
}

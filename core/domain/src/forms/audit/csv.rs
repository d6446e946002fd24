//! `audit.csv` as ODK's servers read it: UTF-8, commas, LF, quotes only where they are needed.

use super::event::{AuditEvent, AuditSpot};
use super::settings::AuditSettings;
use super::trail::AuditTrail;
use crate::forms::decimal::unscaled;

impl AuditTrail {
    /// The whole log as CSV. The columns follow the form's settings: the first four always, then
    /// position, answers, user and reason.
    #[must_use]
    pub fn to_csv(&self) -> String {
        let mut text = header(self.settings());
        for event in self.events() {
            text.push('\n');
            row(&mut text, event, self.settings());
        }
        text.push('\n');
        text
    }
}

fn header(settings: &AuditSettings) -> String {
    let mut text = "event,node,start,end".to_owned();
    let columns = [
        (settings.location.is_some(), ",latitude,longitude,accuracy"),
        (settings.track_changes, ",old-value,new-value"),
        (settings.identify_user, ",user"),
        (settings.reason_on_edit, ",change-reason"),
    ];
    text.extend(columns.iter().filter(|(asked, _)| *asked).map(|(_, names)| *names));
    text
}

fn row(text: &mut String, event: &AuditEvent, settings: &AuditSettings) {
    text.push_str(event.kind.word());
    cell(text, event.node.as_deref().unwrap_or_default());
    cell(text, &event.start.to_string());
    cell(text, &event.end.map(|end| end.to_string()).unwrap_or_default());
    if settings.location.is_some() {
        spot(event.spot).iter().for_each(|value| cell(text, value));
    }
    if settings.track_changes {
        // Of a question still on the screen it is not settled whether the answer changes.
        let told = event.end.is_some() && event.has_changed();
        let (old, new) = if told { (&*event.old_value, &*event.new_value) } else { ("", "") };
        cell(text, old);
        cell(text, new);
    }
    if settings.identify_user {
        cell(text, event.user.as_deref().unwrap_or_default());
    }
    if settings.reason_on_edit {
        cell(text, event.reason.as_deref().unwrap_or_default());
    }
}

/// Latitude and longitude in degrees, accuracy in metres.
fn spot(spot: Option<AuditSpot>) -> [String; 3] {
    spot.map_or_else(Default::default, |s| {
        [unscaled(s.lat_e7, 7), unscaled(s.lon_e7, 7), unscaled(i64::from(s.acc_mm), 3)]
    })
}

fn cell(text: &mut String, value: &str) {
    text.push(',');
    if value.contains([',', '\n', '\r', '"']) {
        text.push('"');
        text.push_str(&value.replace('"', "\"\""));
        text.push('"');
    } else {
        text.push_str(value);
    }
}

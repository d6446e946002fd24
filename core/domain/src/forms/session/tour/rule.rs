//! What a tour answers to the n-th question, counted from 1.

use crate::forms::definition::{ControlId, ControlKind, DataType};
use crate::forms::session::Session;
use crate::forms::session::instance::ScopeId;

const LINE: &str = "-3.5 122.5 0 0;-3.6 122.6 0 0;-3.5 122.7 0 0;-3.5 122.5 0 0";

impl Session {
    /// The text for the n-th question; none where there is nothing to choose.
    pub(super) fn text_by_rule(
        &mut self,
        id: ControlId,
        scope: ScopeId,
        n: usize,
    ) -> Option<String> {
        let control = self.definition.control(id);
        let node = control.node?;
        match control.kind {
            ControlKind::Select1 => {
                let codes = self.codes_offered(id, scope);
                codes.get(n.checked_rem(codes.len())?).cloned()
            }
            ControlKind::Select | ControlKind::Rank => {
                let codes = self.codes_offered(id, scope);
                let first = codes.first()?;
                Some(match codes.len() {
                    0..=2 => first.clone(),
                    count => format!("{first} {}", codes[1 + n % (count - 1)]),
                })
            }
            ControlKind::Trigger => Some("OK".to_owned()),
            ControlKind::Upload(_) => Some(format!("media{n}.jpg")),
            _ => Some(by_type(self.definition.node(node).data, n)),
        }
    }
}

fn by_type(data: DataType, n: usize) -> String {
    match data {
        DataType::Integer => (1 + n % 40).to_string(),
        DataType::Long => (1000 + n).to_string(),
        DataType::Decimal => format!("{}.5", 1 + n % 40),
        DataType::Date => format!("2020-01-{:02}", 1 + n % 28),
        DataType::Time => "10:30:00.000Z".to_owned(),
        DataType::DateTime => "2020-01-02T10:30:00.000Z".to_owned(),
        DataType::Geopoint => "-3.5 122.5 10 5".to_owned(),
        DataType::Geotrace | DataType::Geoshape => LINE.to_owned(),
        DataType::Binary => format!("media{n}.jpg"),
        DataType::Boolean => "true".to_owned(),
        _ => format!("text {n}"),
    }
}

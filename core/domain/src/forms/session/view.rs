//! Reckoning the expressions of a form in a session.

use std::cell::Cell;

use super::Session;
use super::instance::ScopeId;
use super::scene::View;
use super::spot::Spot;
use crate::forms::answer::Answer;
use crate::forms::calendar::{self, Moment};
use crate::forms::definition::{Expr, NodeId, NodeKind};
use crate::forms::xpath::{ExprValue, Scene as _, date_text, eval, number_text, to_number};

/// What an expression gives, apart from the scene: a node gives its value.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Plain {
    Number(f64),
    Text(String),
    Boolean(bool),
    Date(Moment),
}

impl Plain {
    pub(super) fn truth(&self) -> bool {
        match self {
            Self::Number(number) => number.abs() > 1e-12 && !number.is_nan(),
            Self::Text(text) => !text.is_empty(),
            Self::Boolean(truth) => *truth,
            Self::Date(_) => true,
        }
    }

    pub(super) fn number(&self) -> f64 {
        match self {
            Self::Number(number) => *number,
            Self::Text(text) => to_number(text),
            Self::Boolean(truth) => f64::from(u8::from(*truth)),
            Self::Date(moment) => calendar::days(&moment.date_time()).unwrap_or(f64::NAN),
        }
    }

    pub(super) fn text(self) -> String {
        match self {
            Self::Number(number) => number_text(number),
            Self::Text(text) => text,
            Self::Boolean(truth) => truth.to_string(),
            Self::Date(moment) => date_text(moment),
        }
    }
}

impl Session {
    /// What an expression gives at a node whose cell is in `scope`.
    pub(super) fn evaluate(&self, expr: &Expr, node: NodeId, scope: ScopeId) -> Plain {
        let view = View { session: self, node, scope };
        let at = self.spot(node, scope);
        let value = eval(&expr.expr, &view, at, 1, 1);
        self.plain(&view, value)
    }

    /// Where an expression of a node stands; of a repeat, at the node around it or the row.
    pub(super) fn spot(&self, id: NodeId, scope: ScopeId) -> Spot {
        let node = self.definition.node(id);
        if node.kind != NodeKind::Repeat {
            return Spot::Node(scope, id);
        }
        if self.instance.scope(scope).repeat == id {
            return Spot::Row(scope);
        }
        // The relevance of a repeat is the same for all its rows.
        Spot::Rows(scope, id)
    }

    pub(super) fn plain(&self, view: &View<'_>, value: ExprValue<'_, Spot>) -> Plain {
        match value {
            ExprValue::Number(number) => Plain::Number(number),
            ExprValue::Text(text) => Plain::Text(text.into_owned()),
            ExprValue::Boolean(truth) => Plain::Boolean(truth),
            ExprValue::Date(moment) => Plain::Date(moment),
            ExprValue::Nodes(nodes) => match nodes.first() {
                Some(node) => self.value_of(view, *node),
                None => Plain::Text(String::new()),
            },
        }
    }

    /// The value of a node, with its type.
    fn value_of(&self, view: &View<'_>, spot: Spot) -> Plain {
        if let Spot::Node(scope, id) = spot {
            let cell = self.instance.cell(scope, self.definition.node(id));
            match cell.answer.as_ref().filter(|_| cell.relevant) {
                Some(Answer::Int(_) | Answer::Decimal(_)) => return Plain::Number(cell.number),
                Some(Answer::Boolean(truth)) => return Plain::Boolean(*truth),
                Some(Answer::DateTime(text)) => {
                    if let Some(moment) = calendar::moment(text) {
                        return Plain::Date(moment);
                    }
                }
                Some(Answer::Date(text)) => {
                    let midnight = calendar::date_time_in(text, self.context.now.zone_minutes);
                    if let Some(moment) = midnight.as_deref().and_then(calendar::moment) {
                        return Plain::Date(moment);
                    }
                }
                _ => {}
            }
        }
        Plain::Text(view.text(spot).into_owned())
    }

    /// A number in [0, 1), the next of those that the session's seed gives.
    pub(super) fn chance(&self) -> f64 {
        let bytes = self.draw(b"saksi/chance/1");
        let mut first = [0; 8];
        first.copy_from_slice(&bytes[..8]);
        #[allow(clippy::cast_precision_loss, reason = "53 bits fit")]
        let chance = (u64::from_be_bytes(first) >> 11) as f64 / (1u64 << 53) as f64;
        chance
    }

    /// What went wrong while reckoning, once.
    pub fn take_fault(&mut self) -> Option<String> {
        None
    }
}

/// How many draws were made; a cell, because reckoning changes nothing else.
pub(super) type Drawn = Cell<u64>;

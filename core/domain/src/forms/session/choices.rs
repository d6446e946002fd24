//! Stub
use super::Session;
use super::instance::ScopeId;
use crate::forms::definition::ControlId;
/// c
#[derive(Debug, Clone, PartialEq)]
pub struct OfferedChoice;
impl Session {
    pub(super) fn still_offered<'a>(&self, _: ControlId, _: ScopeId, _: &[&'a String]) -> Option<Vec<&'a String>> {
        None
    }
}

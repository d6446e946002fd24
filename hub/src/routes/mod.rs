//! One file per route (or two that belong together): HTTP in, a blocking call of the hub, HTTP out.

pub mod blobs;
pub mod enrol;
pub mod entries;
pub mod hello;
pub mod layer;
pub mod message;
pub mod open;
pub mod page;
pub mod proof;
mod query;

use std::sync::Arc;

use axum::http::{HeaderMap, header};

use crate::hub::Hub;
use crate::problem::{HubError, Refusal};
use crate::visibility::Caller;

/// The caller behind the `Authorization` header.
pub(crate) fn caller(hub: &Hub, headers: &HeaderMap) -> Result<Caller, HubError> {
    let value = headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok());
    let missing = || HubError::new(Refusal::TokenMissing, "Authorization: Bearer TOKEN");
    let (scheme, token) = value.and_then(|value| value.split_once(' ')).ok_or_else(missing)?;
    if !scheme.eq_ignore_ascii_case("bearer") {
        return Err(missing());
    }
    hub.caller(token.trim())
}

/// Runs a blocking call of the hub on a worker thread.
pub(crate) async fn blocking<T: Send + 'static>(
    hub: &Arc<Hub>,
    work: impl FnOnce(&Hub) -> Result<T, HubError> + Send + 'static,
) -> Result<T, HubError> {
    let hub = hub.clone();
    let done = tokio::task::spawn_blocking(move || work(&hub)).await;
    done.map_err(|_| HubError::new(Refusal::Internal, "the hub's work broke off"))?
}

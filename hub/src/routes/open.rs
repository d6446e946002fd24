//! What anyone may ask: which project, which version, is it well, how large; and what is not there.

use std::sync::Arc;

use axum::extract::State;
use axum::http::{Method, Uri, header};
use axum::response::{IntoResponse as _, Response};
use saksi_domain::sync::wire::VERSION;
use serde_json::json;

use super::blocking;
use crate::hub::Hub;
use crate::problem::{HubError, Refusal};
use crate::{metrics, openapi};

fn json(value: &serde_json::Value) -> Response {
    ([(header::CONTENT_TYPE, "application/json")], value.to_string()).into_response()
}

/// Which project, and which version of the messages: a client of another one can say so in words.
pub(crate) async fn project(State(hub): State<Arc<Hub>>) -> Result<Response, HubError> {
    let name = blocking(&hub, |hub| Ok(hub.journal().ledger().membership().name.clone())).await?;
    Ok(json(&json!({
        "name": name,
        "project": hub.project().to_string(),
        "speaks": VERSION,
        "program": env!("CARGO_PKG_VERSION"),
    })))
}

/// The OpenAPI document.
pub(crate) async fn openapi() -> Response {
    json(&openapi::document())
}

/// Is the journal readable?
pub(crate) async fn healthz(State(hub): State<Arc<Hub>>) -> Result<Response, HubError> {
    let size = blocking(&hub, |hub| Ok(hub.journal().ledger().size())).await?;
    Ok(json(&json!({ "status": "ok", "entries": size })))
}

/// Counters for Prometheus.
pub(crate) async fn metrics(State(hub): State<Arc<Hub>>) -> Result<Response, HubError> {
    let text = blocking(&hub, |hub| Ok(metrics::render(&hub.sizes(), &hub.requests))).await?;
    let kind = "text/plain; version=0.0.4; charset=utf-8";
    Ok(([(header::CONTENT_TYPE, kind)], text).into_response())
}

/// No such address.
pub(crate) async fn nothing() -> HubError {
    HubError::new(Refusal::NotFound, "no such address; /openapi.json names them all")
}

/// The address, but not by this method.
pub(crate) async fn method_not_allowed(method: Method, _: Uri) -> HubError {
    HubError::new(Refusal::MethodNotAllowed, format!("{method} here"))
}

//! `GET /v1/proof` and `GET /v1/checkpoint`: open to everyone, so that anyone can compare.

use std::sync::Arc;

use axum::extract::State;
use axum::http::{HeaderMap, Uri, header};
use axum::response::{IntoResponse as _, Response};
use saksi_domain::journal::EntryId;

use super::query::Query;
use super::{blocking, message};
use crate::hub::Hub;
use crate::problem::HubError;

/// Consistency (`?from&to`) or inclusion (`?id`).
pub(crate) async fn proof(
    State(hub): State<Arc<Hub>>,
    headers: HeaderMap,
    uri: Uri,
) -> Result<Response, HubError> {
    let query = Query::read(uri.query(), &["from", "to", "id"])?;
    let response = match query.get::<EntryId>("id")? {
        Some(id) => blocking(&hub, move |hub| hub.prove_inclusion(id)).await?,
        None => {
            let (from, to) = (query.need("from")?, query.get("to")?);
            blocking(&hub, move |hub| hub.prove_consistency(from, to)).await?
        }
    };
    Ok(message::answer(&headers, &response))
}

/// The newest signed note.
pub(crate) async fn checkpoint(State(hub): State<Arc<Hub>>) -> Result<Response, HubError> {
    let note = blocking(&hub, |hub| Ok(hub.journal().latest().note.clone())).await?;
    Ok(([(header::CONTENT_TYPE, "text/plain; charset=utf-8")], note).into_response())
}

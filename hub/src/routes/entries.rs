//! `POST /v1/entries` and `GET /v1/entries`.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::{HeaderMap, Uri};
use axum::response::Response;
use saksi_domain::sync::wire::PushRequest;

use super::query::Query;
use super::{blocking, caller, message};
use crate::hub::{Hub, Question};
use crate::problem::HubError;

/// Takes a page of entries.
pub(crate) async fn push(
    State(hub): State<Arc<Hub>>,
    request: Request,
) -> Result<Response, HubError> {
    let headers = request.headers().clone();
    let caller = caller(&hub, &headers)?;
    let request: PushRequest = message::read(hub.project(), request).await?;
    let response = blocking(&hub, move |hub| hub.push(&caller, request)).await?;
    Ok(message::answer(&headers, &response))
}

/// Gives a page of entries.
pub(crate) async fn pull(
    State(hub): State<Arc<Hub>>,
    headers: HeaderMap,
    uri: Uri,
) -> Result<Response, HubError> {
    let caller = caller(&hub, &headers)?;
    let query = Query::read(uri.query(), &["scope", "after", "limit", "mine"])?;
    let question = Question {
        scope: query.need("scope")?,
        after: query.get("after")?.unwrap_or(0),
        limit: query.get("limit")?.unwrap_or(usize::MAX),
        mine: query.get("mine")?.unwrap_or(false),
    };
    let response = blocking(&hub, move |hub| hub.pull(&caller, question)).await?;
    Ok(message::answer(&headers, &response))
}

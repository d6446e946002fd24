//! `POST /v1/enrol`.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::response::Response;
use saksi_domain::sync::wire::EnrolRequest;

use super::{blocking, message};
use crate::hub::Hub;
use crate::problem::HubError;

/// Enrols a phone; the invitation's signature is its authority.
pub(crate) async fn enrol(
    State(hub): State<Arc<Hub>>,
    request: Request,
) -> Result<Response, HubError> {
    let headers = request.headers().clone();
    let request: EnrolRequest = message::read(hub.project(), request).await?;
    let response = blocking(&hub, move |hub| hub.enrol(&request)).await?;
    Ok(message::answer(&headers, &response))
}

//! `POST /v1/hello`.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::response::Response;
use saksi_domain::sync::wire::HelloRequest;

use super::{blocking, caller, message};
use crate::hub::Hub;
use crate::problem::HubError;

/// Compares where both stand.
pub(crate) async fn hello(
    State(hub): State<Arc<Hub>>,
    request: Request,
) -> Result<Response, HubError> {
    let headers = request.headers().clone();
    let caller = caller(&hub, &headers)?;
    let request: HelloRequest = message::read(hub.project(), request).await?;
    let response = blocking(&hub, move |hub| hub.hello(&caller, &request)).await?;
    Ok(message::answer(&headers, &response))
}

//! `GET /`: one plain page for whoever opens the hub's address.

use std::sync::Arc;

use axum::extract::State;
use axum::response::{Html, IntoResponse as _, Response};

use crate::hub::Hub;
use crate::problem::Problem;

/// The page.
pub(crate) async fn page(State(_): State<Arc<Hub>>) -> Result<Response, Problem> {
    Ok(Html("Saksi").into_response())
}

//! Every route on one page. What each answers is `docs/formats/sync.md`; the OpenAPI document
//! ([`crate::openapi`]) names exactly these, held by a test.

use std::sync::Arc;

use axum::Router;
use axum::middleware::from_fn_with_state;
use axum::routing::{get, post};

use crate::hub::Hub;
use crate::routes::{blobs, enrol, entries, hello, layer, open, page, proof};

/// The hub's routes.
pub fn router(hub: Arc<Hub>) -> Router {
    Router::new()
        .route("/v1/enrol", post(enrol::enrol))
        .route("/v1/hello", post(hello::hello))
        .route("/v1/entries", post(entries::push).get(entries::pull))
        .route("/v1/blobs/{cid}", get(blobs::download).head(blobs::offset).patch(blobs::upload))
        .route("/v1/proof", get(proof::proof))
        .route("/v1/checkpoint", get(proof::checkpoint))
        .route("/v1/project", get(open::project))
        .route("/openapi.json", get(open::openapi))
        .route("/healthz", get(open::healthz))
        .route("/metrics", get(open::metrics))
        .route("/", get(page::page))
        .fallback(open::nothing)
        .method_not_allowed_fallback(open::method_not_allowed)
        .layer(from_fn_with_state(hub.clone(), layer::around))
        .with_state(hub)
}

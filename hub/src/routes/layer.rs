//! Around every request: refusals in the caller's language, a count, a log line.

use std::sync::Arc;
use std::time::Instant;

use axum::extract::{MatchedPath, Request, State};
use axum::http::{HeaderValue, header};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};

use super::blocking;
use crate::hub::Hub;
use crate::problem::{HubError, Language};

/// Words, counts, logs. Neither address nor headers are logged: they may hold names of blobs or tokens.
pub(crate) async fn around(State(hub): State<Arc<Hub>>, request: Request, next: Next) -> Response {
    let started = Instant::now();
    let route = request.extensions().get::<MatchedPath>().map(|path| path.as_str().to_owned());
    let route = route.unwrap_or_else(|| "none".to_owned());
    // A closed list: what a stranger makes up is not counted under its own name.
    let method = match request.method().as_str() {
        "GET" => "GET",
        "HEAD" => "HEAD",
        "PATCH" => "PATCH",
        "POST" => "POST",
        _ => "other",
    };
    let header = request.headers().get(header::ACCEPT_LANGUAGE);
    let language = Language::of_header(header.and_then(|value| value.to_str().ok()));
    let ready = if hub.is_stale() { blocking(&hub, Hub::catch_up).await } else { Ok(()) };
    let mut response = match ready {
        Ok(()) => next.run(request).await,
        Err(problem) => problem.into_response(),
    };
    let problem = response.extensions_mut().remove::<HubError>();
    if let Some(problem) = &problem {
        let allow = response.headers_mut().remove(header::ALLOW);
        response = problem.answer(language);
        if let Some(allow) = allow {
            response.headers_mut().insert(header::ALLOW, allow);
        }
    }
    let no_sniff = HeaderValue::from_static("nosniff");
    response.headers_mut().insert(header::X_CONTENT_TYPE_OPTIONS, no_sniff);
    let status = response.status().as_u16();
    hub.requests.count(&format!("{method} {route}"), status);
    let ms = u64::try_from(started.elapsed().as_millis()).unwrap_or(u64::MAX);
    let code = problem.map_or("", |problem| problem.refusal.code());
    tracing::info!(method, route, status, code, ms, "request");
    response
}

//! CBOR messages in and out, with zstd where that is smaller. No message, however it is packed,
//! takes more memory than its limit.

use std::io::Read as _;

use axum::body::Body;
use axum::extract::Request;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use saksi_domain::journal::ProjectId;
use saksi_domain::sync::wire::{MAX_MESSAGE, Message};

use crate::problem::{HubError, Refusal};

/// Content type of all messages.
pub const CBOR: &str = "application/cbor";
const LEVEL: i32 = 3;
/// Below this, packing does not pay.
const SMALL: usize = 256;

/// Reads a message.
pub(crate) async fn read<M: Message>(project: ProjectId, request: Request) -> Result<M, HubError> {
    let (parts, body) = request.into_parts();
    let kind = parts.headers.get(header::CONTENT_TYPE).map(HeaderValue::as_bytes);
    if kind.is_none_or(|kind| !kind.eq_ignore_ascii_case(CBOR.as_bytes())) {
        return Err(HubError::new(Refusal::MediaType, format!("send {CBOR}")));
    }
    let packed = packing(&parts.headers)?;
    let bytes = read_all(body).await?;
    let bytes = if packed { unpack(&bytes)? } else { bytes };
    Ok(M::decode(project, &bytes)?)
}

fn too_large() -> HubError {
    HubError::new(Refusal::TooLarge, format!("a message over {MAX_MESSAGE} bytes"))
}

fn packing(headers: &HeaderMap) -> Result<bool, HubError> {
    match headers.get(header::CONTENT_ENCODING).map(HeaderValue::as_bytes) {
        None | Some(b"identity") => Ok(false),
        Some(b"zstd") => Ok(true),
        Some(_) => Err(HubError::new(Refusal::MediaType, "Content-Encoding: zstd or none")),
    }
}

async fn read_all(body: Body) -> Result<Vec<u8>, HubError> {
    match axum::body::to_bytes(body, MAX_MESSAGE).await {
        Ok(bytes) => Ok(bytes.into()),
        Err(error) if is_limit(&error) => Err(too_large()),
        Err(_) => Err(HubError::new(Refusal::MalformedMessage, "the body broke off")),
    }
}

/// Did reading stop at the limit, rather than because the line broke?
fn is_limit(error: &(dyn std::error::Error + 'static)) -> bool {
    error.to_string().contains("limit") || error.source().is_some_and(is_limit)
}

fn unpack(packed: &[u8]) -> Result<Vec<u8>, HubError> {
    let broken = |_| HubError::new(Refusal::MalformedMessage, "not zstd, or cut off");
    let mut decoder = zstd::stream::read::Decoder::new(packed).map_err(broken)?;
    // A frame may ask for a window larger than any message: refuse it before it is allocated.
    decoder.window_log_max(23).map_err(broken)?;
    let mut bytes = Vec::new();
    let mut limited = decoder.take(MAX_MESSAGE as u64 + 1);
    limited.read_to_end(&mut bytes).map_err(broken)?;
    if bytes.len() > MAX_MESSAGE { Err(too_large()) } else { Ok(bytes) }
}

/// Answers with a message, packed if the caller takes that and it is smaller.
pub(crate) fn answer<M: Message>(headers: &HeaderMap, message: &M) -> Response {
    let bytes = message.encode();
    let takes = headers.get(header::ACCEPT_ENCODING).and_then(|value| value.to_str().ok());
    let takes = takes.is_some_and(|value| {
        value.split(',').any(|coding| coding.split(';').next().is_some_and(|c| c.trim() == "zstd"))
    });
    let packed = (takes && bytes.len() > SMALL)
        .then(|| zstd::bulk::compress(&bytes, LEVEL).ok())
        .flatten()
        .filter(|packed| packed.len() < bytes.len());
    let kind = [(header::CONTENT_TYPE, CBOR)];
    match packed {
        Some(packed) => {
            (StatusCode::OK, kind, [(header::CONTENT_ENCODING, "zstd")], packed).into_response()
        }
        None => (StatusCode::OK, kind, bytes).into_response(),
    }
}

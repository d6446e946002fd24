//! `HEAD`, `PATCH` and `GET /v1/blobs/{cid}`: sealed files, resumable both ways.

use std::pin::Pin;
use std::sync::Arc;

use axum::body::{Body, Bytes, HttpBody as _};
use axum::extract::rejection::PathRejection;
use axum::extract::{Path, Request, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use saksi_domain::journal::Cid;
use saksi_domain::store::{BlobError, BlobStore as _};

use super::{blocking, caller};
use crate::hub::{Hub, Upload};
use crate::problem::{HubError, Refusal};

mod download;
mod range;

const OCTETS: &str = "application/octet-stream";
const OFFSET: &str = "upload-offset";
const LENGTH: &str = "upload-length";
const COMPLETE: &str = "upload-complete";
/// Largest sealed file, bytes.
const MAX_BLOB: u64 = 2 << 30;
/// Bytes that are written and synced at once.
const PIECE: usize = 1 << 20;

type Name = Result<Path<String>, PathRejection>;

fn cid_of(name: Name) -> Result<Cid, HubError> {
    let wrong = || HubError::new(Refusal::MalformedQuery, "a cid is written as 64 hex digits");
    let Path(name) = name.map_err(|_| wrong())?;
    name.parse().map_err(|_| wrong())
}

fn number(headers: &HeaderMap, name: &str) -> Result<Option<u64>, HubError> {
    let wrong = || HubError::new(Refusal::MalformedQuery, format!("{name}: a number of bytes"));
    let value = headers.get(name).map(|value| value.to_str().map_err(|_| wrong()));
    value.transpose()?.map(|value| value.parse().map_err(|_| wrong())).transpose()
}

fn upload_headers(status: StatusCode, upload: Upload) -> Response {
    let complete = if upload.complete { "?1" } else { "?0" };
    let headers = [
        (OFFSET, HeaderValue::from(upload.offset)),
        (COMPLETE, HeaderValue::from_static(complete)),
    ];
    (status, headers).into_response()
}

/// Where the upload stands.
pub(crate) async fn offset(
    State(hub): State<Arc<Hub>>,
    name: Name,
    headers: HeaderMap,
) -> Result<Response, HubError> {
    let (caller, cid) = (caller(&hub, &headers)?, cid_of(name)?);
    let upload = blocking(&hub, move |hub| hub.upload_state(&caller, cid)).await?;
    Ok(upload_headers(StatusCode::OK, upload))
}

/// Takes bytes from `Upload-Offset` on. Complete at `Upload-Length`, or by default at the length
/// that follows from the entry that names the blob.
pub(crate) async fn upload(
    State(hub): State<Arc<Hub>>,
    name: Name,
    request: Request,
) -> Result<Response, HubError> {
    let (parts, body) = request.into_parts();
    let (caller, cid) = (caller(&hub, &parts.headers)?, cid_of(name)?);
    let kind = parts.headers.get(header::CONTENT_TYPE).map(HeaderValue::as_bytes);
    if kind != Some(OCTETS.as_bytes()) {
        return Err(HubError::new(Refusal::MediaType, format!("send {OCTETS}")));
    }
    let from = number(&parts.headers, OFFSET)?
        .ok_or_else(|| HubError::new(Refusal::MalformedQuery, format!("{OFFSET} is missing")))?;
    let length = number(&parts.headers, LENGTH)?;
    let (upload, length) = blocking(&hub, move |hub| {
        let upload = hub.upload_state(&caller, cid)?;
        Ok((upload, length.or_else(|| hub.sealed_size(cid)).unwrap_or(MAX_BLOB)))
    })
    .await?;
    if length > MAX_BLOB {
        return Err(HubError::new(Refusal::TooLarge, format!("a file over {MAX_BLOB} bytes")));
    }
    if upload.complete || upload.offset != from {
        // A finished file is no error for who sends it again from its end.
        if upload.complete && upload.offset == from {
            return Ok(upload_headers(StatusCode::NO_CONTENT, upload));
        }
        return Err(BlobError::Offset(upload.offset).into());
    }
    let offset = take(&hub, cid, body, from, length).await?;
    if offset < length {
        let upload = Upload { offset, complete: false };
        return Ok(upload_headers(StatusCode::NO_CONTENT, upload));
    }
    let offset = blocking(&hub, move |hub| hub.finish_blob(cid)).await?;
    Ok(upload_headers(StatusCode::NO_CONTENT, Upload { offset, complete: true }))
}

/// Writes the body piece by piece; what was written stays when the line breaks.
async fn take(
    hub: &Arc<Hub>,
    cid: Cid,
    mut body: Body,
    from: u64,
    length: u64,
) -> Result<u64, HubError> {
    let mut offset = from;
    let mut piece = Vec::with_capacity(PIECE);
    loop {
        let frame = std::future::poll_fn(|cx| Pin::new(&mut body).poll_frame(cx)).await;
        let broken = matches!(frame, Some(Err(_)));
        let ended = frame.is_none() || broken;
        if let Some(Ok(frame)) = frame {
            piece.extend_from_slice(&frame.into_data().unwrap_or_else(|_| Bytes::new()));
        }
        if offset + piece.len() as u64 > length {
            let detail = format!("more bytes than the file has ({length})");
            return Err(HubError::new(Refusal::TooLarge, detail));
        }
        if !piece.is_empty() && (ended || piece.len() >= PIECE) {
            let bytes = std::mem::take(&mut piece);
            offset = blocking(hub, move |hub| hub.append_blob(cid, offset, &bytes)).await?;
        }
        if broken {
            return Err(HubError::new(Refusal::MalformedMessage, "the body broke off"));
        }
        if ended {
            return Ok(offset);
        }
    }
}

/// Gives the sealed bytes, all or a range.
pub(crate) async fn download(
    State(hub): State<Arc<Hub>>,
    name: Name,
    headers: HeaderMap,
) -> Result<Response, HubError> {
    let (caller, cid) = (caller(&hub, &headers)?, cid_of(name)?);
    let size = blocking(&hub, move |hub| {
        if !caller.sees_blob(&hub.journal(), cid) {
            return Err(BlobError::Absent.into());
        }
        Ok(hub.blobs().size(cid)?.ok_or(BlobError::Absent)?)
    })
    .await?;
    let range = headers.get(header::RANGE).and_then(|value| value.to_str().ok());
    let part = range::read(range, size)?;
    let whole = part.is_none();
    let part = part.unwrap_or(0..size);
    let mut answer = Response::builder()
        .status(if whole { StatusCode::OK } else { StatusCode::PARTIAL_CONTENT })
        .header(header::CONTENT_TYPE, OCTETS)
        .header(header::ACCEPT_RANGES, "bytes")
        .header(header::CONTENT_LENGTH, part.end - part.start);
    if !whole {
        let text = format!("bytes {}-{}/{size}", part.start, part.end - 1);
        answer = answer.header(header::CONTENT_RANGE, text);
    }
    let body = download::FileBody::new(hub.blobs().clone(), cid, part);
    answer.body(Body::new(body)).map_err(|_| HubError::new(Refusal::Internal, "headers"))
}

//! Refusals: problem+json (RFC 9457) to a typed error with a stable code.

use reqwest::{Response, StatusCode, header};

use crate::error::DeviceError;

/// Largest refusal that is read, bytes.
const MAX_PROBLEM: usize = 64 << 10;

#[derive(Default, serde::Deserialize)]
#[serde(default)]
struct Told {
    code: String,
    r#type: String,
    title: String,
    expected: Option<u64>,
    offset: Option<u64>,
}

/// Passes an answer that is none through.
pub(super) async fn refuse(answer: Response) -> Result<Response, DeviceError> {
    let status = answer.status();
    if status.is_success() {
        return Ok(answer);
    }
    let kind = answer.headers().get(header::CONTENT_TYPE).map(|v| v.as_bytes().to_vec());
    let is_problem = kind.is_some_and(|k| k.starts_with(b"application/problem+json"));
    let offset = answer.headers().get("upload-offset").and_then(|v| v.to_str().ok()?.parse().ok());
    let mut told = Told::default();
    if is_problem {
        let bytes = super::read_capped(answer, MAX_PROBLEM).await?;
        told = serde_json::from_slice(&bytes).unwrap_or_default();
    }
    Err(understand(status, told, offset))
}

fn understand(status: StatusCode, told: Told, offset: Option<u64>) -> DeviceError {
    let mut code = told.code;
    if code.is_empty() {
        // The type's last part is the code in catalogues that leave `code` out.
        let last = told.r#type.rsplit(['/', '#', ':']).next().unwrap_or_default();
        last.clone_into(&mut code);
    }
    match code.as_str() {
        "version-skew" => return DeviceError::VersionSkew,
        "log-revoked" => return DeviceError::Revoked,
        "" if status == StatusCode::UPGRADE_REQUIRED => return DeviceError::VersionSkew,
        // A captive portal or a proxy, not the hub.
        "" if status != StatusCode::NOT_FOUND => return DeviceError::Offline,
        _ => {}
    }
    let expected = told.expected.or(told.offset).or(offset);
    DeviceError::Refused { code, status: status.as_u16(), title: told.title, expected }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_refusal_keeps_its_code_and_a_login_page_is_being_offline() {
        let told = Told { code: "log-gap".into(), expected: Some(4), ..Told::default() };
        let error = understand(StatusCode::CONFLICT, told, None);
        assert!(
            matches!(&error, DeviceError::Refused { code, expected: Some(4), .. } if code == "log-gap")
        );
        let portal = understand(StatusCode::FORBIDDEN, Told::default(), None);
        assert_eq!(portal, DeviceError::Offline);
        let newer = Told { r#type: "urn:saksi:problem:version-skew".into(), ..Told::default() };
        assert_eq!(understand(StatusCode::UPGRADE_REQUIRED, newer, None), DeviceError::VersionSkew);
    }
}

//! HTTP to one hub: blocking calls over a current-thread runtime of its own.
//!
//! The only place where a client is built, and it is built only with our own TLS configuration:
//! reqwest's other constructors panic on Android or trust every public authority (a structure test
//! below holds this). What is said is in `saksi_domain::sync::wire`; nothing here decides.

mod problem;
mod tls;

use std::time::Duration;

use reqwest::header::{ACCEPT_ENCODING, ACCEPT_LANGUAGE, CONTENT_ENCODING, CONTENT_TYPE};
use reqwest::{Method, RequestBuilder, Response, StatusCode};
use saksi_domain::journal::{Cid, EntryId, ProjectId, ScopeLabel};
use saksi_domain::sync::wire::{
    EnrolRequest, EnrolResponse, HelloRequest, HelloResponse, MAX_MESSAGE, Message, ProofResponse,
    PullResponse, PushRequest, PushResponse,
};

use crate::error::DeviceError;

const CBOR: &str = "application/cbor";
const OCTETS: &str = "application/octet-stream";

/// Where an upload stands at the hub.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct UploadState {
    /// The next byte wanted.
    pub offset: u64,
    /// Is it complete and accepted?
    pub complete: bool,
}

/// A connection to a project's hub.
pub struct Client {
    runtime: tokio::runtime::Runtime,
    http: reqwest::Client,
    base: String,
    project: ProjectId,
    token: Option<String>,
    language: String,
}

impl std::fmt::Debug for Client {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Client")
    }
}

impl Client {
    /// A client for the hub at `base`; `pin` may be absent only for a hub on loopback.
    ///
    /// # Errors
    /// [`DeviceError::Card`] for an address that may not be used so.
    pub fn new(
        base: &str,
        pin: Option<[u8; 32]>,
        project: ProjectId,
        language: &str,
    ) -> Result<Self, DeviceError> {
        let url = reqwest::Url::parse(base).map_err(|_| DeviceError::Card("the hub's address"))?;
        match (url.scheme(), pin) {
            ("https", Some(_)) => {}
            ("http", _) if tls::is_loopback(&url) => {}
            ("https", None) => return Err(DeviceError::Card("the hub's pin is missing")),
            _ => return Err(DeviceError::Card("the hub must be reached by https")),
        }
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .map_err(|_| DeviceError::Internal("no runtime"))?;
        let http = reqwest::Client::builder()
            .tls_backend_preconfigured(tls::config(pin))
            .connect_timeout(Duration::from_secs(20))
            .read_timeout(Duration::from_secs(60))
            .redirect(reqwest::redirect::Policy::none())
            .no_proxy()
            .build()
            .map_err(|_| DeviceError::Internal("no HTTP client"))?;
        let base = base.trim_end_matches('/').to_owned();
        Ok(Self { runtime, http, base, project, token: None, language: language.to_owned() })
    }

    /// Uses this token from now on.
    pub fn set_token(&mut self, token: &str) {
        self.token = Some(token.to_owned());
    }

    fn request(&self, method: Method, path: &str) -> RequestBuilder {
        let request = self
            .http
            .request(method, format!("{}{path}", self.base))
            .header(ACCEPT_LANGUAGE, &self.language)
            .header(ACCEPT_ENCODING, "zstd");
        match &self.token {
            Some(token) => request.bearer_auth(token),
            None => request,
        }
    }

    fn run<T>(&self, work: impl Future<Output = Result<T, DeviceError>>) -> Result<T, DeviceError> {
        self.runtime.block_on(work)
    }

    fn exchange<Q: Message, A: Message>(&self, path: &str, ask: &Q) -> Result<A, DeviceError> {
        self.run(async {
            let bytes = ask.encode();
            let mut request = self.request(Method::POST, path).header(CONTENT_TYPE, CBOR);
            let packed = zstd::bulk::compress(&bytes, 3).ok().filter(|p| p.len() < bytes.len());
            if packed.is_some() {
                request = request.header(CONTENT_ENCODING, "zstd");
            }
            let answer = request.body(packed.unwrap_or(bytes)).send().await.map_err(offline)?;
            self.read_message(answer).await
        })
    }

    async fn read_message<A: Message>(&self, answer: Response) -> Result<A, DeviceError> {
        let answer = problem::refuse(answer).await?;
        let header = |name| answer.headers().get(name).map(|v| v.as_bytes().to_vec());
        if header(CONTENT_TYPE).as_deref() != Some(CBOR.as_bytes()) {
            return Err(DeviceError::Untrusted("the answer is not CBOR"));
        }
        let packed = header(CONTENT_ENCODING).as_deref() == Some(b"zstd");
        let bytes = read_capped(answer, MAX_MESSAGE).await?;
        let bytes = if packed { unpack(&bytes)? } else { bytes };
        Ok(A::decode(self.project, &bytes)?)
    }

    /// `GET /v1/checkpoint`: the hub's latest signed note, unchecked.
    ///
    /// # Errors
    /// As for every call: [`DeviceError::Offline`], or the hub's refusal.
    pub fn checkpoint(&self) -> Result<String, DeviceError> {
        self.run(async {
            let answer =
                self.request(Method::GET, "/v1/checkpoint").send().await.map_err(offline)?;
            let answer = problem::refuse(answer).await?;
            let bytes = read_capped(answer, MAX_MESSAGE).await?;
            String::from_utf8(bytes).map_err(|_| DeviceError::Untrusted("the note is not text"))
        })
    }

    /// `POST /v1/enrol`.
    ///
    /// # Errors
    /// [`DeviceError`].
    pub fn enrol(&self, ask: &EnrolRequest) -> Result<EnrolResponse, DeviceError> {
        self.exchange("/v1/enrol", ask)
    }

    /// `POST /v1/hello`.
    ///
    /// # Errors
    /// [`DeviceError`].
    pub fn hello(&self, ask: &HelloRequest) -> Result<HelloResponse, DeviceError> {
        self.exchange("/v1/hello", ask)
    }

    /// `POST /v1/entries`.
    ///
    /// # Errors
    /// [`DeviceError`].
    pub fn push(&self, ask: &PushRequest) -> Result<PushResponse, DeviceError> {
        self.exchange("/v1/entries", ask)
    }

    /// `GET /v1/entries`.
    ///
    /// # Errors
    /// [`DeviceError`].
    pub fn pull(
        &self,
        scope: ScopeLabel,
        after: u64,
        limit: usize,
    ) -> Result<PullResponse, DeviceError> {
        self.run(async {
            let path = format!("/v1/entries?scope={scope}&after={after}&limit={limit}");
            let answer = self.request(Method::GET, &path).send().await.map_err(offline)?;
            self.read_message(answer).await
        })
    }

    /// `GET /v1/proof?id`: the inclusion proof of one entry, unchecked.
    ///
    /// # Errors
    /// [`DeviceError`].
    pub fn prove(&self, id: EntryId) -> Result<ProofResponse, DeviceError> {
        self.run(async {
            let path = format!("/v1/proof?id={id}");
            let answer = self.request(Method::GET, &path).send().await.map_err(offline)?;
            self.read_message(answer).await
        })
    }

    /// `HEAD /v1/blobs/{cid}`.
    ///
    /// # Errors
    /// [`DeviceError`].
    pub fn upload_state(&self, cid: Cid) -> Result<UploadState, DeviceError> {
        self.run(async {
            let path = format!("/v1/blobs/{cid}");
            let answer = self.request(Method::HEAD, &path).send().await.map_err(offline)?;
            upload_state(&problem::refuse(answer).await?)
        })
    }

    /// `PATCH /v1/blobs/{cid}`: sends bytes from `offset` on, of `total` in all.
    ///
    /// # Errors
    /// [`DeviceError`]; a refusal `offset-mismatch` tells the true offset.
    pub fn upload(
        &self,
        cid: Cid,
        offset: u64,
        total: u64,
        bytes: Vec<u8>,
    ) -> Result<UploadState, DeviceError> {
        self.run(async {
            let request = self
                .request(Method::PATCH, &format!("/v1/blobs/{cid}"))
                .header(CONTENT_TYPE, OCTETS)
                .header("upload-offset", offset)
                .header("upload-length", total)
                .body(bytes);
            let answer = request.send().await.map_err(offline)?;
            upload_state(&problem::refuse(answer).await?)
        })
    }

    /// `GET /v1/blobs/{cid}`: up to `len` bytes from `from` on; fewer only at the end.
    ///
    /// # Errors
    /// [`DeviceError`].
    pub fn download(&self, cid: Cid, from: u64, len: u64) -> Result<Vec<u8>, DeviceError> {
        self.run(async {
            let range = format!("bytes={from}-{}", from + len - 1);
            let request = self.request(Method::GET, &format!("/v1/blobs/{cid}"));
            let answer = request.header("range", range).send().await.map_err(offline)?;
            if answer.status() == StatusCode::RANGE_NOT_SATISFIABLE {
                return Ok(Vec::new());
            }
            let answer = problem::refuse(answer).await?;
            if from > 0 && answer.status() != StatusCode::PARTIAL_CONTENT {
                return Err(DeviceError::Untrusted("the hub does not give ranges"));
            }
            read_capped(answer, usize::try_from(len).unwrap_or(usize::MAX)).await
        })
    }
}

/// A line that breaks is no error of the hub's; what was being said is not logged.
fn offline(_: reqwest::Error) -> DeviceError {
    DeviceError::Offline
}

fn upload_state(answer: &Response) -> Result<UploadState, DeviceError> {
    let text = |name: &str| answer.headers().get(name).and_then(|v| v.to_str().ok());
    let offset = text("upload-offset").and_then(|v| v.parse().ok());
    Ok(UploadState {
        offset: offset.ok_or(DeviceError::Untrusted("the answer names no offset"))?,
        complete: text("upload-complete") == Some("?1"),
    })
}

/// Reads a body piece by piece and stops at the limit, whatever length was announced.
async fn read_capped(mut answer: Response, limit: usize) -> Result<Vec<u8>, DeviceError> {
    let mut bytes = Vec::new();
    while let Some(piece) = answer.chunk().await.map_err(offline)? {
        if bytes.len() + piece.len() > limit {
            return Err(DeviceError::Untrusted("the answer is larger than a message may be"));
        }
        bytes.extend_from_slice(&piece);
    }
    Ok(bytes)
}

fn unpack(packed: &[u8]) -> Result<Vec<u8>, DeviceError> {
    use std::io::Read as _;
    let broken = |_| DeviceError::Untrusted("the answer is not zstd, or cut off");
    let mut decoder = zstd::stream::read::Decoder::new(packed).map_err(broken)?;
    // A frame may ask for a window larger than any message: refuse it before it is allocated.
    decoder.window_log_max(23).map_err(broken)?;
    let mut bytes = Vec::new();
    decoder.take(MAX_MESSAGE as u64 + 1).read_to_end(&mut bytes).map_err(broken)?;
    if bytes.len() > MAX_MESSAGE {
        return Err(DeviceError::Untrusted("the answer is larger than a message may be"));
    }
    Ok(bytes)
}

#[cfg(test)]
mod tests;

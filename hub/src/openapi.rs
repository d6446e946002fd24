//! The OpenAPI document: every route of [`crate::router`], each answer and each refusal.
//!
//! Written as a table, so that the document stays as short as the router; tests hold that it
//! names exactly the router's routes, and hold every answer that they get against it. The CBOR
//! messages are described in `docs/formats/sync.md`, which the schemas point to.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use crate::problem::Refusal::{self, *};

const CBOR: &str = "application/cbor";
const JSON: &str = "application/json";
const OCTETS: &str = "application/octet-stream";
const TEXT: &str = "text/plain";

/// One method of one route.
#[derive(Debug)]
pub struct Route {
    /// `get`, `head`, `patch` or `post`.
    pub method: &'static str,
    /// As the router writes it.
    pub path: &'static str,
    summary: &'static str,
    token: bool,
    parameters: &'static [(&'static str, &'static str, &'static str)],
    request: Option<&'static str>,
    /// Status, content type (empty for none), schema.
    answers: &'static [(u16, &'static str, &'static str)],
    refusals: &'static [Refusal],
}

/// Every route.
pub const ROUTES: &[Route] = &[
    Route {
        method: "post",
        path: "/v1/enrol",
        summary: "A phone joins by an invitation",
        token: false,
        parameters: &[],
        request: Some(CBOR),
        answers: &[(200, CBOR, "Cbor")],
        refusals: &[
            InvitationUnknown,
            InvitationUsed,
            InvitationExpired,
            InvitationOther,
            SignatureInvalid,
            LineArgument,
            MalformedMessage,
            MediaType,
            TooLarge,
            VersionSkew,
            LineMoved,
        ],
    },
    Route {
        method: "post",
        path: "/v1/hello",
        summary: "Where both stand",
        token: true,
        parameters: &[],
        request: Some(CBOR),
        answers: &[(200, CBOR, "Cbor")],
        refusals: &[MalformedMessage, MediaType, TooLarge, VersionSkew],
    },
    Route {
        method: "post",
        path: "/v1/entries",
        summary: "Hands in a page of entries, whole or not at all",
        token: true,
        parameters: &[],
        request: Some(CBOR),
        answers: &[(200, CBOR, "Cbor")],
        refusals: &[
            LogUnknown,
            LineForbidden,
            InvitationUnknown,
            InvitationUsed,
            LogGap,
            LogChain,
            LineMoved,
            SignatureInvalid,
            CommitmentMismatch,
            SeenDecreases,
            LineArgument,
            MalformedMessage,
            MediaType,
            TooLarge,
            VersionSkew,
            StoreFull,
        ],
    },
    Route {
        method: "get",
        path: "/v1/entries",
        summary: "Entries of a scope that the caller may read",
        token: true,
        parameters: &[
            ("scope", "query", "scope label, 16 hex digits"),
            ("after", "query", "the cursor: everything below this index was seen"),
            ("limit", "query", "at most so many entries"),
            ("mine", "query", "true: only records that the caller opened"),
        ],
        request: None,
        answers: &[(200, CBOR, "Cbor")],
        refusals: &[MalformedQuery, ScopeForbidden, LogRevoked],
    },
    Route {
        method: "head",
        path: "/v1/blobs/{cid}",
        summary: "Where the upload of a sealed file stands",
        token: true,
        parameters: &[("cid", "path", "SHA-256 of the sealed bytes, 64 hex digits")],
        request: None,
        answers: &[(200, "", "")],
        refusals: &[MalformedQuery, NotFound, PlainDigestMismatch],
    },
    Route {
        method: "patch",
        path: "/v1/blobs/{cid}",
        summary: "Hands in sealed bytes from an offset on",
        token: true,
        parameters: &[
            ("cid", "path", "SHA-256 of the sealed bytes, 64 hex digits"),
            ("Upload-Offset", "header", "where these bytes begin"),
            ("Upload-Length", "header", "length of the whole sealed file; may be left out"),
        ],
        request: Some(OCTETS),
        answers: &[(204, "", "")],
        refusals: &[
            MalformedQuery,
            MalformedMessage,
            NotFound,
            OffsetMismatch,
            TooLarge,
            MediaType,
            CidMismatch,
            PlainDigestMismatch,
            StoreFull,
        ],
    },
    Route {
        method: "get",
        path: "/v1/blobs/{cid}",
        summary: "The sealed bytes, or a range of them",
        token: true,
        parameters: &[
            ("cid", "path", "SHA-256 of the sealed bytes, 64 hex digits"),
            ("Range", "header", "one range of bytes"),
        ],
        request: None,
        answers: &[(200, OCTETS, "Bytes"), (206, OCTETS, "Bytes")],
        refusals: &[MalformedQuery, NotFound, RangeNotSatisfiable],
    },
    Route {
        method: "get",
        path: "/v1/proof",
        summary: "Consistency of two sizes, or inclusion of an entry",
        token: false,
        parameters: &[
            ("from", "query", "the older size"),
            ("to", "query", "the newer size; the newest checkpoint's if left out"),
            ("id", "query", "instead: an entry id, 64 hex digits"),
        ],
        request: None,
        answers: &[(200, CBOR, "Cbor")],
        refusals: &[MalformedQuery, NotFound],
    },
    open("/v1/checkpoint", "The newest signed note", &[(200, TEXT, "Text")]),
    open("/v1/project", "Which project, which version", &[(200, JSON, "Project")]),
    open("/openapi.json", "This document", &[(200, JSON, "OpenApi")]),
    open("/healthz", "Is the journal readable", &[(200, JSON, "Health")]),
    open("/metrics", "Counters for Prometheus", &[(200, TEXT, "Text")]),
    Route {
        parameters: &[("lang", "query", "id or en")],
        ..open("/", "One page for people", &[(200, "text/html", "Text")])
    },
];

/// A route that anyone may ask.
const fn open(
    path: &'static str,
    summary: &'static str,
    answers: &'static [(u16, &'static str, &'static str)],
) -> Route {
    Route {
        method: "get",
        path,
        summary,
        token: false,
        parameters: &[],
        request: None,
        answers,
        refusals: &[],
    }
}

impl Route {
    /// What it may refuse: its own, and what any route may.
    #[must_use]
    pub fn refusals(&self) -> Vec<Refusal> {
        let token: &[Refusal] = if self.token { &[TokenMissing, TokenUnknown] } else { &[] };
        [self.refusals, token, &[Internal, StoreUnavailable]].concat()
    }

    fn operation(&self) -> Value {
        let mut codes: BTreeMap<u16, Vec<&str>> = BTreeMap::new();
        for refusal in self.refusals() {
            codes.entry(refusal.status().as_u16()).or_default().push(refusal.code());
        }
        let mut responses: Map<String, Value> = codes
            .into_iter()
            .map(|(status, codes)| (status.to_string(), refused(&codes)))
            .collect();
        for (status, kind, schema) in self.answers {
            responses.insert(status.to_string(), answered(kind, schema));
        }
        let parameter = |(name, place, about): &(&str, &str, &str)| {
            let required = *place == "path";
            json!({ "name": name, "in": place, "description": about, "required": required,
                "schema": { "type": "string" } })
        };
        let mut operation = json!({
            "summary": self.summary,
            "parameters": self.parameters.iter().map(parameter).collect::<Vec<_>>(),
            "responses": responses,
            "security": if self.token { json!([{ "token": [] }]) } else { json!([]) },
        });
        if let Some(kind) = self.request {
            let schema = if kind == CBOR { "Cbor" } else { "Bytes" };
            let content = json!({ kind: { "schema": reference(schema) } });
            operation["requestBody"] = json!({ "required": true, "content": content });
        }
        operation
    }
}

fn reference(schema: &str) -> Value {
    json!({ "$ref": format!("#/components/schemas/{schema}") })
}

fn answered(kind: &str, schema: &str) -> Value {
    if kind.is_empty() {
        return json!({ "description": "done; see the headers" });
    }
    json!({ "description": "as asked", "content": { kind: { "schema": reference(schema) } } })
}

fn refused(codes: &[&str]) -> Value {
    json!({
        "description": codes.join(", "),
        "content": { "application/problem+json": { "schema": reference("Problem") } },
    })
}

fn schemas() -> Value {
    let object = |required: &[&str], properties: Value| json!({ "type": "object", "required": required, "properties": properties });
    let (string, integer) = (json!({ "type": "string" }), json!({ "type": "integer" }));
    let codes: Vec<_> = Refusal::ALL.iter().map(|refusal| refusal.code()).collect();
    json!({
        "Bytes": { "type": "string", "format": "binary" },
        "Cbor": { "type": "string", "format": "binary",
            "description": "deterministic CBOR, see docs/formats/sync.md; zstd by Content-Encoding" },
        "Text": { "type": "string" },
        "OpenApi": object(&["openapi", "info", "paths"], json!({ "openapi": string })),
        "Health": object(&["status", "entries"], json!({ "status": string, "entries": integer })),
        "Project": object(&["name", "project", "speaks", "program"], json!({
            "name": string, "project": string, "speaks": integer, "program": string })),
        "Problem": object(&["type", "title", "status", "code", "detail"], json!({
            "type": string, "title": string, "status": integer, "detail": string,
            "code": { "type": "string", "enum": codes } })),
    })
}

/// The document.
#[must_use]
pub fn document() -> Value {
    let mut paths = Map::new();
    for route in ROUTES {
        let path = paths.entry(route.path).or_insert_with(|| json!({}));
        path[route.method] = route.operation();
    }
    json!({
        "openapi": "3.1.0",
        "info": { "title": "Saksi hub", "version": env!("CARGO_PKG_VERSION"),
            "license": { "name": "Apache-2.0", "identifier": "Apache-2.0" } },
        "paths": paths,
        "components": {
            "schemas": schemas(),
            "securitySchemes": { "token": { "type": "http", "scheme": "bearer" } },
        },
    })
}

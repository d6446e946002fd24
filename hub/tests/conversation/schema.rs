//! Holds answers against the OpenAPI document: status, content type and, for JSON, the schema.

use std::sync::OnceLock;

use serde_json::Value;

use super::http::Answer;

fn document() -> &'static Value {
    static DOCUMENT: OnceLock<Value> = OnceLock::new();
    DOCUMENT.get_or_init(saksi_hub::openapi::document)
}

/// The template that an address fits.
fn template(path: &str) -> Option<&'static str> {
    let path = path.split('?').next().unwrap_or(path);
    let fits = |template: &str| {
        let (a, b): (Vec<_>, Vec<_>) = (template.split('/').collect(), path.split('/').collect());
        a.len() == b.len() && a.iter().zip(&b).all(|(a, b)| a == b || a.starts_with('{'))
    };
    let paths = document()["paths"].as_object().expect("paths");
    paths.keys().map(String::as_str).find(|template| fits(template))
}

/// Does the document allow this answer?
pub fn hold(method: &str, path: &str, answer: &Answer) {
    let operation = template(path).map(|t| &document()["paths"][t][method.to_lowercase()]);
    let Some(operation) = operation.filter(|operation| operation.is_object()) else {
        let expected = if template(path).is_some() { 405 } else { 404 };
        assert_eq!(answer.status, expected, "{method} {path} is not in the document");
        problem(answer);
        return;
    };
    let response = &operation["responses"][answer.status.to_string()];
    assert!(response.is_object(), "{method} {path} may not answer {}", answer.status);
    let Some(content) = response["content"].as_object() else {
        assert!(answer.body.is_empty(), "{method} {path} {} has no body", answer.status);
        return;
    };
    let kind = answer.header("content-type").unwrap_or_default();
    let kind = kind.split(';').next().unwrap_or_default();
    let declared = content.get(kind);
    let declared = declared.unwrap_or_else(|| panic!("{method} {path} may not answer {kind}"));
    if kind.ends_with("json") && method != "HEAD" {
        check(&declared["schema"], &answer.json(), kind);
    }
    if kind == "application/problem+json" && method != "HEAD" {
        let codes = response["description"].as_str().expect("codes");
        let code = answer.code();
        assert!(codes.split(", ").any(|c| c == code), "{method} {path} may not refuse by {code}");
    }
}

fn problem(answer: &Answer) {
    check(&document()["components"]["schemas"]["Problem"], &answer.json(), "problem");
}

/// The part of JSON Schema that the document uses.
fn check(schema: &Value, value: &Value, at: &str) {
    if let Some(reference) = schema["$ref"].as_str() {
        let name = reference.rsplit('/').next().expect("a name");
        let schema = &document()["components"]["schemas"][name];
        assert!(schema.is_object(), "{at}: no schema {name}");
        return check(schema, value, at);
    }
    match schema["type"].as_str() {
        Some("object") => assert!(value.is_object(), "{at}: an object"),
        Some("string") => assert!(value.is_string(), "{at}: a string"),
        Some("integer") => assert!(value.is_i64() || value.is_u64(), "{at}: an integer"),
        other => panic!("{at}: the document has no type {other:?}"),
    }
    if let Some(allowed) = schema["enum"].as_array() {
        assert!(allowed.contains(value), "{at}: {value} is not allowed");
    }
    for name in schema["required"].as_array().into_iter().flatten() {
        let name = name.as_str().expect("a name");
        assert!(!value[name].is_null(), "{at}: {name} is missing");
    }
    for (name, schema) in schema["properties"].as_object().into_iter().flatten() {
        if let Some(value) = value.get(name) {
            check(schema, value, &format!("{at}.{name}"));
        }
    }
}

#[test]
fn the_document_names_exactly_the_routes_of_the_router() {
    let router = include_str!("../../src/router.rs");
    let paths: Vec<&str> =
        router.split(".route(").skip(1).filter_map(|rest| rest.split('"').nth(1)).collect();
    let mut documented: Vec<&str> =
        saksi_hub::openapi::ROUTES.iter().map(|route| route.path).collect();
    documented.dedup();
    assert_eq!(paths, documented);
    for route in saksi_hub::openapi::ROUTES {
        let after = router.split(&format!("\"{}\"", route.path)).nth(1).expect("the route");
        let handlers = after.split(".route(").next().expect("its handlers");
        assert!(
            handlers.contains(&format!("{}(", route.method)),
            "{} {}",
            route.method,
            route.path
        );
    }
}

//! The pin holds, and no other kind of client is ever built.

use std::io::{Read as _, Write as _};
use std::sync::Arc;

use rcgen::{BasicConstraints, CertificateParams, IsCa, Issuer, KeyPair};
use rustls_pki_types::{PrivateKeyDer, PrivatePkcs8KeyDer};
use sha2::{Digest as _, Sha256};

use super::*;

/// A TLS server for one request, its address, and the pin of its authority.
fn serve_once() -> (String, [u8; 32]) {
    let ca_key = KeyPair::generate().unwrap();
    let mut params = CertificateParams::new(vec![]).unwrap();
    params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    let ca = params.self_signed(&ca_key).unwrap();
    let key = KeyPair::generate().unwrap();
    let issuer = Issuer::new(params, &ca_key);
    let leaf = CertificateParams::new(vec!["localhost".to_owned()]).unwrap();
    let leaf = leaf.signed_by(&key, &issuer).unwrap();
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = rustls::ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(
            vec![leaf.der().clone(), ca.der().clone()],
            PrivateKeyDer::Pkcs8(PrivatePkcs8KeyDer::from(key.serialize_der())),
        )
        .unwrap();
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("https://localhost:{}", listener.local_addr().unwrap().port());
    std::thread::spawn(move || {
        for socket in listener.incoming().flatten() {
            let session = rustls::ServerConnection::new(Arc::new(config.clone())).unwrap();
            let mut stream = rustls::StreamOwned::new(session, socket);
            let mut buffer = [0; 4096];
            if stream.read(&mut buffer).is_ok() {
                let answer = b"HTTP/1.1 200 OK\r\nupload-offset: 7\r\ncontent-length: 0\r\n\r\n";
                let _ = stream.write_all(answer);
            }
        }
    });
    (url, Sha256::digest(ca.der()).into())
}

#[test]
fn the_hub_with_the_pinned_authority_is_reached_and_any_other_is_not() {
    let (url, pin) = serve_once();
    let project = ProjectId([1; 32]);
    let client = Client::new(&url, Some(pin), project, "id").unwrap();
    assert_eq!(client.upload_state(Cid([2; 32])).unwrap().offset, 7);
    let other = Client::new(&url, Some([9; 32]), project, "id").unwrap();
    assert_eq!(other.upload_state(Cid([2; 32])).unwrap_err(), DeviceError::Offline);
}

#[test]
fn plain_http_is_for_loopback_only_and_https_needs_a_pin() {
    let project = ProjectId([1; 32]);
    assert!(Client::new("http://127.0.0.1:9", None, project, "id").is_ok());
    for base in ["http://hub.example", "https://hub.example", "ftp://127.0.0.1", "nonsense"] {
        let error = Client::new(base, None, project, "id").unwrap_err();
        assert!(matches!(error, DeviceError::Card(_)), "{base}");
    }
}

#[test]
fn no_other_client_constructor_is_used_anywhere_in_this_crate() {
    fn visit(dir: &std::path::Path, found: &mut Vec<String>) {
        for file in std::fs::read_dir(dir).unwrap().flatten() {
            let path = file.path();
            if path.is_dir() {
                visit(&path, found);
                continue;
            }
            let text = std::fs::read_to_string(&path).unwrap();
            let other = ["Client::default", "reqwest::get(", "reqwest::blocking", "use_rustls_tls"];
            let built = text.matches(concat!("reqwest::Client::", "builder()")).count();
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            if name == "tests.rs" {
                continue;
            }
            found.extend(
                other.iter().filter(|o| text.contains(**o)).map(|o| format!("{name}: {o}")),
            );
            let ours = text.matches(".tls_backend_preconfigured(").count();
            if built != ours {
                found.push(format!("{name}: a client without our TLS"));
            }
        }
    }
    let mut found = Vec::new();
    visit(&std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut found);
    assert!(found.is_empty(), "{found:?}");
}

//! TLS with the hub's own authority: the pin of the invitation, and nothing else, opens it.

use std::net::TcpStream;
use std::sync::Arc;

use rustls::client::danger::ServerCertVerifier;
use rustls::client::{ClientConfig, ClientConnection, WebPkiServerVerifier};
use rustls::{RootCertStore, StreamOwned};
use rustls_pki_types::{CertificateDer, ServerName, pem::PemObject as _};
use saksi_hub::{Config, ServeError, serve, tls};
use sha2::{Digest as _, Sha256};

use super::http::speak;
use super::stage::Stage;

fn client(authority: &CertificateDer<'static>) -> ClientConfig {
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let mut roots = RootCertStore::empty();
    roots.add(authority.clone()).expect("TLS");
    let builder = WebPkiServerVerifier::builder_with_provider(roots.into(), provider.clone());
    let verifier: Arc<dyn ServerCertVerifier> = builder.build().expect("TLS");
    ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .expect("TLS")
        .dangerous()
        .with_custom_certificate_verifier(verifier)
        .with_no_client_auth()
}

#[test]
fn a_phone_that_pins_the_authority_reaches_the_hub_and_one_that_pins_another_does_not() {
    let mut stage = Stage::new();
    stage.stop();
    let config = Config { tls: true, ..Config::on_loopback(stage.dir()) };
    let running = serve(&config, stage.clock.clone()).unwrap();
    assert!(running.url().starts_with("https://127.0.0.1:"));
    let pem = std::fs::read(stage.dir().join("tls/authority.pem")).unwrap();
    let authority = CertificateDer::from_pem_slice(&pem).unwrap();
    assert_eq!(stage.created.pin, <[u8; 32]>::from(Sha256::digest(&authority)));
    assert_eq!(tls::pin(&stage.dir()), Ok(stage.created.pin));
    let connect = |config: ClientConfig| {
        let name = ServerName::try_from("127.0.0.1").unwrap();
        let connection = ClientConnection::new(Arc::new(config), name).unwrap();
        StreamOwned::new(connection, TcpStream::connect(running.addr).unwrap())
    };
    let answer = speak(connect(client(&authority)), "GET", "/healthz", &[], b"");
    assert_eq!(answer.status, 200);
    // What the hub shows first is enough for a phone that holds only the pin.
    let chain = connect(client(&authority));
    let mut chain = chain;
    chain.conn.complete_io(&mut chain.sock).unwrap();
    let shown = chain.conn.peer_certificates().unwrap();
    assert!(shown.iter().any(|c| <[u8; 32]>::from(Sha256::digest(c)) == stage.created.pin));

    let other = Stage::new();
    let pem = std::fs::read(other.dir().join("tls/authority.pem")).unwrap();
    let mut refused = connect(client(&CertificateDer::from_pem_slice(&pem).unwrap()));
    assert!(refused.conn.complete_io(&mut refused.sock).is_err());
}

#[test]
fn without_tls_a_hub_listens_on_loopback_only() {
    let mut stage = Stage::new();
    stage.stop();
    let listen = "0.0.0.0:0".parse().unwrap();
    let config = Config { listen, ..Config::on_loopback(stage.dir()) };
    assert!(matches!(serve(&config, stage.clock.clone()), Err(ServeError::TlsRequired)));
}

#[test]
fn secrets_are_readable_by_their_owner_only() {
    use std::os::unix::fs::PermissionsExt as _;
    let stage = Stage::new();
    for secret in ["keys.json", "tls/authority.key", "tls/server.key"] {
        let mode = std::fs::metadata(stage.dir().join(secret)).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600, "{secret}");
    }
}

//! The hub's own certificate authority: a phone pins the SHA-256 of its certificate, which stands
//! in the invitation, and so needs no public authority and no domain name.

use std::fs;
use std::path::Path;
use std::sync::Arc;

use rcgen::{
    BasicConstraints, CertificateParams, DistinguishedName, DnType, ExtendedKeyUsagePurpose, IsCa,
    Issuer, KeyPair, KeyUsagePurpose, date_time_ymd,
};
use rustls::ServerConfig;
use rustls_pki_types::pem::PemObject as _;
use rustls_pki_types::{CertificateDer, PrivateKeyDer};
use saksi_domain::store::StoreError;
use sha2::{Digest as _, Sha256};

use crate::keys::write_secret;
use crate::store::io_error;

/// Folder within the hub's folder.
pub const FOLDER: &str = "tls";
const AUTHORITY: &str = "authority.pem";
const AUTHORITY_KEY: &str = "authority.key";
const SERVER: &str = "server.pem";
const SERVER_KEY: &str = "server.key";

fn made(_: rcgen::Error) -> StoreError {
    StoreError::Io("a certificate could not be made".into())
}

fn damaged(name: &str) -> StoreError {
    StoreError::Corrupt(format!("{FOLDER}/{name}"))
}

/// Phones have wrong clocks, and the pin is what is trusted: certificates are valid for decades.
fn params(names: Vec<String>, common_name: &str) -> Result<CertificateParams, StoreError> {
    let mut params = CertificateParams::new(names).map_err(made)?;
    params.not_before = date_time_ymd(2020, 1, 1);
    params.not_after = date_time_ymd(2070, 1, 1);
    params.distinguished_name = DistinguishedName::new();
    params.distinguished_name.push(DnType::CommonName, common_name);
    Ok(params)
}

fn authority_params() -> Result<CertificateParams, StoreError> {
    let mut params = params(Vec::new(), "Saksi hub authority")?;
    params.is_ca = IsCa::Ca(BasicConstraints::Constrained(0));
    params.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
    Ok(params)
}

/// Makes an authority and a certificate for `host` (and for this machine).
///
/// # Errors
/// [`StoreError`]; existing files are not replaced.
pub fn make_authority(dir: &Path, host: &str) -> Result<[u8; 32], StoreError> {
    let dir = dir.join(FOLDER);
    fs::create_dir_all(&dir).map_err(io_error)?;
    let key = KeyPair::generate().map_err(made)?;
    let authority = authority_params()?.self_signed(&key).map_err(made)?;
    let mut names = vec!["localhost".to_owned(), "127.0.0.1".to_owned(), "::1".to_owned()];
    if !names.iter().any(|name| name == host) {
        names.push(host.to_owned());
    }
    let mut server = params(names, "Saksi hub")?;
    server.extended_key_usages = vec![ExtendedKeyUsagePurpose::ServerAuth];
    server.key_usages = vec![KeyUsagePurpose::DigitalSignature];
    server.use_authority_key_identifier_extension = true;
    let server_key = KeyPair::generate().map_err(made)?;
    let issuer = Issuer::new(authority_params()?, &key);
    let server = server.signed_by(&server_key, &issuer).map_err(made)?;
    write_secret(&dir.join(AUTHORITY_KEY), key.serialize_pem().as_bytes())?;
    write_secret(&dir.join(SERVER_KEY), server_key.serialize_pem().as_bytes())?;
    fs::write(dir.join(SERVER), server.pem()).map_err(io_error)?;
    fs::write(dir.join(AUTHORITY), authority.pem()).map_err(io_error)?;
    Ok(Sha256::digest(authority.der()).into())
}

/// SHA-256 of the authority's certificate (DER): the pin of invitations.
///
/// # Errors
/// [`StoreError`] if the folder has none.
pub fn pin(dir: &Path) -> Result<[u8; 32], StoreError> {
    Ok(Sha256::digest(certificate(dir, AUTHORITY)?).into())
}

fn certificate(dir: &Path, name: &str) -> Result<CertificateDer<'static>, StoreError> {
    let pem = fs::read(dir.join(FOLDER).join(name)).map_err(io_error)?;
    CertificateDer::from_pem_slice(&pem).map_err(|_| damaged(name))
}

/// What the hub listens with: its certificate and the authority's, for the phone to pin.
///
/// # Errors
/// [`StoreError`] if a file is missing or damaged.
pub fn server_config(dir: &Path) -> Result<Arc<ServerConfig>, StoreError> {
    let chain = vec![certificate(dir, SERVER)?, certificate(dir, AUTHORITY)?];
    let pem = fs::read(dir.join(FOLDER).join(SERVER_KEY)).map_err(io_error)?;
    let key = PrivateKeyDer::from_pem_slice(&pem).map_err(|_| damaged(SERVER_KEY))?;
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .map_err(|_| damaged("versions"))?
        .with_no_client_auth()
        .with_single_cert(chain, key)
        .map_err(|_| damaged(SERVER))?;
    Ok(Arc::new(config))
}

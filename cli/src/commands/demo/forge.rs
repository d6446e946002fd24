//! The demo's forger: a photo altered *before* it is sealed. The sealed bytes have the name that
//! the entry says (the cid fits), but inside is not the original whose SHA-256 was signed. Only a
//! hub that opens the file can find that; it does.

use saksi_device::env::random_array;
use saksi_device::writer::Unsigned;
use saksi_domain::evidence::seal::Sealer;
use saksi_domain::journal::{Audience, Kind, RecordId};
use saksi_domain::store::BlobStore as _;
use serde_json::json;

use crate::Outcome;
use crate::exit::CliError;
use crate::home::{HomeArgs, failed};
use crate::output::Output;

/// Signs an evidence entry about one photo and seals another one under its name.
pub fn forge(home: &HomeArgs, record: RecordId, output: &Output) -> Outcome {
    let keys = home.keys()?;
    let field = home.open(output.word("id", "en"))?;
    let pieces = super::super::evidence::items(&field, record)?;
    let piece =
        pieces.first().ok_or_else(|| CliError::input("the record has no photo to forge"))?;
    let key: [u8; 32] = random_array(&*keys.env);
    let mut sealed = Vec::new();
    let mut sealer = Sealer::begin(&key, &mut sealed);
    sealer.push(b"not the photo that was signed", &mut sealed);
    let names = sealer.finish(&mut sealed);
    let mut blob = piece.original.clone();
    (blob.cid, blob.key) = (names.cid, key);
    let project = field.project();
    let mut store = project.store.clone();
    let put = store.append(names.cid, 0, &sealed).and_then(|_| store.finish(names.cid));
    put.map_err(CliError::input)?;
    let mut body = project.body();
    body.args.insert("capture".to_owned(), piece.capture.to_value());
    body.blobs = vec![blob];
    let scope = project.scope(Audience::Field).map_err(failed)?.label();
    let unsigned =
        Unsigned { kind: Kind::Evidence, scope, record: None, parents: Vec::new(), body };
    let signed = project.writer.write(&project.store, vec![unsigned]).map_err(failed)?;
    let evidence = signed.first().map(|entry| entry.id);
    output
        .result(&json!({"cid": names.cid, "evidence": evidence}), &format!("forged {}", names.cid));
    Ok(())
}

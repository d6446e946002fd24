//! The files of one record, in order, through AES-256 in CFB mode; and the manifest at the end.

use std::fmt::{self, Write as _};
use std::io::{Read, Write};

use aes::Aes256;
use cfb_mode::BufEncryptor;
use cfb_mode::cipher::KeyIvInit as _;
use md5::{Digest as _, Md5};
use zeroize::Zeroizing;

use super::key::EncryptionKey;
use super::record::EncryptedRecord;
use super::{CHANCE, EncryptionError, XML_FILE};

/// The block of AES, and so the size of an initialisation vector and of full padding, bytes.
const BLOCK: usize = 16;
/// How much is read at once, bytes; a file is never in memory as a whole.
const PIECE: usize = 64 * 1024;
/// The namespace of the manifest as the specification and Enketo have it. Collect writes another;
/// servers look at neither.
const MANIFEST: &str = "http://opendatakit.org/submissions";
const OPENROSA: &str = "http://openrosa.org/xforms";

/// Encrypts one record: its media files one by one, then its XML.
pub struct SubmissionEncryptor<'a> {
    record: EncryptedRecord,
    key: &'a EncryptionKey,
    aes: Zeroizing<[u8; 32]>,
    sealed_aes: String,
    signature_seed: Zeroizing<[u8; 32]>,
    vector: [u8; BLOCK],
    files: usize,
    signed: String,
    media: Vec<String>,
}

impl fmt::Debug for SubmissionEncryptor<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SubmissionEncryptor").field("files", &self.files).finish_non_exhaustive()
    }
}

impl<'a> SubmissionEncryptor<'a> {
    /// Begins a record under a key of its own, made of `chance`.
    ///
    /// # Errors
    /// [`EncryptionError::Record`]; [`EncryptionError::Key`].
    pub fn begin(
        record: EncryptedRecord,
        key: &'a EncryptionKey,
        chance: &[u8; CHANCE],
    ) -> Result<Self, EncryptionError> {
        let record = record.checked()?;
        let part = |at: usize| {
            let mut bytes = Zeroizing::new([0; 32]);
            bytes.copy_from_slice(&chance[at * 32..(at + 1) * 32]);
            bytes
        };
        let aes = part(0);
        let sealed_aes = key.seal(&aes[..], &part(1))?;
        let seed = Md5::new().chain_update(&record.instance_id).chain_update(&aes[..]);
        let mut signed = String::new();
        let texts = [Some(&record.form), record.version.as_ref(), Some(&sealed_aes)];
        for text in texts.into_iter().flatten().chain([&record.instance_id]) {
            signed.push_str(text);
            signed.push('\n');
        }
        Ok(Self {
            vector: seed.finalize().into(),
            record,
            key,
            aes,
            sealed_aes,
            signature_seed: part(2),
            files: 0,
            signed,
            media: Vec::new(),
        })
    }

    /// Encrypts a media file from `clear` into `sealed`; gives the name to send it under, which is
    /// `name` and `.enc`. The order of the calls is part of the format.
    ///
    /// # Errors
    /// [`EncryptionError::Name`] if the name is a path, breaks a line, or was there before;
    /// [`EncryptionError::Io`], after which the record is lost and is to be begun again.
    pub fn media(
        &mut self,
        name: &str,
        clear: impl Read,
        sealed: impl Write,
    ) -> Result<String, EncryptionError> {
        let sent = format!("{name}.enc");
        let odd = |c: char| c.is_control() || matches!(c, '/' | '\\');
        let path = name.is_empty() || name.starts_with('.') || name.contains(odd);
        if path || sent == XML_FILE || self.media.contains(&sent) {
            return Err(EncryptionError::Name(name.to_owned()));
        }
        self.file(name, clear, sealed)?;
        self.media.push(sent.clone());
        Ok(sent)
    }

    /// Encrypts the submission itself into `sealed`, to be sent as [`XML_FILE`]; gives the
    /// manifest, to be sent as the submission's XML.
    ///
    /// # Errors
    /// [`EncryptionError::Io`]; [`EncryptionError::Key`].
    pub fn finish(mut self, xml: &[u8], sealed: impl Write) -> Result<String, EncryptionError> {
        self.file(XML_FILE.trim_end_matches(".enc"), xml, sealed)?;
        let digest: [u8; 16] = Md5::digest(&self.signed).into();
        let signature = self.key.seal(&digest, &self.signature_seed)?;
        Ok(self.manifest(&signature))
    }

    fn file(
        &mut self,
        name: &str,
        mut clear: impl Read,
        mut sealed: impl Write,
    ) -> Result<(), EncryptionError> {
        // Every file has the vector of the one before with one byte counted up.
        let byte = &mut self.vector[self.files % BLOCK];
        *byte = byte.wrapping_add(1);
        self.files += 1;
        let mut cipher = BufEncryptor::<Aes256>::new((&*self.aes).into(), (&self.vector).into());
        let mut digest = Md5::new();
        let mut size = 0;
        let mut piece = Zeroizing::new(vec![0; PIECE]);
        loop {
            let read = match clear.read(&mut piece) {
                Ok(0) => break,
                Ok(read) => &mut piece[..read],
                Err(error) if error.kind() == std::io::ErrorKind::Interrupted => continue,
                Err(error) => return Err(error.into()),
            };
            digest.update(&*read);
            size = (size + read.len()) % BLOCK;
            cipher.encrypt(read);
            sealed.write_all(read)?;
        }
        // PKCS#7: at least one byte, each the number of them. CFB needs none; the format does.
        let padding = u8::try_from(BLOCK - size).expect("a block has 16 bytes");
        let mut last = vec![padding; usize::from(padding)];
        cipher.encrypt(&mut last);
        sealed.write_all(&last)?;
        sealed.flush()?;
        let _ = writeln!(self.signed, "{name}::{}", hex::encode(digest.finalize()));
        Ok(())
    }

    fn manifest(&self, signature: &str) -> String {
        let form = escape(&self.record.form);
        let version = self.record.version.as_deref();
        let version = version.map(|v| format!(" version=\"{}\"", escape(v))).unwrap_or_default();
        let media = self.media.iter();
        let media: String =
            media.map(|name| format!("<media><file>{}</file></media>", escape(name))).collect();
        let id = escape(&self.record.instance_id);
        let key = &self.sealed_aes;
        format!(
            "<data xmlns=\"{MANIFEST}\" id=\"{form}\"{version} encrypted=\"yes\">\
             <base64EncryptedKey>{key}</base64EncryptedKey>\
             <encryptedXmlFile>{XML_FILE}</encryptedXmlFile>{media}\
             <base64EncryptedElementSignature>{signature}</base64EncryptedElementSignature>\
             <meta xmlns=\"{OPENROSA}\"><instanceID>{id}</instanceID></meta></data>"
        )
    }
}

fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            c => out.push(c),
        }
    }
    out
}

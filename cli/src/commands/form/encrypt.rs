//! `saksi form encrypt FORM SUBMISSION.xml MEDIA… --out DIR [--key KEY]`: a submission for an ODK
//! server that only the holder of the form's private key can read.
//!
//! What is encrypted and how stands in `saksi_domain::forms::encrypted`; here files are opened and
//! written. The clear files stay where they are.

use std::fs::{self, File};
use std::path::{Path, PathBuf};

use clap::Args;
use saksi_device::env::{SystemEnv, random_array};
use saksi_domain::forms::encrypted::{
    CHANCE, EncryptedRecord, EncryptionError, EncryptionKey, SubmissionEncryptor, XML_FILE,
};
use serde_json::json;

use crate::Outcome;
use crate::exit::CliError;
use crate::output::Output;

/// Encrypt a submission.
#[derive(Debug, Args)]
pub struct Encrypt {
    /// The form, an XLSForm (setting `public_key`) or an XForm (`base64RsaPublicKey`).
    form: PathBuf,
    /// The submission's XML.
    submission: PathBuf,
    /// Its media files; they keep this order.
    media: Vec<PathBuf>,
    /// A new or empty folder for `submission.xml` (the manifest) and the `.enc` files.
    #[arg(long)]
    out: PathBuf,
    /// Another public key than the form's: base64 of X.509, without header lines.
    #[arg(long)]
    key: Option<String>,
}

impl Encrypt {
    pub fn run(&self, output: &Output) -> Outcome {
        let xml = read(&self.submission)?;
        let key = match &self.key {
            Some(key) => key.clone(),
            None => self.key_of_form()?,
        };
        let key = EncryptionKey::from_base64(&key).map_err(|e| refused(&self.form, &e))?;
        let record =
            EncryptedRecord::of_submission(&xml).map_err(|e| refused(&self.submission, &e))?;
        self.make_folder()?;
        let chance: [u8; CHANCE] = random_array(&SystemEnv::new(0));
        let mut encryptor = SubmissionEncryptor::begin(record, &key, &chance)
            .map_err(|e| refused(&self.submission, &e))?;
        let mut files = Vec::new();
        for path in &self.media {
            files.push(self.media(&mut encryptor, path)?);
        }
        let manifest = encryptor
            .finish(&xml, self.create(XML_FILE)?)
            .map_err(|e| refused(&self.submission, &e))?;
        files.push(XML_FILE.to_owned());
        let path = self.out.join("submission.xml");
        fs::write(&path, manifest).map_err(|e| CliError::file(&path, &e))?;
        let text = format!("{}: {} file(s) and the manifest", self.out.display(), files.len());
        output.result(&json!({"out": self.out, "files": files}), &text);
        Ok(())
    }

    fn key_of_form(&self) -> Result<String, CliError> {
        let form = super::compile(&self.form)?.map_err(|problems| {
            let problems: Vec<String> = problems.iter().map(|p| p.message("en")).collect();
            CliError::input(problems.join("\n"))
        })?;
        form.settings.public_key.filter(|key| !key.trim().is_empty()).ok_or_else(|| {
            let what = "the form asks for no encryption; give --key to encrypt all the same";
            CliError::input(format!("{}: {what}", self.form.display()))
        })
    }

    fn media(
        &self,
        encryptor: &mut SubmissionEncryptor<'_>,
        path: &Path,
    ) -> Result<String, CliError> {
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        let clear = File::open(path).map_err(|e| CliError::file(path, &e))?;
        let sealed = self.create(&format!("{name}.enc"))?;
        encryptor.media(name, clear, sealed).map_err(|e| refused(path, &e))
    }

    fn make_folder(&self) -> Result<(), CliError> {
        if fs::read_dir(&self.out).is_ok_and(|mut files| files.next().is_some()) {
            return Err(CliError::input(format!("{} is not empty", self.out.display())));
        }
        fs::create_dir_all(&self.out).map_err(|e| CliError::file(&self.out, &e))
    }

    /// Never over a file that is there: two media of one name must not become one.
    fn create(&self, name: &str) -> Result<File, CliError> {
        let path = self.out.join(name);
        File::create_new(&path).map_err(|e| CliError::file(&path, &e))
    }
}

fn read(path: &Path) -> Result<Vec<u8>, CliError> {
    fs::read(path).map_err(|e| CliError::file(path, &e))
}

fn refused(path: &Path, error: &EncryptionError) -> CliError {
    CliError::input(format!("{}: {error}", path.display()))
}

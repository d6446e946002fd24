//! Forms on this phone: published on the journal, or handed over in a file.

use std::sync::Arc;

use saksi_domain::evidence::seal::open_all;
use saksi_domain::forms::{Definition, import};
use saksi_domain::journal::cbor::Value;
use saksi_domain::journal::{Digest, Kind};
use saksi_domain::store::BlobStore as _;

use super::beside::{self, FormFile};
use super::{Field, lock};
use crate::error::DeviceError;
use crate::project::Project;
use crate::store::FormRow;

/// A form that can be filled in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormInfo {
    /// Its id, such as `F02`.
    pub id: String,
    /// Its version.
    pub version: String,
    /// SHA-256 of its source.
    pub hash: Digest,
    /// Its title in the language on screen.
    pub title: String,
    /// Was it published by the project? Else somebody installed it from a file.
    pub published: bool,
}

/// Compiles a form's source: an .xlsx, an XForm's XML, Markdown, or three sheets as CSV with a zero
/// byte between.
pub(crate) fn compile(source: &[u8]) -> Result<Definition, DeviceError> {
    let compiled = if source.starts_with(b"PK") || !source.contains(&0) {
        import::from_bytes(source, None)
    } else {
        let mut sheets = source.split(|byte| *byte == 0);
        let mut next = || sheets.next().unwrap_or_default();
        import::from_csv(next(), next(), next())
    };
    compiled.map_err(|_| DeviceError::Form("it does not compile; `saksi form check` says why"))
}

fn row_of(form: &Definition, published: bool) -> FormRow {
    let (id, version) = (form.id.clone(), form.version.clone());
    FormRow { hash: form.hash, id, version, published, titles: Some(form.title.clone()) }
}

/// Opens and compiles published forms whose files have arrived. One that is broken is skipped:
/// it must not keep the others from a monitor.
pub(crate) fn compile_published(project: &Project) -> Result<(), DeviceError> {
    let store = &project.store;
    let known: Vec<Digest> =
        store.forms()?.iter().filter(|f| f.published).map(|f| f.hash).collect();
    let published = store.of_kind(Kind::Publish.code())?;
    for held in &published {
        let Some(body) = held.entry.body() else { continue };
        if body.args.get("what").and_then(Value::as_text) != Some("form") {
            continue;
        }
        for blob in body.blobs.iter().filter(|b| b.role == "form" && !known.contains(&b.sha256)) {
            let Some(size) = store.size(blob.cid)? else { continue };
            let sealed = store.read(blob.cid, 0, usize::try_from(size).unwrap_or(usize::MAX))?;
            let Ok(source) = open_all(&blob.key, &sealed) else { continue };
            let Ok(form) = compile(&source) else { continue };
            if form.hash == blob.sha256 {
                store.put_form(&row_of(&form, true), &source)?;
            }
        }
    }
    beside::take_published(project, &published)
}

impl Field {
    /// The forms, the newest version of each last.
    ///
    /// # Errors
    /// [`DeviceError`].
    pub fn forms(&self) -> Result<Vec<FormInfo>, DeviceError> {
        let language = self.language();
        let mut list = Vec::new();
        for FormRow { hash, id, version, published, titles } in self.project.store.forms()? {
            let titles = match titles {
                Some(titles) => titles,
                None => self.definition(hash)?.title.clone(),
            };
            let title = titles.get(&language).unwrap_or(&id).to_owned();
            list.push(FormInfo { id, version, hash, title, published });
        }
        Ok(list)
    }

    /// Installs a form from a file, until the project publishes it, with the files of lists that
    /// belong to it.
    ///
    /// # Errors
    /// [`DeviceError::Form`] if it does not compile, or a list cannot be read; the form is not
    /// kept then.
    pub fn install_form(&self, source: &[u8], files: &[FormFile]) -> Result<FormInfo, DeviceError> {
        let form = compile(source)?;
        beside::take_installed(&self.project, form.hash, files)?;
        let row = row_of(&form, false);
        self.project.store.put_form(&row, source)?;
        let title = form.title.get(&self.language()).unwrap_or(&form.id).to_owned();
        let info =
            FormInfo { id: row.id, version: row.version, hash: row.hash, title, published: false };
        lock(&self.definitions).insert(form.hash, Arc::new(form));
        Ok(info)
    }

    /// The compiled form with this hash.
    ///
    /// # Errors
    /// [`DeviceError::Unknown`].
    pub fn definition(&self, hash: Digest) -> Result<Arc<Definition>, DeviceError> {
        if let Some(known) = lock(&self.definitions).get(&hash) {
            return Ok(known.clone());
        }
        let source = self.project.store.form_source(hash)?;
        let form = Arc::new(compile(&source.ok_or(DeviceError::Unknown("form"))?)?);
        lock(&self.definitions).insert(hash, form.clone());
        Ok(form)
    }

    /// The newest form with this id; published ones before installed ones.
    pub(crate) fn newest_form(&self, id: &str) -> Result<Arc<Definition>, DeviceError> {
        let mut rows: Vec<_> =
            self.project.store.forms()?.into_iter().filter(|row| row.id == id).collect();
        rows.sort_by(|a, b| (a.published, &a.version).cmp(&(b.published, &b.version)));
        let row = rows.pop().ok_or(DeviceError::Unknown("form"))?;
        self.definition(row.hash)
    }
}

//! Acts, the member line, publications and erasure: everything signed that is no form.

use saksi_domain::evidence::seal::Sealer;
use saksi_domain::journal::act::{Args, Ref};
use saksi_domain::journal::acts::{RecordKind, Verb, check_args};
use saksi_domain::journal::body::Blob;
use saksi_domain::journal::cbor::Value;
use saksi_domain::journal::rules::{self, MemberVerb};
use saksi_domain::journal::{Audience, EntryId, Kind, RecordId, Scope};
use saksi_domain::store::BlobStore as _;

use super::Field;
use super::beside::{FormFile, MEDIA};
use crate::env::random_array;
use crate::error::DeviceError;
use crate::writer::Unsigned;

/// Who reads records of a kind that an act opens.
fn audience_of(kind: RecordKind) -> Audience {
    match kind {
        RecordKind::Submission | RecordKind::Evidence => Audience::Field,
        RecordKind::Person => Audience::Vault,
        RecordKind::Problem | RecordKind::Msf | RecordKind::Meeting => Audience::Register,
    }
}

impl Field {
    /// Signs an act: on a record, or (`None`) opening one, in the province given or this person's
    /// own. References carry the heads that this phone sees now.
    ///
    /// # Errors
    /// [`DeviceError::Args`] for what the table of acts does not allow, [`DeviceError::NoRight`];
    /// nothing is signed then. Whether the act counts is for the fold to say.
    pub fn act(
        &self,
        record: Option<RecordId>,
        verb: Verb,
        args: Args,
        refs: &[RecordId],
        province: Option<&str>,
    ) -> Result<EntryId, DeviceError> {
        check_args(verb, &args).map_err(|error| DeviceError::Args(error.to_string()))?;
        let rule = verb.rule();
        if rule.creates != record.is_none() {
            return Err(DeviceError::Args("record: this verb is for another".to_owned()));
        }
        let (scope, parents) = match record {
            Some(record) => {
                let folded = self.project.fold(record)?;
                (folded.scope.ok_or(DeviceError::Unknown("record"))?, folded.heads)
            }
            None => {
                let kind = rule.on.first().copied().ok_or(DeviceError::Internal("a verb"))?;
                let own = self.project.scope(audience_of(kind))?;
                let province = province.unwrap_or(&own.province);
                (Scope::new(province, own.audience).label(), Vec::new())
            }
        };
        self.need_right(scope, |role| {
            let audience = self.project.provisional().ok()?.scope(scope)?.audience;
            Some(rules::may(role, Kind::Act, Some(verb), audience))
        })?;
        let mut body = self.project.body();
        body.verb = Some(verb.code());
        body.args = args;
        body.refs = self.refs(refs)?;
        let unsigned = Unsigned { kind: Kind::Act, scope, record, parents, body };
        self.sign_one(unsigned)
    }

    fn refs(&self, records: &[RecordId]) -> Result<Vec<Ref>, DeviceError> {
        let heads = |record: &RecordId| {
            let folded = self.project.fold(*record)?;
            if folded.heads.is_empty() {
                return Err(DeviceError::Unknown("record"));
            }
            Ok(Ref { record: *record, heads: folded.heads })
        };
        records.iter().map(heads).collect()
    }

    fn sign_one(&self, unsigned: Unsigned) -> Result<EntryId, DeviceError> {
        let entries = self.project.writer.write(&self.project.store, vec![unsigned])?;
        Ok(entries[0].id)
    }

    fn need_right(
        &self,
        scope: saksi_domain::journal::ScopeLabel,
        may: impl Fn(saksi_domain::journal::Role) -> Option<bool>,
    ) -> Result<(), DeviceError> {
        let membership = self.project.provisional()?;
        let log = self.project.writer.log(&self.project.store)?;
        let seq = u64::MAX >> 1;
        let roles = membership.roles_at(self.project.writer.member(), log, seq, scope);
        if roles.into_iter().any(|role| may(role) == Some(true)) {
            Ok(())
        } else {
            Err(DeviceError::NoRight)
        }
    }

    /// Signs the next entry of the member line. The hub refuses it if the line moved meanwhile:
    /// then sync and sign again.
    ///
    /// # Errors
    /// [`DeviceError::NoRight`], [`DeviceError::Args`]; nothing is signed then.
    pub fn member_entry(&self, verb: MemberVerb, args: Args) -> Result<EntryId, DeviceError> {
        let membership = self.project.membership()?.ok_or(DeviceError::NotYetMember)?;
        let scope = Scope::project().label();
        self.need_right(scope, |role| Some(verb.roles().contains(&role)))?;
        let mut body = self.project.body();
        body.verb = Some(verb.code());
        body.args = args;
        let unsigned = Unsigned {
            kind: Kind::Member,
            scope,
            record: Some(EntryId(membership.project.0)),
            parents: vec![membership.head],
            body,
        };
        let (project, store) = (&self.project, &self.project.store);
        let entry = store.in_transaction(|tx| {
            let entry = project.writer.write_in(tx, unsigned)?;
            membership.try_extend(&entry).map_err(|e| DeviceError::Args(e.to_string()))?;
            Ok::<_, DeviceError>(entry)
        })?;
        project.line_changed();
        Ok(entry.id)
    }

    /// Publishes a dataset or catalogue to every member: seals the bytes and signs the entry.
    ///
    /// # Errors
    /// [`DeviceError::NoRight`].
    pub fn publish(
        &self,
        what: &str,
        bytes: &[u8],
        mut args: Args,
    ) -> Result<EntryId, DeviceError> {
        self.may_publish()?;
        let blob = self.seal_file(bytes, what, "application/octet-stream")?;
        args.insert("what".to_owned(), Value::text(what));
        args.insert("sha256".to_owned(), Value::bytes(&blob.sha256.0));
        self.sign_publication(args, vec![blob])
    }

    /// Publishes a form to every member, with the lists, pictures and sounds beside it.
    ///
    /// # Errors
    /// [`DeviceError::Form`] for a form that does not compile, [`DeviceError::NoRight`].
    pub fn publish_form(&self, bytes: &[u8], files: &[FormFile]) -> Result<EntryId, DeviceError> {
        self.may_publish()?;
        let form = super::forms::compile(bytes)?;
        let media_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
        let blob = self.seal_file(bytes, "form", media_type)?;
        let mut args = Args::from([
            ("what".to_owned(), Value::text("form")),
            ("id".to_owned(), Value::text(&form.id)),
            ("version".to_owned(), Value::text(&form.version)),
            ("sha256".to_owned(), Value::bytes(&blob.sha256.0)),
        ]);
        let mut blobs = vec![blob];
        let (sealed, named) = self.seal_named(files)?;
        blobs.extend(sealed);
        if !files.is_empty() {
            args.insert("files".to_owned(), named);
        }
        let id = self.sign_publication(args, blobs)?;
        super::forms::compile_published(&self.project)?;
        Ok(id)
    }

    /// Seals files, and says which name has which content.
    pub(super) fn seal_named(&self, files: &[FormFile]) -> Result<(Vec<Blob>, Value), DeviceError> {
        let (mut blobs, mut named) = (Vec::new(), Vec::new());
        for file in files {
            let blob = self.seal_file(&file.bytes, MEDIA, media_type_of(&file.name))?;
            named.push((Value::text(&file.name), Value::bytes(&blob.sha256.0)));
            blobs.push(blob);
        }
        Ok((blobs, Value::map(named)))
    }

    pub(super) fn may_publish(&self) -> Result<(), DeviceError> {
        let may = |role| Some(rules::may(role, Kind::Publish, None, Audience::Public));
        self.need_right(Scope::project().label(), may)
    }

    pub(super) fn sign_publication(
        &self,
        args: Args,
        blobs: Vec<Blob>,
    ) -> Result<EntryId, DeviceError> {
        let mut body = self.project.body();
        (body.args, body.blobs) = (args, blobs);
        let (scope, record, parents) = (Scope::project().label(), None, Vec::new());
        self.sign_one(Unsigned { kind: Kind::Publish, scope, record, parents, body })
    }

    /// Seals bytes into a file of the store, for an entry that is about to be signed.
    pub(super) fn seal_file(
        &self,
        bytes: &[u8],
        role: &str,
        media_type: &str,
    ) -> Result<Blob, DeviceError> {
        let mut store = self.project.store.clone();
        let key: [u8; 32] = random_array(&*self.env);
        let mut sealed_bytes = Vec::new();
        let mut sealer = Sealer::begin(&key, &mut sealed_bytes);
        sealer.push(bytes, &mut sealed_bytes);
        let sealed = sealer.finish(&mut sealed_bytes);
        store.append(sealed.cid, store.staged(sealed.cid)?, &sealed_bytes)?;
        store.finish(sealed.cid)?;
        Ok(Blob {
            cid: sealed.cid,
            key,
            sha256: sealed.sha256,
            size: sealed.size,
            media_type: media_type.to_owned(),
            role: role.to_owned(),
            parent: None,
        })
    }

    /// Erases a record with its vault record: salts, bodies and sealed files are destroyed here at
    /// once, and everywhere once they have heard of it. Acts remain.
    ///
    /// # Errors
    /// [`DeviceError::NoRight`]: a person erases her own records, the data protection officer all.
    pub fn erase(&self, record: RecordId, reason: &str) -> Result<EntryId, DeviceError> {
        let vault = self.vault_of(record).ok().flatten();
        let id = self.erase_one(record, reason)?;
        if let Some(vault) = vault {
            self.erase_one(vault, reason)?;
        }
        Ok(id)
    }

    fn erase_one(&self, record: RecordId, reason: &str) -> Result<EntryId, DeviceError> {
        let folded = self.project.fold(record)?;
        let scope = folded.scope.ok_or(DeviceError::Unknown("record"))?;
        let own = folded.author == Some(self.project.writer.member());
        self.need_right(scope, |role| {
            let audience = self.project.provisional().ok()?.scope(scope)?.audience;
            let officer = role == saksi_domain::journal::Role::DataProtection;
            Some((own || officer) && rules::may(role, Kind::Erase, None, audience))
        })?;
        let mut body = self.project.body();
        body.args.insert("reason".to_owned(), Value::text(reason));
        let parents = folded.heads;
        let unsigned = Unsigned { kind: Kind::Erase, scope, record: Some(record), parents, body };
        let id = self.sign_one(unsigned)?;
        crate::sync::destroy_erased(&self.project, record)?;
        Ok(id)
    }
}

fn media_type_of(name: &str) -> &'static str {
    match name.rsplit_once('.').map(|(_, ending)| ending) {
        Some("csv") => "text/csv",
        Some("geojson") => "application/geo+json",
        Some("xml") => "application/xml",
        Some("png") => "image/png",
        Some("jpg" | "jpeg") => "image/jpeg",
        Some("m4a") => "audio/mp4",
        Some("mp4") => "video/mp4",
        Some("aac") => "audio/aac",
        Some("mp3") => "audio/mpeg",
        Some("ogg") => "audio/ogg",
        _ => "application/octet-stream",
    }
}

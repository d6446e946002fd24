//! Finishing a form: signed entries, one for the record and, for personal fields, one for the
//! vault record beside it. Stop writes nothing. Editing signs only what changed.

use saksi_domain::forms::session::change::FinaliseError;
use saksi_domain::forms::{Folded as FormFields, Submission, reopen_in, submission};
use saksi_domain::journal::act::Ref;
use saksi_domain::journal::body::{Blob, Body, Write};
use saksi_domain::journal::cbor::{self, Reader, Value};
use saksi_domain::journal::record::{Folded, PathState};
use saksi_domain::journal::{Audience, Digest, Entry, EntryId, Kind, Path, RecordId, ScopeLabel};
use saksi_domain::store::EntryStore as _;

use super::audit::drop_audit;
use super::draft::DraftId;
use super::{Field, beside, lock};
use crate::error::DeviceError;
use crate::store::drafts;
use crate::writer::Unsigned;

/// Bytes of writes in one entry; with the rest of the body it stays under 1 MiB.
const MAX_WRITES: usize = 900 << 10;

fn refused(refusal: &FinaliseError) -> DeviceError {
    match refusal {
        FinaliseError::Stopped(_) => DeviceError::Stopped,
        FinaliseError::Failing(list) => DeviceError::Incomplete(list.len()),
    }
}

/// A form's writes as the journal has them.
fn to_writes(writes: &[submission::Write]) -> Result<Vec<Write>, DeviceError> {
    let write = |(path, value): &submission::Write| {
        Ok(Write { path: to_path(path)?, value: value.clone() })
    };
    writes.iter().map(write).collect()
}

/// A form's path as the journal has it.
pub(crate) fn to_path(steps: &[Value]) -> Result<Path, DeviceError> {
    let steps = Value::Array(steps.to_vec());
    Path::from_reader(&Reader::new(&steps, "path"))
        .map_err(|_| DeviceError::Internal("a path of a form"))
}

/// The values of a folded record as a form reads them; of a path in conflict the value whose
/// entry comes first by id, so that every phone shows the same.
pub(crate) fn to_form_fields(folded: &Folded) -> FormFields {
    let value = |state: &PathState| match state {
        PathState::Value(value, _) => value.clone(),
        PathState::Conflict(live) => live
            .iter()
            .map(|l| &l.value)
            .find(|v| **v != Value::Gone)
            .unwrap_or(&Value::Null)
            .clone(),
    };
    let steps = |path: &Path| match path.to_value() {
        Value::Array(steps) => steps,
        _ => Vec::new(),
    };
    folded.fields.iter().map(|(path, state)| (steps(path), value(state))).collect()
}

/// Splits writes into runs that fit an entry each.
fn split(writes: Vec<Write>, limit: usize) -> Vec<Vec<Write>> {
    let mut parts = vec![Vec::new()];
    let mut size = 0;
    for write in writes {
        let bytes = cbor::encode(&write.value).len() + cbor::encode(&write.path.to_value()).len();
        if size + bytes > limit && size > 0 {
            parts.push(Vec::new());
            size = 0;
        }
        size += bytes;
        parts.last_mut().expect("there is always a part").push(write);
    }
    parts
}

/// Where a run of change entries goes.
struct Target {
    scope: ScopeLabel,
    record: Option<RecordId>,
    heads: Vec<EntryId>,
    /// The form's audit log, for the last entry.
    audit: Option<Blob>,
}

impl Field {
    /// Finishes a draft: signs its evidence and its entries, removes the draft. Answers the record;
    /// `None` when an edit changed nothing.
    ///
    /// # Errors
    /// [`DeviceError::Stopped`], [`DeviceError::Incomplete`], [`DeviceError::ReasonWanted`]:
    /// nothing was written and the draft is
    /// as it was.
    pub fn submit(&self, draft: DraftId) -> Result<Option<RecordId>, DeviceError> {
        let row = self.draft_row(draft)?;
        // First see whether it may be finished at all: a refusal must not sign evidence.
        let first = self.finalised(draft, row.record);
        if matches!(first, Err(DeviceError::Incomplete(_))) {
            self.audit_refusal(draft)?;
        }
        first?;
        self.refuse_without_reason(draft)?;
        self.sign_kept(|capture, _| capture.draft == Some(draft.0))?;
        let (submission, mut main, mut vault) = self.finalised(draft, row.record)?;
        let entities = self.session(draft)?.entity_edits(self.moment());
        let (writes, personal) = (to_writes(&submission.writes)?, to_writes(&submission.personal)?);
        let nothing = row.record.is_some() && writes.is_empty() && personal.is_empty();
        let project = &self.project;
        let vault_scope = project.scope(Audience::Vault)?.label();
        let unkept: Vec<_> = project.store.captures()?;
        let audit = if nothing { None } else { self.sealed_audit(draft)? };
        match &mut vault {
            // An edit of personal answers alone writes to the vault alone.
            Some(vault) if row.record.is_some() && writes.is_empty() => vault.audit = audit,
            _ => main.audit = audit,
        }
        let record = project.store.in_transaction(|tx| {
            let mut record = row.record;
            if !nothing {
                beside::owe_edits(tx, &draft.0, entities)?;
            }
            if !nothing && (record.is_none() || !writes.is_empty()) {
                let entries = self.write_changes(tx, main, writes, &submission, None)?;
                record = entries.first().map(Entry::record);
                if !personal.is_empty() {
                    let heads = entries.last().map(|e| e.id).into_iter().collect();
                    self.write_vault(
                        tx,
                        vault,
                        vault_scope,
                        personal,
                        &submission,
                        (record, heads),
                    )?;
                }
            } else if !personal.is_empty() {
                let heads = main.heads;
                self.write_vault(tx, vault, vault_scope, personal, &submission, (record, heads))?;
            }
            drop_audit(tx, draft)?;
            drafts::delete_draft(tx, &draft.0)?;
            Ok::<_, DeviceError>(record)
        })?;
        // It is signed: lists that do not take it now are asked again when a form reads them.
        let _ = self.settle_edits();
        for capture in unkept.iter().filter(|c| c.draft == Some(draft.0)) {
            self.drop_capture(capture)?;
        }
        lock(&self.sessions).remove(&draft);
        Ok(record.filter(|_| !nothing))
    }

    /// The submission as it would be signed now, and where its entries would go.
    fn finalised(
        &self,
        draft: DraftId,
        record: Option<RecordId>,
    ) -> Result<(Submission, Target, Option<Target>), DeviceError> {
        let session = self.session(draft)?;
        let Some(record) = record else {
            let submission = session.finalise(self.moment()).map_err(|r| refused(&r))?;
            let scope = self.project.scope(Audience::Field)?.label();
            return Ok((
                submission,
                Target { scope, record: None, heads: Vec::new(), audit: None },
                None,
            ));
        };
        let folded = self.project.fold(record)?;
        let vault = self.vault_of(record)?.map(|id| self.project.fold(id)).transpose()?;
        let personal = vault.as_ref().map(to_form_fields).unwrap_or_default();
        let submission = session
            .revise(self.moment(), &to_form_fields(&folded), &personal)
            .map_err(|r| refused(&r))?;
        let target = |folded: &Folded| {
            let scope = folded.scope.ok_or(DeviceError::Unknown("record"))?;
            let heads = folded.heads.clone();
            Ok::<_, DeviceError>(Target { scope, record: Some(folded.record), heads, audit: None })
        };
        Ok((submission, target(&folded)?, vault.as_ref().map(target).transpose()?))
    }

    fn write_vault(
        &self,
        tx: &rusqlite::Transaction<'_>,
        vault: Option<Target>,
        scope: ScopeLabel,
        personal: Vec<Write>,
        submission: &Submission,
        (record, heads): (Option<RecordId>, Vec<EntryId>),
    ) -> Result<(), DeviceError> {
        let record = record.ok_or(DeviceError::Internal("a vault without its record"))?;
        let target =
            vault.unwrap_or(Target { scope, record: None, heads: Vec::new(), audit: None });
        self.write_changes(tx, target, personal, submission, Some(Ref { record, heads }))?;
        Ok(())
    }

    fn write_changes(
        &self,
        tx: &rusqlite::Transaction<'_>,
        mut target: Target,
        writes: Vec<Write>,
        submission: &Submission,
        of: Option<Ref>,
    ) -> Result<Vec<Entry>, DeviceError> {
        let parts = split(writes, MAX_WRITES);
        let last = parts.len() - 1;
        let mut entries = Vec::new();
        for (i, writes) in parts.into_iter().enumerate() {
            let mut body = self.form_body(submission);
            body.writes = writes;
            body.is_final = i == last;
            body.refs.extend(of.clone());
            if i == last && of.is_none() {
                body.computed = to_writes(&submission.computed)?;
            }
            if i == last {
                body.blobs.extend(target.audit.take());
            }
            let unsigned = Unsigned {
                kind: Kind::Change,
                scope: target.scope,
                record: target.record,
                parents: target.heads.clone(),
                body,
            };
            let entry = self.project.writer.write_in(tx, unsigned)?;
            target.record = Some(entry.record());
            target.heads = vec![entry.id];
            entries.push(entry);
        }
        Ok(entries)
    }

    /// A body that names its form, so that every reader opens it with the very version.
    fn form_body(&self, submission: &Submission) -> Body {
        let mut body = self.project.body();
        let named = [
            ("form", Value::text(&submission.form)),
            ("version", Value::text(&submission.version)),
            ("hash", Value::bytes(&submission.hash.0)),
        ];
        body.args.extend(named.map(|(name, value)| (name.to_owned(), value)));
        body
    }

    /// The vault record that belongs to a record, if it is held here.
    pub(crate) fn vault_of(&self, record: RecordId) -> Result<Option<RecordId>, DeviceError> {
        let store = &self.project.store;
        let scope = self.project.scope(Audience::Vault)?.label();
        for vault in store.records(Some(scope))? {
            let root = store.get(vault)?;
            let refs = root.and_then(|held| held.entry.content).map(|c| c.body.refs);
            if refs.unwrap_or_default().iter().any(|r| r.record == record) {
                return Ok(Some(vault));
            }
        }
        Ok(None)
    }

    /// The form that a record was made with.
    pub(crate) fn form_of(&self, record: RecordId) -> Result<Digest, DeviceError> {
        let root = self.project.store.get(record)?.ok_or(DeviceError::Unknown("record"))?;
        match root.entry.body().and_then(|body| body.args.get("hash")) {
            Some(Value::Bytes(hash)) => Digest::try_from(hash.as_slice())
                .map_err(|_| DeviceError::Form("the record names no form")),
            _ => Err(DeviceError::Form("the record names no form")),
        }
    }

    /// Opens a record as a draft; submitting it signs only what is different then.
    ///
    /// # Errors
    /// [`DeviceError::Unknown`] if its form is not here.
    pub fn edit(&self, record: RecordId) -> Result<DraftId, DeviceError> {
        let form = self.definition(self.form_of(record)?)?;
        let mut fields = to_form_fields(&self.project.fold(record)?);
        if let Some(vault) = self.vault_of(record)? {
            fields.extend(to_form_fields(&self.project.fold(vault)?));
        }
        let world = self.beside(&form)?;
        let reopened = reopen_in(form, &fields, self.context(), world);
        self.new_draft(reopened.session, Some(record))
    }

    /// Settles a conflict: a later write to that path, by a person.
    ///
    /// # Errors
    /// [`DeviceError::Unknown`] if the record is not here.
    pub fn resolve(
        &self,
        record: RecordId,
        path: &Path,
        value: Value,
    ) -> Result<EntryId, DeviceError> {
        let folded = self.project.fold(record)?;
        let scope = folded.scope.ok_or(DeviceError::Unknown("record"))?;
        let mut body = self.project.body();
        body.writes = vec![Write { path: path.clone(), value }];
        body.is_final = true;
        let parents = folded.heads;
        let unsigned = Unsigned { kind: Kind::Change, scope, record: Some(record), parents, body };
        let entries = self.project.writer.write(&self.project.store, vec![unsigned])?;
        Ok(entries[0].id)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_submission_larger_than_an_entry_is_split_and_nothing_is_lost() {
        let write = |n: i64, size: usize| Write {
            path: Path::field(&format!("f{n}")),
            value: Value::text(&"x".repeat(size)),
        };
        let writes: Vec<Write> = (0..10).map(|n| write(n, 400)).collect();
        let parts = split(writes.clone(), 1_000);
        assert_eq!(parts.len(), 5);
        assert_eq!(parts.concat(), writes);
        assert_eq!(split(vec![write(0, 5_000)], 1_000).len(), 1, "one field is never cut");
        assert_eq!(split(Vec::new(), 1_000).len(), 1);
    }
}

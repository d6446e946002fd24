//! `POST /v1/enrol`: a phone joins by an invitation; the same request again, the same membership.

use std::collections::BTreeMap;

use ed25519_dalek::{Signature, VerifyingKey};
use saksi_domain::journal::cbor::Value;
use saksi_domain::journal::entry::derive_log_id;
use saksi_domain::journal::member::{LineError, enrolment_message};
use saksi_domain::journal::rules::MemberVerb;
use saksi_domain::journal::{Entry, LogId};
use saksi_domain::sync::wire::{EnrolRequest, EnrolResponse};

use super::Hub;
use crate::problem::{HubError, Refusal};

/// Largest endorsement that is put on the member line, bytes.
const MAX_ENDORSEMENT: usize = 16 << 10;

impl Hub {
    /// Enrols a phone.
    ///
    /// # Errors
    /// `invitation-…` if it cannot be used, `signature-invalid` if either signature fails.
    pub fn enrol(&self, request: &EnrolRequest) -> Result<EnrolResponse, HubError> {
        let log = self.check_enrolment(request)?;
        let mut store = self.store();
        if !self.is_enrolled(request, log)? {
            let entry = self.line_entry(MemberVerb::Enrol, enrol_args(request))?;
            self.take_with(&mut store, vec![entry])?;
        }
        drop(store);
        let token = self.give_token(log)?;
        let journal = self.journal();
        Ok(EnrolResponse { line: line(&journal, 0), note: journal.latest().note.clone(), token })
    }

    /// Both signatures, so that only who holds invitation and key ever gets a token.
    fn check_enrolment(&self, request: &EnrolRequest) -> Result<LogId, HubError> {
        let wrong = |name: &str| HubError::new(Refusal::SignatureInvalid, name);
        let key = VerifyingKey::from_bytes(&request.key).map_err(|_| wrong("key"))?;
        let card =
            VerifyingKey::from_bytes(&request.invitation).map_err(|_| wrong("invitation"))?;
        let message = enrolment_message(self.project(), &key, request.run, request.member);
        for (name, signer, signature) in
            [("by_invitation", &card, &request.by_invitation), ("by_key", &key, &request.by_key)]
        {
            let signature = Signature::from_bytes(signature);
            signer.verify_strict(&message, &signature).map_err(|_| wrong(name))?;
        }
        if request.endorsement.len() > MAX_ENDORSEMENT {
            return Err(HubError::new(Refusal::TooLarge, "endorsement over 16384 bytes"));
        }
        Ok(derive_log_id(&key, request.run))
    }

    /// Was this very phone enrolled by this very invitation?
    fn is_enrolled(&self, request: &EnrolRequest, log: LogId) -> Result<bool, HubError> {
        let journal = self.journal();
        let membership = journal.ledger().membership();
        let invitation = membership
            .invitations
            .get(&request.invitation)
            .ok_or(LineError::Invitation("is unknown"))?;
        match (membership.logs.get(&log), invitation.used_by) {
            (Some(info), Some(used_by)) if used_by == log && info.member == request.member => {
                Ok(true)
            }
            (Some(_), _) => Err(LineError::Invitation("was used before").into()),
            (None, _) => Ok(false),
        }
    }
}

fn enrol_args(request: &EnrolRequest) -> BTreeMap<String, Value> {
    let mut args = BTreeMap::from([
        ("key".to_owned(), Value::bytes(&request.key)),
        ("member".to_owned(), Value::bytes(&request.member.0)),
        ("invitation".to_owned(), Value::bytes(&request.invitation)),
        ("run".to_owned(), Value::Int(i64::from(request.run))),
        ("by_invitation".to_owned(), Value::bytes(&request.by_invitation)),
        ("by_key".to_owned(), Value::bytes(&request.by_key)),
    ]);
    if !request.endorsement.is_empty() {
        args.insert("endorsement".to_owned(), Value::bytes(&request.endorsement));
    }
    args
}

/// The member line from its `from`-th entry on.
pub(super) fn line(journal: &crate::journal::Journal, from: usize) -> Vec<Entry> {
    journal.ledger().line().iter().skip(from).map(|held| held.entry.clone()).collect()
}

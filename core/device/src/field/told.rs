//! What the journal on this phone tells of an entry: who signed it, whether its log is whole,
//! whether the hub acknowledged it; and the maps and earlier fixes that a photo is held against.

use saksi_domain::evidence::capture::CaptureRecord;
use saksi_domain::evidence::finding::{Outcome, Reason};
use saksi_domain::evidence::plausible::{PreviousFix, Sandwich};
use saksi_domain::evidence::seal::open_all;
use saksi_domain::evidence::verify::{EntryTold, device_key_told};
use saksi_domain::journal::cbor::{Reader, Value};
use saksi_domain::journal::checkpoint::{Checkpoint, Receipt};
use saksi_domain::journal::merkle::root_of_inclusion;
use saksi_domain::journal::record::{Folded, Held};
use saksi_domain::journal::{EntryId, Kind, Membership, RecordId, Role, cbor};
use saksi_domain::place::{Regions, import};
use saksi_domain::store::{BlobStore as _, EntryStore as _};

use super::{Field, lock};
use crate::error::DeviceError;

/// Earlier entries of a log that are looked through for a fix.
const LOOK_BACK: u64 = 64;

impl Field {
    pub(super) fn entry_told(
        &self,
        held: &Held,
        folded: &Folded,
    ) -> Result<EntryTold, DeviceError> {
        let membership = self.project.provisional()?;
        let (entry, log) = (&held.entry, held.entry.header.log);
        let signed =
            membership.key_of(log).is_some_and(|key| entry.verify(membership.project, key).is_ok());
        let has_effect = !folded.void.iter().any(|(id, _)| *id == entry.id)
            && !folded.unknown.iter().any(|(id, _)| *id == entry.id);
        let member = membership.logs.get(&log).map(|info| info.member);
        let by_hub = member.is_some_and(|member| {
            membership.current_roles(member).iter().any(|(role, _)| *role == Role::Hub)
        });
        let either = |holds, reason| if holds { Outcome::Holds } else { Outcome::Fails(reason) };
        Ok(EntryTold {
            signature: either(signed, Reason::SignatureWrong),
            chain: self.chain_told(held)?,
            membership: either(has_effect, Reason::NoRight),
            receipt: self.receipt_told(held, &membership)?,
            split_view: self.split_view_told()?,
            authorship: either(!by_hub, Reason::HubSigned),
            device_key: device_key_told(
                membership.logs.get(&log).is_some_and(|info| info.attested),
            ),
            sandwich: Sandwich { earliest: held.seen_ms, latest: held.recorded_ms },
        })
    }

    /// Is the entry before it here, and the one that `prev` names?
    fn chain_told(&self, held: &Held) -> Result<Outcome, DeviceError> {
        let header = &held.entry.header;
        if held.twin {
            return Ok(Outcome::Fails(Reason::Fork));
        }
        let Some(before) = header.seq.checked_sub(1) else { return Ok(Outcome::Holds) };
        let neighbours = self.project.store.of_log(header.log, before, 8)?;
        let mut neighbours = neighbours.iter().filter(|other| other.entry.header.seq == before);
        let whole = neighbours.any(|other| header.prev == Some(other.entry.id));
        Ok(if whole { Outcome::Holds } else { Outcome::CannotTell(Reason::NeighboursMissing) })
    }

    fn split_view_told(&self) -> Result<Outcome, DeviceError> {
        let store = &self.project.store;
        Ok(if !store.split_notes()?.is_empty() {
            Outcome::Fails(Reason::RootsDiffer)
        } else if store.newest_checkpoint()?.is_some() {
            Outcome::Holds
        } else {
            Outcome::CannotTell(Reason::NothingToCompare)
        })
    }

    /// The receipt of an own entry, or the inclusion proof that was fetched for another's.
    fn receipt_told(&self, held: &Held, membership: &Membership) -> Result<Outcome, DeviceError> {
        let store = &self.project.store;
        if store.state(&proof_name(held.entry.id))?.is_some() {
            return Ok(Outcome::Holds);
        }
        let none = Outcome::CannotTell(Reason::NoReceipt);
        let (Some(index), Some(keys)) = (held.index, membership.hub_keys()) else {
            return Ok(none);
        };
        let Some((bytes, count)) = store.receipt_for(index)? else { return Ok(none) };
        let wrong = Outcome::Fails(Reason::ReceiptWrong);
        let Ok(value) = cbor::decode(&bytes) else { return Ok(wrong) };
        let Ok(receipt) = Receipt::from_reader(&Reader::new(&value, "receipt")) else {
            return Ok(wrong);
        };
        let limit = usize::try_from(count).unwrap_or(usize::MAX);
        let covered = store.since_index(receipt.from, limit)?;
        let ids: Vec<_> = covered.iter().map(|held| held.entry.id).collect();
        let verified = receipt.verify(&ids, &membership.project, keys);
        Ok(if verified.is_ok() { Outcome::Holds } else { wrong })
    }

    /// Asks the hub to prove that a record's entries stand in its tree, checks the proofs and
    /// remembers that they held. For others' records, of which this phone has no receipt.
    ///
    /// # Errors
    /// [`DeviceError::Untrusted`] for a proof that does not hold; [`DeviceError::Offline`].
    pub fn prove(&self, record: RecordId) -> Result<usize, DeviceError> {
        let _one_at_a_time = lock(&self.syncing);
        let membership = self.project.membership()?.ok_or(DeviceError::NotYetMember)?;
        let keys = membership.hub_keys().ok_or(DeviceError::Untrusted("no keys of the hub"))?;
        let client = crate::sync::client(&self.project, &self.language())?;
        let mut proved = 0;
        for held in self.project.store.of_record(record)? {
            let (id, name) = (held.entry.id, proof_name(held.entry.id));
            if held.index.is_none() || self.project.store.state(&name)?.is_some() {
                continue;
            }
            let answer = client.prove(id)?;
            let checkpoint = Checkpoint::verify(&answer.note, &membership.project, keys)?;
            let root = root_of_inclusion(&id, answer.from, checkpoint.size, &answer.proof);
            if root != Some(checkpoint.root) || held.index != Some(answer.from) {
                return Err(DeviceError::Untrusted("the hub's proof does not hold"));
            }
            self.project.store.set_state(&name, Some(answer.note.as_bytes()))?;
            proved += 1;
        }
        Ok(proved)
    }

    /// The newest published dataset of a kind, as regions; `None` while there is none here.
    pub(super) fn regions(&self, kind: &str) -> Result<Option<Regions>, DeviceError> {
        let store = &self.project.store;
        for held in store.of_kind(Kind::Publish.code())?.iter().rev() {
            let Some(body) = held.entry.body() else { continue };
            let said = |name: &str| body.args.get(name).and_then(Value::as_text);
            if said("what") != Some("dataset") || said("dataset") != Some(kind) {
                continue;
            }
            let Some(blob) = body.blobs.first() else { continue };
            let Some(size) = store.size(blob.cid)? else { continue };
            let sealed = store.read(blob.cid, 0, usize::try_from(size).unwrap_or(usize::MAX))?;
            let Ok(bytes) = open_all(&blob.key, &sealed) else { continue };
            if let Ok(regions) = import::regions(said("format").unwrap_or_default(), &bytes) {
                return Ok(Some(regions));
            }
        }
        Ok(None)
    }

    /// The fix of the evidence that the same log signed last before this.
    pub(super) fn previous_fix(&self, held: &Held) -> Result<Option<PreviousFix>, DeviceError> {
        let header = &held.entry.header;
        let from = header.seq.saturating_sub(LOOK_BACK);
        let limit = usize::try_from(header.seq - from).unwrap_or(0);
        let earlier = self.project.store.of_log(header.log, from, limit)?;
        let mut captures = earlier.iter().rev().filter_map(|other| {
            let capture = other.entry.body()?.args.get("capture")?;
            CaptureRecord::from_value(capture).ok()
        });
        Ok(captures.find_map(|capture| PreviousFix::of(&capture)))
    }
}

fn proof_name(id: EntryId) -> String {
    format!("proof {id}")
}

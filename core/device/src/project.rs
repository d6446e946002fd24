//! One project on this phone: its store, its writer, what the card said, and the member line.
//!
//! Before the first contact the phone knows its role only from the invitation (in a project file);
//! then it folds its own entries under a *provisional* membership that nobody else sees.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use ed25519_dalek::SigningKey;
use saksi_domain::journal::body::{Blob, Body};
use saksi_domain::journal::member::{At, Grant, LogInfo};
use saksi_domain::journal::record::{Folded, Held, View, fold_entries};
use saksi_domain::journal::{
    Audience, Entry, EntryId, Kind, MemberId, Membership, ProjectId, RecordId, Role, Scope,
};
use saksi_domain::store::{EntryStore as _, StoreError};

use crate::env::Env;
use crate::error::DeviceError;
use crate::lists::Lists;
use crate::store::Store;
use crate::writer::Writer;

/// What a card says, without its secret.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Address {
    /// The project.
    pub project: ProjectId,
    /// Address of the hub.
    pub hub: String,
    /// Pin of the hub's authority.
    pub pin: Option<[u8; 32]>,
}

/// A project that is open.
pub struct Project {
    /// Its store.
    pub store: Store,
    /// Large lists for its forms.
    pub lists: Lists,
    /// Signs for its member.
    pub writer: Writer,
    /// Where its hub is.
    pub address: Address,
    /// Clocks and randomness.
    pub env: Arc<dyn Env>,
    membership: Mutex<Option<Membership>>,
}

impl std::fmt::Debug for Project {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Project").field("project", &self.address.project).finish_non_exhaustive()
    }
}

fn need(store: &Store, name: &'static str) -> Result<Vec<u8>, DeviceError> {
    let missing = || StoreError::Corrupt(format!("state {name}"));
    Ok(store.state(name)?.ok_or_else(missing)?)
}

fn need_array<const N: usize>(store: &Store, name: &'static str) -> Result<[u8; N], DeviceError> {
    let damaged = |_| StoreError::Corrupt(format!("state {name}"));
    Ok(need(store, name)?.try_into().map_err(damaged)?)
}

impl Project {
    /// Writes what a new project must remember into its empty store.
    ///
    /// # Errors
    /// [`StoreError`].
    pub(crate) fn prepare(
        store: &Store,
        address: &Address,
        member: MemberId,
        key: &SigningKey,
    ) -> Result<(), StoreError> {
        store.set_state("project", Some(&address.project.0))?;
        store.set_state("hub", Some(address.hub.as_bytes()))?;
        store.set_state("pin", address.pin.as_ref().map(<[u8; 32]>::as_slice))?;
        store.set_state("member", Some(&member.0))?;
        store.set_state("key", Some(key.as_bytes()))
    }

    /// Opens a project over its store.
    ///
    /// # Errors
    /// [`DeviceError::Revoked`] once the keys were dropped; [`DeviceError::Store`].
    pub(crate) fn open(
        (store, lists): (Store, Lists),
        env: Arc<dyn Env>,
    ) -> Result<Self, DeviceError> {
        if store.state("revoked")?.is_some() {
            return Err(DeviceError::Revoked);
        }
        let hub = String::from_utf8(need(&store, "hub")?)
            .map_err(|_| StoreError::Corrupt("state hub".to_owned()))?;
        let address = Address {
            project: ProjectId(need_array(&store, "project")?),
            hub,
            pin: store.state("pin")?.and_then(|pin| pin.try_into().ok()),
        };
        let key = zeroize::Zeroizing::new(need_array::<32>(&store, "key")?);
        let member = MemberId(need_array(&store, "member")?);
        let key = SigningKey::from_bytes(&key);
        let writer = Writer::new(address.project, member, key, env.clone());
        Ok(Self { store, lists, writer, address, env, membership: Mutex::new(None) })
    }

    /// The member line as held here, in its order, own links that the hub has not taken last;
    /// empty before it is known.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn line(&self) -> Result<Vec<Entry>, StoreError> {
        self.line_of(|_| true)
    }

    /// The member line as far as the hub has it.
    pub(crate) fn line_at_hub(&self) -> Result<Vec<Entry>, StoreError> {
        let own = self.writer.logs(&self.store)?;
        self.line_of(|held| held.index.is_some() || !own.contains(&held.entry.header.log))
    }

    fn line_of(&self, wanted: impl Fn(&Held) -> bool) -> Result<Vec<Entry>, StoreError> {
        let mut by_parent: BTreeMap<Option<EntryId>, Entry> = BTreeMap::new();
        for held in self.store.of_kind(Kind::Member.code())?.into_iter().filter(wanted) {
            let parent = held.entry.header.parents.first().copied();
            by_parent.entry(parent).or_insert(held.entry);
        }
        let mut line = Vec::new();
        let mut head = None;
        while let Some(entry) = by_parent.remove(&head) {
            head = Some(entry.id);
            line.push(entry);
        }
        Ok(line)
    }

    /// Forgets the folded member line, after it grew.
    pub(crate) fn line_changed(&self) {
        *self.membership.lock().unwrap_or_else(std::sync::PoisonError::into_inner) = None;
    }

    /// The member line, folded; `None` before it is known.
    ///
    /// # Errors
    /// [`DeviceError::Untrusted`] if it does not hold.
    pub fn membership(&self) -> Result<Option<Membership>, DeviceError> {
        let mut cached = self.membership.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        if cached.is_none() {
            let line = self.line()?;
            if !line.is_empty() {
                let membership = Membership::from_line(&line)?;
                if membership.project != self.address.project {
                    return Err(DeviceError::Untrusted("the member line is of another project"));
                }
                *cached = Some(membership);
            }
        }
        Ok(cached.clone())
    }

    /// The membership under which this phone folds: before enrolment its own log is added with
    /// the role of the invitation.
    ///
    /// # Errors
    /// [`DeviceError::NotYetMember`] before the line is known.
    pub fn provisional(&self) -> Result<Membership, DeviceError> {
        let mut membership = self.membership()?.ok_or(DeviceError::NotYetMember)?;
        let log = self.writer.log(&self.store)?;
        let member = self.writer.member();
        if membership.logs.contains_key(&log) {
            return Ok(membership);
        }
        if let Some(seed) = self.store.state("seed")?
            && let Ok(seed) = <[u8; 32]>::try_from(seed)
        {
            let public = SigningKey::from_bytes(&seed).verifying_key().to_bytes();
            if let Some(invitation) = membership.invitations.get(&public).cloned() {
                let grant = Grant {
                    role: invitation.role,
                    province: invitation.province,
                    from: At::default(),
                    until: None,
                };
                membership.grants.entry(member).or_default().push(grant);
            }
        }
        let key = self.writer.key().verifying_key();
        let run = self.writer.run(&self.store)?;
        let enrolled_by = membership.head;
        let info = LogInfo { key, run, member, enrolled_by, attested: false, revoked_from: None };
        membership.logs.insert(log, info);
        Ok(membership)
    }

    /// Roles of this member now, with their provinces.
    ///
    /// # Errors
    /// [`DeviceError`].
    pub fn roles(&self) -> Result<Vec<(Role, String)>, DeviceError> {
        Ok(self.provisional()?.current_roles(self.writer.member()))
    }

    /// The scope in which this member writes for an audience.
    ///
    /// # Errors
    /// [`DeviceError::NotYetMember`], [`DeviceError::NoRight`] without any role.
    pub fn scope(&self, audience: Audience) -> Result<Scope, DeviceError> {
        let roles = self.roles()?;
        let (_, province) = roles.first().ok_or(DeviceError::NoRight)?;
        Ok(Scope::new(province, audience))
    }

    /// Folds a record as this phone sees it.
    ///
    /// # Errors
    /// [`DeviceError`].
    pub fn fold(&self, record: RecordId) -> Result<Folded, DeviceError> {
        // Read here with errors, so that a damaged page is told and not folded as if empty.
        let entries = self.store.of_record(record)?.into_iter().map(Arc::new).collect();
        Ok(self.fold_under(&self.provisional()?, record, entries))
    }

    /// Folds entries of a record that were read already, under a membership that was made already:
    /// a list of thousands of records makes it once.
    pub(crate) fn fold_under(
        &self,
        membership: &Membership,
        record: RecordId,
        entries: Vec<Arc<Held>>,
    ) -> Folded {
        fold_entries(record, entries, View { membership, shelf: &self.store, before: None })
    }

    /// An empty body; the writer fills in the clocks.
    #[must_use]
    pub fn body(&self) -> Body {
        Body::new(crate::env::read_clocks(&*self.env))
    }

    /// The blob that an entry names by `cid`, with its key.
    ///
    /// # Errors
    /// [`DeviceError::NotHere`] if the entry's body is gone.
    pub(crate) fn blob_of(
        &self,
        entry: EntryId,
        cid: saksi_domain::journal::Cid,
    ) -> Result<Blob, DeviceError> {
        let held = self.store.get(entry)?.ok_or(DeviceError::NotHere)?;
        let blobs = held.entry.content.map(|c| c.body.blobs).unwrap_or_default();
        blobs.into_iter().find(|b| b.cid == cid).ok_or(DeviceError::NotHere)
    }
}

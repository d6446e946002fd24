//! Joining a project, with or without a network; opening it again; several projects.

use std::path::Path;
use std::sync::Arc;

use ed25519_dalek::SigningKey;
use saksi_domain::journal::record::Held;
use saksi_domain::journal::{Cid, Entry, Kind, MemberId, ProjectId, Role, Scope};
use saksi_domain::store::BlobStore as _;
use saksi_domain::sync::card::Card;
use saksi_domain::sync::project_file::ProjectFile;
use sha2::{Digest as _, Sha256};

use super::Field;
use saksi_domain::journal::checkpoint::Checkpoint;

use crate::env::{Env, random_array};
use crate::error::DeviceError;
use crate::profile::Profile;
use crate::project::{Address, Project};
use crate::store::{MAP, Store, entries, notes};
use crate::vault::KeyVault;

/// How somebody joins.
#[derive(Debug, Clone, Default)]
pub struct Join<'a> {
    /// The project file that came with the card; without it nothing can be collected before the
    /// first contact.
    pub project_file: Option<&'a [u8]>,
    /// For a second phone of a known person: her member id.
    pub member: Option<MemberId>,
}

/// What makes a phone the founder's: the genesis key, and what the hub's set-up gave.
pub struct Founder {
    /// The genesis key.
    pub key: SigningKey,
    /// The administrator's member id.
    pub member: MemberId,
    /// The member line so far, from index 0 on.
    pub line: Vec<Entry>,
    /// The administrator's token for the hub.
    pub token: String,
    /// Address of the hub.
    pub hub: String,
    /// Pin of the hub's authority.
    pub pin: Option<[u8; 32]>,
}

impl std::fmt::Debug for Founder {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Founder").field("member", &self.member).finish_non_exhaustive()
    }
}

/// A project of this profile.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProjectInfo {
    /// The project.
    pub project: ProjectId,
    /// Its name, once the member line is known.
    pub name: Option<String>,
    /// Address of its hub.
    pub hub: String,
}

impl ProjectInfo {
    fn of(project: &Project) -> Result<Self, DeviceError> {
        let name = project.membership()?.map(|m| m.name);
        let hub = project.address.hub.clone();
        Ok(Self { project: project.address.project, name, hub })
    }
}

/// Where this person stands in the project.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    /// The person's pseudonymous id.
    pub member: MemberId,
    /// Has the hub enrolled this phone?
    pub enrolled: bool,
    /// Roles with their provinces; of the invitation before enrolment.
    pub roles: Vec<(Role, String)>,
    /// May anything be collected now?
    pub may_collect: bool,
}

impl Field {
    /// Joins a project with an invitation card; begins the profile if there is none. No network.
    ///
    /// # Errors
    /// [`DeviceError::AlreadyJoined`], [`DeviceError::Card`] for a project file that is not this
    /// project's; then nothing was kept.
    pub fn create(
        dir: &Path,
        vault: Arc<dyn KeyVault>,
        env: Arc<dyn Env>,
        card: &Card,
        join: &Join<'_>,
    ) -> Result<Self, DeviceError> {
        let file = join.project_file.map(|bytes| check_file(card.project, bytes)).transpose()?;
        let invitation = SigningKey::from_bytes(&card.seed).verifying_key().to_bytes();
        let invited = file
            .as_ref()
            .and_then(|(_, membership)| membership.invitations.get(&invitation)?.member);
        let member = join.member.or(invited).unwrap_or_else(|| MemberId(random_array(&*env)));
        let profile = Profile::open_or_begin(dir, &*vault, &*env)?;
        let (store, lists) = profile.create_store(card.project)?;
        let key = SigningKey::from_bytes(&random_array(&*env));
        let address = Address { project: card.project, hub: card.hub.clone(), pin: card.pin };
        let begun = Project::prepare(&store, &address, member, &key)
            .and_then(|()| store.set_state("seed", Some(&card.seed)))
            .map_err(DeviceError::from)
            .and_then(|()| Project::open((store, lists), env.clone()))
            .and_then(|project| {
                if let Some((file, _)) = &file {
                    take_file(&project, file)?;
                }
                Ok(project)
            });
        match begun {
            Ok(project) => Ok(Self::over(dir.to_owned(), vault, env, project)),
            Err(error) => {
                let _ = profile.remove(card.project);
                Err(error)
            }
        }
    }

    /// The founder's own device: its log begins with the genesis entry.
    ///
    /// # Errors
    /// As [`Field::create`].
    pub fn found(
        dir: &Path,
        vault: Arc<dyn KeyVault>,
        env: Arc<dyn Env>,
        founder: &Founder,
    ) -> Result<Self, DeviceError> {
        let membership = saksi_domain::journal::Membership::from_line(&founder.line)?;
        let profile = Profile::open_or_begin(dir, &*vault, &*env)?;
        let (store, lists) = profile.create_store(membership.project)?;
        let (hub, pin) = (founder.hub.clone(), founder.pin);
        let address = Address { project: membership.project, hub, pin };
        Project::prepare(&store, &address, founder.member, &founder.key)?;
        store.set_state("token", Some(founder.token.as_bytes()))?;
        put_line(&store, &founder.line)?;
        let project = Project::open((store, lists), env.clone())?;
        Ok(Self::over(dir.to_owned(), vault, env, project))
    }

    /// Opens the profile in `dir`, with its only project or the one asked for.
    ///
    /// # Errors
    /// [`DeviceError::Vault`] for a wrong passphrase, [`DeviceError::NoProject`], and what
    /// [`crate::store::Store::open`] says of a damaged store.
    pub fn open(
        dir: &Path,
        vault: Arc<dyn KeyVault>,
        env: Arc<dyn Env>,
        project: Option<ProjectId>,
    ) -> Result<Self, DeviceError> {
        let profile = Profile::open(dir, &*vault)?;
        let store = match project {
            Some(project) => profile.open_store(project)?,
            None => profile.stores()?.into_iter().next().ok_or(DeviceError::NoProject)?,
        };
        let project = Project::open(store, env.clone())?;
        let field = Self::over(dir.to_owned(), vault, env, project);
        field.clear_broken_captures()?;
        Ok(field)
    }

    /// The project that is open.
    ///
    /// # Errors
    /// [`DeviceError`].
    pub fn project_info(&self) -> Result<ProjectInfo, DeviceError> {
        ProjectInfo::of(&self.project)
    }

    /// Every project of this profile. Each is opened for it, which asks the vault for the key.
    ///
    /// # Errors
    /// [`DeviceError`].
    pub fn projects(&self) -> Result<Vec<ProjectInfo>, DeviceError> {
        let profile = Profile::open(&self.dir, &*self.vault)?;
        let mut list = Vec::new();
        for store in profile.stores()? {
            let project = match Project::open(store, self.env.clone()) {
                Err(DeviceError::Revoked) => continue,
                project => project?,
            };
            list.push(ProjectInfo::of(&project)?);
        }
        Ok(list)
    }

    /// Where this person stands.
    ///
    /// # Errors
    /// [`DeviceError`].
    pub fn standing(&self) -> Result<Standing, DeviceError> {
        let project = &self.project;
        let roles = match project.roles() {
            Err(DeviceError::NotYetMember) => Vec::new(),
            roles => roles?,
        };
        Ok(Standing {
            member: project.writer.member(),
            enrolled: project.store.state("token")?.is_some(),
            may_collect: !roles.is_empty() && !project.writer.is_forked(&project.store)?,
            roles,
        })
    }

    /// A new card for a phone whose log went on elsewhere: opens the next run of its key.
    ///
    /// # Errors
    /// [`DeviceError::Card`] if the card is of another project.
    pub fn rejoin(&self, card: &Card) -> Result<(), DeviceError> {
        let project = &self.project;
        if card.project != project.address.project {
            return Err(DeviceError::Card("it is of another project"));
        }
        project.writer.begin_run(&project.store, Scope::project().label())?;
        project.store.set_state("token", None)?;
        Ok(project.store.set_state("seed", Some(&card.seed))?)
    }

    /// Takes in a project file that came later.
    ///
    /// # Errors
    /// [`DeviceError::Card`] if it is not this project's.
    pub fn take_project_file(&self, bytes: &[u8]) -> Result<(), DeviceError> {
        let (file, _) = check_file(self.project.address.project, bytes)?;
        take_file(&self.project, &file)
    }

    /// Makes a project file of what is published, for phones that join without a network.
    ///
    /// # Errors
    /// [`DeviceError`].
    pub fn make_project_file(&self) -> Result<Vec<u8>, DeviceError> {
        let store = &self.project.store;
        let mut file = ProjectFile { line: self.project.line()?, ..ProjectFile::default() };
        if let Some((seen, _)) = store.newest_checkpoint()? {
            file.note = store.note_text(&seen)?.unwrap_or_default();
        }
        let map = self.base_map()?.map(|map| map.sha256);
        for held in store.of_kind(Kind::Publish.code())? {
            let Some(index) = held.index else { continue };
            for blob in held.entry.body().into_iter().flat_map(|body| &body.blobs) {
                // A map that another took the place of would only make the file large.
                let is_old = blob.role == MAP && Some(blob.sha256) != map;
                if let Some(size) = store.size(blob.cid)?.filter(|_| !is_old) {
                    let len = usize::try_from(size).unwrap_or(usize::MAX);
                    file.blobs.push(store.read(blob.cid, 0, len)?);
                }
            }
            file.published.push((index, held.entry));
        }
        Ok(file.encode())
    }
}

fn check_file(
    project: ProjectId,
    bytes: &[u8],
) -> Result<(ProjectFile, saksi_domain::journal::Membership), DeviceError> {
    let file = ProjectFile::decode(project, bytes)
        .map_err(|_| DeviceError::Card("the project file is damaged or of another project"))?;
    let membership =
        file.check(project).ok_or(DeviceError::Card("the project file does not hold"))?;
    Ok((file, membership))
}

fn put_line(store: &Store, line: &[Entry]) -> Result<(), DeviceError> {
    let held = |(entry, index): (&Entry, u64)| Held {
        entry: entry.clone(),
        index: Some(index),
        recorded_ms: None,
        seen_ms: None,
        twin: false,
    };
    let held: Vec<Held> = line.iter().zip(0..).map(held).collect();
    store.in_transaction(|tx| Ok(entries::put(tx, &held)?))
}

fn take_file(project: &Project, file: &ProjectFile) -> Result<(), DeviceError> {
    let mut store = project.store.clone();
    let held = |index: Option<u64>, entry: &Entry| Held {
        entry: entry.clone(),
        index,
        recorded_ms: None,
        seen_ms: None,
        twin: false,
    };
    let mut new = Vec::new();
    for entry in &file.line {
        if saksi_domain::store::EntryStore::get(&store, entry.id)?.is_none() {
            new.push(held(None, entry));
        }
    }
    new.extend(file.published.iter().map(|(index, entry)| held(Some(*index), entry)));
    // The file's checkpoint is the lower end of the sandwich for what is collected before contact.
    let membership = saksi_domain::journal::Membership::from_line(&file.line)?;
    let keys = membership.hub_keys();
    let checkpoint =
        keys.and_then(|keys| Checkpoint::verify(&file.note, &membership.project, keys).ok());
    store.in_transaction(|tx| {
        if let Some(checkpoint) = &checkpoint {
            notes::put_note(tx, checkpoint, &file.note, false)?;
            project.writer.note_seen(tx)?;
        }
        Ok::<_, DeviceError>(entries::put(tx, &new)?)
    })?;
    project.line_changed();
    for bytes in &file.blobs {
        let cid = Cid(Sha256::digest(bytes).into());
        if store.size(cid)?.is_none() {
            let staged = store.staged(cid)?;
            let rest = usize::try_from(staged).ok().and_then(|at| bytes.get(at..));
            store.append(cid, staged, rest.unwrap_or_default())?;
            store.finish(cid)?;
        }
        store.mark_sent(cid)?;
    }
    super::forms::compile_published(project)
}

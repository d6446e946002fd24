//! Entities on a phone: what a form does to a list of them, and what a server's list does.
//!
//! Pure decisions by the rules of ODK Collect (2024.1 offline entities): who applies them keeps the
//! rows. Random ids come as arguments. What the server does with a submission, and conflicts there,
//! are not here.
//!
//! Outside source: ODK entities specification; Collect's local entity rules (interop.md 1.2).

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// The column of an entity's id in a list.
pub const ID: &str = "name";
/// The column of its label.
pub const LABEL: &str = "label";
/// The column of its version.
pub const VERSION: &str = "__version";
/// The column of the server's version from which the phone's changes began; the phone's own.
pub const TRUNK: &str = "__trunkVersion";
/// The column of the branch of the phone's changes; the phone's own.
pub const BRANCH: &str = "__branchId";

/// Does the server know this entity as far as this phone can tell?
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EntityState {
    /// Made here; no list of the server named it yet.
    Offline,
    /// A list of the server named it.
    Online,
}

/// An entity as this phone has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LocalEntity {
    /// Its UUID.
    pub id: String,
    /// What people call it.
    pub label: String,
    /// Counts its changes, those made here included.
    pub version: u64,
    /// The server's version that the changes here began from; none if it was made here.
    pub trunk: Option<u64>,
    /// Names the run of changes made here since the last word of the server.
    pub branch: String,
    /// Where it was first heard of.
    pub state: EntityState,
    /// Its properties, by name.
    pub properties: BTreeMap<String, String>,
}

impl LocalEntity {
    /// Was it changed here since the server's last word?
    #[must_use]
    pub fn is_dirty(&self) -> bool {
        self.trunk != Some(self.version)
    }
}

/// What a finalised form says about one entity.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EntityEdit {
    /// Its UUID.
    pub id: String,
    /// The label, blank if the form says none.
    pub label: String,
    /// What the form writes; other properties stay.
    pub properties: BTreeMap<String, String>,
    /// May it make a new entity?
    pub create: bool,
    /// May it change one that is there?
    pub update: bool,
}

/// An entity as a list of the server has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ServerRow {
    /// Its UUID.
    pub id: String,
    /// Its label.
    pub label: String,
    /// Its version.
    pub version: u64,
    /// Its properties.
    pub properties: BTreeMap<String, String>,
}

/// What becomes of a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RowPlan {
    /// It stays as it is.
    Keep,
    /// This takes its place, or is new.
    Store(LocalEntity),
    /// It goes.
    Delete,
    /// It stays until the server, asked through the list's integrity address, says that it is
    /// deleted.
    Ask,
}

/// What a form does to the list.
///
/// `branch` is a fresh random UUID. A new entity needs a label, and a list whose entities need no
/// approval; an update of one that is not here changes nothing.
#[must_use]
pub fn plan_change(
    local: Option<&LocalEntity>,
    change: &EntityEdit,
    needs_approval: bool,
    branch: &str,
) -> RowPlan {
    match local {
        Some(local) if change.update => {
            let mut entity = local.clone();
            entity.version = entity.version.saturating_add(1);
            if !change.label.trim().is_empty() {
                entity.label.clone_from(&change.label);
            }
            entity.properties.extend(change.properties.clone());
            RowPlan::Store(entity)
        }
        // Collect writes over an entity that is made twice; its earlier properties stay.
        _ if change.create && !needs_approval && !change.label.trim().is_empty() => {
            let mut properties = local.map(|e| e.properties.clone()).unwrap_or_default();
            properties.extend(change.properties.clone());
            RowPlan::Store(LocalEntity {
                id: change.id.clone(),
                label: change.label.clone(),
                version: 1,
                trunk: None,
                branch: branch.to_owned(),
                state: EntityState::Offline,
                properties,
            })
        }
        _ => RowPlan::Keep,
    }
}

/// What a new list of the server does to one row; `server` is its row there, if it has one.
///
/// `branch` is a fresh random UUID.
#[must_use]
pub fn plan_row(local: Option<&LocalEntity>, server: Option<&ServerRow>, branch: &str) -> RowPlan {
    let take = |server: &ServerRow| {
        let mut properties = local.map(|local| local.properties.clone()).unwrap_or_default();
        properties.extend(server.properties.clone());
        RowPlan::Store(LocalEntity {
            id: server.id.clone(),
            label: server.label.clone(),
            version: server.version,
            trunk: Some(server.version),
            branch: branch.to_owned(),
            state: EntityState::Online,
            properties,
        })
    };
    match (local, server) {
        (None, None) => RowPlan::Keep,
        (None, Some(server)) => take(server),
        (Some(local), Some(server)) if local.version < server.version => take(server),
        (Some(local), Some(server)) if local.version == server.version && local.is_dirty() => {
            take(server)
        }
        // The server knows an older state of what was made here: the rest is on its way.
        (Some(local), Some(server))
            if local.version > server.version && local.state == EntityState::Offline =>
        {
            RowPlan::Store(LocalEntity { state: EntityState::Online, ..local.clone() })
        }
        (Some(_), Some(_)) => RowPlan::Keep,
        (Some(local), None) if local.state == EntityState::Online => RowPlan::Delete,
        (Some(_), None) => RowPlan::Ask,
    }
}

#[cfg(test)]
mod tests;

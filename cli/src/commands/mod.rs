//! Every command, one file each.

mod act;
mod act_args;
mod backup;
mod bundle;
mod checkpoint;
mod dataset;
mod demo;
mod diagnose;
mod digest;
mod evidence;
mod export;
mod fill;
mod form;
mod hub;
mod indicators;
mod invite;
mod join;
mod json;
mod member;
mod project;
mod records;
mod review;
mod sync;
mod verify;

use clap::Subcommand;

use crate::Outcome;
use crate::output::Output;

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Play one observation from the camera to the indicator.
    Demo(demo::Demo),
    /// Check a bundle with no server.
    Verify(verify::Verify),
    /// Run a hub.
    Hub(hub::Hub),
    /// Make and tend projects.
    #[command(subcommand)]
    Project(project::Project),
    /// Make an invitation card (role ADM).
    Invite(invite::Invite),
    /// Join a project by card; needs no network.
    Join(join::Join),
    /// Members: list, grant, revoke (role ADM).
    #[command(subcommand)]
    Member(member::Member),
    /// Make a void entry count, by id (roles ADM, SUP).
    Admit(member::Admit),
    /// Exchange with the hub what is new on both sides.
    Sync(sync::Sync),
    /// Forms: check, convert, fill in, compare with other engines, publish.
    #[command(subcommand)]
    Form(form::Form),
    /// Publish areas, licences or institutions.
    #[command(subcommand)]
    Dataset(dataset::Dataset),
    /// Fill in a form and finalise it.
    Fill(fill::Fill),
    /// Edit a finalised record as a new revision.
    Edit(fill::Edit),
    /// Settle a conflict by writing a value.
    Resolve(records::Resolve),
    /// Fields with two live values.
    Conflicts(records::Conflicts),
    /// List records.
    Records(records::Records),
    /// One record, folded.
    Show(records::Show),
    /// A supervisor's review: show, accept, return, void.
    #[command(subcommand)]
    Review(review::Review),
    /// Photos and other evidence: list, check.
    #[command(subcommand)]
    Evidence(evidence::Evidence),
    /// Problems: `problem register|validate|table|… [RECORD] name=value…`, `problem show RECORD`.
    Problem(act::Problem),
    /// Commitments: `commitment start|claim_done|judge PROBLEM name=value…`.
    Commitment(act::Commitment),
    /// Forums: `msf found|seat|unseat|interest [RECORD] name=value…`.
    Msf(act::Msf),
    /// Meetings: `meeting plan|hold|minutes_draft|minutes_sign|addendum [RECORD] name=value…`.
    Meeting(act::Meeting),
    /// Consent: `consent open|give|withdraw [RECORD] name=value…`.
    Consent(act::Consent),
    /// Destroy the bodies of a record, for ever (role DPO, or the person herself).
    Erase(records::Erase),
    /// The programme's figures.
    Indicators(indicators::Indicators),
    /// Records as CSV or GeoJSON.
    Export(export::Export),
    /// Bundles.
    #[command(subcommand)]
    Bundle(bundle::Bundle),
    /// SHA-256 over all folded records: equal on all ends.
    Digest(digest::Digest),
    /// A hub's latest checkpoint, over HTTP.
    Checkpoint(checkpoint::Checkpoint),
    /// Copy a hub's folder while it runs.
    Backup(backup::Backup),
    /// Make a hub's folder from a backup; opens a new epoch.
    Restore(backup::Restore),
    /// A support file without personal data.
    Diagnose(diagnose::Diagnose),
}

impl Command {
    pub fn run(&self, output: &Output) -> Outcome {
        match self {
            Self::Demo(command) => command.run(output),
            Self::Verify(command) => command.run(output),
            Self::Hub(command) => command.run(output),
            Self::Project(command) => command.run(output),
            Self::Invite(command) => command.run(output),
            Self::Join(command) => command.run(output),
            Self::Member(command) => command.run(output),
            Self::Admit(command) => command.run(output),
            Self::Sync(command) => command.run(output),
            Self::Form(command) => command.run(output),
            Self::Dataset(command) => command.run(output),
            Self::Fill(command) => command.run(output),
            Self::Edit(command) => command.run(output),
            Self::Resolve(command) => command.run(output),
            Self::Conflicts(command) => command.run(output),
            Self::Records(command) => command.run(output),
            Self::Show(command) => command.run(output),
            Self::Review(command) => command.run(output),
            Self::Evidence(command) => command.run(output),
            Self::Problem(command) => command.run(output),
            Self::Commitment(command) => command.run(output),
            Self::Msf(command) => command.run(output),
            Self::Meeting(command) => command.run(output),
            Self::Consent(command) => command.run(output),
            Self::Erase(command) => command.run(output),
            Self::Indicators(command) => command.run(output),
            Self::Export(command) => command.run(output),
            Self::Bundle(command) => command.run(output),
            Self::Digest(command) => command.run(output),
            Self::Checkpoint(command) => command.run(output),
            Self::Backup(command) => command.run(output),
            Self::Restore(command) => command.run(output),
            Self::Diagnose(command) => command.run(output),
        }
    }
}

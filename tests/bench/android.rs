//! The core's side of `./x bench android`: plays what the shell asked for over the same store, in
//! the same order, without uniffi, JVM or screen, and says what each call took.
//!
//! `bench_android PROFILE TRACE TIMES [BEFORE]`: opens the profile, plays BEFORE untimed if it is
//! given, then TRACE; all that TIMES times. With BEFORE the opening is not timed either. The trace
//! is written by `Trace.kt`; a call that is not known here ends the bench.

#![allow(clippy::unwrap_used, reason = "a bench that cannot go on stops")]
#![allow(clippy::print_stdout, reason = "its figures go to the runner")]

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::Arc;
use std::time::Instant;

use saksi_device::env::SystemEnv;
use saksi_device::field::{DraftId, Field, ReportFilter};
use saksi_device::vault::{KeyVault, MasterKey, VaultError};
use saksi_domain::forms::Answer;
use serde_json::json;

/// Hides nothing, as the bench's vault in Kotlin does.
#[derive(Debug)]
struct OpenVault;

impl KeyVault for OpenVault {
    fn wrap(&self, key: &MasterKey) -> Result<Vec<u8>, VaultError> {
        Ok(key.as_bytes().to_vec())
    }

    fn unwrap(&self, wrapped: &[u8]) -> Result<MasterKey, VaultError> {
        MasterKey::from_bytes(wrapped)
    }

    fn destroy(&self) -> Result<(), VaultError> {
        Ok(())
    }
}

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let all: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let (profile, trace, times, before) = match all.as_slice() {
        [profile, trace, times] => (profile, trace, times, None),
        [profile, trace, times, before] => {
            (profile, trace, times, Some(fs::read_to_string(before).unwrap()))
        }
        other => panic!("PROFILE TRACE TIMES [BEFORE], not {other:?}"),
    };
    let trace = fs::read_to_string(trace).unwrap();
    let (mut whole, mut calls) = (Vec::new(), Vec::new());
    for _ in 0..times.parse().unwrap() {
        let from = Instant::now();
        let field = open(profile);
        let mut player = Player { field: &field, drafts: BTreeMap::new() };
        let opened = since(from);
        if let Some(before) = &before {
            before.lines().for_each(|line| player.play(line));
        }
        let from = Instant::now();
        let mut each = Vec::new();
        for line in trace.lines() {
            let from = Instant::now();
            player.play(line);
            each.push((line.split('\t').next().unwrap().to_owned(), since(from)));
        }
        whole.push(since(from) + if before.is_none() { opened } else { 0.0 });
        calls = each;
    }
    println!("{}", json!({ "core_ms": whole, "calls": calls }));
}

fn open(profile: &str) -> Field {
    let (vault, env) = (Arc::new(OpenVault), Arc::new(SystemEnv::new(480)));
    Field::open(Path::new(profile), vault, env, None).unwrap()
}

fn since(from: Instant) -> f64 {
    from.elapsed().as_secs_f64() * 1e3
}

struct Player<'a> {
    field: &'a Field,
    /// Drafts as the trace calls them, and as they are called here.
    drafts: BTreeMap<String, DraftId>,
}

impl Player<'_> {
    fn draft(&self, name: &str) -> DraftId {
        self.drafts[name]
    }

    /// One call, with all that the bindings do of their own in it: after an answer they look.
    fn play(&mut self, line: &str) {
        let field = self.field;
        match line.split('\t').collect::<Vec<_>>().as_slice() {
            ["setLanguage", language] => field.set_language(language),
            ["recordings"] => drop(field.recordings().unwrap()),
            ["forms"] => drop(field.forms().unwrap()),
            ["project"] => drop(field.project_info().unwrap()),
            ["standing"] => drop(field.standing().unwrap()),
            ["syncState"] => drop(field.sync_state().unwrap()),
            ["syncIsDue"] => drop(field.sync_is_due().unwrap()),
            ["drafts"] => drop(field.drafts().unwrap()),
            ["ownReports", filter, most] => {
                drop(field.own_reports(filter_of(filter), most.parse().unwrap()).unwrap());
            }
            ["start", form, "->", name] => {
                self.drafts.insert((*name).to_owned(), field.start(form).unwrap());
            }
            ["view", draft] => drop(field.view(self.draft(draft)).unwrap()),
            ["next", draft] => drop(field.next(self.draft(draft)).unwrap()),
            ["auditLocation", draft] => drop(field.audit_location(self.draft(draft)).unwrap()),
            ["answer", draft, place, number] => {
                let draft = self.draft(draft);
                let answer = Answer::Int(number.parse().unwrap());
                field.answer(draft, place, Some(answer)).unwrap();
                drop(field.view(draft).unwrap());
            }
            other => panic!("the shell asks for what is not played here: {other:?}"),
        }
    }
}

fn filter_of(text: &str) -> ReportFilter {
    match text {
        "ALL" => ReportFilter::All,
        "RECEIVED" => ReportFilter::Received,
        other => panic!("no such filter here: {other}"),
    }
}

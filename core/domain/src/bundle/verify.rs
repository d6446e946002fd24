//! Checking a bundle with nothing but its files and, for trust, the project's id.
//!
//! Without the id from elsewhere (printed on paper, say) a bundle that is whole in itself could
//! still be a forgery signed under another genesis: then trust is "cannot tell", never "holds".

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::read::Opened;
use super::report::{BundleItem, BundleReport, Line};
use super::statement::{Mark, Statement};
use super::{BundleFiles, BundleKind, blob_file};
use crate::evidence::seal::open_all;
use crate::journal::body::Blob;
use crate::journal::checkpoint::Checkpoint;
use crate::journal::effect::{UnknownReason, VoidReason};
use crate::journal::merkle::{Tree, root_of_inclusion};
use crate::journal::record::{Held, View, fold};
use crate::journal::{EntryId, Kind, LogId, Membership, ProjectId};
use sha2::{Digest as _, Sha256};

/// Checks everything that can be checked. `expected` is the project id from a source that the
/// reader trusts.
#[must_use]
pub fn verify(
    opened: &Opened,
    files: &dyn BundleFiles,
    expected: Option<ProjectId>,
) -> BundleReport {
    let project = opened.manifest.project;
    let mut checking = Checking {
        opened,
        lines: Vec::new(),
        membership: None,
        checkpoint: None,
        times: BTreeMap::new(),
    };
    checking.project(project, expected);
    checking.line(project);
    checking.checkpoint(project);
    let held = checking.entries(project);
    checking.tree();
    checking.chains(&held);
    checking.blobs(&held, files);
    let mut report = BundleReport {
        kind: opened.manifest.kind,
        project,
        lines: checking.lines,
        membership: checking.membership,
        records: BTreeMap::new(),
        checkpoint: checking.checkpoint,
    };
    for entry in held {
        report.records.entry(entry.entry.record()).or_default().push(Arc::new(entry));
    }
    effects(&mut report);
    report.lines.sort_by(|a, b| (&a.subject, a.statement).cmp(&(&b.subject, b.statement)));
    report
}

struct Checking<'a> {
    opened: &'a Opened,
    lines: Vec<Line>,
    membership: Option<Membership>,
    checkpoint: Option<Checkpoint>,
    /// Verified checkpoints by (epoch, size).
    times: BTreeMap<(u64, u64), Checkpoint>,
}

impl Checking<'_> {
    fn say(&mut self, subject: BundleItem, statement: Statement, mark: Mark) {
        self.lines.push(Line { subject, statement, mark });
    }

    fn say_whether(&mut self, subject: BundleItem, statement: Statement, holds: bool, why: &str) {
        let mark = if holds { Mark::Holds } else { Mark::Fails(why.to_owned()) };
        self.say(subject, statement, mark);
    }

    fn project(&mut self, project: ProjectId, expected: Option<ProjectId>) {
        let mark = match expected {
            None => Mark::CannotTell("no-project-id-given".to_owned()),
            Some(expected) if expected == project => Mark::Holds,
            Some(_) => Mark::Fails("another-project".to_owned()),
        };
        self.say(BundleItem::Bundle, Statement::Project, mark);
    }

    fn line(&mut self, project: ProjectId) {
        let membership = Membership::from_line(&self.opened.line);
        let mark = match &membership {
            Err(error) => Mark::Fails(error.to_string()),
            Ok(found) if found.project != project => Mark::Fails("another-genesis".to_owned()),
            Ok(_) => Mark::Holds,
        };
        self.say(BundleItem::Bundle, Statement::Line, mark);
        self.membership = membership.ok().filter(|m| m.project == project);
    }

    fn checkpoint(&mut self, project: ProjectId) {
        let Some(membership) = &self.membership else {
            let mark = Mark::CannotTell("member-line".to_owned());
            return self.say(BundleItem::Bundle, Statement::Checkpoint, mark);
        };
        let read = |note: &str| {
            let tried =
                membership.hub.iter().rev().map(|keys| Checkpoint::verify(note, &project, keys));
            tried.fold(None, |found: Option<Result<_, _>>, next| match found {
                Some(Ok(checkpoint)) => Some(Ok(checkpoint)),
                _ => Some(next),
            })
        };
        for note in &self.opened.notes {
            if let Some(Ok(checkpoint)) = read(note) {
                self.times.insert((checkpoint.epoch, checkpoint.size), checkpoint);
            }
        }
        let (mark, checkpoint) = match read(&self.opened.note) {
            Some(Ok(checkpoint)) => (Mark::Holds, Some(checkpoint)),
            Some(Err(error)) => (Mark::Fails(error.to_string()), None),
            None => (Mark::Fails("no-hub-key".to_owned()), None),
        };
        self.checkpoint = checkpoint;
        self.say(BundleItem::Bundle, Statement::Checkpoint, mark);
    }

    fn entries(&mut self, project: ProjectId) -> Vec<Held> {
        let mut held = Vec::new();
        let mut taken: BTreeSet<(LogId, u64)> = BTreeSet::new();
        for (index, entry) in &self.opened.entries {
            let entry = match entry {
                Err(error) => {
                    let mark = Mark::Fails(error.to_string());
                    self.say(BundleItem::Entry(*index, None), Statement::Readable, mark);
                    continue;
                }
                Ok(entry) => entry,
            };
            let subject = BundleItem::Entry(*index, Some(entry.id));
            self.say(subject.clone(), Statement::Readable, Mark::Holds);
            let key = self.membership.as_ref().and_then(|m| m.key_of(entry.header.log));
            let signed = key.is_some_and(|key| entry.verify(project, key).is_ok());
            self.say_whether(subject.clone(), Statement::Signature, signed, "signature");
            self.included(subject, *index, entry.id);
            if signed {
                let seen = entry.header.seen;
                held.push(Held {
                    recorded_ms: self.recorded(*index),
                    // A size alone could be guessed: the root must be the one that was signed.
                    seen_ms: seen
                        .and_then(|s| {
                            self.times.get(&(s.epoch, s.size)).filter(|c| c.root == s.root)
                        })
                        .map(|c| c.time_ms),
                    twin: !taken.insert((entry.header.log, entry.header.seq)),
                    index: Some(*index),
                    entry: entry.clone(),
                });
            }
        }
        held
    }

    /// Time of the first checkpoint that covers an index.
    fn recorded(&self, index: u64) -> Option<i64> {
        let covering = self.times.values().filter(|c| c.size > index);
        covering.min_by_key(|c| (c.size, c.epoch)).map(|c| c.time_ms)
    }

    fn included(&mut self, subject: BundleItem, index: u64, id: EntryId) {
        let Some(checkpoint) = &self.checkpoint else { return };
        let Some((at, path)) = self.opened.proofs.get(&id) else {
            // A full bundle has no proofs: the tree itself is recomputed.
            if self.opened.manifest.kind == BundleKind::Register {
                self.say(subject, Statement::Included, Mark::CannotTell("no-proof".to_owned()));
            }
            return;
        };
        let root = root_of_inclusion(&id, *at, checkpoint.size, path);
        let holds = *at == index && root == Some(checkpoint.root);
        self.say_whether(subject, Statement::Included, holds, "proof");
    }

    fn tree(&mut self) {
        let Some(checkpoint) = self.checkpoint.clone() else { return };
        let ids: Vec<Option<EntryId>> =
            self.opened.entries.iter().map(|(_, e)| e.as_ref().ok().map(|e| e.id)).collect();
        let in_order =
            self.opened.entries.iter().enumerate().all(|(i, (index, _))| *index == i as u64);
        let readable: Vec<EntryId> = ids.iter().flatten().copied().collect();
        let whole = in_order && ids.len() as u64 == checkpoint.size;
        if !whole || readable.len() != ids.len() {
            let mark = match self.opened.manifest.kind {
                BundleKind::Register => Mark::CannotTell("register-bundle".to_owned()),
                BundleKind::Full => Mark::Fails("entries-missing-or-unreadable".to_owned()),
            };
            return self.say(BundleItem::Bundle, Statement::Tree, mark);
        }
        let tree = Tree::of(&readable);
        let holds = tree.root_at(checkpoint.size) == Some(checkpoint.root);
        self.say_whether(BundleItem::Bundle, Statement::Tree, holds, "root-differs");
        self.split_views(&tree, checkpoint.epoch);
    }

    /// Every `seen` is gossip: its root must be one that this tree had.
    fn split_views(&mut self, tree: &Tree, epoch: u64) {
        let opened = self.opened;
        for (index, entry) in &opened.entries {
            let Ok(entry) = entry else { continue };
            if let Some(seen) = entry.header.seen.filter(|seen| seen.epoch == epoch) {
                let holds = tree.root_at(seen.size) == Some(seen.root);
                let subject = BundleItem::Entry(*index, Some(entry.id));
                self.say_whether(subject, Statement::Seen, holds, "split-view");
            }
        }
    }

    fn chains(&mut self, held: &[Held]) {
        let at: BTreeSet<(LogId, u64, EntryId)> =
            held.iter().map(|h| (h.entry.header.log, h.entry.header.seq, h.entry.id)).collect();
        for item in held {
            let header = &item.entry.header;
            let subject = BundleItem::Entry(item.index.unwrap_or(0), Some(item.entry.id));
            let follows = match (header.seq.checked_sub(1), header.prev) {
                (None, _) => true,
                (Some(before), Some(prev)) => at.contains(&(header.log, before, prev)),
                (Some(_), None) => false,
            };
            if follows || self.opened.manifest.kind == BundleKind::Full {
                self.say_whether(subject, Statement::Chain, follows, "gap");
            } else {
                let mark = Mark::CannotTell("register-bundle".to_owned());
                self.say(subject, Statement::Chain, mark);
            }
        }
    }

    fn blobs(&mut self, held: &[Held], files: &dyn BundleFiles) {
        for item in held {
            for blob in item.entry.body().into_iter().flat_map(|body| &body.blobs) {
                let subject = BundleItem::Blob(blob.cid, item.entry.id);
                let Some(bytes) = files.file(&blob_file(blob.cid)) else {
                    let mark = Mark::CannotTell("not-in-the-bundle".to_owned());
                    self.say(subject, Statement::Sealed, mark);
                    continue;
                };
                let sealed = Sha256::digest(&bytes).as_slice() == blob.cid.as_bytes();
                self.say_whether(subject.clone(), Statement::Sealed, sealed, "digest-differs");
                self.say(subject, Statement::Original, original(blob, &bytes));
            }
        }
    }
}

fn original(blob: &Blob, sealed: &[u8]) -> Mark {
    match open_all(&blob.key, sealed) {
        Err(error) => Mark::Fails(error.to_string()),
        Ok(plain) if Sha256::digest(&plain).as_slice() == blob.sha256.as_bytes() => Mark::Holds,
        Ok(_) => Mark::Fails("digest-differs".to_owned()),
    }
}

/// Folds every record and lists entries without effect.
fn effects(report: &mut BundleReport) {
    let Some(membership) = report.membership.clone() else { return };
    let line = EntryId(membership.project.0);
    let view = View { membership: &membership, shelf: report, before: None };
    let mut lines = Vec::new();
    for record in report.records.keys().filter(|record| **record != line) {
        let folded = fold(*record, view);
        let index: BTreeMap<EntryId, u64> =
            report.records[record].iter().map(|h| (h.entry.id, h.index.unwrap_or(0))).collect();
        let kinds: BTreeMap<EntryId, Kind> =
            report.records[record].iter().map(|h| (h.entry.id, h.entry.header.kind)).collect();
        let void = folded
            .void
            .iter()
            .map(|(id, why): &(EntryId, VoidReason)| (id, why.code().to_owned(), true));
        let unknown = folded
            .unknown
            .iter()
            .map(|(id, why): &(EntryId, UnknownReason)| (id, why.code().to_owned(), false));
        let listed: Vec<_> = void.chain(unknown).collect();
        for (id, why, is_void) in &listed {
            // A void entry is no failure of the bundle: it is kept, listed, and does not count.
            let mark = Mark::CannotTell(format!("{}{why}", if *is_void { "void: " } else { "" }));
            let subject = BundleItem::Entry(index[id], Some(**id));
            lines.push(Line { subject, statement: Statement::Effect, mark });
        }
        for id in kinds.keys().filter(|id| !listed.iter().any(|(other, ..)| other == id)) {
            if !folded.pending.contains(id) {
                let subject = BundleItem::Entry(index[id], Some(*id));
                lines.push(Line { subject, statement: Statement::Effect, mark: Mark::Holds });
            }
        }
    }
    report.lines.extend(lines);
}

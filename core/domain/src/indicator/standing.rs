//! How each problem stands once merges and splits are considered: in the figures or not, since
//! when, on which rung, and because of which acts.

use std::collections::{BTreeMap, BTreeSet};

use crate::forum::Rung;
use crate::journal::RecordId;
use crate::register::{Competence, Level, Track};

use super::facts::{Deed, Fact, Facts, Place, Promise};
use super::input::{Cut, Forums, ProblemHistory};
use super::window::Window;

/// One problem, as the figures see it.
#[derive(Debug, Clone)]
pub(super) struct Standing {
    pub(super) record: RecordId,
    pub(super) number: String,
    pub(super) kind: String,
    pub(super) areas: Vec<String>,
    pub(super) track: Track,
    pub(super) level: Level,
    pub(super) competence: Competence,
    pub(super) confidential: bool,
    pub(super) place: Place,
    pub(super) msfs: Vec<RecordId>,
    /// Earliest, over merged duplicates and split parents.
    pub(super) identified: Option<Fact>,
    pub(super) tabled: Option<Fact>,
    /// The earliest fact that reaches each of F1 to F4.
    pub(super) reached: [Option<Fact>; 4],
    pub(super) external: Option<Fact>,
    pub(super) promises: Vec<Promise>,
    pub(super) reopened: bool,
    pub(super) ended: bool,
    pub(super) cut_ms: i64,
}

impl Standing {
    /// Is it in the register of valid problems?
    pub(super) fn valid(&self) -> bool {
        self.place == Place::Valid
    }

    /// The highest rung it reached.
    pub(super) fn rung(&self) -> Rung {
        let highest = self.reached.iter().rposition(Option::is_some);
        highest.map_or(Rung::F0, |i| Rung::ALL[i + 1])
    }

    /// In the figures, and neither closed nor withdrawn.
    pub(super) fn open(&self) -> bool {
        self.valid() && !self.ended
    }
}

/// Every problem known at K, by record.
pub(super) struct Register<'a> {
    pub(super) windows: BTreeMap<RecordId, Window<'a>>,
    pub(super) standings: Vec<Standing>,
}

impl<'a> Register<'a> {
    pub(super) fn read(histories: &'a [ProblemHistory], forums: &Forums, cut: &Cut) -> Self {
        let mut windows = BTreeMap::new();
        let mut facts = BTreeMap::new();
        for window in histories.iter().filter_map(|h| Window::open(h, forums, cut)) {
            if let Some(read) = Facts::read(&window) {
                facts.insert(window.root.entry, read);
                windows.insert(window.root.entry, window);
            }
        }
        let family = Family { facts: &facts };
        let standings = windows.iter().map(|(id, w)| family.standing(*id, w, &windows)).collect();
        Self { windows, standings }
    }
}

struct Family<'f> {
    facts: &'f BTreeMap<RecordId, Facts>,
}

impl Family<'_> {
    /// The problem and every duplicate merged into it, duplicates of duplicates included.
    fn line(&self, record: RecordId) -> BTreeSet<RecordId> {
        let mut line = BTreeSet::from([record]);
        loop {
            let more: Vec<RecordId> = self
                .facts
                .iter()
                .filter(|(id, f)| match f.place {
                    Place::Merged(into) => line.contains(&into) && !line.contains(*id),
                    _ => false,
                })
                .map(|(id, _)| *id)
                .collect();
            if more.is_empty() {
                return line;
            }
            line.extend(more);
        }
    }

    /// Everything whose identification and agenda history this problem inherits: its line, and
    /// for each of them the split parents, with their lines.
    fn ancestry(&self, record: RecordId) -> BTreeSet<RecordId> {
        let mut all = self.line(record);
        loop {
            let parents: BTreeSet<RecordId> = all
                .iter()
                .filter_map(|id| self.facts.get(id)?.split_from)
                .filter(|p| self.facts.get(p).is_some_and(|f| f.place == Place::Split))
                .flat_map(|p| self.line(p))
                .filter(|p| !all.contains(p))
                .collect();
            if parents.is_empty() {
                return all;
            }
            all.extend(parents);
        }
    }

    fn standing(
        &self,
        record: RecordId,
        window: &Window<'_>,
        windows: &BTreeMap<RecordId, Window<'_>>,
    ) -> Standing {
        let own = &self.facts[&record];
        let line: Vec<&Facts> = self.line(record).iter().map(|id| &self.facts[id]).collect();
        let elders: Vec<&Facts> = self.ancestry(record).iter().map(|id| &self.facts[id]).collect();
        let tabled = earliest(elders.iter().flat_map(|f| f.tabled.iter().copied()));
        let deeds: Vec<Deed> = line.iter().flat_map(|f| f.deeds.iter().copied()).collect();
        let promises: Vec<Promise> = line.iter().flat_map(|f| f.promises.clone()).collect();
        let mut msfs: Vec<RecordId> =
            self.line(record).iter().flat_map(|id| windows[id].msfs.clone()).collect();
        msfs.sort_unstable();
        msfs.dedup();
        Standing {
            record,
            number: window.root.text("number").unwrap_or_default().to_owned(),
            kind: window.root.text("type").unwrap_or_default().to_owned(),
            areas: crate::register::texts(window.root, "areas"),
            track: own.track,
            level: own.level,
            competence: own.competence,
            confidential: own.confidential,
            place: own.place,
            msfs,
            identified: earliest(elders.iter().filter_map(|f| f.identified)),
            tabled,
            reached: ladder(own, &line, &deeds, &promises, tabled),
            external: earliest(deeds.iter().filter(|d| d.external).map(|d| d.fact)),
            promises,
            reopened: own.reopened,
            ended: own.ended,
            cut_ms: window.cut_ms,
        }
    }
}

fn ladder(
    own: &Facts,
    line: &[&Facts],
    deeds: &[Deed],
    promises: &[Promise],
    tabled: Option<Fact>,
) -> [Option<Fact>; 4] {
    let of_rung = |rung| {
        let tabled_ms = tabled.map(|f| f.at_ms);
        deeds.iter().filter(move |d| d.rung(tabled_ms) == rung).map(|d| d.fact)
    };
    let answers = line.iter().flat_map(|f| f.answers.iter().copied());
    let f1 = earliest(answers.chain(of_rung(Rung::F1)));
    let f2 = earliest(promises.iter().map(|p| p.fact));
    let f3 = earliest(of_rung(Rung::F3));
    let kept = promises.iter().all(|p| !p.essential || (p.fulfilled.is_some() && !p.dropped));
    let f4 = own.confirmed.filter(|_| f3.is_some() && kept);
    [f1, f2, f3, f4]
}

fn earliest(facts: impl Iterator<Item = Fact>) -> Option<Fact> {
    facts.min_by_key(|f| (f.at_ms, f.entry))
}

//! The two programme figures and their companions, each recomputable from the entries.
//!
//! [`report()`] reads problems' acts and gives a [`Report`]: frozen (as known at K) and restated;
//! every number carries the problems behind it, every problem its acts. [`Report::public`] withholds
//! what could hurt somebody; [`text()`] prints it in Indonesian or English. The definitions stand in
//! `docs/formats/indicators.md`. Not here: folding the journal, which the caller does at K.

mod evaluate;
mod facts;
mod gather;
mod input;
mod period;
mod public;
mod report;
mod standing;
#[cfg(any(test, feature = "testing"))]
pub mod testing;
mod text;
mod window;
mod words;

pub use evaluate::evaluate;
pub use gather::{Gathered, gather};
pub use input::{
    Cut, Denominator, ForumZone, Forums, ProblemHistory, Provenance, ScopingItem, Switches,
    Threshold, end_of_day_ms, start_of_day_ms,
};
pub use report::{
    ByMsf, Entries, Figure, Figures, Median, MsfLine, Period, ProblemLine, Promises, Rate,
    Readership, Report, TrackFigures, tenths_of_percent,
};

pub use crate::lang::Lang;
pub use text::text;

/// The report at `cut`; with `restated_at_ms`, also the same period as known then.
///
/// For the frozen figures alone, fold the records at K; `histories` may be folded later, since
/// what was recorded after K is left out again, but `contested` is then the later view.
#[must_use]
pub fn report(
    histories: &[ProblemHistory],
    forums: &Forums,
    cut: Cut,
    restated_at_ms: Option<i64>,
    switches: Switches,
    provenance: Provenance,
) -> Report {
    let restated = restated_at_ms
        .map(|known_at_ms| evaluate(histories, forums, &Cut { known_at_ms, ..cut }, &switches));
    Report {
        reader: Readership::Internal,
        frozen: evaluate(histories, forums, &cut, &switches),
        cut,
        switches,
        provenance,
        restated,
    }
}

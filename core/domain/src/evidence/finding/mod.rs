//! The outcome of one check, with its reason and its figures; never a bare yes or no.
//!
//! Integrity (*utuh*), trust (*bisa dipercaya*) and plausibility (*masuk akal*) are kept apart: a
//! photo can be untouched and still show something else. What a finding means, and what it does
//! not, stands in the `words` files in both languages. Who computes findings:
//! [`super::plausible`], [`super::verify`], [`crate::place::near_site`], and the journal.

mod check;
mod detail;
mod reason;
mod words;
mod words_integrity_trust;
mod words_plausible;

pub(crate) use detail::metres;

pub use crate::lang::Lang;
pub use check::{Check, Dimension};
pub use detail::Detail;
pub use reason::Reason;

/// One sentence in both languages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Words {
    pub(crate) id: &'static str,
    pub(crate) en: &'static str,
}

impl Words {
    pub(crate) const fn new(id: &'static str, en: &'static str) -> Self {
        Self { id, en }
    }

    pub(crate) const fn lang(self, lang: Lang) -> &'static str {
        match lang {
            Lang::Id => self.id,
            Lang::En => self.en,
        }
    }
}

/// How a check came out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Outcome {
    /// It was checked and it is so.
    Holds,
    /// It was checked and it is not so.
    Fails(Reason),
    /// It could not be checked, or the answer lies within the error. Not held against anybody.
    CannotTell(Reason),
}

impl Outcome {
    /// The reason, unless it holds.
    #[must_use]
    pub const fn reason(self) -> Option<Reason> {
        match self {
            Self::Holds => None,
            Self::Fails(reason) | Self::CannotTell(reason) => Some(reason),
        }
    }

    /// Its name in JSON: `holds`, `fails`, `cannot_tell`.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Holds => "holds",
            Self::Fails(_) => "fails",
            Self::CannotTell(_) => "cannot_tell",
        }
    }

    /// Its name on screen.
    #[must_use]
    pub const fn label(self, lang: Lang) -> &'static str {
        match self {
            Self::Holds => Words::new("Ya", "Yes"),
            Self::Fails(_) => Words::new("Tidak", "No"),
            Self::CannotTell(_) => Words::new("Belum dapat disimpulkan", "Cannot tell"),
        }
        .lang(lang)
    }
}

/// The outcome of one check on one item, with the figures it rests on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// What was checked.
    pub check: Check,
    /// How it came out.
    pub outcome: Outcome,
    /// The figures, in the order they should be read. For reports, not for logs: they may hold
    /// names of places.
    pub details: Vec<Detail>,
}

impl Finding {
    /// A finding without figures yet.
    #[must_use]
    pub const fn new(check: Check, outcome: Outcome) -> Self {
        Self { check, outcome, details: Vec::new() }
    }

    /// Checked, and it is so.
    #[must_use]
    pub const fn holds(check: Check) -> Self {
        Self::new(check, Outcome::Holds)
    }

    /// Checked, and it is not so.
    #[must_use]
    pub const fn fails(check: Check, reason: Reason) -> Self {
        Self::new(check, Outcome::Fails(reason))
    }

    /// Could not be checked.
    #[must_use]
    pub const fn cannot_tell(check: Check, reason: Reason) -> Self {
        Self::new(check, Outcome::CannotTell(reason))
    }

    /// The same finding with one more figure.
    #[must_use]
    pub fn with(mut self, detail: Detail) -> Self {
        self.details.push(detail);
        self
    }

    /// Which of the three questions it answers.
    #[must_use]
    pub const fn dimension(&self) -> Dimension {
        self.check.dimension()
    }

    /// What it means, in one or two plain sentences.
    ///
    /// An intact file that was imported is never called "unchanged since it was taken".
    #[must_use]
    pub fn means(&self, lang: Lang) -> &'static str {
        if self.outcome == Outcome::Holds && self.details.contains(&Detail::SinceImport) {
            return words::INTACT_SINCE_IMPORT.lang(lang);
        }
        words::means(self.check, self.outcome).lang(lang)
    }

    /// What it does *not* mean; to be shown together with [`Finding::means`].
    #[must_use]
    pub fn does_not_mean(&self, lang: Lang) -> &'static str {
        words::does_not_mean(self.check, self.outcome).lang(lang)
    }

    /// Everything in one paragraph: meaning, reason, figures, and what it does not mean.
    #[must_use]
    pub fn text(&self, lang: Lang) -> String {
        let mut parts = vec![self.means(lang).to_owned()];
        parts.extend(self.outcome.reason().map(|reason| reason.words(lang).to_owned()));
        parts.extend(self.details.iter().map(|detail| detail.words(lang)));
        parts.push(self.does_not_mean(lang).to_owned());
        parts.join(" ")
    }
}

/// Every sentence a finding can show, one a line, for golden files and for a reader of the texts:
/// language, check, outcome, what it means, what it does not mean; then every reason.
#[must_use]
pub fn every_text() -> String {
    let mut out = String::new();
    for lang in [Lang::Id, Lang::En] {
        for check in Check::ALL {
            let unclear = Reason::NoReference;
            for outcome in [Outcome::Holds, Outcome::Fails(unclear), Outcome::CannotTell(unclear)] {
                let finding = Finding::new(check, outcome);
                let (means, not) = (finding.means(lang), finding.does_not_mean(lang));
                let (check, outcome) = (check.code(), outcome.code());
                out += &format!("{lang:?} {check} {outcome}: {means} | {not}\n");
            }
        }
        for reason in Reason::ALL {
            out += &format!("{lang:?} reason {}: {}\n", reason.code(), reason.words(lang));
        }
    }
    out
}

#[cfg(test)]
mod tests;

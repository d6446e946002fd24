//! The ladder of follow-up, F0 to F4 (domain.md 2.3). The headline threshold is F3: an act, not a
//! promise.

/// A rung of the ladder.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, serde::Serialize)]
pub enum Rung {
    /// Nothing yet.
    #[default]
    F0,
    /// Acknowledged in writing by the responsible institution; also a referral or a refusal.
    F1,
    /// A named institution committed itself, with a due date, in signed minutes.
    F2,
    /// A documented action of the duty bearer, on or after the first tabling, its proof verified.
    F3,
    /// The result verified, and confirmed by the affected community.
    F4,
}

impl Rung {
    /// Every rung.
    pub const ALL: [Self; 5] = [Self::F0, Self::F1, Self::F2, Self::F3, Self::F4];

    /// `F3`.
    #[must_use]
    pub fn name(self) -> &'static str {
        ["F0", "F1", "F2", "F3", "F4"][self as usize]
    }
}

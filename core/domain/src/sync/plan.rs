//! What a phone sends next, how much at once, and when to try again. Pure; doing is the device's.
//!
//! On a bad line the order is: hello, entries, pull, previews, originals. The state of the line
//! ([`Pace`]) is plain data, so that it survives a restart.

use super::wire::{PAGE_BYTES, PushResponse};
use crate::journal::EntryId;
use crate::journal::checkpoint::Receipt;

/// How long one page should take on the line, ms: long enough to pay for the round trip, short
/// enough that a broken line loses little.
const PAGE_MS: u64 = 4_000;
/// First wait after a failure, ms.
const FIRST_WAIT_MS: u64 = 5_000;
/// Longest wait, ms.
const MAX_WAIT_MS: u64 = 60 * 60 * 1_000;

/// The steps of a sync, in their order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SyncStep {
    /// The phone's key joins the project.
    Enrol,
    /// Both say where they stand.
    Hello,
    /// Own entries go out; a receipt comes back.
    Entries,
    /// Others' entries come in.
    Pull,
    /// Forms and other small files come in.
    Fetch,
    /// Small pictures go out.
    Previews,
    /// Originals go out.
    Originals,
}

impl SyncStep {
    /// Every step, in order.
    pub const ALL: [Self; 7] = [
        Self::Enrol,
        Self::Hello,
        Self::Entries,
        Self::Pull,
        Self::Fetch,
        Self::Previews,
        Self::Originals,
    ];

    /// Its stable word.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Enrol => "enrol",
            Self::Hello => "hello",
            Self::Entries => "entries",
            Self::Pull => "pull",
            Self::Fetch => "fetch",
            Self::Previews => "previews",
            Self::Originals => "originals",
        }
    }
}

/// What is remembered of the line between two runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Serialize, serde::Deserialize)]
pub struct Pace {
    /// Measured rate, bytes per second; 0 while unknown.
    pub bytes_per_s: u64,
    /// Failures since the last success.
    pub failures: u32,
    /// Do not try by itself before this instant, ms since 1970 UTC by the phone's clock.
    pub not_before_ms: i64,
}

impl Pace {
    /// How many bytes to send at once: four seconds of the line, 16 KiB to 1 MiB.
    #[must_use]
    pub fn page_bytes(&self) -> usize {
        if self.bytes_per_s == 0 {
            return 64 << 10;
        }
        let bytes = self.bytes_per_s.saturating_mul(PAGE_MS) / 1_000;
        usize::try_from(bytes).unwrap_or(usize::MAX).clamp(*PAGE_BYTES.start(), *PAGE_BYTES.end())
    }

    /// The pace after `bytes` took `ms`: half old, half new. Small messages measure nothing.
    #[must_use]
    pub fn measured(mut self, bytes: usize, ms: u64) -> Self {
        if bytes >= 8 << 10 {
            let rate = (bytes as u64).saturating_mul(1_000) / ms.max(1);
            let old = if self.bytes_per_s == 0 { rate } else { self.bytes_per_s };
            self.bytes_per_s = (old / 2 + rate / 2).max(1);
        }
        self
    }

    /// The pace after a failure at `now_ms`. `jitter` is any random number: it keeps forty phones
    /// at one trading post from coming back in the same second.
    #[must_use]
    pub fn failed(mut self, now_ms: i64, jitter: u64) -> Self {
        let wait = backoff_ms(self.failures, jitter);
        self.failures = self.failures.saturating_add(1);
        self.bytes_per_s /= 2;
        self.not_before_ms = now_ms.saturating_add(i64::try_from(wait).unwrap_or(i64::MAX));
        self
    }

    /// The pace after a success.
    #[must_use]
    pub fn succeeded(mut self) -> Self {
        self.failures = 0;
        self.not_before_ms = 0;
        self
    }

    /// Is it time to try by itself? A clock that was set back does not lock the phone out: no wait
    /// is longer than the longest.
    #[must_use]
    pub fn is_due(&self, now_ms: i64) -> bool {
        let left = self.not_before_ms.saturating_sub(now_ms);
        left <= 0 || left > i64::try_from(MAX_WAIT_MS).unwrap_or(i64::MAX) * 2
    }
}

/// How long to wait after `failures` earlier ones: doubling from 5 s to an hour, half of it drawn.
#[must_use]
pub fn backoff_ms(failures: u32, jitter: u64) -> u64 {
    let whole = FIRST_WAIT_MS.saturating_mul(1 << failures.min(20)).min(MAX_WAIT_MS);
    whole / 2 + jitter % (whole / 2 + 1)
}

/// How many of the items of these sizes fit a page of `limit` bytes; at least one if there is any.
#[must_use]
pub fn plan_page(sizes: impl IntoIterator<Item = usize>, limit: usize) -> usize {
    let mut total = 0usize;
    let mut count = 0;
    for size in sizes {
        total = total.saturating_add(size);
        if count > 0 && total > limit {
            break;
        }
        count += 1;
    }
    count
}

/// Which entries each receipt of an answer is for, in the hub's order; `None` if the answer does
/// not fit the request: another entry, one missing, or one that no receipt covers.
#[must_use]
pub fn match_receipts<'a>(
    sent: &[EntryId],
    answer: &'a PushResponse,
) -> Option<Vec<(&'a Receipt, Vec<EntryId>)>> {
    let ids: Vec<EntryId> = answer.verdicts.iter().map(|v| v.id).collect();
    if ids != sent {
        return None;
    }
    let mut by_index: Vec<(u64, EntryId)> =
        answer.verdicts.iter().map(|v| (v.index, v.id)).collect();
    by_index.sort_unstable();
    let mut receipts: Vec<&Receipt> = answer.receipts.iter().collect();
    receipts.sort_by_key(|r| r.from);
    let mut matched = Vec::new();
    let mut rest = by_index.as_slice();
    for (i, receipt) in receipts.iter().enumerate() {
        let end = receipts.get(i + 1).map_or(u64::MAX, |next| next.from);
        let mut covered = Vec::new();
        while let Some(((index, id), later)) = rest.split_first() {
            if *index >= end || *index != receipt.from + covered.len() as u64 {
                break;
            }
            covered.push(*id);
            rest = later;
        }
        if covered.is_empty() {
            return None;
        }
        matched.push((*receipt, covered));
    }
    rest.is_empty().then_some(matched)
}

/// How far a record is, in the words that a person sees.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RecordState {
    /// Being filled in; nobody else knows of it.
    Draft,
    /// Signed, and waiting on this phone.
    Ready,
    /// The hub signed a receipt for every entry.
    Sent,
    /// And it has the original of every photo.
    OriginalReceived,
}

impl RecordState {
    /// The state of a signed record.
    #[must_use]
    pub fn of(has_unsent_entries: bool, has_unsent_originals: bool) -> Self {
        match (has_unsent_entries, has_unsent_originals) {
            (true, _) => Self::Ready,
            (false, true) => Self::Sent,
            (false, false) => Self::OriginalReceived,
        }
    }

    /// The stable word.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Ready => "ready",
            Self::Sent => "sent",
            Self::OriginalReceived => "original-received",
        }
    }

    /// What a person reads, Indonesian and English.
    #[must_use]
    pub fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::Draft => ("Belum selesai", "Not finished"),
            Self::Ready => ("Siap dikirim, masih di HP ini", "Ready, still on this phone"),
            Self::Sent => (
                "Sudah diterima pusat; foto asli belum",
                "Received by the hub; original photos not yet",
            ),
            Self::OriginalReceived => {
                ("Sudah diterima pusat, dengan foto asli", "Received by the hub, with originals")
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::wire::Verdict;
    use super::*;

    #[test]
    fn a_page_is_four_seconds_of_the_line_within_its_limits() {
        // bytes/s, page
        for (rate, page) in [(0, 65_536), (1_000, 16_384), (50_000, 200_000), (9_000_000, 1 << 20)]
        {
            assert_eq!(Pace { bytes_per_s: rate, ..Pace::default() }.page_bytes(), page);
        }
        let pace = Pace::default().measured(100_000, 1_000);
        assert_eq!(pace.bytes_per_s, 100_000);
        assert_eq!(pace.measured(200_000, 1_000).bytes_per_s, 150_000);
        assert_eq!(pace.measured(10, 1_000), pace, "a small message measures nothing");
    }

    #[test]
    fn an_entry_larger_than_the_page_still_goes_alone() {
        assert_eq!(plan_page([900_000, 10], 65_536), 1);
        assert_eq!(plan_page([30_000, 30_000, 30_000], 65_536), 2);
        assert_eq!(plan_page([], 65_536), 0);
    }

    #[test]
    fn waits_double_up_to_an_hour_and_no_two_phones_wait_alike() {
        assert_eq!(backoff_ms(0, 0), 2_500);
        assert_eq!(backoff_ms(0, 2_500), 5_000);
        assert_eq!(backoff_ms(3, 0), 20_000);
        assert_eq!(backoff_ms(99, u64::MAX) / MAX_WAIT_MS, 0);
        let pace = Pace::default().failed(1_000, 7).failed(2_000, 7);
        assert!(!pace.is_due(2_001) && pace.is_due(20_000));
        assert!(pace.is_due(-1_000_000_000_000), "a clock set back years does not lock out");
        assert!(pace.succeeded().is_due(0));
    }

    #[test]
    fn every_entry_of_a_page_needs_a_receipt_and_no_other_is_taken() {
        let id = |n: u8| EntryId([n; 32]);
        let verdict =
            |n: u8, index| Verdict { id: id(n), index, effect: "ok".into(), reason: String::new() };
        let receipt = |from| Receipt { note: String::new(), from, proof: Vec::new() };
        let sent = [id(1), id(2), id(3)];
        let verdicts = vec![verdict(1, 4), verdict(2, 9), verdict(3, 10)];
        let answer = |receipts| PushResponse { verdicts: verdicts.clone(), receipts };
        let good = answer(vec![receipt(9), receipt(4)]);
        let matched = match_receipts(&sent, &good).unwrap();
        assert_eq!(matched[0].1, [id(1)]);
        assert_eq!(matched[1].1, [id(2), id(3)]);
        assert!(match_receipts(&sent, &answer(vec![receipt(4)])).is_none());
        assert!(match_receipts(&sent, &answer(vec![receipt(4), receipt(8)])).is_none());
        assert!(match_receipts(&[id(1), id(3), id(2)], &good).is_none());
        assert!(match_receipts(&sent[..2], &good).is_none());
    }
}

//! Every sentence is there, in both languages, and says what it does not mean.

use super::*;

fn outcomes() -> impl Iterator<Item = Outcome> {
    let reasons = Reason::ALL.iter().flat_map(|r| [Outcome::Fails(*r), Outcome::CannotTell(*r)]);
    std::iter::once(Outcome::Holds).chain(reasons)
}

#[test]
fn every_finding_has_a_text_in_both_languages_and_the_two_differ() {
    for check in Check::ALL {
        assert_ne!(check.label(Lang::Id), "");
        assert_ne!(check.label(Lang::Id), check.label(Lang::En), "{check:?}");
        for outcome in outcomes() {
            let finding = Finding::new(check, outcome);
            for read in [Finding::means, Finding::does_not_mean] {
                let (id, en) = (read(&finding, Lang::Id), read(&finding, Lang::En));
                assert!(
                    id.ends_with('.') && en.ends_with('.') && id != en,
                    "{check:?} {id} / {en}"
                );
            }
        }
    }
}

#[test]
fn no_english_word_stands_in_the_indonesian() {
    const ENGLISH: [&str; 16] = [
        "the", "is", "not", "photo", "was", "of", "and", "file", "time", "hub", "position", "this",
        "phone", "cannot", "clock", "entry",
    ];
    for line in every_text().lines().filter(|line| line.starts_with("Id ")) {
        let text = line.split_once(": ").unwrap().1.to_lowercase();
        for word in text.split(|c: char| !c.is_alphabetic()) {
            assert!(!ENGLISH.contains(&word), "{word:?} in {text}");
        }
    }
}

#[test]
fn the_sentence_of_the_field_note_stands_as_it_was_written() {
    let text = Finding::holds(Check::Digest).text(Lang::Id);
    assert_eq!(text, "Foto belum diubah sejak diambil. Ini tidak membuktikan penyebabnya.");
    let labels = [Dimension::Integrity, Dimension::Trust, Dimension::Plausibility];
    assert_eq!(labels.map(|d| d.label(Lang::Id)), ["Utuh", "Bisa dipercaya", "Masuk akal"]);
}

#[test]
fn cannot_tell_is_never_held_against_a_person() {
    for check in Check::ALL {
        let finding = Finding::cannot_tell(check, Reason::NoFix);
        assert!(finding.does_not_mean(Lang::Id).contains("bukan berarti"), "{check:?}");
    }
}

#[test]
fn a_figure_reads_as_a_person_says_it() {
    let finding = Finding::cannot_tell(Check::InLicence, Reason::TooFewFixes)
        .with(Detail::DistanceMm(139_600))
        .with(Detail::ErrorMm(30_000))
        .with(Detail::WindowMs { earliest: Some(0), latest: Some(3 * 86_400_000) });
    let text = finding.text(Lang::Id);
    assert!(text.contains("Jarak: 140 m. Galat: ± 30 m."), "{text}");
    assert!(
        text.contains("Antara 1970-01-01 00:00:00 UTC – 1970-01-04 00:00:00 UTC (3 hari)."),
        "{text}"
    );
    assert!(Detail::DifferenceMs(i64::MIN).words(Lang::En).starts_with("Time difference: -"));
    assert!(
        Detail::WindowMs { earliest: None, latest: Some(i64::MAX) }.words(Lang::En).contains('?')
    );
}

#[test]
fn codes_are_unique() {
    let mut codes: Vec<_> = Check::ALL.iter().map(|c| c.code()).collect();
    codes.extend(Reason::ALL.iter().map(|r| r.code()));
    codes.sort_unstable();
    let all = codes.len();
    codes.dedup();
    assert_eq!(codes.len(), all);
}

#[test]
fn the_sentences_change_only_on_purpose() {
    // after a change on purpose: write the new text over every_text.txt and read the difference
    let (kept, now) = (include_str!("every_text.txt"), every_text());
    for (kept, now) in kept.lines().zip(now.lines()) {
        assert_eq!(kept, now);
    }
    assert_eq!(kept.lines().count(), now.lines().count());
}

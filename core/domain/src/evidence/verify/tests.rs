//! A report answers every check, and one failure changes no other answer.

use super::super::capture::tests::photo;
use super::super::finding::Lang;
use super::super::grade::Grade;
use super::*;
use crate::evidence::exif::ExifError;

fn report(bytes: BytesTold, entry: EntryTold) -> ItemReport {
    let capture = photo();
    verify_item(&ItemUnderTest {
        bytes,
        entry,
        capture: &capture,
        exif: &Err(ExifError::None),
        previous: None,
        subject: Subject::Unknown,
        licences: None,
        villages: None,
    })
}

fn same() -> BytesTold {
    BytesTold::Hashed { expected: Digest([1; 32]), found: Digest([1; 32]) }
}

#[test]
fn a_report_answers_every_check_once_in_order_but_the_site_which_a_form_asks_for() {
    let checks: Vec<_> =
        report(same(), EntryTold::withheld()).findings.iter().map(|f| f.check).collect();
    assert_eq!(checks, Check::ALL[..18]);
    assert_eq!(Check::ALL[18], Check::NearSite);
}

#[test]
fn an_altered_photo_fails_its_digest_with_both_hashes_and_nothing_else() {
    let other = BytesTold::Hashed { expected: Digest([1; 32]), found: Digest([2; 32]) };
    let report = report(other, EntryTold::withheld());
    let failing: Vec<_> = report.failing().collect();
    assert_eq!(failing.len(), 1);
    assert_eq!(failing[0].outcome, Outcome::Fails(Reason::BytesDiffer));
    assert_eq!(failing[0].details.len(), 2);
    assert_eq!(report.graded.grade, Grade::A, "a grade is never changed by a finding");
}

#[test]
fn a_sealed_file_that_does_not_open_names_the_chunk() {
    let report =
        report(BytesTold::DoesNotOpen(OpenError::Altered { chunk: 7 }), EntryTold::withheld());
    let digest = report.finding(Check::Digest).unwrap();
    assert_eq!(digest.outcome, Outcome::Fails(Reason::DoesNotOpen));
    assert_eq!(digest.details, [Detail::Chunk(7)]);
}

#[test]
fn an_imported_file_is_never_called_unchanged_since_it_was_taken() {
    let intact = digest(&same(), false);
    assert_eq!(intact.means(Lang::Id), "Berkas belum diubah sejak masuk ke aplikasi.");
    assert_eq!(digest(&same(), true).means(Lang::Id), "Foto belum diubah sejak diambil.");
    assert!(digest(&BytesTold::NotHere, false).means(Lang::En).contains("cannot be checked"));
}

#[test]
fn what_was_withheld_cannot_be_told_and_is_not_called_false() {
    let report = report(BytesTold::NotHere, EntryTold::withheld());
    assert_eq!(report.failing().count(), 0);
    let trust: Vec<_> = report.of(Dimension::Trust).map(|f| f.outcome).collect();
    assert_eq!(trust[0], Outcome::CannotTell(Reason::Withheld));
}

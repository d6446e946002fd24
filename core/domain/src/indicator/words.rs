//! The words of the printed report, in Indonesian and English.

use crate::journal::acts::codes;
use crate::lang::Lang;

const WORDS: &[(&str, &str, &str)] = &[
    ("title_internal", "Laporan indikator (internal)", "Indicator report (internal)"),
    ("title_public", "Laporan indikator (umum)", "Indicator report (public)"),
    ("period", "Periode", "Period"),
    ("headline", "Ditindaklanjuti lewat forum", "Followed up through the forum"),
    ("F1", "dijawab tertulis", "answered in writing"),
    ("F2", "ada komitmen", "commitment made"),
    ("F3", "ada tindakan terbukti", "proven action"),
    ("F4", "selesai, warga setuju", "resolved, community agrees"),
    ("sum", "Jumlah forum − dihitung ganda", "Sum of forums − counted twice"),
    ("confidential", "Disimpan tertutup (terhitung)", "Confidential (counted)"),
    ("safety", "Ditarik demi keselamatan (tidak terhitung)", "Withdrawn for safety (not counted)"),
    (
        "awaiting",
        "Menunggu diperiksa ulang (tidak terhitung)",
        "Awaiting re-validation (not counted)",
    ),
    ("external", "Ada tindakan dari luar forum", "Action from outside the forum"),
    ("reopened", "Dibuka kembali", "Reopened"),
    ("older_90", "Lebih tua dari 90 hari", "Older than 90 days"),
    ("older_180", "Lebih tua dari 180 hari", "Older than 180 days"),
    ("identified_tabled", "Median hari: dikenali → dibahas", "Median days: identified → tabled"),
    ("tabled_F2", "Median hari: dibahas → F2", "Median days: tabled → F2"),
    ("F2_F3", "Median hari: F2 → F3", "Median days: F2 → F3"),
    ("F3_F4", "Median hari: F3 → F4", "Median days: F3 → F4"),
    (
        "promises",
        "Komitmen tepat waktu / jatuh tempo / telat >30",
        "Commitments on time / due / late >30",
    ),
    ("flow", "Terbuka + baru + kembali − tutup − keluar", "Open + new + back − closed − left"),
    ("reached", "Mencapai F2 / F3 / F4 pada periode ini", "Reached F2 / F3 / F4 in the period"),
    ("restated", "Dinyatakan ulang, diketahui per", "Restated, as known at"),
    ("threshold", "Ambang", "Threshold"),
    ("denominator", "Penyebut", "Denominator"),
    ("registered", "terdaftar", "registered"),
    ("tabled", "dibahas di forum", "tabled"),
    ("scoping", "daftar studi awal", "scoping list"),
    ("env_in_licensing", "Lingkungan dihitung di perizinan", "Environment counted in licensing"),
    ("yes", "ya", "yes"),
    ("no", "tidak", "no"),
    ("cut_off", "akhir hari di zona tiap forum", "end of day in each forum's zone"),
    (
        "straddling",
        "Langkah yang waktunya hanya kata perangkat",
        "Acts whose side of T is the device's word",
    ),
    ("by_hub", "Langkah yang penulisnya hanya kata pusat", "Acts whose author is the hub's word"),
    ("journal", "Jurnal", "Journal"),
    ("rules", "aturan versi", "rules version"),
    ("na", "tidak ada data", "n/a"),
    ("withheld", "ditutup", "withheld"),
];

/// The words for `key`: of the report, or of a code of an act.
#[must_use]
pub(super) fn say(key: &str, lang: Lang) -> &'static str {
    let pick = |id: &'static str, en: &'static str| if lang == Lang::Id { id } else { en };
    if let Some((_, id, en)) = WORDS.iter().copied().find(|(k, _, _)| *k == key) {
        return pick(id, en);
    }
    let lists = [codes::TRACK, codes::LEVEL, codes::COMPETENCE];
    let coded = lists.iter().find_map(|list| list.get(key));
    coded.map_or("?", |c| pick(c.id, c.en))
}

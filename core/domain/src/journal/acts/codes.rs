//! Closed lists of codes that acts carry, each with its words in Indonesian and English.
//!
//! Codes are stable; words may be improved. The words follow `field.md` where it is plainer.

/// One code and its words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Coded {
    /// What is signed.
    pub code: &'static str,
    /// Words in Indonesian.
    pub id: &'static str,
    /// Words in English.
    pub en: &'static str,
}

/// A closed list of codes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CodeList {
    /// The list's name, as in choice lists.
    pub name: &'static str,
    /// Its codes, in the order shown.
    pub codes: &'static [Coded],
}

impl CodeList {
    /// The entry with this code.
    #[must_use]
    pub fn get(&self, code: &str) -> Option<&'static Coded> {
        self.codes.iter().find(|c| c.code == code)
    }
}

macro_rules! lists {
    ($($(#[$doc:meta])+ $konst:ident = $name:literal { $($code:literal $id:literal $en:literal,)+ })*) => {
        $($(#[$doc])+ pub const $konst: CodeList = CodeList {
            name: $name,
            codes: &[$(Coded { code: $code, id: $id, en: $en },)+],
        };)*
        /// Every list of codes that an argument may name.
        pub const LISTS: &[CodeList] = &[$($konst,)*];
    };
}

lists! {
    /// Why a submission goes back.
    RETURN_REASON = "return_reason" {
        "blur" "Foto kabur. Ambil lagi dari tempat yang sama." "Photo blurred. Take it again from the same place.",
        "missing" "Ada jawaban yang belum diisi." "An answer is missing.",
        "place" "Titik tidak cocok dengan cerita." "The point does not fit the account.",
        "time" "Waktu tidak cocok." "The time does not fit.",
        "unclear" "Isi belum jelas." "The content is unclear.",
        "consent" "Persetujuan belum ada." "Consent is missing.",
        "other" "Lainnya, hubungi petugas." "Other, contact the officer.",
    }
    /// Why a submission counts for nothing.
    VOID_REASON = "void_reason" {
        "practice" "Hanya latihan" "Practice only",
        "dup" "Terkirim dua kali" "Sent twice",
        "offtopic" "Tidak relevan" "Off topic",
        "harm" "Dapat membahayakan orang" "May endanger somebody",
    }
    /// Additions that may be asked for without sending anybody closer.
    NEEDS_MORE_REASON = "needs_more_reason" {
        "story" "Mohon keterangan suara" "A voice note, please",
        "date" "Mohon perkiraan tanggal" "An approximate date, please",
        "document" "Mohon foto dokumen" "A photo of the document, please",
        "same_place" "Foto lagi dari tempat aman yang sama" "Another photo from the same safe place",
    }
    /// Why a piece of evidence is rejected.
    REJECT_REASON = "reject_reason" {
        "blur" "Buram" "Blurred",
        "place" "Lokasi tidak cocok" "Place does not fit",
        "time" "Waktu tidak cocok" "Time does not fit",
        "hash" "Foto yang sampai tidak sama, petugas akan menghubungi" "The photo that arrived is not the same; an officer will call",
        "consent" "Tanpa persetujuan" "Without consent",
        "offtopic" "Tidak relevan" "Off topic",
        "unsafe" "Terlalu berbahaya, jangan diulang" "Too dangerous, do not repeat",
    }
    /// What consent is for.
    PURPOSE = "purpose" {
        "collect" "Mengumpulkan" "Collect",
        "msf" "Diperlihatkan ke forum" "Show to the forum",
        "publish" "Diumumkan" "Publish",
        "contact" "Dihubungi lagi" "Contact again",
        "identify" "Nama boleh disebut dalam berkas" "May be named in a file",
    }
    /// How consent was given or withdrawn.
    CONSENT_METHOD = "consent_method" {
        "tap" "Ketuk di HP" "Tap on the phone",
        "spoken" "Lisan, dicatat petugas" "Spoken, noted by the officer",
        "code" "Lewat nomor laporan" "By report number",
        "paper" "Di atas kertas" "On paper",
    }
    /// Evidence grade.
    GRADE = "grade" {
        "A" "Bukti kuat" "Strong evidence",
        "B" "Bukti cukup" "Fair evidence",
        "C" "Bukti terbatas" "Limited evidence",
        "D" "Keterangan saksi" "Witness account",
    }
    /// Track of a problem: exactly one.
    TRACK = "track" {
        "L" "Perizinan" "Licensing",
        "E" "Lingkungan" "Environment",
        "R" "Penerimaan" "Revenue",
    }
    /// One site, or the system.
    LEVEL = "level" { "case" "Kasus" "Case", "systemic" "Sistemik" "Systemic", }
    /// Who has the power to act.
    COMPETENCE = "competence" {
        "local" "Daerah" "Local", "central" "Pusat" "Central", "shared" "Bersama" "Shared",
    }
    /// Who may read the problem's detail.
    SENSITIVITY = "sensitivity" {
        "public" "Terbuka" "Public", "msf" "Hanya forum" "Forum only", "sealed" "Disimpan tertutup" "Sealed",
    }
    /// What a validation rests on.
    BASIS = "basis" {
        "evidence" "Bukti yang diterima" "Accepted evidence",
        "scorecard" "Kartu skor" "Scorecard",
        "survey" "Survei" "Survey",
        "document" "Dokumen resmi" "Official document",
    }
    /// Seats of a forum.
    CONSTITUENCY = "constituency" {
        "gov_local" "Pemda" "Local government",
        "gov_central" "Pusat" "Central government",
        "company" "Perusahaan" "Company",
        "civil" "Warga & OMS" "Residents & civil society",
    }
    /// Sides that a quorum needs.
    SIDE = "side" {
        "government" "Pemerintah" "Government",
        "company" "Perusahaan" "Company",
        "civil" "Warga & OMS" "Residents & civil society",
    }
    /// Sex, for attendance.
    SEX = "sex" { "f" "Perempuan" "Women", "m" "Laki-laki" "Men", "x" "Tidak dicatat" "Not recorded", }
    /// Interest declaration of a seat.
    INTEREST = "interest" { "none" "Tidak ada kepentingan" "No interest", "declared" "Ada kepentingan" "Interest declared", }
    /// What a follow-up is.
    FU_KIND = "fu_kind" {
        "letter" "Surat balasan" "Reply letter",
        "visit" "Kunjungan lapangan" "Site visit",
        "inspect" "Inspeksi resmi" "Official inspection",
        "sanction" "Sanksi" "Sanction",
        "permit" "Perubahan izin" "Permit change",
        "budget" "Perubahan anggaran" "Budget change",
        "rule" "Peraturan baru" "New rule",
        "works" "Pekerjaan fisik" "Physical works",
        "disclose" "Dokumen dibuka" "Document disclosed",
        "refer" "Dirujuk" "Referred",
        "refuse" "Ditolak tertulis" "Refused in writing",
    }
    /// Whose doing an action is.
    ATTRIBUTION = "attribution" { "msf" "Karena forum" "Because of the forum", "external" "Dari luar forum" "From outside the forum", }
    /// Outcome of checking a proof, a finding or a result.
    CHECK = "check" { "holds" "Benar" "Holds", "fails" "Tidak benar" "Does not hold", }
    /// Where a result was verified.
    METHOD = "method" { "field" "Di lapangan" "In the field", "document" "Lewat dokumen" "In a document", }
    /// How far a commitment was kept.
    FULFILMENT = "fulfilment" { "fulfilled" "Terpenuhi" "Fulfilled", "partly" "Sebagian" "Partly", }
    /// Where a commitment comes from.
    SOURCE = "source" { "msf" "Forum" "Forum", "scorecard" "Kartu skor" "Scorecard", "escp" "ESCP" "ESCP", }
    /// Why a commitment is dropped.
    DROP_REASON = "drop_reason" {
        "replaced" "Diganti komitmen lain" "Replaced by another",
        "impossible" "Tidak dapat dilakukan" "Cannot be done",
        "moot" "Tidak perlu lagi" "No longer needed",
    }
    /// Who replies.
    REPLY_FROM = "reply_from" { "duty_bearer" "Lembaga yang bertanggung jawab" "Responsible institution", "company" "Perusahaan" "Company", "other" "Pihak lain" "Other", }
    /// Why a problem is withdrawn.
    WITHDRAW_REASON = "withdraw_reason" {
        "safety" "Keselamatan" "Safety",
        "fact" "Kekeliruan fakta" "Error of fact",
        "dup" "Ganda" "Duplicate",
        "private" "Selesai sendiri" "Settled privately",
        "lost" "Tidak berminat" "Lost interest",
        "other" "Lainnya" "Other",
    }
    /// Why a problem is invalid.
    INVALID_REASON = "invalid_reason" { "fact" "Kekeliruan fakta" "Error of fact", "tampered" "Bukti diubah" "Evidence tampered", "unsupported" "Tanpa dukungan bukti" "No support left", }
    /// Why a problem is closed by the forum.
    CLOSE_REASON = "close_reason" {
        "resolved" "Selesai" "Resolved",
        "partial" "Sebagian" "Partly",
        "referred" "Dirujuk" "Referred",
        "refused" "Ditolak" "Refused",
    }
    /// Why a problem is sealed.
    SEAL_REASON = "seal_reason" { "risk" "Risiko bagi pelapor" "Risk to the reporter", "child" "Menyangkut anak" "Concerns a child", "legal" "Proses hukum" "Legal proceedings", }
    /// Why a problem is reopened.
    REOPEN_REASON = "reopen_reason" { "returned" "Masalah yang sama muncul lagi" "The same problem is back", "not_done" "Ternyata belum selesai" "It was not done after all", }
    /// Why the track is corrected.
    RETRACK_REASON = "retrack_reason" { "misfiled" "Salah jalur" "Filed under the wrong track", }
    /// Does a finding still stand?
    STANDING = "standing" { "stands" "Tetap berlaku" "Stands", "falls" "Gugur" "Falls", }
}

/// Why an act does not count: the codes of [`crate::journal::act::GuardOutcome::Fails`].
pub const FAILURES: CodeList = CodeList {
    name: "failure",
    codes: &[
        f(
            "out_of_order",
            "Langkah ini belum boleh pada tahap sekarang",
            "This step is not possible at this stage",
        ),
        f("own_work", "Tidak boleh memeriksa pekerjaan sendiri", "Nobody verifies their own work"),
        f("collector", "Pemeriksa ikut mengumpulkan bukti", "The verifier collected the evidence"),
        f("no_evidence", "Bukti tidak dirujuk", "No evidence is cited"),
        f(
            "grade_too_low",
            "Mutu bukti kurang untuk jenis masalah ini",
            "The evidence is too weak for this kind of problem",
        ),
        f(
            "no_meeting",
            "Rapat tidak dirujuk atau belum berlangsung",
            "No meeting is cited, or it was not held",
        ),
        f("not_quorate", "Rapat tidak kuorum", "The meeting had no quorum"),
        f(
            "restated_wrong",
            "Isi yang diulang berbeda dari catatan asal",
            "What is restated differs from the record",
        ),
        f(
            "minutes_unsigned",
            "Notulen belum ditandatangani semua unsur",
            "The minutes are not signed for every side",
        ),
        f("no_commitment", "Komitmen tidak ada", "There is no such commitment"),
        f("no_follow_up", "Tindak lanjut tidak ada", "There is no such follow-up"),
        f(
            "conflict_of_interest",
            "Punya kepentingan dalam masalah ini",
            "Has an interest in this problem",
        ),
        f("no_msf", "Forum tidak dirujuk", "No forum is cited"),
        f(
            "same_partner",
            "Semua pemeriksa dari mitra yang melapor",
            "Every verifier is from the partner that reported",
        ),
        f("same_person", "Perlu orang kedua", "A second person is needed"),
        f(
            "same_role",
            "Orang kedua harus berperan lain",
            "The second person must hold the other role",
        ),
        f(
            "too_late",
            "Lebih dari 365 hari: daftarkan masalah baru",
            "Over 365 days: register a new problem",
        ),
        f(
            "reason_does_not_fit",
            "Alasan tidak cocok dengan tahap",
            "The reason does not fit the stage",
        ),
        f("itself", "Tidak boleh menunjuk dirinya sendiri", "It cannot name itself"),
        f(
            "no_parent",
            "Masalah asal tidak dirujuk atau belum dipecah",
            "The parent is not cited, or was not split",
        ),
        f("no_seat", "Tidak punya kursi untuk unsur ini", "Holds no seat for this constituency"),
        f(
            "other_minutes",
            "Notulen yang ditandatangani berbeda",
            "The minutes signed are different ones",
        ),
        f("not_yours", "Hanya untuk diri sendiri", "Only for oneself"),
        f(
            "quorum_impossible",
            "Aturan kuorum tidak cocok dengan kursi",
            "The quorum rule does not fit the seats",
        ),
        f("not_later", "Batas waktu baru harus lebih lambat", "The new due date must be later"),
    ],
};

const fn f(code: &'static str, id: &'static str, en: &'static str) -> Coded {
    Coded { code, id, en }
}

//! What each statement means, and what it does not, in both languages.

use super::statement::Statement;

impl Statement {
    /// What it means that this holds, in Indonesian (`en == false`) or English.
    #[must_use]
    pub fn meaning(self, en: bool) -> &'static str {
        let (id, english) = match self {
            Self::Project => (
                "Berkas ini milik proyek yang Anda sebut. Tanpa nomor proyek dari sumber lain, ini belum dapat disimpulkan.",
                "The bundle is of the project you named. Without a project id from elsewhere this cannot be told.",
            ),
            Self::Line => (
                "Daftar anggota utuh dan setiap perubahannya ditandatangani. Daftar ini tidak memuat nama orang.",
                "The list of members is whole and every change of it is signed. It holds no names.",
            ),
            Self::Checkpoint => (
                "Pusat menandatangani isi catatan sampai titik ini, dengan waktu menurut jam pusat.",
                "The hub signed the journal up to this point, with the time of its own clock.",
            ),
            Self::Tree => (
                "Tidak ada catatan yang disisipkan, diubah, atau dibuang sejak ditandatangani pusat.",
                "Nothing was inserted, changed or dropped since the hub signed.",
            ),
            Self::Readable => (
                "Isi catatan sama dengan yang ditandatangani. Isi yang dihapus atas permintaan orangnya tetap terbukti pernah ada.",
                "The content is the one that was signed. What was erased on a person's wish is still shown to have been there.",
            ),
            Self::Signature => (
                "Catatan ditandatangani oleh kunci yang terdaftar. Ini tidak membuktikan siapa yang memegang HP.",
                "The entry is signed by an enrolled key. This does not prove who held the phone.",
            ),
            Self::Included => (
                "Catatan ini ada di dalam daftar yang ditandatangani pusat.",
                "The entry is in the list that the hub signed.",
            ),
            Self::Chain => (
                "Catatan menyambung ke catatan sebelumnya dari HP yang sama, tanpa celah.",
                "The entry follows the one before it from the same phone, with no gap.",
            ),
            Self::Seen => (
                "Pusat menunjukkan riwayat yang sama kepada HP ini dan kepada Anda.",
                "The hub showed this phone the same history as it shows you.",
            ),
            Self::Effect => (
                "Pembuatnya berhak menulis catatan ini pada saat itu.",
                "Its author had the right to write it at that point.",
            ),
            Self::Sealed => (
                "Berkas tersegel sama dengan yang dicatat.",
                "The sealed file is the one that was recorded.",
            ),
            Self::Original => (
                "Foto belum diubah sejak diambil. Ini tidak membuktikan penyebabnya.",
                "The photo has not been changed since it was taken. This does not prove the cause.",
            ),
        };
        if en { english } else { id }
    }
}

//! Why a check does not hold, or cannot be told: a closed list with plain words.
//!
//! Which reasons a check can give is said where it is computed.

use super::{Lang, Words};

macro_rules! reasons {
    ($($(#[$doc:meta])* $name:ident, $code:literal, $id:literal, $en:literal;)*) => {
        /// Why an outcome is not `Holds`.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Reason {
            $($(#[$doc])* $name,)*
        }

        impl Reason {
            /// Every reason.
            pub const ALL: &'static [Self] = &[$(Self::$name),*];

            /// Its name in JSON; never translated, never changed.
            #[must_use]
            pub const fn code(self) -> &'static str {
                match self { $(Self::$name => $code,)* }
            }

            const fn both(self) -> Words {
                match self { $(Self::$name => Words::new($id, $en),)* }
            }
        }
    };
}

impl Reason {
    /// The reason in one sentence.
    #[must_use]
    pub const fn words(self, lang: Lang) -> &'static str {
        self.both().lang(lang)
    }
}

reasons! {
    /// The bytes have another SHA-256.
    BytesDiffer, "bytes_differ", "Berkas ini tidak sama dengan yang ditandatangani.", "This file is not the one that was signed.";
    /// The sealed file does not open: altered, cut off or extended.
    DoesNotOpen, "does_not_open", "Berkas tersegel tidak dapat dibuka: isinya berubah atau terpotong.", "The sealed file does not open: it was altered or cut off.";
    /// The bytes are not here.
    BytesMissing, "bytes_missing", "Berkas aslinya tidak ada di sini.", "The original file is not here.";
    /// The signature does not fit.
    SignatureWrong, "signature_wrong", "Tanda tangan tidak cocok dengan isi catatan.", "The signature does not fit the entry.";
    /// The key or the entry is withheld in this bundle.
    Withheld, "withheld", "Bagian ini sengaja tidak disertakan untuk melindungi pelapor.", "This part was left out on purpose, to protect the reporter.";
    /// A sequence number is missing.
    Gap, "gap", "Ada nomor urut yang hilang.", "A sequence number is missing.";
    /// Two entries claim one sequence number.
    Fork, "fork", "Dua catatan memakai nomor urut yang sama.", "Two entries claim the same sequence number.";
    /// The neighbouring entries are not here.
    NeighboursMissing, "neighbours_missing", "Catatan sebelum dan sesudahnya tidak ada di sini.", "The entries before and after are not here.";
    /// The log is not known in this project.
    NotAMember, "not_a_member", "Penulisnya bukan anggota proyek ini.", "The author is not a member of this project.";
    /// The right had been withdrawn at this sequence number.
    Revoked, "revoked", "Haknya sudah dicabut sebelum catatan ini.", "The right had been withdrawn before this entry.";
    /// The role may not write this.
    NoRight, "no_right", "Peran penulis tidak boleh membuat catatan ini.", "The author's role may not write this entry.";
    /// The reader named no project to trust.
    NoTrustRoot, "no_trust_root", "Nomor proyek yang dipercaya belum disebutkan.", "No project to trust was named.";
    /// The project is another one.
    OtherProject, "other_project", "Catatan ini milik proyek lain.", "The entry belongs to another project.";
    /// There is no receipt yet.
    NoReceipt, "no_receipt", "Belum ada tanda terima dari pusat.", "There is no receipt from the hub yet.";
    /// The receipt does not fit.
    ReceiptWrong, "receipt_wrong", "Tanda terima tidak cocok dengan catatan ini.", "The receipt does not fit this entry.";
    /// No checkpoint bounds the time on at least one side.
    OpenWindow, "open_window", "Waktunya belum dibatasi dari dua sisi oleh pusat.", "The hub does not bound the time on both sides yet.";
    /// The device's time lies outside the window.
    OutsideWindow, "outside_window", "Jam HP berada di luar rentang waktu yang dijamin pusat.", "The phone's time lies outside the window the hub vouches for.";
    /// A recomputed root differs from a signed one.
    RootsDiffer, "roots_differ", "Pusat pernah menunjukkan isi buku catatan yang berbeda.", "The hub has shown different contents of the journal.";
    /// There is no second checkpoint to compare.
    NothingToCompare, "nothing_to_compare", "Tidak ada catatan pembanding di sini.", "There is nothing to compare with here.";
    /// The hub signed on the member's behalf.
    HubSigned, "hub_signed", "Pusat yang menandatangani atas nama orangnya.", "The hub signed on the person's behalf.";
    /// No attestation came with the enrolment.
    NotAttested, "not_attested", "Pembuat HP tidak memberi jaminan; banyak HP memang begitu.", "The phone's maker vouches for nothing; many phones are like that.";
    /// One came, and nobody judged it.
    AttestationUnjudged, "attestation_unjudged", "Jaminan pembuat HP ada, tetapi belum diperiksa.", "The maker's word is here, but nobody has judged it yet.";
    /// The file was imported.
    Imported, "imported", "Berkas diambil dari tempat lain, bukan dari kamera aplikasi.", "The file came from elsewhere, not from the app's camera.";
    /// The item is a document.
    IsDocument, "is_document", "Ini dokumen, bukan foto lapangan.", "This is a document, not a picture from the field.";
    /// The file carries no EXIF at all.
    NoExif, "no_exif", "Berkas tidak memuat data kamera (EXIF).", "The file carries no camera data (EXIF).";
    /// The EXIF data cannot be read.
    ExifUnreadable, "exif_unreadable", "Data kamera (EXIF) tidak terbaca.", "The camera data (EXIF) cannot be read.";
    /// EXIF without a position.
    NoExifPlace, "no_exif_place", "Data kamera tidak memuat titik lokasi; banyak HP memang menghapusnya.", "The camera data has no position; many phones remove it.";
    /// EXIF without a time, or without what is needed to compare it.
    NoExifTime, "no_exif_time", "Data kamera tidak memuat waktu.", "The camera data has no time.";
    /// The two positions are further apart than their errors.
    PlaceDiffers, "place_differs", "Titik di dalam foto dan titik dari aplikasi berjauhan.", "The position in the photo and the one from the app are far apart.";
    /// The two times are too far apart.
    TimeDiffers, "time_differs", "Waktu di dalam foto dan waktu dari aplikasi berbeda.", "The time in the photo and the one from the app differ.";
    /// There is no fix.
    NoFix, "no_fix", "Tidak ada titik lokasi; di bawah pohon atau di lembah itu biasa.", "There is no position; under trees or in a valley that is usual.";
    /// Android said the location was mocked.
    MockedFix, "mocked_fix", "HP menyatakan lokasinya berasal dari aplikasi lokasi tiruan.", "The phone says the position came from a mock location app.";
    /// The line passes through the circle of doubt.
    FixTooCoarse, "fix_too_coarse", "Titiknya terlalu kasar untuk memastikan.", "The position is too coarse to be sure.";
    /// Taken on the water: the point is the boat.
    FromBoat, "from_boat", "Difoto dari perahu: titik lokasi adalah perahunya, bukan yang difoto.", "Taken from a boat: the position is the boat's, not that of what is shown.";
    /// Beyond the radius.
    TooFar, "too_far", "Titiknya lebih jauh dari batas yang ditentukan.", "The position is further away than the set limit.";
    /// Outside every polygon of the snapshot.
    OutsideAll, "outside_all", "Titiknya di luar semua batas pada peta yang dipakai.", "The position is outside every boundary of the map asked.";
    /// Within twice the error of an edge.
    NearEdge, "near_edge", "Titiknya terlalu dekat dengan garis batas untuk memastikan.", "The position is too close to the line to be sure.";
    /// Fewer than three different measurements.
    TooFewFixes, "too_few_fixes", "Perlu tiga pengukuran atau lebih untuk menyebut di luar batas.", "It takes three measurements or more to say outside.";
    /// Measurements on both sides.
    FixesDisagree, "fixes_disagree", "Pengukuran-pengukurannya tidak sepakat.", "The measurements disagree.";
    /// No polygons were loaded.
    NoMap, "no_map", "Peta batasnya belum dimuat.", "The map of boundaries has not been loaded.";
    /// The phone's clock was off by more than allowed.
    ClockOff, "clock_off", "Jam HP menyimpang.", "The phone's clock was off.";
    /// Nothing to compare the clock with.
    NoReference, "no_reference", "Tidak ada jam lain sebagai pembanding.", "There is no other clock to compare with.";
    /// GNSS time off by a multiple of 1,024 weeks.
    WeekRollover, "week_rollover", "Waktu satelit meleset kelipatan 1.024 minggu karena perangkat lunak lama pada HP.", "The satellite time is off by a multiple of 1,024 weeks, because of old firmware in the phone.";
    /// No satellite time was recorded.
    NoGnssTime, "no_gnss_time", "Tidak ada waktu satelit.", "There is no satellite time.";
    /// No earlier fix of the same device, or no common clock to measure the time between.
    NoPrevious, "no_previous", "Belum ada titik sebelumnya dari HP yang sama.", "There is no earlier position from the same phone.";
    /// The way is too long for the time.
    TooFast, "too_fast", "Jarak dari titik sebelumnya tidak mungkin ditempuh dalam waktu itu.", "The way from the previous position is not possible in that time.";
}

//! The sentences for the checks of integrity and trust; a table, nothing else.
//!
//! How it is read: [`super::words`]. The rest: [`super::words_plausible`].

use super::words::{CheckWords, Pair};
use super::{Check, Words};

pub(super) const TABLE: &[CheckWords] = &[
    CheckWords {
        check: Check::Digest,
        label: Words::new("Kode pengenal foto", "Same file"),
        holds: Pair {
            means: Words::new(
                "Foto belum diubah sejak diambil.",
                "The file has not been changed since it was taken.",
            ),
            not: Words::new(
                "Ini tidak membuktikan penyebabnya.",
                "This does not prove what caused it.",
            ),
        },
        fails: Pair {
            means: Words::new(
                "Foto yang sampai tidak sama dengan yang diambil.",
                "The file that arrived is not the one that was taken.",
            ),
            not: Words::new(
                "Ini tidak berarti pelapornya mengubah foto; kiriman yang rusak juga bisa begini.",
                "This does not mean that the reporter changed it; a damaged transfer looks the same.",
            ),
        },
        cannot_tell: Words::new(
            "Keutuhan foto belum bisa dicek.",
            "Whether the file is unchanged cannot be checked.",
        ),
    },
    CheckWords {
        check: Check::Signature,
        label: Words::new("Tanda tangan", "Signature"),
        holds: Pair {
            means: Words::new(
                "Catatan ini ditandatangani kunci HP penulisnya dan belum diubah.",
                "The entry was signed with the key of its author's phone and has not been changed.",
            ),
            not: Words::new(
                "Ini tidak berarti isinya benar.",
                "This does not mean that what it says is true.",
            ),
        },
        fails: Pair {
            means: Words::new(
                "Tanda tangan catatan ini tidak cocok.",
                "The signature of this entry does not fit.",
            ),
            not: Words::new(
                "Ini tidak menunjukkan siapa yang mengubahnya.",
                "This does not show who changed it.",
            ),
        },
        cannot_tell: Words::new(
            "Tanda tangan belum bisa dicek.",
            "The signature cannot be checked.",
        ),
    },
    CheckWords {
        check: Check::Chain,
        label: Words::new("Urutan catatan", "Order of entries"),
        holds: Pair {
            means: Words::new(
                "Tidak ada catatan HP ini yang hilang atau disisipkan di sekitar sini.",
                "No entry of this phone is missing or was slipped in around here.",
            ),
            not: Words::new(
                "Ini tidak berarti semua kejadian di lapangan sudah dicatat.",
                "This does not mean that everything that happened was recorded.",
            ),
        },
        fails: Pair {
            means: Words::new(
                "Urutan catatan HP ini terputus.",
                "The order of this phone's entries is broken.",
            ),
            not: Words::new(
                "Ini tidak otomatis kecurangan; HP yang dipulihkan dari cadangan juga bisa begini.",
                "This is not by itself fraud; a phone restored from a backup looks the same.",
            ),
        },
        cannot_tell: Words::new(
            "Urutan catatan belum bisa dicek.",
            "The order of entries cannot be checked.",
        ),
    },
    CheckWords {
        check: Check::Membership,
        label: Words::new("Hak penulis", "Author's right"),
        holds: Pair {
            means: Words::new(
                "Penulisnya anggota proyek dan berhak membuat catatan ini saat itu.",
                "The author was a member of the project with the right to write this at that time.",
            ),
            not: Words::new(
                "Ini tidak menyebut siapa orangnya.",
                "This does not say who the person is.",
            ),
        },
        fails: Pair {
            means: Words::new(
                "Penulisnya saat itu tidak berhak membuat catatan ini.",
                "The author had no right to write this at that time.",
            ),
            not: Words::new(
                "Ini tidak berarti isinya bohong; petugas bisa mengakui catatan ini satu per satu.",
                "This does not mean that it is untrue; a supervisor can admit the entry by itself.",
            ),
        },
        cannot_tell: Words::new(
            "Hak penulis belum bisa dicek.",
            "The author's right cannot be checked.",
        ),
    },
    CheckWords {
        check: Check::Receipt,
        label: Words::new("Tanda terima pusat", "Receipt"),
        holds: Pair {
            means: Words::new(
                "Pusat sudah menerima catatan ini dan menguncinya dalam buku catatan.",
                "The hub has received this entry and locked it into the journal.",
            ),
            not: Words::new(
                "Ini tidak berarti pusat sudah memeriksa isinya.",
                "This does not mean that the hub has checked what it says.",
            ),
        },
        fails: Pair {
            means: Words::new(
                "Tanda terimanya tidak cocok dengan catatan ini.",
                "The receipt does not fit this entry.",
            ),
            not: Words::new(
                "Ini tidak berarti fotonya palsu; yang diragukan adalah tanda terimanya.",
                "This does not mean that the photo is false; it is the receipt that is in doubt.",
            ),
        },
        cannot_tell: Words::new(
            "Penerimaan oleh pusat belum bisa dipastikan.",
            "Whether the hub received it cannot be told.",
        ),
    },
    CheckWords {
        check: Check::TimeSandwich,
        label: Words::new("Rentang waktu", "Time window"),
        holds: Pair {
            means: Words::new(
                "Waktu menurut HP berada di dalam rentang yang dijamin pusat.",
                "The phone's time lies inside the window the hub vouches for.",
            ),
            not: Words::new(
                "Di dalam rentang itu, jam tepatnya tetap menurut HP.",
                "Inside the window the exact time is still the phone's word.",
            ),
        },
        fails: Pair {
            means: Words::new(
                "Waktu menurut HP tidak mungkin benar: di luar rentang yang dijamin pusat.",
                "The phone's time cannot be right: it lies outside the window the hub vouches for.",
            ),
            not: Words::new(
                "Ini tidak berarti kejadiannya tidak ada; jam HP yang salah sudah cukup.",
                "This does not mean that it did not happen; a wrong clock is enough.",
            ),
        },
        cannot_tell: Words::new(
            "Waktunya baru menurut HP saja.",
            "The time is the phone's word only.",
        ),
    },
    CheckWords {
        check: Check::SplitView,
        label: Words::new("Satu buku catatan", "One journal"),
        holds: Pair {
            means: Words::new(
                "Semua salinan buku catatan pusat yang pernah terlihat saling cocok.",
                "All copies of the hub's journal that were seen agree.",
            ),
            not: Words::new(
                "Ini tidak menjamin pusat tidak menahan catatan yang belum pernah terlihat.",
                "This does not rule out that the hub withholds what nobody has seen.",
            ),
        },
        fails: Pair {
            means: Words::new(
                "Pusat pernah menunjukkan dua buku catatan yang berbeda.",
                "The hub has shown two different journals.",
            ),
            not: Words::new("Ini bukan kesalahan pelapor.", "This is not the reporter's fault."),
        },
        cannot_tell: Words::new(
            "Belum ada salinan lain untuk dicocokkan.",
            "There is no other copy to compare with yet.",
        ),
    },
    CheckWords {
        check: Check::Authorship,
        label: Words::new("Ditandatangani sendiri", "Signed by the author"),
        holds: Pair {
            means: Words::new(
                "Penulisnya sendiri yang menandatangani, dengan kunci di HP-nya.",
                "The author signed it, with the key on the author's own phone.",
            ),
            not: Words::new(
                "Ini tidak membuktikan siapa yang memegang HP saat itu.",
                "This does not prove who held the phone at that time.",
            ),
        },
        fails: Pair {
            means: Words::new(
                "Kepengarangan: menurut pusat. Pusat menandatangani atas nama orangnya.",
                "Authorship: the hub's word. The hub signed on the person's behalf.",
            ),
            not: Words::new(
                "Ini tidak berarti orangnya tidak menulisnya.",
                "This does not mean that the person did not write it.",
            ),
        },
        cannot_tell: Words::new(
            "Belum bisa dipastikan siapa yang menandatangani.",
            "Who signed cannot be told.",
        ),
    },
    CheckWords {
        check: Check::DeviceKey,
        label: Words::new("Kunci HP", "The phone's key"),
        holds: Pair {
            means: Words::new(
                "Pembuat HP menjamin bahwa kunci ini dijaga perangkat keras HP.",
                "The phone's maker vouches that the phone's hardware guards this key.",
            ),
            not: Words::new(
                "Ini tidak membuktikan siapa yang memegang HP saat itu.",
                "This does not prove who held the phone at that time.",
            ),
        },
        fails: Pair {
            means: Words::new(
                "Jaminan pembuat HP tidak cocok dengan kunci ini.",
                "What the phone's maker vouches for does not fit this key.",
            ),
            not: Words::new(
                "Ini tidak berarti foto atau catatannya diubah.",
                "This does not mean that the photo or the entry was changed.",
            ),
        },
        cannot_tell: Words::new(
            "Belum bisa dipastikan apakah kunci ini dijaga perangkat keras HP.",
            "Whether the phone's hardware guards this key cannot be told.",
        ),
    },
    CheckWords {
        check: Check::CaptureSource,
        label: Words::new("Asal berkas", "Source"),
        holds: Pair {
            means: Words::new(
                "Diambil langsung dengan kamera atau perekam aplikasi, menurut aplikasi.",
                "Taken with the app's own camera or recorder: the app's word.",
            ),
            not: Words::new(
                "Ini tidak membuktikan bahwa yang difoto bukan layar atau foto lain.",
                "This does not prove that it is not a picture of a screen or of another photo.",
            ),
        },
        fails: Pair {
            means: Words::new(
                "Tidak diambil dengan kamera aplikasi.",
                "Not taken with the app's camera.",
            ),
            not: Words::new(
                "Ini tidak berarti palsu; nilainya bergantung pada keterangan asalnya.",
                "This does not mean that it is false; its weight depends on where it came from.",
            ),
        },
        cannot_tell: Words::new("Asal berkas belum bisa dipastikan.", "The source cannot be told."),
    },
];
